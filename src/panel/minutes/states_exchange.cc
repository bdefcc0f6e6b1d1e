#include "panel/minutes/states_exchange.h"

#include <array>

#include "panel/common/enum_names.h"

namespace panel {
namespace {

constexpr NamesOf<ConsultationState> kConsultationStates = {"draft", "open", "answering", "published",
                                                            "withdrawn"};
constexpr NamesOf<ConsultationAct> kConsultationActs = {"open", "close", "reopen", "publish", "withdraw"};
constexpr NamesOf<InputState> kInputStates = {"sent", "answered", "withdrawn"};
constexpr NamesOf<InputAct> kInputActs = {"revise", "answer", "withdraw"};
constexpr NamesOf<RoundState> kRoundStates = {"open", "closed", "summarised"};
constexpr NamesOf<RoundAct> kRoundActs = {"close", "reopen", "summarise"};
constexpr NamesOf<PostState> kPostStates = {"held", "published", "refused", "withdrawn", "hidden"};
constexpr NamesOf<PostAct> kPostActs = {"publish", "refuse", "withdraw", "hide"};
constexpr NamesOf<OpinionState> kOpinionStates = {"draft",    "open",   "adopted",
                                                  "rejected", "lapsed", "withdrawn"};
constexpr NamesOf<OpinionAct> kOpinionActs = {"open",     "adopt",   "reject",   "lapse",
                                              "withdraw", "publish", "unpublish"};
constexpr NamesOf<Answer> kAnswers = {"taken-up", "taken-up-in-part", "not-taken-up", "noted"};

using ConsultationStep = Step<ConsultationState, ConsultationAct>;
constexpr std::array kConsultationSteps = {
    ConsultationStep{ConsultationState::kDraft, ConsultationAct::kOpen, ConsultationState::kOpen},
    ConsultationStep{ConsultationState::kDraft, ConsultationAct::kWithdraw, ConsultationState::kWithdrawn},
    ConsultationStep{ConsultationState::kOpen, ConsultationAct::kClose, ConsultationState::kAnswering},
    ConsultationStep{ConsultationState::kOpen, ConsultationAct::kWithdraw, ConsultationState::kWithdrawn},
    ConsultationStep{ConsultationState::kAnswering, ConsultationAct::kReopen, ConsultationState::kOpen},
    ConsultationStep{ConsultationState::kAnswering, ConsultationAct::kPublish, ConsultationState::kPublished},
    ConsultationStep{ConsultationState::kAnswering, ConsultationAct::kWithdraw,
                     ConsultationState::kWithdrawn},
};

using InputStep = Step<InputState, InputAct>;
constexpr std::array kInputSteps = {
    InputStep{InputState::kSent, InputAct::kRevise, InputState::kSent},
    InputStep{InputState::kSent, InputAct::kAnswer, InputState::kAnswered},
    InputStep{InputState::kSent, InputAct::kWithdraw, InputState::kWithdrawn},
    InputStep{InputState::kAnswered, InputAct::kAnswer, InputState::kAnswered},
};

using RoundStep = Step<RoundState, RoundAct>;
constexpr std::array kRoundSteps = {
    RoundStep{RoundState::kOpen, RoundAct::kClose, RoundState::kClosed},
    RoundStep{RoundState::kClosed, RoundAct::kReopen, RoundState::kOpen},
    RoundStep{RoundState::kClosed, RoundAct::kSummarise, RoundState::kSummarised},
};

using PostStep = Step<PostState, PostAct>;
constexpr std::array kPostSteps = {
    PostStep{PostState::kHeld, PostAct::kPublish, PostState::kPublished},
    PostStep{PostState::kHeld, PostAct::kRefuse, PostState::kRefused},
    PostStep{PostState::kHeld, PostAct::kWithdraw, PostState::kWithdrawn},
    PostStep{PostState::kPublished, PostAct::kHide, PostState::kHidden},
    PostStep{PostState::kHidden, PostAct::kPublish, PostState::kPublished},
};

using OpinionStep = Step<OpinionState, OpinionAct>;
constexpr std::array kOpinionSteps = {
    OpinionStep{OpinionState::kDraft, OpinionAct::kOpen, OpinionState::kOpen},
    OpinionStep{OpinionState::kDraft, OpinionAct::kWithdraw, OpinionState::kWithdrawn},
    OpinionStep{OpinionState::kOpen, OpinionAct::kAdopt, OpinionState::kAdopted},
    OpinionStep{OpinionState::kOpen, OpinionAct::kReject, OpinionState::kRejected},
    OpinionStep{OpinionState::kOpen, OpinionAct::kLapse, OpinionState::kLapsed},
    OpinionStep{OpinionState::kOpen, OpinionAct::kWithdraw, OpinionState::kWithdrawn},
    OpinionStep{OpinionState::kAdopted, OpinionAct::kPublish, OpinionState::kAdopted},
    OpinionStep{OpinionState::kAdopted, OpinionAct::kUnpublish, OpinionState::kAdopted},
};

}  // namespace

std::string_view ConsultationStateName(ConsultationState state) {
  return NameIn(kConsultationStates, state);
}
std::optional<ConsultationState> ConsultationStateNamed(std::string_view name) {
  return NamedIn<ConsultationState>(kConsultationStates, name);
}
std::string_view ConsultationActName(ConsultationAct act) {
  return NameIn(kConsultationActs, act);
}
std::optional<ConsultationAct> ConsultationActNamed(std::string_view name) {
  return NamedIn<ConsultationAct>(kConsultationActs, name);
}
std::span<const Step<ConsultationState, ConsultationAct>> ConsultationSteps() {
  return kConsultationSteps;
}

std::string_view InputStateName(InputState state) {
  return NameIn(kInputStates, state);
}
std::optional<InputState> InputStateNamed(std::string_view name) {
  return NamedIn<InputState>(kInputStates, name);
}
std::string_view InputActName(InputAct act) {
  return NameIn(kInputActs, act);
}
std::span<const Step<InputState, InputAct>> InputSteps() {
  return kInputSteps;
}

std::string_view RoundStateName(RoundState state) {
  return NameIn(kRoundStates, state);
}
std::optional<RoundState> RoundStateNamed(std::string_view name) {
  return NamedIn<RoundState>(kRoundStates, name);
}
std::string_view RoundActName(RoundAct act) {
  return NameIn(kRoundActs, act);
}
std::optional<RoundAct> RoundActNamed(std::string_view name) {
  return NamedIn<RoundAct>(kRoundActs, name);
}
std::span<const Step<RoundState, RoundAct>> RoundSteps() {
  return kRoundSteps;
}

std::string_view PostStateName(PostState state) {
  return NameIn(kPostStates, state);
}
std::optional<PostState> PostStateNamed(std::string_view name) {
  return NamedIn<PostState>(kPostStates, name);
}
std::string_view PostActName(PostAct act) {
  return NameIn(kPostActs, act);
}
std::optional<PostAct> PostActNamed(std::string_view name) {
  return NamedIn<PostAct>(kPostActs, name);
}
std::span<const Step<PostState, PostAct>> PostSteps() {
  return kPostSteps;
}

std::string_view OpinionStateName(OpinionState state) {
  return NameIn(kOpinionStates, state);
}
std::optional<OpinionState> OpinionStateNamed(std::string_view name) {
  return NamedIn<OpinionState>(kOpinionStates, name);
}
std::string_view OpinionActName(OpinionAct act) {
  return NameIn(kOpinionActs, act);
}
std::span<const Step<OpinionState, OpinionAct>> OpinionSteps() {
  return kOpinionSteps;
}

std::string_view AnswerName(Answer answer) {
  return NameIn(kAnswers, answer);
}
std::optional<Answer> AnswerNamed(std::string_view name) {
  return NamedIn<Answer>(kAnswers, name);
}

}  // namespace panel
