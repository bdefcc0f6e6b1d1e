#include "iati/simple_types.h"

#include <libxml/uri.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>

#include "base/date.h"

namespace iati {
namespace {

bool IsDigit(char c) {
  return c >= '0' && c <= '9';
}
bool IsLetter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
bool IsSpace(char c) {
  return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

// Reads from the front of a text.
class Scanner {
 public:
  explicit Scanner(std::string_view text) : left_(text) {}
  bool done() const { return left_.empty(); }
  bool Take(char c) {
    if (left_.empty() || left_.front() != c) return false;
    left_.remove_prefix(1);
    return true;
  }
  std::string_view Digits() {
    std::size_t count = 0;
    while (count < left_.size() && IsDigit(left_[count])) ++count;
    const std::string_view digits = left_.substr(0, count);
    left_.remove_prefix(count);
    return digits;
  }
  // Exactly two digits, at most `most`.
  std::optional<int> Pair(int most) {
    if (left_.size() < 2 || !IsDigit(left_[0]) || !IsDigit(left_[1])) return std::nullopt;
    const int value = (left_[0] - '0') * 10 + (left_[1] - '0');
    left_.remove_prefix(2);
    return value <= most ? std::optional<int>(value) : std::nullopt;
  }

 private:
  std::string_view left_;
};

struct Day {
  int year = 0;
  int month = 0;
  int day = 0;
};

// Years of more than nine digits are refused; XML Schema 1.0 has no year 0.
std::optional<Day> TakeDay(Scanner& scanner) {
  constexpr std::size_t kMostYearDigits = 9;
  constexpr std::size_t kYearDigits = 4;
  const bool before = scanner.Take('-');
  const std::string_view year = scanner.Digits();
  if (year.size() < kYearDigits || year.size() > kMostYearDigits ||
      (year.size() > kYearDigits && year[0] == '0'))
    return std::nullopt;
  Day day;
  for (const char c : year) day.year = day.year * 10 + (c - '0');
  if (day.year == 0) return std::nullopt;
  if (before) day.year = -day.year;
  if (!scanner.Take('-')) return std::nullopt;
  day.month = scanner.Pair(12).value_or(0);
  if (day.month == 0 || !scanner.Take('-')) return std::nullopt;
  day.day = scanner.Pair(31).value_or(0);
  if (day.day == 0 || day.day > base::DaysInMonth(day.year, day.month)) return std::nullopt;
  return day;
}

bool TakeZone(Scanner& scanner) {
  if (scanner.done() || scanner.Take('Z')) return scanner.done();
  if (!scanner.Take('+') && !scanner.Take('-')) return false;
  const std::optional<int> hours = scanner.Pair(14);
  if (!hours || !scanner.Take(':')) return false;
  const std::optional<int> minutes = scanner.Pair(59);
  return minutes && (*hours < 14 || *minutes == 0) && scanner.done();
}

bool TakeTime(Scanner& scanner) {
  const std::optional<int> hours = scanner.Pair(24);
  if (!hours || !scanner.Take(':')) return false;
  const std::optional<int> minutes = scanner.Pair(59);
  if (!minutes || !scanner.Take(':')) return false;
  const std::optional<int> seconds = scanner.Pair(59);
  if (!seconds) return false;
  std::string_view fraction;
  if (scanner.Take('.')) {
    fraction = scanner.Digits();
    if (fraction.empty()) return false;
  }
  const bool whole = fraction.find_first_not_of('0') == std::string_view::npos;
  return *hours < 24 || (*minutes == 0 && *seconds == 0 && whole);  // 24:00:00 is the end of the day
}

bool IsDateTime(std::string_view text) {
  Scanner scanner(text);
  return TakeDay(scanner) && scanner.Take('T') && TakeTime(scanner) && TakeZone(scanner);
}

bool IsDate(std::string_view text) {
  Scanner scanner(text);
  return TakeDay(scanner) && TakeZone(scanner);
}

bool IsDecimal(std::string_view text) {
  Scanner scanner(text);
  if (!scanner.Take('-')) scanner.Take('+');
  const bool whole = !scanner.Digits().empty();
  const bool fraction = scanner.Take('.') && !scanner.Digits().empty();
  return (whole || fraction) && scanner.done();
}

// The digits of an integer without sign and leading zeros; nothing where it is none.
struct Integer {
  bool negative = false;
  std::string_view digits;
};
std::optional<Integer> IntegerOf(std::string_view text) {
  Scanner scanner(text);
  Integer out;
  out.negative = scanner.Take('-');
  if (!out.negative) scanner.Take('+');
  out.digits = scanner.Digits();
  if (out.digits.empty() || !scanner.done()) return std::nullopt;
  while (out.digits.size() > 1 && out.digits.front() == '0') out.digits.remove_prefix(1);
  return out;
}

bool IsInt(const std::optional<Integer>& integer) {
  if (!integer) return false;
  const std::string_view most = integer->negative ? "2147483648" : "2147483647";
  if (integer->digits.size() != most.size()) return integer->digits.size() < most.size();
  return integer->digits <= most;
}

bool IsZero(const Integer& integer) {
  return integer.digits == "0";
}

// RFC 3066 by its pattern: [a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*
bool IsLanguage(std::string_view text) {
  constexpr std::size_t kMost = 8;
  bool first = true;
  while (true) {
    const std::size_t end = std::min(text.find('-'), text.size());
    const std::string_view part = text.substr(0, end);
    const auto fits = [first](char c) { return IsLetter(c) || (!first && IsDigit(c)); };
    if (part.empty() || part.size() > kMost || !std::all_of(part.begin(), part.end(), fits)) return false;
    if (end == text.size()) return true;
    text.remove_prefix(end + 1);
    first = false;
  }
}

// NMTOKEN; every character beyond ASCII is taken as a name character, of which only a few are none.
bool IsNameToken(std::string_view text) {
  return !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return IsLetter(c) || IsDigit(c) || c == '.' || c == '-' || c == '_' || c == ':' ||
           static_cast<unsigned char>(c) >= 0x80;
  });
}

// XML Schema lets every text pass that becomes a URI reference once the characters RFC 2396 does not know are
// escaped (section 3.2.17); a broken escape or a bad port stays wrong.
bool IsUri(std::string_view text) {
  if (text.empty()) return true;
  constexpr std::string_view kEscaped = " <>\"{}|\\^`";
  constexpr std::string_view kHex = "0123456789ABCDEF";
  std::string escaped;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte >= 0x7f || kEscaped.find(c) != std::string_view::npos) {
      escaped += {'%', kHex[byte >> 4], kHex[byte & 15]};
    } else {
      escaped.push_back(c);
    }
  }
  xmlURIPtr uri = xmlParseURI(escaped.c_str());
  if (uri == nullptr) return false;
  xmlFreeURI(uri);
  return true;
}

}  // namespace

