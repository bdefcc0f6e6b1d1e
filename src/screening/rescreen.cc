#include "screening/rescreen.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <vector>

#include "match/rescreen.h"

namespace screening {
namespace {

void Count(const match::ScoreChange& change, RescreenTotals& totals) {
  const std::string_view name = ChangeName(change);
  ++(name == "new" ? totals.found : name == "changed" ? totals.changed : totals.withdrawn);
}

void Add(const RescreenTotals& more, RescreenTotals& totals) {
  totals.parties += more.parties;
  totals.changed_parties += more.changed_parties;
  totals.found += more.found;
  totals.changed += more.changed;
  totals.withdrawn += more.withdrawn;
  totals.scored += more.scored;
  totals.goods_parties += more.goods_parties;
  totals.goods_found += more.goods_found;
  totals.goods_changed += more.goods_changed;
  totals.goods_withdrawn += more.goods_withdrawn;
}

void CountGoods(const std::vector<GoodsChange>& goods, RescreenTotals& totals) {
  totals.goods_parties += goods.empty() ? 0 : 1;
  for (const GoodsChange& change : goods)
    ++(!change.before ? totals.goods_found : !change.after ? totals.goods_withdrawn : totals.goods_changed);
}

// The changes of goods by party; of a party without any nothing. Parties are read one by one, which is only
// done where goods changed.
using GoodsByParty = std::map<std::uint32_t, std::vector<GoodsChange>>;
base::Result<GoodsByParty> GoodsOf(const match::CompiledParties& parties, const RescreenRun& run) {
  GoodsByParty all;
  if (run.goods == nullptr || run.goods->size() == 0) return all;
  for (std::uint32_t i = 0; i < parties.size(); ++i) {
    if (run.stop != nullptr && run.stop->load()) return base::Error{base::Code::kConflict, "stopped", {}};
    if (std::vector<GoodsChange> goods = run.goods->For(parties.Read(i)); !goods.empty())
      all.emplace(i, std::move(goods));
  }
  return all;
}

}  // namespace

base::Result<RescreenTotals> RescreenCompiled(const match::CompiledParties& parties,
                                              const match::EditionChanges& editions, const RescreenRun& run,
                                              const Printer& print) {
  match::RescreenOptions options;
  options.threshold = run.threshold;
  options.threads = run.threads;
  options.stop = run.stop;
  const match::Rescreened found = TRY(match::Rescreen(parties, editions.entries, options));
  RescreenTotals totals;
  totals.parties = parties.size();
  totals.scored = found.counts.scored;
  GoodsByParty goods = TRY(GoodsOf(parties, run));
  for (std::size_t i = 0; i < found.changes.size() || !goods.empty();) {
    PartyChanges party;
    constexpr std::uint32_t kNone = UINT32_MAX;
    const std::uint32_t number = std::min(i < found.changes.size() ? found.changes[i].party : kNone,
                                          goods.empty() ? kNone : goods.begin()->first);
    party.row = parties.Row(number);
    if (run.format == ChangeFormat::kTable) party.caption = parties.Read(number).caption;
    for (; i < found.changes.size() && found.changes[i].party == number; ++i) {
      Count(found.changes[i], totals);
      party.changes.push_back(found.changes[i]);
    }
    totals.changed_parties += party.changes.empty() ? 0 : 1;
    if (auto own = goods.extract(number)) party.goods = std::move(own.mapped());
    CountGoods(party.goods, totals);
    TRY(print(PartyLine(party, editions.entries, run.limit, run.format)));
  }
  return totals;
}

base::Result<RescreenTotals> RescreenAll(PartyReader& parties, RejectsFile& rejects,
                                         const match::EditionChanges& editions, const RescreenRun& run,
                                         const Printer& print) {
  RescreenTotals totals;
  bool more = true;
  while (more) {
    match::PartyCompiler compiler;
    PartyRow row;
    while (compiler.size() < run.at_a_time && (more = TRY(parties.Next(row)))) {
      if (run.stop != nullptr && run.stop->load()) return base::Error{base::Code::kConflict, "stopped", {}};
      for (const Reject& reject : row.rejects) TRY(rejects.Add(reject));
      if (row.party) TRY(compiler.Add(row.row, *row.party));
    }
    if (compiler.size() == 0) break;
    const std::string bytes = compiler.Finish({}, run.threads);
    const match::CompiledParties compiled =
        TRY(match::CompiledParties::Open(std::as_bytes(std::span(bytes))));
    Add(TRY(RescreenCompiled(compiled, editions, run, print)), totals);
  }
  return totals;
}

}  // namespace screening
