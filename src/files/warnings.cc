#include "files/warnings.h"

#include <fmt/format.h>

namespace files {

void Warnings::Add(std::string_view text, std::size_t row, std::size_t amount) {
  auto found = kinds_.find(text);
  if (found == kinds_.end()) {
    found = kinds_.emplace(std::string(text), Kind{lines_->size(), row, row, 1, 0}).first;
    lines_->emplace_back();
  }
  Kind& kind = found->second;
  if (row != kind.last_row) ++kind.rows;
  kind.last_row = row;
  kind.amount += amount;

  std::string line = fmt::format("row {}", kind.first_row);
  if (kind.rows > 1) line += fmt::format(" and {} more row{}", kind.rows - 1, kind.rows > 2 ? "s" : "");
  line += ": ";
  auto braces = text.find("{}");
  line += text.substr(0, braces);
  if (braces != std::string_view::npos) {
    line += fmt::to_string(kind.amount);
    line += text.substr(braces + 2);
  }
  (*lines_)[kind.line] = std::move(line);
}

}  // namespace files
