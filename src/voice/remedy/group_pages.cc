#include <fmt/format.h>

#include "base/limits_remedy.h"
#include "desk/desk.h"
#include "desk/tr.h"
#include "desk/web/flash.h"
#include "desk/web/parts.h"
#include "html/console_components.h"
#include "voice/casework/shell.h"
#include "voice/remedy/claim_parts.h"
#include "voice/remedy/pages.h"
#include "voice/remedy/unlocked_page.h"

namespace voice::remedy {
namespace {

using html::El;
using html::Html;
using html::Join;

std::string GroupHref(const ClaimGroupId& id, std::string_view rest = {}) {
  return "/remedy/groups/" + id.text() + std::string(rest);
}

desk::PageOptions OptionsOf(const UnlockedPage& page, const std::string& title, const Refused& refused) {
  desk::PageOptions options;
  options.title = title;
  options.current = "/remedy";
  options.status = refused.error().empty() ? 200 : 422;
  options.crumbs = {{page.tr("Repayments"), "/remedy"}};
  return options;
}

base::Result<net::Response> ListWith(UnlockedPage& page, const Refused& refused) {
  const std::vector<ClaimGroup> groups = TRY(page.services.claim_groups.List(page.context.actor(), page.me));
  desk::TableMaker table(
      {{page.tr("Group")}, {page.tr("Currency")}, {page.tr("Claims"), true}, {page.tr("Payments"), true}});
  for (const ClaimGroup& group : groups)
    table.Row({desk::LinkTo(GroupHref(group.id), El("bdi", group.title)), std::string(group.currency.code()),
               page.locale.Number(static_cast<std::int64_t>(group.members.size())),
               page.locale.Number(static_cast<std::int64_t>(group.payments.size()))});
  std::vector<html::Choice> teams;
  for (const Team& team : TRY(page.services.claim_groups.TeamsOf(page.context.actor())))
    teams.push_back({team.id.text(), team.name});
  const FormMaker make(page.locale, "group", refused);
  const Html form = html::Form(
      {.action = "/remedy/groups", .csrf = page.context.csrf()},
      Join(make.Error(),
           make.Line("title", page.tr("Title"), page.tr("As: the fees of one employer's workers"), ""),
           make.Pick("team", page.tr("Team"), page.tr("Its circle alone can open the group."), teams, ""),
           make.Pick("currency", page.tr("Currency"), "", CurrencyChoices(), ""),
           html::Button(page.tr("Begin a group"))));
  return desk::PageResponse(
      page.context, OptionsOf(page, page.tr("Groups of claims"), refused),
      html::Stack({table.empty()
                       ? html::Empty(page.tr("No group yet"),
                                     page.tr("Claims of several workers against the same payer are "
                                             "agreed and paid as one; each worker confirms her own."))
                       : table.Done(page.tr("Groups of claims")),
                   html::Section(page.tr("New group"), form)}));
}

base::Result<net::Response> List(UnlockedPage& page) {
  return ListWith(page, {});
}

base::Result<net::Response> Create(UnlockedPage& page) {
  const base::Result<TeamId> team = TeamId::Parse(desk::FieldOf(page.context, "team"));
  const base::Result<ClaimGroupId> made =
      !team ? base::Result<ClaimGroupId>(base::Invalid(desk::tr("choose a team")))
            : page.services.claim_groups.Create(page.context.actor(), page.me, *team,
                                                desk::FieldOf(page.context, "title"),
                                                CurrencyIn(page.context, "currency"));
  if (made) return desk::RedirectWithFlash(page.context, GroupHref(*made), page.tr("It is sealed."));
  if (!IsForPerson(made.error())) return made.error();
  return ListWith(page, Refused(page.context, "group", made.error().external));
}

Html LeaveButton(const UnlockedPage& page, const ClaimGroup& group, const GroupMember& member) {
  const std::string action = GroupHref(group.id, "/leave");
  return html::Form(
      {.action = action, .csrf = page.context.csrf()},
      Join(desk::VersionField(group.version),
           desk::HiddenField("member", member.of.text() + "." + member.claim.text()),
           html::Button(page.tr("Take out"), {.kind = html::ButtonKind::kQuiet, .css = "small"})));
}

Html MembersTable(const UnlockedPage& page, const GroupView& view) {
  desk::TableMaker table({{page.tr("Case")},
                          {page.tr("Claim")},
                          {page.tr("State")},
                          {page.locale.ctr("money", "Claimed"), true},
                          {page.locale.ctr("money", "Agreed"), true},
                          {page.tr("Paid, they say"), true},
                          {page.tr("Confirmed by the worker"), true},
                          {page.tr("Change")}});
  for (const MemberView& member : view.members) {
    const Claim& claim = member.claim;
    const auto amount = [&](const base::Decimal& value) {
      return value.zero() ? std::string("–") : AmountWords(page.locale, value, claim.currency);
    };
    const std::string href = CaseHref(member.member.of, "/claims/" + claim.id.text());
    table.Row({desk::LinkTo(href, CaseNumber(member.member.of)), Word(page.locale, claim.kind),
               StateBadge(page.locale, claim.state), RangeWords(page.locale, claim),
               amount(claim.agreed.value_or(base::Decimal())), amount(PaidOf(claim)),
               amount(ConfirmedOf(claim)), LeaveButton(page, view.group, member.member)});
  }
  if (table.empty()) return El("p", {{"class", "muted"}}, page.tr("No claim is in this group yet."));
  return table.Done(page.tr("Claims of this group"));
}

Html PaymentsList(const UnlockedPage& page, const ClaimGroup& group) {
  if (group.payments.empty()) return El("p", {{"class", "muted"}}, page.tr("None yet."));
  Html items;
  for (const GroupPayment& payment : group.payments) {
    Html parts;
    for (const GroupPart& part : payment.parts)
      parts.Add(
          El("li", CaseNumber(part.member.of), ": ", AmountWords(page.locale, part.amount, group.currency)));
    items.Add(El("li", {{"class", "stack-s"}},
                 El("p", El("b", AmountWords(page.locale, payment.amount, group.currency))),
                 El("p", {{"class", "small muted"}},
                    page.tr("{who} says: {way}, {day}", {{"who", Word(page.locale, payment.said_by)},
                                                         {"way", Word(page.locale, payment.way)},
                                                         {"day", DayWords(page.locale, payment.day)}})),
                 html::Closed(page.tr("How it was shared out"), El("ul", parts))));
  }
  return El("ol", {{"class", "thread"}}, items);
}

Html JoinForm(const UnlockedPage& page, const ClaimGroup& group, const std::vector<MemberView>& candidates,
              const Refused& refused) {
  if (candidates.empty())
    return El("p", {{"class", "muted"}}, page.tr("No other claim of the team is in this currency."));
  Html boxes;
  for (const MemberView& one : candidates)
    boxes.Add(html::CheckBox(
        "member", one.member.of.text() + "." + one.member.claim.text(),
        Join(CaseNumber(one.member.of), " · ", Word(page.locale, one.claim.kind), " · ",
             RangeWords(page.locale, one.claim), " · ", El("bdi", DebtorWords(page.locale, one.claim))),
        false));
  const std::string action = GroupHref(group.id, "/join");
  return html::Form({.action = action, .csrf = page.context.csrf()},
                    Join(FormMaker(page.locale, "join", refused).Error(), desk::VersionField(group.version),
                         El("fieldset", El("legend", page.tr("Which claims")), boxes),
                         html::Button(page.tr("Add them"), {.kind = html::ButtonKind::kQuiet})));
}

Html Acts(const UnlockedPage& page, const ClaimGroup& group, const Refused& refused) {
  const FormMaker agree(page.locale, "agree", refused), pay(page.locale, "pay", refused);
  const Day today = DayOf(page.context.desk().clock().Now());
  const std::string agree_action = GroupHref(group.id, "/agree"), pay_action = GroupHref(group.id, "/pay"),
                    end_action = GroupHref(group.id, "/dissolve");
  return Join(
      html::Closed(
          page.tr("They say that they paid"),
          html::Form(
              {.action = pay_action, .csrf = page.context.csrf()},
              Join(pay.Error(), desk::VersionField(group.version),
                   El("p", page.tr("Shared out by what is left of each, to the smallest unit.")),
                   PaymentFields(page.locale, pay, today, true), html::Button(page.tr("Share it out")))),
          refused.Is("pay")),
      html::Closed(
          page.tr("An amount is agreed for all"),
          html::Form(
              {.action = agree_action, .csrf = page.context.csrf()},
              Join(agree.Error(), desk::VersionField(group.version),
                   El("p", page.tr("Shared out by what each one claims, to the smallest unit.")),
                   agree.Line("amount", page.tr("Agreed amount"), page.tr("Digits, as 1200 or 1200.50"), ""),
                   agree.Line("reason", page.tr("Reason"), page.tr("Where it is less than was claimed."), ""),
                   html::Button(page.tr("Share it out")))),
          refused.Is("agree")),
      html::Closed(page.tr("Dissolve the group"),
                   html::Form({.action = end_action, .csrf = page.context.csrf()},
                              Join(desk::VersionField(group.version),
                                   El("p", page.tr("The claims and payments stay with their cases.")),
                                   html::Button(page.tr("Dissolve"), {.kind = html::ButtonKind::kStop})))));
}

base::Result<net::Response> ShowWith(UnlockedPage& page, const Refused& refused) {
  const ClaimGroupId id = TRY(ClaimGroupId::Parse(page.context.Path("group")));
  const GroupView view = TRY(page.services.claim_groups.Open(page.context.actor(), page.me, id));
  const std::vector<MemberView> candidates =
      TRY(page.services.claim_groups.Candidates(page.context.actor(), page.me, view.group));
  desk::PageOptions options = OptionsOf(page, view.group.title, refused);
  options.crumbs.push_back({page.tr("Groups of claims"), "/remedy/groups"});
  options.wide = true;
  return desk::PageResponse(
      page.context, options,
      html::Stack({html::SealedBox(page.locale, page.tr("Claims of this group"), MembersTable(page, view)),
                   html::SideBySide(html::Columns::kEven,
                                    html::Section(page.tr("Next step"), Acts(page, view.group, refused)),
                                    html::Section(page.tr("Payments"), PaymentsList(page, view.group))),
                   html::Section(page.tr("Add claims"), JoinForm(page, view.group, candidates, refused))}));
}

base::Result<net::Response> Show(UnlockedPage& page) {
  return ShowWith(page, {});
}

base::Result<GroupMember> MemberIn(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos) return base::NotFound(desk::tr("there is no such claim"));
  return GroupMember{TRY(CaseId::Parse(text.substr(0, point))), TRY(ClaimId::Parse(text.substr(point + 1)))};
}

using Act = base::Status (*)(UnlockedPage&, const ClaimGroups::At&);

base::Status JoinAct(UnlockedPage& page, const ClaimGroups::At& at) {
  std::vector<GroupMember> members;
  for (const std::string& text : desk::FieldsOf(page.context, "member"))
    members.push_back(TRY(MemberIn(text)));
  return page.services.claim_groups.Join(page.context.actor(), page.me, at, members);
}

base::Status LeaveAct(UnlockedPage& page, const ClaimGroups::At& at) {
  const GroupMember member = TRY(MemberIn(desk::FieldOf(page.context, "member")));
  return page.services.claim_groups.Leave(page.context.actor(), page.me, at, member);
}

base::Result<base::Currency> CurrencyOf(UnlockedPage& page, const ClaimGroups::At& at) {
  return TRY(page.services.claim_groups.Open(page.context.actor(), page.me, at.group)).group.currency;
}

base::Status AgreeAct(UnlockedPage& page, const ClaimGroups::At& at) {
  const base::Currency currency = TRY(CurrencyOf(page, at));
  const base::Decimal amount = TRY(AmountIn(page.context, "amount", currency));
  return page.services.claim_groups.Agree(page.context.actor(), page.me, at, amount,
                                          desk::FieldOf(page.context, "reason"));
}

base::Status PayAct(UnlockedPage& page, const ClaimGroups::At& at) {
  const base::Currency currency = TRY(CurrencyOf(page, at));
  const Payment payment = TRY(PaymentIn(page.context, currency, true));
  return page.services.claim_groups.Pay(page.context.actor(), page.me, at,
                                        {.amount = payment.amount,
                                         .day = payment.day,
                                         .way = payment.way,
                                         .said_by = payment.said_by,
                                         .note = payment.note,
                                         .parts = {}});
}

template <Act act>
base::Result<net::Response> Take(UnlockedPage& page) {
  TRY(page.context.Form());
  const ClaimGroups::At at{.group = TRY(ClaimGroupId::Parse(page.context.Path("group"))),
                           .version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1)};
  const base::Status done = act(page, at);
  if (done) return desk::RedirectWithFlash(page.context, GroupHref(at.group), page.tr("It is sealed."));
  if (!IsForPerson(done.error())) return done.error();
  const std::string_view path = page.context.request().path;
  const std::string form(path.substr(path.rfind('/') + 1));
  if (form == "leave")
    return desk::RedirectWithProblem(page.context, GroupHref(at.group), page.tr(done.error().external));
  return ShowWith(page, Refused(page.context, form, done.error().external));
}

