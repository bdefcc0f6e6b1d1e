#include "desk/tr.h"
#include "panel/invitations/faces.h"
#include "panel/sessions/zone.h"

namespace panel::invitations {
namespace {

// Answers to single days that are not the answer to all of it.
void AddDays(const calendar::Calendar& sent, AnswerRow& row) {
  const calendar::Event& series = SeriesOf(sent);
  if (series.attendees.empty()) return;
  calendar::Zones zones(sent.zones);
  for (const calendar::Event& event : sent.events) {
    if (!event.recurrence_id || event.attendees.empty() || !event.start) continue;
    const calendar::Answer answer = event.attendees[0].answer;
    if (answer == series.attendees[0].answer || answer == calendar::Answer::kNeedsAction) continue;
    const auto starts = zones.ToUtc(*event.start, calendar::Zone::Utc());
    if (starts) row.days.emplace_back(*starts, answer);
  }
}

}  // namespace

std::string_view AnswerLabel(InvitationState state) {
  switch (state) {
    case InvitationState::kAccepted:
      return desk::tr("Accepted");
    case InvitationState::kTentative:
      return desk::tr("Perhaps");
    case InvitationState::kDeclined:
      return desk::tr("Declined");
    case InvitationState::kWithdrawn:
      return desk::tr("Taken back");
    case InvitationState::kAsked:
    case InvitationState::kCount:
      break;
  }
  return desk::tr("No answer yet");
}

std::string DayText(const html::Locale& locale, const PanelSession& session, base::UtcTime starts,
                    base::UtcTime ends) {
  PanelSession day = session;
  day.starts = starts;
  day.ends = ends;
  return WhenText(locale, day);
}

base::Result<AnswerView> AnswersOf(db::Transaction& tx, InvitationServices& services,
                                   const PanelSession& session, const vault::UnlockedPerson* reader) {
  AnswerView view;
  for (const Invitation& one : TRY(services.book.Of(tx, session.id))) {
    if (one.state == InvitationState::kWithdrawn) continue;
    view.count.accepted += one.state == InvitationState::kAccepted ? 1 : 0;
    view.count.tentative += one.state == InvitationState::kTentative ? 1 : 0;
    view.count.declined += one.state == InvitationState::kDeclined ? 1 : 0;
    view.count.asked += one.state == InvitationState::kAsked ? 1 : 0;
    AnswerRow row{one.person, one.state, one.answered, {}, {}};
    auto words = services.access.Read(tx, session, one.words, reader);
    if (words) row.comment = WordOf(*words, "comment");
    AddDays(one.sent, row);
    view.rows.push_back(std::move(row));
  }
  return view;
}

}  // namespace panel::invitations
