#include "panel/common/public_page.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <vector>

#include "crypto/digest.h"
#include "desk/desk.h"
#include "desk/web/pages.h"
#include "html/console_components.h"
#include "html/names.h"
#include "html/shell.h"

namespace panel {
namespace {

using html::El;
using html::Html;

struct PublicNav {
  std::mutex mutex;
  std::vector<PublicNavItem> items;
};
PublicNav& Nav() {
  static PublicNav nav;
  return nav;
}

std::vector<PublicNavItem> NavItems() {
  const std::lock_guard lock(Nav().mutex);
  return Nav().items;
}

const html::Asset* AssetNamed(std::string_view name) {
  for (const html::Asset& asset : html::Assets())
    if (asset.name == name) return &asset;
  return nullptr;
}

Html Bar(const html::Locale& locale, std::string_view current) {
  Html links;
  for (const PublicNavItem& item : NavItems()) {
    const std::string label = item.label(locale);
    links.Add(item.href == current ? El("a", {html::Href(item.href), {"aria-current", "page"}}, label)
                                   : El("a", {html::Href(item.href)}, label));
  }
  const Html brand = El("a", {{"class", "brand"}, html::Href("/panel/practices")},
                        html::Icon(html::IconName::kMark), " Manumit");
  return El("header", {{"class", "ptop"}},
            El("div", {{"class", "wrap"}}, brand, El("nav", {{"aria-label", locale.tr("Main")}}, links)));
}

// The same page in each language there is.
Html Languages(const desk::Context& context, const html::Locale& locale) {
  Html links;
  for (const html::Locale* other : html::Locales()) {
    if (!links.empty()) links.Add(" · ");
    if (other == &locale) {
      links.Add(El("b", {html::Lang(other->tag())}, other->own_name()));
      continue;
    }
    std::string href = context.request().path;
    std::string_view joint = "?";
    for (const auto& [name, value] : context.request().query.pairs()) {
      if (name == "lang") continue;
      href += fmt::format("{}{}={}", joint, net::UrlEncode(name), net::UrlEncode(value));
      joint = "&";
    }
    href += fmt::format("{}lang={}", joint, other->tag());
    links.Add(El("a", {html::Href(href), html::Lang(other->tag())}, other->own_name()));
  }
  return El("p", locale.tr("Language of this page"), ": ", links);
}

Html Foot(const desk::Context& context, const html::Locale& locale) {
  return El("footer", {{"class", "pfoot"}},
            El("div", {{"class", "wrap stack-s"}}, Languages(context, locale),
               El("p", locale.tr("No cookies, no scripts, no trackers on these pages. What stands here was "
                                 "published by its owners."))));
}

Html Title(const html::Locale& locale, const PublicPageOptions& options) {
  const std::string_view tag = html::LanguageTag(options.title);
  const Html words = tag.empty() || tag == locale.tag() ? Html(options.title) : html::Value(options.title);
  Html head = options.above;
  head.Add(El("h1", words));
  if (!options.subtitle.empty()) head.Add(El("p", {{"class", "muted"}}, options.subtitle));
  return El("div", {{"class", "stack-s"}}, head);
}

std::string HeadLinks(const PublicPageOptions& options) {
  std::string links;
  if (!options.feed.empty())
    links += fmt::format("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\"/>\n",
                         html::Escape(options.feed));
  if (!options.canonical.empty())
    links += fmt::format("<link rel=\"canonical\" href=\"{}\"/>\n", html::Escape(options.canonical));
  return links;
}

bool HasTag(std::string_view header, std::string_view tag) {
  return header.find(tag) != std::string_view::npos || header == "*";
}

}  // namespace

void AddPublicNav(const PublicNavItem& item) {
  const std::lock_guard lock(Nav().mutex);
  auto& items = Nav().items;
  const auto same = [&](const PublicNavItem& other) { return other.href == item.href; };
  if (std::any_of(items.begin(), items.end(), same)) return;
  items.push_back(item);
  std::sort(items.begin(), items.end(),
            [](const PublicNavItem& a, const PublicNavItem& b) { return a.order < b.order; });
}

const html::Locale& PublicLocale(const desk::Context& context) {
  return html::ChooseLocale(context.Query("lang"), context.request().headers.Get("Accept-Language"));
}

net::Response PublicBytes(const desk::Context& context, std::string bytes, std::string_view content_type) {
  const std::string tag = fmt::format("\"{}\"", crypto::Sha256Hex(bytes).substr(0, 32));
  net::Response response;
  if (HasTag(context.request().headers.Get("If-None-Match"), tag))
    response.status = 304;
  else
    response = net::TextResponse(200, std::move(bytes), content_type);
  response.headers.Set("ETag", tag);
  response.headers.Set("Cache-Control", "public, max-age=60");
  response.headers.Set("Vary", "Accept-Language");
  response.headers.Set("X-Robots-Tag", "all");
  return response;
}

net::Response PublicPage(const desk::Context& context, const PublicPageOptions& options,
                         const html::Html& main) {
  const html::Locale& locale = PublicLocale(context);
  const html::Asset* style = AssetNamed("console");
  const html::Asset* icon = AssetNamed("icon");
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{} · Manumit</title>\n"
      "<link rel=\"stylesheet\" href=\"{}\"/>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\"/>\n{}"
      "</head>\n<body class=\"pub\">\n",
      html::Escape(locale.tag()), locale.right_to_left() ? "rtl" : "ltr", html::Escape(options.title),
      style->path, icon->path, HeadLinks(options));
  page += El("a", {{"class", "skip"}, html::Href("#main")}, locale.tr("Skip to content")).markup();
  page += Bar(locale, options.current).markup();
  page += El("main", {{"class", "pmain wrap stack-l"}, {"id", "main"}, {"tabindex", -1}},
             Title(locale, options), main)
              .markup();
  page += Foot(context, locale).markup();
  page += "\n</body>\n</html>\n";
  if (options.status == 200) return PublicBytes(context, std::move(page), "text/html; charset=utf-8");
  return net::TextResponse(options.status, std::move(page), "text/html; charset=utf-8");
}

}  // namespace panel
