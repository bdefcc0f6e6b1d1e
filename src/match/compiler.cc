#include <algorithm>
#include <cstring>
#include <numeric>
#include <thread>
#include <unordered_map>

#include "base/check.h"
#include "base/limits.h"
#include "crypto/digest.h"
#include "match/compiled.h"
#include "match/compiler_impl.h"
#include "match/payload.h"

namespace match {
namespace {

// The order in which names are numbered (layout.h).
std::uint32_t SectionOf(const Name& name) {
  if (name.kind == Kind::kOrganization) return 2;
  return std::any_of(name.tokens.begin(), name.tokens.end(),
                     [](const Token& t) { return t.token_class == TokenClass::kInitial; })
             ? 1
             : 0;
}

// Runs `work(begin, end)` over [0, n) on `threads` threads; the parts are fixed by n and the number of
// threads alone.
template <typename Work>
void InParallel(std::size_t n, unsigned threads, const Work& work) {
  threads = std::max(1U, std::min<unsigned>(threads, static_cast<unsigned>(n / 64 + 1)));
  if (threads == 1) {
    work(std::size_t{0}, n);
    return;
  }
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&, t] { work(n * t / threads, n * (t + 1) / threads); });
  }
}

}  // namespace

void ListCompiler::Impl::Prepare(unsigned threads) {
  prepared.resize(entities.size());
  InParallel(entities.size(), threads, [&](std::size_t begin, std::size_t end) {
    for (std::size_t i = begin; i < end; ++i) {
      const Listed& listed = entities[i];
      const std::optional<entity::Entity> entity =
          ReadPayload(std::string_view(payload).substr(listed.payload, listed.payload_bytes), listed.schema);
      CHECK(entity.has_value());
      Prepared& out = prepared[i];
      for (Kind kind : KindsOf(listed.schema)) {
        for (PreparedName& name : PrepareNames(*entity, kind)) out.names.push_back(std::move(name));
      }
      out.identifiers = IdentifierHashes(FactsOf(*entity));
    }
  });
}

void ListCompiler::Impl::NumberNames() {
  std::uint64_t tokens = 0;
  for (std::uint32_t e = 0; e < prepared.size(); ++e) {
    for (std::uint32_t n = 0; n < prepared[e].names.size(); ++n) {
      const Name& name = prepared[e].names[n].name;
      const std::uint32_t section = SectionOf(name);
      names.push_back({e, n, section, name.content_weight, tokens});
      tokens += name.tokens.size();
      if (section == 0) ++name_sections[0];
      if (section <= 1) ++name_sections[1];
    }
  }
  NumberWords(tokens);
  std::stable_sort(names.begin(), names.end(), [](const NameRef& a, const NameRef& b) {
    return a.section != b.section ? a.section < b.section : a.content_weight < b.content_weight;
  });
}

// Numbers the words in order of length, form and surface, and remembers the number of every token's word.
void ListCompiler::Impl::NumberWords(std::uint64_t tokens) {
  std::unordered_map<WordKey, std::uint32_t, WordKeyHash> seen;
  token_words.reserve(tokens);
  for (const Prepared& p : prepared) {
    for (const PreparedName& n : p.names) {
      for (const Token& t : n.name.tokens) {
        const auto [it, added] =
            seen.try_emplace(WordKey{t.form, t.surface}, static_cast<std::uint32_t>(words.size()));
        if (added) words.push_back(it->first);
        token_words.push_back(it->second);
      }
    }
  }
  std::vector<std::uint32_t> order(words.size());
  std::iota(order.begin(), order.end(), 0U);
  std::sort(order.begin(), order.end(), [&](std::uint32_t x, std::uint32_t y) {
    const WordKey& a = words[x];
    const WordKey& b = words[y];
    if (a.form.size() != b.form.size()) return a.form.size() < b.form.size();
    return a.form != b.form ? a.form < b.form : a.surface < b.surface;
  });
  std::vector<WordKey> sorted;
  std::vector<std::uint32_t> number(words.size());
  for (std::uint32_t w = 0; w < order.size(); ++w) {
    sorted.push_back(words[order[w]]);
    number[order[w]] = w;
  }
  words = std::move(sorted);
  for (std::uint32_t& w : token_words) w = number[w];
}

