#include "desk/audit/view.h"

#include <fmt/format.h>

#include <boost/json.hpp>
#include <charconv>
#include <map>

#include "base/limits.h"
#include "desk/audit/head_delivery.h"
#include "desk/desk.h"
#include "desk/people/people.h"
#include "desk/web/api.h"
#include "html/console_components.h"
#include "html/forms.h"
#include "html/names.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::size_t kUsualPage = 50;

struct AuditPage {
  std::vector<AuditEntry> entries;
  std::string next;  // cursor, or empty
};

// One entry more is asked for, to know whether there is a next page.
base::Result<AuditPage> ReadPage(const Context& context) {
  // Without an organisation it would be the entries of all of them.
  if (context.org().empty() && !context.actor().Can(Permission::kInstallationManage))
    return base::Error{base::Code::kForbidden, "Choose an organisation first.", ""};
  const std::size_t limit = TRY(LimitOf(context, kUsualPage, base::kMaxAuditPage));
  std::int64_t before = 0;
  if (const std::string_view cursor = context.Query("cursor"); !cursor.empty()) {
    const std::string position = TRY(DecodeCursor(context.desk(), cursor));
    std::from_chars(position.data(), position.data() + position.size(), before);
  }
  AuditPage page;
  page.entries = TRY(context.desk().audit().Page(context.org(), before, limit + 1, context.Query("action")));
  if (page.entries.size() > limit) {
    page.entries.pop_back();
    page.next = EncodeCursor(context.desk(), fmt::to_string(page.entries.back().number));
  }
  return page;
}

json::object JsonOf(const AuditEntry& entry) {
  json::object details;
  for (const auto& [name, value] : entry.details) details[name] = value;
  return {{"number", entry.number}, {"time", base::FormatTime(entry.time)},
          {"actor", entry.actor},   {"action", entry.action},
          {"record", entry.record}, {"details", std::move(details)},
          {"head", entry.head}};
}

base::Result<net::Response> ServeJson(Context& context) {
  const AuditPage page = TRY(ReadPage(context));
  const AuditHead head = TRY(context.desk().audit().Head());
  json::array entries;
  for (const AuditEntry& entry : page.entries) entries.push_back(JsonOf(entry));
  json::object answer;
  answer["entries"] = std::move(entries);
  answer["next"] = page.next.empty() ? json::value() : json::value(page.next);
  answer["head"] = FormatHead(head);
  return JsonResponse(answer);
}

using Names = std::map<std::string, std::string, std::less<>>;

// Who stands behind "person:ID", "key:ID".
base::Result<Names> NamesOf(const Context& context) {
  People& people = context.desk().people();
  Names names;
  for (const auto& [person, roles] : TRY(people.Members(context.org())))
    names["person:" + person.id.text()] = person.name.empty() ? person.email : person.name;
  for (const ApiKey& key : TRY(people.Keys(context.org()))) names["key:" + key.id.text()] = key.name;
  return names;
}

html::Html DetailsOf(const AuditEntry& entry) {
  std::string text;
  for (const auto& [name, value] : entry.details)
    text += fmt::format("{}{}: {}", text.empty() ? "" : " · ", name, value);
  return html::Value(text);
}

html::Html RowOf(const html::Locale& locale, const std::vector<html::Column>& columns,
                 const AuditEntry& entry, const Names& names) {
  const auto known = names.find(entry.actor);
  const std::string when = base::FormatTime(entry.time);
  return html::TableRow(columns,
                        {html::Html(fmt::to_string(entry.number)),
                         html::El("time", {{"datetime", when}}, locale.DateTime(entry.time.ms)),
                         html::Value(known == names.end() ? entry.actor : known->second),
                         html::El("code", entry.action), html::El("code", entry.record), DetailsOf(entry)});
}

html::Html EntriesTable(const html::Locale& locale, const AuditPage& page, const Names& names) {
  const std::vector<html::Column> columns = {{locale.tr("No."), true}, {locale.tr("When")},
                                             {locale.tr("Who")},       {locale.tr("Did what")},
                                             {locale.tr("To what")},   {locale.tr("Details")}};
  html::Html rows;
  for (const AuditEntry& entry : page.entries) rows.Add(RowOf(locale, columns, entry, names));
  return html::Table("data", locale.tr("What was done, newest first"), columns, rows);
}

html::Html HeadSection(const html::Locale& locale, const AuditHead& head) {
  const std::string line = FormatHead(head);
  return html::Section(
      locale.tr("Head of the log"),
      html::Join(
          html::El("p", {{"class", "measure"}},
                   locale.tr("This line stands for all entries up to now. Print it or keep it in another "
                             "place. Whoever has it can prove later "
                             "that nothing before it was changed, removed or put in.")),
          html::El("p", html::El("code", line)),
          html::El("p", {{"class", "muted small"}}, locale.tr("To check it, run on the server:"), " ",
                   html::El("code", fmt::format("manumit --config FILE verify audit --head \"{}\"", line)))));
}

