// The attendee's side of iTIP.

#include <algorithm>
#include <utility>

#include "calendar/instances.h"
#include "calendar/itip_common.h"

namespace calendar {

namespace {

class InvitationTaker {
 public:
  InvitationTaker(const Calendar& stored, const Calendar& message, std::string_view sender,
                  std::string_view me)
      : message_(message), zones_(both_zones_), sender_(sender), me_(me) {
    outcome_.calendar = stored;
    both_zones_ = stored.zones;
    for (const SentZone& zone : message.zones) {
      const bool known = std::any_of(both_zones_.begin(), both_zones_.end(),
                                     [&](const SentZone& have) { return have.tzid == zone.tzid; });
      if (!known) both_zones_.push_back(zone);
    }
    outcome_.calendar.zones = both_zones_;
  }

  base::Result<Outcome> Take(const Calendar& stored) {
    Reason reason = message_.events.empty() ? Reason::kMalformed : Reason::kNone;
    for (const Event& event : message_.events) {
      if (reason == Reason::kNone) reason = TRY(TakeEvent(event));
    }
    if (reason == Reason::kNone) return std::move(outcome_);
    Outcome refused;
    refused.reason = reason;
    refused.calendar = stored;
    return refused;
  }

 private:
  base::Result<Reason> TakeEvent(const Event& event) {
    if (event.this_and_future) return Reason::kMethodNotTaken;
    const Reason who = CheckOrganizer(event);
    if (who != Reason::kNone) return who;
    switch (message_.method) {
      case Method::kRequest:
      case Method::kPublish:
        return TakeUpdate(event);
      case Method::kCancel:
        return TakeCancel(event);
      case Method::kDeclineCounter:
        if (FindSeries(outcome_.calendar, event.uid) == nullptr) return Reason::kUnknownEvent;
        outcome_.counter_declined = true;
        return Reason::kNone;
      default:
        return Reason::kMethodNotTaken;
    }
  }

  Reason CheckOrganizer(const Event& event) const {
    const bool published = message_.method == Method::kPublish;
    if (!event.organizer)
      return published && outcome_.calendar.events.empty() ? Reason::kNone : Reason::kForgedOrganizer;
    for (const Event& stored : outcome_.calendar.events) {
      if (stored.uid != event.uid) continue;
      if (!stored.organizer || !SameAddress(stored.organizer->uri, event.organizer->uri))
        return Reason::kForgedOrganizer;
    }
    const bool may = MaySpeakFor(sender_, event.organizer->uri, event.organizer->sent_by);
    return may ? Reason::kNone : Reason::kForgedSender;
  }

  static Reason CheckAge(const Event& stored, const Event& event) {
    if (event.sequence < stored.sequence) return Reason::kStaleSequence;
    if (event.sequence > stored.sequence || event.stamp > stored.stamp) return Reason::kNone;
    return event.stamp == stored.stamp ? Reason::kAlreadyKnown : Reason::kStaleStamp;
  }

  base::Result<Reason> TakeUpdate(const Event& event) {
    const bool request = message_.method == Method::kRequest;
    if (request && !me_.empty() && FindAttendee(event, me_) == nullptr) return Reason::kNotForUs;
    if (!event.start) return Reason::kMalformed;
    Event* const stored = TRY(FindStored(outcome_.calendar, zones_, event));
    Event* const series = FindSeries(outcome_.calendar, event.uid);
    if (stored == nullptr) {
      if (event.recurrence_id && series != nullptr) {
        if (event.sequence < series->sequence) return Reason::kStaleSequence;
        const bool known = TRY(HasInstance(outcome_.calendar, event.uid, *event.recurrence_id));
        if (!known) return Reason::kUnknownInstance;
      }
      outcome_.calendar.events.push_back(event);
      return Reason::kNone;
    }
    const Reason age = CheckAge(*stored, event);
    if (age != Reason::kNone) return age;
    const bool newer = event.sequence > stored->sequence;
    Event next = event;
    if (!newer) KeepMyAnswer(*stored, next);
    *stored = std::move(next);
    if (newer && !event.recurrence_id) {  // the changed instances belonged to the old version
      std::erase_if(outcome_.calendar.events, [&](const Event& other) {
        return other.uid == event.uid && other.recurrence_id && other.sequence < event.sequence;
      });
    }
    return Reason::kNone;
  }

  // The same version again, with other details: what I answered still stands.
  void KeepMyAnswer(const Event& stored, Event& next) const {
    const Attendee* const before = FindAttendee(stored, me_);
    Attendee* const after = FindAttendee(next, me_);
    if (before == nullptr || after == nullptr || after->answer != Answer::kNeedsAction) return;
    after->answer = before->answer;
    after->answered = before->answered;
  }

  base::Result<Reason> TakeCancel(const Event& event) {
    if (!me_.empty() && !event.attendees.empty() && FindAttendee(event, me_) == nullptr)
      return Reason::kNotForUs;
    Event* const series = FindSeries(outcome_.calendar, event.uid);
    Event* stored = TRY(FindStored(outcome_.calendar, zones_, event));
    if (stored == nullptr && series == nullptr) return Reason::kUnknownEvent;
    const Event& about = stored != nullptr ? *stored : *series;
    if (event.sequence < about.sequence) return Reason::kStaleSequence;
    if (about.status == Status::kCancelled && event.sequence == about.sequence) return Reason::kAlreadyKnown;
    if (stored == nullptr) {
      const bool known = TRY(HasInstance(outcome_.calendar, event.uid, *event.recurrence_id));
      if (!known) return Reason::kUnknownInstance;
      Event instance = TRY(InstanceOf(zones_, *series, *event.recurrence_id));
      outcome_.calendar.events.push_back(std::move(instance));
      stored = &outcome_.calendar.events.back();
    }
    for (Event& each : outcome_.calendar.events) {
      const bool meant = &each == stored || (!event.recurrence_id && each.uid == event.uid);
      if (!meant) continue;
      each.status = Status::kCancelled;
      each.sequence = std::max(each.sequence, event.sequence);
      each.stamp = std::max(each.stamp, event.stamp);
      if (!event.comment.empty()) each.comment = event.comment;
    }
    return Reason::kNone;
  }

  const Calendar& message_;
  std::vector<SentZone> both_zones_;
  Zones zones_;
  std::string_view sender_;
  std::string_view me_;
  Outcome outcome_;
};

}  // namespace

base::Result<Outcome> TakeInvitation(const Calendar& stored, const Calendar& message, std::string_view sender,
                                     std::string_view me) {
  return InvitationTaker(stored, message, sender, me).Take(stored);
}

}  // namespace calendar
