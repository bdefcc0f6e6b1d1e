#pragma once
// Look-alikes: other parties that resemble a listed one, as namesakes, relatives, sister companies and
// companies with the same trade words do. Each differs from every listed party in a way that its row shows: a
// name part that no misspelling turns into the listed one (three edits or more), another number, or a birth
// date that contradicts the listed one.

#include <optional>
#include <string>

#include "world/listed.h"

namespace world {

struct LookAlike {
  Actor actor;
  std::string kind;        // "other-given-name", "namesake", "other-brand", ...
  bool show_date = false;  // the row must show the birth date: nothing else tells the two apart
};

// A look-alike of `party`, of a kind drawn from the table in lookalike.cc; empty where none could be made of
// it.
std::optional<LookAlike> MakeLookAlike(const ListedParty& party, const TakenNames& taken, Rng& rng);

}  // namespace world
