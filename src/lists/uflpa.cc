#include "lists/uflpa.h"

#include <fmt/format.h>

#include <array>
#include <utility>

#include "lists/free_party.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using entity::PropertyNamed;

enum Column { kName, kSection, kAliases, kDate, kIndustry, kLocation, kReason };

// "2(d)(2)(B)(ii)" → "UFLPA section 2(d)(2)(B)(ii)"; a text that says "section" itself stays.
std::string ProgramOf(const std::string& section) {
  const std::string folded = Folded(section);
  if (folded.starts_with("uflpa")) return section;
  return folded.starts_with("section") ? "UFLPA s" + section.substr(1) : "UFLPA section " + section;
}

base::Status ReadRow(const files::Record& record, const std::vector<std::size_t>& columns,
                     const std::string& name, const ProblemSink& problems, Collector& collector) {
  const auto cell = [&](Column column) {
    const std::size_t at = columns[column];
    return at == kNoColumn ? std::string() : Squeeze(record.Cell(at));
  };
  const std::string text = cell(kName);
  // A row names one entity, and may name its subsidiaries.
  std::vector<FreeParty> parties = FreeParties(text);
  if (parties.empty()) parties.emplace_back();
  for (const FreeParty& party : parties) {
    Draft draft(problems, name, record.row);
    AddFreeParty(party, text, "name", draft);
    if (&party == &parties.front()) {
      const std::string aliases = cell(kAliases);
      const char separator = aliases.find('|') == std::string::npos ? ';' : '|';
      for (std::string_view alias : SplitOutsideParentheses(aliases, separator))
        draft.AddText(entity::prop::Alias(), alias, "aliases");
    }
    draft.AddText(PropertyNamed("program"), ProgramOf(cell(kSection)), "section");
    draft.AddDate(PropertyNamed("listingDate"), cell(kDate), "listed", DateOrder::kMonthFirst);
    draft.AddText(PropertyNamed("sector"), cell(kIndustry), "industry");
    draft.AddText(entity::prop::AddressText(), cell(kLocation), "location");
    draft.AddText(PropertyNamed("reason"), cell(kReason), "reason");
    draft.AddText(entity::prop::Country(), "cn", "list");
    draft.AddText(PropertyNamed("authority"), "US Department of Homeland Security", "list");
    for (const char* topic : {"forced.labor", "export.control"})
      draft.AddText(entity::prop::Topics(), topic, "list");
    TRY(collector.Take(std::move(draft)));
  }
  return base::Ok();
}

bool CitesSection(std::string_view cell) {
  std::string folded = Folded(cell);
  std::erase(folded, ' ');
  return folded.find("2(d)(2)(b)") != std::string::npos;
}

}  // namespace

TellingColumn UflpaTellingColumn() {
  return {kSection, CitesSection};
}

std::span<const ColumnNames> UflpaColumns() {
  static const std::array<ColumnNames, 7> columns = {
      {{{"name", "entity", "entity name", "name of entity", "entities"}},
       {{"category_as_given", "uflpa legal authority", "uflpa legal auhthority", "uflpa section",
         "uflpa list", "section 2(d)(2)(b)", "uflpa section 2(d)(2)(b)"}},
       {{"aliases(|)", "aliases", "alias", "also known as"}, false},
       {{"listed_year", "effective date", "date added", "date listed", "listed"}, false},
       {{"industry", "sector"}, false},
       {{"location", "address", "province"}, false},
       {{"reason for listing", "reason"}, false}}};
  return columns;
}

base::Status ReadUflpa(std::string_view bytes, const std::string& name, const ProblemSink& problems,
                       Collector& collector) {
  OpenedTable table = TRY(OpenByHeader(bytes, name, UflpaColumns()));
  files::Record record;
  while (TRY(table.reader->Next(record))) {
    if (!record.IsBlank()) TRY(ReadRow(record, table.columns, name, problems, collector));
  }
  for (const std::string& warning : table.reader->info().warnings)
    problems(Problem{name, 0, "", "", warning});
  return base::Ok();
}

}  // namespace lists
