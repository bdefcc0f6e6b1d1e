#include "files/number_format.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>

namespace files {
namespace {

constexpr std::int64_t kMaxSerial = 2958465;  // 9999-12-31

struct Civil {
  int year, month, day;
};

// Days since 1970-01-01 to the Gregorian calendar. Source: Howard Hinnant, chrono-compatible low-level date
// algorithms.
Civil FromDays(std::int64_t days) {
  days += 719468;
  std::int64_t era = (days >= 0 ? days : days - 146096) / 146097;
  auto of_era = static_cast<unsigned>(days - era * 146097);
  unsigned year = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
  unsigned of_year = of_era - (365 * year + year / 4 - year / 100);
  unsigned shifted = (5 * of_year + 2) / 153;
  unsigned month = shifted < 10 ? shifted + 3 : shifted - 9;
  return {static_cast<int>(static_cast<std::int64_t>(year) + era * 400 + (month <= 2)),
          static_cast<int>(month), static_cast<int>(of_year - (153 * shifted + 2) / 5 + 1)};
}

std::string DateText(std::int64_t serial, bool since_1904, const NumberFormat& format) {
  Civil date{};
  if (since_1904) {
    date = FromDays(serial - 24107);
  } else if (serial == 60) {
    date = {1900, 2, 29};  // the day that Excel's calendar has and no other
  } else {
    date = FromDays(serial - (serial < 60 ? 25568 : 25569));
  }
  if (format.day || !format.year) return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
  if (format.month) return fmt::format("{:04}-{:02}", date.year, date.month);
  return fmt::format("{:04}", date.year);
}

// Code without quoted text, escapes, fillers and bracketed parts (colours, conditions, locales; not elapsed
// time), first section only.
std::string Bare(std::string_view code) {
  std::string bare;
  for (std::size_t i = 0; i < code.size(); ++i) {
    char c = code[i];
    if (c == ';') break;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == '"') {
      i = std::min(code.find('"', i + 1), code.size());
    } else if (c == '[') {
      std::size_t end = std::min(code.find(']', i + 1), code.size());
      std::string_view inside = code.substr(i + 1, end - i - 1);
      bool elapsed = !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      if (elapsed) bare += 'h';
      i = end;
    } else {
      bare += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
    }
  }
  return bare;
}

// "1234E-2" by moving the point, so that no digit changes.
std::string MovePoint(std::string_view mantissa, int exponent) {
  std::string sign;
  if (mantissa.starts_with('-')) {
    sign = "-";
    mantissa.remove_prefix(1);
  }
  std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  std::string digits(mantissa.substr(0, point));
  if (point < mantissa.size()) digits += mantissa.substr(point + 1);
  auto place = static_cast<std::int64_t>(point) + exponent;
  if (place <= 0) digits.insert(0, static_cast<std::size_t>(1 - place), '0'), place = 1;
  if (place > static_cast<std::int64_t>(digits.size()))
    digits.append(static_cast<std::size_t>(place) - digits.size(), '0');
  std::string whole = digits.substr(0, static_cast<std::size_t>(place));
  std::string rest = digits.substr(static_cast<std::size_t>(place));
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size() - 1));
  while (!rest.empty() && rest.back() == '0') rest.pop_back();
  return sign + whole + (rest.empty() ? "" : "." + rest);
}

bool IsNumber(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  if (text.empty() || text.size() > 64 || text.find_first_of("0123456789") == std::string_view::npos)
    return false;
  if (text.find_first_not_of("0123456789.eE+-") != std::string_view::npos) return false;
  std::size_t mark = std::min(text.find_first_of("eE"), text.size());
  std::string_view mantissa = text.substr(0, mark), power = text.substr(mark);
  if (mantissa.find_first_of("+-") != std::string_view::npos) return false;
  if (mantissa.find_first_of("0123456789") == std::string_view::npos) return false;
  if (mantissa.find('.') != mantissa.rfind('.')) return false;
  if (power.empty()) return true;
  power.remove_prefix(1);
  if (power.starts_with('+') || power.starts_with('-')) power.remove_prefix(1);
  return !power.empty() && power.size() <= 3 &&
         power.find_first_not_of("0123456789") == std::string_view::npos;
}

