#include "calendar/write.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "calendar/event_names.h"
#include "calendar/zone_rules.h"

namespace calendar {

namespace {

constexpr std::string_view kProduct = "-//Manumit//Manumit//EN";

// The properties of one component, in the order in which they are asked for.
class Lines {
 public:
  explicit Lines(Component& component) : to_(component.properties) {}

  void Raw(std::string_view name, std::string value, std::vector<Parameter> parameters = {}) {
    to_.push_back({std::string(name), std::move(parameters), std::move(value)});
  }
  void Text(std::string_view name, const std::string& text) {
    if (!text.empty()) Raw(name, EscapeText(text));
  }
  void Uri(std::string_view name, const std::string& uri) {
    if (!uri.empty()) Raw(name, uri);
  }
  void Utc(std::string_view name, base::UtcTime time) { Raw(name, FormatDateTime(UtcDateTime(time))); }
  void Time(std::string_view name, const DateTime& time, std::vector<Parameter> parameters = {}) {
    if (time.form == TimeForm::kDate) parameters.push_back({"VALUE", {"DATE"}});
    if (time.form == TimeForm::kZoned) parameters.push_back({"TZID", {time.zone}});
    Raw(name, FormatDateTime(time), std::move(parameters));
  }
  void All(const std::vector<Property>& properties) {
    to_.insert(to_.end(), properties.begin(), properties.end());
  }

 private:
  std::vector<Property>& to_;
};

void AddParameter(std::vector<Parameter>& to, std::string_view name, std::string_view value) {
  if (!value.empty()) to.push_back({std::string(name), {std::string(value)}});
}

void AddOrganizer(Lines& lines, const Organizer& organizer) {
  std::vector<Parameter> parameters;
  AddParameter(parameters, "CN", organizer.name);
  AddParameter(parameters, "SENT-BY", organizer.sent_by);
  parameters.insert(parameters.end(), organizer.others.begin(), organizer.others.end());
  lines.Raw("ORGANIZER", organizer.uri, std::move(parameters));
}

void AddAttendee(Lines& lines, const Attendee& attendee, const WriteOptions& options) {
  std::vector<Parameter> parameters;
  AddParameter(parameters, "CN", attendee.name);
  if (attendee.kind != AttendeeKind::kIndividual)
    AddParameter(parameters, "CUTYPE", NameIn(kKindNames, attendee.kind));
  AddParameter(parameters, "ROLE", NameIn(kRoleNames, attendee.role));
  AddParameter(parameters, "PARTSTAT", NameIn(kAnswerNames, attendee.answer));
  if (attendee.rsvp) AddParameter(parameters, "RSVP", "TRUE");
  AddParameter(parameters, "SENT-BY", attendee.sent_by);
  parameters.insert(parameters.end(), attendee.others.begin(), attendee.others.end());
  if (options.keep_answered && attendee.answered)
    AddParameter(parameters, "X-MANUMIT-ANSWERED", FormatDateTime(UtcDateTime(*attendee.answered)));
  lines.Raw("ATTENDEE", attendee.uri, std::move(parameters));
}

void AddConference(Lines& lines, const Conference& conference) {
  std::vector<Parameter> parameters = {{"VALUE", {"URI"}}};
  if (!conference.features.empty()) parameters.push_back({"FEATURE", conference.features});
  AddParameter(parameters, "LABEL", conference.label);
  AddParameter(parameters, "LANGUAGE", conference.language);
  lines.Raw("CONFERENCE", conference.uri, std::move(parameters));
}

Component AlarmComponent(const Alarm& alarm) {
  Component component{"VALARM", {}, {}};
  Lines lines(component);
  lines.Raw("ACTION", std::string(NameIn(kActionNames, alarm.action)));
  if (alarm.at) {
    lines.Raw("TRIGGER", FormatDateTime(*alarm.at), {{"VALUE", {"DATE-TIME"}}});
  } else {
    std::vector<Parameter> parameters;
    if (alarm.from_end) AddParameter(parameters, "RELATED", "END");
    lines.Raw("TRIGGER", FormatDuration(alarm.before.value_or(Duration{})), std::move(parameters));
  }
  lines.Text("DESCRIPTION", alarm.description);
  lines.All(alarm.others);
  return component;
}

std::string JoinTexts(const std::vector<std::string>& texts) {
  std::string joined;
  for (const std::string& text : texts) joined += (joined.empty() ? "" : ",") + EscapeText(text);
  return joined;
}

void AddTimes(Lines& lines, const Event& event) {
  if (event.start) lines.Time("DTSTART", *event.start);
  if (event.end) lines.Time("DTEND", *event.end);
  if (event.duration) lines.Raw("DURATION", FormatDuration(*event.duration));
  if (event.recurrence_id) {
    std::vector<Parameter> parameters;
    if (event.this_and_future) AddParameter(parameters, "RANGE", "THISANDFUTURE");
    lines.Time("RECURRENCE-ID", *event.recurrence_id, std::move(parameters));
  }
  if (event.rule) lines.Raw("RRULE", FormatRule(*event.rule));
  for (const DateTime& date : event.more_dates) lines.Time("RDATE", date);
  for (const DateTime& date : event.without_dates) lines.Time("EXDATE", date);
}

Component EventComponent(const Event& event, const WriteOptions& options) {
  Component component{"VEVENT", {}, {}};
  Lines lines(component);
  lines.Text("UID", event.uid);
  lines.Utc("DTSTAMP", event.stamp);
  AddTimes(lines, event);
  lines.Raw("SEQUENCE", fmt::format("{}", event.sequence));
  if (event.status != Status::kNone) lines.Raw("STATUS", std::string(NameIn(kStatusNames, event.status)));
  if (event.organizer) AddOrganizer(lines, *event.organizer);
  for (const Attendee& attendee : event.attendees) AddAttendee(lines, attendee, options);
  lines.Text("SUMMARY", event.summary);
  lines.Text("DESCRIPTION", event.description);
  lines.Text("LOCATION", event.location);
  lines.Uri("URL", event.url);
  lines.Text("COMMENT", event.comment);
  lines.Text("COLOR", event.color);
  if (!event.categories.empty()) lines.Raw("CATEGORIES", JoinTexts(event.categories));
  if (event.access != Access::kPublic) lines.Raw("CLASS", std::string(NameIn(kAccessNames, event.access)));
  if (event.transparent) lines.Raw("TRANSP", "TRANSPARENT");
  for (const Conference& conference : event.conferences) AddConference(lines, conference);
  if (event.created) lines.Utc("CREATED", *event.created);
  if (event.modified) lines.Utc("LAST-MODIFIED", *event.modified);
  lines.All(event.others);
  for (const Alarm& alarm : event.alarms) component.components.push_back(AlarmComponent(alarm));
  component.components.insert(component.components.end(), event.other_components.begin(),
                              event.other_components.end());
  return component;
}

// Every TZID of the calendar, and the earliest time anywhere.
struct UsedZones {
  std::set<std::string> names;
  std::optional<base::UtcTime> earliest;

