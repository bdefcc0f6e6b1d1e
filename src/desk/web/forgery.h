#pragma once
// The token against forged requests: HMAC of the session (or, before signing in, of the visitor's random
// cookie) under the installation's key, so that any process can check it and nothing is stored. Besides the
// token, requests that a browser itself says come from another site (Sec-Fetch-Site, Origin) are refused.
// Thread-safe.

#include <string>
#include <string_view>

#include "base/result.h"
#include "crypto/secret.h"
#include "net/http.h"

namespace desk {

class Forgery {
 public:
  explicit Forgery(crypto::SecretBytes key) : key_(std::move(key)) {}

  // `subject`: "session:ID" or "visitor:VALUE".
  std::string TokenFor(std::string_view subject) const;
  // kForbidden with advice where the token is not the one or the request comes from another site.
  base::Status Check(const net::Request& request, std::string_view subject, std::string_view token) const;

 private:
  crypto::SecretBytes key_;
};

// kForbidden where the browser itself says that the request comes from another site. A browser that says
// nothing, or "null" as under our Referrer-Policy, passes.
base::Status CheckOrigin(const net::Request& request);

// "__Host-manumit-visitor" over TLS, "manumit-visitor" without.
std::string_view VisitorCookieName(bool secure);

}  // namespace desk
