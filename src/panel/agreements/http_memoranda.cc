// /api/v1/memoranda and /api/v1/clauses.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/people/json.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "panel/agreements/faces.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kDraftSchema =
    R"({"type":"object","required":["title","parties"],"properties":{"title":{"type":"string"},"language":{"type":"string"},"starts":{"type":"string"},"expires":{"type":"string"},"notice_days":{"type":"string"},"parties":{"type":"array","items":{"type":"string"}},"clauses":{"type":"array","items":{"type":"string"}},"variables":{"type":"array","items":{"type":"string"}},"own":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kClauseSchema =
    R"({"type":"object","required":["code","language","title","body"],"properties":{"code":{"type":"string"},"language":{"type":"string"},"title":{"type":"string"},"body":{"type":"string"}}})";
constexpr std::string_view kMoveSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"enum":["offer","take-back","give-notice","drop"]},"reason":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kSignSchema =
    R"({"type":"object","required":["party","signer","role","sha256"],"properties":{"party":{"type":"integer"},"signer":{"type":"string"},"role":{"type":"string"},"method":{"enum":["here","ink","electronic","letters"]},"signed_on":{"type":"string"},"sha256":{"type":"string"}}})";

json::object JsonOf(const Memorandum& m) {
  return {{"id", m.id.text()},
          {"root", m.root.text()},
          {"edition", m.edition},
          {"kind", MemorandumKindName(m.kind)},
          {"title", m.title},
          {"language", m.language},
          {"state", MemorandumStateName(m.state)},
          {"starts", kit::JsonDay(m.starts)},
          {"expires", kit::JsonDay(m.expires)},
          {"notice_days", m.notice_days},
          {"sha256", m.sha256},
          {"version", m.version}};
}

json::object JsonOf(const MemorandumView& view) {
  json::object object = JsonOf(view.memorandum);
  json::array parties, signatures;
  for (const Party& party : view.memorandum.parties)
    parties.push_back(json::object{
        {"party", party.number},
        {"member", party.member.empty() ? json::value(nullptr) : json::value(party.member.text())},
        {"name", party.name},
        {"signed", party.signed_now}});
  for (const Signature& s : view.signatures)
    signatures.push_back(json::object{{"party", s.party},
                                      {"signer", s.signer},
                                      {"role", s.role},
                                      {"method", SigningMethodName(s.method)},
                                      {"signed_on", kit::JsonDay(s.signed_on)},
                                      {"sha256", s.sha256}});
  json::array missing;
  for (const std::string& name : view.missing) missing.emplace_back(name);
  object["text"] = view.memorandum.text;
  object["parties"] = std::move(parties);
  object["signatures"] = std::move(signatures);
  object["missing"] = std::move(missing);
  return object;
}

std::string Lines(const std::vector<std::string>& texts) {
  std::string all;
  for (const std::string& text : texts) all += text + "\n";
  return all;
}

base::Result<MemorandumDraft> DraftIn(const json::object& body) {
  MemorandumDraft draft;
  draft.title = TRY(desk::TextIn(body, "title"));
  if (body.contains("language")) draft.language = TRY(desk::TextIn(body, "language"));
  draft.starts = TRY(desk::TextIn(body, "starts"));
  draft.expires = TRY(desk::TextIn(body, "expires"));
  if (body.contains("notice_days")) draft.notice_days = TRY(desk::TextIn(body, "notice_days"));
  const std::vector<std::string> parties = TRY(desk::TextsIn(body, "parties"));
  const std::vector<std::string> clauses = TRY(desk::TextsIn(body, "clauses"));
  const std::vector<std::string> variables = TRY(desk::TextsIn(body, "variables"));
  draft.parties = Lines(parties);
  draft.clauses = Lines(clauses);
  draft.variables = Lines(variables);
  draft.own = TRY(desk::TextIn(body, "own"));
  return draft;
}

