#pragma once
// Naming customs: what the parts of a person's name are among the people it comes from. Two kinds of rule:
//
// - MarkCustoms changes classes, for every reading: U and Daw in front of a Burmese name, Thị and Văn inside
// a
//   Vietnamese one, Jr and Filho, née, s/o.
// - ReadByCustoms gives the name a second reading, beside the one word by word: a kunya in front (Abu Ali) is
//   one word of little weight, Abdul Aziz and Abdelaziz are one word, Md. is Mohammed, G/Medhin is
//   Gebremedhin, Ukhnaagiin is of Ukhnaa, Soeharto is Suharto. The better of the readings counts, so none of
//   these rules lowers a score. The exception is a name that is nothing but a kunya: it has this reading
//   alone, because "Abu Ali" is not Ali.
//
// The words are in data/names/name_customs.tsv and particles.tsv. Only for name.cc. Pure; thread-safe; about
// 1 µs.

#include <vector>

#include "match/name.h"

namespace match {

// After ClassifyPerson.
void MarkCustoms(std::vector<Token>& tokens);

enum class Customs {
  kNone,     // no rule applies: `tokens` is as before
  kSecond,   // `tokens` is a second reading
  kInstead,  // `tokens` is the only reading
};
// After MarkCustoms. Quick and never wrong where it says no: then ReadByCustoms gives kNone.
bool MayHaveCustoms(const std::vector<Token>& tokens);
// After MarkCustoms.
Customs ReadByCustoms(std::vector<Token>& tokens);

}  // namespace match
