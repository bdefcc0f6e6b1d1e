#include "calendar/read_values.h"

#include <fmt/format.h>

#include <charconv>
#include <limits>

#include "base/limits_calendar.h"

namespace calendar {

namespace {

base::Result<DateTime> Parse(const Property& property, std::string_view value) {
  const auto time = ParseDateTime(value, property.parameter("TZID"));
  if (!time) return At(property, fmt::format("\"{}\" is no date or time that exists", value));
  const bool says_date = SameAscii(property.parameter("VALUE"), "DATE");
  if (says_date && time->form != TimeForm::kDate)
    return At(property, fmt::format("\"{}\" is not the date that VALUE=DATE promises", value));
  return *time;
}

}  // namespace

base::Error At(const Property& property, std::string_view what) {
  return base::Invalid(fmt::format("line {}: {}: {}", property.line, property.name, what));
}

base::Result<DateTime> TimeOf(const Property& property) {
  return Parse(property, property.value);
}

base::Status AppendTimes(const Property& property, std::vector<DateTime>& to) {
  for (const std::string_view part : SplitTexts(property.value)) {
    if (to.size() == base::kMaxCalendarDates)
      return base::TooLarge(fmt::format("line {}: {}: more than {} dates", property.line, property.name,
                                        base::kMaxCalendarDates));
    to.push_back(TRY(Parse(property, part.substr(0, part.find('/')))));
  }
  return base::Ok();
}

base::Result<base::UtcTime> UtcOf(const Property& property) {
  const auto time = ParseDateTime(property.value);
  if (!time || time->form == TimeForm::kDate)
    return At(property, fmt::format("\"{}\" is no time in UTC", property.value));
  return FromUtcLocal(time->local);  // some clients forget the Z
}

base::Result<std::int64_t> NumberOf(const Property& property) {
  const std::string& text = property.value;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc{} || end != text.data() + text.size() || value < 0 ||
      value > std::numeric_limits<std::int32_t>::max())
    return At(property, fmt::format("\"{}\" is no number from 0 to 2147483647", text));
  return value;
}

base::Result<Duration> DurationOf(const Property& property) {
  const auto duration = ParseDuration(property.value);
  if (!duration) return At(property, fmt::format("\"{}\" is no duration", property.value));
  return *duration;
}

}  // namespace calendar
