#include "panel/exchange/proposals.h"

#include <boost/json.hpp>

#include "base/limits_panel.h"
#include "desk/tr.h"

namespace panel::exchange {
namespace {

namespace json = boost::json;

constexpr std::string_view kColumns =
    "SELECT id, panel_id, job_id, state, offers, needs, fitting, pairs, created_ms, done_ms FROM "
    "exchange_proposal ";

Proposal FromRow(const db::Row& row) {
  return {row.IdAt<ProposalId>(0),
          row.IdAt<PanelId>(1),
          row.IdAt<desk::JobId>(2),
          row.Text(3) == "done",
          row.Int(4),
          row.Int(5),
          row.Int(6),
          row.Int(7),
          base::UtcTime{row.Int(8)},
          base::UtcTime{row.Int(9)}};
}

desk::Actor ActorOf(const desk::Job& job) {
  desk::Actor actor;
  actor.kind = desk::Actor::Kind::kSystem;
  actor.org = job.org;
  actor.label = "job:" + job.id.text();
  return actor;
}

}  // namespace

struct Proposals::Input {
  ProposalId proposal;
  PanelId panel;
  std::vector<Listing> offers;
  std::vector<Listing> needs;
  Circumstances circumstances;
  Underway underway;
};

base::Result<ProposalId> Proposals::Start(const desk::Actor& actor, const PanelId& panel) {
  const ProposalId id = ProposalId::New(gate_.seams.random);
  const auto store = [&](db::Transaction& tx) -> base::Status {
    TRY(gate_.MustHost(tx, actor, panel));
    const std::optional<db::Row> last = TRY(tx.QueryOne(
        std::string(kColumns) + "WHERE panel_id = $1 AND state = 'waiting' AND created_ms > $2 LIMIT 1",
        {panel, gate_.seams.clock.Now().ms - base::kHourMs}));
    if (last) return base::Error{base::Code::kConflict, desk::tr("A plan is being made already."), {}};
    const std::string input = json::serialize(json::object{{"proposal", id.text()}, {"panel", panel.text()}});
    const desk::JobId job = TRY(jobs_.Enqueue(tx, actor, kPlanJob, "Best plan over all open needs", input));
    TRY(tx.Execute(
        "INSERT INTO exchange_proposal(id, panel_id, job_id, state, offers, needs, fitting, pairs, actor, "
        "created_ms, done_ms) VALUES ($1, $2, $3, 'waiting', 0, 0, 0, 0, $4, $5, 0)",
        {id, panel, job, actor.label, gate_.seams.clock.Now().ms}));
    return gate_.seams.audit.Append(tx, actor, "exchange.plan", "proposal:" + id.text());
  };
  TRY(gate_.seams.database.Write(store));
  jobs_.Nudge();
  return id;
}

base::Result<Proposals::Input> Proposals::ReadInput(const desk::Job& job) {
  boost::system::error_code error;
  const json::value parsed = json::parse(job.input, error);
  const json::object* object = error ? nullptr : parsed.if_object();
  const json::value* proposal = object == nullptr ? nullptr : object->if_contains("proposal");
  const json::value* panel = object == nullptr ? nullptr : object->if_contains("panel");
  if (proposal == nullptr || panel == nullptr || !proposal->is_string() || !panel->is_string())
    return base::Corrupt("this job does not say which plan it is for");
  Input input;
  input.proposal = TRY(ProposalId::Parse(std::string_view(proposal->get_string())));
  input.panel = TRY(PanelId::Parse(std::string_view(panel->get_string())));
  const auto read = [&](db::Transaction& tx) -> base::Status {
    input.offers = TRY(ReadOpen(tx, input.panel, Side::kOffer, std::nullopt));
    input.needs = TRY(ReadOpen(tx, input.panel, Side::kNeed, std::nullopt));
    input.circumstances = TRY(bars_.Now(tx, input.panel));
    // Unsent pairs of plans are taken back by this one; all others that live stay as they are.
    const db::Rows rows = TRY(tx.Query(
        "SELECT offer_id, need_id FROM exchange_introduction WHERE panel_id = $1 AND (state IN ('sent', "
        "'offer-yes', 'need-yes', 'agreed', 'underway', 'reported', 'disputed') OR (state = 'proposed' AND "
        "proposal_id IS NULL))",
        {input.panel}));
    for (const db::Row& row : rows) input.underway.emplace(row.IdAt<ListingId>(0), row.IdAt<ListingId>(1));
    return base::Ok();
  };
  TRY(gate_.seams.database.Read(read));
  return input;
}

base::Status Proposals::Run(desk::JobContext& context) {
  context.Progress(0, 0, "Reading offers and needs");
  const Input input = TRY(ReadInput(context.job()));
  const auto total = static_cast<std::int64_t>(input.needs.size());
  const auto step = [&](std::size_t done) {
    context.Progress(static_cast<std::int64_t>(done), total, "Looking for the best plan");
    return !context.stopped();
  };
  const ExchangePlan plan =
      TRY(MakePlan(input.offers, input.needs, input.circumstances, input.underway, step));
  context.Progress(total, total, "Writing the plan");
  TRY(Store(ActorOf(context.job()), input, plan));
  context.SetResult(json::serialize(json::object{{"pairs", plan.pairs.size()}, {"fitting", plan.fitting}}),
                    "/offers/plans/" + input.proposal.text());
  return base::Ok();
}

base::Status Proposals::Store(const desk::Actor& actor, const Input& input, const ExchangePlan& plan) {
  const std::int64_t now = gate_.seams.clock.Now().ms;
  const auto store = [&](db::Transaction& tx) -> base::Status {
    // The job may begin again after a crash: then it replaces what it wrote.
    TRY(tx.Execute("DELETE FROM exchange_proposal_need WHERE proposal_id = $1", {input.proposal}));
    TRY(tx.Execute(
        "UPDATE exchange_introduction SET state = 'taken-back', changed_ms = $2, version = version + 1 "
        "WHERE panel_id = $1 AND state = 'proposed' AND proposal_id IS NOT NULL",
        {input.panel, now}));
    for (const PlannedPair& pair : plan.pairs) {
      const Listing& offer = input.offers[pair.offer];
      const Listing& need = input.needs[pair.need];
      Introduction made;
      made.id = IntroductionId::New(gate_.seams.random);
      made.panel = input.panel;
      made.offer = offer.id;
      made.need = need.id;
      made.offer_org = offer.owner.org;
      made.need_org = need.owner.org;
      made.proposal = input.proposal;
      made.amount = pair.amount;
      made.score = pair.score;
      made.reasons = ReasonsText(pair.reasons);
      made.created = made.changed = base::UtcTime{now};
      TRY(InsertIntroduction(tx, made));
    }
    for (std::size_t i = 0; i < plan.needs.size(); ++i) {
      const NeedOutcome& outcome = plan.needs[i];
      const ListingId best = outcome.best_offer ? input.offers[*outcome.best_offer].id : ListingId();
      const ListingId went_to = outcome.went_to ? input.needs[*outcome.went_to].id : ListingId();
      TRY(tx.Execute(
          "INSERT INTO exchange_proposal_need(proposal_id, need_id, met_m, met_u, fitting, best_offer_id, "
          "best_score, went_to_id, left_out) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
          {input.proposal, input.needs[i].id, outcome.met.millions(), outcome.met.rest(),
           static_cast<std::int64_t>(outcome.fitting), best, outcome.best_score, went_to,
           outcome.mostly ? NameOf(*outcome.mostly) : std::string_view()}));
    }
    TRY(tx.Execute(
        "UPDATE exchange_proposal SET state = 'done', offers = $2, needs = $3, fitting = $4, pairs = "
        "$5, done_ms = $6 WHERE id = $1",
        {input.proposal, static_cast<std::int64_t>(input.offers.size()),
         static_cast<std::int64_t>(input.needs.size()), static_cast<std::int64_t>(plan.fitting),
         static_cast<std::int64_t>(plan.pairs.size()), now}));
    return gate_.seams.audit.Append(tx, actor, "exchange.plan-done", "proposal:" + input.proposal.text(),
                                    {{"pairs", std::to_string(plan.pairs.size())}});
  };
  return gate_.seams.database.Write(store);
}

base::Result<Proposal> Proposals::Get(const desk::Actor& actor, const ProposalId& id) {
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<Proposal> {
    const std::optional<db::Row> row = TRY(tx.QueryOne(std::string(kColumns) + "WHERE id = $1", {id}));
    if (!row) return NoSuchRow();
    const Proposal proposal = FromRow(*row);
    if (!gate_.MustHost(tx, actor, proposal.panel)) return NoSuchRow();
    return proposal;
  });
}

