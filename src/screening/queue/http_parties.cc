// /api/v1/parties and /api/v1/screening-settings.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "screening/queue/faces.h"
#include "screening/queue/json_forms.h"

namespace screening {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kPutParty =
    R"({"type":"object","required":["properties"],"properties":{"schema":{"type":"string"},"caption":{"type":"string"},"properties":{"type":"object"},"key":{"type":"string"},"number":{"type":"string"},"tags":{"type":"array","items":{"type":"string"}},"spend":{"type":"integer"},"source":{"type":"string"}}})";
constexpr std::string_view kGoodsOfParty =
    R"({"type":"object","properties":{"items":{"type":"array","items":{"type":"object","properties":{"list":{"type":"string"},"id":{"type":"string"},"commodity":{"type":"string"},"country":{"type":"string"},"source":{"type":"string"},"product":{"type":"string"},"detail":{"type":"string"},"settle":{"type":"string"}}}}}})";
constexpr std::string_view kEditParty =
    R"({"type":"object","properties":{"tags":{"type":"array","items":{"type":"string"}},"spend":{"type":["integer","null"]},"version":{"type":"integer"}}})";
constexpr std::string_view kSettings =
    R"({"type":"object","required":["version"],"properties":{"threshold":{"type":"number"},"second_look_harm":{"type":"integer"},"version":{"type":"integer"}}})";

std::string_view OutcomeName(PutOutcome outcome) {
  return outcome == PutOutcome::kAdded ? "added" : outcome == PutOutcome::kChanged ? "changed" : "unchanged";
}

net::Response Accepted(const desk::JobId& job) {
  net::Response response = desk::JsonResponse(json::object{{"job", job.text()}}, 202);
  response.headers.Add("Location", "/api/v1/jobs/" + job.text());
  return response;
}

class PartyApi {
 public:
  explicit PartyApi(QueueServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    PartyFilter filter;
    filter.text = context.Query("q");
    filter.country = context.Query("country");
    filter.schema = context.Query("schema");
    filter.source = context.Query("source");
    filter.tag = context.Query("tag");
    filter.removed = context.Query("removed") == "true";
    filter.goods = context.Query("goods") == "true";
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxPartyPage));
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PartyPage page = TRY(services_.parties.List(context.org(), filter, after, limit));
    json::array items;
    for (const Party& party : page.parties) items.push_back(JsonOf(party));
    const json::value next =
        page.next.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), page.next));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }

  base::Result<net::Response> Get(Context& context) const {
    const PartyId id = TRY(PartyId::Parse(context.Path("id")));
    const Party party = TRY(services_.parties.Get(context.org(), id));
    return desk::JsonWithETag(context, JsonOf(party));
  }

  base::Result<net::Response> Goods(Context& context) const {
    const PartyId id = TRY(PartyId::Parse(context.Path("id")));
    const Party party = TRY(services_.parties.Get(context.org(), id));
    json::array items;
    for (const match::GoodsAlert& goods : TRY(services_.parties.Goods(party))) items.push_back(JsonOf(goods));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }

  base::Result<net::Response> Put(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      const entity::Entity entity = TRY(EntityOf(*object));
      PartyFacts facts;
      facts.key = TRY(TextMember(*object, "key"));
      facts.number = TRY(TextMember(*object, "number"));
      facts.source = TRY(TextMember(*object, "source"));
      facts.tags = TRY(TextsMember(*object, "tags"));
      facts.spend = TRY(NumberMember(*object, "spend"));
      const PutParty put = TRY(services_.parties.Put(context.actor(), context.org(), entity, facts));
      net::Response response =
          desk::JsonResponse(json::object{{"id", put.id.text()}, {"outcome", OutcomeName(put.outcome)}},
                             put.outcome == PutOutcome::kAdded ? 201 : 200);
      response.headers.Add("Location", "/api/v1/parties/" + put.id.text());
      return response;
    });
  }

  base::Result<net::Response> Edit(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PartyId id = TRY(PartyId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectOf(body));
      Party party = TRY(services_.parties.Get(context.org(), id));
      if (object->contains("tags")) party.tags = TRY(TextsMember(*object, "tags"));
      if (object->contains("spend")) party.spend = TRY(NumberMember(*object, "spend"));
      const std::optional<std::int64_t> version = TRY(NumberMember(*object, "version"));
      TRY(services_.parties.Edit(context.actor(), context.org(), id, version.value_or(party.version),
                                 party.tags, party.spend));
      const Party now = TRY(services_.parties.Get(context.org(), id));
      return desk::JsonResponse(JsonOf(now));
    });
  }

  base::Result<net::Response> Remove(Context& context) const {
    const PartyId id = TRY(PartyId::Parse(context.Path("id")));
    TRY(services_.parties.Remove(context.actor(), context.org(), id, 0));
    net::Response response;
    response.status = 204;
    return response;
  }

  base::Result<net::Response> ScreenOne(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PartyId id = TRY(PartyId::Parse(context.Path("id")));
      const desk::JobId job = TRY(services_.parties.ScreenAgain(context.actor(), context.org(), id));
      return Accepted(job);
    });
  }

  base::Result<net::Response> ScreenAll(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const desk::JobId job = TRY(services_.parties.ScreenAgain(context.actor(), context.org(), {}));
      return Accepted(job);
    });
  }

  base::Result<net::Response> ReadSettings(Context& context) const {
    const QueueSettings settings = TRY(services_.settings.Get(context.org()));
    return desk::JsonWithETag(context, json::object{{"threshold", settings.threshold},
                                                    {"second_look_harm", settings.second_look_harm},
                                                    {"version", settings.version}});
  }

  base::Result<net::Response> WriteSettings(Context& context) const {
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectOf(body));
    QueueSettings settings = TRY(services_.settings.Get(context.org()));
    if (const json::value* threshold = object->if_contains("threshold")) {
      if (!threshold->is_number()) return base::Invalid("\"threshold\" must be a number");
      settings.threshold = threshold->to_number<double>();
    }
    const std::optional<std::int64_t> harm = TRY(NumberMember(*object, "second_look_harm"));
    if (harm && (*harm < 0 || *harm > kNeverSecondLook))
      return base::Invalid("\"second_look_harm\" must be between 0 and 1001");
    if (harm) settings.second_look_harm = static_cast<int>(*harm);
    const std::optional<std::int64_t> version = TRY(NumberMember(*object, "version"));
    if (!version) return base::Invalid("\"version\" must be the one that was read");
    settings.version = *version;
    TRY(services_.settings.Set(context.actor(), context.org(), settings));
    return ReadSettings(context);
  }

 private:
  QueueServices& services_;
};

