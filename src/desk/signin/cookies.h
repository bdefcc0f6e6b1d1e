#pragma once
// The cookies of signing in, as Set-Cookie values: HttpOnly, Path=/, SameSite=Lax, and over TLS Secure under
// a "__Host-" name, so that neither a script, a plain connection nor a sister domain can read or plant them.
// SameSite=Strict would drop the session on every link out of a mail and lose the state of an OpenID answer;
// what Lax lets through (top-level GET) changes nothing, and changes need the forgery token. The vault's is
// SameSite=Strict: a link from elsewhere opens nothing that is sealed. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>

namespace desk {

std::string_view SessionCookieName(bool secure);  // "__Host-manumit", "manumit"
std::string_view OidcCookieName(
    bool secure);  // "__Host-manumit-oidc", "manumit-oidc": between leaving for a provider and coming back
std::string_view VaultCookieName(bool secure);  // "__Host-manumit-vault", "manumit-vault"

// "NAME=VALUE; Max-Age=…; Path=/; HttpOnly; SameSite=Lax[; Secure]". `value` holds base64url or nothing; an
// empty one takes the cookie back.
std::string SetCookie(std::string_view name, std::string_view value, std::int64_t max_age_s, bool secure);
std::string SetStrictCookie(std::string_view name, std::string_view value, std::int64_t max_age_s,
                            bool secure);
std::string TakeBackCookie(std::string_view name, bool secure);

}  // namespace desk
