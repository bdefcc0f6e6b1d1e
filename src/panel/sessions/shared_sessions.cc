#include "panel/sessions/shared_sessions.h"

#include "desk/tr.h"

namespace panel {
namespace {

// Sessions that both organisations hosted or came to.
class SessionsShared final : public TimelineSource {
 public:
  base::Result<std::vector<TimelineItem>> Between(db::Transaction& tx, const desk::Actor&,
                                                  const PanelId& panel, const MemberId& a, const MemberId& b,
                                                  std::size_t limit) override {
    constexpr std::string_view kSql =
        "WITH met(session_id, org_id) AS ("
        "SELECT h.session_id, h.org_id FROM panel_session_host h JOIN panel_member m ON m.org_id = h.org_id "
        "WHERE m.id IN ($2, $3) UNION "
        "SELECT p.session_id, p.org_id FROM panel_session_participant p JOIN panel_member m ON m.org_id = "
        "p.org_id WHERE m.id IN ($2, $3) AND p.state = 'coming' AND (p.present IS NULL OR p.present <> "
        "'none')) "
        "SELECT s.id, s.title, s.starts_ms, s.ends_ms FROM panel_session s WHERE s.panel_id = $1 AND "
        "s.audience <> 'closed' AND s.state IN ('under-way', 'held', 'closed') AND "
        "(SELECT count(*) FROM met WHERE met.session_id = s.id) = 2 ORDER BY s.starts_ms DESC, s.id LIMIT $4";
    std::vector<TimelineItem> items;
    for (const db::Row& row : TRY(tx.Query(kSql, {panel, a, b, static_cast<std::int64_t>(limit)})))
      items.push_back({.kind = desk::tr("Session"),
                       .title = row.Text(1),
                       .href = "/sessions/" + row.Text(0),
                       .at = base::UtcTime{row.Int(2)},
                       .until = base::UtcTime{row.Int(3)}});
    return items;
  }
};

class SessionRows final : public PlanSource {
 public:
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor&, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    constexpr std::string_view kSql =
        "SELECT id, title, starts_ms, ends_ms, state FROM panel_session WHERE panel_id = $1 AND starts_ms "
        "BETWEEN $2 AND $3 AND audience <> 'closed' AND state NOT IN ('draft', 'cancelled') ORDER BY "
        "starts_ms, id LIMIT $4";
    std::vector<PlanRow> rows;
    for (const db::Row& row :
         TRY(tx.Query(kSql, {panel.id, from.ms, until.ms, static_cast<std::int64_t>(limit)}))) {
      const bool held = row.Text(4) == "held" || row.Text(4) == "closed";
      rows.push_back({.key = "session:" + row.Text(0),
                      .title = row.Text(1),
                      .owner = {},
                      .href = "/sessions/" + row.Text(0),
                      .starts = base::UtcTime{row.Int(2)},
                      .ends = base::UtcTime{row.Int(3)},
                      .milestone = true,
                      .mark = held ? PlanMark::kDone : PlanMark::kOpen,
                      .after = {}});
    }
    return rows;
  }
};

}  // namespace

void AddSessionSources(PanelServices& services) {
  services.timeline.Add(std::make_shared<SessionsShared>());
  services.plan.Add(std::make_shared<SessionRows>());
}

}  // namespace panel
