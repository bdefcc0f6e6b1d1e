// Clocks of places across changes to and from summer time. Dates of change: IANA time zone database.

#include "panel/sessions/zone.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace panel {
namespace {

std::string Utc(std::string_view zone, std::string_view wall) {
  const auto parsed = WallTimeOf(wall);
  if (!parsed) return "no such date";
  const auto moment = MomentAt(zone, *parsed);
  return moment ? base::FormatTime(*moment).substr(0, 16) : "no such time";
}

TEST(Zone, PlacesWithAndWithoutSummerTime) {
  EXPECT_EQ(Utc("Asia/Seoul", "2026-12-01T14:00"), "2026-12-01T05:00");
  EXPECT_EQ(Utc("Europe/Berlin", "2026-01-15T12:00"), "2026-01-15T11:00");
  EXPECT_EQ(Utc("Europe/Berlin", "2026-07-15T12:00"), "2026-07-15T10:00");
  EXPECT_EQ(Utc("America/New_York", "2026-07-15T12:00"), "2026-07-15T16:00");
  EXPECT_EQ(Utc("Asia/Kolkata", "2026-07-15T12:00"), "2026-07-15T06:30");
  EXPECT_EQ(Utc("Asia/Kathmandu", "2026-07-15T12:00"), "2026-07-15T06:15");
  EXPECT_EQ(Utc("Pacific/Kiritimati", "2026-01-01T00:30"), "2025-12-31T10:30");
  EXPECT_EQ(Utc("UTC", "2026-07-15T12:00"), "2026-07-15T12:00");
}

TEST(Zone, TheHourThatIsSkippedAndTheHourThatComesTwice) {
  EXPECT_EQ(Utc("Europe/Berlin", "2026-03-29T01:59"), "2026-03-29T00:59");
  EXPECT_EQ(Utc("Europe/Berlin", "2026-03-29T02:30"), "no such time");
  EXPECT_EQ(Utc("Europe/Berlin", "2026-03-29T03:00"), "2026-03-29T01:00");
  EXPECT_EQ(Utc("Europe/Berlin", "2026-10-25T02:30"), "2026-10-25T00:30") << "the first of the two";
  EXPECT_EQ(Utc("Europe/Berlin", "2026-10-25T03:00"), "2026-10-25T02:00");
  EXPECT_EQ(Utc("America/New_York", "2026-03-08T02:15"), "no such time");
  EXPECT_EQ(Utc("Australia/Lord_Howe", "2026-10-04T02:15"), "no such time") << "half an hour of summer time";
  EXPECT_EQ(Utc("Australia/Lord_Howe", "2026-10-04T02:30"), "2026-10-03T15:30");
}

// Rules that came after Debian 12's ICU was made, or that differ from those of neighbours.
TEST(Zone, RulesOfRecentYears) {
  // Kazakhstan: one time since 1 March 2024, an hour less than before in Almaty.
  EXPECT_EQ(Utc("Asia/Almaty", "2024-02-29T12:00"), "2024-02-29T06:00");
  EXPECT_EQ(Utc("Asia/Almaty", "2024-03-01T12:00"), "2024-03-01T07:00");
  EXPECT_EQ(Utc("Asia/Almaty", "2026-12-01T12:00"), "2026-12-01T07:00");
  // Paraguay: summer time all the year since October 2024.
  EXPECT_EQ(Utc("America/Asuncion", "2024-07-01T12:00"), "2024-07-01T16:00");
  EXPECT_EQ(Utc("America/Asuncion", "2025-07-01T12:00"), "2025-07-01T15:00");
  EXPECT_EQ(Utc("America/Asuncion", "2026-03-22T23:30"), "2026-03-23T02:30") << "no hour comes twice";
  // Aysén in Chile: no winter time since 2025, unlike Santiago.
  EXPECT_EQ(Utc("America/Coyhaique", "2026-07-01T12:00"), "2026-07-01T15:00");
  EXPECT_EQ(Utc("America/Santiago", "2026-07-01T12:00"), "2026-07-01T16:00");
  // Mexico and Jordan gave up summer time in 2022.
  EXPECT_EQ(Utc("America/Mexico_City", "2026-07-01T12:00"), "2026-07-01T18:00");
  EXPECT_EQ(Utc("Asia/Amman", "2026-01-15T12:00"), "2026-01-15T09:00");
  // Egypt took it up again in 2023; Greenland has it an hour further east.
  EXPECT_EQ(Utc("Africa/Cairo", "2026-07-01T12:00"), "2026-07-01T09:00");
  EXPECT_EQ(Utc("America/Nuuk", "2026-01-15T12:00"), "2026-01-15T14:00");
  EXPECT_EQ(Utc("America/Nuuk", "2026-07-01T12:00"), "2026-07-01T13:00");
}

// Every quarter of an hour of two years, there and back.
TEST(Zone, ThereAndBack) {
  for (const char* zone : {"Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Seoul",
                           "Africa/Casablanca", "America/Santiago", "Asia/Tehran"}) {
    for (std::int64_t ms = 1'767'225'600'000; ms < 1'767'225'600'000 + 730 * base::kDayMs;
         ms += 15 * base::kMinuteMs) {
      const auto back = MomentAt(zone, WallTimeAt(zone, {ms}));
      ASSERT_TRUE(back) << zone << " " << ms;
      // Where the clock shows a time twice the first is meant.
      ASSERT_TRUE(back->ms == ms || (back->ms < ms && WallTimeAt(zone, *back) == WallTimeAt(zone, {ms})))
          << zone << ms;
    }
  }
}

TEST(Zone, NamesAndTexts) {
  EXPECT_TRUE(IsZone("Asia/Ho_Chi_Minh"));
  EXPECT_TRUE(IsZone("Europe/Kyiv"));
  for (const char* none :
       {"", "KST", "GMT+9", "Etc/GMT+9", "US/Eastern", "Mars/Base", "Asia/Seoul ", "../etc/passwd"})
    EXPECT_FALSE(IsZone(none)) << none;
  EXPECT_TRUE(IsZone("Asia/Saigon")) << "sessions that were stored with an older name stay";
  EXPECT_GT(ZoneNames().size(), 300u);
  const auto chosen = [](std::string_view name) {
    return std::binary_search(ZoneNames().begin(), ZoneNames().end(), name);
  };
  EXPECT_TRUE(chosen("Asia/Ho_Chi_Minh") && chosen("Europe/Vatican") && chosen("UTC"));
  EXPECT_FALSE(chosen("Asia/Saigon") || chosen("US/Eastern") || chosen("Etc/GMT+9"));
  EXPECT_EQ(PlaceName("Asia/Ho_Chi_Minh"), "Ho Chi Minh");
  EXPECT_EQ(OffsetText(9 * base::kHourMs), "UTC+9");
  EXPECT_EQ(OffsetText(-(3 * base::kHourMs + 30 * base::kMinuteMs)), "UTC-3:30");
  EXPECT_EQ(OffsetText(0), "UTC");
  for (const char* wrong :
       {"2026-02-30T10:00", "2026-13-01T10:00", "2026-01-01T24:00", "2026-1-1T10:00", "soon", "2026-01-01"})
    EXPECT_EQ(Utc("UTC", wrong), "no such date") << wrong;
  EXPECT_FALSE(MomentAt("Mars/Base", {.year = 2026}));
}

}  // namespace
}  // namespace panel
