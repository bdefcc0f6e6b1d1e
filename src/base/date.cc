#include "base/date.h"

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <optional>
#include <vector>

namespace base {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"january",   "february", "march",    "april",
                                                      "may",       "june",     "july",     "august",
                                                      "september", "october",  "november", "december"};

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}

// 1..12 for a month's English name or its first three letters (or "sept"), else 0.
int MonthOf(std::string_view word) {
  std::string lower;
  for (char c : word) lower += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (lower == "sept") return 9;
  if (lower.size() < 3) return 0;
  for (std::size_t i = 0; i < kMonths.size(); ++i) {
    if (lower == kMonths[i] || lower == kMonths[i].substr(0, 3)) return static_cast<int>(i) + 1;
  }
  return 0;
}

struct Part {
  std::string_view text;
  bool number = false;
  int value = 0;
  char before = 0;  // the separator before this part, 0 at the start
};

std::optional<std::vector<Part>> Split(std::string_view s) {
  std::vector<Part> parts;
  char separator = 0;
  std::size_t i = 0;
  while (i < s.size()) {
    const unsigned char c = static_cast<unsigned char>(s[i]);
    if (IsDigit(s[i]) || std::isalpha(c)) {
      const bool digits = IsDigit(s[i]);
      std::size_t j = i;
      while (j < s.size() && (digits ? IsDigit(s[j]) : std::isalpha(static_cast<unsigned char>(s[j])) != 0))
        ++j;
      Part part{s.substr(i, j - i), digits, 0, separator};
      if (digits) {
        if (j - i > 8) return std::nullopt;
        for (char d : part.text) part.value = part.value * 10 + (d - '0');
      }
      parts.push_back(part);
      if (parts.size() > 3) return std::nullopt;
      separator = 0;
      i = j;
    } else if (s[i] == ' ' || s[i] == '-' || s[i] == '/' || s[i] == '.' || s[i] == ',') {
      if (separator == 0 || separator == ' ') separator = s[i];
      ++i;
    } else {
      return std::nullopt;
    }
  }
  return parts;
}

bool Usable(int year, int month, int day) {
  if (year < 1000 || year > 2999 || month < 0 || month > 12) return false;
  if (month == 0) return day == 0;
  return day >= 0 && day <= DaysInMonth(year, month);
}

std::optional<PartialDate> Make(int year, int month, int day) {
  if (!Usable(year, month, day)) return std::nullopt;
  PartialDate date;
  date.year = static_cast<std::int16_t>(year);
  date.month = static_cast<std::uint8_t>(month);
  date.day = static_cast<std::uint8_t>(day);
  return date;
}

std::optional<PartialDate> FromNumbers(const std::vector<Part>& p) {
  if (p[0].text.size() == 4)
    return p[1].value == 0 || p[2].value == 0 ? std::nullopt : Make(p[0].value, p[1].value, p[2].value);
  if (p[2].text.size() != 4 || p[0].value == 0 || p[1].value == 0) return std::nullopt;
  const int year = p[2].value;
  std::optional<PartialDate> day_first = Make(year, p[1].value, p[0].value);
  std::optional<PartialDate> month_first = Make(year, p[0].value, p[1].value);
  if (!day_first) return month_first;
  const bool slash = p[1].before == '/' || p[1].before == '-';
  if (month_first && slash && p[0].value != p[1].value) day_first->ambiguous = true;
  return day_first;
}

std::optional<PartialDate> FromParts(const std::vector<Part>& p) {
  if (p.size() == 1 && p[0].number) {
    if (p[0].text.size() == 4) return Make(p[0].value, 0, 0);
    if (p[0].text.size() == 8) {
      const int month = p[0].value / 100 % 100;
      const int day = p[0].value % 100;
      return month == 0 || day == 0 ? std::nullopt : Make(p[0].value / 10000, month, day);
    }
    return std::nullopt;
  }
  if (p.size() == 2) {
    if (p[0].number && p[1].number) {
      if (p[0].text.size() == 4 && p[1].value > 0) return Make(p[0].value, p[1].value, 0);
      if (p[1].text.size() == 4 && p[0].value > 0) return Make(p[1].value, p[0].value, 0);
      return std::nullopt;
    }
    const Part& word = p[0].number ? p[1] : p[0];
    const Part& year = p[0].number ? p[0] : p[1];
    const int month = word.number ? 0 : MonthOf(word.text);
    if (month == 0 || !year.number || year.text.size() != 4) return std::nullopt;
    return Make(year.value, month, 0);
  }
  if (p.size() != 3) return std::nullopt;
  if (p[0].number && p[1].number && p[2].number) return FromNumbers(p);
  // One word: 12 May 1974, May 12 1974, 1974 May 12.
  int month = 0;
  std::vector<Part> numbers;
  for (const Part& part : p) {
    if (part.number) {
      numbers.push_back(part);
    } else {
      month = MonthOf(part.text);
    }
  }
  if (month == 0 || numbers.size() != 2) return std::nullopt;
  const bool year_first = numbers[0].text.size() == 4;
  const Part& year = year_first ? numbers[0] : numbers[1];
  const Part& day = year_first ? numbers[1] : numbers[0];
  if (year.text.size() != 4 || day.text.size() > 2 || day.value == 0) return std::nullopt;
  return Make(year.value, month, day.value);
}

std::string_view Trim(std::string_view s) {
  while (!s.empty() && (s.front() == ' ' || s.front() == '\t')) s.remove_prefix(1);
  while (!s.empty() && (s.back() == ' ' || s.back() == '\t' || s.back() == '.')) s.remove_suffix(1);
  return s;
}

bool TakePrefix(std::string_view& s, std::string_view prefix) {
  if (s.size() < prefix.size()) return false;
  for (std::size_t i = 0; i < prefix.size(); ++i) {
    if (std::tolower(static_cast<unsigned char>(s[i])) != prefix[i]) return false;
  }
  s = Trim(s.substr(prefix.size()));
  return true;
}

// "1974-05-12T00:00:00Z" and "1974-05-12 00:00:00" without their time.
std::string_view WithoutTime(std::string_view s) {
  if (s.size() > 10 && (s[10] == 'T' || s[10] == ' ') && s[4] == '-' && s[7] == '-' && IsDigit(s[0])) {
    const std::string_view time = s.substr(11);
    if (time.size() >= 5 && IsDigit(time[0]) && time[2] == ':') return s.substr(0, 10);
  }
  return s;
}

}  // namespace

int DaysInMonth(int year, int month) {
  static constexpr std::array<int, 13> kDays = {0, 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
  CHECK(month >= 1 && month <= 12);
  const bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
  return month == 2 && leap ? 29 : kDays[static_cast<std::size_t>(month)];
}

Result<PartialDate> ParseDate(std::string_view text) {
  std::string_view s = Trim(text);
  bool circa = false;
  for (std::string_view word : {"circa", "approximately", "about", "ca.", "c.", "~"}) {
    if (TakePrefix(s, word)) {
      circa = true;
      break;
    }
  }
  if (s.size() <= 40) {
    const std::optional<std::vector<Part>> parts = Split(WithoutTime(s));
    if (parts) {
      std::optional<PartialDate> date = FromParts(*parts);
      if (date) {
        date->circa = circa;
        return *date;
      }
    }
  }
  return Invalid(
      fmt::format("\"{}\" is not a date; write it as YYYY-MM-DD, YYYY-MM or YYYY", text.substr(0, 60)));
}

std::string FormatDate(const PartialDate& date) {
  if (date.month == 0) return fmt::format("{:04}", date.year);
  if (date.day == 0) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

}  // namespace base
