#include "screening/registry/snapshot.h"

#include <fmt/format.h>

#include "base/limits.h"
#include "crypto/digest.h"

namespace screening {

namespace {

// How much of the digest names a version.
constexpr std::size_t kVersionDigits = 16;

}  // namespace

base::Result<std::shared_ptr<const LoadedList>> LoadList(desk::Blobs& blobs, std::string_view compiled,
                                                         std::string_view entry_index) {
  files::MappedFile compiled_bytes = TRY(blobs.Map(compiled));
  files::MappedFile index_bytes = TRY(blobs.Map(entry_index));
  match::CompiledList list = TRY(match::CompiledList::Open(compiled_bytes.bytes()));
  TRY(list.Verify());
  EntryIndex index = TRY(EntryIndex::Open(index_bytes.bytes()));
  if (index.size() != list.entity_count())
    return base::Corrupt("the index of a list's entries belongs to another list");
  return std::shared_ptr<const LoadedList>(std::make_shared<LoadedList>(
      LoadedList{std::move(compiled_bytes), std::move(index_bytes), std::move(list), std::move(index)}));
}

std::size_t ListSnapshot::Impl::NumberOf(const match::CompiledList& list) const {
  const auto found = numbers.find(&list);
  CHECK(found != numbers.end());
  return found->second;
}

base::Result<std::shared_ptr<const ListSnapshot>> MakeSnapshot(desk::Blobs& blobs,
                                                               const std::vector<store::Edition>& current,
                                                               const ListSnapshot::Impl* before) {
  auto impl = std::make_unique<ListSnapshot::Impl>();
  std::string all(match::kEngineVersion);
  for (const store::Edition& edition : current) {
    std::shared_ptr<const LoadedList> loaded;
    for (std::size_t i = 0; before != nullptr && i < before->editions.size(); ++i)
      if (before->editions[i].blob == edition.facts.blob && before->editions[i].id == edition.facts.id)
        loaded = before->loaded[i];
    if (!loaded) {
      base::Result<std::shared_ptr<const LoadedList>> fresh =
          LoadList(blobs, edition.facts.blob, edition.entry_index);
      if (!fresh) {
        const base::Error& why = fresh.error();
        return base::Error{
            why.code,
            fmt::format("the watch list {} cannot be loaded: {}", edition.facts.dataset, why.external),
            why.internal};
      }
      loaded = std::move(*fresh);
    }
    all += fmt::format("\n{} {}", edition.facts.id, edition.facts.blob);
    impl->numbers.emplace(&loaded->compiled, impl->lists.size());
    impl->lists.push_back(&loaded->compiled);
    impl->loaded.push_back(std::move(loaded));
    impl->editions.push_back(edition.facts);
  }
  impl->goods.emplace(impl->lists);
  impl->version = crypto::Sha256Hex(all).substr(0, kVersionDigits);
  return std::shared_ptr<const ListSnapshot>(std::make_shared<ListSnapshot>(std::move(impl)));
}

ListSnapshot::ListSnapshot(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
ListSnapshot::~ListSnapshot() = default;

std::span<const match::CompiledList* const> ListSnapshot::lists() const {
  return impl_->lists;
}

base::Result<std::vector<const match::CompiledList*>> ListSnapshot::ListsOf(std::string_view dataset) const {
  if (dataset == "default") return impl_->lists;
  for (std::size_t i = 0; i < impl_->editions.size(); ++i)
    if (impl_->editions[i].dataset == dataset) return std::vector{impl_->lists[i]};
  return base::NotFound(fmt::format("There is no dataset {}; GET /catalog names those there are.",
                                    dataset.substr(0, base::kMaxDatasetNameBytes)));
}

const std::vector<ListEdition>& ListSnapshot::editions() const {
  return impl_->editions;
}

const match::GoodsIndex& ListSnapshot::goods() const {
  return *impl_->goods;
}

const std::string& ListSnapshot::version() const {
  return impl_->version;
}

std::optional<ListSnapshot::Found> ListSnapshot::FindEntry(std::string_view entry_id) const {
  for (std::size_t i = 0; i < impl_->editions.size(); ++i) {
    const std::uint32_t entry = impl_->loaded[i]->index.Find(entry_id);
    if (entry != EntryIndex::kNone) return Found{impl_->lists[i], entry, impl_->editions[i].dataset};
  }
  return std::nullopt;
}

std::optional<ListSnapshot::Found> ListSnapshot::FindEntry(std::string_view dataset,
                                                           std::string_view entry_id) const {
  for (std::size_t i = 0; i < impl_->editions.size(); ++i) {
    if (impl_->editions[i].dataset != dataset) continue;
    const std::uint32_t entry = impl_->loaded[i]->index.Find(entry_id);
    if (entry != EntryIndex::kNone) return Found{impl_->lists[i], entry, impl_->editions[i].dataset};
  }
  return std::nullopt;
}

std::string_view ListSnapshot::DatasetOf(const match::CompiledList& list) const {
  return EditionOf(list).dataset;
}

const EntryIndex& ListSnapshot::IndexOf(const match::CompiledList& list) const {
  return impl_->loaded[impl_->NumberOf(list)]->index;
}

const ListEdition& ListSnapshot::EditionOf(const match::CompiledList& list) const {
  return impl_->editions[impl_->NumberOf(list)];
}

}  // namespace screening
