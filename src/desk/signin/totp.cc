#include "crypto/totp.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

#include "base/limits.h"
#include "crypto/box.h"
#include "crypto/encoding.h"
#include "desk/signin/client.h"
#include "desk/signin/impl.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::string_view kIssuer = "Manumit";
constexpr std::size_t kRecoveryBytes = 10;  // 80 bits, 16 letters of base 32
constexpr std::size_t kRecoveryLetters = 16;

base::Error WrongCode() {
  return {base::Code::kUnauthenticated,
          tr("The code is not right. Codes change every 30 seconds, and each is good once."),
          {}};
}

std::string ContextOf(const PersonId& person) {
  return "totp of " + person.text();
}

// As typed, without blanks and hyphens, in upper case.
std::string Plain(std::string_view code) {
  std::string plain;
  for (const char c : code)
    if (c != ' ' && c != '-') plain += c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c;
  return plain;
}

// "ABCD-EFGH-IJKL-MNOP"
std::string Grouped(std::string_view code) {
  std::string text;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) text += '-';
    text += code[i];
  }
  return text;
}

}  // namespace

base::Result<bool> SignIn::Impl::HasTotp(db::Transaction& tx, const PersonId& person) {
  return TRY(tx.QueryOne("SELECT 1 FROM totp WHERE person_id = $1 AND confirmed = 1", {person})).has_value();
}

base::Status SignIn::Impl::UseCode(db::Transaction& tx, const PersonId& person, std::string_view code,
                                   bool recovery) {
  const std::string plain = Plain(code);
  if (recovery) {
    const std::string hash = KeyedHash(fmt::format("recovery {} {}", person.text(), plain));
    if (TRY(tx.Execute("DELETE FROM recovery_code WHERE person_id = $1 AND code_hash = $2",
                       {person, hash})) == 0)
      return WrongCode();
    return audit.Append(tx, ActorSigningIn(person), "person.recovery-code", PersonRecord(person));
  }
  const auto row = TRY(tx.QueryOne("SELECT secret, used_step FROM totp WHERE person_id = $1", {person}));
  if (!row) return WrongCode();
  const crypto::SecretBytes secret =
      TRY(crypto::Decrypt(totp_key, row->Bytes(0), crypto::AsBytes(ContextOf(person))));
  const std::optional<std::int64_t> step = crypto::VerifyTotp(secret.view(), plain, clock.Now(), row->Int(1));
  if (!step) return WrongCode();
  if (TRY(tx.Execute("UPDATE totp SET used_step = $1 WHERE person_id = $2 AND used_step < $1",
                     {*step, person})) == 0)
    return WrongCode();
  return base::Ok();
}

base::Result<SignIn::Impl::Partial> SignIn::Impl::FindPartial(db::Transaction& tx, const SessionId& session,
                                                              std::string_view network) {
  const auto row = TRY(
      tx.QueryOne("SELECT person_id, agent FROM session WHERE id = $1 AND partial = 1 AND expires_ms > $2",
                  {session, clock.Now().ms}));
  if (!row) return base::Error{base::Code::kUnauthenticated, tr("This took too long. Sign in again."), {}};
  const PersonId person = row->IdAt<PersonId>(0);
  return Partial{
      .person = person, .agent = row->Text(1), .known_network = TRY(KnowsNetwork(tx, person, network))};
}

base::Result<NewSession> SignIn::FinishWithTotp(const SessionId& session, std::string_view code,
                                                std::string_view remote_address) {
  const std::string network = NetworkOf(remote_address);
  const Impl::Partial partial = TRY(
      impl_->database.Read([&](db::Transaction& tx) { return impl_->FindPartial(tx, session, network); }));
  // Whoever comes here knows the password, so strangers share one count over all their networks.
  const std::string own =
      fmt::format("code {} {}", partial.person.text(), partial.known_network ? network : "elsewhere");
  TRY(impl_->throttle.Begin({{own, partial.known_network ? kKnownNetworkCodePace : kCodePace}}));
  const bool recovery = Plain(code).size() == kRecoveryLetters;
  return impl_->database.Write([&](db::Transaction& tx) -> base::Result<NewSession> {
    if (TRY(tx.Execute("DELETE FROM session WHERE id = $1 AND partial = 1", {session})) == 0)
      return WrongCode();
    TRY(impl_->UseCode(tx, partial.person, code, recovery));
    TRY(impl_->throttle.Succeeded(tx, own));
    return impl_->OpenSession(tx, {.person = partial.person,
                                   .method = recovery ? "password+recovery-code" : "password+totp",
                                   .network = network,
                                   .agent = partial.agent});
  });
}

