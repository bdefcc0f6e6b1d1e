#include "panel/resources/projects.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "iati/code_lists.h"
#include "iati/simple_types.h"
#include "panel/resources/project_checks.h"
#include "panel/resources/project_store.h"
#include "panel/resources/text_checks.h"

namespace panel {
namespace {

base::Error Forbidden() {
  return {base::Code::kForbidden, desk::tr("Only the project's owner or the secretariat may do this."), {}};
}

base::Error Changed() {
  return {base::Code::kConflict,
          desk::tr("Somebody else changed this project meanwhile. Load it again and repeat your change."),
          {}};
}

base::Error NoProject() {
  return base::NotFound(desk::tr("There is no such project."));
}

bool IsNumber(std::string_view text) {
  return base::Decimal::Parse(text).has_value();
}

}  // namespace

base::Status CheckBudget(const ProjectBudget& budget) {
  constexpr std::int64_t kYear = 366;
  if (budget.end < budget.start) return base::Invalid("end: is before the start");
  if (budget.end - budget.start > kYear)
    return base::Invalid("end: a budget's period is at most a year; split it");
  if (budget.value.currency.empty()) return base::Invalid("currency: is missing");
  TRY(base::FitsCurrency(budget.value));
  if (budget.value.amount.negative() ||
      budget.value.amount.Absolute() > base::Decimal::FromInteger(base::kMaxLedgerWholeUnits))
    return base::Invalid("amount: is below zero or above kMaxLedgerWholeUnits");
  return base::Ok();
}

base::Result<Indicator> CheckedIndicator(const Indicator& indicator) {
  Indicator checked = indicator;
  checked.title = TRY(NameText(indicator.title, "title"));
  checked.unit = TRY(ShortText(indicator.unit, "unit"));
  constexpr int kQualitative = 5;
  if (indicator.measure < 1 || indicator.measure > kQualitative) return base::Invalid("measure: is 1 to 5");
  if (indicator.people && indicator.measure != 1)
    return base::Invalid("people: only counts can be counts of people");
  if (!indicator.baseline_year.empty() &&
      !iati::Fits(iati::Content::kPositiveInteger, indicator.baseline_year))
    return base::Invalid("baseline_year: is not a year");
  if (indicator.baseline_year.empty() && !indicator.baseline_value.empty())
    return base::Invalid("baseline_year: say of which year the baseline is");
  if (!indicator.baseline_value.empty() &&
      (indicator.measure == kQualitative || !IsNumber(indicator.baseline_value)))
    return base::Invalid("baseline_value: is not a number");
  return checked;
}

base::Result<IndicatorValue> CheckedValue(const Indicator& indicator, const IndicatorValue& value) {
  constexpr int kQualitative = 5;
  IndicatorValue checked = value;
  checked.comment = TRY(LongText(value.comment, "comment"));
  checked.dimension = TRY(ShortText(value.dimension, "dimension"));
  if (value.end < value.start) return base::Invalid("end: is before the start");
  const std::size_t equals = checked.dimension.find('=');
  if (!checked.dimension.empty() &&
      (equals == std::string::npos || equals == 0 || equals + 1 == checked.dimension.size()))
    return base::Invalid("dimension: write it as name=value, such as sex=female");
  if (indicator.measure == kQualitative) {
    if (!value.value.empty())
      return base::Invalid("value: a qualitative indicator has a comment and no number");
    if (checked.comment.empty()) return base::Invalid("comment: say what was found");
  } else {
    checked.value = TRY(base::Decimal::Parse(value.value)).text();
    if (indicator.people && (checked.value.find('.') != std::string::npos || checked.value.starts_with('-')))
      return base::Invalid("value: a count of people is a whole number");
  }
  return checked;
}

base::Result<std::pair<Project, Viewer>> Projects::MustSee(db::Transaction& tx, const desk::Actor& actor,
                                                           const ProjectId& id) {
  const std::optional<Project> project = TRY(FindProject(tx, id));
  if (!project) return NoProject();
  base::Result<Viewer> viewer = MustSeePanel(tx, panels_, directory_, actor, project->panel);
  if (!viewer.has_value() && viewer.error().code == base::Code::kNotFound) return NoProject();
  if (!viewer.has_value()) return viewer.error();
  if (!viewer->MaySee(*project)) return NoProject();
  return std::pair(*project, *std::move(viewer));
}

base::Result<std::pair<Project, Viewer>> Projects::MustChange(db::Transaction& tx, const desk::Actor& actor,
                                                              const ProjectId& id) {
  std::pair<Project, Viewer> both = TRY(MustSee(tx, actor, id));
  if (!both.second.MayChange(both.first, actor)) return Forbidden();
  return both;
}

base::Result<ProjectId> Projects::Create(const desk::Actor& actor, const PanelId& panel,
                                         const Project& draft) {
  return seams_.database.Write(
      [&](db::Transaction& tx) -> base::Result<ProjectId> { return CreateIn(tx, actor, panel, draft); });
}

base::Result<ProjectId> Projects::CreateIn(db::Transaction& tx, const desk::Actor& actor,
                                           const PanelId& panel, const Project& draft) {
  Project project = TRY(CheckedProject(draft));
  project.id = ProjectId::New(seams_.random);
  project.panel = panel;
  project.org = actor.org;
  project.state = ProjectState::kDraft;
  project.actual_start = project.actual_end = std::nullopt;
  project.is_public = false;
  project.other_identifier.clear();
  project.created = seams_.clock.Now();
  const Viewer viewer = TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
  if (!viewer.MayChange(project, actor)) return Forbidden();
  TRY(CheckDays(project));
  TRY(InsertProject(tx, project));
  TRY(seams_.audit.Append(tx, actor, "project.create", "project:" + project.id.text()));
  return project.id;
}

base::Status Projects::Edit(const desk::Actor& actor, const ProjectId& id, const Project& changed,
                            std::int64_t version) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    auto [project, viewer] = TRY(MustChange(tx, actor, id));
    if (project.version != version) return Changed();
    Project next = project;
    next.kind = changed.kind;
    next.title = changed.title;
    next.description = changed.description;
    next.planned_start = changed.planned_start;
    next.planned_end = changed.planned_end;
    next.actual_start = changed.actual_start;
    next.actual_end = changed.actual_end;
    next.countries = changed.countries;
    next.sectors = changed.sectors;
    next.sdg_targets = changed.sdg_targets;
    next = TRY(CheckedProject(next));
    const std::int64_t today = seams_.clock.Now().ms / base::kDayMs;
    if ((next.actual_start && *next.actual_start > today) || (next.actual_end && *next.actual_end > today))
      return base::Invalid("actual_start: an actual date is not in the future");
    TRY(CheckStateDays(next, today));
    if (next.state != ProjectState::kDraft && next.state != ProjectState::kCancelled)
      TRY(CheckApproved(next));
    if (TRY(UpdateProject(tx, next, version)) == 0) return Changed();
    return seams_.audit.Append(tx, actor, "project.edit", "project:" + id.text());
  });
}

