#include "calendar/itip.h"

#include <gtest/gtest.h>

#include "calendar/instances.h"
#include "calendar/messages.h"
#include "calendar/read.h"
#include "calendar/write.h"

namespace calendar {
namespace {

constexpr std::string_view kKim = "mailto:kim@example.org";
constexpr std::string_view kLee = "mailto:lee@example.org";

base::UtcTime At(int minute) {
  return FromUtcLocal({2026, 11, 28, 10, minute, 0});
}

Calendar Series() {
  Event event;
  event.uid = "1@example.org";
  event.stamp = At(0);
  event.sequence = 2;
  event.start = ZonedDateTime({2026, 12, 1, 14, 0, 0}, "Asia/Seoul");
  event.end = ZonedDateTime({2026, 12, 1, 16, 0, 0}, "Asia/Seoul");
  event.rule = ParseRule("FREQ=WEEKLY;COUNT=4").value();
  event.organizer = Organizer{"mailto:secretary@example.org", "Secretary", "", {}};
  for (const std::string_view uri : {kKim, kLee}) {
    Attendee attendee;
    attendee.uri = uri;
    attendee.rsvp = true;
    event.attendees.push_back(attendee);
  }
  event.summary = "Board";
  Calendar calendar;
  calendar.events = {event};
  return calendar;
}

Calendar Reply(const Calendar& stored, int minute, Answer answer = Answer::kAccepted,
               std::string_view who = kKim) {
  return ReplyTo(stored.events[0], who, answer, "", At(minute));
}

Outcome Answered(const Calendar& stored, const Calendar& message,
                 std::string_view sender = "kim@example.org") {
  // Through text, as it would come.
  auto outcome = TakeAnswer(stored, ReadCalendar(WriteCalendar(message)).value(), sender);
  EXPECT_TRUE(outcome.has_value());
  if (outcome->reason != Reason::kNone) {
    EXPECT_EQ(outcome->calendar, stored) << "what is refused changes nothing";
    EXPECT_TRUE(outcome->changes.empty());
  }
  return *outcome;
}

Reason WhyNot(const Calendar& stored, const Calendar& message, std::string_view sender = "kim@example.org") {
  return Answered(stored, message, sender).reason;
}

TEST(Itip, AnAnswerIsTakenInOnce) {
  const Calendar stored = Series();
  const Outcome first = Answered(stored, Reply(stored, 5));
  ASSERT_EQ(first.reason, Reason::kNone);
  ASSERT_EQ(first.changes.size(), 1u);
  EXPECT_EQ(first.changes[0].uri, kKim);
  EXPECT_EQ(first.changes[0].before, Answer::kNeedsAction);
  EXPECT_EQ(first.changes[0].after, Answer::kAccepted);
  EXPECT_EQ(FindAttendee(first.calendar.events[0], kKim)->answer, Answer::kAccepted);
  EXPECT_EQ(FindAttendee(first.calendar.events[0], kLee)->answer, Answer::kNeedsAction);
  // The store keeps when the answer was written.
  const Calendar kept = ReadCalendar(WriteCalendar(first.calendar, {.keep_answered = true})).value();
  EXPECT_EQ(WhyNot(kept, Reply(stored, 5)), Reason::kAlreadyKnown);
  EXPECT_EQ(WhyNot(kept, Reply(stored, 4, Answer::kDeclined)), Reason::kStaleStamp) << "overtaken on the way";
  const Outcome second = Answered(kept, Reply(stored, 6, Answer::kDeclined));
  EXPECT_EQ(second.changes.at(0).before, Answer::kAccepted);
  EXPECT_EQ(FindAttendee(second.calendar.events[0], kKim)->answer, Answer::kDeclined);
  EXPECT_EQ(WriteCalendar(RequestFor(kept, At(9))).find("X-MANUMIT"), std::string::npos) << "not for others";
}

TEST(Itip, WhatCountsForNothing) {
  const Calendar stored = Series();
  Calendar message = Reply(stored, 5);
  message.events[0].sequence = 1;
  EXPECT_EQ(WhyNot(stored, message), Reason::kStaleSequence);
  message.events[0].sequence = 3;
  EXPECT_EQ(WhyNot(stored, message), Reason::kFutureSequence);
  message = Reply(stored, 5);
  message.events[0].uid = "2@example.org";
  EXPECT_EQ(WhyNot(stored, message), Reason::kUnknownEvent);
  EXPECT_EQ(
      WhyNot(stored, Reply(stored, 5, Answer::kAccepted, "mailto:park@example.org"), "park@example.org"),
      Reason::kUnknownAttendee);
  EXPECT_EQ(WhyNot(stored, Reply(stored, 5), "lee@example.org"), Reason::kForgedSender)
      << "Lee answers for Kim";
  EXPECT_EQ(WhyNot(stored, Reply(stored, 5), "KIM@Example.org"), Reason::kNone);
  message = Reply(stored, 5);
  message.events[0].organizer->uri = "mailto:other@example.org";
  EXPECT_EQ(WhyNot(stored, message), Reason::kForgedOrganizer);
  message.events[0].organizer.reset();
  EXPECT_EQ(WhyNot(stored, message), Reason::kForgedOrganizer);
  message = Reply(stored, 5);
  message.events[0].attendees.push_back(stored.events[0].attendees[1]);
  EXPECT_EQ(WhyNot(stored, message), Reason::kMalformed) << "an answer speaks for one";
  message = Reply(stored, 5, Answer::kDelegated);
  EXPECT_EQ(WhyNot(stored, message), Reason::kMethodNotTaken);
  message = Reply(stored, 5);
  for (const Method method :
       {Method::kRequest, Method::kCancel, Method::kAdd, Method::kRefresh, Method::kPublish}) {
    message.method = method;
    EXPECT_EQ(WhyNot(stored, message), Reason::kMethodNotTaken);
  }
  message.method = Method::kReply;
  message.events.clear();
  EXPECT_EQ(WhyNot(stored, message), Reason::kMalformed);
}

Calendar InstanceReply(const Calendar& stored, const DateTime& id, int minute, Answer answer) {
  Calendar message = Reply(stored, minute, answer);
  message.events[0].recurrence_id = id;
  message.events[0].start = id;
  message.events[0].end.reset();
  return message;
}

TEST(Itip, AnAnswerToOneInstance) {
  const Calendar stored = Series();
  const DateTime second = UtcDateTime(FromUtcLocal({2026, 12, 8, 5, 0, 0}));
  const Outcome one = Answered(stored, InstanceReply(stored, second, 7, Answer::kDeclined));
  ASSERT_EQ(one.reason, Reason::kNone);
  ASSERT_EQ(one.calendar.events.size(), 2u);
  const Event& instance = one.calendar.events[1];
  EXPECT_EQ(instance.start, ZonedDateTime({2026, 12, 8, 14, 0, 0}, "Asia/Seoul"))
      << "on the clock of the series";
  EXPECT_EQ(instance.end, ZonedDateTime({2026, 12, 8, 16, 0, 0}, "Asia/Seoul"));
  EXPECT_EQ(instance.recurrence_id, instance.start);
  EXPECT_FALSE(instance.rule);
  EXPECT_EQ(FindAttendee(instance, kKim)->answer, Answer::kDeclined);
  EXPECT_EQ(FindAttendee(one.calendar.events[0], kKim)->answer, Answer::kNeedsAction);
  EXPECT_EQ(one.changes.at(0).recurrence_id, instance.start);
  const DateTime never = UtcDateTime(FromUtcLocal({2026, 12, 9, 5, 0, 0}));
  EXPECT_EQ(WhyNot(stored, InstanceReply(stored, never, 7, Answer::kDeclined)), Reason::kUnknownInstance);
  // A later yes to the whole series is one to that instance too; an earlier one is not.
  const Outcome earlier = Answered(one.calendar, Reply(stored, 6));
  EXPECT_EQ(FindAttendee(earlier.calendar.events[1], kKim)->answer, Answer::kDeclined);
  const Outcome later = Answered(one.calendar, Reply(stored, 8));
  EXPECT_EQ(FindAttendee(later.calendar.events[1], kKim)->answer, Answer::kAccepted);
  Calendar range = InstanceReply(stored, second, 7, Answer::kDeclined);
  range.events[0].this_and_future = true;
  EXPECT_EQ(WhyNot(stored, range), Reason::kMethodNotTaken);
}

TEST(Itip, ACounterIsShownAndChangesNothing) {
  const Calendar stored = Series();
  const DateTime start = ZonedDateTime({2026, 12, 1, 15, 0, 0}, "Asia/Seoul");
  const DateTime end = ZonedDateTime({2026, 12, 1, 17, 0, 0}, "Asia/Seoul");
  const Outcome outcome =
      Answered(stored, CounterTo(stored.events[0], kKim, start, end, "One hour later?", At(5)));
  ASSERT_EQ(outcome.reason, Reason::kNone);
  EXPECT_EQ(outcome.calendar, stored);
  ASSERT_EQ(outcome.proposals.size(), 1u);
  EXPECT_EQ(outcome.proposals[0].event.start, start);
  EXPECT_EQ(outcome.proposals[0].event.comment, "One hour later?");
  const Calendar from_lee = CounterTo(stored.events[0], kKim, start, end, "", At(5));
  EXPECT_EQ(WhyNot(stored, from_lee, "lee@example.org"), Reason::kForgedSender);
}

Outcome Invited(const Calendar& stored, const Calendar& message,
                std::string_view sender = "secretary@example.org", std::string_view me = kKim) {
  auto outcome = TakeInvitation(stored, ReadCalendar(WriteCalendar(message)).value(), sender, me);
  EXPECT_TRUE(outcome.has_value());
  if (outcome->reason != Reason::kNone) {
    EXPECT_EQ(outcome->calendar, stored);
  }
  return *outcome;
}

TEST(Itip, InvitationsAndUpdates) {
  const Calendar request = RequestFor(Series(), At(0));
  Calendar mine = Invited({}, request).calendar;
  ASSERT_EQ(mine.events.size(), 1u);
  EXPECT_EQ(Invited(mine, request).reason, Reason::kAlreadyKnown);
  FindAttendee(mine.events[0], kKim)->answer = Answer::kAccepted;

  Calendar details = RequestFor(Series(), At(3));
  details.events[0].description = "Bring your badge";
  const Outcome same = Invited(mine, details);
  EXPECT_EQ(same.calendar.events[0].description, "Bring your badge");
  EXPECT_EQ(FindAttendee(same.calendar.events[0], kKim)->answer, Answer::kAccepted)
      << "the same version: still";

  Calendar moved = RequestFor(Series(), At(4));
  moved.events[0].sequence = 3;
  moved.events[0].start->local.hour = 15;
  const Outcome update = Invited(same.calendar, moved);
  EXPECT_EQ(update.calendar.events[0].start->local.hour, 15);
  EXPECT_EQ(FindAttendee(update.calendar.events[0], kKim)->answer, Answer::kNeedsAction) << "asked anew";
  EXPECT_EQ(Invited(update.calendar, details).reason, Reason::kStaleSequence);
  EXPECT_EQ(Invited(same.calendar, request).reason, Reason::kStaleStamp);

  moved.events[0].organizer->uri = "mailto:mallory@example.org";
  moved.events[0].sequence = 9;
  EXPECT_EQ(Invited(update.calendar, moved, "mallory@example.org").reason, Reason::kForgedOrganizer);
  EXPECT_EQ(Invited({}, request, "mallory@example.org").reason, Reason::kForgedSender);
  EXPECT_EQ(Invited({}, request, "secretary@example.org", "mailto:park@example.org").reason,
            Reason::kNotForUs);
}

TEST(Itip, OneInstanceIsMovedAndThenTheSeries) {
  const Calendar mine = Invited({}, RequestFor(Series(), At(0))).calendar;
  Calendar one = RequestFor(Series(), At(5));
  one.events[0].rule.reset();
  one.events[0].recurrence_id = ZonedDateTime({2026, 12, 8, 14, 0, 0}, "Asia/Seoul");
  one.events[0].start = ZonedDateTime({2026, 12, 9, 10, 0, 0}, "Asia/Seoul");
  one.events[0].end = ZonedDateTime({2026, 12, 9, 11, 0, 0}, "Asia/Seoul");
  const Calendar changed = Invited(mine, one).calendar;
  ASSERT_EQ(changed.events.size(), 2u);
  const auto all =
      InstancesBetween(changed, "1@example.org", At(0), FromUtcLocal({2027, 1, 1, 0, 0, 0}), Zone::Utc());
  ASSERT_EQ(all->size(), 4u);
  EXPECT_EQ(base::FormatTime((*all)[1].start), "2026-12-09T01:00:00.000Z");
  one.events[0].recurrence_id = ZonedDateTime({2026, 12, 8, 15, 0, 0}, "Asia/Seoul");
  EXPECT_EQ(Invited(mine, one).reason, Reason::kUnknownInstance);
  Calendar series = RequestFor(Series(), At(6));
  series.events[0].sequence = 3;
  EXPECT_EQ(Invited(changed, series).calendar.events.size(), 1u) << "a new version of all of it";
}

TEST(Itip, Cancellations) {
  const Calendar mine = Invited({}, RequestFor(Series(), At(0))).calendar;
  const Calendar cancel = CancelOf(Series().events[0], At(5), {});
  EXPECT_EQ(cancel.events[0].sequence, 3);
  const Outcome off = Invited(mine, cancel);
  ASSERT_EQ(off.reason, Reason::kNone);
  EXPECT_EQ(off.calendar.events[0].status, Status::kCancelled);
  EXPECT_EQ(off.calendar.events[0].sequence, 3);
  EXPECT_EQ(Invited(off.calendar, cancel).reason, Reason::kAlreadyKnown);
  EXPECT_EQ(Invited(off.calendar, RequestFor(Series(), At(9))).reason, Reason::kStaleSequence);
  EXPECT_EQ(Invited({}, cancel).reason, Reason::kUnknownEvent);
  EXPECT_EQ(Invited(mine, cancel, "kim@example.org").reason, Reason::kForgedSender);

  Event instance = Series().events[0];
  instance.recurrence_id = ZonedDateTime({2026, 12, 8, 14, 0, 0}, "Asia/Seoul");
  const Outcome one = Invited(mine, CancelOf(instance, At(5), {}));
  ASSERT_EQ(one.calendar.events.size(), 2u);
  EXPECT_EQ(one.calendar.events[0].status, Status::kNone);
  EXPECT_EQ(one.calendar.events[1].status, Status::kCancelled);

  const Calendar let_go = CancelOf(Series().events[0], At(5), {std::string(kLee)});
  EXPECT_EQ(let_go.events[0].sequence, 2);
  EXPECT_EQ(Invited(mine, let_go).reason, Reason::kNotForUs) << "Lee is let go, not Kim";
  const Outcome for_lee = Invited(mine, let_go, "secretary@example.org", kLee);
  EXPECT_EQ(for_lee.calendar.events[0].status, Status::kCancelled);
}

TEST(Itip, ACounterIsDeclined) {
  const Calendar mine = Invited({}, RequestFor(Series(), At(0))).calendar;
  const Outcome outcome = Invited(mine, DeclineCounter(mine.events[0], kKim, "The room is taken", At(5)));
  EXPECT_TRUE(outcome.counter_declined);
  EXPECT_EQ(outcome.calendar.events, mine.events);
  EXPECT_EQ(Invited({}, DeclineCounter(mine.events[0], kKim, "", At(5))).reason, Reason::kUnknownEvent);
}

TEST(Itip, WhatNeedsANewSequence) {
  const Event event = Series().events[0];
  Event other = event;
  other.description = "x";
  other.attendees.clear();
  EXPECT_FALSE(NeedsNewSequence(event, other));
  other.end.reset();
  other.duration = Duration{false, 0, 7200};
  EXPECT_FALSE(NeedsNewSequence(event, other)) << "the same end, said otherwise";
  other = event;
  other.location = "Room 2";
  EXPECT_TRUE(NeedsNewSequence(event, other));
  other = event;
  other.start->local.hour = 13;
  EXPECT_TRUE(NeedsNewSequence(event, other));
  other = event;
  other.rule.reset();
  EXPECT_TRUE(NeedsNewSequence(event, other));
}

}  // namespace
}  // namespace calendar
