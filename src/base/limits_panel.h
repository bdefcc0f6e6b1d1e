#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- agreements and commitments
inline constexpr std::size_t kMaxAgreementTitleBytes = 400;    // titles, names, indicators
inline constexpr std::size_t kMaxAgreementTextBytes = 50'000;  // a clause, a concept note, reasons
inline constexpr std::size_t kMaxMemorandumBytes = 500'000;    // the whole text of a memorandum
inline constexpr std::size_t kMaxMemorandumParties = 50;       // parties of one memorandum
inline constexpr std::size_t kMaxMemorandumClauses = 100;      // clauses of one memorandum
inline constexpr std::size_t kMaxCommitmentTargets = 5;        // SDG targets of one commitment
inline constexpr std::size_t kMaxCommitmentEvidence = 200;     // pieces of evidence of one commitment
inline constexpr std::size_t kMaxCommitmentReports = 500;      // progress reports of one commitment
inline constexpr std::size_t kMaxEvidenceBytes = 20u << 20;    // one document of evidence: 20 MiB
inline constexpr std::int64_t kMaxBoardTickets = 50;           // commitments in one column of the board
inline constexpr std::size_t kMaxAgreementPage = 200;          // rows of one page of the API
inline constexpr std::size_t kMaxTimelineItems = 500;          // of one relationship, from each source
inline constexpr std::size_t kMaxPlanRows = 300;               // bars of one work plan

}  // namespace base
