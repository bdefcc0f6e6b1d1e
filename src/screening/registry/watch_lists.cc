#include "screening/registry/watch_lists.h"

#include <fmt/format.h>

#include <atomic>
#include <filesystem>
#include <map>
#include <mutex>
#include <thread>

#include "base/id.h"
#include "base/limits.h"
#include "base/log.h"
#include "crypto/digest.h"
#include "files/bytes.h"
#include "screening/commands.h"
#include "screening/registry/compile.h"
#include "screening/registry/snapshot.h"
#include "screening/registry/store.h"
#include "screening/registry/temp_dir.h"

namespace screening {

namespace {

// How often an import begins again because somebody else changed the dataset meanwhile.
constexpr int kImportTries = 5;

bool SameFiles(const std::vector<store::StoredFile>& a, const std::vector<store::StoredFile>& b) {
  return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                    [](const store::StoredFile& x, const store::StoredFile& y) {
                      return x.blob == y.blob && x.file.name == y.file.name && x.file.part == y.file.part &&
                             x.file.layout == y.file.layout;
                    });
}

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

// The current edition of a dataset with what a new one is compared with.
struct Former {
  std::optional<store::Edition> edition;
  std::vector<store::StoredFile> files;
  std::string entry_index;
};
base::Result<Former> ReadFormer(db::Transaction& tx, std::string_view dataset) {
  Former former;
  former.edition = TRY(store::CurrentOf(tx, dataset));
  if (!former.edition) return former;
  former.files = TRY(store::Files(tx, former.edition->facts.id));
  former.entry_index = TRY(store::AnyEntryIndex(tx, former.edition->facts.id));
  return former;
}

// An index with the bytes it refers to.
struct MappedIndex {
  files::MappedFile bytes;
  EntryIndex index;
};
base::Result<std::optional<MappedIndex>> MapIndex(desk::Blobs& blobs, std::string_view blob) {
  if (blob.empty()) return std::optional<MappedIndex>();
  files::MappedFile bytes = TRY(blobs.Map(blob));
  EntryIndex index = TRY(EntryIndex::Open(bytes.bytes()));
  return std::optional<MappedIndex>(MappedIndex{std::move(bytes), std::move(index)});
}

base::Error Busy(std::string_view dataset) {
  return {
      base::Code::kBusy, fmt::format("The dataset {} is being changed by others; try again.", dataset), {}};
}

}  // namespace

struct WatchLists::Impl {
  explicit Impl(desk::Desk& d) : desk(d) {}

  desk::Desk& desk;
  std::vector<ChangedHook> hooks;

  std::mutex current_mutex;  // guards `current`
  std::shared_ptr<const ListSnapshot> current;
  std::atomic<std::int64_t> polled_ms{0};

  std::mutex load_mutex;  // one thread looks and loads; guards what follows
  std::int64_t version = -1;

  std::shared_ptr<const ListSnapshot> Get() {
    const std::lock_guard lock(current_mutex);
    return current;
  }

  base::Status Look();  // with load_mutex held
  base::Status Load();
  base::Result<std::vector<store::Edition>> CompileMissing(std::vector<store::Edition> editions);
  base::Status CompileAgain(const ListEdition& edition);

  // An import on its way: compiled, its files mapped.
  struct Import {
    CompiledDataset made;
    std::vector<files::MappedFile> mapped;  // of the files
    std::vector<store::StoredFile> files;
    ListEdition facts;
    std::string former;  // id of the edition it is compared with, or empty
    BuiltIndex index;
  };
  base::Result<Import> Prepare(std::string_view dataset, const std::string& path, const Progress& progress);
  base::Result<std::optional<ListEdition>> Compare(Import& import);
  base::Status Store(const desk::Actor& actor, Import& import);
  base::Status Changed(db::Transaction& tx, const desk::Actor& actor);
};

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

// ---- importing

base::Result<WatchLists::Impl::Import> WatchLists::Impl::Prepare(std::string_view dataset,
                                                                 const std::string& path,
                                                                 const Progress& progress) {
  TRY(CheckDatasetName(dataset));
  Import import;
  const std::vector<lists::Source> sources = TRY(lists::FindSources(path));
  import.made = TRY(CompileDataset(dataset, sources, DefaultJobs(), progress));
  for (const ListFile& file : import.made.files) {
    import.mapped.push_back(TRY(files::MappedFile::Open(file.path)));
    import.files.push_back({file, crypto::Sha256Hex(import.mapped.back().text())});
  }
  ListEdition& facts = import.facts;
  facts.id = base::NewIdText(desk.random());
  facts.dataset = dataset;
  facts.layout = import.made.layout;
  facts.date = import.made.date;
  facts.sha256 = import.made.sha256;
  facts.entities = static_cast<std::int64_t>(import.made.entities);
  facts.names = static_cast<std::int64_t>(import.made.names);
  facts.problems = static_cast<std::int64_t>(import.made.problem_count);
  facts.imported = desk.clock().Now();
  return import;
}

