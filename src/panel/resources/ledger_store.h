#pragma once
// The SQL of the ledger. Within the caller's transaction; checks nothing but what the database does.

#include <map>
#include <string>
#include <vector>

#include "db/db.h"
#include "panel/resources/types.h"

namespace panel {

struct LedgerFilter {
  ProjectId project;
  std::string donor_key;
  std::optional<Stage> stage;
  base::Currency currency;
};

// Gives the lines their numbers, values them where there is a rate, and keeps the totals. The lines' panel is
// `panel`.
base::Status InsertLines(db::Transaction& tx, const PanelId& panel, base::Currency reporting,
                         std::vector<LedgerLine>& lines);
base::Result<std::optional<LedgerLine>> FindLine(db::Transaction& tx, const LineId& id);
base::Result<std::vector<LedgerLine>> LinesBefore(db::Transaction& tx, const PanelId& panel,
                                                  const LedgerFilter& filter, std::int64_t before,
                                                  std::size_t limit);
// Of a project, oldest first.
base::Status EachLineOf(db::Transaction& tx, const PanelId& panel, const ProjectId& project,
                        const std::function<base::Status(const LedgerLine&)>& visit);
base::Status EachLine(db::Transaction& tx, const PanelId& panel,
                      const std::function<base::Status(const LedgerLine&)>& visit);

base::Result<std::vector<LedgerLine>> UnvaluedLines(db::Transaction& tx, const PanelId& panel);
base::Status StoreValue(db::Transaction& tx, const LedgerLine& line, const LedgerLine::Valued& value);

// By stage and currency; an empty project or donor key: all of them.
// The sums of several projects of a panel, by project: one query.
base::Result<std::map<std::string, std::vector<StageTotal>>> TotalsOfProjects(
    db::Transaction& tx, const PanelId& panel, const std::vector<ProjectId>& projects);
base::Result<std::vector<StageTotal>> TotalsOf(db::Transaction& tx, const PanelId& panel,
                                               const ProjectId& project, const std::string& donor_key);
// Of all projects of the panel that everybody may see.
base::Result<std::vector<StageTotal>> TotalsOfPublished(db::Transaction& tx, const PanelId& panel);
struct NamedTotals {
  std::string key;  // of the donor, or the project's id
  std::string name;
  std::vector<StageTotal> totals;
};
// By donor, those after `after` in order of their keys, of one project or (empty) of all.
base::Result<std::vector<NamedTotals>> DonorTotals(db::Transaction& tx, const PanelId& panel,
                                                   const ProjectId& project, const std::string& after,
                                                   std::size_t limit);

}  // namespace panel
