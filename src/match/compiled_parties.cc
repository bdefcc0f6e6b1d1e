#include "match/compiled_parties.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstring>

#include "crypto/digest.h"
#include "match/evidence.h"
#include "match/layout.h"
#include "match/support.h"

namespace match {
namespace {

struct PartiesHeader {
  char magic[8];
  std::uint32_t format_version;
  std::uint32_t unused;
  char engine_version[16];
  std::uint64_t file_bytes;
  std::uint64_t parties;
  std::uint64_t facts_bytes;
  std::uint64_t list_offset;
  std::uint64_t front_checksum;   // of everything between the header page and the list
  std::uint64_t header_checksum;  // of the bytes of this struct before it
};
static_assert(sizeof(PartiesHeader) == 80 && sizeof(PartyRecord) == 16 && kHeaderBytes % 8 == 0);

constexpr std::string_view kAgain = "compile the parties again";

std::uint64_t HeaderChecksum(const PartiesHeader& header) {
  return crypto::Checksum64(
      {reinterpret_cast<const std::byte*>(&header), offsetof(PartiesHeader, header_checksum)});
}

base::Error Damaged(std::string_view what) {
  return base::Corrupt(fmt::format("damaged: {}; {}", what, kAgain));
}

base::Result<PartiesHeader> ReadHeader(std::span<const std::byte> bytes) {
  if (bytes.size() < kHeaderBytes)
    return base::Corrupt("not compiled parties, or cut off: it has less than one page");
  PartiesHeader header{};
  std::memcpy(&header, bytes.data(), sizeof header);
  if (std::memcmp(header.magic, kPartiesMagic, sizeof kPartiesMagic) != 0)
    return base::Corrupt("not compiled parties (it does not begin with MANUMPA)");
  if (HeaderChecksum(header) != header.header_checksum)
    return Damaged("the header does not have its checksum");
  const auto rest = bytes.subspan(sizeof header, kHeaderBytes - sizeof header);
  if (std::any_of(rest.begin(), rest.end(), [](std::byte b) { return b != std::byte{0}; }))
    return Damaged("the rest of the header page is not empty");
  if (header.format_version != kPartiesFormatVersion) {
    return base::Invalid(fmt::format("compiled in format {}, this program reads format {}; {}",
                                     header.format_version, kPartiesFormatVersion, kAgain));
  }
  const std::string_view engine(header.engine_version,
                                strnlen(header.engine_version, sizeof header.engine_version));
  if (engine != kEngineVersion) {
    return base::Invalid(
        fmt::format("compiled by engine {}, this is engine {}; {}", engine, kEngineVersion, kAgain));
  }
  if (header.file_bytes != bytes.size()) {
    return base::Corrupt(fmt::format("cut off or overlong: {} bytes instead of {}; {}", bytes.size(),
                                     header.file_bytes, kAgain));
  }
  return header;
}

// Where the list begins: the first page after records and facts.
std::uint64_t ListOffset(std::uint64_t parties, std::uint64_t facts_bytes) {
  const std::uint64_t end = kHeaderBytes + parties * sizeof(PartyRecord) + facts_bytes;
  return (end + kHeaderBytes - 1) / kHeaderBytes * kHeaderBytes;
}

}  // namespace

PartyCompiler::PartyCompiler(std::size_t most) : most_(most) {
  ListInfo info;
  info.name = "parties";
  info.layout = "parties";
  compiler_.BeginList(info);
}

base::Status PartyCompiler::Add(std::size_t row, const entity::Entity& party) {
  if (records_.size() >= most_) {
    return base::TooLarge(fmt::format("more than {} parties (kMaxCompiledParties); split the file", most_));
  }
  compiler_.Add(party);
  records_.push_back({row, SupportOf(FactsOf(party)), 0});
  return base::Ok();
}

std::string PartyCompiler::Finish(std::string_view facts, unsigned threads) {
  const std::string list = compiler_.Finish(threads);
  PartiesHeader header{};
  std::memcpy(header.magic, kPartiesMagic, sizeof kPartiesMagic);
  header.format_version = kPartiesFormatVersion;
  static_assert(kEngineVersion.size() < sizeof header.engine_version);
  std::memcpy(header.engine_version, kEngineVersion.data(), kEngineVersion.size());
  header.parties = records_.size();
  header.facts_bytes = facts.size();
  header.list_offset = ListOffset(header.parties, header.facts_bytes);
  header.file_bytes = header.list_offset + list.size();
  std::string out;
  out.reserve(header.file_bytes);
  out.resize(kHeaderBytes);
  out.append(reinterpret_cast<const char*>(records_.data()), records_.size() * sizeof(PartyRecord));
  out += facts;
  out.resize(header.list_offset);
  header.front_checksum = crypto::Checksum64(std::as_bytes(std::span(out)).subspan(kHeaderBytes));
  header.header_checksum = HeaderChecksum(header);
  std::memcpy(out.data(), &header, sizeof header);
  out += list;
  return out;
}

bool LooksLikeCompiledParties(std::string_view bytes) {
  return bytes.starts_with(std::string_view(kPartiesMagic, sizeof kPartiesMagic));
}

base::Result<CompiledParties> CompiledParties::Open(std::span<const std::byte> bytes) {
  CHECK(reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 == 0);
  const PartiesHeader header = TRY(ReadHeader(bytes));
  const std::uint64_t room = bytes.size() - kHeaderBytes;
  if (header.parties > room / sizeof(PartyRecord) || header.facts_bytes > room ||
      header.list_offset != ListOffset(header.parties, header.facts_bytes) ||
      header.list_offset > bytes.size()) {
    return Damaged("a section lies outside the file");
  }
  CompiledParties parties(TRY(CompiledList::Open(bytes.subspan(header.list_offset))));
  if (parties.list_.entity_count() != header.parties) return Damaged("it has another number of parties");
  parties.bytes_ = bytes;
  const std::byte* records = bytes.data() + kHeaderBytes;
  parties.records_ = {reinterpret_cast<const PartyRecord*>(records), header.parties};
  parties.facts_ = {reinterpret_cast<const char*>(records + header.parties * sizeof(PartyRecord)),
                    header.facts_bytes};
  return parties;
}

base::Status CompiledParties::Verify() const {
  PartiesHeader header{};
  std::memcpy(&header, bytes_.data(), sizeof header);
  const auto front = bytes_.subspan(kHeaderBytes, header.list_offset - kHeaderBytes);
  if (crypto::Checksum64(front) != header.front_checksum)
    return Damaged("rows and facts do not have their checksum");
  return list_.Verify();
}

}  // namespace match
