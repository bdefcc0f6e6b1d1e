#include <fmt/format.h>

#include <cstdlib>
#include <string>

#include "match/evidence.h"

namespace match {
namespace {

int DigitsApart(const std::string& a, const std::string& b) {
  int apart = 0;
  for (std::size_t i = 0; i < a.size(); ++i) apart += a[i] != b[i];
  return apart;
}

// Two neighbouring digits exchanged.
bool Exchanged(const std::string& a, const std::string& b) {
  if (DigitsApart(a, b) != 2) return false;
  std::size_t i = 0;
  while (a[i] == b[i]) ++i;
  return i + 1 < a.size() && a[i] == b[i + 1] && a[i + 1] == b[i];
}

}  // namespace

DateRelation CompareDates(const base::PartialDate& a, const base::PartialDate& b) {
  const int years = std::abs(a.year - b.year);
  const bool full = a.day != 0 && b.day != 0;
  if (full && a.year == b.year && a.month == b.month && a.day == b.day) return DateRelation::kSame;
  if (full && a.year == b.year && a.month == b.day && a.day == b.month) {
    return a.ambiguous || b.ambiguous ? DateRelation::kSame : DateRelation::kNear;
  }
  if (full) {
    const std::string da = fmt::format("{:04}{:02}{:02}", a.year, a.month, a.day);
    const std::string db = fmt::format("{:04}{:02}{:02}", b.year, b.month, b.day);
    if (DigitsApart(da, db) == 1 || Exchanged(da, db)) return DateRelation::kNear;
    return years <= 1 || (years <= 2 && (a.circa || b.circa)) ? DateRelation::kClose
                                                              : DateRelation::kDifferent;
  }
  const bool months = a.month != 0 && b.month != 0;
  if (a.year == b.year) {
    if (!months) return DateRelation::kSameYear;
    if (a.month == b.month) return DateRelation::kSameMonth;
    return DateRelation::kClose;
  }
  if (years == 1 || ((a.circa || b.circa) && years <= 2)) return DateRelation::kNear;
  const std::string ya = fmt::format("{:04}", a.year);
  const std::string yb = fmt::format("{:04}", b.year);
  // With nothing but years, one digit is a slip only within the decade; 1964 and 1974 are two generations'
  // namesakes.
  if ((DigitsApart(ya, yb) == 1 && years <= 2) || Exchanged(ya, yb)) return DateRelation::kNear;
  return years == 2 ? DateRelation::kClose : DateRelation::kDifferent;
}

}  // namespace match
