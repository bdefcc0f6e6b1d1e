#pragma once
// The supplier file of the world: background suppliers, planted matches (listed parties under a disturbed
// name) and planted look-alikes (other parties that resemble a listed one), in random order, with the truth
// about every planted row.

#include <cstddef>
#include <string>
#include <vector>

#include "world/listed.h"

namespace world {

// One pair of the truth, or of the look-alikes: row `row` of suppliers.csv (the header is row 1) and an entry
// of a list.
struct Pair {
  std::size_t row = 0;
  std::string list, id, kind;
};

struct SupplierRow {
  std::string schema, name, local_name, country, city, address, registration, passport, birth_date, email;
  std::vector<Pair> matches, lookalikes;  // `row` is filled in when the order is known
};

struct Suppliers {
  std::vector<SupplierRow> rows;
  std::size_t planted_rows = 0, lookalike_rows = 0, nameless_rows = 0, bad_dates = 0;
};

// Exactly `count` rows. One row in twenty is a planted match (never more than there are listed parties), six
// for every five of those are look-alikes; one row in 1,250, and at least one, has no name; one in 1,500, and
// at least one, has a date that does not exist. `count` must be at least 20.
Suppliers MakeSuppliers(const std::vector<ListedParty>& listed, const TakenNames& taken, std::size_t count,
                        Rng& rng);

}  // namespace world
