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

}  // namespace desk