base::Status Projects::Act(const desk::Actor& actor, const ProjectId& id, ProjectAct act) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    auto [project, viewer] = TRY(MustChange(tx, actor, id));
    if (act == ProjectAct::kApprove && !viewer.secretariat)
      return base::Error{base::Code::kForbidden, desk::tr("The secretariat approves projects."), {}};
    const std::int64_t version = project.version;
    project.state = TRY(Next(ProjectSteps(), project.state, act, ProjectStateName, ProjectActName));
    if (act == ProjectAct::kApprove) TRY(CheckApproved(project));
    const std::int64_t today = seams_.clock.Now().ms / base::kDayMs;
    if (act == ProjectAct::kStart && !project.actual_start) project.actual_start = today;
    if (act == ProjectAct::kClose && !project.actual_end) project.actual_end = today;
    if (act == ProjectAct::kReopen) project.actual_end.reset();
    if (act == ProjectAct::kCancel) project.is_public = false;
    if (TRY(UpdateProject(tx, project, version)) == 0) return Changed();
    return seams_.audit.Append(tx, actor, "project." + std::string(ProjectActName(act)),
                               "project:" + id.text());
  });
}

base::Status Projects::Publish(const desk::Actor& actor, const ProjectId& id, bool is_public) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    auto [project, viewer] = TRY(MustChange(tx, actor, id));
    if (project.org != actor.org)
      return base::Error{base::Code::kForbidden,
                         desk::tr("Only the project's owner decides what the public sees of it."),
                         {}};
    if (is_public && (project.state == ProjectState::kDraft || project.state == ProjectState::kCancelled))
      return base::Error{base::Code::kConflict,
                         desk::tr("Only a project that was approved can be shown to the public."),
                         {}};
    const std::int64_t version = project.version;
    project.is_public = is_public;
    if (TRY(UpdateProject(tx, project, version)) == 0) return Changed();
    return seams_.audit.Append(tx, actor, is_public ? "project.publish" : "project.withdraw",
                               "project:" + id.text());
  });
}

base::Status Projects::AddBudget(const desk::Actor& actor, const ProjectId& id, const ProjectBudget& budget) {
  TRY(CheckBudget(budget));
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustChange(tx, actor, id));
    for (const ProjectBudget& other : TRY(BudgetsOf(tx, id)))
      if (budget.start <= other.end && other.start <= budget.end)
        return base::Error{
            base::Code::kConflict, desk::tr("There is a budget for part of this period already."), {}};
    TRY(InsertBudget(tx, id, budget));
    return seams_.audit.Append(tx, actor, "project.budget", "project:" + id.text());
  });
}

