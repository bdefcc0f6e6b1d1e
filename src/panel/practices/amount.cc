#include "panel/practices/amount.h"

#include <fmt/format.h>

#include <algorithm>

namespace panel {
namespace {

constexpr std::int64_t kOne = 10'000;
constexpr std::size_t kPlaces = 4;
constexpr std::size_t kMaxWhole = 14;

constexpr std::string_view kCurrencies[] = {
    "AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD",
    "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY",
    "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP",
    "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR",
    "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT",
    "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR",
    "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK",
    "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD",
    "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY",
    "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD",
    "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"};

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::optional<Amount> ParseAmount(std::string_view text, bool may_be_negative) {
  const bool negative = may_be_negative && text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t point = std::min(text.find('.'), text.size());
  const std::string_view whole = text.substr(0, point);
  const bool has_point = point < text.size();
  const std::string_view part = has_point ? text.substr(point + 1) : std::string_view();
  if (whole.empty() || whole.size() > kMaxWhole || !AllDigits(whole)) return std::nullopt;
  if (has_point && (part.empty() || part.size() > kPlaces || !AllDigits(part))) return std::nullopt;
  std::int64_t value = 0;
  for (const char c : whole) value = value * 10 + (c - '0');
  for (std::size_t i = 0; i < kPlaces; ++i) value = value * 10 + (i < part.size() ? part[i] - '0' : 0);
  return Amount{negative ? -value : value};
}

std::string AmountText(Amount amount) {
  const bool negative = amount.ten_thousandths < 0;
  const std::int64_t value = negative ? -amount.ten_thousandths : amount.ten_thousandths;
  std::string text = fmt::format("{}{}.{:04}", negative ? "-" : "", value / kOne, value % kOne);
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string GroupedAmount(Amount amount, char separator) {
  constexpr std::size_t kGroup = 3;
  std::string text = AmountText(amount);
  std::size_t point = std::min(text.find('.'), text.size());
  if (point + 2 == text.size()) text += '0';
  const std::size_t first = text.starts_with('-') ? 1 : 0;
  for (; point > first + kGroup; point -= kGroup) text.insert(point - kGroup, 1, separator);
  return text;
}

std::optional<Amount> Add(Amount a, Amount b) {
  Amount sum;
  if (__builtin_add_overflow(a.ten_thousandths, b.ten_thousandths, &sum.ten_thousandths)) return std::nullopt;
  return sum;
}

std::optional<Amount> Times(Amount a, std::int64_t n) {
  Amount product;
  if (__builtin_mul_overflow(a.ten_thousandths, n, &product.ten_thousandths)) return std::nullopt;
  return product;
}

std::span<const std::string_view> Currencies() {
  return kCurrencies;
}

bool IsCurrency(std::string_view code) {
  return std::binary_search(std::begin(kCurrencies), std::end(kCurrencies), code);
}

}  // namespace panel
