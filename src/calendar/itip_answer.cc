// The organiser's side of iTIP.

#include <algorithm>
#include <utility>

#include "calendar/instances.h"
#include "calendar/itip_common.h"

namespace calendar {

namespace {

class AnswerTaker {
 public:
  AnswerTaker(const Calendar& stored, std::string_view sender) : zones_(stored.zones), sender_(sender) {
    outcome_.calendar = stored;
  }

  base::Result<Outcome> Take(const Calendar& stored, const Calendar& message) {
    Reason reason = Reason::kNone;
    if (message.method != Method::kReply && message.method != Method::kCounter) {
      reason = Reason::kMethodNotTaken;
    } else if (message.events.empty()) {
      reason = Reason::kMalformed;
    }
    for (const Event& event : message.events) {
      if (reason == Reason::kNone) reason = TRY(TakeEvent(event, message.method == Method::kCounter));
    }
    if (reason == Reason::kNone) return std::move(outcome_);
    Outcome refused;
    refused.reason = reason;
    refused.calendar = stored;
    return refused;
  }

 private:
  base::Result<Reason> TakeEvent(const Event& answer, bool counter) {
    Event* const series = FindSeries(outcome_.calendar, answer.uid);
    Event* about = TRY(FindStored(outcome_.calendar, zones_, answer));
    if (series == nullptr && about == nullptr) return Reason::kUnknownEvent;
    const Event& invited = about != nullptr ? *about : *series;
    const Reason reason = Check(invited, answer);
    if (reason != Reason::kNone) return reason;
    if (answer.recurrence_id && about == nullptr) {
      const bool known = TRY(HasInstance(outcome_.calendar, answer.uid, *answer.recurrence_id));
      if (!known) return Reason::kUnknownInstance;
    }
    if (counter) {
      outcome_.proposals.push_back({answer.attendees[0].uri, answer});
      return Reason::kNone;
    }
    if (about == nullptr) {
      Event instance = TRY(InstanceOf(zones_, *series, *answer.recurrence_id));
      outcome_.calendar.events.push_back(std::move(instance));
      about = &outcome_.calendar.events.back();
    }
    Record(*about, answer);
    if (!answer.recurrence_id) RecordInInstances(answer);
    return Reason::kNone;
  }

  // `invited`: what the answer is about, as stored.
  Reason Check(const Event& invited, const Event& answer) const {
    if (answer.attendees.size() != 1) return Reason::kMalformed;
    const Attendee& who = answer.attendees[0];
    if (answer.this_and_future || who.answer == Answer::kDelegated) return Reason::kMethodNotTaken;
    if (!answer.organizer || !invited.organizer ||
        !SameAddress(answer.organizer->uri, invited.organizer->uri))
      return Reason::kForgedOrganizer;
    const Attendee* const known = FindAttendee(invited, who.uri);
    if (known == nullptr) return Reason::kUnknownAttendee;
    if (!MaySpeakFor(sender_, known->uri, known->sent_by)) return Reason::kForgedSender;
    if (answer.sequence < invited.sequence) return Reason::kStaleSequence;
    if (answer.sequence > invited.sequence) return Reason::kFutureSequence;
    if (!known->answered || answer.stamp > *known->answered) return Reason::kNone;
    const bool same = answer.stamp == *known->answered && who.answer == known->answer;
    return same ? Reason::kAlreadyKnown : Reason::kStaleStamp;
  }

  void Record(Event& about, const Event& answer) {
    Attendee* const who = FindAttendee(about, answer.attendees[0].uri);
    outcome_.changes.push_back(
        {who->uri, about.recurrence_id, who->answer, answer.attendees[0].answer, answer.comment});
    who->answer = answer.attendees[0].answer;
    who->answered = answer.stamp;
  }

  // An answer to the series is one to its changed instances too, unless a later one was given to them.
  void RecordInInstances(const Event& answer) {
    for (Event& event : outcome_.calendar.events) {
      if (event.uid != answer.uid || !event.recurrence_id) continue;
      Attendee* const who = FindAttendee(event, answer.attendees[0].uri);
      if (who == nullptr || (who->answered && *who->answered >= answer.stamp)) continue;
      if (event.sequence > answer.sequence) continue;  // of a newer version than the answer has seen
      who->answer = answer.attendees[0].answer;
      who->answered = answer.stamp;
    }
  }

  Zones zones_;
  std::string_view sender_;
  Outcome outcome_;
};

}  // namespace

base::Result<Outcome> TakeAnswer(const Calendar& stored, const Calendar& message, std::string_view sender) {
  return AnswerTaker(stored, sender).Take(stored, message);
}

}  // namespace calendar
