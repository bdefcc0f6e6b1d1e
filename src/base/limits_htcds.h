#pragma once
// The limits of case files (HTCDS); see base/limits.h.

#include <cstddef>

namespace base {

inline constexpr std::size_t kMaxHtcdsFileBytes = 64u << 20;   // a file of cases
inline constexpr std::size_t kMaxHtcdsHeldBytes = 256u << 20;  // cells of one file, as they are held
inline constexpr std::size_t kMaxHtcdsRecords = 100'000;       // cases of one file
inline constexpr std::size_t kMaxHtcdsItems = 1'000;  // comments, events, ... of one case, of each kind
inline constexpr std::size_t kMaxHtcdsValues = 100;   // values of one multi-select field
inline constexpr std::size_t kMaxHtcdsTextBytes = 256u << 10;  // one text
inline constexpr std::size_t kMaxHtcdsNameBytes = 256;         // the name of a column that the standard lacks
inline constexpr std::size_t kMaxHtcdsExtra = 500;             // such columns of one part of a record
inline constexpr std::size_t kMaxHtcdsColumns = 1'000;         // columns of a sheet
inline constexpr std::size_t kMaxHtcdsHeaderRows = 20;         // rows in which the header is looked for
inline constexpr std::size_t kMaxHtcdsSheets = 50;             // sheets of a workbook
inline constexpr std::size_t kMaxHtcdsJsonMarks = 8'000'000;   // commas and opening brackets of a JSON file
inline constexpr std::size_t kMaxHtcdsProblems = 50;           // faults listed in one error; all are counted
inline constexpr std::size_t kMaxHtcdsNotes = 2'000;           // notes of one file; all are counted

}  // namespace base
