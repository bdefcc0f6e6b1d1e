#pragma once
// Small UTF-8 tools for readers. Pure; ASCII at several GB/s.

#include <cstddef>
#include <string>
#include <string_view>

namespace files {

// Length (1..4) of the valid UTF-8 sequence at the start of `text`; 0 where there is none (also at the end
// and for overlong forms, surrogates and values above U+10FFFF).
std::size_t Utf8Length(std::string_view text);

// The number of bytes at the start that are valid UTF-8.
std::size_t ValidUtf8Prefix(std::string_view text);

// True if `text` (1 to 3 bytes) could be the start of a valid sequence that was cut off.
bool IsCutUtf8(std::string_view text);

// The number of bytes at the start that are ASCII and not NUL.
std::size_t PlainAsciiPrefix(std::string_view text);

void AppendUtf8(std::string& out, char32_t c);

}  // namespace files
