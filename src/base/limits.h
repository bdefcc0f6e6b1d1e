#pragma once
// Every limit of the product in one place. Each has a test that hits it (grep the name). A limit exists so
// that no input, however large or hostile, takes more memory or time than is written here; the error it
// causes names it.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- files: what may be read
// -------------------------------------------------------------------------------------------
inline constexpr std::size_t kMaxFieldBytes = 1u << 20;        // one cell or JSON string: 1 MiB
inline constexpr std::size_t kMaxColumns = 4096;               // columns of a table
inline constexpr std::size_t kMaxRecordBytes = 16u << 20;      // one CSV record or JSON line: 16 MiB
inline constexpr std::size_t kMaxInputFileBytes = 8ull << 30;  // a list or party file on disk: 8 GiB
inline constexpr std::size_t kMaxInflatedBytes = 1ull << 30;   // all that is inflated from one archive: 1 GiB
inline constexpr std::size_t kMaxInflateRatio = 200;      // inflated : stored, per archive member over 1 MiB
inline constexpr std::size_t kMaxArchiveMembers = 10000;  // members of an archive
inline constexpr std::size_t kMaxSharedStrings = 4u << 20;  // shared strings of a workbook
inline constexpr int kMaxXmlDepth = 64;                     // nesting of elements
inline constexpr int kMaxJsonDepth = 32;                    // nesting of JSON values
inline constexpr std::size_t kMaxDomXmlBytes = 20u
                                               << 20;  // an XML file read as a tree; larger ones are streamed

// ---- names: what one name or entity may hold
// ----------------------------------------------------------------------------
inline constexpr std::size_t kMaxNameBytes = 4096;  // a name; longer is set aside as unusable
inline constexpr std::size_t kMaxNameTokens = 48;   // tokens of a name; more is set aside as unusable
inline constexpr std::size_t kMaxWordLetters =
    48;  // letters of a word that are compared; the rest is ignored
inline constexpr std::size_t kMaxNamesPerEntity = 512;          // names and aliases of one entity
inline constexpr std::size_t kMaxValuesPerEntity = 4096;        // values of all properties of one entity
inline constexpr std::size_t kMaxEntitiesPerList = 20'000'000;  // entities in one list

// ---- lists: what one watch list may hold
// --------------------------------------------------------------------------------
inline constexpr std::size_t kMaxDomXmlTags = 2u
                                              << 20;  // '<' in an XML file read as a tree; more is streamed
inline constexpr std::size_t kMaxHeldListBytes =
    4ull << 30;                                  // entities of one list held to merge repeated ids: 4 GiB
inline constexpr std::size_t kMaxIdBytes = 256;  // an entry's id; a longer one is replaced by a hash
inline constexpr std::size_t kMaxMappingBytes = 1u << 20;  // a FILE.map.toml
inline constexpr std::size_t kMaxMappingHeaderRows =
    200;                                       // records in which a mapping's header is looked for
inline constexpr int kMaxDateRangeYears = 15;  // "1960 to 1962" is read year by year up to this span
inline constexpr std::int32_t kMaxPatternMilliseconds =
    250;  // one search of a mapping's regular expression, about
inline constexpr std::int32_t kMaxPatternStackBytes = 4 << 20;  // and its backtracking stack
inline constexpr int kMaxFolderDepth = 4;                       // folders within folders searched for lists

// ---- screening
// ------------------------------------------------------------------------------------------------------------
inline constexpr std::size_t kMaxResultLimit = 10000;  // --limit
inline constexpr std::size_t kMaxJobs = 256;           // --jobs
inline constexpr std::size_t kMaxLists = 256;          // lists in one run
inline constexpr std::size_t kMaxPartyHeaderRows =
    20;  // rows of a party file in which its header row is looked for
inline constexpr std::size_t kMaxPartyValueBytes = 64u << 10;  // one value of a party; longer is set aside
inline constexpr std::size_t kMaxStreamedInputBytes =
    1ull << 30;  // parties from standard input or a pipe: 1 GiB, in memory
inline constexpr std::size_t kMaxListProblems =
    100'000;  // problems of lists that are written down one by one; all are counted
inline constexpr std::size_t kMaxReportParties = 1'000'000;  // parties held for an HTML or XLSX report
inline constexpr std::size_t kMaxReportResults = 1'000'000;  // results held for an HTML or XLSX report
inline constexpr std::size_t kMaxTableLines = 10'000;        // lines of the terminal table; the best are kept
inline constexpr std::size_t kMaxReportAlerts = 5000;        // alerts drawn in full in one HTML report
inline constexpr std::size_t kMaxReportWeakAlerts =
    500;  // of those below the threshold; the others are table rows

// ---- made-up worlds
// ---------------------------------------------------------------------------------------------------------
inline constexpr std::size_t kMaxWorldSuppliers = 1'000'000;  // rows of a made-up supplier file

}  // namespace base