base::Result<net::Response> Dissolve(UnlockedPage& page) {
  const ClaimGroups::At at{.group = TRY(ClaimGroupId::Parse(page.context.Path("group"))),
                           .version = desk::WholeNumber(desk::FieldOf(page.context, "version")).value_or(-1)};
  const base::Status done = page.services.claim_groups.Dissolve(page.context.actor(), page.me, at);
  if (done) return desk::RedirectWithFlash(page.context, "/remedy/groups", page.tr("Done."));
  if (!IsForPerson(done.error())) return done.error();
  return desk::RedirectWithProblem(page.context, GroupHref(at.group), page.tr(done.error().external));
}

}  // namespace

void RegisterGroupPages(desk::Desk& desk, VoiceServices& services) {
  AddUnlockedRoute(desk, services, "GET", "/remedy/groups", List);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups", Create);
  AddUnlockedRoute(desk, services, "GET", "/remedy/groups/{group}", Show);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups/{group}/join", Take<JoinAct>);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups/{group}/leave", Take<LeaveAct>);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups/{group}/agree", Take<AgreeAct>);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups/{group}/pay", Take<PayAct>);
  AddUnlockedRoute(desk, services, "POST", "/remedy/groups/{group}/dissolve", Dissolve);
}

}  // namespace voice::remedy
