#include "panel/exchange/plan.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "math/transport.h"

namespace panel::exchange {
namespace {

// The offers and needs of one kind and unit.
struct Group {
  std::vector<std::size_t> offers;
  std::vector<std::size_t> needs;
};

std::map<std::pair<Kind, std::string>, Group> GroupsOf(const std::vector<Listing>& offers,
                                                       const std::vector<Listing>& needs) {
  std::map<std::pair<Kind, std::string>, Group> groups;
  for (std::size_t i = 0; i < offers.size(); ++i)
    groups[{offers[i].kind, offers[i].unit}].offers.push_back(i);
  for (std::size_t i = 0; i < needs.size(); ++i) groups[{needs[i].kind, needs[i].unit}].needs.push_back(i);
  return groups;
}

// At most 10^15 millionths: quantities are at most kMaxExchangeQuantity.
std::int64_t Millionths(const base::Decimal& amount) {
  return static_cast<std::int64_t>(amount.millionths());
}

class Planner {
 public:
  Planner(const std::vector<Listing>& offers, const std::vector<Listing>& needs,
          const Circumstances& circumstances, const Underway& underway,
          const std::function<bool(std::size_t)>& step)
      : circumstances_(circumstances), underway_(underway), step_(step) {
    for (const Listing& offer : offers) offers_.push_back(TermsOf(offer));
    for (const Listing& need : needs) needs_.push_back(TermsOf(need));
    plan_.needs.resize(needs.size());
    taken_most_.assign(offers.size(), {});
  }

  base::Status Solve(const Group& group) {
    if (group.needs.empty()) return base::Ok();
    math::TransportProblem problem = TRY(ProblemOf(group));
    const auto go_on = [&](std::int64_t) { return !step_ || step_(done_); };
    const math::TransportPlan solved = TRY(math::SolveTransport(problem, go_on));
    Take(group, problem, solved);
    done_ += group.needs.size();
    return base::Ok();
  }

  ExchangePlan Done() {
    std::sort(plan_.pairs.begin(), plan_.pairs.end(), [](const PlannedPair& a, const PlannedPair& b) {
      return a.need != b.need ? a.need < b.need : a.offer < b.offer;
    });
    return std::move(plan_);
  }

 private:
  base::Result<math::TransportProblem> ProblemOf(const Group& group) {
    math::TransportProblem problem;
    step_size_ = StepOf(group);
    for (const std::size_t offer : group.offers)
      problem.supply.push_back(Millionths(offers_[offer].left) / step_size_);
    problem.score.reserve(group.offers.size() * group.needs.size());
    for (std::size_t row = 0; row < group.needs.size(); ++row) {
      const std::size_t need = group.needs[row];
      const std::int64_t demand = Millionths(needs_[need].left) / step_size_;
      problem.demand.push_back(demand);
      // One part of the need is worth 1/demand of it, in whole numbers.
      problem.weight.push_back(std::max<std::int64_t>(1, kWholeNeed / std::max<std::int64_t>(1, demand)));
      JudgeRow(group, need, problem);
      constexpr std::size_t kRowsBetween = 64;
      if (row % kRowsBetween == 0 && step_ && !step_(done_))
        return base::Error{base::Code::kConflict, "stopped", {}};
    }
    return problem;
  }

  std::int64_t StepOf(const Group& group) const {
    std::int64_t step = 0;
    for (const std::size_t offer : group.offers) step = std::gcd(step, Millionths(offers_[offer].left));
    for (const std::size_t need : group.needs) step = std::gcd(step, Millionths(needs_[need].left));
    return std::max<std::int64_t>(1, step);
  }

  void JudgeRow(const Group& group, std::size_t need, math::TransportProblem& problem) {
    NeedOutcome& outcome = plan_.needs[need];
    std::array<std::size_t, static_cast<std::size_t>(LeftOut::kCount)> counts = {};
    for (const std::size_t offer : group.offers) {
      const Judgement judgement = Judge(offers_[offer], needs_[need], circumstances_);
      if (!judgement.left_out && IsUnderway(offer, need)) {
        problem.score.push_back(0);
        continue;
      }
      problem.score.push_back(
          static_cast<std::uint16_t>(judgement.left_out ? 0 : std::max(1, judgement.score)));
      if (judgement.left_out) {
        ++counts.at(static_cast<std::size_t>(*judgement.left_out));
        continue;
      }
      ++outcome.fitting;
      if (judgement.score > outcome.best_score) {
        outcome.best_score = judgement.score;
        outcome.best_offer = offer;
      }
    }
    plan_.fitting += outcome.fitting;
    const auto most = std::max_element(counts.begin(), counts.end());
    if (outcome.fitting == 0 && *most > 0) outcome.mostly = static_cast<LeftOut>(most - counts.begin());
  }

  void Take(const Group& group, const math::TransportProblem& problem, const math::TransportPlan& solved) {
    for (const math::Shipment& shipment : solved.shipments) {
      PlannedPair pair;
      pair.offer = group.offers[shipment.giver];
      pair.need = group.needs[shipment.taker];
      // The columns of a Decimal hold any part of it; below 10^15 it always fits.
      const base::Result<base::Decimal> amount = base::Decimal::FromColumns(0, shipment.amount * step_size_);
      if (!amount) continue;
      pair.amount = *amount;
      pair.score = problem.at(shipment.taker, shipment.giver);
      pair.reasons = Explain(offers_[pair.offer], needs_[pair.need], circumstances_);
      NeedOutcome& outcome = plan_.needs[pair.need];
      if (const base::Result<base::Decimal> met = outcome.met.Plus(pair.amount)) outcome.met = *met;
      Most& most = taken_most_[pair.offer];
      if (most.amount < shipment.amount) most = {shipment.amount, pair.need};
      plan_.pairs.push_back(std::move(pair));
    }
    for (const std::size_t need : group.needs) {
      NeedOutcome& outcome = plan_.needs[need];
      if (!outcome.best_offer || !(outcome.met < needs_[need].left || !HasBest(need))) continue;
      const Most& most = taken_most_[*outcome.best_offer];
      if (most.amount > 0 && most.need != need) outcome.went_to = most.need;
    }
  }

  bool IsUnderway(std::size_t offer, std::size_t need) const {
    return !underway_.empty() && underway_.contains({offers_[offer].listing->id, needs_[need].listing->id});
  }

  bool HasBest(std::size_t need) const {
    return std::any_of(plan_.pairs.begin(), plan_.pairs.end(), [&](const PlannedPair& pair) {
      return pair.need == need && pair.offer == *plan_.needs[need].best_offer;
    });
  }

  static constexpr std::int64_t kWholeNeed = 1'000'000'000'000;
  struct Most {
    std::int64_t amount = 0;
    std::size_t need = 0;
  };
  const Circumstances& circumstances_;
  const Underway& underway_;
  const std::function<bool(std::size_t)>& step_;
  std::vector<Terms> offers_;
  std::vector<Terms> needs_;
  std::vector<Most> taken_most_;  // of each offer
  std::int64_t step_size_ = 1;    // millionths
  std::size_t done_ = 0;
  ExchangePlan plan_;
};

}  // namespace

base::Result<ExchangePlan> MakePlan(const std::vector<Listing>& offers, const std::vector<Listing>& needs,
                                    const Circumstances& circumstances, const Underway& underway,
                                    const std::function<bool(std::size_t)>& step) {
  Planner planner(offers, needs, circumstances, underway, step);
  for (const auto& [kind, group] : GroupsOf(offers, needs)) TRY(planner.Solve(group));
  return planner.Done();
}

}  // namespace panel::exchange
