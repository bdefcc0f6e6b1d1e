#include "screening/queue/screening_run.h"

#include <fmt/format.h>

#include <algorithm>

#include "crypto/digest.h"
#include "match/goods_words.h"
#include "screening/commands.h"
#include "screening/pipeline.h"
#include "screening/queue/party_store.h"
#include "screening/queue/screening_batch.h"
#include "screening/queue/settings.h"

namespace screening {
namespace {

constexpr std::size_t kBatch = 200;
constexpr std::size_t kBatchesAhead = 2;

// The parties that were not compared yet with what the run compares with, after `after`, in order of their
// ids.
base::Result<ScreenedBatch> NextParties(db::Transaction& tx, const desk::OrgId& org,
                                        std::string_view screened_as, std::string_view after) {
  db::SqlText sql(party_store::Select(false) + " WHERE p.org_id = ");
  sql.Bind(org.text()).Add(" AND p.removed_ms IS NULL AND p.screened_as <> ").Bind(screened_as);
  sql.Add(" AND p.id > ").Bind(after).Add(" ORDER BY p.id LIMIT ").Bind(std::int64_t{kBatch});
  ScreenedBatch batch;
  std::vector<PartyId> ids;
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params()))) {
    batch.parties.push_back(TRY(party_store::Read(row)));
    ids.push_back(batch.parties.back().id);
  }
  if (ids.empty()) return batch;
  db::SqlText before("SELECT screened_as FROM party WHERE org_id = ");
  before.Bind(org.text()).Add(" AND id IN ").BindAll(ids).Add(" ORDER BY id");
  for (const db::Row& row : TRY(before.Query(tx))) batch.screened_as.push_back(row.Text(0));
  CHECK(batch.screened_as.size() == batch.parties.size());  // one transaction sees one state
  return batch;
}

base::Result<std::int64_t> CountParties(db::Transaction& tx, const desk::OrgId& org,
                                        std::string_view screened_as) {
  const auto row = TRY(
      tx.QueryOne("SELECT count(*) FROM party WHERE org_id = $1 AND removed_ms IS NULL AND screened_as <> $2",
                  {org, screened_as}));
  return row->Int(0);
}

std::string ScreenedAs(const ListsNow& lists, double threshold) {
  return crypto::Sha256Hex(fmt::format("{}\n{}\n{:.6f}\n{}", lists.version, match::kEngineVersion, threshold,
                                       match::GoodsVersion()))
      .substr(0, 32);
}

base::Status RememberBasis(QueueSeams& seams, const RunPlan& plan) {
  const auto there = [&](db::Transaction& tx) { return basis_store::Has(tx, plan.screened_as); };
  if (TRY(seams.database.Read(there))) return base::Ok();
  basis_store::Basis basis{std::string(match::kEngineVersion), plan.threshold, {}};
  for (std::size_t i = 0; i < plan.lists.datasets.size(); ++i)
    basis.editions.push_back({plan.lists.datasets[i], plan.lists.editions[i]});
  return seams.database.Write(
      [&](db::Transaction& tx) { return basis_store::Put(tx, plan.screened_as, basis, seams.clock.Now()); });
}

// The run's number comes before its lists: a run that began later never has older lists.
base::Result<RunPlan> Begin(QueueSeams& seams, const desk::OrgId& org) {
  RunPlan plan;
  const auto claim = [&](db::Transaction& tx) -> base::Status {
    TRY(EnsureOrganisation(tx, org));
    const db::Rows rows = TRY(
        tx.Query("UPDATE screening_org SET run = run + 1 WHERE org_id = $1 RETURNING run, threshold", {org}));
    plan.run = rows.at(0).Int(0);
    plan.threshold = rows.at(0).Real(1);
    return base::Ok();
  };
  TRY(seams.database.Write(claim));
  plan.lists = TRY(seams.lists());
  plan.screened_as = ScreenedAs(plan.lists, plan.threshold);
  TRY(RememberBasis(seams, plan));
  plan.deltas = TRY(DeltasOf(seams, org, plan.screened_as, plan.threshold, plan.lists));
  return plan;
}

