#include "voice/worker/money.h"

#include "html/forms.h"
#include "voice/remedy/typed_amount.h"
#include "voice/worker/pages.h"

namespace voice::worker {
namespace {

using html::El;
using html::Html;
using html::Join;
using remedy::Answer;
using remedy::ClaimState;
using remedy::Family;
using remedy::ShownClaim;
using remedy::ShownPayment;
using remedy::Way;

// The form that was refused: of which payment, what was typed, and why.
struct Trouble {
  std::string payment;
  std::string typed;
  std::string words;
};

std::string FamilyWords(const Page& page, Family family) {
  switch (family) {
    case Family::kFees:
      return page.tr("Money you paid to get the job");
    case Family::kRelated:
      return page.tr("Costs you paid for the job, like travel or papers");
    case Family::kIllegitimate:
      return page.tr("Money they should never have taken from you");
    case Family::kWages:
      return page.tr("Wages you did not get");
    case Family::kDeductions:
      return page.tr("Money taken from your wages");
    case Family::kDocuments:
      return page.tr("Your papers that they keep");
    case Family::kDamages:
      break;
  }
  return page.tr("Money for the harm done to you");
}

std::string WayWords(const Page& page, Way way) {
  switch (way) {
    case Way::kCash:
      return page.tr("in cash");
    case Way::kBank:
      return page.tr("to a bank");
    case Way::kMobile:
      return page.tr("by mobile money");
    case Way::kWage:
      return page.tr("with the wage");
    case Way::kThrough:
      return page.tr("through another person");
    case Way::kHandedOver:
      return page.tr("by hand");
    case Way::kOther:
    case Way::kCount:
      break;
  }
  return page.tr("in another way");
}

std::string Amount(const Page& page, const base::Decimal& amount, base::Currency currency) {
  return remedy::AmountWords(*page.locale, amount, currency);
}

std::string StateWords(const Page& page, const ShownClaim& claim) {
  switch (claim.state) {
    case ClaimState::kRefused:
      return page.tr("They said no. We go on with you if you want.");
    case ClaimState::kWithdrawn:
      return page.tr("We stopped asking for it.");
    case ClaimState::kConfirmed:
      return page.tr("It is done: you have all of it.");
    default:
      return {};
  }
}

std::string SaidWords(const Page& page, const ShownClaim& claim, const ShownPayment& payment) {
  switch (payment.answer) {
    case Answer::kGot:
      return claim.currency.empty() ? page.tr("You told us: you have them.")
                                    : page.tr("You told us: you got it.");
    case Answer::kPart:
      return page.tr("You told us: you got {amount}.",
                     {{"amount", Amount(page, payment.received, claim.currency)}});
    case Answer::kNot:
      return claim.currency.empty() ? page.tr("You told us: you do not have them.")
                                    : page.tr("You told us: you did not get it.");
    default:
      return {};
  }
}

// What somebody of the team wrote down, which she may never have said.
std::string NotedWords(const Page& page, const ShownClaim& claim, const ShownPayment& payment) {
  switch (payment.answer) {
    case Answer::kGot:
      return claim.currency.empty() ? page.tr("We noted that you told us: you have them.")
                                    : page.tr("We noted that you told us: you got it.");
    case Answer::kPart:
      return page.tr("We noted that you told us: you got {amount}.",
                     {{"amount", Amount(page, payment.received, claim.currency)}});
    case Answer::kNot:
      return claim.currency.empty() ? page.tr("We noted that you told us: you do not have them.")
                                    : page.tr("We noted that you told us: you did not get it.");
    default:
      return {};
  }
}

Html AnswerButton(const std::string& words, std::string_view value) {
  return html::Button(words, {.name = "answer", .value = value, .kind = html::ButtonKind::kQuiet});
}

Html PartForm(const Page& page, const ShownClaim& claim, const ShownPayment& payment,
              const Trouble& trouble) {
  const bool wrong = trouble.payment == payment.id.text();
  const std::string id = "amount-" + payment.id.text();
  const Html form = Form(
      page, "/money",
      Join(Hidden("claim", claim.id.text()), Hidden("payment", payment.id.text()), Hidden("answer", "part"),
           html::Field(
               {.control_id = id,
                .label = page.tr("How much did you get? ({currency})", {{"currency", claim.currency.code()}}),
                .error = wrong ? std::string_view(trouble.words) : std::string_view()},
               El("div", {{"dir", "ltr"}},
                  html::Input({.name = "amount",
                               .value = wrong ? std::string_view(trouble.typed) : std::string_view(),
                               .id = id,
                               .autocomplete = "off",
                               .invalid = wrong}))),
           El("div", {{"class", "row"}}, Submit(page.tr("Send")))));
  const Html summary = El("summary", page.tr("I got part of it"));
  return wrong ? El("details", {{"open", ""}}, summary, form) : El("details", summary, form);
}

// She has it, she has it not, she has a part: as far as she can still say so.
Html AnswerForms(const Page& page, const ShownClaim& claim, const ShownPayment& payment,
                 const Trouble& trouble) {
  const bool papers = claim.currency.empty();
  Html buttons;
  if (MayConfirm(claim, payment))
    buttons.Add(AnswerButton(papers ? page.tr("I have them") : page.tr("I got it"), "got"));
  if (MayDeny(claim, payment))
    buttons.Add(AnswerButton(papers ? page.tr("I do not have them") : page.tr("I did not get it"), "not"));
  if (buttons.empty()) return {};
  const Html form = Form(page, "/money",
                         Join(Hidden("claim", claim.id.text()), Hidden("payment", payment.id.text()),
                              El("div", {{"class", "row"}}, buttons)));
  return Join(form, papers || !MayDeny(claim, payment) ? Html() : PartForm(page, claim, payment, trouble));
}

// What is answered stands there as answered, and the way to object is one step further.
Html AskPart(const Page& page, const ShownClaim& claim, const ShownPayment& payment, const Trouble& trouble) {
  const Html forms = AnswerForms(page, claim, payment, trouble);
  const bool settled = payment.answer == Answer::kGot && !claim.again;
  const bool done = claim.state == ClaimState::kConfirmed;
  if (forms.empty() || (!settled && !done)) return forms;
  const Html summary = El("summary", page.tr("That is not right"));
  return trouble.payment == payment.id.text() ? El("details", {{"open", ""}}, summary, forms)
                                              : El("details", summary, forms);
}

Html PaymentItem(const Page& page, const ShownClaim& claim, const ShownPayment& payment,
                 const Trouble& trouble) {
  const std::string said = payment.heard ? NotedWords(page, claim, payment) : SaidWords(page, claim, payment);
  const std::string day = Day(page, payment.day), way = WayWords(page, payment.way);
  const std::string what =
      claim.currency.empty()
          ? page.tr("They say: given back to you {way}, {day}.", {{"way", way}, {"day", day}})
          : page.tr("They say: {amount} paid {way}, {day}.",
                    {{"amount", Amount(page, payment.amount, claim.currency)}, {"way", way}, {"day", day}});
  return El("li", {{"class", "stack-s"}}, El("p", what), said.empty() ? Html() : El("p", El("b", said)),
            AskPart(page, claim, payment, trouble));
}

Html ClaimPart(const Page& page, const ShownClaim& claim, const Trouble& trouble) {
  Html facts;
  if (!claim.currency.empty()) {
    std::string asked = Amount(page, claim.low, claim.currency);
    if (claim.low != claim.high)
      asked =
          page.tr("{low} to {high}", {{"low", asked}, {"high", Amount(page, claim.high, claim.currency)}});
    facts.Add(Join(El("dt", page.tr("We ask for you")), El("dd", asked)));
    if (claim.agreed)
      facts.Add(Join(El("dt", page.tr("They agreed to pay")),
                     El("dd", Amount(page, *claim.agreed, claim.currency))));
  }
  Html payments;
  for (const ShownPayment& payment : claim.payments) payments.Add(PaymentItem(page, claim, payment, trouble));
  const std::string state = StateWords(page, claim);
  return Join(El("h3", FamilyWords(page, claim.family)),
              facts.empty() ? Html() : El("dl", {{"class", "facts"}}, facts),
              state.empty() ? Html() : El("p", state),
              claim.again ? El("p", page.tr("There is a new agreement. Please tell us again.")) : Html(),
              payments.empty() ? Html() : El("ol", {{"class", "ticks"}}, payments));
}

Html PartOf(const Page& page, const std::vector<ShownClaim>& claims, const Trouble& trouble) {
  if (claims.empty()) return {};
  Html parts;
  bool money = false;
  for (const ShownClaim& claim : claims) {
    parts.Add(ClaimPart(page, claim, trouble));
    money = money || !claim.payments.empty();
  }
  return El("section", {{"class", "stack-s"}}, El("h2", page.tr("Your money")),
            money ? El("p", page.tr("It counts as done only when you tell us that you have it.")) : Html(),
            parts);
}

// What stands in the talk for people to read.
std::string EntryWords(const Page& page, const ShownClaim& claim, const ShownPayment& payment, Answer answer,
                       const base::Decimal& received) {
  if (claim.currency.empty())
    return answer == Answer::kGot ? page.tr("I have my papers.") : page.tr("I do not have my papers.");
  const std::string whole = Amount(page, payment.amount, claim.currency);
  if (answer == Answer::kGot) return page.tr("I got the {amount}.", {{"amount", whole}});
  if (answer == Answer::kNot) return page.tr("I did not get the {amount}.", {{"amount", whole}});
  return page.tr("Of the {amount} I got {part}.",
                 {{"amount", whole}, {"part", Amount(page, received, claim.currency)}});
}

struct Asked {
  const ShownClaim* claim = nullptr;
  const ShownPayment* payment = nullptr;
};

Asked AskedIn(const std::vector<ShownClaim>& claims, std::string_view claim, std::string_view payment) {
  for (const ShownClaim& one : claims)
    for (const ShownPayment& of : one.payments)
      if (one.id.text() == claim && of.id.text() == payment) return {&one, &of};
  return {};
}

net::Response MoneyPage(const Page& page, const std::vector<ShownClaim>& claims, const Trouble& trouble) {
  return Respond(page,
                 Join(El("h1", page.tr("Your talk with us")), Errors(page, {trouble.words}),
                      PartOf(page, claims, trouble),
                      El("div", {{"class", "row"}}, QuietLink(page, page.tr("Back to your talk"), "/talk"))),
                 {.status = 422, .secret = true});
}

base::Result<net::Response> Answered(Page& page) {
  const std::optional<Visit> visit = TRY(page.services->reports.VisitOf(VisitCookie(page)));
  if (!visit) return Redirect(page, "/talk");
  const std::vector<ShownClaim> claims = TRY(page.services->remedy.MoneyOf(*visit));
  const Asked asked = AskedIn(claims, Field(page, "claim"), Field(page, "payment"));
  const auto answer = remedy::Named<Answer>(Field(page, "answer"));
  // A payment that is no longer shown, or is answered already: the page as it is now says so.
  if (asked.payment == nullptr || !answer || *answer == Answer::kOpen) return Redirect(page, "/talk");
  const bool asks = *answer == Answer::kGot ? MayConfirm(*asked.claim, *asked.payment)
                                            : MayDeny(*asked.claim, *asked.payment);
  if (!asks) return Redirect(page, "/talk");
  base::Decimal received;
  if (*answer == Answer::kPart) {
    const std::string typed = Field(page, "amount");
    const auto amount = remedy::ReadTypedAmount(typed, asked.claim->currency);
    const std::string id = asked.payment->id.text();
    if (!amount)
      return MoneyPage(page, claims, {id, typed, page.tr("Please write how much, in digits, like 1200.")});
    if (*amount >= asked.payment->amount)
      return MoneyPage(page, claims, {id, typed, page.tr("A part is less than what they say they paid.")});
    received = *amount;
  }
  TRY(page.services->remedy.AnswerMoney(*visit, asked.claim->id, asked.payment->id, *answer, received,
                                        EntryWords(page, *asked.claim, *asked.payment, *answer, received)));
  return Redirect(page, "/talk");
}

}  // namespace

base::Result<Html> MoneyPart(const Page& page, const Visit& visit) {
  return PartOf(page, TRY(page.services->remedy.MoneyOf(visit)), {});
}

base::Result<std::string> OwedWords(const Page& page, const Visit& visit) {
  for (const ShownClaim& claim : TRY(page.services->remedy.MoneyOf(visit))) {
    if (!claim.agreed || (claim.state != ClaimState::kAgreed && claim.state != ClaimState::kPaid)) continue;
    base::Decimal has;
    for (const ShownPayment& payment : claim.payments) has = TRY(has.Plus(payment.received));
    if (has < *claim.agreed)
      return page.tr("They agreed to give you something. You did not tell us that you have all of it.");
  }
  return std::string();
}

std::vector<WorkerRoute> MoneyRoutes() {
  return {{"POST", "/money", Answered}};
}

}  // namespace voice::worker
