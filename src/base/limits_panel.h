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
// ---- exact plans (math/transport.h): prices are sums of at most twice as many steps as a side has members,
// each at most score * weight, so that they stay within 64 bits
inline constexpr std::size_t kMaxTransportSide = 4'000;  // givers, and takers
inline constexpr std::int64_t kMaxTransportWeight = 1'000'000'000'000;
inline constexpr std::uint16_t kMaxTransportScore = 1'000;

// ---- offers, needs, introductions, help and barriers
inline constexpr std::size_t kMaxExchangeTitle = 160;   // bytes
inline constexpr std::size_t kMaxExchangeText = 4'000;  // bytes of details, conditions, answers, plans
inline constexpr std::size_t kMaxExchangeUnit = 40;     // bytes of a unit
inline constexpr std::size_t kMaxExchangeTags = 30;     // places, languages, sectors or targets of one entry
inline constexpr std::int64_t kMaxExchangeQuantity = 1'000'000'000;  // whole units of one offer or need
inline constexpr std::size_t kMaxExchangePage = 200;                 // rows of a list that one request gets
inline constexpr std::size_t kMaxOpenListings = 4'000;               // open offers, or needs, of one panel
inline constexpr std::size_t kMaxListingsOfOne = 500;                // open offers and needs of one member
inline constexpr std::size_t kMaxRanked = 50;                        // best partners shown for one entry
inline constexpr std::size_t kMaxLeftOut = 200;                      // of those left out, how many are named
inline constexpr std::size_t kMaxExchangeBars =
    2'000;  // pairs that the secretariat keeps apart, of one panel
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
// ---- sessions
inline constexpr std::size_t kMaxKeyholders = 500;              // persons a shared record is sealed to
inline constexpr std::size_t kMaxParticipants = 500;            // of one session
inline constexpr std::size_t kMaxSessionTextBytes = 64u << 10;  // one text of a session
inline constexpr std::size_t kMaxAgendaItems = 200;             // of one session
inline constexpr std::size_t kMaxBoards = 50;                   // breakout boards of one session
inline constexpr std::size_t kMaxBoardNotes = 500;              // of one board
inline constexpr std::size_t kMaxSessionDocuments = 200;
inline constexpr std::size_t kMaxSessionDocumentBytes = 20u << 20;
inline constexpr std::size_t kMaxSpeakers = 200;
inline constexpr std::size_t kMaxCoHosts = 20;
inline constexpr std::size_t kMaxSeriesSessions = 500;
inline constexpr std::int64_t kSessionsPage = 25;  // rows of a list where nothing else is asked for
inline constexpr std::int64_t kMaxSessionsPage = 200;
inline constexpr std::size_t kMaxExperts = 5'000;
inline constexpr std::size_t kMaxExpertCompetences = 20;
inline constexpr std::int64_t kNoticeBatch = 200;   // mails about sessions in one run
inline constexpr std::size_t kMaxSessionDays = 60;  // how long one session may take
// ---- minutes, consultations, discussions, opinions
inline constexpr std::size_t kMaxMinutesBytes = 400'000;  // the text of one session's minutes
inline constexpr std::size_t kMaxMinutesTags = 300;       // decisions and actions of one session
inline constexpr std::size_t kMaxTagTextBytes = 1'000;    // the words of one of them
inline constexpr std::int64_t kMaxTagNumber = 1'000'000;  // "#1000000"
inline constexpr std::int16_t kFirstDueYear = 2000;       // of an action
inline constexpr std::int16_t kLastDueYear = 2199;
inline constexpr std::size_t kMaxCommentBytes = 8'000;      // a comment, an answer, a reason
inline constexpr std::int64_t kMaxMinutesComments = 1'000;  // on one session's minutes
inline constexpr std::size_t kMaxStatementBytes =
    60'000;                                             // a question, an input, a post, an opinion, a dissent
inline constexpr std::size_t kMaxSubjectBytes = 300;    // their titles
inline constexpr std::int64_t kMaxMinutesBook = 400;    // sessions in one document of minutes
inline constexpr std::int64_t kMaxReportLines = 2'000;  // decisions and actions in one progress report
inline constexpr std::int64_t kMaxConsultationInputs = 20'000;     // one a member
inline constexpr std::int64_t kMaxReminders = 500;                 // actions looked at in one run
inline constexpr std::int64_t kReportDaysAhead = 7;                // before a session its report is made
inline constexpr std::int64_t kDissentDays = 30;                   // after a ballot closed
inline constexpr std::int64_t kMaxRounds = 50;                     // of one discussion
inline constexpr std::int64_t kMaxRoundPosts = 5'000;              // of one round
inline constexpr std::size_t kMaxDiscussionMailBytes = 1'000'000;  // one message as it arrives
inline constexpr std::size_t kMaxMailParts = 200;                  // MIME parts looked at
inline constexpr std::size_t kMaxMailDepth = 8;                    // parts within parts
inline constexpr std::size_t kMaxMailHeaders = 1'000;              // header fields of one part

// ---- the public face and honours
inline constexpr std::size_t kMaxAdmitFileBytes = 4u << 20;  // the file of `panel admit`
inline constexpr std::size_t kMaxHonourTitleBytes = 200;
inline constexpr std::size_t kMaxHonourReasonBytes = 2'000;
inline constexpr std::int64_t kMaxHonoursShown = 500;
inline constexpr std::size_t kMaxNetworkNodes = 40;  // drawn; the table has all
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
// ---- calls and concept notes
inline constexpr std::size_t kMaxCallTitleBytes = 300;    // titles of calls, notes, criteria, sections
inline constexpr std::size_t kMaxCallTextBytes = 20'000;  // a call's text, a reason, feedback, an answer
inline constexpr std::size_t kMaxCallParts =
    30;  // criteria, sections, questions or documents of one call, each
inline constexpr std::size_t kMaxCallInvited = 200;     // members invited to one direct call
inline constexpr std::size_t kMaxCallTags = 30;         // industries, countries or targets of one call, each
inline constexpr std::int64_t kMaxCallQuestions = 500;  // asked about one call
inline constexpr std::int64_t kMaxCallReviewers = 50;   // of one call
inline constexpr std::int64_t kMaxCallNotes = 1'000;    // concept notes of one call
inline constexpr std::size_t kMaxNoteSectionBytes = 60'000;  // of one section, whatever its limit of words
inline constexpr std::int64_t kMaxNoteWords = 5'000;         // that a call may allow for one section
inline constexpr std::size_t kMaxNoteBudgetLines = 40;
inline constexpr std::size_t kMaxNoteDocumentBytes = 10u << 20;  // one document of a note: 10 MiB
inline constexpr std::int64_t kMaxScoreScale = 100;              // the best mark that a call may give
inline constexpr std::size_t kMaxCallPage = 200;                 // rows of a list that one request gets
inline constexpr std::int64_t kMaxCallReminders = 2'000;         // looked at in one run
inline constexpr std::int64_t kMaxCallHistory = 500;             // events shown of one call or note

}  // namespace base
