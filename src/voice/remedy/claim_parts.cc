#include "voice/remedy/claim_parts.h"

#include "desk/desk.h"
#include "desk/web/parts.h"
#include "entity/entity.h"
#include "html/console_components.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string DebtorName(const html::Locale& locale, const Debtor& debtor) {
  if (!debtor.name.empty()) return debtor.name;
  return debtor.party.empty() ? locale.tr("not named") : debtor.party;
}

Html DebtorCell(const html::Locale& locale, const Debtor& debtor) {
  if (debtor.name.empty() && debtor.party.empty()) return {};
  return El("bdi", DebtorName(locale, debtor));
}

std::string CorridorWords(const Claim& claim) {
  if (claim.country_from.empty() && claim.country_to.empty()) return {};
  const auto name = [](const std::string& code) {
    return code.empty() ? std::string("?") : std::string(entity::CountryName(code));
  };
  return name(claim.country_from) + " → " + name(claim.country_to);
}

std::string WhenWords(const html::Locale& locale, const Claim& claim) {
  if (!claim.to) return DayWords(locale, claim.from);
  return DayWords(locale, claim.from) + " – " + DayWords(locale, claim.to);
}

Html AnswerBadge(const html::Locale& locale, const Claim& claim, const Payment& payment) {
  const Confirmation& said = payment.confirmation;
  switch (said.answer) {
    case Answer::kGot:
      return html::Badge(html::Mark::kOk, locale.tr("Confirmed by the worker"));
    case Answer::kPart:
      return html::Badge(html::Mark::kCare,
                         locale.tr("She has got {amount} of it",
                                   {{"amount", AmountWords(locale, said.received, claim.currency)}}));
    case Answer::kNot:
      return html::Badge(html::Mark::kHarm, locale.tr("She has not got it"));
    default:
      return html::Badge(html::Mark::kAct, locale.tr("Not confirmed yet"));
  }
}

std::string HowHeard(const ClaimView& view, const Confirmation& said) {
  const html::Locale& locale = view.page.locale;
  if (said.answer == Answer::kOpen) return {};
  const std::string day = DayWords(locale, said.day), how = Word(locale, said.heard);
  if (said.heard == Heard::kHerPage)
    return locale.tr("She says so {how}, {day}", {{"how", how}, {"day", day}});
  return said.recorded_by == view.page.me.person()
             ? locale.tr("Told to us {how}, {day}; recorded by you", {{"how", how}, {"day", day}})
             : locale.tr("Told to us {how}, {day}; recorded by a member of the team",
                         {{"how", how}, {"day", day}});
}

Html RecordForm(const ClaimView& view, const Payment& payment) {
  const html::Locale& locale = view.page.locale;
  const std::string name = "record-" + payment.id.text();
  const FormMaker make(locale, name, view.refused);
  const std::string action = view.Href("/record");
  std::vector<html::Choice> answers = {{"got", locale.tr("She has got it")},
                                       {"not", locale.tr("She has not got it")}};
  if (HasAmount(view.claim.kind))
    answers.insert(answers.begin() + 1, {"part", locale.tr("She has got a part")});
  const Html form = html::Form(
      {.action = action, .csrf = view.page.context.csrf()},
      Join(make.Error(), desk::VersionField(view.version), desk::HiddenField("payment", payment.id.text()),
           make.Pick("answer", locale.tr("What she says"), "", answers, "got"),
           HasAmount(view.claim.kind)
               ? make.Line("amount", locale.tr("How much of it"), locale.tr("Only of a part."), "")
               : Html(),
           make.Pick("heard", locale.tr("How she told you"),
                     locale.tr("Her own answer on her page is kept apart from this."),
                     ChoicesOf<Heard>(locale, 1), "call"),
           html::Button(locale.tr("Record what she says"), {.kind = html::ButtonKind::kQuiet})));
  return html::Closed(locale.tr("Record what she says"), form, view.refused.Is(name));
}

Html PaymentItem(const ClaimView& view, const Payment& payment) {
  const html::Locale& locale = view.page.locale;
  const Confirmation& said = payment.confirmation;
  const bool can_answer = base::Allows(ClaimSteps(), view.claim.state, ClaimAct::kConfirmSome) &&
                          (said.answer != Answer::kGot || WaitsForHerAgain(view.claim));
  return El("li", {{"class", "stack-s"}},
            El("p", El("b", AmountWords(locale, payment.amount, view.claim.currency)), " ",
               AnswerBadge(locale, view.claim, payment)),
            El("p", {{"class", "small muted"}},
               locale.tr("{who} says: {way}, {day}", {{"who", Word(locale, payment.said_by)},
                                                      {"way", Word(locale, payment.way)},
                                                      {"day", DayWords(locale, payment.day)}})),
            payment.note.empty() ? Html() : El("p", payment.note),
            said.answer == Answer::kOpen ? Html() : El("p", {{"class", "small muted"}}, HowHeard(view, said)),
            can_answer ? RecordForm(view, payment) : Html());
}

