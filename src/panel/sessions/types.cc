#include "panel/sessions/types.h"

#include <span>

#include "panel/common/enum_names.h"

namespace panel {
namespace {

constexpr NamesOf<SessionKind> kKinds = {"forum",         "workshop",    "seminar",          "consultation",
                                         "board-meeting", "peer-circle", "online-discussion"};
constexpr NamesOf<SessionAudience> kAudiences = {"public", "members", "closed"};
constexpr NamesOf<SessionState> kStates = {"draft",     "announced", "registration", "full",
                                           "under-way", "held",      "closed",       "cancelled"};
constexpr NamesOf<SessionAct> kActs = {
    "announce", "withdraw", "open-registration", "close-registration", "begin", "end", "file", "reopen",
    "cancel",   "revive",   "take-back"};
constexpr NamesOf<Admission> kAdmissions = {"open", "approval", "invitation"};
constexpr NamesOf<ParticipantRole> kRoles = {"chair",   "co-chair", "secretary",
                                             "speaker", "guest",    "observer"};
constexpr NamesOf<ParticipantState> kParticipantStates = {"invited", "asked",   "waiting", "coming",
                                                          "refused", "excused", "removed"};
constexpr NamesOf<ParticipantAct> kParticipantActs = {"accept", "approve", "refuse",
                                                      "excuse", "remove",  "return"};
constexpr NamesOf<AttendanceMode> kModes = {"none", "room", "online"};

using S = SessionState;
using A = SessionAct;
constexpr Step<S, A> kSteps[] = {
    {S::kDraft, A::kAnnounce, S::kAnnounced},
    {S::kAnnounced, A::kWithdraw, S::kDraft},
    {S::kAnnounced, A::kOpenRegistration, S::kRegistration},
    {S::kAnnounced, A::kBegin, S::kUnderWay},
    {S::kAnnounced, A::kCancel, S::kCancelled},
    {S::kRegistration, A::kCloseRegistration, S::kFull},
    {S::kRegistration, A::kBegin, S::kUnderWay},
    {S::kRegistration, A::kCancel, S::kCancelled},
    {S::kFull, A::kOpenRegistration, S::kRegistration},
    {S::kFull, A::kBegin, S::kUnderWay},
    {S::kFull, A::kCancel, S::kCancelled},
    {S::kUnderWay, A::kEnd, S::kHeld},
    {S::kUnderWay, A::kTakeBack, S::kAnnounced},
    {S::kHeld, A::kFile, S::kClosed},
    {S::kClosed, A::kReopen, S::kHeld},
    {S::kCancelled, A::kRevive, S::kDraft},
};

using P = ParticipantState;
using B = ParticipantAct;
constexpr Step<P, B> kParticipantSteps[] = {
    {P::kInvited, B::kAccept, P::kComing},  {P::kInvited, B::kExcuse, P::kExcused},
    {P::kInvited, B::kRemove, P::kRemoved}, {P::kAsked, B::kApprove, P::kComing},
    {P::kAsked, B::kRefuse, P::kRefused},   {P::kAsked, B::kExcuse, P::kExcused},
    {P::kWaiting, B::kApprove, P::kComing}, {P::kWaiting, B::kRefuse, P::kRefused},
    {P::kWaiting, B::kExcuse, P::kExcused}, {P::kComing, B::kExcuse, P::kExcused},
    {P::kComing, B::kRemove, P::kRemoved},  {P::kExcused, B::kAccept, P::kComing},
    {P::kExcused, B::kReturn, P::kInvited}, {P::kRefused, B::kReturn, P::kInvited},
    {P::kRemoved, B::kReturn, P::kInvited}, {P::kExcused, B::kRemove, P::kRemoved},
};

}  // namespace

std::string_view SessionKindName(SessionKind kind) {
  return NameIn(kKinds, kind);
}
std::optional<SessionKind> SessionKindNamed(std::string_view name) {
  return NamedIn<SessionKind>(kKinds, name);
}
std::string_view SessionAudienceName(SessionAudience audience) {
  return NameIn(kAudiences, audience);
}
std::optional<SessionAudience> SessionAudienceNamed(std::string_view name) {
  return NamedIn<SessionAudience>(kAudiences, name);
}
std::string_view SessionStateName(SessionState state) {
  return NameIn(kStates, state);
}
std::optional<SessionState> SessionStateNamed(std::string_view name) {
  return NamedIn<SessionState>(kStates, name);
}
std::string_view SessionActName(SessionAct act) {
  return NameIn(kActs, act);
}
std::optional<SessionAct> SessionActNamed(std::string_view name) {
  return NamedIn<SessionAct>(kActs, name);
}
std::span<const Step<SessionState, SessionAct>> SessionSteps() {
  return kSteps;
}
std::string_view AdmissionName(Admission admission) {
  return NameIn(kAdmissions, admission);
}
std::optional<Admission> AdmissionNamed(std::string_view name) {
  return NamedIn<Admission>(kAdmissions, name);
}
std::string_view ParticipantRoleName(ParticipantRole role) {
  return NameIn(kRoles, role);
}
std::optional<ParticipantRole> ParticipantRoleNamed(std::string_view name) {
  return NamedIn<ParticipantRole>(kRoles, name);
}
std::string_view ParticipantStateName(ParticipantState state) {
  return NameIn(kParticipantStates, state);
}
std::optional<ParticipantState> ParticipantStateNamed(std::string_view name) {
  return NamedIn<ParticipantState>(kParticipantStates, name);
}
std::string_view ParticipantActName(ParticipantAct act) {
  return NameIn(kParticipantActs, act);
}
std::optional<ParticipantAct> ParticipantActNamed(std::string_view name) {
  return NamedIn<ParticipantAct>(kParticipantActs, name);
}
std::span<const Step<ParticipantState, ParticipantAct>> ParticipantSteps() {
  return kParticipantSteps;
}
std::string_view AttendanceModeName(AttendanceMode mode) {
  return NameIn(kModes, mode);
}
std::optional<AttendanceMode> AttendanceModeNamed(std::string_view name) {
  return NamedIn<AttendanceMode>(kModes, name);
}

}  // namespace panel
