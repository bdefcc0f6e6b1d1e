#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "voice/remedy/claim_form.h"
#include "voice/remedy/claim_parts.h"
#include "voice/remedy/claims_told.h"
#include "voice/remedy/debtor_names.h"
#include "voice/remedy/pages.h"
#include "voice/remedy/picture.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kTab = "/claims";

std::int64_t VersionIn(desk::Context& context) {
  return desk::WholeNumber(desk::FieldOf(context, "version")).value_or(-1);
}

Html SumsOf(const CasePage& page, const ClaimBook& book) {
  Tally tally;
  for (const Claim& claim : book.claims)
    if (!tally.Add(claim)) return {};
  Html pictures;
  for (const auto& [currency, totals] : tally.money)
    pictures.Add(ScrolledPicture(page.locale, currency, totals,
                                 page.tr("Repayment in {currency}", {{"currency", currency.code()}})));
  return pictures;
}

base::Result<net::Response> List(CasePage& page) {
  const Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  desk::TableMaker table({{page.tr("Claim")},
                          {page.tr("State")},
                          {page.locale.ctr("money", "Claimed"), true},
                          {page.locale.ctr("money", "Agreed"), true},
                          {page.tr("Paid, they say"), true},
                          {page.tr("Confirmed by the worker"), true},
                          {page.tr("Who owes it")}});
  for (const Claim& claim : shown.book.claims) {
    const bool money = HasAmount(claim.kind);
    const auto amount = [&](const base::Decimal& value) {
      return value.zero() || !money ? std::string("–") : AmountWords(page.locale, value, claim.currency);
    };
    table.Row({desk::LinkTo(page.Href("/claims/" + claim.id.text()), Word(page.locale, claim.kind)),
               StateBadge(page.locale, claim.state), RangeWords(page.locale, claim),
               amount(claim.agreed.value_or(base::Decimal())), amount(PaidOf(claim)),
               amount(ConfirmedOf(claim)), El("bdi", DebtorWords(page.locale, claim))});
  }
  const Html add =
      El("p", html::LinkButton(page.tr("New claim"), page.Href("/claims/new"), html::ButtonKind::kMain));
  if (table.empty())
    return CaseResponse(
        page, kTab,
        html::Stack({html::Empty(page.tr("Nothing is claimed yet"),
                                 page.tr("Fees, wages, deductions, documents: what the worker should get "
                                         "back. It counts as done when she says that she has it.")),
                     add}));
  return CaseResponse(
      page, kTab, html::Stack({SumsOf(page, shown.book), table.Done(page.tr("Claims of this case")), add}));
}

base::Result<net::Response> FormPage(CasePage& page, const Claim& claim, const std::string& action,
                                     std::int64_t version, const Refused& refused) {
  const std::vector<std::string> names =
      TRY(DebtorNames(page.services, page.context.actor(), page.me, page.opened));
  const std::string cancel = claim.id.empty() ? page.Href(kTab) : page.Href("/claims/" + claim.id.text());
  const Html form =
      html::Form({.action = action, .csrf = page.context.csrf(), .css = "stack"},
                 Join(desk::VersionField(version), ClaimFields(page.locale, claim, names, refused),
                      El("div", {{"class", "row"}}, html::Button(page.tr("Save")),
                         html::LinkButton(page.tr("Cancel"), cancel))));
  const std::string title = claim.id.empty() ? page.tr("New claim") : page.tr("Change what is claimed");
  return CaseResponse(page, kTab, html::Section(title, form), refused.Is(kClaimForm) ? 422 : 200);
}

base::Result<net::Response> NewForm(CasePage& page) {
  const Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  return FormPage(page, Claim{}, page.Href("/claims/new"), shown.version, {});
}

base::Result<net::Response> Create(CasePage& page) {
  const base::Result<Claim> claim = ClaimIn(page.context);
  base::Result<ClaimId> added =
      claim ? page.services.remedy.Add(page.context.actor(), page.me, page.opened.row.id, *claim,
                                       VersionIn(page.context))
            : base::Result<ClaimId>(claim.error());
  if (added)
    return desk::RedirectWithFlash(page.context, page.Href("/claims/" + added->text()),
                                   page.tr("It is sealed."));
  if (!IsForPerson(added.error())) return added.error();
  const Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  return FormPage(page, Claim{}, page.Href("/claims/new"), shown.version,
                  Refused(page.context, kClaimForm, added.error().external));
}

