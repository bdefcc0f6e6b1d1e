#include "base/id.h"

#include <algorithm>

namespace base {

namespace {

constexpr std::string_view kLetters = "0123456789abcdefghjkmnpqrstvwxyz";
constexpr std::size_t kIdLetters = 26;

}  // namespace

std::string NewIdText(Random& random) {
  const auto bytes = random.Bytes<16>();
  std::string text;
  text.reserve(kIdLetters);
  unsigned pending = 0;
  int bits = 0;
  for (const std::byte byte : bytes) {
    pending = (pending << 8 | std::to_integer<unsigned>(byte)) & 0xFFFFu;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += kLetters[pending >> bits & 31u];
    }
  }
  text += kLetters[pending << (5 - bits) & 31u];
  return text;
}

bool IsIdText(std::string_view text) {
  return text.size() == kIdLetters && std::all_of(text.begin(), text.end(), [](char c) {
           return kLetters.find(c) != std::string_view::npos;
         });
}

}  // namespace base
