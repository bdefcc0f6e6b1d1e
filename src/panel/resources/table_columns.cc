#include "panel/resources/table_columns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <memory>
#include <set>

#include "base/limits_panel.h"
#include "iati/simple_types.h"

namespace panel {
namespace {

std::string Heading(std::string_view cell) {
  std::string heading(iati::Trimmed(cell));
  for (char& c : heading) c = c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return heading;
}

std::string Listed(std::initializer_list<std::string_view> names) {
  std::string text;
  for (const std::string_view name : names) text += (text.empty() ? "" : ", ") + std::string(name);
  return text;
}

}  // namespace

std::string_view Columns::Get(const files::Record& record, std::string_view name) const {
  const auto place = places_.find(name);
  return place == places_.end() ? std::string_view() : iati::Trimmed(record.Cell(place->second));
}

base::Status EachRow(std::string_view bytes, const std::string& name,
                     std::initializer_list<std::string_view> needed,
                     std::initializer_list<std::string_view> optional, ImportOutcome& outcome,
                     const std::function<void(const Columns&, const files::Record&)>& take) {
  if (bytes.size() > base::kMaxResourceImportBytes)
    return base::TooLarge(fmt::format("{}: larger than kMaxResourceImportBytes ({} bytes)", name,
                                      base::kMaxResourceImportBytes));
  const std::unique_ptr<files::TableReader> reader = TRY(files::OpenTableBytes(bytes, name));
  files::Record record;
  if (!TRY(reader->Next(record)))
    return base::Invalid(
        fmt::format("{}: is empty; its first row names the columns: {}", name, Listed(needed)));
  Columns columns;
  const std::set<std::string_view> known_needed(needed);
  const std::set<std::string_view> known_optional(optional);
  for (std::size_t i = 0; i < record.cells.size(); ++i) {
    const std::string heading = Heading(record.cells[i]);
    if (heading.empty()) continue;
    if (!known_needed.contains(heading) && !known_optional.contains(heading))
      outcome.Add(record.row, heading,
                  fmt::format("is not a column here; there are: {}, {}", Listed(needed), Listed(optional)));
    else if (!columns.places_.emplace(heading, i).second)
      outcome.Add(record.row, heading, "stands twice in the first row");
  }
  for (const std::string_view column : needed)
    if (!columns.places_.contains(column)) outcome.Add(record.row, column, "is missing in the first row");
  if (outcome.fault_count > 0) return base::Ok();
  std::size_t rows = 0;
  while (TRY(reader->Next(record))) {
    if (record.IsBlank()) continue;
    if (++rows > base::kMaxResourceImportRows)
      return base::TooLarge(fmt::format("{}: has more than kMaxResourceImportRows ({}) rows", name,
                                        base::kMaxResourceImportRows));
    take(columns, record);
  }
  return base::Ok();
}

void AddFault(ImportOutcome& outcome, std::size_t row, const base::Error& error) {
  const std::size_t colon = error.external.find(": ");
  const bool field = colon != std::string::npos && error.external.find(' ') > colon;
  outcome.Add(row, field ? std::string_view(error.external).substr(0, colon) : std::string_view(),
              field ? std::string_view(error.external).substr(colon + 2) : std::string_view(error.external));
}

}  // namespace panel
