// /api/v1/honours.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "panel/showcase/faces.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;

constexpr std::string_view kOffer =
    R"({"type":"object","required":["member","title","reason"],"properties":{"member":{"type":"string"},"title":{"type":"string"},"reason":{"type":"string"}}})";
constexpr std::string_view kAct =
    R"({"type":"object","required":["act","version"],"properties":{"act":{"type":"string","enum":["accept","refuse","revoke"]},"version":{"type":"integer"}}})";
constexpr std::string_view kAnyObject = R"({"type":"object"})";

json::object JsonOf(const Honour& honour) {
  return {{"id", honour.id.text()},
          {"member", honour.member.text()},
          {"member_name", honour.member_name},
          {"title", honour.title},
          {"reason", honour.reason},
          {"state", HonourStateName(honour.state)},
          {"offered", base::FormatTime(honour.created)},
          {"version", honour.version}};
}

base::Result<std::string> TextOf(const json::value& body, std::string_view name) {
  const json::value* found = body.is_object() ? body.get_object().if_contains(name) : nullptr;
  if (found == nullptr || !found->is_string())
    return base::Invalid("\"" + std::string(name) + "\": a text is expected");
  return std::string(found->get_string());
}

}  // namespace

void AddHonourApi(desk::Desk& desk, Honours& honours) {
  const auto add = [&](std::string_view method, std::string_view pattern, desk::Permission permission,
                       desk::ApiDoc doc, desk::Handler handler) {
    desk.router().Add({.method = method,
                       .pattern = pattern,
                       .permission = permission,
                       .handler = std::move(handler),
                       .face = desk::Face::kApi,
                       .doc = std::move(doc)});
  };
  add("GET", "/api/v1/honours", desk::Permission::kPanelRead,
      {.summary = "Honours that the caller may know of", .tag = "panel", .response_schema = kAnyObject},
      [&honours](Context& context) -> base::Result<net::Response> {
        json::array items;
        for (const Honour& honour : TRY(honours.List(context.actor()))) items.push_back(JsonOf(honour));
        return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
      });
  add("POST", "/api/v1/honours", desk::Permission::kPanelManage,
      {.summary = "Offer an honour to a member",
       .tag = "panel",
       .request_schema = kOffer,
       .response_schema = kAnyObject,
       .success = 201},
      [&honours](Context& context) {
        return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
          const json::value body = TRY(desk::ReadJson(context));
          const std::string member_text = TRY(TextOf(body, "member"));
          const std::string title = TRY(TextOf(body, "title"));
          const std::string reason = TRY(TextOf(body, "reason"));
          const MemberId member = TRY(MemberId::Parse(member_text));
          const HonourId id = TRY(honours.Offer(context.actor(), member, title, reason));
          return desk::JsonResponse(JsonOf(TRY(honours.Get(context.actor(), id))), 201);
        });
      });
  add("GET", "/api/v1/honours/{id}", desk::Permission::kPanelRead,
      {.summary = "One honour", .tag = "panel", .response_schema = kAnyObject},
      [&honours](Context& context) -> base::Result<net::Response> {
        const HonourId id = TRY(HonourId::Parse(context.Path("id")));
        return desk::JsonWithETag(context, JsonOf(TRY(honours.Get(context.actor(), id))));
      });
  add("POST", "/api/v1/honours/{id}", desk::Permission::kPanelTakePart,
      {.summary = "Accept, refuse or revoke",
       .tag = "panel",
       .request_schema = kAct,
       .response_schema = kAnyObject},
      [&honours](Context& context) -> base::Result<net::Response> {
        const HonourId id = TRY(HonourId::Parse(context.Path("id")));
        const json::value body = TRY(desk::ReadJson(context));
        const std::string name = TRY(TextOf(body, "act"));
        const std::optional<HonourAct> act = HonourActNamed(name);
        const json::value* version = body.get_object().if_contains("version");
        if (!act || version == nullptr || !version->is_int64())
          return base::Invalid("\"act\" (accept, refuse, revoke) and \"version\" are expected");
        TRY(honours.Act(context.actor(), id, version->get_int64(), *act));
        return desk::JsonResponse(JsonOf(TRY(honours.Get(context.actor(), id))));
      });
}

}  // namespace panel
