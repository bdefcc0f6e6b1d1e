#pragma once
// Small rules for text as lists print it. Pure and thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace lists {

// Trimmed, every run of white space (with no-break and ideographic spaces) as one space: how names are
// printed and headers compared.
std::string Squeeze(std::string_view text);

// Squeezed, and with the letters A to Z in lower case: how headers and the keys of value maps are compared.
std::string Folded(std::string_view text);

// ASCII only; other bytes are left as they are.
std::string LowerAscii(std::string_view text);

std::string_view Trim(std::string_view text);
bool StartsWithIgnoringCase(std::string_view text, std::string_view lower_prefix);
bool HasDigit(std::string_view text);

// True for well-formed UTF-8 without NUL (RFC 3629).
bool IsCleanUtf8(std::string_view text);

// The pieces between `separator`, trimmed, empty ones left out. A separator inside ( ) does not count.
std::vector<std::string_view> SplitOutsideParentheses(std::string_view text, char separator);

// The text cut to `limit` bytes at a code point's start, with "…" where something was cut: for messages.
std::string Shortened(std::string_view text, std::size_t limit = 80);

}  // namespace lists
