#pragma once
// The best plan of who gives how much to whom, exactly: the transportation problem (Hitchcock 1941) in whole
// numbers. There are givers with a supply each, takers with a demand each, and for each pair a score, 0
// meaning "never". Wanted are amounts x >= 0 with
//
//   sum over takers of x <= supply of each giver,   sum over givers of x <= demand of each taker,
//   x = 0 where the score is 0,
//
// so that the total of  score * weight(taker) * x  is greatest. Whole supplies and demands always have a best
// plan in whole amounts (total unimodularity). With every supply and demand 1 this is the linear assignment
// problem in which anybody may stay alone.
//
// Method: the network simplex method on strongly feasible trees (W. H. Cunningham, "A network simplex
// method", Mathematical Programming 11, 1976; R. K. Ahuja, T. L. Magnanti, J. B. Orlin, "Network Flows",
// 1993, chapter 11), which ends and is exact, all in whole numbers. The plan is one of a tree: at most givers
// + takers shipments, so nothing is split without need. Its prices prove it: IsBest checks them without
// knowing how they were found (duality), in one pass over the pairs. Shortest augmenting paths (Jonker and
// Volgenant 1987) were tried first: fast where every amount is 1, a hundred times slower where amounts differ
// and givers are alike.
//
// The same problem gives the same plan, on every machine. Pure; thread-safe. Cost: measured by
// bench/panel_exchange_bench.cc. Memory: 2 bytes a pair and 48 a member.

#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "base/result.h"

namespace math {

__extension__ typedef __int128 Int128;  // NOLINT: "using" cannot be marked as an extension

struct TransportProblem {
  std::vector<std::int64_t> supply;  // of each giver, >= 0
  std::vector<std::int64_t> demand;  // of each taker, >= 0
  std::vector<std::int64_t> weight;  // of each taker, > 0
  // Row by row, a row a taker: score[taker * givers + giver], at most kMaxTransportScore.
  std::vector<std::uint16_t> score;

  std::size_t givers() const { return supply.size(); }
  std::size_t takers() const { return demand.size(); }
  std::uint16_t at(std::size_t taker, std::size_t giver) const { return score[taker * givers() + giver]; }
};

struct Shipment {
  std::uint32_t giver = 0;
  std::uint32_t taker = 0;
  std::int64_t amount = 0;
  bool operator==(const Shipment&) const = default;
};

struct TransportPlan {
  std::vector<Shipment> shipments;  // by taker, then giver; amounts > 0
  Int128 total = 0;                 // sum of score * weight * amount
  // What one more unit of a giver's supply would add, and what one more unit of a taker's demand would; 0
  // where something is left over.
  std::vector<std::int64_t> giver_price;
  std::vector<std::int64_t> taker_price;
  std::int64_t steps = 0;  // how many exchanges of the tree were needed
};

// `step` is told from time to time how many exchanges were made and answers whether to go on; may be empty.
// Errors: kInvalid (sizes that do not fit, a number out of its range), kTooLarge (more givers or takers than
// kMaxTransportSide, or a weight above kMaxTransportWeight, at which prices could leave 64 bits), kConflict
// ("stopped").
base::Result<TransportPlan> SolveTransport(const TransportProblem& problem,
                                           const std::function<bool(std::int64_t steps)>& step = {});

// Whether the plan keeps all limits and its prices prove that no plan has a greater total.
bool IsBest(const TransportProblem& problem, const TransportPlan& plan);

}  // namespace math
