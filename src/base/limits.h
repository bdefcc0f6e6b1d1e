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

// ---- net: what a client may send
// --------------------------------------------------------------------------------------------
inline constexpr std::size_t kMaxBodyBytes = 1u << 20;          // a request body where the route names no other limit
inline constexpr std::size_t kMaxBodyInMemory = 4u << 20;       // larger bodies lie in an unlinked file while they are read
inline constexpr std::size_t kMaxBodiesInMemory = 256u << 20;   // bodies of all requests together, in memory; more is 503
inline constexpr std::size_t kMaxBodiesOnDisk = 8ull << 30;     // bodies of all requests together, in temporary files; more is 503
inline constexpr std::size_t kMaxUploadBytes = 512u << 20;      // a spreadsheet, a list, a batch of parties
inline constexpr std::size_t kMaxRequestHeadBytes = 32u << 10;  // request line and header fields
inline constexpr std::size_t kMaxTargetBytes = 8u << 10;        // the request target
inline constexpr std::size_t kMaxHeaderFields = 100;            // header fields of a request
inline constexpr std::size_t kMaxConnections = 16'384;          // open connections
inline constexpr std::size_t kMaxConnectionsPerAddress = 8'192; // of one client address
inline constexpr std::size_t kMaxQueuedRequests = 1'024;        // requests that wait for a worker; more is 503
inline constexpr std::size_t kMaxStreams = 64;                  // streamed answers at a time; more is 503
inline constexpr std::size_t kMaxStreamBuffer = 256u << 10;     // bytes of a streamed answer that wait for a slow client
inline constexpr std::size_t kMaxFormFields = 2'000;            // pairs of a form or a query string
inline constexpr std::size_t kMaxMultipartParts = 64;           // parts of a multipart body
inline constexpr std::size_t kMaxPartHeaderBytes = 8u << 10;    // header of one part
inline constexpr std::size_t kMaxCookieBytes = 8u << 10;        // the Cookie field
inline constexpr int kMaxRedirects = 5;                         // that the HTTP client follows

// ---- db
// ---------------------------------------------------------------------------------------------------------------------
inline constexpr int kMaxSerializationRetries = 12;  // of one transaction on PostgreSQL
inline constexpr std::size_t kMaxStatementParams = 900;  // parameters of one statement (SQLite's own limit is 32,766)
inline constexpr std::size_t kMaxStoredValueBytes = 256u << 20;  // one text or BLOB that goes into a database: 256 MiB

// ---- crypto
// -----------------------------------------------------------------------------------------------------------------
inline constexpr std::uint64_t kSignInHashPasses = 3;                   // Argon2id of sign-in passwords: passes over the memory
inline constexpr std::size_t kSignInHashMemoryBytes = 64u << 20;        // and its memory (RFC 9106, section 4, second choice)
inline constexpr std::uint64_t kPassphraseHashPasses = 4;               // the same for vault pass-phrases
inline constexpr std::size_t kPassphraseHashMemoryBytes = 128u << 20;   // and their memory
inline constexpr std::uint64_t kMaxHashPasses = 16;                     // a stored hash that asks for more is damaged
inline constexpr std::size_t kMaxHashMemoryBytes = 512u << 20;          // a stored hash that asks for more is damaged
inline constexpr int kMaxConcurrentPasswordHashes = 4;                  // Argon2id at a time in one process
inline constexpr int kPasswordHashWaitMs = 3'000;                       // for one's turn; then kBusy
inline constexpr std::size_t kMaxPassphraseBytes = 1'024;               // a password or a pass-phrase
inline constexpr int kMaxCborDepth = 8;                                 // nesting of CBOR items
inline constexpr std::size_t kMaxCborItems = 1'024;                     // items of one CBOR text
inline constexpr std::size_t kMaxWebAuthnBytes = 64u << 10;             // each part of a passkey's answer
inline constexpr std::size_t kMaxJwtBytes = 16u << 10;                  // an id_token
inline constexpr std::size_t kMaxJwksBytes = 256u << 10;                // a provider's key set
inline constexpr std::size_t kMaxJwksKeys = 64;                         // keys in it
inline constexpr std::int64_t kJwtLeewayMs = 60'000;                    // how far a provider's clock may be off

// ---- screening: watch lists of a server and the matching API
// ------------------------------------------------------------------------------
inline constexpr std::int64_t kListPollMs = 1'000;        // after which a process looks whether another one changed the lists
inline constexpr std::size_t kMaxDatasetNameBytes = 64;   // of a watch list
inline constexpr std::size_t kMaxKeptEditions = 10;       // of a dataset with their bytes; of older ones the figures stay
inline constexpr std::size_t kMaxKeptProblems = 1'000;    // of one edition, for its page; all are counted
inline constexpr std::size_t kMaxKeptChanges = 10'000;    // of one edition against the one before; all are counted
inline constexpr std::size_t kMaxListUploadFiles = 16;    // of one list: a table and its mapping, OFAC's four
inline constexpr std::int64_t kListFetchTimeoutMs = 600'000;  // one download of a list
inline constexpr std::size_t kMaxMatchQueries = 100;      // in one body of POST /match
inline constexpr std::size_t kMaxMatchLimit = 500;        // results of one query, and of a page of /search
inline constexpr std::size_t kMaxSearchOffset = 9'499;    // of a page of /search
inline constexpr std::size_t kMaxExcludedEntities = 50;   // exclude_entity_ids
inline constexpr std::size_t kMaxSearchWords = 32;        // of a query text
inline constexpr std::size_t kMaxFacetValues = 1'000;     // of one facet
inline constexpr std::size_t kMaxReconcileExtendProperties = 100;  // of one extension request

}  // namespace base
