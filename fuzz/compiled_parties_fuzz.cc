// Damaged and crafted compiled parties. The input overwrites bytes of a small sound file: first as it is,
// which the checksums must find, then with the checksums made anew, which the structure must find; what
// passes Verify can be read and re-screened without a crash. Input: records of a 24-bit place and a byte; a
// first byte of 0xFF takes the rest as the file itself.

#include <cstdint>
#include <string>

#include "base/check.h"
#include "damaged_file.h"
#include "match/rescreen.h"
#include "match/test_parties.h"
#include "match/test_worlds.h"
#include "screening/compiled_party_file.h"

namespace {

const std::string& SoundParties() {
  static const std::string* const bytes = [] {
    match::testing::Random random(1);
    std::vector<entity::Entity> parties;
    for (std::size_t i = 0; i < 12; ++i) parties.push_back(match::testing::RandomEntity(i, random));
    return new std::string(match::testing::CompileParties(parties));
  }();
  return *bytes;
}

const match::EditionChanges& Changes() {
  static const match::EditionChanges* const changes = [] {
    match::testing::Random random(2);
    std::vector<entity::Entity> entries;
    for (std::size_t i = 0; i < 6; ++i) entries.push_back(match::testing::RandomEntity(i, random));
    static const auto before = match::testing::Compiled::Of({});
    static const auto after = match::testing::Compiled::Of(entries);
    const match::CompiledList* old_lists[] = {&before.list};
    const match::CompiledList* new_lists[] = {&after.list};
    return new match::EditionChanges(match::CompareEditions(old_lists, new_lists));
  }();
  return *changes;
}

// Half of the places in the header pages, records and facts, half in the sections of the list.
void Overwrite(std::string& bytes, const std::uint8_t* data, std::size_t size) {
  for (; size >= 4; data += 4, size -= 4) {
    const std::size_t offset = static_cast<std::size_t>(data[1]) << 8 | data[2];
    const std::size_t place =
        data[0] % 2 == 0 ? offset % (3 * match::kHeaderBytes) : (offset << 4 | data[0] >> 4) % bytes.size();
    bytes[place] = static_cast<char>(data[3]);
  }
}

// True where the file was accepted.
bool Use(const std::string& bytes) {
  const auto parties = match::CompiledParties::Open(match::testing::BytesOf(bytes));
  if (!parties) {
    CHECK(!parties.error().external.empty());
    return false;
  }
  if (!parties->Verify()) return false;
  (void)screening::ReadOrigin(parties->facts());
  for (std::size_t i = 0; i < parties->size(); ++i) {
    (void)parties->Read(i);
    (void)parties->Row(i);
  }
  match::RescreenOptions options;
  options.threshold = 0.25;
  const auto found = match::Rescreen(*parties, Changes().entries, options);
  CHECK(found.has_value());
  for (const match::ScoreChange& change : found->changes) CHECK(change.party < parties->size());
  return true;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  TryDamaged(
      SoundParties(), data, size, Overwrite, [](std::string& bytes) { match::testing::ResealParties(bytes); },
      Use);
  return 0;
}
