#include "lists/whole_table.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "lists/text_rules.h"

namespace lists {
namespace {

// In UTF-16 a NUL stands before or behind it.
bool EndsWithLineEnd(std::string_view bytes) {
  while (bytes.ends_with('\0')) bytes.remove_suffix(1);
  return bytes.empty() || bytes.ends_with('\n') || bytes.ends_with('\r') || bytes.ends_with('\x1A');
}

// Without the empty cells behind the last that has something.
std::size_t FilledCells(const std::vector<std::string>& cells) {
  std::size_t size = cells.size();
  while (size > 0 && Squeeze(cells[size - 1]).empty()) --size;
  return size;
}

}  // namespace

WholeTable::WholeTable(std::unique_ptr<files::TableReader> table, std::string_view bytes,
                       const std::string& name)
    : table_(std::move(table)),
      name_(name),
      open_end_(table_->info().format == "csv" && !EndsWithLineEnd(bytes)) {}

void WholeTable::BeginBelow(const std::vector<std::string>& header) {
  columns_ = FilledCells(header);
  shortest_ = last_ = 0;
}

base::Result<bool> WholeTable::Next(files::Record& record) {
  const bool more = TRY(table_->Next(record));
  if (!open_end_ || columns_ == 0) return more;
  if (!more) {
    const std::size_t usual = shortest_ > 0 ? std::min(shortest_, columns_) : columns_;
    if (last_ == 0 || last_ >= usual) return false;
    return base::Invalid(fmt::format(
        "{}: row {}: the last row has {} of {} cells and no line end; the file was cut off. Fetch it "
        "again (where the row is whole, end it with a line end)",
        name_, last_row_, last_, columns_));
  }
  if (last_ > 0) shortest_ = shortest_ == 0 ? last_ : std::min(shortest_, last_);
  last_ = record.IsBlank() ? 0 : record.cells.size();
  last_row_ = record.row;
  return true;
}

}  // namespace lists
