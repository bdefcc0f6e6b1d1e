#pragma once
// Talking to an OpenID provider: its discovery document and keys, and trading a code for a verified id_token
// (OpenID Connect Core 1.0 and Discovery 1.0; PKCE, RFC 7636). Its addresses must be https, unless the
// configured issuer itself is http. Documents are believed for kOidcCacheMs; keys are fetched anew once when
// a token names one that is not there. Thread-safe; calls wait for the network.
//
// Errors: kNotFound (no such provider), kIo (not reachable, or answers with nonsense), kUnauthenticated (code
// or token refused); `internal` says what.

#include <map>
#include <mutex>
#include <string>
#include <string_view>

#include "base/clock.h"
#include "base/result.h"
#include "crypto/jwt.h"
#include "desk/config.h"
#include "net/client.h"

namespace desk {

class OidcProviders {
 public:
  // All referred to must live longer.
  OidcProviders(const Config& config, const base::Clock& clock, net::Fetcher& fetcher)
      : config_(config), clock_(clock), fetcher_(fetcher) {}

  struct Request {
    std::string redirect_uri;
    std::string state;
    std::string nonce;
    std::string verifier;  // of PKCE, 43 characters
  };
  base::Result<OidcProvider> Find(std::string_view name) const;
  base::Result<std::string> AuthorizationUrl(const OidcProvider& provider, const Request& request);
  base::Result<crypto::IdToken> Redeem(const OidcProvider& provider, std::string_view code,
                                       const Request& request);

 private:
  struct Documents {
    std::string authorization_endpoint;
    std::string token_endpoint;
    std::string userinfo_endpoint;
    std::string jwks_uri;
    bool secret_in_body = false;  // the provider does not take HTTP Basic
    std::string jwks;
    std::int64_t until_ms = 0;
  };
  base::Result<Documents> DocumentsOf(const OidcProvider& provider, bool anew);
  base::Result<Documents> Discover(const OidcProvider& provider);
  base::Result<std::string> Fetch(const net::FetchRequest& request);
  base::Status AskUserinfo(const Documents& documents, const std::string& access_token,
                           crypto::IdToken& token);

  const Config& config_;
  const base::Clock& clock_;
  net::Fetcher& fetcher_;
  std::mutex mutex_;
  std::map<std::string, Documents> documents_;  // by the provider's name
};

}  // namespace desk
