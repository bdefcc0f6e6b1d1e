#include "panel/members/types.h"

#include "panel/common/enum_names.h"

namespace panel::members {
namespace {

constexpr NamesOf<NameKind> kNameKinds = {"former", "other", "short"};
constexpr NamesOf<PersonKind> kPersonKinds = {"head", "officer", "representative"};
constexpr NamesOf<Gender> kGenders = {"not-said", "woman", "man", "other"};
constexpr NamesOf<Visibility> kVisibilities = {"nobody", "panel", "public"};
constexpr NamesOf<MemberAct> kMemberActs = {"submit",  "withdraw", "begin", "return",    "admit",
                                            "decline", "suspend",  "reply", "reinstate", "renew",
                                            "leave",   "end",      "lapse", "reopen"};
constexpr NamesOf<PublicField> kPublicFields = {"name", "country", "sectors", "since", "link", "contact"};
constexpr NamesOf<Answer> kAnswers = {"", "yes", "no", "not-applicable"};
constexpr NamesOf<Standing> kStandings = {"never", "verified", "aged", "failed"};
constexpr NamesOf<VettingState> kVettingStates = {"proposed", "open", "done", "recused", "cancelled"};
constexpr NamesOf<VettingAct> kVettingActs = {"accept", "complete", "recuse", "cancel"};
constexpr NamesOf<FlagKind> kFlagKinds = {"observation", "yellow", "escalated", "red", "resolved"};
constexpr NamesOf<FlagAct> kFlagActs = {"warn", "escalate", "confirm", "return", "resolve", "reopen"};
constexpr NamesOf<Risk> kRisks = {"reputational", "financial",    "operational", "compliance",
                                  "sexual-abuse", "safeguarding", "other",       "watch-list"};
constexpr NamesOf<HitState> kHitStates = {"open", "not-a-match", "match"};
constexpr NamesOf<HitAct> kHitActs = {"clear", "confirm", "reopen"};
constexpr NamesOf<InterestKind> kInterestKinds = {"ownership", "employment", "family", "funding",
                                                  "trade",     "board",      "other"};
constexpr NamesOf<InterestState> kInterestStates = {"declared", "disclosed", "recused", "ended"};
constexpr NamesOf<InterestAct> kInterestActs = {"disclose", "recuse", "end", "reopen"};

}  // namespace

std::string_view NameKindName(NameKind kind) {
  return NameIn(kNameKinds, kind);
}
std::optional<NameKind> NameKindNamed(std::string_view name) {
  return NamedIn<NameKind>(kNameKinds, name);
}
std::string_view PersonKindName(PersonKind kind) {
  return NameIn(kPersonKinds, kind);
}
std::optional<PersonKind> PersonKindNamed(std::string_view name) {
  return NamedIn<PersonKind>(kPersonKinds, name);
}
std::string_view GenderName(Gender gender) {
  return NameIn(kGenders, gender);
}
std::optional<Gender> GenderNamed(std::string_view name) {
  return NamedIn<Gender>(kGenders, name);
}
std::string_view VisibilityName(Visibility visibility) {
  return NameIn(kVisibilities, visibility);
}
std::optional<Visibility> VisibilityNamed(std::string_view name) {
  return NamedIn<Visibility>(kVisibilities, name);
}
std::string_view MemberActName(MemberAct act) {
  return NameIn(kMemberActs, act);
}
std::optional<MemberAct> MemberActNamed(std::string_view name) {
  return NamedIn<MemberAct>(kMemberActs, name);
}
std::string_view PublicFieldName(PublicField field) {
  return NameIn(kPublicFields, field);
}
std::optional<PublicField> PublicFieldNamed(std::string_view name) {
  return NamedIn<PublicField>(kPublicFields, name);
}
std::string_view AnswerName(Answer answer) {
  return NameIn(kAnswers, answer);
}
std::optional<Answer> AnswerNamed(std::string_view name) {
  return NamedIn<Answer>(kAnswers, name);
}
std::string_view StandingName(Standing standing) {
  return NameIn(kStandings, standing);
}
std::string_view VettingStateName(VettingState state) {
  return NameIn(kVettingStates, state);
}
std::optional<VettingState> VettingStateNamed(std::string_view name) {
  return NamedIn<VettingState>(kVettingStates, name);
}
std::string_view VettingActName(VettingAct act) {
  return NameIn(kVettingActs, act);
}
std::string_view FlagKindName(FlagKind kind) {
  return NameIn(kFlagKinds, kind);
}
std::optional<FlagKind> FlagKindNamed(std::string_view name) {
  return NamedIn<FlagKind>(kFlagKinds, name);
}
std::string_view FlagActName(FlagAct act) {
  return NameIn(kFlagActs, act);
}
std::optional<FlagAct> FlagActNamed(std::string_view name) {
  return NamedIn<FlagAct>(kFlagActs, name);
}
std::string_view RiskName(Risk risk) {
  return NameIn(kRisks, risk);
}
std::optional<Risk> RiskNamed(std::string_view name) {
  return NamedIn<Risk>(kRisks, name);
}
std::string_view HitStateName(HitState state) {
  return NameIn(kHitStates, state);
}
std::optional<HitState> HitStateNamed(std::string_view name) {
  return NamedIn<HitState>(kHitStates, name);
}
std::string_view HitActName(HitAct act) {
  return NameIn(kHitActs, act);
}
std::optional<HitAct> HitActNamed(std::string_view name) {
  return NamedIn<HitAct>(kHitActs, name);
}
std::string_view InterestKindName(InterestKind kind) {
  return NameIn(kInterestKinds, kind);
}
std::optional<InterestKind> InterestKindNamed(std::string_view name) {
  return NamedIn<InterestKind>(kInterestKinds, name);
}
std::string_view InterestStateName(InterestState state) {
  return NameIn(kInterestStates, state);
}
std::optional<InterestState> InterestStateNamed(std::string_view name) {
  return NamedIn<InterestState>(kInterestStates, name);
}
std::string_view InterestActName(InterestAct act) {
  return NameIn(kInterestActs, act);
}
std::optional<InterestAct> InterestActNamed(std::string_view name) {
  return NamedIn<InterestAct>(kInterestActs, name);
}

}  // namespace panel::members