std::string_view Trimmed(std::string_view text) {
  while (!text.empty() && IsSpace(text.front())) text.remove_prefix(1);
  while (!text.empty() && IsSpace(text.back())) text.remove_suffix(1);
  return text;
}

bool Fits(Content type, std::string_view text) {
  if (type == Content::kString || type == Content::kElements) return true;
  text = Trimmed(text);
  const std::optional<Integer> integer = IntegerOf(text);
  switch (type) {
    case Content::kUri:
      return IsUri(text);
    case Content::kDecimal:
      return IsDecimal(text);
    case Content::kDate:
      return IsDate(text);
    case Content::kDateTime:
      return IsDateTime(text);
    case Content::kBoolean:
      return text == "true" || text == "false" || text == "1" || text == "0";
    case Content::kInt:
      return IsInt(integer);
    case Content::kNonNegativeInteger:
      return integer && (!integer->negative || IsZero(*integer));
    case Content::kPositiveInteger:
      return integer && !integer->negative && !IsZero(*integer);
    case Content::kNameToken:
      return IsNameToken(text);
    case Content::kLanguage:
      return IsLanguage(text);
    case Content::kLanguageOrEmpty:
      return text.empty() || IsLanguage(text);
    default:
      return true;
  }
}

std::string_view ExpectedWords(Content type) {
  constexpr std::array<std::string_view, 13> kWords = {
      "elements",
      "a text",
      "an address (URI)",
      "a number, such as 1200.50, without grouping or blanks",
      "a date, such as 2026-11-28",
      "a date and time, such as 2026-11-28T19:30:00Z",
      "true, false, 1 or 0",
      "a whole number",
      "a whole number that is not negative",
      "a whole number above zero",
      "a name without blanks",
      "a language code, such as en",
      "a language code, such as en"};
  return kWords.at(static_cast<std::size_t>(type));
}

std::optional<std::int64_t> DayNumber(std::string_view date) {
  Scanner scanner(Trimmed(date));
  const std::optional<Day> day = TakeDay(scanner);
  constexpr int kFarYear = 30'000;
  if (!day || !TakeZone(scanner) || day->year > kFarYear || day->year < -kFarYear) return std::nullopt;
  const std::chrono::year_month_day civil(std::chrono::year(day->year),
                                          std::chrono::month(static_cast<unsigned>(day->month)),
                                          std::chrono::day(static_cast<unsigned>(day->day)));
  return std::chrono::sys_days(civil).time_since_epoch().count();
}

std::string DayText(std::int64_t day_number) {
  const std::chrono::year_month_day civil{std::chrono::sys_days(std::chrono::days(day_number))};
  std::array<char, 32> text{};
  std::snprintf(text.data(), text.size(), "%04d-%02u-%02u", static_cast<int>(civil.year()),
                static_cast<unsigned>(civil.month()), static_cast<unsigned>(civil.day()));
  return text.data();
}

}  // namespace iati