base::Result<net::Response> ShowWith(CasePage& page, const Refused& refused) {
  const ClaimId id = TRY(ClaimId::Parse(page.context.Path("claim")));
  Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  const Claim& claim = *TRY(Find(shown.book, id));
  const ClaimView view{page, claim, shown.version, shown.has_reader, refused};
  Totals totals;
  TRY(totals.Add(claim));
  const std::string kind = Word(page.locale, claim.kind);
  const Html picture = HasAmount(claim.kind) && claim.state != ClaimState::kWithdrawn
                           ? ScrolledPicture(page.locale, claim.currency, totals, kind)
                           : Html();
  const Html main = html::SideBySide(
      html::Columns::kWideAndNarrow,
      html::Stack({html::SealedBox(page.locale, Join(kind, " ", StateBadge(page.locale, claim.state)),
                                   Join(picture, ClaimFacts(view))),
                   html::Section(HasAmount(claim.kind) ? page.tr("Payments") : page.tr("Given back"),
                                 Payments(view))}),
      html::Stack({html::Section(page.tr("Next step"), NextSteps(view)),
                   html::Section(page.tr("What the worker sees"), WorkerSees(view)),
                   html::Section(page.tr("What happened"), HistoryOf(view))}));
  return CaseResponse(page, kTab, main, refused.error().empty() ? 200 : 422);
}

base::Result<net::Response> Show(CasePage& page) {
  return ShowWith(page, {});
}

base::Result<Remedy::At> AtOf(CasePage& page) {
  return Remedy::At{.of = page.opened.row.id,
                    .claim = TRY(ClaimId::Parse(page.context.Path("claim"))),
                    .version = VersionIn(page.context)};
}

base::Result<Claim> ClaimOf(CasePage& page) {
  Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  const ClaimId id = TRY(ClaimId::Parse(page.context.Path("claim")));
  return *TRY(Find(shown.book, id));
}

base::Result<net::Response> EditForm(CasePage& page) {
  const Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  const Claim claim = TRY(ClaimOf(page));
  return FormPage(page, claim, page.Href("/claims/" + claim.id.text() + "/edit"), shown.version, {});
}

base::Result<net::Response> Edit(CasePage& page) {
  const Remedy::At at = TRY(AtOf(page));
  const Claim before = TRY(ClaimOf(page));
  const base::Result<Claim> after = ClaimIn(page.context);
  const base::Status done = after ? page.services.remedy.Edit(page.context.actor(), page.me, at, *after,
                                                              desk::FieldOf(page.context, "reason"))
                                  : base::Status(after.error());
  const std::string href = page.Href("/claims/" + at.claim.text());
  if (done) return desk::RedirectWithFlash(page.context, href, page.tr("It is sealed."));
  if (!IsForPerson(done.error())) return done.error();
  const Remedy::Shown shown = TRY(page.services.remedy.Book(page.opened));
  return FormPage(page, before, href + "/edit", shown.version,
                  Refused(page.context, kClaimForm, done.error().external));
}

// After an act: on to the claim, or the same page with what was typed and why it was refused.
base::Result<net::Response> Done(CasePage& page, std::string_view form, const base::Status& done) {
  if (done)
    return desk::RedirectWithFlash(page.context,
                                   page.Href("/claims/" + std::string(page.context.Path("claim"))),
                                   page.tr("It is sealed."));
  if (!IsForPerson(done.error())) return done.error();
  return ShowWith(page, Refused(page.context, form, done.error().external));
}

using Act = base::Status (*)(CasePage&, const Remedy::At&, const Claim&);

template <Act act>
base::Result<net::Response> Take(CasePage& page) {
  const Remedy::At at = TRY(AtOf(page));
  const Claim claim = TRY(ClaimOf(page));
  const std::string_view path = page.context.request().path;
  return Done(page, path.substr(path.rfind('/') + 1), act(page, at, claim));
}

