#pragma once
// One code point of UTF-8 at a time, for escaping and for telling scripts apart. Pure. Source: RFC 3629.

#include <cstddef>
#include <string_view>

namespace html {

struct CodePoint {
  char32_t value = 0;
  std::size_t length = 1;  // bytes; where not valid, 1: the byte to skip
  bool valid = false;
};

// The code point that starts at text[at]; at < text.size(). Overlong forms, surrogates and values over
// U+10FFFF are not valid.
constexpr CodePoint DecodeUtf8(std::string_view text, std::size_t at) {
  const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[at + i]); };
  const unsigned lead = byte(0);
  if (lead < 0x80) return {lead, 1, true};
  const std::size_t length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
  if (lead < 0xC2 || lead > 0xF4 || text.size() - at < length) return {};
  char32_t value = lead & (0x7Fu >> length);
  for (std::size_t i = 1; i < length; ++i) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    value = (value << 6) | (byte(i) & 0x3Fu);
  }
  constexpr char32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
  if (value < kLeast[length] || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {};
  return {value, length, true};
}

}  // namespace html
