#include "panel/practices/business_case.h"

#include <fmt/format.h>

#include <map>

namespace panel {
namespace {

constexpr std::int64_t kHundred = 100;

bool AddTo(Amount& sum, Amount more) {
  const std::optional<Amount> added = Add(sum, more);
  if (added) sum = *added;
  return added.has_value();
}

std::optional<Amount> Over(Amount once, Amount yearly, std::int64_t years) {
  const std::optional<Amount> all = Times(yearly, years);
  return all ? Add(once, *all) : std::nullopt;
}

std::int64_t PaybackOf(const CaseTotal& total) {
  const std::int64_t spent = total.cost_once.ten_thousandths - total.benefit_once.ten_thousandths;
  if (spent <= 0) return total.benefit_yearly >= total.cost_yearly ? 0 : -1;
  const std::int64_t gain = total.benefit_yearly.ten_thousandths - total.cost_yearly.ten_thousandths;
  return gain <= 0 ? -1 : (spent + gain - 1) / gain;
}

bool Finish(CaseTotal& total) {
  const std::optional<Amount> cost = Over(total.cost_once, total.cost_yearly, total.years);
  const std::optional<Amount> benefit = Over(total.benefit_once, total.benefit_yearly, total.years);
  if (!cost || !benefit) return false;
  total.cost = *cost;
  total.benefit = *benefit;
  total.net = Amount{benefit->ten_thousandths - cost->ten_thousandths};
  std::int64_t scaled = 0;
  if (cost->ten_thousandths > 0 && !__builtin_mul_overflow(benefit->ten_thousandths, kHundred, &scaled))
    total.ratio_hundredths = scaled / cost->ten_thousandths;
  total.payback_years = PaybackOf(total);
  return true;
}

}  // namespace

std::vector<CaseTotal> TotalsOf(const PracticeContent& content) {
  std::map<std::string, CaseTotal> by_currency;
  std::map<std::string, bool> does_not_fit;
  for (const MoneyLine& line : content.money) {
    const std::optional<Amount> amount = ParseAmount(line.amount);
    if (!amount) continue;
    CaseTotal& total = by_currency[line.currency];
    Amount& sum = line.benefit ? (line.yearly ? total.benefit_yearly : total.benefit_once)
                               : (line.yearly ? total.cost_yearly : total.cost_once);
    if (!AddTo(sum, *amount)) does_not_fit[line.currency] = true;
  }
  std::vector<CaseTotal> totals;
  for (auto& [currency, total] : by_currency) {
    total.currency = currency;
    total.years = content.years;
    if (!does_not_fit[currency] && Finish(total)) totals.push_back(total);
  }
  return totals;
}

std::string RatioText(std::int64_t hundredths) {
  return fmt::format("{}.{:02}", hundredths / kHundred, hundredths % kHundred);
}

}  // namespace panel
