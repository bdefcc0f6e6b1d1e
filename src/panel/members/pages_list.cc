// /members: who belongs to the panel, what applies, and one's own way in.

#include "desk/desk.h"
#include "desk/people/words.h"
#include "entity/entity.h"
#include "panel/common/nav.h"
#include "panel/members/faces.h"
#include "panel/members/page_parts.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

constexpr std::size_t kRowsAPage = 50;
constexpr std::string_view kHref = "/members";

MemberFilter FilterIn(const Context& context) {
  MemberFilter filter;
  filter.view = context.Query("view");
  filter.text = context.Query("text");
  filter.country = context.Query("country");
  filter.constituency = context.Query("constituency");
  filter.section = context.Query("section");
  return filter;
}

bool IsFiltered(const MemberFilter& filter) {
  return !filter.text.empty() || !filter.country.empty() || !filter.constituency.empty() ||
         !filter.section.empty();
}

std::string ListHref(const Panel& panel, const MemberFilter& filter) {
  std::string href = InPanel(std::string(kHref), panel);
  href = desk::WithArgument(std::move(href), "view", filter.view);
  href = desk::WithArgument(std::move(href), "text", filter.text);
  href = desk::WithArgument(std::move(href), "country", filter.country);
  href = desk::WithArgument(std::move(href), "constituency", filter.constituency);
  return desk::WithArgument(std::move(href), "section", filter.section);
}

Html ViewTabs(const html::Locale& locale, const Panel& panel, const MemberFilter& filter,
              const StateCounts& counts) {
  const auto of = [&](MemberState state) { return counts.Of(state); };
  const std::vector<std::tuple<std::string, std::string, std::int64_t>> views = {
      {"", locale.tr("Members"), of(MemberState::kAdmitted)},
      {"applications", locale.tr("Applications"), of(MemberState::kApplied) + of(MemberState::kDiligence)},
      {"suspended", locale.tr("Suspended"), of(MemberState::kSuspended)},
      {"former", locale.tr("Former and declined"), of(MemberState::kLeft) + of(MemberState::kDeclined)},
      {"drafts", locale.tr("Drafts"), of(MemberState::kDraft)}};
  std::vector<html::Tab> tabs;
  for (const auto& [view, label, count] : views)
    tabs.push_back({label, desk::WithArgument(InPanel(std::string(kHref), panel), "view", view),
                    view == (filter.view == "members" ? "" : filter.view), count});
  return html::Tabs(locale, locale.tr("Which entries"), tabs);
}

Html FilterForm(const html::Locale& locale, const Panel& panel, const MemberFilter& filter) {
  std::vector<html::Choice> constituencies = desk::OrgTypeChoices(locale);
  constituencies.insert(constituencies.begin(), {"", locale.tr("All")});
  std::vector<html::Choice> sections = SectorChoices(locale, false);
  sections.insert(sections.begin(), {"", locale.tr("All")});
  Html fields =
      html::Field({.control_id = "text", .label = locale.tr("Name, in any script")},
                  html::Input({.name = "text", .type = html::InputType::kSearch, .value = filter.text}));
  fields.Add(html::Field({.control_id = "country", .label = locale.tr("Country")},
                         html::Input({.name = "country",
                                      .value = CountryWord(locale, filter.country) == "–"
                                                   ? std::string_view()
                                                   : entity::CountryName(filter.country)})));
  fields.Add(html::Field({.control_id = "constituency", .label = locale.tr("Constituency")},
                         html::Select("constituency", constituencies, filter.constituency)));
  fields.Add(html::Field({.control_id = "section", .label = locale.tr("Sector")},
                         html::Select("section", sections, filter.section)));
  if (!filter.view.empty()) fields.Add(desk::HiddenField("view", filter.view));
  if (!panel.parent.empty()) fields.Add(desk::HiddenField("panel", panel.slug));
  fields.Add(html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet}));
  if (IsFiltered(filter))
    fields.Add(desk::LinkTo(ListHref(panel, {.view = filter.view}), locale.tr("Show all")));
  return html::Form({.action = kHref, .get = true, .css = "filters", .label = locale.tr("Filter members")},
                    fields);
}

Html InterestsCell(const html::Locale& locale, const ListedMember& listed, base::UtcTime now) {
  if (listed.interests_confirmed.ms == 0) return html::Badge(html::Mark::kUnknown, locale.tr("Not yet"));
  if (listed.interests_confirmed.ms + kConfirmedMs < now.ms)
    return html::Badge(html::Mark::kCare, locale.tr("Out of date"));
  return html::Badge(html::Mark::kOk, locale.ShortDate(listed.interests_confirmed.ms));
}