// A form with one field for a reason.
Html ReasonForm(const ClaimView& view, std::string_view name, const std::string& button) {
  const html::Locale& locale = view.page.locale;
  const FormMaker make(locale, name, view.refused);
  const std::string action = view.Href("/" + std::string(name));
  return html::Closed(button,
                      html::Form({.action = action, .csrf = view.page.context.csrf()},
                                 Join(make.Error(), desk::VersionField(view.version),
                                      make.Line("reason", locale.tr("Reason"), "", ""),
                                      html::Button(button, {.kind = html::ButtonKind::kQuiet}))),
                      view.refused.Is(name));
}

Html AgreeForm(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  const FormMaker make(locale, "agree", view.refused);
  const std::string action = view.Href("/agree");
  const std::string words = view.claim.agreed ? locale.tr("Agree anew") : locale.tr("An amount is agreed");
  const bool has_amount = HasAmount(view.claim.kind);
  return html::Closed(
      has_amount ? words : locale.tr("They agree to give them back"),
      html::Form(
          {.action = action, .csrf = view.page.context.csrf()},
          Join(make.Error(), desk::VersionField(view.version),
               has_amount
                   ? make.Line("amount", locale.tr("Agreed amount"), locale.tr("Digits, as 1200 or 1200.50"),
                               view.claim.high.text(view.claim.currency.minor_units()))
                   : Html(),
               make.Line("reason", locale.tr("Reason"), locale.tr("Where it is less than was claimed."), ""),
               html::Button(locale.tr("Save")))),
      view.refused.Is("agree"));
}

Html PayForm(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  const FormMaker make(locale, "pay", view.refused);
  const std::string action = view.Href("/pay");
  const bool has_amount = HasAmount(view.claim.kind);
  const Day today = DayOf(view.page.context.desk().clock().Now());
  return html::Closed(
      has_amount ? locale.tr("They say that they paid") : locale.tr("They say that they gave them back"),
      html::Form({.action = action, .csrf = view.page.context.csrf()},
                 Join(make.Error(), desk::VersionField(view.version),
                      PaymentFields(locale, make, today, has_amount), html::Button(locale.tr("Save")))),
      view.refused.Is("pay"));
}

}  // namespace

std::string DebtorWords(const html::Locale& locale, const Claim& claim) {
  const std::string employer = DebtorName(locale, claim.employer),
                    recruiter = DebtorName(locale, claim.recruiter);
  switch (claim.owes) {
    case Owes::kEmployer:
      return employer;
    case Owes::kRecruiter:
      return recruiter;
    default:
      return employer + ", " + recruiter;
  }
}

Html StateBadge(const html::Locale& locale, ClaimState state) {
  const html::Mark mark = state == ClaimState::kConfirmed                              ? html::Mark::kOk
                          : state == ClaimState::kRefused                              ? html::Mark::kHarm
                          : state == ClaimState::kAgreed || state == ClaimState::kPaid ? html::Mark::kAct
                                                                                       : html::Mark::kPlain;
  return html::Badge(mark, Word(locale, state));
}

Html ClaimFacts(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  const Claim& claim = view.claim;
  const auto amount = [&](const base::Decimal& value) { return AmountWords(locale, value, claim.currency); };
  const bool money = HasAmount(claim.kind);
  return html::Facts(
      {{locale.ctr("money", "Claimed"), RangeWords(locale, claim)},
       {locale.ctr("money", "Agreed"), money && claim.agreed ? amount(*claim.agreed) : ""},
       {claim.agreed ? locale.tr("Why less") : locale.tr("Reason"), claim.agreed_reason},
       {locale.tr("Paid, they say"), money && !PaidOf(claim).zero() ? amount(PaidOf(claim)) : ""},
       {locale.tr("Confirmed by the worker"),
        money && !ConfirmedOf(claim).zero() ? amount(ConfirmedOf(claim)) : ""},
       {locale.ctr("of a claim", "When"), WhenWords(locale, claim)},
       {locale.tr("Best evidence"), Word(locale, claim.evidence)},
       {locale.tr("Who owes it"), Word(locale, claim.owes)},
       {locale.tr("Employer"), DebtorCell(locale, claim.employer)},
       {locale.tr("Recruiter"), DebtorCell(locale, claim.recruiter)},
       {locale.tr("Corridor"), CorridorWords(claim)},
       {locale.tr("Description"), claim.description},
       {locale.tr("Group"), claim.group.empty() ? Html()
                                                : desk::LinkTo("/remedy/groups/" + claim.group.text(),
                                                               locale.tr("Claimed with others"))}});
}

