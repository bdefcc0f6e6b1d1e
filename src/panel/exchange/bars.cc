#include "panel/exchange/bars.h"

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

base::Result<std::vector<Bar>> Read(db::Transaction& tx, const PanelId& panel) {
  const db::Rows rows = TRY(tx.Query(
      "SELECT r.id, r.member_a, a.name, r.member_b, b.name, r.words, r.created_ms FROM exchange_bar r "
      "JOIN panel_member a ON a.id = r.member_a LEFT JOIN panel_member b ON b.id = r.member_b "
      "WHERE r.panel_id = $1 ORDER BY r.created_ms DESC, r.id LIMIT $2",
      {panel, static_cast<std::int64_t>(base::kMaxExchangeBars)}));
  std::vector<Bar> bars;
  for (const db::Row& row : rows)
    bars.push_back({row.IdAt<BarId>(0), row.IdAt<MemberId>(1), row.Text(2), row.IdAt<MemberId>(3),
                    row.Text(4), row.Text(5), base::UtcTime{row.Int(6)}});
  return bars;
}

base::Status MustBeOf(Directory& directory, db::Transaction& tx, const PanelId& panel, const MemberId& id) {
  const Member member = TRY(directory.Get(tx, id));
  if (member.panel != panel) return base::NotFound(desk::tr("There is no such member."));
  return base::Ok();
}

}  // namespace

base::Result<BarId> Bars::Add(const desk::Actor& actor, const PanelId& panel, const MemberId& a,
                              const MemberId& b, std::string_view words) {
  const std::string why = TRY(Tidy(words, base::kMaxExchangeText));
  if (why.empty()) return base::Invalid(desk::tr("Say why."));
  if (a == b) return base::Invalid(desk::tr("These are the same member."));
  const BarId id = BarId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(gate_.MustHost(tx, actor, panel));
    TRY(MustBeOf(gate_.directory, tx, panel, a));
    if (!b.empty()) TRY(MustBeOf(gate_.directory, tx, panel, b));
    const std::vector<Bar> there = TRY(Read(tx, panel));
    if (there.size() >= base::kMaxExchangeBars)
      return base::TooLarge(desk::tr("There are too many; remove some first."));
    TRY(
        tx.Execute("INSERT INTO exchange_bar(id, panel_id, member_a, member_b, words, actor, created_ms) "
                   "VALUES ($1, $2, $3, $4, $5, $6, $7)",
                   {id, panel, a, b, why, actor.label, gate_.seams.clock.Now().ms}));
    return gate_.seams.audit.Append(tx, actor, "exchange.bar", "bar:" + id.text());
  };
  TRY(gate_.seams.database.Write(store));
  return id;
}

base::Status Bars::Remove(const desk::Actor& actor, const PanelId& panel, const BarId& id) {
  return gate_.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(gate_.MustHost(tx, actor, panel));
    if (TRY(tx.Execute("DELETE FROM exchange_bar WHERE id = $1 AND panel_id = $2", {id, panel})) == 0)
      return NoSuchRow();
    return gate_.seams.audit.Append(tx, actor, "exchange.bar-remove", "bar:" + id.text());
  });
}

base::Result<std::vector<Bar>> Bars::All(const desk::Actor& actor, const PanelId& panel) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Bar>> {
    TRY(gate_.MustHost(tx, actor, panel));
    return Read(tx, panel);
  });
}

base::Result<Circumstances> Bars::Now(db::Transaction& tx, const PanelId& panel) {
  Circumstances now;
  now.now = gate_.seams.clock.Now();
  for (const Bar& bar : TRY(Read(tx, panel))) {
    if (bar.b.empty()) {
      now.barred.insert(bar.a);
    } else {
      now.conflicts[bar.a].insert(bar.b);
      now.conflicts[bar.b].insert(bar.a);
    }
  }
  for (const Guard& guard : guards_) TRY(guard(tx, panel, now));
  return now;
}

}  // namespace panel::exchange
