#pragma once
// The public face's shell: bar, main, foot, as the visual direction draws it; no script, no cookie, nothing
// of a session. Answers carry an entity tag of their bytes, may be kept by caches for a short while, and may
// be found by search engines. Thread-safe.
//
// Routes of the public face are GET, Permission::kPublic, `check_csrf = false`: they hold no form that
// changes something, so a visitor gets no cookie.

#include <string>
#include <string_view>

#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"

namespace panel {

struct PublicPageOptions {
  std::string title;      // h1 and <title>
  std::string subtitle;   // below it
  std::string current;    // href of the item in the bar
  html::Html above;       // over the title: the way back
  std::string feed;       // address of an Atom feed of this page; empty: none
  std::string canonical;  // address of the page without its ways of looking; empty: none
  int status = 200;
};

// A visitor's language: "lang" of the query, else her browser's.
const html::Locale& PublicLocale(const desk::Context& context);
net::Response PublicPage(const desk::Context& context, const PublicPageOptions& options,
                         const html::Html& main);
// 200, or 304 where the client has these bytes.
net::Response PublicBytes(const desk::Context& context, std::string bytes, std::string_view content_type);

// What stands in the bar; each folder with public pages adds its own before serving.
struct PublicNavItem {
  int order = 0;
  std::string (*label)(const html::Locale& locale) = nullptr;
  std::string_view href;
};
void AddPublicNav(const PublicNavItem& item);

}  // namespace panel
