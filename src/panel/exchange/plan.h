#pragma once
// The best plan over all open offers and needs of a panel: who should be introduced to whom, for how much, so
// that the total is greatest. Pure; thread-safe.
//
// What is solved, exactly (math/transport.h): amounts x >= 0 for every fitting pair, within what is left of
// each offer and each need, so that the sum over pairs of  score * (x / what the need still needs)  is
// greatest: a need that is met in full by a partner of score 800 adds 800, one met by half of it adds 400. A
// need counts the same whatever its size. Amounts are whole multiples of the greatest step that all amounts
// of a kind and unit share (their common divisor), which loses nothing. Every kind and unit is a problem of
// its own, because nothing is converted.
//
// Cost: 2,000 x 2,000 within 5 s with every pair explained (bench/panel_exchange_bench.cc).

#include <functional>
#include <set>
#include <utility>

#include "panel/exchange/score.h"

namespace panel::exchange {

struct PlannedPair {
  std::size_t offer = 0;  // places in what was given
  std::size_t need = 0;
  base::Decimal amount;
  int score = 0;
  std::vector<PartReason> reasons;
};
struct NeedOutcome {
  base::Decimal met;
  std::size_t fitting = 0;                // offers that fit at all
  std::optional<std::size_t> best_offer;  // by score; ties: the first
  int best_score = 0;
  // The need that gets the best offer, or most of it, where this one does not: there it adds more to the
  // total.
  std::optional<std::size_t> went_to;
  std::optional<LeftOut> mostly;  // where none fits: why most offers of its kind do not
};
struct ExchangePlan {
  std::vector<PlannedPair> pairs;  // by need, then offer
  std::vector<NeedOutcome> needs;  // as given
  std::size_t fitting = 0;         // pairs that fit
};

// Pairs (offer, need) that are being introduced already; the plan leaves them alone.
using Underway = std::set<std::pair<ListingId, ListingId>>;

// `step` is asked from time to time whether to go on, with how many needs are done. Errors: kConflict
// ("stopped"), kTooLarge (a kind and unit with more than kMaxTransportSide on a side).
base::Result<ExchangePlan> MakePlan(const std::vector<Listing>& offers, const std::vector<Listing>& needs,
                                    const Circumstances& circumstances, const Underway& underway = {},
                                    const std::function<bool(std::size_t needs_done)>& step = {});

}  // namespace panel::exchange