std::string ListCompiler::Impl::Assemble() {
  Header header{};
  std::memcpy(header.magic, kMagic, sizeof kMagic);
  header.format_version = kFormatVersion;
  std::copy(name_sections.begin(), name_sections.end(), header.name_sections);
  static_assert(kEngineVersion.size() < sizeof header.engine_version);
  std::memcpy(header.engine_version, kEngineVersion.data(), kEngineVersion.size());
  std::size_t total = kHeaderBytes;
  for (const std::string& s : sections) total += (s.size() + 7) / 8 * 8;
  std::string out;
  out.reserve(total);
  out.resize(kHeaderBytes);
  for (std::size_t i = 0; i < kSectionCount; ++i) {
    header.sections[i] = {out.size(), sections[i].size()};
    out += sections[i];
    out.resize((out.size() + 7) / 8 * 8);
    sections[i] = {};
  }
  header.file_bytes = out.size();
  const auto bytes = std::as_bytes(std::span(out));
  const SectionRecord& lists_at = header.sections[static_cast<std::size_t>(Section::kLists)];
  header.lists_checksum = crypto::Checksum64(bytes.subspan(lists_at.offset, lists_at.bytes));
  header.body_checksum = crypto::Checksum64(bytes.subspan(kHeaderBytes));
  header.header_checksum =
      crypto::Checksum64({reinterpret_cast<const std::byte*>(&header), offsetof(Header, header_checksum)});
  std::memcpy(out.data(), &header, sizeof header);
  return out;
}

ListCompiler::ListCompiler() : impl_(std::make_unique<Impl>()) {}
ListCompiler::~ListCompiler() = default;

std::uint32_t ListCompiler::BeginList(const ListInfo& info) {
  impl_->lists.push_back(info);
  impl_->lists.back().entities = 0;
  impl_->lists.back().names = 0;
  return static_cast<std::uint32_t>(impl_->lists.size() - 1);
}

void ListCompiler::SetListInfo(std::uint32_t list, const ListInfo& info) {
  CHECK(list < impl_->lists.size());
  ListInfo& mine = impl_->lists[list];
  const std::uint64_t entities = mine.entities;
  const std::uint64_t names = mine.names;
  mine = info;
  mine.entities = entities;
  mine.names = names;
}

void ListCompiler::Add(const entity::Entity& entry) {
  CHECK(!impl_->lists.empty());
  CHECK(impl_->lists.back().entities < base::kMaxEntitiesPerList);
  CHECK(impl_->entities.size() < std::numeric_limits<std::uint32_t>::max());
  Listed listed;
  listed.schema = entry.schema;
  listed.list = static_cast<std::uint32_t>(impl_->lists.size() - 1);
  listed.payload = impl_->payload.size();
  AppendPayload(impl_->payload, entry);
  listed.payload_bytes = static_cast<std::uint32_t>(impl_->payload.size() - listed.payload);
  impl_->entities.push_back(listed);
  ++impl_->lists.back().entities;
  impl_->lists.back().names += entry.Names().size();
}

std::string ListCompiler::Finish(unsigned threads) {
  impl_->Prepare(threads);
  impl_->NumberNames();
  impl_->Set(Section::kLists, WriteInfos(impl_->lists));
  impl_->WriteEntities();
  {
    std::vector<std::jthread> pool;
    const auto run = [&](auto&& work) {
      if (threads > 1) {
        pool.emplace_back(work);
      } else {
        work();
      }
    };
    run([this] {
      impl_->WriteNames();
      impl_->WritePostings();
    });
    run([this] {
      impl_->WriteWords();
      impl_->WriteTrigrams();
      impl_->WriteKeys();
      impl_->WriteJoins();
      impl_->WriteIdentifiers();
    });
  }
  return impl_->Assemble();
}

}  // namespace match
