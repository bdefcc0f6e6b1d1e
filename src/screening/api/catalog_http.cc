// What there is: datasets and algorithms, as the peer's clients ask for them. Only facts about lists, so
// everybody may read them.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "screening/api/entry_json.h"
#include "screening/api/faces.h"
#include "screening/api/matching.h"
#include "screening/registry/transfer.h"

namespace screening {

namespace {

namespace json = boost::json;
using desk::Context;

json::object DatasetOf(const ListEdition& edition) {
  json::object dataset;
  dataset["name"] = edition.dataset;
  dataset["title"] = edition.dataset;
  dataset["summary"] = nullptr;
  dataset["url"] = nullptr;
  dataset["category"] = "source";
  dataset["load"] = true;
  dataset["entities_url"] = nullptr;
  dataset["version"] = edition.id;
  dataset["index_version"] = edition.id;
  dataset["index_current"] = true;
  dataset["updated_at"] = PeerTime(edition.imported);
  dataset["last_export"] = PeerTime(edition.imported);
  dataset["entity_count"] = edition.entities;
  dataset["thing_count"] = edition.entities;
  dataset["children"] = json::array();
  dataset["resources"] = json::array();
  return dataset;
}

// "default" stands for all of them.
json::object Everything(const ListSnapshot& snapshot) {
  json::object all;
  json::array children;
  std::int64_t entities = 0;
  base::UtcTime updated;
  for (const ListEdition& edition : snapshot.editions()) {
    children.push_back(json::value(edition.dataset));
    entities += edition.entities;
    updated = std::max(updated, edition.imported);
  }
  all["name"] = "default";
  all["title"] = "All watch lists";
  all["summary"] = nullptr;
  all["url"] = nullptr;
  all["category"] = "collection";
  all["load"] = true;
  all["entities_url"] = nullptr;
  all["version"] = snapshot.version();
  all["index_version"] = snapshot.version();
  all["index_current"] = true;
  all["updated_at"] = snapshot.editions().empty() ? json::value(nullptr) : json::value(PeerTime(updated));
  all["last_export"] = all["updated_at"];
  all["entity_count"] = entities;
  all["thing_count"] = entities;
  all["children"] = std::move(children);
  all["resources"] = json::array();
  return all;
}

base::Result<net::Response> Catalog(WatchLists& lists, const Context& context) {
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(lists.Current());
  json::array datasets = {Everything(*snapshot)};
  json::array current = {"default"};
  for (const ListEdition& edition : snapshot->editions()) {
    datasets.push_back(DatasetOf(edition));
    current.push_back(json::value(edition.dataset));
  }
  json::object catalog;
  catalog["datasets"] = std::move(datasets);
  catalog["current"] = std::move(current);
  catalog["outdated"] = json::array();
  catalog["index_stale"] = false;
  return desk::JsonWithETag(context, catalog);
}

base::Result<net::Response> Manifest(WatchLists& lists, const Context& context) {
  const std::shared_ptr<const ListSnapshot> snapshot = TRY(lists.Current());
  json::array datasets = {Everything(*snapshot)};
  for (const ListEdition& edition : snapshot->editions()) datasets.push_back(DatasetOf(edition));
  json::object manifest;
  manifest["catalogs"] = json::array();
  manifest["datasets"] = std::move(datasets);
  return desk::JsonWithETag(context, manifest);
}

base::Result<net::Response> Algorithms(const Context& context) {
  const std::string name = AlgorithmName();
  const json::value features = json::parse(FeatureDocs());
  constexpr std::string_view kDescription =
      "Names aligned token by token across scripts, then signed evidence. Every score can be computed again "
      "from its parts. The peer's "
      "algorithm names (best, logic-v1, logic-v2, regression-v1, name-based, name-qualified) are accepted "
      "and mean this one.";
  json::object docs = {
      {"name", name}, {"description", kDescription}, {"config", json::object()}, {"features", features}};
  json::object algorithm = {
      {"name", name}, {"description", kDescription}, {"features", features}, {"docs", std::move(docs)}};
  json::object body;
  body["algorithms"] = json::array{std::move(algorithm)};
  body["default"] = name;
  body["best"] = name;
  return desk::JsonWithETag(context, body);
}

// The peer's way to ask for fresh data: the configured lists are fetched by jobs.
base::Result<net::Response> Update(const Context& context) {
  for (const desk::ListSource& source : context.desk().config().list_sources)
    TRY(EnqueueFetch(context.desk(), context.actor(), source.dataset));
  return desk::JsonResponse(json::object{{"status", "ok"}});
}

desk::Route ApiRoute(std::string_view method, std::string_view pattern, desk::Permission permission,
                     desk::Handler handler, std::string_view summary) {
  desk::Route route;
  route.method = method;
  route.pattern = pattern;
  route.permission = permission;
  route.handler = std::move(handler);
  route.face = desk::Face::kApi;
  route.doc.summary = summary;
  route.doc.tag = "matching";
  route.doc.response_schema = R"({"type":"object"})";
  return route;
}

}  // namespace

void AddCatalogRoutes(desk::Desk& desk, WatchLists& lists) {
  using desk::Permission;
  desk.router().Add(ApiRoute(
      "GET", "/catalog", Permission::kPublic, [&lists](Context& context) { return Catalog(lists, context); },
      "The watch lists that can be screened against, with their age"));
  desk.router().Add(ApiRoute(
      "GET", "/manifest", Permission::kPublic,
      [&lists](Context& context) { return Manifest(lists, context); }, "The same, as the peer's manifest"));
  desk.router().Add(ApiRoute("GET", "/algorithms", Permission::kPublic, Algorithms, "How scores are made"));
  desk.router().Add(
      ApiRoute("POST", "/updatez", Permission::kListsManage, Update, "Fetch all configured lists now"));
}

}  // namespace screening
