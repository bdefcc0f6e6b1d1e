#include "desk/signin/cookies.h"

#include <fmt/format.h>

namespace desk {

std::string_view SessionCookieName(bool secure) {
  return secure ? "__Host-manumit" : "manumit";
}

std::string_view OidcCookieName(bool secure) {
  return secure ? "__Host-manumit-oidc" : "manumit-oidc";
}

std::string_view VaultCookieName(bool secure) {
  return secure ? "__Host-manumit-vault" : "manumit-vault";
}

namespace {

std::string Cookie(std::string_view name, std::string_view value, std::int64_t max_age_s,
                   std::string_view same_site, bool secure) {
  return fmt::format("{}={}; Max-Age={}; Path=/; HttpOnly; SameSite={}{}", name, value, max_age_s, same_site,
                     secure ? "; Secure" : "");
}

}  // namespace

std::string SetCookie(std::string_view name, std::string_view value, std::int64_t max_age_s, bool secure) {
  return Cookie(name, value, max_age_s, "Lax", secure);
}

std::string SetStrictCookie(std::string_view name, std::string_view value, std::int64_t max_age_s,
                            bool secure) {
  return Cookie(name, value, max_age_s, "Strict", secure);
}

std::string TakeBackCookie(std::string_view name, bool secure) {
  return SetCookie(name, "", 0, secure);
}

}  // namespace desk
