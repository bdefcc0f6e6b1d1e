#include <fmt/format.h>

#include "base/limits_calendar.h"
#include "calendar/zone_rules.h"

namespace calendar {

namespace {

std::string LocalText(const LocalTime& time) {
  return FormatDateTime({TimeForm::kFloating, time, {}});
}

base::Error At(const Property& property, std::string_view what) {
  return base::Invalid(fmt::format("line {}: {}: {}", property.line, property.name, what));
}

base::Status TakeDates(const Property& property, Observance& observance) {
  for (const std::string_view part : SplitTexts(property.value)) {
    const auto time = ParseDateTime(part.substr(0, part.find('/')));
    if (!time) return At(property, fmt::format("\"{}\" is no time", part));
    if (observance.dates.size() == base::kMaxZoneTransitions)
      return base::TooLarge(fmt::format("line {}: {}: more than {} times", property.line, property.name,
                                        base::kMaxZoneTransitions));
    observance.dates.push_back(time->local);
  }
  return base::Ok();
}

base::Result<Rule> TakeRule(const Property& property) {
  auto rule = ParseRule(property.value);
  if (!rule.has_value()) return At(property, rule.error().external);
  if (rule->frequency != Frequency::kYearly)
    return At(property, "a time zone changes by a rule of years (FREQ=YEARLY) alone");
  return rule;
}

base::Status TakeProperty(const Property& property, Observance& observance, bool& has_start, int& offsets) {
  if (property.name == "TZOFFSETFROM" || property.name == "TZOFFSETTO") {
    const auto offset = ParseOffset(property.value);
    if (!offset) return At(property, fmt::format("\"{}\" is no offset from UTC", property.value));
    (property.name == "TZOFFSETFROM" ? observance.from : observance.to) = *offset;
    ++offsets;
  } else if (property.name == "DTSTART") {
    const auto time = ParseDateTime(property.value);
    if (!time) return At(property, fmt::format("\"{}\" is no time", property.value));
    observance.start = time->local;
    has_start = true;
  } else if (property.name == "RRULE") {
    observance.rule = TRY(TakeRule(property));
  } else if (property.name == "RDATE") {
    return TakeDates(property, observance);
  } else if (property.name == "TZNAME") {
    observance.name = UnescapeText(property.value);
  }
  return base::Ok();
}

base::Result<Observance> ReadObservance(const Component& component) {
  Observance observance;
  observance.daylight = component.name == "DAYLIGHT";
  bool has_start = false;
  int offsets = 0;
  for (const Property& property : component.properties)
    TRY(TakeProperty(property, observance, has_start, offsets));
  if (!has_start || offsets < 2)
    return base::Invalid(fmt::format("line {}: {}: DTSTART, TZOFFSETFROM and TZOFFSETTO are needed",
                                     component.line, component.name));
  return observance;
}

}  // namespace

Component TimeZoneComponent(std::string_view tzid, std::span<const Observance> observances) {
  Component zone{"VTIMEZONE", {{"TZID", {}, EscapeText(tzid)}}, {}};
  for (const Observance& o : observances) {
    Component part{o.daylight ? "DAYLIGHT" : "STANDARD", {}, {}};
    part.properties.push_back({"DTSTART", {}, LocalText(o.start)});
    part.properties.push_back({"TZOFFSETFROM", {}, FormatOffset(o.from)});
    part.properties.push_back({"TZOFFSETTO", {}, FormatOffset(o.to)});
    if (!o.name.empty()) part.properties.push_back({"TZNAME", {}, EscapeText(o.name)});
    if (o.rule) part.properties.push_back({"RRULE", {}, FormatRule(*o.rule)});
    for (const LocalTime& date : o.dates) part.properties.push_back({"RDATE", {}, LocalText(date)});
    zone.components.push_back(std::move(part));
  }
  return zone;
}

base::Result<std::vector<Observance>> ReadTimeZone(const Component& component) {
  std::vector<Observance> all;
  std::size_t rules = 0;
  for (const Component& part : component.components) {
    if (part.name != "STANDARD" && part.name != "DAYLIGHT") continue;
    all.push_back(TRY(ReadObservance(part)));
    rules += all.back().rule ? 1 : 0;
    if (all.size() > base::kMaxZoneObservances || rules > base::kMaxZoneRules)
      return base::TooLarge(fmt::format("line {}: {}: more than {} observances or {} rules", part.line,
                                        part.name, base::kMaxZoneObservances, base::kMaxZoneRules));
  }
  if (all.empty())
    return base::Invalid(fmt::format("line {}: VTIMEZONE: neither STANDARD nor DAYLIGHT", component.line));
  return all;
}

}  // namespace calendar
