// Damaged and crafted compiled lists. The input overwrites bytes of a small sound list: first as it is, which
// the checksums must find, then with the checksums made anew, which the structure must find; what passes
// Verify can be screened and read without a crash. Input: records of a 24-bit place and a byte; a first byte
// of 0xFF takes the rest as the list itself.

#include <cstdint>
#include <cstring>
#include <string>

#include "base/check.h"
#include "damaged_file.h"
#include "match/match.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"

namespace {

const std::string& SoundList() {
  static const std::string* const bytes = [] {
    match::testing::Random random(1);
    std::vector<entity::Entity> entities;
    for (std::size_t i = 0; i < 12; ++i) entities.push_back(match::testing::RandomEntity(i, random));
    return new std::string(match::testing::Compile(entities));
  }();
  return *bytes;
}

// Places spread over the sections, small and large alike, rather than over the bytes: most of a small list is
// the table of trigrams.
void Overwrite(std::string& bytes, const std::uint8_t* data, std::size_t size) {
  const match::Header header = match::testing::HeaderOf(bytes);
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t choice = data[0] % (match::kSectionCount + 1);
    const std::size_t offset = static_cast<std::size_t>(data[1]) << 8 | data[2];
    match::SectionRecord place{0, sizeof(match::Header)};
    if (choice < match::kSectionCount) place = header.sections[choice];
    if (place.bytes == 0) continue;
    bytes[place.offset + offset % place.bytes] = static_cast<char>(data[3]);
  }
}

// True where the list was accepted.
bool Use(const std::string& bytes) {
  const auto list = match::CompiledList::Open(match::testing::BytesOf(bytes));
  if (!list) {
    CHECK(!list.error().external.empty());
    return false;
  }
  if (!list->Verify()) return false;
  const match::CompiledList* lists[] = {&*list};
  match::Scratch scratch;
  match::ScreenOptions options;
  options.threshold = 0.25;
  match::testing::Random random(2);
  for (std::size_t i = 0; i < 3; ++i) {
    const entity::Entity party = match::testing::RandomEntity(100 + i, random);
    for (const match::Alert& alert : match::Screen(party, lists, options, scratch)) CHECK(alert.score <= 1);
    (void)match::ScreenByBruteForce(party, lists, options);
  }
  for (std::uint32_t i = 0; i < list->entity_count(); ++i) {
    (void)list->ReadEntity(i);
    CHECK(list->ListOf(i) < list->lists().size());
  }
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  TryDamaged(
      SoundList(), data, size, Overwrite, [](std::string& bytes) { match::testing::Reseal(bytes); }, Use);
  return 0;
}
