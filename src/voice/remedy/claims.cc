#include "voice/remedy/claims.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/limits_remedy.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "text/plain_words.h"

namespace voice::remedy {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Answer::kCount)> kAnswers = {"open", "got",
                                                                                             "part", "not"};

base::Status Act(Claim& claim, ClaimAct act, const By& by, const base::Decimal& amount,
                 std::string_view note) {
  if (note.size() > base::kMaxClaimTextBytes) return base::TooLarge(desk::tr("the reason is too long"));
  if (claim.history.size() >= base::kMaxClaimHistory)
    return base::TooLarge(fmt::format("more than {} things happened to this claim", base::kMaxClaimHistory));
  const auto state_name = [](ClaimState state) { return Name(state); };
  const auto act_name = [](ClaimAct one) { return Name(one); };
  claim.state = TRY(base::Next(ClaimSteps(), claim.state, act, state_name, act_name));
  claim.history.push_back(
      {.day = by.day, .act = act, .by = by.person, .amount = amount, .note = std::string(note)});
  return base::Ok();
}

// The sum of amounts that were each checked to be small; it fits.
base::Decimal Sum(const base::Decimal& a, const base::Decimal& b) {
  const base::Result<base::Decimal> sum = a.Plus(b);
  CHECK(sum.has_value());
  return *sum;
}

// Amounts of claims have at most this many digits before the point, so that sums of them always fit.
constexpr std::string_view kMostAmount = "1000000000000000";

base::Status CheckAmount(const base::Decimal& amount, base::Currency currency) {
  static const base::Decimal most = base::Decimal::Parse(kMostAmount).value();
  if (amount.zero() || amount.negative()) return base::Invalid(desk::tr("the amount must be above zero"));
  if (amount > most) return base::Invalid(desk::tr("the amount is too large"));
  if (currency.empty()) return base::Ok();
  return base::FitsCurrency({amount, currency});
}

base::Status CheckCountry(const std::string& code) {
  if (code.empty() || (code.size() == 2 && entity::CountryCode(code) == code)) return base::Ok();
  return base::Invalid(desk::tr("the corridor: a country is two letters, as np"));
}

base::Status CheckDebtor(const Debtor& debtor) {
  if (debtor.name.size() > base::kMaxClaimNameBytes) return base::TooLarge(desk::tr("the name is too long"));
  if (!debtor.party.empty() && !base::IsIdText(debtor.party))
    return base::Invalid(desk::tr("the number of the party is not one of the register"));
  return base::Ok();
}

// Forms ask for names alone; a number that stands beside the name from before stays with it.
void KeepNumber(const Debtor& before, Debtor& after) {
  if (after.party.empty() && text::PlainWords(after.name) == text::PlainWords(before.name))
    after.party = before.party;
}

base::Status CheckDates(const Claim& claim, Day today) {
  if (claim.from > today) return base::Invalid(desk::tr("the date lies in the future"));
  if (claim.to && *claim.to < claim.from) return base::Invalid(desk::tr("the period ends before it begins"));
  return base::Ok();
}

// What she has of the payments that are not denied, once all that is agreed is paid.
ClaimState Reached(const Claim& claim) {
  if (!claim.agreed) return ClaimState::kClaimed;
  if (ConfirmedOf(claim) >= *claim.agreed) return ClaimState::kConfirmed;
  return PaidOf(claim) >= *claim.agreed ? ClaimState::kPaid : ClaimState::kAgreed;
}

ClaimAct ConfirmingAct(const Claim& claim) {
  const ClaimState reached = Reached(claim);
  if (reached == ClaimState::kConfirmed) return ClaimAct::kConfirmAll;
  if (reached == ClaimState::kPaid && claim.state == ClaimState::kAgreed) return ClaimAct::kArrived;
  return ClaimAct::kConfirmSome;
}

bool HasSome(const Confirmation& answer) {
  return answer.answer == Answer::kGot || answer.answer == Answer::kPart;
}

// She takes back, on her own page, what makes a claim confirmed.
bool TakesBack(const Claim& claim, const Payment& payment, const Confirmation& answer) {
  return claim.state == ClaimState::kConfirmed && answer.heard == Heard::kHerPage &&
         HasSome(payment.confirmation) && answer.answer != Answer::kGot;
}

// The team's word does not replace that of her page: it only says that she has said the same again.
bool SaysAgain(const Confirmation& before, const Confirmation& answer) {
  return before.answer == Answer::kGot && before.heard == Heard::kHerPage && answer.answer == Answer::kGot &&
         answer.heard != Heard::kHerPage;
}

