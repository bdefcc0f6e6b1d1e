// Sums of the ledger, kept in ledger_total by the transaction that writes a line: a row for each project (or
// '' for all), donor (or '' for all), currency, stage, and whether in kind.

#include <algorithm>

#include "db/sql_text.h"
#include "panel/resources/ledger_store.h"

namespace panel {
namespace {

constexpr std::string_view kTotalColumns =
    "currency, stage, in_kind, amount_m, amount_u, value_m, value_u, lines, unvalued";

// Adds one row of ledger_total, whose columns begin at `at`, to the sums of its stage and currency.
base::Status AddTotal(std::vector<StageTotal>& totals, const db::Row& row, std::size_t at) {
  const base::Currency currency = base::Currency::FromStore(row.Text(at));
  const Stage stage = StageNamed(row.Text(at + 1)).value_or(Stage::kPledged);
  auto found = std::find_if(totals.begin(), totals.end(), [&](const StageTotal& total) {
    return total.currency == currency && total.stage == stage;
  });
  if (found == totals.end()) found = totals.insert(totals.end(), {.currency = currency, .stage = stage});
  const base::Decimal amount = TRY(base::Decimal::FromColumns(row.Int(at + 3), row.Int(at + 4)));
  found->amount = TRY(found->amount.Plus(amount));
  if (row.Bool(at + 2)) found->in_kind = TRY(found->in_kind.Plus(amount));
  const base::Decimal valued = TRY(base::Decimal::FromColumns(row.Int(at + 5), row.Int(at + 6)));
  found->valued = TRY(found->valued.Plus(valued));
  found->lines += row.Int(at + 7);
  found->unvalued += row.Int(at + 8);
  return base::Ok();
}

}  // namespace

base::Result<std::vector<StageTotal>> TotalsOf(db::Transaction& tx, const PanelId& panel,
                                               const ProjectId& project, const std::string& donor_key) {
  std::vector<StageTotal> totals;
  for (const db::Row& row : TRY(tx.Query("SELECT " + std::string(kTotalColumns) +
                                             " FROM ledger_total WHERE panel_id = $1 AND project_id = $2 "
                                             "AND donor_key = $3 ORDER BY currency, stage",
                                         {panel, std::string_view(project.text()), donor_key})))
    TRY(AddTotal(totals, row, 0));
  return totals;
}

base::Result<std::vector<StageTotal>> TotalsOfPublished(db::Transaction& tx, const PanelId& panel) {
  std::vector<StageTotal> totals;
  for (const db::Row& row : TRY(tx.Query(
           "SELECT " + std::string(kTotalColumns) +
               " FROM ledger_total WHERE panel_id = $1 AND donor_key = '' AND project_id IN (SELECT id "
               "FROM project WHERE panel_id = $1 AND is_public = 1 AND state <> 'draft') ORDER BY "
               "currency, stage",
           {panel})))
    TRY(AddTotal(totals, row, 0));
  return totals;
}

base::Result<std::map<std::string, std::vector<StageTotal>>> TotalsOfProjects(
    db::Transaction& tx, const PanelId& panel, const std::vector<ProjectId>& projects) {
  std::map<std::string, std::vector<StageTotal>> totals;
  if (projects.empty()) return totals;
  db::SqlText sql("SELECT project_id, ");
  sql.Add(kTotalColumns).Add(" FROM ledger_total WHERE panel_id = ").Bind(panel);
  sql.Add(" AND donor_key = '' AND project_id IN ").BindAll(projects);
  sql.Add(" ORDER BY project_id, currency, stage");
  for (const db::Row& row : TRY(sql.Query(tx))) TRY(AddTotal(totals[row.Text(0)], row, 1));
  return totals;
}

base::Result<std::vector<NamedTotals>> DonorTotals(db::Transaction& tx, const PanelId& panel,
                                                   const ProjectId& project, const std::string& after,
                                                   std::size_t limit) {
  std::vector<NamedTotals> donors;
  const std::string_view project_id = project.text();
  const db::Rows keys =
      TRY(tx.Query("SELECT DISTINCT donor_key FROM ledger_total WHERE panel_id = $1 AND project_id = $2 AND "
                   "donor_key > $3 "
                   "ORDER BY donor_key LIMIT $4",
                   {panel, project_id, after, limit}));
  if (keys.empty()) return donors;
  const db::Rows rows =
      TRY(tx.Query("SELECT donor_key, donor, " + std::string(kTotalColumns) +
                       " FROM ledger_total WHERE panel_id = $1 AND project_id = $2 AND donor_key >= $3 AND "
                       "donor_key <= $4 ORDER BY donor_key, currency, stage",
                   {panel, project_id, keys.front().Text(0), keys.back().Text(0)}));
  for (const db::Row& row : rows) {
    if (donors.empty() || donors.back().key != row.Text(0)) donors.push_back({row.Text(0), row.Text(1), {}});
    TRY(AddTotal(donors.back().totals, row, 2));
  }
  return donors;
}

}  // namespace panel
