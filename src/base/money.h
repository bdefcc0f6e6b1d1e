#pragma once
// Money: exact decimal amounts with an ISO 4217 code. Never in floating point, never rounded unseen.
//
//   Decimal price = TRY(Decimal::Parse("1234.5"));           // exact, or an error that says why
//   Money paid{price, TRY(Currency::Parse("USD"))};
//   Decimal sum = TRY(price.Plus(other));                      // kTooLarge beyond 24 digits, never a wrong
//   sum Money won = TRY(Convert(paid, ExchangeRate::Parse("1391.25"), krw, Rounding::kHalfEven));
//   FormatMoney(won)                                           // "KRW 1717498"
//
// Decimal: at most 24 digits before and kScale = 6 after the point, signed. Addition, subtraction and
// comparison are exact; rounding happens only where a function names it.
//
// In tables: two BIGINT columns, by convention `amount_m` (whole millions, rounded towards zero) and
// `amount_u` (the rest in millionths, below 10^12, with the same sign). Both SQLite and PostgreSQL sum them
// exactly:
//   SELECT CAST(SUM(amount_m) AS BIGINT), CAST(SUM(amount_u) AS BIGINT) ...   ->
//   Decimal::FromColumns(row.Int(0), row.Int(1))
// for up to nine million rows, whatever the amounts (a sum that left 64 bits would be an error of the
// database, not a wrong figure). Ordering by (amount_m, amount_u) orders by amount.
//
// Value types. Cost: a few nanoseconds; conversion about a microsecond.

#include <compare>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "base/result.h"

namespace base {

__extension__ typedef __int128 Int128;  // NOLINT: "using" cannot be marked as an extension

enum class Rounding : std::uint8_t {
  kHalfEven,  // 0.5 -> 0, 1.5 -> 2: does not drift in long sums
  kHalfUp     // away from zero: 0.5 -> 1, -0.5 -> -1: what invoices and bank slips do
};

class Decimal {
 public:
  static constexpr int kScale = 6;
  static constexpr int kMaxWholeDigits = 24;

  Decimal() = default;  // zero
  // "1234", "-0.25", "+7.50": digits with at most one point; no grouping, exponent or blanks. Errors:
  // kInvalid (not such a text, or more than six digits after the point that are not zero), kTooLarge (more
  // than 24 digits before).
  static Result<Decimal> Parse(std::string_view text);
  static Decimal FromInteger(std::int64_t whole);
  // Any pair, so that sums of columns need not be brought into the normal form first. Errors: kTooLarge.
  static Result<Decimal> FromColumns(std::int64_t millions, std::int64_t rest);
  std::int64_t millions() const;  // amount_m
  std::int64_t rest() const;      // amount_u

  std::string text() const;  // the shortest: "1234.5", "-0.25", "0"
  // With at least `digits` (0 to 6) after the point, more where the amount has them: "1234.50".
  std::string text(int digits) const;

  Result<Decimal> Plus(const Decimal& other) const;  // Errors: kTooLarge
  Result<Decimal> Minus(const Decimal& other) const;
  Result<Decimal> Times(std::int64_t factor) const;
  // this * numerator / denominator, rounded to `digits` after the point. Errors: kTooLarge, kInvalid (by
  // zero).
  Result<Decimal> Scaled(const Decimal& numerator, const Decimal& denominator, int digits,
                         Rounding rounding) const;
  Decimal Negated() const { return Decimal(-millionths_); }
  Decimal Absolute() const { return Decimal(millionths_ < 0 ? -millionths_ : millionths_); }
  Result<Decimal> Rounded(int digits, Rounding rounding) const;
  bool negative() const { return millionths_ < 0; }
  bool zero() const { return millionths_ == 0; }
  // How many digits after the point it needs, 0 to 6.
  int digits() const;
  // For drawing and for nothing else.
  double Approximate() const;
  Int128 millionths() const { return millionths_; }

  auto operator<=>(const Decimal&) const = default;

 private:
  friend class ExchangeRate;
  explicit Decimal(Int128 millionths) : millionths_(millionths) {}
  static Result<Decimal> Checked(Int128 millionths);
  Int128 millionths_ = 0;
};

// A currency of ISO 4217 (currency_table.inc names the source of each column).
class Currency {
 public:
  Currency() = default;  // none
  // "USD" or "usd". Errors: kInvalid, naming the code.
  static Result<Currency> Parse(std::string_view code);
  // For codes that came out of our own store.
  static Currency FromStore(std::string_view code);
  std::string_view code() const;  // "" for none
  std::string_view name() const;  // in English
  // Digits after the point in use, 0 to 4; for those without minor units (gold, XDR) kScale.
  int minor_units() const;
  bool empty() const { return index_ == 0; }
  // Every code, in order.
  static std::span<const Currency> All();
  auto operator<=>(const Currency&) const = default;

 private:
  explicit Currency(std::uint16_t index) : index_(index) {}
  std::uint16_t index_ = 0;  // place in the table, from 1
};

struct Money {
  Decimal amount;
  Currency currency;
  bool operator==(const Money&) const = default;
};

// "USD 1200.50": code, minor units filled up; pages group digits by html::Locale.
std::string FormatMoney(const Money& money);
// "USD 1200.50", "1200.50 USD". Errors: kInvalid.
Result<Money> ParseMoney(std::string_view text);
// Whether the amount has no more digits than the currency. Errors: kInvalid, naming both.
Status FitsCurrency(const Money& money);
// Errors: kInvalid (two currencies), kTooLarge.
Result<Money> Add(const Money& a, const Money& b);

// How many units of the other currency one unit is worth: an exact fraction, so that the inverse and the way
// over a third currency lose nothing.
class ExchangeRate {
 public:
  ExchangeRate() = default;  // 1
  // A decimal above zero, at most 12 digits before and 12 after the point. Errors: kInvalid.
  static Result<ExchangeRate> Parse(std::string_view text);
  ExchangeRate Inverse() const { return ExchangeRate(denominator_, numerator_); }
  // First this rate, then the other. Errors: kTooLarge (a fraction of more than 36 digits).
  Result<ExchangeRate> Then(const ExchangeRate& next) const;
  // `amount` in the other currency, rounded once, to `digits`. Errors: kTooLarge.
  Result<Decimal> Apply(const Decimal& amount, int digits, Rounding rounding) const;
  bool operator==(const ExchangeRate&) const = default;

 private:
  ExchangeRate(Int128 numerator, Int128 denominator) : numerator_(numerator), denominator_(denominator) {}
  Int128 numerator_ = 1;  // both above 0, without a common divisor
  Int128 denominator_ = 1;
};

// To the minor units of `to`.
Result<Money> Convert(const Money& money, const ExchangeRate& rate, Currency to, Rounding rounding);

}  // namespace base
