#include "desk/web/router.h"

#include <chrono>
#include <map>
#include <mutex>

#include "base/check.h"
#include "base/log.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/signin/cookies.h"
#include "desk/signin/signin.h"
#include "desk/web/api.h"
#include "desk/web/forgery.h"
#include "desk/web/metrics.h"
#include "desk/web/pages.h"
#include "desk/web/pattern.h"
#include "desk/web/security_headers.h"

namespace desk {

namespace {

struct Entry {
  Pattern pattern;
  std::size_t route;
};

bool Changes(std::string_view method) {
  return method != "GET" && method != "HEAD" && method != "OPTIONS";
}

// Whether the answer should be a problem rather than a page, where no route says so.
bool WantsProblem(const net::Request& request) {
  return request.path.starts_with("/api/") ||
         request.headers.Get("Accept").find("text/html") == std::string_view::npos;
}

// "ApiKey KEY" or "Bearer KEY", the word in any case.
std::string_view KeyOf(std::string_view authorization) {
  for (const std::string_view scheme : {"apikey ", "bearer "}) {
    if (authorization.size() <= scheme.size()) continue;
    bool same = true;
    for (std::size_t i = 0; i < scheme.size(); ++i)
      same = same && (authorization[i] | 0x20) == (scheme[i] | 0x20);
    if (same) return authorization.substr(scheme.size());
  }
  return {};
}

Actor Nobody() {
  Actor actor;
  actor.label = "nobody";
  actor.permissions.set(static_cast<std::size_t>(Permission::kPublic));
  return actor;
}

}  // namespace

struct Router::Impl {
  explicit Impl(Desk& d) : desk(d) {}

  Desk& desk;
  std::vector<Route> routes;
  std::map<std::string, std::vector<Entry>, std::less<>> by_method;

  const Entry* Find(std::string_view method, std::string_view path, net::Arguments& values) const;
  std::string AllowedFor(std::string_view path) const;
  base::Result<Actor> Identify(const net::Request& request, bool& by_key) const;
  base::Status PrepareForgeryToken(Context& context) const;
  base::Status CheckForgery(Context& context) const;
  base::Result<net::Response> Run(Context& context, const Route& route);
  net::Response Refuse(Context& context, const Route& route, const base::Error& error) const;
  net::Response NoRoute(Context& context) const;
  std::string ForgerySubject(const Context& context) const;

