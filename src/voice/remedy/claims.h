#pragma once
// The claims of one case and what happens to them: pure rules on a value, without a store. Amounts are exact
// and have the digits of their currency. Documents that are held have no amount: each counts as one of
// nothing (amount 1, no currency), so that the same rules lead from "claimed" to "she has them".
//
//   Claim claim = ...; TRY(CheckClaim(claim));
//   TRY(Agree(claim, amount, reason, by));
//   TRY(Pay(claim, payment, by));
//   TRY(Answered(claim, payment_id, {Answer::kGot, {}, Heard::kHerPage, ...}, by));
//
// What counts as paid: a payment she has not answered counts as said, one she confirmed as said, one of which
// she got a part as that part, a denied one not at all.
// Errors: kInvalid names what is wrong, kConflict where the state forbids the act, kNotFound (no such claim
// or payment), kTooLarge (limits_remedy.h). Value types; not thread-safe beyond that.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/money.h"
#include "voice/remedy/claim_steps.h"
#include "voice/remedy/kinds.h"
#include "voice/types.h"

namespace voice::remedy {

using ClaimId = base::Id<struct ClaimTag>;
using PaymentId = base::Id<struct PaymentTag>;
using ClaimGroupId = base::Id<struct ClaimGroupTag>;

// Who owes: by the register's party id, by name, or both; each may be empty.
struct Debtor {
  std::string party;  // an id text
  std::string name;
  bool operator==(const Debtor&) const = default;
};

enum class Answer : std::uint8_t { kOpen, kGot, kPart, kNot, kCount };
std::string_view Name(Answer answer);  // "open", "got", "part", "not"

struct Confirmation {
  Answer answer = Answer::kOpen;
  base::Decimal received;  // of kPart; of kGot the whole
  Heard heard = Heard::kHerPage;
  Day day = 0;
  desk::PersonId recorded_by;  // empty: her own page
  // Since when she has had something of it, as she says without a denial in between; nothing: she has not.
  std::optional<Day> since = {};
};

struct Payment {
  PaymentId id;
  base::Decimal amount;
  Day day = 0;
  Way way = Way::kCash;
  Sayer said_by = Sayer::kEmployer;
  std::string note;
  Confirmation confirmation;
};

// What was claimed before a change of it.
struct Range {
  base::Currency currency;
  base::Decimal low, high;
  bool operator==(const Range&) const = default;
};

struct Event {
  Day day = 0;
  ClaimAct act = ClaimAct::kAgree;
  desk::PersonId by;  // empty: the worker herself
  base::Decimal amount;
  std::string note;
  std::optional<Range> before = {};  // of kEdit
};

struct Claim {
  ClaimId id;
  ClaimState state = ClaimState::kClaimed;
  Kind kind = Kind::kFeeMatching;
  base::Currency currency;
  base::Decimal low, high;  // equal where the amount is known
  Day from = 0;             // when it was paid, or withheld from
  std::optional<Day> to;    // of a period
  Evidence evidence = Evidence::kTold;
  Owes owes = Owes::kEmployer;
  Debtor employer, recruiter;
  std::string country_from, country_to;  // the corridor: ISO 3166-1 alpha-2, lower case, or empty
  std::string description;
  Day claimed = 0;
  std::optional<base::Decimal> agreed;
  std::string agreed_reason;  // why less, or why refused
  std::optional<Day> confirmed;
  bool shown = false;  // to the worker, on her page
  ClaimGroupId group;
  std::vector<Payment> payments;
  std::vector<Event> history;
};

struct ClaimBook {
  std::vector<Claim> claims;
  std::int64_t taken = 0;  // entries of the conversation up to which her answers are in here
};

// Who acts: a member of the team, or nobody for the worker herself.
struct By {
  desk::PersonId person;
  Day day = 0;
};

// Puts what the kind implies in its place (documents) and checks all fields.
base::Status CheckClaim(Claim& claim, Day today);
// Changes what is claimed; only while nothing is agreed. `after` keeps the state, payments and history, which
// says what was claimed before. Where an amount falls, or is of another currency, there must be a reason.
base::Status Edit(Claim& claim, Claim after, std::string_view reason, const By& by);
base::Status Agree(Claim& claim, const base::Decimal& amount, std::string_view reason, const By& by);
base::Status Refuse(Claim& claim, std::string_view reason, const By& by);
base::Status Withdraw(Claim& claim, std::string_view reason, const By& by);
base::Status Reopen(Claim& claim, std::string_view reason, const By& by);
base::Status Pay(Claim& claim, Payment payment, const By& by);
// The worker's answer to one payment. A later answer replaces an earlier one; what she confirmed on her own
// page only her own page takes back, and so it is once all is confirmed, however she said it: then the claim
// is agreed, and no longer confirmed.
base::Status Answered(Claim& claim, const PaymentId& payment, const Confirmation& answer, const By& by);

base::Decimal CountedAs(const Payment& payment);
base::Decimal PaidOf(const Claim& claim);       // what counts as paid, as said
base::Decimal ConfirmedOf(const Claim& claim);  // what she has confirmed
// Everything counts as received, but of another agreement: only a new word of hers makes it confirmed.
bool WaitsForHerAgain(const Claim& claim);
// Since when she has had something of what is claimed in the book; nothing where no answer of hers says so.
std::optional<Day> RemediedOn(const ClaimBook& book);
base::Result<Claim*> Find(ClaimBook& book, const ClaimId& id);
base::Result<Payment*> FindPayment(Claim& claim, const PaymentId& id);

// "USD 1,200.50", grouped as the language does; "the documents" where there is no currency.
std::string AmountWords(const html::Locale& locale, const base::Decimal& amount, base::Currency currency);
// "USD 100.00" or "USD 100.00 to 150.00".
std::string RangeWords(const html::Locale& locale, const base::Decimal& low, const base::Decimal& high,
                       base::Currency currency);
std::string RangeWords(const html::Locale& locale, const Claim& claim);

}  // namespace voice::remedy
