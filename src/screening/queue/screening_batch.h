#pragma once
// A batch of parties on its way through a screening: compared on any thread, then written in one transaction.
// Internal to the queue.

#include <span>
#include <string>
#include <vector>

#include "match/match.h"
#include "screening/queue/list_delta.h"
#include "screening/queue/screening_rules.h"
#include "screening/queue/screening_run.h"
#include "screening/queue/seams.h"

namespace screening {

struct ScreenedBatch {
  std::vector<Party> parties;
  std::vector<std::string> screened_as;       // of each party, when it was read
  std::vector<std::vector<FoundPair>> found;  // of each party, by dataset and entry; filled by Compare
  std::vector<std::int64_t> goods;            // of each party: how many goods are named; filled by Compare
};

// What the comparisons of one run share.
struct RunPlan {
  ListsNow lists;
  double threshold = 0.70;
  std::string
      screened_as;  // digest of lists, threshold, engine and words of goods: what the parties are marked with
  std::int64_t run = 0;
  Deltas deltas;

  // What a party is compared with that was compared with this before; null: with everything.
  const ListDelta* DeltaOf(std::string_view before) const {
    const auto found = deltas.find(before);
    return found == deltas.end() ? nullptr : &found->second;
  }
};

// The pairs of one party at or above the threshold. Where several lists of a dataset have an entry of one id,
// the best counts.
std::vector<FoundPair> FindPairs(const Party& party, const ListsNow& lists, double threshold,
                                 match::Scratch& scratch);

// How many goods of its country the lists name among its products (Parties::Goods).
std::int64_t CountGoods(const Party& party, const ListsNow& lists);

// Writes what a batch found; parties that changed or were removed meanwhile are left alone (their change put
// them before the next run). A party that another run compared meanwhile, or that may have more alerts than
// are kept, is compared with everything here. Errors: kConflict where a later run began.
base::Result<ScreeningCounts> WriteBatch(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                                         const RunPlan& plan, const ScreenedBatch& batch);

}  // namespace screening
