#include "lists/dates.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace lists {
namespace {

using Dates = std::vector<std::string>;

Dates Read(std::string_view text) {
  const base::Result<DateReading> reading = ReadDates(text);
  return reading ? reading->dates : Dates{};
}

TEST(DatesTest, ReadsOneDate) {
  EXPECT_EQ(Read("12 May 1974"), Dates{"1974-05-12"});
  EXPECT_EQ(Read("Nov. 1973 "), Dates{"1973-11"});
  EXPECT_EQ(Read("circa 1966"), Dates{"1966"});
  EXPECT_TRUE(ReadDates("circa 1966")->circa);
  EXPECT_FALSE(ReadDates("1966")->circa);
  EXPECT_EQ(Read("2015-03-27-04:00"), Dates{"2015-03-27"});
  EXPECT_EQ(Read("Approx 1977"), Dates{"1977"});
  EXPECT_TRUE(ReadDates("Approx. 1977")->circa);
}

TEST(DatesTest, ReadsSpansYearByYear) {
  EXPECT_EQ(Read("1960 to 1962"), (Dates{"1960", "1961", "1962"}));
  EXPECT_EQ(Read("Approximately 1955- 1957"), (Dates{"1955", "1956", "1957"}));
  EXPECT_TRUE(ReadDates("Approximately 1955- 1957")->circa);
  EXPECT_EQ(Read("Between 1970 and 1971"), (Dates{"1970", "1971"}));
  EXPECT_EQ(Read("01 Jan 1960 to 31 Dec 1961"), (Dates{"1960", "1961"}));
  EXPECT_EQ(Read("1967/1968"), (Dates{"1967", "1968"}));
  EXPECT_EQ(Read("1960–1961"), (Dates{"1960", "1961"}));
}

TEST(DatesTest, RefusesWhatIsNoDate) {
  for (const char* text : {"", "30-35 years old", "24/06/1402 (Hijri Calendar)", "1974-01-32", "1962 to 1960",
                           "Between Aug. and Sep. 1977", "approx approx"}) {
    EXPECT_FALSE(ReadDates(text)) << text;
  }
}

TEST(DatesTest, SpanIsLimited) {
  const int last = 1900 + base::kMaxDateRangeYears;
  EXPECT_EQ(Read("1900 to " + std::to_string(last)).size(),
            static_cast<std::size_t>(base::kMaxDateRangeYears) + 1);
  const base::Result<DateReading> over = ReadDates("1900 to " + std::to_string(last + 1));
  ASSERT_FALSE(over);
  EXPECT_NE(over.error().external.find("kMaxDateRangeYears"), std::string::npos);
}

TEST(DatesTest, AmbiguousDatesKeepTheYearUnlessTheOrderIsStated) {
  EXPECT_EQ(Read("11/6/1991"), Dates{"1991"});
  EXPECT_TRUE(ReadDates("11/6/1991")->ambiguous);
  EXPECT_EQ(ReadDates("11/6/1991", DateOrder::kMonthFirst)->dates, Dates{"1991-11-06"});
  EXPECT_EQ(ReadDates("11/6/1991", DateOrder::kDayFirst)->dates, Dates{"1991-06-11"});
  EXPECT_EQ(ReadDates("12/28/1953", DateOrder::kMonthFirst)->dates, Dates{"1953-12-28"});
}

}  // namespace
}  // namespace lists
