// /api/v1/commitments.

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/people/json.h"
#include "desk/tr.h"
#include "desk/web/api.h"
#include "panel/commitments/faces.h"
#include "panel/commitments/json_members.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::string_view kDraftSchema =
    R"({"type":"object","required":["title","indicator","unit","target","due"],"properties":{"panel":{"type":"string"},"member":{"type":"string"},"title":{"type":"string"},"details":{"type":"string"},"indicator":{"type":"string"},"unit":{"type":"string"},"baseline":{"type":"string"},"target":{"type":"string"},"starts":{"type":"string"},"due":{"type":"string"},"sdg":{"type":"array","items":{"type":"string"}},"published":{"type":"boolean"},"finding":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kMoveSchema =
    R"({"type":"object","required":["act"],"properties":{"act":{"type":"string"},"reason":{"type":"string"},"due":{"type":"string"},"asked":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kReportSchema =
    R"({"type":"object","required":["value"],"properties":{"value":{"type":"string"},"note":{"type":"string"},"version":{"type":"integer"}}})";
constexpr std::string_view kEvidenceSchema =
    R"({"type":"object","required":["kind","title","reference"],"properties":{"kind":{"enum":["link","practice","finding"]},"title":{"type":"string"},"reference":{"type":"string"}}})";

json::object JsonOf(const Commitment& c) {
  json::array sdg;
  for (const std::string& code : c.sdg) sdg.emplace_back(code);
  json::object object = {
      {"id", c.id.text()},
      {"number", c.number > 0 ? json::value(c.number) : json::value(nullptr)},
      {"member", json::object{{"id", c.member.text()}, {"name", c.member_name}}},
      {"title", c.title},
      {"details", c.details},
      {"indicator", c.indicator},
      {"unit", c.unit},
      {"baseline", kit::AmountText(c.baseline)},
      {"target", kit::AmountText(c.target)},
      {"current", kit::AmountText(c.current)},
      {"sdg", std::move(sdg)},
      {"starts", kit::JsonDay(c.starts)},
      {"due", kit::JsonDay(c.due)},
      {"state", CommitmentStateName(c.state)},
      {"published", c.published},
      {"asked", JsonId(c.asked.text())},
      {"verifier", c.verifier.empty()
                       ? json::value(nullptr)
                       : json::value(json::object{{"id", c.verifier.text()}, {"name", c.verifier_name}})},
      {"verdict", c.verdict},
      {"made", kit::JsonDay(c.made)},
      {"ended", kit::JsonDay(c.ended)},
      {"version", c.version}};
  if (!c.finding.empty()) object["finding"] = c.finding;
  return object;
}

json::object JsonOf(const CommitmentView& view) {
  json::object object = JsonOf(view.commitment);
  json::array evidence, reports, history, acts;
  for (const Evidence& one : view.evidence)
    evidence.push_back(json::object{{"id", one.id.text()},
                                    {"kind", EvidenceKindName(one.kind)},
                                    {"title", one.title},
                                    {"reference", one.reference},
                                    {"sha256", one.sha256},
                                    {"bytes", one.bytes},
                                    {"added", base::FormatTime(one.added)}});
  for (const CommitmentReport& report : view.reports)
    reports.push_back(json::object{{"number", report.number},
                                   {"value", kit::AmountText(report.value)},
                                   {"note", report.note},
                                   {"reported", base::FormatTime(report.reported)}});
  for (const CommitmentEvent& event : view.events)
    history.push_back(json::object{{"act", CommitmentActName(event.act)},
                                   {"state", CommitmentStateName(event.to)},
                                   {"member", event.member_name},
                                   {"reason", event.reason},
                                   {"due", kit::JsonDay(event.due)},
                                   {"when", base::FormatTime(event.when)}});
  for (const CommitmentAct act : view.acts) acts.emplace_back(CommitmentActName(act));
  object["evidence"] = std::move(evidence);
  object["reports"] = std::move(reports);
  object["history"] = std::move(history);
  object["possible"] = std::move(acts);
  return object;
}

base::Result<CommitmentDraft> DraftIn(const json::object& body) {
  CommitmentDraft draft;
  const std::string member = TRY(desk::TextIn(body, "member"));
  if (!member.empty()) draft.member = TRY(MemberId::Parse(member));
  draft.title = TRY(desk::TextIn(body, "title"));
  draft.details = TRY(desk::TextIn(body, "details"));
  draft.indicator = TRY(desk::TextIn(body, "indicator"));
  draft.unit = TRY(desk::TextIn(body, "unit"));
  draft.baseline = TRY(desk::TextIn(body, "baseline"));
  draft.target = TRY(desk::TextIn(body, "target"));
  draft.starts = TRY(desk::TextIn(body, "starts"));
  draft.due = TRY(desk::TextIn(body, "due"));
  draft.sdg = TRY(desk::TextsIn(body, "sdg"));
  draft.published = TRY(kit::TruthIn(body, "published"));
  return draft;
}

