#pragma once
// Text for a terminal: how many columns it takes, and text from files made safe to print (control characters
// and bidirectional overrides could rewrite what the person reads). Pure, thread-safe. Source: UAX #11
// through ICU.

#include <cstddef>
#include <string>
#include <string_view>

namespace screening {

// Columns on a terminal: 2 for East Asian wide and full-width characters, 0 for marks, 1 otherwise.
std::size_t DisplayWidth(std::string_view text);

// Control and bidirectional control characters become U+FFFD, line breaks spaces.
std::string SafeText(std::string_view text);

// The text cut to at most `width` columns with "…" at the end where something was cut off; width 0 cuts
// everything.
std::string CutToWidth(std::string_view text, std::size_t width);

// The same, filled with spaces to exactly `width` columns.
std::string PadToWidth(std::string_view text, std::size_t width);

}  // namespace screening
