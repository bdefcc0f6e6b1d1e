// /api/v1/projects: projects, their results and trainees.

#include <boost/json.hpp>

#include "desk/web/api.h"
#include "panel/resources/fields.h"
#include "panel/resources/http_resources.h"
#include "panel/resources/project_report.h"

namespace panel {
namespace {

namespace json = boost::json;
using desk::Context;
using desk::Permission;

constexpr std::size_t kUsualPage = 50;
constexpr std::size_t kMostPage = 200;
constexpr std::string_view kAnyObject = R"({"type":"object"})";
constexpr std::string_view kProject =
    R"({"type":"object","required":["title","planned_start"],"properties":{"title":{"type":"string"},"description":{"type":"string"},"kind":{"enum":["project","programme"]},"planned_start":{"type":"string","format":"date"},"planned_end":{"type":"string","format":"date"},"actual_start":{"type":"string","format":"date"},"actual_end":{"type":"string","format":"date"},"countries":{"type":"string"},"sectors":{"type":"string"},"sdg":{"type":"array","items":{"type":"string"}},"version":{"type":"integer"}}})";
constexpr std::string_view kAct =
    R"({"type":"object","required":["act"],"properties":{"act":{"type":"string"}}})";
constexpr std::string_view kCodes =
    R"({"type":"object","required":["act","codes"],"properties":{"act":{"enum":["complete","leave","return"]},"codes":{"type":"array","items":{"type":"string"}}}})";

net::Response Made(const std::string& id, const std::string& where) {
  net::Response response = desk::JsonResponse(json::object{{"id", id}}, 201);
  if (!where.empty()) response.headers.Add("Location", where);
  return response;
}
net::Response Nothing() {
  net::Response response;
  response.status = 204;
  return response;
}

json::object BandsJson(const TraineeBands& bands) {
  json::object groups;
  for (const auto& [group, band] : bands.completed_by_group) groups[group] = band;
  return {{"enrolled", bands.enrolled},
          {"completed", bands.completed},
          {"left", bands.left},
          {"completed_by_group", std::move(groups)},
          {"trainings_held", bands.trainings_held},
          {"hours_held", bands.hours_held}};
}

class ProjectApi {
 public:
  explicit ProjectApi(ResourceServices& services) : services_(services) {}

