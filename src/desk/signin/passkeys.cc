#include <boost/json.hpp>

#include <fmt/format.h>

#include "base/limits.h"
#include "crypto/encoding.h"
#include "crypto/webauthn.h"
#include "desk/signin/client.h"
#include "desk/signin/impl.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::string_view kSignInPurpose = "passkey sign-in";

base::Error NotAccepted(std::string internal = {}) {
  return {base::Code::kUnauthenticated,
          tr("The passkey was not accepted. Try again, or sign in another way."), std::move(internal)};
}

std::string RegistrationPurpose(const PersonId& person) {
  return "passkey of " + person.text();
}

// "https://host:8443" belongs to the host.
crypto::RelyingParty PartyOf(const std::string& origin) {
  std::string host = origin.substr(origin.find("://") + 3);
  if (!host.ends_with(']')) host = host.substr(0, host.rfind(':'));
  return {.id = host, .origin = origin};
}

base::Result<crypto::Bytes> Member(const std::string& text) {
  if (text.size() > 2 * base::kMaxWebAuthnBytes) return NotAccepted("a member is too long");
  base::Result<crypto::Bytes> bytes = crypto::Base64UrlDecode(text);
  if (!bytes.has_value()) return NotAccepted("a member is not base64url");
  return bytes;
}

// The challenge as the browser repeats it.
base::Result<std::string> ChallengeIn(const crypto::Bytes& client_data) {
  boost::json::error_code problem;
  const boost::json::value value = boost::json::parse(std::string(crypto::AsText(client_data)), problem);
  const boost::json::object* data = problem ? nullptr : value.if_object();
  const boost::json::value* challenge = data == nullptr ? nullptr : data->if_contains("challenge");
  if (challenge == nullptr || !challenge->is_string()) return NotAccepted("no challenge in the client data");
  return std::string(challenge->as_string());
}

boost::json::object Credential(const std::string& id) {
  return {{"type", "public-key"}, {"id", id}};
}

}  // namespace

base::Status SignIn::Impl::UseChallenge(const std::string& purpose, const std::string& challenge) {
  // On its own, so that it stays used whatever comes of the answer.
  return database.Write([&](db::Transaction& tx) { return challenges.Use(tx, purpose, challenge); });
}

base::Result<std::string> SignIn::BeginPasskeyRegistration(const Actor& actor) {
  const crypto::RelyingParty party = PartyOf(impl_->Origin());
  boost::json::array known;
  const db::Rows rows = TRY(impl_->database.Read([&](db::Transaction& tx) {
    return tx.Query("SELECT credential_id FROM passkey WHERE person_id = $1 ORDER BY created_ms, id",
                    {actor.person});
  }));
  for (const db::Row& row : rows) known.push_back(Credential(row.Text(0)));
  boost::json::array algorithms;
  for (const std::int64_t algorithm : {crypto::kCoseEdDsa, crypto::kCoseEs256, crypto::kCoseRs256})
    algorithms.push_back(boost::json::object{{"type", "public-key"}, {"alg", algorithm}});
  const std::string user_id = crypto::Base64UrlEncode(crypto::AsBytes(actor.person.text()));
  const boost::json::object options = {
      {"rp", {{"id", party.id}, {"name", "Manumit"}}},
      {"user",
       {{"id", user_id},
        {"name", actor.email},
        {"displayName", actor.name.empty() ? actor.email : actor.name}}},
      {"challenge", impl_->challenges.Make(RegistrationPurpose(actor.person))},
      {"pubKeyCredParams", std::move(algorithms)},
      {"timeout", base::kChallengeMs},
      {"excludeCredentials", std::move(known)},
      {"authenticatorSelection",
       {{"residentKey", "required"}, {"requireResidentKey", true}, {"userVerification", "required"}}},
      {"attestation", "none"}};
  return boost::json::serialize(options);
}

