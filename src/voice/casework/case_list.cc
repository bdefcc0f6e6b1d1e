// The list of cases: in four orders, page by page, without unlocking anything.

#include "db/sql_text.h"
#include "voice/casework/cases.h"
#include "voice/casework/tasks.h"

namespace voice {
namespace {

constexpr std::string_view kNotExcluded =
    " AND NOT EXISTS (SELECT 1 FROM voice_conflict x WHERE x.case_id = c.id AND x.person_id = ";

// Nothing is owed where nobody has a code or she was told the outcome: these stand last. The same number is
// in the SQL below.
constexpr std::int64_t kNothingDue = 9999999;

struct FirstKey {
  std::string_view sql;
  bool descending = false;
};

FirstKey KeyOf(CaseOrder order) {
  switch (order) {
    case CaseOrder::kUrgent:
      return {"c.urgency", true};
    case CaseOrder::kDue:
      return {
          "CASE WHEN NOT EXISTS (SELECT 1 FROM voice_return v WHERE v.case_id = c.id) OR "
          "c.outcome_day IS NOT NULL THEN 9999999 WHEN c.answered_day IS NULL THEN c.ack_due ELSE "
          "c.feedback_due END"};
    case CaseOrder::kOldest:
      return {"c.received_day"};
    case CaseOrder::kNewest:
      return {"c.received_day", true};
  }
  return {"c.urgency", true};
}

}  // namespace

CasePosition PositionOf(const CaseRow& row, CaseOrder order) {
  CasePosition position{.received = row.received, .id = row.id};
  switch (order) {
    case CaseOrder::kUrgent:
      position.first = row.urgency;
      break;
    case CaseOrder::kDue:
      position.first = !row.has_reader || row.outcome ? kNothingDue
                       : row.answered                 ? row.feedback_due
                                                      : row.ack_due;
      break;
    case CaseOrder::kOldest:
    case CaseOrder::kNewest:
      position.first = row.received;
      break;
  }
  return position;
}

base::Result<std::vector<CaseLine>> Cases::List(const desk::Actor& actor, const CaseFilter& filter,
                                                const CasePosition& after, std::size_t limit) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  std::vector<CaseLine> lines;
  if (circles.empty()) return lines;
  std::string select(CaseSelect());
  select.insert(select.rfind(" FROM "), ", t.name");
  db::SqlText sql(select + "JOIN voice_team t ON t.id = c.team_id WHERE c.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  sql.Add(kNotExcluded).Bind(actor.person).Add(")");
  if (filter.state)
    sql.Add(" AND c.state = ").Bind(CaseStateName(*filter.state));
  else if (filter.open_only)
    sql.Add(" AND c.state <> 'closed'");
  if (filter.unread_only) sql.Add(" AND c.unread = 1");
  if (filter.waits != Waits::kAny) sql.Add(" AND ").Add(WaitsSql(filter.waits, DayOf(clock_.Now())));
  const auto [key, descending] = KeyOf(filter.order);
  if (!after.id.empty()) {
    sql.Add(" AND (").Add(key).Add(descending ? " < " : " > ").Bind(after.first);
    sql.Add(" OR (").Add(key).Add(" = ").Bind(after.first);
    sql.Add(" AND (c.received_day > ").Bind(after.received);
    sql.Add(" OR (c.received_day = ").Bind(after.received).Add(" AND c.id > ").Bind(after.id).Add("))))");
  }
  sql.Add(" ORDER BY ").Add(key).Add(descending ? " DESC" : "").Add(", c.received_day, c.id LIMIT ");
  sql.Bind(static_cast<std::int64_t>(limit));
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); }));
  for (const db::Row& row : rows) {
    CaseLine line{.row = TRY(ReadCaseRow(row)), .team = row.Text(row.size() - 1)};
    lines.push_back(std::move(line));
  }
  return lines;
}

base::Result<std::int64_t> Cases::CountUnread(const desk::Actor& actor) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  if (circles.empty()) return std::int64_t{0};
  db::SqlText sql(
      "SELECT COUNT(*) FROM voice_case c JOIN voice_team t ON t.id = c.team_id WHERE c.unread = 1 AND "
      "c.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  sql.Add(kNotExcluded).Bind(actor.person).Add(")");
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); }));
  return rows.front().Int(0);
}

}  // namespace voice
