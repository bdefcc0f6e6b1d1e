#include "calendar/mail.h"

#include <gtest/gtest.h>

#include "base/random.h"
#include "calendar/itip.h"
#include "calendar/messages.h"
#include "calendar/testing.h"
#include "net/mail_message.h"

namespace calendar {
namespace {

std::string Composed(const net::Mail& mail, std::string_view from) {
  base::SeededRandom random(1);
  auto message = net::ComposeMail(mail, from, base::UtcTime{1'800'000'000'000}, random);
  EXPECT_TRUE(message.has_value());
  return message.value();
}

Calendar Invitation() {
  Calendar calendar;
  Event event;
  event.uid = "1@example.org";
  event.stamp = {1'800'000'000'000};
  event.start = ZonedDateTime({2027, 2, 1, 14, 0, 0}, "Asia/Seoul");
  event.end = ZonedDateTime({2027, 2, 1, 16, 0, 0}, "Asia/Seoul");
  event.summary = "이사회";
  event.organizer = Organizer{"mailto:panel@example.org", "Panel", "", {}};
  Attendee kim;
  kim.uri = "mailto:kim@example.org";
  event.attendees = {kim};
  calendar.events = {event};
  return RequestFor(calendar, event.stamp);
}

// There and back: the invitation goes out by mail, the answer comes in by mail.
TEST(CalendarMail, InvitationAndAnswer) {
  const std::string out =
      Composed(MailWith(Invitation(), "kim@example.org", "이사회", "You are invited."), "panel@example.org");
  const auto received = net::ReadMail(out);
  ASSERT_TRUE(received.has_value());
  const auto invited = CalendarOf(*received);
  ASSERT_TRUE(invited.has_value()) << invited.error().external;
  EXPECT_EQ(invited->method, Method::kRequest);
  EXPECT_EQ(invited->events, Invitation().events);
  const Calendar reply =
      ReplyTo(invited->events[0], "mailto:kim@example.org", Answer::kAccepted, "", {1'800'000'060'000});
  const std::string back = Composed(MailWith(reply, "panel@example.org", "Accepted", ""), "kim@example.org");
  const auto answer = net::ReadMail(back);
  ASSERT_TRUE(answer.has_value());
  const auto outcome = TakeAnswer(Invitation(), CalendarOf(*answer).value(), answer->from);
  ASSERT_TRUE(outcome.has_value());
  EXPECT_EQ(outcome->reason, Reason::kNone);
  EXPECT_EQ(outcome->calendar.events[0].attendees[0].answer, Answer::kAccepted);
}

TEST(CalendarMail, WhatIsNoInvitation) {
  const auto code = [](const std::string& message) {
    const auto mail = net::ReadMail(message);
    const auto calendar = CalendarOf(mail.value());
    return calendar.has_value() ? base::Code::kInternal : calendar.error().code;
  };
  const std::string from = "From: kim@example.org\n";
  const std::string reply = "BEGIN:VCALENDAR\nVERSION:2.0\nMETHOD:REPLY\nEND:VCALENDAR\n";
  EXPECT_EQ(code(from + "\nhello\n"), base::Code::kNotFound);
  EXPECT_EQ(code(from + "Content-Type: text/calendar; method=reply\n\n" + reply), base::Code::kInternal);
  EXPECT_EQ(code(from + "Content-Type: application/ics\n\n" + reply), base::Code::kInternal);
  EXPECT_EQ(code(from + "Content-Type: text/calendar; method=CANCEL\n\n" + reply), base::Code::kInvalid);
  EXPECT_EQ(code(from + "Content-Type: text/calendar\n\nBEGIN:VCALENDAR\nVERSION:2.0\nEND:VCALENDAR\n"),
            base::Code::kInvalid);
}

}  // namespace
}  // namespace calendar
