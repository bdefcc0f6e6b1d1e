#pragma once
// Hangul in Latin letters, by rule and by habit. Results are [a-z]*. Pure; thread-safe; tables are built on
// first use.
//
// Sources: Revised Romanization, proclamation 2000-8 of the Ministry of Culture and Tourism (section 3.1:
// sound changes are written, section 3.4: in given names they are not); McCune and Reischauer, "The
// Romanization of the Korean Language" (1939), without its breves and apostrophes, as names are printed;
// customary spellings of passports (Young, Chul, Hee, Joon) and the initial law (두음 법칙) of the Hangul
// Orthography, sections 10-12.

#include <string>
#include <string_view>
#include <vector>

#include "text/syllables.h"

namespace text {

enum class HangulStyle {
  kLetters,  // Revised Romanization syllable by syllable: 한복남 "hanboknam"
  kSounds,   // Revised Romanization as spoken: 종로 "jongno", 한국은행 "hangugeunhaeng"
  kMcCune,   // vowels of McCune-Reischauer without marks, initials as at the start of a word, as the press of
             // both Koreas spells names: 정은 "jongun", 경 "kyong"
};

// What is no syllable of Hangul is left out.
std::string RomanizeHangul(std::u32string_view letters, HangulStyle style);

// Every way in which one syllable is customarily spelt in names, the Revised Romanization first; empty for
// what is no syllable of Hangul. 철: cheol, chol, chul; 룡: ryong, yong, ...
std::vector<std::string> HangulSpellings(char32_t syllable);

// The syllable as it is said at the start of a word in the South: 리 이, 룡 용, 로 노, 녀 여; others as they
// are. The North writes 리룡남 for whom the South writes 이용남.
char32_t AtWordStart(char32_t syllable);

// The syllables that given names are made of.
std::u32string_view NameSyllables();

// Cuts a Latin word into spellings of syllables of given names ("yeongcheol" → "yeong", "cheol"); empty where
// it cannot be cut so. Views into `word`.
WordSyllables KoreanSyllables(std::string_view word);

}  // namespace text
