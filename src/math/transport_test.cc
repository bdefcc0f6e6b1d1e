// The exact plan against a slow, obvious one: cancel negative cycles until there is none (Klein 1967), and
// for the smallest against every plan there is.

#include "math/transport.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>

#include "base/limits_panel.h"

namespace math {
namespace {

std::uint64_t Seed() {
  const char* given = std::getenv("MANUMIT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 20'261'128;
}

// Every plan, one pair after the other.
Int128 BestOfAll(const TransportProblem& problem, std::vector<std::int64_t> supply,
                 std::vector<std::int64_t> demand, std::size_t pair) {
  if (pair == problem.score.size()) return 0;
  const std::size_t taker = pair / problem.givers();
  const std::size_t giver = pair % problem.givers();
  Int128 best = 0;
  const std::int64_t most = problem.score[pair] == 0 ? 0 : std::min(supply[giver], demand[taker]);
  for (std::int64_t amount = 0; amount <= most; ++amount) {
    supply[giver] -= amount;
    demand[taker] -= amount;
    const Int128 gain = Int128{problem.score[pair]} * problem.weight[taker] * amount;
    best = std::max(best, gain + BestOfAll(problem, supply, demand, pair + 1));
    supply[giver] += amount;
    demand[taker] += amount;
  }
  return best;
}

// Bellman and Ford over the whole residual network, one unit of path at a time: no prices, no order, no
// cleverness. Nodes: source, takers, givers, sink.
class PlainReference {
 public:
  explicit PlainReference(const TransportProblem& problem) {
    const std::size_t takers = problem.takers();
    const std::size_t givers = problem.givers();
    nodes_ = takers + givers + 2;
    for (std::size_t t = 0; t < takers; ++t) {
      Edge(0, 1 + t, problem.demand[t], 0);
      for (std::size_t g = 0; g < givers; ++g)
        if (problem.at(t, g) != 0)
          Edge(1 + t, 1 + takers + g, std::min(problem.demand[t], problem.supply[g]),
               std::int64_t{problem.at(t, g)} * problem.weight[t]);
    }
    for (std::size_t g = 0; g < givers; ++g) Edge(1 + takers + g, nodes_ - 1, problem.supply[g], 0);
  }
  Int128 Best() {
    Int128 total = 0;
    while (Improve(total)) {
    }
    return total;
  }

 private:
  struct Arc {
    std::size_t from = 0;
    std::size_t to = 0;
    std::int64_t room = 0;
    std::int64_t gain = 0;
  };
  void Edge(std::size_t from, std::size_t to, std::int64_t room, std::int64_t gain) {
    arcs_.push_back({from, to, room, gain});
    arcs_.push_back({to, from, 0, -gain});
  }
  bool Improve(Int128& total) {
    constexpr std::int64_t kNone = INT64_MIN / 4;
    std::vector<std::int64_t> best(nodes_, kNone);
    std::vector<std::size_t> by(nodes_, arcs_.size());
    best[0] = 0;
    for (bool changed = true; changed;) {
      changed = false;
      for (std::size_t a = 0; a < arcs_.size(); ++a) {
        const Arc& arc = arcs_[a];
        if (arc.room == 0 || best[arc.from] == kNone || best[arc.from] + arc.gain <= best[arc.to]) continue;
        best[arc.to] = best[arc.from] + arc.gain;
        by[arc.to] = a;
        changed = true;
      }
    }
    if (best[nodes_ - 1] <= 0) return false;
    std::int64_t room = INT64_MAX;
    for (std::size_t node = nodes_ - 1; node != 0; node = arcs_[by[node]].from)
      room = std::min(room, arcs_[by[node]].room);
    for (std::size_t node = nodes_ - 1; node != 0; node = arcs_[by[node]].from) {
      arcs_[by[node]].room -= room;
      arcs_[by[node] ^ 1].room += room;
    }
    total += Int128{best[nodes_ - 1]} * room;
    return true;
  }
  std::size_t nodes_ = 0;
  std::vector<Arc> arcs_;
};

TransportProblem Draw(std::mt19937_64& random, std::size_t most_members, std::int64_t most_amount,
                      std::int64_t most_weight) {
  const auto up_to = [&](std::int64_t most) {
    return static_cast<std::int64_t>(random() % static_cast<std::uint64_t>(most + 1));
  };
  TransportProblem problem;
  const auto givers = static_cast<std::size_t>(up_to(static_cast<std::int64_t>(most_members)));
  const auto takers = static_cast<std::size_t>(up_to(static_cast<std::int64_t>(most_members)));
  // Few different scores make ties, many make none; some draws forbid most pairs.
  const std::int64_t kinds = 1 + up_to(5) * up_to(200);
  const std::int64_t forbidden = up_to(9);
  for (std::size_t g = 0; g < givers; ++g) problem.supply.push_back(up_to(most_amount));
  for (std::size_t t = 0; t < takers; ++t) {
    problem.demand.push_back(up_to(most_amount));
    problem.weight.push_back(1 + up_to(most_weight - 1));
  }
  for (std::size_t i = 0; i < givers * takers; ++i)
    problem.score.push_back(up_to(9) < forbidden ? 0
                                                 : static_cast<std::uint16_t>(std::min<std::int64_t>(
                                                       base::kMaxTransportScore, 1 + up_to(kinds))));
  return problem;
}

TEST(Transport, IsAsGoodAsEveryPlanThereIs) {
  std::mt19937_64 random(Seed());
  for (int round = 0; round < 400; ++round) {
    SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(Seed()) + ", round " + std::to_string(round));
    const TransportProblem problem = Draw(random, 3, 3, 4);
    const auto plan = SolveTransport(problem);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->total == BestOfAll(problem, problem.supply, problem.demand, 0));
    EXPECT_TRUE(IsBest(problem, *plan));
  }
}

TEST(Transport, AgreesWithThePlainReference) {
  std::mt19937_64 random(Seed() + 1);
  for (int round = 0; round < 600; ++round) {
    SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(Seed()) + ", round " + std::to_string(round));
    const std::int64_t most_amount = round % 3 == 0 ? 1 : 60;
    const TransportProblem problem = Draw(random, 14, most_amount, round % 2 == 0 ? 1 : 1'000);
    const auto plan = SolveTransport(problem);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(plan->total == PlainReference(problem).Best());
    EXPECT_TRUE(IsBest(problem, *plan));
  }
}

TEST(Transport, ProvesLargePlansByTheirPrices) {
  std::mt19937_64 random(Seed() + 2);
  for (int round = 0; round < 6; ++round) {
    SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(Seed()) + ", round " + std::to_string(round));
    const TransportProblem problem = Draw(random, 300, 1'000'000'000'000, base::kMaxTransportWeight);
    const auto plan = SolveTransport(problem);
    ASSERT_TRUE(plan);
    EXPECT_TRUE(IsBest(problem, *plan));
  }
}