// Compares with the current edition; gives that where nothing is new.
base::Result<std::optional<ListEdition>> WatchLists::Impl::Compare(Import& import) {
  const Former former =
      TRY(desk.database().Read([&](db::Transaction& tx) { return ReadFormer(tx, import.facts.dataset); }));
  if (former.edition && !former.edition->facts.blob.empty() && SameFiles(former.files, import.files))
    return std::optional<ListEdition>(former.edition->facts);
  import.former = former.edition ? former.edition->facts.id : std::string();
  const std::optional<MappedIndex> before = TRY(MapIndex(desk.blobs(), former.entry_index));
  const match::CompiledList list =
      TRY(match::CompiledList::Open(std::as_bytes(std::span(import.made.bytes))));
  TRY(list.Verify());
  import.index = BuildEntryIndex(list, before ? &before->index : nullptr, import.facts.imported);
  import.facts.added = static_cast<std::int64_t>(import.index.added);
  import.facts.changed = static_cast<std::int64_t>(import.index.changed);
  import.facts.removed = static_cast<std::int64_t>(import.index.removed);
  return std::optional<ListEdition>();
}

base::Status WatchLists::Impl::Changed(db::Transaction& tx, const desk::Actor& actor) {
  TRY(store::BumpVersion(tx));
  for (const ChangedHook& hook : hooks) TRY(hook(tx, actor));
  return base::Ok();
}

base::Status WatchLists::Impl::Store(const desk::Actor& actor, Import& import) {
  return desk.database().Write([&](db::Transaction& tx) -> base::Status {
    ListEdition& facts = import.facts;
    const std::optional<store::Edition> now = TRY(store::CurrentOf(tx, facts.dataset));
    if ((now ? now->facts.id : std::string()) != import.former)
      return base::Error{base::Code::kConflict, "", "current edition changed"};
    TRY(store::Insert(tx, facts));
    for (const files::MappedFile& file : import.mapped) TRY(desk.blobs().Put(tx, file.text()));
    TRY(store::PutFiles(tx, facts.id, import.files));
    TRY(store::PutCompiled(tx, desk.blobs(), facts.id, import.made.bytes, import.index.bytes));
    TRY(store::PutProblems(tx, facts.id, import.made.problems));
    TRY(store::PutChanges(tx, facts.id, import.index.changes));
    TRY(store::SetCurrent(tx, facts.dataset, facts.id));
    TRY(store::Prune(tx, desk.blobs(), facts.dataset));
    TRY(desk.audit().Append(tx, actor, "list.import", "list:" + facts.dataset,
                            {{"edition", facts.id},
                             {"sha256", facts.sha256},
                             {"entries", std::to_string(facts.entities)},
                             {"added", std::to_string(facts.added)},
                             {"changed", std::to_string(facts.changed)},
                             {"removed", std::to_string(facts.removed)}}));
    return Changed(tx, actor);
  });
}

base::Result<ListEdition> WatchLists::ImportPath(const desk::Actor& actor, std::string_view dataset,
                                                 const std::string& path, const Progress& progress,
                                                 std::string_view source) {
  Impl::Import import = TRY(impl_->Prepare(dataset, path, progress));
  const std::filesystem::path given(path);
  const std::filesystem::path last = given.has_filename() ? given.filename() : given.parent_path().filename();
  import.facts.source = source.empty() ? last.string() : std::string(source);
  import.facts.imported_by = actor.label;
  const auto total = static_cast<std::int64_t>(import.made.entities);
  for (int attempt = 0; attempt < kImportTries; ++attempt) {
    if (progress) progress(total, total, "comparing");
    if (std::optional<ListEdition> same = TRY(impl_->Compare(import))) return *same;
    if (progress) progress(total, total, "storing");
    const base::Status stored = impl_->Store(actor, import);
    if (stored) {
      const std::lock_guard lock(impl_->load_mutex);
      TRY(impl_->Look());
      return Edition(import.facts.id);
    }
    if (stored.error().code != base::Code::kConflict) return stored.error();
  }
  return Busy(dataset);
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
