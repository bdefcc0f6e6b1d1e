#include "calendar/messages.h"

#include <algorithm>
#include <utility>

namespace calendar {

namespace {

Calendar Message(Method method, Event event) {
  Calendar message;
  message.method = method;
  message.events.push_back(std::move(event));
  return message;
}

// Only what names the event.
Event Outline(const Event& event, base::UtcTime stamp) {
  Event outline;
  outline.uid = event.uid;
  outline.stamp = stamp;
  outline.sequence = event.sequence;
  outline.start = event.start;
  outline.end = event.end;
  outline.duration = event.duration;
  outline.recurrence_id = event.recurrence_id;
  outline.organizer = event.organizer;
  outline.summary = event.summary;
  return outline;
}

// The one who speaks, or is spoken to.
Attendee One(const Event& event, std::string_view uri) {
  const Attendee* const known = FindAttendee(event, uri);
  Attendee attendee;
  if (known != nullptr) attendee = *known;
  attendee.uri = uri;
  attendee.rsvp = false;
  attendee.answered.reset();
  return attendee;
}

}  // namespace

bool NeedsNewSequence(const Event& before, const Event& after) {
  return before.start != after.start || EndOf(before) != EndOf(after) || before.rule != after.rule ||
         before.more_dates != after.more_dates || before.without_dates != after.without_dates ||
         before.status != after.status || before.location != after.location ||
         before.conferences != after.conferences;
}

Calendar RequestFor(const Calendar& stored, base::UtcTime stamp) {
  Calendar message = stored;
  message.method = Method::kRequest;
  for (Event& event : message.events) {
    event.stamp = stamp;
    for (Attendee& attendee : event.attendees) attendee.answered.reset();
  }
  return message;
}

Calendar CancelOf(const Event& event, base::UtcTime stamp, const std::vector<std::string>& only) {
  Event cancel = Outline(event, stamp);
  if (only.empty()) {
    cancel.status = Status::kCancelled;
    cancel.sequence = event.sequence + 1;
  }
  for (const Attendee& attendee : event.attendees) {
    const bool meant = only.empty() || std::any_of(only.begin(), only.end(), [&](const std::string& uri) {
                         return SameAddress(uri, attendee.uri);
                       });
    if (meant) cancel.attendees.push_back(One(event, attendee.uri));
  }
  return Message(Method::kCancel, std::move(cancel));
}

Calendar ReplyTo(const Event& event, std::string_view uri, Answer answer, std::string_view comment,
                 base::UtcTime stamp) {
  Event reply = Outline(event, stamp);
  Attendee who = One(event, uri);
  who.answer = answer;
  reply.attendees.push_back(std::move(who));
  reply.comment = comment;
  return Message(Method::kReply, std::move(reply));
}

Calendar CounterTo(const Event& event, std::string_view uri, const DateTime& start, const DateTime& end,
                   std::string_view comment, base::UtcTime stamp) {
  Event counter = Outline(event, stamp);
  counter.attendees.push_back(One(event, uri));
  counter.start = start;
  counter.end = end;
  counter.duration.reset();
  counter.comment = comment;
  return Message(Method::kCounter, std::move(counter));
}

Calendar DeclineCounter(const Event& event, std::string_view uri, std::string_view comment,
                        base::UtcTime stamp) {
  Event declined = Outline(event, stamp);
  declined.attendees.push_back(One(event, uri));
  declined.comment = comment;
  return Message(Method::kDeclineCounter, std::move(declined));
}

}  // namespace calendar
