#pragma once
// How far a name in Latin letters is from what a name in another script may be written as: not one
// romanisation but all that are customary, unit by unit (щ is shch, schtsch, chtch, sc; ش sh, ch). Table:
// data/names/spelling_habits.tsv. Pure; thread-safe; O(length1 × length2), about 1 µs.

#include <string_view>

namespace text {

struct HabitDistance {
  bool known = false;  // false where the script has no table (Latin, Han, Hangul, kana, others)
  double cost = 0;     // 0: one of the customary spellings; each letter that no habit explains costs up to 1
  int consonants = 0;  // units of the name that are consonants: the information a spelling without vowels has
  bool hidden = false;  // the script does not write short vowels (Arabic, Hebrew), so vowels cost nothing
};

// `letter` is any letter of the native name; `form` its romanisation by text/romanize.h; `latin` what it is
// compared with, folded.
HabitDistance DistanceByHabit(char32_t letter, std::string_view form, std::string_view latin);

}  // namespace text
