#include <fmt/format.h>

#include "base/log.h"
#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/signin/cookies.h"
#include "desk/signin/faces.h"
#include "html/console_components.h"
#include "net/forms.h"

namespace desk {

namespace {

std::string Agent(const Context& context) {
  return std::string(context.request().headers.Get("User-Agent"));
}

// One page for all ways in. `typed` is the address typed before.
base::Result<net::Response> SignInPage(Context& context, std::string_view next, std::string_view typed,
                                       const FormErrors& errors, int status) {
  const html::Locale& locale = LocaleOf(context);
  const html::Html form = html::Form(
      {.action = "/sign-in", .csrf = context.csrf()},
      html::Join(
          html::Input({.name = "next", .type = html::InputType::kHidden, .value = next}),
          TextField(locale.tr("E-mail"),
                    {.name = "email",
                     .type = html::InputType::kEmail,
                     .value = typed,
                     .autocomplete = "username",
                     .required = true,
                     .autofocus = true},
                    errors),
          TextField(locale.tr("Password"),
                    {.name = "password", .type = html::InputType::kPassword, .required = true}, errors),
          html::Button(locale.tr("Sign in"))));
  html::Html others = html::PasskeyForm(
      {.action = "/sign-in/passkey",
       .csrf = context.csrf(),
       .options_json = TRY(context.desk().sign_in().BeginPasskeySignIn()),
       .button = locale.tr("Sign in with a passkey"),
       .failed = locale.tr("The passkey was not used. Try again, or sign in another way.")},
      html::Input({.name = "next", .type = html::InputType::kHidden, .value = next, .id = "passkey-next"}));
  for (const OidcProvider& provider : context.desk().config().oidc)
    others.Add(html::El("p", html::LinkButton(locale.tr("Sign in with {name}", {{"name", provider.name}}),
                                              "/sign-in/oidc/" + net::UrlEncode(provider.name))));
  return PageResponse(context, {.title = locale.tr("Sign in"), .islands = {"passkey"}, .status = status},
                      html::El("div", {{"class", "stack"}}, errors.Summary(), form, others));
}

// A sign-in that did not work, on the page again: 401 for what was wrong, 429 where to wait.
base::Result<net::Response> Again(Context& context, const base::Error& error, std::string_view typed) {
  base::LogInfo("sign-in-refused", {{"path", context.request().path}, {"code", base::CodeName(error.code)}});
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take("", error));
  return SignInPage(context, NextPath(FieldOf(context, "next")), typed, errors,
                    error.code == base::Code::kBusy ? 429 : 401);
}

base::Result<net::Response> ServeSignIn(Context& context) {
  const std::string next = NextPath(context.Query("next"));
  if (context.actor().Can(Permission::kSignedIn)) return net::Redirect(303, next);
  return SignInPage(context, next, {}, FormErrors(LocaleOf(context)), 200);
}

base::Result<net::Response> PostPassword(Context& context) {
  const std::string email = FieldOf(context, "email");
  const auto session = context.desk().sign_in().WithPassword(
      email, FieldOf(context, "password"), context.request().remote_address, Agent(context));
  if (!session.has_value()) return Again(context, session.error(), email);
  return Begun(context, *session, NextPath(FieldOf(context, "next")));
}

base::Result<net::Response> PostPasskey(Context& context) {
  const auto session = context.desk().sign_in().FinishPasskeySignIn(
      PasskeyAnswerIn(context), context.request().remote_address, Agent(context));
  if (!session.has_value()) return Again(context, session.error(), {});
  return Begun(context, *session, NextPath(FieldOf(context, "next")));
}

// Where a page was read again after a form.
base::Result<net::Response> BackToSignIn(Context&) {
  return net::Redirect(303, "/sign-in");
}

bool WaitsForCode(const Context& context) {
  return context.actor().kind == Actor::Kind::kNobody && !context.actor().session.empty();
}

net::Response CodePage(Context& context, std::string_view next, const FormErrors& errors, int status) {
  const html::Locale& locale = LocaleOf(context);
  const html::Html form = html::Form(
      {.action = "/sign-in/totp", .csrf = context.csrf()},
      html::Join(
          html::Input({.name = "next", .type = html::InputType::kHidden, .value = next}),
          TextField(
              locale.tr("Code"),
              {.name = "code", .type = html::InputType::kOneTimeCode, .required = true, .autofocus = true},
              errors, locale.tr("Six digits from your authenticator app, or one of your recovery codes")),
          html::Button(locale.tr("Go on"))));
  return PageResponse(context, {.title = locale.tr("One more step"), .status = status},
                      html::Join(errors.Summary(), form,
                                 html::PostButton(locale.tr("Stop signing in"), "/sign-out", context.csrf(),
                                                  {.kind = html::ButtonKind::kQuiet})));
}

base::Result<net::Response> ServeCode(Context& context) {
  if (!WaitsForCode(context)) return net::Redirect(303, "/sign-in");
  return CodePage(context, NextPath(context.Query("next")), FormErrors(LocaleOf(context)), 200);
}

base::Result<net::Response> PostCode(Context& context) {
  if (!WaitsForCode(context)) return net::Redirect(303, "/sign-in");
  const std::string next = NextPath(FieldOf(context, "next"));
  const auto session = context.desk().sign_in().FinishWithTotp(
      context.actor().session, FieldOf(context, "code"), context.request().remote_address);
  if (session.has_value()) return Begun(context, *session, next);
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take("code", session.error()));
  return CodePage(context, next, errors, session.error().code == base::Code::kBusy ? 429 : 401);
}

