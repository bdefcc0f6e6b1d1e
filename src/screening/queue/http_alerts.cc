// /api/v1/alerts: the queue for programs; what the pages show and do.

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <charconv>

#include "desk/people/people.h"
#include "desk/web/api.h"
#include "screening/queue/faces.h"
#include "screening/queue/json_forms.h"

namespace screening {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kNote =
    R"({"type":"object","required":["text"],"properties":{"text":{"type":"string"}}})";
constexpr std::string_view kVersion = R"({"type":"object","properties":{"version":{"type":"integer"}}})";
constexpr std::string_view kReturn =
    R"({"type":"object","required":["reason"],"properties":{"version":{"type":"integer"},"reason":{"type":"string"}}})";
constexpr std::string_view kJudge =
    R"({"type":"object","required":["decision"],"properties":{"decision":{"enum":["same","not-same","unsure"]},"reason":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kBulk =
    R"({"type":"object","required":["items","decision"],"properties":{"items":{"type":"array","items":{"type":"object","required":["id"],"properties":{"id":{"type":"string"},"version":{"type":"integer"}}}},"decision":{"enum":["same","not-same","unsure"]},"reason":{"type":"string"}}})";
constexpr std::string_view kUndoBatch =
    R"({"type":"object","required":["batch"],"properties":{"batch":{"type":"string"}}})";
constexpr std::string_view kAssign =
    R"({"type":"object","required":["alerts"],"properties":{"alerts":{"type":"array","items":{"type":"string"}},"person":{"type":["string","null"]}}})";
constexpr std::string_view kAnyObject = R"({"type":"object"})";

base::Result<double> ScoreOf(const Context& context, std::string_view name) {
  const std::string_view text = context.Query(name);
  double score = 0;
  if (text.empty()) return score;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), score);
  if (error != std::errc{} || end != text.data() + text.size() || !(score >= 0 && score <= 1))
    return base::Invalid(fmt::format("\"{}\" must be a number from 0 to 1", name));
  return score;
}

base::Result<AlertFilter> FilterOf(const Context& context) {
  AlertFilter filter;
  if (const std::string_view name = context.Query("stage"); !name.empty()) {
    const std::optional<Stage> stage = StageNamed(name);
    if (!stage) return base::Invalid("\"stage\" must be waiting, unsure, second-look, decided or withdrawn");
    filter.stage = *stage;
  }
  filter.dataset = context.Query("dataset");
  filter.country = context.Query("country");
  filter.schema = context.Query("schema");
  filter.assigned_to = context.Query("assigned_to");
  filter.text = context.Query("q");
  filter.score_from = TRY(ScoreOf(context, "score_from"));
  filter.score_below = TRY(ScoreOf(context, "score_below"));
  if (const std::string_view party = context.Query("party"); !party.empty())
    filter.party = TRY(PartyId::Parse(party));
  return filter;
}

