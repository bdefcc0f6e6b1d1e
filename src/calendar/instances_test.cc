#include "calendar/instances.h"

#include <gtest/gtest.h>

#include "base/limits_calendar.h"
#include "calendar/read.h"

namespace calendar {
namespace {

Calendar Read(const std::string& events) {
  auto calendar = ReadCalendar("BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n" + events + "END:VCALENDAR\n");
  EXPECT_TRUE(calendar.has_value()) << calendar.error().external;
  return calendar.has_value() ? *calendar : Calendar{};
}

std::string EventText(const std::string& lines) {
  return "BEGIN:VEVENT\nUID:1\nDTSTAMP:20261128T100000Z\n" + lines + "END:VEVENT\n";
}

base::UtcTime Time(std::string_view text) {
  return base::ParseTime(text).value();
}

std::string Starts(const Calendar& calendar, std::string_view from = "2026-01-01T00:00:00Z",
                   std::string_view to = "2028-01-01T00:00:00Z", const Zone& here = Zone::Utc()) {
  const auto found = InstancesBetween(calendar, "1", Time(from), Time(to), here);
  if (!found.has_value()) return found.error().external;
  std::string text;
  for (const Instance& instance : *found)
    text += (text.empty() ? "" : " ") + FormatDateTime(UtcDateTime(instance.start)) + "/" +
            std::to_string((instance.end.ms - instance.start.ms) / 60'000);
  return text;
}

TEST(Instances, KeepTheClockAcrossDaylightChanges) {
  EXPECT_EQ(
      Starts(Read(EventText("DTSTART;TZID=America/New_York:20261018T090000\nDTEND;TZID=America/New_York:"
                            "20261018T100000\nRRULE:FREQ=WEEKLY;COUNT=4\n"))),
      "20261018T130000Z/60 20261025T130000Z/60 20261101T140000Z/60 20261108T140000Z/60");
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=America/New_York:20260301T023000\nDURATION:PT1H\n"
                                  "RRULE:FREQ=WEEKLY;COUNT=3\n"))),
            "20260301T073000Z/60 20260308T073000Z/60 20260315T063000Z/60")
      << "the second lies in the gap: with the offset before it, on the clock 3:30";
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=Europe/Paris:20261024T120000\nDURATION:P1D\n"
                                  "RRULE:FREQ=DAILY;COUNT=2\n"))),
            "20261024T100000Z/1500 20261025T110000Z/1440")
      << "a day on the clock has 25 hours once; the next begins an hour later in UTC";
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=Europe/Paris:20261025T013000\nDTEND;TZID=Europe/Paris:"
                                  "20261025T033000\n"))),
            "20261024T233000Z/180");
}

TEST(Instances, UntilIsCompared) {
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=America/New_York:20261018T090000\nDURATION:PT1H\n"
                                  "RRULE:FREQ=WEEKLY;UNTIL=20261101T140000Z\n"))),
            "20261018T130000Z/60 20261025T130000Z/60 20261101T140000Z/60");
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=America/New_York:20261018T090000\nDURATION:PT1H\n"
                                  "RRULE:FREQ=WEEKLY;UNTIL=20261101T135959Z\n"))),
            "20261018T130000Z/60 20261025T130000Z/60");
  EXPECT_EQ(
      Starts(Read(EventText("DTSTART:20261018T090000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;UNTIL=20261019\n"))),
      "20261018T090000Z/60 20261019T090000Z/60");
}

TEST(Instances, DatesAddedLeftOutAndChanged) {
  const std::string series = EventText(
      "DTSTART;TZID=Asia/Seoul:20261201T140000\nDTEND;TZID=Asia/"
      "Seoul:20261201T160000\nRRULE:FREQ=WEEKLY;COUNT=4\n"
      "EXDATE:20261208T050000Z\nRDATE;TZID=Asia/Seoul:20261203T100000\n");
  const std::string moved = EventText(
      "RECURRENCE-ID;TZID=Asia/Seoul:20261215T140000\nDTSTART;TZID=Asia/"
      "Seoul:20261216T090000\nDURATION:PT30M\n");
  EXPECT_EQ(Starts(Read(series + moved)),
            "20261201T050000Z/120 20261203T010000Z/120 20261216T000000Z/30 20261222T050000Z/120");
  EXPECT_EQ(Starts(Read(moved)), "20261216T000000Z/30") << "invited to that instance alone";
  EXPECT_EQ(Starts(Read(series + moved), "2026-12-16T00:10:00Z", "2026-12-22T05:00:00Z"),
            "20261216T000000Z/30")
      << "what goes on at the beginning is in, what begins at the end is not";
  const Calendar calendar = Read(series + moved);
  const auto has = [&](std::string_view id, std::string_view zone) {
    return HasInstance(calendar, "1", *ParseDateTime(id, zone)).value();
  };
  EXPECT_TRUE(has("20261201T140000", "Asia/Seoul"));
  EXPECT_TRUE(has("20261201T050000Z", ""));
  EXPECT_TRUE(has("20261215T050000Z", "")) << "by its place in the series, not where it was moved to";
  EXPECT_FALSE(has("20261216T000000Z", ""));
  EXPECT_FALSE(has("20261208T050000Z", "")) << "left out";
  EXPECT_FALSE(has("20261229T050000Z", "")) << "after the last";
  EXPECT_EQ(Starts(Read(EventText("DTSTART;TZID=Nowhere:20261201T140000\n"))),
            "the time zone \"Nowhere\" is neither known nor sent along");
}

TEST(Instances, WholeDaysAreThoseOfTheReader) {
  const Calendar calendar = Read(EventText("DTSTART;VALUE=DATE:20261024\nDTEND;VALUE=DATE:20261026\n"));
  EXPECT_EQ(Starts(calendar), "20261024T000000Z/2880");
  EXPECT_EQ(
      Starts(calendar, "2026-01-01T00:00:00Z", "2027-01-01T00:00:00Z", Zone::Named("Europe/Paris").value()),
      "20261023T220000Z/2940");
}

TEST(Instances, Limits) {
  const std::string rule = "DTSTART:19700101T000000Z\nDURATION:PT1H\nRRULE:FREQ=DAILY;COUNT=";
  const auto code = [&](std::size_t count) {
    const auto found = InstancesBetween(Read(EventText(rule + std::to_string(count) + "\n")), "1", {},
                                        Time("2090-01-01T00:00:00Z"), Zone::Utc());
    return found.has_value() ? base::Code::kInternal : found.error().code;
  };
  EXPECT_EQ(code(base::kMaxRecurrenceInstances), base::Code::kInternal);
  EXPECT_EQ(code(base::kMaxRecurrenceInstances + 1), base::Code::kTooLarge);
}

}  // namespace
}  // namespace calendar
