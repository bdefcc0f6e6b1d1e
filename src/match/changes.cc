#include "match/changes.h"

#include <algorithm>
#include <map>
#include <unordered_map>

#include "match/compiled.h"
#include "match/payload.h"

namespace match {
namespace {

struct ListRef {
  const CompiledList* file = nullptr;
  std::uint32_t list = 0;
  bool paired = false;

  const ListInfo& info() const { return file->lists()[list]; }
};

std::vector<ListRef> ListsOf(std::span<const CompiledList* const> files) {
  std::vector<ListRef> lists;
  for (const CompiledList* file : files) {
    for (std::uint32_t i = 0; i < file->lists().size(); ++i) lists.push_back({file, i});
  }
  return lists;
}

// The one list that is not paired yet and fits; null where there is none or more than one.
template <typename Fits>
ListRef* OnlyOne(std::vector<ListRef>& lists, const Fits& fits) {
  ListRef* only = nullptr;
  for (ListRef& list : lists) {
    if (list.paired || !fits(list)) continue;
    if (only != nullptr) return nullptr;
    only = &list;
  }
  return only;
}

// The lists of both editions, each under the name in which its changes are told.
class Pairing {
 public:
  Pairing(std::span<const CompiledList* const> before, std::span<const CompiledList* const> after)
      : before_(ListsOf(before)), after_(ListsOf(after)) {
    for (ListRef& now : after_)
      Pair(OnlyOne(before_, [&](const ListRef& l) { return l.info().name == now.info().name; }), &now);
    for (ListRef& now : after_) {
      if (now.paired) continue;
      const auto of_layout = [&](const ListRef& l) { return l.info().layout == now.info().layout; };
      if (OnlyOne(after_, of_layout) == &now) Pair(OnlyOne(before_, of_layout), &now);
    }
    if (before_.size() == 1 && after_.size() == 1 && !after_[0].paired) Pair(&before_[0], &after_[0]);
    for (const ListRef& list : before_) names_before_.try_emplace({list.file, list.list}, list.info().name);
    for (const ListRef& list : after_) names_after_[{list.file, list.list}] = list.info().name;
  }

  const std::string& Before(const CompiledList* file, std::uint32_t list) const {
    return names_before_.at({file, list});
  }
  const std::string& After(const CompiledList* file, std::uint32_t list) const {
    return names_after_.at({file, list});
  }
  std::vector<std::pair<std::string, std::string>> TakeRenamed() { return std::move(renamed_); }
  std::vector<std::string> OnlyBefore() const { return Unpaired(before_); }
  std::vector<std::string> OnlyAfter() const { return Unpaired(after_); }

 private:
  void Pair(ListRef* before, ListRef* after) {
    if (before == nullptr || after == nullptr) return;
    before->paired = after->paired = true;
    const std::string& name = after->info().name;
    names_before_[{before->file, before->list}] = name;
    if (before->info().name != name) renamed_.emplace_back(before->info().name, name);
  }

  static std::vector<std::string> Unpaired(const std::vector<ListRef>& lists) {
    std::vector<std::string> names;
    for (const ListRef& list : lists) {
      if (!list.paired) names.push_back(list.info().name);
    }
    return names;
  }

  using Key = std::pair<const CompiledList*, std::uint32_t>;
  std::vector<ListRef> before_;
  std::vector<ListRef> after_;
  std::map<Key, std::string> names_before_;
  std::map<Key, std::string> names_after_;
  std::vector<std::pair<std::string, std::string>> renamed_;
};

bool SameContent(const EntryRef& a, const EntryRef& b) {
  const CompiledList::Impl& x = a.list->impl();
  const CompiledList::Impl& y = b.list->impl();
  if (!(x.SchemaOf(a.index) == y.SchemaOf(b.index))) return false;
  if (x.PayloadOf(a.index) == y.PayloadOf(b.index)) return true;
  const entity::Entity one = a.list->ReadEntity(a.index);
  const entity::Entity other = b.list->ReadEntity(b.index);
  return one.id == other.id && one.caption == other.caption &&
         std::equal(one.values.begin(), one.values.end(), other.values.begin(), other.values.end(),
                    [](const entity::Value& v, const entity::Value& w) {
                      return v.property == w.property && v.text == w.text;
                    });
}

bool SameEntries(const ChangedEntry& entry) {
  return std::equal(entry.before.begin(), entry.before.end(), entry.after.begin(), entry.after.end(),
                    SameContent);
}

using ById = std::unordered_map<std::string_view, ChangedEntry>;

}  // namespace

EditionChanges CompareEditions(std::span<const CompiledList* const> before,
                               std::span<const CompiledList* const> after) {
  Pairing pairing(before, after);
  std::map<std::string_view, ById> lists;
  EditionChanges changes;
  for (const CompiledList* file : before) {
    changes.before += file->entity_count();
    for (std::uint32_t i = 0; i < file->entity_count(); ++i)
      lists[pairing.Before(file, file->ListOf(i))][IdOfPayload(file->impl().PayloadOf(i))].before.push_back(
          {file, i});
  }
  for (const CompiledList* file : after) {
    changes.after += file->entity_count();
    for (std::uint32_t i = 0; i < file->entity_count(); ++i)
      lists[pairing.After(file, file->ListOf(i))][IdOfPayload(file->impl().PayloadOf(i))].after.push_back(
          {file, i});
  }
  for (auto& [list, by_id] : lists) {
    const std::size_t first = changes.entries.size();
    for (auto& [id, entry] : by_id) {
      if (SameEntries(entry)) continue;
      entry.list = list;
      entry.id = id;
      ++(entry.before.empty() ? changes.added : entry.after.empty() ? changes.deleted : changes.modified);
      changes.entries.push_back(std::move(entry));
    }
    std::sort(changes.entries.begin() + static_cast<std::ptrdiff_t>(first), changes.entries.end(),
              [](const ChangedEntry& a, const ChangedEntry& b) { return a.id < b.id; });
  }
  changes.renamed = pairing.TakeRenamed();
  changes.only_before = pairing.OnlyBefore();
  changes.only_after = pairing.OnlyAfter();
  return changes;
}

}  // namespace match