  const Forgery& forgery() const {
    std::call_once(forgery_made,
                   [this] { made_forgery = std::make_unique<Forgery>(desk.InstallationKey("forgery")); });
    return *made_forgery;
  }
  mutable std::once_flag forgery_made;
  mutable std::unique_ptr<Forgery> made_forgery;
};

const Entry* Router::Impl::Find(std::string_view method, std::string_view path,
                                net::Arguments& values) const {
  const auto same_method = by_method.find(method == "HEAD" ? "GET" : method);
  if (same_method == by_method.end()) return nullptr;
  const Entry* best = nullptr;
  for (const Entry& entry : same_method->second) {
    net::Arguments found;
    if (!entry.pattern.Matches(path, found)) continue;
    if (best != nullptr && !entry.pattern.IsCloserThan(best->pattern)) continue;
    best = &entry;
    values = std::move(found);
  }
  return best;
}

std::string Router::Impl::AllowedFor(std::string_view path) const {
  std::string allowed;
  for (const auto& [method, entries] : by_method) {
    net::Arguments values;
    for (const Entry& entry : entries) {
      if (!entry.pattern.Matches(path, values)) continue;
      allowed += (allowed.empty() ? "" : ", ") + method;
      break;
    }
  }
  return allowed;
}

base::Result<Actor> Router::Impl::Identify(const net::Request& request, bool& by_key) const {
  if (request.headers.Has("Authorization")) {
    by_key = true;
    const std::string_view key = KeyOf(request.headers.Get("Authorization"));
    if (key.empty())
      return base::Error{base::Code::kUnauthenticated, "Authorization: \"ApiKey KEY\" is expected.", {}};
    return desk.people().ActorOfKey(key);
  }
  const std::string_view cookie = net::Cookie(request, SessionCookieName(request.secure));
  if (cookie.empty()) return Nobody();
  base::Result<Actor> actor = desk.sign_in().ActorOfCookie(cookie);
  if (!actor.has_value() && actor.error().code == base::Code::kUnauthenticated) return Nobody();
  return actor;
}

std::string Router::Impl::ForgerySubject(const Context& context) const {
  if (!context.actor().session.empty()) return "session:" + context.actor().session.text();
  const net::Request& request = context.request();
  const std::string_view visitor = net::Cookie(request, VisitorCookieName(request.secure));
  return base::IsIdText(visitor) ? "visitor:" + std::string(visitor) : std::string();
}

// Every page can hold a form: a visitor without a session gets a random cookie to tie the token to. A page to
// be read that needs no token (check_csrf false) sets none.
base::Status Router::Impl::PrepareForgeryToken(Context& context) const {
  std::string subject = ForgerySubject(context);
  if (subject.empty()) {
    const bool changes = Changes(context.request().method);
    if (context.route().face == Face::kApi || changes || !context.route().check_csrf) return base::Ok();
    const std::string visitor = base::NewIdText(desk.random());
    const bool secure = context.request().secure;
    context.AddResponseHeader("Set-Cookie", std::string(VisitorCookieName(secure)) + "=" + visitor +
                                                "; Path=/; HttpOnly; SameSite=Lax" +
                                                (secure ? "; Secure" : ""));
    subject = "visitor:" + visitor;
  }
  context.set_csrf(forgery().TokenFor(subject));
  return base::Ok();
}

base::Status Router::Impl::CheckForgery(Context& context) const {
  const std::string subject = ForgerySubject(context);
  if (subject.empty())
    return base::Error{
        base::Code::kForbidden,
        "This form needs a cookie. Allow cookies for this site, reload the page and send it again.",
        {}};
  std::string token(context.request().headers.Get("X-CSRF-Token"));
  if (token.empty() && context.route().face == Face::kPage)
    token = std::string(TRY(context.Form())->fields.Get("csrf"));
  return forgery().Check(context.request(), subject, token);
}

base::Result<net::Response> Router::Impl::Run(Context& context, const Route& route) {
  bool by_key = false;
  Actor actor = TRY(Identify(context.request(), by_key));
  context.set_actor(std::move(actor));
  TRY(PrepareForgeryToken(context));
  if (!context.actor().Can(route.permission)) {
    if (context.actor().kind == Actor::Kind::kNobody)
      return base::Error{base::Code::kUnauthenticated, "Sign in first.", {}};
    return base::Error{
        base::Code::kForbidden,
        "You do not have the right to do this. An administrator of your organisation can give it to you.",
        {}};
  }
  if (Changes(context.request().method) && !by_key && route.check_csrf) TRY(CheckForgery(context));
  return route.handler(context);
}

net::Response Router::Impl::Refuse(Context& context, const Route& route, const base::Error& error) const {
  if (StatusOf(error.code) == 500)
    base::LogError("request-failed",
                   {{"request", context.request().id},
                    {"route", route.pattern},
                    {"code", base::CodeName(error.code)},
                    {"internal", error.internal.empty() ? error.external : error.internal}});
  if (route.face == Face::kApi) return Problem(error, context.request().id);
  const bool can_lead =
      context.actor().kind == Actor::Kind::kNobody && error.code == base::Code::kUnauthenticated;
  if (!can_lead) return ErrorPage(context, error);
  const net::Request& request = context.request();
  const bool reading = request.method == "GET" && request.path != "/";
  return net::Redirect(303,
                       reading ? "/sign-in?next=" + net::UrlEncode(request.path) : std::string("/sign-in"));
}

net::Response Router::Impl::NoRoute(Context& context) const {
  const std::string allowed = AllowedFor(context.request().path);
  bool by_key = false;
  base::Result<Actor> actor = Identify(context.request(), by_key);
  context.set_actor(actor.has_value() ? std::move(actor).value() : Nobody());
  if (const std::string subject = ForgerySubject(context); !subject.empty())
    context.set_csrf(forgery().TokenFor(subject));
  const base::Error error = base::NotFound("There is nothing at this address.");
  net::Response response =
      WantsProblem(context.request()) ? Problem(error, context.request().id) : ErrorPage(context, error);
  if (!allowed.empty()) {
    response.status = 405;
    response.headers.Add("Allow", allowed);
  }
  return response;
}

Router::Router(Desk& desk) : impl_(std::make_unique<Impl>(desk)) {}
Router::~Router() = default;

void Router::Add(Route route) {
  CHECK(route.permission != Permission::kCount && route.handler);
  CHECK(route.face == Face::kPage || !route.doc.summary.empty());
  for (const Route& other : impl_->routes)
    CHECK(other.method != route.method || other.pattern != route.pattern);
  impl_->by_method[std::string(route.method)].push_back({Pattern(route.pattern), impl_->routes.size()});
  impl_->routes.push_back(std::move(route));
}

const std::vector<Route>& Router::routes() const {
  return impl_->routes;
}

net::BodyPolicy Router::PolicyFor(const net::Request& request) const {
  net::Arguments values;
  const Entry* entry = impl_->Find(request.method, request.path, values);
  if (entry == nullptr) return {.max_bytes = 0, .may_spool = false};
  const Route& route = impl_->routes[entry->route];
  return {.max_bytes = route.max_body,
          .may_spool = route.may_spool,
          .max_in_memory = route.max_in_memory,
          .max_dropped = route.max_dropped};
}

net::Response Router::Handle(net::Request& request) {
  const auto began = std::chrono::steady_clock::now();
  net::Arguments values;
  const Entry* entry = impl_->Find(request.method, request.path, values);
  Context context(impl_->desk, request);
  net::Response response;
  std::string_view pattern = "(none)";
  if (entry == nullptr) {
    response = impl_->NoRoute(context);
  } else {
    const Route& route = impl_->routes[entry->route];
    pattern = route.pattern;
    context.set_route(&route, std::move(values));
    base::Result<net::Response> answer = impl_->Run(context, route);
    response = answer.has_value() ? std::move(answer).value() : impl_->Refuse(context, route, answer.error());
  }
  for (const auto& [name, value] : context.extra_headers().fields()) response.headers.Add(name, value);
  AddSecurityHeaders(request, response);
  const std::chrono::duration<double> took = std::chrono::steady_clock::now() - began;
  impl_->desk.metrics().CountRequest(pattern, response.status, took.count());
  return response;
}

}  // namespace desk
