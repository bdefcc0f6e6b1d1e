#include "panel/calls/shared_calls.h"

#include "desk/tr.h"

namespace panel::calls {
namespace {

class NotesShared final : public TimelineSource {
 public:
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor& actor,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    // The secretariat reads of a member's call only what may be named.
    constexpr std::string_view kSql =
        "SELECT c.id, n.title, n.decided_ms FROM concept_note n JOIN panel_call c ON c.id = n.call_id WHERE "
        "n.state = 'accepted' AND c.state = 'finalised' AND c.panel_id = $1 AND ((c.owner_id = $2 AND "
        "n.member_id = $3) OR (c.owner_id = $3 AND n.member_id = $2)) AND (n.shown = 1 OR n.org_id = $4 OR "
        "c.owner_org_id = $4) ORDER BY n.decided_ms DESC, n.id LIMIT $5";
    std::vector<TimelineItem> items;
    for (const db::Row& row : TRY(tx.Query(kSql, {panel, a, b, actor.org, limit})))
      items.push_back({.kind = desk::tr("Call"),
                       .title = row.Text(1),
                       .href = "/calls/" + row.Text(0),
                       .at = base::UtcTime{row.Int(2)},
                       .until = {}});
    return items;
  }
};

class DeadlineRows final : public PlanSource {
 public:
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor&, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    constexpr std::string_view kSql =
        "SELECT c.id, c.title, coalesce(m.name, ''), c.published_ms, c.deadline_ms, c.state FROM panel_call "
        "c "
        "LEFT JOIN panel_member m ON m.id = c.owner_id WHERE c.panel_id = $1 AND c.kind = 'open' AND "
        "c.published_ms > 0 AND c.state <> 'cancelled' AND c.deadline_ms > $2 AND c.published_ms <= $3 ORDER "
        "BY c.deadline_ms, c.id LIMIT $4";
    std::vector<PlanRow> rows;
    for (const db::Row& row : TRY(tx.Query(kSql, {panel.id, from.ms, until.ms, limit})))
      rows.push_back({.key = "call:" + row.Text(0),
                      .title = row.Text(1),
                      .owner = row.Text(2),
                      .href = "/calls/" + row.Text(0),
                      .starts = base::UtcTime{row.Int(3)},
                      .ends = base::UtcTime{row.Int(4) - 1},
                      .milestone = false,
                      .mark = row.Text(5) == "published" ? PlanMark::kOpen : PlanMark::kDone,
                      .after = {}});
    return rows;
  }
};

}  // namespace

void AddCallSources(PanelServices& services) {
  services.timeline.Add(std::make_shared<NotesShared>());
  services.plan.Add(std::make_shared<DeadlineRows>());
}

}  // namespace panel::calls
