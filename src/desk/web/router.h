#pragma once
// Routes, each with its permission in one table; deny by default. The router finds the route, learns who asks
// (a session cookie or an API key), checks the permission and the request-forgery token, and calls the
// handler; every failure becomes a page or a problem (RFC 9457), whichever the client wants.
//
//   router.Add({.method = "POST", .pattern = "/alerts/{id}/judgement", .permission =
//   Permission::kAlertsJudge, .handler = Judge});
//
// Patterns: segments are words or {name}; the last may be {name...} (the rest of the path). A word wins over
// {name}. Add all routes before serving; Handle is then thread-safe. Two routes for the same method and
// pattern are our own mistake (CHECK).

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/limits.h"
#include "base/result.h"
#include "desk/actor.h"
#include "net/forms.h"
#include "net/http.h"
#include "net/server.h"

namespace desk {

class Desk;
class Context;

using Handler = std::function<base::Result<net::Response>(Context&)>;

// How a route's clients speak: pages are for people (errors are pages, not signed in leads to the sign-in
// page, changes need the request-forgery token), the API for programs (errors are problems, a session counts
// only with the X-CSRF-Token header).
enum class Face : std::uint8_t { kPage, kApi };

// What the reference (OpenAPI) says of a route; required for Face::kApi.
struct ApiDoc {
  std::string_view summary;
  std::string_view tag;             // "screening", "alerts", ...
  std::string_view request_schema;  // JSON Schema text or "#/components/schemas/NAME"; empty: no body
  std::string_view response_schema;
  std::vector<std::string_view> query;  // "limit:integer:How many results (1 to 500)"
  int success = 200;
  std::string_view request_type = "application/json";
  std::string_view response_type = "application/json";
};

struct Route {
  std::string_view method;
  std::string_view pattern;
  Permission permission = Permission::kCount;  // must be given: kCount is refused by Add
  Handler handler;
  Face face = Face::kPage;
  std::size_t max_body = base::kMaxBodyBytes;
  bool may_spool = false;
  // More than the default where a body must never touch the disk (what workers send).
  std::size_t max_in_memory = base::kMaxBodyInMemory;
  // As in net::BodyPolicy. Such a route's handler must look at Request::body_cut.
  std::size_t max_dropped = 0;
  bool check_csrf = true;  // false only for public forms that begin a session (sign-in has its own check) and
                           // protocol callbacks
  ApiDoc doc;
};

class Router {
 public:
  explicit Router(Desk& desk);
  ~Router();
  void Add(Route route);
  const std::vector<Route>& routes() const;

  net::Response Handle(net::Request& request);
  net::BodyPolicy PolicyFor(const net::Request& request) const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

// One request on its way through a handler. Belongs to the request's thread.
class Context {
 public:
  Context(Desk& desk, net::Request& request) : desk_(desk), request_(request) {}

  Desk& desk() const { return desk_; }
  net::Request& request() const { return request_; }
  const Actor& actor() const { return actor_; }
  const OrgId& org() const { return actor_.org; }
  const Route& route() const { return *route_; }
  // A {name} of the pattern, decoded.
  std::string_view Path(std::string_view name) const;
  std::string_view Query(std::string_view name) const { return request_.query.Get(name); }
  // The parsed form of a POST; parsed once. Errors as net::ParseForm.
  base::Result<const net::Form*> Form();
  // The token for forms of this session (or of this visitor, before signing in).
  const std::string& csrf() const { return csrf_; }
  // The key that unwraps this session's vault, from the browser's cookie; empty where locked. See vault/.
  std::string_view vault_cookie() const;
  // Header fields that every answer to this request gets (cookies to set).
  void AddResponseHeader(std::string_view name, std::string_view value) { extra_.Add(name, value); }

  // Filled by the router.
  void set_actor(Actor actor) { actor_ = std::move(actor); }
  void set_route(const Route* route, net::Arguments path) {
    route_ = route;
    path_ = std::move(path);
  }
  void set_csrf(std::string csrf) { csrf_ = std::move(csrf); }
  const net::Headers& extra_headers() const { return extra_; }

 private:
  Desk& desk_;
  net::Request& request_;
  Actor actor_;
  const Route* route_ = nullptr;
  net::Arguments path_;
  std::string csrf_;
  net::Headers extra_;
  std::unique_ptr<net::Form> form_;
};

}  // namespace desk
