#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- exact plans (math/transport.h): prices are sums of at most twice as many steps as a side has members,
// each at most score * weight, so that they stay within 64 bits
inline constexpr std::size_t kMaxTransportSide = 4'000;  // givers, and takers
inline constexpr std::int64_t kMaxTransportWeight = 1'000'000'000'000;
inline constexpr std::uint16_t kMaxTransportScore = 1'000;

// ---- offers, needs, introductions, help and barriers
inline constexpr std::size_t kMaxExchangeTitle = 160;   // bytes
inline constexpr std::size_t kMaxExchangeText = 4'000;  // bytes of details, conditions, answers, plans
inline constexpr std::size_t kMaxExchangeUnit = 40;     // bytes of a unit
inline constexpr std::size_t kMaxExchangeTags = 30;     // places, languages, sectors or targets of one entry
inline constexpr std::int64_t kMaxExchangeQuantity = 1'000'000'000;  // whole units of one offer or need
inline constexpr std::size_t kMaxExchangePage = 200;                 // rows of a list that one request gets
inline constexpr std::size_t kMaxOpenListings = 4'000;               // open offers, or needs, of one panel
inline constexpr std::size_t kMaxListingsOfOne = 500;                // open offers and needs of one member
inline constexpr std::size_t kMaxRanked = 50;                        // best partners shown for one entry
inline constexpr std::size_t kMaxLeftOut = 200;                      // of those left out, how many are named
inline constexpr std::size_t kMaxExchangeBars =
    2'000;  // pairs that the secretariat keeps apart, of one panel

}  // namespace base