void Add(ScreeningCounts& sum, const ScreeningCounts& more) {
  sum.parties += more.parties;
  sum.by_change += more.by_change;
  sum.found += more.found;
  sum.carried += more.carried;
  sum.changed += more.changed;
  sum.withdrawn += more.withdrawn;
}

}  // namespace

base::Result<ScreeningCounts> Screening::Run(const desk::Actor& actor, const ScreeningHooks& hooks) {
  const RunPlan plan = TRY(Begin(seams_, actor.org));
  const auto count = [&](db::Transaction& tx) { return CountParties(tx, actor.org, plan.screened_as); };
  const std::int64_t total = TRY(seams_.database.Read(count));
  const unsigned threads = total > static_cast<std::int64_t>(kBatch) ? DefaultJobs() : 1;
  std::vector<match::Scratch> scratches(threads);
  ScreeningCounts counts;
  std::string last;
  std::int64_t done = 0;
  const auto produce = [&](ScreenedBatch& batch) -> base::Result<bool> {
    batch = TRY(seams_.database.Read(
        [&](db::Transaction& tx) { return NextParties(tx, actor.org, plan.screened_as, last); }));
    if (!batch.parties.empty()) last = batch.parties.back().id.text();
    return !batch.parties.empty();
  };
  const auto compare = [&](ScreenedBatch& batch, unsigned worker) {
    for (std::size_t i = 0; i < batch.parties.size(); ++i) {
      const ListDelta* delta = plan.DeltaOf(batch.screened_as[i]);
      const ListsNow& lists = delta == nullptr ? plan.lists : delta->lists;
      batch.found.push_back(FindPairs(batch.parties[i], lists, plan.threshold, scratches[worker]));
      batch.goods.push_back(CountGoods(batch.parties[i], plan.lists));
    }
  };
  const auto write = [&](ScreenedBatch& batch) -> base::Status {
    if (hooks.stopped && hooks.stopped()) return base::Error{base::Code::kConflict, "stopped", {}};
    Add(counts, TRY(seams_.database.Write(
                    [&](db::Transaction& tx) { return WriteBatch(seams_, tx, actor, plan, batch); })));
    done += static_cast<std::int64_t>(batch.parties.size());
    if (hooks.progress) hooks.progress(done, std::max(done, total));
    return base::Ok();
  };
  TRY(Pipeline<ScreenedBatch>(threads, threads + kBatchesAhead).Run(produce, compare, write));
  return counts;
}

base::Status Screening::EnqueueAll(db::Transaction& tx, const desk::Actor& actor) {
  for (const db::Row& row : TRY(tx.Query("SELECT org_id FROM screening_org ORDER BY org_id"))) {
    desk::Actor acting = actor;
    acting.org = row.IdAt<desk::OrgId>(0);
    TRY(EnqueueScreening(seams_, tx, acting));
  }
  return base::Ok();
}

base::Status Screening::EnqueueDue(const desk::Actor& actor) {
  const ListsNow lists = TRY(seams_.lists());
  const auto enqueue = [&](db::Transaction& tx) -> base::Status {
    for (const db::Row& row : TRY(tx.Query("SELECT org_id, threshold FROM screening_org ORDER BY org_id"))) {
      desk::Actor acting = actor;
      acting.org = row.IdAt<desk::OrgId>(0);
      const auto due = TRY(tx.QueryOne(
          "SELECT 1 FROM party WHERE org_id = $1 AND removed_ms IS NULL AND screened_as <> $2 LIMIT 1",
          {acting.org, ScreenedAs(lists, row.Real(1))}));
      if (due) TRY(EnqueueScreening(seams_, tx, acting));
    }
    return base::Ok();
  };
  TRY(seams_.database.Write(enqueue));
  seams_.nudge();
  return base::Ok();
}

base::Result<desk::JobId> EnqueueScreening(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor) {
  return seams.enqueue(tx, actor, kScreenJob, "Screening of all parties", "{}");
}

}  // namespace screening
