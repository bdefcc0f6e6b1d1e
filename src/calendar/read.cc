#include "calendar/read.h"

#include <fmt/format.h>

#include <utility>

#include "base/limits_calendar.h"
#include "calendar/event_names.h"
#include "calendar/read_event.h"
#include "calendar/read_values.h"
#include "calendar/zone_rules.h"

namespace calendar {

namespace {

class CalendarReader {
 public:
  base::Result<Calendar> Read(Component& component) {
    for (Property& property : component.properties) TRY(Take(property));
    if (!has_version_)
      return base::Invalid(fmt::format("line {}: VCALENDAR: VERSION:2.0 is missing", component.line));
    for (Component& inner : component.components) TRY(TakeComponent(inner));
    return std::move(calendar_);
  }

 private:
  base::Status Take(Property& property) {
    const std::string& name = property.name;
    if (name == "VERSION") {
      if (property.value != "2.0") return At(property, "only 2.0 is read");
      has_version_ = true;
    } else if (name == "PRODID") {
      calendar_.product = UnescapeText(property.value);
    } else if (name == "METHOD") {
      const auto method = FindIn<Method>(kMethodNames, UpperAscii(property.value));
      if (!method) return At(property, fmt::format("\"{}\" is no method of RFC 5546", property.value));
      if (calendar_.method != Method::kNone) return At(property, "stands twice");
      calendar_.method = *method;
    } else if (name == "NAME" || name == "X-WR-CALNAME") {
      if (name == "NAME" || calendar_.name.empty()) calendar_.name = UnescapeText(property.value);
    } else if (name == "DESCRIPTION") {
      calendar_.description = UnescapeText(property.value);
    } else if (name == "COLOR") {
      calendar_.color = UnescapeText(property.value);
    } else if (name == "URL") {
      calendar_.url = property.value;
    } else if (name == "REFRESH-INTERVAL" || name == "X-PUBLISHED-TTL") {
      const auto interval = ParseDuration(property.value);
      if (!interval && name == "REFRESH-INTERVAL") return At(property, "no duration");
      if (interval) calendar_.refresh_interval = interval;
    } else if (name != "CALSCALE") {  // there is but one, Gregorian
      calendar_.others.push_back(std::move(property));
    } else if (!SameAscii(property.value, "GREGORIAN")) {
      return At(property, "only GREGORIAN is read");
    }
    return base::Ok();
  }

  base::Status TakeComponent(Component& component) {
    if (component.name == "VEVENT") {
      calendar_.events.push_back(TRY(ReadEvent(component)));
    } else if (component.name == "VTIMEZONE") {
      return TakeZone(component);
    } else {
      calendar_.other_components.push_back(std::move(component));
    }
    return base::Ok();
  }

  base::Status TakeZone(const Component& component) {
    if (calendar_.zones.size() == base::kMaxCalendarZones)
      return base::TooLarge(fmt::format("line {}: VTIMEZONE: more than {} time zones", component.line,
                                        base::kMaxCalendarZones));
    SentZone zone;
    for (const Property& property : component.properties) {
      if (property.name == "TZID") zone.tzid = UnescapeText(property.value);
    }
    if (zone.tzid.empty())
      return base::Invalid(fmt::format("line {}: VTIMEZONE: TZID is missing", component.line));
    zone.observances = TRY(ReadTimeZone(component));
    calendar_.zones.push_back(std::move(zone));
    return base::Ok();
  }

  Calendar calendar_;
  bool has_version_ = false;
};

}  // namespace

base::Result<Calendar> ReadCalendar(std::string_view text) {
  std::vector<Component> components = TRY(ReadComponents(text));
  if (components.empty()) return base::Invalid("there is no VCALENDAR in it");
  if (components.size() > 1)
    return base::Invalid(
        fmt::format("line {}: a second component; one VCALENDAR is read at a time", components[1].line));
  if (components[0].name != "VCALENDAR")
    return base::Invalid(
        fmt::format("line {}: {} where VCALENDAR should stand", components[0].line, components[0].name));
  return CalendarReader().Read(components[0]);
}

}  // namespace calendar
