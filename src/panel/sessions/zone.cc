#include "panel/sessions/zone.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <mutex>
#include <optional>

#include "calendar/zone.h"
#include "desk/tr.h"

namespace panel {
namespace {

// Places that keep the time of another one and are known by their own name; every other name that stands for
// another zone in the database is an older one. Source: the database's zone.tab, release 2025b.
constexpr std::array<std::string_view, 11> kPlacesOfTheirOwn = {
    "America/Kralendijk",  "America/Lower_Princes", "America/Marigot", "America/St_Barthelemy",
    "Arctic/Longyearbyen", "Europe/Bratislava",     "Europe/Busingen", "Europe/Mariehamn",
    "Europe/Podgorica",    "Europe/San_Marino",     "Europe/Vatican"};
constexpr std::array<std::string_view, 10> kAreas = {"Africa/", "America/",  "Antarctica/", "Arctic/",
                                                     "Asia/",   "Atlantic/", "Australia/",  "Europe/",
                                                     "Indian/", "Pacific/"};

bool IsPlace(std::string_view name) {
  return std::any_of(kAreas.begin(), kAreas.end(),
                     [&](std::string_view area) { return name.starts_with(area); });
}

// Each zone is opened once and lives as long as the program.
std::optional<calendar::Zone> Find(std::string_view name) {
  static std::mutex mutex;
  static auto* const zones = new std::map<std::string, calendar::Zone, std::less<>>();
  if (name == "UTC") return calendar::Zone::Utc();
  if (!IsPlace(name)) return std::nullopt;
  const std::lock_guard lock(mutex);
  const auto found = zones->find(name);
  if (found != zones->end()) return found->second;
  const auto opened = calendar::Zone::Named(name);
  if (!opened) return std::nullopt;
  return zones->emplace(std::string(name), *opened).first->second;
}

WallTime WallOf(const calendar::LocalTime& local) {
  return {local.year, local.month, local.day, local.hour, local.minute};
}

calendar::LocalTime LocalOf(const WallTime& wall) {
  return {wall.year, wall.month, wall.day, wall.hour, wall.minute, 0};
}

bool IsDate(const WallTime& wall) {
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 9998;
  return wall.year >= kFirstYear && wall.year <= kLastYear && calendar::IsLocalTime(LocalOf(wall));
}

}  // namespace

const std::vector<std::string>& ZoneNames() {
  static const std::vector<std::string>* const names = [] {
    auto* found = new std::vector<std::string>();
    for (const std::string& name : calendar::ZoneNames()) {
      const bool own =
          !calendar::IsOtherZoneName(name) ||
          std::find(kPlacesOfTheirOwn.begin(), kPlacesOfTheirOwn.end(), name) != kPlacesOfTheirOwn.end();
      if (own && IsPlace(name)) found->push_back(name);
    }
    found->emplace_back("UTC");
    std::sort(found->begin(), found->end());
    return found;
  }();
  return *names;
}

bool IsZone(std::string_view name) {
  return Find(name).has_value();
}

std::int64_t OffsetMs(std::string_view zone, base::UtcTime time) {
  const auto found = Find(zone);
  return found ? found->OffsetAt(time) * base::kSecondMs : 0;
}

WallTime WallTimeAt(std::string_view zone, base::UtcTime time) {
  const auto found = Find(zone);
  return WallOf(found ? found->ToLocal(time) : calendar::UtcLocal(time));
}

base::Result<base::UtcTime> MomentAt(std::string_view zone, const WallTime& wall) {
  const auto found = Find(zone);
  if (!found) return base::Invalid(desk::tr("There is no such time zone."));
  if (!IsDate(wall)) return base::Invalid(desk::tr("There is no such date or time."));
  if (found->HowOften(LocalOf(wall)) != calendar::Zone::Shown::kNever) return found->ToUtc(LocalOf(wall));
  return base::Invalid(
      desk::tr("The clock of this place jumps over that time on that day, since summer time begins. Choose "
               "another."));
}

std::string WallText(const WallTime& wall) {
  return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}", wall.year, wall.month, wall.day, wall.hour,
                     wall.minute);
}

base::Result<WallTime> WallTimeOf(std::string_view text) {
  const base::Error wrong = base::Invalid(desk::tr("Write date and time as 2026-12-01T14:00."));
  constexpr std::string_view kForm = "dddd-dd-ddTdd:dd";
  if (text.size() != kForm.size()) return wrong;
  for (std::size_t i = 0; i < kForm.size(); ++i) {
    const bool blank = kForm[i] == 'T' && text[i] == ' ';
    const bool fits = kForm[i] == 'd' ? text[i] >= '0' && text[i] <= '9' : text[i] == kForm[i] || blank;
    if (!fits) return wrong;
  }
  const auto number = [&](std::size_t from, std::size_t digits) {
    int value = 0;
    std::from_chars(text.data() + from, text.data() + from + digits, value);
    return value;
  };
  const WallTime wall{number(0, 4), number(5, 2), number(8, 2), number(11, 2), number(14, 2)};
  if (!IsDate(wall)) return base::Invalid(desk::tr("There is no such date or time."));
  return wall;
}

std::string OffsetText(std::int64_t offset_ms) {
  const std::int64_t minutes = (offset_ms < 0 ? -offset_ms : offset_ms) / base::kMinuteMs;
  if (minutes == 0) return "UTC";
  const char sign = offset_ms < 0 ? '-' : '+';
  if (minutes % 60 == 0) return fmt::format("UTC{}{}", sign, minutes / 60);
  return fmt::format("UTC{}{}:{:02}", sign, minutes / 60, minutes % 60);
}

std::string PlaceName(std::string_view zone) {
  std::string place(zone.substr(zone.rfind('/') == std::string_view::npos ? 0 : zone.rfind('/') + 1));
  std::replace(place.begin(), place.end(), '_', ' ');
  return place;
}

}  // namespace panel
