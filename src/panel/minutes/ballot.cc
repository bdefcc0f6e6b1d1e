#include "panel/minutes/ballot.h"

#include <algorithm>

#include "panel/common/enum_names.h"

namespace panel {
namespace {

constexpr NamesOf<OpinionMethod> kMethods = {"vote", "consensus"};
constexpr NamesOf<MajorityRule> kRules = {"simple", "two-thirds", "all-entitled"};
constexpr NamesOf<Choice> kChoices = {"for", "against", "abstain"};
constexpr std::int64_t kWhole = 100;

bool IsMajority(MajorityRule rule, std::int64_t entitled, const Tally& tally) {
  switch (rule) {
    case MajorityRule::kTwoThirds:
      return tally.votes_for > 0 && 3 * tally.votes_for >= 2 * (tally.votes_for + tally.against);
    case MajorityRule::kAllEntitled:
      return 2 * tally.votes_for > entitled;
    case MajorityRule::kSimple:
    case MajorityRule::kCount:
      break;
  }
  return tally.votes_for > tally.against;
}

}  // namespace

std::string_view OpinionMethodName(OpinionMethod method) {
  return NameIn(kMethods, method);
}
std::optional<OpinionMethod> OpinionMethodNamed(std::string_view name) {
  return NamedIn<OpinionMethod>(kMethods, name);
}
std::string_view MajorityRuleName(MajorityRule rule) {
  return NameIn(kRules, rule);
}
std::optional<MajorityRule> MajorityRuleNamed(std::string_view name) {
  return NamedIn<MajorityRule>(kRules, name);
}
std::string_view ChoiceName(Choice choice) {
  return NameIn(kChoices, choice);
}
std::optional<Choice> ChoiceNamed(std::string_view name) {
  return NamedIn<Choice>(kChoices, name);
}

std::int64_t QuorumOf(std::int64_t entitled, std::int64_t quorum_percent) {
  return std::max<std::int64_t>(1, (entitled * quorum_percent + kWhole - 1) / kWhole);
}

Outcome CountBallot(const BallotRules& rules, std::int64_t entitled, const Tally& tally) {
  if (tally.cast() < QuorumOf(entitled, rules.quorum_percent)) return Outcome::kNoQuorum;
  if (rules.method == OpinionMethod::kConsensus)
    return tally.against == 0 && tally.votes_for > 0 ? Outcome::kAdopted : Outcome::kRejected;
  return IsMajority(rules.majority, entitled, tally) ? Outcome::kAdopted : Outcome::kRejected;
}

}  // namespace panel
