#include "panel/common/public_page.h"

#include <algorithm>
#include <mutex>
#include <vector>

#include "desk/web/public_page.h"

namespace panel {
namespace {

struct PublicNav {
  std::mutex mutex;
  std::vector<PublicNavItem> items;
};
PublicNav& Nav() {
  static PublicNav nav;
  return nav;
}

std::vector<desk::PublicLink> NavLinks(const html::Locale& locale) {
  const std::lock_guard lock(Nav().mutex);
  std::vector<desk::PublicLink> links;
  for (const PublicNavItem& item : Nav().items) links.push_back({item.label(locale), item.href});
  return links;
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
  return desk::PublicLocale(context);
}

net::Response PublicBytes(const desk::Context& context, std::string bytes, std::string_view content_type) {
  return desk::PublicBytes(context, std::move(bytes), content_type);
}

net::Response PublicPage(const desk::Context& context, const PublicPageOptions& options,
                         const html::Html& main) {
  const html::Locale& locale = panel::PublicLocale(context);
  return desk::PublicPage(
      context,
      {.title = options.title,
       .subtitle = options.subtitle,
       .home = "/panel",
       .nav = NavLinks(locale),
       .current = options.current,
       .above = options.above,
       .foot = locale.tr("No cookies, no scripts, no trackers on these pages. What stands here was "
                         "published by its owners."),
       .feed = options.feed,
       .canonical = options.canonical,
       .status = options.status},
      main);
}

}  // namespace panel
