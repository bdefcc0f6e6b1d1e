#include "calendar/mail.h"

#include <fmt/format.h>

#include <utility>

#include "base/check.h"
#include "calendar/read.h"
#include "calendar/write.h"
#include "net/bytes.h"

namespace calendar {

net::Mail MailWith(const Calendar& calendar, std::string to, std::string subject, std::string text) {
  CHECK(calendar.method != Method::kNone);
  const std::string bytes = WriteCalendar(calendar);
  net::Mail mail{std::move(to), std::move(subject), std::move(text)};
  mail.alternatives = {{fmt::format("text/calendar; method={}", MethodName(calendar.method)), bytes, {}}};
  mail.attachments = {{"application/ics", bytes, "invite.ics"}};
  return mail;
}

base::Result<Calendar> CalendarOf(const net::IncomingMail& mail) {
  const net::IncomingPart* part = net::FindPart(mail, "text/calendar");
  if (part == nullptr) part = net::FindPart(mail, "application/ics");
  if (part == nullptr) return base::NotFound("the mail holds no calendar");
  const std::string text = TRY(net::TextOfPart(*part));
  Calendar calendar = TRY(ReadCalendar(text));
  if (calendar.method == Method::kNone) return base::Invalid("the calendar in the mail has no METHOD");
  const auto method = net::Parameter(part->content_type, "method");
  if (method && !SameAscii(*method, MethodName(calendar.method)))
    return base::Invalid("the calendar in the mail has another METHOD than its part of the mail says");
  return calendar;
}

}  // namespace calendar
