#pragma once
// Limits of lists with free text and of lists of goods. As in limits.h: each has a test that hits it.

#include <cstddef>

namespace base {

inline constexpr std::size_t kMaxGoodsAlertsPerParty = 200;  // goods of a country told of one party
inline constexpr std::size_t kMaxFreeTextBytes = 16u << 10;  // of a cell that names parties in free text
inline constexpr std::size_t kMaxReportGoods = 5000;         // goods drawn in one HTML report

}  // namespace base
