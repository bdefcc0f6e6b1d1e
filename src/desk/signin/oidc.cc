#include <fmt/format.h>

#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/signin/client.h"
#include "desk/signin/impl.h"
#include "desk/tr.h"
#include "net/forms.h"

namespace desk {

namespace {

base::Error NotInvited() {
  return {base::Code::kForbidden,
          tr("Nobody here is known under the address that the sign-in service confirmed. Ask an "
             "administrator of your organisation for an invitation."),
          {}};
}

// The state's challenge is bound to the provider and to the browser that holds the cookie.
std::string PurposeOf(std::string_view provider, std::string_view cookie) {
  return fmt::format("oidc {} {}", crypto::Sha256Hex(cookie), provider);
}

}  // namespace

// Nonce and verifier follow from the browser's cookie and our key: nothing has to be kept meanwhile.
OidcProviders::Request SignIn::Impl::OidcRequest(const OidcProvider& provider, std::string_view cookie,
                                                 std::string state) const {
  const auto derive = [&](std::string_view use) {
    return crypto::Base64UrlEncode(
        crypto::HmacSha256(challenge_key.view(), crypto::AsBytes(fmt::format("{} {}", use, cookie))));
  };
  return {.redirect_uri = fmt::format("{}/sign-in/oidc/{}/callback", Origin(), net::UrlEncode(provider.name)),
          .state = std::move(state),
          .nonce = derive("nonce"),
          .verifier = derive("verifier")};
}

base::Result<PersonId> SignIn::Impl::LinkedPerson(const std::string& issuer, const std::string& subject) {
  return database.Read([&](db::Transaction& tx) -> base::Result<PersonId> {
    const auto row =
        TRY(tx.QueryOne("SELECT l.person_id, p.active FROM oidc_link l JOIN person p ON p.id = l.person_id "
                        "WHERE l.issuer = $1 AND l.subject = $2",
                        {issuer, subject}));
    if (!row) return base::NotFound("");
    if (!row->Bool(1)) return NotInvited();
    return row->IdAt<PersonId>(0);
  });
}

// The person this account of a provider is, linked from now on.
base::Result<PersonId> SignIn::Impl::LinkPerson(const OidcProvider& provider, const crypto::IdToken& token) {
  if (!token.email_verified || token.email.empty()) return NotInvited();
  PersonId id;
  base::Result<Person> known = people.PersonByEmail(token.email);
  if (known.has_value() && known->active) {
    id = known->id;
  } else {
    base::Result<PersonId> invited = people.AcceptByEmail(token.email, token.name);
    if (!invited.has_value())
      return invited.error().code == base::Code::kNotFound ? NotInvited() : invited.error();
    id = *invited;
  }
  return database.Write([&](db::Transaction& tx) -> base::Result<PersonId> {
    // A second account of one provider under the same address is somebody who was given the address later.
    const std::int64_t added =
        TRY(tx.Execute("INSERT INTO oidc_link (issuer, subject, person_id, created_ms) VALUES ($1, $2, $3, "
                       "$4) ON CONFLICT DO NOTHING",
                       {provider.issuer, token.subject, id, clock.Now().ms}));
    if (added == 0) return NotInvited();
    TRY(audit.Append(tx, ActorSigningIn(id), "person.provider-link", PersonRecord(id),
                     {{"provider", provider.name}}));
    return id;
  });
}

base::Result<std::string> SignIn::BeginOidc(std::string_view provider, std::string& state_cookie) {
  const OidcProvider known = TRY(impl_->providers.Find(provider));
  state_cookie = crypto::Base64UrlEncode(impl_->random.Bytes<32>());
  std::string state = impl_->challenges.Make(PurposeOf(known.name, state_cookie));
  return impl_->providers.AuthorizationUrl(known, impl_->OidcRequest(known, state_cookie, std::move(state)));
}

base::Result<NewSession> SignIn::FinishOidc(std::string_view provider, std::string_view code,
                                            std::string_view state, std::string_view state_cookie,
                                            std::string_view remote_address, std::string_view agent) {
  const OidcProvider known = TRY(impl_->providers.Find(provider));
  TRY(impl_->UseChallenge(PurposeOf(known.name, state_cookie), std::string(state)));
  const crypto::IdToken token =
      TRY(impl_->providers.Redeem(known, code, impl_->OidcRequest(known, state_cookie, {})));
  base::Result<PersonId> person = impl_->LinkedPerson(known.issuer, token.subject);
  if (!person.has_value() && person.error().code == base::Code::kNotFound)
    person = impl_->LinkPerson(known, token);
  if (!person.has_value()) return person.error();
  return impl_->database.Write([&](db::Transaction& tx) {
    return impl_->OpenSession(tx, {.person = *person,
                                   .method = "oidc:" + known.name,
                                   .network = NetworkOf(remote_address),
                                   .agent = AgentSummary(agent)});
  });
}

}  // namespace desk
