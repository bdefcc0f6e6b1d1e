// Setting up and removing second factors: the authenticator app and passkeys.

#include "desk/desk.h"
#include "desk/people/fields.h"
#include "desk/signin/faces.h"
#include "desk/signin/qr.h"
#include "html/console_components.h"

namespace desk {

namespace {

html::Html ConfirmForm(const Context& context, const html::Locale& locale, const FormErrors& errors) {
  return html::Form(
      {.action = "/account/totp/confirm", .csrf = context.csrf()},
      html::Join(TextField(locale.tr("Code"),
                           {.name = "code", .type = html::InputType::kOneTimeCode, .required = true}, errors,
                           locale.tr("The six digits that the app shows now")),
                 html::Button(locale.tr("Finish setting up"))));
}

// "ABCDEFGH" in groups of four, to be typed.
std::string Grouped(std::string_view text) {
  std::string grouped;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (i > 0 && i % 4 == 0) grouped += ' ';
    grouped += text[i];
  }
  return grouped;
}

base::Result<net::Response> PostBegin(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const SignIn::TotpEnrolment enrolment = TRY(context.desk().sign_in().BeginTotp(context.actor()));
  const html::Html code = TRY(QrCode(enrolment.uri, locale.tr("QR code for the authenticator app")));
  const html::Html main =
      html::Join(html::El("p", locale.tr("Scan this with the app, or type the key below it.")), code,
                 html::El("p", html::El("code", Grouped(enrolment.secret_base32))),
                 ConfirmForm(context, locale, FormErrors(locale)));
  return PageResponse(context, {.title = locale.tr("Set up an authenticator app"), .current = "/account"},
                      html::El("div", {{"class", "stack"}}, main));
}

net::Response CodesPage(Context& context, const std::vector<std::string>& codes) {
  const html::Locale& locale = LocaleOf(context);
  html::Html list;
  for (const std::string& code : codes) list.Add(html::El("li", html::El("code", code)));
  const html::Html main = html::Join(
      html::NoticeOf(html::Mark::kCare, locale.tr("Print these codes or write them down. They are shown "
                                                  "once. Each lets you in once when the app is lost.")),
      html::El("ol", list), html::El("p", html::LinkButton(locale.tr("I have kept them"), "/account")));
  return PageResponse(context, {.title = locale.tr("Recovery codes"), .current = "/account"},
                      html::El("div", {{"class", "stack"}}, main));
}

base::Result<net::Response> PostConfirm(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const auto codes = context.desk().sign_in().ConfirmTotp(context.actor(), FieldOf(context, "code"));
  if (codes.has_value()) return CodesPage(context, *codes);
  FormErrors errors(locale);
  TRY(errors.Take("code", codes.error()));
  // The app has the key already; only the code is asked for again.
  const html::Html main = html::Join(errors.Summary(), ConfirmForm(context, locale, errors),
                                     html::PostButton(locale.tr("Begin again"), "/account/totp",
                                                      context.csrf(), {.kind = html::ButtonKind::kQuiet}));
  return PageResponse(
      context, {.title = locale.tr("Set up an authenticator app"), .current = "/account", .status = 422},
      html::El("div", {{"class", "stack"}}, main));
}

base::Result<net::Response> PostRemoveTotp(Context& context) {
  const base::Status done = context.desk().sign_in().RemoveTotp(context.actor(), FieldOf(context, "totp"));
  if (done.has_value())
    return RedirectWithFlash(context, "/account", LocaleOf(context).tr("The authenticator app is removed."));
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take("totp", done.error()));
  return AccountPage(context, errors);
}

base::Result<net::Response> PostPasskey(Context& context) {
  const base::Status done = context.desk().sign_in().FinishPasskeyRegistration(
      context.actor(), PasskeyAnswerIn(context), FieldOf(context, "passkey"));
  if (done.has_value())
    return RedirectWithFlash(context, "/account", LocaleOf(context).tr("The passkey is set up."));
  FormErrors errors(LocaleOf(context));
  TRY(errors.Take("passkey", done.error()));
  return AccountPage(context, errors);
}

base::Result<net::Response> PostRemovePasskey(Context& context) {
  TRY(context.desk().sign_in().RemovePasskey(context.actor(), context.Path("id")));
  return RedirectWithFlash(context, "/account", LocaleOf(context).tr("The passkey is removed."));
}

}  // namespace

void RegisterFactorPages(Desk& desk) {
  constexpr Permission kPermission = Permission::kSignedIn;
  Router& router = desk.router();
  router.Add({.method = "POST", .pattern = "/account/totp", .permission = kPermission, .handler = PostBegin});
  router.Add({.method = "POST",
              .pattern = "/account/totp/confirm",
              .permission = kPermission,
              .handler = PostConfirm});
  router.Add({.method = "POST",
              .pattern = "/account/totp/remove",
              .permission = kPermission,
              .handler = PostRemoveTotp});
  router.Add(
      {.method = "POST", .pattern = "/account/passkeys", .permission = kPermission, .handler = PostPasskey});
  router.Add({.method = "POST",
              .pattern = "/account/passkeys/{id}/remove",
              .permission = kPermission,
              .handler = PostRemovePasskey});
}

}  // namespace desk