base::Status CheckAnswer(const Claim& claim, const Payment& payment, const Confirmation& answer) {
  if (answer.answer == Answer::kOpen) return base::Invalid(desk::tr("please choose one of the answers"));
  if (!base::Allows(ClaimSteps(), claim.state, ClaimAct::kConfirmSome) && !TakesBack(claim, payment, answer))
    return base::ForbiddenStep(Name(claim.state), Name(ClaimAct::kConfirmSome),
                               Name(ClaimAct::kReopen).data());
  const Confirmation& before = payment.confirmation;
  if (before.answer == Answer::kGot && before.heard == Heard::kHerPage && answer.heard != Heard::kHerPage &&
      answer.answer != Answer::kGot)
    return base::Error{base::Code::kConflict,
                       desk::tr("she confirmed this payment on her own page; only there it is taken back"),
                       {}};
  if (answer.answer != Answer::kPart) return base::Ok();
  TRY(CheckAmount(answer.received, claim.currency));
  if (answer.received >= payment.amount || claim.currency.empty())
    return base::Invalid(desk::tr("a part must be less than the payment"));
  return base::Ok();
}

}  // namespace

std::string_view Name(Answer answer) {
  return kAnswers.at(static_cast<std::size_t>(answer));
}

base::Status CheckClaim(Claim& claim, Day today) {
  if (!HasAmount(claim.kind)) {
    claim.currency = base::Currency();
    claim.low = claim.high = base::Decimal::FromInteger(1);
  } else if (claim.currency.empty()) {
    return base::Invalid(desk::tr("choose a currency"));
  }
  TRY(CheckAmount(claim.low, claim.currency));
  TRY(CheckAmount(claim.high, claim.currency));
  if (claim.high < claim.low) return base::Invalid(desk::tr("the larger amount comes second"));
  TRY(CheckDates(claim, today));
  TRY(CheckDebtor(claim.employer));
  TRY(CheckDebtor(claim.recruiter));
  TRY(CheckCountry(claim.country_from));
  TRY(CheckCountry(claim.country_to));
  if (claim.description.size() > base::kMaxClaimTextBytes)
    return base::TooLarge(desk::tr("the description is too long"));
  return base::Ok();
}

base::Status Edit(Claim& claim, Claim after, std::string_view reason, const By& by) {
  if (claim.state != ClaimState::kClaimed)
    return base::Error{
        base::Code::kConflict, desk::tr("what is claimed can be changed only while nothing is agreed"), {}};
  if (!claim.group.empty() && (after.currency != claim.currency || after.kind != claim.kind))
    return base::Error{
        base::Code::kConflict, desk::tr("a claim of a group keeps its kind and its currency"), {}};
  if (!claim.payments.empty() && after.currency != claim.currency)
    return base::Error{base::Code::kConflict, desk::tr("there are payments in the old currency"), {}};
  after.id = claim.id;
  after.state = claim.state;
  after.claimed = claim.claimed;
  after.agreed = claim.agreed;
  after.agreed_reason = claim.agreed_reason;
  after.confirmed = claim.confirmed;
  after.shown = claim.shown;
  after.group = claim.group;
  after.payments = claim.payments;
  after.history = claim.history;
  KeepNumber(claim.employer, after.employer);
  KeepNumber(claim.recruiter, after.recruiter);
  TRY(CheckClaim(after, by.day));
  const Range before{claim.currency, claim.low, claim.high};
  const bool less = after.currency != before.currency || after.low < before.low || after.high < before.high;
  if (less && reason.empty()) return base::Invalid(desk::tr("less is claimed than before: please say why"));
  TRY(Act(after, ClaimAct::kEdit, by, {}, reason));
  after.history.back().before = before;
  claim = std::move(after);
  return base::Ok();
}

base::Status Agree(Claim& claim, const base::Decimal& amount, std::string_view reason, const By& by) {
  const base::Decimal agreed = HasAmount(claim.kind) ? amount : base::Decimal::FromInteger(1);
  TRY(CheckAmount(agreed, claim.currency));
  const base::Decimal paid = PaidOf(claim);
  if (agreed < claim.low && reason.empty() && HasAmount(claim.kind))
    return base::Invalid(desk::tr("less than was claimed: please say why"));
  if (agreed < paid) return base::Invalid(desk::tr("more than this is paid already"));
  TRY(Act(claim, agreed == paid ? ClaimAct::kSettle : ClaimAct::kAgree, by, agreed, reason));
  claim.agreed = agreed;
  claim.agreed_reason = std::string(reason);
  return base::Ok();
}

base::Status Refuse(Claim& claim, std::string_view reason, const By& by) {
  TRY(Act(claim, ClaimAct::kRefuse, by, {}, reason));
  claim.agreed.reset();
  claim.agreed_reason = std::string(reason);
  return base::Ok();
}

base::Status Withdraw(Claim& claim, std::string_view reason, const By& by) {
  TRY(Act(claim, ClaimAct::kWithdraw, by, {}, reason));
  claim.agreed.reset();
  claim.agreed_reason = std::string(reason);
  return base::Ok();
}

base::Status Reopen(Claim& claim, std::string_view reason, const By& by) {
  TRY(Act(claim, ClaimAct::kReopen, by, {}, reason));
  claim.agreed.reset();
  claim.agreed_reason.clear();
  claim.confirmed.reset();
  return base::Ok();
}