class AlertApi {
 public:
  explicit AlertApi(QueueServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const AlertFilter filter = TRY(FilterOf(context));
    const std::string_view order = context.Query("sort");
    const std::optional<AlertSort> sort = order.empty() ? AlertSort::kHarm : AlertSortNamed(order);
    if (!sort) return base::Invalid("\"sort\" must be harm, oldest, newest or score");
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxAlertPage));
    std::string position;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      position = TRY(desk::DecodeCursor(context.desk(), cursor));
    const AlertPage page = TRY(
        services_.alerts.List(context.org(), filter, *sort, position, Alerts::Direction::kForward, limit));
    json::array items;
    for (const QueuedAlert& alert : page.alerts) items.push_back(JsonOf(alert));
    const json::value next = page.after.empty() ? json::value(nullptr)
                                                : json::value(desk::EncodeCursor(context.desk(), page.after));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }

  base::Result<net::Response> Counts(Context& context) const {
    const StageCounts counts = TRY(services_.alerts.Counts(context.org()));
    return desk::JsonWithETag(context, json::object{{"waiting", counts.waiting},
                                                    {"unsure", counts.unsure},
                                                    {"second-look", counts.second_look},
                                                    {"decided", counts.decided},
                                                    {"counted_up_to", base::kMaxCounted}});
  }

  base::Result<net::Response> Get(Context& context) const {
    const AlertId id = TRY(AlertId::Parse(context.Path("id")));
    const AlertDetail detail = TRY(services_.alerts.Detail(context.actor(), context.org(), id));
    return desk::JsonWithETag(context, JsonOf(detail));
  }

  base::Result<net::Response> Judge(Context& context) const {
    return Change(
        context,
        [&](const AlertId& id, const json::object& body, std::int64_t version) -> base::Result<AlertChange> {
          const Decision decision = TRY(DecisionMember(body));
          const std::string reason = TRY(TextMember(body, "reason"));
          return services_.alerts.Judge(context.actor(), context.org(), id, version, decision, reason);
        });
  }
  base::Result<net::Response> Undo(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const AlertId id = TRY(AlertId::Parse(context.Path("id")));
      const AlertChange change = TRY(services_.alerts.Undo(context.actor(), context.org(), id));
      return desk::JsonResponse(JsonOf(change));
    });
  }
  base::Result<net::Response> Approve(Context& context) const {
    return Change(context, [&](const AlertId& id, const json::object&, std::int64_t version) {
      return services_.alerts.Approve(context.actor(), context.org(), id, version);
    });
  }
  base::Result<net::Response> Return(Context& context) const {
    return Change(
        context,
        [&](const AlertId& id, const json::object& body, std::int64_t version) -> base::Result<AlertChange> {
          const std::string reason = TRY(TextMember(body, "reason"));
          return services_.alerts.Return(context.actor(), context.org(), id, version, reason);
        });
  }

  base::Result<net::Response> Note(Context& context) const {
    return WithBody(context, [&](const json::object& body) -> base::Result<net::Response> {
      const AlertId id = TRY(AlertId::Parse(context.Path("id")));
      const std::string text = TRY(TextMember(body, "text"));
      TRY(services_.alerts.AddNote(context.actor(), context.org(), id, text));
      return desk::JsonResponse(json::object{{"id", id.text()}}, 201);
    });
  }

  base::Result<net::Response> Bulk(Context& context) const {
    return WithBody(context, [&](const json::object& body) -> base::Result<net::Response> {
      const std::vector<BulkItem> items = TRY(Items(body));
      const Decision decision = TRY(DecisionMember(body));
      const std::string reason = TRY(TextMember(body, "reason"));
      const BulkOutcome outcome =
          TRY(services_.alerts.JudgeMany(context.actor(), context.org(), items, decision, reason));
      json::array skipped;
      for (const auto& [id, why] : outcome.skipped)
        skipped.push_back(json::object{{"id", id.text()}, {"why", why}});
      return desk::JsonResponse(json::object{{"batch", outcome.batch},
                                             {"decided", outcome.decided},
                                             {"second_look", outcome.second_look},
                                             {"skipped", std::move(skipped)}});
    });
  }

  base::Result<net::Response> UndoBulk(Context& context) const {
    return WithBody(context, [&](const json::object& body) -> base::Result<net::Response> {
      const std::string batch = TRY(TextMember(body, "batch"));
      const std::size_t undone = TRY(services_.alerts.UndoBatch(context.actor(), context.org(), batch));
      return desk::JsonResponse(json::object{{"undone", undone}});
    });
  }

  base::Result<net::Response> Assign(Context& context) const {
    return WithBody(context, [&](const json::object& body) -> base::Result<net::Response> {
      std::vector<AlertId> ids;
      for (const std::string& text : TRY(TextsMember(body, "alerts"))) {
        const AlertId id = TRY(AlertId::Parse(text));
        ids.push_back(id);
      }
      const std::string text = TRY(TextMember(body, "person"));
      desk::PersonId person;
      if (!text.empty()) person = TRY(Member(context, text));
      const std::size_t assigned = TRY(services_.alerts.Assign(context.actor(), context.org(), ids, person));
      return desk::JsonResponse(json::object{{"assigned", assigned}});
    });
  }

 private:
  template <typename Work>
  base::Result<net::Response> WithBody(Context& context, const Work& work) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      return work(*object);
    });
  }

  template <typename Work>
  base::Result<net::Response> Change(Context& context, const Work& work) const {
    return WithBody(context, [&](const json::object& body) -> base::Result<net::Response> {
      const AlertId id = TRY(AlertId::Parse(context.Path("id")));
      const std::optional<std::int64_t> version = TRY(NumberMember(body, "version"));
      const AlertChange change = TRY(work(id, body, version.value_or(0)));
      return desk::JsonResponse(JsonOf(change));
    });
  }

  static base::Result<std::vector<BulkItem>> Items(const json::object& body) {
    const json::value* value = body.if_contains("items");
    if (value == nullptr || !value->is_array())
      return base::Invalid("\"items\" must be a list of {\"id\", \"version\"}");
    std::vector<BulkItem> items;
    for (const json::value& item : value->get_array()) {
      const json::object* object = TRY(ObjectOf(item));
      const std::string text = TRY(TextMember(*object, "id"));
      const AlertId id = TRY(AlertId::Parse(text));
      const std::optional<std::int64_t> version = TRY(NumberMember(*object, "version"));
      items.push_back({id, version.value_or(0)});
    }
    return items;
  }

  static base::Result<desk::PersonId> Member(const Context& context, std::string_view text) {
    const desk::PersonId person = TRY(desk::PersonId::Parse(text));
    for (const auto& [member, roles] : TRY(context.desk().people().Members(context.org())))
      if (member.id == person) return person;
    return base::NotFound("there is no such person in this organisation");
  }

  QueueServices& services_;
};

