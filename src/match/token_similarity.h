#pragma once
// How alike two words of names are, 0..1, and why. The one place where spelling is judged; the compiled index
// finds exactly the pairs for which this is above 0 (index_lookup.h), because both are defined by the same
// keys. Pure; thread-safe; about 100 ns.

#include <cstdint>
#include <string>
#include <string_view>

#include "match/name.h"

namespace match {

enum class Relation : std::uint8_t {
  kNone,
  kSame,
  kSameReading,   // same Latin reading, other characters
  kSameWord,      // the same business word, number or name, written in another way or script
  kRelated,       // lines of business that translators take for one another
  kSpelledAlike,  // few letters differ
  kSoundsAlike,   // same consonants, or the same sounds
  kVariant,       // known variants of one name
  kNickname,
  kInitial,
  kJoined,  // written in one word here and in several there
  kLegalForm,
  kAcronym,     // an acronym here, the words it stands for there
  kMinor,       // title, particle or stop word on both sides
  kEquivalent,  // the name in another language (John, Ivan)
  kTranslated,  // the word of a brand in another language (shark, قرش)
};
std::string_view RelationName(Relation relation);

struct TokenMatch {
  float similarity = 0;
  Relation relation = Relation::kNone;
};

// What TokenSimilarity needs to know of a word.
struct Word {
  std::string_view form;
  std::string_view surface;
};
inline Word WordOf(const Token& token) {
  return {token.form, token.surface};
}

// For words of the classes kWord, kLight and kNumber; `kind` decides whether variants of given names count.
TokenMatch TokenSimilarity(Word a, Word b, Kind kind);

// The same with what is known of the words already: most pairs are told apart by a few bits.
// `canonical` is CanonicalOf the word in an organisation's name, and of no use in a person's.
WordMarks MarksOf(Word word, Kind kind, std::string_view canonical);
TokenMatch TokenSimilarity(Word a, const WordMarks& a_marks, Word b, const WordMarks& b_marks, Kind kind);

// ---- the keys, shared with the index
// --------------------------------------------------------------------------------------

// The edit distance within which two words may be alike: by the length of the longer one.
int EditLimit(std::size_t longer);
// Words within the edit limit are compared only when they share so many distinct trigrams of "^^word$".
int TrigramsNeeded(std::size_t longer);
// Which letters and digits a word has, a bit each. One edit changes at most two bits, so words whose letters
// differ in more than twice the edit limit need not be compared.
std::uint32_t LettersOf(std::string_view form);
// The bits of x that are set; the machines that we build for have no instruction for it.
constexpr int CountBits(std::uint32_t x) {
  x -= x >> 1 & 0x55555555U;
  x = (x & 0x33333333U) + (x >> 2 & 0x33333333U);
  return static_cast<int>(((x + (x >> 4)) & 0x0F0F0F0FU) * 0x01010101U >> 24);
}
// Words that are too short to be compared by sound have an empty key.
std::string SoundKeyOf(std::string_view form);      // phonetic
std::string ConsonantKeyOf(std::string_view form);  // skeleton

// Which of the keys two words have in common; what TokenSimilarity finds out for itself, and the index knows
// already.
struct SharedKeys {
  bool trigrams = false;  // enough of them
  bool consonants = false;
  bool customs =
      false;  // consonants as writers of another language give them (word_keys.h), not `consonants`
  bool sounds = false;
  bool known = false;         // found by form: the same form, or a known variant
  bool within_limit = false;  // with `trigrams`: the edit distance was found to be within the limit
};
TokenMatch TokenSimilarity(Word a, Word b, Kind kind, SharedKeys keys);

}  // namespace match
