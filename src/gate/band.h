#pragma once
// What may be said of a number of persons: nothing below k = 11, then 11 to 19, 20 to 29, 30 to 39 and so on.
// A figure that is made of bands alone changes by one person only where that person crosses an edge (11, 20,
// 30, ...). Pure; thread-safe.
//
// k = 11 is the threshold of the Counter Trafficking Data Collaborative's k-anonymous file of victims
// (https://www.ctdatacollaborative.org, "Global Dataset: k-anonymization").

#include <compare>
#include <cstdint>
#include <optional>
#include <string>

#include "html/locale.h"

namespace gate {

inline constexpr std::int64_t kThreshold = 11;
inline constexpr std::int64_t kBandWidth = 10;

// low 0: too few to show, which is also what "none" is.
struct Band {
  std::int64_t low = 0;
  auto operator<=>(const Band&) const = default;

  static Band Of(std::int64_t count);  // a negative count is none
  bool shown() const { return low != 0; }
  // The largest count in it; kThreshold - 1 where it is not shown.
  std::int64_t high() const;
  // Whether some count has this band.
  static bool IsLow(std::int64_t low) {
    return low == kThreshold || (low > kThreshold && low % kBandWidth == 0);
  }
};

// "11–19", or "too few to show".
std::string BandText(const html::Locale& locale, Band band);

// A share of persons: `part` of them are so, `rest` are not. It is made of the two numbers' bands alone, so
// it is a range, and it keeps the rule above: two sets that differ in one person have the same share unless
// that person crosses an edge of `part` or of `rest`. Nothing where either is below k: a share near 0 or 100
// % would say what the few others are. Do not show it beside an exact total, or beside shares of other parts
// of the same persons: differences would give away what the bands hide.
struct ShareRange {
  int low_percent = 0;   // rounded down
  int high_percent = 0;  // rounded up
  auto operator<=>(const ShareRange&) const = default;
};
std::optional<ShareRange> ShareOf(std::int64_t part, std::int64_t rest);
// "31–52 %", or "too few to show".
std::string ShareText(const html::Locale& locale, const std::optional<ShareRange>& share);

}  // namespace gate