const std::vector<std::string_view> kListArguments = {
    "stage:string:waiting (usual), unsure, second-look, decided or withdrawn",
    "sort:string:harm (usual), oldest, newest or score",
    "dataset:string:Of this watch list",
    "country:string:Of parties of this country (ISO 3166-1 alpha-2)",
    "schema:string:Of parties of this FollowTheMoney schema",
    "assigned_to:string:A person's id, or nobody",
    "q:string:Beginnings of words of the party's names",
    "score_from:number:From this score on",
    "score_below:number:Below this score",
    "party:string:Of this party",
    "cursor:string:From the answer before",
    "limit:integer:How many (1 to 200)"};

}  // namespace

void AddAlertApi(desk::Desk& desk, QueueServices& services) {
  const AlertApi api(services);
  using Method = base::Result<net::Response> (AlertApi::*)(Context&) const;
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       Method handler, desk::ApiDoc doc) {
    doc.tag = "alerts";
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                       .face = desk::Face::kApi,
                       .doc = std::move(doc)});
  };
  add("GET", "/api/v1/alerts", Permission::kAlertsRead, &AlertApi::List,
      {.summary = "The queue of alerts", .response_schema = kAnyObject, .query = kListArguments});
  add("GET", "/api/v1/alerts/counts", Permission::kAlertsRead, &AlertApi::Counts,
      {.summary = "How many alerts are in each stage", .response_schema = kAnyObject});
  add("GET", "/api/v1/alerts/{id}", Permission::kAlertsRead, &AlertApi::Get,
      {.summary = "An alert with both records, its explanation and its history",
       .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/{id}/judgement", Permission::kAlertsJudge, &AlertApi::Judge,
      {.summary = "Decide: same, not same or unsure",
       .request_schema = kJudge,
       .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/{id}/undo", Permission::kAlertsJudge, &AlertApi::Undo,
      {.summary = "Undo one's last decision on it, within ten minutes", .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/{id}/approve", Permission::kAlertsApprove, &AlertApi::Approve,
      {.summary = "Approve another person's decision",
       .request_schema = kVersion,
       .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/{id}/return", Permission::kAlertsApprove, &AlertApi::Return,
      {.summary = "Return another person's decision",
       .request_schema = kReturn,
       .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/{id}/notes", Permission::kAlertsJudge, &AlertApi::Note,
      {.summary = "Add a note to its history",
       .request_schema = kNote,
       .response_schema = kAnyObject,
       .success = 201});
  add("POST", "/api/v1/alerts/bulk", Permission::kAlertsJudge, &AlertApi::Bulk,
      {.summary = "Decide up to 500 alerts at once", .request_schema = kBulk, .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/bulk/undo", Permission::kAlertsJudge, &AlertApi::UndoBulk,
      {.summary = "Undo a bulk decision, within ten minutes",
       .request_schema = kUndoBatch,
       .response_schema = kAnyObject});
  add("POST", "/api/v1/alerts/assign", Permission::kAlertsJudge, &AlertApi::Assign,
      {.summary = "Assign alerts to a person, or to nobody",
       .request_schema = kAssign,
       .response_schema = kAnyObject});
}

}  // namespace screening
