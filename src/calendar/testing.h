#pragma once
// Random calendars for tests: everything that an Event can hold, in zones all over the world. For tests
// alone.

#include <algorithm>
#include <array>
#include <cstdint>
#include <random>
#include <string>

#include "calendar/event.h"

namespace calendar {

class RandomCalendar {
 public:
  explicit RandomCalendar(std::uint64_t seed) : engine_(seed) {}

  int Below(int n) { return static_cast<int>(engine_() % static_cast<std::uint64_t>(n)); }
  bool OneIn(int n) { return Below(n) == 0; }

  Calendar Make() {
    Calendar calendar;
    calendar.product = "-//Manumit//Manumit//EN";
    calendar.method = static_cast<Method>(Below(9));
    if (OneIn(3)) calendar.name = Text();
    if (OneIn(3)) calendar.color = "teal";
    if (OneIn(3)) calendar.refresh_interval = Duration{false, 0, 3600 * (1 + Below(48))};
    if (OneIn(3)) calendar.others.push_back({"X-OWN", {{"X-P", {Text(), "b"}}}, "kept;as:it,is"});
    for (int i = 1 + Below(2); i > 0; --i) calendar.events.push_back(MakeEvent());
    return calendar;
  }

  Event MakeEvent() {
    Event event;
    event.uid = std::to_string(engine_()) + "@example.org";
    event.stamp = Moment();
    event.sequence = Below(9);
    AddTimes(event);
    if (OneIn(2)) AddRule(event);
    event.status = static_cast<Status>(Below(4));
    event.access = static_cast<Access>(Below(3));
    event.transparent = OneIn(3);
    event.summary = Text();
    if (OneIn(2)) event.description = Text() + "\n" + Text() + Text() + Text();
    if (OneIn(2)) event.location = Text();
    if (OneIn(3)) event.url = "https://example.org/s/1?a=b,c;d";
    if (OneIn(4)) event.comment = Text();
    if (OneIn(4)) event.categories = {"Panel", Text()};
    if (OneIn(2)) event.organizer = Organizer{"mailto:secretary@example.org", Text(), "", {}};
    for (int i = Below(4); i > 0; --i) event.attendees.push_back(MakeAttendee(i));
    if (OneIn(3)) event.conferences = {{"https://meet.example.org/a;b", {"VIDEO", "AUDIO"}, Text(), "en"}};
    if (OneIn(3)) event.alarms = {{AlarmAction::kDisplay, Duration{true, 0, 900}, OneIn(2), {}, Text(), {}}};
    if (OneIn(6)) event.alarms.push_back({AlarmAction::kAudio, {}, false, UtcDateTime(Moment()), "", {}});
    if (OneIn(3)) event.created = Moment();
    if (OneIn(3)) event.others = {{"X-THING", {{"X-Q", {"a:b", "c^\"d"}}}, "1;2"}};
    return event;
  }

  base::UtcTime Moment() {
    return {(946'684'800 + static_cast<std::int64_t>(engine_() % 1'200'000'000)) * 1000};  // 2000 to 2038
  }

  std::string Text() {
    constexpr std::array kWords = {
        "forced labour", "강제 노동", "réunion, plénière", "a;b:c\\d", "\"quoted\"",  "안건",  "Ελλάδα",
        "日本語の議題",  "𝄞𝄞𝄞",       "tab\there",         "שלום",     "line\nbreak", "=?^'^n"};
    std::string text = kWords[static_cast<std::size_t>(Below(static_cast<int>(kWords.size())))];
    for (int i = Below(6); i > 0; --i) {
      text += ' ';
      text += kWords[static_cast<std::size_t>(Below(static_cast<int>(kWords.size())))];
    }
    return text;
  }

  std::string ZoneName() {
    const auto& names = ZoneNames();
    return names[static_cast<std::size_t>(Below(static_cast<int>(names.size())))];
  }

 private:
  void AddTimes(Event& event) {
    const base::UtcTime moment = Moment();
    const LocalTime local = UtcLocal(moment);
    const std::int64_t length = 900 * (1 + Below(40));
    if (OneIn(5)) {
      event.start = DateOnly(local.year, local.month, local.day);
      if (OneIn(2)) event.duration = Duration{false, 1 + Below(3), 0};
      return;
    }
    DateTime start = UtcDateTime(moment);
    if (!OneIn(6)) start = ZonedDateTime(local, ZoneName());
    if (OneIn(9)) start = {TimeForm::kFloating, local, {}};
    event.start = start;
    if (OneIn(3)) {
      event.duration = Duration{false, Below(2), length};
    } else {
      start.local = FromSeconds(SecondsOf(start.local) + length);
      event.end = start;
    }
  }

  // Rules that the start itself fits: others mean something else to each program (section 3.8.5.3).
  void AddRule(Event& event) {
    const LocalTime& start = event.start->local;
    const int weekday = WeekdayOf(DayNumber(start.year, start.month, start.day));
    Rule rule;
    rule.frequency = static_cast<Frequency>(Below(4));
    rule.interval = 1 + Below(3);
    rule.count = 2 + Below(12);
    if (rule.frequency == Frequency::kWeekly && OneIn(2))
      rule.by_day = {{0, weekday}, {0, (weekday + 2) % 7}};
    if (rule.frequency == Frequency::kMonthly && OneIn(2)) rule.by_day = {{(start.day - 1) / 7 + 1, weekday}};
    if (rule.frequency == Frequency::kMonthly && rule.by_day.empty()) rule.by_month_day = {start.day};
    if (rule.frequency == Frequency::kYearly && OneIn(2)) {
      rule.by_month = {start.month};
      rule.by_day = {{0, weekday}};
      rule.by_month_day.clear();
    }
    event.rule = rule;
    if (OneIn(2)) {
      const auto times = Expand(rule, start, {start.year + 50, 1, 1, 0, 0, 0}, 3);
      DateTime without = *event.start;
      without.local = times.back();
      if (times.size() > 1) event.without_dates.push_back(without);
    }
  }

  Attendee MakeAttendee(int number) {
    Attendee attendee;
    attendee.uri = "mailto:person" + std::to_string(number) + "@example.org";
    attendee.name = Text();
    attendee.role = static_cast<Role>(Below(4));
    attendee.answer = static_cast<Answer>(Below(5));
    attendee.rsvp = OneIn(2);
    attendee.kind = static_cast<AttendeeKind>(Below(5));
    if (OneIn(5)) attendee.others = {{"X-NUM-GUESTS", {"0"}}};
    return attendee;
  }

  std::mt19937_64 engine_;
};

}  // namespace calendar
