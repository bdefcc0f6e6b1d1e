#include "screening/goods_changes.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "match/goods.h"
#include "match/match.h"

namespace screening {
namespace {

// What a screening says of one good; an entry of several countries says several things of one party.
using Told = std::vector<std::tuple<std::string, std::string, std::string, std::string, std::string>>;

}  // namespace

// The changed goods of one edition as a list of their own, named as in the later edition on either side.
struct GoodsChanges::Side {
  std::string bytes;
  std::optional<match::CompiledList> list;
  std::optional<match::GoodsIndex> index;
  std::vector<std::uint32_t> entries;  // of each entry of the list, its position in the changed entries

  static base::Result<std::shared_ptr<const Side>> Of(
      std::span<const match::ChangedEntry> changed,
      const std::vector<match::EntryRef> match::ChangedEntry::* refs) {
    static const entity::Schema commodity = entity::SchemaNamed("Commodity");
    auto side = std::make_shared<Side>();
    match::ListCompiler compiler;
    const std::string* name = nullptr;
    for (std::uint32_t i = 0; i < changed.size(); ++i) {
      for (const match::EntryRef& ref : changed[i].*refs) {
        const entity::Entity entry = ref.list->ReadEntity(ref.index);
        if (entry.schema != commodity) continue;
        if (name == nullptr || *name != changed[i].list) {
          name = &changed[i].list;
          match::ListInfo info;
          info.name = *name;
          compiler.BeginList(info);
        }
        compiler.Add(entry);
        side->entries.push_back(i);
      }
    }
    if (side->entries.empty()) return std::shared_ptr<const Side>();
    side->bytes = compiler.Finish();
    side->list.emplace(TRY(match::CompiledList::Open(std::as_bytes(std::span(side->bytes)))));
    const match::CompiledList* const lists[] = {&*side->list};
    side->index.emplace(lists);
    return std::shared_ptr<const Side>(std::move(side));
  }

  static std::map<std::uint32_t, Told> For(const Side* side, const entity::Entity& party) {
    std::map<std::uint32_t, Told> told;
    if (side == nullptr) return told;
    for (match::GoodsAlert& goods : side->index->Find(party, SIZE_MAX))
      told[side->entries[goods.index]].emplace_back(std::move(goods.product), std::move(goods.commodity),
                                                    std::move(goods.country), std::move(goods.source),
                                                    std::move(goods.caption));
    return told;
  }
};

base::Result<GoodsChanges> GoodsChanges::Of(std::span<const match::ChangedEntry> entries) {
  GoodsChanges changes;
  changes.before_ = TRY(Side::Of(entries, &match::ChangedEntry::before));
  changes.after_ = TRY(Side::Of(entries, &match::ChangedEntry::after));
  std::set<std::uint32_t> goods;
  for (const auto& side : {changes.before_, changes.after_})
    if (side != nullptr) goods.insert(side->entries.begin(), side->entries.end());
  changes.size_ = goods.size();
  return changes;
}

std::vector<GoodsChange> GoodsChanges::For(const entity::Entity& party) const {
  const std::map<std::uint32_t, Told> before = Side::For(before_.get(), party);
  const std::map<std::uint32_t, Told> after = Side::For(after_.get(), party);
  std::vector<GoodsChange> changes;
  for (const auto& [entry, told] : before) {
    const auto now = after.find(entry);
    if (now == after.end() || now->second != told)
      changes.push_back({entry, true, now != after.end(), std::get<0>(told.front())});
  }
  for (const auto& [entry, told] : after)
    if (!before.contains(entry)) changes.push_back({entry, false, true, std::get<0>(told.front())});
  std::sort(changes.begin(), changes.end(),
            [](const GoodsChange& a, const GoodsChange& b) { return a.entry < b.entry; });
  return changes;
}

}  // namespace screening
