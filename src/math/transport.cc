#include "math/transport.h"

#include <algorithm>
#include <limits>
#include <optional>

#include "base/check.h"
#include "base/limits_panel.h"

namespace math {
namespace {

constexpr std::uint32_t kNobody = std::numeric_limits<std::uint32_t>::max();

base::Status Check(const TransportProblem& problem) {
  const std::size_t givers = problem.givers();
  const std::size_t takers = problem.takers();
  if (givers > base::kMaxTransportSide || takers > base::kMaxTransportSide)
    return base::TooLarge("more givers or takers than kMaxTransportSide");
  if (problem.weight.size() != takers || problem.score.size() != takers * givers)
    return base::Invalid("each taker needs a weight, and each pair a score");
  const auto negative = [](std::int64_t amount) { return amount < 0; };
  if (std::any_of(problem.supply.begin(), problem.supply.end(), negative) ||
      std::any_of(problem.demand.begin(), problem.demand.end(), negative))
    return base::Invalid("no supply or demand may be negative");
  for (const std::int64_t weight : problem.weight) {
    if (weight <= 0) return base::Invalid("weights must be above zero");
    if (weight > base::kMaxTransportWeight) return base::TooLarge("a weight above kMaxTransportWeight");
  }
  for (const std::uint16_t score : problem.score)
    if (score > base::kMaxTransportScore) return base::Invalid("a score above kMaxTransportScore");
  return base::Ok();
}

// A tree that holds every member and the root, "nobody": a taker hangs there by what of its demand stays
// unmet, a giver by what is left of its supply, both at no gain. So the first tree is a star and always
// feasible.
//
// Members: givers first, then takers, then the root. A member's arc leads to its parent; goods run along it
// upwards (giver to its taker, or to nobody) or downwards. Prices: u of takers and v of givers with u + v =
// gain along every arc of the tree; 0 at the root. A pair with u + v < gain enters the tree, the goods run
// round the circle that it closes until an arc against them is empty, and that one leaves. An empty arc
// always points to the root (a strongly feasible tree), and of several emptied ones the last on the way round
// leaves: then no tree comes twice (Cunningham).
class Solver {
 public:
  explicit Solver(const TransportProblem& problem)
      : problem_(problem),
        givers_(static_cast<std::uint32_t>(problem.givers())),
        root_(givers_ + static_cast<std::uint32_t>(problem.takers())),
        price_(root_ + 1, 0),
        nodes_(root_ + 1) {
    for (std::uint32_t node = 0; node < root_; ++node) {
      nodes_[node].upward = node < givers_;
      nodes_[node].flow = node < givers_ ? problem.supply[node] : problem.demand[node - givers_];
      Hang(node, root_);
    }
  }

  base::Status Run(const std::function<bool(std::int64_t)>& step) {
    constexpr std::int64_t kStepsBetween = 512;
    for (std::optional<Entering> next = Choose(); next; next = Choose()) {
      Pivot(*next);
      if (++pivots_ % kStepsBetween == 0 && step && !step(pivots_))
        return base::Error{base::Code::kConflict, "stopped", {}};
    }
    return base::Ok();
  }

  TransportPlan Plan() const {
    TransportPlan plan;
    for (std::uint32_t node = 0; node < root_; ++node) {
      const Node& one = nodes_[node];
      if (one.parent == root_ || one.flow == 0) continue;
      const std::uint32_t giver = std::min(node, one.parent);
      plan.shipments.push_back({giver, std::max(node, one.parent) - givers_, one.flow});
    }
    std::sort(plan.shipments.begin(), plan.shipments.end(), [](const Shipment& a, const Shipment& b) {
      return a.taker != b.taker ? a.taker < b.taker : a.giver < b.giver;
    });
    for (const Shipment& shipment : plan.shipments)
      plan.total += Int128{Gain(shipment.giver, shipment.taker + givers_)} * shipment.amount;
    plan.giver_price.assign(price_.begin(), price_.begin() + givers_);
    plan.taker_price.assign(price_.begin() + givers_, price_.begin() + root_);
    // Whoever wants nothing never comes into the tree by a pair, yet has a price: of the unit it does not
    // want.
    for (std::uint32_t taker = 0; taker < plan.taker_price.size(); ++taker)
      if (problem_.demand[taker] == 0)
        plan.taker_price[taker] = std::max<std::int64_t>(0, BestOf(taker).excess + price_[taker + givers_]);
    plan.steps = pivots_;
    return plan;
  }

 private:
  struct Node {
    std::uint32_t parent = kNobody;
    std::uint32_t first_child = kNobody;
    std::uint32_t next = kNobody;  // sibling
    std::uint32_t previous = kNobody;
    std::uint32_t depth = 0;
    bool upward = false;
    std::int64_t flow = 0;
  };
  // Goods will run from `from` to `to`: a giver to a taker, the root to a taker, or a giver to the root.
  struct Entering {
    std::uint32_t from = kNobody;
    std::uint32_t to = kNobody;
    std::int64_t excess = 0;  // by how much the gain is above the prices
  };

