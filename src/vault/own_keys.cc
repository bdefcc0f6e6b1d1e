// One's own key pair: making it, unlocking, locking, another pass-phrase.

#include <algorithm>

#include "base/limits.h"
#include "base/log.h"
#include "crypto/encoding.h"
#include "desk/signin/cookies.h"
#include "desk/signin/faces.h"
#include "html/console_components.h"
#include "vault/pages.h"

namespace vault {

namespace {

using html::El;
using html::Html;
using html::Join;

constexpr int kBatchesAtUnlock = 2;

Html Measured(const std::string& text) {
  return El("p", {{"class", "measure"}}, text);
}

Html MakeForm(const View& view) {
  const html::Locale& locale = view.locale;
  return Join(
      Measured(
          locale.tr("A key pair of yours is made. Its private half is locked with a pass-phrase that this "
                    "server does not keep: choose another one than your password.")),
      html::Form({.action = "/vault/keys", .csrf = view.context.csrf()},
                 Join(TwoPassphraseFields(view, locale.tr("Pass-phrase of your vault"), "new_passphrase"),
                      html::Button(locale.tr("Make my keys")))));
}

Html UnlockForm(const View& view) {
  const html::Locale& locale = view.locale;
  const std::string_view typed =
      view.context.request().method == "POST" ? std::string_view() : view.context.Query("next");
  const std::string next = typed.empty() ? desk::FieldOf(view.context, "next") : std::string(typed);
  return html::Form(
      {.action = "/vault/unlock", .csrf = view.context.csrf()},
      Join(
          html::Input({.name = "next", .type = html::InputType::kHidden, .value = next}),
          desk::TextField(locale.tr("Pass-phrase of your vault"),
                          {.name = "passphrase",
                           .type = html::InputType::kPassword,
                           .required = true,
                           .max_length = base::kMaxPassphraseBytes},
                          view.errors,
                          locale.tr("Unlocked for this browser until you lock it, do nothing for 30 minutes, "
                                    "or sign out.")),
          html::Button(locale.tr("Unlock"))));
}

Html ChangeForm(const View& view) {
  const html::Locale& locale = view.locale;
  const Html form =
      html::Form({.action = "/vault/pass-phrase", .csrf = view.context.csrf()},
                 Join(desk::TextField(locale.tr("Present pass-phrase"),
                                      {.name = "present",
                                       .type = html::InputType::kPassword,
                                       .required = true,
                                       .max_length = base::kMaxPassphraseBytes},
                                      view.errors),
                      TwoPassphraseFields(view, locale.tr("New pass-phrase"), "wanted"),
                      html::Button(locale.tr("Change the pass-phrase"), {.kind = html::ButtonKind::kQuiet})));
  return html::Closed(locale.tr("Change the pass-phrase"), form, !view.errors.empty());
}

std::string CookieOf(const desk::Context& context, const crypto::SecretBytes& key) {
  const bool secure = context.request().secure;
  return desk::SetStrictCookie(desk::VaultCookieName(secure), crypto::Base64UrlEncode(key.view()),
                               base::kUnlockedMs / base::kSecondMs, secure);
}

// As if the browser had sent the cookie already: whatever else handles this request finds the vault open. The
// first of a name counts.
void SendAlong(net::Request& request, const crypto::SecretBytes& key) {
  std::string cookies =
      std::string(desk::VaultCookieName(request.secure)) + "=" + crypto::Base64UrlEncode(key.view());
  for (const std::string_view sent : request.headers.All("Cookie")) cookies += "; " + std::string(sent);
  request.headers.Set("Cookie", cookies);
}

// Whoever of a circle unlocks next finishes what a leaver began. Not being able to is no reason to stay
// locked.
base::Status ResealMine(Vault& vault, const desk::Actor& actor, const crypto::SecretBytes& key) {
  const UnlockedPerson person = TRY(vault.OpenSession(actor, key.view()));
  for (const Circle& circle : TRY(vault.Circles(actor.org)))
    if (std::find(circle.members.begin(), circle.members.end(), actor.person) != circle.members.end())
      TRY(ResealSome(vault, person, circle.id, kBatchesAtUnlock));
  return base::Ok();
}

net::Response OpenedFor(desk::Context& context) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string next = desk::NextPath(desk::FieldOf(context, "next"));
  return desk::RedirectWithFlash(context, next == "/" ? "/vault" : next,
                                 locale.tr("Your vault is unlocked."));
}

base::Result<net::Response> PostUnlock(Vault& vault, desk::Context& context) {
  const base::Result<crypto::SecretBytes> key =
      UnlockHere(vault, context, PassphraseIn(context, "passphrase").view());
  if (!key.has_value()) return Again(vault, context, "passphrase", key.error());
  return OpenedFor(context);
}

base::Result<net::Response> PostKeys(Vault& vault, desk::Context& context) {
  const base::Result<crypto::SecretBytes> passphrase = TypedTwice(context, "new_passphrase");
  if (!passphrase.has_value()) return Again(vault, context, "new_passphrase_again", passphrase.error());
  const base::Status made = vault.MakeKeys(context.actor(), passphrase->view());
  if (!made.has_value()) return Again(vault, context, "new_passphrase", made.error());
  static_cast<void>(TRY(UnlockHere(vault, context, passphrase->view())));
  return OpenedFor(context);
}

base::Result<net::Response> PostLock(Vault& vault, desk::Context& context) {
  TRY(vault.Lock(context.actor()));
  const bool secure = context.request().secure;
  net::Response response =
      TRY(Done(context, base::Ok(), desk::LocaleOf(context).tr("Your vault is locked.")));
  response.headers.Add("Set-Cookie", desk::TakeBackCookie(desk::VaultCookieName(secure), secure));
  return response;
}

base::Result<net::Response> PostPassphrase(Vault& vault, desk::Context& context) {
  const base::Result<crypto::SecretBytes> wanted = TypedTwice(context, "wanted");
  if (!wanted.has_value()) return Again(vault, context, "wanted_again", wanted.error());
  const base::Status done =
      vault.ChangePassphrase(context.actor(), PassphraseIn(context, "present").view(), wanted->view());
  if (!done.has_value())
    return Again(vault, context, done.error().code == base::Code::kInvalid ? "wanted" : "present",
                 done.error());
  return Done(context, done,
              desk::LocaleOf(context).tr("The pass-phrase is changed. Your vault is locked everywhere."));
}

}  // namespace

