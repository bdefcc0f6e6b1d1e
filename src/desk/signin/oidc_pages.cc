#include "desk/desk.h"
#include "desk/signin/cookies.h"
#include "desk/signin/faces.h"
#include "desk/tr.h"

namespace desk {

namespace {

constexpr std::int64_t kCookieSeconds = base::kChallengeMs / base::kSecondMs;

base::Result<net::Response> GoToProvider(Context& context) {
  const bool secure = context.request().secure;
  std::string cookie;
  const std::string address = TRY(context.desk().sign_in().BeginOidc(context.Path("name"), cookie));
  net::Response response = net::Redirect(303, address);
  response.headers.Add("Set-Cookie", SetCookie(OidcCookieName(secure), cookie, kCookieSeconds, secure));
  return response;
}

base::Result<net::Response> ComeBack(Context& context) {
  const net::Request& request = context.request();
  const std::string cookie(net::Cookie(request, OidcCookieName(request.secure)));
  context.AddResponseHeader("Set-Cookie", TakeBackCookie(OidcCookieName(request.secure), request.secure));
  base::Result<NewSession> session = base::Error{
      base::Code::kUnauthenticated,
      tr("The sign-in service did not confirm who you are. Try again, or sign in another way."), "no code"};
  if (!context.Query("code").empty())
    session = context.desk().sign_in().FinishOidc(context.Path("name"), context.Query("code"),
                                                  context.Query("state"), cookie, request.remote_address,
                                                  request.headers.Get("User-Agent"));
  if (session.has_value()) return Begun(context, *session, "/");
  if (session.error().code != base::Code::kUnauthenticated) return session.error();
  return RedirectWithFlash(context, "/sign-in", LocaleOf(context).tr(session.error().external));
}

}  // namespace

void RegisterOidcPages(Desk& desk) {
  desk.router().Add({.method = "GET",
                     .pattern = "/sign-in/oidc/{name}",
                     .permission = Permission::kPublic,
                     .handler = GoToProvider});
  desk.router().Add({.method = "GET",
                     .pattern = "/sign-in/oidc/{name}/callback",
                     .permission = Permission::kPublic,
                     .handler = ComeBack});
}

}  // namespace desk
