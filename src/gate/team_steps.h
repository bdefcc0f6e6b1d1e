#pragma once
// How a team comes to hold the gate's key, and how it ends: one table of steps. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

namespace gate {

enum class TeamState : std::uint8_t { kNone, kAsked, kHolds, kRefused, kEnded, kCount };
std::string_view TeamStateName(TeamState state);  // as stored: "asked"
std::optional<TeamState> TeamStateNamed(std::string_view name);

enum class TeamAct : std::uint8_t {
  kMake,    // the first team makes the key
  kAsk,     // a later one asks for it
  kAdmit,   // somebody of a team that has it lets it in
  kRefuse,  // or does not
  kEnd,     // it no longer takes part
  kCount
};

// The state after the act; nothing where the state forbids it.
std::optional<TeamState> AfterAct(TeamState state, TeamAct act);

}  // namespace gate
