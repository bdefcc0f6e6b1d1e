#pragma once
// Mails about what is due, each sent once: an action is due in a week, is due today, is late, was given to
// somebody; minutes wait for the approval of a seat; a report before a session is ready; a consultation or a
// ballot closes in two days; a round of a discussion is open (with the token to answer by e-mail). Mails of a
// closed session go to its participants alone and name nothing but where to sign in.
//
// Each mail is claimed in the store before it is sent, and the claim is taken back where the mail server
// refused it, so that it goes out at the next run; a process that dies between claim and sending loses that
// one mail rather than sending it twice. One process runs the job at a time (desk/jobs). Thread-safe.

#include <string>
#include <vector>

#include "panel/services.h"

namespace panel {

// Sends what is due now. Returns how many mails went out. What cannot be sent is logged and tried again
// later.
base::Result<std::int64_t> SendReminders(desk::Desk& desk, PanelServices& services);

}  // namespace panel
