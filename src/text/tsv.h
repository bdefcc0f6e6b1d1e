#pragma once
// The rows of an embedded table: tab-separated, '#' begins a comment line, blank lines are skipped. Views
// into the table's bytes.

#include <string_view>
#include <vector>

namespace text {

template <typename OnRow>  // void(const std::vector<std::string_view>& columns)
void ForEachRow(std::string_view table, OnRow on_row) {
  std::vector<std::string_view> columns;
  while (!table.empty()) {
    const std::size_t end = table.find('\n');
    std::string_view line = table.substr(0, end);
    table.remove_prefix(end == std::string_view::npos ? table.size() : end + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty() || line.front() == '#') continue;
    columns.clear();
    while (true) {
      const std::size_t tab = line.find('\t');
      columns.push_back(line.substr(0, tab));
      if (tab == std::string_view::npos) break;
      line.remove_prefix(tab + 1);
    }
    on_row(columns);
  }
}

}  // namespace text
