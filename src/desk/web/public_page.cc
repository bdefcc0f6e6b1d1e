#include "desk/web/public_page.h"

#include <fmt/format.h>

#include "crypto/digest.h"
#include "html/console_components.h"
#include "html/names.h"
#include "html/shell.h"

namespace desk {
namespace {

using html::El;
using html::Html;

const html::Asset* AssetNamed(std::string_view name) {
  for (const html::Asset& asset : html::Assets())
    if (asset.name == name) return &asset;
  return nullptr;
}

Html Bar(const html::Locale& locale, const PublicShell& shell) {
  Html links;
  for (const PublicLink& item : shell.nav)
    links.Add(item.href == shell.current
                  ? El("a", {html::Href(item.href), {"aria-current", "page"}}, item.label)
                  : El("a", {html::Href(item.href)}, item.label));
  const Html brand =
      El("a", {{"class", "brand"}, html::Href(shell.home)}, html::Icon(html::IconName::kMark), " Manumit");
  return El("header", {{"class", "ptop"}},
            El("div", {{"class", "wrap"}}, brand, El("nav", {{"aria-label", locale.tr("Main")}}, links)));
}

// The same page in each language there is.
Html Languages(const Context& context, const html::Locale& locale) {
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

Html Foot(const Context& context, const html::Locale& locale, const std::string& words) {
  return El("footer", {{"class", "pfoot"}},
            El("div", {{"class", "wrap stack-s"}}, Languages(context, locale), El("p", words)));
}

Html Title(const html::Locale& locale, const PublicShell& shell) {
  const std::string_view tag = html::LanguageTag(shell.title);
  const Html words = tag.empty() || tag == locale.tag() ? Html(shell.title) : html::Value(shell.title);
  Html head = shell.above;
  head.Add(El("h1", words));
  if (!shell.subtitle.empty()) head.Add(El("p", {{"class", "muted"}}, shell.subtitle));
  return El("div", {{"class", "stack-s"}}, head);
}

std::string HeadLinks(const PublicShell& shell) {
  std::string links;
  if (!shell.feed.empty())
    links += fmt::format("<link rel=\"alternate\" type=\"application/atom+xml\" href=\"{}\"/>\n",
                         html::Escape(shell.feed));
  if (!shell.canonical.empty())
    links += fmt::format("<link rel=\"canonical\" href=\"{}\"/>\n", html::Escape(shell.canonical));
  return links;
}

bool HasTag(std::string_view header, std::string_view tag) {
  return header.find(tag) != std::string_view::npos || header == "*";
}

}  // namespace

const html::Locale& PublicLocale(const Context& context) {
  return html::ChooseLocale(context.Query("lang"), context.request().headers.Get("Accept-Language"));
}

net::Response PublicBytes(const Context& context, std::string bytes, std::string_view content_type) {
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

net::Response PublicPage(const Context& context, const PublicShell& shell, const html::Html& main) {
  const html::Locale& locale = PublicLocale(context);
  const html::Asset* style = AssetNamed("console");
  const html::Asset* icon = AssetNamed("icon");
  std::string page = fmt::format(
      "<!DOCTYPE html>\n<html lang=\"{}\" dir=\"{}\">\n<head>\n<meta charset=\"utf-8\"/>\n"
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/>\n"
      "<meta name=\"color-scheme\" content=\"light dark\"/>\n<title>{} · Manumit</title>\n"
      "<link rel=\"stylesheet\" href=\"{}\"/>\n<link rel=\"icon\" type=\"image/svg+xml\" href=\"{}\"/>\n{}"
      "</head>\n<body class=\"pub\">\n",
      html::Escape(locale.tag()), locale.right_to_left() ? "rtl" : "ltr", html::Escape(shell.title),
      style->path, icon->path, HeadLinks(shell));
  page += El("a", {{"class", "skip"}, html::Href("#main")}, locale.tr("Skip to content")).markup();
  page += Bar(locale, shell).markup();
  page += El("main", {{"class", "pmain wrap stack-l"}, {"id", "main"}, {"tabindex", -1}},
             Title(locale, shell), main)
              .markup();
  page += Foot(context, locale, shell.foot).markup();
  page += "\n</body>\n</html>\n";
  if (shell.status == 200) return PublicBytes(context, std::move(page), "text/html; charset=utf-8");
  return net::TextResponse(shell.status, std::move(page), "text/html; charset=utf-8");
}

}  // namespace desk
