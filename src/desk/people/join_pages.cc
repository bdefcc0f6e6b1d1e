// Accepting an invitation. Whoever has the address may: it was sent to one person and is good once.

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/fields.h"
#include "desk/people/words.h"
#include "desk/tr.h"

namespace desk {

namespace {

base::Result<net::Response> JoinPage(Context& context, const Invitation& invitation, std::string_view name,
                                     const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  People& people = context.desk().people();
  const Organisation organisation = TRY(people.GetOrganisation(invitation.org));
  const bool known = people.PersonByEmail(invitation.email).has_value();
  html::Html fields;
  if (!known) {
    fields.Add(TextField(locale.tr("Your name"),
                         {.name = "name",
                          .value = name,
                          .autocomplete = "name",
                          .required = true,
                          .max_length = base::kMaxDisplayNameBytes},
                         errors, locale.tr("As colleagues see it")));
    fields.Add(TextField(
        locale.tr("Password"), {.name = "password", .type = html::InputType::kNewPassword, .required = true},
        errors, locale.tr("At least 12 characters. Several words in a row are easy to remember.")));
  }
  fields.Add(html::Button(known ? locale.tr("Join") : locale.tr("Make my account and join")));
  html::Html main = errors.Summary();
  main.Add(html::El("p", locale.tr("{organisation} invites {email}. Your roles: {roles}.",
                                   {{"organisation", organisation.name},
                                    {"email", invitation.email},
                                    {"roles", RoleWords(locale, invitation.roles)}})));
  main.Add(html::Form({.action = context.request().path, .csrf = context.csrf()}, fields));
  return PageResponse(context,
                      {.title = locale.tr("Join {organisation}", {{"organisation", organisation.name}}),
                       .status = errors.empty() ? 200 : 422},
                      main);
}

base::Result<net::Response> ServeJoin(Context& context) {
  const Invitation invitation = TRY(context.desk().people().InvitationByToken(context.Path("token")));
  return JoinPage(context, invitation, {}, FormErrors(LocaleOf(context)));
}

base::Result<net::Response> PostJoin(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  People& people = context.desk().people();
  const Invitation invitation = TRY(people.InvitationByToken(context.Path("token")));
  const std::string name = FieldOf(context, "name");
  const std::string password = FieldOf(context, "password");
  FormErrors errors(locale);
  if (!people.PersonByEmail(invitation.email).has_value()) {
    const base::Result<std::string> checked = NormaliseName(name);
    if (!checked.has_value()) TRY(errors.Take("name", checked.error()));
    if (checked.has_value() && checked->empty()) errors.Add("name", tr("Your name is needed."));
    if (const base::Status good = CheckNewPassword(password, invitation.email); !good.has_value())
      TRY(errors.Take("password", good.error()));
  }
  if (!errors.empty()) return JoinPage(context, invitation, name, errors);
  TRY(people.Accept(context.Path("token"), name, password));
  return RedirectWithFlash(context, context.actor().Can(Permission::kSignedIn) ? "/" : "/sign-in",
                           locale.tr("You have joined. Sign in to begin."));
}

}  // namespace

void RegisterJoinPages(Desk& desk) {
  desk.router().Add(
      {.method = "GET", .pattern = "/join/{token}", .permission = Permission::kPublic, .handler = ServeJoin});
  desk.router().Add(
      {.method = "POST", .pattern = "/join/{token}", .permission = Permission::kPublic, .handler = PostJoin});
}

}  // namespace desk