base::Result<std::vector<Proposal>> Proposals::Latest(const desk::Actor& actor, const PanelId& panel) {
  constexpr std::int64_t kShown = 10;
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Proposal>> {
    TRY(gate_.MustHost(tx, actor, panel));
    const db::Rows rows = TRY(tx.Query(
        std::string(kColumns) + "WHERE panel_id = $1 ORDER BY created_ms DESC LIMIT $2", {panel, kShown}));
    std::vector<Proposal> proposals;
    for (const db::Row& row : rows) proposals.push_back(FromRow(row));
    return proposals;
  });
}

base::Result<std::vector<ProposalNeed>> Proposals::Needs(const desk::Actor& actor, const ProposalId& id) {
  const Proposal proposal = TRY(Get(actor, id));
  return gate_.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<ProposalNeed>> {
    const db::Rows rows = TRY(tx.Query(
        "SELECT p.need_id, p.met_m, p.met_u, p.fitting, p.best_offer_id, o.title, p.best_score, "
        "p.went_to_id, "
        "w.title, p.left_out FROM exchange_proposal_need p LEFT JOIN exchange_listing o ON o.id = "
        "p.best_offer_id LEFT JOIN exchange_listing w ON w.id = p.went_to_id WHERE p.proposal_id = $1 "
        "ORDER BY p.fitting, p.best_score, p.need_id LIMIT $2",
        {id, static_cast<std::int64_t>(base::kMaxOpenListings)}));
    std::vector<ProposalNeed> needs;
    for (const db::Row& row : rows) {
      std::optional<Listing> need = TRY(ReadListing(tx, row.IdAt<ListingId>(0)));
      if (!need) continue;
      ProposalNeed one;
      one.need = *std::move(need);
      one.met = TRY(base::Decimal::FromColumns(row.Int(1), row.Int(2)));
      one.fitting = row.Int(3);
      one.best_offer = row.IdAt<ListingId>(4);
      one.best_title = row.Text(5);
      one.best_score = static_cast<int>(row.Int(6));
      one.went_to = row.IdAt<ListingId>(7);
      one.went_to_title = row.Text(8);
      for (std::size_t i = 0; i < static_cast<std::size_t>(LeftOut::kCount); ++i)
        if (NameOf(static_cast<LeftOut>(i)) == row.Text(9)) one.mostly = static_cast<LeftOut>(i);
      needs.push_back(std::move(one));
    }
    return needs;
  });
}

}  // namespace panel::exchange