  void Add(const DateTime& time) {
    if (time.form == TimeForm::kZoned) names.insert(time.zone);
    const base::UtcTime moment = FromUtcLocal(time.local);
    if (!earliest || moment < *earliest) earliest = moment;
  }
  void Add(const Event& event) {
    for (const auto* time : {&event.start, &event.end, &event.recurrence_id}) {
      if (*time) Add(**time);
    }
    for (const DateTime& date : event.more_dates) Add(date);
    for (const DateTime& date : event.without_dates) Add(date);
  }
};

void AddZones(Component& component, const Calendar& calendar) {
  UsedZones used;
  for (const Event& event : calendar.events) used.Add(event);
  for (const std::string& name : used.names) {
    const auto sent = std::find_if(calendar.zones.begin(), calendar.zones.end(),
                                   [&](const SentZone& zone) { return zone.tzid == name; });
    const auto zone = Zone::Named(name);
    if (zone.has_value()) {
      // A day earlier: the local time was taken for UTC.
      const base::UtcTime from{used.earliest->ms - base::kDayMs};
      component.components.push_back(TimeZoneComponent(name, ObservancesOf(*zone, from)));
    } else if (sent != calendar.zones.end()) {
      component.components.push_back(TimeZoneComponent(name, sent->observances));
    }
  }
}

}  // namespace

std::string WriteCalendar(const Calendar& calendar, const WriteOptions& options) {
  Component component{"VCALENDAR", {}, {}};
  Lines lines(component);
  lines.Raw("VERSION", "2.0");
  lines.Text("PRODID", calendar.product.empty() ? std::string(kProduct) : calendar.product);
  if (calendar.method != Method::kNone) lines.Raw("METHOD", std::string(MethodName(calendar.method)));
  if (!calendar.name.empty()) {
    lines.Text("NAME", calendar.name);
    lines.Text("X-WR-CALNAME", calendar.name);  // what clients showed before RFC 7986
  }
  lines.Text("DESCRIPTION", calendar.description);
  lines.Text("COLOR", calendar.color);
  lines.Uri("URL", calendar.url);
  if (calendar.refresh_interval) {
    const std::string interval = FormatDuration(*calendar.refresh_interval);
    lines.Raw("REFRESH-INTERVAL", interval, {{"VALUE", {"DURATION"}}});
    lines.Raw("X-PUBLISHED-TTL", interval);  // Outlook's name for it
  }
  lines.All(calendar.others);
  AddZones(component, calendar);
  for (const Event& event : calendar.events) component.components.push_back(EventComponent(event, options));
  component.components.insert(component.components.end(), calendar.other_components.begin(),
                              calendar.other_components.end());
  return WriteComponent(component);
}

}  // namespace calendar
