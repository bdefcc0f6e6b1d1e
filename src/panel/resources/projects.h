#pragma once
// Projects and programmes: their life, budgets and results frameworks. Every call names who asks; what she
// may not see is kNotFound. Changes are audited in the same transaction (ids only). Thread-safe.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "panel/resources/access.h"
#include "panel/resources/types.h"

namespace panel {

struct ProjectFilter {
  std::optional<ProjectState> state;
  std::optional<ProjectKind> kind;
  desk::OrgId org;
};
struct ProjectPage {
  std::vector<Project> projects;  // newest first
  std::int64_t next = 0;          // the number to go on before; 0: no more
};
// A project as its page needs it.
struct ProjectView {
  Project project;
  std::vector<ProjectBudget> budgets;
  std::vector<ProjectResult> results;
  bool may_change = false;
  bool secretariat = false;
};

class Projects {
 public:
  Projects(PanelSeams seams, Panels& panels, Directory& directory)
      : seams_(seams), panels_(panels), directory_(directory) {}

  // Of `draft`: kind, title, description, days planned, countries, sectors, SDG targets. The project belongs
  // to the actor's organisation. Errors: kForbidden, kInvalid naming the field.
  base::Result<ProjectId> Create(const desk::Actor& actor, const PanelId& panel, const Project& draft);
  // The same within a transaction of the caller's.
  base::Result<ProjectId> CreateIn(db::Transaction& tx, const desk::Actor& actor, const PanelId& panel,
                                   const Project& draft);
  // The same fields, and the actual days. Errors: kConflict where `version` is not the project's.
  base::Status Edit(const desk::Actor& actor, const ProjectId& id, const Project& changed,
                    std::int64_t version);
  // ProjectSteps. The secretariat approves; the owner and the secretariat do the rest. Starting and closing
  // set the actual days to today where they are not set.
  base::Status Act(const desk::Actor& actor, const ProjectId& id, ProjectAct act);
  // Only the owner decides whether the public sees it; only what was approved can be shown.
  base::Status Publish(const desk::Actor& actor, const ProjectId& id, bool is_public);

  base::Status AddBudget(const desk::Actor& actor, const ProjectId& id, const ProjectBudget& budget);
  base::Status RemoveBudget(const desk::Actor& actor, const ProjectId& id, std::int64_t start);
  base::Result<ResultId> AddResult(const desk::Actor& actor, const ProjectId& id, ResultLevel level,
                                   std::string_view title);
  base::Result<IndicatorId> AddIndicator(const desk::Actor& actor, const ProjectId& id,
                                         const Indicator& indicator);
  // Puts a value in the place of an earlier one of the same period, kind and dimension.
  base::Status SetValue(const desk::Actor& actor, const ProjectId& id, const IndicatorId& indicator,
                        const IndicatorValue& value);

  base::Result<ProjectView> Get(const desk::Actor& actor, const ProjectId& id);
  base::Result<ProjectPage> List(const desk::Actor& actor, const PanelId& panel, const ProjectFilter& filter,
                                 std::int64_t before, std::size_t limit);

  // For the public face, which asks on nobody's behalf: what its owner published, newest first, and one of
  // it. The list: those with a smaller number than `before_number` (0: all).
  base::Result<std::vector<Project>> Published(const PanelId& panel, std::int64_t before_number,
                                               std::size_t limit);
  base::Result<ProjectView> PublishedOne(const ProjectId& id);

  // Within a transaction of the caller's: the project, where the viewer may see it (kNotFound) or change it
  // (kForbidden).
  base::Result<std::pair<Project, Viewer>> MustSee(db::Transaction& tx, const desk::Actor& actor,
                                                   const ProjectId& id);
  base::Result<std::pair<Project, Viewer>> MustChange(db::Transaction& tx, const desk::Actor& actor,
                                                      const ProjectId& id);

 private:
  PanelSeams seams_;
  Panels& panels_;
  Directory& directory_;
};

// Checked and in the form in which it is stored. Errors: kInvalid naming the field.
base::Result<Project> CheckedProject(const Project& project);
base::Result<Indicator> CheckedIndicator(const Indicator& indicator);
base::Result<IndicatorValue> CheckedValue(const Indicator& indicator, const IndicatorValue& value);
base::Status CheckBudget(const ProjectBudget& budget);

}  // namespace panel
