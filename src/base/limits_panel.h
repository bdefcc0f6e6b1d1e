#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- IATI files
inline constexpr std::size_t kMaxIatiFindings = 1000;             // kept of one file; the rest is counted
inline constexpr std::size_t kMaxIatiActivityElements = 200'000;  // of one activity, held for its rules
inline constexpr std::size_t kMaxIatiTextBytes = 1u << 20;        // one text or attribute

// ---- resources: projects, programmes, ledger
inline constexpr std::size_t kMaxResourceImportBytes = 64u << 20;  // one CSV or IATI file
inline constexpr std::size_t kMaxResourceImportRows = 200'000;
inline constexpr std::size_t kMaxResourceImportFaults = 200;  // shown of one import; the rest is counted
inline constexpr std::int64_t kMaxLedgerWholeUnits = 1'000'000'000'000'000;  // of one line, in its currency
inline constexpr std::size_t kMaxResourceText = 4000;                        // bytes of a description or note
inline constexpr std::size_t kMaxResourceName = 300;                         // bytes of a name or title
inline constexpr std::int64_t kMaxProjectIndicators = 200;                   // of one project
inline constexpr std::int64_t kMaxIndicatorValues = 2000;                    // of one indicator
inline constexpr std::int64_t kMaxProgrammeTrainees = 20'000;                // of one programme
inline constexpr std::int64_t kMaxProgrammeSessions = 500;                   // of one programme

}  // namespace base
