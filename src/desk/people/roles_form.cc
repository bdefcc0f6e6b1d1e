#include "desk/people/roles_form.h"

#include "base/log.h"
#include "desk/desk.h"
#include "desk/people/words.h"
#include "desk/tr.h"
#include "html/console_components.h"

namespace desk {

html::Html RoleBoxes(const html::Locale& locale, const std::vector<Role>& chosen, const FormErrors& errors) {
  std::vector<std::pair<std::string, html::Html>> choices;
  for (const Role role : Roles())
    choices.emplace_back(RoleName(role),
                         html::Join(html::El("b", RoleWord(locale, role)), ": ", RoleMeaning(locale, role)));
  std::vector<std::string> names;
  for (const Role role : chosen) names.emplace_back(RoleName(role));
  return CheckBoxes(locale.tr("Roles"), "role", choices, names, errors);
}

base::Result<std::vector<Role>> RolesIn(Context& context) {
  std::vector<Role> roles;
  for (const std::string& name : FieldsOf(context, "role")) {
    const std::optional<Role> role = RoleNamed(name);
    if (!role) return base::Invalid(tr("There is no such role."));
    roles.push_back(*role);
  }
  return roles;
}

std::string JoinAddress(const Context& context, std::string_view token) {
  const Config& config = context.desk().config();
  const std::string host(context.request().headers.Get("Host"));
  const std::string origin = config.public_url.empty()
                                 ? (context.request().secure ? "https://" : "http://") + host
                                 : config.public_url;
  return origin + "/join/" + std::string(token);
}

net::Response InvitedPage(Context& context, const People::NewInvitation& made, std::string_view organisation,
                          std::string_view back) {
  const html::Locale& locale = LocaleOf(context);
  const std::string address = JoinAddress(context, made.token);
  const std::string until = locale.Date(made.invitation.expires.ms);
  const base::Status sent = context.desk().mailer().Send(
      {.to = made.invitation.email,
       .subject = locale.tr("Invitation to {organisation}", {{"organisation", organisation}}),
       .text = locale.tr("You are invited to work with {organisation} in Manumit. Open this address to "
                         "accept. It is good once, until {day}:",
                         {{"organisation", organisation}, {"day", until}}) +
               "\n\n" + address + "\n"});
  if (!sent.has_value())
    base::LogWarning("invitation-mail-failed", {{"code", base::CodeName(sent.error().code)}});
  html::Html main =
      sent.has_value()
          ? html::NoticeOf(html::Mark::kOk, locale.tr("The invitation is on its way by mail to {email}.",
                                                      {{"email", made.invitation.email}}))
          : html::NoticeOf(html::Mark::kCare,
                           locale.tr("The mail to {email} could not be sent. Hand the address over yourself.",
                                     {{"email", made.invitation.email}}));
  main.Add(html::El("p", locale.tr("This address is shown once. It is good until {day}, for one person:",
                                   {{"day", until}})));
  main.Add(html::El("p", html::El("code", address)));
  main.Add(html::El("p", html::LinkButton(locale.tr("Back"), back)));
  return PageResponse(context, {.title = locale.tr("Invited"), .current = std::string(back)},
                      html::El("div", {{"class", "stack"}}, main));
}

}  // namespace desk
