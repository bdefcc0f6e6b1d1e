#include "desk/web/forgery.h"

#include "crypto/encoding.h"
#include "crypto/mac.h"

namespace desk {

namespace {

base::Error FromElsewhere() {
  return {base::Code::kForbidden,
          "This request came from another site and was refused. Open the page here and try again.",
          {}};
}

// "https://host:port" → "host:port".
std::string_view HostOf(std::string_view origin) {
  const std::size_t mark = origin.find("://");
  return mark == std::string_view::npos ? std::string_view() : origin.substr(mark + 3);
}

}  // namespace

std::string Forgery::TokenFor(std::string_view subject) const {
  return crypto::Base64UrlEncode(crypto::HmacSha256(key_.view(), crypto::AsBytes(subject)));
}

base::Status CheckOrigin(const net::Request& request) {
  const std::string_view site = request.headers.Get("Sec-Fetch-Site");
  if (site == "cross-site" || site == "same-site") return FromElsewhere();
  const std::string_view origin = request.headers.Get("Origin");
  if (!origin.empty() && origin != "null" && HostOf(origin) != request.headers.Get("Host"))
    return FromElsewhere();
  return base::Ok();
}

base::Status Forgery::Check(const net::Request& request, std::string_view subject,
                            std::string_view token) const {
  TRY(CheckOrigin(request));
  if (!crypto::ConstantTimeEqual(crypto::AsBytes(TokenFor(subject)), crypto::AsBytes(token)))
    return base::Error{base::Code::kForbidden,
                       "This form is no longer valid. Go back, reload the page and send it again.",
                       {}};
  return base::Ok();
}

std::string_view VisitorCookieName(bool secure) {
  return secure ? "__Host-manumit-visitor" : "manumit-visitor";
}

}  // namespace desk
