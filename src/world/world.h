#pragma once
// Made-up worlds with known truth: watch lists in the official layouts and a supplier file in which it is
// known which row is which listed party, for the demo, the tests and the benchmarks. docs/world.md says how
// the parties, the noise and the look-alikes are made and why the difficulty is what it is. The same seed and
// size give the same bytes everywhere.
//
// No room needs this one. Thread-safe: every call stands alone.

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"

namespace CLI {
class App;
}

namespace world {

struct WorldOptions {
  std::uint64_t seed = 1;
  std::size_t suppliers = 5000;  // rows of suppliers.csv without the header: 20 .. kMaxWorldSuppliers
};

struct WorldFacts {
  std::size_t suppliers = 0;
  std::size_t listed_parties = 0;
  std::size_t entries = 0;  // over all lists; a party on two lists has two
  std::size_t planted_rows = 0;
  std::size_t planted_pairs = 0;  // lines of truth.csv
  std::size_t lookalike_rows = 0;
  std::size_t lookalike_pairs = 0;  // lines of lookalikes.csv
  std::size_t nameless_rows = 0;
  std::size_t bad_dates = 0;
};

// Writes DIR/lists/{un-consolidated.xml, ofac-sdn/, regional-watchlist.jsonl, import-bans.csv with its map},
// DIR/suppliers.csv, DIR/truth.csv and DIR/lookalikes.csv, making DIR where it is missing and replacing files
// of these names. Errors: kInvalid (too few suppliers), kTooLarge (over kMaxWorldSuppliers), kIo.
base::Result<WorldFacts> WriteWorld(const std::string& dir, const WorldOptions& options);

// What a screening of DIR/suppliers.csv (its NDJSON) found, against DIR/truth.csv. A pair is a (row, list,
// id) with match true; it is right where truth.csv holds it and wrong otherwise, whatever it is.
struct KindCount {
  std::string kind;
  std::size_t planted = 0, found = 0;
};
struct WorldScore {
  std::size_t planted = 0, found = 0, alarms = 0;  // alarms: all pairs with match true
  double recall = 0, precision = 0;                // precision is 1 where nothing was alarmed
  std::vector<KindCount> kinds;                    // the planted kinds, by name
  std::vector<KindCount> lookalikes;   // `planted`: look-alike pairs; `found`: those alarmed in error
  std::size_t other_false_alarms = 0;  // wrong pairs that are no planted look-alike
};
base::Result<WorldScore> ScoreWorld(const std::string& dir, const std::string& result_path);

// The score as a table by kind whose last line is "screening: planted N found M recall R precision P".
std::string ScoreText(const WorldScore& score);

// For benchmarks: `count` listed entities with `names_each` names each (the first is the caption; the others
// are spellings, orders and aliases). Two thirds persons, one third companies; surnames and brands are built
// from syllables, so that vocabulary grows with the list as it does in real ones. Ids "L0", "L1", ...
std::vector<entity::Entity> MakeListed(std::uint64_t seed, std::size_t count, std::size_t names_each);

// `count` parties of which `planted` bear one of the names of a listed entity, exactly as listed; the rest
// are made like the listed ones with another seed. truth: (position of the party, position of the listed
// entity).
struct BenchParties {
  std::vector<entity::Entity> parties;
  std::vector<std::pair<std::size_t, std::size_t>> truth;
};
BenchParties MakeParties(std::uint64_t seed, const std::vector<entity::Entity>& listed, std::size_t count,
                         std::size_t planted);

// Registers `manumit world DIR --seed N --suppliers N` and `manumit world DIR --check RESULT.ndjson`.
void AddCommands(CLI::App& app, int& exit_code);

}  // namespace world
