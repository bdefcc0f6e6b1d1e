#include "screening/compare.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "files/table.h"
#include "screening/csv_text.h"
#include "screening/field_values.h"

namespace screening {
namespace {

struct PairColumns {
  std::optional<std::size_t> schema;
  std::size_t name1 = 0;
  std::size_t name2 = 0;
  std::size_t width = 0;
};

base::Result<PairColumns> FindColumns(const files::Record& header, const std::string& name) {
  const auto find = [&header](std::string_view wanted) -> std::optional<std::size_t> {
    for (std::size_t i = 0; i < header.cells.size(); ++i) {
      if (TidyText(header.cells[i]) == wanted) return i;
    }
    return std::nullopt;
  };
  const auto name1 = find("name1");
  const auto name2 = find("name2");
  if (!name1 || !name2) {
    return base::Invalid(fmt::format(
        "{}: the columns name1 and name2 are wanted in row {} (and schema, such as Person or Company)", name,
        header.row));
  }
  if (find("score"))
    return base::Invalid(fmt::format("{}: there is a column score already; rename or remove it", name));
  return PairColumns{find("schema"), *name1, *name2, header.cells.size()};
}

// Writes the cells with `score` behind the first `width` of them, where its header stands; cells that a row
// has beyond the header follow it.
base::Status WriteRow(OutFile& out, const files::Record& record, std::size_t width, std::string_view score,
                      char delimiter) {
  std::string line;
  for (std::size_t i = 0; i < std::max(width, record.cells.size()); ++i) {
    if (i == width) {
      line += score;
      line += delimiter;
    }
    AppendCsvField(line, record.Cell(i), delimiter);
    if (i + 1 < std::max(width + 1, record.cells.size())) line += delimiter;
  }
  if (record.cells.size() <= width) line += score;
  line += '\n';
  return out.Write(line);
}

}  // namespace

base::Result<CompareCounts> ComparePairs(std::string_view bytes, const std::string& name,
                                         const NameComparer& compare, OutFile& out) {
  const auto reader = TRY(files::OpenTableBytes(bytes, name));
  files::Record record;
  if (!TRY(reader->Next(record))) return base::Invalid(fmt::format("{}: the file is empty", name));
  const PairColumns columns = TRY(FindColumns(record, name));
  const char delimiter = reader->info().delimiter == 0 ? ',' : reader->info().delimiter;
  TRY(WriteRow(out, record, columns.width, "score", delimiter));

  CompareCounts counts;
  if (!columns.schema) counts.notes.push_back("no column schema: every pair was compared as LegalEntity");
  while (TRY(reader->Next(record))) {
    if (record.cells.empty() || (record.cells.size() == 1 && record.cells[0].empty() && columns.width > 1)) {
      TRY(out.Write("\n"));  // an empty line stays one
      continue;
    }
    const std::string text = columns.schema ? TidyText(record.Cell(*columns.schema)) : std::string();
    const auto schema = entity::FindSchema(text);
    if (!schema && !text.empty()) ++counts.unknown_schemata;
    const double score = compare(schema.value_or(entity::schema::LegalEntity()), record.Cell(columns.name1),
                                 record.Cell(columns.name2));
    TRY(WriteRow(out, record, columns.width, fmt::format("{:.6f}", score), delimiter));
    ++counts.pairs;
  }
  if (counts.unknown_schemata > 0) {
    counts.notes.push_back(
        fmt::format("{} pairs have a schema that is not FollowTheMoney's and were compared as LegalEntity",
                    counts.unknown_schemata));
  }
  counts.notes.insert(counts.notes.end(), reader->info().warnings.begin(), reader->info().warnings.end());
  return counts;
}

}  // namespace screening
