#pragma once
// Texts in CSV that a spreadsheet would take for a formula, without loss. Pure.
//
// What begins with = + - @, tab, CR or LF, after any number of apostrophes, gets one apostrophe more, and
// loses one when it is read. Plain numbers ("-6.2", "+84901234567") are no danger and stay. Source: OWASP,
// CSV Injection.

#include <string>
#include <string_view>

namespace htcds {

std::string Guarded(std::string_view text);
std::string_view Unguarded(std::string_view text);

}  // namespace htcds
