#pragma once
// Code lists of the standard that rules look at (code_lists.inc names the sources). Pure; thread-safe.

#include <string_view>

namespace iati {

// Whether `list` ("ActivityStatus") is one of ours, and whether it has the code.
bool KnowsList(std::string_view list);
bool InList(std::string_view list, std::string_view code);

// "8": a goal of the 2030 Agenda; "8.7", "8.a": one of its 169 targets (UN resolution A/RES/70/1).
bool IsSdgGoal(std::string_view text);
bool IsSdgTarget(std::string_view text);

}  // namespace iati