base::Status Agree(CasePage& page, const Remedy::At& at, const Claim& claim) {
  base::Decimal amount = base::Decimal::FromInteger(1);
  if (HasAmount(claim.kind)) amount = TRY(AmountIn(page.context, "amount", claim.currency));
  return page.services.remedy.Agree(page.context.actor(), page.me, at, amount,
                                    desk::FieldOf(page.context, "reason"));
}

template <base::Status (Remedy::*act)(const desk::Actor&, const vault::UnlockedPerson&, const Remedy::At&,
                                      std::string_view)>
base::Status WithReason(CasePage& page, const Remedy::At& at, const Claim&) {
  return (page.services.remedy.*act)(page.context.actor(), page.me, at,
                                     desk::FieldOf(page.context, "reason"));
}

base::Status Pay(CasePage& page, const Remedy::At& at, const Claim& claim) {
  const Payment payment = TRY(PaymentIn(page.context, claim.currency, HasAmount(claim.kind)));
  TRY(page.services.remedy.Pay(page.context.actor(), page.me, at, payment));
  return base::Ok();
}

template <bool shown>
base::Status SetShown(CasePage& page, const Remedy::At& at, const Claim&) {
  return page.services.remedy.Show(page.context.actor(), page.me, at, shown);
}

base::Status RecordAnswer(CasePage& page, const Remedy::At& at, const Claim& claim) {
  const PaymentId payment = TRY(PaymentId::Parse(desk::FieldOf(page.context, "payment")));
  const auto answer = Named<Answer>(desk::FieldOf(page.context, "answer"));
  const auto heard = Named<Heard>(desk::FieldOf(page.context, "heard"));
  if (!answer || !heard) return base::Invalid(desk::tr("please choose one of the answers"));
  base::Decimal received;
  if (*answer == Answer::kPart) received = TRY(AmountIn(page.context, "amount", claim.currency));
  return page.services.remedy.Record(page.context.actor(), page.me, at, payment, *answer, received, *heard);
}

base::Result<net::Response> Record(CasePage& page) {
  const Remedy::At at = TRY(AtOf(page));
  const Claim claim = TRY(ClaimOf(page));
  return Done(page, "record-" + desk::FieldOf(page.context, "payment"), RecordAnswer(page, at, claim));
}

}  // namespace

void RegisterClaimPages(desk::Desk& desk, VoiceServices& services) {
  services.tabs.push_back({.rest = std::string(kTab),
                           .label = [](const html::Locale& locale) { return locale.tr("Repayment"); }});
  services.copy_parts.push_back({.part = consent::Part::kClaims, .text = ClaimsToldOf});
  AddCaseRoutes(
      desk, services,
      {{.method = "GET", .rest = "/claims", .handler = List},
       {.method = "GET", .rest = "/claims/new", .handler = NewForm},
       {.method = "POST", .rest = "/claims/new", .handler = Create},
       {.method = "GET", .rest = "/claims/{claim}", .handler = Show},
       {.method = "GET", .rest = "/claims/{claim}/edit", .handler = EditForm},
       {.method = "POST", .rest = "/claims/{claim}/edit", .handler = Edit},
       {.method = "POST", .rest = "/claims/{claim}/agree", .handler = Take<Agree>},
       {.method = "POST", .rest = "/claims/{claim}/refuse", .handler = Take<WithReason<&Remedy::Refuse>>},
       {.method = "POST", .rest = "/claims/{claim}/withdraw", .handler = Take<WithReason<&Remedy::Withdraw>>},
       {.method = "POST", .rest = "/claims/{claim}/reopen", .handler = Take<WithReason<&Remedy::Reopen>>},
       {.method = "POST", .rest = "/claims/{claim}/pay", .handler = Take<Pay>},
       {.method = "POST", .rest = "/claims/{claim}/record", .handler = Record},
       {.method = "POST", .rest = "/claims/{claim}/show", .handler = Take<SetShown<true>>},
       {.method = "POST", .rest = "/claims/{claim}/hide", .handler = Take<SetShown<false>>}});
}

}  // namespace voice::remedy
