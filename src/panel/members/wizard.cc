#include "panel/members/wizard.h"

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/words.h"
#include "entity/entity.h"
#include "panel/members/faces.h"
#include "panel/members/words.h"

namespace panel::members {
namespace {

using desk::Context;
using desk::Permission;
using html::El;
using html::Html;

Profile TypedFacts(Context& context) {
  Profile facts;
  facts.name = desk::FieldOf(context, "name");
  facts.constituency =
      desk::OrgTypeNamed(desk::FieldOf(context, "constituency")).value_or(desk::OrgType::kCompany);
  facts.country = desk::FieldOf(context, "country");
  facts.sectors = desk::FieldsOf(context, "sector");
  facts.registration = desk::FieldOf(context, "registration");
  facts.website = desk::FieldOf(context, "website");
  facts.purpose = desk::FieldOf(context, "purpose");
  facts.safeguards = desk::FieldOf(context, "safeguards");
  facts.version = VersionIn(context);
  return facts;
}

// Three selects rather than a list of 109 boxes.
Html SectorFields(const html::Locale& locale, const Profile& facts, const desk::FormErrors& errors) {
  constexpr std::size_t kShown = 3;
  std::vector<html::Choice> choices = SectorChoices(locale, true);
  choices.insert(choices.begin(), {"", "–"});
  Html fields;
  for (std::size_t i = 0; i < std::max(kShown, facts.sectors.size()); ++i) {
    const std::string id = "sector-" + std::to_string(i + 1);
    const std::string label = locale.tr("Sector {n}", {{"n", std::to_string(i + 1)}});
    const std::string_view chosen = i < facts.sectors.size() ? std::string_view(facts.sectors[i]) : "";
    fields.Add(html::Field({.control_id = id, .label = label, .error = i == 0 ? errors.Of("sector") : ""},
                           html::Select("sector", choices, chosen, id)));
  }
  return fields;
}

Html FactsForm(const WizardPage& page, const Profile& facts) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const desk::FormErrors& errors = page.errors;
  Html who =
      desk::TextField(locale.tr("Name"), {.name = "name", .value = facts.name, .required = true}, errors,
                      locale.tr("As it is written where the organisation is at home, in any script."));
  who.Add(SelectField(locale.tr("Constituency"), "constituency", desk::OrgTypeChoices(locale),
                      desk::OrgTypeName(facts.constituency), errors,
                      locale.tr("Which side of the table you speak for.")));
  const std::string_view country = entity::CountryName(facts.country);
  who.Add(desk::TextField(locale.tr("Country"), {.name = "country", .value = country, .required = true},
                          errors, locale.tr("Name or code")));
  who.Add(desk::TextField(locale.tr("Registration"), {.name = "registration", .value = facts.registration},
                          errors, locale.tr("Number and register; or which law or treaty founded you.")));
  who.Add(desk::TextField(locale.tr("Link"),
                          {.name = "website", .type = html::InputType::kUrl, .value = facts.website}, errors,
                          locale.tr("Your own site, beginning with https://")));
  Html what = SectorFields(locale, facts, errors);
  what.Add(AreaField(locale.tr("What it does"), "purpose", facts.purpose, 4, errors,
                     locale.tr("Purpose and work, in a few sentences.")));
  what.Add(AreaField(
      locale.tr("Safeguards"), "safeguards", facts.safeguards, 5, errors,
      locale.tr("How you guard against fraud, against sexual exploitation and abuse, against fees paid "
                "by workers, and how people can complain without fear.")));
  return html::Form(
      {.action = MemberHref(page.detail.access.member().id, "identity"), .csrf = page.context.csrf()},
      html::Join(desk::VersionField(page.file.profile.version),
                 html::SideBySide(html::Columns::kEven, html::Section(locale.tr("Who you are"), who),
                                  html::Section(locale.tr("What you do"), what)),
                 html::Button(locale.tr("Save and go on"))));
}

Html NamesPart(const WizardPage& page) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html content =
      El("p", {{"class", "muted"}},
         locale.tr("Former names, other spellings and scripts: by them you are found, and compared with the "
                   "watch lists."));
  if (!page.file.names.empty()) {
    desk::TableMaker table({{locale.tr("Name")}, {locale.tr("Kind")}, {locale.tr("Action")}});
    for (const OtherName& name : page.file.names)
      table.Row({html::Value(name.text), NameKindWord(locale, name.kind),
                 RemoveButton(page, WizardStep::kIdentity, name.id, name.text)});
    content.Add(table.Done(locale.tr("Other names")));
  }
  Html fields = desk::TextField(locale.tr("Another name"), {.name = "other_name"}, page.errors);
  fields.Add(SelectField(locale.tr("Kind"), "kind", Choices<NameKind>(locale, NameKindName, NameKindWord),
                         "former", page.errors));
  fields.Add(html::Button(locale.tr("Add the name"), {.kind = html::ButtonKind::kQuiet}));
  content.Add(html::Form({.action = MemberHref(page.detail.access.member().id, "names"),
                          .csrf = page.context.csrf(),
                          .css = "filters"},
                         fields));
  return html::Section(locale.tr("Other names"), content);
}

