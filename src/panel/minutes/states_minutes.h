#pragma once
// The states of minutes, of comments on them and of actions, and the steps between them. Every other step is
// kConflict (common/states.h). Names are as stored and sent. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "panel/common/states.h"

namespace panel {

// Draft: written by the chair or the secretariat. Comments: those who were present read and comment.
// Approval: on the agenda of a later session. Final: approved there; never changes again.
enum class MinutesPhase : std::uint8_t { kDraft, kComments, kApproval, kFinal, kCount };
enum class MinutesAct : std::uint8_t {
  kSave,       // other words, in the same phase
  kCirculate,  // to those present, for comments
  kRedraft,    // back to the desk of whoever writes
  kSubmit,     // every comment has its answer: onto the agenda of a later session
  kSendBack,   // that session did not approve them
  kApprove,    // that session did
  kCount
};
std::string_view MinutesPhaseName(MinutesPhase phase);
std::optional<MinutesPhase> MinutesPhaseNamed(std::string_view name);
std::string_view MinutesActName(MinutesAct act);
std::optional<MinutesAct> MinutesActNamed(std::string_view name);
std::span<const Step<MinutesPhase, MinutesAct>> MinutesSteps();

enum class CommentState : std::uint8_t { kOpen, kAccepted, kDeclined, kWithdrawn, kCount };
enum class CommentAct : std::uint8_t { kAccept, kDecline, kWithdraw, kCount };
std::string_view CommentStateName(CommentState state);
std::optional<CommentState> CommentStateNamed(std::string_view name);
std::string_view CommentActName(CommentAct act);
std::optional<CommentAct> CommentActNamed(std::string_view name);
std::span<const Step<CommentState, CommentAct>> CommentSteps();

// Done is what the owner says; confirmed is what the chair or the secretariat has seen. Overdue is no state
// but a date (IsOverdue).
enum class ActionState : std::uint8_t { kOpen, kInProgress, kDone, kConfirmed, kDropped, kCount };
enum class ActionAct : std::uint8_t {
  kStart,
  kFinish,
  kConfirm,
  kReturn,  // said to be done and is not
  kDrop,    // with a reason
  kReopen,  // what was dropped
  kCount
};
std::string_view ActionStateName(ActionState state);
std::optional<ActionState> ActionStateNamed(std::string_view name);
std::string_view ActionActName(ActionAct act);
std::optional<ActionAct> ActionActNamed(std::string_view name);
std::span<const Step<ActionState, ActionAct>> ActionSteps();

}  // namespace panel
