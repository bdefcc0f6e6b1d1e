#pragma once
// Amounts and stages as pages and reports show them. Pure; thread-safe.

#include <string>
#include <vector>

#include "html/charts.h"
#include "html/locale.h"
#include "panel/resources/types.h"

namespace panel {

// "USD 1,200.50", digits grouped as the language does.
std::string MoneyWords(const html::Locale& locale, const base::Money& money);
std::string AmountWords(const html::Locale& locale, const base::Decimal& amount, int digits);
std::string StageWords(const html::Locale& locale, Stage stage);
std::string ProjectStateWords(const html::Locale& locale, ProjectState state);
std::string ProjectKindWords(const html::Locale& locale, ProjectKind kind);
std::string LevelWords(const html::Locale& locale, ResultLevel level);
std::string GroupWords(const html::Locale& locale, std::string_view group);
// A band, or what stands in its place.
std::string BandWords(const html::Locale& locale, const std::string& band);
std::string DayWords(const html::Locale& locale, std::int64_t day);

// What was pledged and what arrived, in the reporting currency: from the stages' sums.
struct Flow {
  base::Decimal pledged;  // less what was cancelled
  base::Decimal committed;
  base::Decimal arrived;  // received less returned
  base::Decimal spent;
  std::int64_t unvalued = 0;  // lines that are not in it for want of a rate
  std::int64_t lines = 0;
};
Flow FlowOf(const std::vector<StageTotal>& totals);
// In one currency alone.
Flow FlowIn(const std::vector<StageTotal>& totals, base::Currency currency);

}  // namespace panel
