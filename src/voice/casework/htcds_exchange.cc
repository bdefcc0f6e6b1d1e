#include "voice/casework/htcds_exchange.h"

#include <algorithm>
#include <array>

#include "desk/tr.h"
#include "htcds/places.h"
#include "voice/casework/assessment.h"
#include "voice/casework/documents.h"
#include "voice/casework/shell.h"

namespace voice {
namespace {

constexpr std::string_view kKind = "htcds";
constexpr std::size_t kAllCases = 1'000'000;

using Codes = std::vector<std::string>;

std::string StatusOf(std::string_view state) {
  if (state == "closed") return "Closed";
  return state == "follow-up" ? "FollowUp" : "Active";
}

void AddOnce(Codes& codes, std::string_view code) {
  if (std::find(codes.begin(), codes.end(), code) == codes.end()) codes.emplace_back(code);
}

// What the indicators and the means say in the standard's words. Indicators that it has no word for are left.
Codes MethodsOf(const Assessment& assessment) {
  constexpr std::array<std::pair<int, std::string_view>, 6> kOfIndicator = {{{2, "FalsePromises"},
                                                                             {5, "PhysicalAbuse"},
                                                                             {7, "WithholdsDocuments"},
                                                                             {8, "TakesEarnings"},
                                                                             {9, "DebtBondage"},
                                                                             {11, "ExcessiveWorkingHours"}}};
  Codes methods;
  for (const auto& [number, code] : kOfIndicator)
    if (assessment.indicators.at(static_cast<std::size_t>(number - 1)).seen == Seen::kSeen)
      AddOnce(methods, code);
  for (const std::string& means : assessment.means) {
    if (means == "force") AddOnce(methods, "PhysicalThreats");
    if (means == "deception" || means == "fraud") AddOnce(methods, "FalsePromises");
  }
  return methods;
}

Codes ExploitationOf(const Assessment& assessment) {
  Codes types;
  for (const std::string& purpose : assessment.purposes) {
    if (purpose == "forced_labour") AddOnce(types, "ForcedLabour");
    if (purpose == "sexual_exploitation") AddOnce(types, "SexualExploitation");
    if (purpose == "servitude" || purpose == "slavery") AddOnce(types, "Servitude");
    if (purpose == "organs") AddOnce(types, "OrganRemoval");
    if (purpose == "other") AddOnce(types, "Other");
  }
  return types;
}

std::string CommentOf(const TalkEntry& entry) {
  if (!entry.report) return entry.text;
  const Report& report = *entry.report;
  std::string text = report.what;
  for (const std::string* part : {&report.where, &report.who, &report.contact})
    if (!part->empty()) text += (text.empty() ? "" : "\n") + *part;
  return text;
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
      const std::string text = TRY(htcds::Write(std::span(&record, 1), htcds::Format::kJson));
      TRY(InsertDocument(tx, id, keys.inner.public_key(), kKind, text));
    }
    return audit_.Append(tx, actor, "case.import", "team:" + team.id.text(),
                         {{"cases", std::to_string(reading.records.size())}});
  });
  if (!done) return done.error();
  return ImportedCases{static_cast<std::int64_t>(reading.records.size()), std::move(reading.notes)};
}

base::Result<htcds::Record> HtcdsExchange::RecordOf(const OpenedCase& opened) {
  const auto read = [&](std::string_view kind) {
    return access_.database().Read([&](db::Transaction& tx) { return ReadDocument(tx, opened, kind); });
  };
  const Document kept = TRY(read(kKind));
  if (kept.version > 0) {
    htcds::Reading reading = TRY(htcds::Read(kept.text, "case"));
    if (reading.records.size() != 1) return base::Corrupt("the case file of a case is damaged");
    htcds::Record record = std::move(reading.records.front());
    // What happened here since is told; what the file said otherwise stays.
    if (opened.row.state != "new") record.main.fields["cas_Status"] = {StatusOf(opened.row.state)};
    return record;
  }
  const Document document = TRY(read("assessment"));
  const Assessment assessment = TRY(ReadAssessment(document.text));
  htcds::Record record;
  record.number = CaseNumber(opened.row.id);
  record.main.fields["cas_Status"] = {StatusOf(opened.row.state)};
  if (const std::string language = htcds::LanguageMeant(opened.row.language); !language.empty())
    record.main.fields["prs_PrimaryLanguage"] = {language};
  if (Codes methods = MethodsOf(assessment); !methods.empty())
    record.main.fields["vic_MethodsOfControl"] = std::move(methods);
  if (Codes types = ExploitationOf(assessment); !types.empty())
    record.main.fields["vic_TypeOfExploitation"] = std::move(types);
  for (const TalkEntry& entry : TRY(cases_.Talk(opened))) {
    std::string comment = CommentOf(entry);
    if (comment.empty()) continue;
    htcds::Section section;
    section.fields["cco_CaseComment"] = {std::move(comment)};
    record.Items(htcds::Part::kComment).push_back(std::move(section));
  }
  return record;
}

base::Result<std::vector<htcds::Record>> HtcdsExchange::Export(const desk::Actor& actor,
                                                               const vault::UnlockedPerson& me) {
  std::vector<htcds::Record> records;
  for (const CaseLine& line : TRY(cases_.List(actor, {.state = {}, .open_only = false}, {}, kAllCases))) {
    const base::Result<OpenedCase> opened = cases_.Open(actor, me, line.row.id);
    if (!opened && opened.error().code == base::Code::kNotFound) continue;
    if (!opened) return opened.error();
    records.push_back(TRY(RecordOf(*opened)));
  }
  TRY(access_.database().Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "case.export", "", {{"cases", std::to_string(records.size())}});
  }));
  return records;
}

base::Result<htcds::Record> HtcdsExchange::ExportOne(const desk::Actor& actor,
                                                     const vault::UnlockedPerson& me, const CaseId& id) {
  const OpenedCase opened = TRY(cases_.Open(actor, me, id));
  htcds::Record record = TRY(RecordOf(opened));
  TRY(access_.database().Write([&](db::Transaction& tx) {
    return audit_.Append(tx, actor, "case.export", CaseRecord(id), {{"kind", "htcds"}});
  }));
  return record;
}

}  // namespace voice
