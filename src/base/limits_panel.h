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

}  // namespace base
