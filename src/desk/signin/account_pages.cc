// One's own account: name, language, theme, password, sessions. Second factors are in factor_pages.cc.

#include <fmt/format.h>

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/signin/faces.h"
#include "desk/tr.h"
#include "html/console_components.h"
#include "html/names.h"

namespace desk {

namespace {

html::Html ProfileForm(const Context& context, const html::Locale& locale, const Person& person,
                       const FormErrors& errors) {
  std::vector<html::Choice> languages = {{"", locale.tr("As the browser asks")}};
  for (const html::Locale* one : html::Locales())
    languages.push_back({std::string(one->tag()), std::string(one->own_name())});
  const std::vector<html::Choice> themes = {
      {"", locale.tr("As the system has it")}, {"light", locale.tr("Light")}, {"dark", locale.tr("Dark")}};
  return html::Form(
      {.action = "/account", .csrf = context.csrf()},
      html::Join(
          TextField(locale.tr("Name"),
                    {.name = "name",
                     .value = person.name,
                     .autocomplete = "name",
                     .max_length = base::kMaxDisplayNameBytes},
                    errors),
          html::Field({.control_id = "locale", .label = locale.tr("Language"), .hint = {}, .error = {}},
                      html::Select("locale", languages, person.locale)),
          html::Field({.control_id = "theme", .label = locale.tr("Colours"), .hint = {}, .error = {}},
                      html::Select("theme", themes, person.theme)),
          html::CheckBox("single_keys", "yes",
                         html::Join(locale.tr("Single keys in the review (J, K, S, N, U …)"),
                                    html::El("span", {{"class", "hint"}},
                                             locale.tr("Switch them off where you dictate, or press keys by "
                                                       "accident. Everything works without them."))),
                         person.single_keys),
          html::Button(locale.tr("Save"))));
}

html::Html PasswordForm(const Context& context, const html::Locale& locale, bool has_password,
                        const FormErrors& errors) {
  html::Html fields;
  if (has_password)
    fields.Add(TextField(locale.tr("Present password"),
                         {.name = "present", .type = html::InputType::kPassword, .required = true}, errors));
  fields.Add(TextField(
      locale.tr("New password"), {.name = "wanted", .type = html::InputType::kNewPassword, .required = true},
      errors,
      locale.tr(
          "At least 12 characters. Several words in a row are easy to remember. Your other sessions end.")));
  fields.Add(html::Button(locale.tr("Change the password"), {.kind = html::ButtonKind::kQuiet}));
  return html::Form({.action = "/account/password", .csrf = context.csrf()}, fields);
}

// "password+totp", "passkey", "oidc:NAME" in words.
std::string MethodWord(const html::Locale& locale, std::string_view method) {
  if (method == "password") return locale.tr("Password");
  if (method == "password+totp") return locale.tr("Password and app");
  if (method == "password+recovery-code") return locale.tr("Password and recovery code");
  if (method == "passkey") return locale.tr("Passkey");
  return std::string(method.substr(method.find(':') + 1));
}

html::Html SessionsTable(const Context& context, const html::Locale& locale,
                         const std::vector<SessionInfo>& sessions) {
  const std::vector<html::Column> columns = {{locale.tr("Browser")},
                                             {locale.tr("Signed in with")},
                                             {locale.tr("Since")},
                                             {locale.tr("Last used")},
                                             {locale.tr("Action")}};
  html::Html rows;
  for (const SessionInfo& session : sessions) {
    const html::Html action =
        session.current
            ? html::Badge(html::Mark::kOk, locale.tr("This one"))
            : html::PostButton(locale.tr("End"), fmt::format("/account/sessions/{}/end", session.id.text()),
                               context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"});
    rows.Add(html::TableRow(
        columns,
        {html::Value(session.agent.empty() ? locale.tr("Unknown") : session.agent),
         html::Html(MethodWord(locale, session.method)), html::Html(locale.DateTime(session.created.ms)),
         html::Html(locale.DateTime(session.last_used.ms)), action}));
  }
  html::Html table = html::Table("data", locale.tr("Where you are signed in"), columns, rows);
  if (sessions.size() > 1)
    table.Add(html::PostButton(locale.tr("End all others"), "/account/sessions/end-others", context.csrf(),
                               {.kind = html::ButtonKind::kQuiet}));
  return table;
}

html::Html PasskeysTable(const Context& context, const html::Locale& locale,
                         const std::vector<Passkey>& passkeys) {
  const std::vector<html::Column> columns = {
      {locale.tr("Name")}, {locale.tr("Since")}, {locale.tr("Last used")}, {locale.tr("Action")}};
  html::Html rows;
  for (const Passkey& passkey : passkeys)
    rows.Add(html::TableRow(
        columns,
        {html::Value(passkey.name.empty() ? locale.tr("Passkey") : passkey.name),
         html::Html(locale.ShortDate(passkey.created.ms)),
         html::Html(passkey.last_used ? locale.ShortDate(passkey.last_used->ms) : locale.tr("Never")),
         html::PostButton(locale.tr("Remove"), fmt::format("/account/passkeys/{}/remove", passkey.id),
                          context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"})}));
  return html::Table("data", locale.tr("Your passkeys"), columns, rows);
}

base::Result<html::Html> PasskeySection(const Context& context, const html::Locale& locale,
                                        const FormErrors& errors) {
  SignIn& sign_in = context.desk().sign_in();
  const std::vector<Passkey> passkeys = TRY(sign_in.Passkeys(context.actor().person));
  html::Html content = html::El(
      "p", {{"class", "measure"}},
      locale.tr(
          "A passkey lies in your device or in a security key and cannot be told to anybody by mistake. "
          "It takes the place of password and code. Setting one up needs JavaScript."));
  if (!passkeys.empty()) content.Add(PasskeysTable(context, locale, passkeys));
  content.Add(
      html::PasskeyForm({.action = "/account/passkeys",
                         .csrf = context.csrf(),
                         .create = true,
                         .options_json = TRY(sign_in.BeginPasskeyRegistration(context.actor())),
                         .button = locale.tr("Set up a passkey"),
                         .failed = locale.tr("The passkey was not set up.")},
                        TextField(locale.tr("Name of the passkey"),
                                  {.name = "passkey", .max_length = base::kMaxDisplayNameBytes}, errors,
                                  locale.tr("To tell it from others, for example: blue key"))));
  return html::Section(locale.tr("Passkeys"), content);
}

html::Html TotpSection(const Context& context, const html::Locale& locale, bool has_totp,
                       const FormErrors& errors) {
  html::Html content;
  if (has_totp) {
    content = html::Form(
        {.action = "/account/totp/remove", .csrf = context.csrf()},
        html::Join(
            html::El("p", html::Badge(html::Mark::kOk, locale.tr("Set up"))),
            TextField(locale.tr("Code"),
                      {.name = "totp", .type = html::InputType::kOneTimeCode, .required = true}, errors,
                      locale.tr("Six digits from your authenticator app, or one of your recovery codes")),
            html::Button(locale.tr("Remove the app"), {.kind = html::ButtonKind::kQuiet})));
  } else {
    content = html::Join(
        html::El(
            "p", {{"class", "measure"}},
            locale.tr("An app on your phone shows six digits that change every 30 seconds. With it, a stolen "
                      "password alone opens nothing.")),
        html::PostButton(locale.tr("Set up an authenticator app"), "/account/totp", context.csrf(),
                         {.kind = html::ButtonKind::kQuiet}));
  }
  return html::Section(locale.tr("Authenticator app"), content);
}

base::Result<net::Response> ServeAccount(Context& context) {
  return AccountPage(context, FormErrors(LocaleOf(context)));
}

base::Result<net::Response> PostProfile(Context& context) {
  const std::string locale_tag = FieldOf(context, "locale");
  Person changed{.id = context.actor().person, .name = FieldOf(context, "name"), .locale = locale_tag};
  changed.theme = FieldOf(context, "theme");
  changed.single_keys = FieldOf(context, "single_keys") == "yes";
  const base::Status done = context.desk().people().UpdateAccount(context.actor(), changed);
  if (!done.has_value()) {
    FormErrors errors(LocaleOf(context));
    TRY(errors.Take("name", done.error()));
    return AccountPage(context, errors);
  }
  return RedirectWithFlash(
      context, "/account",
      html::ChooseLocale(locale_tag, context.request().headers.Get("Accept-Language")).tr("Saved."));
}

base::Result<net::Response> PostPassword(Context& context) {
  const base::Status done = context.desk().sign_in().ChangePassword(
      context.actor(), FieldOf(context, "present"), FieldOf(context, "wanted"));
  if (done.has_value())
    return RedirectWithFlash(context, "/account",
                             LocaleOf(context).tr("The password is changed. Your other sessions are ended."));
  const bool about_present =
      done.error().code == base::Code::kUnauthenticated || done.error().code == base::Code::kBusy;
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take(about_present ? "present" : "wanted", done.error()));
  return AccountPage(context, errors);
}

base::Result<net::Response> PostEndSession(Context& context) {
  const SessionId session = TRY(SessionId::Parse(context.Path("id")));
  TRY(context.desk().sign_in().Revoke(context.actor(), session));
  return RedirectWithFlash(context, "/account", LocaleOf(context).tr("The session is ended."));
}

base::Result<net::Response> PostEndOthers(Context& context) {
  TRY(context.desk().sign_in().RevokeAll(context.actor(), context.actor().person));
  return RedirectWithFlash(context, "/account", LocaleOf(context).tr("Your other sessions are ended."));
}

}  // namespace

base::Result<net::Response> AccountPage(Context& context, const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  Desk& desk = context.desk();
  const Actor& actor = context.actor();
  const Person person = TRY(desk.people().GetPerson(actor.person));
  const bool has_password = TRY(desk.sign_in().HasPassword(actor.person));
  const bool has_totp = TRY(desk.sign_in().HasTotp(actor.person));
  const std::vector<SessionInfo> sessions = TRY(desk.sign_in().Sessions(actor));
  const html::Html passkeys = TRY(PasskeySection(context, locale, errors));
  const html::Html main = html::Stack(
      {errors.Summary(), html::Section(locale.tr("About you"), ProfileForm(context, locale, person, errors)),
       html::Section(locale.tr("Password"), PasswordForm(context, locale, has_password, errors)),
       TotpSection(context, locale, has_totp, errors), passkeys,
       html::Section(locale.tr("Where you are signed in"), SessionsTable(context, locale, sessions))});
  return PageResponse(context,
                      {.title = locale.tr("Your account"),
                       .subtitle = person.email,
                       .current = "/account",
                       .islands = {"passkey"},
                       .status = errors.empty() ? 200 : 422},
                      main);
}

void RegisterAccountPages(Desk& desk) {
  constexpr Permission kPermission = Permission::kSignedIn;
  Router& router = desk.router();
  router.Add({.method = "GET", .pattern = "/account", .permission = kPermission, .handler = ServeAccount});
  router.Add({.method = "POST", .pattern = "/account", .permission = kPermission, .handler = PostProfile});
  router.Add(
      {.method = "POST", .pattern = "/account/password", .permission = kPermission, .handler = PostPassword});
  router.Add({.method = "POST",
              .pattern = "/account/sessions/{id}/end",
              .permission = kPermission,
              .handler = PostEndSession});
  router.Add({.method = "POST",
              .pattern = "/account/sessions/end-others",
              .permission = kPermission,
              .handler = PostEndOthers});
}

}  // namespace desk
