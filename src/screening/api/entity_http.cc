// GET /search/{dataset} and /entities/{id}: entries of the watch lists, found by words or by id.

#include <fmt/format.h>

#include "base/limits.h"
#include "entity/json_text.h"
#include "screening/api/entry_json.h"
#include "screening/api/faces.h"
#include "screening/api/search.h"

namespace screening {

namespace {

using desk::Context;

constexpr std::size_t kUsualPage = 10;

// ---- arguments

base::Status ReadOrder(const net::Arguments& query, SearchRequest& request) {
  std::string_view sort = query.Get("sort");
  if (sort.empty()) return base::Ok();
  const std::string_view field = sort.substr(0, sort.find(':'));
  request.descending = sort.ends_with(":desc");
  if (field == "caption") {
    request.order = SearchRequest::Order::kCaption;
  } else if (field == "first_seen") {
    request.order = SearchRequest::Order::kFirstSeen;
  } else if (field == "last_change") {
    request.order = SearchRequest::Order::kLastChange;
  } else {
    return base::Invalid("sort: caption, first_seen or last_change is expected, with :asc or :desc");
  }
  return base::Ok();
}

base::Result<SearchRequest> ReadSearch(const net::Arguments& query) {
  SearchRequest request;
  request.text = query.Get("q");
  request.filter = TRY(ReadEntryFilter(query));
  const std::string_view schema = query.Get("schema").empty() ? "Thing" : query.Get("schema");
  const std::optional<entity::Schema> known = entity::FindSchema(schema);
  if (!known) return base::Invalid("Invalid schema");
  request.schema = *known;
  for (const std::string_view country : query.All("countries")) request.countries.emplace_back(country);
  // "datasets" narrows like include_dataset; both together as if all stood in one.
  for (const std::string_view dataset : query.All("datasets"))
    request.filter.include_datasets.emplace_back(dataset);
  const std::string_view join = query.Get("filter_op");
  if (!join.empty() && join != "AND" && join != "OR")
    return base::Invalid("filter_op: AND or OR is expected");
  request.filter.all_topics = request.all_countries = join == "AND";
  if (!query.Get("filter").empty())
    return base::Invalid(
        "filter: this server narrows by schema, countries, topics, datasets and changed_since only");
  request.fuzzy = TRY(TruthOf(query, "fuzzy", false));
  request.limit = TRY(NumberOf(query, "limit", kUsualPage, base::kMaxMatchLimit));
  request.offset = TRY(NumberOf(query, "offset", 0, base::kMaxSearchOffset));
  TRY(ReadOrder(query, request));
  return request;
}

// ---- answers

using Label = std::string (*)(std::string_view);

void AppendFacet(std::string& body, std::string_view name, std::string_view label,
                 const std::vector<FacetValue>& values, Label words) {
  if (body.back() != '{') body += ',';
  entity::AppendJsonString(body, name);
  body += ":{\"label\":";
  entity::AppendJsonString(body, label);
  body += ",\"values\":[";
  for (const FacetValue& value : values) {
    if (&value != &values.front()) body += ',';
    body += "{\"name\":";
    entity::AppendJsonString(body, value.name);
    body += ",\"label\":";
    entity::AppendJsonString(body, words(value.name));
    body += fmt::format(",\"count\":{}}}", value.count);
  }
  body += "]}";
}

std::string CountryLabel(std::string_view code) {
  return std::string(entity::CountryName(code));
}
std::string TopicWords(std::string_view code) {
  return std::string(TopicLabel(code));
}
std::string Itself(std::string_view name) {
  return std::string(name);
}
std::string SchemaLabel(std::string_view name) {
  const std::optional<entity::Schema> schema = entity::FindSchema(name);
  return std::string(schema ? schema->label() : name);
}

// The facets that were asked for; without any, the peer's usual three.
base::Status AppendFacets(std::string& body, const net::Arguments& query, const SearchFound& found) {
  std::vector<std::string_view> names = query.All("facets");
  if (names.empty()) names = {"countries", "topics", "datasets"};
  for (const std::string_view name : names) {
    if (name == "countries") {
      AppendFacet(body, name, "Countries", found.countries, CountryLabel);
    } else if (name == "topics") {
      AppendFacet(body, name, "Topics", found.topics, TopicWords);
    } else if (name == "datasets") {
      AppendFacet(body, name, "Data sources", found.datasets, Itself);
    } else if (name == "schema") {
      AppendFacet(body, name, "Entity types", found.schemata, SchemaLabel);
    } else {
      return base::Invalid("facets: countries, topics, datasets or schema is expected");
    }
  }
  return base::Ok();
}

base::Result<net::Response> Search(WatchLists& watch_lists, const Context& context) {
  const net::Arguments& query = context.request().query;
  const SearchRequest request = TRY(ReadSearch(query));
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(watch_lists.Current());
  const std::vector<const match::CompiledList*> lists =
      TRY(ListsFor(*snapshot, context.Path("dataset"), request.filter));
  const SearchFound found = SearchEntries(*snapshot, lists, request);
  std::string body =
      fmt::format("{{\"limit\":{},\"offset\":{},\"total\":{{\"value\":{},\"relation\":\"eq\"}},\"results\":[",
                  request.limit, request.offset, found.total);
  for (const SearchHit& hit : found.page) {
    if (&hit != &found.page.front()) body += ',';
    AppendEntry(body, *snapshot, *lists[hit.list], hit.entry);
    body += '}';
  }
  body += "],\"facets\":{";
  TRY(AppendFacets(body, query, found));
  body += "}}";
  return JsonText(std::move(body));
}

// The entry of the path, as JSON; with ?dataset= the one of that dataset, else of the first that has the id.
base::Result<std::string> EntryOf(WatchLists& watch_lists, const Context& context) {
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(watch_lists.Current());
  const std::string_view dataset = context.Query("dataset");
  const std::optional<ListSnapshot::Found> found = dataset.empty()
                                                       ? snapshot->FindEntry(context.Path("id"))
                                                       : snapshot->FindEntry(dataset, context.Path("id"));
  if (!found) return base::NotFound("No such entity!");
  std::string body;
  AppendEntry(body, *snapshot, *found->list, found->index);
  return body + '}';
}

base::Result<net::Response> Entity(WatchLists& watch_lists, const Context& context) {
  return JsonText(TRY(EntryOf(watch_lists, context)));
}

// Watch lists as they are read here hold no links between entries, so that nothing is adjacent to any.
base::Result<net::Response> Adjacent(WatchLists& watch_lists, const Context& context) {
  return JsonText(fmt::format("{{\"entity\":{},\"adjacent\":{{}}}}", TRY(EntryOf(watch_lists, context))));
}

base::Result<net::Response> AdjacentBy(WatchLists& watch_lists, const Context& context) {
  TRY(EntryOf(watch_lists, context));
  const net::Arguments& query = context.request().query;
  if (!entity::FindProperty(context.Path("property"))) return base::NotFound("No such property!");
  const std::size_t limit = TRY(NumberOf(query, "limit", kUsualPage, base::kMaxMatchLimit));
  const std::size_t offset = TRY(NumberOf(query, "offset", 0, base::kMaxSearchOffset));
  return JsonText(fmt::format(
      "{{\"limit\":{},\"offset\":{},\"total\":{{\"value\":0,\"relation\":\"eq\"}},\"results\":[]}}", limit,
      offset));
}

using Answer = base::Result<net::Response> (*)(WatchLists&, const Context&);

desk::Route ReadRoute(WatchLists& lists, std::string_view pattern, Answer answer, std::string_view summary) {
  desk::Route route;
  route.method = "GET";
  route.pattern = pattern;
  route.permission = desk::Permission::kMatch;
  route.handler = [&lists, answer](Context& context) { return answer(lists, context); };
  route.face = desk::Face::kApi;
  route.doc.summary = summary;
  route.doc.tag = "matching";
  route.doc.response_schema = R"({"type":"object"})";
  return route;
}

}  // namespace

void AddEntityRoutes(desk::Desk& desk, WatchLists& lists) {
  desk::Route search =
      ReadRoute(lists, "/search/{dataset}", Search, "Find entries by words; for screening take /match");
  search.doc.query = {"q:string:Words that must all occur in names, numbers or addresses; empty: all entries",
                      "schema:string:Only entries of this schema and those that extend it (Thing)",
                      "countries:string:Only entries with one of these country codes (may be repeated)",
                      "datasets:string:Only entries of these datasets (may be repeated)",
                      "filter_op:string:OR (usual) or AND: how several topics or countries are joined",
                      "limit:integer:Results, 0 to 500 (10)",
                      "offset:integer:How many to leave out first, 0 to 9499",
                      "fuzzy:boolean:Entries with a similar name instead, best first",
                      "sort:string:caption, first_seen or last_change, with :asc or :desc",
                      "facets:string:countries, topics, datasets, schema (may be repeated)"};
  const std::vector<std::string_view> filters = FilterArguments();
  search.doc.query.insert(search.doc.query.end(), filters.begin(), filters.end());
  desk.router().Add(std::move(search));
  for (const auto& [pattern, answer, summary] :
       {std::tuple<std::string_view, Answer, std::string_view>("/entities/{id}", Entity,
                                                               "One entry by its id"),
        {"/entities/{id}/adjacent", Adjacent, "An entry and what is linked to it"},
        {"/entities/{id}/adjacent/{property}", AdjacentBy, "What is linked to an entry by one property"}}) {
    desk::Route route = ReadRoute(lists, pattern, answer, summary);
    route.doc.query = {"dataset:string:The dataset of the entry, where several have the id"};
    desk.router().Add(std::move(route));
  }
}

}  // namespace screening
