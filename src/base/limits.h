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
inline constexpr std::size_t kMaxPdfPages = 2000;      // pages of one PDF that we write

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
inline constexpr std::size_t kMaxBodyBytes = 1u << 20;  // a request body where the route names no other limit
inline constexpr std::size_t kMaxBodyInMemory =
    4u << 20;  // larger bodies lie in an unlinked file while they are read
inline constexpr std::size_t kMaxBodiesInMemory =
    256u << 20;  // bodies of all requests together, in memory; more is 503
inline constexpr std::size_t kMaxBodiesOnDisk =
    8ull << 30;  // bodies of all requests together, in temporary files; more is 503
inline constexpr std::size_t kMaxUploadBytes = 512u << 20;      // a spreadsheet, a list, a batch of parties
inline constexpr std::size_t kMaxRequestHeadBytes = 32u << 10;  // request line and header fields
inline constexpr std::size_t kMaxChunkLineBytes = 4u
                                                  << 10;  // size and extensions of a chunk; a trailer field
inline constexpr std::size_t kMaxTargetBytes = 8u << 10;  // the request target
inline constexpr std::size_t kMaxHeaderFields = 100;      // header fields of a request
inline constexpr std::size_t kMaxConnections = 16'384;    // open connections
inline constexpr std::size_t kMaxConnectionsPerAddress = 8'192;  // of one client address
inline constexpr std::size_t kMaxQueuedRequests = 1'024;  // requests that wait for a worker; more is 503
inline constexpr std::size_t kMaxStreams = 64;            // streamed answers at a time; more is 503
inline constexpr std::size_t kMaxStreamBuffer =
    256u << 10;  // bytes of a streamed answer that wait for a slow client
inline constexpr std::size_t kMaxFormFields = 2'000;          // pairs of a form or a query string
inline constexpr std::size_t kMaxMultipartParts = 64;         // parts of a multipart body
inline constexpr std::size_t kMaxPartHeaderBytes = 8u << 10;  // header of one part
inline constexpr std::size_t kMaxCookieBytes = 8u << 10;      // the Cookie field
inline constexpr int kMaxRedirects = 5;                       // that the HTTP client follows

// ---- db
// ---------------------------------------------------------------------------------------------------------------------
inline constexpr int kMaxSerializationRetries = 12;  // of one transaction on PostgreSQL
inline constexpr std::size_t kMaxStatementParams =
    900;  // parameters of one statement (SQLite's own limit is 32,766)
inline constexpr std::size_t kMaxStoredValueBytes =
    256u << 20;  // one text or BLOB that goes into a database: 256 MiB

// ---- crypto
// -----------------------------------------------------------------------------------------------------------------
inline constexpr std::uint64_t kSignInHashPasses =
    3;  // Argon2id of sign-in passwords: passes over the memory
inline constexpr std::size_t kSignInHashMemoryBytes =
    64u << 20;  // and its memory (RFC 9106, section 4, second choice)
inline constexpr std::uint64_t kPassphraseHashPasses = 4;              // the same for vault pass-phrases
inline constexpr std::size_t kPassphraseHashMemoryBytes = 128u << 20;  // and their memory
inline constexpr std::uint64_t kMaxHashPasses = 16;             // a stored hash that asks for more is damaged
inline constexpr std::size_t kMaxHashMemoryBytes = 512u << 20;  // a stored hash that asks for more is damaged
inline constexpr int kMaxConcurrentPasswordHashes = 4;          // Argon2id at a time in one process
inline constexpr int kPasswordHashWaitMs = 3'000;               // for one's turn; then kBusy
inline constexpr std::size_t kMaxPassphraseBytes = 1'024;       // a password or a pass-phrase
inline constexpr int kMaxCborDepth = 8;                         // nesting of CBOR items
inline constexpr std::size_t kMaxCborItems = 1'024;             // items of one CBOR text
inline constexpr std::size_t kMaxWebAuthnBytes = 64u << 10;     // each part of a passkey's answer
inline constexpr std::size_t kMaxJwtBytes = 16u << 10;          // an id_token
inline constexpr std::size_t kMaxJwksBytes = 256u << 10;        // a provider's key set
inline constexpr std::size_t kMaxJwksKeys = 64;                 // keys in it
inline constexpr std::int64_t kJwtLeewayMs = 60'000;            // how far a provider's clock may be off

