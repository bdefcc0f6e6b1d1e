#include "calendar/read_event.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

#include "base/limits_calendar.h"
#include "calendar/event_names.h"
#include "calendar/read_values.h"

namespace calendar {

namespace {

// Section 3.6.1: these MUST NOT occur more than once.
constexpr std::array<std::string_view, 18> kOnce = {
    "UID",    "DTSTAMP",   "DTSTART",       "DTEND",       "DURATION", "SEQUENCE",
    "STATUS", "ORGANIZER", "SUMMARY",       "DESCRIPTION", "LOCATION", "URL",
    "CLASS",  "TRANSP",    "RECURRENCE-ID", "CREATED",     "COLOR",    "LAST-MODIFIED"};

std::string TakeFirst(Parameter& parameter) {
  return parameter.values.empty() ? std::string() : std::move(parameter.values.front());
}

Organizer OrganizerOf(Property& property) {
  Organizer organizer;
  organizer.uri = std::move(property.value);
  for (Parameter& parameter : property.parameters) {
    if (parameter.name == "CN") {
      organizer.name = TakeFirst(parameter);
    } else if (parameter.name == "SENT-BY") {
      organizer.sent_by = TakeFirst(parameter);
    } else {
      organizer.others.push_back(std::move(parameter));
    }
  }
  return organizer;
}

// An unknown value of a parameter is read as RFC 5545 says: as its default.
void TakeAttendeeParameter(Attendee& attendee, Parameter& parameter) {
  const std::string& name = parameter.name;
  const std::string upper = UpperAscii(parameter.values.empty() ? "" : parameter.values.front());
  if (name == "CN") {
    attendee.name = TakeFirst(parameter);
  } else if (name == "ROLE") {
    attendee.role = FindIn<Role>(kRoleNames, upper).value_or(Role::kRequired);
  } else if (name == "PARTSTAT") {
    attendee.answer = FindIn<Answer>(kAnswerNames, upper).value_or(Answer::kNeedsAction);
  } else if (name == "RSVP") {
    attendee.rsvp = upper == "TRUE";
  } else if (name == "CUTYPE") {
    attendee.kind = FindIn<AttendeeKind>(kKindNames, upper).value_or(AttendeeKind::kUnknown);
  } else if (name == "SENT-BY") {
    attendee.sent_by = TakeFirst(parameter);
  } else if (name == "X-MANUMIT-ANSWERED") {
    const auto time = ParseDateTime(upper);
    if (time && time->form == TimeForm::kUtc) attendee.answered = FromUtcLocal(time->local);
  } else {
    attendee.others.push_back(std::move(parameter));
  }
}

Attendee AttendeeOf(Property& property) {
  Attendee attendee;
  attendee.uri = std::move(property.value);
  for (Parameter& parameter : property.parameters) TakeAttendeeParameter(attendee, parameter);
  return attendee;
}

Conference ConferenceOf(Property& property) {
  Conference conference;
  conference.uri = std::move(property.value);
  for (Parameter& parameter : property.parameters) {
    if (parameter.name == "FEATURE")
      conference.features = std::move(parameter.values);
    else if (parameter.name == "LABEL")
      conference.label = TakeFirst(parameter);
    else if (parameter.name == "LANGUAGE")
      conference.language = TakeFirst(parameter);
  }
  return conference;
}

base::Status TakeTrigger(const Property& property, Alarm& alarm) {
  if (SameAscii(property.parameter("VALUE"), "DATE-TIME")) {
    const base::UtcTime time = TRY(UtcOf(property));
    alarm.at = UtcDateTime(time);
    return base::Ok();
  }
  alarm.before = TRY(DurationOf(property));
  alarm.from_end = SameAscii(property.parameter("RELATED"), "END");
  return base::Ok();
}

// Nothing for an alarm whose action is not ours: it is kept as a component.
base::Result<std::optional<Alarm>> AlarmOf(const Component& component) {
  Alarm alarm;
  bool known = false;
  for (const Property& property : component.properties) {
    if (property.name == "ACTION") {
      const auto action = FindIn<AlarmAction>(kActionNames, UpperAscii(property.value));
      known = action.has_value() && component.components.empty();
      alarm.action = action.value_or(AlarmAction::kDisplay);
    } else if (property.name == "TRIGGER") {
      TRY(TakeTrigger(property, alarm));
    } else if (property.name == "DESCRIPTION") {
      alarm.description = UnescapeText(property.value);
    } else {
      alarm.others.push_back(property);
    }
  }
  if (!known || (!alarm.at && !alarm.before)) return std::optional<Alarm>();
  return std::optional<Alarm>(std::move(alarm));
}

class EventReader {
 public:
  base::Result<Event> Read(Component& component) {
    line_ = component.line;
    for (Property& property : component.properties) {
      TRY(CheckOnce(property));
      TRY(Take(property));
    }
    for (Component& inner : component.components) {
      if (inner.name == "VALARM") {
        auto alarm = TRY(AlarmOf(inner));
        if (alarm) {
          event_.alarms.push_back(std::move(*alarm));
          continue;
        }
      }
      event_.other_components.push_back(std::move(inner));
    }
    TRY(Check());
    return std::move(event_);
  }

 private:
  base::Error Missing(std::string_view what) const {
    return base::Invalid(fmt::format("line {}: VEVENT: {}", line_, what));
  }

