#pragma once
// The pages and the API of this folder. Inside the folder only; `services` outlives the routes.

#include <memory>

#include "panel/invitations/services.h"
#include "panel/sessions/faces.h"

namespace panel::invitations {

void AddCalendarPage(InvitationServices& services);                            // /sessions/{id}/calendar
void AddAnswersCard(InvitationServices& services, SessionServices& sessions);  // on the session's own page
void AddFeedPages(InvitationServices& services);  // /sessions/calendar, /calendar/feed/{token}
void AddInvitationApi(InvitationServices& services);
void AddInvitationHome(InvitationServices& services);

// How many answered what, and each of them, as a chair sees it.
struct AnswerCount {
  std::int64_t accepted = 0;
  std::int64_t tentative = 0;
  std::int64_t declined = 0;
  std::int64_t asked = 0;
};
struct AnswerRow {
  desk::PersonId person;
  InvitationState state = InvitationState::kAsked;
  std::optional<base::UtcTime> answered;
  std::string comment;                                           // empty where it is sealed to the reader
  std::vector<std::pair<base::UtcTime, calendar::Answer>> days;  // answers to single days that differ
};
struct AnswerView {
  AnswerCount count;
  std::vector<AnswerRow> rows;  // without what was withdrawn
};
base::Result<AnswerView> AnswersOf(db::Transaction& tx, InvitationServices& services,
                                   const PanelSession& session, const vault::UnlockedPerson* reader);
std::string_view AnswerLabel(InvitationState state);
// "2 December 2026, 09:00–17:00 in Seoul (UTC+9)"
std::string DayText(const html::Locale& locale, const PanelSession& session, base::UtcTime starts,
                    base::UtcTime ends);

}  // namespace panel::invitations
