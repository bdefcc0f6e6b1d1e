#pragma once
// Costs and benefits of a business case added up, currency by currency, exactly: nothing is converted and
// nothing is discounted, and the page says so. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <vector>

#include "panel/practices/amount.h"
#include "panel/practices/content.h"

namespace panel {

struct CaseTotal {
  std::string currency;
  Amount cost_once;
  Amount cost_yearly;
  Amount benefit_once;
  Amount benefit_yearly;
  std::int64_t years = 1;
  Amount cost;     // once + yearly × years
  Amount benefit;  // the same
  Amount net;      // benefit - cost
  // Benefit for each unit of cost, in hundredths, rounded down; -1 where there is no cost.
  std::int64_t ratio_hundredths = -1;
  // Full years until yearly gains have paid what was spent once, rounded up; 0 at once; -1 never.
  std::int64_t payback_years = -1;
};

// One for each currency, by code; lines whose amount cannot be read are left out, sums that do not fit in an
// Amount leave their currency out.
std::vector<CaseTotal> TotalsOf(const PracticeContent& content);
std::string RatioText(std::int64_t hundredths);  // "2.40"

}  // namespace panel
