#include <algorithm>

#include "base/time.h"
#include "db/sql_text.h"
#include "desk/web/parts.h"
#include "voice/casework/orders_edit.h"

// What is known of orders with nobody unlocked, and their end.
namespace voice {

base::Status Orders::Count(db::Transaction& tx, const desk::OrgId& org, bool produced) {
  const std::int64_t year = desk::WholeNumber(base::FormatTime(clock_.Now()).substr(0, 4)).value_or(0);
  const std::int64_t received_more = produced ? 0 : 1, produced_more = produced ? 1 : 0;
  TRY(tx.Execute(
      "INSERT INTO voice_order_year(org_id, year, received, produced) VALUES ($1, $2, $3, $4) ON CONFLICT "
      "(org_id, year) DO UPDATE SET received = voice_order_year.received + $3, produced = "
      "voice_order_year.produced + $4",
      {org, year, received_more, produced_more}));
  return base::Ok();
}

base::Result<std::vector<OrderYear>> Orders::Years(const desk::OrgId& org) {
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT year, received, produced FROM voice_order_year WHERE org_id = $1 ORDER BY year DESC", {org});
  }));
  std::vector<OrderYear> years;
  for (const db::Row& row : rows) years.push_back({row.Int(0), row.Int(1), row.Int(2)});
  return years;
}

base::Result<std::int64_t> Orders::Late(const desk::Actor& actor) {
  const std::vector<vault::CircleId> circles = TRY(access_.CirclesOf(actor));
  if (circles.empty()) return std::int64_t{0};
  db::SqlText sql(
      "SELECT COUNT(*) FROM voice_order o JOIN voice_team t ON t.id = o.team_id WHERE o.org_id = ");
  sql.Bind(actor.org).Add(" AND t.circle_id IN ").BindAll(circles);
  sql.Add(" AND o.state NOT IN ('produced', 'refused', 'closed') AND o.due_day < ").Bind(DayOf(clock_.Now()));
  const db::Rows rows = TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); }));
  return rows.front().Int(0);
}

base::Result<std::vector<Orders::Opened>> Orders::Naming(db::Transaction& tx, const desk::Actor& actor,
                                                         const vault::UnlockedPerson& me, const CaseId& id) {
  std::vector<Opened> found;
  for (const db::Row& row : TRY(tx.Query("SELECT id FROM voice_order WHERE org_id = $1", {actor.org}))) {
    base::Result<Opened> opened = OpenWithin(tx, actor, me, row.IdAt<OrderId>(0));
    if (!opened && opened.error().code == base::Code::kNotFound) continue;  // of another circle
    if (!opened) return opened.error();
    const bool named = std::any_of(opened->order.cases.begin(), opened->order.cases.end(),
                                   [&](const OrderCase& one) { return one.id == id; });
    if (named) found.push_back(*std::move(opened));
  }
  return found;
}

// Who recorded an order before there was a count could not count its cases: nobody else can read which they
// are.
base::Status Orders::CountHolds(db::Transaction& tx, const desk::Actor& actor, Order& order) {
  if (order.state == OrderState::kClosed) return base::Ok();
  for (OrderCase& one : order.cases) {
    if (one.counted) continue;
    const base::Status held = lifecycle_.HoldForOrder(tx, actor, one.id);
    if (!held && held.error().code != base::Code::kNotFound) return held;  // deleted meanwhile
    one.counted = true;
  }
  return base::Ok();
}

base::Status Orders::CheckRelease(db::Transaction& tx, const desk::Actor& actor,
                                  const vault::UnlockedPerson& me, const CaseId& id) {
  for (const Opened& opened : TRY(Naming(tx, actor, me, id)))
    if (opened.order.state != OrderState::kClosed)
      return OrderConflict(desk::tr("an order of an authority names this case and is not closed"));
  return base::Ok();
}

base::Status Orders::SealWithout(db::Transaction& tx, const desk::Actor& actor,
                                 const vault::UnlockedPerson& me, const CaseId& id) {
  for (const Opened& opened : TRY(Naming(tx, actor, me, id))) TRY(SealAnew(tx, actor.org, opened));
  return base::Ok();
}

base::Result<std::int64_t> Orders::Purge(std::size_t limit) {
  desk::Actor system;
  system.kind = desk::Actor::Kind::kSystem;
  system.label = "system:retention";
  return access_.database().Write([&](db::Transaction& tx) -> base::Result<std::int64_t> {
    const db::Rows rows = TRY(tx.Query(
        "SELECT o.id, o.org_id FROM voice_order o JOIN voice_team t ON t.id = o.team_id WHERE o.state "
        "= 'closed' AND o.closed_day + t.purge_days < $1 ORDER BY o.closed_day, o.id LIMIT $2",
        {DayOf(clock_.Now()), static_cast<std::int64_t>(limit)}));
    for (const db::Row& row : rows) {
      const OrderId id = row.IdAt<OrderId>(0);
      system.org = row.IdAt<desk::OrgId>(1);
      TRY(vault_.RemoveRecord(tx, system.org, vault::RecordId::FromStore(id.text())));
      TRY(RemoveSide(tx, CaseId::FromStore(id.text()), Side::kInner));
      TRY(tx.Execute("DELETE FROM voice_order WHERE id = $1", {id}));
      TRY(audit_.Append(tx, system, "order.delete", "order:" + id.text(), {{"reason", "retention"}}));
    }
    return static_cast<std::int64_t>(rows.size());
  });
}

}  // namespace voice
