#pragma once
// What the gate counts and what it publishes. Value types.

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/id.h"
#include "gate/band.h"
#include "gate/quarter.h"

namespace gate {

// Stands for one person: 16 random bytes that her linked cases share. The caller makes it, and keeps it
// sealed in each of them.
using PersonGateId = std::array<std::byte, 16>;

// Stands for one confirmation, so that it can be taken back. Keep it sealed in the case, nowhere else.
using ConcernId = base::Id<struct ConcernTag>;

// What a concern is about: the ILO's indicators of forced labour (International Labour Office, "ILO
// indicators of forced labour", 2012), and anything else. It is sealed with the concern and never published
// in any form; docs/decisions/0011-what-the-gate-publishes.md says why it cannot be.
enum class Category : std::uint8_t {
  kAbuseOfVulnerability,
  kDeception,
  kRestrictionOfMovement,
  kIsolation,
  kViolence,
  kIntimidation,
  kRetentionOfDocuments,
  kWithholdingOfWages,
  kDebtBondage,
  kAbusiveConditions,
  kExcessiveOvertime,
  kOther,
  kCount
};

struct Concern {
  std::string_view party;  // the id of a supplier or recruiter, opaque: printable ASCII without blanks, at
                           // most base::kMaxGatePartyBytes
  PersonGateId person{};
  Category category = Category::kOther;
};

// One quarter as it was published. `content` is its canonical bytes:
//   manumit-gate-publication-1 LF
//   quarter 2026Q3 LF
//   party ID LOW LF        for every party whose band is shown, by ID in byte order; LOW is 11, 20, 30, ...
struct Publication {
  std::int64_t number = 0;  // from 1, in the order of the quarters
  Quarter quarter;
  std::string content;
  std::string digest;  // SHA-256 of the content, 64 hexadecimal digits
  std::string head;    // of the ledger after it, 64 hexadecimal digits
};

struct QuarterBand {
  Quarter quarter;
  Band band;
};

}  // namespace gate
