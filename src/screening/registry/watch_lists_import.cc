#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

#include "base/id.h"
#include "crypto/digest.h"
#include "screening/commands.h"
#include "screening/registry/watch_lists_impl.h"

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

base::Error Busy(std::string_view dataset) {
  return {
      base::Code::kBusy, fmt::format("The dataset {} is being changed by others; try again.", dataset), {}};
}

}  // namespace

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

}  // namespace screening
