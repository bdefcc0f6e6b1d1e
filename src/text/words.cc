#include "text/words.h"

#include <unicode/brkiter.h>
#include <unicode/unistr.h>

#include <memory>
#include <string>

namespace text {
namespace {

icu::BreakIterator* Words() {
  thread_local const std::unique_ptr<icu::BreakIterator> words = [] {
    UErrorCode status = U_ZERO_ERROR;
    return std::unique_ptr<icu::BreakIterator>(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
  }();
  return words.get();
}

// Signs that belong to the letter before them, and vowels that are said after the one behind them.
bool IsMark(char32_t c) {
  const std::int32_t mask = U_GC_MN_MASK | U_GC_MC_MASK;
  return (U_MASK(u_charType(static_cast<UChar32>(c))) & mask) != 0 || c == U'ะ' || c == U'า' || c == U'ະ' ||
         c == U'າ';
}

bool LeadsVowel(char32_t c) {
  return (c >= 0x0E40 && c <= 0x0E44) || (c >= 0x0EC0 && c <= 0x0EC4);
}

// A part that is no word: of one letter, or cut within a syllable.
bool IsRest(std::u32string_view letters, std::size_t begin, std::size_t count) {
  if (count < 2 || IsMark(letters[begin]) || LeadsVowel(letters[begin - 1])) return true;
  return count == 2 && letters[begin + 1] == U'์';  // a letter that is not said
}

}  // namespace

std::vector<std::size_t> WordLengths(std::u32string_view letters) {
  icu::BreakIterator* words = Words();
  std::vector<std::size_t> lengths;
  if (words == nullptr || letters.empty()) return {letters.size()};
  // All four scripts lie in the basic plane: a code point is a unit of UTF-16; others are not cut.
  std::u16string units;
  for (char32_t c : letters) {
    if (c > 0xFFFF) return {letters.size()};
    units.push_back(static_cast<char16_t>(c));
  }
  const icu::UnicodeString text(false, units.data(), static_cast<std::int32_t>(units.size()));
  words->setText(text);
  std::size_t begin = 0;
  bool joins_next = false;
  words->first();
  for (std::int32_t end = words->next(); end != icu::BreakIterator::DONE; end = words->next()) {
    const std::size_t count = static_cast<std::size_t>(end) - begin;
    const bool rest = !lengths.empty() && IsRest(letters, begin, count);
    if (rest || joins_next) {
      lengths.back() += count;
      joins_next = rest && count == 1 && !IsMark(letters[begin]);  // it may begin what follows
    } else {
      lengths.push_back(count);
    }
    begin = static_cast<std::size_t>(end);
  }
  return lengths;
}

}  // namespace text
