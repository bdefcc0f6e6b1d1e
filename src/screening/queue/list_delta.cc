#include "screening/queue/list_delta.h"

#include <algorithm>
#include <memory>

#include "base/limits_change.h"
#include "base/log.h"
#include "match/changes.h"
#include "screening/commands.h"

namespace screening {
namespace {

// The bytes of the small lists and what they are open as.
struct Compiled {
  std::vector<std::string> bytes;
  std::vector<std::unique_ptr<match::CompiledList>> lists;
  std::shared_ptr<const void> now;  // for datasets that are taken whole
};

const match::CompiledList* ListOf(const ListsNow& lists, std::string_view dataset) {
  const auto found = std::find(lists.datasets.begin(), lists.datasets.end(), dataset);
  if (found == lists.datasets.end()) return nullptr;
  return lists.lists[static_cast<std::size_t>(found - lists.datasets.begin())];
}

std::string EditionIn(const ListsNow& lists, std::string_view dataset) {
  const auto found = std::find(lists.datasets.begin(), lists.datasets.end(), dataset);
  if (found == lists.datasets.end()) return {};
  return lists.editions[static_cast<std::size_t>(found - lists.datasets.begin())];
}

std::string Compile(const std::string& dataset, const std::vector<match::ChangedEntry>& changed) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = dataset;
  compiler.BeginList(info);
  for (const match::ChangedEntry& entry : changed) {
    for (const match::EntryRef& ref : entry.after) compiler.Add(ref.list->ReadEntity(ref.index));
  }
  return compiler.Finish(DefaultJobs());
}

}  // namespace

base::Result<ListDelta> DeltaBetween(const ListsNow& before, const ListsNow& now) {
  ListDelta delta;
  auto compiled = std::make_shared<Compiled>();
  compiled->now = now.keep;
  std::set<std::string> datasets(before.datasets.begin(), before.datasets.end());
  datasets.insert(now.datasets.begin(), now.datasets.end());
  compiled->bytes.reserve(datasets.size());
  for (const std::string& dataset : datasets) {
    if (EditionIn(before, dataset) == EditionIn(now, dataset)) continue;
    const match::CompiledList* was = ListOf(before, dataset);
    const match::CompiledList* is = ListOf(now, dataset);
    const match::EditionChanges changes = match::CompareEditions(std::span(&was, was == nullptr ? 0 : 1),
                                                                 std::span(&is, is == nullptr ? 0 : 1));
    for (const match::ChangedEntry& entry : changes.entries) delta.entries.emplace(dataset, entry.id);
    if (changes.added + changes.modified == 0) continue;
    delta.lists.datasets.push_back(dataset);
    if (2 * (changes.added + changes.modified) > changes.after) {
      delta.whole.insert(dataset);
      delta.lists.lists.push_back(is);
      continue;
    }
    const std::string& bytes = compiled->bytes.emplace_back(Compile(dataset, changes.entries));
    compiled->lists.push_back(std::make_unique<match::CompiledList>(
        TRY(match::CompiledList::Open(std::as_bytes(std::span(bytes))))));
    delta.lists.lists.push_back(compiled->lists.back().get());
  }
  delta.lists.version = now.version;
  delta.lists.keep = std::move(compiled);
  return delta;
}

namespace {

// Nothing where the bytes of an earlier edition are no longer kept.
base::Result<std::optional<ListDelta>> DeltaFrom(QueueSeams& seams, const basis_store::Basis& basis,
                                                 const ListsNow& now) {
  const std::optional<ListsNow> before = TRY(seams.former(basis.editions));
  if (!before) return std::optional<ListDelta>();
  return std::optional(TRY(DeltaBetween(*before, now)));
}

}  // namespace

base::Result<Deltas> DeltasOf(QueueSeams& seams, const desk::OrgId& org, std::string_view screened_as,
                              double threshold, const ListsNow& now) {
  std::map<std::string, basis_store::Basis> bases;
  const auto read = [&](db::Transaction& tx) -> base::Status {
    bases.clear();
    for (const db::Row& row : TRY(tx.Query(
             "SELECT DISTINCT screened_as FROM party WHERE org_id = $1 AND screened_as <> $2 AND screened_as "
             "<> '' AND removed_ms IS NULL LIMIT $3",
             {org, screened_as, static_cast<std::int64_t>(base::kMaxDeltaBases)}))) {
      const auto basis = TRY(basis_store::Get(tx, row.Text(0)));
      if (basis && basis->engine == match::kEngineVersion && basis->threshold == threshold)
        bases.emplace(row.Text(0), *basis);
    }
    return base::Ok();
  };
  TRY(seams.database.Read(read));
  Deltas deltas;
  for (const auto& [digest, basis] : bases) {
    base::Result<std::optional<ListDelta>> delta = DeltaFrom(seams, basis, now);
    // Earlier editions only save work: where one cannot be read, everything is compared.
    if (!delta)
      base::LogWarning("former-edition-not-read",
                       {{"code", base::CodeName(delta.error().code)}, {"internal", delta.error().internal}});
    else if (*delta)
      deltas.emplace(digest, std::move(**delta));
  }
  return deltas;
}

}  // namespace screening
