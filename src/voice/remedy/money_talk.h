#pragma once
// What the worker sees of her claims on her page, and what she answers. The first is a document of the
// conversation's side (intake/talk_documents.h, kind "money"), made anew whenever a shown claim changes; the
// second is an entry of the conversation, which the team's next opening of the case takes into the claims.
//
// An answer carries a mark, HMAC-SHA256 under a key derived from the private talk key: whoever has only the
// database can add a box (anybody can seal to a public key), but no answer that counts.
//   key  = HKDF-SHA256(private talk key, case id, "voice money answer")
//   mark = HMAC(key, length-prefixed claim, payment, answer, amount, entry's day)
// Pure; thread-safe.

#include <string>
#include <string_view>
#include <vector>

#include "crypto/box.h"
#include "voice/remedy/claims.h"

namespace voice::remedy {

inline constexpr std::string_view kMoneyDocument = "money";

struct ShownPayment {
  PaymentId id;
  base::Decimal amount;
  Day day = 0;
  Way way = Way::kCash;
  Answer answer = Answer::kOpen;
  base::Decimal received;
  bool heard = false;  // recorded by the team, as she said it
};
struct ShownClaim {
  ClaimId id;
  Family family = Family::kFees;
  ClaimState state = ClaimState::kClaimed;
  Owes owes = Owes::kEmployer;
  base::Currency currency;
  base::Decimal low, high;
  std::optional<base::Decimal> agreed;
  bool again = false;  // she has it all, but what is agreed was changed since she said so
  std::vector<ShownPayment> payments;
};
// What she can still say of a payment: that she has it, or that she has not, or not all of it.
bool MayConfirm(const ShownClaim& claim, const ShownPayment& payment);
bool MayDeny(const ShownClaim& claim, const ShownPayment& payment);
struct ShownMoney {
  std::vector<ShownClaim> claims;
  std::int64_t taken = 0;  // entries of the conversation up to which her answers are in here
};
// Names, descriptions, reasons and evidence stay with the team.
ShownMoney ShownOf(const ClaimBook& book);
std::string TextOf(const ShownMoney& shown);
base::Result<ShownMoney> ReadShown(std::string_view text);

struct MoneyAnswer {
  ClaimId claim;
  PaymentId payment;
  Answer answer = Answer::kOpen;
  base::Decimal received;  // of kPart
  Day day = 0;
};
// As she sees it once she has answered, before anybody takes the answer over.
void ShowAnswer(ShownClaim& claim, const MoneyAnswer& answer);
// The entry's text; `words` stand in the conversation for people to read.
std::string TextOfAnswer(const MoneyAnswer& answer, std::string_view words, const CaseId& of,
                         const crypto::KeyPair& talk);
// Nothing where the entry is no answer about money, or has no right mark.
std::optional<MoneyAnswer> ReadAnswer(std::string_view text, const CaseId& of, const crypto::KeyPair& talk);

}  // namespace voice::remedy