TEST(Transport, AnOfferServesSeveralAndANeedIsMetBySeveral) {
  TransportProblem problem{
      .supply = {10, 4}, .demand = {6, 8}, .weight = {1, 1}, .score = {900, 100, 800, 700}};
  const auto plan = SolveTransport(problem);
  ASSERT_TRUE(plan);
  const std::vector<Shipment> expected = {{0, 0, 6}, {0, 1, 4}, {1, 1, 4}};
  EXPECT_EQ(plan->shipments, expected);
  EXPECT_TRUE(plan->total == 6 * 900 + 4 * 800 + 4 * 700);
}

TEST(Transport, ForbiddenPairsStayApartAndNobodyMayBeTheBest) {
  TransportProblem problem{.supply = {5}, .demand = {5, 5}, .weight = {1, 1}, .score = {0, 300}};
  const auto plan = SolveTransport(problem);
  ASSERT_TRUE(plan);
  const std::vector<Shipment> expected = {{0, 1, 5}};
  EXPECT_EQ(plan->shipments, expected);
  EXPECT_EQ(SolveTransport({})->shipments.size(), 0U);
}

TEST(Transport, ProofFailsForAPlanThatIsNotBest) {
  TransportProblem problem{.supply = {1, 1}, .demand = {1, 1}, .weight = {1, 1}, .score = {5, 9, 9, 5}};
  TransportPlan plan = SolveTransport(problem).value();
  EXPECT_TRUE(IsBest(problem, plan));
  TransportPlan worse = plan;
  worse.shipments = {{0, 0, 1}, {1, 1, 1}};
  worse.total = 10;
  EXPECT_FALSE(IsBest(problem, worse));
  TransportPlan over = plan;
  over.shipments[0].amount = 2;
  EXPECT_FALSE(IsBest(problem, over));
  TransportPlan priced = plan;
  priced.giver_price[0] += 1;
  EXPECT_FALSE(IsBest(problem, priced));
}

TEST(Transport, RefusesWhatItCannotDoExactly) {
  TransportProblem many;
  many.supply.assign(base::kMaxTransportSide + 1, 1);
  EXPECT_EQ(SolveTransport(many).error().code, base::Code::kTooLarge);
  TransportProblem one{.supply = {1},
                       .demand = {1},
                       .weight = {base::kMaxTransportWeight},
                       .score = {base::kMaxTransportScore}};
  EXPECT_TRUE(SolveTransport(one));
  one.weight[0] += 1;
  EXPECT_EQ(SolveTransport(one).error().code, base::Code::kTooLarge);
  one.weight[0] = 0;
  EXPECT_EQ(SolveTransport(one).error().code, base::Code::kInvalid);
  one.weight[0] = 1;
  one.score[0] = base::kMaxTransportScore + 1;
  EXPECT_EQ(SolveTransport(one).error().code, base::Code::kInvalid);
  one.score.clear();
  EXPECT_EQ(SolveTransport(one).error().code, base::Code::kInvalid);
  one = {.supply = {-1}, .demand = {1}, .weight = {1}, .score = {1}};
  EXPECT_EQ(SolveTransport(one).error().code, base::Code::kInvalid);
}

TEST(Transport, StopsWhenAsked) {
  std::mt19937_64 random(Seed() + 3);
  TransportProblem problem;
  for (int i = 0; i < 400; ++i) {
    problem.supply.push_back(1 + static_cast<std::int64_t>(random() % 50));
    problem.demand.push_back(1 + static_cast<std::int64_t>(random() % 50));
    problem.weight.push_back(1);
  }
  for (int i = 0; i < 400 * 400; ++i)
    problem.score.push_back(static_cast<std::uint16_t>(1 + random() % base::kMaxTransportScore));
  int asked = 0;
  const auto stopped = SolveTransport(problem, [&](std::int64_t) { return ++asked < 2; });
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, base::Code::kConflict);
  EXPECT_EQ(asked, 2);
}

}  // namespace
}  // namespace math
