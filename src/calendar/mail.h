#pragma once
// Calendars in mails, as RFC 6047 (iMIP) says: the message as text/calendar with its method, as another form
// of a plain text, and once more as the file invite.ics for programs that only know files. Pure.

#include <string>

#include "base/result.h"
#include "calendar/event.h"
#include "net/client.h"
#include "net/mail_reader.h"

namespace calendar {

// `calendar` must have a method.
net::Mail MailWith(const Calendar& calendar, std::string to, std::string subject, std::string text);

// The calendar of an incoming mail: its text/calendar part, else the first application/ics. Errors: kNotFound
// (there is none), kInvalid (it cannot be read, has no METHOD, or another than its part says: section 2.4).
base::Result<Calendar> CalendarOf(const net::IncomingMail& mail);

}  // namespace calendar