  base::Status CheckOnce(const Property& property) {
    const auto* const found = std::find(kOnce.begin(), kOnce.end(), property.name);
    if (found == kOnce.end()) return base::Ok();
    bool& seen = seen_[static_cast<std::size_t>(found - kOnce.begin())];
    if (seen) return At(property, "stands twice");
    seen = true;
    return base::Ok();
  }

  bool Seen(std::string_view name) const {
    return seen_[static_cast<std::size_t>(std::find(kOnce.begin(), kOnce.end(), name) - kOnce.begin())];
  }

  base::Status Take(Property& property) {
    if (TakeText(property)) return base::Ok();
    const std::string& name = property.name;
    if (name == "DTSTAMP")
      event_.stamp = TRY(UtcOf(property));
    else if (name == "DTSTART")
      event_.start = TRY(TimeOf(property));
    else if (name == "DTEND")
      event_.end = TRY(TimeOf(property));
    else if (name == "DURATION")
      event_.duration = TRY(DurationOf(property));
    else if (name == "SEQUENCE")
      event_.sequence = TRY(NumberOf(property));
    else if (name == "CREATED")
      event_.created = TRY(UtcOf(property));
    else if (name == "LAST-MODIFIED")
      event_.modified = TRY(UtcOf(property));
    else if (name == "RDATE")
      return AppendTimes(property, event_.more_dates);
    else if (name == "EXDATE")
      return AppendTimes(property, event_.without_dates);
    else if (name == "ATTENDEE")
      return TakeAttendee(property);
    else if (name == "RRULE")
      return TakeRule(property);
    else if (name == "RECURRENCE-ID")
      return TakeRecurrenceId(property);
    else if (name == "STATUS")
      return TakeStatus(property);
    else if (name == "ORGANIZER")
      event_.organizer = OrganizerOf(property);
    else if (name == "CONFERENCE")
      event_.conferences.push_back(ConferenceOf(property));
    else
      event_.others.push_back(std::move(property));
    return base::Ok();
  }

  bool TakeText(Property& property) {
    const std::string& name = property.name;
    if (name == "UID")
      event_.uid = UnescapeText(property.value);
    else if (name == "SUMMARY")
      event_.summary = UnescapeText(property.value);
    else if (name == "DESCRIPTION")
      event_.description = UnescapeText(property.value);
    else if (name == "LOCATION")
      event_.location = UnescapeText(property.value);
    else if (name == "COMMENT" && event_.comment.empty())
      event_.comment = UnescapeText(property.value);
    else if (name == "COLOR")
      event_.color = UnescapeText(property.value);
    else if (name == "URL")
      event_.url = property.value;
    else if (name == "TRANSP")
      event_.transparent = SameAscii(property.value, "TRANSPARENT");
    else if (name == "CLASS")  // an unknown one is PRIVATE (section 3.8.1.3)
      event_.access = FindIn<Access>(kAccessNames, UpperAscii(property.value)).value_or(Access::kPrivate);
    else if (name == "CATEGORIES") {
      for (const std::string_view part : SplitTexts(property.value))
        event_.categories.push_back(UnescapeText(part));
    } else {
      return false;
    }
    return true;
  }

  base::Status TakeAttendee(Property& property) {
    if (event_.attendees.size() == base::kMaxCalendarAttendees)
      return base::TooLarge(fmt::format("line {}: ATTENDEE: more than {} attendees", property.line,
                                        base::kMaxCalendarAttendees));
    event_.attendees.push_back(AttendeeOf(property));
    return base::Ok();
  }

  base::Status TakeRule(const Property& property) {
    if (event_.rule) return At(property, "stands twice");
    auto rule = ParseRule(property.value);
    if (!rule.has_value()) {
      base::Error error = std::move(rule).error();
      error.external = At(property, error.external).external;
      return error;
    }
    event_.rule = std::move(*rule);
    return base::Ok();
  }

  base::Status TakeRecurrenceId(const Property& property) {
    event_.recurrence_id = TRY(TimeOf(property));
    event_.this_and_future = SameAscii(property.parameter("RANGE"), "THISANDFUTURE");
    return base::Ok();
  }

  base::Status TakeStatus(const Property& property) {
    const auto status = FindIn<Status>(kStatusNames, UpperAscii(property.value));
    if (!status) return At(property, fmt::format("\"{}\" is no status of an event", property.value));
    event_.status = *status;
    return base::Ok();
  }

  base::Status Check() const {
    if (event_.uid.empty()) return Missing("UID is missing");
    if (!Seen("DTSTAMP")) return Missing("DTSTAMP is missing");
    if (event_.end && event_.duration) return Missing("DTEND and DURATION are not for the same event");
    if (event_.duration && event_.duration->negative) return Missing("DURATION is negative");
    if (!event_.start) {
      if (event_.end || event_.duration || event_.rule) return Missing("DTSTART is missing");
      return base::Ok();
    }
    if (!event_.end) return base::Ok();
    const bool date = event_.start->form == TimeForm::kDate;
    if (date != (event_.end->form == TimeForm::kDate))
      return Missing("DTSTART and DTEND are not both dates or both times");
    const bool comparable = event_.start->form == event_.end->form && event_.start->zone == event_.end->zone;
    if (comparable && event_.end->local < event_.start->local) return Missing("DTEND lies before DTSTART");
    return base::Ok();
  }

  Event event_;
  std::size_t line_ = 0;
  std::array<bool, kOnce.size()> seen_{};
};

}  // namespace

base::Result<Event> ReadEvent(Component& component) {
  return EventReader().Read(component);
}

}  // namespace calendar