// The browser forgets what it kept of this site. Not by "cookies": that would also take those of every other
// site of the domain.
base::Result<net::Response> PostSignOut(Context& context) {
  if (!context.actor().session.empty()) TRY(context.desk().sign_in().SignOut(context.actor()));
  net::Response response = net::Redirect(303, "/sign-in");
  response.headers.Add("Set-Cookie",
                       TakeBackCookie(SessionCookieName(context.request().secure), context.request().secure));
  if (!context.vault_cookie().empty())
    response.headers.Add("Set-Cookie",
                         TakeBackCookie(VaultCookieName(context.request().secure), context.request().secure));
  response.headers.Add("Clear-Site-Data", "\"cache\", \"storage\"");
  return response;
}

}  // namespace

std::string NextPath(std::string_view next) {
  if (next.empty() || next.front() != '/' || !html::IsSafeUrl(next) || next.starts_with("/sign-")) return "/";
  return std::string(next);
}

net::Response Begun(const Context& context, const NewSession& session, std::string_view next) {
  const bool secure = context.request().secure;
  net::Response response = session.needs_second_factor
                               ? net::Redirect(303, "/sign-in/totp?next=" + net::UrlEncode(next))
                               : net::Redirect(303, next);
  response.headers.Add("Set-Cookie",
                       SetCookie(SessionCookieName(secure), session.cookie, session.max_age_s, secure));
  return response;
}

PasskeyAnswer PasskeyAnswerIn(Context& context) {
  return {.credential_id = FieldOf(context, "credential_id"),
          .client_data_json = FieldOf(context, "client_data_json"),
          .attestation_object = FieldOf(context, "attestation_object"),
          .authenticator_data = FieldOf(context, "authenticator_data"),
          .signature = FieldOf(context, "signature"),
          .user_handle = FieldOf(context, "user_handle")};
}

void RegisterSignInPages(Desk& desk) {
  constexpr Permission kPublic = Permission::kPublic;
  Router& router = desk.router();
  router.Add({.method = "GET", .pattern = "/sign-in", .permission = kPublic, .handler = ServeSignIn});
  router.Add({.method = "POST", .pattern = "/sign-in", .permission = kPublic, .handler = PostPassword});
  router.Add(
      {.method = "GET", .pattern = "/sign-in/passkey", .permission = kPublic, .handler = BackToSignIn});
  router.Add(
      {.method = "POST", .pattern = "/sign-in/passkey", .permission = kPublic, .handler = PostPasskey});
  router.Add({.method = "GET", .pattern = "/sign-in/totp", .permission = kPublic, .handler = ServeCode});
  router.Add({.method = "POST", .pattern = "/sign-in/totp", .permission = kPublic, .handler = PostCode});
  router.Add({.method = "POST", .pattern = "/sign-out", .permission = kPublic, .handler = PostSignOut});
}

}  // namespace desk