  std::int64_t Gain(std::uint32_t giver, std::uint32_t taker_node) const {
    return problem_.at(taker_node - givers_, giver) * problem_.weight[taker_node - givers_];
  }

  // The giver whose gain is most above the prices, for this taker.
  Entering BestOf(std::uint32_t taker) const {
    const std::uint16_t* row = problem_.score.data() + std::size_t{taker} * givers_;
    const std::int64_t weight = problem_.weight[taker];
    Entering best{kNobody, taker + givers_, std::numeric_limits<std::int64_t>::min()};
    for (std::uint32_t giver = 0; giver < givers_; ++giver) {
      const std::int64_t worth = row[giver] * weight - price_[giver];
      if (row[giver] == 0 || worth <= best.excess) continue;
      best.excess = worth;
      best.from = giver;
    }
    if (best.from == kNobody) return {kNobody, taker + givers_, -price_[taker + givers_]};
    best.excess -= price_[taker + givers_];
    return best;
  }

  // A price below zero: what is unmet, or left over, should hang at the root.
  std::optional<Entering> BelowZero() const {
    std::optional<Entering> best;
    for (std::uint32_t node = 0; node < root_; ++node) {
      if (price_[node] >= 0 || (best && -price_[node] <= best->excess)) continue;
      best = node < givers_ ? Entering{node, root_, -price_[node]} : Entering{root_, node, -price_[node]};
    }
    return best;
  }

  // Goes round the takers and takes the best of some rows at a time; nothing after a whole round without one.
  std::optional<Entering> Choose() {
    const std::uint32_t takers = root_ - givers_;
    std::optional<Entering> best;
    std::uint32_t rows_after = 0;
    for (std::uint32_t scanned = 0; scanned < takers; ++scanned) {
      const std::uint32_t taker = next_taker_;
      next_taker_ = next_taker_ + 1 == takers ? 0 : next_taker_ + 1;
      if (problem_.demand[taker] == 0) continue;
      const Entering one = BestOf(taker);
      if (one.from != kNobody && one.excess > 0 && (!best || one.excess > best->excess)) best = one;
      if (best && ++rows_after >= kRowsAtOnce) break;
    }
    const std::optional<Entering> below = BelowZero();
    if (below && (!best || below->excess > best->excess)) return below;
    return best;
  }

  void Hang(std::uint32_t node, std::uint32_t parent) {
    Node& one = nodes_[node];
    one.parent = parent;
    one.depth = nodes_[parent].depth + 1;
    one.previous = kNobody;
    one.next = nodes_[parent].first_child;
    if (one.next != kNobody) nodes_[one.next].previous = node;
    nodes_[parent].first_child = node;
  }
  void Unhang(std::uint32_t node) {
    const Node& one = nodes_[node];
    if (one.previous != kNobody) {
      nodes_[one.previous].next = one.next;
    } else {
      nodes_[one.parent].first_child = one.next;
    }
    if (one.next != kNobody) nodes_[one.next].previous = one.previous;
  }

  std::uint32_t Apex(std::uint32_t a, std::uint32_t b) const {
    while (a != b) {
      if (nodes_[a].depth < nodes_[b].depth) std::swap(a, b);
      a = nodes_[a].parent;
    }
    return a;
  }

  // Round the circle from its apex: down to `from`, over the new arc, from `to` up again.
  struct Leaving {
    std::uint32_t node = kNobody;  // whose arc to the parent leaves
    std::int64_t flow = 0;
    bool on_from_side = false;
  };
  Leaving FindLeaving(const Entering& entering, std::uint32_t apex) const {
    Leaving leaving{kNobody, std::numeric_limits<std::int64_t>::max(), true};
    // Read backwards, so the first of equals is the last on the way down.
    for (std::uint32_t node = entering.from; node != apex; node = nodes_[node].parent)
      if (nodes_[node].upward && nodes_[node].flow < leaving.flow) leaving = {node, nodes_[node].flow, true};
    for (std::uint32_t node = entering.to; node != apex; node = nodes_[node].parent)
      if (!nodes_[node].upward && nodes_[node].flow <= leaving.flow)
        leaving = {node, nodes_[node].flow, false};
    CHECK(leaving.node != kNobody);  // supplies and demands are finite, so something empties
    return leaving;
  }

