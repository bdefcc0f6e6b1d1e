#pragma once
// The states of consultations, inputs, rounds of a discussion, posts and opinions, and the steps between
// them. Every other step is kConflict (common/states.h). Names are as stored and sent. Pure; thread-safe.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "panel/common/states.h"

namespace panel {

enum class ConsultationState : std::uint8_t { kDraft, kOpen, kAnswering, kPublished, kWithdrawn, kCount };
enum class ConsultationAct : std::uint8_t {
  kOpen,
  kClose,    // no more inputs; the secretariat answers
  kReopen,   // inputs again
  kPublish,  // only when every input has its answer
  kWithdraw,
  kCount
};
std::string_view ConsultationStateName(ConsultationState state);
std::optional<ConsultationState> ConsultationStateNamed(std::string_view name);
std::string_view ConsultationActName(ConsultationAct act);
std::optional<ConsultationAct> ConsultationActNamed(std::string_view name);
std::span<const Step<ConsultationState, ConsultationAct>> ConsultationSteps();

enum class InputState : std::uint8_t { kSent, kAnswered, kWithdrawn, kCount };
enum class InputAct : std::uint8_t { kRevise, kAnswer, kWithdraw, kCount };
std::string_view InputStateName(InputState state);
std::optional<InputState> InputStateNamed(std::string_view name);
std::string_view InputActName(InputAct act);
std::span<const Step<InputState, InputAct>> InputSteps();
// What became of an input.
enum class Answer : std::uint8_t { kTakenUp, kTakenUpInPart, kNotTakenUp, kNoted, kCount };
std::string_view AnswerName(Answer answer);
std::optional<Answer> AnswerNamed(std::string_view name);

enum class RoundState : std::uint8_t { kOpen, kClosed, kSummarised, kCount };
enum class RoundAct : std::uint8_t { kClose, kReopen, kSummarise, kCount };
std::string_view RoundStateName(RoundState state);
std::optional<RoundState> RoundStateNamed(std::string_view name);
std::string_view RoundActName(RoundAct act);
std::optional<RoundAct> RoundActNamed(std::string_view name);
std::span<const Step<RoundState, RoundAct>> RoundSteps();

enum class PostState : std::uint8_t { kHeld, kPublished, kRefused, kWithdrawn, kHidden, kCount };
enum class PostAct : std::uint8_t { kPublish, kRefuse, kWithdraw, kHide, kCount };
std::string_view PostStateName(PostState state);
std::optional<PostState> PostStateNamed(std::string_view name);
std::string_view PostActName(PostAct act);
std::optional<PostAct> PostActNamed(std::string_view name);
std::span<const Step<PostState, PostAct>> PostSteps();

// Lapsed: the quorum was not met.
enum class OpinionState : std::uint8_t { kDraft, kOpen, kAdopted, kRejected, kLapsed, kWithdrawn, kCount };
enum class OpinionAct : std::uint8_t {
  kOpen,
  kAdopt,
  kReject,
  kLapse,
  kWithdraw,
  kPublish,
  kUnpublish,
  kCount
};
std::string_view OpinionStateName(OpinionState state);
std::optional<OpinionState> OpinionStateNamed(std::string_view name);
std::string_view OpinionActName(OpinionAct act);
std::span<const Step<OpinionState, OpinionAct>> OpinionSteps();

}  // namespace panel
