#include "panel/exchange/barriers.h"

#include "base/limits_panel.h"
#include "db/sql_text.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

constexpr std::string_view kSelect =
    "SELECT m.id, m.panel_id, m.org_id, m.name, m.constituency, m.country, m.sectors, m.state, "
    "m.admitted_ms, "
    "m.created_ms, m.version, b.id, b.title, b.details, b.hindered, b.hindered_words, b.state, b.owner_id, "
    "o.name, "
    "o.org_id, b.plan, b.result, b.review_ms, b.created_ms, b.changed_ms, b.version FROM exchange_barrier b "
    "JOIN "
    "panel_member m ON m.id = b.member_id LEFT JOIN panel_member o ON o.id = b.owner_id ";

Barrier FromRow(const db::Row& row) {
  Barrier barrier;
  barrier.reporter = MemberFromRow(row);
  barrier.panel = barrier.reporter.panel;
  std::size_t at = 11;
  barrier.id = row.IdAt<BarrierId>(at++);
  barrier.title = row.Text(at++);
  barrier.details = row.Text(at++);
  barrier.hindered = TypesOf(row.Text(at++));
  barrier.hindered_words = row.Text(at++);
  barrier.state = NamedOf<BarrierState>(row.Text(at++)).value_or(BarrierState::kReported);
  barrier.owner = row.IdAt<MemberId>(at++);
  barrier.owner_name = row.Text(at++);
  barrier.owner_org = row.IdAt<desk::OrgId>(at++);
  barrier.plan = row.Text(at++);
  barrier.result = row.Text(at++);
  barrier.review = base::UtcTime{row.Int(at++)};
  barrier.created = base::UtcTime{row.Int(at++)};
  barrier.changed = base::UtcTime{row.Int(at++)};
  barrier.version = row.Int(at);
  return barrier;
}

base::Result<Barrier> Read(db::Transaction& tx, const BarrierId& id) {
  const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kSelect) + "WHERE b.id = $1", {id}));
  if (!row) return NoSuchRow();
  return FromRow(*row);
}

base::Status MayAct(const Viewer& viewer, const desk::Actor& actor, const Barrier& barrier, BarrierAct act) {
  const bool owner = viewer.member && viewer.member->state == MemberState::kAdmitted &&
                     viewer.member->id == barrier.owner && actor.Can(desk::Permission::kPanelTakePart);
  if (viewer.host || (owner && (act == BarrierAct::kPlan || act == BarrierAct::kLift))) return base::Ok();
  return base::Error{base::Code::kForbidden, desk::tr("This is for its owner or the secretariat to do."), {}};
}

base::Status CheckReview(base::UtcTime review, base::UtcTime now) {
  if (review.ms <= now.ms)
    return base::Invalid(desk::tr("Say on which day to look again; it must lie ahead."));
  return base::Ok();
}

// What the act changes besides the state.
base::Status Change(Gatekeeper& gate, db::Transaction& tx, Barrier& barrier, BarrierAct act,
                    const BarrierChange& change) {
  const std::string words = TRY(Tidy(change.words, base::kMaxExchangeText));
  if (words.empty() && act != BarrierAct::kAssign)
    return base::Invalid(act == BarrierAct::kPlan ? desk::tr("Write the plan.") : desk::tr("Say why."));
  const base::UtcTime now = gate.seams.clock.Now();
  switch (act) {
    case BarrierAct::kAssign: {
      const Member owner = TRY(gate.directory.Get(tx, change.owner));
      if (owner.panel != barrier.panel || owner.state != MemberState::kAdmitted)
        return base::NotFound(desk::tr("There is no such member."));
      TRY(CheckReview(change.review, now));
      barrier.owner = change.owner;
      barrier.review = change.review;
      break;
    }
    case BarrierAct::kPlan:
      TRY(CheckReview(change.review, now));
      barrier.plan = words;
      barrier.review = change.review;
      break;
    case BarrierAct::kReopen:
      barrier.owner = {};
      barrier.review = {};
      barrier.result = {};
      break;
    default:
      barrier.result = words;
      barrier.review = {};
  }
  return base::Ok();
}

}  // namespace

base::Result<BarrierId> Barriers::Report(const desk::Actor& actor, const Barrier& barrier) {
  const std::string title = TRY(Tidy(barrier.title, base::kMaxExchangeTitle));
  const std::string details = TRY(Tidy(barrier.details, base::kMaxExchangeText));
  const std::string whom = TRY(Tidy(barrier.hindered_words, base::kMaxExchangeText));
  if (title.empty()) return base::Invalid(desk::tr("Say in a few words what it is."));
  const BarrierId id = BarrierId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    const Viewer viewer = TRY(gate_.MustTakePart(tx, actor, barrier.panel));
    TRY(
        tx.Execute("INSERT INTO exchange_barrier(id, panel_id, member_id, title, details, hindered, "
                   "hindered_words, state, "
                   "owner_id, plan, result, review_ms, created_ms, changed_ms, version) VALUES ($1, $2, $3, "
                   "$4, $5, $6, $7, "
                   "'reported', NULL, '', '', 0, $8, $8, 0)",
                   {id, barrier.panel, viewer.member->id, title, details, TypesText(barrier.hindered), whom,
                    gate_.seams.clock.Now().ms}));
    return gate_.Record(tx, actor, {.noun = "barrier", .id = id.text(), .act = "report", .to = "reported"});
  };
  TRY(gate_.seams.database.Write(store));
  return id;
}

