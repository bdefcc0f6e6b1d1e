#include "screening/registry/watch_lists.h"

#include <fmt/format.h>

#include <filesystem>
#include <map>

#include "base/limits.h"
#include "base/log.h"
#include "screening/commands.h"
#include "screening/registry/temp_dir.h"
#include "screening/registry/watch_lists_impl.h"

namespace screening {

namespace {

// What the store says is current now.
struct State {
  std::int64_t version = 0;
  std::vector<store::Edition> editions;
};
base::Result<State> ReadState(db::Transaction& tx) {
  State state;
  state.version = TRY(store::Version(tx));
  state.editions = TRY(store::Current(tx));
  return state;
}

}  // namespace

base::Result<std::optional<MappedIndex>> MapIndex(desk::Blobs& blobs, std::string_view blob) {
  if (blob.empty()) return std::optional<MappedIndex>();
  files::MappedFile bytes = TRY(blobs.Map(blob));
  EntryIndex index = TRY(EntryIndex::Open(bytes.bytes()));
  return std::optional<MappedIndex>(MappedIndex{std::move(bytes), std::move(index)});
}

// ---- looking and loading

base::Status WatchLists::Impl::Look() {
  const std::int64_t now = desk.clock().Now().ms;
  const std::int64_t there =
      TRY(desk.database().Read([](db::Transaction& tx) { return store::Version(tx); }));
  if (there != version || !Get()) TRY(Load());
  polled_ms = now;
  return base::Ok();
}

base::Status WatchLists::Impl::Load() {
  State state = TRY(desk.database().Read(ReadState));
  state.editions = TRY(CompileMissing(std::move(state.editions)));
  const std::shared_ptr<const ListSnapshot> before = Get();
  std::shared_ptr<const ListSnapshot> fresh =
      TRY(MakeSnapshot(desk.blobs(), state.editions, before ? &before->impl() : nullptr));
  version = state.version;
  const std::lock_guard lock(current_mutex);
  current = std::move(fresh);
  return base::Ok();
}

base::Result<std::vector<store::Edition>> WatchLists::Impl::CompileMissing(
    std::vector<store::Edition> editions) {
  for (store::Edition& edition : editions) {
    if (!edition.facts.blob.empty()) continue;
    TRY(CompileAgain(edition.facts));
    const std::optional<store::Edition> now =
        TRY(desk.database().Read([&](db::Transaction& tx) { return store::Find(tx, edition.facts.id); }));
    if (!now || now->facts.blob.empty())
      return base::Corrupt(fmt::format("the watch list {} cannot be compiled", edition.facts.dataset));
    edition = *now;
  }
  return editions;
}

base::Status WatchLists::Impl::CompileAgain(const ListEdition& edition) {
  base::LogInfo("list-compiled-again",
                {{"dataset", edition.dataset}, {"edition", edition.id}, {"engine", match::kEngineVersion}});
  const TempDir dir = TRY(TempDir::Create(desk.config().data_dir + "/work"));
  const auto stored =
      TRY(desk.database().Read([&](db::Transaction& tx) { return store::Files(tx, edition.id); }));
  std::vector<ListFile> files;
  for (const store::StoredFile& file : stored) {
    const std::string folder = fmt::format("{}/{}", dir.path(), file.file.part);
    std::error_code fault;
    std::filesystem::create_directories(folder, fault);
    const files::MappedFile bytes = TRY(desk.blobs().Map(file.blob));
    TRY(files::WriteFile(folder + "/" + file.file.name, bytes.text()));
    files.push_back(file.file);
  }
  const CompiledDataset made =
      TRY(CompileDataset(edition.dataset, SourcesOf(files, dir.path()), DefaultJobs(), {}));
  const match::CompiledList list = TRY(match::CompiledList::Open(std::as_bytes(std::span(made.bytes))));
  const std::string former_blob =
      TRY(desk.database().Read([&](db::Transaction& tx) { return store::AnyEntryIndex(tx, edition.id); }));
  const std::optional<MappedIndex> former = TRY(MapIndex(desk.blobs(), former_blob));
  const BuiltIndex index = BuildEntryIndex(list, former ? &former->index : nullptr, edition.imported);
  return desk.database().Write([&](db::Transaction& tx) {
    return store::PutCompiled(tx, desk.blobs(), edition.id, made.bytes, index.bytes);
  });
}

base::Result<std::shared_ptr<const ListSnapshot>> WatchLists::Current() {
  std::shared_ptr<const ListSnapshot> snapshot = impl_->Get();
  const std::int64_t now = impl_->desk.clock().Now().ms;
  const std::int64_t polled = impl_->polled_ms;
  if (snapshot && now >= polled && now - polled < base::kListPollMs) return snapshot;
  std::unique_lock lock(impl_->load_mutex, std::defer_lock);
  if (!snapshot) {
    lock.lock();
    if (impl_->Get()) return impl_->Get();
  } else if (!lock.try_lock()) {
    return snapshot;  // another thread is looking
  }
  const base::Status looked = impl_->Look();
  if (looked) return impl_->Get();
  if (!snapshot) return looked.error();
  base::LogWarning("lists-not-read",
                   {{"code", base::CodeName(looked.error().code)}, {"internal", looked.error().internal}});
  impl_->polled_ms = now;
  return snapshot;
}

base::Result<std::shared_ptr<const ListSnapshot>> WatchLists::Latest() {
  const std::lock_guard lock(impl_->load_mutex);
  TRY(impl_->Look());
  return impl_->Get();
}

base::Result<std::shared_ptr<const ListSnapshot>> WatchLists::Earlier(
    std::span<const std::string> edition_ids) {
  std::vector<store::Edition> editions;
  const auto read = [&](db::Transaction& tx) -> base::Status {
    editions.clear();
    for (const std::string& id : edition_ids) {
      const std::optional<store::Edition> found = TRY(store::Find(tx, id));
      if (found && found->kept && !found->facts.blob.empty()) editions.push_back(*found);
    }
    return base::Ok();
  };
  TRY(impl_->desk.database().Read(read));
  if (editions.size() != edition_ids.size()) return std::shared_ptr<const ListSnapshot>();
  const std::shared_ptr<const ListSnapshot> current = impl_->Get();
  return MakeSnapshot(impl_->desk.blobs(), editions, current ? &current->impl() : nullptr);
}

// ---- asking and choosing

base::Result<std::vector<ListEdition>> WatchLists::Editions(std::string_view dataset) {
  std::vector<ListEdition> editions;
  const auto found = TRY(impl_->desk.database().Read([&](db::Transaction& tx) {
    return dataset.empty() ? store::Current(tx) : store::OfDataset(tx, dataset);
  }));
  for (const store::Edition& edition : found) editions.push_back(edition.facts);
  return editions;
}

base::Result<ListEdition> WatchLists::Edition(std::string_view id) {
  const std::optional<store::Edition> found =
      TRY(impl_->desk.database().Read([&](db::Transaction& tx) { return store::Find(tx, id); }));
  if (!found) return base::NotFound("There is no such edition.");
  return found->facts;
}

base::Result<std::vector<lists::Problem>> WatchLists::Problems(std::string_view edition, std::int64_t first,
                                                               std::size_t limit) {
  return impl_->desk.database().Read(
      [&](db::Transaction& tx) { return store::Problems(tx, edition, first, limit); });
}

base::Result<std::vector<EntryChange>> WatchLists::Changes(std::string_view edition, std::int64_t first,
                                                           std::size_t limit) {
  return impl_->desk.database().Read(
      [&](db::Transaction& tx) { return store::Changes(tx, edition, first, limit); });
}

base::Status WatchLists::Withdraw(const desk::Actor& actor, std::string_view dataset) {
  const base::Status done = impl_->desk.database().Write([&](db::Transaction& tx) -> base::Status {
    if (!TRY(store::ClearCurrent(tx, dataset)))
      return base::NotFound("There is no such dataset, or it is withdrawn already.");
    TRY(impl_->desk.audit().Append(tx, actor, "list.withdraw", "list:" + std::string(dataset)));
    return impl_->Changed(tx, actor);
  });
  if (!done) return done;
  const std::lock_guard lock(impl_->load_mutex);
  return impl_->Look();
}

base::Status WatchLists::Restore(const desk::Actor& actor, std::string_view edition_id) {
  const base::Status done = impl_->desk.database().Write([&](db::Transaction& tx) -> base::Status {
    const std::optional<store::Edition> found = TRY(store::Find(tx, edition_id));
    if (!found) return base::NotFound("There is no such edition.");
    if (!found->kept) {
      return base::Error{base::Code::kConflict,
                         fmt::format("The files of this edition are no longer kept (only of the last {}).",
                                     base::kMaxKeptEditions),
                         {}};
    }
    if (found->facts.current) return base::Ok();
    TRY(store::SetCurrent(tx, found->facts.dataset, edition_id));
    TRY(impl_->desk.audit().Append(tx, actor, "list.restore", "list:" + found->facts.dataset,
                                   {{"edition", std::string(edition_id)}}));
    return impl_->Changed(tx, actor);
  });
  if (!done) return done;
  const std::lock_guard lock(impl_->load_mutex);
  return impl_->Look();
}

void WatchLists::OnChange(ChangedHook hook) {
  impl_->hooks.push_back(std::move(hook));
}

// ---- finding the one of a desk

namespace {

struct Made {
  std::mutex mutex;
  std::map<const desk::Desk*, WatchLists*> lists;
};
Made& MadeLists() {
  static Made made;
  return made;
}

}  // namespace

WatchLists::WatchLists(desk::Desk& desk) : impl_(std::make_unique<Impl>(desk)) {
  const std::lock_guard lock(MadeLists().mutex);
  MadeLists().lists[&desk] = this;
}

WatchLists::~WatchLists() {
  const std::lock_guard lock(MadeLists().mutex);
  MadeLists().lists.erase(&impl_->desk);
}

WatchLists& WatchListsOf(desk::Desk& desk) {
  const std::lock_guard lock(MadeLists().mutex);
  const auto found = MadeLists().lists.find(&desk);
  CHECK(found != MadeLists().lists.end());
  return *found->second;
}

}  // namespace screening
