#include "lists/dol_goods.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

enum Column { kCountry, kGood, kChildLabour, kForcedLabour, kForcedChildLabour, kExploitation };

// A mark in a cell: "X", "x", "Yes", "✓"; "No" and a dash are none.
bool Marked(std::string_view cell) {
  const std::string folded = Folded(cell);
  return !folded.empty() && folded != "no" && folded != "-" && folded != "–" && folded != "n/a";
}

base::Status ReadRow(const files::Record& record, const std::vector<std::size_t>& columns, Draft&& draft,
                     Collector& collector) {
  const auto cell = [&](Column column) {
    const std::size_t at = columns[column];
    return at == kNoColumn ? std::string() : Squeeze(record.Cell(at));
  };
  const std::string country = cell(kCountry);
  const std::string good = cell(kGood);
  if (country.empty() || good.empty()) {
    draft.Report(country.empty() ? "country" : "good", "", "empty; the row is not read");
    return base::Ok();
  }
  entity::Entity& entity = draft.entity();
  entity.schema = entity::SchemaNamed("Commodity");
  entity.caption = good;
  const std::string_view code = entity::CountryCode(country);
  entity.id = HashId(good, code.empty() ? std::string_view(country) : code);
  draft.AddText(entity::prop::Name(), good, "good");
  draft.AddCountry(entity::prop::Country(), country, "country");
  const std::string exploitation = Folded(cell(kExploitation));
  const bool in_words = columns[kExploitation] != kNoColumn;
  const auto says = [&](std::string_view word) { return exploitation.find(word) != std::string::npos; };
  const bool forced_child = in_words ? says("forced child") : Marked(cell(kForcedChildLabour));
  const bool child = in_words ? says("child") : Marked(cell(kChildLabour));
  const bool forced = in_words ? says("forced") : Marked(cell(kForcedLabour));
  const entity::Property program = PropertyNamed("program");
  if (child || forced_child) draft.AddText(program, "TVPRA list: child labor", "child labor");
  if (forced || forced_child) draft.AddText(program, "TVPRA list: forced labor", "forced labor");
  if (forced_child) draft.AddText(program, "TVPRA list: forced child labor", "forced child labor");
  if (!child && !forced && !forced_child) {
    draft.Report("child labor, forced labor", "", "neither is marked; the good is read without a programme");
  }
  draft.AddText(PropertyNamed("authority"), "US Department of Labor", "list");
  if (forced || forced_child) draft.AddText(entity::prop::Topics(), "forced.labor", "list");
  return collector.Take(std::move(draft));
}

}  // namespace

std::span<const ColumnNames> DolGoodsColumns() {
  static const std::array<ColumnNames, 6> columns = {
      {{{"country", "country/area", "country/territory", "country or area"}},
       {{"good", "goods", "good(s)"}},
       {{"child labor", "child labour", "exploitation type", "exploitation"}},
       {{"forced labor", "forced labour"}, false},
       {{"forced child labor", "forced child labour"}, false},
       {{"exploitation type", "exploitation"}, false}}};
  return columns;
}

base::Status ReadDolGoods(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                          Collector& collector) {
  OpenedTable table = TRY(OpenByHeader(bytes, name, DolGoodsColumns()));
  files::Record record;
  while (TRY(table.reader->Next(record))) {
    if (!record.IsBlank()) TRY(ReadRow(record, table.columns, Draft(problems, name, record.row), collector));
  }
  for (const std::string& warning : table.reader->info().warnings)
    problems(Problem{name, 0, "", "", warning});
  return base::Ok();
}

}  // namespace lists
