#include "match/numbers.h"

#include <algorithm>

#include "match/tables.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kMostNumerals = 7;  // 九百九十九 with room

// 0 to 9, 10, 100 or 1000; -1 for what is no numeral. Simplified characters: tokens are simplified.
int NumeralValue(char32_t c) {
  constexpr std::u32string_view kDigits = U"零一二三四五六七八九";
  constexpr std::u32string_view kFormal = U"〇壹贰叁肆伍陆柒捌玖";
  if (const std::size_t at = kDigits.find(c); at != std::u32string_view::npos) return static_cast<int>(at);
  if (const std::size_t at = kFormal.find(c); at != std::u32string_view::npos) return static_cast<int>(at);
  if (c == U'两') return 2;
  if (c == U'十' || c == U'拾') return 10;
  if (c == U'百' || c == U'佰') return 100;
  if (c == U'千' || c == U'仟') return 1000;
  return -1;
}

std::size_t NumeralsAt(std::u32string_view letters, std::size_t at) {
  std::size_t n = 0;
  while (at + n < letters.size() && n < kMostNumerals && NumeralValue(letters[at + n]) >= 0) ++n;
  return n;
}

bool PlantAt(std::u32string_view letters, std::size_t at) {
  for (std::u32string_view plant : {U"厂", U"工厂", U"工场", U"分厂", U"号", U"车间", U"矿"}) {
    if (letters.substr(std::min(at, letters.size())).starts_with(plant)) return true;
  }
  return false;
}

bool Digit(char c) {
  return c >= '0' && c <= '9';
}

// "3rd", "no3", "nr12": the digits between what may stand around them.
std::string DigitsInside(std::string_view form) {
  const auto first = std::find_if(form.begin(), form.end(), Digit);
  const auto last = std::find_if_not(first, form.end(), Digit);
  if (first == form.end()) return {};
  const std::string_view before = form.substr(0, static_cast<std::size_t>(first - form.begin()));
  const std::string_view after = form.substr(static_cast<std::size_t>(last - form.begin()));
  const bool marked = before == "no" || before == "nr" || before == "num" || before == "number";
  const bool ordinal = after == "st" || after == "nd" || after == "rd" || after == "th";
  if ((marked && after.empty()) || (before.empty() && ordinal)) return std::string(first, last);
  return {};
}

}  // namespace

std::string DigitsOfHan(std::u32string_view letters) {
  if (!letters.empty() && letters[0] == U'第') letters.remove_prefix(1);
  if (letters.empty()) return {};
  int sum = 0;
  int digit = 0;
  bool units = false;
  std::string plain;  // 一二三 read digit by digit
  for (char32_t c : letters) {
    const int value = NumeralValue(c);
    if (value < 0) return {};
    if (value >= 10) {
      units = true;
      sum += (digit == 0 ? 1 : digit) * value;
      digit = 0;
    } else {
      plain += static_cast<char>('0' + value);
      digit = value;
    }
  }
  return units ? std::to_string(sum + digit) : plain;
}

std::string DigitsOf(std::string_view form, std::string_view surface) {
  const Tables& t = GetTables();
  auto it = surface.empty() ? t.numbers.end() : t.numbers.find(surface);
  if (it == t.numbers.end()) it = t.numbers.find(form);
  if (it != t.numbers.end()) return it->second;
  if (surface.empty()) return DigitsInside(form);
  const std::u32string letters = text::Decode(surface);
  return letters[0] == U'第' ? DigitsOfHan(letters) : std::string();
}

std::size_t NumberAt(const std::u32string& letters, std::size_t at) {
  if (letters[at] == U'第') {
    const std::size_t n = NumeralsAt(letters, at + 1);
    return n == 0 ? 0 : n + 1;
  }
  if (letters[at] == U'제' && letters.size() >= at + 4 && letters.compare(at + 2, 2, U"공장") == 0)
    return GetTables().numbers.contains(text::Encode(letters.substr(at, 2))) ? 2 : 0;
  const std::size_t n = NumeralsAt(letters, at);
  return n > 0 && PlantAt(letters, at + n) ? n : 0;
}

}  // namespace match
