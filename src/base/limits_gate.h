#pragma once
// The limits of the gate; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

inline constexpr std::int64_t kMaxGateTeams = 64;  // that hold the key or ask for it, in the installation
inline constexpr std::size_t kMaxGatePartyBytes = 200;    // of a party's id
inline constexpr std::size_t kGateBoxConcerns = 256;      // places in one sealed box, used or not
inline constexpr std::int64_t kMaxGateBoxes = 512;        // of one quarter: 131,072 confirmations
inline constexpr std::size_t kMaxGatePublications = 400;  // in one list: a hundred years

inline constexpr std::size_t kMaxGateNameBytes = 400;  // of a name that is looked for
inline constexpr std::size_t kMaxGateFound = 10;       // parties that one name finds
// How alike the whole names must be: the beginning of a name is below it, a legal form more or less above.
inline constexpr double kGateNameSimilarity = 0.85;
inline constexpr std::size_t kMaxGateCompared =
    400;  // parties of one organisation that one name is compared with

}  // namespace base
