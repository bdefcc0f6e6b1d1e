#include "panel/minutes/states_minutes.h"

#include <array>

#include "panel/common/enum_names.h"

namespace panel {
namespace {

constexpr NamesOf<MinutesPhase> kPhases = {"draft", "comments", "approval", "final"};
constexpr NamesOf<MinutesAct> kMinutesActs = {"save",   "circulate", "redraft",
                                              "submit", "send-back", "approve"};
constexpr NamesOf<CommentState> kComments = {"open", "accepted", "declined", "withdrawn"};
constexpr NamesOf<CommentAct> kCommentActs = {"accept", "decline", "withdraw"};
constexpr NamesOf<ActionState> kActions = {"open", "in-progress", "done", "confirmed", "dropped"};
constexpr NamesOf<ActionAct> kActionActs = {"start", "finish", "confirm", "return", "drop", "reopen"};

using Phase = MinutesPhase;
using Act = MinutesAct;
constexpr std::array kMinutesSteps = {
    Step<Phase, Act>{Phase::kDraft, Act::kSave, Phase::kDraft},
    Step<Phase, Act>{Phase::kDraft, Act::kCirculate, Phase::kComments},
    Step<Phase, Act>{Phase::kComments, Act::kSave, Phase::kComments},
    Step<Phase, Act>{Phase::kComments, Act::kRedraft, Phase::kDraft},
    Step<Phase, Act>{Phase::kComments, Act::kSubmit, Phase::kApproval},
    Step<Phase, Act>{Phase::kApproval, Act::kSendBack, Phase::kComments},
    Step<Phase, Act>{Phase::kApproval, Act::kApprove, Phase::kFinal},
};

constexpr std::array kCommentSteps = {
    Step<CommentState, CommentAct>{CommentState::kOpen, CommentAct::kAccept, CommentState::kAccepted},
    Step<CommentState, CommentAct>{CommentState::kOpen, CommentAct::kDecline, CommentState::kDeclined},
    Step<CommentState, CommentAct>{CommentState::kOpen, CommentAct::kWithdraw, CommentState::kWithdrawn},
};

using State = ActionState;
constexpr std::array kActionSteps = {
    Step<State, ActionAct>{State::kOpen, ActionAct::kStart, State::kInProgress},
    Step<State, ActionAct>{State::kOpen, ActionAct::kFinish, State::kDone},
    Step<State, ActionAct>{State::kOpen, ActionAct::kDrop, State::kDropped},
    Step<State, ActionAct>{State::kInProgress, ActionAct::kFinish, State::kDone},
    Step<State, ActionAct>{State::kInProgress, ActionAct::kDrop, State::kDropped},
    Step<State, ActionAct>{State::kDone, ActionAct::kConfirm, State::kConfirmed},
    Step<State, ActionAct>{State::kDone, ActionAct::kReturn, State::kInProgress},
    Step<State, ActionAct>{State::kDropped, ActionAct::kReopen, State::kOpen},
};

}  // namespace

std::string_view MinutesPhaseName(MinutesPhase phase) {
  return NameIn(kPhases, phase);
}
std::optional<MinutesPhase> MinutesPhaseNamed(std::string_view name) {
  return NamedIn<MinutesPhase>(kPhases, name);
}
std::string_view MinutesActName(MinutesAct act) {
  return NameIn(kMinutesActs, act);
}
std::optional<MinutesAct> MinutesActNamed(std::string_view name) {
  return NamedIn<MinutesAct>(kMinutesActs, name);
}
std::span<const Step<MinutesPhase, MinutesAct>> MinutesSteps() {
  return kMinutesSteps;
}

std::string_view CommentStateName(CommentState state) {
  return NameIn(kComments, state);
}
std::optional<CommentState> CommentStateNamed(std::string_view name) {
  return NamedIn<CommentState>(kComments, name);
}
std::string_view CommentActName(CommentAct act) {
  return NameIn(kCommentActs, act);
}
std::optional<CommentAct> CommentActNamed(std::string_view name) {
  return NamedIn<CommentAct>(kCommentActs, name);
}
std::span<const Step<CommentState, CommentAct>> CommentSteps() {
  return kCommentSteps;
}

std::string_view ActionStateName(ActionState state) {
  return NameIn(kActions, state);
}
std::optional<ActionState> ActionStateNamed(std::string_view name) {
  return NamedIn<ActionState>(kActions, name);
}
std::string_view ActionActName(ActionAct act) {
  return NameIn(kActionActs, act);
}
std::optional<ActionAct> ActionActNamed(std::string_view name) {
  return NamedIn<ActionAct>(kActionActs, name);
}
std::span<const Step<ActionState, ActionAct>> ActionSteps() {
  return kActionSteps;
}

}  // namespace panel
