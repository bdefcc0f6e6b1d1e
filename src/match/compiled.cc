#include "match/compiled.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstring>

#include "base/hash.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "match/payload.h"
#include "match/verify.h"

namespace match {
namespace {

using base::Corrupt;

std::span<const std::byte> SectionBytes(const CompiledList::Impl& impl, Section section) {
  const SectionRecord& record = impl.header->sections[static_cast<std::size_t>(section)];
  return impl.bytes.subspan(record.offset, record.bytes);
}

template <typename T>
std::span<const T> Records(const CompiledList::Impl& impl, Section section) {
  const std::span<const std::byte> bytes = SectionBytes(impl, section);
  return {reinterpret_cast<const T*>(bytes.data()), bytes.size() / sizeof(T)};
}

std::string_view Text(const CompiledList::Impl& impl, Section section) {
  const std::span<const std::byte> bytes = SectionBytes(impl, section);
  return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

base::Status CheckHeader(const CompiledList::Impl& impl) {
  const std::size_t size = impl.bytes.size();
  if (size < kHeaderBytes) return Corrupt("not a compiled list, or cut off: it has less than one page");
  const Header& h = *impl.header;
  if (std::memcmp(h.magic, kMagic, sizeof kMagic) != 0)
    return Corrupt("not a compiled list (it does not begin with MANUMNX)");
  const auto* raw = reinterpret_cast<const std::byte*>(&h);
  if (crypto::Checksum64({raw, offsetof(Header, header_checksum)}) != h.header_checksum) {
    return Corrupt("damaged: the header does not have its checksum; compile the list again");
  }
  // The rest of the page has no checksum; it is empty.
  const std::span<const std::byte> padding =
      impl.bytes.subspan(sizeof(Header), kHeaderBytes - sizeof(Header));
  if (std::any_of(padding.begin(), padding.end(), [](std::byte b) { return b != std::byte{0}; })) {
    return Corrupt("damaged: the rest of the header page is not empty; compile the list again");
  }
  if (h.format_version != kFormatVersion) {
    return base::Invalid(
        fmt::format("compiled in format {}, this program reads format {}; compile the list again",
                    h.format_version, kFormatVersion));
  }
  const std::string_view engine(h.engine_version, strnlen(h.engine_version, sizeof h.engine_version));
  if (engine != kEngineVersion) {
    return base::Invalid(fmt::format("compiled by engine {}, this is engine {}; compile the list again",
                                     engine, kEngineVersion));
  }
  if (h.file_bytes != size) {
    return Corrupt(fmt::format("cut off or overlong: {} bytes instead of {}; compile the list again", size,
                               h.file_bytes));
  }
  for (const SectionRecord& s : h.sections) {
    if (s.offset % 8 != 0 || s.offset < kHeaderBytes || s.offset > size || s.bytes > size - s.offset) {
      return Corrupt("damaged: a section lies outside the file; compile the list again");
    }
  }
  return base::Ok();
}

}  // namespace

std::uint32_t KeyHash(std::string_view key) {
  return static_cast<std::uint32_t>(base::Hash64(key) >> 32);
}

std::pair<std::uint32_t, std::uint32_t> CompiledList::Impl::WordsWithForm(std::string_view form) const {
  if (word_table.empty()) return {0, 0};
  const std::size_t mask = word_table.size() - 1;
  std::size_t slot = base::Hash64(form) & mask;
  for (std::size_t probes = 0; probes <= mask && word_table[slot] != 0; ++probes, slot = (slot + 1) & mask) {
    const std::uint32_t first = word_table[slot] - 1;
    if (Form(first) != form) continue;
    std::uint32_t last = first + 1;
    while (last < words.size() && Form(last) == form) ++last;
    return {first, last};
  }
  return {0, 0};
}

NameRange CompiledList::Impl::NamesOf(Kind kind) const {
  const std::uint32_t persons = header->name_sections[1];
  if (kind == Kind::kPerson) return {0, persons};
  return {persons, static_cast<std::uint32_t>(names.size())};
}

NameRange CompiledList::Impl::NamesWithoutInitials(Kind kind) const {
  if (kind == Kind::kPerson) return {0, header->name_sections[0]};
  return NamesOf(kind);
}

std::uint32_t CompiledList::Impl::FirstHeavier(NameRange range, double weight) const {
  const auto it = std::partition_point(names.begin() + range.first, names.begin() + range.last,
                                       [&](const NameRecord& n) { return n.content_weight <= weight; });
  return static_cast<std::uint32_t>(it - names.begin());
}

std::string_view CompiledList::Impl::PayloadOf(std::uint32_t entity) const {
  const EntityRecord& record = entities[entity];
  return payload.substr(record.payload, record.payload_bytes);
}

CompiledList::CompiledList(std::unique_ptr<Impl> impl) : impl_(std::move(impl)) {}
CompiledList::CompiledList(CompiledList&&) noexcept = default;
CompiledList& CompiledList::operator=(CompiledList&&) noexcept = default;
CompiledList::~CompiledList() = default;

base::Result<CompiledList> CompiledList::Open(std::span<const std::byte> bytes) {
  static std::atomic<std::uint64_t> opened{0};
  CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 == 0);
  auto impl = std::make_unique<Impl>();
  impl->serial = ++opened;
  impl->bytes = bytes;
  impl->header = reinterpret_cast<const Header*>(bytes.data());
  TRY(CheckHeader(*impl));
  const std::string_view infos = Text(*impl, Section::kLists);
  if (crypto::Checksum64(std::as_bytes(std::span(infos))) != impl->header->lists_checksum ||
      !ReadInfos(infos, impl->lists)) {
    return Corrupt("damaged: the table of lists does not have its checksum; compile the list again");
  }
  impl->entities = Records<EntityRecord>(*impl, Section::kEntities);
  impl->names = Records<NameRecord>(*impl, Section::kNames);
  impl->name_tokens = Records<NameTokenRecord>(*impl, Section::kNameTokens);
  impl->words = Records<WordRecord>(*impl, Section::kWords);
  impl->word_text = Text(*impl, Section::kWordText);
  impl->word_table = Records<std::uint32_t>(*impl, Section::kWordTable);
  impl->trigram_offsets = Records<std::uint32_t>(*impl, Section::kTrigramOffsets);
  impl->trigram_words = Records<std::uint32_t>(*impl, Section::kTrigramWords);
  impl->consonant_keys = Records<KeyRecord>(*impl, Section::kConsonantKeys);
  impl->sound_keys = Records<KeyRecord>(*impl, Section::kSoundKeys);
  impl->meaning_keys = Records<KeyRecord>(*impl, Section::kMeaningKeys);
  impl->posting_offsets = Records<std::uint32_t>(*impl, Section::kPostingOffsets);
  impl->postings = Records<std::uint32_t>(*impl, Section::kPostings);
  impl->joins = Records<KeyRecord>(*impl, Section::kJoins);
  impl->identifiers = Records<IdentifierRecord>(*impl, Section::kIdentifiers);
  impl->payload = Text(*impl, Section::kPayload);
  return CompiledList(std::move(impl));
}

base::Status CompiledList::Verify() const {
  if (crypto::Checksum64(impl_->bytes.subspan(kHeaderBytes)) != impl_->header->body_checksum) {
    return Corrupt("damaged: the content does not have its checksum; compile the list again");
  }
  return VerifyStructure(*impl_);
}

const std::vector<ListInfo>& CompiledList::lists() const {
  return impl_->lists;
}
std::size_t CompiledList::entity_count() const {
  return impl_->entities.size();
}
std::size_t CompiledList::name_count() const {
  return impl_->names.size();
}

entity::Entity CompiledList::ReadEntity(std::uint32_t index) const {
  CHECK(index < impl_->entities.size());
  std::optional<entity::Entity> entity = ReadPayload(impl_->PayloadOf(index), impl_->SchemaOf(index));
  CHECK(entity.has_value());  // Verify has read every payload
  return std::move(*entity);
}

std::uint32_t CompiledList::ListOf(std::uint32_t index) const {
  CHECK(index < impl_->entities.size());
  return impl_->entities[index].list;
}

std::string WriteInfos(const std::vector<ListInfo>& lists) {
  std::string out;
  const auto number = [&](std::uint64_t n) { out.append(reinterpret_cast<const char*>(&n), sizeof n); };
  const auto text = [&](const std::string& s) {
    number(s.size());
    out += s;
  };
  number(lists.size());
  for (const ListInfo& info : lists) {
    text(info.name);
    text(info.layout);
    text(info.date);
    text(info.sha256);
    number(info.files.size());
    for (const std::string& file : info.files) text(file);
    number(info.entities);
    number(info.names);
  }
  return out;
}

bool ReadInfos(std::string_view bytes, std::vector<ListInfo>& lists) {
  const auto number = [&](std::uint64_t& n) {
    if (bytes.size() < sizeof n) return false;
    std::memcpy(&n, bytes.data(), sizeof n);
    bytes.remove_prefix(sizeof n);
    return true;
  };
  const auto text = [&](std::string& s) {
    std::uint64_t n = 0;
    if (!number(n) || n > bytes.size()) return false;
    s.assign(bytes.substr(0, n));
    bytes.remove_prefix(n);
    return true;
  };
  std::uint64_t count = 0;
  if (!number(count) || count > base::kMaxLists) return false;
  for (std::uint64_t i = 0; i < count; ++i) {
    ListInfo info;
    std::uint64_t files = 0;
    if (!text(info.name) || !text(info.layout) || !text(info.date) || !text(info.sha256) || !number(files))
      return false;
    if (files > bytes.size() / 8) return false;
    info.files.resize(files);
    for (std::string& file : info.files) {
      if (!text(file)) return false;
    }
    if (!number(info.entities) || !number(info.names)) return false;
    lists.push_back(std::move(info));
  }
  return bytes.empty();
}

}  // namespace match
