// /api/v1: replications, translations and tools.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "panel/practices/faces.h"
#include "panel/practices/json_members.h"
#include "panel/practices/practice_json.h"
#include "panel/practices/review_json.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kClaim =
    R"({"type":"object","required":["country","industry","began","outcome","text","figures"],"properties":{"version":{"type":"integer"},"country":{"type":"string"},"industry":{"type":"string"},"began":{"type":"string"},"sites":{"type":"integer"},"outcome":{"enum":["worked","partly","did-not-work"]},"text":{"type":"string"},"may_show":{"type":"boolean"},"figures":{"type":"array","items":{"type":"object","required":["measure","after"],"properties":{"measure":{"type":"string"},"before":{"type":"string"},"after":{"type":"string"},"unit":{"type":"string"}}}}}})";
constexpr std::string_view kDecide =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["confirm","refuse","retract"]},"version":{"type":"integer"},"note":{"type":"string"}}})";
constexpr std::string_view kTexts =
    R"({"type":"object","required":["title","summary","body"],"properties":{"version":{"type":"integer"},"language":{"type":"string"},"title":{"type":"string"},"summary":{"type":"string"},"body":{"type":"string"},"evidence":{"type":"string"},"limits":{"type":"string"}}})";
constexpr std::string_view kTranslationAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["publish","retire"]},"version":{"type":"integer"}}})";
constexpr std::string_view kTool =
    R"({"type":"object","required":["title","summary","editions"],"properties":{"version":{"type":"integer"},"public":{"type":"boolean"},"kind":{"type":"string"},"title":{"type":"string"},"makers":{"type":"string"},"summary":{"type":"string"},"body":{"type":"string"},"language":{"type":"string"},"editions":{"type":"array","items":{"type":"object","required":["language","url","licence"],"properties":{"language":{"type":"string"},"version":{"type":"string"},"released":{"type":"string"},"url":{"type":"string"},"licence":{"type":"string"}}}}}})";
constexpr std::string_view kToolAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["list","refuse","retire"]},"version":{"type":"integer"},"note":{"type":"string"}}})";

class SharingApi {
 public:
  explicit SharingApi(PracticeServices& services) : services_(services) {}

  base::Result<net::Response> Replications(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    return ItemsOf(context, TRY(services_.replications.Of(context.actor(), id)));
  }
  base::Result<net::Response> Claim(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      ReplicationClaim claim = TRY(ClaimOf(*object));
      const ReplicationId made = TRY(services_.replications.Claim(context.actor(), id, std::move(claim)));
      return desk::JsonResponse(JsonOf(TRY(services_.replications.Get(context.actor(), made))), 201);
    });
  }
  base::Result<net::Response> GetReplication(Context& context) const {
    const ReplicationId id = TRY(ReplicationId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_.replications.Get(context.actor(), id))));
  }
  base::Result<net::Response> AmendReplication(Context& context) const {
    const ReplicationId id = TRY(ReplicationId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectIn(body));
    ReplicationClaim claim = TRY(ClaimOf(*object));
    const std::int64_t version = TRY(NumberIn(*object, "version"));
    TRY(services_.replications.Amend(context.actor(), id, version, std::move(claim)));
    return GetReplication(context);
  }
  base::Result<net::Response> ActOnReplication(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ReplicationId id = TRY(ReplicationId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string act = TRY(TextIn(*object, "act"));
      const std::int64_t version = TRY(NumberIn(*object, "version"));
      std::string note = TRY(TextIn(*object, "note"));
      if (act != "confirm" && act != "refuse" && act != "retract")
        return base::Invalid("\"act\" must be confirm, refuse or retract");
      if (act == "retract")
        TRY(services_.replications.Retract(context.actor(), id, version));
      else
        TRY(services_.replications.Decide(context.actor(), id, version, act == "confirm", std::move(note)));
      return GetReplication(context);
    });
  }

  base::Result<net::Response> Translations(Context& context) const {
    const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
    return ItemsOf(context, TRY(services_.translations.Of(context.actor(), id)));
  }
  base::Result<net::Response> Translate(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeId id = TRY(PracticeId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string language = TRY(TextIn(*object, "language"));
      PracticeTexts texts = TRY(PracticeTextsOf(*object));
      const PracticeTranslationId made =
          TRY(services_.translations.Propose(context.actor(), id, language, std::move(texts)));
      return desk::JsonResponse(JsonOf(TRY(services_.translations.Get(context.actor(), made))), 201);
    });
  }
  base::Result<net::Response> GetTranslation(Context& context) const {
    const PracticeTranslationId id = TRY(PracticeTranslationId::Parse(context.Path("id")));
    return desk::JsonWithETag(context, JsonOf(TRY(services_.translations.Get(context.actor(), id))));
  }
  base::Result<net::Response> AmendTranslation(Context& context) const {
    const PracticeTranslationId id = TRY(PracticeTranslationId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectIn(body));
    PracticeTexts texts = TRY(PracticeTextsOf(*object));
    const std::int64_t version = TRY(NumberIn(*object, "version"));
    TRY(services_.translations.Amend(context.actor(), id, version, std::move(texts)));
    return GetTranslation(context);
  }
  base::Result<net::Response> ActOnTranslation(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const PracticeTranslationId id = TRY(PracticeTranslationId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string act = TRY(TextIn(*object, "act"));
      const std::int64_t version = TRY(NumberIn(*object, "version"));
      if (act != "publish" && act != "retire") return base::Invalid("\"act\" must be publish or retire");
      if (act == "publish")
        TRY(services_.translations.Publish(context.actor(), id, version));
      else
        TRY(services_.translations.Retire(context.actor(), id, version));
      return GetTranslation(context);
    });
  }

  base::Result<net::Response> ProposeTool(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      ToolContent content = TRY(ToolContentOf(*object));
      const bool is_public = TRY(TruthIn(*object, "public"));
      const Panel panel = TRY(services_.panels.Root());
      const ToolId id =
          TRY(services_.tools.Propose(context.actor(), panel.id, std::move(content), is_public));
      const Tools::View view = TRY(services_.tools.Get(context.actor(), id));
      return desk::JsonResponse(JsonOf(view.tool), 201);
    });
  }
  base::Result<net::Response> GetTool(Context& context) const {
    const ToolId id = TRY(ToolId::Parse(context.Path("id")));
    const Tools::View view = TRY(services_.tools.Get(context.actor(), id));
    return desk::JsonWithETag(context, JsonOf(view.tool));
  }
  base::Result<net::Response> AmendTool(Context& context) const {
    const ToolId id = TRY(ToolId::Parse(context.Path("id")));
    const json::value body = TRY(desk::ReadJson(context));
    const json::object* object = TRY(ObjectIn(body));
    ToolContent content = TRY(ToolContentOf(*object));
    const bool is_public = TRY(TruthIn(*object, "public"));
    const std::int64_t version = TRY(NumberIn(*object, "version"));
    TRY(services_.tools.Amend(context.actor(), id, version, std::move(content), is_public));
    return GetTool(context);
  }
  base::Result<net::Response> ActOnTool(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const ToolId id = TRY(ToolId::Parse(context.Path("id")));
      const json::value body = TRY(desk::ReadJson(context));
      const json::object* object = TRY(ObjectIn(body));
      const std::string name = TRY(TextIn(*object, "act"));
      const std::optional<ToolAct> act = ToolActNamed(name);
      if (!act) return base::Invalid("\"act\" must be list, refuse or retire");
      const std::int64_t version = TRY(NumberIn(*object, "version"));
      std::string note = TRY(TextIn(*object, "note"));
      TRY(services_.tools.Do(context.actor(), id, version, *act, std::move(note)));
      return GetTool(context);
    });
  }

 private:
  template <typename Things>
  static base::Result<net::Response> ItemsOf(const Context& context, const Things& things) {
    json::array items;
    for (const auto& thing : things) items.push_back(JsonOf(thing));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", nullptr}});
  }

  PracticeServices& services_;
};

