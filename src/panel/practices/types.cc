#include "panel/practices/types.h"

#include <array>

namespace panel {
namespace {

template <typename Enum, std::size_t N>
std::optional<Enum> Named(const std::array<std::string_view, N>& names, std::string_view name) {
  for (std::size_t i = 0; i < N; ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

template <typename Enum>
using Names = std::array<std::string_view, static_cast<std::size_t>(Enum::kCount)>;

constexpr Names<PracticeState> kPracticeStates = {"draft",    "submitted", "in-review", "returned",
                                                  "accepted", "published", "declined",  "withdrawn"};
constexpr Names<PracticeAct> kPracticeActs = {"submit",  "recall",  "begin-review", "return",  "accept",
                                              "decline", "publish", "revise",       "withdraw"};
constexpr Names<ReviewState> kReviewStates = {"invited", "agreed", "recused", "done", "released"};
constexpr Names<ReviewAct> kReviewActs = {"agree", "recuse", "finish", "release"};
constexpr Names<ReplicationState> kReplicationStates = {"claimed", "confirmed", "refused", "retracted"};
constexpr Names<ReplicationAct> kReplicationActs = {"amend", "confirm", "refuse", "retract"};
constexpr Names<TranslationState> kTranslationStates = {"proposed", "published", "retired"};
constexpr Names<TranslationAct> kTranslationActs = {"amend", "publish", "retire"};
constexpr Names<ToolState> kToolStates = {"proposed", "listed", "refused", "retired"};
constexpr Names<ToolAct> kToolActs = {"amend", "list", "refuse", "retire"};

using P = PracticeState;
using PA = PracticeAct;
constexpr Step<P, PA> kPracticeSteps[] = {
    {P::kDraft, PA::kSubmit, P::kSubmitted},       {P::kDraft, PA::kWithdraw, P::kWithdrawn},
    {P::kSubmitted, PA::kRecall, P::kDraft},       {P::kSubmitted, PA::kBeginReview, P::kInReview},
    {P::kSubmitted, PA::kReturn, P::kReturned},    {P::kSubmitted, PA::kDecline, P::kDeclined},
    {P::kSubmitted, PA::kWithdraw, P::kWithdrawn}, {P::kInReview, PA::kReturn, P::kReturned},
    {P::kInReview, PA::kAccept, P::kAccepted},     {P::kInReview, PA::kDecline, P::kDeclined},
    {P::kInReview, PA::kWithdraw, P::kWithdrawn},  {P::kReturned, PA::kSubmit, P::kSubmitted},
    {P::kReturned, PA::kWithdraw, P::kWithdrawn},  {P::kAccepted, PA::kPublish, P::kPublished},
    {P::kAccepted, PA::kRevise, P::kDraft},        {P::kAccepted, PA::kWithdraw, P::kWithdrawn},
    {P::kPublished, PA::kRevise, P::kDraft},       {P::kPublished, PA::kWithdraw, P::kWithdrawn},
    {P::kDeclined, PA::kRevise, P::kDraft},        {P::kDeclined, PA::kWithdraw, P::kWithdrawn},
};

using R = ReviewState;
using RA = ReviewAct;
constexpr Step<R, RA> kReviewSteps[] = {
    {R::kInvited, RA::kAgree, R::kAgreed},     {R::kInvited, RA::kRecuse, R::kRecused},
    {R::kInvited, RA::kRelease, R::kReleased}, {R::kAgreed, RA::kFinish, R::kDone},
    {R::kAgreed, RA::kRecuse, R::kRecused},    {R::kAgreed, RA::kRelease, R::kReleased},
};

using C = ReplicationState;
using CA = ReplicationAct;
constexpr Step<C, CA> kReplicationSteps[] = {
    {C::kClaimed, CA::kAmend, C::kClaimed},   {C::kClaimed, CA::kConfirm, C::kConfirmed},
    {C::kClaimed, CA::kRefuse, C::kRefused},  {C::kClaimed, CA::kRetract, C::kRetracted},
    {C::kConfirmed, CA::kAmend, C::kClaimed}, {C::kConfirmed, CA::kRetract, C::kRetracted},
    {C::kRefused, CA::kAmend, C::kClaimed},   {C::kRefused, CA::kRetract, C::kRetracted},
};

using T = TranslationState;
using TA = TranslationAct;
constexpr Step<T, TA> kTranslationSteps[] = {
    {T::kProposed, TA::kAmend, T::kProposed},  {T::kProposed, TA::kPublish, T::kPublished},
    {T::kProposed, TA::kRetire, T::kRetired},  {T::kPublished, TA::kAmend, T::kProposed},
    {T::kPublished, TA::kRetire, T::kRetired}, {T::kRetired, TA::kAmend, T::kProposed},
};

using K = ToolState;
using KA = ToolAct;
constexpr Step<K, KA> kToolSteps[] = {
    {K::kProposed, KA::kAmend, K::kProposed}, {K::kProposed, KA::kList, K::kListed},
    {K::kProposed, KA::kRefuse, K::kRefused}, {K::kProposed, KA::kRetire, K::kRetired},
    {K::kListed, KA::kAmend, K::kListed},     {K::kListed, KA::kRetire, K::kRetired},
    {K::kRefused, KA::kAmend, K::kProposed},  {K::kRefused, KA::kRetire, K::kRetired},
    {K::kRetired, KA::kAmend, K::kProposed},
};

template <typename Enum>
std::size_t At(Enum value) {
  return static_cast<std::size_t>(value);
}

}  // namespace

std::string_view PracticeStateName(PracticeState state) {
  return kPracticeStates.at(At(state));
}
std::string_view PracticeActName(PracticeAct act) {
  return kPracticeActs.at(At(act));
}
std::optional<PracticeState> PracticeStateNamed(std::string_view name) {
  return Named<PracticeState>(kPracticeStates, name);
}
std::optional<PracticeAct> PracticeActNamed(std::string_view name) {
  return Named<PracticeAct>(kPracticeActs, name);
}
std::span<const Step<PracticeState, PracticeAct>> PracticeSteps() {
  return kPracticeSteps;
}

std::string_view ReviewStateName(ReviewState state) {
  return kReviewStates.at(At(state));
}
std::string_view ReviewActName(ReviewAct act) {
  return kReviewActs.at(At(act));
}
std::optional<ReviewState> ReviewStateNamed(std::string_view name) {
  return Named<ReviewState>(kReviewStates, name);
}
std::span<const Step<ReviewState, ReviewAct>> ReviewSteps() {
  return kReviewSteps;
}

std::string_view ReplicationStateName(ReplicationState state) {
  return kReplicationStates.at(At(state));
}
std::string_view ReplicationActName(ReplicationAct act) {
  return kReplicationActs.at(At(act));
}
std::optional<ReplicationState> ReplicationStateNamed(std::string_view name) {
  return Named<ReplicationState>(kReplicationStates, name);
}
std::span<const Step<ReplicationState, ReplicationAct>> ReplicationSteps() {
  return kReplicationSteps;
}

std::string_view TranslationStateName(TranslationState state) {
  return kTranslationStates.at(At(state));
}
std::string_view TranslationActName(TranslationAct act) {
  return kTranslationActs.at(At(act));
}
std::optional<TranslationState> TranslationStateNamed(std::string_view name) {
  return Named<TranslationState>(kTranslationStates, name);
}
std::span<const Step<TranslationState, TranslationAct>> TranslationSteps() {
  return kTranslationSteps;
}

std::string_view ToolStateName(ToolState state) {
  return kToolStates.at(At(state));
}
std::string_view ToolActName(ToolAct act) {
  return kToolActs.at(At(act));
}
std::optional<ToolState> ToolStateNamed(std::string_view name) {
  return Named<ToolState>(kToolStates, name);
}
std::optional<ToolAct> ToolActNamed(std::string_view name) {
  return Named<ToolAct>(kToolActs, name);
}
std::span<const Step<ToolState, ToolAct>> ToolSteps() {
  return kToolSteps;
}

}  // namespace panel
