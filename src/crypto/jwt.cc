#include "crypto/jwt.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <boost/json.hpp>
#include <cmath>
#include <optional>

#include "base/limits.h"
#include "crypto/encoding.h"
#include "crypto/public_key.h"
#include "crypto/secret.h"

namespace crypto {
namespace {

base::Error Refuse(std::string_view internal) {
  return {base::Code::kUnauthenticated, "the identity provider's answer was not accepted; sign in again",
          fmt::format("id_token: {}", internal)};
}

base::Result<boost::json::object> ParseObject(std::string_view text, std::string_view what) {
  boost::json::error_code error;
  boost::json::parse_options options;
  options.max_depth = base::kMaxJsonDepth;
  boost::json::value value = boost::json::parse(text, error, {}, options);
  if (error || !value.is_object()) return Refuse(fmt::format("{} is not a JSON object", what));
  return std::move(value.get_object());
}

base::Result<boost::json::object> ParsePart(std::string_view encoded, std::string_view what) {
  const base::Result<Bytes> decoded = Base64UrlDecode(encoded);
  if (!decoded) return Refuse(fmt::format("{} is not base64url", what));
  return ParseObject(AsText(*decoded), what);
}

// Empty where it is absent or not a string.
std::string_view StringAt(const boost::json::object& object, std::string_view key) {
  const boost::json::value* value = object.if_contains(key);
  if (value == nullptr || !value->is_string()) return {};
  return value->get_string();
}

std::optional<ForeignKey::Algorithm> AlgorithmNamed(std::string_view name) {
  if (name == "RS256") return ForeignKey::Algorithm::kRs256;
  if (name == "ES256") return ForeignKey::Algorithm::kEs256;
  return std::nullopt;
}

base::Result<Bytes> BytesAt(const boost::json::object& jwk, std::string_view name) {
  base::Result<Bytes> bytes = Base64UrlDecode(StringAt(jwk, name));
  if (!bytes || bytes->empty()) return Refuse("a key of the provider without its numbers");
  return bytes;
}

// Whether this entry of the key set may be what signed: type, use and name agree.
bool MayHaveSigned(const boost::json::object& jwk, ForeignKey::Algorithm algorithm,
                   std::string_view algorithm_name, std::string_view key_id) {
  const std::string_view use = StringAt(jwk, "use");
  const std::string_view pinned = StringAt(jwk, "alg");
  const bool rsa = algorithm == ForeignKey::Algorithm::kRs256;
  const bool of_kind =
      rsa ? StringAt(jwk, "kty") == "RSA" : StringAt(jwk, "kty") == "EC" && StringAt(jwk, "crv") == "P-256";
  return of_kind && (use.empty() || use == "sig") && (pinned.empty() || pinned == algorithm_name) &&
         (key_id.empty() || StringAt(jwk, "kid") == key_id);
}

base::Result<ForeignKey> ReadKey(const boost::json::object& jwk, ForeignKey::Algorithm algorithm) {
  const bool rsa = algorithm == ForeignKey::Algorithm::kRs256;
  const Bytes first = TRY(BytesAt(jwk, rsa ? "n" : "x"));
  const Bytes second = TRY(BytesAt(jwk, rsa ? "e" : "y"));
  return rsa ? ForeignKey::FromRsa(first, second) : ForeignKey::FromP256(first, second);
}

base::Status CheckSignature(std::string_view signed_part, std::string_view encoded_signature,
                            const boost::json::object& header, std::string_view jwks) {
  const std::string_view name = StringAt(header, "alg");
  const auto algorithm = AlgorithmNamed(name);
  if (!algorithm) return Refuse("an algorithm that is not taken");
  if (header.contains("crit")) return Refuse("a critical extension");
  const base::Result<Bytes> signature = Base64UrlDecode(encoded_signature);
  if (!signature) return Refuse("the signature is not base64url");
  const boost::json::object set = TRY(ParseObject(jwks, "the key set"));
  const boost::json::value* keys = set.if_contains("keys");
  if (keys == nullptr || !keys->is_array()) return Refuse("the key set has no keys");
  if (keys->get_array().size() > base::kMaxJwksKeys)
    return base::TooLarge("the identity provider has too many keys");
  bool known = false;
  for (const boost::json::value& entry : keys->get_array()) {
    if (!entry.is_object() || !MayHaveSigned(entry.get_object(), *algorithm, name, StringAt(header, "kid")))
      continue;
    known = true;
    const base::Result<ForeignKey> key = ReadKey(entry.get_object(), *algorithm);
    if (key && key->VerifyRaw(AsBytes(signed_part), *signature)) return base::Ok();
  }
  if (!known) return base::NotFound("the identity provider's key is not known");
  return Refuse("a wrong signature");
}

// A NumericDate (RFC 7519): seconds, perhaps with a fraction.
std::optional<double> SecondsAt(const boost::json::object& claims, std::string_view key) {
  const boost::json::value* value = claims.if_contains(key);
  if (value == nullptr || !value->is_number()) return std::nullopt;
  const double seconds = value->to_number<double>();
  if (!std::isfinite(seconds)) return std::nullopt;
  return seconds;
}

base::Status CheckAudience(const boost::json::object& claims, std::string_view client_id) {
  const boost::json::value* audience = claims.if_contains("aud");
  if (audience == nullptr || client_id.empty()) return Refuse("no audience");
  const std::string_view party = StringAt(claims, "azp");
  if (claims.contains("azp") && party != client_id) return Refuse("made for another party");
  if (audience->is_string()) {
    return std::string_view(audience->get_string()) == client_id ? base::Ok() : Refuse("another audience");
  }
  if (!audience->is_array()) return Refuse("no audience");
  const boost::json::array& all = audience->get_array();
  const bool among = std::any_of(all.begin(), all.end(), [&](const boost::json::value& one) {
    return one.is_string() && std::string_view(one.get_string()) == client_id;
  });
  if (!among || (all.size() > 1 && party != client_id)) return Refuse("another audience");
  return base::Ok();
}

base::Status CheckClaims(const boost::json::object& claims, const IdTokenRules& rules) {
  if (rules.issuer.empty() || StringAt(claims, "iss") != rules.issuer) return Refuse("another issuer");
  TRY(CheckAudience(claims, rules.client_id));
  const double now = static_cast<double>(rules.now.ms) / 1000;
  constexpr double kLeeway = static_cast<double>(base::kJwtLeewayMs) / 1000;
  const auto expires = SecondsAt(claims, "exp");
  const auto issued = SecondsAt(claims, "iat");
  const auto not_before = SecondsAt(claims, "nbf");
  if (!expires || *expires + kLeeway <= now) return Refuse("expired");
  if (!issued || *issued - kLeeway > now) return Refuse("issued in the future");
  if (claims.contains("nbf") && (!not_before || *not_before - kLeeway > now)) return Refuse("not valid yet");
  if (rules.nonce.empty() || !ConstantTimeEqual(AsBytes(StringAt(claims, "nonce")), AsBytes(rules.nonce))) {
    return Refuse("another nonce");
  }
  if (StringAt(claims, "sub").empty()) return Refuse("no subject");
  return base::Ok();
}

}  // namespace

base::Result<IdToken> VerifyIdToken(std::string_view token, std::string_view jwks,
                                    const IdTokenRules& rules) {
  if (token.size() > base::kMaxJwtBytes || jwks.size() > base::kMaxJwksBytes) {
    return base::TooLarge("the identity provider's answer is too large");
  }
  const std::size_t first_dot = token.find('.');
  const std::size_t last_dot = token.rfind('.');
  if (first_dot == token.npos || first_dot == last_dot) return Refuse("not three parts");
  const std::string_view payload = token.substr(first_dot + 1, last_dot - first_dot - 1);
  const boost::json::object header = TRY(ParsePart(token.substr(0, first_dot), "the header"));
  TRY(CheckSignature(token.substr(0, last_dot), token.substr(last_dot + 1), header, jwks));
  const boost::json::object claims = TRY(ParsePart(payload, "the payload"));
  TRY(CheckClaims(claims, rules));
  IdToken id;
  id.subject = StringAt(claims, "sub");
  id.email = StringAt(claims, "email");
  const boost::json::value* verified = claims.if_contains("email_verified");
  id.email_verified = verified != nullptr && verified->is_bool() && verified->get_bool();
  id.name = StringAt(claims, "name");
  return id;
}

}  // namespace crypto
