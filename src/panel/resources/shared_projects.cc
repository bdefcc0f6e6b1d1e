#include "panel/resources/shared_projects.h"

#include "desk/tr.h"

namespace panel {
namespace {

base::UtcTime OfDay(std::int64_t day) {
  return {day * base::kDayMs};
}

// One item a project: from the first line of the ledger by that donor to the last.
class Contributions final : public TimelineSource {
 public:
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor&,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    constexpr std::string_view kSql =
        "SELECT p.id, p.title, MIN(l.day), MAX(l.day) FROM panel_member m JOIN project p ON p.org_id = "
        "m.org_id AND p.panel_id = m.panel_id JOIN ledger_line l ON l.panel_id = p.panel_id AND l.project_id "
        "= p.id WHERE m.id = $3 AND m.panel_id = $1 AND l.member_id = $2 AND p.state NOT IN ('draft', "
        "'cancelled') GROUP BY p.id, p.title ORDER BY 3 DESC, p.id LIMIT $4";
    std::vector<TimelineItem> items;
    for (const auto& [gives, runs] : {std::pair(a, b), std::pair(b, a)})
      for (const db::Row& row : TRY(tx.Query(kSql, {panel, gives, runs, static_cast<std::int64_t>(limit)})))
        items.push_back({.kind = desk::tr("Contribution to a project"),
                         .title = row.Text(1),
                         .href = "/projects/" + row.Text(0),
                         .at = OfDay(row.Int(2)),
                         .until = OfDay(row.Int(3))});
    return items;
  }
};

class ProjectRows final : public PlanSource {
 public:
  explicit ProjectRows(PanelServices& services) : services_(services) {}
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor&, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    constexpr std::string_view kSql =
        "SELECT p.id, p.title, o.name, COALESCE(p.actual_start, p.planned_start) AS starts, "
        "COALESCE(p.actual_end, p.planned_end) AS ends, p.state FROM project p LEFT JOIN organisation o ON "
        "o.id = p.org_id WHERE p.panel_id = $1 AND p.state IN ('pipeline', 'running', 'suspended', 'closed') "
        "AND COALESCE(p.actual_end, p.planned_end) >= $2 AND COALESCE(p.actual_start, p.planned_start) <= $3 "
        "ORDER BY ends, p.id LIMIT $4";
    const std::int64_t now = services_.seams.clock.Now().ms;
    std::vector<PlanRow> rows;
    for (const db::Row& row : TRY(tx.Query(kSql, {panel.id, from.ms / base::kDayMs, until.ms / base::kDayMs,
                                                  static_cast<std::int64_t>(limit)}))) {
      const base::UtcTime ends = OfDay(row.Int(4));
      const bool late = ends.ms + base::kDayMs <= now;
      rows.push_back({.key = "project:" + row.Text(0),
                      .title = row.Text(1),
                      .owner = row.Text(2),
                      .href = "/projects/" + row.Text(0),
                      .starts = OfDay(row.Int(3)),
                      .ends = ends,
                      .mark = row.Text(5) == "closed" ? PlanMark::kDone
                              : late                  ? PlanMark::kLate
                                                      : PlanMark::kOpen,
                      .after = {}});
    }
    return rows;
  }

 private:
  PanelServices& services_;
};

}  // namespace

void AddProjectSources(PanelServices& services) {
  services.timeline.Add(std::make_shared<Contributions>());
  services.plan.Add(std::make_shared<ProjectRows>(services));
}

}  // namespace panel
