// Commitments side by side: the board, the list, what waits, what the public sees.

#include <array>
#include <set>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "panel/agreements/position.h"
#include "panel/commitments/commitments.h"
#include "panel/commitments/store.h"

namespace panel {
namespace {

namespace store = commitment_store;

constexpr std::int64_t kSoonMs = 30 * base::kDayMs;

struct ColumnOf {
  std::string_view states;  // of SQL
  std::string_view order;
};
constexpr std::array<ColumnOf, 4> kColumns = {{{"'proposed', 'made'", "c.due_ms, c.id"},
                                               {"'on-the-way', 'late'", "c.due_ms, c.id"},
                                               {"'claimed'", "c.due_ms, c.id"},
                                               {"'kept', 'partly-kept', 'missed'", "c.ended_ms DESC, c.id"}}};

std::size_t ColumnIndex(std::string_view state) {
  for (std::size_t i = 0; i < kColumns.size(); ++i)
    if (kColumns[i].states.find("'" + std::string(state) + "'") != std::string_view::npos) return i;
  return kColumns.size();
}

db::SqlText Select() {
  return db::SqlText(store::Select());
}

// Nobody but its organisation and the secretariat knows of what was not made.
void AddKnown(db::SqlText& sql, const kit::Viewer& viewer) {
  if (viewer.hosts) return;
  sql.Add(" AND (c.made_ms > 0 OR c.member_id = ").Bind(viewer.member->id).Add(")");
}

base::Status CountStates(db::Transaction& tx, const PanelId& panel, const kit::Viewer& viewer,
                         CommitmentBoard& board) {
  db::SqlText sql(
      "SELECT c.state, count(*), min(CASE WHEN c.made_ms > 0 THEN c.made_ms END) FROM commitment c WHERE "
      "c.panel_id = ");
  sql.Bind(panel);
  AddKnown(sql, viewer);
  sql.Add(" GROUP BY c.state");
  for (const db::Row& row : TRY(sql.Query(tx))) {
    const std::int64_t count = row.Int(1);
    if (const std::size_t column = ColumnIndex(row.Text(0)); column < kColumns.size())
      board.columns.at(column).count += count;
    const CommitmentState state = CommitmentStateNamed(row.Text(0)).value_or(CommitmentState::kProposed);
    if (state != CommitmentState::kProposed && state != CommitmentState::kWithdrawn) board.made += count;
    if (state == CommitmentState::kKept) board.kept += count;
    if (state == CommitmentState::kKept || state == CommitmentState::kPartlyKept ||
        state == CommitmentState::kMissed)
      board.judged += count;
    if (row.Int(2) > 0 && (board.since.ms == 0 || row.Int(2) < board.since.ms))
      board.since = base::UtcTime{row.Int(2)};
  }
  return base::Ok();
}

base::Result<std::vector<Commitment>> Read(db::Transaction& tx, const db::SqlText& sql) {
  std::vector<Commitment> found;
  for (const db::Row& row : TRY(sql.Query(tx))) found.push_back(store::FromRow(row));
  return found;
}

// The memberships of an organisation.
void AddMine(db::SqlText& sql, const desk::OrgId& org) {
  sql.Add("(SELECT id FROM panel_member WHERE org_id = ").Bind(org).Add(" AND state = 'admitted')");
}

void AddFilter(db::SqlText& sql, const CommitmentFilter& filter) {
  if (filter.state) sql.Add(" AND c.state = ").Bind(CommitmentStateName(*filter.state));
  if (!filter.member.empty()) sql.Add(" AND c.member_id = ").Bind(filter.member);
  if (!filter.sdg.empty())
    sql.Add(" AND c.id IN (SELECT commitment_id FROM commitment_target WHERE code = ")
        .Bind(filter.sdg)
        .Add(")");
}

kit::Reminder ReminderOf(const Commitment& c, std::int64_t left_ms) {
  constexpr std::int64_t kWeekMs = 7 * base::kDayMs;
  const std::string key = "commitment:" + c.id.text() + ":" + base::FormatDay(c.due);
  const std::string path = "/commitments/" + c.id.text();
  if (c.state == CommitmentState::kClaimed && c.asked.empty())
    return {.key = key + ":find",
            .org = {},
            .subject = desk::tr("A commitment waits for somebody to check it"),
            .text = desk::tr("A member says that a promise is kept and has asked nobody in particular. Find "
                             "another member that looks at it:"),
            .path = path};
  if (c.state == CommitmentState::kClaimed)
    return {.key = key + ":check",
            .org = {},
            .subject = desk::tr("You are asked to check a commitment"),
            .text = desk::tr(
                "Another member says that a promise is kept and asks your organisation to look at it:"),
            .path = path};
  if (c.state == CommitmentState::kLate)
    return {.key = key + ":late",
            .org = {},
            .subject = desk::tr("A commitment of your organisation is late"),
            .text = desk::tr("The day of a commitment that your organisation made has passed. Say that it is "
                             "done, set another day with a reason, or withdraw it:"),
            .path = path};
  return {.key = key + (left_ms < kWeekMs ? ":7" : ":30"),
          .org = {},
          .subject = desk::tr("A commitment of your organisation is due soon"),
          .text = desk::tr("A commitment that your organisation made is due within a month. Report how far "
                           "it is:"),
          .path = path};
}

base::Result<std::set<MemberId>> ThoseWhoShowTheirName(db::Transaction& tx,
                                                       const std::vector<Commitment>& rows) {
  std::set<MemberId> asked, named;
  for (const Commitment& c : rows)
    if (!c.verifier.empty()) asked.insert(c.verifier);
  if (asked.empty()) return named;
  // A chosen list of public fields begins with the name.
  db::SqlText sql(
      "SELECT m.id FROM panel_member m JOIN panel_membership s ON s.member_id = m.id WHERE m.state = "
      "'admitted' AND (s.shown = 'name' OR s.shown LIKE 'name,%') AND m.id IN ");
  sql.BindAll(asked);
  for (const db::Row& row : TRY(sql.Query(tx))) named.insert(row.IdAt<MemberId>(0));
  return named;
}

}  // namespace

base::Result<CommitmentBoard> Commitments::Board(const desk::Actor& actor, const PanelId& panel) {
  const auto read = [&](db::Transaction& tx) -> base::Result<CommitmentBoard> {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    CommitmentBoard board;
    TRY(CountStates(tx, panel, viewer, board));
    for (std::size_t i = 0; i < kColumns.size(); ++i) {
      db::SqlText sql = Select();
      sql.Add("WHERE c.panel_id = ").Bind(panel);
      sql.Add(" AND c.state IN (").Add(kColumns.at(i).states).Add(")");
      AddKnown(sql, viewer);
      sql.Add(" ORDER BY ").Add(kColumns.at(i).order).Add(" LIMIT ").Bind(base::kMaxBoardTickets);
      board.columns.at(i).tickets = TRY(Read(tx, sql));
    }
    board.viewer = viewer;
    return board;
  };
  return services_.seams.database.Read(read);
}

base::Result<CommitmentPage> Commitments::List(const desk::Actor& actor, const PanelId& panel,
                                               const CommitmentFilter& filter, std::string_view after,
                                               std::size_t limit) {
  std::optional<kit::Position> position;
  if (!after.empty()) position = TRY(kit::ReadPosition(after));
  const auto read = [&](db::Transaction& tx) -> base::Result<CommitmentPage> {
    const kit::Viewer viewer = TRY(kit::ViewerOf(services_, tx, actor, panel));
    db::SqlText sql = Select();
    sql.Add("WHERE c.panel_id = ").Bind(panel);
    AddKnown(sql, viewer);
    AddFilter(sql, filter);
    if (position) {
      sql.Add(" AND (c.created_ms < ").Bind(position->ms).Add(" OR (c.created_ms = ").Bind(position->ms);
      sql.Add(" AND c.id < ").Bind(position->id).Add("))");
    }
    sql.Add(" ORDER BY c.created_ms DESC, c.id DESC LIMIT ").Bind(static_cast<std::int64_t>(limit) + 1);
    CommitmentPage page;
    page.commitments = TRY(Read(tx, sql));
    if (page.commitments.size() > limit) {
      page.commitments.pop_back();
      page.next = kit::PositionText(page.commitments.back().created.ms, page.commitments.back().id.text());
    }
    for (Commitment& commitment : page.commitments)
      if (!viewer.Is(commitment.member)) commitment.finding.clear();
    return page;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Commitment>> Commitments::Waiting(const desk::Actor& actor) {
  const std::int64_t soon = services_.seams.clock.Now().ms + kSoonMs;
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Commitment>> {
    if (actor.org.empty()) return std::vector<Commitment>();
    db::SqlText asked = Select();
    asked.Add("WHERE c.state = 'claimed' AND c.asked_id IN ");
    AddMine(asked, actor.org);
    asked.Add(" ORDER BY c.due_ms, c.id LIMIT ").Bind(base::kMaxBoardTickets);
    std::vector<Commitment> found = TRY(Read(tx, asked));
    if (actor.Can(desk::Permission::kPanelManage)) {
      db::SqlText unasked = Select();
      unasked.Add(
          "WHERE c.state = 'claimed' AND c.asked_id IS NULL AND c.panel_id IN (SELECT id FROM panel ");
      unasked.Add("WHERE host_org_id = ").Bind(actor.org).Add(") ORDER BY c.due_ms, c.id LIMIT ");
      unasked.Bind(base::kMaxBoardTickets);
      const std::vector<Commitment> nobody = TRY(Read(tx, unasked));
      found.insert(found.end(), nobody.begin(), nobody.end());
    }
    db::SqlText due = Select();
    due.Add("WHERE c.member_id IN ");
    AddMine(due, actor.org);
    due.Add(" AND c.state IN ('made', 'on-the-way', 'late') AND c.due_ms < ").Bind(soon);
    due.Add(" ORDER BY c.due_ms, c.id LIMIT ").Bind(base::kMaxBoardTickets);
    const std::vector<Commitment> own = TRY(Read(tx, due));
    found.insert(found.end(), own.begin(), own.end());
    return found;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<Member>> Commitments::OtherMembers(const desk::Actor& actor,
                                                            const CommitmentId& id) {
  const auto read = [&](db::Transaction& tx) -> base::Result<std::vector<Member>> {
    const auto [commitment, viewer] = TRY(Seen(tx, actor, id));
    std::vector<Member> members = TRY(services_.directory.Admitted(tx, commitment.panel));
    std::erase_if(members, [owner = commitment.member](const Member& member) {
      return member.id == owner || member.org.empty();
    });
    return members;
  };
  return services_.seams.database.Read(read);
}

base::Result<std::vector<PublicCommitment>> Commitments::Published(db::Transaction& tx, const PanelId& panel,
                                                                   std::int64_t before_number,
                                                                   std::size_t limit,
                                                                   const MemberId& member) {
  const std::int64_t before = before_number > 0 ? before_number : std::int64_t{1} << 62;
  std::vector<PublicCommitment> found;
  db::SqlText sql = Select();
  sql.Add("WHERE c.panel_id = ").Bind(panel).Add(" AND c.published = 1 AND c.commitment_number < ");
  sql.Bind(before);
  if (!member.empty()) sql.Add(" AND c.member_id = ").Bind(member);
  sql.Add(" ORDER BY c.commitment_number DESC LIMIT ").Bind(static_cast<std::int64_t>(limit));
  const std::vector<Commitment> rows = TRY(Read(tx, sql));
  // The promise is its owner's to show; who checked it is named only where that member shows its own name.
  const std::set<MemberId> named = TRY(ThoseWhoShowTheirName(tx, rows));
  for (const Commitment& c : rows)
    found.push_back({c.number, c.title, c.indicator, c.unit, c.member_name,
                     named.contains(c.verifier) ? c.verifier_name : std::string(), c.verdict, c.baseline,
                     c.target, c.current, c.sdg, c.state, c.made, c.due, c.ended});
  return found;
}

base::Result<std::map<CommitmentState, std::int64_t>> Commitments::PublishedByState(db::Transaction& tx,
                                                                                    const PanelId& panel) {
  std::map<CommitmentState, std::int64_t> counts;
  for (const db::Row& row : TRY(tx.Query("SELECT state, COUNT(*) FROM commitment WHERE panel_id = $1 AND "
                                         "published = 1 AND state <> 'proposed' GROUP BY state",
                                         {panel})))
    if (const std::optional<CommitmentState> state = CommitmentStateNamed(row.Text(0)))
      counts[*state] = row.Int(1);
  return counts;
}

base::Status Commitments::SendReminders(desk::Desk& desk) {
  const std::int64_t now = services_.seams.clock.Now().ms;
  const auto read = [&](db::Transaction& tx) {
    db::SqlText sql = Select();
    // Who is asked to check is told at once: until somebody looks, a claim stands unanswered.
    sql.Add("WHERE (c.state = 'claimed' OR (c.state IN ('made', 'on-the-way', 'late') AND c.due_ms < ");
    sql.Bind(now + kSoonMs).Add(")) ORDER BY c.due_ms, c.id LIMIT ").Bind(base::kMaxPanelMembers);
    return Read(tx, sql);
  };
  const auto whom = [&](const Commitment& c) {
    return services_.seams.database.Read([&](db::Transaction& tx) -> base::Result<desk::OrgId> {
      const MemberId member = c.state == CommitmentState::kClaimed ? c.asked : c.member;
      if (member.empty()) return TRY(services_.panels.Get(tx, c.panel)).host;
      return TRY(services_.directory.Get(tx, member)).org;
    });
  };
  for (const Commitment& c : TRY(services_.seams.database.Read(read))) {
    kit::Reminder reminder = ReminderOf(c, c.due.ms - now);
    reminder.org = TRY(whom(c));
    TRY(kit::Remind(desk, reminder));
  }
  return base::Ok();
}

}  // namespace panel
