// Memoranda side by side, and what the clock does with them.

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/memoranda.h"
#include "panel/agreements/memoranda_store.h"
#include "panel/agreements/position.h"

namespace panel {
namespace {

namespace store = memoranda_store;

constexpr std::int64_t kSoonMs = 60 * base::kDayMs;
constexpr std::string_view kOffered = "m.state <> 'draft' AND m.body_sha256 <> ''";

base::Result<std::vector<Memorandum>> Read(db::Transaction& tx, const db::SqlText& sql) {
  std::vector<Memorandum> found;
  for (const db::Row& row : TRY(sql.Query(tx))) found.push_back(store::FromRow(row));
  return found;
}

void AddPartyOf(db::SqlText& sql, const MemberId& member) {
  sql.Add("m.id IN (SELECT memorandum_id FROM memorandum_party WHERE member_id = ").Bind(member).Add(")");
}

kit::Reminder ReminderOf(const Memorandum& m) {
  const std::string key = "memorandum:" + m.id.text();
  const std::string path = "/memoranda/" + m.id.text();
  if (m.state == MemorandumState::kOffered)
    return {
        .key = key + ":sign:" + m.sha256,
        .org = {},
        .subject = desk::tr("A memorandum waits for your signature"),
        .text = desk::tr("A memorandum of understanding is offered to your organisation. Read and sign it:"),
        .path = path};
  return {.key = key + ":expires:" + base::FormatDay(m.expires),
          .org = {},
          .subject = desk::tr("A memorandum of your organisation expires soon"),
          .text = desk::tr("A memorandum of understanding of your organisation expires within 60 days. Renew "
                           "it, or let it end:"),
          .path = path};
}

}  // namespace

base::Result<Memoranda::Page> Memoranda::List(const desk::Actor& actor, const PanelId& panel,
                                              std::string_view after, std::size_t limit) {
  std::optional<kit::Position> position;
  if (!after.empty()) position = TRY(kit::ReadPosition(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<Page> {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    db::SqlText sql(store::Select());
    sql.Add("WHERE m.panel_id = ").Bind(panel);
    if (!viewer.hosts) {
      sql.Add(" AND (m.author_org_id = ").Bind(actor.org).Add(" OR (").Add(kOffered).Add(" AND ");
      AddPartyOf(sql, viewer.member->id);
      sql.Add("))");
    }
    if (position) {
      sql.Add(" AND (m.created_ms < ").Bind(position->ms).Add(" OR (m.created_ms = ").Bind(position->ms);
      sql.Add(" AND m.id < ").Bind(position->id).Add("))");
    }
    sql.Add(" ORDER BY m.created_ms DESC, m.id DESC LIMIT ").Bind(static_cast<std::int64_t>(limit) + 1);
    Page page;
    page.memoranda = TRY(Read(tx, sql));
    if (page.memoranda.size() > limit) {
      page.memoranda.pop_back();
      page.next = kit::PositionText(page.memoranda.back().created.ms, page.memoranda.back().id.text());
    }
    return page;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Memorandum>> Memoranda::Waiting(const desk::Actor& actor) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Memorandum>> {
    db::SqlText sql(store::Select());
    sql.Add("WHERE m.id IN (SELECT p.memorandum_id FROM memorandum_party p JOIN panel_member o ON o.id = ");
    sql.Add("p.member_id WHERE o.org_id = ").Bind(actor.org).Add(" AND o.state = 'admitted') AND ");
    sql.Add("(m.state = 'offered' OR (m.state = 'in-force' AND m.expires_ms > 0 AND m.expires_ms < ");
    sql.Bind(now.ms + kSoonMs).Add(")) ORDER BY m.expires_ms, m.id LIMIT 50");
    std::vector<Memorandum> found;
    for (const Memorandum& row : TRY(Read(tx, sql))) {
      Memorandum memorandum = TRY(store::Get(tx, row.id));
      bool waits = memorandum.state == MemorandumState::kInForce;
      for (const Party& party : memorandum.parties) {
        if (party.member.empty() || party.signed_now) continue;
        const Member member = TRY(services_.directory.Get(tx, party.member));
        waits = waits || member.org == actor.org;
      }
      if (waits) found.push_back(std::move(memorandum));
    }
    return found;
  };
  if (actor.org.empty()) return std::vector<Memorandum>();
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Memorandum>> Memoranda::Shared(db::Transaction& tx, const PanelId& panel,
                                                        const MemberId& a, const MemberId& b,
                                                        std::size_t limit) {
  db::SqlText sql(store::Select());
  sql.Add("WHERE m.panel_id = ").Bind(panel).Add(" AND ").Add(kOffered).Add(" AND ");
  AddPartyOf(sql, a);
  sql.Add(" AND ");
  AddPartyOf(sql, b);
  sql.Add(" ORDER BY m.created_ms DESC, m.id LIMIT ").Bind(static_cast<std::int64_t>(limit));
  return Read(tx, sql);
}

base::Result<std::int64_t> Memoranda::RunClock(const desk::Actor& clock) {
  const base::UtcTime now = services_.seams.clock.Now();
  const base::UtcTime today = TRY(kit::ParseDay(base::FormatDay(now)));
  const auto find = [&](db::Transaction& tx) {
    db::SqlText sql(store::Select());
    sql.Add("WHERE (m.state IN ('in-force', 'notice') AND m.expires_ms > 0 AND m.expires_ms < ");
    sql.Bind(today.ms).Add(") OR (m.state = 'notice' AND m.ends_ms <= ").Bind(now.ms);
    sql.Add(") ORDER BY m.id LIMIT ").Bind(base::kMaxPanelMembers);
    return Read(tx, sql);
  };
  std::int64_t changed = 0;
  for (const Memorandum& row : TRY(services_.seams.database.Read(find))) {
    const auto end = [&](db::Transaction& tx) -> base::Status {
      Memorandum memorandum = TRY(store::Get(tx, row.id));
      desk::Actor actor = clock;
      actor.org = memorandum.author;
      const bool over = memorandum.state == MemorandumState::kNotice && memorandum.ends <= now;
      return MoveIn(tx, actor, memorandum, over ? MemorandumAct::kTerminate : MemorandumAct::kExpire, {}, {});
    };
    const base::Status done = services_.seams.database.Write(end);
    if (done.has_value()) ++changed;
    if (!done.has_value() && done.error().code != base::Code::kConflict) return done.error();
  }
  return changed;
}

base::Status Memoranda::SendReminders(desk::Desk& desk) {
  const base::UtcTime now = services_.seams.clock.Now();
  const auto find = [&](db::Transaction& tx) -> base::Result<std::vector<kit::Reminder>> {
    db::SqlText sql(store::Select());
    sql.Add("WHERE m.state = 'offered' OR (m.state = 'in-force' AND m.expires_ms > 0 AND m.expires_ms < ");
    sql.Bind(now.ms + kSoonMs).Add(") ORDER BY m.id LIMIT ").Bind(base::kMaxPanelMembers);
    std::vector<kit::Reminder> reminders;
    for (const Memorandum& row : TRY(Read(tx, sql))) {
      const Memorandum memorandum = TRY(store::Get(tx, row.id));
      for (const Party& party : memorandum.parties) {
        if (party.member.empty()) continue;
        if (memorandum.state == MemorandumState::kOffered && party.signed_now) continue;
        kit::Reminder reminder = ReminderOf(memorandum);
        reminder.org = TRY(services_.directory.Get(tx, party.member)).org;
        reminders.push_back(std::move(reminder));
      }
    }
    return reminders;
  };
  for (const kit::Reminder& reminder : TRY(services_.seams.database.Read(find)))
    TRY(kit::Remind(desk, reminder));
  return base::Ok();
}

}  // namespace panel
