// Forms that were sent while the vault was locked: the pass-phrase is asked for, and what was typed goes on.

#include "desk/web/parts.h"
#include "html/console_components.h"
#include "vault/kept_forms.h"
#include "vault/pages.h"

namespace vault {
namespace {

using html::El;
using html::Html;
using html::Join;

constexpr std::string_view kPassphrase = "vault_passphrase";
constexpr std::string_view kToken = "csrf";  // every form has its own

// What the browser sends again, together with the pass-phrase.
Html Held(const net::Form& form) {
  Html fields;
  for (const auto& [name, value] : form.fields.pairs())
    if (name != kPassphrase && name != kToken) fields.Add(desk::HiddenField(name, value));
  return fields;
}

Html LostFiles(const html::Locale& locale, const net::Form& form) {
  std::string names;
  for (const net::UploadedFile& file : form.files)
    if (!file.file_name.empty()) names += (names.empty() ? "" : ", ") + file.file_name;
  if (names.empty()) return {};
  return html::NoticeOf(
      html::Mark::kCare,
      locale.tr("Files cannot be kept here and are not sent on. Choose them again afterwards: "
                "{names}",
                {{"names", names}}));
}

net::Response AskFirst(desk::Context& context, const net::Form& form, const desk::FormErrors& errors) {
  const html::Locale& locale = desk::LocaleOf(context);
  const std::string action = context.request().path;
  const Html asked = html::Form(
      {.action = action, .csrf = context.csrf()},
      Join(
          Held(form),
          desk::TextField(locale.tr("Pass-phrase of your vault"),
                          {.name = kPassphrase,
                           .type = html::InputType::kPassword,
                           .required = true,
                           .max_length = base::kMaxPassphraseBytes},
                          errors,
                          locale.tr("Unlocked for this browser until you lock it, do nothing for 30 minutes, "
                                    "or sign out.")),
          html::Button(locale.tr("Unlock and send"))));
  return desk::PageResponse(
      context, {.title = locale.tr("Your vault was locked meanwhile"), .current = "/vault", .status = 422},
      html::Stack(
          {errors.Summary(),
           El("p", locale.tr("Nothing was sent yet. What you typed is kept on this page alone, not on the "
                             "server: unlock your vault, and it is sent. If you leave this page, it is "
                             "lost.")),
           LostFiles(locale, form), asked}));
}

}  // namespace

base::Result<Door> OpenDoor(Vault& vault, desk::Context& context) {
  std::optional<UnlockedPerson> me = TRY(Unlocked(vault, context));
  if (me) return Door{std::move(me), {}};
  if (context.request().method == "GET" || context.request().method == "HEAD")
    return Door{std::nullopt, net::Redirect(303, UnlockHref(context.request().path))};
  const net::Form* form = TRY(context.Form());
  desk::FormErrors errors(desk::LocaleOf(context));
  if (form->fields.Has(kPassphrase)) {
    const base::Result<crypto::SecretBytes> key =
        UnlockHere(vault, context, PassphraseIn(context, kPassphrase).view());
    if (key.has_value()) return Door{TRY(vault.OpenSession(context.actor(), key->view())), {}};
    TRY(errors.Take(kPassphrase, key.error()));
  }
  return Door{std::nullopt, AskFirst(context, *form, errors)};
}

desk::Handler KeepingForms(Vault& vault, desk::Handler handler) {
  return [&vault, handler = std::move(handler)](desk::Context& context) -> base::Result<net::Response> {
    base::Result<net::Response> answer = handler(context);
    if (answer.has_value() || answer.error().code != base::Code::kUnauthenticated ||
        context.request().method != "POST")
      return answer;
    Door door = TRY(OpenDoor(vault, context));
    return door.me ? handler(context) : std::move(door.answer);
  };
}

}  // namespace vault
