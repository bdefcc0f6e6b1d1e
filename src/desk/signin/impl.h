#pragma once
// What the parts of SignIn share. Internal to signin/.

#include <optional>
#include <string>
#include <string_view>

#include "desk/signin/challenges.h"
#include "desk/signin/oidc_provider.h"
#include "desk/signin/signin.h"
#include "desk/signin/throttle.h"

namespace desk {

struct SignIn::Impl {
  Impl(db::Database& d, const base::Clock& c, base::Random& r, Audit& a, People& p, const Config& f,
       net::Fetcher& fetcher, crypto::SecretBytes k);

  db::Database& database;
  const base::Clock& clock;
  base::Random& random;
  Audit& audit;
  People& people;
  const Config& config;
  crypto::SecretBytes totp_key;       // seals secrets
  crypto::SecretBytes hash_key;       // recovery codes, networks, throttle keys
  crypto::SecretBytes challenge_key;  // signs challenges, seals the state of a provider's sign-in
  Throttle throttle;
  Challenges challenges;
  OidcProviders providers;

  std::string KeyedHash(std::string_view text) const;

  // A session being made. `network` empty: not remembered.
  struct Opening {
    PersonId person;
    std::string method;
    std::string network;
    std::string agent;  // as AgentSummary gives it
    bool partial = false;
  };
  base::Result<NewSession> OpenSession(db::Transaction& tx, const Opening& opening);

  // What is known of an address before its password is checked. Without a person, or without a password of
  // hers: no hash.
  struct Account {
    PersonId person;
    std::string hash;
    bool active = false;
    bool known_network = false;
  };
  base::Result<Account> FindAccount(db::Transaction& tx, std::string_view email, std::string_view network);
  // A sign-in that waits for its second factor. kUnauthenticated where it no longer does.
  struct Partial {
    PersonId person;
    std::string agent;
    bool known_network = false;
  };
  base::Result<Partial> FindPartial(db::Transaction& tx, const SessionId& session, std::string_view network);
  base::Result<bool> KnowsNetwork(db::Transaction& tx, const PersonId& person, std::string_view network);
  base::Result<bool> HasTotp(db::Transaction& tx, const PersonId& person);
  // Checks an app's code or, with `recovery`, a recovery code, and uses it up. kUnauthenticated where it is
  // wrong.
  base::Status UseCode(db::Transaction& tx, const PersonId& person, std::string_view code, bool recovery);
  base::Status UseChallenge(const std::string& purpose, const std::string& challenge);
  OidcProviders::Request OidcRequest(const OidcProvider& provider, std::string_view cookie,
                                     std::string state) const;
  // kNotFound where the account is not linked; kForbidden where its person is inactive.
  base::Result<PersonId> LinkedPerson(const std::string& issuer, const std::string& subject);
  base::Result<PersonId> LinkPerson(const OidcProvider& provider, const crypto::IdToken& token);
  base::Status EndOtherSessions(db::Transaction& tx, const Actor& actor, const PersonId& person);

  // As browsers see this installation: "https://host[:port]".
  std::string Origin() const;
};

// "person:ID", for the audit log.
std::string PersonRecord(const PersonId& person);
// A person's actor without organisation, for what happens while she signs in.
Actor ActorSigningIn(const PersonId& person);

}  // namespace desk
