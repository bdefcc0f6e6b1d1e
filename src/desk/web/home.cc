#include "desk/web/home.h"

#include <algorithm>

#include "desk/desk.h"
#include "html/console_components.h"

namespace desk {

namespace {

base::Result<std::vector<HomeItem>> ItemsFor(Context& context) {
  std::vector<HomeItem> items;
  for (const HomeEntry& entry : context.desk().home()) {
    if (!context.actor().Can(entry.permission)) continue;
    for (HomeItem& item : TRY(entry.items(context))) items.push_back(std::move(item));
  }
  std::stable_sort(items.begin(), items.end(),
                   [](const HomeItem& a, const HomeItem& b) { return a.urgency > b.urgency; });
  return items;
}

base::Result<net::Response> Home(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const std::vector<HomeItem> items = TRY(ItemsFor(context));
  std::vector<html::TodoItem> todo;
  for (const HomeItem& item : items)
    todo.push_back({.title = item.title, .href = item.href, .why = item.reason, .action = item.action});
  const html::Html main =
      todo.empty() ? html::Empty(locale.tr("Nothing waits for you"),
                                 locale.tr("Whatever needs a decision of yours appears here by itself."))
                   : html::TodoList(todo);
  return PageResponse(context,
                      {.title = locale.tr("What needs you now"),
                       .subtitle = locale.Date(context.desk().clock().Now().ms),
                       .current = "/"},
                      main);
}

}  // namespace

void RegisterHome(Desk& desk) {
  desk.AddNav({.permission = Permission::kSignedIn, .order = 0, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{.section = locale.tr("Now"), .label = locale.tr("Home"), .href = "/"};
               }});
  desk.router().Add({.method = "GET", .pattern = "/", .permission = Permission::kSignedIn, .handler = Home});
}

}  // namespace desk