base::Result<SignIn::TotpEnrolment> SignIn::BeginTotp(const Actor& actor) {
  const crypto::SecretBytes secret = crypto::NewTotpSecret();
  const crypto::Bytes sealed =
      crypto::Encrypt(impl_->totp_key, secret.view(), crypto::AsBytes(ContextOf(actor.person)));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Result<TotpEnrolment> {
    if (TRY(impl_->HasTotp(tx, actor.person)))
      return base::Error{
          base::Code::kConflict, tr("An authenticator app is set up already. Remove it first."), {}};
    TRY(tx.Execute("DELETE FROM totp WHERE person_id = $1", {actor.person}));
    TRY(tx.Execute(
        "INSERT INTO totp (person_id, secret, confirmed, used_step, created_ms) VALUES ($1, $2, 0, 0, $3)",
        {actor.person, sealed, impl_->clock.Now().ms}));
    return TotpEnrolment{.secret_base32 = crypto::Base32Encode(secret.view()),
                         .uri = crypto::TotpUri(secret.view(), kIssuer, actor.email)};
  });
}

base::Result<std::vector<std::string>> SignIn::ConfirmTotp(const Actor& actor, std::string_view code) {
  TRY(impl_->throttle.Begin({{"own-code " + actor.person.text(), kCodePace}}));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Result<std::vector<std::string>> {
    if (TRY(impl_->HasTotp(tx, actor.person)))
      return base::Error{base::Code::kConflict, tr("An authenticator app is set up already."), {}};
    TRY(impl_->UseCode(tx, actor.person, code, false));
    TRY(impl_->throttle.Succeeded(tx, "own-code " + actor.person.text()));
    TRY(tx.Execute("UPDATE totp SET confirmed = 1 WHERE person_id = $1", {actor.person}));
    TRY(tx.Execute("DELETE FROM recovery_code WHERE person_id = $1", {actor.person}));
    std::vector<std::string> codes;
    for (int i = 0; i < base::kRecoveryCodes; ++i) {
      const std::string plain = crypto::Base32Encode(impl_->random.Bytes<kRecoveryBytes>());
      const std::string hash = impl_->KeyedHash(fmt::format("recovery {} {}", actor.person.text(), plain));
      TRY(tx.Execute("INSERT INTO recovery_code (person_id, code_hash) VALUES ($1, $2)",
                     {actor.person, hash}));
      codes.push_back(Grouped(plain));
    }
    TRY(impl_->audit.Append(tx, actor, "person.totp-add", PersonRecord(actor.person)));
    return codes;
  });
}

base::Status SignIn::RemoveTotp(const Actor& actor, std::string_view code) {
  TRY(impl_->throttle.Begin({{"own-code " + actor.person.text(), kCodePace}}));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(impl_->UseCode(tx, actor.person, code, Plain(code).size() == kRecoveryLetters));
    TRY(impl_->throttle.Succeeded(tx, "own-code " + actor.person.text()));
    TRY(tx.Execute("DELETE FROM totp WHERE person_id = $1", {actor.person}));
    TRY(tx.Execute("DELETE FROM recovery_code WHERE person_id = $1", {actor.person}));
    return impl_->audit.Append(tx, actor, "person.totp-remove", PersonRecord(actor.person));
  });
}

base::Result<bool> SignIn::HasTotp(const PersonId& person) {
  return impl_->database.Read([&](db::Transaction& tx) { return impl_->HasTotp(tx, person); });
}

}  // namespace desk
