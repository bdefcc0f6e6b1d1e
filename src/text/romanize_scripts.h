#pragma once
// One reader a script, for romanize.cc only: each takes a run of letters of its script, lower case, and gives
// [a-z]*. What each follows stands in its file. Pure; thread-safe.

#include <string>
#include <string_view>
#include <unordered_map>

#include "text/romanize.h"

namespace text {

using LetterTable = std::unordered_map<char32_t, std::string_view>;

// What the table has for `c`, else nothing.
inline std::string_view Letter(const LetterTable& table, char32_t c) {
  const auto it = table.find(c);
  return it == table.end() ? std::string_view() : it->second;
}

std::string RomanizeCyrillic(std::u32string_view token, Reading reading);
std::string RomanizeGreek(std::u32string_view token);
std::string RomanizeArmenian(std::u32string_view token, bool western);
std::string RomanizeGeorgian(std::u32string_view token);
std::string RomanizeArabic(std::u32string_view token, bool persian);
std::string RomanizeHebrew(std::u32string_view token, bool spirant);
std::string RomanizeThai(std::u32string_view token, bool habit);
std::string RomanizeLao(std::u32string_view token);
std::string RomanizeKhmer(std::u32string_view token);
std::string RomanizeBurmese(std::u32string_view token, bool habit);
std::string RomanizeIndic(std::u32string_view token);  // Devanagari to Malayalam: nine blocks of one plan
std::string RomanizeSinhala(std::u32string_view token);
std::string RomanizeEthiopic(std::u32string_view token);

}  // namespace text
