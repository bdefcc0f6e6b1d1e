#include "voice/remedy/sums.h"

#include "voice/remedy/outstanding_csv.h"
#include "voice/remedy/owed.h"
#include "voice/remedy/test_claims.h"
#include "voice/remedy/typed_amount.h"

namespace voice::remedy::testing {
namespace {

TEST(Sums, OfEachCurrencyExactly) {
  Outstanding all;
  Claim dollars = Claimed("0.10");
  for (int i = 0; i < 30; ++i) ASSERT_TRUE(all.Add(dollars));
  Claim half = HalfPaid();
  half.owes = Owes::kBoth;
  half.recruiter.name = "Fast Jobs";
  half.employer.name = "ACE foods";
  half.country_from = "np";
  half.country_to = "kr";
  ASSERT_TRUE(Says(half, half.payments[0].id, Answer::kGot));
  ASSERT_TRUE(all.Add(half));
  Claim range = Claimed("100", "KRW");
  range.high = Amount("150");
  range.employer.name = "Ace Foods";
  ASSERT_TRUE(all.Add(range));
  Claim gone = Claimed("500");
  ASSERT_TRUE(Withdraw(gone, "", kTeam));
  ASSERT_TRUE(all.Add(gone));
  all.Sort();
  const Totals& usd = all.all.money.at(Currency("USD"));
  EXPECT_EQ(usd.claims, 31);
  EXPECT_EQ(usd.claimed_high, Amount("103"));
  EXPECT_EQ(usd.agreed, Amount("100"));
  EXPECT_EQ(usd.paid, Amount("40"));
  EXPECT_EQ(usd.confirmed, Amount("40"));
  EXPECT_EQ(usd.open_low, Amount("63"));
  const Totals& krw = all.all.money.at(Currency("KRW"));
  EXPECT_EQ(krw.open_low, Amount("100"));
  EXPECT_EQ(krw.open_high, Amount("150"));
  ASSERT_EQ(all.employers.size(), 2U) << "case does not make two employers of one";
  EXPECT_EQ(all.recruiters.size(), 1U);
  ASSERT_EQ(all.corridors.size(), 1U);
  EXPECT_EQ(all.corridors[0].label, "NP → KR");
  EXPECT_EQ(all.corridors[0].tally.money.at(Currency("USD")).open_high, Amount("60"));
}

TEST(Sums, ADebtorIsOneHoweverTheNameIsWritten) {
  Outstanding all;
  const auto owes = [&](std::string name, std::string party) {
    Claim claim = Claimed();
    claim.employer = {.party = std::move(party), .name = std::move(name)};
    EXPECT_TRUE(all.Add(claim));
  };
  const std::string number = desk::PersonId::New(system_random).text();
  owes("Zebra Canning Co., Ltd.", "");
  owes("ZEBRA  CANNING CO LTD", number);
  owes("zebra canning co ltd ", "");
  owes("", number);
  owes("Zebra Canning Korea", "");
  ASSERT_EQ(all.employers.size(), 3U);
  EXPECT_EQ(all.employers[0].tally.money.at(Currency("USD")).claims, 3);
  EXPECT_EQ(all.employers[1].key, number) << "it stays readable";
}

TEST(Sums, WhatIsOwedInWords) {
  const html::Locale& en = *html::FindLocale("en");
  ClaimBook book{.claims = {Claimed("10"), Claimed("70", "KRW"), Claimed("100"), Claimed("5")}};
  EXPECT_EQ(AgreedAndOwed(en, book), "");
  book.claims[0].high = Amount("12");
  Claim& agreed = book.claims[2];
  ASSERT_TRUE(Agree(agreed, Amount("100"), "", kTeam));
  ASSERT_TRUE(Says(agreed, PayIn(agreed, "30"), Answer::kGot));
  PayIn(agreed, "70");  // they say; she does not
  ASSERT_TRUE(Withdraw(book.claims[3], "", kTeam));
  EXPECT_EQ(AgreedAndOwed(en, book), "USD\u00A070.00");
  EXPECT_EQ(ClaimedAndOpen(en, book), "KRW\u00A070, USD\u00A010.00 to 12.00");
  Claim papers = Claimed();
  papers.kind = Kind::kDocuments;
  ASSERT_TRUE(CheckClaim(papers, 20'400));
  ASSERT_TRUE(Agree(papers, {}, "", kTeam));
  book.claims.push_back(papers);
  EXPECT_EQ(AgreedAndOwed(en, book), "USD\u00A070.00, the documents");
  EXPECT_FALSE(OwedNotice(en, book).empty());
  EXPECT_TRUE(OwedNotice(en, {}).empty());
}

TEST(Sums, TheTableForOtherProgramsSaysWhatIsNotInIt) {
  Outstanding all;
  ASSERT_TRUE(all.Add(Claimed()));
  EXPECT_EQ(OutstandingCsv(all).find("not in these sums"), std::string::npos);
  all.unread = 7;
  EXPECT_NE(OutstandingCsv(all).find("\nnot in these sums: 7 cases,"), std::string::npos);
}

TEST(TypedAmount, IsReadOnlyOneWay) {
  const auto read = [](std::string_view typed, std::string_view code) -> std::string {
    const auto amount = ReadTypedAmount(typed, Currency(code));
    return amount ? amount->text() : "refused";
  };
  EXPECT_EQ(read("1200", "USD"), "1200");
  EXPECT_EQ(read(" 1,200.50 ", "USD"), "1200.5");
  EXPECT_EQ(read("1 234 567", "KRW"), "1234567");
  EXPECT_EQ(read("1,20,000", "NPR"), "120000");
  EXPECT_EQ(read("१२००", "NPR"), "1200");
  EXPECT_EQ(read("١٬٢٠٠٫٥", "USD"), "1200.5");
  EXPECT_EQ(read("1.500", "BHD"), "1.5");
  for (const char* unclear : {"1.500", "1,5", "1.2.3", "", ".", "5.", "-5", "12,34", "1e5", "five", "0",
                              "1.234", "1200.505", ",500", "1,,000"})
    EXPECT_EQ(read(unclear, "USD"), "refused") << unclear;
  EXPECT_EQ(read("12.5", "KRW"), "refused");
  EXPECT_EQ(read(std::string(kMaxTypedAmountBytes + 1, '1'), "USD"), "refused");
}

}  // namespace
}  // namespace voice::remedy::testing