  base::Result<net::Response> List(Context& context) const {
    const Panel panel = TRY(services_.panels.Root());
    ProjectFilter filter;
    filter.state = ProjectStateNamed(context.Query("state"));
    filter.kind = ProjectKindNamed(context.Query("kind"));
    const std::size_t limit = TRY(desk::LimitOf(context, kUsualPage, kMostPage));
    std::int64_t before = 0;
    if (!context.Query("cursor").empty())
      before =
          std::strtoll(TRY(desk::DecodeCursor(context.desk(), context.Query("cursor"))).c_str(), nullptr, 10);
    const ProjectPage page = TRY(services_.projects.List(context.actor(), panel.id, filter, before, limit));
    json::array items;
    for (const Project& project : page.projects) items.push_back(JsonOf(project));
    const json::value next = page.next == 0
                                 ? json::value(nullptr)
                                 : json::value(desk::EncodeCursor(context.desk(), std::to_string(page.next)));
    return desk::JsonWithETag(context, json::object{{"items", std::move(items)}, {"next", next}});
  }
  base::Result<net::Response> Create(Context& context) const {
    const auto work = [&]() -> base::Result<net::Response> {
      const Fields fields = TRY(Fields::OfJson(context));
      const Project draft = TRY(ProjectOfFields(fields));
      const Panel panel = TRY(services_.panels.Root());
      const ProjectId id = TRY(services_.projects.Create(context.actor(), panel.id, draft));
      return Made(id.text(), "/api/v1/projects/" + id.text());
    };
    return desk::Idempotent(context, work);
  }
  base::Result<net::Response> Get(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const ProjectView view = TRY(services_.projects.Get(context.actor(), id));
    json::object out = JsonOf(view.project);
    json::array budgets;
    for (const ProjectBudget& budget : view.budgets) budgets.push_back(JsonOf(budget));
    json::array results;
    for (const ProjectResult& result : view.results) results.push_back(JsonOf(result));
    out["budgets"] = std::move(budgets);
    out["results"] = std::move(results);
    if (view.project.kind == ProjectKind::kProgramme)
      out["trainees"] = BandsJson(TRY(services_.trainees.Bands(context.actor(), id)));
    return desk::JsonWithETag(context, out);
  }
  base::Result<net::Response> Edit(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const Project changed = TRY(ProjectOfFields(fields));
    const std::int64_t version = TRY(fields.Whole("version", -1));
    TRY(services_.projects.Edit(context.actor(), id, changed, version));
    return Get(context);
  }
  base::Result<net::Response> Act(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    if (fields.Get("act") == "publish" || fields.Get("act") == "withdraw") {
      TRY(services_.projects.Publish(context.actor(), id, fields.Get("act") == "publish"));
      return Nothing();
    }
    const std::optional<ProjectAct> act = ProjectActNamed(fields.Get("act"));
    if (!act)
      return base::Invalid(
          "act: is approve, start, suspend, resume, close, reopen, cancel, publish or withdraw");
    TRY(services_.projects.Act(context.actor(), id, *act));
    return Nothing();
  }
  base::Result<net::Response> AddBudget(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const ProjectBudget budget = TRY(BudgetOfFields(fields));
    TRY(services_.projects.AddBudget(context.actor(), id, budget));
    return Nothing();
  }
  base::Result<net::Response> AddResult(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const std::optional<ResultLevel> level = ResultLevelNamed(fields.Get("level"));
    if (!level) return base::Invalid("level: is impact, outcome or output");
    const ResultId result =
        TRY(services_.projects.AddResult(context.actor(), id, *level, fields.Get("title")));
    return Made(result.text(), "");
  }
  base::Result<net::Response> AddIndicator(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const Indicator draft = TRY(IndicatorOfFields(fields));
    const IndicatorId indicator = TRY(services_.projects.AddIndicator(context.actor(), id, draft));
    return Made(indicator.text(), "");
  }
  base::Result<net::Response> SetValue(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const IndicatorId indicator = TRY(IndicatorId::Parse(context.Path("indicator")));
    const Fields fields = TRY(Fields::OfJson(context));
    const IndicatorValue value = TRY(ValueOfFields(fields));
    TRY(services_.projects.SetValue(context.actor(), id, indicator, value));
    return Nothing();
  }
  base::Result<net::Response> Enrol(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const std::int64_t count = TRY(fields.Whole("count", 0));
    const std::vector<std::string> codes =
        TRY(services_.trainees.Enrol(context.actor(), id, fields.Get("group"), count));
    return desk::JsonResponse(json::object{{"codes", json::value_from(codes)}}, 201);
  }
  base::Result<net::Response> ActOnTrainees(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const std::optional<TraineeAct> act = TraineeActNamed(fields.Get("act"));
    if (!act) return base::Invalid("act: is complete, leave or return");
    TRY(services_.trainees.Act(context.actor(), id, CodesOf(fields.Get("codes")), *act));
    return Nothing();
  }
  base::Result<net::Response> Trainees(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const TraineeList list = TRY(services_.trainees.List(context.actor(), id));
    json::array trainees;
    for (const Trainee& one : list.trainees)
      trainees.push_back(json::object{{"code", one.code},
                                      {"group", one.group},
                                      {"state", TraineeStateName(one.state)},
                                      {"sessions", one.sessions}});
    json::array trainings;
    for (const Training& one : list.trainings)
      trainings.push_back(json::object{{"id", one.id.text()},
                                       {"title", one.title},
                                       {"hours", one.hours},
                                       {"state", TrainingStateName(one.state)},
                                       {"attended", one.attended}});
    return desk::JsonResponse(
        json::object{{"trainees", std::move(trainees)}, {"trainings", std::move(trainings)}});
  }
  base::Result<net::Response> Plan(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const Fields fields = TRY(Fields::OfJson(context));
    const Training draft = TRY(TrainingOfFields(fields));
    const TrainingId training = TRY(services_.trainees.Plan(context.actor(), id, draft));
    return Made(training.text(), "");
  }
  base::Result<net::Response> ActOnTraining(Context& context) const {
    const ProjectId id = TRY(Id(context));
    const TrainingId training = TRY(TrainingId::Parse(context.Path("training")));
    const Fields fields = TRY(Fields::OfJson(context));
    if (fields.Get("act") == "attend") {
      TRY(services_.trainees.Attend(context.actor(), id, training, CodesOf(fields.Get("codes"))));
      return Nothing();
    }
    const std::optional<TrainingAct> act = TrainingActNamed(fields.Get("act"));
    if (!act) return base::Invalid("act: is hold, cancel or attend");
    TRY(services_.trainees.ActOnTraining(context.actor(), id, training, *act));
    return Nothing();
  }

