#include "text/romanize_scripts.h"

// BGN/PCGN 1966, which keeps the French habit of Laotian names (ou for u, x for ຊ, v for ວ). Lao writes all
// its vowels, the leading ones before the consonant they follow in speech; syllables need no dictionary.

namespace text {
namespace {

bool IsLaoConsonant(char32_t c) {
  return (c >= 0xE81 && c <= 0xEAE) || (c >= 0xEDC && c <= 0xEDF);
}
bool IsLaoLead(char32_t c) {
  return c >= 0xEC0 && c <= 0xEC4;
}

const LetterTable& LaoConsonants() {
  static const LetterTable* const table = new LetterTable{
      {U'ກ', "k"}, {U'ຂ', "kh"}, {U'ຄ', "kh"}, {U'ງ', "ng"}, {U'ຈ', "ch"}, {U'ສ', "s"},
      {U'ຊ', "x"}, {U'ຍ', "ny"}, {U'ດ', "d"},  {U'ຕ', "t"},  {U'ຖ', "th"}, {U'ທ', "th"},
      {U'ນ', "n"}, {U'ບ', "b"},  {U'ປ', "p"},  {U'ຜ', "ph"}, {U'ຝ', "f"},  {U'ພ', "ph"},
      {U'ຟ', "f"}, {U'ມ', "m"},  {U'ຢ', "y"},  {U'ຣ', "r"},  {U'ລ', "l"},  {U'ວ', "v"},
      {U'ຫ', "h"}, {U'ອ', ""},   {U'ຮ', "h"},  {U'ໜ', "n"},  {U'ໝ', "m"},
  };
  return *table;
}

std::string_view LaoFinal(char32_t c) {
  switch (c) {
    case U'ບ':
      return "p";
    case U'ດ':
      return "t";
    case U'ຍ':
      return "y";
    case U'ວ':
      return "o";
    case U'ຈ':
    case U'ສ':
    case U'ຊ':
      return "t";
    default:
      return Letter(LaoConsonants(), c);
  }
}

// The vowel that begins with `lead` (0 for none) and goes on at `i`; moves `i` behind it.
std::string_view LaoVowel(char32_t lead, std::u32string_view s, std::size_t& i) {
  static const LetterTable* const signs = new LetterTable{
      {U'ະ', "a"},  {U'ັ', "a"},    {U'າ', "a"}, {U'ິ', "i"}, {U'ີ', "i"}, {U'ຶ', "u"},
      {U'ື', "u"},   {U'ຸ', "ou"},   {U'ູ', "ou"}, {U'ົ', "o"}, {U'ໍ', "o"}, {U'ຽ', "ia"},
      {U'ຳ', "am"}, {U'ວ', "oua"}, {U'ອ', "o"}, {U'ຼ', "l"},
  };
  const auto at = [&](std::size_t k) { return k < s.size() ? s[k] : U'\0'; };
  if (lead == U'ໄ' || lead == U'ໃ') return "ai";
  if (lead == U'ໂ') return "o";
  if (lead == U'ແ') {
    if (at(i) == U'ັ' || at(i) == U'ະ') ++i;
    return "e";
  }
  if (lead == U'ເ') {
    if (at(i) == U'ົ' && at(i + 1) == U'າ') {
      i += 2;
      return "ao";
    }
    if ((at(i) == U'ຶ' || at(i) == U'ື') && at(i + 1) == U'ອ') {
      i += 2;
      return "ua";
    }
    if (at(i) == U'ິ' || at(i) == U'ີ') {
      ++i;
      return "eu";
    }
    if (at(i) == U'ັ' && at(i + 1) == U'ຍ') {
      i += 2;
      return "ia";
    }
    if (at(i) == U'ັ' || at(i) == U'ະ') ++i;
    return "e";
  }
  if (at(i) == U'ົ' && at(i + 1) == U'ວ') {
    i += 2;
    return "oua";
  }
  const std::string_view sign = Letter(*signs, at(i));
  if (sign.empty()) return {};
  const bool letter = at(i) == U'ວ' || at(i) == U'ອ';
  const char32_t next = at(i + 1);
  if (letter && !(IsLaoConsonant(next) && !Letter(*signs, next).empty()) && !IsLaoConsonant(next)) return {};
  ++i;
  return sign;
}

bool BeginsSyllable(std::u32string_view s, std::size_t k) {
  if (k + 1 >= s.size()) return false;
  const char32_t next = s[k + 1];
  const bool sign = (next >= 0xEB0 && next <= 0xEBD) || next == U'ໍ';
  const bool vowel_letter = (next == U'ອ' || next == U'ວ') && k + 2 < s.size() && IsLaoConsonant(s[k + 2]);
  return sign || vowel_letter;
}

}  // namespace

std::string RomanizeLao(std::u32string_view token) {
  std::u32string s;
  for (char32_t c : token) {
    if (c >= 0xEC8 && c <= 0xECC) continue;  // tone marks, silencer
    if (c == U'າ' && !s.empty() && s.back() == U'ໍ') {
      s.back() = U'ຳ';
    } else {
      s.push_back(c);
    }
  }
  std::string out;
  std::size_t i = 0;
  while (i < s.size()) {
    char32_t lead = 0;
    if (IsLaoLead(s[i])) lead = s[i++];
    if (i >= s.size()) break;
    if (!IsLaoConsonant(s[i])) {
      ++i;
      continue;
    }
    if (s[i] == U'ຫ' && i + 1 < s.size() &&
        std::u32string_view(U"ງຍນມລຣວ").find(s[i + 1]) != std::u32string_view::npos &&
        (lead != 0 || BeginsSyllable(s, i + 1))) {
      ++i;  // only sets the tone
    }
    out += Letter(LaoConsonants(), s[i]);
    ++i;
    if (lead != 0 && i < s.size() && (s[i] == U'ລ' || s[i] == U'ຣ' || s[i] == U'ວ') && i + 1 < s.size() &&
        !IsLaoConsonant(s[i + 1]) && !IsLaoLead(s[i + 1])) {
      out += Letter(LaoConsonants(), s[i++]);
    }
    out += LaoVowel(lead, s, i);
    if (i < s.size() && IsLaoConsonant(s[i]) && !BeginsSyllable(s, i)) out += LaoFinal(s[i++]);
  }
  return out;
}

}  // namespace text
