#include "voice/remedy/claims.h"

#include <gtest/gtest.h>

#include <functional>
#include <map>

#include "base/limits_remedy.h"
#include "voice/remedy/claims_text.h"
#include "voice/remedy/money_talk.h"
#include "voice/remedy/sums.h"
#include "voice/remedy/test_claims.h"

namespace voice::remedy::testing {
namespace {

TEST(Claims, PaidIsNeverDoneUntilSheHasConfirmed) {
  Claim claim = Claimed();
  ASSERT_TRUE(Agree(claim, Amount("90"), "no receipt for the rest", kTeam));
  const PaymentId first = PayIn(claim, "50"), second = PayIn(claim, "40");
  EXPECT_EQ(claim.state, ClaimState::kPaid);
  EXPECT_TRUE(ConfirmedOf(claim).zero());
  ASSERT_TRUE(Says(claim, first, Answer::kGot));
  EXPECT_EQ(claim.state, ClaimState::kPaid);
  ASSERT_TRUE(Says(claim, second, Answer::kPart, "39.99"));
  EXPECT_EQ(claim.state, ClaimState::kAgreed);
  EXPECT_EQ(PaidOf(claim), Amount("89.99"));
  PayIn(claim, "0.01");
  EXPECT_EQ(claim.state, ClaimState::kPaid);
  ASSERT_TRUE(Says(claim, claim.payments.back().id, Answer::kGot));
  // A cent is still outstanding of what she said she got a part of; she has 50 + 39.99 + 0.01.
  EXPECT_EQ(claim.state, ClaimState::kConfirmed);
  EXPECT_EQ(ConfirmedOf(claim), Amount("90"));
  EXPECT_EQ(claim.confirmed, Day{20'390});
}

// Every operation in every state: where it leads, or that it is refused and changes nothing.
struct Walk {
  std::map<std::string, std::function<base::Status(Claim&)>> operations;
  std::map<ClaimState, Claim> states;
  // What is not named here must be kConflict.
  std::map<std::pair<ClaimState, std::string>, ClaimState> leads;
};

Walk MakeWalk() {
  Walk walk;
  using S = ClaimState;
  walk.states[S::kAgreed] = HalfPaid();
  walk.states[S::kClaimed] = HalfPaid();
  EXPECT_TRUE(PayMore(walk.states[S::kClaimed], "60"));
  EXPECT_TRUE(Reopen(walk.states[S::kClaimed], "", kTeam));
  walk.states[S::kPaid] = HalfPaid();
  EXPECT_TRUE(PayMore(walk.states[S::kPaid], "60"));
  walk.states[S::kConfirmed] = walk.states[S::kPaid];
  EXPECT_TRUE(Says(walk.states[S::kConfirmed], walk.states[S::kConfirmed].payments[0].id, Answer::kGot));
  EXPECT_TRUE(Says(walk.states[S::kConfirmed], walk.states[S::kConfirmed].payments[2].id, Answer::kGot));
  walk.states[S::kRefused] = HalfPaid();
  EXPECT_TRUE(Refuse(walk.states[S::kRefused], "", kTeam));
  walk.states[S::kWithdrawn] = HalfPaid();
  EXPECT_TRUE(Withdraw(walk.states[S::kWithdrawn], "", kTeam));
  walk.operations["agree on more"] = [](Claim& claim) { return Agree(claim, Amount("150"), "", kTeam); };
  walk.operations["agree on what is paid"] = [](Claim& claim) {
    return Agree(claim, PaidOf(claim), "settled", kTeam);
  };
  walk.operations["refuse"] = [](Claim& claim) { return Refuse(claim, "", kTeam); };
  walk.operations["withdraw"] = [](Claim& claim) { return Withdraw(claim, "", kTeam); };
  walk.operations["reopen"] = [](Claim& claim) { return Reopen(claim, "", kTeam); };
  walk.operations["pay some"] = [](Claim& claim) { return PayMore(claim, "1"); };
  walk.operations["pay the rest"] = [](Claim& claim) { return PayMore(claim, "60"); };
  walk.operations["confirm one"] = [](Claim& claim) {
    return Says(claim, claim.payments[0].id, Answer::kGot);
  };
  walk.operations["confirm what was denied"] = [](Claim& claim) {
    return Says(claim, claim.payments[1].id, Answer::kGot);
  };
  walk.operations["confirm all"] = [](Claim& claim) -> base::Status {
    for (std::size_t i = 1; i < claim.payments.size(); ++i) {
      claim.payments[i].confirmation.answer = Answer::kGot;
      claim.payments[i].confirmation.received = claim.payments[i].amount;
    }
    return Says(claim, claim.payments[0].id, Answer::kGot);
  };
  walk.operations["deny"] = [](Claim& claim) { return Says(claim, claim.payments[0].id, Answer::kNot); };
  for (const auto& [from, to] : std::map<std::string, S>{{"agree on more", S::kAgreed},
                                                         {"agree on what is paid", S::kPaid},
                                                         {"refuse", S::kRefused},
                                                         {"withdraw", S::kWithdrawn},
                                                         {"confirm one", S::kClaimed},
                                                         {"confirm what was denied", S::kClaimed},
                                                         {"confirm all", S::kClaimed},
                                                         {"deny", S::kClaimed}})
    walk.leads[{S::kClaimed, from}] = to;
  for (const auto& [from, to] : std::map<std::string, S>{{"agree on more", S::kAgreed},
                                                         {"agree on what is paid", S::kPaid},
                                                         {"refuse", S::kRefused},
                                                         {"withdraw", S::kWithdrawn},
                                                         {"pay some", S::kAgreed},
                                                         {"pay the rest", S::kPaid},
                                                         {"confirm one", S::kAgreed},
                                                         {"confirm what was denied", S::kPaid},
                                                         {"confirm all", S::kConfirmed},
                                                         {"deny", S::kAgreed}})
    walk.leads[{S::kAgreed, from}] = to;
  walk.leads[{S::kPaid, "confirm one"}] = S::kPaid;
  walk.leads[{S::kPaid, "confirm what was denied"}] = S::kPaid;
  walk.leads[{S::kPaid, "confirm all"}] = S::kConfirmed;
  walk.leads[{S::kPaid, "deny"}] = S::kAgreed;
  walk.leads[{S::kConfirmed, "deny"}] = S::kAgreed;
  for (const S from : {S::kPaid, S::kConfirmed, S::kRefused, S::kWithdrawn})
    walk.leads[{from, "reopen"}] = S::kClaimed;
  return walk;
}

TEST(Claims, EveryOperationInEveryState) {
  const Walk walk = MakeWalk();
  ASSERT_EQ(walk.states.size(), static_cast<std::size_t>(ClaimState::kCount));
  for (const auto& [state, made] : walk.states) {
    for (const auto& [name, operation] : walk.operations) {
      SCOPED_TRACE(std::string(Name(state)) + ": " + name);
      Claim claim = made;
      ASSERT_EQ(claim.state, state);
      const base::Status done = operation(claim);
      const auto lead = walk.leads.find({state, name});
      if (lead != walk.leads.end()) {
        EXPECT_TRUE(done.has_value()) << done.error().external;
        EXPECT_EQ(Name(claim.state), Name(lead->second));
        EXPECT_EQ(claim.history.size() - made.history.size(), 1U);
      } else {
        ASSERT_FALSE(done.has_value());
        EXPECT_EQ(done.error().code, base::Code::kConflict) << done.error().external;
        EXPECT_EQ(claim.state, state);
        EXPECT_EQ(claim.history.size(), made.history.size());
      }
    }
  }
}

// The table itself: each step of it is taken by some operation above, and nothing else is in it.
TEST(Claims, TheTableHasNoStepThatNothingTakes) {
  int confirmed = 0;
  for (const auto& step : ClaimSteps()) {
    if (step.to == ClaimState::kConfirmed) {
      ++confirmed;
      EXPECT_EQ(step.act, ClaimAct::kConfirmAll) << "only she leads there";
    }
    EXPECT_TRUE(step.from == ClaimState::kAgreed || step.from == ClaimState::kPaid ||
                step.to != ClaimState::kConfirmed);
  }
  EXPECT_EQ(confirmed, 2);
}

TEST(Claims, WhatSheSaidOnHerPageOnlyHerPageTakesBack) {
  Claim claim = Claimed();
  ASSERT_TRUE(Agree(claim, Amount("100"), "", kTeam));
  const PaymentId id = PayIn(claim, "30");
  ASSERT_TRUE(Says(claim, id, Answer::kGot));
  const base::Status by_team = Says(claim, id, Answer::kNot, "0", Heard::kCall);
  ASSERT_FALSE(by_team.has_value());
  EXPECT_EQ(by_team.error().code, base::Code::kConflict);
  EXPECT_EQ(ConfirmedOf(claim), Amount("30"));
  EXPECT_TRUE(Says(claim, id, Answer::kNot));
  EXPECT_TRUE(ConfirmedOf(claim).zero());
}

TEST(Claims, WhatIsConfirmedSheTakesBackAndNobodyElse) {
  for (const Heard heard : {Heard::kHerPage, Heard::kCall}) {
    Claim claim = Claimed();
    ASSERT_TRUE(Agree(claim, Amount("100"), "", kTeam));
    const PaymentId id = PayIn(claim, "100");
    ASSERT_TRUE(Says(claim, id, Answer::kGot, "0", heard));
    ASSERT_EQ(claim.state, ClaimState::kConfirmed);
    EXPECT_EQ(Says(claim, id, Answer::kNot, "0", Heard::kCall).error().code, base::Code::kConflict);
    EXPECT_EQ(claim.state, ClaimState::kConfirmed);
    ASSERT_TRUE(Says(claim, id, Answer::kPart, "30"));
    EXPECT_EQ(claim.state, ClaimState::kAgreed);
    EXPECT_EQ(claim.confirmed, std::nullopt);
    EXPECT_EQ(PaidOf(claim), Amount("30"));
    ASSERT_TRUE(Says(claim, id, Answer::kGot));
    EXPECT_EQ(claim.state, ClaimState::kConfirmed);
    EXPECT_EQ(claim.confirmed, Day{20'390});
  }
}

TEST(Claims, AnAgreementMadeAnewWaitsForHerWord) {
  for (const Heard heard : {Heard::kHerPage, Heard::kCall}) {
    Claim claim = Claimed();
    ASSERT_TRUE(Agree(claim, Amount("100"), "", kTeam));
    const PaymentId id = PayIn(claim, "100");
    ASSERT_TRUE(Says(claim, id, Answer::kGot, "0", heard));
    EXPECT_FALSE(WaitsForHerAgain(claim));
    ASSERT_TRUE(Reopen(claim, "", kTeam));
    ASSERT_TRUE(Agree(claim, Amount("100"), "", kTeam));
    EXPECT_EQ(claim.state, ClaimState::kPaid) << "nobody of the team confirms for her";
    EXPECT_EQ(claim.confirmed, std::nullopt);
    EXPECT_TRUE(WaitsForHerAgain(claim));
    ClaimBook book{.claims = {claim}};
    book.claims[0].shown = true;
    ShownMoney shown = ShownOf(book);
    EXPECT_TRUE(MayConfirm(shown.claims[0], shown.claims[0].payments[0]));
    EXPECT_TRUE(ReadShown(TextOf(shown))->claims[0].again);
    // What the team hears is told apart, and does not replace what her page said.
    Claim heard_again = claim;
    ASSERT_TRUE(Says(heard_again, id, Answer::kGot, "0", Heard::kFaceToFace));
    EXPECT_EQ(heard_again.state, ClaimState::kConfirmed);
    EXPECT_EQ(heard_again.payments[0].confirmation.heard,
              heard == Heard::kHerPage ? Heard::kHerPage : Heard::kFaceToFace);
    ASSERT_TRUE(Says(claim, id, Answer::kGot));
    EXPECT_EQ(claim.state, ClaimState::kConfirmed);
    EXPECT_FALSE(WaitsForHerAgain(claim));
  }
}

TEST(Claims, ARemedyIsWhatSheStillSaysSheHas) {
  ClaimBook book{.claims = {Claimed(), Claimed()}};
  EXPECT_EQ(RemediedOn(book), std::nullopt);
  Claim& claim = book.claims[1];
  ASSERT_TRUE(Agree(claim, Amount("100"), "", kTeam));
  const PaymentId first = PayIn(claim, "50"), second = PayIn(claim, "40");
  const auto says = [&](const PaymentId& id, Answer answer, Day day) {
    EXPECT_TRUE(Answered(claim, id, {.answer = answer, .received = Amount("7"), .day = day}, kTeam));
  };
  says(first, Answer::kPart, 20'360);
  says(second, Answer::kGot, 20'370);
  says(first, Answer::kGot, 20'380);
  EXPECT_EQ(RemediedOn(book), Day{20'360}) << "she has had some of it since";
  EXPECT_EQ(RemediedOn(*ReadBook(TextOf(book))), Day{20'360});
  says(first, Answer::kNot, 20'381);
  EXPECT_EQ(RemediedOn(book), Day{20'370});
  says(first, Answer::kGot, 20'382);
  says(second, Answer::kNot, 20'383);
  EXPECT_EQ(RemediedOn(book), Day{20'382});
  says(first, Answer::kNot, 20'384);
  EXPECT_EQ(RemediedOn(book), std::nullopt);
}

TEST(Claims, WhatIsClaimedIsNotChangedWithoutATrace) {
  Claim claim = Claimed("100");
  claim.high = Amount("150");
  Claim after = claim;
  after.description = "words alone";
  claim.employer = {.party = desk::PersonId::New(system_random).text(), .name = "Zebra Canning"};
  after.employer = {.party = {}, .name = "Zebra  Canning"};
  const std::string number = claim.employer.party;
  ASSERT_TRUE(Edit(claim, after, "", kTeam));
  EXPECT_EQ(claim.employer.party, number) << "of the same name the number stays";
  after.employer.name = "Okapi Weaving";
  after.high = Amount("200");
  ASSERT_TRUE(Edit(claim, after, "", kTeam)) << "more needs no reason";
  for (const char* low : {"99.99", "120"}) {
    Claim less = claim;
    less.low = Amount(low);
    less.high = Amount(low) == Amount("120") ? Amount("199.99") : claim.high;
    const base::Status without = Edit(claim, less, "", kTeam);
    ASSERT_FALSE(without.has_value());
    EXPECT_EQ(without.error().code, base::Code::kInvalid);
  }
  Claim other = claim;
  other.currency = Currency("NPR");
  EXPECT_FALSE(Edit(claim, other, "", kTeam)) << "another currency";
  EXPECT_EQ(claim.high, Amount("200"));
  Claim less = claim;
  less.low = less.high = Amount("1");
  ASSERT_TRUE(Edit(claim, less, "she remembers now", kTeam));
  const std::vector<Event> history = ReadBook(TextOf(ClaimBook{.claims = {claim}}))->claims[0].history;
  ASSERT_EQ(history.size(), 3U);
  EXPECT_EQ(history[2].act, ClaimAct::kEdit);
  EXPECT_EQ(history[2].by, kTeam.person);
  EXPECT_EQ(history[2].note, "she remembers now");
  EXPECT_EQ(history[2].before, (Range{Currency("USD"), Amount("100"), Amount("200")}));
  EXPECT_EQ(history[1].before, (Range{Currency("USD"), Amount("100"), Amount("150")}));
}

TEST(Claims, AmountsAreChecked) {
  Claim claim = Claimed();
  for (const char* bad : {"0", "-1", "100.001", "1000000000000001"}) {
    claim.low = claim.high = Amount(bad);
    EXPECT_FALSE(CheckClaim(claim, 20'400).has_value()) << bad;
  }
  claim = Claimed();
  claim.high = Amount("99");
  EXPECT_FALSE(CheckClaim(claim, 20'400).has_value()) << "the range is upside down";
  claim = Claimed();
  claim.from = 20'401;
  EXPECT_FALSE(CheckClaim(claim, 20'400).has_value()) << "in the future";
  claim = Claimed();
  claim.country_from = "xx";
  EXPECT_FALSE(CheckClaim(claim, 20'400).has_value());
  claim.country_from = "np";
  EXPECT_TRUE(CheckClaim(claim, 20'400).has_value());
  EXPECT_FALSE(Agree(claim, Amount("99.99"), "", kTeam).has_value()) << "less needs a reason";
  ASSERT_TRUE(Agree(claim, Amount("99.99"), "rounded", kTeam));
  const base::Status more = PayMore(claim, "100");
  ASSERT_FALSE(more.has_value());
  EXPECT_EQ(more.error().code, base::Code::kInvalid);
}

TEST(Claims, DocumentsAreReturnedNotPaid) {
  Claim claim = Claimed();
  claim.kind = Kind::kDocuments;
  ASSERT_TRUE(CheckClaim(claim, 20'400));
  EXPECT_TRUE(claim.currency.empty());
  ASSERT_TRUE(Agree(claim, {}, "", kTeam));
  const PaymentId id = PayIn(claim, "7");  // whatever is typed, it is the documents
  EXPECT_EQ(claim.state, ClaimState::kPaid);
  EXPECT_FALSE(Says(claim, id, Answer::kPart, "0.5").has_value());
  ASSERT_TRUE(Says(claim, id, Answer::kGot, "0", Heard::kFaceToFace));
  EXPECT_EQ(claim.state, ClaimState::kConfirmed);
  Tally tally;
  ASSERT_TRUE(tally.Add(claim));
  EXPECT_TRUE(tally.money.empty());
  EXPECT_EQ(tally.documents_returned, 1);
  EXPECT_EQ(tally.MedianDays(), 90);
}

TEST(Claims, Limits) {
  Claim claim = Claimed("100000");
  claim.description = std::string(base::kMaxClaimTextBytes + 1, 'x');
  EXPECT_EQ(CheckClaim(claim, 20'400).error().code, base::Code::kTooLarge);
  claim.description.clear();
  claim.employer.name = std::string(base::kMaxClaimNameBytes + 1, 'x');
  EXPECT_EQ(CheckClaim(claim, 20'400).error().code, base::Code::kTooLarge);
  claim.employer.name.clear();
  ASSERT_TRUE(Agree(claim, Amount("100000"), "", kTeam));
  for (std::size_t i = 0; i < base::kMaxClaimPayments; ++i) PayIn(claim, "1");
  EXPECT_EQ(PayMore(claim, "1").error().code, base::Code::kTooLarge);
  base::Status done = base::Ok();
  for (std::size_t i = claim.history.size(); i <= base::kMaxClaimHistory; ++i)
    done = Says(claim, claim.payments[0].id, i % 2 == 0 ? Answer::kNot : Answer::kGot);
  ASSERT_FALSE(done.has_value());
  EXPECT_EQ(done.error().code, base::Code::kTooLarge);
  EXPECT_EQ(claim.history.size(), base::kMaxClaimHistory);
}

TEST(Claims, TheSealedTextKeepsEverything) {
  ClaimBook book{.claims = {HalfPaid(), Claimed("12345678901234.56", "NPR")}, .taken = 17};
  book.claims[1].to = 20'100;
  book.claims[1].employer = {desk::PersonId::New(system_random).text(), "Ace \"Foods\" \u2028 Co"};
  book.claims[1].owes = Owes::kBoth;
  book.claims[1].evidence = Evidence::kAdmitted;
  book.claims[1].description = "काम";
  const std::string text = TextOf(book);
  const auto read = ReadBook(text);
  ASSERT_TRUE(read) << read.error().external;
  EXPECT_EQ(TextOf(*read), text);
  EXPECT_EQ(read->claims[1].employer, book.claims[1].employer);
  EXPECT_EQ(read->taken, 17);
  EXPECT_FALSE(ReadBook("{\"claims\":[{}],\"taken\":0}").has_value());
  EXPECT_FALSE(ReadBook("[]").has_value());
  EXPECT_TRUE(ReadBook("")->claims.empty());
}

TEST(Claims, AnAnswerCountsOnlyWithTheTalkKey) {
  const crypto::KeyPair talk = crypto::KeyPair::Generate(), other = crypto::KeyPair::Generate();
  const CaseId id = CaseId::New(system_random);
  const MoneyAnswer answer{.claim = ClaimId::New(system_random),
                           .payment = PaymentId::New(system_random),
                           .answer = Answer::kPart,
                           .received = Amount("12.5"),
                           .day = 20'400};
  const std::string text = TextOfAnswer(answer, "I got 12.5", id, talk);
  const auto read = ReadAnswer(text, id, talk);
  ASSERT_TRUE(read.has_value());
  EXPECT_EQ(read->received, answer.received);
  EXPECT_FALSE(ReadAnswer(text, id, other).has_value());
  EXPECT_FALSE(ReadAnswer(text, CaseId::New(system_random), talk).has_value());
  std::string more = text;
  more.replace(more.find("12.5\",\"day"), 4, "99.5");
  EXPECT_FALSE(ReadAnswer(more, id, talk).has_value());
  EXPECT_FALSE(ReadAnswer("{\"kind\":\"message\",\"text\":\"I got it\"}", id, talk).has_value());
}

}  // namespace
}  // namespace voice::remedy::testing
