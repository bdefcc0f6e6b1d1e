#include "screening/queue/screening_batch.h"

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "base/limits_lists.h"
#include "screening/queue/alert_store.h"
#include "screening/queue/harm.h"
#include "screening/queue/party_store.h"
#include "screening/queue/record.h"

namespace screening {
namespace {

// What one batch leads to, gathered first and written in few statements.
struct Writes {
  std::vector<QueuedAlert> added;
  std::vector<alert_store::NewEvent> events;
  std::vector<party_store::Copy> party_copies;
  std::vector<party_store::Copy> entry_copies;
  std::set<std::string> copied;
  ScreeningCounts counts;
};

void Keep(Writes& writes, std::vector<party_store::Copy>& copies, const std::string& hash, std::string text) {
  if (writes.copied.insert(hash).second) copies.push_back({hash, std::move(text)});
}

// The parties of the batch that still are what was compared, each with what it was compared with before.
using Unchanged = std::map<std::string, std::string>;
base::Result<Unchanged> UnchangedOf(db::Transaction& tx, const desk::OrgId& org, const ScreenedBatch& batch) {
  std::map<std::string, const Party*> compared;
  std::vector<PartyId> ids;
  for (const Party& party : batch.parties) {
    compared.emplace(party.id.text(), &party);
    ids.push_back(party.id);
  }
  db::SqlText sql("SELECT id, content_hash, spend, screened_as FROM party WHERE org_id = ");
  sql.Bind(org.text()).Add(" AND removed_ms IS NULL AND id IN ").BindAll(ids);
  Unchanged unchanged;
  for (const db::Row& row : TRY(tx.Query(sql.sql(), sql.params()))) {
    const Party& party = *compared.at(row.Text(0));
    const bool same_spend = party.spend ? !row.IsNull(2) && *party.spend == row.Int(2) : row.IsNull(2);
    if (party.content_hash == row.Text(1) && same_spend) unchanged.emplace(row.Text(0), row.Text(3));
  }
  return unchanged;
}

// A party of the batch as it is written: the pairs that were found and the stored alerts that they stand
// beside.
struct Outcome {
  const Party* party = nullptr;
  std::vector<FoundPair> found;
  std::vector<QueuedAlert> stored;
};

base::Result<Memory> MemoryOf(db::Transaction& tx, const desk::OrgId& org,
                              const std::vector<Outcome>& outcomes) {
  std::set<std::string> hashes;
  for (const Outcome& outcome : outcomes)
    if (!outcome.found.empty()) hashes.insert(outcome.party->content_hash);
  std::map<std::pair<std::string, std::string>, Judgement> remembered;
  for (alert_store::Remembered& one : TRY(alert_store::RememberedOf(tx, org, {hashes.begin(), hashes.end()})))
    remembered.emplace(std::pair(one.party_hash, one.entry_hash), std::move(one.judgement));
  return Memory(
      [remembered = std::move(remembered)](const std::string& party_hash,
                                           const std::string& entry_hash) -> std::optional<Judgement> {
        const auto known = remembered.find(std::pair(party_hash, entry_hash));
        if (known == remembered.end()) return std::nullopt;
        return known->second;
      });
}

// What differs between the contents an alert had and those it has now.
base::Result<std::vector<FieldChange>> ChangesOf(db::Transaction& tx, const desk::OrgId& org,
                                                 const QueuedAlert& before, const Party& party,
                                                 const FoundPair& pair) {
  std::vector<FieldChange> changes;
  if (before.party_hash != party.content_hash) {
    const entity::Entity old = TRY(party_store::GetCopy(tx, org, before.party_hash));
    changes = Differences(old, party.entity, false);
  }
  if (before.entry_hash != pair.entry_hash) {
    const entity::Entity old = TRY(party_store::GetCopy(tx, desk::OrgId(), before.entry_hash));
    const entity::Entity now = TRY(ReadRecord(pair.entry_text));
    for (FieldChange& change : Differences(old, now, true)) changes.push_back(std::move(change));
  }
  return changes;
}

std::string_view SignalOf(Effect effect) {
  if (effect == Effect::kNew || effect == Effect::kFoundAgain) return "alert.new";
  return effect == Effect::kWithdrawn ? "alert.withdrawn" : "alert.changed";
}

EventKind EventOf(Effect effect) {
  switch (effect) {
    case Effect::kFoundAgain:
      return EventKind::kFoundAgain;
    case Effect::kChanged:
      return EventKind::kChanged;
    case Effect::kWithdrawn:
      return EventKind::kWithdrawn;
    default:
      return EventKind::kFound;
  }
}

void Count(const PairUpdate& update, ScreeningCounts& counts) {
  if (update.effect == Effect::kNew || update.effect == Effect::kFoundAgain) ++counts.found;
  if (update.effect == Effect::kChanged) ++counts.changed;
  if (update.effect == Effect::kWithdrawn) ++counts.withdrawn;
  if (update.carried) ++counts.carried;
}

base::Status Apply(QueueSeams& seams, db::Transaction& tx, const desk::OrgId& org, const Party& party,
                   PairUpdate update, const QueuedAlert* before, Writes& writes) {
  QueuedAlert& alert = update.alert;
  if (update.found != nullptr) {
    Keep(writes, writes.party_copies, party.content_hash, RecordText(party.entity));
    Keep(writes, writes.entry_copies, update.found->entry_hash, update.found->entry_text);
    if (before != nullptr && update.effect != Effect::kNumbers && !update.carried)
      alert.changes = TRY(ChangesOf(tx, org, *before, party, *update.found));
    if (update.carried) alert.changes.clear();
  }
  if (before == nullptr) {
    alert.id = AlertId::New(seams.random);
    writes.added.push_back(alert);
  } else {
    TRY(alert_store::Update(tx, org, alert));
  }
  if (update.effect == Effect::kNumbers) return base::Ok();
  Count(update, writes.counts);
  writes.events.push_back({.alert = alert.id, .kind = EventOf(update.effect)});
  if (update.carried)
    writes.events.push_back({.alert = alert.id, .kind = EventKind::kCarried, .decision = alert.decision});
  return seams.signal(tx, org, SignalOf(update.effect), alert_store::SignalText(alert));
}

base::Status CheckRun(db::Transaction& tx, const desk::OrgId& org, std::int64_t run) {
  const auto row = TRY(tx.QueryOne("SELECT run FROM screening_org WHERE org_id = $1", {org}));
  if (row && row->Int(0) == run) return base::Ok();
  return base::Error{base::Code::kConflict, "a later screening goes on in its place", {}};
}

base::Status MarkScreened(db::Transaction& tx, const desk::OrgId& org, const ScreenedBatch& batch,
                          const Unchanged& unchanged, const RunPlan& plan, base::UtcTime now) {
  // One statement for each number of goods, so that each row is written once.
  std::map<std::int64_t, std::vector<std::string>> by_goods;
  for (std::size_t i = 0; i < batch.parties.size(); ++i) {
    const std::string& id = batch.parties[i].id.text();
    if (unchanged.contains(id)) by_goods[batch.goods[i]].push_back(id);
  }
  for (const auto& [goods, ids] : by_goods) {
    db::SqlText sql("UPDATE party SET screened_ms = ");
    sql.Bind(now.ms).Add(", screened_as = ").Bind(plan.screened_as).Add(", goods = ").Bind(goods);
    sql.Add(" WHERE org_id = ").Bind(org.text()).Add(" AND id IN ").BindAll(ids);
    TRY(tx.Execute(sql.sql(), sql.params()));
  }
  return base::Ok();
}

// Where a party has as many alerts as are kept, others were left out, and which ones depends on all of them.
bool MayBeCut(const std::vector<QueuedAlert>& known, const std::vector<FoundPair>& found) {
  const auto open = std::count_if(known.begin(), known.end(),
                                  [](const QueuedAlert& alert) { return alert.stage != Stage::kWithdrawn; });
  return static_cast<std::size_t>(open) + found.size() >= base::kMaxAlertsPerParty;
}

// The stored alerts that were compared again; the others stand.
std::vector<QueuedAlert> Concerned(std::vector<QueuedAlert> known, const ListDelta* delta) {
  if (delta == nullptr) return known;
  std::erase_if(known,
                [&](const QueuedAlert& alert) { return !delta->Concerns(alert.dataset, alert.entry_id); });
  return known;
}

base::Result<std::vector<Outcome>> OutcomesOf(db::Transaction& tx, const desk::OrgId& org,
                                              const RunPlan& plan, const ScreenedBatch& batch,
                                              const Unchanged& unchanged, ScreeningCounts& counts) {
  std::vector<PartyId> ids;
  for (const Party& party : batch.parties) ids.push_back(party.id);
  std::map<std::string, std::vector<QueuedAlert>> stored;
  for (QueuedAlert& alert : TRY(alert_store::OfParties(tx, org, ids)))
    stored[alert.party.text()].push_back(std::move(alert));
  std::vector<Outcome> outcomes;
  for (std::size_t i = 0; i < batch.parties.size(); ++i) {
    const Party& party = batch.parties[i];
    const auto same = unchanged.find(party.id.text());
    if (same == unchanged.end()) continue;
    std::vector<QueuedAlert>& known = stored[party.id.text()];
    const ListDelta* delta = plan.DeltaOf(batch.screened_as[i]);
    Outcome& outcome = outcomes.emplace_back();
    outcome.party = &party;
    outcome.found = batch.found[i];
    if (delta != nullptr && (same->second != batch.screened_as[i] || MayBeCut(known, outcome.found))) {
      delta = nullptr;
      match::Scratch scratch;
      outcome.found = FindPairs(party, plan.lists, plan.threshold, scratch);
    }
    outcome.stored = Concerned(std::move(known), delta);
    counts.by_change += delta == nullptr ? 0 : 1;
  }
  return outcomes;
}

base::Status Finish(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor, const Writes& writes) {
  TRY(party_store::PutCopies(tx, actor.org, writes.party_copies));
  TRY(party_store::PutCopies(tx, desk::OrgId(), writes.entry_copies));
  TRY(alert_store::Insert(tx, actor.org, writes.added));
  TRY(alert_store::AddEvents(seams, tx, actor.org, actor, writes.events));
  const ScreeningCounts& counts = writes.counts;
  if (counts.found + counts.changed + counts.withdrawn == 0) return base::Ok();
  return seams.audit.Append(tx, actor, "alerts.screen", {},
                            {{"found", std::to_string(counts.found)},
                             {"carried", std::to_string(counts.carried)},
                             {"changed", std::to_string(counts.changed)},
                             {"withdrawn", std::to_string(counts.withdrawn)}});
}

}  // namespace

std::vector<FoundPair> FindPairs(const Party& party, const ListsNow& lists, double threshold,
                                 match::Scratch& scratch) {
  const match::ScreenOptions options{
      .threshold = threshold, .limit = base::kMaxAlertsPerParty, .explain = false};
  std::map<std::pair<std::string_view, std::string>, FoundPair> pairs;
  for (const match::Alert& alert : match::Screen(party.entity, lists.lists, options, scratch)) {
    if (!alert.match) continue;
    const std::string_view dataset = lists.datasets[alert.list_index];
    const auto [place, added] = pairs.try_emplace(std::pair(dataset, alert.id));
    if (!added) continue;  // they come best first
    const entity::Entity entry = lists.lists[alert.list_index]->ReadEntity(alert.index);
    FoundPair& pair = place->second;
    pair.dataset = dataset;
    pair.entry_id = alert.id;
    pair.entry_caption = alert.caption;
    pair.entry_hash = EntryHash(entry);
    pair.entry_text = RecordText(entry);
    pair.score = alert.score;
    pair.name_similarity = alert.name_similarity;
    pair.identity = alert.identity;
    pair.harm = HarmIfMissed({entry.All(entity::prop::Topics()), alert.score, alert.identity, party.spend});
  }
  std::vector<FoundPair> found;
  for (auto& [key, pair] : pairs) found.push_back(std::move(pair));
  return found;
}

std::int64_t CountGoods(const Party& party, const ListsNow& lists) {
  if (lists.goods == nullptr) return 0;
  return static_cast<std::int64_t>(lists.goods->Find(party.entity, base::kMaxGoodsAlertsPerParty).size());
}

base::Result<ScreeningCounts> WriteBatch(QueueSeams& seams, db::Transaction& tx, const desk::Actor& actor,
                                         const RunPlan& plan, const ScreenedBatch& batch) {
  TRY(CheckRun(tx, actor.org, plan.run));
  const base::UtcTime now = seams.clock.Now();
  const Unchanged unchanged = TRY(UnchangedOf(tx, actor.org, batch));
  Writes writes;
  const std::vector<Outcome> outcomes = TRY(OutcomesOf(tx, actor.org, plan, batch, unchanged, writes.counts));
  const Memory memory = TRY(MemoryOf(tx, actor.org, outcomes));
  for (const Outcome& outcome : outcomes) {
    const Party& party = *outcome.party;
    const std::vector<QueuedAlert>& known = outcome.stored;
    for (PairUpdate& update : UpdatesOf(party, outcome.found, known, memory, plan.lists.version, now)) {
      const auto before = std::find_if(known.begin(), known.end(),
                                       [&](const QueuedAlert& alert) { return alert.id == update.alert.id; });
      TRY(Apply(seams, tx, actor.org, party, std::move(update), before == known.end() ? nullptr : &*before,
                writes));
    }
    ++writes.counts.parties;
  }
  TRY(Finish(seams, tx, actor, writes));
  TRY(MarkScreened(tx, actor.org, batch, unchanged, plan, now));
  return writes.counts;
}

}  // namespace screening
