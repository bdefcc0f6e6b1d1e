#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

// ---- sessions
inline constexpr std::size_t kMaxKeyholders = 500;              // persons a shared record is sealed to
inline constexpr std::size_t kMaxParticipants = 500;            // of one session
inline constexpr std::size_t kMaxSessionTextBytes = 64 * 1024;  // one text of a session
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

}  // namespace base
