// Calendars for another program, and what it made of them: driven by tests/peers/icalendar_peer.py. Without
// its variables there is nothing to do here.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "calendar/instances.h"
#include "calendar/read.h"
#include "calendar/testing.h"
#include "calendar/write.h"
#include "calendar/zone_rules.h"

namespace calendar {
namespace {

constexpr int kCalendars = 1500;
const base::UtcTime kFrom = FromUtcLocal({1999, 1, 1, 0, 0, 0});
const base::UtcTime kTo = FromUtcLocal({2080, 1, 1, 0, 0, 0});

std::string Hex(std::string_view text) {
  std::string hex;
  for (const char c : text) hex += fmt::format("{:02x}", static_cast<unsigned char>(c));
  return hex;
}

// What must be the same for whoever reads the calendar: a line an event, and a line an instance.
std::string Facts(const Calendar& calendar) {
  std::string facts;
  for (const Event& event : calendar.events) {
    facts += fmt::format("event\t{}\t{}\t{}\t{}\t{}\n", event.uid, event.sequence, Hex(event.summary),
                         Hex(event.description), Hex(event.location));
    const auto instances = InstancesBetween(calendar, event.uid, kFrom, kTo, Zone::Utc());
    EXPECT_TRUE(instances.has_value());
    for (const Instance& instance : *instances)
      facts += fmt::format("at\t{}\t{}\t{}\n", event.uid, instance.start.ms / 1000, instance.end.ms / 1000);
  }
  return facts;
}

void WriteFile(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

std::string ReadFile(const std::filesystem::path& path) {
  std::ifstream in(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(in), {}};
}

void WriteZones(const std::filesystem::path& folder) {
  int number = 0;
  for (const std::string& name : ZoneNames()) {
    const int year = number % 2 == 0 ? 2026 : 1990 + number % 36;
    const Zone zone = Zone::Named(name).value();
    const base::UtcTime from = FromUtcLocal({year, 1, 1, 0, 0, 0});
    Component calendar{"VCALENDAR", {{"VERSION", {}, "2.0"}, {"PRODID", {}, "x"}}, {}};
    calendar.components.push_back(TimeZoneComponent("Peer/" + name, ObservancesOf(zone, from)));
    WriteFile(folder / fmt::format("zone-{:04}.ics", number), WriteComponent(calendar));
    WriteFile(folder / fmt::format("zone-{:04}.txt", number), fmt::format("{}\t{}\n", name, from.ms / 1000));
    ++number;
  }
}

TEST(CalendarPeer, WritesForOthers) {
  const char* const folder = std::getenv("MANUMIT_CALENDAR_OUT");
  if (folder == nullptr) GTEST_SKIP() << "skipped: MANUMIT_CALENDAR_OUT is not set";
  RandomCalendar random(7986);
  for (int i = 0; i < kCalendars; ++i) {
    const Calendar calendar = random.Make();
    const std::filesystem::path path = std::filesystem::path(folder) / fmt::format("{:04}", i);
    WriteFile(path.string() + ".ics", WriteCalendar(calendar));
    WriteFile(path.string() + ".tsv", Facts(calendar));
  }
  WriteZones(folder);
}

TEST(CalendarPeer, ReadsWhatOthersWrote) {
  const char* const folder = std::getenv("MANUMIT_CALENDAR_IN");
  if (folder == nullptr) GTEST_SKIP() << "skipped: MANUMIT_CALENDAR_IN is not set";
  int count = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    if (entry.path().extension() != ".ics") continue;
    const auto calendar = ReadCalendar(ReadFile(entry.path()));
    ASSERT_TRUE(calendar.has_value()) << entry.path() << ": " << calendar.error().external;
    std::filesystem::path facts = entry.path();
    EXPECT_EQ(Facts(*calendar), ReadFile(facts.replace_extension(".tsv"))) << entry.path();
    ++count;
  }
  EXPECT_EQ(count, kCalendars);
}

}  // namespace
}  // namespace calendar