using Method = base::Result<net::Response> (SharingApi::*)(Context&) const;

struct Registrar {
  desk::Desk& desk;
  SharingApi api;
  void Add(std::string_view method, std::string_view pattern, Permission permission, Method handler,
           desk::ApiDoc doc) {
    doc.tag = "practices";
    doc.response_schema = kAnyObject;
    desk.router().Add(
        {.method = method,
         .pattern = pattern,
         .permission = permission,
         .handler = [made = api, handler](Context& context) { return (made.*handler)(context); },
         .face = desk::Face::kApi,
         .doc = std::move(doc)});
  }
};

}  // namespace

void AddSharingApi(desk::Desk& desk, PracticeServices& services) {
  Registrar add{desk, SharingApi(services)};
  const Permission read = Permission::kPanelRead, act = Permission::kPanelTakePart;
  add.Add("GET", "/api/v1/practices/{id}/replications", read, &SharingApi::Replications,
          {.summary = "Who copied it, with what results"});
  add.Add("POST", "/api/v1/practices/{id}/replications", act, &SharingApi::Claim,
          {.summary = "Claim that the organisation copied it", .request_schema = kClaim, .success = 201});
  add.Add("GET", "/api/v1/practice-replications/{id}", read, &SharingApi::GetReplication,
          {.summary = "A replication"});
  add.Add("PUT", "/api/v1/practice-replications/{id}", act, &SharingApi::AmendReplication,
          {.summary = "Change the claim; it is to be confirmed again", .request_schema = kClaim});
  add.Add("POST", "/api/v1/practice-replications/{id}/acts", act, &SharingApi::ActOnReplication,
          {.summary = "Confirm or refuse it (owner, reviewer), or take it back", .request_schema = kDecide});
  add.Add("GET", "/api/v1/practices/{id}/translations", read, &SharingApi::Translations,
          {.summary = "Its language versions"});
  add.Add("POST", "/api/v1/practices/{id}/translations", act, &SharingApi::Translate,
          {.summary = "Propose a translation", .request_schema = kTexts, .success = 201});
  add.Add("GET", "/api/v1/practice-translations/{id}", read, &SharingApi::GetTranslation,
          {.summary = "A translation, and whether the original changed since"});
  add.Add("PUT", "/api/v1/practice-translations/{id}", act, &SharingApi::AmendTranslation,
          {.summary = "Change it; it is then of what is published now", .request_schema = kTexts});
  add.Add("POST", "/api/v1/practice-translations/{id}/acts", act, &SharingApi::ActOnTranslation,
          {.summary = "Publish or retire it", .request_schema = kTranslationAct});
  add.Add("POST", "/api/v1/tools", act, &SharingApi::ProposeTool,
          {.summary = "Propose a tool for the catalogue", .request_schema = kTool, .success = 201});
  add.Add("GET", "/api/v1/tools/{id}", read, &SharingApi::GetTool, {.summary = "A tool with its editions"});
  add.Add("PUT", "/api/v1/tools/{id}", act, &SharingApi::AmendTool,
          {.summary = "Change it", .request_schema = kTool});
  add.Add("POST", "/api/v1/tools/{id}/acts", act, &SharingApi::ActOnTool,
          {.summary = "List, refuse or retire it", .request_schema = kToolAct});
}

}  // namespace panel