class CommitmentApi {
 public:
  explicit CommitmentApi(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> List(Context& context) const {
    CommitmentFilter filter;
    if (!context.Query("state").empty()) {
      filter.state = CommitmentStateNamed(context.Query("state"));
      if (!filter.state) return base::Invalid("\"state\" is not one of the states");
    }
    filter.sdg = context.Query("sdg");
    if (!context.Query("member").empty()) filter.member = TRY(MemberId::Parse(context.Query("member")));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, base::kMaxAgreementPage));
    std::string after;
    if (const std::string_view cursor = context.Query("cursor"); !cursor.empty())
      after = TRY(desk::DecodeCursor(context.desk(), cursor));
    const PanelId panel = TRY(Panel(std::string(context.Query("panel"))));
    const CommitmentPage page =
        TRY(services_->commitments.List(context.actor(), panel, filter, after, limit));
    json::array items;
    for (const Commitment& commitment : page.commitments) items.push_back(JsonOf(commitment));
    const json::value next =
        page.next.empty() ? json::value(nullptr) : json::value(desk::EncodeCursor(context.desk(), page.next));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }

  base::Result<net::Response> Get(Context& context) const {
    return desk::JsonWithETag(context, JsonOf(TRY(View(context))));
  }

  base::Result<net::Response> Add(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const std::string slug = TRY(desk::TextIn(body, "panel"));
      const PanelId panel = TRY(Panel(slug));
      const CommitmentDraft draft = TRY(DraftIn(body));
      const std::string finding = TRY(desk::TextIn(body, "finding"));
      const CommitmentId id =
          TRY(finding.empty()
                  ? services_->commitments.Propose(context.actor(), panel, draft)
                  : services_->commitments.CommitFromFinding(context.actor(), panel, finding, draft, false));
      const CommitmentView view = TRY(services_->commitments.Get(context.actor(), id));
      net::Response response = desk::JsonResponse(JsonOf(view), 201);
      response.headers.Add("Location", "/api/v1/commitments/" + id.text());
      return response;
    });
  }

  base::Result<net::Response> Edit(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
    const std::int64_t version = TRY(VersionIn(body));
    const CommitmentDraft draft = TRY(DraftIn(body));
    TRY(services_->commitments.Edit(context.actor(), id, version, draft));
    return desk::JsonResponse(JsonOf(TRY(View(context))));
  }

  base::Result<net::Response> Move(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
      const std::optional<CommitmentAct> act = CommitmentActNamed(TRY(desk::TextIn(body, "act")));
      if (!act) return base::Invalid(desk::tr("There is no such step."));
      CommitmentMove move{.act = *act,
                          .version = TRY(VersionIn(body)),
                          .reason = TRY(desk::TextIn(body, "reason")),
                          .due = TRY(desk::TextIn(body, "due")),
                          .asked = {}};
      const std::string asked = TRY(desk::TextIn(body, "asked"));
      if (!asked.empty()) move.asked = TRY(MemberId::Parse(asked));
      TRY(services_->commitments.Move(context.actor(), id, move));
      return desk::JsonResponse(JsonOf(TRY(View(context))));
    });
  }

  base::Result<net::Response> Publish(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
    const std::int64_t version = TRY(VersionIn(body));
    const bool published = TRY(kit::TruthIn(body, "published"));
    TRY(services_->commitments.Publish(context.actor(), id, version, published));
    return desk::JsonResponse(JsonOf(TRY(View(context))));
  }

  base::Result<net::Response> Report(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
      const std::int64_t version = TRY(VersionIn(body));
      const std::string value = TRY(desk::TextIn(body, "value"));
      const std::string note = TRY(desk::TextIn(body, "note"));
      TRY(services_->commitments.Report(context.actor(), id, version, value, note));
      return desk::JsonResponse(JsonOf(TRY(View(context))));
    });
  }

  base::Result<net::Response> AddEvidence(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
      Evidence evidence;
      const std::optional<EvidenceKind> kind = EvidenceKindNamed(TRY(desk::TextIn(body, "kind")));
      if (!kind || *kind == EvidenceKind::kDocument)
        return base::Invalid("\"kind\" must be link, practice or finding");
      evidence.kind = *kind;
      evidence.title = TRY(desk::TextIn(body, "title"));
      evidence.reference = TRY(desk::TextIn(body, "reference"));
      TRY(services_->commitments.AddEvidence(context.actor(), id, evidence, {}));
      return desk::JsonResponse(JsonOf(TRY(View(context))), 201);
    });
  }

  // The document's bytes as they are; its name and what it shows in the query.
  base::Result<net::Response> PutDocument(Context& context) const {
    const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
    Evidence evidence;
    evidence.kind = EvidenceKind::kDocument;
    evidence.title = context.Query("title");
    evidence.file_name = context.Query("name");
    TRY(services_->commitments.AddEvidence(context.actor(), id, evidence, context.request().body.view()));
    return desk::JsonResponse(JsonOf(TRY(View(context))), 201);
  }

  base::Result<net::Response> Document(Context& context) const {
    const CommitmentId id = TRY(CommitmentId::Parse(context.Path("id")));
    const EvidenceId evidence = TRY(EvidenceId::Parse(context.Path("evidence")));
    auto [found, bytes] = TRY(services_->commitments.Document(context.actor(), id, evidence));
    net::Response response;
    response.headers.Add("Content-Type", "application/octet-stream");
    response.body = std::move(bytes);
    return response;
  }

 private:
  base::Result<CommitmentView> View(const Context& context) const {
    return services_->commitments.Get(context.actor(), TRY(CommitmentId::Parse(context.Path("id"))));
  }
  base::Result<PanelId> Panel(const std::string& slug) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, slug); });
  }
  std::shared_ptr<CommitmentServices> services_;
};

