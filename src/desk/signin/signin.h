#pragma once
// Signing in: a password with a second factor (TOTP), passkeys, an OpenID provider; sessions. Signing in never unlocks the vault.
//
// A session is a row; the browser holds 256 random bits in the cookie "__Host-manumit" (plain "manumit" without TLS), the row their
// SHA-256. Any process can serve it; a revoked one ends at once everywhere.
//
// No enumeration: a wrong address and a wrong password take the same time and get the same answer. Throttling is by pairs (address of
// the client's network, account): strangers slow themselves down, not the person, who can always come in from a network where she has
// signed in before. Thread-safe.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"
#include "desk/config.h"
#include "desk/people/people.h"
#include "net/client.h"

namespace desk {

struct NewSession {
  SessionId id;
  std::string cookie;       // the value to set
  std::int64_t max_age_s = 0;
  bool needs_second_factor = false;  // the session can do nothing but finish signing in
};

struct SessionInfo {
  SessionId id;
  base::UtcTime created;
  base::UtcTime last_used;  // to the minute
  std::string method;       // "password+totp", "passkey", "oidc:NAME"
  std::string agent;        // "Firefox on Linux": browser and system only
  bool current = false;
};

struct Passkey {
  std::string id;  // of the row
  std::string name;
  base::UtcTime created;
  std::optional<base::UtcTime> last_used;
};

class SignIn {
 public:
  SignIn(db::Database& database, const base::Clock& clock, base::Random& random, Audit& audit, People& people, const Config& config,
         net::Fetcher& fetcher);
  ~SignIn();

  // password and TOTP
  base::Result<NewSession> WithPassword(std::string_view email, std::string_view password, std::string_view remote_address, std::string_view agent);
  base::Status FinishWithTotp(const SessionId& session, std::string_view code, std::string_view remote_address);
  base::Status SetPassword(const Actor& actor, const PersonId& person, std::string_view password);  // ends her other sessions
  struct TotpEnrolment {
    std::string secret_base32;
    std::string uri;  // otpauth://, shown as a QR code
  };
  base::Result<TotpEnrolment> BeginTotp(const Actor& actor);
  base::Result<std::vector<std::string>> ConfirmTotp(const Actor& actor, std::string_view code);  // returns ten one-time recovery codes
  base::Status RemoveTotp(const Actor& actor, std::string_view code);
  base::Result<bool> HasTotp(const PersonId& person);

  // passkeys: options are JSON for navigator.credentials, the answers its JSON with base64url members
  base::Result<std::string> BeginPasskeyRegistration(const Actor& actor);
  base::Status FinishPasskeyRegistration(const Actor& actor, std::string_view answer_json, std::string_view name);
  base::Result<std::string> BeginPasskeySignIn();
  base::Result<NewSession> FinishPasskeySignIn(std::string_view answer_json, std::string_view remote_address, std::string_view agent);
  base::Result<std::vector<Passkey>> Passkeys(const PersonId& person);
  base::Status RemovePasskey(const Actor& actor, std::string_view id);

  // OpenID Connect, authorization code flow with PKCE, state and nonce; a person must have been invited or added under that address
  base::Result<std::string> BeginOidc(std::string_view provider, std::string& state_cookie);  // the address to send the browser to
  base::Result<NewSession> FinishOidc(std::string_view provider, std::string_view code, std::string_view state, std::string_view state_cookie,
                                      std::string_view remote_address, std::string_view agent);

  // sessions
  base::Result<Actor> ActorOfCookie(std::string_view cookie);  // kUnauthenticated where unknown, expired, revoked
  base::Status SwitchOrganisation(const Actor& actor, const OrgId& org);
  base::Status SignOut(const Actor& actor);
  base::Result<std::vector<SessionInfo>> Sessions(const Actor& actor);
  base::Status Revoke(const Actor& actor, const SessionId& session);
  base::Status RevokeAll(const Actor& by, const PersonId& person);
  // The organisation a person's session starts in, with its permissions. Also how the CLI's --as makes an actor.
  base::Result<Actor> ActorOfPerson(const PersonId& person, const OrgId& org);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace desk