base::Result<crypto::SecretBytes> UnlockHere(Vault& vault, desk::Context& context,
                                             crypto::ByteView passphrase) {
  crypto::SecretBytes key = TRY(vault.Unlock(context.actor(), passphrase));
  context.AddResponseHeader("Set-Cookie", CookieOf(context, key));
  SendAlong(context.request(), key);
  const base::Status resealed = ResealMine(vault, context.actor(), key);
  if (!resealed.has_value())
    base::LogWarning("vault-reseal", {{"code", base::CodeName(resealed.error().code)}});
  return key;
}

Html OwnKeysSection(const View& view) {
  const html::Locale& locale = view.locale;
  Html content;
  if (!view.has_keys) {
    content = MakeForm(view);
  } else if (!view.person) {
    content = UnlockForm(view);
  } else {
    content = Join(Measured(locale.tr("Unlocked in this browser until {time}, if you do nothing meanwhile.",
                                      {{"time", locale.DateTime(view.until.ms)}})),
                   html::PostButton(locale.tr("Lock"), "/vault/lock", view.context.csrf()), ChangeForm(view));
  }
  return html::Section(locale.tr("Your keys"), content);
}

void AddOwnKeysChanges(const AddChange& add) {
  constexpr desk::Permission kPermission = desk::Permission::kMember;
  add("/vault/keys", kPermission, PostKeys);
  add("/vault/unlock", kPermission, PostUnlock);
  add("/vault/lock", kPermission, PostLock);
  add("/vault/pass-phrase", kPermission, PostPassphrase);
}

}  // namespace vault