 private:
  static base::Result<ProjectId> Id(const Context& context) { return ProjectId::Parse(context.Path("id")); }
  ResourceServices& services_;
};

using Method = base::Result<net::Response> (ProjectApi::*)(Context&) const;
struct ApiRoute {
  std::string_view method;
  std::string_view pattern;
  Permission permission;
  Method handler;
  desk::ApiDoc doc;
};

std::vector<ApiRoute> ProjectRoutes() {
  using P = Permission;
  return {
      {"GET",
       "/api/v1/projects",
       P::kPanelRead,
       &ProjectApi::List,
       {.summary = "Projects and programmes, newest first",
        .tag = "resources",
        .response_schema = kAnyObject,
        .query = {"state:string:draft, pipeline, running, suspended, closed or cancelled",
                  "kind:string:project or programme", "limit:integer:How many (1 to 200)",
                  "cursor:string:Where to go on"}}},
      {"POST",
       "/api/v1/projects",
       P::kPanelTakePart,
       &ProjectApi::Create,
       {.summary = "Begin a project",
        .tag = "resources",
        .request_schema = kProject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"GET",
       "/api/v1/projects/{id}",
       P::kPanelRead,
       &ProjectApi::Get,
       {.summary = "One project with budgets and results",
        .tag = "resources",
        .response_schema = kAnyObject}},
      {"PUT",
       "/api/v1/projects/{id}",
       P::kPanelTakePart,
       &ProjectApi::Edit,
       {.summary = "Change a project",
        .tag = "resources",
        .request_schema = kProject,
        .response_schema = kAnyObject}},
      {"POST",
       "/api/v1/projects/{id}/act",
       P::kPanelTakePart,
       &ProjectApi::Act,
       {.summary = "Approve, start, suspend, resume, close, reopen, cancel, publish or withdraw",
        .tag = "resources",
        .request_schema = kAct,
        .success = 204}},
      {"POST",
       "/api/v1/projects/{id}/budgets",
       P::kPanelTakePart,
       &ProjectApi::AddBudget,
       {.summary = "Add a budget of at most a year",
        .tag = "resources",
        .request_schema = kAnyObject,
        .success = 204}},
  };
}

std::vector<ApiRoute> ResultRoutes() {
  using P = Permission;
  return {
      {"POST",
       "/api/v1/projects/{id}/results",
       P::kPanelTakePart,
       &ProjectApi::AddResult,
       {.summary = "Add an impact, outcome or output",
        .tag = "resources",
        .request_schema = kAnyObject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"POST",
       "/api/v1/projects/{id}/indicators",
       P::kPanelTakePart,
       &ProjectApi::AddIndicator,
       {.summary = "Add an indicator to a result",
        .tag = "resources",
        .request_schema = kAnyObject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"POST",
       "/api/v1/projects/{id}/indicators/{indicator}/values",
       P::kPanelTakePart,
       &ProjectApi::SetValue,
       {.summary = "Set a target or an actual value of a period",
        .tag = "resources",
        .request_schema = kAnyObject,
        .success = 204}},
  };
}

std::vector<ApiRoute> TraineeRoutes() {
  using P = Permission;
  return {
      {"GET",
       "/api/v1/projects/{id}/trainees",
       P::kPanelRead,
       &ProjectApi::Trainees,
       {.summary = "Codes of trainees and training sessions, for the project's owner",
        .tag = "resources",
        .response_schema = kAnyObject}},
      {"POST",
       "/api/v1/projects/{id}/trainees",
       P::kPanelTakePart,
       &ProjectApi::Enrol,
       {.summary = "Enrol trainees: new codes",
        .tag = "resources",
        .request_schema = kAnyObject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"POST",
       "/api/v1/projects/{id}/trainees/act",
       P::kPanelTakePart,
       &ProjectApi::ActOnTrainees,
       {.summary = "Trainees complete, leave or return",
        .tag = "resources",
        .request_schema = kCodes,
        .success = 204}},
      {"POST",
       "/api/v1/projects/{id}/trainings",
       P::kPanelTakePart,
       &ProjectApi::Plan,
       {.summary = "Plan a training session",
        .tag = "resources",
        .request_schema = kAnyObject,
        .response_schema = kAnyObject,
        .success = 201}},
      {"POST",
       "/api/v1/projects/{id}/trainings/{training}/act",
       P::kPanelTakePart,
       &ProjectApi::ActOnTraining,
       {.summary = "A training was held or is cancelled; who attended",
        .tag = "resources",
        .request_schema = kAnyObject,
        .success = 204}},
  };
}

}  // namespace

void RegisterProjectApi(desk::Desk& desk, ResourceServices& services) {
  const ProjectApi api(services);
  for (const std::vector<ApiRoute>& routes : {ProjectRoutes(), ResultRoutes(), TraineeRoutes()}) {
    for (const ApiRoute& route : routes) {
      const Method handler = route.handler;
      desk.router().Add({.method = route.method,
                         .pattern = route.pattern,
                         .permission = route.permission,
                         .handler = [api, handler](Context& context) { return (api.*handler)(context); },
                         .face = desk::Face::kApi,
                         .doc = route.doc});
    }
  }
}

}  // namespace panel
