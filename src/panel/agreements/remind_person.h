#pragma once
// A mail to one person, as kit::Remind sends to those who act for an organisation: once for each key, in her
// language, without names and titles.

#include "panel/agreements/kit.h"

namespace panel::kit {

// `reminder.org` is not looked at. Nobody is told who is not active. The same conditions as Remind's.
base::Status RemindPerson(desk::Desk& desk, const Reminder& reminder, const desk::PersonId& person);

}  // namespace panel::kit