using Method = base::Result<net::Response> (PartyApi::*)(Context&) const;

void Add(desk::Desk& desk, const PartyApi& api, std::string_view method, std::string_view pattern,
         Permission permission, Method handler, desk::ApiDoc doc) {
  doc.tag = "parties";
  desk.router().Add({.method = method,
                     .pattern = pattern,
                     .permission = permission,
                     .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                     .face = desk::Face::kApi,
                     .doc = std::move(doc)});
}

}  // namespace

void AddPartyApi(desk::Desk& desk, QueueServices& services) {
  const PartyApi api(services);
  Add(desk, api, "GET", "/api/v1/parties", Permission::kPartiesRead, &PartyApi::List,
      {.summary = "The organisation's parties, by name",
       .response_schema = kAnyObject,
       .query = {"q:string:Beginnings of words of the names, or the organisation's own number",
                 "country:string:ISO 3166-1 alpha-2", "schema:string:FollowTheMoney schema",
                 "source:string:Of this collection", "tag:string:With this tag",
                 "removed:boolean:The removed ones instead",
                 "goods:boolean:Only those for whose country a list of goods names one of their products",
                 "cursor:string:From the answer before", "limit:integer:How many (1 to 200)"}});
  Add(desk, api, "POST", "/api/v1/parties", Permission::kPartiesWrite, &PartyApi::Put,
      {.summary = "Add a party, or change the one with the same key",
       .request_schema = kPutParty,
       .response_schema = kAnyObject,
       .success = 201});
  Add(desk, api, "POST", "/api/v1/parties/screen", Permission::kPartiesWrite, &PartyApi::ScreenAll,
      {.summary = "Screen all parties again", .response_schema = kAnyObject, .success = 202});
  Add(desk, api, "GET", "/api/v1/parties/{id}", Permission::kPartiesRead, &PartyApi::Get,
      {.summary = "A party", .response_schema = kAnyObject});
  Add(desk, api, "GET", "/api/v1/parties/{id}/goods", Permission::kPartiesRead, &PartyApi::Goods,
      {.summary = "What lists of goods name for a party's country and products; no alerts",
       .response_schema = kGoodsOfParty});
  Add(desk, api, "POST", "/api/v1/parties/{id}", Permission::kPartiesWrite, &PartyApi::Edit,
      {.summary = "Change a party's tags or yearly spend",
       .request_schema = kEditParty,
       .response_schema = kAnyObject});
  Add(desk, api, "DELETE", "/api/v1/parties/{id}", Permission::kPartiesWrite, &PartyApi::Remove,
      {.summary = "Remove a party; its open alerts are withdrawn", .success = 204});
  Add(desk, api, "POST", "/api/v1/parties/{id}/screen", Permission::kPartiesWrite, &PartyApi::ScreenOne,
      {.summary = "Screen a party again", .response_schema = kAnyObject, .success = 202});
}

void AddSettingsApi(desk::Desk& desk, QueueServices& services) {
  const PartyApi api(services);
  Add(desk, api, "GET", "/api/v1/screening-settings", Permission::kMember, &PartyApi::ReadSettings,
      {.summary = "Threshold, and from which harm on two people decide", .response_schema = kAnyObject});
  Add(desk, api, "PUT", "/api/v1/screening-settings", Permission::kOrgManage, &PartyApi::WriteSettings,
      {.summary = "Change them", .request_schema = kSettings, .response_schema = kAnyObject});
}

}  // namespace screening
