#pragma once
// The limits of what workers send and of casework. As in limits.h: each has a test that hits it.

#include <cstddef>
#include <cstdint>

namespace base {

inline constexpr std::size_t kMaxTypedCodeBytes = 1024;         // a return code as it was typed
inline constexpr std::size_t kMaxReportTextBytes = 60'000;      // one answer of a report, one message
inline constexpr std::size_t kMaxReportFieldBytes = 4000;       // where, who, contact
inline constexpr std::size_t kMaxSealedTextBytes = 128u << 10;  // a report that a browser sealed, filled up
inline constexpr std::size_t kMaxTypedProofBytes = 200;         // a number of a proof as it was typed
inline constexpr std::size_t kMaxReportFiles = 5;               // sent with one report or message
inline constexpr std::size_t kMaxReportFileBytes = 8u << 20;    // one of them
inline constexpr std::size_t kMaxReportBodyBytes = 20u << 20;   // a form with all of them
inline constexpr std::size_t kMaxDroppedBodyBytes =
    64u << 20;                                        // of a larger one, read and thrown away to answer it
inline constexpr std::size_t kMaxCaseEntries = 2000;  // messages of one case
inline constexpr std::size_t kMaxCaseFiles = 200;     // files of one case
inline constexpr std::int64_t kVisitMinutes =
    30;  // how long a return code stays open in a browser that asks nothing
inline constexpr std::int64_t kLongestVisitMinutes = 180;  // and in one that goes on asking
inline constexpr std::int64_t kCodeShownMinutes = 10;      // how long it can be shown once more after filing
inline constexpr std::size_t kMaxOpenReports = 200'000;    // reports of one team that nobody has read yet
inline constexpr std::int64_t kBacklogCountMs = 10'000;    // how old the count of those may be
inline constexpr std::int64_t kBackupRecordMs =
    600'000;                                       // how old the answer may be to whether backups are removed
inline constexpr std::size_t kMaxDutyHours = 100;  // lines of a team's duty table
inline constexpr std::size_t kMaxCaseDocumentBytes = 1u << 20;  // one sealed document of a case
inline constexpr std::int64_t kBackupKeepDays =
    30;  // how long backups are kept at most, as proofs of deletion say
inline constexpr std::size_t kMaxPurgedAtOnce =
    100;  // closed cases that one run of the retention job deletes
inline constexpr std::size_t kMaxSearchedCases = 500;  // cases that one search opens
inline constexpr std::size_t kMaxCaseTasks = 200;      // tasks of one case
inline constexpr std::int64_t kMaxMechanismPublications =
    200;  // quarters of the mechanism's figures that are listed

inline constexpr std::size_t kMaxCaseNamings = 60;       // companies that concerns of one case are about
inline constexpr std::size_t kMaxConfirmedIds = 500;     // ids that one confirmation reaches
inline constexpr std::size_t kMaxKeptNames = 10;         // names of one case to look for again
inline constexpr std::size_t kMaxLinkedCases = 20;       // cases of one person
inline constexpr std::size_t kConcernBookBytes = 8'000;  // what the concerns of a case are filled up to
inline constexpr std::size_t kMaxOfferedCases = 200;     // cases in the list of those to link with

inline constexpr std::size_t kMaxHiddenParts = 1000;  // words, passages, entries and files hidden in one case
inline constexpr std::size_t kMaxHiddenWordsBytes = 500;      // words that are hidden, one of them
inline constexpr std::size_t kMaxSuggestedParts = 30;         // that may lead to a person, offered at once
inline constexpr std::size_t kMaxCaseCopyBytes = 256u << 20;  // files in one copy for an outsider
inline constexpr std::size_t kMaxOrders =
    500;  // orders of authorities of one organisation that are not closed
inline constexpr std::size_t kMaxOrderCases = 50;         // cases that one order names
inline constexpr std::size_t kMaxOrderFieldBytes = 4000;  // one text of an order
inline constexpr std::size_t kMaxOrderSteps = 200;        // steps of one order

}  // namespace base
