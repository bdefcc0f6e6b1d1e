#pragma once
// For the tests of claims: a team that acts, and claims in some of their states.

#include <gtest/gtest.h>

#include <string_view>

#include "voice/remedy/claims.h"

namespace voice::remedy::testing {

inline base::SystemRandom system_random;
inline const By kTeam{.person = desk::PersonId::New(system_random), .day = 20'400};

inline base::Decimal Amount(std::string_view text) {
  return base::Decimal::Parse(text).value();
}
inline base::Currency Currency(std::string_view code) {
  return base::Currency::Parse(code).value();
}

inline Claim Claimed(std::string_view amount = "100", std::string_view currency = "USD") {
  Claim claim;
  claim.id = ClaimId::New(system_random);
  claim.kind = Kind::kFeeMatching;
  claim.currency = Currency(currency);
  claim.low = claim.high = Amount(amount);
  claim.from = 20'000;
  claim.claimed = 20'300;
  return claim;
}

inline PaymentId PayIn(Claim& claim, std::string_view amount) {
  Payment payment{.id = PaymentId::New(system_random), .amount = Amount(amount), .day = 20'350};
  EXPECT_TRUE(Pay(claim, payment, kTeam));
  return payment.id;
}

inline base::Status Says(Claim& claim, const PaymentId& id, Answer answer, std::string_view received = "0",
                         Heard heard = Heard::kHerPage) {
  return Answered(claim, id, {.answer = answer, .received = Amount(received), .heard = heard, .day = 20'390},
                  kTeam);
}

inline base::Status PayMore(Claim& claim, std::string_view amount) {
  return Pay(claim, {.id = PaymentId::New(system_random), .amount = Amount(amount), .day = 20'350}, kTeam);
}

// Agreed on 100: 40 are paid and not answered, 60 were denied.
inline Claim HalfPaid() {
  Claim claim = Claimed();
  EXPECT_TRUE(Agree(claim, Amount("100"), "", kTeam));
  PayIn(claim, "40");
  EXPECT_TRUE(Says(claim, PayIn(claim, "60"), Answer::kNot));
  return claim;
}

}  // namespace voice::remedy::testing
