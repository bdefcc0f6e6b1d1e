#include "text/han.h"

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
  std::string_view vietnamese;
  char32_t korean = 0;
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
      if (row.size() > 3 && !row[3].empty()) entry.korean = Decode(row[3])[0];
      if (row.size() > 4) entry.vietnamese = row[4];
      if (row.size() > 5 && !row[5].empty()) entry.simplified = Decode(row[5])[0];
    });
    // Unihan gives many readings with the traditional form alone.
    for (const Entry& entry : *all) {
      if (entry.simplified < kBegin || entry.simplified >= kEnd) continue;
      Entry& simple = (*all)[entry.simplified - kBegin];
      if (simple.vietnamese.empty()) simple.vietnamese = entry.vietnamese;
      if (simple.korean == 0) simple.korean = entry.korean;
    }
    return all;
  }();
  return *entries;
}

const Entry* Find(char32_t c) {
  return c >= kBegin && c < kEnd ? &Entries()[c - kBegin] : nullptr;
}

}  // namespace

std::string_view HanReading(char32_t c, bool cantonese) {
  const Entry* entry = Find(c);
  if (entry == nullptr) return {};
  return cantonese && !entry->cantonese.empty() ? entry->cantonese : entry->mandarin;
}

char32_t HangulOfHan(char32_t c) {
  const Entry* entry = Find(c);
  return entry == nullptr ? 0 : entry->korean;
}

std::string_view VietnameseOfHan(char32_t c) {
  const Entry* entry = Find(c);
  return entry == nullptr ? std::string_view() : entry->vietnamese;
}

void ForEachMandarinReading(const std::function<void(std::string_view)>& visit) {
  for (const Entry& entry : Entries()) {
    if (!entry.mandarin.empty()) visit(entry.mandarin);
  }
}

void ForEachCantoneseReading(const std::function<void(std::string_view)>& visit) {
  for (const Entry& entry : Entries()) {
    if (!entry.cantonese.empty()) visit(entry.cantonese);
  }
}

char32_t Simplified(char32_t c) {
  const Entry* entry = Find(c);
  return entry == nullptr || entry->simplified == 0 ? c : entry->simplified;
}

}  // namespace text
