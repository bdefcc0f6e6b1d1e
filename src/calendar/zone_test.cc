#include "calendar/zone.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "base/limits_calendar.h"
#include "calendar/zone_rules.h"
#include "calendar/zone_table.h"

namespace calendar {
namespace {

Zone Named(const std::string& name) {
  auto zone = Zone::Named(name);
  EXPECT_TRUE(zone.has_value()) << name;
  return zone.has_value() ? *zone : Zone::Utc();
}

base::UtcTime Utc(int year, int month, int day, int hour = 0, int minute = 0) {
  return FromUtcLocal({year, month, day, hour, minute, 0});
}

std::string Text(base::UtcTime time) {
  return base::FormatTime(time);
}

TEST(Zone, NamesOfTheDatabaseAlone) {
  EXPECT_GT(ZoneNames().size(), 590u);
  for (const std::string& name : ZoneNames()) EXPECT_TRUE(Zone::Named(name).has_value()) << name;
  for (const char* name :
       {"UTC", "Asia/Seoul", "US/Eastern", "EST5EDT", "Etc/GMT+9", "America/Argentina/Ushuaia"})
    EXPECT_TRUE(Zone::Named(name).has_value()) << name;
  for (const char* name :
       {"", "GMT+9", "BST", "PST", "Korea Standard Time", "asia/seoul", "Factory", "Asia/Seoul "})
    EXPECT_FALSE(Zone::Named(name).has_value()) << name;
  EXPECT_EQ(Zone::NamedByWindows("Korea Standard Time")->name(), "Asia/Seoul");
  EXPECT_EQ(Zone::NamedByWindows("Eastern Standard Time")->name(), "America/New_York");
  EXPECT_FALSE(Zone::NamedByWindows("Middle-earth Standard Time").has_value());
}

TEST(Zone, OffsetsOfTodaysRules) {
  EXPECT_EQ(Named("Asia/Seoul").OffsetAt(Utc(2026, 12, 1)), 9 * 3600);
  EXPECT_EQ(Named("Europe/Paris").OffsetAt(Utc(2026, 7, 1)), 2 * 3600);
  EXPECT_EQ(Named("Europe/Paris").OffsetAt(Utc(2099, 7, 1)), 2 * 3600);
  EXPECT_EQ(Named("America/Mexico_City").OffsetAt(Utc(2026, 7, 1)), -6 * 3600) << "no summer time since 2022";
  EXPECT_EQ(Named("Africa/Cairo").OffsetAt(Utc(2026, 7, 1)), 3 * 3600) << "summer time again since 2023";
  EXPECT_EQ(Named("Asia/Almaty").OffsetAt(Utc(2026, 7, 1)), 5 * 3600) << "one zone since 2024";
  EXPECT_EQ(Named("America/Asuncion").OffsetAt(Utc(2026, 7, 1)), -3 * 3600) << "summer for good since 2024";
  EXPECT_EQ(Named("Asia/Kathmandu").OffsetAt(Utc(2026, 7, 1)), 20'700);
  EXPECT_EQ(Named("Africa/Casablanca").OffsetAt(Utc(2026, 3, 1)), 0) << "Ramadan";
  EXPECT_EQ(Named("Africa/Casablanca").OffsetAt(Utc(2026, 5, 1)), 3600);
  EXPECT_EQ(Named("Asia/Seoul").OffsetAt(Utc(1988, 7, 1)), 10 * 3600) << "the summer of the Games";
  EXPECT_EQ(Named("Europe/Dublin").ShortName(Utc(2026, 7, 1)), "IST");
  EXPECT_EQ(Named("Europe/Dublin").ShortName(Utc(2026, 1, 1)), "GMT");
}

TEST(Zone, GapsAndOverlapsAsRfc5545Says) {
  const Zone new_york = Named("America/New_York");
  const LocalTime in_gap{2026, 3, 8, 2, 30, 0};  // clocks go from 2:00 to 3:00
  EXPECT_EQ(new_york.HowOften(in_gap), Zone::Shown::kNever);
  EXPECT_EQ(Text(new_york.ToUtc(in_gap)), "2026-03-08T07:30:00.000Z") << "with the offset before: 3:30 EDT";
  const LocalTime twice{2026, 11, 1, 1, 30, 0};
  EXPECT_EQ(new_york.HowOften(twice), Zone::Shown::kTwice);
  EXPECT_EQ(Text(new_york.ToUtc(twice)), "2026-11-01T05:30:00.000Z") << "the first, EDT";
  EXPECT_EQ(new_york.HowOften({2026, 11, 1, 2, 0, 0}), Zone::Shown::kOnce);
  EXPECT_EQ(Text(Named("Pacific/Apia").ToUtc({2011, 12, 30, 12, 0, 0})), "2011-12-30T22:00:00.000Z")
      << "a day that Samoa never had";
  EXPECT_EQ(Text(Named("Australia/Lord_Howe").ToUtc({2026, 10, 4, 2, 15, 0})), "2026-10-03T15:45:00.000Z")
      << "a gap of half an hour";
}

// Every minute of the two days around is looked at.
std::vector<base::UtcTime> AllMoments(const Zone& zone, const LocalTime& local) {
  std::vector<base::UtcTime> found;
  const std::int64_t naive = FromUtcLocal(local).ms;
  for (std::int64_t at = naive - 26 * base::kHourMs; at <= naive + 26 * base::kHourMs;
       at += base::kMinuteMs) {
    if (zone.ToLocal({at}) == local) found.push_back({at});
  }
  return found;
}

TEST(Zone, AgreesWithTrying) {
  for (const char* name :
       {"Europe/Paris", "America/New_York", "Australia/Lord_Howe", "Pacific/Apia", "Africa/Casablanca",
        "Asia/Gaza", "America/Nuuk", "Africa/Cairo", "America/Caracas"}) {
    const Zone zone = Named(name);
    for (const Transition& change : zone.Transitions(Utc(2005, 1, 1), Utc(2030, 1, 1), 60)) {
      for (int minutes = -120; minutes <= 120; minutes += 15) {
        const LocalTime local = FromSeconds(change.at.ms / 1000 + change.from + minutes * 60);
        const auto moments = AllMoments(zone, local);
        const auto shown = moments.empty()       ? Zone::Shown::kNever
                           : moments.size() == 1 ? Zone::Shown::kOnce
                                                 : Zone::Shown::kTwice;
        ASSERT_EQ(zone.HowOften(local), shown)
            << name << " " << FormatDateTime({TimeForm::kFloating, local, {}});
        const base::UtcTime expected =
            moments.empty() ? base::UtcTime{FromUtcLocal(local).ms - change.from * 1000} : moments.front();
        ASSERT_EQ(Text(zone.ToUtc(local)), Text(expected)) << name;
      }
    }
  }
}

TEST(Zone, PosixRules) {
  const auto cairo = TransitionsOfPosixRule("EET-2EEST,M4.5.5/0,M10.5.4/24", 2026, 2026);
  ASSERT_EQ(cairo.size(), 2u);
  EXPECT_EQ(Text(cairo[0].at), "2026-04-23T22:00:00.000Z");
  EXPECT_EQ(Text(cairo[1].at), "2026-10-29T21:00:00.000Z");
  const auto nuuk = TransitionsOfPosixRule("<-02>2<-01>,M3.5.0/-1,M10.5.0/0", 2026, 2026);
  ASSERT_EQ(nuuk.size(), 2u);
  EXPECT_EQ(Text(nuuk[0].at), "2026-03-29T01:00:00.000Z");
  EXPECT_EQ(nuuk[0].name, "-01");
  for (const char* bad :
       {"", "EET", "EET-2EEST,J60,J300", "EET-2EEST,M13.1.0,M1.1.0", "EET-2EEST,M3.5.0", "<"})
    EXPECT_TRUE(TransitionsOfPosixRule(bad, 2026, 2026).empty()) << bad;
}

// What a VTIMEZONE says must be what the zone says, for every zone and from any year on.
TEST(ZoneRules, ObservancesAreTheZone) {
  const base::UtcTime end = Utc(2101, 1, 1);
  std::size_t with_rule = 0;
  for (const std::string& name : ZoneNames()) {
    const Zone zone = Named(name);
    for (const int year : {1971, 1995, 2007, 2022, 2026, 2050}) {
      const base::UtcTime from = Utc(year, 6, 15);
      const std::vector<Observance> observances = ObservancesOf(zone, from);
      ASSERT_FALSE(observances.empty()) << name;
      with_rule +=
          static_cast<std::size_t>(std::any_of(observances.begin(), observances.end(),
                                               [](const Observance& o) { return o.rule && !o.rule->until; }));
      auto again = ReadTimeZone(TimeZoneComponent(name, observances));
      ASSERT_TRUE(again.has_value()) << name << ": " << again.error().external;
      ASSERT_EQ(*again, observances) << name;
      const auto copy = Zone::FromObservances(name, *again);
      ASSERT_TRUE(copy.has_value()) << name;
      ASSERT_EQ(copy->Transitions(from, end, 1000), zone.Transitions(from, end, 1000))
          << name << " from " << year;
      ASSERT_EQ(copy->OffsetAt(from), zone.OffsetAt(from)) << name << " from " << year;
    }
  }
  EXPECT_GT(with_rule, 100u);
}

TEST(ZoneRules, AreShortWhereTheRuleIsSimple) {
  const auto paris = ObservancesOf(Named("Europe/Paris"), Utc(2026, 6, 1));
  ASSERT_EQ(paris.size(), 2u);
  EXPECT_EQ(FormatRule(*paris[0].rule), "FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU");
  EXPECT_TRUE(paris[0].daylight);
  EXPECT_EQ(FormatRule(*paris[1].rule), "FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU");
  EXPECT_EQ(ObservancesOf(Named("Asia/Seoul"), Utc(2026, 6, 1)).size(), 1u);
  const auto cairo = ObservancesOf(Named("Africa/Cairo"), Utc(2026, 12, 1));
  ASSERT_EQ(cairo.size(), 2u);
  EXPECT_EQ(FormatRule(*cairo[0].rule), "FREQ=YEARLY;BYYEARDAY=-67,-66,-65,-64,-63,-62,-61;BYDAY=FR")
      << "midnight after the last Thursday of October, which may be in November";
  const auto new_york = ObservancesOf(Named("America/New_York"), Utc(2000, 6, 1));
  EXPECT_EQ(new_york.size(), 4u);
  EXPECT_TRUE(std::any_of(new_york.begin(), new_york.end(), [](const Observance& o) {
    return o.rule && FormatRule(*o.rule) == "FREQ=YEARLY;UNTIL=20060402T070000Z;BYMONTH=4;BYDAY=1SU";
  }));
}

Component ZoneWith(std::size_t observances, std::string_view rule) {
  std::vector<Observance> all(observances);
  for (std::size_t i = 0; i < observances; ++i) all[i].start.year = 1900 + static_cast<int>(i % 200);
  Component component = TimeZoneComponent("x", all);
  for (Component& part : component.components) {
    if (!rule.empty()) part.properties.push_back({"RRULE", {}, std::string(rule)});
  }
  return component;
}

TEST(ZoneRules, Limits) {
  EXPECT_TRUE(ReadTimeZone(ZoneWith(base::kMaxZoneObservances, "")).has_value());
  EXPECT_EQ(ReadTimeZone(ZoneWith(base::kMaxZoneObservances + 1, "")).error().code, base::Code::kTooLarge);
  EXPECT_TRUE(ReadTimeZone(ZoneWith(base::kMaxZoneRules, "FREQ=YEARLY")).has_value());
  EXPECT_EQ(ReadTimeZone(ZoneWith(base::kMaxZoneRules + 1, "FREQ=YEARLY")).error().code,
            base::Code::kTooLarge);
  EXPECT_EQ(ReadTimeZone(ZoneWith(1, "FREQ=DAILY")).error().code, base::Code::kInvalid);
  EXPECT_EQ(ReadTimeZone({"VTIMEZONE", {}, {}}).error().code, base::Code::kInvalid);
  Observance many;
  for (std::size_t i = 0; i < base::kMaxZoneTransitions; ++i)
    many.dates.push_back(FromSeconds(static_cast<std::int64_t>(i) * 86'400));
  EXPECT_TRUE(Zone::FromObservances("x", {many}).has_value()) << "one of the dates is DTSTART itself";
  many.dates.push_back({2050, 1, 1, 0, 0, 0});
  EXPECT_EQ(Zone::FromObservances("x", {many}).error().code, base::Code::kTooLarge);
  EXPECT_FALSE(ReadTimeZone(TimeZoneComponent("x", std::vector{many})).has_value());
}

}  // namespace
}  // namespace calendar
