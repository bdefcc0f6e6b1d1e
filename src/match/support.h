#pragma once
// Which kinds of evidence a party or an entry states, a bit each, and what they can add at most: the bound
// that CompareFacts cannot exceed without a number or a contact in common. Pure; thread-safe.

#include <cstdint>

#include "match/evidence.h"

namespace match {

inline constexpr std::uint32_t kStatesBirth = 1;
inline constexpr std::uint32_t kStatesGender = 2;
inline constexpr std::uint32_t kStatesBirthPlace = 4;
inline constexpr std::uint32_t kStatesIncorporation = 8;
inline constexpr std::uint32_t kStatesCountry = 16;
inline constexpr std::uint32_t kStatesAddress = 32;
inline constexpr std::uint32_t kAllSupport = 63;

std::uint32_t SupportOf(const Facts& facts);

// The largest sum of effects for a pair whose two sides state `a` and `b`: what only one side states has no
// effect. LargestSupport(facts) is LargestSupportOf(SupportOf(facts), kAllSupport).
double LargestSupportOf(std::uint32_t a, std::uint32_t b, bool person);

}  // namespace match
