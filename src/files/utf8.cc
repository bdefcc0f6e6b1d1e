#include "files/utf8.h"

#include <cstdint>
#include <cstring>

namespace files {
namespace {

unsigned char Byte(std::string_view text, std::size_t i) {
  return static_cast<unsigned char>(text[i]);
}

std::size_t LengthByLead(unsigned char lead) {
  return lead < 0x80 ? 1 : lead < 0xC2 ? 0 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : lead < 0xF5 ? 4 : 0;
}

bool SecondFits(unsigned char lead, unsigned char second) {
  unsigned char low = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80;
  unsigned char high = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF;
  return second >= low && second <= high;
}

}  // namespace

std::size_t Utf8Length(std::string_view text) {
  if (text.empty()) return 0;
  unsigned char lead = Byte(text, 0);
  std::size_t length = LengthByLead(lead);
  if (length < 2) return length;
  if (text.size() < length || !SecondFits(lead, Byte(text, 1))) return 0;
  for (std::size_t i = 2; i < length; ++i) {
    if ((Byte(text, i) & 0xC0) != 0x80) return 0;
  }
  return length;
}

std::size_t PlainAsciiPrefix(std::string_view text) {
  constexpr std::uint64_t kOnes = 0x0101010101010101ULL, kHigh = 0x8080808080808080ULL;
  std::size_t at = 0;
  while (at + 8 <= text.size()) {
    std::uint64_t word;
    std::memcpy(&word, text.data() + at, 8);
    // Either a byte above 127 or, by the borrow, a zero byte.
    if ((word | (word - kOnes)) & kHigh) break;
    at += 8;
  }
  while (at < text.size() && static_cast<signed char>(text[at]) > 0) ++at;
  return at;
}

std::size_t ValidUtf8Prefix(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    at += PlainAsciiPrefix(text.substr(at));
    while (at < text.size() && static_cast<signed char>(text[at]) <= 0) {
      std::size_t length = Utf8Length(text.substr(at));
      if (length == 0) return at;
      at += length;
    }
  }
  return at;
}

bool IsCutUtf8(std::string_view text) {
  if (text.empty() || text.size() > 3) return false;
  unsigned char lead = Byte(text, 0);
  std::size_t length = LengthByLead(lead);
  if (length < 2 || text.size() >= length) return false;
  if (text.size() > 1 && !SecondFits(lead, Byte(text, 1))) return false;
  return text.size() < 3 || (Byte(text, 2) & 0xC0) == 0x80;
}

void AppendUtf8(std::string& out, char32_t c) {
  if (c < 0x80) {
    out += static_cast<char>(c);
  } else if (c < 0x800) {
    out += static_cast<char>(0xC0 | (c >> 6));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else if (c < 0x10000) {
    out += static_cast<char>(0xE0 | (c >> 12));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  } else {
    out += static_cast<char>(0xF0 | (c >> 18));
    out += static_cast<char>(0x80 | ((c >> 12) & 0x3F));
    out += static_cast<char>(0x80 | ((c >> 6) & 0x3F));
    out += static_cast<char>(0x80 | (c & 0x3F));
  }
}

}  // namespace files
