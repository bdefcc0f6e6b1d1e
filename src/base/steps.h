#pragma once
// The states a noun goes through, as one table of steps. What the table does not list is forbidden: Next
// answers kConflict and says what is possible instead. Pure; thread-safe.
//
//   constexpr Step<State, Act> kSteps[] = {{State::kDraft, Act::kSubmit, State::kSubmitted}, ...};
//   const State after = TRY(Next(kSteps, before, Act::kSubmit, StateName, ActName));

#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "base/result.h"

namespace base {

template <typename State, typename Act>
struct Step {
  State from;
  Act act;
  State to;
};

// "cannot `publish` what is `draft`; possible: submit, withdraw"
Error ForbiddenStep(std::string_view state, std::string_view act, const std::string& possible);

template <typename State, typename Act>
bool Allows(std::span<const Step<State, Act>> steps, State from, Act act) {
  for (const Step<State, Act>& step : steps)
    if (step.from == from && step.act == act) return true;
  return false;
}

template <typename State, typename Act, typename StateWords, typename ActWords>
Result<State> Next(std::span<const Step<State, Act>> steps, State from, Act act, StateWords state_words,
                   ActWords act_words) {
  std::string possible;
  for (const Step<State, Act>& step : steps) {
    if (step.from != from) continue;
    if (step.act == act) return step.to;
    possible += (possible.empty() ? "" : ", ") + std::string(act_words(step.act));
  }
  return ForbiddenStep(state_words(from), act_words(act), possible);
}

}  // namespace base
