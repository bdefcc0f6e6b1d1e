#include "screening/report_sheets.h"

#include <fmt/format.h>

#include <algorithm>

#include <utility>

#include "html/names.h"

namespace screening {
namespace {

const std::vector<std::string_view>& Judgements() {
  static const std::vector<std::string_view> kJudgements = {"same", "not same", "unsure"};
  return kJudgements;
}

std::string Countries(const entity::Entity& record) {
  std::string out;
  for (const entity::Value& value : record.values) {
    if (value.property.type() != entity::PropertyType::kCountry) continue;
    const std::string_view code = entity::CountryCode(value.text);
    const std::string_view name = code.empty() ? std::string_view(value.text) : entity::CountryName(code);
    if (!out.empty()) out += ", ";
    out += name;
  }
  return out;
}

std::string_view NameOf(const entity::Entity& record) {
  if (!record.caption.empty()) return record.caption;
  const std::vector<const entity::Value*> names = record.Names();
  return names.empty() ? std::string_view() : std::string_view(names.front()->text);
}

std::string EvidenceInWords(const match::Alert& alert) {
  std::string out;
  for (const match::Evidence& item : alert.evidence) {
    if (!out.empty()) out += "\n";
    out += fmt::format("{} {}: {}", FeatureWords(item.feature), SignedText(item.effect), item.detail);
    std::string sides;
    if (!item.query.empty()) sides += "file: " + Isolated(item.query);
    if (!item.candidate.empty()) sides += (sides.empty() ? "list: " : "; list: ") + Isolated(item.candidate);
    if (!sides.empty()) out += " (" + sides + ")";
  }
  return out;
}

using AlertRows = std::function<base::Status(const RankedAlert&, const RowSink&)>;

// Rows for every alert of the run, best first.
std::function<base::Status(const RowSink&)> ForEachAlert(const Summary& summary, AlertRows rows) {
  return [&summary, rows = std::move(rows)](const RowSink& sink) -> base::Status {
    for (const std::vector<RankedAlert>* alerts : {&summary.matches, &summary.weaker})
      for (const RankedAlert& ranked : *alerts) TRY(rows(ranked, sink));
    return base::Ok();
  };
}

double Number(std::size_t count) {
  return static_cast<double>(count);
}

SheetPlan AlertsSheet(const Summary& summary, const EntryReader& read_entry) {
  return {"Alerts",
          {{"Rank", 7, SheetStyle::kCount, {}},
           {"Row", 7, SheetStyle::kCount, {}},
           {"Party", 36, SheetStyle::kWrapped, {}},
           {"Party country", 15, SheetStyle::kText, {}},
           {"List", 18, SheetStyle::kText, {}},
           {"Entry", 16, SheetStyle::kText, {}},
           {"Listed as", 36, SheetStyle::kWrapped, {}},
           {"Listed country", 15, SheetStyle::kText, {}},
           {"Score", 10, SheetStyle::kNumber, {}},
           {"Name similarity", 15, SheetStyle::kNumber, {}},
           {"Identity", 14, SheetStyle::kText, {}},
           {"Match", 8, SheetStyle::kText, {}},
           {"Evidence", 48, SheetStyle::kWrapped, {}},
           {"What would settle it", 48, SheetStyle::kWrapped, {}},
           {"Judgement", 13, SheetStyle::kText, Judgements()},
           {"Reason", 36, SheetStyle::kWrapped, {}},
           {"Reviewer", 16, SheetStyle::kText, {}},
           {"Date", 12, SheetStyle::kText, {}}},
          ForEachAlert(summary, [&read_entry](const RankedAlert& ranked, const RowSink& sink) {
            const match::Alert& alert = *ranked.alert;
            const std::optional<entity::Entity> entry = read_entry(alert);
            return sink({Number(ranked.rank), Number(ranked.party->row),
                         std::string(NameOf(ranked.party->party)), Countries(ranked.party->party), alert.list,
                         alert.id, alert.caption, entry ? Countries(*entry) : std::string(), alert.score,
                         alert.name_similarity, std::string(match::IdentityName(alert.identity)),
                         std::string(alert.match ? "yes" : "no"), EvidenceInWords(alert), alert.settle,
                         std::string(), std::string(), std::string(), std::string()});
          })};
}

SheetPlan EvidenceSheet(const Summary& summary) {
  return {"Evidence",
          {{"Rank", 7, SheetStyle::kCount, {}},
           {"Row", 7, SheetStyle::kCount, {}},
           {"List", 18, SheetStyle::kText, {}},
           {"Entry", 16, SheetStyle::kText, {}},
           {"Evidence", 20, SheetStyle::kText, {}},
           {"Effect", 11, SheetStyle::kEffect, {}},
           {"Score so far", 12, SheetStyle::kNumber, {}},
           {"The file says", 32, SheetStyle::kWrapped, {}},
           {"The list says", 32, SheetStyle::kWrapped, {}},
           {"In words", 48, SheetStyle::kWrapped, {}}},
          ForEachAlert(summary, [](const RankedAlert& ranked, const RowSink& sink) -> base::Status {
            for (const ScoreStep& step : ScoreSteps(*ranked.alert)) {
              const match::Evidence& item = *step.evidence;
              TRY(sink({Number(ranked.rank), Number(ranked.party->row), ranked.alert->list, ranked.alert->id,
                        item.feature, item.effect, step.to, item.query, item.candidate, item.detail}));
            }
            return base::Ok();
          })};
}

SheetPlan NamesSheet(const Summary& summary) {
  return {"Names",
          {{"Rank", 7, SheetStyle::kCount, {}},
           {"List", 18, SheetStyle::kText, {}},
           {"Entry", 16, SheetStyle::kText, {}},
           {"Name in the file", 36, SheetStyle::kWrapped, {}},
           {"Name on the list", 36, SheetStyle::kWrapped, {}},
           {"Word in the file", 20, SheetStyle::kText, {}},
           {"How they relate", 20, SheetStyle::kText, {}},
           {"Word on the list", 20, SheetStyle::kText, {}},
           {"Alike", 10, SheetStyle::kNumber, {}},
           {"Weight, file", 12, SheetStyle::kNumber, {}},
           {"Weight, list", 12, SheetStyle::kNumber, {}}},
          ForEachAlert(summary, [](const RankedAlert& ranked, const RowSink& sink) -> base::Status {
            const match::Alert& alert = *ranked.alert;
            for (const match::AlignedToken& token : alert.alignment)
              TRY(sink({Number(ranked.rank), alert.list, alert.id, alert.query_name, alert.candidate_name,
                        token.query, token.relation, token.candidate, token.similarity, token.query_weight,
                        token.candidate_weight}));
            return base::Ok();
          })};
}

SheetPlan NamePartsSheet(const Summary& summary) {
  return {"Name parts",
          {{"Rank", 7, SheetStyle::kCount, {}},
           {"List", 18, SheetStyle::kText, {}},
           {"Entry", 16, SheetStyle::kText, {}},
           {"Part", 32, SheetStyle::kText, {}},
           {"Value", 12, SheetStyle::kNumber, {}}},
          ForEachAlert(summary, [](const RankedAlert& ranked, const RowSink& sink) -> base::Status {
            const match::Alert& alert = *ranked.alert;
            for (const auto& [name, value] : alert.name_parts)
              TRY(sink({Number(ranked.rank), alert.list, alert.id, name, value}));
            return base::Ok();
          })};
}

SheetPlan GoodsSheet(std::span<const ScreenedParty> parties) {
  return {"Goods",
          {{"Row", 7, SheetStyle::kCount, {}},
           {"Party", 36, SheetStyle::kWrapped, {}},
           {"Product in the file", 36, SheetStyle::kWrapped, {}},
           {"Good on the list", 28, SheetStyle::kWrapped, {}},
           {"Country", 18, SheetStyle::kText, {}},
           {"List", 18, SheetStyle::kText, {}},
           {"Entry", 20, SheetStyle::kText, {}},
           {"Who says so", 48, SheetStyle::kWrapped, {}},
           {"What to ask", 48, SheetStyle::kWrapped, {}}},
          [parties](const RowSink& sink) -> base::Status {
            for (const ScreenedParty& party : parties) {
              for (const match::GoodsAlert& goods : party.goods)
                TRY(sink({Number(party.row), std::string(NameOf(party.party)), goods.product, goods.commodity,
                          std::string(entity::CountryName(goods.country)), goods.list, goods.id, goods.source,
                          goods.settle}));
            }
            return base::Ok();
          }};
}

SheetRow PartyRow(const ScreenedParty& party) {
  std::size_t matches = 0;
  const match::Alert* best = nullptr;
  for (const match::Alert& alert : party.alerts) {
    if (alert.match) ++matches;
    if (best == nullptr || alert.score > best->score) best = &alert;
  }
  SheetRow row = {Number(party.row),
                  std::string(NameOf(party.party)),
                  std::string(party.party.schema.label()),
                  Countries(party.party),
                  Number(matches),
                  Number(party.alerts.size() - matches)};
  if (best == nullptr) {
    for (int i = 0; i < 3; ++i) row.emplace_back(std::string());
    row.emplace_back(std::string("no entry found in these lists"));
  } else {
    row.emplace_back(best->score);
    row.emplace_back(best->caption);
    row.emplace_back(best->list);
    row.emplace_back(std::string(best->match ? "at or above the threshold" : "below the threshold"));
  }
  return row;
}

SheetPlan PartiesSheet(std::span<const ScreenedParty> parties) {
  return {"Parties",
          {{"Row", 7, SheetStyle::kCount, {}},
           {"Party", 40, SheetStyle::kWrapped, {}},
           {"Kind", 16, SheetStyle::kText, {}},
           {"Country", 20, SheetStyle::kText, {}},
           {"Alerts at or above", 18, SheetStyle::kCount, {}},
           {"Alerts below", 14, SheetStyle::kCount, {}},
           {"Best score", 12, SheetStyle::kNumber, {}},
           {"Best entry", 36, SheetStyle::kWrapped, {}},
           {"On list", 18, SheetStyle::kText, {}},
           {"Result", 28, SheetStyle::kText, {}}},
          [parties](const RowSink& sink) -> base::Status {
            for (const ScreenedParty& party : parties) TRY(sink(PartyRow(party)));
            return base::Ok();
          }};
}

SheetPlan ListsSheet(const RunFacts& facts, const Summary& summary) {
  return {"Lists",
          {{"List", 20, SheetStyle::kText, {}},
           {"Edition", 14, SheetStyle::kText, {}},
           {"Layout", 14, SheetStyle::kText, {}},
           {"Entries", 10, SheetStyle::kCount, {}},
           {"Names", 10, SheetStyle::kCount, {}},
           {"Alerts at or above", 18, SheetStyle::kCount, {}},
           {"Alerts below", 14, SheetStyle::kCount, {}},
           {"Parties", 10, SheetStyle::kCount, {}},
           {"Files", 32, SheetStyle::kWrapped, {}},
           {"SHA-256", 68, SheetStyle::kText, {}}},
          [&facts, &summary](const RowSink& sink) -> base::Status {
            for (const match::ListInfo& list : facts.lists) {
              ListCount count;
              for (const ListCount& known : summary.lists)
                if (known.name == list.name) count = known;
              std::string files;
              for (const std::string& file : list.files) files += (files.empty() ? "" : "\n") + file;
              TRY(sink({list.name, list.date.empty() ? std::string("no date given") : list.date, list.layout,
                        Number(list.entities), Number(list.names), Number(count.matches),
                        Number(count.weaker), Number(count.parties), files, list.sha256}));
            }
            return base::Ok();
          }};
}

base::Status WriteRun(const RunFacts& facts, std::span<const ScreenedParty> parties, const Summary& summary,
                      const std::vector<std::string>& notes, const RowSink& sink) {
  const std::pair<std::string_view, SheetCell> lines[] = {
      {"Party file", facts.input_name},
      {"SHA-256 of the party file", facts.input_sha256},
      {"Screened (UTC)", facts.started_utc},
      {"Engine version", facts.engine_version},
      {"Threshold", facts.threshold},
      {"Alerts a party, at most", Number(facts.limit)},
      {"Parties screened", Number(facts.parties)},
      {"Rows rejected", Number(facts.rejected_rows)},
      {"Fields set aside", Number(facts.set_aside_fields)},
      {"Blank rows", Number(facts.blank_rows)}};
  for (const auto& [name, value] : lines) TRY(sink({std::string(name), value}));
  for (const std::string& column : facts.recognised) TRY(sink({std::string("Column recognised"), column}));
  for (const std::string& column : facts.not_used) TRY(sink({std::string("Column not used"), column}));
  for (const std::string& line : NotChecked(facts, parties, summary))
    TRY(sink({std::string("Not checked"), line}));
  for (const std::string& note : notes) TRY(sink({std::string("Left out of this workbook"), note}));
  return base::Ok();
}

SheetPlan RunSheet(const RunFacts& facts, std::span<const ScreenedParty> parties, const Summary& summary,
                   const std::vector<std::string>& notes) {
  return {"Run",
          {{"What", 28, SheetStyle::kText, {}}, {"Value", 100, SheetStyle::kWrapped, {}}},
          [&facts, parties, &summary, &notes](const RowSink& sink) {
            return WriteRun(facts, parties, summary, notes, sink);
          }};
}

}  // namespace

std::string Isolated(std::string_view text) {
  if (!html::IsRightToLeft(html::LanguageTag(text))) return std::string(text);
  return fmt::format("\u2068{}\u2069", text);
}

std::vector<SheetPlan> ReportSheets(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                    const Summary& summary, const EntryReader& read_entry,
                                    const std::vector<std::string>& notes) {
  std::vector<SheetPlan> sheets;
  sheets.push_back(AlertsSheet(summary, read_entry));
  sheets.push_back(EvidenceSheet(summary));
  sheets.push_back(NamesSheet(summary));
  sheets.push_back(NamePartsSheet(summary));
  const bool goods = std::any_of(parties.begin(), parties.end(),
                                 [](const ScreenedParty& party) { return !party.goods.empty(); });
  if (goods) sheets.push_back(GoodsSheet(parties));
  sheets.push_back(PartiesSheet(parties));
  sheets.push_back(ListsSheet(facts, summary));
  sheets.push_back(RunSheet(facts, parties, summary, notes));
  return sheets;
}

}  // namespace screening
