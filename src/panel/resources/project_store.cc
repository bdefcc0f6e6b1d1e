#include "panel/resources/project_store.h"

#include <limits>
#include <map>

#include "base/limits_panel.h"
#include "db/sql_text.h"

namespace panel {
namespace {

constexpr std::string_view kSelect =
    "SELECT p.id, p.panel_id, p.number, p.org_id, COALESCE(m.name, h.name), p.kind, p.title, p.description, "
    "p.state, "
    "p.planned_start, p.planned_end, p.actual_start, p.actual_end, p.countries, p.sectors, p.sdg, "
    "p.other_identifier, "
    "p.is_public, p.created_ms, p.version FROM project p JOIN panel h ON h.id = p.panel_id "
    "LEFT JOIN panel_member m ON m.panel_id = p.panel_id AND m.org_id = p.org_id ";

std::optional<std::int64_t> DayAt(const db::Row& row, std::size_t column) {
  if (row.IsNull(column)) return std::nullopt;
  return row.Int(column);
}

std::vector<std::string> Codes(std::string_view text) {
  std::vector<std::string> codes;
  for (const Share& share : SharesOf(text)) codes.push_back(share.code);
  return codes;
}

std::string Joined(const std::vector<std::string>& codes) {
  std::string text;
  for (const std::string& code : codes) text += (text.empty() ? "" : ", ") + code;
  return text;
}

Project FromRow(const db::Row& row) {
  Project project;
  project.id = row.IdAt<ProjectId>(0);
  project.panel = row.IdAt<PanelId>(1);
  project.number = row.Int(2);
  project.org = row.IdAt<desk::OrgId>(3);
  project.org_name = row.Text(4);
  project.kind = ProjectKindNamed(row.Text(5)).value_or(ProjectKind::kProject);
  project.title = row.Text(6);
  project.description = row.Text(7);
  project.state = ProjectStateNamed(row.Text(8)).value_or(ProjectState::kDraft);
  project.planned_start = DayAt(row, 9);
  project.planned_end = DayAt(row, 10);
  project.actual_start = DayAt(row, 11);
  project.actual_end = DayAt(row, 12);
  project.countries = SharesOf(row.Text(13));
  project.sectors = SharesOf(row.Text(14));
  project.sdg_targets = Codes(row.Text(15));
  project.other_identifier = row.Text(16);
  project.is_public = row.Bool(17);
  project.created = base::UtcTime{row.Int(18)};
  project.version = row.Int(19);
  return project;
}

base::Result<std::optional<Project>> One(db::Transaction& tx, std::string_view where, db::Params params) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + std::string(where), params));
  if (!row) return std::optional<Project>();
  return std::optional<Project>(FromRow(*row));
}

std::vector<Project> FromRows(const db::Rows& rows) {
  std::vector<Project> projects;
  projects.reserve(rows.size());
  for (const db::Row& row : rows) projects.push_back(FromRow(row));
  return projects;
}

db::Param OrNull(const std::string& text) {
  return text.empty() ? db::Param(nullptr) : db::Param(text);
}

}  // namespace

base::Result<std::set<std::string>> PublicAmong(db::Transaction& tx, const std::vector<ProjectId>& ids) {
  std::set<std::string> found;
  if (ids.empty()) return found;
  db::SqlText sql("SELECT id FROM project WHERE is_public = 1 AND id IN ");
  sql.BindAll(ids);
  for (const db::Row& row : TRY(sql.Query(tx))) found.insert(row.Text(0));
  return found;
}

base::Result<std::optional<Project>> FindProject(db::Transaction& tx, const ProjectId& id) {
  return One(tx, "WHERE p.id = $1", {id});
}

base::Result<std::optional<Project>> FindProjectByNumber(db::Transaction& tx, const PanelId& panel,
                                                         std::int64_t number) {
  return One(tx, "WHERE p.panel_id = $1 AND p.number = $2", {panel, number});
}

base::Result<std::optional<Project>> FindProjectByIdentifier(db::Transaction& tx, const PanelId& panel,
                                                             std::string_view other) {
  return One(tx, "WHERE p.panel_id = $1 AND p.other_identifier = $2", {panel, other});
}

