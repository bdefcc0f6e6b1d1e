#include "calendar/event.h"

#include <gtest/gtest.h>

#include <cstdlib>

#include "base/limits_calendar.h"
#include "calendar/read.h"
#include "calendar/testing.h"
#include "calendar/write.h"

namespace calendar {
namespace {

constexpr std::string_view kHead = "BEGIN:VCALENDAR\nVERSION:2.0\nPRODID:x\n";

// A calendar with one event of these lines.
std::string WithEvent(const std::string& lines) {
  return std::string(kHead) + "BEGIN:VEVENT\nUID:1\nDTSTAMP:20261128T100000Z\n" + lines +
         "END:VEVENT\nEND:VCALENDAR\n";
}

Event EventOf(const std::string& lines) {
  auto calendar = ReadCalendar(WithEvent(lines));
  EXPECT_TRUE(calendar.has_value()) << calendar.error().external;
  return calendar.has_value() ? calendar->events.at(0) : Event{};
}

std::string ErrorOf(const std::string& text) {
  const auto calendar = ReadCalendar(text);
  return calendar.has_value() ? "none" : calendar.error().external;
}

TEST(Event, WhatIsWrittenIsReadBack) {
  const char* const given = std::getenv("MANUMIT_SEED");
  const std::uint64_t seed = given != nullptr ? std::strtoull(given, nullptr, 10) : 5545;
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  RandomCalendar random(seed);
  for (int i = 0; i < 1000; ++i) {
    const Calendar calendar = random.Make();
    const std::string text = WriteCalendar(calendar);
    auto back = ReadCalendar(text);
    ASSERT_TRUE(back.has_value()) << back.error().external << "\n" << text;
    ASSERT_EQ(WriteCalendar(*back), text) << "the same bytes again";
    back->zones.clear();
    ASSERT_EQ(*back, calendar) << text;
  }
}

// Every time zone that an event names comes along (section 3.2.19), once.
TEST(Event, ZonesComeAlong) {
  Calendar calendar;
  Event event;
  event.uid = "1";
  event.start = ZonedDateTime({2026, 12, 1, 14, 0, 0}, "Asia/Seoul");
  event.end = ZonedDateTime({2026, 12, 1, 8, 0, 0}, "Europe/Paris");
  calendar.events = {event, event};
  const auto back = ReadCalendar(WriteCalendar(calendar));
  ASSERT_TRUE(back.has_value());
  ASSERT_EQ(back->zones.size(), 2u);
  EXPECT_EQ(back->zones[0].tzid, "Asia/Seoul");
  EXPECT_EQ(back->zones[1].observances.size(), 2u);
}

TEST(Event, AsClientsWriteIt) {
  const Event event = EventOf(
      "dtstart;tzid=\"Korea Standard Time\":20261201T140000\nDTEND;TZID=Asia/Seoul:20261201T160000\n"
      "Organizer;CN=\"Kim, Min-ji\";SCHEDULE-AGENT=CLIENT:MAILTO:kim@example.org\n"
      "ATTENDEE;PARTSTAT=accepted;RSVP=true;ROLE=X-NEW;X-NUM-GUESTS=0:mailto:lee@example.org\n"
      "SUMMARY;LANGUAGE=en:A\\, b\\; "
      "c\\nd\nCLASS:X-SECRET\nTRANSP:transparent\nX-MICROSOFT-CDO-BUSYSTATUS:BUSY\n"
      "CATEGORIES:One\\, "
      "two,Three\nEXDATE;TZID=Asia/Seoul:20261208T140000,20261215T140000\nRRULE:FREQ=WEEKLY;\n"
      "BEGIN:VALARM\nACTION:DISPLAY\nTRIGGER:-PT15M\nDESCRIPTION:Soon\nEND:VALARM\n"
      "BEGIN:VALARM\nACTION:X-BELL\nTRIGGER:-PT5M\nEND:VALARM\n");
  EXPECT_EQ(event.start->zone, "Korea Standard Time");
  EXPECT_EQ(event.organizer->name, "Kim, Min-ji");
  EXPECT_EQ(MailAddressOf(event.organizer->uri), "kim@example.org");
  EXPECT_EQ(event.organizer->others.size(), 1u);
  EXPECT_EQ(event.attendees.at(0).answer, Answer::kAccepted);
  EXPECT_EQ(event.attendees.at(0).role, Role::kRequired);
  EXPECT_TRUE(event.attendees.at(0).rsvp);
  EXPECT_NE(FindAttendee(event, "MAILTO:Lee@Example.ORG"), nullptr);
  EXPECT_EQ(FindAttendee(event, "mailto:no@example.org"), nullptr);
  EXPECT_EQ(event.summary, "A, b; c\nd");
  EXPECT_EQ(event.access, Access::kPrivate) << "an unknown class is private";
  EXPECT_TRUE(event.transparent);
  EXPECT_EQ(event.categories, (std::vector<std::string>{"One, two", "Three"}));
  EXPECT_EQ(event.without_dates.size(), 2u);
  EXPECT_EQ(event.others.size(), 1u);
  EXPECT_EQ(event.alarms.at(0).before, (Duration{true, 0, 900}));
  EXPECT_EQ(event.other_components.size(), 1u);
}

TEST(Event, ErrorsSayLineAndProperty) {
  const auto error = [](const std::string& lines) { return ErrorOf(WithEvent(lines)); };
  EXPECT_EQ(error("DTSTART:20260230\n"), "line 7: DTSTART: \"20260230\" is no date or time that exists");
  EXPECT_EQ(error("DTSTART;VALUE=DATE:20260202T100000\n"),
            "line 7: DTSTART: \"20260202T100000\" is not the date that VALUE=DATE promises");
  EXPECT_EQ(error("DTSTART:20260202T100000Z\nDTEND:20260202T090000Z\n"),
            "line 4: VEVENT: DTEND lies before DTSTART");
  EXPECT_EQ(error("DTSTART:20260202T100000Z\nDTEND:20260203\n"),
            "line 4: VEVENT: DTSTART and DTEND are not both dates or both times");
  EXPECT_EQ(error("DTSTART:20260202\nDTEND:20260203\nDURATION:P1D\n"),
            "line 4: VEVENT: DTEND and DURATION are not for the same event");
  EXPECT_EQ(error("DTEND:20260203\n"), "line 4: VEVENT: DTSTART is missing");
  EXPECT_EQ(error("SEQUENCE:-1\n"), "line 7: SEQUENCE: \"-1\" is no number from 0 to 2147483647");
  EXPECT_EQ(error("SUMMARY:a\nSUMMARY:b\n"), "line 8: SUMMARY: stands twice");
  EXPECT_EQ(error("STATUS:MAYBE\n"), "line 7: STATUS: \"MAYBE\" is no status of an event");
  EXPECT_EQ(error("DTSTART:20260202\nRRULE:FREQ=HOURLY\n"), "line 8: RRULE: FREQ=HOURLY is not understood");
  EXPECT_EQ(error("DTSTART:20260202\nDURATION:1D\n"), "line 8: DURATION: \"1D\" is no duration");
  EXPECT_EQ(error("DTSTART:20260202\nDURATION:-P1D\n"), "line 4: VEVENT: DURATION is negative");
  EXPECT_EQ(error("BEGIN:VALARM\nACTION:AUDIO\nTRIGGER:soon\nEND:VALARM\n"),
            "line 9: TRIGGER: \"soon\" is no duration");
  const std::string head(kHead);
  EXPECT_EQ(ErrorOf(head + "BEGIN:VEVENT\nDTSTAMP:20261128T100000Z\nEND:VEVENT\nEND:VCALENDAR\n"),
            "line 4: VEVENT: UID is missing");
  EXPECT_EQ(ErrorOf(head + "BEGIN:VEVENT\nUID:1\nEND:VEVENT\nEND:VCALENDAR\n"),
            "line 4: VEVENT: DTSTAMP is missing");
  EXPECT_EQ(ErrorOf(""), "there is no VCALENDAR in it");
  EXPECT_EQ(ErrorOf("BEGIN:VCARD\nEND:VCARD\n"), "line 1: VCARD where VCALENDAR should stand");
  EXPECT_EQ(ErrorOf("BEGIN:VCALENDAR\nEND:VCALENDAR\n"), "line 1: VCALENDAR: VERSION:2.0 is missing");
  EXPECT_EQ(ErrorOf("BEGIN:VCALENDAR\nVERSION:1.0\nEND:VCALENDAR\n"), "line 2: VERSION: only 2.0 is read");
  EXPECT_EQ(ErrorOf(head + "END:VCALENDAR\n" + head + "END:VCALENDAR\n"),
            "line 5: a second component; one VCALENDAR is read at a time");
  EXPECT_EQ(ErrorOf(head + "METHOD:BUY\nEND:VCALENDAR\n"),
            "line 4: METHOD: \"BUY\" is no method of RFC 5546");
  EXPECT_EQ(ErrorOf(head + "CALSCALE:JULIAN\nEND:VCALENDAR\n"), "line 4: CALSCALE: only GREGORIAN is read");
  EXPECT_EQ(ErrorOf(head + "BEGIN:VTIMEZONE\nEND:VTIMEZONE\nEND:VCALENDAR\n"),
            "line 4: VTIMEZONE: TZID is missing");
}

base::Code CodeOf(const std::string& text) {
  const auto calendar = ReadCalendar(text);
  return calendar.has_value() ? base::Code::kInternal : calendar.error().code;
}

TEST(Event, Limits) {
  std::string attendees;
  for (std::size_t i = 0; i < base::kMaxCalendarAttendees; ++i) attendees += "ATTENDEE:mailto:a@b.example\n";
  EXPECT_EQ(CodeOf(WithEvent(attendees)), base::Code::kInternal);
  EXPECT_EQ(CodeOf(WithEvent(attendees + "ATTENDEE:mailto:a@b.example\n")), base::Code::kTooLarge);
  std::string dates = "DTSTART:20260101\nEXDATE:20260102";
  for (std::size_t i = 1; i < base::kMaxCalendarDates; ++i) dates += ",20260102";
  EXPECT_EQ(CodeOf(WithEvent(dates + "\n")), base::Code::kInternal);
  EXPECT_EQ(CodeOf(WithEvent(dates + ",20260102\n")), base::Code::kTooLarge);
  const std::string zone =
      "BEGIN:VTIMEZONE\nTZID:z\nBEGIN:STANDARD\nDTSTART:19700101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+"
      "0100\n"
      "END:STANDARD\nEND:VTIMEZONE\n";
  std::string zones(kHead);
  for (std::size_t i = 0; i < base::kMaxCalendarZones; ++i) zones += zone;
  EXPECT_EQ(CodeOf(zones + "END:VCALENDAR\n"), base::Code::kInternal);
  EXPECT_EQ(CodeOf(zones + zone + "END:VCALENDAR\n"), base::Code::kTooLarge);
}

TEST(Zones, AreFoundByWhatClientsCallThem) {
  const std::vector<SentZone> sent = {
      {"Our office", {{false, 3600, 3600, "OFF", {1970, 1, 1, 0, 0, 0}, {}, {}}}},
      {"Asia/Seoul", {{false, 0, 0, "OLD", {1970, 1, 1, 0, 0, 0}, {}, {}}}}};
  Zones zones(sent);
  EXPECT_EQ(zones.Find("Our office")->OffsetAt({}), 3600);
  EXPECT_EQ(zones.Find("Asia/Seoul")->OffsetAt({1'800'000'000'000}), 9 * 3600)
      << "our rules, not the sender's";
  EXPECT_EQ(zones.Find("Korea Standard Time")->name(), "Asia/Seoul");
  EXPECT_EQ(zones.Find("/citadel.org/20210210_1/Europe/Paris")->name(), "Europe/Paris");
  EXPECT_EQ(zones.Find("Nowhere").error().external,
            "the time zone \"Nowhere\" is neither known nor sent along");
  EXPECT_FALSE(zones.Find("/a/b/UTC2").has_value());
}

TEST(Time, ValuesAndBack) {
  for (const char* text : {"P1D", "P2W", "PT15M", "-PT15M", "P1DT2H", "PT1H0M5S", "PT0S", "P15DT5H0M20S"})
    EXPECT_EQ(FormatDuration(*ParseDuration(text)), text);
  for (const char* text : {"", "P", "PT", "P1", "1D", "PT1D", "P1H", "P999999999D", "P-1D", "PTT1H"})
    EXPECT_FALSE(ParseDuration(text)) << text;
  for (const char* text : {"+0900", "-0330", "+103000", "-000001"}) {
    ASSERT_TRUE(ParseOffset(text)) << text;
    if (std::string(text) != "+103000") {
      EXPECT_EQ(FormatOffset(*ParseOffset(text)), text);
    }
  }
  for (const char* text : {"", "0900", "+9", "+2400", "+0960", "+09000"})
    EXPECT_FALSE(ParseOffset(text)) << text;
  for (const char* text : {"", "2026", "20261301", "20260230", "20260202T", "20260202T240000",
                           "20260202T10000", "20260202T100000ZZ", "20260202 100000", "00000101", "+0260202"})
    EXPECT_FALSE(ParseDateTime(text)) << text;
  EXPECT_EQ(ParseDateTime("20161231T235960Z")->local.second, 59) << "a leap second";
  for (std::int64_t day = -800'000; day < 2'900'000; day += 997) {
    const LocalTime date = FromDayNumber(day);
    ASSERT_EQ(DayNumber(date.year, date.month, date.day), day);
  }
}

}  // namespace
}  // namespace calendar
