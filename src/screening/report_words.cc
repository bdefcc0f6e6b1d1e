// How both reports write numbers, dates and evidence.

#include <fmt/format.h>

#include <array>
#include <cctype>
#include <cmath>

#include "base/date.h"
#include "screening/report_facts.h"

namespace screening {
namespace {

constexpr std::array<std::string_view, 12> kMonths = {"January",   "February", "March",    "April",
                                                      "May",       "June",     "July",     "August",
                                                      "September", "October",  "November", "December"};

bool LooksIso(std::string_view text) {
  if (text.size() < 4) return false;
  for (std::size_t i = 0; i < text.size() && i < 10; ++i) {
    const bool dash = i == 4 || i == 7;
    if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
  }
  return true;
}

}  // namespace

std::string ScoreText(double score) {
  return fmt::format("{:.3f}", std::floor(score * 1000 + 1e-6) / 1000);
}

std::string ExactText(double number) {
  return fmt::format("{:.6f}", number);
}

std::string ShortNumber(double number) {
  std::string text = ExactText(number);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.ends_with('.')) text.pop_back();
  return text;
}

std::string SignedText(double effect) {
  if (std::abs(effect) < 5e-7) return "±0";
  return fmt::format("{}{:.6f}", effect < 0 ? "−" : "+", std::abs(effect));
}

std::string ThresholdText(double score) {
  std::string text = fmt::format("{:.6f}", score);
  while (text.ends_with('0') && text.size() > text.find('.') + 3) text.pop_back();
  return text;
}

std::string CountText(std::uint64_t count) {
  std::string digits = fmt::format("{}", count);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, ",");
  return digits;
}

std::string Counted(std::uint64_t count, std::string_view one, std::string_view many) {
  return fmt::format("{} {}", CountText(count), count == 1 ? one : many);
}

std::string DayText(std::string_view iso, bool table) {
  if (!LooksIso(iso)) return std::string(iso);
  const base::Result<base::PartialDate> date = base::ParseDate(iso.substr(0, 10));
  if (!date) return std::string(iso);
  if (date->month == 0) return fmt::format("{}", date->year);
  const std::string_view month = kMonths[date->month - 1u].substr(0, table ? 3 : std::string_view::npos);
  if (date->day == 0) return fmt::format("{} {}", month, date->year);
  return fmt::format("{} {} {}", date->day, month, date->year);
}

std::string MomentText(std::string_view iso) {
  const bool has_time = LooksIso(iso) && iso.size() >= 16 && iso[10] == 'T' && iso[13] == ':';
  return has_time ? fmt::format("{}, {} UTC", DayText(iso), iso.substr(11, 5)) : DayText(iso);
}

std::string_view IdentityWords(match::Identity identity) {
  switch (identity) {
    case match::Identity::kSupported:
      return "Evidence supports it";
    case match::Identity::kContradicted:
      return "Evidence contradicts it";
    case match::Identity::kUnconfirmed:
      break;
  }
  return "Not confirmed";
}

std::string FeatureWords(std::string_view feature) {
  std::string words;
  for (std::size_t i = 0; i < feature.size(); ++i) {
    const unsigned char c = static_cast<unsigned char>(feature[i]);
    if (i == 0) {
      words += static_cast<char>(std::toupper(c));
    } else if (c >= 'A' && c <= 'Z') {
      words += ' ';
      words += static_cast<char>(std::tolower(c));
    } else {
      words += feature[i] == '_' ? ' ' : feature[i];
    }
  }
  return words;
}

}  // namespace screening
