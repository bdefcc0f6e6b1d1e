#include "desk/web/flash.h"

#include "crypto/encoding.h"
#include "crypto/mac.h"
#include "desk/desk.h"

namespace desk {

namespace {

constexpr std::string_view kName = "manumit-flash";
constexpr std::size_t kMaxFlashBytes = 600;
constexpr char kProblemMark = '\x01';  // stands in no message of ours

std::string Attributes(bool secure) {
  return std::string("; Path=/; HttpOnly; SameSite=Lax") + (secure ? "; Secure" : "");
}

}  // namespace

std::string FlashCookie(const Desk& desk, bool secure, std::string_view message) {
  const crypto::ByteView text = crypto::AsBytes(message.substr(0, kMaxFlashBytes));
  const crypto::Mac mac = crypto::HmacSha256(desk.InstallationKey("flash").view(), text);
  return std::string(kName) + "=" + crypto::Base64UrlEncode(text) + "." + crypto::Base64UrlEncode(mac) +
         "; Max-Age=60" + Attributes(secure);
}

std::string RemoveFlashCookie(bool secure) {
  return std::string(kName) + "=; Max-Age=0" + Attributes(secure);
}

std::string FlashOf(const Context& context) {
  const std::string_view cookie = net::Cookie(context.request(), kName);
  const std::size_t dot = cookie.find('.');
  if (dot == std::string_view::npos) return {};
  const base::Result<crypto::Bytes> text = crypto::Base64UrlDecode(cookie.substr(0, dot));
  const base::Result<crypto::Bytes> mac = crypto::Base64UrlDecode(cookie.substr(dot + 1));
  if (!text.has_value() || !mac.has_value()) return {};
  if (!crypto::VerifyHmacSha256(context.desk().InstallationKey("flash").view(), *text, *mac)) return {};
  return std::string(crypto::AsText(*text));
}

net::Response RedirectWithProblem(Context& context, std::string_view location, std::string_view message) {
  return RedirectWithFlash(context, location, kProblemMark + std::string(message));
}

std::string_view ProblemIn(std::string_view flash) {
  const bool problem = !flash.empty() && flash.front() == kProblemMark;
  return problem ? flash.substr(1) : std::string_view();
}

}  // namespace desk
