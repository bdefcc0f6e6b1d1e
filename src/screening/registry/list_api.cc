// /api/v1/lists: the watch lists for programs; what the pages show and do.

#include <boost/json.hpp>
#include <charconv>

#include "base/limits.h"
#include "desk/web/api.h"
#include "lists/lists.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/faces.h"
#include "screening/registry/transfer.h"

namespace screening {

namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kMostPage = 1'000;

json::object EditionJson(const ListEdition& edition) {
  json::object object;
  object["id"] = edition.id;
  object["dataset"] = edition.dataset;
  object["number"] = edition.number;
  object["current"] = edition.current;
  object["layout"] = edition.layout;
  object["date"] = edition.date.empty() ? json::value(nullptr) : json::value(edition.date);
  object["sha256"] = edition.sha256;
  object["entities"] = edition.entities;
  object["names"] = edition.names;
  object["problems"] = edition.problems;
  object["added"] = edition.added;
  object["changed"] = edition.changed;
  object["removed"] = edition.removed;
  object["imported"] = base::FormatTime(edition.imported);
  object["imported_by"] = edition.imported_by;
  object["source"] = edition.source;
  return object;
}

json::array EditionsJson(const std::vector<ListEdition>& editions) {
  json::array array;
  for (const ListEdition& edition : editions) array.push_back(EditionJson(edition));
  return array;
}

net::Response Accepted(const desk::JobId& job) {
  net::Response response = desk::JsonResponse(json::object{{"job", job.text()}}, 202);
  response.headers.Add("Location", "/api/v1/jobs/" + job.text());
  return response;
}

// Where a page begins: a cursor of ours, or the beginning.
base::Result<std::int64_t> FirstOf(const Context& context) {
  if (context.Query("cursor").empty()) return 0;
  const std::string position = TRY(desk::DecodeCursor(context.desk(), context.Query("cursor")));
  std::int64_t first = 0;
  std::from_chars(position.data(), position.data() + position.size(), first);
  return first;
}

base::Result<net::Response> PageOf(const Context& context, json::array items, std::int64_t first,
                                   std::size_t limit) {
  const bool more = items.size() > limit;
  if (more) items.pop_back();
  json::object page;
  page["items"] = std::move(items);
  page["next"] = more ? json::value(desk::EncodeCursor(
                            context.desk(), std::to_string(first + static_cast<std::int64_t>(limit))))
                      : json::value(nullptr);
  return desk::JsonResponse(page);
}

class ListApi {
 public:
  explicit ListApi(WatchLists& lists) : lists_(lists) {}

  base::Result<net::Response> Lists(Context& context) const {
    const std::vector<ListEdition> editions = TRY(lists_.Editions());
    return desk::JsonWithETag(context, json::object{{"items", EditionsJson(editions)}, {"next", nullptr}});
  }

  base::Result<net::Response> Dataset(Context& context) const {
    const std::vector<ListEdition> editions = TRY(lists_.Editions(context.Path("dataset")));
    if (editions.empty()) return base::NotFound("There is no such dataset.");
    return desk::JsonWithETag(context, json::object{{"items", EditionsJson(editions)}, {"next", nullptr}});
  }

  base::Result<net::Response> Changes(Context& context) const {
    const std::string edition = TRY(EditionId(context));
    const std::int64_t first = TRY(FirstOf(context));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const std::vector<EntryChange> changes = TRY(lists_.Changes(edition, first, limit + 1));
    json::array items;
    for (const EntryChange& change : changes)
      items.push_back(
          {{"change", ChangeKindName(change.kind)}, {"id", change.id}, {"caption", change.caption}});
    return PageOf(context, std::move(items), first, limit);
  }

  base::Result<net::Response> Problems(Context& context) const {
    const std::string edition = TRY(EditionId(context));
    const std::int64_t first = TRY(FirstOf(context));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    const std::vector<lists::Problem> problems = TRY(lists_.Problems(edition, first, limit + 1));
    json::array items;
    for (const lists::Problem& problem : problems) {
      items.push_back({{"file", problem.file},
                       {"row", problem.row},
                       {"field", problem.field},
                       {"value", problem.value},
                       {"reason", problem.reason}});
    }
    return PageOf(context, std::move(items), first, limit);
  }

