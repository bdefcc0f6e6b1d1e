#include "voice/intake/reports.h"

#include <algorithm>

#include "base/limits_voice.h"
#include "desk/tr.h"
#include "voice/intake/case_rows.h"
#include "voice/intake/report_text.h"
#include "voice/intake/sealed_report.h"
#include "voice/intake/sealing_keys.h"

namespace voice {
namespace {

bool SaysSomething(const Report& report, const std::vector<SentFile>& files) {
  return !report.picks.empty() || !report.what.empty() || !report.where.empty() || !report.who.empty() ||
         !report.contact.empty() || !files.empty();
}

base::Status CheckReport(const Report& report, const std::vector<SentFile>& files) {
  if (!SaysSomething(report, files))
    return base::Invalid(desk::tr("please write what happened, or tick a box"));
  if (report.what.size() > base::kMaxReportTextBytes)
    return base::TooLarge(desk::tr("what happened: the text is too long"));
  for (const std::string* field : {&report.where, &report.who, &report.contact})
    if (field->size() > base::kMaxReportFieldBytes)
      return base::TooLarge(desk::tr("one of the answers is too long"));
  for (const std::string& pick : report.picks)
    if (std::find(ReportPicks().begin(), ReportPicks().end(), pick) == ReportPicks().end())
      return base::Invalid(desk::tr("one of the ticked boxes is not one of the form"));
  return base::Ok();
}

// What makes two sendings of one form the same: all words, and of files their sizes.
std::string ContentOf(const Report& report, const std::vector<SentFile>& files) {
  std::string content = TextOfReport(report);
  for (const SentFile& file : files) {
    content += '\n';
    content += file.bytes;
  }
  return content;
}

// Urgency as it arrives: 3 for who says that she is not safe now, 2 for who is not sure, 1 for others. People
// set it anew when they have read.
std::int64_t FirstUrgency(std::string_view safe) {
  if (safe == "no") return 3;
  return safe == "unsure" ? 2 : 1;
}

}  // namespace

base::Result<Filed> Reports::File(const TeamId& team, const Report& report,
                                  const std::vector<SentFile>& files, std::string_view form) {
  TRY(CheckReport(report, files));
  return FileEntry(team,
                   {.language = report.language,
                    .safe = report.safe,
                    .text = TextOfReport(report),
                    .content = ContentOf(report, files),
                    .files = &files},
                   form);
}

base::Result<Filed> Reports::FileSealed(const TeamId& team, const SealedReport& report,
                                        std::string_view form) {
  const std::vector<SentFile> no_files;
  const std::string text = TextOfSealedReport(report);
  return FileEntry(team,
                   {.language = report.language,
                    .safe = report.safe,
                    .text = text,
                    .content = text,
                    .files = &no_files,
                    .sealing = report.key},
                   form);
}

base::Result<Filed> Reports::FileEntry(const TeamId& team_id, const FirstEntry& entry,
                                       std::string_view form) {
  const std::vector<Team> taking = TRY(teams_.TakingReports());
  const auto team =
      std::find_if(taking.begin(), taking.end(), [&](const Team& one) { return one.id == team_id; });
  if (team == taking.end())
    return base::Error{base::Code::kForbidden, desk::tr("this team takes no reports now"), {}};
  TRY(backlog_.Take(team->id));
  const std::string name = base::IsIdText(form) ? std::string(form) : base::NewIdText(random_);
  const ReturnCode code = pepper_.CodeFor(name);
  const crypto::Mac lookup = pepper_.Lookup(code);
  const crypto::Mac mark = pepper_.ContentMark(code, entry.content);
  const Day today = DayOf(clock_.Now());
  Filed filed{.id = CaseId::New(random_), .code = code};
  CaseKeys keys = CaseKeys::Generate();
  keys.sealing = entry.sealing;
  const auto salt = random_.Bytes<kSaltBytes>();
  const crypto::Bytes wrapped = WrapTalkKey(code, salt, filed.id, keys.talk.private_key());
  const base::Status written = database_.Write([&](db::Transaction& tx) -> base::Status {
    filed.again = false;
    const auto known = TRY(tx.QueryOne("SELECT case_id, content_mark FROM voice_return WHERE lookup = $1",
                                       {crypto::ByteView(lookup)}));
    if (known) {
      if (!crypto::ConstantTimeEqual(known->Bytes(1), mark))
        return base::Error{
            base::Code::kConflict, desk::tr("this form was sent before; please begin again"), {}};
      filed.id = known->IdAt<CaseId>(0);
      filed.again = true;
      return base::Ok();
    }
    if (!entry.sealing.empty() && !TRY(IsKeyOf(tx, entry.sealing, team_id)))
      return base::Invalid(desk::tr("this is sealed to a key that is not the team's"));
    TRY(InsertCase(tx, vault_, filed.id,
                   {.team = *team, .channel = Channel::kWeb, .language = entry.language, .today = today},
                   keys));
    TRY(tx.Execute("UPDATE voice_case SET urgency = $2 WHERE id = $1", {filed.id, FirstUrgency(entry.safe)}));
    TRY(tx.Execute(
        "INSERT INTO voice_return(lookup, case_id, salt, wrapped, content_mark) VALUES ($1, $2, $3, $4, $5)",
        {crypto::ByteView(lookup), filed.id, crypto::ByteView(salt), crypto::ByteView(wrapped),
         crypto::ByteView(mark)}));
    const CaseRow row{.id = filed.id, .keys = keys.public_keys()};
    TRY(AddEntry(tx, random_, row, Side::kTalk, Author::kWorker, today, entry.text, *entry.files));
    return base::Ok();
  });
  if (!written) return written.error();
  return filed;
}

}  // namespace voice
