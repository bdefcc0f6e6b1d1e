#pragma once
// A name, made ready for comparison: cut into tokens, each with its folded form, its class and its weight.
// The same text is read differently as a person's name and as an organisation's (titles and initials there,
// legal forms and business words here), and a name in Cyrillic or Han script may have two readings;
// PrepareName gives all of them. Pure and thread-safe; about 2 µs a name.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace match {

enum class Kind : std::uint8_t { kPerson, kOrganization };

enum class TokenClass : std::uint8_t {
  kWord,      // carries the name
  kNumber,    // digits: equal or different, never alike
  kLight,     // a place in an organisation's name, a title that is also a name in a person's: counts less
  kInitial,   // one letter of a person's name
  kLegal,     // legal form
  kTitle,     // title or honorific
  kParticle,  // al, bin, de, van, ...
  kStop,      // the, of, and, ...
};

// True for the classes that carry a name; the others (from kLegal on) only tip the scale.
constexpr bool IsContent(TokenClass c) {
  return c < TokenClass::kLegal;
}

// What follows from a word's form and surface and is asked again and again when words are compared.
struct WordMarks {
  std::uint32_t letters = 0;          // LettersOf(form)
  std::uint32_t sure_sounds = 0;      // SoundsOf(form), token_similarity.h
  std::uint32_t possible_sounds = 0;  // the same
  bool digits = false;                // nothing but digits
  bool other_keys = false;            // HasOtherKeys, word_keys.h
  // Of a person's name: the groups of variants that have the form, or null.
  const std::vector<std::uint32_t>* groups = nullptr;
  // Of an organisation's: RelatedOf its CanonicalOf (tables.h).
  std::string_view related;
};

struct Token {
  std::string form;     // [a-z0-9]+: the Latin reading; number words as digits
  std::string surface;  // the original letters, or the number word, where it differs from form; else empty
  std::string written;  // as the source writes it
  TokenClass token_class = TokenClass::kWord;
  std::uint8_t tag = 0;   // class of legal form or particle
  std::uint8_t bits = 1;  // rarity, 1..16
  float weight = 0;       // what it counts: docs/scoring.md
  bool syllable = false;  // of a person's name: one syllable of an East Asian name
  bool trade = false;  // a business word of an organisation: what it does, not what it is called; of a legal
                       // form: one of several words
  // Of a person's name, for the rules of naming customs.
  std::uint8_t most_bits = 16;  // what it tells at most, however rare its form is
  bool dot_after = false;       // "Md."
  bool slash_after = false;     // "s/o"
  WordMarks marks;
};

// Whether a token's original letters are of East Asia (Han, Hangul, kana), by their first byte in UTF-8:
// U+3000 and up.
inline bool WrittenInEastAsia(std::string_view surface) {
  return !surface.empty() && static_cast<unsigned char>(surface[0]) >= 0xE3;
}

// What a token of this class and rarity counts; `trade` as in Token.
float TokenWeight(Kind kind, TokenClass token_class, std::uint8_t bits, bool trade);

struct Name {
  Kind kind = Kind::kOrganization;
  std::vector<Token> tokens;
  float content_weight = 0;  // sum of the weights of content tokens
};

// The readings of a name as a person's or an organisation's; empty where the text has no letter or digit, or
// more than kMaxNameBytes or kMaxNameTokens. A word is compared by its first kMaxWordLetters letters.
std::vector<Name> PrepareName(std::string_view name, Kind kind);

}  // namespace match
