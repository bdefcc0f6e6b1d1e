#include "text/han.h"

#include <array>
#include <string>
#include <vector>

#include "embed/han_readings.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace text {
namespace {

constexpr char32_t kBegin = 0x3400;
constexpr char32_t kEnd = 0xFAFF;

struct Entry {
  std::string_view mandarin;
  std::string_view cantonese;
  char32_t simplified = 0;
};

// Columns of the table: character, Mandarin, Cantonese, Korean, Vietnamese, simplified form.
const std::vector<Entry>& Entries() {
  static const std::vector<Entry>* const entries = [] {
    auto* all = new std::vector<Entry>(kEnd - kBegin);
    ForEachRow(embedded::han_readings(), [&](const std::vector<std::string_view>& row) {
      const std::u32string c = Decode(row[0]);
      if (c.size() != 1 || c[0] < kBegin || c[0] >= kEnd) return;
      Entry& entry = (*all)[c[0] - kBegin];
      if (row.size() > 1) entry.mandarin = row[1];
      if (row.size() > 2) entry.cantonese = row[2];
      if (row.size() > 5 && !row[5].empty()) entry.simplified = Decode(row[5])[0];
    });
    return all;
  }();
  return *entries;
}

}  // namespace

std::string_view HanReading(char32_t c, bool cantonese) {
  if (c < kBegin || c >= kEnd) return {};
  const Entry& entry = Entries()[c - kBegin];
  return cantonese && !entry.cantonese.empty() ? entry.cantonese : entry.mandarin;
}

char32_t Simplified(char32_t c) {
  if (c < kBegin || c >= kEnd) return c;
  const char32_t simplified = Entries()[c - kBegin].simplified;
  return simplified == 0 ? c : simplified;
}

}  // namespace text