net::Response ShowIdentity(const WizardPage& page, const Profile& facts) {
  return WizardResponse(page, WizardStep::kIdentity, html::Stack({FactsForm(page, facts), NamesPart(page)}));
}

// To which field an error of the service belongs.
std::string_view FieldFor(const base::Error& error) {
  const std::string& words = error.external;
  if (words.find("country") != std::string::npos) return "country";
  if (words.find("link") != std::string::npos) return "website";
  if (words.find("ISIC") != std::string::npos) return "sector";
  return error.code == base::Code::kConflict ? "" : "name";
}

base::Result<net::Response> SaveIdentity(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  Profile facts = TypedFacts(context);
  const base::Status saved = services.profiles.SaveFacts(context.actor(), id, facts);
  if (saved)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kPeople),
                                   desk::LocaleOf(context).tr("Saved."));
  TRY(page.errors.Take(FieldFor(saved.error()), saved.error()));
  return ShowIdentity(page, facts);
}

base::Result<net::Response> AddName(Services& services, Context& context) {
  TRY(context.Form());
  WizardPage page = TRY(OpenWizard(services, context));
  const MemberId& id = page.detail.access.member().id;
  const base::Status added = services.profiles.AddName(
      context.actor(), id, NameKindNamed(desk::FieldOf(context, "kind")).value_or(NameKind::kOther),
      desk::FieldOf(context, "other_name"));
  if (added)
    return desk::RedirectWithFlash(context, StepHref(id, WizardStep::kIdentity),
                                   desk::LocaleOf(context).tr("Added."));
  TRY(page.errors.Take("other_name", added.error()));
  return ShowIdentity(page, page.file.profile);
}

base::Result<net::Response> Remove(Services& services, Context& context) {
  TRY(context.Form());
  const MemberId id = TRY(MemberIn(context));
  const RowId row = TRY(RowId::Parse(desk::FieldOf(context, "row")));
  TRY(services.profiles.Remove(context.actor(), id, row));
  // Only a page of the application is gone back to.
  const std::string step = desk::FieldOf(context, "step");
  std::string back = "application";
  for (std::size_t i = 0; i < static_cast<std::size_t>(WizardStep::kCount); ++i)
    if (step == WizardStepName(static_cast<WizardStep>(i))) back = step;
  return desk::RedirectWithFlash(context, MemberHref(id, back), desk::LocaleOf(context).tr("Removed."));
}

}  // namespace

base::Result<WizardPage> OpenWizard(Services& services, Context& context) {
  const MemberId id = TRY(MemberIn(context));
  MemberDetail detail = TRY(services.memberships.Detail(context.actor(), id));
  if (!detail.access.MayEdit()) return Forbidden();
  if (detail.access.membership.profile.empty())
    return base::NotFound(desk::LocaleOf(context).tr("This member has no application to change."));
  File file = TRY(services.profiles.Get(context.actor(), id));
  return WizardPage{context, services, std::move(detail), std::move(file),
                    desk::FormErrors(desk::LocaleOf(context))};
}

