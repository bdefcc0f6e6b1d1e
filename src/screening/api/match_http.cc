#include <fmt/format.h>

#include "base/limits.h"
#include "entity/json_text.h"
#include "screening/api/faces.h"
#include "screening/api/matching.h"

namespace screening {

namespace {

using desk::Context;

// An answer of five results is about this long.
constexpr std::size_t kUsualAnswerBytes = 16u << 10;

base::Result<MatchOptions> OptionsOf(const net::Arguments& query) {
  MatchOptions options;
  options.limit = TRY(NumberOf(query, "limit", options.limit, base::kMaxMatchLimit));
  options.threshold = TRY(ShareOf(query, "threshold", options.threshold));
  const double cutoff = TRY(ShareOf(query, "cutoff", options.cutoff));
  options.cutoff = std::min(cutoff, options.threshold);
  return options;
}

base::Result<net::Response> Match(WatchLists& watch_lists, Context& context) {
  const net::Arguments& arguments = context.request().query;
  TRY(CheckAlgorithm(arguments.Get("algorithm")));
  const MatchOptions options = TRY(OptionsOf(arguments));
  const EntryFilter filter = TRY(ReadEntryFilter(arguments));
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(watch_lists.Current());
  const std::vector<const match::CompiledList*> lists =
      TRY(ListsFor(*snapshot, context.Path("dataset"), filter));
  const std::vector<MatchQuery> queries = TRY(ReadMatchBody(context.request().body.view()));
  std::string body;
  body.reserve(kUsualAnswerBytes);
  body = "{\"responses\":{";
  for (const MatchQuery& query : queries) {
    if (&query != &queries.front()) body += ',';
    entity::AppendJsonString(body, query.name);
    body += ':';
    AppendMatches(body, *snapshot, lists, query, MatchParty(query.party, *snapshot, lists, filter, options));
  }
  body += fmt::format("}},\"matcher\":{},\"limit\":{}}}", FeatureDocs(), options.limit);
  net::Response response = JsonText(std::move(body));
  response.headers.Add("X-Batch-Size", std::to_string(queries.size()));
  response.headers.Add("X-Lists-Version", snapshot->version());
  return response;
}

}  // namespace

net::Response JsonText(std::string body) {
  return net::TextResponse(200, std::move(body), "application/json");
}

std::vector<std::string_view> FilterArguments() {
  return {"include_dataset:string:Only entries of these datasets (may be repeated)",
          "exclude_dataset:string:No entries of these datasets (may be repeated)",
          "exclude_schema:string:No entries of exactly these schemata (may be repeated)",
          "topics:string:Only entries with one of these topics (may be repeated)",
          "changed_since:string:Only entries that changed after this date or time (UTC)"};
}

void AddMatchRoutes(desk::Desk& desk, WatchLists& lists) {
  desk::Route route;
  route.method = "POST";
  route.pattern = "/match/{dataset}";
  route.permission = desk::Permission::kMatch;
  route.handler = [&lists](Context& context) { return Match(lists, context); };
  route.face = desk::Face::kApi;
  route.doc.summary = "Screen up to 100 parties against a dataset; default: all watch lists";
  route.doc.tag = "matching";
  route.doc.request_schema =
      R"({"type":"object","required":["queries"],"properties":{"weights":{"type":"object"},"config":{"type":"object"},"queries":{"type":"object","additionalProperties":{"type":"object","required":["schema","properties"],"properties":{"id":{"type":["string","null"]},"schema":{"type":"string"},"properties":{"type":"object"}}}}}})";
  route.doc.response_schema =
      R"({"type":"object","properties":{"responses":{"type":"object"},"matcher":{"type":"object"},"limit":{"type":"integer"}}})";
  route.doc.query = {"limit:integer:Results of each query, 0 to 500 (5)",
                     "threshold:number:Score from which on a result is a match (0.7)",
                     "cutoff:number:Score below which nothing is given (0.5; not below 0.3)",
                     "algorithm:string:There is one; the names in GET /algorithms mean it",
                     "exclude_entity_ids:string:No entries with these ids (at most 50, may be repeated)"};
  const std::vector<std::string_view> filters = FilterArguments();
  route.doc.query.insert(route.doc.query.end(), filters.begin(), filters.end());
  desk.router().Add(std::move(route));
}

}  // namespace screening
