#pragma once
// The SQL of projects. Within the caller's transaction; checks nothing.

#include <optional>
#include <set>
#include <string>
#include <vector>

#include "db/db.h"
#include "panel/resources/projects.h"

namespace panel {

// The ids of those that are public now.
base::Result<std::set<std::string>> PublicAmong(db::Transaction& tx, const std::vector<ProjectId>& ids);
base::Result<std::optional<Project>> FindProject(db::Transaction& tx, const ProjectId& id);
base::Result<std::optional<Project>> FindProjectByNumber(db::Transaction& tx, const PanelId& panel,
                                                         std::int64_t number);
base::Result<std::optional<Project>> FindProjectByIdentifier(db::Transaction& tx, const PanelId& panel,
                                                             std::string_view other);
base::Result<std::vector<Project>> AllProjects(db::Transaction& tx, const PanelId& panel);
// Gives it the next number of its panel.
base::Status InsertProject(db::Transaction& tx, Project& project);
// 0 rows where the version is another one.
base::Result<std::int64_t> UpdateProject(db::Transaction& tx, const Project& project, std::int64_t version);
base::Result<std::vector<Project>> ProjectsBefore(db::Transaction& tx, const PanelId& panel,
                                                  const ProjectFilter& filter, const desk::OrgId& drafts_of,
                                                  bool all_drafts, std::int64_t before, std::size_t limit);
base::Result<std::vector<Project>> PublicProjects(db::Transaction& tx, const PanelId& panel,
                                                  std::int64_t before_number, std::size_t limit);

base::Result<std::vector<ProjectBudget>> BudgetsOf(db::Transaction& tx, const ProjectId& id);
base::Status InsertBudget(db::Transaction& tx, const ProjectId& id, const ProjectBudget& budget);
base::Result<std::vector<ProjectResult>> ResultsOf(db::Transaction& tx, const ProjectId& id);
base::Status InsertResult(db::Transaction& tx, const ProjectId& id, const ProjectResult& result,
                          std::int64_t place);
base::Status InsertIndicator(db::Transaction& tx, const ProjectId& id, const Indicator& indicator,
                             std::int64_t place);
base::Status PutValue(db::Transaction& tx, const ProjectId& id, const IndicatorId& indicator,
                      const IndicatorValue& value);

}  // namespace panel
