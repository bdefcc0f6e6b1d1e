// The registry's index of a list's entries out of any bytes: it is refused, or every entry, code and word in
// it can be read.

#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

#include "screening/registry/entry_index.h"

#include "crypto/digest.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr std::size_t kSummed = 16;
  std::vector<std::uint64_t> words((size + 7) / 8);  // aligned as a mapped file is
  if (size > 0) std::memcpy(words.data(), data, size);
  const std::span<std::byte> bytes = std::as_writable_bytes(std::span(words)).first(size);
  if (size > kSummed) {  // what lies behind the checksum is to be reached
    const std::uint64_t checksum = crypto::Checksum64(bytes.subspan(kSummed));
    std::memcpy(bytes.data() + 8, &checksum, sizeof checksum);
  }
  const auto index = screening::EntryIndex::Open(bytes);
  if (!index) return 0;
  std::vector<std::uint32_t> found;
  for (std::uint32_t entry = 0; entry < index->size(); ++entry) {
    for (const std::uint32_t code : index->Topics(entry)) (void)index->Code(code);
    for (const std::uint32_t code : index->Countries(entry)) (void)index->Code(code);
    (void)index->SchemaOf(entry).name();
    index->Postings(index->Caption(entry), true, found);
    found.clear();
  }
  if (index->size() > 0) (void)index->Find(index->Id(0));
  return 0;
}
