#include "voice/casework/htcds_exchange.h"

#include <algorithm>

#include "desk/tr.h"
#include "htcds/places.h"
#include "voice/casework/assessment_record.h"
#include "voice/casework/documents.h"
#include "voice/casework/htcds_work.h"
#include "voice/casework/imported_record.h"
#include "voice/casework/shell.h"
#include "voice/consent/consents.h"

namespace voice {
namespace {

constexpr std::size_t kAllCases = 1'000'000;

std::string StatusOf(std::string_view state) {
  if (state == "closed") return "Closed";
  return state == "follow-up" ? "FollowUp" : "Active";
}

// The state and the days that the file knows. What was closed there is not new here; how long it was closed
// is not in the standard, so its time begins now.
base::Status TakeFromFile(db::Transaction& tx, const CaseId& id, const htcds::Record& record, Day today) {
  const std::string_view state = StateOfRecord(record);
  TRY(tx.Execute(
      "UPDATE voice_case SET state = $2, unread = $3, received_day = $4, closed_day = $5 WHERE id = $1",
      {id, state, state == "new", std::min(ReceivedInRecord(record).value_or(today), today),
       state == "closed" ? db::Param(today) : db::Param(nullptr)}));
  return base::Ok();
}

}  // namespace

base::Result<ImportedCases> HtcdsExchange::Import(const desk::Actor& actor, const Team& team,
                                                  std::string_view bytes, const std::string& name) {
  htcds::Reading reading = TRY(htcds::Read(bytes, name));
  const Day today = DayOf(clock_.Now());
  const base::Status done = access_.database().Write([&](db::Transaction& tx) -> base::Status {
    for (const htcds::Record& record : reading.records) {
      const CaseId id = CaseId::New(random_);
      const CaseKeys keys = CaseKeys::Generate();
      TRY(InsertCase(tx, vault_, id,
                     {.team = team, .channel = Channel::kImport, .language = {}, .today = today}, keys));
      TRY(TakeFromFile(tx, id, record, today));
      const std::string text = TRY(htcds::Write(std::span(&record, 1), htcds::Format::kJson));
      TRY(InsertDocument(tx, id, keys.inner.public_key(), kRecordKind, text));
    }
    return audit_.Append(tx, actor, "case.import", "team:" + team.id.text(),
                         {{"cases", std::to_string(reading.records.size())}});
  });
  if (!done) return done.error();
  return ImportedCases{static_cast<std::int64_t>(reading.records.size()), std::move(reading.notes)};
}

base::Result<WorkDone> HtcdsExchange::WorkIn(const OpenedCase& opened) {
  WorkDone done{.row = opened.row,
                .talk = TRY(cases_.Talk(opened)),
                .notes = TRY(cases_.Notes(opened)),
                .assessment = {},
                .tasks = TRY(tasks_.Of(opened)),
                .consents = TRY(consents_.Of(opened)),
                .referrals = TRY(referrals_.Of(opened)),
                .other_documents = {}};
  const base::Status read = access_.database().Read([&](db::Transaction& tx) -> base::Status {
    done.assessment = TRY(ReadKeptAssessment(tx, opened)).assessment;
    done.other_documents.clear();
    for (const db::Row& row : TRY(tx.Query("SELECT kind FROM voice_document WHERE case_id = $1 AND kind NOT "
                                           "IN ('assessment', 'talk sentences', "
                                           "'tasks', 'consents', $2) ORDER BY kind",
                                           {opened.row.id, kRecordKind})))
      done.other_documents.push_back(row.Text(0));
    return base::Ok();
  });
  if (!read) return read.error();
  return done;
}

base::Result<htcds::Record> HtcdsExchange::RecordOf(const OpenedCase& opened, LeftOut& left_out) {
  std::optional<htcds::Record> kept =
      TRY(access_.database().Read([&](db::Transaction& tx) { return KeptRecord(tx, opened); }));
  htcds::Record record = kept ? *std::move(kept) : htcds::Record{};
  if (!kept) record.number = CaseNumber(opened.row.id);
  // What the file said of the state stays until somebody has moved the case. (Cases that were imported before
  // the state was taken from the file are "new" whatever it said.)
  const bool moved = opened.row.state != "new" && opened.row.state != StateOfRecord(record);
  if (!kept || moved) record.main.fields["cas_Status"] = {StatusOf(opened.row.state)};
  if (const std::string language = htcds::LanguageMeant(opened.row.language);
      !language.empty() && record.main.Value("prs_PrimaryLanguage").empty())
    record.main.fields["prs_PrimaryLanguage"] = {language};
  const WorkDone done = TRY(WorkIn(opened));
  AddWork(record, done, DayOf(clock_.Now()), left_out);
  return record;
}

base::Result<ExportedCases> HtcdsExchange::Export(const desk::Actor& actor, const vault::UnlockedPerson& me) {
  ExportedCases exported;
  for (const CaseLine& line : TRY(cases_.List(actor, {.state = {}, .open_only = false}, {}, kAllCases))) {
    const base::Result<OpenedCase> opened = cases_.Open(actor, me, line.row.id);
    if (!opened && opened.error().code == base::Code::kNotFound) {
      ++exported.left_out["cases that are sealed to others of the team"];
      continue;
    }
    if (!opened) return opened.error();
    exported.records.push_back(TRY(RecordOf(*opened, exported.left_out)));
  }
  TRY(access_.database().Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "case.export", "", {{"cases", std::to_string(exported.records.size())}});
  }));
  return exported;
}

base::Result<ExportedCases> HtcdsExchange::ExportOne(const desk::Actor& actor,
                                                     const vault::UnlockedPerson& me, const CaseId& id) {
  const OpenedCase opened = TRY(cases_.Open(actor, me, id));
  ExportedCases exported;
  exported.records.push_back(TRY(RecordOf(opened, exported.left_out)));
  TRY(access_.database().Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "case.export", CaseRecord(id), {{"kind", "htcds"}});
  }));
  return exported;
}

}  // namespace voice