base::Status Barriers::Act(const desk::Actor& actor, const BarrierId& id, BarrierAct act,
                           const BarrierChange& change) {
  const auto store = [&](db::Transaction& tx) -> base::Status {
    Barrier barrier = TRY(Read(tx, id));
    const base::Result<Viewer> viewer = gate_.MustRead(tx, actor, barrier.panel);
    if (!viewer) return NoSuchRow();
    const auto state_words = [](BarrierState state) { return NameOf(state); };
    const auto act_words = [](BarrierAct one) { return NameOf(one); };
    const std::span<const Step<BarrierState, BarrierAct>> steps(kBarrierSteps);
    const BarrierState after = TRY(Next(steps, barrier.state, act, state_words, act_words));
    TRY(MayAct(*viewer, actor, barrier, act));
    if (change.version && *change.version != barrier.version) return ChangedMeanwhile();
    TRY(Change(gate_, tx, barrier, act, change));
    const std::int64_t changed =
        TRY(tx.Execute("UPDATE exchange_barrier SET state = $2, owner_id = $3, plan = $4, result = $5, "
                       "review_ms = $6, changed_ms "
                       "= $7, version = version + 1 WHERE id = $1 AND version = $8",
                       {id, NameOf(after), barrier.owner, barrier.plan, barrier.result, barrier.review.ms,
                        gate_.seams.clock.Now().ms, barrier.version}));
    if (changed == 0) return ChangedMeanwhile();
    return gate_.Record(
        tx, actor,
        {.noun = "barrier", .id = id.text(), .act = NameOf(act), .to = NameOf(after), .words = change.words});
  };
  return gate_.seams.database.Write(store);
}

base::Result<Barrier> Barriers::Get(const desk::Actor& actor, const BarrierId& id) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Barrier> {
    Barrier barrier = TRY(Read(tx, id));
    if (!gate_.MustRead(tx, actor, barrier.panel)) return NoSuchRow();
    return barrier;
  });
}

base::Result<PageOf<Barrier>> Barriers::List(const desk::Actor& actor, const PanelId& panel,
                                             const BarrierFilter& filter, std::string_view after,
                                             std::size_t limit) {
  const std::optional<Place> place = TRY(PlaceOf(after));
  const std::size_t most = std::min(limit, base::kMaxExchangePage);
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<PageOf<Barrier>> {
    TRY(gate_.MustRead(tx, actor, panel));
    db::SqlText sql(kSelect);
    sql.Add("WHERE b.panel_id = ").Bind(panel);
    if (filter.state) sql.Add(" AND b.state = ").Bind(NameOf(*filter.state));
    if (!filter.owner.empty()) sql.Add(" AND b.owner_id = ").Bind(filter.owner);
    if (filter.hindered)
      sql.Add(" AND (b.hindered = '' OR (',' || b.hindered || ',') LIKE ")
          .Bind("%," + std::string(desk::OrgTypeName(*filter.hindered)) + ",%")
          .Add(")");
    if (filter.late) sql.Add(" AND b.review_ms > 0 AND b.review_ms <= ").Bind(gate_.seams.clock.Now().ms);
    if (place)
      sql.Add(" AND (b.created_ms < ")
          .Bind(place->ms)
          .Add(" OR (b.created_ms = ")
          .Bind(place->ms)
          .Add(" AND b.id < ")
          .Bind(place->id)
          .Add("))");
    sql.Add(" ORDER BY b.created_ms DESC, b.id DESC LIMIT ").Bind(static_cast<std::int64_t>(most) + 1);
    const db::Rows rows = TRY(sql.Query(tx));
    PageOf<Barrier> page;
    for (const db::Row& row : rows) {
      if (page.items.size() == most) {
        page.next = PlaceText(page.items.back().created.ms, page.items.back().id.text());
        break;
      }
      page.items.push_back(FromRow(row));
    }
    return page;
  });
}

base::Result<std::vector<Gatekeeper::Event>> Barriers::History(const desk::Actor& actor,
                                                               const BarrierId& id) {
  const Barrier barrier = TRY(Get(actor, id));
  return gate_.seams.database.Read(
      [&](db::Transaction& tx) { return gate_.History(tx, barrier.panel, id.text()); });
}

base::Result<Barriers::Waiting> Barriers::WaitingFor(const desk::Actor& actor, const PanelId& panel) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Waiting> {
    const Viewer viewer = TRY(gate_.MustRead(tx, actor, panel));
    Waiting waiting;
    const MemberId own = viewer.member ? viewer.member->id : MemberId();
    if (viewer.host) {
      const std::optional<db::Row> row = TRY(tx.QueryOne(
          "SELECT COUNT(*) FROM exchange_barrier WHERE panel_id = $1 AND state = 'reported'", {panel}));
      waiting.to_assign = row ? row->Int(0) : 0;
    }
    const std::optional<db::Row> row =
        TRY(tx.QueryOne("SELECT COUNT(*) FROM exchange_barrier WHERE panel_id = $1 AND state IN ('owned', "
                        "'planned') AND review_ms "
                        "<= $2 AND (owner_id = $3 OR $4 = 1)",
                        {panel, gate_.seams.clock.Now().ms, std::string_view(own.text()),
                         std::int64_t{viewer.host ? 1 : 0}}));
    waiting.to_review = row ? row->Int(0) : 0;
    return waiting;
  });
}

}  // namespace panel::exchange
