#include <algorithm>
#include <array>
#include <cstring>

#include "base/check.h"
#include "base/hash.h"
#include "embed/rarity.h"
#include "match/tables.h"

namespace match {
namespace {

// The rarity table's layout: "MNR1", u32 persons, u32 organisations, then for each of the two a sorted array
// of u32 (the high half of Hash64 of the token) and an array of u8 (bits), all little-endian.
struct Rarity {
  const char* keys = nullptr;
  const char* bits = nullptr;
  std::uint32_t count = 0;
  // Where the keys of each value of their highest bits begin: a search within some thirty keys, which are
  // hashes and therefore spread evenly.
  static constexpr unsigned kBucketBits = 12;
  std::array<std::uint32_t, (1U << kBucketBits) + 1> buckets{};

  std::uint32_t KeyAt(std::uint32_t i) const {
    std::uint32_t value = 0;
    std::memcpy(&value, keys + 4 * static_cast<std::size_t>(i), 4);
    return value;
  }

  std::uint32_t LowerBound(std::uint32_t low, std::uint32_t high, std::uint32_t key) const {
    while (low < high) {
      const std::uint32_t middle = (low + high) / 2;
      if (KeyAt(middle) < key) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  void FillBuckets() {
    for (std::uint32_t b = 0; b < 1U << kBucketBits; ++b)
      buckets[b] = LowerBound(0, count, b << (32 - kBucketBits));
    buckets.back() = count;
  }

  std::uint8_t Find(std::string_view form) const {
    const auto key = static_cast<std::uint32_t>(base::Hash64(form) >> 32);
    const std::uint32_t bucket = key >> (32 - kBucketBits);
    const std::uint32_t end = buckets[bucket + 1];
    const std::uint32_t at = LowerBound(buckets[bucket], end, key);
    return at < end && KeyAt(at) == key ? static_cast<std::uint8_t>(bits[at]) : 0;
  }
};

struct RarityTables {
  Rarity person;
  Rarity organization;
};

const RarityTables& GetRarity() {
  static const RarityTables* const tables = [] {
    const std::string_view bytes = embedded::rarity();
    CHECK(bytes.size() >= 12 && bytes.substr(0, 4) == "MNR1");
    auto* t = new RarityTables;
    std::memcpy(&t->person.count, bytes.data() + 4, 4);
    std::memcpy(&t->organization.count, bytes.data() + 8, 4);
    const char* at = bytes.data() + 12;
    for (Rarity* r : {&t->person, &t->organization}) {
      r->keys = at;
      at += 4 * static_cast<std::size_t>(r->count);
      r->bits = at;
      at += r->count;
      r->FillBuckets();
    }
    CHECK(at == bytes.data() + bytes.size());
    return t;
  }();
  return *tables;
}

// A token that the table does not know is as rare as can be, but a short one cannot carry more than its
// letters: 4 bits each.
std::uint8_t Bounded(std::uint8_t found, std::string_view form) {
  const std::size_t by_length = std::min<std::size_t>(16, 4 * form.size());
  const std::size_t bits = found == 0 ? by_length : std::min<std::size_t>(found, by_length);
  return static_cast<std::uint8_t>(std::max<std::size_t>(1, bits));
}

}  // namespace

bool IsKnownWord(std::string_view form) {
  return GetRarity().person.Find(form) != 0 || GetRarity().organization.Find(form) != 0;
}

std::uint8_t PersonBits(std::string_view form) {
  return Bounded(GetRarity().person.Find(form), form);
}
std::uint8_t OrganizationBits(std::string_view form) {
  return Bounded(GetRarity().organization.Find(form), form);
}

}  // namespace match
