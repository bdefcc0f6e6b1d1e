#include "desk/web/pages.h"

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/api.h"
#include "desk/web/flash.h"

namespace desk {

namespace {

std::vector<html::NavItem> NavOf(const Context& context) {
  std::vector<html::NavItem> items;
  for (const NavEntry& entry : context.desk().nav()) {
    if (!context.actor().Can(entry.permission)) continue;
    html::NavItem item = entry.make(context);
    if (!item.href.empty()) items.push_back(std::move(item));
  }
  return items;
}

// The top bar: who is signed in, in which organisation, and which others there are to change to.
void FillPerson(const Context& context, html::ShellOptions& shell) {
  const Actor& actor = context.actor();
  if (actor.kind != Actor::Kind::kPerson || !actor.Can(Permission::kSignedIn)) return;
  shell.person = actor.name.empty() ? actor.email : actor.name;
  shell.nav = NavOf(context);
  shell.search = actor.Can(Permission::kPartiesRead) || actor.Can(Permission::kListsRead);
  const auto memberships = context.desk().people().MembershipsOf(actor.person);
  if (!memberships.has_value()) return;
  for (const auto& [organisation, roles] : *memberships) {
    if (organisation.id == actor.org) shell.organisation = organisation.name;
    shell.organisations.emplace_back(organisation.slug, organisation.name);
  }
}

}  // namespace

const html::Locale& LocaleOf(const Context& context) {
  return html::ChooseLocale(context.actor().locale, context.request().headers.Get("Accept-Language"));
}

net::Response PageResponse(const Context& context, const PageOptions& options, const html::Html& main) {
  html::ShellOptions shell;
  shell.locale = &LocaleOf(context);
  shell.title = options.title;
  shell.subtitle = options.subtitle;
  shell.theme = context.actor().theme;
  shell.single_keys = context.actor().single_keys;
  shell.current = options.current.empty() ? context.request().path : options.current;
  shell.islands = options.islands;
  shell.csrf = context.csrf();
  shell.crumbs = options.crumbs;
  shell.badges = options.badges;
  shell.actions = options.actions;
  shell.wide = options.wide;
  shell.flash = options.flash;
  const std::string kept = FlashOf(context);
  const std::string_view problem = ProblemIn(kept);
  if (shell.flash.empty() && problem.empty()) shell.flash = kept;
  FillPerson(context, shell);
  html::Html all;
  if (!problem.empty())
    all = html::El("p", {{"class", "flash harm"}, {"role", "alert"}, {"id", "flash"}}, problem);
  all.Add(main);
  net::Response response =
      net::TextResponse(options.status, html::Page(shell, all), "text/html; charset=utf-8");
  if (!kept.empty()) response.headers.Add("Set-Cookie", RemoveFlashCookie(context.request().secure));
  return response;
}

net::Response ErrorPage(const Context& context, const base::Error& error) {
  const html::Locale& locale = LocaleOf(context);
  PageOptions options;
  options.status = StatusOf(error.code);
  switch (options.status) {
    case 404:
      options.title = locale.tr("Not found");
      break;
    case 403:
      options.title = locale.tr("Not allowed");
      break;
    case 409:
      options.title = locale.tr("Somebody was first");
      break;
    case 503:
      options.title = locale.tr("Busy at the moment");
      break;
    case 500:
      options.title = locale.tr("Something went wrong here");
      break;
    default:
      options.title = locale.tr("This did not work");
  }
  const std::string said = options.status == 500 ? locale.tr(
                                                       "Nothing of yours was lost. Try again; if it stays, "
                                                       "give the number below to whoever runs this server.")
                                                 : locale.tr(error.external);
  html::Html main = html::El("p", {{"class", "notice"}}, said);
  main.Add(html::El("p", html::El("a", {html::Href("/")}, locale.tr("Go to the start page"))));
  main.Add(html::El("p", {{"class", "muted small"}},
                    locale.tr("Number of this request: {id}", {{"id", context.request().id}})));
  return PageResponse(context, options, main);
}

net::Response RedirectWithFlash(Context& context, std::string_view location, std::string_view message) {
  net::Response response = net::Redirect(303, location);
  response.headers.Add("Set-Cookie", FlashCookie(context.desk(), context.request().secure, message));
  return response;
}

}  // namespace desk
