#pragma once
// Small tools for the text of protocols: ASCII without case, lists cut at a character, percent-encoding,
// UTF-8. Pure; no locale.

#include <optional>
#include <string>
#include <string_view>

namespace net {

char LowerAscii(char c);
bool SameIgnoringCase(std::string_view a, std::string_view b);  // ASCII letters only
std::string_view Trim(std::string_view text);                   // spaces and tabs

// What stands before the first `separator`; `rest` becomes what follows it (empty where there is none).
std::string_view CutBefore(std::string_view& rest, char separator);

// The value of `name` in "form-data; name=x; file=\"y\"", with quotes and their backslashes taken away;
// nothing where it does not occur.
std::optional<std::string> Parameter(std::string_view header, std::string_view name);

bool IsUtf8(std::string_view text);
// tchar of RFC 9110, section 5.6.2; false for the empty text.
bool IsToken(std::string_view text);

// %XX decoded; "+" too where `plus_is_space`. Nothing where an escape is broken.
std::optional<std::string> PercentDecode(std::string_view text, bool plus_is_space);

}  // namespace net