using Api = CommitmentApi;

}  // namespace

void AddCommitmentApi(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "commitments";
    if (doc.success != 204) doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, permission, handler, std::move(doc));
  };
  const std::string_view one = "/api/v1/commitments/{id}";
  add("GET", "/api/v1/commitments", Permission::kPanelRead, &Api::List,
      {.summary = "Commitments of a panel, newest first",
       .query = {"panel:string:Short name of the panel; without it: the root", "state:string:In this state",
                 "sdg:string:With this SDG target", "member:string:Of this member",
                 "cursor:string:From the answer before", "limit:integer:How many (1 to 200)"}});
  add("POST", "/api/v1/commitments", Permission::kPanelTakePart, &Api::Add,
      {.summary = "Propose a commitment, perhaps from a screening alert (finding)",
       .request_schema = kDraftSchema,
       .success = 201});
  add("GET", one, Permission::kPanelRead, &Api::Get,
      {.summary = "A commitment with evidence, reports and history"});
  add("POST", one, Permission::kPanelTakePart, &Api::Edit,
      {.summary = "Change a proposal", .request_schema = kDraftSchema});
  add("POST", "/api/v1/commitments/{id}/move", Permission::kPanelTakePart, &Api::Move,
      {.summary = "Take a step: make, start, postpone, claim, resume, give-back, confirm-kept, "
                  "confirm-partly, confirm-missed, withdraw",
       .request_schema = kMoveSchema});
  add("POST", "/api/v1/commitments/{id}/publication", Permission::kPanelTakePart, &Api::Publish,
      {.summary = "Show it to the public, or hide it",
       .request_schema = R"({"type":"object","properties":{"published":{"type":"boolean"}}})"});
  add("POST", "/api/v1/commitments/{id}/reports", Permission::kPanelTakePart, &Api::Report,
      {.summary = "Report progress", .request_schema = kReportSchema});
  add("POST", "/api/v1/commitments/{id}/evidence", Permission::kPanelTakePart, &Api::AddEvidence,
      {.summary = "Add evidence", .request_schema = kEvidenceSchema, .success = 201});
  desk.router().Add({.method = "PUT",
                     .pattern = "/api/v1/commitments/{id}/documents",
                     .permission = Permission::kPanelTakePart,
                     .handler = [api](Context& context) { return api->PutDocument(context); },
                     .face = desk::Face::kApi,
                     .max_body = base::kMaxEvidenceBytes,
                     .may_spool = true,
                     .doc = {.summary = "Add a document as evidence: its bytes",
                             .tag = "commitments",
                             .request_schema = R"({"type":"string","format":"binary"})",
                             .response_schema = kit::kAnyObject,
                             .query = {"title:string:What it shows", "name:string:Its file name"},
                             .success = 201,
                             .request_type = "application/octet-stream"}});
  kit::AddApi(desk, api, "GET", "/api/v1/commitments/{id}/evidence/{evidence}", Permission::kPanelRead,
              &Api::Document,
              {.summary = "A document's bytes",
               .tag = "commitments",
               .response_schema = R"({"type":"string","format":"binary"})",
               .response_type = "application/octet-stream"});
}

}  // namespace panel
