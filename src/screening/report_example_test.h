#pragma once
// A small made-up run for the tests of the reports: names in many scripts, every kind of evidence, every
// band. All parties, lists and numbers are invented.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "match/score.h"
#include "screening/report_facts.h"

namespace screening::example {

inline entity::Entity Record(const char* schema, const char* caption,
                             const std::vector<std::pair<const char*, const char*>>& values) {
  entity::Entity record;
  record.schema = entity::SchemaNamed(schema);
  record.caption = caption;
  record.Add(entity::PropertyNamed("name"), caption);
  for (const auto& [name, text] : values) record.Add(entity::PropertyNamed(name), text);
  return record;
}

inline match::Alert MakeAlert(const char* list, const char* id, const char* caption, double names,
                              match::Identity identity, std::vector<match::Evidence> evidence) {
  match::Alert alert;
  alert.list = list;
  alert.id = id;
  alert.caption = caption;
  alert.schema = entity::SchemaNamed("Company");
  alert.name_similarity = names;
  alert.score = match::ScoreOf(names, match::SumOfEffects(evidence));
  alert.match = alert.score >= 0.70;
  alert.identity = identity;
  alert.evidence = std::move(evidence);
  alert.name_parts = {
      {"weight in file", 3.912}, {"weight on list", 3.704}, {"matched weight", 3.377}, {"cover", 0.886831}};
  alert.settle = "The registration number from the party. If it is equal, the score is above 0.95.";
  return alert;
}

struct Run {
  RunFacts facts;
  std::vector<ScreenedParty> parties;
  std::map<std::string, entity::Entity> entries;  // by alert id

