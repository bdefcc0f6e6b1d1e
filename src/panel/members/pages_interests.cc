// /members/interests: the register of conflicts of interest; /members/{id}/interests: a member's own part.

#include "desk/desk.h"
#include "desk/tr.h"
#include "panel/common/nav.h"
#include "panel/members/faces.h"
#include "panel/members/page_parts.h"
#include "panel/members/store.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

constexpr std::string_view kHref = "/members/interests";
constexpr std::size_t kRowsAPage = 50;
constexpr std::int64_t kMostChoices = 500;

Html WithWhom(const Interest& interest) {
  if (interest.about.empty()) return html::Value(interest.about_text);
  return desk::LinkTo(MemberHref(interest.about), html::Value(interest.about_name));
}

Html ActForm(const Context& context, const Interest& interest, bool secretariat, bool own) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<Html> buttons;
  for (const Step<InterestState, InterestAct>& step : kInterestSteps) {
    const bool theirs = step.act == InterestAct::kEnd || step.act == InterestAct::kReopen;
    if (step.from == interest.state && (secretariat || (own && theirs)))
      buttons.push_back(html::Button(InterestActWord(locale, step.act), {.name = "act",
                                                                         .value = InterestActName(step.act),
                                                                         .kind = html::ButtonKind::kQuiet,
                                                                         .css = "small"}));
  }
  if (buttons.empty()) return "–";
  const std::string id = "words-" + interest.id.text();
  return html::Form(
      {.action = "/members/interests/act", .csrf = context.csrf()},
      html::Join(desk::HiddenField("interest", interest.id.text()), desk::VersionField(interest.version),
                 html::Field({.control_id = id, .label = locale.tr("How it is handled, or why it is over")},
                             html::Input({.name = "words", .id = id, .required = true})),
                 html::RowOf(buttons)));
}

Html InterestTable(const Context& context, const std::vector<Interest>& interests, bool secretariat,
                   const MemberId& own) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::TableMaker table({{locale.tr("Member")},
                          {locale.tr("With whom")},
                          {locale.tr("What")},
                          {locale.tr("Declared")},
                          {locale.tr("Handling")},
                          {locale.tr("Action")}});
  for (const Interest& interest : interests)
    table.Row({desk::LinkTo(MemberHref(interest.member), html::Value(interest.member_name)),
               WithWhom(interest),
               html::Join(El("b", InterestKindWord(locale, interest.kind)), TextIn(interest.text)),
               desk::DayOf(locale, interest.declared),
               html::Join(InterestBadge(locale, interest.state), TextIn(interest.handling)),
               ActForm(context, interest, secretariat, interest.member == own)});
  return table.Done(locale.tr("Conflicts of interest"));
}

base::Result<net::Response> Register(Services& services, Context& context, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Panel panel = TRY(PanelIn(services, context));
  const bool ended = context.Query("ended") == "yes";
  std::string after;
  if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
    after = TRY(desk::DecodeCursor(context.desk(), cursor));
  const InterestPage page =
      TRY(services.interests.Register(context.actor(), panel.id, ended, after, kRowsAPage));
  desk::PageOptions options{.title = locale.tr("Conflicts of interest"),
                            .subtitle = panel.name,
                            .current = std::string(kHref),
                            .crumbs = {{locale.tr("Members"), InPanel("/members", panel)}},
                            .status = errors.empty() ? 200 : 422};
  if (page.view.own)
    options.actions = html::LinkButton(locale.tr("Declare ours"), MemberHref(page.view.own->id, "interests"));
  const std::string begin = InPanel(std::string(kHref), panel);
  const std::string all = desk::WithArgument(begin, "ended", "yes");
  std::vector<Html> parts = {TRY(PanelTabs(services, context, panel, kHref)),
                             html::Tabs(locale, locale.tr("Which entries"),
                                        {{locale.tr("Open"), begin, !ended}, {locale.tr("All"), all, ended}}),
                             errors.Summary()};
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  if (page.interests.empty()) {
    parts.push_back(
        html::Empty(locale.tr("Nothing is declared"),
                    locale.tr("Members declare here what binds them, or people who sit for them, to other "
                              "members or to anybody the panel deals with.")));
  } else {
    html::PageLinks links;
    const std::string here = ended ? all : begin;
    if (!after.empty()) links.first = here;
    if (!page.next.empty())
      links.next = desk::WithArgument(here, "cursor", desk::EncodeCursor(context.desk(), page.next));
    parts.push_back(html::Join(InterestTable(context, page.interests, page.view.secretariat,
                                             page.view.own ? page.view.own->id : MemberId()),
                               html::Pager(locale, links)));
  }
  return desk::PageResponse(context, options, html::Stack(parts));
}

base::Result<net::Response> Act(Services& services, Context& context) {
  TRY(context.Form());
  const InterestId id = TRY(InterestId::Parse(desk::FieldOf(context, "interest")));
  const auto act = InterestActNamed(desk::FieldOf(context, "act"));
  if (!act) return base::Invalid(desk::tr("There is no such step."));
  const base::Status done =
      services.interests.Act(context.actor(), id, VersionIn(context), *act, desk::FieldOf(context, "words"));
  if (done) return desk::RedirectWithFlash(context, kHref, desk::LocaleOf(context).tr("Saved."));
  desk::FormErrors errors(desk::LocaleOf(context));
  TRY(errors.Take("words-" + id.text(), done.error()));
  return Register(services, context, errors);
}

// ---- a member's own part

struct OwnPage {
  MemberDetail detail;
  std::vector<Interest> interests;
  std::vector<Member> others;
};

