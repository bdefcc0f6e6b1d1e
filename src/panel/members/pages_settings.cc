// /settings/panel: the panel, its chapters, and what each has agreed on for its members.

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "panel/common/nav.h"
#include "panel/members/faces.h"
#include "panel/members/page_parts.h"
#include "panel/members/rules.h"
#include "panel/members/store.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

constexpr std::string_view kHref = "/settings/panel";

std::string KindWord(const html::Locale& locale, PanelKind kind) {
  switch (kind) {
    case PanelKind::kCountryChapter:
      return locale.tr("Chapter of a country");
    case PanelKind::kSectorChapter:
      return locale.tr("Chapter of a sector");
    default:
      return locale.tr("The panel");
  }
}

std::string ScopeWord(const html::Locale& locale, const Panel& panel) {
  if (panel.kind == PanelKind::kCountryChapter) return CountryWord(locale, panel.scope);
  return panel.kind == PanelKind::kSectorChapter ? SectorWord(locale, panel.scope) : "";
}

struct TypedPanel {
  std::string name;
  std::string slug;
  std::string parent;
  std::string country;
  std::string sector;
  std::string host;
};

Html PanelsTable(const Context& context, Services& services, const std::vector<Panel>& panels) {
  const html::Locale& locale = desk::LocaleOf(context);
  desk::TableMaker table({{locale.tr("Name")},
                          {locale.tr("Kind")},
                          {locale.tr("Of")},
                          {locale.tr("Secretariat")},
                          {locale.tr("Action")}});
  for (const Panel& panel : panels) {
    const auto host = services.seams.organisation(panel.host);
    table.Row(
        {html::Value(panel.name), KindWord(locale, panel.kind), ScopeWord(locale, panel),
         host ? html::Value(host->name) : Html("–"),
         Panels::Hosts(context.actor(), panel)
             ? desk::LinkTo(desk::WithArgument(std::string(kHref), "panel", panel.slug), locale.tr("Rules"))
             : Html("–")});
  }
  return table.Done(locale.tr("The panel and its chapters"));
}

// By the secretariat of the panel above; the first panel is made by who administers its host.
base::Result<Html> NewPanelForm(const Context& context, Services& services, const std::vector<Panel>& panels,
                                const TypedPanel& typed, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  std::vector<html::Choice> parents;
  for (const Panel& panel : panels)
    if (Panels::Hosts(context.actor(), panel)) parents.push_back({panel.id.text(), panel.name});
  if (!panels.empty() && parents.empty()) return Html();
  Html fields =
      desk::TextField(locale.tr("Name"), {.name = "name", .value = typed.name, .required = true}, errors);
  fields.Add(desk::TextField(locale.tr("Short name"), {.name = "slug", .value = typed.slug, .required = true},
                             errors, locale.tr("For addresses: small letters, digits and hyphens.")));
  if (!panels.empty()) {
    fields.Add(SelectField(locale.tr("Chapter of"), "parent", parents, typed.parent, errors));
    fields.Add(desk::TextField(locale.tr("Country"), {.name = "country", .value = typed.country}, errors,
                               locale.tr("Of a chapter of a country; leave empty for a sector.")));
    std::vector<html::Choice> sectors = SectorChoices(locale, true);
    sectors.insert(sectors.begin(), {"", "–"});
    fields.Add(SelectField(locale.tr("Sector"), "sector", sectors, typed.sector, errors));
  }
  std::vector<html::Choice> hosts;
  const desk::Organisation own = TRY(services.seams.organisation(context.org()));
  hosts.push_back({own.id.text(), own.name});
  // Whoever makes a chapter may give it to a member of the panel that has accounts here.
  constexpr std::int64_t kMostHosts = 200;
  for (const Panel& panel : panels) {
    if (!Panels::Hosts(context.actor(), panel)) continue;
    const std::vector<Member> members = TRY(services.seams.base.database.Read(
        [&](db::Transaction& tx) { return store::Choices(tx, panel.id, true, kMostHosts); }));
    for (const Member& member : members)
      if (member.org != own.id) hosts.push_back({member.org.text(), member.name});
  }
  fields.Add(SelectField(locale.tr("Secretariat"), "host", hosts, typed.host, errors));
  fields.Add(html::Button(panels.empty() ? locale.tr("Make the panel") : locale.tr("Make the chapter")));
  return html::Section(panels.empty() ? locale.tr("Make the panel") : locale.tr("New chapter"),
                       html::Form({.action = kHref, .csrf = context.csrf()}, fields));
}

base::Result<Html> RulesForm(const Context& context, Services& services, const Panel& panel,
                             const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const Rules rules =
      TRY(services.seams.base.database.Read([&](db::Transaction& tx) { return RulesOf(tx, panel.id); }));
  const auto number = [&](const std::string& label, std::string_view name, std::int64_t value,
                          std::string_view hint) {
    const std::string text = std::to_string(value);
    return desk::TextField(label, {.name = name, .type = html::InputType::kNumber, .value = text, .min = "0"},
                           errors, hint);
  };
  Html fields = desk::VersionField(rules.version);
  fields.Add(number(locale.tr("A verification counts for, years"), "verification_years",
                    rules.verification_years,
                    locale.tr("After them the secretariat is reminded to verify again.")));
  fields.Add(number(locale.tr("An admission counts for, months"), "term_months", rules.term_months,
                    locale.tr("0: without end")));
  fields.Add(number(locale.tr("Days to renew after its end"), "grace_days", rules.grace_days,
                    locale.tr("Then the membership lapses.")));
  fields.Add(html::Button(locale.tr("Save the rules")));
  return html::Section(locale.tr("Rules of {name}", {{"name", panel.name}}),
                       html::Form({.action = desk::WithArgument("/settings/panel/rules", "panel", panel.slug),
                                   .csrf = context.csrf()},
                                  fields));
}

