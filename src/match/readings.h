#pragma once
// Which ways there are to read a name, before it is cut and classified: other romanisations of its script,
// and other spellings of a Latin name that is Chinese or Korean by its syllables. Each reading becomes a name
// of its own in the index, so each is given only where it is plausible. Only for name.cc. Pure; thread-safe.
//
//   Cyrillic, Arabic, Armenian, Hebrew, Thai: what their letters allow (text/readings.h)
//   Han        Pinyin; where it has the shape of a Chinese name, Jyutping, Hong Kong's spelling and
//   Wade-Giles;
//              where it begins or ends in a Korean or Vietnamese surname, Sino-Korean and Sino-Vietnamese;
//              where a table knows both its parts, Japanese
//   Thai, Lao, Burmese, Khmer: the words of a dictionary one by one
//   Cyrillic   an organisation's with nouns for place adjectives, and compounds apart
//   Hangul     by letters; a person's name as the press spells it and by syllable; an organisation's as
//   spoken Kana       with and without long vowels Latin      Wade-Giles as Pinyin ("Teng Hsiao-p'ing"); a
//   Korean given name in one word by syllable; I and O
//              as surnames

#include <string>
#include <vector>

#include "match/name.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace match {

struct NameReading {
  std::vector<text::RawToken> raw;  // the tokens, where they are not the name's own; else empty
  text::Reading reading = text::Reading::kDefault;
  std::vector<std::string> forms;  // Latin forms of the tokens where a table tells them, else empty
  bool by_syllable = false;        // given names in Han or Hangul are cut into their syllables
  bool by_word = false;            // what no table knows of Thai, Lao, Burmese or Khmer is cut by dictionary
};

// At least one, the first as the name is written; at most kMaxReadings.
inline constexpr std::size_t kMaxReadings = 12;
std::vector<NameReading> ReadingsOf(const std::vector<text::RawToken>& raw, Kind kind);

}  // namespace match
