#include "text/latin.h"

#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

#include <array>
#include <string_view>
#include <utility>
#include <vector>

namespace text {
namespace {

// Letters that have no canonical decomposition, or one that loses too much.
constexpr std::pair<char32_t, std::string_view> kSpecial[] = {
    {U'ß', "ss"}, {U'æ', "ae"}, {U'œ', "oe"}, {U'ø', "o"},  {U'đ', "d"}, {U'ð', "d"}, {U'þ', "th"},
    {U'ł', "l"},  {U'ı', "i"},  {U'ħ', "h"},  {U'ŋ', "ng"}, {U'ə', "a"}, {U'ƒ', "f"}, {U'ŧ', "t"},
    {U'ɓ', "b"},  {U'ɗ', "d"},  {U'ƙ', "k"},  {U'ɛ', "e"},  {U'ɔ', "o"}, {U'ŀ', "l"}, {U'ĸ', "k"},
    {U'ŉ', "n"},  {U'ǝ', "e"},  {U'ɖ', "d"},  {U'ɣ', "g"},  {U'ƴ', "y"}, {U'ʋ', "v"}, {U'ɩ', "i"},
    {U'ƞ', "n"},  {U'ʒ', "zh"}, {U'ʃ', "sh"}, {U'ẞ', "ss"},
};

constexpr char32_t kTableEnd = 0x250;
constexpr char32_t kAdditionalBegin = 0x1E00;
constexpr char32_t kAdditionalEnd = 0x1F00;

std::string Compute(char32_t c) {
  const char32_t lower = static_cast<char32_t>(u_tolower(static_cast<UChar32>(c)));
  for (const auto& [special, form] : kSpecial) {
    if (special == lower) return std::string(form);
  }
  UErrorCode status = U_ZERO_ERROR;
  const icu::Normalizer2* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status) != 0) return {};
  const icu::UnicodeString decomposed =
      nfd->normalize(icu::UnicodeString(static_cast<UChar32>(lower)), status);
  if (U_FAILURE(status) != 0) return {};
  std::string out;
  for (std::int32_t i = 0; i < decomposed.length(); ++i) {
    const char16_t u = decomposed.charAt(i);
    if ((u >= 'a' && u <= 'z') || (u >= '0' && u <= '9')) out.push_back(static_cast<char>(u));
  }
  return out;
}

struct Table {
  std::array<std::string, kTableEnd> low;
  std::array<std::string, kAdditionalEnd - kAdditionalBegin> additional;
};

const Table& GetTable() {
  static const Table* const table = [] {
    auto* t = new Table;
    for (char32_t c = 0; c < kTableEnd; ++c) t->low[c] = Compute(c);
    for (char32_t c = kAdditionalBegin; c < kAdditionalEnd; ++c)
      t->additional[c - kAdditionalBegin] = Compute(c);
    return t;
  }();
  return *table;
}

}  // namespace

void AppendLatin(std::string& out, char32_t c) {
  if (c < 0x80) {
    if (c >= 'a' && c <= 'z') {
      out.push_back(static_cast<char>(c));
    } else if (c >= 'A' && c <= 'Z') {
      out.push_back(static_cast<char>(c + 32));
    } else if (c >= '0' && c <= '9') {
      out.push_back(static_cast<char>(c));
    }
    return;
  }
  if (c < kTableEnd) {
    out += GetTable().low[c];
  } else if (c >= kAdditionalBegin && c < kAdditionalEnd) {
    out += GetTable().additional[c - kAdditionalBegin];
  } else {
    for (const auto& [special, form] : kSpecial) {
      if (special == c) out += form;
    }
  }
}

}  // namespace text