  EntryReader reader() const {
    return [this](const match::Alert& alert) -> std::optional<entity::Entity> {
      const auto found = entries.find(alert.id);
      if (found == entries.end()) return std::nullopt;
      return found->second;
    };
  }
};

inline RunFacts MakeFacts() {
  RunFacts facts;
  facts.input_name = "suppliers-2026.csv";
  facts.input_sha256 = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  facts.started_utc = "2026-11-22T06:10:00Z";
  facts.lists = {{"import-ban",
                  "mapped-table",
                  "2026-11-22",
                  "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
                  {"import-ban.csv", "import-ban.csv.map.toml"},
                  144,
                  391},
                 {"sanctions",
                  "un-xml",
                  "2026-09-30",
                  "fcde2b2edba56bf408601fb721fe9b5c338d10ee429ea04fae5511b68fbf8fb9",
                  {"sanctions.xml"},
                  1002,
                  4410},
                 {"agencies",
                  "ftm-jsonl",
                  "",
                  "baa5a0964d3320fbc0c6a922140453c8513ea24ab8fd0577034804a967248096",
                  {"agencies.jsonl"},
                  12345,
                  20876}};
  facts.rejected_rows = 3;
  facts.set_aside_fields = 1;
  facts.blank_rows = 2;
  facts.recognised = {"Supplier Name -> name", "국가 -> country", "Reg. No. -> registrationNumber",
                      "生日 -> birthDate"};
  facts.not_used = {"Buyer's note", "Последний визит"};
  facts.engine_version = "1";
  return facts;
}

inline void AddChinese(Run& run) {
  ScreenedParty party{
      2,
      Record("Company", "兰溪晨原纺织有限公司",
             {{"alias", "Chenyuan Textile"}, {"country", "cn"}, {"address", "浙江省兰溪市工业路8号"}}),
      {}};
  match::Alert alert = MakeAlert(
      "import-ban", "IB-0031", "Lanxi Chenyuan Textile Co., Ltd.", 0.886831, match::Identity::kSupported,
      {{"country", 0.15, "cn", "cn", "the same country"},
       {"address", -0.02, "浙江省兰溪市工业路8号", "Jinhua, Zhejiang", "the same province, another street"},
       {"registrationNumber", 0, "", "91330000EXAMPLE00X", "the file gives no number"}});
  alert.query_name = "兰溪晨原纺织有限公司";
  alert.candidate_name = "Lanxi Chenyuan Textile Co., Ltd.";
  alert.alignment = {{"兰溪", "Lanxi", "sounds alike", 0.9, 0.96, 0.96},
                     {"晨原", "Chenyuan", "sounds alike", 1.0, 1.82, 1.82},
                     {"纺织", "Textile", "same meaning", 1.0, 0.42, 0.40},
                     {"有限公司", "Co., Ltd.", "legal form", 1.0, 0.05, 0.05}};
  party.alerts.push_back(alert);
  run.entries["IB-0031"] = Record("Company", "Lanxi Chenyuan Textile Co., Ltd.",
                                  {{"alias", "兰汐晨原纺织有限公司"},
                                   {"country", "cn"},
                                   {"registrationNumber", "91330000EXAMPLE00X"},
                                   {"address", "Jinhua, Zhejiang"},
                                   {"sourceUrl", "https://lists.example/entries/31"}});
  run.parties.push_back(party);
}

inline void AddArabic(Run& run) {
  ScreenedParty party{
      3,
      Record("Company", "شركة النور للتوظيف", {{"country", "ae"}, {"registrationNumber", "CN-118822"}}),
      {}};
  match::Alert alert =
      MakeAlert("sanctions", "QDe.901", "AL NOOR RECRUITMENT COMPANY", 0.91, match::Identity::kSupported,
                {{"identifier", 0.90, "CN-118822", "CN-118822", "the same Registration number"},
                 {"country", -0.10, "ae", "qa", "no country in common"}});
  alert.query_name = "شركة النور للتوظيف";
  alert.candidate_name = "Al Noor Recruitment Company";
  alert.alignment = {{"النور", "Al Noor", "sounds alike", 0.98, 1.4, 1.4},
                     {"للتوظيف", "Recruitment", "same meaning", 1.0, 0.5, 0.5},
                     {"شركة", "Company", "legal form", 1.0, 0.04, 0.04}};
  party.alerts.push_back(alert);
  run.entries["QDe.901"] =
      Record("Company", "AL NOOR RECRUITMENT COMPANY",
             {{"alias", "شركة النور للاستقدام"}, {"country", "qa"}, {"registrationNumber", "CN-118822"}});
  run.parties.push_back(party);
}

inline void AddPerson(Run& run) {
  ScreenedParty party{
      4,
      Record("Person", "Петренко Олександр Іванович", {{"birthDate", "1974-05-12"}, {"nationality", "ua"}}),
      {}};
  match::Alert alert =
      MakeAlert("sanctions", "QDi.077", "OLEXANDR PETRENKO", 0.90, match::Identity::kContradicted,
                {{"birthDate", -0.14, "1974-05-12", "1991-02-03", "different dates of birth"}});
  alert.schema = entity::SchemaNamed("Person");
  alert.query_name = "Петренко Олександр Іванович";
  alert.candidate_name = "OLEXANDR PETRENKO";
  alert.alignment = {{"Олександр", "OLEXANDR", "spelled alike", 0.92, 0.7, 0.7},
                     {"Петренко", "PETRENKO", "same", 1.0, 1.3, 1.3},
                     {"Іванович", "", "only in party", 0.0, 0.3, 0.0}};
  party.alerts.push_back(alert);
  run.entries["QDi.077"] = Record("Person", "OLEXANDR PETRENKO",
                                  {{"birthDate", "1991-02-03"}, {"nationality", "ua"}, {"gender", "male"}});
  run.parties.push_back(party);
}

inline void AddWeaker(Run& run) {
  ScreenedParty party{5, Record("Company", "한빛편직 주식회사", {{"country", "kr"}}), {}};
  match::Alert alert = MakeAlert("agencies", "ag-552", "Hanbit Knit Co.", 0.74, match::Identity::kUnconfirmed,
                                 {{"country", 0, "kr", "", "the list gives no country"}});
  alert.alignment = {{"한빛", "Hanbit", "sounds alike", 1.0, 1.0, 1.0},
                     {"편직", "Knit", "same meaning", 0.8, 0.6, 0.5}};
  alert.query_name = "한빛편직 주식회사";
  alert.candidate_name = "Hanbit Knit Co.";
  party.alerts.push_back(alert);
  party.alerts.push_back(
      MakeAlert("import-ban", "IB-0107", "Hanbit Electronics", 0.581, match::Identity::kUnconfirmed, {}));
  run.parties.push_back(party);
  ScreenedParty greek{6, Record("LegalEntity", "Ελαιώνες Κρήτης ΑΕ", {}), {}};
  greek.alerts.push_back(
      MakeAlert("agencies", "ag-9", "Elaiones Kritis", 0.692345, match::Identity::kUnconfirmed, {}));
  run.parties.push_back(greek);
}

inline void AddNothingFound(Run& run) {
  std::size_t row = 7;
  const std::pair<const char*, const char*> others[] = {
      {"Công ty CP Dệt Sông Lam", "vn"}, {"東京のり株式会社", "jp"}, {"ក្រុមហ៊ុន សុវណ្ណភូមិ", "kh"},
      {"บริษัท สยามประมง จำกัด", "th"},     {"ঢাকা নিট লিমিটেড", "bd"}, {"नेपाल श्रम सेवा", "np"},
      {"חברת הצפון בע״מ", "il"},         {"ქართული ჩაი", "ge"},      {"Sao Mai Xanh Manpower", ""}};
  for (const auto& [name, country] : others)
    run.parties.push_back({row++, Record("LegalEntity", name, {{"country", country}}), {}});
}

inline Run MakeRun() {
  Run run;
  run.facts = MakeFacts();
  AddChinese(run);
  AddArabic(run);
  AddPerson(run);
  AddWeaker(run);
  AddNothingFound(run);
  run.facts.parties = run.parties.size();
  return run;
}

}  // namespace screening::example