  base::Result<net::Response> Import(Context& context) const {
    const net::Form* form = TRY(context.Form());
    const desk::JobId job =
        TRY(EnqueueImport(context.desk(), context.actor(), context.Path("dataset"), form->files));
    return Accepted(job);
  }

  base::Result<net::Response> Fetch(Context& context) const {
    const desk::JobId job = TRY(EnqueueFetch(context.desk(), context.actor(), context.Path("dataset")));
    return Accepted(job);
  }

  base::Result<net::Response> Withdraw(Context& context) const {
    TRY(lists_.Withdraw(context.actor(), context.Path("dataset")));
    net::Response response;
    response.status = 204;
    return response;
  }

  base::Result<net::Response> Restore(Context& context) const {
    const ListEdition edition = TRY(lists_.Edition(context.Path("edition")));
    if (edition.dataset != context.Path("dataset")) return base::NotFound("There is no such edition.");
    TRY(lists_.Restore(context.actor(), edition.id));
    const ListEdition restored = TRY(lists_.Edition(edition.id));
    return desk::JsonResponse(EditionJson(restored));
  }

 private:
  // The edition of the path, which must be one of the path's dataset.
  base::Result<std::string> EditionId(const Context& context) const {
    const ListEdition edition = TRY(lists_.Edition(context.Path("edition")));
    if (edition.dataset != context.Path("dataset")) return base::NotFound("There is no such edition.");
    return edition.id;
  }

  WatchLists& lists_;
};

using Method = base::Result<net::Response> (ListApi::*)(Context&) const;

desk::Route ApiRoute(const std::shared_ptr<ListApi>& api, std::string_view method, std::string_view pattern,
                     Permission permission, Method handler, std::string_view summary) {
  desk::Route route;
  route.method = method;
  route.pattern = pattern;
  route.permission = permission;
  route.handler = [api, handler](Context& context) { return (api.get()->*handler)(context); };
  route.face = desk::Face::kApi;
  route.doc.summary = summary;
  route.doc.tag = "lists";
  route.doc.response_schema = R"({"type":"object"})";
  return route;
}

}  // namespace

void AddListApi(desk::Desk& desk, WatchLists& lists) {
  const auto api = std::make_shared<ListApi>(lists);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method handler, std::string_view summary) {
    desk.router().Add(ApiRoute(api, method, pattern, permission, handler, summary));
  };
  const auto add_page = [&](std::string_view pattern, Method handler, std::string_view summary) {
    desk::Route route = ApiRoute(api, "GET", pattern, Permission::kListsRead, handler, summary);
    route.doc.query = {"limit:integer:How many (1 to 1000)",
                       "cursor:string:Where to go on: next of the page before"};
    desk.router().Add(std::move(route));
  };
  add("GET", "/api/v1/lists", Permission::kListsRead, &ListApi::Lists,
      "The current edition of every watch list");
  add("GET", "/api/v1/lists/{dataset}", Permission::kListsRead, &ListApi::Dataset,
      "All editions of a watch list, newest first");
  add_page("/api/v1/lists/{dataset}/editions/{edition}/changes", &ListApi::Changes,
           "What an edition changed against the one before");
  add_page("/api/v1/lists/{dataset}/editions/{edition}/problems", &ListApi::Problems,
           "What of an edition could not be read");
  add("POST", "/api/v1/lists/{dataset}/fetch", Permission::kListsManage, &ListApi::Fetch,
      "Download the list from its address now");
  add("DELETE", "/api/v1/lists/{dataset}", Permission::kListsManage, &ListApi::Withdraw,
      "Screen against this list no longer");
  add("POST", "/api/v1/lists/{dataset}/editions/{edition}/restore", Permission::kListsManage,
      &ListApi::Restore, "Make an older edition the current one again");
  desk::Route import =
      ApiRoute(api, "POST", "/api/v1/lists/{dataset}", Permission::kListsManage, &ListApi::Import,
               "Upload the files of a list; a job makes an edition of them");
  import.max_body = base::kMaxUploadBytes;
  import.may_spool = true;
  import.doc.request_schema =
      R"({"type":"object","properties":{"file":{"type":"string","format":"binary"}}})";
  import.doc.request_type = "multipart/form-data";
  import.doc.success = 202;
  desk.router().Add(std::move(import));
}

}  // namespace screening
