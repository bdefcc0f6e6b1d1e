#include "text/romanize_scripts.h"

// The Academy of the Hebrew Language's simple transcription (2006), as far as letters without points allow:
// "a" stands between two consonants, vav and yod are read as vowels where a vowel can stand. bet, kaf and pe
// have two sounds that only points would tell apart: a second reading takes them for spirants inside a word.

namespace text {
namespace {

std::string_view Spirant(char32_t c) {
  switch (c) {
    case U'ב':
      return "v";
    case U'כ':
    case U'ך':
      return "kh";
    case U'פ':
    case U'ף':
      return "f";
    default:
      return {};
  }
}

constexpr char32_t kGeresh = 0x05F3;

// The sounds of foreign names, with a geresh.
std::string_view WithMark(char32_t c) {
  switch (c) {
    case U'ג':
      return "j";
    case U'ז':
      return "zh";
    case U'צ':
    case U'ץ':
      return "ch";
    default:
      return {};
  }
}

}  // namespace

std::u32string HebrewWithGeresh(std::u32string_view written) {
  std::u32string out;
  for (char32_t c : written) {
    const bool letter = c >= 0x5D0 && c <= 0x5EA;
    const bool mark = c == kGeresh || c == U'\'' || c == U'\u2019' || c == U'`';
    if (letter) out.push_back(c);
    if (mark && !out.empty() && !WithMark(out.back()).empty()) out.push_back(kGeresh);
  }
  return out;
}

std::string RomanizeHebrew(std::u32string_view token, bool spirant) {
  static const LetterTable* const letters = new LetterTable{
      {U'ב', "b"},  {U'ג', "g"}, {U'ד', "d"}, {U'ה', "h"},  {U'ז', "z"}, {U'ח', "h"},
      {U'ט', "t"},  {U'כ', "k"}, {U'ך', "k"}, {U'ל', "l"},  {U'מ', "m"}, {U'ם', "m"},
      {U'נ', "n"},  {U'ן', "n"}, {U'ס', "s"}, {U'פ', "p"},  {U'ף', "f"}, {U'צ', "ts"},
      {U'ץ', "ts"}, {U'ק', "k"}, {U'ר', "r"}, {U'ש', "sh"}, {U'ת', "t"},
  };
  std::string out;
  bool vowel = false;
  const auto consonant = [&](std::string_view c) {
    if (c.empty()) return;
    if (!out.empty() && !vowel) out += 'a';
    out += c;
    vowel = false;
  };
  const auto say = [&](std::string_view v) {
    if (!vowel || out.empty() || out.back() != v[0]) out += v;
    vowel = true;
  };
  for (std::size_t i = 0; i < token.size(); ++i) {
    const char32_t c = token[i];
    const bool last = i + 1 == token.size();
    const char32_t next = last ? U'\0' : token[i + 1];
    if (c == kGeresh) continue;
    if (next == kGeresh && !WithMark(c).empty()) {
      consonant(WithMark(c));
    } else if (c == U'א' || c == U'ע') {
      if (!(last && vowel)) say("a");
    } else if (c == U'ו') {
      if (next == U'ו') {
        consonant("v");
        ++i;
      } else if (i == 0 || vowel) {
        consonant("v");
      } else {
        say("o");
      }
    } else if (c == U'י') {
      if (i > 0 && !vowel) {
        say("i");
      } else if (last) {
        say("i");
      } else {
        consonant("y");
      }
    } else if (c == U'ה' && last && !vowel && i > 0) {
      say("a");
      out += 'h';
    } else {
      const std::string_view soft = spirant && i > 0 ? Spirant(c) : std::string_view();
      consonant(soft.empty() ? Letter(*letters, c) : soft);
    }
  }
  return out;
}

}  // namespace text