base::Status Pay(Claim& claim, Payment payment, const By& by) {
  if (!HasAmount(claim.kind)) payment.amount = base::Decimal::FromInteger(1);
  payment.confirmation = {};
  TRY(CheckAmount(payment.amount, claim.currency));
  if (payment.day > by.day) return base::Invalid(desk::tr("the date lies in the future"));
  if (payment.note.size() > base::kMaxClaimTextBytes) return base::TooLarge(desk::tr("the note is too long"));
  if (claim.payments.size() >= base::kMaxClaimPayments)
    return base::TooLarge(fmt::format("a claim has at most {} payments", base::kMaxClaimPayments));
  const base::Decimal after = Sum(PaidOf(claim), payment.amount);
  if (claim.agreed && claim.state == ClaimState::kAgreed && after > *claim.agreed)
    return base::Invalid(desk::tr("that is more than what is left; agree on more first"));
  const bool all = claim.agreed && after == *claim.agreed;
  TRY(Act(claim, all ? ClaimAct::kPayAll : ClaimAct::kPaySome, by, payment.amount, payment.note));
  claim.payments.push_back(std::move(payment));
  return base::Ok();
}

base::Status Answered(Claim& claim, const PaymentId& id, const Confirmation& answer, const By& by) {
  Payment& payment = *TRY(FindPayment(claim, id));
  TRY(CheckAnswer(claim, payment, answer));
  const Confirmation before = payment.confirmation;
  if (!SaysAgain(before, answer)) {
    payment.confirmation = answer;
    payment.confirmation.since = before.since ? before.since : std::optional(answer.day);
  }
  if (answer.answer == Answer::kGot) payment.confirmation.received = payment.amount;
  if (answer.answer == Answer::kNot) {
    payment.confirmation.received = {};
    payment.confirmation.since.reset();
  }
  const ClaimAct act = answer.answer == Answer::kGot ? ConfirmingAct(claim) : ClaimAct::kDeny;
  const base::Status done = Act(claim, act, by, payment.confirmation.received, "");
  if (!done) {
    payment.confirmation = before;
    return done.error();
  }
  claim.confirmed = claim.state == ClaimState::kConfirmed ? std::optional(answer.day) : std::nullopt;
  return base::Ok();
}

base::Decimal CountedAs(const Payment& payment) {
  return payment.confirmation.answer == Answer::kOpen ? payment.amount : payment.confirmation.received;
}

base::Decimal PaidOf(const Claim& claim) {
  base::Decimal sum;
  for (const Payment& payment : claim.payments) sum = Sum(sum, CountedAs(payment));
  return sum;
}

base::Decimal ConfirmedOf(const Claim& claim) {
  base::Decimal sum;
  for (const Payment& payment : claim.payments) sum = Sum(sum, payment.confirmation.received);
  return sum;
}

bool WaitsForHerAgain(const Claim& claim) {
  return claim.state == ClaimState::kPaid && claim.agreed && ConfirmedOf(claim) >= *claim.agreed;
}

std::optional<Day> RemediedOn(const ClaimBook& book) {
  std::optional<Day> first;
  for (const Claim& claim : book.claims)
    for (const Payment& payment : claim.payments) {
      const std::optional<Day>& since = payment.confirmation.since;
      if (since) first = std::min(first.value_or(*since), *since);
    }
  return first;
}

base::Result<Claim*> Find(ClaimBook& book, const ClaimId& id) {
  for (Claim& claim : book.claims)
    if (claim.id == id) return &claim;
  return base::NotFound(desk::tr("there is no such claim"));
}

base::Result<Payment*> FindPayment(Claim& claim, const PaymentId& id) {
  for (Payment& payment : claim.payments)
    if (payment.id == id) return &payment;
  return base::NotFound(desk::tr("there is no such payment"));
}

std::string AmountWords(const html::Locale& locale, const base::Decimal& amount, base::Currency currency) {
  if (currency.empty()) return locale.tr("the documents");
  const std::string text = amount.text(currency.minor_units());
  const std::size_t point = std::min(text.find('.'), text.size());
  // Amounts here have at most 16 digits; sums of them may have more and then stay ungrouped.
  constexpr std::size_t kGroupable = 18;
  std::string whole = text.substr(0, point);
  if (whole.size() <= kGroupable && whole != "-0") whole = locale.Number(std::stoll(whole));
  return std::string(currency.code()) + "\u00A0" + whole + text.substr(point);
}

std::string RangeWords(const html::Locale& locale, const base::Decimal& low, const base::Decimal& high,
                       base::Currency currency) {
  const std::string words = AmountWords(locale, low, currency);
  if (low == high) return words;
  const std::string most = AmountWords(locale, high, currency);
  const std::size_t code = currency.code().size() + std::string_view("\u00A0").size();
  return locale.tr("{low} to {high}", {{"low", words}, {"high", most.substr(code)}});
}

std::string RangeWords(const html::Locale& locale, const Claim& claim) {
  return RangeWords(locale, claim.low, claim.high, claim.currency);
}

}  // namespace voice::remedy
