#pragma once
// Verification of an OpenID Connect id_token (JWS compact form, RFC 7515; OpenID Connect Core 1.0,
// section 3.1.3.7) with the provider's key set (RFC 7517). Only RS256 (2,048 to 8,192 bits) and ES256; "none"
// and the HS family are refused, "crit" too, and a key is used only for the algorithm of its type. Pure,
// thread-safe. Errors: kUnauthenticated; `internal` says what did not fit and never repeats the token. Sizes
// over base::kMaxJwtBytes, base::kMaxJwksBytes and base::kMaxJwksKeys: kTooLarge.

#include <string>
#include <string_view>

#include "base/result.h"
#include "base/time.h"

namespace crypto {

struct IdTokenRules {
  std::string issuer;     // exactly as the provider's discovery document says
  std::string client_id;  // must stand in "aud"; with several audiences also be "azp"
  std::string nonce;      // the one that was given out
  base::UtcTime now;      // "exp" must be later and "iat" earlier, with base::kJwtLeewayMs of tolerance
};

struct IdToken {
  std::string subject;  // "sub": the person at this issuer; the only claim that names them for good
  std::string email;    // may be empty
  bool email_verified = false;
  std::string name;  // may be empty
};

// `jwks` is the JSON of the provider's jwks_uri. A token whose "kid" is not in it gives kNotFound: fetch the
// set anew once, then refuse.
base::Result<IdToken> VerifyIdToken(std::string_view token, std::string_view jwks, const IdTokenRules& rules);

}  // namespace crypto
