#include "calendar/itip_common.h"

#include "calendar/instances.h"

namespace calendar {

std::string_view ReasonName(Reason reason) {
  switch (reason) {
    case Reason::kNone:
      return "none";
    case Reason::kUnknownEvent:
      return "unknown-event";
    case Reason::kStaleSequence:
      return "stale-sequence";
    case Reason::kFutureSequence:
      return "future-sequence";
    case Reason::kStaleStamp:
      return "stale-stamp";
    case Reason::kAlreadyKnown:
      return "already-known";
    case Reason::kUnknownAttendee:
      return "unknown-attendee";
    case Reason::kForgedOrganizer:
      return "forged-organizer";
    case Reason::kForgedSender:
      return "forged-sender";
    case Reason::kUnknownInstance:
      return "unknown-instance";
    case Reason::kNotForUs:
      return "not-for-us";
    case Reason::kMethodNotTaken:
      return "method-not-taken";
    case Reason::kMalformed:
      return "malformed";
  }
  return "";
}

Event* FindSeries(Calendar& stored, std::string_view uid) {
  for (Event& event : stored.events) {
    if (event.uid == uid && !event.recurrence_id) return &event;
  }
  return nullptr;
}

base::Result<Event*> FindStored(Calendar& stored, Zones& zones, const Event& about) {
  if (!about.recurrence_id) return FindSeries(stored, about.uid);
  for (Event& event : stored.events) {
    if (event.uid != about.uid || !event.recurrence_id) continue;
    const bool same = TRY(SameInstance(zones, *event.recurrence_id, *about.recurrence_id));
    if (same) return &event;
  }
  return static_cast<Event*>(nullptr);
}

base::Result<Event> InstanceOf(Zones& zones, const Event& series, const DateTime& recurrence_id) {
  Event instance = series;
  instance.rule.reset();
  instance.more_dates.clear();
  instance.without_dates.clear();
  DateTime start = *series.start;  // on the clock of the series, whatever the message uses
  if (start.form == TimeForm::kZoned && recurrence_id.form != TimeForm::kDate) {
    const Zone zone = TRY(zones.Find(start.zone));
    const base::UtcTime moment = TRY(zones.ToUtc(recurrence_id, zone));
    start.local = zone.ToLocal(moment);
  } else if (start.form != TimeForm::kDate && recurrence_id.form == TimeForm::kDate) {
    start.local.year = recurrence_id.local.year;
    start.local.month = recurrence_id.local.month;
    start.local.day = recurrence_id.local.day;
  } else if (start.form == TimeForm::kUtc) {
    const base::UtcTime moment = TRY(zones.ToUtc(recurrence_id, Zone::Utc()));
    start.local = UtcLocal(moment);
  } else {
    start.local = recurrence_id.local;
    if (start.form == TimeForm::kDate) start.local.hour = start.local.minute = start.local.second = 0;
  }
  if (series.end) {
    const std::int64_t moved = SecondsOf(start.local) - SecondsOf(series.start->local);
    instance.end->local = FromSeconds(SecondsOf(series.end->local) + moved);
  }
  instance.start = start;
  instance.recurrence_id = start;
  return instance;
}

bool MaySpeakFor(std::string_view sender, std::string_view uri, std::string_view sent_by) {
  return sender.empty() || SameAscii(sender, MailAddressOf(uri)) || SameAscii(sender, MailAddressOf(sent_by));
}

}  // namespace calendar
