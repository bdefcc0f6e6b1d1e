// /reconcile/{dataset}: the reconciliation service for OpenRefine and its like. Clients send the key as any
// other; OpenRefine itself can send none and needs a proxy beside it that adds the header.

#include <fmt/format.h>

#include <boost/json.hpp>

#include "base/limits.h"
#include "desk/web/api.h"
#include "html/components.h"
#include "html/html.h"
#include "screening/api/faces.h"
#include "screening/api/reconcile.h"

namespace screening {

namespace {

namespace json = boost::json;
using desk::Context;
using html::El;
using html::Html;

// The lists of a request, kept while it works on them.
struct Scope {
  std::shared_ptr<const ListSnapshot> snapshot;
  std::vector<const match::CompiledList*> lists;
  ReconcileScope get() const { return {*snapshot, lists}; }
};

base::Result<Scope> ScopeOf(WatchLists& watch_lists, const Context& context) {
  Scope scope;
  scope.snapshot = TRY(watch_lists.Current());
  scope.lists = TRY(ListsFor(*scope.snapshot, context.Path("dataset"), {}));
  return scope;
}

// Where this server is for its clients.
std::string ServerAddress(const Context& context) {
  if (!context.desk().config().public_url.empty()) {
    std::string address = context.desk().config().public_url;
    while (address.ends_with('/')) address.pop_back();
    return address;
  }
  return fmt::format("{}://{}", context.request().secure ? "https" : "http",
                     context.request().headers.Get("Host"));
}

base::Result<net::Response> Answer(WatchLists& watch_lists, const Context& context, std::string_view queries,
                                   std::string_view extend) {
  const Scope scope = TRY(ScopeOf(watch_lists, context));
  const json::object body = extend.empty() ? TRY(ReconcileQueries(scope.get(), queries))
                                           : TRY(ReconcileExtend(scope.get(), extend));
  return desk::JsonResponse(body);
}

base::Result<net::Response> Get(WatchLists& watch_lists, Context& context) {
  if (context.request().query.Has("queries") || context.request().query.Has("extend"))
    return Answer(watch_lists, context, context.Query("queries"), context.Query("extend"));
  TRY(ScopeOf(watch_lists, context));
  const std::string server = ServerAddress(context);
  const std::string_view dataset = context.Path("dataset");
  return desk::JsonResponse(
      ReconcileManifest(dataset, server, fmt::format("{}/reconcile/{}", server, net::UrlEncode(dataset))));
}

base::Result<net::Response> Post(WatchLists& watch_lists, Context& context) {
  const net::Form* form = TRY(context.Form());
  const std::string_view queries = form->fields.Get("queries");
  const std::string_view extend = form->fields.Get("extend");
  if (queries.empty() && extend.empty()) return base::Invalid("queries or extend is expected in the form");
  return Answer(watch_lists, context, queries, extend);
}

base::Result<net::Response> SuggestEntity(WatchLists& watch_lists, Context& context) {
  const Scope scope = TRY(ScopeOf(watch_lists, context));
  constexpr std::size_t kUsual = 10;
  const std::size_t limit = TRY(NumberOf(context.request().query, "limit", kUsual, base::kMaxMatchLimit));
  return desk::JsonResponse(SuggestEntities(scope.get(), context.Query("prefix"), limit));
}

base::Result<net::Response> SuggestProperty(WatchLists&, Context& context) {
  return desk::JsonResponse(SuggestProperties(context.Query("prefix")));
}

base::Result<net::Response> SuggestType(WatchLists&, Context& context) {
  return desk::JsonResponse(SuggestTypes(context.Query("prefix")));
}

base::Result<net::Response> ExtendProperty(WatchLists&, Context& context) {
  const std::size_t limit = TRY(NumberOf(context.request().query, "limit", 0, base::kMaxMatchLimit));
  const json::object body = TRY(ProposeProperties(context.Query("type"), limit));
  return desk::JsonResponse(body);
}

// A small page that clients show beside a candidate, in a frame of theirs.
base::Result<net::Response> Preview(WatchLists& watch_lists, Context& context) {
  const Scope scope = TRY(ScopeOf(watch_lists, context));
  for (const match::CompiledList* list : scope.lists) {
    const std::uint32_t entry = scope.snapshot->IndexOf(*list).Find(context.Query("id"));
    if (entry == EntryIndex::kNone) continue;
    const entity::Entity entity = list->ReadEntity(entry);
    const html::Locale& locale = desk::LocaleOf(context);
    const std::string words[] = {locale.tr("List"), locale.tr("Kind")};
    std::vector<std::pair<std::string_view, Html>> facts = {{words[0], scope.snapshot->DatasetOf(*list)},
                                                            {words[1], entity.schema.label()}};
    constexpr std::size_t kFacts = 12;
    for (const entity::Value& value : entity.values)
      if (facts.size() < kFacts) facts.emplace_back(value.property.label(), El("bdi", value.text));
    const Html body = Html(El("h3", entity.caption)).Add(html::Facts(facts));
    net::Response response =
        net::TextResponse(200,
                          "<!DOCTYPE html><html lang=\"" + std::string(locale.tag()) +
                              "\"><head><meta charset=\"utf-8\"><title>" + html::Escape(entity.caption) +
                              "</title></head><body>" + body.markup() + "</body></html>",
                          "text/html; charset=utf-8");
    response.headers.Set("Content-Security-Policy", "default-src 'none'; frame-ancestors *; base-uri 'none'");
    return response;
  }
  return base::NotFound("No such entity!");
}

using Handler = base::Result<net::Response> (*)(WatchLists&, Context&);

void AddRoute(desk::Desk& desk, WatchLists& lists, std::string_view method, std::string_view pattern,
              Handler handler, std::string_view summary) {
  desk::Route route;
  route.method = method;
  route.pattern = pattern;
  route.permission = desk::Permission::kMatch;
  route.handler = [&lists, handler](Context& context) { return handler(lists, context); };
  route.face = desk::Face::kApi;
  route.doc.summary = summary;
  route.doc.tag = "reconciliation";
  route.doc.response_schema = R"({"type":"object"})";
  if (method == "POST") {
    route.doc.request_type = "application/x-www-form-urlencoded";
    route.doc.request_schema =
        R"({"type":"object","properties":{"queries":{"type":"string"},"extend":{"type":"string"}}})";
  }
  desk.router().Add(std::move(route));
}

}  // namespace

void AddReconcileRoutes(desk::Desk& desk, WatchLists& lists) {
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}", Get,
           "The reconciliation service's manifest; with queries or extend: answers");
  AddRoute(desk, lists, "POST", "/reconcile/{dataset}", Post, "Reconciliation queries, or data extension");
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}/suggest/entity", SuggestEntity,
           "Entries whose words begin so");
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}/suggest/property", SuggestProperty,
           "Properties whose names begin so");
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}/suggest/type", SuggestType,
           "Kinds of entries whose names begin so");
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}/extend/property", ExtendProperty,
           "Properties that can be asked of entries");
  AddRoute(desk, lists, "GET", "/reconcile/{dataset}/preview", Preview,
           "A small page about an entry, for a frame");
}

}  // namespace screening
