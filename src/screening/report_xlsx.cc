// The workbook an analyst works in: the sheets of report_sheets.cc, written with files/xlsx_writer.h.

#include <fmt/format.h>

#include <memory>

#include "files/xlsx_writer.h"
#include "screening/report_sheets.h"

namespace screening {
namespace {

// Below the header; the writer refuses the row that fills the sheet to the brim.
constexpr std::size_t kMaxSheetRows = files::kMaxXlsxRows - 2;

// Every cell stands at the top of its row, so that a row with one long text reads as a row.
files::CellStyle StyleOf(SheetStyle style) {
  files::CellStyle cell;
  cell.wrap = true;
  switch (style) {
    case SheetStyle::kText:
    case SheetStyle::kWrapped:
      break;
    case SheetStyle::kCount:
      cell.number_format = "0";
      break;
    case SheetStyle::kNumber:
      cell.number_format = "0.000000";
      break;
    case SheetStyle::kEffect:
      cell.number_format = "+0.000000;-0.000000;0";
      break;
  }
  return cell;
}

std::vector<files::XlsxColumn> ColumnsOf(const SheetPlan& sheet) {
  std::vector<files::XlsxColumn> columns;
  for (const SheetColumn& column : sheet.columns)
    columns.push_back(
        {std::string(column.heading), column.width, {column.choices.begin(), column.choices.end()}});
  return columns;
}

base::Status WriteSheet(const SheetPlan& sheet, std::size_t max_rows, files::XlsxWriter& writer,
                        std::vector<std::string>& notes) {
  TRY(writer.BeginSheet(std::string(sheet.name), ColumnsOf(sheet)));
  std::vector<files::CellStyle> styles;
  for (const SheetColumn& column : sheet.columns) styles.push_back(StyleOf(column.style));
  std::size_t rows = 0;
  TRY(sheet.write_rows([&](const SheetRow& row) -> base::Status {
    if (++rows > max_rows) return base::Ok();
    for (std::size_t i = 0; i < row.size(); ++i) {
      if (const std::string* text = std::get_if<std::string>(&row[i])) {
        writer.Text(*text, styles[i]);
      } else {
        writer.Number(std::get<double>(row[i]), styles[i]);
      }
    }
    return writer.EndRow();
  }));
  if (rows > max_rows)
    notes.push_back(
        fmt::format("{}: the last {} of {} rows, because a sheet holds no more. The NDJSON output of the "
                    "same run has them.",
                    sheet.name, CountText(rows - max_rows), CountText(rows)));
  return base::Ok();
}

}  // namespace

base::Status WriteWorkbook(const std::string& path, const std::vector<SheetPlan>& sheets,
                           std::size_t max_rows, std::vector<std::string>& notes) {
  const std::unique_ptr<files::XlsxWriter> writer = TRY(files::XlsxWriter::Create(path));
  for (const SheetPlan& sheet : sheets) TRY(WriteSheet(sheet, max_rows, *writer, notes));
  return writer->Close();
}

base::Status WriteXlsxReport(const std::string& path, const RunFacts& facts,
                             std::span<const ScreenedParty> parties,
                             std::span<const match::CompiledList* const> lists) {
  const Summary summary = Summarize(facts, parties);
  const EntryReader read_entry = ReadEntriesFrom(lists);
  std::vector<std::string> notes;
  return WriteWorkbook(path, ReportSheets(facts, parties, summary, read_entry, notes), kMaxSheetRows, notes);
}

}  // namespace screening
