#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/roles_form.h"
#include "desk/people/words.h"
#include "desk/tr.h"
#include "desk/web/confirm.h"
#include "html/console_components.h"
#include "html/names.h"

namespace desk {

namespace {

html::Html MembersTable(const html::Locale& locale,
                        const std::vector<std::pair<Person, std::vector<Role>>>& members) {
  const std::vector<html::Column> columns = {
      {locale.tr("Name")}, {locale.tr("E-mail")}, {locale.tr("Roles")}, {locale.tr("State")}};
  html::Html rows;
  for (const auto& [person, roles] : members) {
    const html::Html name = html::Value(person.name.empty() ? person.email : person.name);
    const html::Html state = person.active ? html::Badge(html::Mark::kOk, locale.tr("Active"))
                                           : html::Badge(html::Mark::kPlain, locale.tr("Shut out"));
    rows.Add(
        html::TableRow(columns, {html::El("a", {html::Href("/people/" + person.id.text())}, name),
                                 html::Value(person.email), html::Html(RoleWords(locale, roles)), state}));
  }
  return html::Table("data", locale.tr("People of this organisation"), columns, rows);
}

html::Html InvitationsTable(const Context& context, const html::Locale& locale,
                            const std::vector<Invitation>& invitations) {
  const std::vector<html::Column> columns = {
      {locale.tr("E-mail")}, {locale.tr("Roles")}, {locale.tr("Good until")}, {locale.tr("Action")}};
  html::Html rows;
  for (const Invitation& invitation : invitations)
    rows.Add(html::TableRow(
        columns, {html::Value(invitation.email), html::Html(RoleWords(locale, invitation.roles)),
                  html::Html(locale.ShortDate(invitation.expires.ms)),
                  html::PostButton(locale.tr("Withdraw"),
                                   fmt::format("/people/invitations/{}/withdraw", invitation.id),
                                   context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"})}));
  return html::Table("data", locale.tr("Open invitations"), columns, rows);
}

struct Invite {
  std::string email;
  std::vector<Role> roles = {Role::kAnalyst};
};

base::Result<net::Response> PeoplePage(Context& context, const Invite& typed, const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  People& people = context.desk().people();
  const auto members = TRY(people.Members(context.org()));
  const std::vector<Invitation> invitations = TRY(people.Invitations(context.org()));
  const html::Html open = invitations.empty() ? html::Html() : InvitationsTable(context, locale, invitations);
  const html::Html form = html::Form(
      {.action = "/people/invite", .csrf = context.csrf()},
      html::Join(
          TextField(
              locale.tr("E-mail"),
              {.name = "email", .type = html::InputType::kEmail, .value = typed.email, .required = true},
              errors),
          RoleBoxes(locale, typed.roles, errors), html::Button(locale.tr("Invite"))));
  const html::Html main = html::Stack({errors.Summary(), MembersTable(locale, members), open,
                                       html::Section(locale.tr("Invite somebody"), form)});
  return PageResponse(context,
                      {.title = locale.tr("People"),
                       .subtitle = locale.tr("Who works here and what each may do"),
                       .current = "/people",
                       .status = errors.empty() ? 200 : 422},
                      main);
}

base::Result<net::Response> ServePeople(Context& context) {
  return PeoplePage(context, {}, FormErrors(LocaleOf(context)));
}

base::Result<net::Response> PostInvite(Context& context) {
  Invite typed{.email = FieldOf(context, "email"), .roles = TRY(RolesIn(context))};
  FormErrors errors(LocaleOf(context));
  People& people = context.desk().people();
  if (typed.roles.empty()) errors.Add("role", tr("Choose at least one role."));
  if (errors.empty()) {
    base::Result<People::NewInvitation> made =
        people.Invite(context.actor(), context.org(), typed.email, typed.roles);
    if (made.has_value())
      return InvitedPage(context, *made, TRY(people.GetOrganisation(context.org())).name, "/people");
    TRY(errors.Take(made.error().code == base::Code::kForbidden ? "role" : "email", made.error()));
  }
  return PeoplePage(context, typed, errors);
}

base::Result<net::Response> PostWithdraw(Context& context) {
  TRY(context.desk().people().Withdraw(context.actor(), context.org(), context.Path("id")));
  return RedirectWithFlash(context, "/people", LocaleOf(context).tr("The invitation is withdrawn."));
}

// The member of this organisation that the path names.
base::Result<std::pair<Person, std::vector<Role>>> MemberIn(Context& context) {
  const std::string_view id = context.Path("id");
  auto members = TRY(context.desk().people().Members(context.org()));
  for (auto& member : members)
    if (member.first.id.text() == id) return std::move(member);
  return base::NotFound(tr("There is no such person in this organisation."));
}

base::Result<net::Response> PersonPage(Context& context, const std::pair<Person, std::vector<Role>>& member,
                                       const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  const auto& [person, roles] = member;
  const std::string here = "/people/" + person.id.text();
  const html::Html facts = html::Facts({{locale.tr("E-mail"), html::Value(person.email)},
                                        {locale.tr("Since"), locale.Date(person.created.ms)}});
  const html::Html form =
      html::Form({.action = here + "/roles", .csrf = context.csrf()},
                 html::Join(RoleBoxes(locale, roles, errors), html::Button(locale.tr("Save"))));
  const html::Html remove =
      html::Join(html::El("p", locale.tr("The account stays, and decisions already made stay in the log. "
                                         "Sessions in this organisation end.")),
                 html::PostButton(locale.tr("Remove from the organisation"), here + "/remove", context.csrf(),
                                  {.kind = html::ButtonKind::kStop}));
  PageOptions options{.title = person.name.empty() ? person.email : person.name,
                      .current = "/people",
                      .status = errors.empty() ? 200 : 422};
  return PageResponse(
      context, options,
      html::Stack({errors.Summary(), facts, form, html::Section(locale.tr("Remove"), remove)}));
}

base::Result<net::Response> ServePerson(Context& context) {
  return PersonPage(context, TRY(MemberIn(context)), FormErrors(LocaleOf(context)));
}

base::Result<net::Response> ChangeRoles(Context& context, const std::vector<Role>& roles,
                                        std::string_view said) {
  auto member = TRY(MemberIn(context));
  FormErrors errors(LocaleOf(context));
  const base::Status done =
      context.desk().people().SetRoles(context.actor(), context.org(), member.first.id, roles);
  if (done.has_value()) return RedirectWithFlash(context, "/people", said);
  TRY(errors.Take("role", done.error()));
  if (!roles.empty()) member.second = roles;
  return PersonPage(context, member, errors);
}

base::Result<net::Response> PostRoles(Context& context) {
  const std::vector<Role> roles = TRY(RolesIn(context));
  if (!roles.empty()) return ChangeRoles(context, roles, LocaleOf(context).tr("The roles are saved."));
  FormErrors errors(LocaleOf(context));
  errors.Add("role", tr("Choose at least one role."));
  return PersonPage(context, TRY(MemberIn(context)), errors);
}

base::Result<net::Response> PostRemove(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const auto member = TRY(MemberIn(context));
  const std::string& name = member.first.name.empty() ? member.first.email : member.first.name;
  auto asked = TRY(
      AskFirst(context, {.title = locale.tr("Remove {name} from the organisation?", {{"name", name}}),
                         .meaning = locale.tr("Sessions in this organisation end at once, and with its vault "
                                              "keys goes what was sealed to this person alone: nobody can "
                                              "open that again. A new invitation brings the person back, "
                                              "without those keys."),
                         .verb = locale.tr("Remove from the organisation"),
                         .back = "/people/" + member.first.id.text(),
                         .current = "/people"}));
  if (asked) return *std::move(asked);
  return ChangeRoles(context, {}, LocaleOf(context).tr("The person is no longer a member."));
}

}  // namespace

void RegisterPeoplePages(Desk& desk) {
  constexpr Permission kPermission = Permission::kPeopleManage;
  desk.AddNav({.permission = kPermission, .order = 84, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Organisation"), .label = locale.tr("People"), .href = "/people"};
               }});
  Router& router = desk.router();
  router.Add({.method = "GET", .pattern = "/people", .permission = kPermission, .handler = ServePeople});
  router.Add(
      {.method = "POST", .pattern = "/people/invite", .permission = kPermission, .handler = PostInvite});
  router.Add({.method = "POST",
              .pattern = "/people/invitations/{id}/withdraw",
              .permission = kPermission,
              .handler = PostWithdraw});
  router.Add({.method = "GET", .pattern = "/people/{id}", .permission = kPermission, .handler = ServePerson});
  router.Add(
      {.method = "POST", .pattern = "/people/{id}/roles", .permission = kPermission, .handler = PostRoles});
  router.Add(
      {.method = "POST", .pattern = "/people/{id}/remove", .permission = kPermission, .handler = PostRemove});
}

}  // namespace desk
