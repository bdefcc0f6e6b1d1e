// Recovery: who the three holders are, trusting them, asking, approving, finishing.

#include <algorithm>

#include "desk/tr.h"
#include "html/console_components.h"
#include "html/names.h"
#include "vault/pages.h"

namespace vault {

namespace {

using html::El;
using html::Html;
using html::Join;

Html Measured(const std::string& text) {
  return El("p", {{"class", "measure"}}, text);
}

bool IsHolder(const View& view) {
  const desk::PersonId& self = view.context.actor().person;
  return std::find(view.holders.begin(), view.holders.end(), self) != view.holders.end();
}

Html HoldersList(const View& view) {
  const html::Locale& locale = view.locale;
  if (view.holders.empty())
    return El("p", {{"class", "muted"}},
              locale.tr("No holders are named: whoever forgets the pass-phrase loses what was sealed."));
  Html items;
  for (const desk::PersonId& holder : view.holders) items.Add(El("li", html::Value(view.NameOf(holder))));
  Html list = Join(El("p", locale.tr("The holders:")), El("ul", items));
  if (view.holders_code.empty())
    return Join(list, html::Badge(html::Mark::kAct, locale.tr("One has left: name three again")));
  // Whoever is to trust the holders takes the code from paper; those who publish or vouch for it see it.
  if (!view.MayManage() && !IsHolder(view)) return list;
  return Join(list, El("p", locale.tr("Their code:"), " ", El("code", view.holders_code)),
              El("p", {{"class", "muted small measure"}},
                 locale.tr("Publish it where no administrator of this server can change it: on paper, on the "
                           "intranet.")));
}

Html TrustForm(const View& view) {
  const html::Locale& locale = view.locale;
  if (view.holders_code.empty() || !view.has_keys) return {};
  if (view.covered) return El("p", html::Badge(html::Mark::kOk, locale.tr("Two of them can help you")));
  if (!view.person)
    return El("p", locale.tr("Your vault is not covered yet. Unlock it to trust these holders."));
  return html::Form(
      {.action = "/vault/recovery/trust", .csrf = view.context.csrf()},
      Join(desk::TextField(locale.tr("Code of the holders, as published"),
                           {.name = "holders_typed", .autocomplete = "off", .required = true}, view.errors,
                           locale.tr("Not from this page. It shows that these are the keys of the three.")),
           html::Button(locale.tr("Trust these three"), {.kind = html::ButtonKind::kQuiet})));
}

Html NameForm(const View& view) {
  const std::vector<html::Choice> choices = view.Choices();
  if (!view.MayManage() || choices.size() < Holders().size()) return {};
  const html::Locale& locale = view.locale;
  Html fields;
  for (std::size_t i = 0; i < Holders().size(); ++i) {
    const std::string id = "holder" + std::to_string(i + 1);
    const std::string chosen = i < view.holders.size() ? view.holders[i].text() : choices[i].value;
    fields.Add(html::Field({.control_id = id,
                            .label = locale.tr("Holder {n}", {{"n", std::to_string(i + 1)}}),
                            .error = view.errors.Of(id)},
                           html::Select("holder", choices, chosen, id)));
  }
  fields.Add(html::Button(locale.tr("Name these three"), {.kind = html::ButtonKind::kQuiet}));
  return html::Closed(locale.tr("Name the holders"),
                      html::Form({.action = "/vault/recovery/holders", .csrf = view.context.csrf()}, fields),
                      !view.errors.Of("holder1").empty());
}

Html AskForm(const View& view) {
  const html::Locale& locale = view.locale;
  const Html form = Join(
      Measured(locale.tr("Choose a new pass-phrase. You get a code to read to two of the holders, over the "
                         "telephone or face to face; when both have approved, the new pass-phrase opens "
                         "your vault again.")),
      html::Form({.action = "/vault/recovery/ask", .csrf = view.context.csrf()},
                 Join(TwoPassphraseFields(view, locale.tr("New pass-phrase"), "recovery_passphrase"),
                      html::Button(locale.tr("Ask for recovery"), {.kind = html::ButtonKind::kQuiet}))));
  return html::Closed(
      locale.tr("I lost my pass-phrase"), form,
      !view.errors.Of("recovery_passphrase").empty() || !view.errors.Of("recovery_passphrase_again").empty());
}

Html FinishForm(const View& view, const Recovery& recovery) {
  const html::Locale& locale = view.locale;
  const auto approvals = static_cast<std::int64_t>(recovery.approved_by.size());
  const Html state =
      El("p", locale.ntr("You asked for recovery. {n} holder has approved; two are needed.",
                         "You asked for recovery. {n} holders have approved; two are needed.", approvals));
  if (approvals < 2) return state;
  return Join(state, html::Form({.action = "/vault/recovery/finish", .csrf = view.context.csrf()},
                                Join(desk::TextField(locale.tr("The new pass-phrase you chose"),
                                                     {.name = "finish_passphrase",
                                                      .type = html::InputType::kPassword,
                                                      .required = true,
                                                      .max_length = base::kMaxPassphraseBytes},
                                                     view.errors),
                                     html::Button(locale.tr("Finish the recovery")))));
}

Html ApproveForm(const View& view, const Recovery& recovery) {
  const html::Locale& locale = view.locale;
  const std::string who = view.NameOf(recovery.person);
  const desk::PersonId& self = view.context.actor().person;
  const Html asked = El("p", El("b", html::Value(who)), " ",
                        locale.tr("asked on {date}.", {{"date", locale.DateTime(recovery.asked.ms)}}));
  if (std::find(recovery.approved_by.begin(), recovery.approved_by.end(), self) != recovery.approved_by.end())
    return Join(asked, html::Badge(html::Mark::kOk, locale.tr("You approved")));
  if (!view.person) return Join(asked, El("p", locale.tr("Unlock your vault to approve.")));
  const std::string action = "/vault/recovery/" + recovery.id.text() + "/approve";
  const std::string id = "code-" + recovery.id.text();
  return Join(
      asked,
      html::Form({.action = action, .csrf = view.context.csrf()},
                 Join(desk::TextField(locale.tr("Code that this person read to you"),
                                      {.name = "code", .id = id, .autocomplete = "off", .required = true},
                                      view.errors,
                                      locale.tr("Call back on a number you know, or meet. Never "
                                                "take it from a message.")),
                      html::Button(locale.tr("Approve"), {.kind = html::ButtonKind::kQuiet}))));
}

Html Requests(const View& view) {
  const desk::PersonId& self = view.context.actor().person;
  Html mine, others;
  for (const Recovery& recovery : view.recoveries) {
    if (recovery.person == self)
      mine.Add(FinishForm(view, recovery));
    else if (IsHolder(view))
      others.Add(html::Box(ApproveForm(view, recovery)));
  }
  if (!view.person && view.has_keys) mine.Add(AskForm(view));
  return Join(mine, others);
}

base::Result<net::Response> PostHolders(Vault& vault, desk::Context& context) {
  const std::vector<std::string> typed = desk::FieldsOf(context, "holder");
  Holders holders;
  if (typed.size() != holders.size())
    return Again(vault, context, "holder1", base::Invalid(desk::tr("name three different persons")));
  for (std::size_t i = 0; i < holders.size(); ++i) holders[i] = TRY(MemberNamed(context, typed[i]));
  const base::Status named = vault.NameHolders(context.actor(), holders);
  if (!named.has_value()) return Again(vault, context, "holder1", named.error());
  return Done(context, named, desk::LocaleOf(context).tr("Named. Everybody has to trust them once more."));
}

base::Result<net::Response> PostTrust(Vault& vault, desk::Context& context) {
  const std::optional<UnlockedPerson> me = TRY(Unlocked(vault, context));
  if (!me) return UnlockFirst(context);
  const base::Status done = vault.TrustHolders(context.actor(), *me, desk::FieldOf(context, "holders_typed"));
  if (!done.has_value()) return Again(vault, context, "holders_typed", done.error());
  return Done(context, done, desk::LocaleOf(context).tr("Two of the three holders can now help you."));
}

base::Result<net::Response> PostAsk(Vault& vault, desk::Context& context) {
  const base::Result<crypto::SecretBytes> wanted = TypedTwice(context, "recovery_passphrase");
  if (!wanted.has_value()) return Again(vault, context, "recovery_passphrase_again", wanted.error());
  const base::Result<Vault::NewRecovery> asked = vault.AskRecovery(context.actor(), wanted->view());
  if (!asked.has_value()) return Again(vault, context, "recovery_passphrase", asked.error());
  const html::Locale& locale = desk::LocaleOf(context);
  const Html first =
      html::NoticeOf(html::Mark::kCare,
                     Join(locale.tr("Write this code down: it is shown once. Read it to two of the holders:"),
                          " ", El("code", asked->code)));
  return VaultPage(vault, context, desk::FormErrors(locale), first);
}

base::Result<net::Response> PostApprove(Vault& vault, desk::Context& context) {
  const RecoveryId recovery = TRY(RecoveryId::Parse(context.Path("id")));
  const std::optional<UnlockedPerson> me = TRY(Unlocked(vault, context));
  if (!me) return UnlockFirst(context);
  const base::Status done =
      vault.ApproveRecovery(context.actor(), *me, recovery, desk::FieldOf(context, "code"));
  if (!done.has_value()) return Again(vault, context, "code-" + recovery.text(), done.error());
  return Done(context, done, desk::LocaleOf(context).tr("Approved."));
}

base::Result<net::Response> PostFinish(Vault& vault, desk::Context& context) {
  const base::Status done =
      vault.FinishRecovery(context.actor(), PassphraseIn(context, "finish_passphrase").view());
  if (!done.has_value()) return Again(vault, context, "finish_passphrase", done.error());
  return Done(context, done,
              desk::LocaleOf(context).tr("Recovered. Unlock your vault with the new pass-phrase."));
}

}  // namespace

Html RecoverySection(const View& view) {
  const html::Locale& locale = view.locale;
  return html::Section(
      locale.tr("Recovery"),
      Join(Measured(locale.tr("Three holders each keep a share of your key, locked with their own. Any two "
                              "together can give you back what a lost pass-phrase opened; one alone learns "
                              "nothing.")),
           HoldersList(view), TrustForm(view), NameForm(view), Requests(view)));
}

void AddRecoveryChanges(const AddChange& add) {
  constexpr desk::Permission kPermission = desk::Permission::kMember;
  add("/vault/recovery/holders", desk::Permission::kOrgManage, PostHolders);
  add("/vault/recovery/trust", kPermission, PostTrust);
  add("/vault/recovery/ask", kPermission, PostAsk);
  add("/vault/recovery/{id}/approve", kPermission, PostApprove);
  add("/vault/recovery/finish", kPermission, PostFinish);
}

}  // namespace vault