// ---- screening: parties, alerts and imports of an organisation
// --------------------------------------------------------------------------------------------------------------------------
inline constexpr std::size_t kMaxPartyPage = 200;       // parties of one page or API answer
inline constexpr std::size_t kMaxAlertPage = 200;       // alerts of one page or API answer
inline constexpr std::size_t kMaxBulk = 500;            // alerts of one bulk decision or assignment
inline constexpr std::size_t kMaxHistory = 200;         // lines of an alert's history that are shown
inline constexpr std::size_t kMaxReasonBytes = 4'000;   // a reason or a note
inline constexpr std::size_t kMaxTags = 20;             // of a party
inline constexpr std::size_t kMaxTagBytes = 60;         // one tag
inline constexpr std::size_t kMaxPartyKeyBytes = 300;   // a party's key or number; a longer one is not used
inline constexpr std::size_t kMaxSourceBytes = 200;     // the name of a collection of parties
inline constexpr std::int64_t kMaxCounted = 2'000;      // counts shown beside tabs stop here
inline constexpr std::size_t kMaxChoices = 300;         // choices of a filter
inline constexpr std::size_t kMaxSearchWords = 8;       // words of a search; the rest is not looked at
inline constexpr std::size_t kMaxIndexedWords = 64;     // words of one party's names that can be searched
inline constexpr std::size_t kMaxAlertsPerParty = 500;  // alerts of one party; the best are kept
inline constexpr std::size_t kMaxPartyRecordBytes = 1u << 20;  // one party as JSON
inline constexpr std::size_t kMaxImportRejects =
    100'000;  // rejects of an import written down one by one; all are counted
inline constexpr std::size_t kMaxShownColumns =
    200;  // columns of a file whose use a person can choose on the page
inline constexpr std::size_t kMaxReportRows = 100'000;   // alerts of one downloaded report
inline constexpr std::size_t kMaxPdfReportRows = 5'000;  // and of one as PDF

// ---- screening: watch lists of a server and the matching API
// ------------------------------------------------------------------------------
inline constexpr std::int64_t kListPollMs =
    1'000;  // after which a process looks whether another one changed the lists
inline constexpr std::size_t kMaxDatasetNameBytes = 64;  // of a watch list
inline constexpr std::size_t kMaxKeptEditions =
    10;  // of a dataset with their bytes; of older ones the figures stay
inline constexpr std::size_t kMaxKeptProblems = 1'000;  // of one edition, for its page; all are counted
inline constexpr std::size_t kMaxKeptChanges =
    10'000;  // of one edition against the one before; all are counted
inline constexpr std::size_t kMaxListUploadFiles = 16;  // of one list: a table and its mapping, OFAC's four
inline constexpr std::int64_t kListFetchTimeoutMs = 600'000;  // one download of a list
inline constexpr std::size_t kMaxMatchQueries = 100;          // in one body of POST /match
inline constexpr std::size_t kMaxMatchLimit = 500;  // results of one query, and of a page of /search
inline constexpr double kLeastMatchCutoff =
    0.3;  // results below this are not looked for, whatever the request says
inline constexpr std::size_t kMaxSearchOffset = 9'499;             // of a page of /search
inline constexpr std::size_t kMaxExcludedEntities = 50;            // exclude_entity_ids
inline constexpr std::size_t kMaxFacetValues = 1'000;              // of one facet
inline constexpr std::size_t kMaxReconcileExtendProperties = 100;  // of one extension request

// ---- desk: jobs, blobs, webhooks, backup
// ----------------------------------------------------------------------------------
inline constexpr std::int64_t kJobLeaseMs =
    30'000;  // a job whose holder has been silent this long is taken over
inline constexpr std::int64_t kJobRetryFirstMs =
    10'000;  // rest after the first failed run; then four times as long each time
