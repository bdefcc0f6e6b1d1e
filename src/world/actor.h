#pragma once
// Actor: one made-up person or company with its facts, held as name parts rather than as text, so that every
// spelling, script and disturbance of its name is known to be of the same party. Value type; pointers go to
// the constant tables of culture.h.

#include <cstdint>
#include <string>
#include <vector>

#include "world/culture.h"
#include "world/random.h"

namespace world {

enum class Role : std::uint8_t {
  kSurname,
  kGiven,
  kPatronymic,
  kPlace,
  kBrand,
  kIndustry,
  kLegal,
  kNumber,
  kOther
};

struct Word {
  std::string text;
  Role role = Role::kOther;
};

struct Actor {
  bool person = false;
  const Market* market = nullptr;

  // person
  bool female = false;
  const Part* surname = nullptr;
  const Part* surname2 = nullptr;    // second surname, or null
  const Part* patronymic = nullptr;  // or null
  std::vector<const Part*> given;    // one or two

  // company
  const Part* place = nullptr;     // the place in the name, or null
  std::vector<const Part*> brand;  // two parts
  const Part* industry = nullptr;
  const Part* legal = nullptr;
  int number = 0;  // plant number in the name; 0: none

  // facts
  std::string birth_date;  // ISO 8601, or the year; empty: not known
  std::string number_id;   // passport (person) or registration number (company); empty: not known
  const Part* city = nullptr;
  std::string street;  // "88 Renmin Road"
  std::string postcode;
};

// How a name is spelled in Latin letters. Without `rng`, romanisation number `standard`; with it, each part
// draws one of its spellings.
struct Spelling {
  std::size_t standard = 0;
  std::size_t legal = 0;  // which variant of the legal form
  Rng* rng = nullptr;
};

Actor MakePerson(const Market& market, Rng& rng);
Actor MakeCompany(const Market& market, Rng& rng);

// New facts of the same market: birth date (persons), document number, city, street.
void DrawFacts(Actor& actor, Rng& rng);

// The name in Latin letters, word by word, in the order in which official lists print it.
std::vector<Word> LatinWords(const Actor& actor, const Spelling& spelling = {});
std::string Join(const std::vector<Word>& words);
std::string LatinName(const Actor& actor, const Spelling& spelling = {});
// "GARCIA LOPEZ, Jose Luis" out of the words of a person's name.
std::string FamilyFirst(const std::vector<Word>& words);

// The name in the culture's own script (for Latin cultures: with its diacritics). `legal` chooses the form of
// the legal form.
std::string NativeName(const Actor& actor, std::size_t legal = 0);
// True where NativeName is written in another script than Latin.
bool HasOwnScript(const Actor& actor);

// What makes the name this party's name, the same for every spelling: each of its surnames with each of its
// given names (any of these pairs alone is a short form of the name), or the brand.
std::vector<std::string> CoreKeys(const Actor& actor);

// ASCII letters in capitals.
std::string Capitals(std::string text);

// Text folded for comparing whole names: ASCII letters lower-cased, ASCII punctuation gone, tokens sorted.
std::string FoldedName(std::string_view name);

// Optimal string alignment distance (insert, delete, substitute, swap neighbours) over bytes; case is ignored
// for ASCII.
std::size_t EditDistance(std::string_view a, std::string_view b);

// "88 Renmin Road, Guangzhou 510000, China"
std::string FullAddress(const Actor& actor);

}  // namespace world
