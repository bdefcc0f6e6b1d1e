#pragma once
// Strings as JSON (RFC 8259). Pure.

#include <string>
#include <string_view>

namespace entity {

// Appends `text` in quotes. Quotes, backslashes, control characters and U+2028/2029 (which end a line in
// older script engines) are escaped, all other characters stand as they are. Each byte that is not part of
// valid UTF-8 becomes U+FFFD, so the result is always valid JSON.
void AppendJsonString(std::string& out, std::string_view text);

}  // namespace entity
