#pragma once
// What speaks for or against two parties being the same, beyond their names. Each item has a signed effect;
// docs/scoring.md gives the table with the reasons. Pure; thread-safe; a few µs a pair.

#include <string>
#include <string_view>
#include <vector>

#include "base/date.h"
#include "entity/entity.h"
#include "match/match.h"

namespace match {

struct Identifier {
  entity::Property property;
  std::string key;   // letters and digits only, upper case
  std::string text;  // as written
};

struct DateFact {
  base::PartialDate date;
  std::string text;
};

// The facts of an entity in the form in which they are compared. Made once for a party and once for each
// entry that is scored.
struct Facts {
  std::vector<Identifier> identifiers;
  std::vector<Identifier> contacts;    // e-mail, telephone, web site: `key` is their plain form
  std::vector<std::string> countries;  // ISO 3166-1 alpha-2
  std::vector<DateFact> birth;
  std::vector<DateFact> incorporation;
  std::vector<std::string> genders;
  std::vector<std::string> addresses;
  std::vector<std::string> birth_places;
};
Facts FactsOf(const entity::Entity& entity);

// Everything that can be said of the pair; nothing where one side is silent.
std::vector<Evidence> CompareFacts(const Facts& party, const Facts& entry, bool person);

// The strongest effect that agreement of everything the party states, identifiers and contacts excepted,
// could have.
double LargestSupport(const Facts& party, bool person);

// How two dates relate; used for birth and incorporation.
enum class DateRelation {
  kSame,       // the same day
  kSameMonth,  // both known to the month only, or one of them
  kSameYear,   // known to the year only on a side
  kNear,       // one digit, two digits exchanged, day and month exchanged, or "about" and a year off
  kClose,      // different, but within two years
  kDifferent,
};
DateRelation CompareDates(const base::PartialDate& a, const base::PartialDate& b);

}  // namespace match
