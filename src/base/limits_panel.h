#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- members: applications, due diligence
inline constexpr std::size_t kMaxMemberWords = 200;  // words of one member's names that can be searched
inline constexpr std::size_t kMaxMemberPage = 200;   // members in one answer
inline constexpr std::size_t kMaxProfileRows = 200;  // names, people or contact points of one member, each
inline constexpr std::size_t kMaxProfileTextBytes = 8'000;    // one text of a profile, a reason, a reply
inline constexpr std::size_t kMaxOwnershipStatements = 500;   // of one member
inline constexpr std::size_t kMaxOwnershipBytes = 1'000'000;  // of one document of statements
inline constexpr std::size_t kMaxMemberFlags = 500;           // of one member
inline constexpr std::size_t kMaxMemberHits = 500;            // of one member
inline constexpr std::size_t kMaxMemberInterests = 200;       // declared by one member
inline constexpr std::size_t kMaxMemberGoals = 200;           // of one panel

}  // namespace base
