#pragma once
// Limits of comparing editions of lists and screening again what changed. See limits.h for the rules.

#include <cstddef>

namespace base {

inline constexpr std::size_t kMaxCompiledParties = 5'000'000;  // parties of one compiled parties file
// Parties of a file that are compiled and compared at a time where the file is not compiled already.
inline constexpr std::size_t kRescreenedAtATime = 200'000;
// Editions of lists that a screening finds differences to in one run; parties that were compared with still
// others are compared as a whole.
inline constexpr std::size_t kMaxDeltaBases = 16;
// Combinations of editions, engine and threshold of which it is remembered that parties were compared with
// them.
inline constexpr std::size_t kMaxKeptBases = 100;

}  // namespace base
