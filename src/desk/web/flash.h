#pragma once
// A message shown once on the next page ("Saved."), kept in a cookie that only this installation can make.
// Thread-safe.

#include <string>
#include <string_view>

#include "desk/web/router.h"

namespace desk {

// Set-Cookie that keeps the message, and the one that removes it.
std::string FlashCookie(const Desk& desk, bool secure, std::string_view message);
std::string RemoveFlashCookie(bool secure);
// The message of this request, or empty (also where the cookie was changed).
std::string FlashOf(const Context& context);

// 303 to `location`, where it stands once on top what was refused and why: not as something that is done.
net::Response RedirectWithProblem(Context& context, std::string_view location, std::string_view message);
// What RedirectWithProblem kept, without its mark; nothing where `flash` says that something is done.
std::string_view ProblemIn(std::string_view flash);

}  // namespace desk