std::string StepHref(const MemberId& id, WizardStep step) {
  return MemberHref(id, step == WizardStep::kSend ? std::string_view("application") : WizardStepName(step));
}

net::Response WizardResponse(const WizardPage& page, WizardStep step, const Html& content) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const Access& access = page.detail.access;
  std::vector<html::WizardStep> steps;
  for (std::size_t i = 0; i < static_cast<std::size_t>(WizardStep::kCount); ++i) {
    const WizardStep one = static_cast<WizardStep>(i);
    const std::vector<Missing>& missing = page.detail.assessment.missing;
    const std::int64_t lacks =
        std::count_if(missing.begin(), missing.end(), [&](const Missing& item) { return item.step == one; });
    std::string label = StepWord(locale, one);
    if (lacks > 0) label += " · " + locale.ntr("{n} missing", "{n} missing", lacks);
    steps.push_back({label, StepHref(access.member().id, one)});
  }
  desk::PageOptions options{.title = StepWord(locale, step),
                            .subtitle = access.member().name + " · " + access.panel.name,
                            .current = "/members",
                            .crumbs = {{locale.tr("Members"), InPanel("/members", access.panel)},
                                       {access.member().name, MemberHref(access.member().id)}},
                            .badges = StateBadge(locale, access.member().state),
                            .status = page.errors.empty() ? 200 : 422};
  return desk::PageResponse(page.context, options,
                            html::Stack({html::Steps(locale, steps, static_cast<std::size_t>(step)),
                                         html::Join(page.errors.Summary(), content)}));
}

Html RemoveButton(const WizardPage& page, WizardStep step, const RowId& row, std::string_view what) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  Html button = html::Button(locale.tr("Remove"), {.kind = html::ButtonKind::kQuiet, .css = "small"});
  return html::Form({.action = MemberHref(page.detail.access.member().id, "remove"),
                     .csrf = page.context.csrf(),
                     .label = locale.tr("Remove {name}", {{"name", what}})},
                    html::Join(desk::HiddenField("row", row.text()),
                               desk::HiddenField("step", WizardStepName(step)), button));
}

Html OnLink(const WizardPage& page, WizardStep step) {
  const html::Locale& locale = desk::LocaleOf(page.context);
  const WizardStep next = static_cast<WizardStep>(static_cast<std::size_t>(step) + 1);
  const auto& missing = page.detail.assessment.missing;
  const bool done =
      std::none_of(missing.begin(), missing.end(), [&](const Missing& one) { return one.step == step; });
  return El("p", html::LinkButton(locale.tr("Go on: {step}", {{"step", StepWord(locale, next)}}),
                                  StepHref(page.detail.access.member().id, next),
                                  done ? html::ButtonKind::kMain : html::ButtonKind::kQuiet));
}

void AddWizardPages(desk::Desk& desk, Services& services) {
  AddPage(desk, "GET", "/members/{id}/identity", Permission::kPanelTakePart,
          [&services](Context& context) -> base::Result<net::Response> {
            const WizardPage page = TRY(OpenWizard(services, context));
            return ShowIdentity(page, page.file.profile);
          });
  AddPage(desk, "POST", "/members/{id}/identity", Permission::kPanelTakePart,
          [&services](Context& context) { return SaveIdentity(services, context); });
  AddPage(desk, "POST", "/members/{id}/names", Permission::kPanelTakePart,
          [&services](Context& context) { return AddName(services, context); });
  AddPage(desk, "POST", "/members/{id}/remove", Permission::kPanelTakePart,
          [&services](Context& context) { return Remove(services, context); });
  AddPeoplePages(desk, services);
  AddOwnerPages(desk, services);
  AddEntryPages(desk, services);
}

}  // namespace panel::members
