#include "screening/csv_text.h"

#include <fmt/format.h>

#include <cmath>

namespace screening {

void AppendCsvField(std::string& out, std::string_view text, char delimiter) {
  const bool edge_space = !text.empty() && (text.front() == ' ' || text.back() == ' ');
  if (!edge_space && text.find(delimiter) == std::string_view::npos &&
      text.find_first_of("\"\r\n") == std::string_view::npos) {
    out += text;
    return;
  }
  out += '"';
  for (const char c : text) {
    if (c == '"') out += '"';
    out += c;
  }
  out += '"';
}

std::string CsvLine(std::initializer_list<std::string_view> fields) {
  std::string line;
  bool first = true;
  for (const std::string_view field : fields) {
    if (!first) line += ',';
    first = false;
    AppendCsvField(line, field);
  }
  line += '\n';
  return line;
}

std::string JsonNumber(double value) {
  if (!std::isfinite(value)) return "0.0";
  std::string text = fmt::format("{:.6f}", value);
  while (text.back() == '0' && text[text.size() - 2] != '.') text.pop_back();
  return text == "-0.0" ? "0.0" : text;
}

}  // namespace screening
