// /api/v1/plan.

#include <boost/json.hpp>

#include "desk/people/json.h"
#include "desk/web/api.h"
#include "panel/commitments/faces.h"
#include "panel/commitments/json_members.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::string_view kPlanSchema =
    R"({"type":"object","required":["title","ends"],"properties":{"panel":{"type":"string"},"title":{"type":"string"},"starts":{"type":"string"},"ends":{"type":"string"},"member":{"type":"string"},"after":{"type":"string"},"milestone":{"type":"boolean"},"version":{"type":"integer"}}})";

base::Result<PlanDraft> PlanDraftIn(const json::object& body) {
  PlanDraft draft;
  draft.title = TRY(desk::TextIn(body, "title"));
  draft.starts = TRY(desk::TextIn(body, "starts"));
  draft.ends = TRY(desk::TextIn(body, "ends"));
  draft.member = TRY(desk::TextIn(body, "member"));
  draft.after = TRY(desk::TextIn(body, "after"));
  draft.milestone = TRY(kit::TruthIn(body, "milestone"));
  return draft;
}

class PlanApi {
 public:
  explicit PlanApi(std::shared_ptr<CommitmentServices> services) : services_(std::move(services)) {}

  base::Result<net::Response> ReadPlan(Context& context) const {
    const PanelId panel = TRY(Panel(std::string(context.Query("panel"))));
    const base::UtcTime now = context.desk().clock().Now();
    const base::UtcTime from =
        context.Query("from").empty() ? kit::AddMonths(now, -3) : TRY(kit::ParseDay(context.Query("from")));
    const base::UtcTime until = context.Query("until").empty() ? kit::AddMonths(from, 15)
                                                               : TRY(kit::ParseDay(context.Query("until")));
    json::array rows;
    for (const PlanRow& row : TRY(services_->plan.Read(context.actor(), panel, from, until)).rows)
      rows.push_back(json::object{{"key", row.key},
                                  {"title", row.title},
                                  {"owner", row.owner},
                                  {"starts", kit::JsonDay(row.starts)},
                                  {"ends", kit::JsonDay(row.ends)},
                                  {"milestone", row.milestone},
                                  {"state", row.mark == PlanMark::kDone   ? "done"
                                            : row.mark == PlanMark::kLate ? "late"
                                                                          : "open"},
                                  {"after", JsonId(row.after)}});
    return desk::JsonWithETag(context, json::object{{"items", std::move(rows)}});
  }

  base::Result<net::Response> AddPlan(Context& context) const {
    return desk::Idempotent(context, [&]() -> base::Result<net::Response> {
      const json::object body = TRY(desk::BodyObject(context));
      const std::string slug = TRY(desk::TextIn(body, "panel"));
      const PanelId panel = TRY(Panel(slug));
      const PlanDraft draft = TRY(PlanDraftIn(body));
      const PlanEntryId id = TRY(services_->plan.Add(context.actor(), panel, draft));
      return desk::JsonResponse(json::object{{"id", id.text()}}, 201);
    });
  }

  base::Result<net::Response> EditPlan(Context& context) const {
    const json::object body = TRY(desk::BodyObject(context));
    const PlanEntryId id = TRY(PlanEntryId::Parse(context.Path("id")));
    if (body.contains("done")) {
      const std::int64_t version = TRY(VersionIn(body));
      const bool done = TRY(kit::TruthIn(body, "done"));
      TRY(services_->plan.SetDone(context.actor(), id, version, done));
    } else {
      const std::int64_t version = TRY(VersionIn(body));
      const PlanDraft draft = TRY(PlanDraftIn(body));
      TRY(services_->plan.Edit(context.actor(), id, version, draft));
    }
    const PlanEntry entry = TRY(services_->plan.Get(context.actor(), id));
    return desk::JsonResponse(
        json::object{{"id", id.text()}, {"done", entry.done}, {"version", entry.version}});
  }

  base::Result<net::Response> RemovePlan(Context& context) const {
    const PlanEntryId id = TRY(PlanEntryId::Parse(context.Path("id")));
    TRY(services_->plan.Remove(context.actor(), id, -1));
    return desk::NoContent();
  }

 private:
  base::Result<PanelId> Panel(const std::string& slug) const {
    return services_->panel.seams.database.Read(
        [&](db::Transaction& tx) { return kit::PanelAsked(services_->panel, tx, slug); });
  }
  std::shared_ptr<CommitmentServices> services_;
};

using Api = PlanApi;

}  // namespace

void AddPlanApi(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services) {
  const auto api = std::make_shared<Api>(services);
  const auto add = [&](std::string_view method, std::string_view pattern, Permission permission,
                       base::Result<net::Response> (Api::*handler)(Context&) const, desk::ApiDoc doc) {
    doc.tag = "plan";
    if (doc.success != 204) doc.response_schema = kit::kAnyObject;
    kit::AddApi(desk, api, method, pattern, permission, handler, std::move(doc));
  };
  add("GET", "/api/v1/plan", Permission::kPanelRead, &Api::ReadPlan,
      {.summary = "The work plan: commitments, actions and entries between two days",
       .query = {"panel:string:Short name of the panel", "from:string:First day", "until:string:Last day"}});
  add("POST", "/api/v1/plan", Permission::kPanelManage, &Api::AddPlan,
      {.summary = "Add an entry", .request_schema = kPlanSchema, .success = 201});
  add("POST", "/api/v1/plan/{id}", Permission::kPanelManage, &Api::EditPlan,
      {.summary = "Change an entry, or say whether it is done", .request_schema = kPlanSchema});
  add("DELETE", "/api/v1/plan/{id}", Permission::kPanelManage, &Api::RemovePlan,
      {.summary = "Remove an entry", .success = 204});
}

}  // namespace panel
