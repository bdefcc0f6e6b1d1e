#include <algorithm>
#include <array>
#include <map>
#include <unordered_map>
#include <unordered_set>

#include "match/compiled.h"
#include "match/explain.h"
#include "match/pair_score.h"
#include "match/payload.h"
#include "match/score.h"
#include "match/search.h"

namespace match {

struct Scratch::Impl {
  std::unordered_map<std::uint64_t, SearchScratch> by_list;  // by the list's serial
};

Scratch::Scratch() : impl_(std::make_unique<Impl>()) {}
Scratch::~Scratch() = default;

namespace {

// A party made ready: its names in the kinds that its schema allows, and its facts.
struct PreparedParty {
  const entity::Entity* party = nullptr;
  std::map<Kind, std::vector<PreparedName>> names;
  Facts facts;
};

PreparedParty Prepare(const entity::Entity& party) {
  PreparedParty p;
  p.party = &party;
  for (Kind kind : KindsOf(party.schema)) p.names[kind] = PrepareNames(party, kind);
  p.facts = FactsOf(party);
  return p;
}

entity::Entity EntityAt(const CompiledList::Impl& list, std::uint32_t index) {
  std::optional<entity::Entity> entity = ReadPayload(list.PayloadOf(index), list.SchemaOf(index));
  CHECK(entity.has_value());
  return std::move(*entity);
}

// The best pair of names, by comparing all.
BestName CompareAllNames(const std::vector<PreparedName>& queries, const entity::Entity& entry, Kind kind) {
  BestName best;
  const std::vector<PreparedName> names = PrepareNames(entry, kind);
  for (std::size_t q = 0; q < queries.size(); ++q) {
    for (const PreparedName& name : names) {
      const BestName found{SimilarityOfNames(queries[q].name, name.name), static_cast<std::uint16_t>(q),
                           name.value, name.reading, name.weak};
      if (found.BetterThan(best)) best = found;
    }
  }
  return best;
}

// Judge: the alert of one pair, without its explanation; nothing below the floor.
std::optional<Alert> Judge(const PreparedParty& party, const CompiledList::Impl& list, std::uint32_t index,
                           const entity::Entity& entry, Kind kind, const BestName& best,
                           const ScreenOptions& options) {
  Alert alert;
  PairScore pair = ScorePair(party.facts, FactsOf(entry), entry, kind, best);
  alert.evidence = std::move(pair.evidence);
  const double effects = pair.effects;
  alert.name_similarity = pair.name_similarity;
  alert.score = pair.score;
  if (alert.score < Round6(std::min(options.threshold, kResultFloor)) || alert.score <= 0)
    return std::nullopt;
  alert.identity = IdentityOf(effects);
  alert.match = alert.score >= Round6(options.threshold);
  alert.list = list.lists[list.entities[index].list].name;
  alert.id = entry.id;
  alert.caption = entry.caption;
  alert.schema = entry.schema;
  alert.index = index;
  return alert;
}

struct Ranked {
  Alert alert;
  Kind kind = Kind::kOrganization;
  BestName best;
};

bool RanksBefore(const Ranked& a, const Ranked& b) {
  if (a.alert.score != b.alert.score) return a.alert.score > b.alert.score;
  if (a.alert.list != b.alert.list) return a.alert.list < b.alert.list;
  return a.alert.id < b.alert.id;
}

// Keeps the best `limit` and explains them.
std::vector<Alert> Finish(const PreparedParty& party, std::span<const CompiledList* const> lists,
                          const ScreenOptions& options, std::vector<Ranked>& found) {
  std::sort(found.begin(), found.end(), RanksBefore);
  if (found.size() > options.limit) found.resize(options.limit);
  std::vector<Alert> alerts;
  for (Ranked& r : found) {
    if (options.explain) {
      const entity::Entity entry = EntityAt(lists[r.alert.list_index]->impl(), r.alert.index);
      const std::vector<PreparedName>& queries = party.names.at(r.kind);
      Explain(*party.party, entry, r.kind, queries.empty() ? nullptr : &queries[r.best.query], r.best,
              party.facts, options.threshold, r.alert);
    }
    alerts.push_back(std::move(r.alert));
  }
  return alerts;
}

void ScreenOneList(const PreparedParty& party, const CompiledList& compiled, std::uint32_t list_index,
                   const ScreenOptions& options, SearchScratch& scratch, std::vector<Ranked>& out) {
  const CompiledList::Impl& list = compiled.impl();
  const double floor = std::min(options.threshold, kResultFloor);
  std::map<std::uint32_t, std::pair<Kind, BestName>> best;
  for (const auto& [kind, queries] : party.names) {
    const double least = LeastSimilarity(floor, LargestSupport(party.facts, kind == Kind::kPerson));
    std::array<bool, 256> schema_wanted{};
    for (std::size_t i = 0; i < entity::SchemaNames().size(); ++i) {
      schema_wanted[i] =
          KindOfPair(party.party->schema, entity::Schema(static_cast<std::uint8_t>(i))) == kind;
    }
    const auto wanted = [&](std::uint32_t entity) { return schema_wanted[list.entities[entity].schema]; };
    for (std::size_t q = 0; q < queries.size(); ++q) {
      SearchNames(list, queries[q].name, least, scratch, wanted,
                  [&, of = kind](const NameRecord& name, double similarity) {
                    if (similarity < least) return;
                    const BestName found{similarity, static_cast<std::uint16_t>(q), name.value, name.reading,
                                         name.weak != 0};
                    auto [it, added] = best.try_emplace(name.entity, of, found);
                    if (!added && found.BetterThan(it->second.second)) it->second.second = found;
                  });
    }
  }
  std::unordered_set<std::uint32_t> by_identifier;
  for (std::uint64_t hash : IdentifierHashes(party.facts)) {
    auto it = std::partition_point(list.identifiers.begin(), list.identifiers.end(),
                                   [&](const IdentifierRecord& r) { return r.hash < hash; });
    for (; it != list.identifiers.end() && it->hash == hash; ++it)
      by_identifier.insert(static_cast<std::uint32_t>(it->entity));
  }
  const auto judge = [&](std::uint32_t index, Kind kind, const entity::Entity& entry, const BestName& name) {
    std::optional<Alert> alert = Judge(party, list, index, entry, kind, name, options);
    if (!alert) return;
    alert->list_index = list_index;
    out.push_back({std::move(*alert), kind, name});
  };
  for (std::uint32_t index : by_identifier) {
    const std::optional<Kind> kind = KindOfPair(party.party->schema, list.SchemaOf(index));
    if (!kind || !party.names.contains(*kind)) continue;
    const entity::Entity entry = EntityAt(list, index);
    judge(index, *kind, entry, CompareAllNames(party.names.at(*kind), entry, *kind));
  }
  for (const auto& [index, found] : best) {
    if (!by_identifier.contains(index)) judge(index, found.first, EntityAt(list, index), found.second);
  }
}

}  // namespace

std::vector<Alert> Screen(const entity::Entity& party, std::span<const CompiledList* const> lists,
                          const ScreenOptions& options, Scratch& scratch) {
  const PreparedParty prepared = Prepare(party);
  std::vector<Ranked> found;
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    SearchScratch& own = scratch.impl().by_list[lists[i]->impl().serial];
    ScreenOneList(prepared, *lists[i], i, options, own, found);
  }
  return Finish(prepared, lists, options, found);
}

std::vector<Alert> ScreenByBruteForce(const entity::Entity& party, std::span<const CompiledList* const> lists,
                                      const ScreenOptions& options) {
  const PreparedParty prepared = Prepare(party);
  std::vector<Ranked> found;
  for (std::uint32_t i = 0; i < lists.size(); ++i) {
    const CompiledList::Impl& list = lists[i]->impl();
    for (std::uint32_t e = 0; e < list.entities.size(); ++e) {
      const std::optional<Kind> kind = KindOfPair(party.schema, list.SchemaOf(e));
      if (!kind || !prepared.names.contains(*kind)) continue;
      const entity::Entity entry = EntityAt(list, e);
      const BestName best = CompareAllNames(prepared.names.at(*kind), entry, *kind);
      std::optional<Alert> alert = Judge(prepared, list, e, entry, *kind, best, options);
      if (!alert) continue;
      alert->list_index = i;
      found.push_back({std::move(*alert), *kind, best});
    }
  }
  return Finish(prepared, lists, options, found);
}

}  // namespace match
