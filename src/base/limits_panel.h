#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- good practices
inline constexpr std::size_t kMaxMarkdownBytes = 200'000;
inline constexpr int kMaxMarkdownNesting = 24;  // quotes and lists within each other
inline constexpr std::size_t kMaxPracticeTitleBytes = 300;
inline constexpr std::size_t kMaxPracticeSummaryBytes = 2'000;
inline constexpr std::size_t kMaxPracticeTextBytes = 60'000;  // of one part: what is done, evidence, limits
inline constexpr std::size_t kMaxPracticeNoteBytes = 8'000;   // what changed, a comment, a reason
inline constexpr std::size_t kMaxPracticeTags = 40;           // industries, countries of one practice
inline constexpr std::size_t kMaxPracticeMoneyLines = 60;
inline constexpr std::size_t kMaxPracticeLinks = 40;
inline constexpr std::size_t kMaxPracticeReviewers = 5;
inline constexpr std::size_t kMaxPracticeFigures = 20;    // of one replication
inline constexpr std::int64_t kMaxPracticeYears = 30;     // that a business case looks ahead
inline constexpr std::size_t kMaxPracticeTokens = 6'000;  // distinct words of one practice that are indexed
inline constexpr std::size_t kMaxPracticeQueryWords = 8;
inline constexpr std::int64_t kMaxPracticePostings = 6'000;  // rows of the index that one word may read
inline constexpr std::size_t kMaxPracticePage = 100;
inline constexpr std::size_t kMaxPracticeComments = 500;  // of one practice
inline constexpr std::size_t kMaxToolEditions = 60;       // language versions and releases of one tool

}  // namespace base
