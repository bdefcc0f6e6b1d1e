#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <utility>

#include "base/limits.h"
#include "files/sheet_choice.h"
#include "files/warnings.h"
#include "files/workbook.h"
#include "files/xlsx_parts.h"

namespace files {
namespace {

class XlsxReader final : public TableReader {
 public:
  explicit XlsxReader(std::unique_ptr<Archive> archive)
      : archive_(std::move(archive)), warnings_(&info_.warnings) {}

  base::Status Open(const TableOptions& options);
  base::Result<bool> Next(Record& record) override;
  const TableInfo& info() const override { return info_; }

 private:
  // What the markup of one cell says.
  struct Cell {
    std::string type;
    std::size_t style = 0;
    std::size_t column = 0;
    std::string value;    // <v>
    std::string inlined;  // <is>, all runs
  };

  base::Result<bool> ReadRow(Record& record);
  base::Status ReadCells(Record& record);
  base::Status ReadCell(Cell& cell);
  void StartCell(Cell& cell);
  base::Result<std::string> TextOf(const Cell& cell);
  base::Status Put(Record& record, std::size_t column, std::string text);
  std::string Place(std::size_t column) const;

  std::unique_ptr<Archive> archive_;
  TableInfo info_;
  Warnings warnings_;
  XlsxParts parts_;
  std::unique_ptr<XmlStream> xml_;
  std::optional<base::Error> failed_;
  std::size_t row_ = 0;
  std::size_t next_column_ = 0;
  std::size_t record_bytes_ = 0;
};

std::string ColumnName(std::size_t column) {
  std::string name;
  for (++column; column > 0; column = (column - 1) / 26)
    name.insert(name.begin(), static_cast<char>('A' + (column - 1) % 26));
  return name;
}

// "BC12" is column 54 counted from 0; nothing where the reference has no letters.
std::optional<std::size_t> ColumnOf(std::string_view reference) {
  std::size_t column = 0, letters = 0;
  for (char c : reference) {
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 32);
    if (c < 'A' || c > 'Z' || letters == 4) break;
    column = column * 26 + static_cast<std::size_t>(c - 'A' + 1);
    ++letters;
  }
  if (letters == 0) return std::nullopt;
  return column - 1;
}

std::size_t ToSize(std::string_view digits, std::size_t fallback) {
  std::size_t value = fallback;
  auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() && end == digits.data() + digits.size() ? value : fallback;
}

base::Status XlsxReader::Open(const TableOptions& options) {
  parts_ = TRY(ReadXlsxParts(*archive_, true));
  info_.format = "xlsx";
  info_.encoding = "UTF-8";
  info_.encoding_from = "archive";
  for (const XlsxSheet& sheet : parts_.sheets) info_.sheets.push_back(sheet.name);
  std::size_t chosen = TRY(ChooseSheet(info_.sheets, options.sheet, archive_->name()));
  const XlsxSheet& sheet = parts_.sheets[chosen];
  info_.sheet = sheet.name;
  if (sheet.hidden)
    info_.warnings.push_back(fmt::format("the sheet \"{}\" is hidden in the workbook", sheet.name));
  xml_ = TRY(OpenXmlMember(*archive_, sheet.member));
  return base::Ok();
}

std::string XlsxReader::Place(std::size_t column) const {
  return fmt::format("{}: sheet \"{}\": cell {}{}", archive_->name(), info_.sheet, ColumnName(column), row_);
}

base::Status XlsxReader::Put(Record& record, std::size_t column, std::string text) {
  if (column >= base::kMaxColumns) {
    return base::TooLarge(
        fmt::format("{}: more than kMaxColumns ({}) columns", Place(column), base::kMaxColumns));
  }
  if (text.size() > base::kMaxFieldBytes) {
    return base::TooLarge(fmt::format("{}: the text is longer than kMaxFieldBytes ({} bytes)", Place(column),
                                      base::kMaxFieldBytes));
  }
  record_bytes_ += text.size();
  if (record_bytes_ > base::kMaxRecordBytes) {
    return base::TooLarge(fmt::format("{}: the row is longer than kMaxRecordBytes ({} bytes)", Place(column),
                                      base::kMaxRecordBytes));
  }
  if (column >= record.cells.size()) record.cells.resize(column + 1);
  record.cells[column] = std::move(text);
  return base::Ok();
}

base::Result<std::string> XlsxReader::TextOf(const Cell& cell) {
  if (cell.type == "s") {
    std::size_t index = ToSize(cell.value, parts_.strings.size());
    if (index < parts_.strings.size()) return std::string(parts_.strings[index]);
    if (cell.value.empty()) return std::string();
    return base::Invalid(fmt::format(
        "{}: it points to the shared string {}, of which there are only {}; the workbook is damaged",
        Place(cell.column), cell.value, parts_.strings.size()));
  }
  if (cell.type == "inlineStr") return cell.inlined.empty() ? cell.value : cell.inlined;
  if (cell.type == "str") {
    std::string text;
    AppendXlsxText(text, cell.value);
    return text;
  }
  if (cell.type == "b")
    return std::string(cell.value == "1" || cell.value == "true" ? "TRUE"
                       : cell.value.empty()                      ? ""
                                                                 : "FALSE");
  if (cell.type == "e") {
    if (!cell.value.empty())
      warnings_.Add(fmt::format("a cell holds the error {}; it was read as empty", cell.value), row_);
    return std::string();
  }
  if (cell.type == "d") return cell.value;
  if (cell.value.empty()) return cell.inlined;
  return FormatNumber(cell.value,
                      cell.style < parts_.formats.size() ? parts_.formats[cell.style] : NumberFormat(),
                      parts_.since_1904);
}

void XlsxReader::StartCell(Cell& cell) {
  cell.type = xml_->Attribute("t");
  cell.style = ToSize(xml_->Attribute("s"), 0);
  cell.column = ColumnOf(xml_->Attribute("r")).value_or(next_column_);
  next_column_ = cell.column + 1;
  cell.value.clear();
  cell.inlined.clear();
}

// From behind <c> to its end.
base::Status XlsxReader::ReadCell(Cell& cell) {
  bool in_value = false, in_text = false, in_phonetic = false;
  while (TRY(xml_->Next())) {
    if (xml_->node() == XmlStream::Node::kText) {
      if (in_value) cell.value += xml_->text();
      if (in_text && !in_phonetic) AppendXlsxText(cell.inlined, xml_->text());
      if (cell.value.size() + cell.inlined.size() > base::kMaxFieldBytes) {
        return base::TooLarge(fmt::format("{}: the text is longer than kMaxFieldBytes ({} bytes)",
                                          Place(cell.column), base::kMaxFieldBytes));
      }
      continue;
    }
    bool start = xml_->node() == XmlStream::Node::kStart;
    std::string_view element = xml_->element();
    if (element == "v") in_value = start;
    if (element == "t") in_text = start;
    if (element == "rPh") in_phonetic = start;
    if (element == "c" && !start) break;
  }
  return base::Ok();
}

// From behind <row> to its end.
base::Status XlsxReader::ReadCells(Record& record) {
  Cell cell;
  while (TRY(xml_->Next())) {
    if (xml_->IsEnd("row")) break;
    if (!xml_->IsStart("c")) continue;
    StartCell(cell);
    TRY(ReadCell(cell));
    std::string text = TRY(TextOf(cell));
    const bool error_value = cell.type == "e" && !cell.value.empty();
    if (!text.empty() || error_value) TRY(Put(record, cell.column, std::move(text)));
  }
  return base::Ok();
}

base::Result<bool> XlsxReader::ReadRow(Record& record) {
  while (TRY(xml_->Next())) {
    if (xml_->IsEnd("sheetData")) return false;
    if (!xml_->IsStart("row")) continue;
    // Rows stand in order; a number that goes back is not believed.
    row_ = std::max(ToSize(xml_->Attribute("r"), row_ + 1), row_ + 1);
    record.row = row_;
    record.cells.clear();
    next_column_ = record_bytes_ = 0;
    TRY(ReadCells(record));
    return true;
  }
  return false;
}

base::Result<bool> XlsxReader::Next(Record& record) {
  if (failed_) return *failed_;
  if (xml_ == nullptr) return false;
  auto more = ReadRow(record);
  if (!more.has_value()) {
    failed_ = more.error();
  } else if (!*more) {
    xml_.reset();
  }
  return more;
}

}  // namespace

base::Result<std::unique_ptr<TableReader>> OpenXlsx(std::unique_ptr<Archive> archive,
                                                    const TableOptions& options) {
  auto reader = std::make_unique<XlsxReader>(std::move(archive));
  TRY(reader->Open(options));
  return std::unique_ptr<TableReader>(std::move(reader));
}

}  // namespace files
