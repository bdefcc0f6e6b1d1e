#pragma once
// For tests: tries every act in every state. Those of the table must lead where it says; all others must be
// kConflict and change nothing.

#include <gtest/gtest.h>

#include <functional>
#include <span>

#include "base/steps.h"

namespace base::testing {

// `make` brings a new noun into a state, `act` tries an act on it, `state_of` reads its state from the store.
template <typename Noun, typename State, typename Act>
void WalkStates(std::span<const Step<State, Act>> steps, std::span<const State> states,
                std::span<const Act> acts, const std::function<Noun(State)>& make,
                const std::function<base::Status(const Noun&, Act)>& act,
                const std::function<State(const Noun&)>& state_of) {
  for (const State from : states) {
    for (const Act tried : acts) {
      SCOPED_TRACE(::testing::Message()
                   << "state " << static_cast<int>(from) << ", act " << static_cast<int>(tried));
      const Noun noun = make(from);
      ASSERT_EQ(state_of(noun), from);
      const base::Status done = act(noun, tried);
      const Step<State, Act>* listed = nullptr;
      for (const Step<State, Act>& step : steps)
        if (step.from == from && step.act == tried) listed = &step;
      if (listed != nullptr) {
        EXPECT_TRUE(done.has_value()) << done.error().external << done.error().internal;
        EXPECT_EQ(state_of(noun), listed->to);
      } else {
        ASSERT_FALSE(done.has_value());
        EXPECT_EQ(done.error().code, base::Code::kConflict) << done.error().external;
        EXPECT_EQ(state_of(noun), from);
      }
    }
  }
}

}  // namespace base::testing
