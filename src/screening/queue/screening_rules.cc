#include "screening/queue/screening_rules.h"

#include <cmath>
#include <map>
#include <utility>

namespace screening {
namespace {

using PairKey = std::pair<std::string_view, std::string_view>;

bool SameNumber(double a, double b) {
  return std::llround(a * 1e6) == std::llround(b * 1e6);
}

void SetContents(QueuedAlert& alert, const Party& party, const FoundPair& pair, std::string_view snapshot) {
  alert.party = party.id;
  alert.party_caption = party.entity.caption;
  alert.party_hash = party.content_hash;
  alert.party_schema = party.entity.schema;
  alert.country = party.country;
  alert.dataset = pair.dataset;
  alert.entry_id = pair.entry_id;
  alert.entry_caption = pair.entry_caption;
  alert.entry_hash = pair.entry_hash;
  alert.score = pair.score;
  alert.name_similarity = pair.name_similarity;
  alert.identity = pair.identity;
  alert.harm = pair.harm;
  alert.snapshot = snapshot;
}

// Decided where a decision on these contents is remembered, else waiting. Who decided an earlier content
// stays behind `alert.judgement`, so that it can be shown.
bool Place(QueuedAlert& alert, const Memory& memory) {
  const std::optional<Judgement> remembered = memory(alert.party_hash, alert.entry_hash);
  alert.decision = Decision::kNone;
  alert.stage = Stage::kWaiting;
  alert.carried = false;
  if (!remembered || remembered->decision == Decision::kNone || remembered->decision == Decision::kUnsure)
    return false;
  alert.stage = Stage::kDecided;
  alert.decision = remembered->decision;
  alert.judgement = remembered->id;
  alert.decided_by = remembered->decided_by;
  alert.decided = remembered->decided;
  alert.carried = true;
  return true;
}

PairUpdate Compared(const Party& party, const FoundPair& pair, const QueuedAlert* stored,
                    const Memory& memory, std::string_view snapshot, base::UtcTime now) {
  PairUpdate update;
  update.found = &pair;
  if (stored != nullptr) update.alert = *stored;
  const bool same =
      stored != nullptr && stored->party_hash == party.content_hash && stored->entry_hash == pair.entry_hash;
  const bool open = stored != nullptr && stored->stage != Stage::kWithdrawn;
  if (same && open) {
    const bool numbers = SameNumber(stored->score, pair.score) &&
                         SameNumber(stored->name_similarity, pair.name_similarity) &&
                         stored->harm == pair.harm && stored->identity == pair.identity;
    if (numbers) return update;
    update.effect = Effect::kNumbers;
  } else if (stored == nullptr) {
    update.effect = Effect::kNew;
    update.alert.created = now;
  } else {
    update.effect = open ? Effect::kChanged : Effect::kFoundAgain;
  }
  SetContents(update.alert, party, pair, snapshot);
  update.alert.changed = now;
  if (update.effect != Effect::kNumbers) update.carried = Place(update.alert, memory);
  return update;
}

}  // namespace

std::vector<PairUpdate> UpdatesOf(const Party& party, const std::vector<FoundPair>& found,
                                  const std::vector<QueuedAlert>& stored, const Memory& memory,
                                  std::string_view snapshot, base::UtcTime now) {
  std::map<PairKey, const QueuedAlert*> left;
  for (const QueuedAlert& alert : stored) left.emplace(PairKey(alert.dataset, alert.entry_id), &alert);
  std::vector<PairUpdate> updates;
  for (const FoundPair& pair : found) {
    const auto known = left.find(PairKey(pair.dataset, pair.entry_id));
    const QueuedAlert* alert = known == left.end() ? nullptr : known->second;
    if (known != left.end()) left.erase(known);
    PairUpdate update = Compared(party, pair, alert, memory, snapshot, now);
    if (update.effect != Effect::kNone) updates.push_back(std::move(update));
  }
  for (const auto& [key, alert] : left) {
    if (alert->stage == Stage::kWithdrawn) continue;
    PairUpdate update;
    update.effect = Effect::kWithdrawn;
    update.alert = *alert;
    update.alert.stage = Stage::kWithdrawn;
    update.alert.snapshot = snapshot;
    update.alert.changed = now;
    updates.push_back(std::move(update));
  }
  return updates;
}

}  // namespace screening
