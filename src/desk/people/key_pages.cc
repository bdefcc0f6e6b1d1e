#include <fmt/format.h>

#include <algorithm>

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/fields.h"
#include "desk/people/stored.h"
#include "desk/people/words.h"
#include "desk/tr.h"
#include "html/console_components.h"
#include "html/names.h"

namespace desk {

namespace {

struct Wanted {
  std::string name;
  std::string expires;  // "2026-11-22" or empty
  std::vector<std::string> scopes = {"match"};
};

html::Html KeysTable(const Context& context, const html::Locale& locale, const std::vector<ApiKey>& keys) {
  const std::vector<html::Column> columns = {{locale.tr("Name")},       {locale.tr("Begins with")},
                                             {locale.tr("Scopes")},     {locale.tr("Last used")},
                                             {locale.tr("Good until")}, {locale.tr("State")}};
  const std::int64_t now_ms = context.desk().clock().Now().ms;
  html::Html rows;
  for (const ApiKey& key : keys) {
    const bool over = key.expires && key.expires->ms <= now_ms;
    html::Html state = key.revoked ? html::Badge(html::Mark::kPlain, locale.tr("Revoked"))
                                   : html::Badge(html::Mark::kPlain, locale.tr("Run out"));
    if (!key.revoked && !over)
      state = html::PostButton(locale.tr("Revoke"), fmt::format("/keys/{}/revoke", key.id.text()),
                               context.csrf(), {.kind = html::ButtonKind::kQuiet, .css = "small"});
    rows.Add(html::TableRow(
        columns,
        {html::Value(key.name), html::El("code", key.prefix + "…"), html::El("code", JoinScopes(key.scopes)),
         html::Html(key.last_used ? locale.ShortDate(key.last_used->ms) : locale.tr("Never")),
         html::Html(key.expires ? locale.ShortDate(key.expires->ms) : locale.tr("No end")), state}));
  }
  return html::Table("data", locale.tr("Keys of this organisation"), columns, rows);
}

html::Html KeyForm(const Context& context, const html::Locale& locale, const Wanted& typed,
                   const FormErrors& errors) {
  std::vector<std::pair<std::string, html::Html>> choices;
  for (const Scope scope : Scopes()) {
    PermissionSet more = PermissionsOf(scope) & ~context.actor().permissions;
    more.reset(static_cast<std::size_t>(Permission::kPublic));
    if (more.any()) continue;
    choices.emplace_back(ScopeName(scope),
                         html::Join(html::El("code", ScopeName(scope)), ": ", ScopeMeaning(locale, scope)));
  }
  return html::Form(
      {.action = "/keys", .csrf = context.csrf()},
      html::Join(TextField(locale.tr("Name"),
                           {.name = "name",
                            .value = typed.name,
                            .required = true,
                            .max_length = base::kMaxDisplayNameBytes},
                           errors, locale.tr("What uses it, for example: purchasing system")),
                 CheckBoxes(locale.tr("Scopes"), "scope", choices, typed.scopes, errors),
                 TextField(locale.tr("Good until"),
                           {.name = "expires", .type = html::InputType::kDate, .value = typed.expires},
                           errors, locale.tr("Empty: until it is revoked")),
                 html::Button(locale.tr("Make a key"))));
}

base::Result<net::Response> KeysPage(Context& context, const Wanted& typed, const FormErrors& errors) {
  const html::Locale& locale = LocaleOf(context);
  const std::vector<ApiKey> keys = TRY(context.desk().people().Keys(context.org()));
  const html::Html list =
      keys.empty() ? html::Empty(locale.tr("No keys"),
                                 locale.tr("Programs sign in with a key. Make one for each program."))
                   : KeysTable(context, locale, keys);
  return PageResponse(
      context,
      {.title = locale.tr("API keys"),
       .subtitle = locale.tr("For programs that work for this organisation"),
       .current = "/keys",
       .status = errors.empty() ? 200 : 422},
      html::Stack({errors.Summary(), list,
                   html::Section(locale.tr("New key"), KeyForm(context, locale, typed, errors))}));
}

base::Result<net::Response> ServeKeys(Context& context) {
  return KeysPage(context, {}, FormErrors(LocaleOf(context)));
}

net::Response MadePage(Context& context, const People::NewKey& made) {
  const html::Locale& locale = LocaleOf(context);
  const html::Html main = html::Join(
      html::NoticeOf(html::Mark::kCare, locale.tr("Copy the key now. It is shown once and kept nowhere.")),
      html::El("p", html::El("code", made.secret)),
      html::El("p", locale.tr("Programs send it with each request:"), " ",
               html::El("code", "Authorization: ApiKey KEY")),
      html::El("p", html::LinkButton(locale.tr("Back"), "/keys")));
  return PageResponse(context,
                      {.title = locale.tr("Key for {name}", {{"name", made.key.name}}), .current = "/keys"},
                      html::El("div", {{"class", "stack"}}, main));
}

base::Result<net::Response> PostKey(Context& context) {
  Wanted typed{.name = FieldOf(context, "name"),
               .expires = FieldOf(context, "expires"),
               .scopes = FieldsOf(context, "scope")};
  FormErrors errors(LocaleOf(context));
  std::vector<Scope> scopes;
  for (const std::string& name : typed.scopes) {
    const std::optional<Scope> scope = ScopeNamed(name);
    if (!scope) return base::Invalid(tr("There is no such scope."));
    scopes.push_back(*scope);
  }
  if (scopes.empty()) errors.Add("scope", tr("Choose at least one scope."));
  std::optional<base::UtcTime> expires;
  if (!typed.expires.empty()) {
    // To the end of the day.
    const base::Result<base::UtcTime> day = base::ParseTime(typed.expires + "T00:00:00Z");
    if (day.has_value()) expires = base::UtcTime{day->ms + base::kDayMs};
    if (!day.has_value()) errors.Add("expires", tr("A day is expected, for example 2027-01-31."));
    if (expires && *expires <= context.desk().clock().Now())
      errors.Add("expires", tr("The key would have run out already."));
  }
  if (!errors.empty()) return KeysPage(context, typed, errors);
  const base::Result<People::NewKey> made =
      context.desk().people().CreateKey(context.actor(), context.org(), typed.name, scopes, expires);
  if (made.has_value()) return MadePage(context, *made);
  TRY(errors.Take(made.error().code == base::Code::kForbidden ? "scope" : "name", made.error()));
  return KeysPage(context, typed, errors);
}

base::Result<net::Response> PostRevoke(Context& context) {
  const KeyId key = TRY(KeyId::Parse(context.Path("id")));
  TRY(context.desk().people().RevokeKey(context.actor(), context.org(), key));
  return RedirectWithFlash(context, "/keys", LocaleOf(context).tr("The key is revoked."));
}

}  // namespace

void RegisterKeyPages(Desk& desk) {
  constexpr Permission kPermission = Permission::kKeysManage;
  desk.AddNav({.permission = kPermission, .order = 94, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Organisation"), .label = locale.tr("API keys"), .href = "/keys"};
               }});
  desk.router().Add({.method = "GET", .pattern = "/keys", .permission = kPermission, .handler = ServeKeys});
  desk.router().Add({.method = "POST", .pattern = "/keys", .permission = kPermission, .handler = PostKey});
  desk.router().Add(
      {.method = "POST", .pattern = "/keys/{id}/revoke", .permission = kPermission, .handler = PostRevoke});
}

}  // namespace desk