Html RisksCell(const html::Locale& locale, const ListedMember& listed) {
  Html cell;
  if (listed.worst != FlagKind::kResolved) cell.Add(FlagBadge(locale, listed.worst));
  if (listed.open_hits > 0)
    cell.Add(html::Join(cell.empty() ? "" : " ",
                        html::Badge(html::Mark::kAct, locale.ntr("{n} hit", "{n} hits", listed.open_hits))));
  return cell.empty() ? Html("–") : cell;
}

Html MemberTable(const Context& context, const MemberPage& page, base::UtcTime now) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<desk::Heading> headings = {{locale.tr("Organisation")}, {locale.tr("Constituency")},
                                         {locale.tr("Country")},      {locale.tr("Since")},
                                         {locale.tr("Verification")}, {locale.tr("Interests declared")}};
  if (page.view.secretariat) headings.push_back({locale.tr("Flags and hits")});
  desk::TableMaker table(headings);
  for (const ListedMember& listed : page.members) {
    const Member& member = listed.member;
    html::Row row = {MemberLink(member),
                     desk::OrgTypeWord(locale, member.constituency),
                     CountryWord(locale, member.country),
                     member.state == MemberState::kAdmitted ? desk::DayOf(locale, member.admitted)
                                                            : StateBadge(locale, member.state),
                     StandingBadge(locale, listed.standing),
                     InterestsCell(locale, listed, now)};
    if (page.view.secretariat) row.push_back(RisksCell(locale, listed));
    table.Row(row);
  }
  return table.Done(locale.tr("Members by name"));
}

// What an organisation sees that does not belong yet.
Html OutsiderView(const Context& context, const PanelView& view) {
  const html::Locale& locale = desk::LocaleOf(context);
  if (view.own)
    return html::Stack(
        {El("p", locale.tr("Your organisation's application:"), " ", StateBadge(locale, view.own->state)),
         El("p",
            html::LinkButton(locale.tr("Open our application"), MemberHref(view.own->id, "application")))});
  Html words =
      El("p", locale.tr("The panel brings companies, unions, non-governmental organisations, governments and "
                        "experts to one table against human trafficking and forced labour. Members sign a "
                        "declaration, are vetted by each other, and are admitted by the secretariat."));
  if (!context.actor().Can(Permission::kPanelTakePart))
    return html::Empty(
        locale.tr("Your organisation is not a member"),
        html::Join(words, El("p", locale.tr("Somebody of your organisation who may act for it in the "
                                            "panel can apply."))));
  return html::Empty(
      locale.tr("Your organisation is not a member"),
      html::Join(words, html::PostButton(locale.tr("Apply"), InPanel("/members/apply", view.panel),
                                         context.csrf())));
}

base::Result<net::Response> List(Services& services, Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Panel panel = TRY(PanelIn(services, context));
  const PanelView view = TRY(services.seams.base.database.Read(
      [&](db::Transaction& tx) { return ViewOf(tx, services.seams, context.actor(), panel.id); }));
  desk::PageOptions options{
      .title = locale.tr("Members"), .subtitle = panel.name, .current = std::string(kHref)};
  if (!view.SeesMembers()) return desk::PageResponse(context, options, OutsiderView(context, view));
  MemberFilter filter = FilterIn(context);
  filter.country = entity::CountryCode(filter.country);
  std::string after;
  if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
    after = TRY(desk::DecodeCursor(context.desk(), cursor));
  const MemberPage page =
      TRY(services.memberships.List(context.actor(), panel.id, filter, after, kRowsAPage));
  const StateCounts counts = TRY(services.memberships.Counts(context.actor(), panel.id));
  options.subtitle =
      panel.name + " · " + locale.ntr("{n} member", "{n} members", counts.Of(MemberState::kAdmitted));
  if (view.secretariat)
    options.actions = html::LinkButton(locale.tr("Register an organisation"), InPanel("/members/new", panel));
  if (view.own) options.actions.Add(html::LinkButton(locale.tr("Our own entry"), MemberHref(view.own->id)));
  std::vector<Html> parts = {TRY(PanelTabs(services, context, panel, kHref))};
  if (view.secretariat) parts.push_back(ViewTabs(locale, panel, filter, counts));
  parts.push_back(FilterForm(locale, panel, filter));
  if (page.members.empty()) {
    parts.push_back(html::Empty(locale.tr("Nobody here"),
                                IsFiltered(filter)
                                    ? locale.tr("Try fewer letters, or show all.")
                                    : locale.tr("Organisations apply on this page; the secretariat can "
                                                "register one that has no accounts here.")));
    return desk::PageResponse(context, options, html::Stack(parts));
  }
  html::PageLinks links;
  const std::string begin = ListHref(panel, filter);
  if (!after.empty()) links.first = begin;
  if (!page.next.empty())
    links.next = desk::WithArgument(begin, "cursor", desk::EncodeCursor(context.desk(), page.next));
  parts.push_back(
      html::Join(MemberTable(context, page, context.desk().clock().Now()), html::Pager(locale, links)));
  return desk::PageResponse(context, options, html::Stack(parts));
}

