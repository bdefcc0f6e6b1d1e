#include "crypto/password.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "desk/people/stored.h"
#include "desk/signin/client.h"
#include "desk/signin/impl.h"
#include "desk/tr.h"

namespace desk {

namespace {

base::Error Wrong() {
  return {base::Code::kUnauthenticated, tr("The e-mail address or the password is not right."), {}};
}

// Exactly one verification, whoever it is: where there is no hash, against the decoy.
base::Result<bool> IsRight(std::string_view password, const std::string& hash) {
  const std::string decoy = TRY(crypto::DecoyHash());
  const bool fits = TRY(crypto::VerifyPassword(crypto::AsBytes(password), hash.empty() ? decoy : hash));
  return fits && !hash.empty();
}

// Longer texts are nobody's address; all of them together are one account to the throttle.
std::string AccountOf(std::string_view typed) {
  const base::Result<std::string> email = NormaliseEmail(typed);
  return email.has_value() ? email.value() : std::string();
}

}  // namespace

base::Result<SignIn::Impl::Account> SignIn::Impl::FindAccount(db::Transaction& tx, std::string_view email,
                                                              std::string_view network) {
  const auto row = TRY(tx.QueryOne("SELECT id, password_hash, active FROM person WHERE email = $1", {email}));
  if (!row) return Account{};
  const PersonId person = row->IdAt<PersonId>(0);
  return Account{.person = person,
                 .hash = row->Text(1),
                 .active = row->Bool(2),
                 .known_network = TRY(KnowsNetwork(tx, person, network))};
}

base::Result<NewSession> SignIn::WithPassword(std::string_view email, std::string_view password,
                                              std::string_view remote_address, std::string_view agent) {
  if (password.size() > base::kMaxPassphraseBytes) return Wrong();
  const std::string account_name = AccountOf(email);
  const std::string network = NetworkOf(remote_address);
  const Impl::Account account = TRY(impl_->database.Read(
      [&](db::Transaction& tx) { return impl_->FindAccount(tx, account_name, network); }));
  const std::string pair = fmt::format("password {} {}", network, account_name);
  const std::string shared = account.known_network ? std::string() : "network " + network;
  std::vector<ThrottleKey> keys = {{pair, account.known_network ? kKnownNetworkPace : kStrangerPace}};
  if (!account.known_network) keys.push_back({shared, kNetworkPace});
  TRY(impl_->throttle.Begin(keys));
  const bool right = TRY(IsRight(password, account.hash));
  if (!right || !account.active) return Wrong();
  std::string new_hash;
  if (crypto::NeedsRehash(account.hash)) new_hash = TRY(crypto::HashPassword(crypto::AsBytes(password)));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Result<NewSession> {
    TRY(impl_->throttle.Succeeded(tx, pair, shared));
    if (!new_hash.empty())
      TRY(tx.Execute("UPDATE person SET password_hash = $1 WHERE id = $2 AND password_hash = $3",
                     {new_hash, account.person, account.hash}));
    const bool partial = TRY(impl_->HasTotp(tx, account.person));
    return impl_->OpenSession(tx, {.person = account.person,
                                   .method = "password",
                                   .network = network,
                                   .agent = AgentSummary(agent),
                                   .partial = partial});
  });
}

base::Status SignIn::SetPassword(const Actor& actor, const PersonId& person, std::string_view password) {
  if (actor.person != person && !IsOperator(actor)) return base::NotFound(tr("There is no such person."));
  const Person whose = TRY(impl_->people.GetPerson(person));
  TRY(CheckNewPassword(password, whose.email));
  const std::string hash = TRY(crypto::HashPassword(crypto::AsBytes(password)));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("UPDATE person SET password_hash = $1 WHERE id = $2", {hash, person}));
    TRY(impl_->EndOtherSessions(tx, actor, person));
    return impl_->audit.Append(tx, actor, "person.password", PersonRecord(person));
  });
}

base::Status SignIn::ChangePassword(const Actor& actor, std::string_view present, std::string_view wanted) {
  const Impl::Account account =
      TRY(impl_->database.Read([&](db::Transaction& tx) { return impl_->FindAccount(tx, actor.email, {}); }));
  if (account.person != actor.person) return base::NotFound(tr("There is no such person."));
  TRY(CheckNewPassword(wanted, actor.email));
  if (!account.hash.empty()) {
    const base::Error wrong{base::Code::kUnauthenticated, tr("The present password is not right."), {}};
    if (present.size() > base::kMaxPassphraseBytes) return wrong;
    const std::string own = "present-password " + actor.person.text();
    TRY(impl_->throttle.Begin({{own, kCodePace}}));
    if (!TRY(IsRight(present, account.hash))) return wrong;
    const base::Status forgotten =
        impl_->database.Write([&](db::Transaction& tx) { return impl_->throttle.Succeeded(tx, own); });
    if (!forgotten.has_value()) return forgotten;
  }
  return SetPassword(actor, actor.person, wanted);
}

base::Result<bool> SignIn::HasPassword(const PersonId& person) {
  return impl_->database.Read([&](db::Transaction& tx) -> base::Result<bool> {
    return TRY(tx.QueryOne("SELECT 1 FROM person WHERE id = $1 AND password_hash IS NOT NULL", {person}))
        .has_value();
  });
}

}  // namespace desk
