#include "files/csv_dialect.h"

#include <algorithm>
#include <map>
#include <vector>

namespace files {
namespace {

constexpr std::string_view kDelimiters = ",;\t|";
constexpr std::size_t kSampleRecords = 200;

// The number of fields of each record that is not blank, read as `delimiter` would have it.
std::vector<std::size_t> FieldCounts(std::string_view text, char delimiter, bool whole) {
  std::vector<std::size_t> counts;
  std::size_t fields = 1;
  bool quoted = false, field_start = true, blank = true;
  for (std::size_t i = 0; i < text.size() && counts.size() < kSampleRecords; ++i) {
    char c = text[i];
    if (quoted) {
      if (c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
        ++i;
      } else if (c == '"') {
        quoted = false;
      }
      continue;
    }
    if (c == '\n' || c == '\r') {
      if (!blank) counts.push_back(fields);
      fields = 1;
      field_start = blank = true;
      continue;
    }
    if (c != ' ') blank = false;
    if (c == '"' && field_start) quoted = true;
    field_start = c == delimiter;
    if (field_start) ++fields;
  }
  if (whole && !blank && !quoted && counts.size() < kSampleRecords) counts.push_back(fields);
  return counts;
}

double Evenness(const std::vector<std::size_t>& counts) {
  if (counts.empty()) return 0;
  std::map<std::size_t, std::size_t> seen;
  for (std::size_t count : counts) ++seen[count];
  // Records of one field (titles, notes) say nothing for the delimiter; the commonest other count does.
  std::size_t most = 0, width = 0;
  for (auto [count, times] : seen) {
    if (count > 1 && times >= most) most = times, width = count;
  }
  if (most == 0) return 0;
  double share = static_cast<double>(most) / static_cast<double>(counts.size());
  bool header_fits = counts.front() == width;
  return share + (header_fits ? 0.25 : 0) + 0.01 * static_cast<double>(std::min<std::size_t>(width, 20));
}

// "sep=;" as Excel writes it, alone on the first line.
bool ReadSepLine(std::string_view head, CsvDialect& dialect) {
  std::size_t at = head.starts_with("\"sep=")                             ? 5
                   : head.starts_with("sep=") || head.starts_with("SEP=") ? 4
                                                                          : 0;
  if (at == 0 || at >= head.size()) return false;
  char delimiter = head[at++];
  if (head[0] == '"' && at < head.size() && head[at] == '"') ++at;
  if (at < head.size() && head[at] != '\r' && head[at] != '\n') return false;
  if (kDelimiters.find(delimiter) == std::string_view::npos) return false;
  if (at < head.size() && head[at] == '\r') ++at;
  if (at < head.size() && head[at] == '\n') ++at;
  dialect = {delimiter, at};
  return true;
}

}  // namespace

CsvDialect DetectDialect(std::string_view head, bool whole) {
  CsvDialect dialect;
  if (ReadSepLine(head, dialect)) return dialect;
  double best = 0;
  for (char delimiter : kDelimiters) {
    double score = Evenness(FieldCounts(head, delimiter, whole));
    if (score > best + 1e-9) {
      best = score;
      dialect.delimiter = delimiter;
    }
  }
  return dialect;
}

}  // namespace files
