#include "vault/pages.h"

#include <algorithm>

#include "desk/people/people.h"
#include "desk/tr.h"
#include "html/console_components.h"

namespace vault {

namespace {

base::Status Fill(Vault& vault, View& view) {
  const desk::Context& context = view.context;
  const desk::PersonId& self = context.actor().person;
  for (const auto& [person, roles] : TRY(context.desk().people().Members(context.org())))
    if (person.active) view.members.emplace_back(person.id, person.name.empty() ? person.email : person.name);
  view.with_keys = TRY(vault.PersonsWithKeys(context.org()));
  view.has_keys = TRY(vault.HasKeys(context.org(), self));
  view.person = TRY(Unlocked(vault, context));
  if (view.person) view.until = TRY(vault.UnlockedUntil(context.actor()));
  view.circles = TRY(vault.Circles(context.org()));
  view.holders = TRY(vault.HoldersOf(context.org()));
  if (view.holders.size() == Holders().size()) view.holders_code = TRY(vault.HoldersCode(context.org()));
  view.covered = TRY(vault.IsCovered(context.org(), self));
  view.recoveries = TRY(vault.Recoveries(context.org()));
  return base::Ok();
}

bool CanMend(const base::Error& error) {
  switch (error.code) {
    case base::Code::kInvalid:
    case base::Code::kConflict:
    case base::Code::kForbidden:
    case base::Code::kTooLarge:
    case base::Code::kBusy:
    case base::Code::kUnauthenticated:
      return true;
    default:
      return false;
  }
}

html::Html State(const View& view) {
  if (!view.has_keys) return html::Badge(html::Mark::kPlain, view.locale.tr("No keys yet"));
  return view.person ? html::Badge(html::Mark::kAct, view.locale.tr("Unlocked"))
                     : html::Badge(html::Mark::kSealed, view.locale.tr("Locked"));
}

}  // namespace

std::string View::NameOf(const desk::PersonId& id) const {
  for (const auto& [member, name] : members)
    if (member == id) return name;
  return locale.tr("somebody who left");
}

std::vector<html::Choice> View::Choices() const {
  std::vector<html::Choice> choices;
  for (const auto& [member, name] : members)
    if (std::find(with_keys.begin(), with_keys.end(), member) != with_keys.end())
      choices.push_back({member.text(), name});
  return choices;
}

base::Result<net::Response> VaultPage(Vault& vault, desk::Context& context, const desk::FormErrors& errors,
                                      const html::Html& first) {
  const html::Locale& locale = desk::LocaleOf(context);
  View view{.context = context, .locale = locale, .errors = errors};
  TRY(Fill(vault, view));
  return desk::PageResponse(context,
                            {.title = locale.tr("Vault"),
                             .subtitle = locale.tr("What only certain people may read, whoever has the disk"),
                             .current = "/vault",
                             .badges = State(view),
                             .status = errors.empty() ? 200 : 422},
                            html::Stack({first, errors.Summary(), OwnKeysSection(view), CirclesSection(view),
                                         RecoverySection(view)}));
}

base::Result<net::Response> Done(desk::Context& context, const base::Status& done, std::string_view said) {
  if (!done.has_value() && !CanMend(done.error())) return done.error();
  const html::Locale& locale = desk::LocaleOf(context);
  return desk::RedirectWithFlash(context, "/vault",
                                 done.has_value() ? std::string(said) : locale.tr(done.error().external));
}

base::Result<net::Response> Again(Vault& vault, desk::Context& context, std::string_view field,
                                  const base::Error& error) {
  desk::FormErrors errors(desk::LocaleOf(context));
  TRY(errors.Take(field, error));
  return VaultPage(vault, context, errors);
}

base::Result<net::Response> UnlockFirst(desk::Context& context) {
  return desk::RedirectWithFlash(context, "/vault",
                                 desk::LocaleOf(context).tr("Unlock your vault first, then do it again."));
}

base::Result<crypto::SecretBytes> TypedTwice(desk::Context& context, std::string_view name) {
  crypto::SecretBytes first = PassphraseIn(context, name);
  const crypto::SecretBytes second = PassphraseIn(context, std::string(name) + "_again");
  if (!crypto::ConstantTimeEqual(first.view(), second.view()))
    return base::Invalid(desk::tr("The two pass-phrases differ. Type the same one twice."));
  return first;
}

html::Html TwoPassphraseFields(const View& view, const std::string& label, const std::string& name) {
  const std::string again = name + "_again";
  return html::Join(
      desk::TextField(label,
                      {.name = name,
                       .type = html::InputType::kNewPassword,
                       .required = true,
                       .max_length = base::kMaxPassphraseBytes},
                      view.errors,
                      view.locale.tr("At least 12 characters; several words that you do not use elsewhere. "
                                     "Nobody can look it up for you.")),
      desk::TextField(view.locale.tr("The same once more"),
                      {.name = again,
                       .type = html::InputType::kNewPassword,
                       .required = true,
                       .max_length = base::kMaxPassphraseBytes},
                      view.errors));
}

base::Result<desk::PersonId> MemberNamed(const desk::Context& context, std::string_view id) {
  for (const auto& [person, roles] : TRY(context.desk().people().Members(context.org())))
    if (person.id.text() == id && person.active) return person.id;
  return base::NotFound(desk::tr("There is no such person in this organisation."));
}

}  // namespace vault
