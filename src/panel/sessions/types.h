#pragma once
// What the panel's sessions are made of. Plain data; names as stored. Times are UTC; the place's clock is
// `zone`, an IANA name (panel/sessions/zone.h).
//
// The words of a session (title, agenda, documents' names) are Words, a small map of texts. Of an open
// session they are stored as they are; of a closed one they are sealed to its participants and
// `StoredWords::open` is empty. What stays unsealed of a closed session is what the server needs by itself:
// its id, times, kind, state and who takes part.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/time.h"
#include "panel/common/ids.h"
#include "panel/common/states.h"
#include "vault/vault.h"

namespace panel {

using PanelSessionId = base::Id<struct PanelSessionTag>;
using SeriesId = base::Id<struct SessionSeriesTag>;

enum class SessionKind : std::uint8_t {
  kForum,
  kWorkshop,
  kSeminar,
  kConsultation,
  kBoardMeeting,
  kPeerCircle,
  kOnlineDiscussion,
  kCount
};
std::string_view SessionKindName(SessionKind kind);  // "board-meeting"
std::optional<SessionKind> SessionKindNamed(std::string_view name);

// Who may know of a session.
enum class SessionAudience : std::uint8_t {
  kPublic,   // everybody, once it is announced
  kMembers,  // members of the panel and of its chapters, once it is announced
  kClosed,   // its participants alone, whatever rights others have
  kCount
};
std::string_view SessionAudienceName(SessionAudience audience);  // "closed"
std::optional<SessionAudience> SessionAudienceNamed(std::string_view name);

enum class SessionState : std::uint8_t {
  kDraft,         // its owners alone
  kAnnounced,     // date and title are out
  kRegistration,  // one may register
  kFull,          // registration is closed; the list of who comes stands
  kUnderWay,
  kHeld,    // over; attendance, outputs and certificates are being written
  kClosed,  // filed: nothing changes any more
  kCancelled,
  kCount
};
std::string_view SessionStateName(SessionState state);  // "under-way"
std::optional<SessionState> SessionStateNamed(std::string_view name);

enum class SessionAct : std::uint8_t {
  kAnnounce,
  kWithdraw,  // what was announced becomes a draft again
  kOpenRegistration,
  kCloseRegistration,
  kBegin,
  kEnd,
  kFile,
  kReopen,  // what was filed
  kCancel,
  kRevive,    // what was cancelled
  kTakeBack,  // what was begun by mistake is announced again
  kCount
};
std::string_view SessionActName(SessionAct act);  // "open-registration"
std::optional<SessionAct> SessionActNamed(std::string_view name);
std::span<const Step<SessionState, SessionAct>> SessionSteps();

// How one gets in.
enum class Admission : std::uint8_t { kOpen, kApproval, kInvitation, kCount };
std::string_view AdmissionName(Admission admission);  // "approval"
std::optional<Admission> AdmissionNamed(std::string_view name);

using Words = std::map<std::string, std::string, std::less<>>;
struct StoredWords {
  std::string open;  // JSON object; empty where sealed
  vault::RecordId sealed;
};

struct PanelSession {
  PanelSessionId id;
  PanelId panel;
  SeriesId series;  // empty: none
  SessionKind kind = SessionKind::kWorkshop;
  SessionAudience audience = SessionAudience::kMembers;
  SessionState state = SessionState::kDraft;
  std::string title;  // empty of a closed session: it is in `words`
  StoredWords words;  // "title", "summary", "place", "link", "languages", and the fields of its kind
  std::string zone;   // "Asia/Seoul"
  base::UtcTime starts;
  base::UtcTime ends;
  std::int64_t room_seats = 0;    // 0: no limit
  std::int64_t online_seats = 0;  // 0: no limit
  bool in_room = true;
  bool online = false;
  Admission admission = Admission::kOpen;
  desk::OrgId owner;         // the organisation that made it; co-hosts beside it
  desk::PersonId organiser;  // who made it
  base::UtcTime created;
  std::int64_t version = 0;

  bool closed() const { return audience == SessionAudience::kClosed; }
};

enum class ParticipantRole : std::uint8_t {
  kChair,
  kCoChair,
  kSecretary,
  kSpeaker,
  kGuest,
  kObserver,
  kCount
};
std::string_view ParticipantRoleName(ParticipantRole role);  // "co-chair"
std::optional<ParticipantRole> ParticipantRoleNamed(std::string_view name);

enum class ParticipantState : std::uint8_t {
  kInvited,
  kAsked,    // registered, to be approved
  kWaiting,  // no seat left: on the waiting list
  kComing,
  kRefused,  // by the chair
  kExcused,  // by herself
  kRemoved,  // by the chair, after she was coming or invited: may know of a closed session no more
  kCount
};
std::string_view ParticipantStateName(ParticipantState state);  // "coming"
std::optional<ParticipantState> ParticipantStateNamed(std::string_view name);

enum class ParticipantAct : std::uint8_t {
  kAccept,   // the invited one says yes
  kApprove,  // the chair lets in whoever asked or waits
  kRefuse,
  kExcuse,
  kRemove,
  kReturn,  // invited again by the chair
  kCount
};
std::string_view ParticipantActName(ParticipantAct act);
std::optional<ParticipantAct> ParticipantActNamed(std::string_view name);
std::span<const Step<ParticipantState, ParticipantAct>> ParticipantSteps();

enum class AttendanceMode : std::uint8_t { kNone, kRoom, kOnline, kCount };
std::string_view AttendanceModeName(AttendanceMode mode);  // "online"
std::optional<AttendanceMode> AttendanceModeNamed(std::string_view name);

struct Participant {
  PanelSessionId session;
  desk::PersonId person;
  desk::OrgId org;  // for which she takes part
  ParticipantRole role = ParticipantRole::kGuest;
  ParticipantState state = ParticipantState::kInvited;
  AttendanceMode planned = AttendanceMode::kRoom;
  std::optional<AttendanceMode> present;  // as the chair recorded it; kNone: was not there; nothing: not yet
  base::UtcTime asked;
  bool let_in = false;  // of a closed session: its sealed content opens with her keys
  std::int64_t version = 0;

  // Whether she belongs to the session: what was refused, excused or removed does not.
  bool belongs() const {
    return state == ParticipantState::kInvited || state == ParticipantState::kComing ||
           state == ParticipantState::kAsked || state == ParticipantState::kWaiting;
  }
};

}  // namespace panel
