#pragma once
// Pages inside the console's shell, with the actor's language, theme, navigation and organisation filled in.
// Thread-safe.

#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "desk/web/router.h"
#include "html/shell.h"

namespace desk {

// The language of this request.
const html::Locale& LocaleOf(const Context& context);

struct PageOptions {
  std::string title;
  std::string subtitle;
  std::string current;  // href of the navigation item; empty: the request's path
  std::vector<std::string> islands;
  std::vector<html::Crumb> crumbs;  // the way here, above the title
  html::Html badges;                // states of the thing the page is about
  html::Html actions;
  std::string flash;
  bool wide = false;
  int status = 200;
};
// 200 text/html with all security headers (the router adds them to every answer).
net::Response PageResponse(const Context& context, const PageOptions& options, const html::Html& main);
// An error as a page for people: what happened, what to do, the request's id.
net::Response ErrorPage(const Context& context, const base::Error& error);
// 303 to `location` with a message shown once at the top of the next page (kept in a signed cookie).
net::Response RedirectWithFlash(Context& context, std::string_view location, std::string_view message);

// Rooms add items to the navigation and to the home page ("what needs me now"); asked for each page, so they
// must be quick.
struct NavEntry {
  Permission permission;
  int order = 0;
  std::function<html::NavItem(const Context&)> make;  // without an href: nothing for this actor
};
struct HomeItem {
  std::string title;   // what
  std::string reason;  // why now
  std::string href;
  std::string action;        // verb of the link
  std::int64_t urgency = 0;  // larger first
};
struct HomeEntry {
  Permission permission;
  std::function<base::Result<std::vector<HomeItem>>(Context&)> items;
};

}  // namespace desk