class MemorandumApi {
 public:
  explicit MemorandumApi(std::shared_ptr<AgreementServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxAgreementPage));
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PanelId panel = TRY(Panel(context));
    const Memoranda::Page page = TRY(services_->memoranda.List(context.actor(), panel, after, limit));
    json::array items;
    for (const Memorandum& memorandum : page.memoranda) items.push_back(JsonOf(memorandum));
    const json::value next =
        page.next.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), page.next));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }
  base::Result<net::Response> Add(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const MemorandumDraft draft = TRY(DraftIn(body));
      const PanelId panel = TRY(Panel(context));
      return Shown(context, TRY(services_->memoranda.Add(context.actor(), panel, draft)), 201);
    });
  }
  base::Result<net::Response> Get(Context& context) const { return Shown(context, {}, 200); }
  base::Result<net::Response> Edit(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const MemorandumDraft draft = TRY(DraftIn(body));
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const std::int64_t version = body.contains("version") ? TRY(kit::NumberIn(body, "version")) : -1;
    TRY(services_->memoranda.Edit(context.actor(), id, version, draft));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Move(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const std::optional<MemorandumAct> act = MemorandumActNamed(TRY(desk::TextIn(body, "act")));
    if (!act) return base::Invalid(desk::tr("There is no such step."));
    const std::int64_t version = body.contains("version") ? TRY(kit::NumberIn(body, "version")) : -1;
    const std::string reason = TRY(desk::TextIn(body, "reason"));
    TRY(services_->memoranda.Move(context.actor(), id, *act, version, reason));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Sign(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    Signing signing;
    signing.party = TRY(kit::NumberIn(body, "party"));
    signing.signer = TRY(desk::TextIn(body, "signer"));
    signing.role = TRY(desk::TextIn(body, "role"));
    signing.signed_on = TRY(desk::TextIn(body, "signed_on"));
    signing.sha256 = TRY(desk::TextIn(body, "sha256"));
    if (body.contains("method")) {
      const std::optional<SigningMethod> method = SigningMethodNamed(TRY(desk::TextIn(body, "method")));
      if (!method) return base::Invalid("\"method\" must be here, ink, electronic or letters");
      signing.method = *method;
    }
    TRY(services_->memoranda.Sign(context.actor(), id, signing));
    return Shown(context, id, 200);
  }
  base::Result<net::Response> Next(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const MemorandumId id = TRY(MemorandumId::Parse(context.Path("id")));
    const std::optional<MemorandumKind> kind = MemorandumKindNamed(TRY(desk::TextIn(body, "kind")));
    if (!kind || *kind == MemorandumKind::kFirst)
      return base::Invalid("\"kind\" must be amendment or renewal");
    return Shown(context, TRY(services_->memoranda.Next(context.actor(), id, *kind)), 201);
  }
  base::Result<net::Response> Clauses(Context& context) const {
    const PanelId panel = TRY(Panel(context));
    json::array items;
    for (const ClauseText& clause : TRY(services_->memoranda.Clauses(context.actor(), panel)))
      items.push_back(json::object{{"code", clause.code},
                                   {"language", clause.language},
                                   {"version", clause.version},
                                   {"title", clause.title},
                                   {"body", clause.body}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}});
  }
  base::Result<net::Response> PutClause(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    ClauseText text;
    text.code = TRY(desk::TextIn(body, "code"));
    text.language = TRY(desk::TextIn(body, "language"));
    text.title = TRY(desk::TextIn(body, "title"));
    text.body = TRY(desk::TextIn(body, "body"));
    const PanelId panel = TRY(Panel(context));
    const std::int64_t version = TRY(services_->memoranda.PutClause(context.actor(), panel, text));
    return desk::JsonResponse(json::object{{"code", text.code}, {"version", version}}, 201);
  }

 private:
  base::Result<net::Response> Shown(Context& context, const MemorandumId& made, int status) const {
    const MemorandumId id = made.empty() ? TRY(MemorandumId::Parse(context.Path("id"))) : made;
    const MemorandumView view = TRY(services_->memoranda.Get(context.actor(), id));
    if (status == 200 && context.request().method == "GET") return desk::JsonWithETag(context, JsonOf(view));
    return desk::JsonResponse(JsonOf(view), status);
  }
  base::Result<PanelId> Panel(const Context& context) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, context.Query("panel")); });
  }
  std::shared_ptr<AgreementServices> services_;
};

}  // namespace

void AddMemorandumApi(desk::Desk& desk, const std::shared_ptr<AgreementServices>& services) {
  using Api = MemorandumApi;
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "memoranda";
    doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, permission, handler, std::move(doc));
  };
  add("GET", "/api/v1/memoranda", Permission::kPanelRead, &Api::List,
      {.summary = "Memoranda that the organisation may know, newest first",
       .query = {"panel:string:Short name of the panel", "cursor:string:From the answer before",
                 "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/memoranda", Permission::kPanelTakePart, &Api::Add,
      {.summary = "Draft a memorandum", .request_schema = kDraftSchema, .success = 201});
  add("GET", "/api/v1/memoranda/{id}", Permission::kPanelRead, &Api::Get,
      {.summary = "A memorandum with its text and signatures"});
  add("POST", "/api/v1/memoranda/{id}", Permission::kPanelTakePart, &Api::Edit,
      {.summary = "Change a draft", .request_schema = kDraftSchema});
  add("POST", "/api/v1/memoranda/{id}/move", Permission::kPanelTakePart, &Api::Move,
      {.summary = "Offer, take back, give notice, drop", .request_schema = kMoveSchema});
  add("POST", "/api/v1/memoranda/{id}/signatures", Permission::kPanelTakePart, &Api::Sign,
      {.summary = "Sign, or record a signature, of the text with this hash", .request_schema = kSignSchema});
  add("POST", "/api/v1/memoranda/{id}/editions", Permission::kPanelTakePart, &Api::Next,
      {.summary = "Draft an amendment or a renewal",
       .request_schema =
           R"({"type":"object","required":["kind"],"properties":{"kind":{"enum":["amendment","renewal"]}}})",
       .success = 201});
  add("GET", "/api/v1/clauses", Permission::kPanelRead, &Api::Clauses,
      {.summary = "The library of clauses: the newest text of each",
       .query = {"panel:string:Short name of the panel"}});
  add("POST", "/api/v1/clauses", Permission::kPanelManage, &Api::PutClause,
      {.summary = "Add a clause, or a new version of its text",
       .request_schema = kClauseSchema,
       .success = 201});
}

}  // namespace panel
