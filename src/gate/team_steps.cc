#include "gate/team_steps.h"

#include <array>

namespace gate {

namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(TeamState::kCount)> kNames = {
    "none", "asked", "holds", "refused", "ended"};

struct Step {
  TeamState from;
  TeamAct act;
  TeamState to;
};
constexpr Step kSteps[] = {{TeamState::kNone, TeamAct::kMake, TeamState::kHolds},
                           {TeamState::kNone, TeamAct::kAsk, TeamState::kAsked},
                           {TeamState::kRefused, TeamAct::kAsk, TeamState::kAsked},
                           {TeamState::kEnded, TeamAct::kAsk, TeamState::kAsked},
                           {TeamState::kAsked, TeamAct::kAdmit, TeamState::kHolds},
                           {TeamState::kAsked, TeamAct::kRefuse, TeamState::kRefused},
                           {TeamState::kHolds, TeamAct::kEnd, TeamState::kEnded}};

}  // namespace

std::string_view TeamStateName(TeamState state) {
  return kNames.at(static_cast<std::size_t>(state));
}

std::optional<TeamState> TeamStateNamed(std::string_view name) {
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (kNames[i] == name) return static_cast<TeamState>(i);
  return std::nullopt;
}

std::optional<TeamState> AfterAct(TeamState state, TeamAct act) {
  for (const Step& step : kSteps)
    if (step.from == state && step.act == act) return step.to;
  return std::nullopt;
}

}  // namespace gate