base::Result<std::vector<Project>> AllProjects(db::Transaction& tx, const PanelId& panel) {
  return FromRows(TRY(tx.Query(std::string(kSelect) + "WHERE p.panel_id = $1 ORDER BY p.number", {panel})));
}

base::Status InsertProject(db::Transaction& tx, Project& project) {
  const std::optional<db::Row> last = TRY(tx.QueryOne(
      "SELECT number FROM project WHERE panel_id = $1 ORDER BY number DESC LIMIT 1", {project.panel}));
  project.number = last ? last->Int(0) + 1 : 1;
  TRY(tx.Execute(
      "INSERT INTO project(id, panel_id, number, org_id, kind, title, description, state, planned_start, "
      "planned_end, "
      "actual_start, actual_end, countries, sectors, sdg, other_identifier, is_public, created_ms, version) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, 0)",
      {project.id, project.panel, project.number, project.org, ProjectKindName(project.kind), project.title,
       project.description, ProjectStateName(project.state), project.planned_start, project.planned_end,
       project.actual_start, project.actual_end, SharesText(project.countries), SharesText(project.sectors),
       Joined(project.sdg_targets), OrNull(project.other_identifier), project.is_public,
       project.created.ms}));
  return base::Ok();
}

base::Result<std::int64_t> UpdateProject(db::Transaction& tx, const Project& project, std::int64_t version) {
  return tx.Execute(
      "UPDATE project SET kind = $3, title = $4, description = $5, state = $6, planned_start = $7, "
      "planned_end = $8, "
      "actual_start = $9, actual_end = $10, countries = $11, sectors = $12, sdg = $13, is_public = $14, "
      "version = version + 1 WHERE id = $1 AND version = $2",
      {project.id, version, ProjectKindName(project.kind), project.title, project.description,
       ProjectStateName(project.state), project.planned_start, project.planned_end, project.actual_start,
       project.actual_end, SharesText(project.countries), SharesText(project.sectors),
       Joined(project.sdg_targets), project.is_public});
}

base::Result<std::vector<Project>> ProjectsBefore(db::Transaction& tx, const PanelId& panel,
                                                  const ProjectFilter& filter, const desk::OrgId& drafts_of,
                                                  bool all_drafts, std::int64_t before, std::size_t limit) {
  std::string where = "WHERE p.panel_id = $1 AND p.number < $2";
  const std::int64_t below = before == 0 ? std::numeric_limits<std::int64_t>::max() : before;
  std::vector<db::Param> params = {panel, below, limit};
  const auto add = [&](std::string_view condition, db::Param value) {
    params.push_back(value);
    where += std::string(condition) + std::to_string(params.size());
  };
  if (filter.state) add(" AND p.state = $", ProjectStateName(*filter.state));
  if (filter.kind) add(" AND p.kind = $", ProjectKindName(*filter.kind));
  if (!filter.org.empty()) add(" AND p.org_id = $", filter.org);
  if (!all_drafts)
    add(" AND (p.state <> 'draft' OR p.org_id = $", drafts_of.empty() ? db::Param("") : db::Param(drafts_of));
  if (!all_drafts) where += ")";
  const std::string sql = std::string(kSelect) + where + " ORDER BY p.number DESC LIMIT $3";
  return FromRows(TRY(tx.Query(sql, std::span<const db::Param>(params))));
}

base::Result<std::vector<Project>> PublicProjects(db::Transaction& tx, const PanelId& panel,
                                                  std::int64_t before_number, std::size_t limit) {
  const std::int64_t before = before_number > 0 ? before_number : std::int64_t{1} << 62;
  return FromRows(TRY(
      tx.Query(std::string(kSelect) +
                   "WHERE p.panel_id = $1 AND p.is_public = 1 AND p.state <> 'draft' AND p.number < $2 ORDER "
                   "BY p.number DESC LIMIT $3",
               {panel, before, limit})));
}

base::Result<std::vector<ProjectBudget>> BudgetsOf(db::Transaction& tx, const ProjectId& id) {
  std::vector<ProjectBudget> budgets;
  for (const db::Row& row :
       TRY(tx.Query("SELECT start_day, end_day, currency, amount_m, amount_u FROM project_budget "
                    "WHERE project_id = $1 ORDER BY start_day",
                    {id}))) {
    ProjectBudget budget{.start = row.Int(0), .end = row.Int(1), .value = {}};
    budget.value.currency = base::Currency::FromStore(row.Text(2));
    budget.value.amount = TRY(base::Decimal::FromColumns(row.Int(3), row.Int(4)));
    budgets.push_back(budget);
  }
  return budgets;
}

