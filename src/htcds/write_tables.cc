#include <fmt/format.h>

#include <optional>
#include <set>
#include <vector>

#include "base/limits_htcds.h"
#include "files/csv_writer.h"
#include "files/workbook_bytes.h"
#include "htcds/guard.h"
#include "htcds/header.h"
#include "htcds/values.h"
#include "htcds/writers.h"

namespace htcds {
namespace {

// The columns that sections need: fields in the order of the standard, then what it lacks, by name.
class Columns {
 public:
  void Use(const Section& section) {
    for (const auto& [name, values] : section.fields) used_.insert(name);
    for (const auto& [name, value] : section.extra) extra_.insert(name);
  }

  base::Status Order() {
    for (const Field& field : Fields()) {
      if (used_.contains(field.name)) fields_.push_back(&field);
    }
    if (fields_.size() + extra_.size() + 3 <= base::kMaxHtcdsColumns) return base::Ok();
    return base::TooLarge(
        fmt::format("the cases have more than kMaxHtcdsColumns ({}) columns together; write .json",
                    base::kMaxHtcdsColumns));
  }

  std::vector<std::string> Names() const {
    std::vector<std::string> cells{std::string(kRecordColumn), std::string(kPartColumn),
                                   std::string(kNumberColumn)};
    for (const Field* field : fields_) cells.emplace_back(field->name);
    cells.insert(cells.end(), extra_.begin(), extra_.end());
    return cells;
  }

  std::vector<std::string> Labels() const {
    std::vector<std::string> cells{"Record", std::string(kPartLabel), "Case number"};
    for (const Field* field : fields_) cells.emplace_back(field->label);
    cells.insert(cells.end(), extra_.begin(), extra_.end());
    return cells;
  }

  std::vector<std::string> Row(std::size_t record, Part part, const std::string& number,
                               const Section& section) const {
    std::vector<std::string> cells{fmt::format("{}", record), std::string(PartName(part)), number};
    for (const Field* field : fields_) {
      const auto found = section.fields.find(field->name);
      cells.push_back(found == section.fields.end() ? std::string() : JoinValues(found->second));
    }
    for (const std::string& name : extra_) {
      const auto found = section.extra.find(name);
      cells.push_back(found == section.extra.end() ? std::string() : found->second);
    }
    return cells;
  }

 private:
  std::set<std::string, std::less<>> used_;
  std::set<std::string> extra_;
  std::vector<const Field*> fields_;
};

void WriteCells(files::CsvWriter& writer, const std::vector<std::string>& cells) {
  for (const std::string& cell : cells) writer.Cell(Guarded(cell));
  writer.EndRow();
}

base::Status WriteSheet(files::TextWorkbook& book, Part part, std::span<const Record> records) {
  Columns columns;
  std::size_t rows = 0;
  for (const Record& record : records) {
    if (part == Part::kCase) columns.Use(record.main);
    for (const Section& item : record.Items(part)) columns.Use(item);
    rows += record.Items(part).size();
  }
  if (part != Part::kCase && rows == 0) return base::Ok();
  TRY(columns.Order());
  TRY(book.BeginSheet(std::string(PartPlural(part)), 2));
  TRY(book.Row(columns.Names()));
  TRY(book.Row(columns.Labels()));
  for (std::size_t i = 0; i < records.size(); ++i) {
    if (part == Part::kCase) TRY(book.Row(columns.Row(i + 1, part, records[i].number, records[i].main)));
    for (const Section& item : records[i].Items(part)) TRY(book.Row(columns.Row(i + 1, part, {}, item)));
  }
  return base::Ok();
}

}  // namespace

base::Result<std::string> WriteCsv(std::span<const Record> records) {
  Columns columns;
  for (const Record& record : records) {
    columns.Use(record.main);
    for (const auto& items : record.parts) {
      for (const Section& item : items) columns.Use(item);
    }
  }
  TRY(columns.Order());
  // Spreadsheets take a CSV file for UTF-8 only by its mark.
  std::string bytes = "\xEF\xBB\xBF";
  files::CsvWriter writer(&bytes);
  WriteCells(writer, columns.Names());
  for (std::size_t i = 0; i < records.size(); ++i) {
    WriteCells(writer, columns.Row(i + 1, Part::kCase, records[i].number, records[i].main));
    for (std::size_t p = 0; p < kParts; ++p) {
      for (const Section& item : records[i].parts[p])
        WriteCells(writer, columns.Row(i + 1, static_cast<Part>(p), {}, item));
    }
  }
  return bytes;
}

base::Result<std::string> WriteXlsx(std::span<const Record> records) {
  files::TextWorkbook book;
  for (std::size_t p = 0; p < kParts; ++p) TRY(WriteSheet(book, static_cast<Part>(p), records));
  return std::move(book).Bytes();
}

}  // namespace htcds
