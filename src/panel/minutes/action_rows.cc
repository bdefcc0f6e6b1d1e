#include "panel/minutes/action_rows.h"

namespace panel {
namespace {

// Of a session that everybody in the panel knows of.
bool IsOpen(const db::Row& row) {
  const std::optional<SessionAudience> audience = SessionAudienceNamed(row.Text(7));
  const std::optional<SessionState> state = SessionStateNamed(row.Text(8));
  return audience && state && SessionAccess::OpenToPanel(*audience, *state);
}

class ActionRows final : public PlanSource {
 public:
  explicit ActionRows(PanelServices& services) : services_(services) {}
  base::Result<std::vector<PlanRow>> Rows(db::Transaction& tx, const desk::Actor& actor, const Panel& panel,
                                          base::UtcTime from, base::UtcTime until,
                                          std::size_t limit) override {
    // What ends at `from` or later; panel_action_by_panel gives them by their day.
    constexpr std::string_view kSql =
        "SELECT a.id, o.name, a.made_ms, a.due_ms, a.state, a.words, a.session_id, s.audience, s.state "
        "FROM panel_action a JOIN "
        "panel_session s ON s.id = a.session_id LEFT JOIN organisation o ON o.id = a.owner_org_id WHERE "
        "a.panel_id = $1 AND a.due_ms >= $2 AND a.made_ms <= $3 AND a.in_force = 1 AND a.state <> 'dropped' "
        "AND s.audience <> 'closed' ORDER BY a.due_ms, a.id LIMIT $4";
    const base::UtcTime now = services_.seams.clock.Now();
    SeenSessions seen(services_.session_access, actor);
    const bool reads = TRY(services_.session_access.ReadsPanel(tx, actor, panel.id));
    std::vector<PlanRow> rows;
    for (const db::Row& row :
         TRY(tx.Query(kSql, {panel.id, from.ms, until.ms, static_cast<std::int64_t>(limit)}))) {
      if (!(reads && IsOpen(row)) && TRY(seen.See(tx, row.IdAt<PanelSessionId>(6))) == nullptr) continue;
      PanelAction action;
      action.due = {row.Int(3)};
      action.state = ActionStateNamed(row.Text(4)).value_or(ActionState::kOpen);
      const Words words = TRY(WordsOf(row.Text(5)));
      const std::int64_t made = row.Int(2) - row.Int(2) % base::kDayMs;
      rows.push_back({.key = "action:" + row.Text(0),
                      .title = std::string(WordOf(words, "text")),
                      .owner = row.Text(1),
                      .href = "/actions/" + row.Text(0),
                      .starts = {std::min(made, action.due.ms)},
                      .ends = action.due,
                      .mark = !IsUnfinished(action.state) ? PlanMark::kDone
                              : IsOverdue(action, now)    ? PlanMark::kLate
                                                          : PlanMark::kOpen,
                      .after = {}});
    }
    return rows;
  }

 private:
  PanelServices& services_;
};

}  // namespace

void AddActionSources(PanelServices& services) {
  services.plan.Add(std::make_shared<ActionRows>(services));
}

}  // namespace panel
