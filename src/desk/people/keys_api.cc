#include <boost/json.hpp>

#include "desk/desk.h"
#include "desk/people/faces.h"
#include "desk/people/json.h"
#include "desk/web/api.h"

namespace desk {

namespace {

namespace json = boost::json;

constexpr std::string_view kKeysSchema =
    R"({"type":"object","required":["keys"],"properties":{"keys":{"type":"array","items":{"type":"object"}}}})";
constexpr std::string_view kWantedSchema =
    R"({"type":"object","required":["name","scopes"],"properties":{"name":{"type":"string"},
  "scopes":{"type":"array","minItems":1,"items":{"enum":["match","read","write","admin","metrics"]}},"expires":{"type":"string","format":"date-time"}}})";
constexpr std::string_view kMadeSchema =
    R"({"type":"object","required":["id","name","scopes","prefix","secret"],"properties":{"id":{"type":"string"},
  "name":{"type":"string"},"scopes":{"type":"array","items":{"type":"string"}},"prefix":{"type":"string"},
  "secret":{"type":"string","description":"The key itself; given once"},"created":{"type":"string","format":"date-time"},
  "expires":{"type":["string","null"],"format":"date-time"}}})";

base::Result<net::Response> GetKeys(Context& context) {
  json::array all;
  for (const ApiKey& key : TRY(context.desk().people().Keys(context.org()))) all.push_back(JsonOf(key));
  return JsonResponse(json::object{{"keys", std::move(all)}});
}

base::Result<net::Response> PostKey(Context& context) {
  const json::object body = TRY(BodyObject(context));
  std::vector<Scope> scopes;
  for (const std::string& name : TRY(TextsIn(body, "scopes"))) {
    const std::optional<Scope> scope = ScopeNamed(name);
    if (!scope) return base::Invalid("scopes: match, read, write, admin or metrics is expected.");
    scopes.push_back(*scope);
  }
  std::optional<base::UtcTime> expires;
  if (const std::string text = TRY(TextIn(body, "expires")); !text.empty())
    expires = TRY(base::ParseTime(text));
  const std::string name = TRY(TextIn(body, "name"));
  const People::NewKey made =
      TRY(context.desk().people().CreateKey(context.actor(), context.org(), name, scopes, expires));
  json::object answer = JsonOf(made.key);
  answer["secret"] = made.secret;
  return JsonResponse(answer, 201);
}

base::Result<net::Response> DeleteKey(Context& context) {
  const KeyId id = TRY(KeyId::Parse(context.Path("id")));
  TRY(context.desk().people().RevokeKey(context.actor(), context.org(), id));
  return NoContent();
}

}  // namespace

void RegisterKeysApi(Desk& desk) {
  constexpr Permission kPermission = Permission::kKeysManage;
  Router& router = desk.router();
  router.Add({.method = "GET",
              .pattern = "/api/v1/keys",
              .permission = kPermission,
              .handler = GetKeys,
              .face = Face::kApi,
              .doc = {.summary = "The keys of the organisation, without their secrets",
                      .tag = "keys",
                      .response_schema = kKeysSchema}});
  router.Add({.method = "POST",
              .pattern = "/api/v1/keys",
              .permission = kPermission,
              .handler = PostKey,
              .face = Face::kApi,
              .doc = {.summary = "Makes a key; its secret is in the answer, once",
                      .tag = "keys",
                      .request_schema = kWantedSchema,
                      .response_schema = kMadeSchema,
                      .success = 201}});
  router.Add({.method = "DELETE",
              .pattern = "/api/v1/keys/{id}",
              .permission = kPermission,
              .handler = DeleteKey,
              .face = Face::kApi,
              .doc = {.summary = "Revokes a key", .tag = "keys", .success = 204}});
}

}  // namespace desk
