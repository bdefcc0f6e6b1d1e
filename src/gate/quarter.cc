#include "gate/quarter.h"

#include <fmt/format.h>

#include <chrono>

namespace gate {

namespace {

constexpr int kFirstYear = 1970;
constexpr int kLastYear = 9999;

}  // namespace

Quarter Quarter::Of(base::UtcTime time) {
  const std::chrono::sys_days day =
      std::chrono::floor<std::chrono::days>(std::chrono::sys_time(std::chrono::milliseconds(time.ms)));
  const std::chrono::year_month_day date(day);
  const int year = static_cast<int>(date.year());
  CHECK(year >= kFirstYear && year <= kLastYear);
  return {year, (static_cast<int>(static_cast<unsigned>(date.month())) - 1) / 3 + 1};
}

base::Result<Quarter> Quarter::Parse(std::string_view text) {
  Quarter quarter;
  bool fits = text.size() == 6 && text[4] == 'Q' && text[5] >= '1' && text[5] <= '4';
  for (std::size_t i = 0; fits && i < 4; ++i) {
    fits = text[i] >= '0' && text[i] <= '9';
    quarter.year = quarter.year * 10 + (text[i] - '0');
  }
  if (!fits || quarter.year < kFirstYear)
    return base::Invalid(fmt::format("\"{}\" is no quarter; one looks like 2026Q3", text));
  quarter.number = text[5] - '0';
  return quarter;
}

std::string Quarter::Text() const {
  return fmt::format("{:04}Q{}", year, number);
}

Quarter Quarter::Next() const {
  return number == 4 ? Quarter{year + 1, 1} : Quarter{year, number + 1};
}

base::UtcTime Quarter::Begin() const {
  const std::chrono::sys_days day(std::chrono::year(year) /
                                  std::chrono::month(static_cast<unsigned>(number * 3 - 2)) / 1);
  return {std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count()};
}

}  // namespace gate