html::Html SentRow(const html::Locale& locale, const std::vector<html::Column>& columns,
                   const HeadSent& sent) {
  html::Html state = html::Badge(html::Mark::kAct, locale.tr("Not sent yet"));
  if (!sent.error.empty()) {
    state = html::Join(html::Badge(html::Mark::kHarm, locale.tr("Failed")), " ", sent.error);
  } else if (sent.sent.ms > 0) {
    state = html::Badge(html::Mark::kOk, locale.tr("Arrived"));
  }
  return html::TableRow(columns,
                        {html::Value(sent.address),
                         sent.sent.ms > 0 ? html::Html(locale.DateTime(sent.sent.ms)) : html::Html("–"),
                         html::Html(sent.head.number > 0 ? fmt::to_string(sent.head.number) : "–"), state});
}

// For whoever operates the installation: where the head was sent.
base::Result<html::Html> SentSection(const Context& context) {
  if (!context.actor().Can(Permission::kInstallationManage)) return html::Html();
  const html::Locale& locale = LocaleOf(context);
  html::Html content;
  if (HeadAddressWarning(context.desk().config())) {
    content.Add(html::NoticeOf(
        html::Mark::kCare, locale.tr("The head goes to fewer than two addresses outside of this server, so "
                                     "whoever has the server can rewrite the "
                                     "log unseen. Name at least two in the configuration: audit.heads_to.")));
  }
  const std::vector<HeadSent> sent = TRY(HeadsSent(context.desk()));
  const std::vector<html::Column> columns = {{locale.tr("Address")},
                                             {locale.tr("Last arrived")},
                                             {locale.tr("Entry"), true},
                                             {locale.tr("Last try")}};
  html::Html rows;
  for (const HeadSent& one : sent) rows.Add(SentRow(locale, columns, one));
  if (!sent.empty())
    content.Add(html::Table("data", locale.tr("Where the head is sent every day"), columns, rows));
  return html::Section(locale.tr("Sent outside"), content);
}

html::Html FilterForm(const html::Locale& locale, std::string_view action) {
  return html::Form(
      {.action = "/audit", .get = true, .css = "filters", .label = locale.tr("Filter the log")},
      html::Join(html::Field({.control_id = "action", .label = locale.tr("What was done begins with")},
                             html::Input({.name = "action", .value = action, .placeholder = "alert."})),
                 html::Button(locale.tr("Show"), {.kind = html::ButtonKind::kQuiet})));
}

base::Result<net::Response> ServePage(Context& context) {
  const html::Locale& locale = LocaleOf(context);
  const AuditPage page = TRY(ReadPage(context));
  const Names names = TRY(NamesOf(context));
  const std::string_view action = context.Query("action");
  const std::string begin = action.empty() ? "/audit" : "/audit?action=" + net::UrlEncode(action);
  html::PageLinks links;
  if (!context.Query("cursor").empty()) links.first = begin;
  if (!page.next.empty()) links.next = begin + (action.empty() ? "?" : "&") + "cursor=" + page.next;
  const html::Html list =
      page.entries.empty()
          ? html::Empty(locale.tr("No entries"), locale.tr("Nothing was done yet that fits this filter."))
          : html::Join(EntriesTable(locale, page, names), html::Pager(locale, links));
  const html::Html main =
      html::Stack({FilterForm(locale, action), list, HeadSection(locale, TRY(context.desk().audit().Head())),
                   TRY(SentSection(context))});
  return PageResponse(context,
                      {.title = locale.tr("Audit log"),
                       .subtitle = locale.tr(
                           "Every decision and every change of rights; entries can be added, never changed"),
                       .current = "/audit"},
                      main);
}

constexpr std::string_view kAnswerSchema =
    R"({"type":"object","required":["entries","next","head"],"properties":{
  "entries":{"type":"array","items":{"type":"object","properties":{"number":{"type":"integer"},"time":{"type":"string","format":"date-time"},
    "actor":{"type":"string"},"action":{"type":"string"},"record":{"type":"string"},
    "details":{"type":"object","additionalProperties":{"type":"string"}},"head":{"type":"string"}}}},
  "next":{"type":["string","null"]},"head":{"type":"string"}}})";

}  // namespace

void RegisterAuditView(Desk& desk) {
  desk.AddNav({.permission = Permission::kAuditRead, .order = 90, .make = [](const Context& context) {
                 const html::Locale& locale = LocaleOf(context);
                 return html::NavItem{
                     .section = locale.tr("Organisation"), .label = locale.tr("Audit log"), .href = "/audit"};
               }});
  desk.router().Add(
      {.method = "GET", .pattern = "/audit", .permission = Permission::kAuditRead, .handler = ServePage});
  desk.router().Add({.method = "GET",
                     .pattern = "/api/v1/audit",
                     .permission = Permission::kAuditRead,
                     .handler = ServeJson,
                     .face = Face::kApi,
                     .doc = {.summary = "The audit log of the organisation, newest first",
                             .tag = "audit",
                             .response_schema = kAnswerSchema,
                             .query = {"action:string:Only actions that begin with this",
                                       "limit:integer:How many (1 to 200)",
                                       "cursor:string:The next of the answer before"}}});
}

}  // namespace desk
