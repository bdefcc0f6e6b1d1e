#include "text/romanize_scripts.h"
#include "text/unicode.h"

// ELOT 743 (ISO 843), except that μπ, ντ and γκ begin a word as b, d and g, as they are spoken and
// customarily written.

namespace text {
namespace {

char32_t PlainGreek(char32_t c) {
  switch (ToLower(c)) {
    case U'ά':
      return U'α';
    case U'έ':
      return U'ε';
    case U'ή':
      return U'η';
    case U'ί':
    case U'ϊ':
    case U'ΐ':
      return U'ι';
    case U'ό':
      return U'ο';
    case U'ύ':
    case U'ϋ':
    case U'ΰ':
      return U'υ';
    case U'ώ':
      return U'ω';
    case U'ς':
      return U'σ';
    default:
      return ToLower(c);
  }
}

// αυ, ευ and ηυ end in f before a voiceless consonant and at the end of a word.
bool Voiceless(char32_t c) {
  return c == 0 || std::u32string_view(U"θκξπστφχψ").find(c) != std::u32string_view::npos;
}

std::string_view GreekPair(char32_t c, char32_t next, char32_t after, bool initial) {
  if (c == U'ο' && next == U'υ') return "ou";
  if (c == U'μ' && next == U'π') return initial ? "b" : "mp";
  if (c == U'ν' && next == U'τ') return initial ? "d" : "nt";
  if (c == U'γ' && next == U'κ') return initial ? "g" : "gk";
  if (c == U'γ' && next == U'γ') return "ng";
  if (c == U'γ' && next == U'ξ') return "nx";
  if (c == U'γ' && next == U'χ') return "nch";
  if (next != U'υ') return {};
  if (c == U'α') return Voiceless(after) ? "af" : "av";
  if (c == U'ε') return Voiceless(after) ? "ef" : "ev";
  if (c == U'η') return Voiceless(after) ? "if" : "iv";
  return {};
}

}  // namespace

std::string RomanizeGreek(std::u32string_view token) {
  static const LetterTable* const letters = new LetterTable{
      {U'α', "a"}, {U'β', "v"},  {U'γ', "g"}, {U'δ', "d"},  {U'ε', "e"},  {U'ζ', "z"},
      {U'η', "i"}, {U'θ', "th"}, {U'ι', "i"}, {U'κ', "k"},  {U'λ', "l"},  {U'μ', "m"},
      {U'ν', "n"}, {U'ξ', "x"},  {U'ο', "o"}, {U'π', "p"},  {U'ρ', "r"},  {U'σ', "s"},
      {U'τ', "t"}, {U'υ', "y"},  {U'φ', "f"}, {U'χ', "ch"}, {U'ψ', "ps"}, {U'ω', "o"},
  };
  const auto at = [&](std::size_t i) { return i < token.size() ? PlainGreek(token[i]) : U'\0'; };
  std::string out;
  for (std::size_t i = 0; i < token.size(); ++i) {
    const std::string_view pair = GreekPair(at(i), at(i + 1), at(i + 2), i == 0);
    if (pair.empty()) {
      out += Letter(*letters, at(i));
    } else {
      out += pair;
      ++i;
    }
  }
  return out;
}

}  // namespace text
