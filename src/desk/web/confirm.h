#pragma once
// "Are you sure": what cannot easily be undone is asked once more, on a page that says what will happen.
// Works without JavaScript. Thread-safe.

#include <optional>
#include <string>

#include "base/result.h"
#include "desk/web/router.h"

namespace desk {

struct Question {
  std::string title;    // "Withdraw the list un_sc?"
  std::string meaning;  // what will happen and whether it can be undone
  std::string verb;     // of the button that does it: "Withdraw the list"
  std::string back;     // where "Leave it as it is" leads
  std::string current;  // navigation item
};
// Nothing where the form says confirm=yes: go on. Else the page that asks, with every field of the form kept;
// it posts to the same address. Errors: as Context::Form.
base::Result<std::optional<net::Response>> AskFirst(Context& context, const Question& question);

}  // namespace desk