inline constexpr std::int64_t kJobKeepMs = 90 * 86'400'000ll;      // ended jobs are kept this long
inline constexpr std::int64_t kJobQuietKeepMs = 7 * 86'400'000ll;  // and those that nobody looks at
inline constexpr std::int64_t kJobEventsMs = 600'000;  // one stream of a job's events; the browser asks again
inline constexpr std::size_t kBlobPieceBytes = 1u << 20;   // one row of a blob
inline constexpr std::size_t kMaxBlobBytes = 2ull << 30;   // one blob: 2 GiB
inline constexpr int kMaxWebhookAttempts = 8;              // deliveries of one event to one webhook
inline constexpr std::size_t kMaxWebhooks = 32;            // of one organisation
inline constexpr std::size_t kMaxWebhookUrlBytes = 2'048;  // the address of a webhook
inline constexpr std::size_t kMaxAuditPage = 200;          // entries of the audit log on one page
inline constexpr std::size_t kMaxJobsPage = 100;           // jobs on one page
inline constexpr std::uint64_t kMinFreeDiskBytes = 256u
                                                   << 20;  // below that the server says that it is not ready

// ---- people and sign-in
// ---------------------------------------------------------------------------------------------------------
inline constexpr std::size_t kMinPasswordCharacters = 12;  // of a new password
inline constexpr std::size_t kMaxEmailBytes = 254;         // RFC 5321, section 4.5.3.1.3
inline constexpr std::size_t kMaxDisplayNameBytes =
    200;                                    // the name of a person, an organisation, a key, a passkey
inline constexpr int kInvitationDays = 14;  // how long an invitation is good
inline constexpr std::int64_t kMaxOpenInvitations = 500;  // of one organisation
inline constexpr std::int64_t kMaxActiveKeys = 200;       // of one organisation
inline constexpr std::int64_t kKeyCacheMs =
    5'000;  // how long an API key is believed without asking the database
inline constexpr std::size_t kMaxCachedKeys = 4'096;  // keys remembered so in one process
inline constexpr int kMaxSessionsPerPerson = 50;      // the one used longest ago ends when there is one more
inline constexpr std::int64_t kPartialSignInMs = 10 * 60'000ll;  // from the password to the second factor
inline constexpr std::int64_t kChallengeMs =
    5 * 60'000ll;  // from a passkey's challenge, or leaving for a provider, to the answer
inline constexpr int kMaxPasskeysPerPerson = 20;
inline constexpr int kRecoveryCodes = 10;                         // made when TOTP is set up
inline constexpr std::size_t kMaxOidcDocumentBytes = 256u << 10;  // discovery document, token answer
inline constexpr std::int64_t kOidcTimeoutMs = 10'000;            // one request to a provider
inline constexpr std::int64_t kOidcCacheMs = 60 * 60'000ll;  // how long a provider's documents are believed

// ---- vault
// -----------------------------------------------------------------------------------------------------------------
inline constexpr std::size_t kMinPassphraseBytes = 12;  // of a new vault pass-phrase
inline constexpr std::int64_t kMaxUnlockAttempts = 10;  // wrong pass-phrases of one person before a rest
inline constexpr std::int64_t kUnlockRestMs = 15 * 60'000ll;  // and the rest
inline constexpr std::int64_t kUnlockedIdleMs =
    30 * 60'000ll;  // an unlocked session that is not used is locked after this
inline constexpr std::int64_t kUnlockedMs = 8 * 3'600'000ll;  // and a used one after this
inline constexpr std::size_t kMaxCircleMembers = 500;         // members of a circle
inline constexpr std::size_t kMaxCircleNameBytes = 200;
inline constexpr std::size_t kMaxAudience = 100;               // circles and persons one record is sealed to
inline constexpr std::size_t kMaxSealedBytes = 1u << 20;       // one sealed record
inline constexpr std::int64_t kResealBatch = 500;              // records one call seals anew
inline constexpr std::int64_t kRecoveryMs = 7 * 86'400'000ll;  // how long a request for recovery is open

}  // namespace base
