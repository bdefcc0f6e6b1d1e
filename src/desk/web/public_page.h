#pragma once
// The shell of pages for everybody: bar, main, foot, as the visual direction draws it; no script, no cookie,
// nothing of a session. Answers carry an entity tag of their bytes, may be kept by caches for a short while,
// and may be found by search engines. Thread-safe.
//
// Their routes are GET, Permission::kPublic, `check_csrf = false`: they hold no form that changes something,
// so a visitor gets no cookie.

#include <string>
#include <string_view>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"

namespace desk {

struct PublicLink {
  std::string label;
  std::string_view href;
};

struct PublicShell {
  std::string title;            // h1 and <title>
  std::string subtitle;         // below it
  std::string_view home;        // where the brand leads
  std::vector<PublicLink> nav;  // the bar
  std::string current;          // href of the item in the bar
  html::Html above;             // over the title: the way back
  std::string foot;             // a sentence in the foot
  std::string feed;             // address of an Atom feed of this page; empty: none
  std::string canonical;        // address of the page without its ways of looking; empty: none
  int status = 200;
};

// A visitor's language: "lang" of the query, else her browser's.
const html::Locale& PublicLocale(const Context& context);
net::Response PublicPage(const Context& context, const PublicShell& shell, const html::Html& main);
// 200, or 304 where the client has these bytes.
net::Response PublicBytes(const Context& context, std::string bytes, std::string_view content_type);

}  // namespace desk
