#pragma once
// Counting a vote or a round of consent. Whole numbers only, no rounding: a share is compared by
// multiplication. Pure; thread-safe.
//
// The quorum is a share of those who could vote, and an abstention counts for it: whoever abstains is there.
// An abstention is neither for nor against, except under kAllEntitled, which asks for a share of everybody.

#include <cstdint>
#include <optional>
#include <string_view>

namespace panel {

enum class OpinionMethod : std::uint8_t {
  kVote,
  kConsensus,  // adopted unless somebody objects
  kCount
};
std::string_view OpinionMethodName(OpinionMethod method);  // "consensus"
std::optional<OpinionMethod> OpinionMethodNamed(std::string_view name);

enum class MajorityRule : std::uint8_t {
  kSimple,       // more for than against
  kTwoThirds,    // of those for and against
  kAllEntitled,  // more than half of everybody who could vote
  kCount
};
std::string_view MajorityRuleName(MajorityRule rule);  // "two-thirds"
std::optional<MajorityRule> MajorityRuleNamed(std::string_view name);

// In a round of consent: for is consent, against an objection, abstain "stands aside".
enum class Choice : std::uint8_t { kFor, kAgainst, kAbstain, kCount };
std::string_view ChoiceName(Choice choice);  // "against"
std::optional<Choice> ChoiceNamed(std::string_view name);

struct Tally {
  std::int64_t votes_for = 0;
  std::int64_t against = 0;
  std::int64_t abstained = 0;
  std::int64_t cast() const { return votes_for + against + abstained; }
  bool operator==(const Tally&) const = default;
};

struct BallotRules {
  OpinionMethod method = OpinionMethod::kVote;
  MajorityRule majority = MajorityRule::kSimple;
  std::int64_t quorum_percent = 50;  // 0 to 100 of those entitled; met at exactly that share
};

enum class Outcome : std::uint8_t { kAdopted, kRejected, kNoQuorum };

// How many must have voted: the least whole number that is the share. With nobody entitled: 1.
std::int64_t QuorumOf(std::int64_t entitled, std::int64_t quorum_percent);
// `tally` has at most `entitled` votes.
Outcome CountBallot(const BallotRules& rules, std::int64_t entitled, const Tally& tally);

}  // namespace panel