// The digits are a number already; what does not fit a double is no date.
double ToDouble(std::string_view digits) {
  double value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return error == std::errc() ? value : std::numeric_limits<double>::infinity();
}

}  // namespace

NumberFormat BuiltInFormat(int id) {
  NumberFormat format;
  bool full_date = id == 14 || id == 15 || (id >= 27 && id <= 31) || id == 36 || (id >= 50 && id <= 54) ||
                   id == 57 || id == 58;
  if (full_date || id == 22) format.year = format.month = format.day = true;
  if (id == 16) format.month = format.day = true;
  if (id == 17) format.year = format.month = true;
  format.time =
      (id >= 18 && id <= 22) || (id >= 32 && id <= 35) || (id >= 45 && id <= 47) || id == 55 || id == 56;
  return format;
}

NumberFormat ParseNumberFormat(std::string_view code) {
  NumberFormat format;
  std::string bare = Bare(code);
  if (bare.empty() || bare.find("general") != std::string::npos) return format;
  if (bare.find_first_not_of('0') == std::string::npos && bare.size() > 1) {
    format.pad = static_cast<int>(std::min<std::size_t>(bare.size(), 32));
    return format;
  }
  // "E+00" is an exponent and never part of a date; digits stand beside dates only as fractions of a second.
  if (bare.find_first_of("#?") != std::string::npos || bare.find("e+") != std::string::npos ||
      bare.find("e-") != std::string::npos) {
    return format;
  }
  bool has_m = bare.find('m') != std::string::npos;
  format.year = bare.find_first_of("ye") != std::string::npos;
  format.day = bare.find('d') != std::string::npos;
  format.time = bare.find_first_of("hs") != std::string::npos;
  // m is the month, unless hours or seconds alone keep it company.
  format.month = has_m && (format.year || format.day || !format.time);
  return format;
}

std::string PlainNumber(std::string_view digits) {
  if (!IsNumber(digits)) return std::string(digits);
  std::size_t mark = std::min(digits.find_first_of("eE"), digits.size());
  int exponent = 0;
  if (mark < digits.size()) {
    std::string_view power = digits.substr(mark + 1);
    if (power.starts_with('+')) power.remove_prefix(1);
    std::from_chars(power.data(), power.data() + power.size(), exponent);
  }
  std::string plain = MovePoint(digits.substr(0, mark), exponent);
  bool noisy = plain.find('.') != std::string::npos && plain.size() > 17;
  if (!noisy) return plain;
  // Seventeen digits are how a program writes a double; the fewest that mean the same double are what the
  // person typed.
  double value = ToDouble(plain);
  std::string shortest = fmt::format("{}", value);
  return shortest.find('e') == std::string::npos && shortest.size() < plain.size() ? shortest : plain;
}

std::string FormatNumber(std::string_view digits, const NumberFormat& format, bool since_1904) {
  std::string plain = PlainNumber(digits);
  if (!IsNumber(digits)) return plain;
  bool integer = plain.find_first_not_of("0123456789") == std::string::npos;
  if (format.pad > 0 && integer) {
    auto width = static_cast<std::size_t>(format.pad);
    return plain.size() < width ? std::string(width - plain.size(), '0') + plain : plain;
  }
  if (!format.IsDate() && !format.time) return plain;
  double value = ToDouble(plain);
  if (!(value >= 0) || value >= static_cast<double>(kMaxSerial + 1)) return plain;
  auto serial = static_cast<std::int64_t>(value);
  auto seconds = static_cast<std::int64_t>(std::llround((value - static_cast<double>(serial)) * 86400));
  if (seconds == 86400) seconds = 0, ++serial;
  std::string time = fmt::format("{:02}:{:02}:{:02}", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (!format.IsDate()) return serial == 0 ? time : plain;
  if (serial < (since_1904 ? 0 : 1) || serial > kMaxSerial - (since_1904 ? 1462 : 0)) return plain;
  std::string date = DateText(serial, since_1904, format);
  return format.time && seconds > 0 ? date + "T" + time : date;
}

}  // namespace files
