#include "desk/jobs/webhook_api.h"

#include <boost/json.hpp>

#include "desk/desk.h"
#include "desk/jobs/webhooks.h"
#include "desk/web/api.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::size_t kUsualDeliveries = 50;
constexpr std::size_t kMostDeliveries = 200;

json::object JsonOf(const Webhook& webhook) {
  json::array events;
  for (const std::string& event : webhook.events) events.emplace_back(event);
  return {{"id", webhook.id.text()},
          {"url", webhook.url},
          {"events", std::move(events)},
          {"created_by", webhook.created_by},
          {"created", base::FormatTime(webhook.created)}};
}

json::object JsonOf(const WebhookDelivery& delivery) {
  return {{"id", delivery.id},
          {"event", delivery.event},
          {"created", base::FormatTime(delivery.created)},
          {"tried", delivery.tried.ms > 0 ? json::value(base::FormatTime(delivery.tried)) : json::value()},
          {"attempts", delivery.attempts},
          {"status", delivery.status > 0 ? json::value(delivery.status) : json::value()},
          {"outcome", delivery.outcome}};
}

base::Result<net::Response> List(Context& context) {
  json::array webhooks;
  for (const Webhook& webhook : TRY(context.desk().webhooks().List(context.org())))
    webhooks.push_back(JsonOf(webhook));
  json::array events;
  for (const auto& [name, what] : context.desk().webhooks().events()) events.emplace_back(name);
  return JsonWithETag(context,
                      json::object{{"webhooks", std::move(webhooks)}, {"events", std::move(events)}});
}

struct NewRequest {
  std::string url;
  std::vector<std::string> events;
};

base::Result<NewRequest> ReadNew(const Context& context) {
  const json::value body = TRY(ReadJson(context));
  const json::object* object = body.if_object();
  const json::value* url = object == nullptr ? nullptr : object->if_contains("url");
  if (url == nullptr || !url->is_string()) return base::Invalid("url: a text is expected.");
  NewRequest request{.url = std::string(url->get_string())};
  const json::value* events = object->if_contains("events");
  if (events == nullptr) return request;
  if (!events->is_array()) return base::Invalid("events: a list of texts is expected.");
  for (const json::value& event : events->get_array()) {
    if (!event.is_string()) return base::Invalid("events: a list of texts is expected.");
    request.events.emplace_back(event.get_string());
  }
  return request;
}

base::Result<net::Response> Create(Context& context) {
  return Idempotent(context, [&context]() -> base::Result<net::Response> {
    const NewRequest request = TRY(ReadNew(context));
    const auto made =
        TRY(context.desk().webhooks().Create(context.actor(), context.org(), request.url, request.events));
    json::object answer = JsonOf(made.webhook);
    answer["secret"] = made.secret;
    net::Response response = JsonResponse(answer, 201);
    response.headers.Set("Cache-Control", "no-store");
    return response;
  });
}

base::Result<net::Response> Remove(Context& context) {
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  TRY(context.desk().webhooks().Remove(context.actor(), context.org(), id));
  return net::Response{.status = 204};
}

base::Result<net::Response> Test(Context& context) {
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  TRY(context.desk().webhooks().Test(context.actor(), context.org(), id));
  return net::Response{.status = 204};
}

base::Result<net::Response> Deliveries(Context& context) {
  Webhooks& webhooks = context.desk().webhooks();
  const WebhookId id = TRY(WebhookId::Parse(context.Path("id")));
  const Webhook webhook = TRY(webhooks.Get(context.org(), id));
  const std::size_t limit = TRY(LimitOf(context, kUsualDeliveries, kMostDeliveries));
  json::array deliveries;
  for (const WebhookDelivery& delivery : TRY(webhooks.Deliveries(context.org(), webhook.id, limit)))
    deliveries.push_back(JsonOf(delivery));
  return JsonResponse(json::object{{"deliveries", std::move(deliveries)}});
}

constexpr std::string_view kNewSchema =
    R"({"type":"object","required":["url"],"properties":{"url":{"type":"string","format":"uri"},
  "events":{"type":"array","items":{"type":"string"},"description":"None: all events"}}})";
constexpr std::string_view kMadeSchema =
    R"({"type":"object","properties":{"id":{"type":"string"},"url":{"type":"string"},
  "events":{"type":"array","items":{"type":"string"}},"created_by":{"type":"string"},"created":{"type":"string","format":"date-time"},
  "secret":{"type":"string","description":"Shown once: the key of the signature"}}})";
constexpr std::string_view kListSchema =
    R"({"type":"object","properties":{"webhooks":{"type":"array","items":{"type":"object"}},
  "events":{"type":"array","items":{"type":"string"},"description":"The events there are"}}})";
constexpr std::string_view kDeliveriesSchema =
    R"({"type":"object","properties":{"deliveries":{"type":"array","items":{"type":"object","properties":{
  "id":{"type":"string"},"event":{"type":"string"},"created":{"type":"string","format":"date-time"},"tried":{"type":["string","null"]},
  "attempts":{"type":"integer"},"status":{"type":["integer","null"]},"outcome":{"type":"string"}}}}}})";

}  // namespace

void RegisterWebhookApi(Router& router) {
  const Permission permission = Permission::kKeysManage;
  router.Add({.method = "GET",
              .pattern = "/api/v1/webhooks",
              .permission = permission,
              .handler = List,
              .face = Face::kApi,
              .doc = {.summary = "The organisation's webhooks, and the events there are",
                      .tag = "webhooks",
                      .response_schema = kListSchema}});
  router.Add({.method = "POST",
              .pattern = "/api/v1/webhooks",
              .permission = permission,
              .handler = Create,
              .face = Face::kApi,
              .doc = {.summary = "Makes a webhook",
                      .tag = "webhooks",
                      .request_schema = kNewSchema,
                      .response_schema = kMadeSchema,
                      .success = 201}});
  router.Add({.method = "DELETE",
              .pattern = "/api/v1/webhooks/{id}",
              .permission = permission,
              .handler = Remove,
              .face = Face::kApi,
              .doc = {.summary = "Removes a webhook and its log", .tag = "webhooks", .success = 204}});
  router.Add({.method = "POST",
              .pattern = "/api/v1/webhooks/{id}/test",
              .permission = permission,
              .handler = Test,
              .face = Face::kApi,
              .doc = {.summary = "Sends webhook.test to it", .tag = "webhooks", .success = 204}});
  router.Add({.method = "GET",
              .pattern = "/api/v1/webhooks/{id}/deliveries",
              .permission = permission,
              .handler = Deliveries,
              .face = Face::kApi,
              .doc = {.summary = "What was sent in the last days, newest first",
                      .tag = "webhooks",
                      .response_schema = kDeliveriesSchema,
                      .query = {"limit:integer:How many (1 to 200)"}}});
}

}  // namespace desk