base::Result<OwnPage> OpenOwn(Services& services, Context& context) {
  OwnPage page;
  const MemberId id = TRY(MemberIn(context));
  page.detail = TRY(services.memberships.Detail(context.actor(), id));
  if (!page.detail.access.own && !page.detail.access.secretariat) return Forbidden();
  page.interests = TRY(services.interests.Of(context.actor(), id));
  page.others = TRY(services.seams.base.database.Read([&](db::Transaction& tx) {
    return store::Choices(tx, page.detail.access.panel.id, false, kMostChoices);
  }));
  // An applicant does not learn from this page who belongs to the panel.
  const MemberState state = page.detail.access.member().state;
  const bool knows =
      page.detail.access.secretariat || state == MemberState::kAdmitted || state == MemberState::kSuspended;
  if (!knows) page.others.clear();
  std::erase_if(page.others, [&](const Member& member) { return member.id == id; });
  return page;
}

Html DeclareForm(const Context& context, const OwnPage& page, const NewInterest& typed,
                 const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::Choice> members = {{"", locale.tr("somebody else, named below")}};
  for (const Member& member : page.others) members.push_back({member.id.text(), member.name});
  Html fields = SelectField(locale.tr("With which member"), "about", members, typed.about.text(), errors);
  fields.Add(desk::TextField(locale.tr("Or with whom else"),
                             {.name = "about_text", .value = typed.about_text}, errors));
  fields.Add(SelectField(locale.tr("Kind"), "kind",
                         Choices<InterestKind>(locale, InterestKindName, InterestKindWord),
                         InterestKindName(typed.kind), errors));
  fields.Add(
      AreaField(locale.tr("What it is"), "text", typed.text, 3, errors,
                locale.tr("Members of the panel read it: write no more about people than is needed.")));
  fields.Add(html::Button(locale.tr("Declare it")));
  return html::Section(
      locale.tr("Declare an interest"),
      html::Form({.action = MemberHref(page.detail.access.member().id, "interests"), .csrf = context.csrf()},
                 fields));
}

base::Result<net::Response> ShowOwn(Services& services, Context& context, const NewInterest& typed,
                                    const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const OwnPage page = TRY(OpenOwn(services, context));
  const Membership& membership = page.detail.access.membership;
  desk::PageOptions options{.title = locale.tr("Conflicts of interest"),
                            .subtitle = membership.member.name,
                            .current = "/members",
                            .crumbs = {{locale.tr("Members"), "/members"},
                                       {membership.member.name, MemberHref(membership.member.id)}},
                            .status = errors.empty() ? 200 : 422};
  Html confirm = El("p", membership.interests_confirmed.ms == 0
                             ? locale.tr("Nobody has confirmed yet that this is complete.")
                             : locale.tr("Confirmed as complete on {date}; it counts for a year.",
                                         {{"date", locale.Date(membership.interests_confirmed.ms)}}));
  if (page.detail.access.MayEdit())
    confirm.Add(html::PostButton(locale.tr("Confirm that it is complete"),
                                 MemberHref(membership.member.id, "interests/confirm"), context.csrf(),
                                 {.kind = html::ButtonKind::kQuiet}));
  std::vector<Html> parts = {errors.Summary(),
                             html::Section(locale.tr("Is it complete?"), html::Box(confirm))};
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  if (!page.interests.empty())
    parts.push_back(
        InterestTable(context, page.interests, page.detail.access.secretariat, membership.member.id));
  parts.push_back(DeclareForm(context, page, typed, errors));
  return desk::PageResponse(context, options, html::Stack(parts));
}

base::Result<net::Response> Declare(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  NewInterest typed;
  typed.kind = InterestKindNamed(desk::FieldOf(context, "kind")).value_or(InterestKind::kOther);
  if (const std::string about = desk::FieldOf(context, "about"); !about.empty())
    typed.about = TRY(MemberId::Parse(about));
  typed.about_text = desk::FieldOf(context, "about_text");
  typed.text = desk::FieldOf(context, "text");
  const auto declared = services.interests.Declare(context.actor(), id, typed);
  if (declared)
    return desk::RedirectWithFlash(context, MemberHref(id, "interests"),
                                   desk::LocaleOf(context).tr("Declared."));
  desk::FormErrors errors(desk::LocaleOf(context));
  const std::string& words = declared.error().external;
  const bool about = words.find("whom") != std::string::npos,
             member = words.find("member") != std::string::npos;
  TRY(errors.Take(about ? "about_text" : member ? "about" : "text", declared.error()));
  return ShowOwn(services, context, typed, errors);
}

base::Result<net::Response> Confirm(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  TRY(services.interests.Confirm(context.actor(), id));
  return desk::RedirectWithFlash(context, MemberHref(id, "interests"),
                                 desk::LocaleOf(context).tr("Confirmed. Thank you."));
}

}  // namespace

void AddInterestPages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", kHref, Permission::kPanelRead, [&services](Context& context) {
    return Register(services, context, desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", "/members/interests/act", Permission::kPanelTakePart,
          [&services](Context& context) { return Act(services, context); });
  AddPage(desk, "GET", "/members/{id}/interests", Permission::kPanelTakePart, [&services](Context& context) {
    return ShowOwn(services, context, {}, desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", "/members/{id}/interests", Permission::kPanelTakePart,
          [&services](Context& context) { return Declare(services, context); });
  AddPage(desk, "POST", "/members/{id}/interests/confirm", Permission::kPanelTakePart,
          [&services](Context& context) { return Confirm(services, context); });
  AddPanelNav(desk, {.part = NavPart::kPeople,
                     .place = 2,
                     .label = [](const html::Locale& locale) { return locale.tr("Conflicts of interest"); },
                     .href = std::string(kHref)});
}

}  // namespace panel::members
