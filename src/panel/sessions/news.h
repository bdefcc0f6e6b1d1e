#pragma once
// What goes out by mail about sessions: that somebody is invited, approved, refused or moved up, that a
// session was cancelled, and a reminder a week and a day before. Notices wait in a table and one quiet job,
// at a fixed cadence, sends what is due and writes one commitment a day to the logs of closed sessions; it
// does so whether there is anything to send or not, so the list of jobs tells nothing. Mails never hold a
// title: of a closed session it is sealed, and mails must not differ. Once a session is announced, the mail
// with the calendar entry (panel/invitations) says who is invited, approved or moved up, and what was
// cancelled; here that is said of drafts alone. Thread-safe.

#include <cstdint>
#include <string_view>

#include "net/client.h"
#include "panel/sessions/access.h"

namespace desk {
class Desk;
}

namespace panel {

enum class NoticeKind : std::uint8_t {
  kInvited,
  kApproved,
  kRefused,
  kMovedUp,
  kCancelled,
  kReminder,
  kCount
};
std::string_view NoticeKindName(NoticeKind kind);  // "moved-up"

base::Status QueueNotice(db::Transaction& tx, PanelSeams& seams, const PanelSessionId& session,
                         const desk::PersonId& person, NoticeKind kind);
// At most kNoticeBatch at a call. A mail that cannot be sent stays; one whose session the person may not know
// any more goes unsent.
base::Status SendNotices(desk::Desk& desk, SessionAccess& access);
// Puts reminders of sessions that begin within a week, or within a day, once each.
base::Status QueueReminders(db::Database& database, PanelSeams seams);
void RegisterNews(desk::Desk& desk, PanelSeams seams, SessionAccess& access);

}  // namespace panel
