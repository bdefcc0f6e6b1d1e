#pragma once
// What a change of watch lists means for parties: exactly the pairs by which a full screening of all parties
// against the later edition would differ from one against the earlier edition, found the other way round.
// Changed entries look up the parties they may concern in the parties' own index (compiled_parties.h); each
// pair that can reach the threshold is then scored as a screening scores it, the party first. No pair of two
// unchanged sides is looked at: a score depends on party, entry and engine alone (docs/scoring.md).
//
// Why nothing is lost: the bounds by which the index leaves names out are the same whichever side is read
// first (docs/decisions/0015-exact-changes.md). Tests compare with two full screenings. Pure; runs on the
// threads it is told to use. Cost: about 0.1 ms a name of a changed entry among 100,000 parties.

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

#include "base/result.h"
#include "match/changes.h"
#include "match/compiled_parties.h"

namespace match {

struct RescreenOptions {
  double threshold = 0.70;
  unsigned threads = 1;
  const std::atomic<bool>* stop = nullptr;  // set: ends with kConflict "stopped"
};

// A score below the threshold is 0. Where lists hold an id more than once, the best of its entries counts.
struct ScoreChange {
  std::uint32_t party = 0;  // position in the compiled parties
  std::uint32_t entry = 0;  // position in the changed entries
  double before = 0;
  double after = 0;
};

struct RescreenCounts {
  std::uint64_t scored = 0;  // pairs of a party and one side of a changed entry whose names or numbers were
                             // compared
  std::uint64_t changes = 0;
};

struct Rescreened {
  std::vector<ScoreChange> changes;  // where before and after differ; by party, then entry
  RescreenCounts counts;
};

base::Result<Rescreened> Rescreen(const CompiledParties& parties, std::span<const ChangedEntry> changed,
                                  const RescreenOptions& options);

}  // namespace match
