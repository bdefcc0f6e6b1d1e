#include "desk/signin/oidc_provider.h"
#include "desk/tr.h"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>

#include "base/limits.h"
#include "crypto/digest.h"
#include "crypto/encoding.h"
#include "net/forms.h"

namespace desk {

namespace {

base::Error Unreachable(std::string internal) {
  return {base::Code::kIo,
          tr("The sign-in service does not answer as it should. Try again, or sign in another way."),
          std::move(internal)};
}

base::Error Refused(std::string internal) {
  return {base::Code::kUnauthenticated,
          tr("The sign-in service did not confirm who you are. Try again, or sign in another way."),
          std::move(internal)};
}

base::Result<boost::json::object> ObjectFrom(const std::string& text) {
  boost::json::error_code problem;
  boost::json::value value = boost::json::parse(text, problem);
  if (problem || !value.is_object()) return Unreachable("not a JSON object");
  return std::move(value.as_object());
}

std::string TextIn(const boost::json::object& object, std::string_view name) {
  const boost::json::value* value = object.if_contains(name);
  return value != nullptr && value->is_string() ? std::string(value->as_string()) : std::string();
}

bool ListHas(const boost::json::object& object, std::string_view name, std::string_view wanted) {
  const boost::json::value* list = object.if_contains(name);
  if (list == nullptr || !list->is_array()) return false;
  const boost::json::array& all = list->as_array();
  return std::any_of(all.begin(), all.end(), [&](const boost::json::value& one) {
    return one.is_string() && one.as_string() == wanted;
  });
}

// An address out of the discovery document.
base::Result<std::string> AddressIn(const OidcProvider& provider, const boost::json::object& object,
                                    std::string_view name) {
  std::string address = TextIn(object, name);
  const bool plain_allowed = provider.issuer.starts_with("http://");
  if (address.starts_with("https://") || (plain_allowed && address.starts_with("http://"))) return address;
  return Unreachable(fmt::format("discovery: {} is not an https address", name));
}

std::string ChallengeOf(const std::string& verifier) {
  const base::Result<crypto::Bytes> digest = crypto::HexDecode(crypto::Sha256Hex(verifier));
  return crypto::Base64UrlEncode(digest.value());
}

std::string Encoded(std::initializer_list<std::pair<std::string_view, std::string_view>> pairs) {
  std::string text;
  for (const auto& [name, value] : pairs)
    text += fmt::format("{}{}={}", text.empty() ? "" : "&", name, net::UrlEncode(value));
  return text;
}

}  // namespace

base::Result<OidcProvider> OidcProviders::Find(std::string_view name) const {
  for (const OidcProvider& provider : config_.oidc)
    if (provider.name == name) return provider;
  return base::NotFound(tr("There is no such sign-in service."));
}

base::Result<std::string> OidcProviders::Fetch(const net::FetchRequest& request) {
  net::FetchRequest bounded = request;
  bounded.timeout_ms = base::kOidcTimeoutMs;
  bounded.max_bytes = base::kMaxOidcDocumentBytes;
  bounded.headers.Add("Accept", "application/json");
  base::Result<net::FetchResponse> answer = fetcher_.Fetch(bounded);
  if (!answer.has_value()) return Unreachable(answer.error().external);
  if (answer->status == 400 || answer->status == 401)
    return Refused(fmt::format("the provider answered {}", answer->status));
  if (answer->status != 200) return Unreachable(fmt::format("the provider answered {}", answer->status));
  return std::move(answer->body);
}

base::Result<OidcProviders::Documents> OidcProviders::Discover(const OidcProvider& provider) {
  const bool slash = provider.issuer.ends_with('/');
  const std::string address = provider.issuer + (slash ? "" : "/") + ".well-known/openid-configuration";
  const std::string text =
      TRY(Fetch({.url = address, .headers = {}, .body = {}, .to_file = {}, .progress = {}}));
  const boost::json::object found = TRY(ObjectFrom(text));
  if (TextIn(found, "issuer") != provider.issuer)
    return Unreachable("discovery: the issuer is not the configured one");
  Documents documents;
  documents.authorization_endpoint = TRY(AddressIn(provider, found, "authorization_endpoint"));
  documents.token_endpoint = TRY(AddressIn(provider, found, "token_endpoint"));
  documents.jwks_uri = TRY(AddressIn(provider, found, "jwks_uri"));
  if (found.contains("userinfo_endpoint"))
    documents.userinfo_endpoint = TRY(AddressIn(provider, found, "userinfo_endpoint"));
  documents.secret_in_body = found.contains("token_endpoint_auth_methods_supported") &&
                             !ListHas(found, "token_endpoint_auth_methods_supported", "client_secret_basic");
  documents.jwks =
      TRY(Fetch({.url = documents.jwks_uri, .headers = {}, .body = {}, .to_file = {}, .progress = {}}));
  documents.until_ms = clock_.Now().ms + base::kOidcCacheMs;
  return documents;
}

base::Result<OidcProviders::Documents> OidcProviders::DocumentsOf(const OidcProvider& provider, bool anew) {
  {
    const std::lock_guard lock(mutex_);
    const auto found = documents_.find(provider.name);
    if (!anew && found != documents_.end() && clock_.Now().ms < found->second.until_ms) return found->second;
  }
  Documents documents = TRY(Discover(provider));
  const std::lock_guard lock(mutex_);
  documents_.insert_or_assign(provider.name, documents);
  return documents;
}

base::Result<std::string> OidcProviders::AuthorizationUrl(const OidcProvider& provider,
                                                          const Request& request) {
  const Documents documents = TRY(DocumentsOf(provider, false));
  const char mark = documents.authorization_endpoint.find('?') == std::string::npos ? '?' : '&';
  return documents.authorization_endpoint + mark +
         Encoded({{"response_type", "code"},
                  {"client_id", provider.client_id},
                  {"redirect_uri", request.redirect_uri},
                  {"scope", "openid email profile"},
                  {"state", request.state},
                  {"nonce", request.nonce},
                  {"code_challenge", ChallengeOf(request.verifier)},
                  {"code_challenge_method", "S256"}});
}

base::Status OidcProviders::AskUserinfo(const Documents& documents, const std::string& access_token,
                                        crypto::IdToken& token) {
  net::FetchRequest ask;
  ask.url = documents.userinfo_endpoint;
  ask.headers.Add("Authorization", "Bearer " + access_token);
  const std::string text = TRY(Fetch(ask));
  const boost::json::object claims = TRY(ObjectFrom(text));
  if (TextIn(claims, "sub") != token.subject) return Refused("userinfo is about another subject");
  token.email = TextIn(claims, "email");
  const boost::json::value* verified = claims.if_contains("email_verified");
  token.email_verified = verified != nullptr && verified->is_bool() && verified->as_bool();
  if (token.name.empty()) token.name = TextIn(claims, "name");
  return base::Ok();
}

base::Result<crypto::IdToken> OidcProviders::Redeem(const OidcProvider& provider, std::string_view code,
                                                    const Request& request) {
  Documents documents = TRY(DocumentsOf(provider, false));
  net::FetchRequest trade;
  trade.method = "POST";
  trade.url = documents.token_endpoint;
  trade.headers.Add("Content-Type", "application/x-www-form-urlencoded");
  trade.body = Encoded({{"grant_type", "authorization_code"},
                        {"code", code},
                        {"redirect_uri", request.redirect_uri},
                        {"code_verifier", request.verifier}});
  if (provider.client_secret.empty() || documents.secret_in_body) {
    trade.body += "&" + Encoded({{"client_id", provider.client_id}});
    if (!provider.client_secret.empty())
      trade.body += "&" + Encoded({{"client_secret", provider.client_secret}});
  } else {
    const std::string pair =
        net::UrlEncode(provider.client_id) + ":" + net::UrlEncode(provider.client_secret);
    trade.headers.Add("Authorization", "Basic " + crypto::Base64Encode(crypto::AsBytes(pair)));
  }
  const std::string text = TRY(Fetch(trade));
  const boost::json::object answer = TRY(ObjectFrom(text));
  const std::string id_token = TextIn(answer, "id_token");
  const crypto::IdTokenRules rules{.issuer = provider.issuer,
                                   .client_id = provider.client_id,
                                   .nonce = request.nonce,
                                   .now = clock_.Now()};
  base::Result<crypto::IdToken> token = crypto::VerifyIdToken(id_token, documents.jwks, rules);
  if (!token.has_value() && token.error().code == base::Code::kNotFound) {
    documents = TRY(DocumentsOf(provider, true));
    token = crypto::VerifyIdToken(id_token, documents.jwks, rules);
  }
  if (!token.has_value()) return Refused(token.error().internal);
  if (token->email.empty() && !documents.userinfo_endpoint.empty())
    TRY(AskUserinfo(documents, TextIn(answer, "access_token"), *token));
  return token;
}

}  // namespace desk