  void Pivot(const Entering& entering) {
    const std::uint32_t apex = Apex(entering.from, entering.to);
    const Leaving leaving = FindLeaving(entering, apex);
    for (std::uint32_t node = entering.from; node != apex; node = nodes_[node].parent)
      nodes_[node].flow += nodes_[node].upward ? -leaving.flow : leaving.flow;
    for (std::uint32_t node = entering.to; node != apex; node = nodes_[node].parent)
      nodes_[node].flow += nodes_[node].upward ? leaving.flow : -leaving.flow;
    const std::uint32_t inside = leaving.on_from_side ? entering.from : entering.to;
    const std::uint32_t outside = leaving.on_from_side ? entering.to : entering.from;
    Turn(inside, leaving.node);
    nodes_[inside].upward = inside == entering.from;
    nodes_[inside].flow = leaving.flow;
    Hang(inside, outside);
    Reprice(inside, entering.excess);
  }

  // Makes `inside` the root of the part below `top`, which is cut off.
  void Turn(std::uint32_t inside, std::uint32_t top) {
    std::uint32_t node = inside;
    std::uint32_t above = nodes_[node].parent;
    bool upward = nodes_[node].upward;
    std::int64_t flow = nodes_[node].flow;
    Unhang(node);
    while (node != top) {
      const std::uint32_t next_above = nodes_[above].parent;
      const bool next_upward = nodes_[above].upward;
      const std::int64_t next_flow = nodes_[above].flow;
      Unhang(above);
      nodes_[above].upward = !upward;
      nodes_[above].flow = flow;
      Hang(above, node);
      node = above;
      above = next_above;
      upward = next_upward;
      flow = next_flow;
    }
  }

  // The part that moved: its side that the new arc touches gets dearer by `excess`, the other side cheaper.
  void Reprice(std::uint32_t top, std::int64_t excess) {
    const bool top_gives = top < givers_;
    stack_.assign(1, top);
    while (!stack_.empty()) {
      const std::uint32_t node = stack_.back();
      stack_.pop_back();
      price_[node] += (node < givers_) == top_gives ? excess : -excess;
      nodes_[node].depth = nodes_[nodes_[node].parent].depth + 1;
      for (std::uint32_t child = nodes_[node].first_child; child != kNobody; child = nodes_[child].next)
        stack_.push_back(child);
    }
  }

  static constexpr std::uint32_t kRowsAtOnce = 8;

  const TransportProblem& problem_;
  const std::uint32_t givers_;
  const std::uint32_t root_;
  std::vector<std::int64_t> price_;
  std::vector<Node> nodes_;
  std::vector<std::uint32_t> stack_;
  std::uint32_t next_taker_ = 0;
  std::int64_t pivots_ = 0;
};

// What is given and taken keeps within supply and demand; `given` and `taken` are the sums.
bool KeepsLimits(const TransportProblem& problem, const TransportPlan& plan, std::vector<std::int64_t>& given,
                 std::vector<std::int64_t>& taken) {
  for (const Shipment& shipment : plan.shipments) {
    if (shipment.giver >= problem.givers() || shipment.taker >= problem.takers() || shipment.amount <= 0 ||
        problem.at(shipment.taker, shipment.giver) == 0)
      return false;
    given[shipment.giver] += shipment.amount;
    taken[shipment.taker] += shipment.amount;
    if (given[shipment.giver] > problem.supply[shipment.giver] ||
        taken[shipment.taker] > problem.demand[shipment.taker])
      return false;
  }
  return true;
}

}  // namespace

base::Result<TransportPlan> SolveTransport(const TransportProblem& problem,
                                           const std::function<bool(std::int64_t)>& step) {
  TRY(Check(problem));
  Solver solver(problem);
  TRY(solver.Run(step));
  return solver.Plan();
}

bool IsBest(const TransportProblem& problem, const TransportPlan& plan) {
  std::vector<std::int64_t> given(problem.givers(), 0);
  std::vector<std::int64_t> taken(problem.takers(), 0);
  if (plan.giver_price.size() != given.size() || plan.taker_price.size() != taken.size()) return false;
  if (!KeepsLimits(problem, plan, given, taken)) return false;
  // The bound that the prices give is reached: then both are best.
  Int128 bound = 0;
  for (std::size_t giver = 0; giver < given.size(); ++giver) {
    if (plan.giver_price[giver] < 0) return false;
    bound += Int128{plan.giver_price[giver]} * problem.supply[giver];
  }
  for (std::size_t taker = 0; taker < taken.size(); ++taker) {
    if (plan.taker_price[taker] < 0) return false;
    bound += Int128{plan.taker_price[taker]} * problem.demand[taker];
    for (std::size_t giver = 0; giver < given.size(); ++giver) {
      const std::int64_t score = problem.at(taker, giver);
      if (score != 0 && plan.taker_price[taker] + plan.giver_price[giver] < score * problem.weight[taker])
        return false;
    }
  }
  Int128 total = 0;
  for (const Shipment& shipment : plan.shipments)
    total +=
        Int128{problem.at(shipment.taker, shipment.giver)} * problem.weight[shipment.taker] * shipment.amount;
  return total == bound && total == plan.total;
}

}  // namespace math