base::Result<net::Response> Show(Services& services, Context& context, const TypedPanel& typed,
                                 const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::vector<Panel> panels = TRY(services.seams.panels.All());
  desk::PageOptions options{.title = locale.tr("The panel and its chapters"),
                            .current = std::string(kHref),
                            .status = errors.empty() ? 200 : 422};
  std::vector<Html> parts = {errors.Summary()};
  std::erase_if(parts, [](const Html& part) { return part.empty(); });
  if (panels.empty())
    parts.push_back(
        html::Empty(locale.tr("There is no panel yet"),
                    locale.tr("The panel is where companies, unions, non-governmental organisations, "
                              "governments and experts work together. Your organisation would be its "
                              "secretariat.")));
  else
    parts.push_back(PanelsTable(context, services, panels));
  const std::string_view chosen = context.Query("panel");
  for (const Panel& panel : panels)
    if (Panels::Hosts(context.actor(), panel) &&
        (panel.slug == chosen || (chosen.empty() && panel.parent.empty())))
      parts.push_back(TRY(RulesForm(context, services, panel, errors)));
  if (Html form = TRY(NewPanelForm(context, services, panels, typed, errors)); !form.empty())
    parts.push_back(form);
  return desk::PageResponse(context, options, html::Stack(parts));
}

base::Result<desk::OrgId> HostNamed(Services& services, std::string_view text) {
  const desk::OrgId id = TRY(desk::OrgId::Parse(text));
  return TRY(services.seams.organisation(id)).id;
}

base::Result<net::Response> Make(Services& services, Context& context) {
  TRY(context.Form());
  TypedPanel typed{desk::FieldOf(context, "name"),   desk::FieldOf(context, "slug"),
                   desk::FieldOf(context, "parent"), desk::FieldOf(context, "country"),
                   desk::FieldOf(context, "sector"), desk::FieldOf(context, "host")};
  desk::FormErrors errors(desk::LocaleOf(context));
  Panel panel{.slug = typed.slug, .name = typed.name, .host = context.org()};
  if (!typed.host.empty()) panel.host = TRY(HostNamed(services, typed.host));
  if (!typed.parent.empty()) {
    panel.parent = TRY(PanelId::Parse(typed.parent));
    panel.kind = typed.country.empty() ? PanelKind::kSectorChapter : PanelKind::kCountryChapter;
    panel.scope = typed.country.empty() ? typed.sector : std::string(entity::CountryCode(typed.country));
  }
  const auto made = services.seams.panels.Create(context.actor(), panel);
  if (made) return desk::RedirectWithFlash(context, kHref, desk::LocaleOf(context).tr("Made."));
  const std::string& words = made.error().external;
  const bool country = words.find("country") != std::string::npos,
             slug = words.find("short name") != std::string::npos ||
                    words.find("small letters") != std::string::npos;
  TRY(errors.Take(country ? "country" : slug ? "slug" : "name", made.error()));
  return Show(services, context, typed, errors);
}

base::Result<net::Response> SaveRules(Services& services, Context& context) {
  TRY(context.Form());
  const Panel panel = TRY(PanelIn(services, context));
  const auto number = [&](std::string_view name) {
    return desk::WholeNumber(desk::FieldOf(context, name)).value_or(-1);
  };
  const Rules rules{number("verification_years"), number("term_months"), number("grace_days"),
                    VersionIn(context)};
  const base::Status set = SetRules(services.seams, context.actor(), panel.id, rules);
  if (set)
    return desk::RedirectWithFlash(context, desk::WithArgument(std::string(kHref), "panel", panel.slug),
                                   desk::LocaleOf(context).tr("Saved."));
  desk::FormErrors errors(desk::LocaleOf(context));
  const std::string& words = set.error().external;
  const bool years = words.find("verification") != std::string::npos,
             term = words.find("months") != std::string::npos;
  TRY(errors.Take(years ? "verification_years" : term ? "term_months" : "grace_days", set.error()));
  return Show(services, context, {}, errors);
}

}  // namespace

void AddSettingsPages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", kHref, Permission::kPanelManage, [&services](Context& context) {
    return Show(services, context, {}, desk::FormErrors(desk::LocaleOf(context)));
  });
  AddPage(desk, "POST", kHref, Permission::kPanelManage,
          [&services](Context& context) { return Make(services, context); });
  AddPage(desk, "POST", "/settings/panel/rules", Permission::kPanelManage,
          [&services](Context& context) { return SaveRules(services, context); });
  AddPanelNav(desk, {.part = NavPart::kPeople,
                     .place = 4,
                     .label = [](const html::Locale& locale) { return locale.tr("Panel and chapters"); },
                     .href = std::string(kHref),
                     .whom = NavFor::kFounders,
                     .permission = Permission::kPanelManage});
}

}  // namespace panel::members
