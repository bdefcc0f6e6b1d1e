#include "panel/calls/types.h"

#include <array>

namespace panel::calls {
namespace {

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  static_assert(N == static_cast<std::size_t>(Enum::kCount));
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

constexpr std::array<std::string_view, 3> kCallKinds = {"open", "direct", "unsolicited"};
constexpr std::array<std::string_view, 8> kCallStates = {"draft",    "published", "closed",    "in-review",
                                                         "selected", "no-award",  "finalised", "cancelled"};
constexpr std::array<std::string_view, 10> kCallActs = {"publish",       "extend", "close",    "review",
                                                        "close-scoring", "select", "no-award", "reopen",
                                                        "finalise",      "cancel"};
constexpr std::array<std::string_view, 4> kPartKinds = {"criterion", "section", "eligibility", "document"};
constexpr std::array<std::string_view, 3> kQuestionStates = {"open", "answered", "set-aside"};
constexpr std::array<std::string_view, 2> kQuestionActs = {"answer", "set-aside"};
constexpr std::array<std::string_view, 11> kNoteStates = {
    "draft",    "submitted",    "lapsed",   "withdrawn", "ineligible", "in-review",
    "selected", "not-selected", "accepted", "declined",  "void"};
constexpr std::array<std::string_view, 13> kNoteActs = {
    "submit", "take-back",  "lapse",      "withdraw", "rule-out", "restore", "review",
    "select", "not-select", "reconsider", "accept",   "decline",  "void"};
constexpr std::array<std::string_view, 6> kReviewStates = {"assigned", "handed-in", "recused",
                                                           "barred",   "released",  "missed"};
constexpr std::array<std::string_view, 6> kReviewActs = {"save",   "hand-in", "recuse",
                                                         "return", "release", "miss"};
constexpr std::array<std::string_view, 5> kBars = {"", "same-organisation", "applicant", "interest",
                                                   "runs-the-call"};
constexpr std::array<std::string_view, 5> kProposalStates = {"draft", "sent", "accepted", "declined",
                                                             "withdrawn"};
constexpr std::array<std::string_view, 4> kProposalActs = {"send", "accept", "decline", "withdraw"};

constexpr std::array<Step<CallState, CallAct>, 15> kCallSteps = {{
    {CallState::kDraft, CallAct::kPublish, CallState::kPublished},
    {CallState::kDraft, CallAct::kCancel, CallState::kCancelled},
    {CallState::kPublished, CallAct::kExtend, CallState::kPublished},
    {CallState::kPublished, CallAct::kClose, CallState::kClosed},
    {CallState::kPublished, CallAct::kCancel, CallState::kCancelled},
    {CallState::kClosed, CallAct::kReview, CallState::kInReview},
    {CallState::kClosed, CallAct::kNoAward, CallState::kNoAward},
    {CallState::kClosed, CallAct::kCancel, CallState::kCancelled},
    {CallState::kInReview, CallAct::kCloseScoring, CallState::kInReview},
    {CallState::kInReview, CallAct::kSelect, CallState::kSelected},
    {CallState::kInReview, CallAct::kNoAward, CallState::kNoAward},
    {CallState::kInReview, CallAct::kCancel, CallState::kCancelled},
    {CallState::kSelected, CallAct::kReopen, CallState::kInReview},
    {CallState::kSelected, CallAct::kFinalise, CallState::kFinalised},
    {CallState::kNoAward, CallAct::kFinalise, CallState::kFinalised},
}};

constexpr std::array<Step<QuestionState, QuestionAct>, 4> kQuestionSteps = {{
    {QuestionState::kOpen, QuestionAct::kAnswer, QuestionState::kAnswered},
    {QuestionState::kOpen, QuestionAct::kSetAside, QuestionState::kSetAside},
    {QuestionState::kAnswered, QuestionAct::kAnswer, QuestionState::kAnswered},
    {QuestionState::kSetAside, QuestionAct::kAnswer, QuestionState::kAnswered},
}};

constexpr std::array<Step<NoteState, NoteAct>, 20> kNoteSteps = {{
    {NoteState::kDraft, NoteAct::kSubmit, NoteState::kSubmitted},
    {NoteState::kDraft, NoteAct::kLapse, NoteState::kLapsed},
    {NoteState::kDraft, NoteAct::kWithdraw, NoteState::kWithdrawn},
    {NoteState::kDraft, NoteAct::kVoid, NoteState::kVoid},
    {NoteState::kSubmitted, NoteAct::kTakeBack, NoteState::kDraft},
    {NoteState::kSubmitted, NoteAct::kWithdraw, NoteState::kWithdrawn},
    {NoteState::kSubmitted, NoteAct::kRuleOut, NoteState::kIneligible},
    {NoteState::kSubmitted, NoteAct::kReview, NoteState::kInReview},
    {NoteState::kSubmitted, NoteAct::kNotSelect, NoteState::kNotSelected},
    {NoteState::kSubmitted, NoteAct::kVoid, NoteState::kVoid},
    {NoteState::kWithdrawn, NoteAct::kTakeBack, NoteState::kDraft},
    {NoteState::kIneligible, NoteAct::kRestore, NoteState::kSubmitted},
    {NoteState::kInReview, NoteAct::kWithdraw, NoteState::kWithdrawn},
    {NoteState::kInReview, NoteAct::kRuleOut, NoteState::kIneligible},
    {NoteState::kInReview, NoteAct::kSelect, NoteState::kSelected},
    {NoteState::kInReview, NoteAct::kNotSelect, NoteState::kNotSelected},
    {NoteState::kInReview, NoteAct::kVoid, NoteState::kVoid},
    {NoteState::kSelected, NoteAct::kAccept, NoteState::kAccepted},
    {NoteState::kSelected, NoteAct::kDecline, NoteState::kDeclined},
    {NoteState::kNotSelected, NoteAct::kReconsider, NoteState::kInReview},
}};

constexpr std::array<Step<ReviewState, ReviewAct>, 6> kReviewSteps = {{
    {ReviewState::kAssigned, ReviewAct::kSave, ReviewState::kAssigned},
    {ReviewState::kAssigned, ReviewAct::kHandIn, ReviewState::kHandedIn},
    {ReviewState::kAssigned, ReviewAct::kRecuse, ReviewState::kRecused},
    {ReviewState::kAssigned, ReviewAct::kRelease, ReviewState::kReleased},
    {ReviewState::kAssigned, ReviewAct::kMiss, ReviewState::kMissed},
    {ReviewState::kHandedIn, ReviewAct::kReturn, ReviewState::kAssigned},
}};

constexpr std::array<Step<ProposalState, ProposalAct>, 5> kProposalSteps = {{
    {ProposalState::kDraft, ProposalAct::kSend, ProposalState::kSent},
    {ProposalState::kDraft, ProposalAct::kWithdraw, ProposalState::kWithdrawn},
    {ProposalState::kSent, ProposalAct::kAccept, ProposalState::kAccepted},
    {ProposalState::kSent, ProposalAct::kDecline, ProposalState::kDeclined},
    {ProposalState::kSent, ProposalAct::kWithdraw, ProposalState::kWithdrawn},
}};

}  // namespace

std::string_view CallKindName(CallKind kind) {
  return kCallKinds.at(static_cast<std::size_t>(kind));
}
std::optional<CallKind> CallKindNamed(std::string_view name) {
  return Named<CallKind>(kCallKinds, name);
}
std::string_view CallStateName(CallState state) {
  return kCallStates.at(static_cast<std::size_t>(state));
}
std::optional<CallState> CallStateNamed(std::string_view name) {
  return Named<CallState>(kCallStates, name);
}
std::string_view CallActName(CallAct act) {
  return kCallActs.at(static_cast<std::size_t>(act));
}
std::optional<CallAct> CallActNamed(std::string_view name) {
  return Named<CallAct>(kCallActs, name);
}
std::span<const Step<CallState, CallAct>> CallSteps() {
  return kCallSteps;
}
std::string_view PartKindName(PartKind kind) {
  return kPartKinds.at(static_cast<std::size_t>(kind));
}
std::optional<PartKind> PartKindNamed(std::string_view name) {
  return Named<PartKind>(kPartKinds, name);
}
std::string_view QuestionStateName(QuestionState state) {
  return kQuestionStates.at(static_cast<std::size_t>(state));
}
std::optional<QuestionState> QuestionStateNamed(std::string_view name) {
  return Named<QuestionState>(kQuestionStates, name);
}
std::string_view QuestionActName(QuestionAct act) {
  return kQuestionActs.at(static_cast<std::size_t>(act));
}
std::optional<QuestionAct> QuestionActNamed(std::string_view name) {
  return Named<QuestionAct>(kQuestionActs, name);
}
std::span<const Step<QuestionState, QuestionAct>> QuestionSteps() {
  return kQuestionSteps;
}
std::string_view NoteStateName(NoteState state) {
  return kNoteStates.at(static_cast<std::size_t>(state));
}
std::optional<NoteState> NoteStateNamed(std::string_view name) {
  return Named<NoteState>(kNoteStates, name);
}
std::string_view NoteActName(NoteAct act) {
  return kNoteActs.at(static_cast<std::size_t>(act));
}
std::optional<NoteAct> NoteActNamed(std::string_view name) {
  return Named<NoteAct>(kNoteActs, name);
}
std::span<const Step<NoteState, NoteAct>> NoteSteps() {
  return kNoteSteps;
}
std::string_view ReviewStateName(ReviewState state) {
  return kReviewStates.at(static_cast<std::size_t>(state));
}
std::optional<ReviewState> ReviewStateNamed(std::string_view name) {
  return Named<ReviewState>(kReviewStates, name);
}
std::string_view ReviewActName(ReviewAct act) {
  return kReviewActs.at(static_cast<std::size_t>(act));
}
std::optional<ReviewAct> ReviewActNamed(std::string_view name) {
  return Named<ReviewAct>(kReviewActs, name);
}
std::span<const Step<ReviewState, ReviewAct>> ReviewSteps() {
  return kReviewSteps;
}
std::string_view BarName(Bar bar) {
  return kBars.at(static_cast<std::size_t>(bar));
}
std::optional<Bar> BarNamed(std::string_view name) {
  return Named<Bar>(kBars, name);
}
std::string_view ProposalStateName(ProposalState state) {
  return kProposalStates.at(static_cast<std::size_t>(state));
}
std::optional<ProposalState> ProposalStateNamed(std::string_view name) {
  return Named<ProposalState>(kProposalStates, name);
}
std::string_view ProposalActName(ProposalAct act) {
  return kProposalActs.at(static_cast<std::size_t>(act));
}
std::optional<ProposalAct> ProposalActNamed(std::string_view name) {
  return Named<ProposalAct>(kProposalActs, name);
}
std::span<const Step<ProposalState, ProposalAct>> ProposalSteps() {
  return kProposalSteps;
}

}  // namespace panel::calls
