#include "desk/web/security_headers.h"

namespace desk {

namespace {

constexpr std::string_view kPolicy =
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
    "form-action 'self'; "
    "frame-ancestors 'none'; base-uri 'none'; require-trusted-types-for 'script'; trusted-types 'none'";

// Every feature that a page could ask a browser for is off; passkeys are for this origin alone.
constexpr std::string_view kPermissions =
    "accelerometer=(), autoplay=(), bluetooth=(), browsing-topics=(), camera=(), clipboard-read=(), "
    "display-capture=(), "
    "encrypted-media=(), fullscreen=(), geolocation=(), gyroscope=(), hid=(), idle-detection=(), "
    "keyboard-map=(), "
    "local-fonts=(), magnetometer=(), microphone=(), midi=(), payment=(), picture-in-picture=(), "
    "publickey-credentials-create=(self), publickey-credentials-get=(self), screen-wake-lock=(), serial=(), "
    "storage-access=(), "
    "usb=(), web-share=(), xr-spatial-tracking=()";

void SetIfAbsent(net::Response& response, std::string_view name, std::string_view value) {
  if (!response.headers.Has(name)) response.headers.Add(name, value);
}

}  // namespace

void AddSecurityHeaders(const net::Request& request, net::Response& response) {
  SetIfAbsent(response, "Content-Security-Policy", kPolicy);
  SetIfAbsent(response, "Permissions-Policy", kPermissions);
  SetIfAbsent(response, "X-Content-Type-Options", "nosniff");
  SetIfAbsent(response, "X-Frame-Options", "DENY");
  SetIfAbsent(response, "Referrer-Policy", "no-referrer");
  SetIfAbsent(response, "Cross-Origin-Opener-Policy", "same-origin");
  SetIfAbsent(response, "Cross-Origin-Embedder-Policy", "require-corp");
  SetIfAbsent(response, "Cross-Origin-Resource-Policy", "same-origin");
  SetIfAbsent(response, "Cache-Control", "no-store");
  SetIfAbsent(response, "X-Robots-Tag", "none");
  if (request.secure)
    SetIfAbsent(response, "Strict-Transport-Security", "max-age=63072000; includeSubDomains");
  if (!request.id.empty()) SetIfAbsent(response, "X-Request-Id", request.id);
}

}  // namespace desk