base::Status SignIn::FinishPasskeyRegistration(const Actor& actor, const PasskeyAnswer& answer,
                                               std::string_view name) {
  const std::string checked_name = TRY(NormaliseName(name));
  const crypto::Bytes client_data = TRY(Member(answer.client_data_json));
  const crypto::Bytes attestation = TRY(Member(answer.attestation_object));
  const std::string challenge = TRY(ChallengeIn(client_data));
  TRY(impl_->UseChallenge(RegistrationPurpose(actor.person), challenge));
  const crypto::Bytes challenge_bytes = TRY(Member(challenge));
  const crypto::Passkey made = TRY(crypto::VerifyRegistration(
      PartyOf(impl_->Origin()),
      {.client_data_json = client_data, .attestation_object = attestation, .challenge = challenge_bytes}));
  const std::string id = base::NewIdText(impl_->random);
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    const auto count = TRY(tx.QueryOne("SELECT COUNT(*) FROM passkey WHERE person_id = $1", {actor.person}));
    if (count->Int(0) >= base::kMaxPasskeysPerPerson)
      return base::TooLarge(tr("You have too many passkeys. Remove one first."));
    const std::int64_t added = TRY(tx.Execute(
        "INSERT INTO passkey (id, person_id, credential_id, public_key, sign_count, name, created_ms) "
        "VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (credential_id) DO NOTHING",
        {id, actor.person, crypto::Base64UrlEncode(made.credential_id), made.public_key, made.sign_count,
         checked_name, impl_->clock.Now().ms}));
    if (added == 0) return base::Error{base::Code::kConflict, tr("This passkey is set up already."), {}};
    return impl_->audit.Append(tx, actor, "person.passkey-add", "passkey:" + id);
  });
}

base::Result<std::string> SignIn::BeginPasskeySignIn() {
  const boost::json::object options = {{"challenge", impl_->challenges.Make(kSignInPurpose)},
                                       {"rpId", PartyOf(impl_->Origin()).id},
                                       {"timeout", base::kChallengeMs},
                                       {"allowCredentials", boost::json::array()},
                                       {"userVerification", "required"}};
  return boost::json::serialize(options);
}

base::Result<NewSession> SignIn::FinishPasskeySignIn(const PasskeyAnswer& answer,
                                                     std::string_view remote_address,
                                                     std::string_view agent) {
  const crypto::Bytes client_data = TRY(Member(answer.client_data_json));
  const crypto::Bytes authenticator_data = TRY(Member(answer.authenticator_data));
  const crypto::Bytes signature = TRY(Member(answer.signature));
  const std::string challenge = TRY(ChallengeIn(client_data));
  TRY(impl_->UseChallenge(std::string(kSignInPurpose), challenge));
  const crypto::Bytes challenge_bytes = TRY(Member(challenge));
  return impl_->database.Write([&](db::Transaction& tx) -> base::Result<NewSession> {
    const auto row =
        TRY(tx.QueryOne("SELECT k.id, k.person_id, k.public_key, k.sign_count FROM passkey k JOIN person p "
                        "ON p.id = k.person_id "
                        "WHERE k.credential_id = $1 AND p.active = 1",
                        {answer.credential_id}));
    if (!row) return NotAccepted("no such credential");
    const PersonId person = row->IdAt<PersonId>(1);
    if (!answer.user_handle.empty() &&
        answer.user_handle != crypto::Base64UrlEncode(crypto::AsBytes(person.text())))
      return NotAccepted("the user handle is another person's");
    const base::Result<crypto::AssertionOutcome> outcome = crypto::VerifyAssertion(
        PartyOf(impl_->Origin()), row->Bytes(2), static_cast<std::uint32_t>(row->Int(3)),
        {.client_data_json = client_data,
         .authenticator_data = authenticator_data,
         .signature = signature,
         .challenge = challenge_bytes});
    if (!outcome.has_value()) return NotAccepted(outcome.error().internal);
    TRY(tx.Execute("UPDATE passkey SET sign_count = $1, last_used_ms = $2 WHERE id = $3",
                   {outcome->sign_count, impl_->clock.Now().ms, row->Text(0)}));
    return impl_->OpenSession(tx, {.person = person,
                                   .method = "passkey",
                                   .network = NetworkOf(remote_address),
                                   .agent = AgentSummary(agent)});
  });
}

base::Result<std::vector<Passkey>> SignIn::Passkeys(const PersonId& person) {
  return impl_->database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Passkey>> {
    std::vector<Passkey> all;
    const db::Rows rows = TRY(tx.Query(
        "SELECT id, name, created_ms, last_used_ms FROM passkey WHERE person_id = $1 ORDER BY created_ms, id",
        {person}));
    for (const db::Row& row : rows) {
      Passkey passkey{
          .id = row.Text(0), .name = row.Text(1), .created = {row.Int(2)}, .last_used = std::nullopt};
      if (!row.IsNull(3)) passkey.last_used = base::UtcTime{row.Int(3)};
      all.push_back(std::move(passkey));
    }
    return all;
  });
}

base::Status SignIn::RemovePasskey(const Actor& actor, std::string_view id) {
  return impl_->database.Write([&](db::Transaction& tx) -> base::Status {
    if (TRY(tx.Execute("DELETE FROM passkey WHERE id = $1 AND person_id = $2", {id, actor.person})) == 0)
      return base::NotFound(tr("There is no such passkey."));
    return impl_->audit.Append(tx, actor, "person.passkey-remove", "passkey:" + std::string(id));
  });
}

}  // namespace desk
