#include "base/money.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace base {
namespace {

Decimal D(std::string_view text) {
  const Result<Decimal> parsed = Decimal::Parse(text);
  EXPECT_TRUE(parsed) << text << ": " << parsed.error().external;
  return parsed ? *parsed : Decimal();
}
Currency C(std::string_view code) {
  return Currency::Parse(code).value();
}

TEST(Money, ReadsAndWritesAmounts) {
  EXPECT_EQ(D("1234.5").text(), "1234.5");
  EXPECT_EQ(D("-0.250000").text(), "-0.25");
  EXPECT_EQ(D("+7").text(2), "7.00");
  EXPECT_EQ(D("007.1230000000").text(2), "7.123");
  EXPECT_EQ(D("-0").text(), "0");
  EXPECT_EQ(D("999999999999999999999999.999999").text(), "999999999999999999999999.999999");
  EXPECT_EQ(D("0.000001").digits(), 6);
  EXPECT_EQ(D("120").digits(), 0);
}

TEST(Money, RefusesWhatIsNoAmount) {
  for (const char* text :
       {"", "-", ".", "1.", ".5", "1,000", "1 000", "1e3", "0x10", "1.2.3", " 1", "--1", "١"})
    EXPECT_EQ(Decimal::Parse(text).error().code, Code::kInvalid) << text;
  EXPECT_EQ(Decimal::Parse("0.0000001").error().code, Code::kInvalid);
  EXPECT_EQ(Decimal::Parse("1000000000000000000000000").error().code, Code::kTooLarge);
}

TEST(Money, SaysWhereASumIsTooLarge) {
  const Decimal largest = D("999999999999999999999999.999999");
  const Result<Decimal> over = largest.Plus(D("0.000001"));
  ASSERT_FALSE(over);
  EXPECT_EQ(over.error().code, Code::kTooLarge);
  EXPECT_NE(over.error().external.find("24 digits"), std::string::npos);
  EXPECT_EQ(largest.Minus(D("0.000001")).value().text(), "999999999999999999999999.999998");
  EXPECT_EQ(largest.Negated().Minus(D("1")).error().code, Code::kTooLarge);
  EXPECT_EQ(largest.Times(2).error().code, Code::kTooLarge);
  EXPECT_EQ(D("-12.5").Times(-4).value().text(), "50");
}

TEST(Money, RoundsAsNamed) {
  struct Case {
    const char* amount;
    int digits;
    const char* half_even;
    const char* half_up;
  };
  for (const Case& c : {Case{"0.5", 0, "0", "1"}, Case{"1.5", 0, "2", "2"}, Case{"-0.5", 0, "0", "-1"},
                        Case{"-2.5", 0, "-2", "-3"}, Case{"2.675", 2, "2.68", "2.68"},
                        Case{"2.665", 2, "2.66", "2.67"}, Case{"2.6650001", 2, "2.67", "2.67"},
                        Case{"0.000001", 5, "0", "0"}, Case{"12.345678", 6, "12.345678", "12.345678"}}) {
    const Result<Decimal> amount = Decimal::Parse(c.amount);
    if (!amount) continue;  // more than six digits: refused above
    EXPECT_EQ(amount->Rounded(c.digits, Rounding::kHalfEven).value().text(), c.half_even) << c.amount;
    EXPECT_EQ(amount->Rounded(c.digits, Rounding::kHalfUp).value().text(), c.half_up) << c.amount;
  }
}

TEST(Money, KnowsCurrenciesAndTheirMinorUnits) {
  EXPECT_EQ(C("usd").code(), "USD");
  EXPECT_EQ(C("KRW").minor_units(), 0);
  EXPECT_EQ(C("BHD").minor_units(), 3);
  EXPECT_EQ(C("CLF").minor_units(), 4);
  EXPECT_EQ(C("XAU").minor_units(), 6);
  EXPECT_EQ(C("EUR").name(), "Euro");
  for (const char* text : {"", "US", "USDX", "ZZZ", "U$D", "840"})
    EXPECT_EQ(Currency::Parse(text).error().code, Code::kInvalid) << text;
  std::set<std::string_view> codes;
  for (const Currency& currency : Currency::All()) {
    EXPECT_EQ(Currency::FromStore(currency.code()), currency);
    codes.insert(currency.code());
  }
  EXPECT_EQ(codes.size(), Currency::All().size());
  EXPECT_GT(codes.size(), 170U);
}

TEST(Money, WritesCodeAndAmount) {
  EXPECT_EQ(FormatMoney({D("1200.5"), C("USD")}), "USD 1200.50");
  EXPECT_EQ(FormatMoney({D("1200"), C("KRW")}), "KRW 1200");
  EXPECT_EQ(FormatMoney({D("1200.123"), C("USD")}), "USD 1200.123");
  EXPECT_EQ(ParseMoney("USD 1200.50").value(), (Money{D("1200.5"), C("USD")}));
  EXPECT_EQ(ParseMoney("-3 EUR").value(), (Money{D("-3"), C("EUR")}));
  EXPECT_FALSE(ParseMoney("1200.50"));
  EXPECT_FALSE(FitsCurrency({D("1.5"), C("JPY")}));
  EXPECT_TRUE(FitsCurrency({D("1.55"), C("USD")}));
  EXPECT_EQ(Add({D("1"), C("USD")}, {D("1"), C("EUR")}).error().code, Code::kInvalid);
}

TEST(Money, ColumnsSumExactly) {
  std::mt19937_64 random(20261128);
  for (int round = 0; round < 200; ++round) {
    Decimal sum;
    std::int64_t millions = 0;
    std::int64_t rest = 0;
    for (int i = 0; i < 500; ++i) {
      const std::string text = std::string(random() % 2 == 0 ? "-" : "") +
                               std::to_string(random() % 1'000'000'000'000'000'000ULL) + "." +
                               std::to_string(random() % 1'000'000);
      const Decimal amount = D(text);
      EXPECT_EQ(Decimal::FromColumns(amount.millions(), amount.rest()).value(), amount);
      sum = sum.Plus(amount).value();
      millions += amount.millions();
      rest += amount.rest();
    }
    EXPECT_EQ(Decimal::FromColumns(millions, rest).value(), sum);
  }
}

TEST(Money, ColumnsOrderAsAmountsDo) {
  const std::vector<std::string> ascending = {"-2000000.5",    "-1000000", "-999999.999999",
                                              "-0.000001",     "0",        "0.000001",
                                              "999999.999999", "1000000",  "1000000.25"};
  for (std::size_t i = 1; i < ascending.size(); ++i) {
    const Decimal a = D(ascending[i - 1]);
    const Decimal b = D(ascending[i]);
    EXPECT_LT(a, b);
    EXPECT_LT(std::make_pair(a.millions(), a.rest()), std::make_pair(b.millions(), b.rest()));
  }
}

TEST(Money, ConvertsWithOneRounding) {
  const ExchangeRate won = ExchangeRate::Parse("1391.25").value();
  EXPECT_EQ(FormatMoney(Convert({D("1234.56"), C("USD")}, won, C("KRW"), Rounding::kHalfEven).value()),
            "KRW 1717582");
  // And back: the inverse is exact, so what was a round sum comes back as it was.
  EXPECT_EQ(
      FormatMoney(Convert({D("1391250"), C("KRW")}, won.Inverse(), C("USD"), Rounding::kHalfEven).value()),
      "USD 1000.00");
  const ExchangeRate third = ExchangeRate::Parse("3").value().Inverse();
  EXPECT_EQ(third.Apply(D("1"), 6, Rounding::kHalfEven).value().text(), "0.333333");
  EXPECT_EQ(third.Then(ExchangeRate::Parse("3").value()).value(), ExchangeRate());
  EXPECT_EQ(third.Apply(D("999999999999999999999999"), 6, Rounding::kHalfUp).value().text(),
            "333333333333333333333333");
  EXPECT_EQ(won.Apply(D("999999999999999999999999"), 0, Rounding::kHalfUp).error().code, Code::kTooLarge);
  for (const char* text : {"0", "-1", "1e2", "", "1234567890123", "0.0000000000001"})
    EXPECT_EQ(ExchangeRate::Parse(text).error().code, Code::kInvalid) << text;
}

// The slow, obvious twin: below 2^63 plain 128-bit arithmetic holds every product.
// 2^63 are, because then plain 128-bit arithmetic holds everything.
TEST(Money, ConversionAgreesWithPlainArithmetic) {
  std::mt19937_64 random(7);
  for (int round = 0; round < 20'000; ++round) {
    const auto amount = static_cast<std::int64_t>(random() % 1'000'000'000'000);
    const auto rate_u = static_cast<std::int64_t>(random() % 1'000'000'000 + 1);
    const std::string rate_text =
        std::to_string(rate_u / 1'000'000) + "." + std::to_string(1'000'000 + rate_u % 1'000'000).substr(1);
    const ExchangeRate rate = ExchangeRate::Parse(rate_text).value();
    const Int128 product = static_cast<Int128>(amount) * rate_u;  // in millionths
    const Int128 whole = product / 1'000'000;
    const Int128 rest = product % 1'000'000;
    const Int128 expected = whole + (rest * 2 >= 1'000'000 ? 1 : 0);
    EXPECT_EQ(rate.Apply(Decimal::FromInteger(amount), 0, Rounding::kHalfUp).value(),
              Decimal::FromInteger(static_cast<std::int64_t>(expected)))
        << amount << " * " << rate_text;
  }
}

TEST(Money, SharesOfASum) {
  EXPECT_EQ(D("100").Scaled(D("1"), D("3"), 2, Rounding::kHalfEven).value().text(), "33.33");
  EXPECT_EQ(D("-200").Scaled(D("1"), D("3"), 0, Rounding::kHalfEven).value().text(), "-67");
  EXPECT_EQ(D("1").Scaled(D("1"), D("0"), 2, Rounding::kHalfEven).error().code, Code::kInvalid);
}

}  // namespace
}  // namespace base
