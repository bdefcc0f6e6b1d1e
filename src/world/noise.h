#pragma once
// Noise: how a listed name is disturbed on its way into a supplier file. The kinds, their shares and their
// sources stand in noise_table.inc. Pure functions of the party and the random numbers.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "world/listed.h"

namespace world {

enum class Noise : std::uint8_t {
#define NOISE(enumerator, name, persons, companies) enumerator,
#include "world/noise_table.inc"
#undef NOISE
};

std::string_view NoiseName(Noise noise);

struct Disturbed {
  std::string name;
  std::string kind;           // "typo", or "transliteration+legal-form" where a second one follows
  bool own_script = false;    // the name is not in Latin letters
  bool needs_date = false;    // without a birth date nobody could know that it is this party
  bool needs_number = false;  // without an identifier nobody could know it
};

// A disturbed name of the party: a kind drawn from the table, redrawn where it cannot be applied (a company
// has no initials), and in one case of five a second, lighter kind after it. Shorthand for DisturbAs with a
// drawn kind.
Disturbed Disturb(const ListedParty& party, Rng& rng);

// The same for one kind; empty where the kind cannot be applied to this party.
std::optional<Disturbed> DisturbAs(Noise noise, const ListedParty& party, Rng& rng);

}  // namespace world
