#pragma once
// What stands in people's calendars about sessions. Plain data; names as stored. Times are UTC.
//
// Each participant has an invitation of her own: an event with her as its only attendee and a UID that nobody
// else can guess, so that an answer shows that it comes from somebody who got the mail, and no mail tells who
// else is invited. A session of several days at the same hours is a series of days in it; one day that is
// moved or cancelled goes out with its RECURRENCE-ID. Sessions of a panel's series have each a UID of its
// own.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "calendar/event.h"
#include "panel/common/states.h"
#include "panel/sessions/types.h"

namespace panel::invitations {

using ProposalId = base::Id<struct CounterProposalTag>;
using FeedId = base::Id<struct CalendarFeedTag>;

// What the invited one answered, as her calendar program said it.
enum class InvitationState : std::uint8_t {
  kAsked,
  kAccepted,
  kTentative,
  kDeclined,
  kWithdrawn,  // the session was cancelled, or she takes part no more
  kCount
};
std::string_view InvitationStateName(InvitationState state);  // "tentative"
std::optional<InvitationState> InvitationStateNamed(std::string_view name);
enum class InvitationAct : std::uint8_t {
  kAccept,
  kDoubt,
  kDecline,
  kAskAgain,  // another time, or invited again
  kWithdraw,
  kCount
};
std::string_view InvitationActName(InvitationAct act);  // "ask-again"
std::span<const Step<InvitationState, InvitationAct>> InvitationSteps();

// A time that somebody invited proposed instead (COUNTER).
enum class ProposalState : std::uint8_t {
  kOpen,
  kAccepted,
  kDeclined,
  kReplaced,  // by a later one of the same person
  kLapsed,    // the session was moved meanwhile
  kCount
};
std::string_view ProposalStateName(ProposalState state);
std::optional<ProposalState> ProposalStateNamed(std::string_view name);
enum class ProposalAct : std::uint8_t { kAccept, kDecline, kReplace, kLapse, kCount };
std::string_view ProposalActName(ProposalAct act);
std::optional<ProposalAct> ProposalActNamed(std::string_view name);
std::span<const Step<ProposalState, ProposalAct>> ProposalSteps();

// One day of a session of several days.
enum class DayState : std::uint8_t { kPlanned, kMoved, kCancelled, kCount };
std::string_view DayStateName(DayState state);
std::optional<DayState> DayStateNamed(std::string_view name);
enum class DayAct : std::uint8_t { kMove, kCancel, kRestore, kCount };
std::string_view DayActName(DayAct act);
std::optional<DayAct> DayActNamed(std::string_view name);
std::span<const Step<DayState, DayAct>> DaySteps();

// A secret address at which a calendar program reads somebody's sessions.
enum class FeedState : std::uint8_t { kLive, kRevoked, kCount };
std::string_view FeedStateName(FeedState state);
std::optional<FeedState> FeedStateNamed(std::string_view name);
enum class FeedAct : std::uint8_t { kRename, kRevoke, kCount };
std::string_view FeedActName(FeedAct act);
std::optional<FeedAct> FeedActNamed(std::string_view name);
std::span<const Step<FeedState, FeedAct>> FeedSteps();
enum class FeedScope : std::uint8_t { kMine, kAll, kCount };  // where she takes part; all that she may see
std::string_view FeedScopeName(FeedScope scope);
std::optional<FeedScope> FeedScopeNamed(std::string_view name);

struct Invitation {
  PanelSessionId session;
  desk::PersonId person;
  InvitationState state = InvitationState::kAsked;
  std::int64_t sequence = 0;  // the highest of what was sent
  calendar::Calendar sent;  // the events as they were sent last, with their UID and when answers were written
  std::string address;      // to which it was sent
  std::int64_t seen_session = -1;  // versions of session and participant that it shows
  std::int64_t seen_participant = -1;
  ParticipantState seen_state = ParticipantState::kInvited;
  base::UtcTime ends;  // of what was sent; afterwards nothing is withdrawn any more
  std::optional<base::UtcTime> answered;
  StoredWords words;  // "comment" of the last answer
};

struct Proposal {
  ProposalId id;
  PanelSessionId session;
  desk::PersonId person;
  std::optional<base::UtcTime> day;  // the planned start of the day that it is about; nothing: the session
  base::UtcTime starts;
  base::UtcTime ends;
  StoredWords words;  // "comment", "place"
  ProposalState state = ProposalState::kOpen;
  base::UtcTime made;
  std::optional<base::UtcTime> decided;
};

struct SessionDay {
  base::UtcTime planned;  // its start by the session's hours: the name of the day
  DayState state = DayState::kPlanned;
  base::UtcTime starts;
  base::UtcTime ends;
};

struct Feed {
  FeedId id;
  desk::PersonId person;
  desk::OrgId org;
  std::string name;
  FeedScope scope = FeedScope::kMine;
  FeedState state = FeedState::kLive;
  base::UtcTime made;
  std::optional<base::UtcTime> used;  // to the hour
};

}  // namespace panel::invitations
