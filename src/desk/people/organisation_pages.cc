// For whoever operates the installation: its organisations. And for everybody: changing to another one of
// one's own.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/roles_form.h"
#include "desk/people/words.h"
#include "desk/signin/signin.h"
#include "desk/tr.h"
#include "html/console_components.h"
#include "html/names.h"

namespace desk {

namespace {

struct Typed {
  std::string slug;
  std::string name;
  std::string type = "company";
  std::string country;
};

html::Html OrganisationsTable(const html::Locale& locale, const std::vector<Organisation>& all) {
  const std::vector<html::Column> columns = {{locale.tr("Name")},
                                             {locale.tr("Short name")},
                                             {locale.tr("Kind")},
                                             {locale.tr("Country")},
                                             {locale.tr("State")}};
  html::Html rows;
  for (const Organisation& one : all)
    rows.Add(html::TableRow(
        columns, {html::El("a", {html::Href("/organisations/" + one.id.text())}, html::Value(one.name)),
                  html::El("code", one.slug), html::Html(OrgTypeWord(locale, one.type)),
                  html::Html(one.country.empty() ? "–" : one.country),
                  one.active ? html::Badge(html::Mark::kOk, locale.tr("Open"))
                             : html::Badge(html::Mark::kPlain, locale.tr("Closed"))}));
  return html::Table("data", locale.tr("Organisations of this installation"), columns, rows);
}

// What a new and an existing organisation have in common.
html::Html CommonFields(const html::Locale& locale, const Typed& typed, const FormErrors& errors) {
  return html::Join(
      TextField(
          locale.tr("Name"),
          {.name = "name", .value = typed.name, .required = true, .max_length = base::kMaxDisplayNameBytes},
          errors),
      html::Field({.control_id = "type", .label = locale.tr("Kind"), .hint = {}, .error = {}},
                  html::Select("type", OrgTypeChoices(locale), typed.type)),
      TextField(locale.tr("Country"), {.name = "country", .value = typed.country, .max_length = 2}, errors,
                locale.tr("Two small letters, for example kr; may be empty")));
}

base::Result<net::Response> ListPage(Context& context, const Typed& typed, const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  const std::vector<Organisation> all = TRY(context.desk().people().Organisations());
  const html::Html form = html::Form(
      {.action = "/organisations", .csrf = context.csrf()},
      html::Join(TextField(locale.tr("Short name"),
                           {.name = "slug", .value = typed.slug, .required = true, .max_length = 63}, errors,
                           locale.tr("Small letters, digits and hyphens; cannot be changed later")),
                 CommonFields(locale, typed, errors), html::Button(locale.tr("Add the organisation"))));
  return PageResponse(context,
                      {.title = locale.tr("Organisations"),
                       .current = "/organisations",
                       .status = errors.empty() ? 200 : 422},
                      html::Stack({errors.Summary(), OrganisationsTable(locale, all),
                                   html::Section(locale.tr("New organisation"), form)}));
}

base::Result<net::Response> ServeList(Context& context) {
  return ListPage(context, {}, FormErrors(LocaleOf(context)));
}

Typed TypedIn(Context& context) {
  return {.slug = FieldOf(context, "slug"),
          .name = FieldOf(context, "name"),
          .type = FieldOf(context, "type"),
          .country = FieldOf(context, "country")};
}

// To which field an error of the service belongs.
std::string_view FieldFor(const base::Error& error) {
  if (error.external.starts_with("The country")) return "country";
  return error.external.find("short name") == std::string::npos ? "name" : "slug";
}

base::Result<net::Response> PostNew(Context& context) {
  const Typed typed = TypedIn(context);
  FormErrors errors(LocaleOf(context));
  const std::optional<OrgType> type = OrgTypeNamed(typed.type);
  if (!type) return base::Invalid(tr("There is no such kind of organisation."));
  const auto made = context.desk().people().CreateOrganisation(context.actor(), typed.slug, typed.name, *type,
                                                               typed.country);
  if (made.has_value())
    return RedirectWithFlash(
        context, "/organisations/" + made->text(),
        LocaleOf(context).tr("The organisation is added. Invite its first administrator."));
  TRY(errors.Take(FieldFor(made.error()), made.error()));
  return ListPage(context, typed, errors);
}

base::Result<Organisation> OrganisationIn(Context& context) {
  return context.desk().people().GetOrganisation(TRY(OrgId::Parse(context.Path("id"))));
}

html::Html MembersTable(const Context& context, const html::Locale& locale, const OrgId& org,
                        const std::vector<std::pair<Person, std::vector<Role>>>& members) {
  const std::vector<html::Column> columns = {
      {locale.tr("E-mail")}, {locale.tr("Roles")}, {locale.tr("Action")}};
  html::Html rows;
  for (const auto& [person, roles] : members) {
    const std::string action =
        fmt::format("/organisations/{}/people/{}/active", org.text(), person.id.text());
    const html::ButtonOptions button{.name = "active",
                                     .value = person.active ? "no" : "yes",
                                     .kind = html::ButtonKind::kQuiet,
                                     .css = "small"};
    rows.Add(html::TableRow(
        columns, {html::Value(person.email), html::Html(RoleWords(locale, roles)),
                  html::PostButton(person.active ? locale.tr("Shut out") : locale.tr("Let in again"), action,
                                   context.csrf(), button)}));
  }
  return html::Table("data", locale.tr("People of this organisation"), columns, rows);
}

base::Result<net::Response> OnePage(Context& context, const Organisation& organisation, const Typed& typed,
                                    std::string_view email, const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  const std::string here = "/organisations/" + organisation.id.text();
  const auto members = TRY(context.desk().people().Members(organisation.id));
  const html::Html form =
      html::Form({.action = here, .csrf = context.csrf()},
                 html::Join(CommonFields(locale, typed, errors), html::Button(locale.tr("Save")),
                            html::Button(organisation.active ? locale.tr("Close the organisation")
                                                             : locale.tr("Open the organisation"),
                                         {.name = "active",
                                          .value = organisation.active ? "no" : "yes",
                                          .kind = html::ButtonKind::kQuiet})));
  const html::Html invite = html::Form(
      {.action = here + "/invite", .csrf = context.csrf()},
      html::Join(
          TextField(locale.tr("E-mail"),
                    {.name = "email", .type = html::InputType::kEmail, .value = email, .required = true},
                    errors),
          html::Button(locale.tr("Invite as administrator"), {.kind = html::ButtonKind::kQuiet})));
  html::Html list = members.empty() ? html::Html() : MembersTable(context, locale, organisation.id, members);
  return PageResponse(context,
                      {.title = organisation.name,
                       .subtitle = organisation.slug,
                       .current = "/organisations",
                       .status = errors.empty() ? 200 : 422},
                      html::Stack({errors.Summary(), form, list,
                                   html::Section(locale.tr("Invite an administrator"), invite)}));
}

Typed TypedFrom(const Organisation& organisation) {
  return {.slug = organisation.slug,
          .name = organisation.name,
          .type = std::string(OrgTypeName(organisation.type)),
          .country = organisation.country};
}

base::Result<net::Response> ServeOne(Context& context) {
  const Organisation organisation = TRY(OrganisationIn(context));
  return OnePage(context, organisation, TypedFrom(organisation), {}, FormErrors(LocaleOf(context)));
}

base::Result<net::Response> PostOne(Context& context) {
  const Organisation organisation = TRY(OrganisationIn(context));
  const Typed typed = TypedIn(context);
  FormErrors errors(LocaleOf(context));
  const std::optional<OrgType> type = OrgTypeNamed(typed.type);
  if (!type) return base::Invalid(tr("There is no such kind of organisation."));
  Organisation changed = organisation;
  changed.name = typed.name;
  changed.type = *type;
  changed.country = typed.country;
  if (const std::string active = FieldOf(context, "active"); !active.empty())
    changed.active = active == "yes";
  const base::Status done = context.desk().people().UpdateOrganisation(context.actor(), changed);
  if (done.has_value())
    return RedirectWithFlash(context, context.request().path, LocaleOf(context).tr("Saved."));
  TRY(errors.Take(FieldFor(done.error()), done.error()));
  return OnePage(context, organisation, typed, {}, errors);
}

base::Result<net::Response> PostInvite(Context& context) {
  const Organisation organisation = TRY(OrganisationIn(context));
  const std::string email = FieldOf(context, "email");
  const auto made = context.desk().people().Invite(context.actor(), organisation.id, email, {Role::kAdmin});
  if (made.has_value()) return InvitedPage(context, *made, organisation.name, "/organisations");
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take("email", made.error()));
  return OnePage(context, organisation, TypedFrom(organisation), email, errors);
}

base::Result<net::Response> PostActive(Context& context) {
  const Organisation organisation = TRY(OrganisationIn(context));
  const PersonId person = TRY(PersonId::Parse(context.Path("person")));
  TRY(context.desk().people().SetPersonActive(context.actor(), person, FieldOf(context, "active") == "yes"));
  return RedirectWithFlash(context, "/organisations/" + organisation.id.text(),
                           LocaleOf(context).tr("Saved."));
}

// The switcher in the top bar.
base::Result<net::Response> PostSwitch(Context& context) {
  const Organisation organisation =
      TRY(context.desk().people().OrganisationBySlug(FieldOf(context, "organisation")));
  TRY(context.desk().sign_in().SwitchOrganisation(context.actor(), organisation.id));
  return net::Redirect(303, "/");
}

}  // namespace

void RegisterOrganisationPages(Desk& desk) {
  constexpr Permission kPermission = Permission::kInstallationManage;
  desk.AddNav({.permission = kPermission, .order = 120, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Installation"),
                                      .label = locale.tr("Organisations"),
                                      .href = "/organisations"};
               }});
  Router& router = desk.router();
  router.Add({.method = "GET", .pattern = "/organisations", .permission = kPermission, .handler = ServeList});
  router.Add({.method = "POST", .pattern = "/organisations", .permission = kPermission, .handler = PostNew});
  router.Add(
      {.method = "GET", .pattern = "/organisations/{id}", .permission = kPermission, .handler = ServeOne});
  router.Add(
      {.method = "POST", .pattern = "/organisations/{id}", .permission = kPermission, .handler = PostOne});
  router.Add({.method = "POST",
              .pattern = "/organisations/{id}/invite",
              .permission = kPermission,
              .handler = PostInvite});
  router.Add({.method = "POST",
              .pattern = "/organisations/{id}/people/{person}/active",
              .permission = kPermission,
              .handler = PostActive});
  router.Add({.method = "POST",
              .pattern = "/organisation",
              .permission = Permission::kSignedIn,
              .handler = PostSwitch});
}

}  // namespace desk
