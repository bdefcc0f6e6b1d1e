#pragma once
// The bytes of a compiled list (.mnx): one header page, then sections of plain little-endian records, each
// aligned to 8 bytes, that are used where they lie. docs/decisions/0005-compiled-lists.md says why each is
// there.
//
//   header page │ lists │ entities │ names │ name tokens │ words │ word text │ word table │ trigrams │
//   consonant, sound and meaning keys │ postings │ joined words │ identifiers │ payload
//
// Names are numbered by section (persons without initials, persons with initials, organisations), then by
// content weight, so that "names of persons that weigh at most w" is a range of numbers and a posting list,
// which is in ascending order, can be cut at it. Words are numbered in order of length, form and surface:
// words of the lengths that may be alike are a range, and words of one form stand together.

#include <bit>
#include <cstddef>
#include <cstdint>
#include <type_traits>

#include "text/keys.h"

namespace match {

static_assert(std::endian::native == std::endian::little,
              "compiled lists are mapped as they are: little-endian machines only");

enum class Section : std::uint32_t {
  kLists,
  kEntities,
  kNames,
  kNameTokens,
  kWords,
  kWordText,
  kWordTable,
  kTrigramOffsets,
  kTrigramWords,
  kConsonantKeys,
  kSoundKeys,
  kMeaningKeys,
  kPostingOffsets,
  kPostings,
  kJoins,
  kIdentifiers,
  kPayload,
  kCount,
};
inline constexpr std::size_t kSectionCount = static_cast<std::size_t>(Section::kCount);
inline constexpr std::size_t kHeaderBytes = 4096;
inline constexpr std::uint32_t kFormatVersion = 1;
inline constexpr char kMagic[8] = {'M', 'A', 'N', 'U', 'M', 'N', 'X', '\n'};

struct SectionRecord {
  std::uint64_t offset;
  std::uint64_t bytes;
};

struct Header {
  char magic[8];
  std::uint32_t format_version;
  std::uint32_t unused;
  std::uint32_t name_sections[2];  // names [0, first) are persons' without initials, [first, second) persons'
                                   // with initials, the rest organisations'
  char engine_version[16];
  std::uint64_t file_bytes;
  std::uint64_t lists_checksum;
  std::uint64_t body_checksum;  // of everything after the header page
  SectionRecord sections[kSectionCount];
  std::uint64_t header_checksum;  // of the bytes of this struct before it
};
static_assert(sizeof(Header) <= kHeaderBytes);

struct EntityRecord {
  std::uint64_t payload;
  std::uint32_t payload_bytes;
  std::uint32_t list;
  std::uint32_t schema;
  std::uint32_t names;  // how many names (readings count) the entity has
};

struct NameRecord {
  std::uint32_t entity;
  std::uint32_t first_token;
  std::uint16_t tokens;
  std::uint16_t value;    // which of the entity's Names() it is
  std::uint16_t reading;  // which reading of that name
  std::uint16_t weak;     // 1 for a weak alias
  float content_weight;
};

struct NameTokenRecord {
  std::uint32_t word;
  std::uint8_t token_class;
  std::uint8_t tag;
  std::uint8_t bits;   // rarity in the name's kind
  std::uint8_t flags;  // 1 for a business word, 2 for a syllable
};

struct WordRecord {
  std::uint32_t text;  // form, then surface
  std::uint8_t form_bytes;
  std::uint8_t surface_bytes;
  std::uint8_t person_bits;
  std::uint8_t organization_bits;
  std::uint32_t letters;  // LettersOf(form)
};

struct KeyRecord {  // sorted by hash, then word or name
  std::uint32_t hash;
  std::uint32_t value;
};

struct IdentifierRecord {  // sorted by hash, then entity
  std::uint64_t hash;
  std::uint64_t entity;
};

static_assert(std::is_trivially_copyable_v<Header> && sizeof(EntityRecord) == 24 &&
              sizeof(NameRecord) == 20 && sizeof(NameTokenRecord) == 8 && sizeof(WordRecord) == 12);

}  // namespace match
