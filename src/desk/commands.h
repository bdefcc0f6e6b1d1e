#pragma once
// What a room's command-line commands need when they work on an installation: the configuration named by the
// global --config, the desk opened on it with every room's migrations known, and who acts. `main` implements
// it.

#include <memory>
#include <string>

#include "base/result.h"
#include "desk/actor.h"
#include "desk/desk.h"

namespace desk {

class CommandHost {
 public:
  virtual ~CommandHost() = default;
  // Opened once a run. Errors: kInvalid without --config, or where the store needs `manumit migrate` (says
  // so).
  virtual base::Result<Desk*> OpenDesk() = 0;
  // The person of --as EMAIL acting in the organisation, or, with an empty `as`, system:<OS user> with every
  // permission. `org_slug` empty: the default organisation.
  virtual base::Result<Actor> ActingAs(const std::string& as_email, const std::string& org_slug) = 0;
  // Prints the error to standard error ("manumit: ...") and returns the exit code: 2 for usage, 3 for input,
  // 70 for our own mistakes.
  virtual int Fail(const base::Error& error) = 0;
};

}  // namespace desk
