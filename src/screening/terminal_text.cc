#include "screening/terminal_text.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

namespace screening {
namespace {

// Calls use(code point, first byte, end byte) for each character; -1 for bytes that are not UTF-8.
template <typename Use>
void ForEachCharacter(std::string_view text, Use use) {
  int32_t at = 0;
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    const int32_t start = at;
    UChar32 c = 0;
    U8_NEXT(text.data(), at, size, c);
    if (!use(c, static_cast<std::size_t>(start), static_cast<std::size_t>(at))) return;
  }
}

std::size_t CharacterWidth(UChar32 c) {
  if (c < 0) return 1;
  const auto category = u_charType(c);
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK || category == U_FORMAT_CHAR) return 0;
  if (c >= 0x1160 && c <= 0x11FF) return 0;  // Hangul vowels and finals join the syllable before them
  const int width = u_getIntPropertyValue(c, UCHAR_EAST_ASIAN_WIDTH);
  return width == U_EA_WIDE || width == U_EA_FULLWIDTH ? 2 : 1;
}

bool IsUnsafe(UChar32 c) {
  if (c < 0) return true;
  if (u_charType(c) == U_CONTROL_CHAR) return true;
  return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069) || c == 0x200E || c == 0x200F ||
         c == 0x061C;
}

}  // namespace

std::size_t DisplayWidth(std::string_view text) {
  std::size_t width = 0;
  ForEachCharacter(text, [&](UChar32 c, std::size_t, std::size_t) {
    width += CharacterWidth(c);
    return true;
  });
  return width;
}

std::string SafeText(std::string_view text) {
  std::string safe;
  ForEachCharacter(text, [&](UChar32 c, std::size_t start, std::size_t end) {
    if (c == '\n' || c == '\r' || c == '\t') {
      safe += ' ';
    } else if (IsUnsafe(c)) {
      safe += "\uFFFD";
    } else {
      safe += text.substr(start, end - start);
    }
    return true;
  });
  return safe;
}

std::string CutToWidth(std::string_view text, std::size_t width) {
  if (DisplayWidth(text) <= width) return std::string(text);
  if (width == 0) return {};
  std::size_t used = 0;
  std::size_t keep = 0;
  ForEachCharacter(text, [&](UChar32 c, std::size_t, std::size_t end) {
    used += CharacterWidth(c);
    if (used > width - 1) return false;
    keep = end;
    return true;
  });
  return std::string(text.substr(0, keep)) + "…";
}

std::string PadToWidth(std::string_view text, std::size_t width) {
  std::string cut = CutToWidth(text, width);
  const std::size_t used = DisplayWidth(cut);
  cut.append(width - used, ' ');
  return cut;
}

}  // namespace screening