base::Status Projects::RemoveBudget(const desk::Actor& actor, const ProjectId& id, std::int64_t start) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustChange(tx, actor, id));
    if (TRY(tx.Execute("DELETE FROM project_budget WHERE project_id = $1 AND start_day = $2", {id, start})) ==
        0)
      return base::NotFound(desk::tr("There is no such budget."));
    return seams_.audit.Append(tx, actor, "project.budget-remove", "project:" + id.text());
  });
}

base::Result<ResultId> Projects::AddResult(const desk::Actor& actor, const ProjectId& id, ResultLevel level,
                                           std::string_view title) {
  const ResultId made = ResultId::New(seams_.random);
  const std::string name = TRY(NameText(title, "title"));
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(MustChange(tx, actor, id));
    const std::vector<ProjectResult> results = TRY(ResultsOf(tx, id));
    if (static_cast<std::int64_t>(results.size()) >= base::kMaxProjectIndicators)
      return base::TooLarge("a project has at most kMaxProjectIndicators results");
    const ProjectResult result{.id = made, .level = level, .title = name, .indicators = {}};
    TRY(InsertResult(tx, id, result, static_cast<std::int64_t>(results.size())));
    return seams_.audit.Append(tx, actor, "project.result", "project:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return made;
}

base::Result<IndicatorId> Projects::AddIndicator(const desk::Actor& actor, const ProjectId& id,
                                                 const Indicator& draft) {
  Indicator indicator = TRY(CheckedIndicator(draft));
  indicator.id = IndicatorId::New(seams_.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(MustChange(tx, actor, id));
    std::int64_t count = 0;
    bool found = false;
    for (const ProjectResult& result : TRY(ResultsOf(tx, id))) {
      count += static_cast<std::int64_t>(result.indicators.size());
      found |= result.id == indicator.result;
    }
    if (!found) return base::NotFound(desk::tr("There is no such result."));
    if (count >= base::kMaxProjectIndicators)
      return base::TooLarge("a project has at most kMaxProjectIndicators indicators");
    TRY(InsertIndicator(tx, id, indicator, count));
    return seams_.audit.Append(tx, actor, "project.indicator", "project:" + id.text());
  };
  TRY(seams_.database.Write(store));
  return indicator.id;
}

base::Status Projects::SetValue(const desk::Actor& actor, const ProjectId& id,
                                const IndicatorId& indicator_id, const IndicatorValue& draft) {
  return seams_.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(MustChange(tx, actor, id));
    for (const ProjectResult& result : TRY(ResultsOf(tx, id))) {
      for (const Indicator& indicator : result.indicators) {
        if (indicator.id != indicator_id) continue;
        if (static_cast<std::int64_t>(indicator.values.size()) >= base::kMaxIndicatorValues)
          return base::TooLarge("an indicator has at most kMaxIndicatorValues values");
        const IndicatorValue value = TRY(CheckedValue(indicator, draft));
        TRY(PutValue(tx, id, indicator_id, value));
        return seams_.audit.Append(tx, actor, "project.value", "project:" + id.text());
      }
    }
    return base::NotFound(desk::tr("There is no such indicator."));
  });
}

base::Result<ProjectView> Projects::Get(const desk::Actor& actor, const ProjectId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<ProjectView> {
    const auto [project, viewer] = TRY(MustSee(tx, actor, id));
    ProjectView view{.project = project};
    view.budgets = TRY(BudgetsOf(tx, id));
    view.results = TRY(ResultsOf(tx, id));
    view.may_change = viewer.MayChange(project, actor);
    view.secretariat = viewer.secretariat;
    return view;
  });
}

base::Result<ProjectPage> Projects::List(const desk::Actor& actor, const PanelId& panel,
                                         const ProjectFilter& filter, std::int64_t before,
                                         std::size_t limit) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<ProjectPage> {
    const Viewer viewer = TRY(MustSeePanel(tx, panels_, directory_, actor, panel));
    ProjectPage page;
    page.projects = TRY(ProjectsBefore(tx, panel, filter, actor.org, viewer.secretariat, before, limit + 1));
    if (page.projects.size() > limit) {
      page.projects.pop_back();
      page.next = page.projects.back().number;
    }
    return page;
  });
}

base::Result<std::vector<Project>> Projects::Published(const PanelId& panel, std::int64_t before_number,
                                                       std::size_t limit) {
  return seams_.database.Read(
      [&](db::Transaction& tx) { return PublicProjects(tx, panel, before_number, limit); });
}

base::Result<ProjectView> Projects::PublishedOne(const ProjectId& id) {
  return seams_.database.Read([&](db::Transaction& tx) -> base::Result<ProjectView> {
    const std::optional<Project> project = TRY(FindProject(tx, id));
    if (!project || !project->is_public || project->state == ProjectState::kDraft) return NoProject();
    ProjectView view{.project = *project};
    view.budgets = TRY(BudgetsOf(tx, id));
    view.results = TRY(ResultsOf(tx, id));
    return view;
  });
}

}  // namespace panel