base::Status InsertBudget(db::Transaction& tx, const ProjectId& id, const ProjectBudget& budget) {
  TRY(
      tx.Execute("INSERT INTO project_budget(project_id, start_day, end_day, currency, amount_m, amount_u) "
                 "VALUES ($1, $2, $3, $4, $5, $6)",
                 {id, budget.start, budget.end, budget.value.currency.code(), budget.value.amount.millions(),
                  budget.value.amount.rest()}));
  return base::Ok();
}

base::Result<std::vector<ProjectResult>> ResultsOf(db::Transaction& tx, const ProjectId& id) {
  std::vector<ProjectResult> results;
  std::map<std::string, std::size_t> place_of_result;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT id, level, title FROM project_result WHERE project_id = $1 ORDER BY place", {id}))) {
    place_of_result[row.Text(0)] = results.size();
    results.push_back({.id = row.IdAt<ResultId>(0),
                       .level = ResultLevelNamed(row.Text(1)).value_or(ResultLevel::kOutput),
                       .title = row.Text(2),
                       .indicators = {}});
  }
  std::map<std::string, std::vector<IndicatorValue>> values;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT indicator_id, start_day, end_day, actual, dimension, value, comment FROM "
           "project_indicator_value WHERE project_id = $1 ORDER BY start_day, end_day, actual, dimension",
           {id})))
    values[row.Text(0)].push_back(
        {row.Int(1), row.Int(2), row.Bool(3), row.Text(5), row.Text(4), row.Text(6)});
  for (const db::Row& row : TRY(tx.Query(
           "SELECT id, result_id, title, unit, measure, ascending, people, baseline_year, baseline_value "
           "FROM project_indicator WHERE project_id = $1 ORDER BY place",
           {id}))) {
    const auto result = place_of_result.find(row.Text(1));
    if (result == place_of_result.end()) continue;
    results[result->second].indicators.push_back({.id = row.IdAt<IndicatorId>(0),
                                                  .result = row.IdAt<ResultId>(1),
                                                  .title = row.Text(2),
                                                  .unit = row.Text(3),
                                                  .measure = static_cast<int>(row.Int(4)),
                                                  .ascending = row.Bool(5),
                                                  .people = row.Bool(6),
                                                  .baseline_year = row.Text(7),
                                                  .baseline_value = row.Text(8),
                                                  .values = values[row.Text(0)]});
  }
  return results;
}

base::Status InsertResult(db::Transaction& tx, const ProjectId& id, const ProjectResult& result,
                          std::int64_t place) {
  TRY(tx.Execute(
      "INSERT INTO project_result(id, project_id, level, title, place) VALUES ($1, $2, $3, $4, $5)",
      {result.id, id, ResultLevelName(result.level), result.title, place}));
  return base::Ok();
}

base::Status InsertIndicator(db::Transaction& tx, const ProjectId& id, const Indicator& indicator,
                             std::int64_t place) {
  TRY(tx.Execute(
      "INSERT INTO project_indicator(id, project_id, result_id, title, unit, measure, ascending, people, "
      "baseline_year, "
      "baseline_value, place) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)",
      {indicator.id, id, indicator.result, indicator.title, indicator.unit, indicator.measure,
       indicator.ascending, indicator.people, indicator.baseline_year, indicator.baseline_value, place}));
  return base::Ok();
}

base::Status PutValue(db::Transaction& tx, const ProjectId& id, const IndicatorId& indicator,
                      const IndicatorValue& value) {
  TRY(tx.Execute(
      "INSERT INTO project_indicator_value(indicator_id, project_id, start_day, end_day, actual, dimension, "
      "value, comment) "
      "VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT (indicator_id, start_day, end_day, actual, "
      "dimension) "
      "DO UPDATE SET value = excluded.value, comment = excluded.comment",
      {indicator, id, value.start, value.end, value.actual, value.dimension, value.value, value.comment}));
  return base::Ok();
}

}  // namespace panel
