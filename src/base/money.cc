#include "base/money.h"

#include <algorithm>
#include <array>
#include <optional>

#include "base/check.h"

namespace base {
namespace {

__extension__ typedef unsigned __int128 UInt128;  // NOLINT: see Int128

constexpr Int128 PowerOfTen(int exponent) {
  Int128 power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}
constexpr Int128 kLimit = PowerOfTen(Decimal::kMaxWholeDigits + Decimal::kScale);  // |millionths| stays below
constexpr Int128 kMillion = PowerOfTen(12);                                        // in millionths
constexpr Int128 kRateLimit = PowerOfTen(36);
constexpr int kRateDigits = 12;

Error AmountTooLarge() {
  return TooLarge("the amount is too large: at most 24 digits before the point");
}

UInt128 Magnitude(Int128 value) {
  return value < 0 ? -static_cast<UInt128>(value) : static_cast<UInt128>(value);
}

// 128 x 128 -> 256 bits, by halves of 64.
struct Wide {
  UInt128 high = 0;
  UInt128 low = 0;
};
Wide Multiply(UInt128 a, UInt128 b) {
  constexpr UInt128 kMask = ~std::uint64_t{0};
  const UInt128 low = (a & kMask) * (b & kMask);
  const UInt128 cross = (a >> 64) * (b & kMask) + (low >> 64);
  const UInt128 other = (a & kMask) * (b >> 64) + (cross & kMask);
  return {(a >> 64) * (b >> 64) + (cross >> 64) + (other >> 64), (other << 64) | (low & kMask)};
}

struct Quotient {
  UInt128 value = 0;
  UInt128 remainder = 0;
};
// By long division, bit by bit; nothing where the quotient has more than 128 bits. The divisor stays below
// 2^127.
std::optional<Quotient> Divide(const Wide& dividend, UInt128 divisor) {
  if (dividend.high >= divisor) return std::nullopt;
  Quotient out{.value = 0, .remainder = dividend.high};
  for (int bit = 127; bit >= 0; --bit) {
    out.remainder = (out.remainder << 1) | ((dividend.low >> bit) & 1);
    out.value <<= 1;
    if (out.remainder >= divisor) {
      out.remainder -= divisor;
      out.value |= 1;
    }
  }
  return out;
}

bool RoundsUp(const Quotient& quotient, UInt128 divisor, Rounding rounding) {
  const UInt128 rest = divisor - quotient.remainder;
  if (quotient.remainder != rest) return quotient.remainder > rest;
  return rounding == Rounding::kHalfUp || (quotient.value & 1) != 0;
}

// value * numerator / denominator to a multiple of 10^(6 - digits); nothing where that does not fit.
std::optional<Int128> MulDivRound(Int128 value, Int128 numerator, Int128 denominator, int digits,
                                  Rounding rounding) {
  const Int128 step = PowerOfTen(Decimal::kScale - digits);
  const bool negative = ((value < 0) != (numerator < 0)) != (denominator < 0);
  const Wide divisor_wide = Multiply(Magnitude(denominator), static_cast<UInt128>(step));
  if (divisor_wide.high != 0 || (divisor_wide.low >> 127) != 0) return std::nullopt;
  const UInt128 divisor = divisor_wide.low;
  const std::optional<Quotient> quotient = Divide(Multiply(Magnitude(value), Magnitude(numerator)), divisor);
  if (!quotient) return std::nullopt;
  const Wide rounded = Multiply(quotient->value, static_cast<UInt128>(step));
  if (rounded.high != 0 || rounded.low >= static_cast<UInt128>(kLimit)) return std::nullopt;
  Int128 result = static_cast<Int128>(rounded.low);
  if (RoundsUp(*quotient, divisor, rounding)) result += step;
  return negative ? -result : result;
}

struct Digits {
  bool negative = false;
  std::string_view whole;
  std::string_view fraction;  // without zeros at its end
};

bool AllDigits(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::optional<Digits> SplitDigits(std::string_view text) {
  Digits out;
  if (!text.empty() && (text.front() == '-' || text.front() == '+')) {
    out.negative = text.front() == '-';
    text.remove_prefix(1);
  }
  const std::size_t point = text.find('.');
  out.whole = text.substr(0, point);
  if (point != std::string_view::npos) {
    out.fraction = text.substr(point + 1);
    if (out.fraction.empty()) return std::nullopt;
  }
  if (out.whole.empty() || !AllDigits(out.whole) || !AllDigits(out.fraction)) return std::nullopt;
  while (out.whole.size() > 1 && out.whole.front() == '0') out.whole.remove_prefix(1);
  while (!out.fraction.empty() && out.fraction.back() == '0') out.fraction.remove_suffix(1);
  return out;
}

// The digits as one integer with `scale` places after the point.
Int128 Coefficient(const Digits& digits, int scale) {
  Int128 value = 0;
  for (const char c : digits.whole) value = value * 10 + (c - '0');
  for (int i = 0; i < scale; ++i) {
    const auto at = static_cast<std::size_t>(i);
    value = value * 10 + (at < digits.fraction.size() ? digits.fraction[at] - '0' : 0);
  }
  return value;
}

std::string Shown(std::string_view text) {
  return std::string(text.substr(0, 60));
}

Int128 CommonDivisor(Int128 a, Int128 b) {
  while (b != 0) {
    const Int128 rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

std::string DigitsOf(UInt128 value) {
  std::string text;
  do {
    text.push_back(static_cast<char>('0' + static_cast<int>(value % 10)));
    value /= 10;
  } while (value != 0);
  std::reverse(text.begin(), text.end());
  return text;
}

struct CurrencyFacts {
  std::string_view code;
  std::uint16_t number;
  int minor_units;
  std::string_view name;
};

#define CURRENCY(code, number, minor_units, name) {code, number, minor_units, name},
constexpr auto kCurrencies = std::to_array<CurrencyFacts>({
#include "base/currency_table.inc"
});
#undef CURRENCY

const CurrencyFacts* FactsAt(std::uint16_t index) {
  return index == 0 ? nullptr : &kCurrencies[index - 1];
}

}  // namespace

Result<Decimal> Decimal::Checked(Int128 millionths) {
  if (millionths >= kLimit || millionths <= -kLimit) return AmountTooLarge();
  return Decimal(millionths);
}

Result<Decimal> Decimal::Parse(std::string_view text) {
  const std::optional<Digits> digits = SplitDigits(text);
  if (!digits)
    return Invalid("“" + Shown(text) +
                   "” is not an amount: write digits and at most one point, such as 1234.50");
  if (digits->whole.size() > kMaxWholeDigits) return AmountTooLarge();
  if (digits->fraction.size() > kScale)
    return Invalid("“" + Shown(text) + "” has more than 6 digits after the point");
  const Int128 value = Coefficient(*digits, kScale);
  return Decimal(digits->negative ? -value : value);
}

Decimal Decimal::FromInteger(std::int64_t whole) {
  return Decimal(static_cast<Int128>(whole) * PowerOfTen(kScale));
}

Result<Decimal> Decimal::FromColumns(std::int64_t millions, std::int64_t rest) {
  return Checked(static_cast<Int128>(millions) * kMillion + rest);
}

std::int64_t Decimal::millions() const {
  return static_cast<std::int64_t>(millionths_ / kMillion);
}

std::int64_t Decimal::rest() const {
  return static_cast<std::int64_t>(millionths_ % kMillion);
}

int Decimal::digits() const {
  int needed = kScale;
  for (Int128 rest = millionths_ % PowerOfTen(kScale); needed > 0 && rest % 10 == 0; rest /= 10) --needed;
  return needed;
}

std::string Decimal::text(int digits) const {
  const UInt128 magnitude = Magnitude(millionths_);
  const auto unit = static_cast<UInt128>(PowerOfTen(kScale));
  std::string out = (millionths_ < 0 ? "-" : "") + DigitsOf(magnitude / unit);
  const int shown = std::max(digits, this->digits());
  if (shown == 0) return out;
  const std::string fraction = DigitsOf(unit + magnitude % unit);  // "1" and six digits
  return out + "." + fraction.substr(1, static_cast<std::size_t>(std::min(shown, kScale)));
}

std::string Decimal::text() const {
  return text(0);
}

Result<Decimal> Decimal::Plus(const Decimal& other) const {
  return Checked(millionths_ + other.millionths_);
}

Result<Decimal> Decimal::Minus(const Decimal& other) const {
  return Checked(millionths_ - other.millionths_);
}

Result<Decimal> Decimal::Times(std::int64_t factor) const {
  const std::optional<Int128> product = MulDivRound(millionths_, factor, 1, kScale, Rounding::kHalfEven);
  if (!product) return AmountTooLarge();
  return Checked(*product);
}

Result<Decimal> Decimal::Scaled(const Decimal& numerator, const Decimal& denominator, int digits,
                                Rounding rounding) const {
  if (denominator.zero()) return Invalid("an amount cannot be divided by zero");
  const std::optional<Int128> scaled = MulDivRound(
      millionths_, numerator.millionths_, denominator.millionths_, std::clamp(digits, 0, kScale), rounding);
  if (!scaled) return AmountTooLarge();
  return Checked(*scaled);
}

Result<Decimal> Decimal::Rounded(int digits, Rounding rounding) const {
  const std::optional<Int128> rounded =
      MulDivRound(millionths_, 1, 1, std::clamp(digits, 0, kScale), rounding);
  if (!rounded) return AmountTooLarge();
  return Checked(*rounded);
}

double Decimal::Approximate() const {
  return static_cast<double>(millionths_) / 1e6;
}

Result<Currency> Currency::Parse(std::string_view code) {
  std::string upper(code.substr(0, 4));
  for (char& c : upper)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  const Currency found = FromStore(upper);
  if (found.empty()) return Invalid("“" + Shown(code) + "” is not a currency code of ISO 4217, such as USD");
  return found;
}

Currency Currency::FromStore(std::string_view code) {
  const auto* const found = std::lower_bound(
      kCurrencies.begin(), kCurrencies.end(), code,
      [](const CurrencyFacts& facts, std::string_view wanted) { return facts.code < wanted; });
  if (found == kCurrencies.end() || found->code != code) return {};
  return Currency(static_cast<std::uint16_t>(found - kCurrencies.begin() + 1));
}

std::string_view Currency::code() const {
  const CurrencyFacts* facts = FactsAt(index_);
  return facts == nullptr ? "" : facts->code;
}

std::string_view Currency::name() const {
  const CurrencyFacts* facts = FactsAt(index_);
  return facts == nullptr ? "" : facts->name;
}

int Currency::minor_units() const {
  const CurrencyFacts* facts = FactsAt(index_);
  return facts == nullptr || facts->minor_units < 0 ? Decimal::kScale : facts->minor_units;
}

std::span<const Currency> Currency::All() {
  static const auto all = [] {
    std::array<Currency, kCurrencies.size()> made;
    for (std::size_t i = 0; i < made.size(); ++i) made[i] = Currency(static_cast<std::uint16_t>(i + 1));
    return made;
  }();
  return all;
}

std::string FormatMoney(const Money& money) {
  const int digits = money.currency.minor_units() == Decimal::kScale ? 0 : money.currency.minor_units();
  const std::string amount = money.amount.text(digits);
  return money.currency.empty() ? amount : std::string(money.currency.code()) + " " + amount;
}

Result<Money> ParseMoney(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos)
    return Invalid("“" + Shown(text) + "” is not money: write code and amount, such as USD 1200.50");
  const std::string_view first = text.substr(0, blank);
  const std::string_view second = text.substr(blank + 1);
  const bool code_first =
      !first.empty() && (first[0] < '0' || first[0] > '9') && first[0] != '-' && first[0] != '+';
  Money money;
  money.currency = TRY(Currency::Parse(code_first ? first : second));
  money.amount = TRY(Decimal::Parse(code_first ? second : first));
  return money;
}

Status FitsCurrency(const Money& money) {
  if (money.amount.digits() <= money.currency.minor_units()) return Ok();
  return Invalid(money.amount.text() + " has more digits after the point than " +
                 std::string(money.currency.code()) + " has: at most " +
                 std::to_string(money.currency.minor_units()));
}

Result<Money> Add(const Money& a, const Money& b) {
  if (a.currency != b.currency)
    return Invalid("two currencies, " + std::string(a.currency.code()) + " and " +
                   std::string(b.currency.code()) + ", cannot be added");
  return Money{TRY(a.amount.Plus(b.amount)), a.currency};
}

Result<ExchangeRate> ExchangeRate::Parse(std::string_view text) {
  const std::optional<Digits> digits = SplitDigits(text);
  if (!digits || digits->negative || digits->whole.size() > kRateDigits ||
      digits->fraction.size() > kRateDigits)
    return Invalid(
        "“" + Shown(text) +
        "” is not an exchange rate: a number above zero with at most 12 digits before and after the point");
  const Int128 numerator = Coefficient(*digits, kRateDigits);
  if (numerator == 0) return Invalid("an exchange rate is above zero");
  const Int128 denominator = PowerOfTen(kRateDigits);
  const Int128 common = CommonDivisor(numerator, denominator);
  return ExchangeRate(numerator / common, denominator / common);
}

Result<ExchangeRate> ExchangeRate::Then(const ExchangeRate& next) const {
  // Reduced crosswise first, so that the products have no common divisor.
  const Int128 left = CommonDivisor(numerator_, next.denominator_);
  const Int128 right = CommonDivisor(next.numerator_, denominator_);
  const Wide top = Multiply(Magnitude(numerator_ / left), Magnitude(next.numerator_ / right));
  const Wide bottom = Multiply(Magnitude(denominator_ / right), Magnitude(next.denominator_ / left));
  if (top.high != 0 || bottom.high != 0 || top.low > static_cast<UInt128>(kRateLimit) ||
      bottom.low > static_cast<UInt128>(kRateLimit))
    return TooLarge("the exchange rates cannot be chained: their fraction has more than 36 digits");
  return ExchangeRate(static_cast<Int128>(top.low), static_cast<Int128>(bottom.low));
}

Result<Decimal> ExchangeRate::Apply(const Decimal& amount, int digits, Rounding rounding) const {
  const std::optional<Int128> applied = MulDivRound(amount.millionths(), numerator_, denominator_,
                                                    std::clamp(digits, 0, Decimal::kScale), rounding);
  if (!applied) return AmountTooLarge();
  return Decimal::Checked(*applied);
}

Result<Money> Convert(const Money& money, const ExchangeRate& rate, Currency to, Rounding rounding) {
  return Money{TRY(rate.Apply(money.amount, to.minor_units(), rounding)), to};
}

}  // namespace base
