#include "panel/sessions/zone.h"

#include <fmt/format.h>
#include <unicode/calendar.h>
#include <unicode/gregocal.h>
#include <unicode/strenum.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <charconv>
#include <map>
#include <memory>
#include <mutex>

#include "desk/tr.h"

namespace panel {
namespace {

constexpr std::size_t kMaxZoneName = 64;

// Making a zone reads ICU's data; each is made once and lives as long as the program. ICU's zones may be read
// by several threads.
const icu::TimeZone* Find(std::string_view name) {
  static std::mutex mutex;
  static auto* const zones = new std::map<std::string, std::unique_ptr<icu::TimeZone>, std::less<>>();
  const std::vector<std::string>& names = ZoneNames();
  if (name.size() > kMaxZoneName || !std::binary_search(names.begin(), names.end(), name)) return nullptr;
  const std::lock_guard lock(mutex);
  const auto found = zones->find(name);
  if (found != zones->end()) return found->second.get();
  const icu::UnicodeString id =
      icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<std::int32_t>(name.size())));
  return zones->emplace(std::string(name), icu::TimeZone::createTimeZone(id)).first->second.get();
}

// A civil date as days since 1970; proleptic Gregorian (Howard Hinnant's algorithm "days_from_civil").
std::int64_t DaysOf(int year, int month, int day) {
  constexpr std::int64_t kDaysOfEra = 146'097;
  constexpr std::int64_t kYearsOfEra = 400;
  const std::int64_t y = year - (month <= 2 ? 1 : 0);
  const std::int64_t era = (y >= 0 ? y : y - kYearsOfEra + 1) / kYearsOfEra;
  const std::int64_t year_of_era = y - era * kYearsOfEra;
  const std::int64_t day_of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
  return era * kDaysOfEra + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719'468;
}

WallTime WallOf(std::int64_t local_ms) {
  std::int64_t days = local_ms / base::kDayMs;
  if (local_ms % base::kDayMs < 0) --days;
  const std::int64_t minutes = (local_ms - days * base::kDayMs) / base::kMinuteMs;
  const std::string day = base::FormatDay({days * base::kDayMs});  // "2026-11-22"
  WallTime wall;
  std::from_chars(day.data(), day.data() + 4, wall.year);
  std::from_chars(day.data() + 5, day.data() + 7, wall.month);
  std::from_chars(day.data() + 8, day.data() + 10, wall.day);
  wall.hour = static_cast<int>(minutes / 60);
  wall.minute = static_cast<int>(minutes % 60);
  return wall;
}

std::int64_t LocalMs(const WallTime& wall) {
  return DaysOf(wall.year, wall.month, wall.day) * base::kDayMs + wall.hour * base::kHourMs +
         wall.minute * base::kMinuteMs;
}

bool IsDate(const WallTime& wall) {
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 9998;
  return wall.year >= kFirstYear && wall.year <= kLastYear && wall.hour >= 0 && wall.hour < 24 &&
         wall.minute >= 0 && wall.minute < 60 && wall.month >= 1 && wall.month <= 12 && wall.day >= 1 &&
         WallOf(LocalMs(wall)) == wall;
}

}  // namespace

const std::vector<std::string>& ZoneNames() {
  static const std::vector<std::string>* const names = [] {
    auto* found = new std::vector<std::string>();
    UErrorCode status = U_ZERO_ERROR;
    const std::unique_ptr<icu::StringEnumeration> all(icu::TimeZone::createTimeZoneIDEnumeration(
        UCAL_ZONE_TYPE_CANONICAL_LOCATION, nullptr, nullptr, status));
    while (U_SUCCESS(status) && all != nullptr) {
      const icu::UnicodeString* id = all->snext(status);
      if (id == nullptr) break;
      std::string name;
      id->toUTF8String(name);
      // ICU's canonical name of some places is the older one; the names people know come in beside it.
      if (name == "Asia/Saigon") name = "Asia/Ho_Chi_Minh";
      if (name == "Asia/Calcutta") name = "Asia/Kolkata";
      if (name == "Asia/Rangoon") name = "Asia/Yangon";
      if (name == "Asia/Katmandu") name = "Asia/Kathmandu";
      if (name == "Europe/Kiev") name = "Europe/Kyiv";
      if (name == "America/Buenos_Aires") name = "America/Argentina/Buenos_Aires";
      const icu::UnicodeString known = icu::UnicodeString::fromUTF8(name);
      const std::unique_ptr<icu::TimeZone> zone(icu::TimeZone::createTimeZone(known));
      if (name.find('/') != std::string::npos && *zone != icu::TimeZone::getUnknown()) found->push_back(name);
    }
    found->emplace_back("UTC");
    std::sort(found->begin(), found->end());
    return found;
  }();
  return *names;
}

bool IsZone(std::string_view name) {
  return Find(name) != nullptr;
}

std::int64_t OffsetMs(std::string_view zone, base::UtcTime time) {
  const icu::TimeZone* found = Find(zone);
  if (found == nullptr) return 0;
  std::int32_t raw = 0;
  std::int32_t summer = 0;
  UErrorCode status = U_ZERO_ERROR;
  found->getOffset(static_cast<double>(time.ms), 0, raw, summer, status);
  return U_SUCCESS(status) ? raw + summer : 0;
}

WallTime WallTimeAt(std::string_view zone, base::UtcTime time) {
  return WallOf(time.ms + OffsetMs(zone, time));
}

base::Result<base::UtcTime> MomentAt(std::string_view zone, const WallTime& wall) {
  if (Find(zone) == nullptr) return base::Invalid(desk::tr("There is no such time zone."));
  if (!IsDate(wall)) return base::Invalid(desk::tr("There is no such date or time."));
  const std::int64_t local = LocalMs(wall);
  // No clock differs from UTC by more than 14 hours, nor changes twice within a day: the offsets on both
  // sides are all there can be. The larger one gives the earlier moment.
  const std::int64_t before = OffsetMs(zone, {local - base::kDayMs});
  const std::int64_t after = OffsetMs(zone, {local + base::kDayMs});
  for (const std::int64_t offset : {std::max(before, after), std::min(before, after)}) {
    const base::UtcTime moment{local - offset};
    if (OffsetMs(zone, moment) == offset) return moment;
  }
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