Html Payments(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  if (view.claim.payments.empty())
    return El("p", {{"class", "muted"}}, locale.tr("Nothing yet. What they say they paid stands here."));
  Html items;
  for (const Payment& payment : view.claim.payments) items.Add(PaymentItem(view, payment));
  return El("ol", {{"class", "thread"}}, items);
}

Html NextSteps(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  const auto can = [&](ClaimAct act) { return base::Allows(ClaimSteps(), view.claim.state, act); };
  Html forms;
  if (view.claim.state == ClaimState::kPaid)
    forms.Add(El("p", WaitsForHerAgain(view.claim)
                          ? locale.tr("It was agreed anew after she said that she has it. It is done when "
                                      "she says so again.")
                          : locale.tr("It is done when the worker says that she has it.")));
  if (can(ClaimAct::kPaySome)) forms.Add(PayForm(view));
  if (can(ClaimAct::kAgree)) forms.Add(AgreeForm(view));
  if (can(ClaimAct::kRefuse)) forms.Add(ReasonForm(view, "refuse", locale.tr("They refuse")));
  if (can(ClaimAct::kWithdraw)) forms.Add(ReasonForm(view, "withdraw", locale.tr("The worker withdraws it")));
  if (can(ClaimAct::kReopen)) forms.Add(ReasonForm(view, "reopen", locale.tr("Claim it again")));
  if (view.claim.state == ClaimState::kClaimed)
    forms.Add(El("p", html::LinkButton(locale.tr("Change what is claimed"), view.Href("/edit"))));
  return El("div", {{"class", "stack-s"}}, forms);
}

Html WorkerSees(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  if (!view.has_reader && !view.claim.shown)
    return El("p", {{"class", "muted"}},
              locale.tr("She has no code for this case, so she cannot look at it herself."));
  const std::string action = view.Href(view.claim.shown ? "/hide" : "/show");
  const std::string words =
      view.claim.shown
          ? locale.tr("She sees the kind, the amounts and each payment on her page, and answers there.")
          : locale.tr("Not shown to her. Then she can confirm only by telling you.");
  return Join(El("p", words),
              html::Form({.action = action, .csrf = view.page.context.csrf()},
                         Join(desk::VersionField(view.version),
                              html::Button(view.claim.shown ? locale.tr("Take it from her page")
                                                            : locale.tr("Show it on her page"),
                                           {.kind = html::ButtonKind::kQuiet}))));
}

Html HistoryOf(const ClaimView& view) {
  const html::Locale& locale = view.page.locale;
  std::vector<html::HistoryItem> items;
  for (auto event = view.claim.history.rbegin(); event != view.claim.history.rend(); ++event) {
    std::string who = locale.tr("a member of the team");
    if (event->by.empty()) who = locale.tr("the worker, on her page");
    if (event->by == view.page.me.person()) who = locale.tr("you");
    std::string what = Word(locale, event->act);
    if (!event->amount.zero() && HasAmount(view.claim.kind))
      what += ": " + AmountWords(locale, event->amount, view.claim.currency);
    if (event->before && !event->before->currency.empty())
      what += ": " + locale.tr("before it was {range}",
                               {{"range", RangeWords(locale, event->before->low, event->before->high,
                                                     event->before->currency)}});
    Html line = Join(what, " · ", who);
    if (!event->note.empty()) line.Add(El("div", {{"class", "small muted"}}, event->note));
    items.push_back({.when = DayWords(locale, event->day),
                     .datetime = DayField(event->day),
                     .what = line,
                     .mark = event->act == ClaimAct::kDeny ? html::Mark::kHarm : html::Mark::kPlain});
  }
  items.push_back({.when = DayWords(locale, view.claim.claimed),
                   .datetime = DayField(view.claim.claimed),
                   .what = locale.ctr("state of a claim", "Claimed"),
                   .mark = html::Mark::kPlain});
  return html::History(items);
}

}  // namespace voice::remedy
