#include "files/csv_writer.h"

namespace files {

void CsvWriter::Row(std::span<const std::string> cells) {
  for (const std::string& cell : cells) Cell(cell);
  EndRow();
}

void CsvWriter::Row(std::span<const std::string_view> cells) {
  for (std::string_view cell : cells) Cell(cell);
  EndRow();
}

void CsvWriter::Row(std::initializer_list<std::string_view> cells) {
  Row(std::span<const std::string_view>(cells.begin(), cells.size()));
}

void CsvWriter::Cell(std::string_view text) {
  if (cells_ == 0) row_start_ = out_->size();
  if (cells_++ > 0) *out_ += ',';
  bool guarded = options_.guard_formulas && !text.empty() &&
                 std::string_view("=+-@\t\r").find(text[0]) != std::string_view::npos;
  bool quoted = text.find_first_of(",\"\r\n") != std::string_view::npos;
  // White space at the ends is quoted too: some readers trim what is bare.
  quoted = quoted || text.starts_with(' ') || text.ends_with(' ');
  if (!quoted) {
    if (guarded) *out_ += '\'';
    *out_ += text;
    return;
  }
  *out_ += '"';
  if (guarded) *out_ += '\'';
  for (char c : text) {
    if (c == '"') *out_ += '"';
    *out_ += c;
  }
  *out_ += '"';
}

void CsvWriter::EndRow() {
  // One empty cell alone would be a blank line, which readers skip.
  if (cells_ == 1 && out_->size() == row_start_) *out_ += "\"\"";
  *out_ += "\r\n";
  cells_ = 0;
}

}  // namespace files