base::Result<net::Response> Apply(Services& services, Context& context) {
  TRY(context.Form());
  const Panel panel = TRY(PanelIn(services, context));
  const MemberId id = TRY(services.memberships.Apply(context.actor(), panel.id));
  return desk::RedirectWithFlash(
      context, MemberHref(id, "identity"),
      desk::LocaleOf(context).tr("Your application is begun. Nobody else sees it until you "
                                 "send it."));
}

Html NewForm(Context& context, const Panel& panel, const NewEntry& typed, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  Html fields =
      desk::TextField(locale.tr("Name"), {.name = "name", .value = typed.name, .required = true}, errors,
                      locale.tr("As it is written where the organisation is at home, in any script."));
  fields.Add(SelectField(locale.tr("Constituency"), "constituency", desk::OrgTypeChoices(locale),
                         desk::OrgTypeName(typed.constituency), errors));
  fields.Add(desk::TextField(locale.tr("Country"),
                             {.name = "country", .value = typed.country, .required = true}, errors,
                             locale.tr("Name or code")));
  fields.Add(html::Button(locale.tr("Register it")));
  return html::Stack(
      {errors.Summary(),
       html::Form({.action = InPanel("/members/new", panel), .csrf = context.csrf()}, fields)});
}

base::Result<net::Response> ShowNew(Services& services, Context& context, const NewEntry& typed,
                                    const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Panel panel = TRY(PanelIn(services, context));
  if (!Panels::Hosts(context.actor(), panel)) return Forbidden();
  desk::PageOptions options{
      .title = locale.tr("Register an organisation"),
      .subtitle = locale.tr("For one that has no accounts here: you keep its file for it."),
      .current = std::string(kHref),
      .crumbs = {{locale.tr("Members"), InPanel(std::string(kHref), panel)}},
      .status = errors.empty() ? 200 : 422};
  return desk::PageResponse(context, options, NewForm(context, panel, typed, errors));
}

base::Result<net::Response> AddNew(Services& services, Context& context) {
  TRY(context.Form());
  const Panel panel = TRY(PanelIn(services, context));
  NewEntry typed{.name = desk::FieldOf(context, "name"), .country = desk::FieldOf(context, "country")};
  typed.constituency =
      desk::OrgTypeNamed(desk::FieldOf(context, "constituency")).value_or(desk::OrgType::kCompany);
  const auto made = services.memberships.Register(context.actor(), panel.id, typed);
  if (made)
    return desk::RedirectWithFlash(context, MemberHref(*made, "identity"),
                                   desk::LocaleOf(context).tr("Registered."));
  desk::FormErrors errors(desk::LocaleOf(context));
  const bool country = made.error().external.find("country") != std::string::npos;
  TRY(errors.Take(country ? "country" : "name", made.error()));
  return ShowNew(services, context, typed, errors);
}

}  // namespace

void AddListPages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", kHref, Permission::kPanelRead,
          [&services](Context& context) { return List(services, context); });
  AddPage(desk, "POST", "/members/apply", Permission::kPanelTakePart,
          [&services](Context& context) { return Apply(services, context); });
  AddPage(desk, "GET", "/members/new", Permission::kPanelManage, [&services](Context& context) {
    return ShowNew(services, context, {}, desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", "/members/new", Permission::kPanelManage,
          [&services](Context& context) { return AddNew(services, context); });
  AddPanelNav(desk, {.part = NavPart::kPeople,
                     .place = 0,
                     .label = [](const html::Locale& locale) { return locale.tr("Members"); },
                     .href = "/members",
                     .whom = NavFor::kApplicants});
}

}  // namespace panel::members
