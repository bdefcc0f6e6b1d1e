#pragma once
// Signing in: a password with a second factor (TOTP), passkeys, an OpenID provider; sessions. Signing in
// never unlocks the vault.
//
// A session is a row; the browser holds 256 random bits in the cookie "__Host-manumit" (plain "manumit"
// without TLS), the row their SHA-256. Any process can serve it; a revoked one ends at once everywhere.
//
// No enumeration: a wrong address and a wrong password take the same time and get the same answer. Throttling
// is by pairs (address of the client's network, account): strangers slow themselves down, not the person, who
// can always come in from a network where she has signed in before. Thread-safe. Passwords are hashed outside
// transactions and wait their turn (kBusy).
//
// Factors: a password, with TOTP where it is set up; a passkey whose authenticator has verified the person
// (possession and PIN or fingerprint, so both factors at once); an OpenID provider, which answers for its own
// factors.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/random.h"
#include "base/result.h"
#include "crypto/secret.h"
#include "db/db.h"
#include "desk/actor.h"
#include "desk/audit/audit.h"
#include "desk/config.h"
#include "desk/people/people.h"
#include "net/client.h"

namespace desk {

struct NewSession {
  SessionId id;
  std::string cookie;  // the value to set
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

// What a browser answers to a passkey's options, each member in base64url without padding.
struct PasskeyAnswer {
  std::string credential_id;
  std::string client_data_json;
  std::string attestation_object;  // registration
  std::string authenticator_data;  // sign-in, with the two below
  std::string signature;
  std::string user_handle;
};

class SignIn {
 public:
  // `key`: the installation's, for this purpose; what is derived from it seals TOTP secrets and signs
  // challenges, so that a copy of the database alone holds no second factor.
  SignIn(db::Database& database, const base::Clock& clock, base::Random& random, Audit& audit, People& people,
         const Config& config, net::Fetcher& fetcher, crypto::SecretBytes key);
  ~SignIn();

  // password and TOTP
  base::Result<NewSession> WithPassword(std::string_view email, std::string_view password,
                                        std::string_view remote_address, std::string_view agent);
  // With the six digits of the app or a recovery code. The partial session ends and a new one takes its
  // place.
  base::Result<NewSession> FinishWithTotp(const SessionId& session, std::string_view code,
                                          std::string_view remote_address);
  // By herself (see ChangePassword for the page), an operator or the program; ends her other sessions.
  base::Status SetPassword(const Actor& actor, const PersonId& person, std::string_view password);
  // SetPassword for oneself, after the present one (where there is one) was given: kUnauthenticated where it
  // is wrong.
  base::Status ChangePassword(const Actor& actor, std::string_view present, std::string_view wanted);
  base::Result<bool> HasPassword(const PersonId& person);
  struct TotpEnrolment {
    std::string secret_base32;
    std::string uri;  // otpauth://, shown as a QR code
  };
  base::Result<TotpEnrolment> BeginTotp(const Actor& actor);
  base::Result<std::vector<std::string>> ConfirmTotp(
      const Actor& actor, std::string_view code);  // returns ten one-time recovery codes
  base::Status RemoveTotp(const Actor& actor, std::string_view code);
  base::Result<bool> HasTotp(const PersonId& person);

  // passkeys: options are JSON for navigator.credentials (its publicKey member)
  base::Result<std::string> BeginPasskeyRegistration(const Actor& actor);
  base::Status FinishPasskeyRegistration(const Actor& actor, const PasskeyAnswer& answer,
                                         std::string_view name);
  base::Result<std::string> BeginPasskeySignIn();
  base::Result<NewSession> FinishPasskeySignIn(const PasskeyAnswer& answer, std::string_view remote_address,
                                               std::string_view agent);
  base::Result<std::vector<Passkey>> Passkeys(const PersonId& person);
  base::Status RemovePasskey(const Actor& actor, std::string_view id);

  // OpenID Connect, authorization code flow with PKCE, state and nonce; a person must have been invited or
  // added under that address
  base::Result<std::string> BeginOidc(std::string_view provider,
                                      std::string& state_cookie);  // the address to send the browser to
  // `code` and `state` as the provider sent the browser back with.
  base::Result<NewSession> FinishOidc(std::string_view provider, std::string_view code,
                                      std::string_view state, std::string_view state_cookie,
                                      std::string_view remote_address, std::string_view agent);

  // sessions
  // kUnauthenticated where unknown, expired, revoked. While the second factor is missing: an actor of kind
  // kNobody who has this session and may do nothing but what is public.
  base::Result<Actor> ActorOfCookie(std::string_view cookie);
  base::Status SwitchOrganisation(const Actor& actor, const OrgId& org);
  base::Status SignOut(const Actor& actor);
  base::Result<std::vector<SessionInfo>> Sessions(const Actor& actor);
  base::Status Revoke(const Actor& actor, const SessionId& session);
  base::Status RevokeAll(const Actor& by, const PersonId& person);
  // The organisation a person's session starts in, with its permissions. Also how the CLI's --as makes an
  // actor.
  base::Result<Actor> ActorOfPerson(const PersonId& person, const OrgId& org);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace desk
