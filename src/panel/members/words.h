#pragma once
// The members' states, kinds and codes in the reader's words. Thread-safe.

#include <string>
#include <vector>

#include "html/components.h"
#include "html/forms.h"
#include "html/locale.h"
#include "panel/members/assessment.h"
#include "panel/members/balance.h"
#include "panel/members/types.h"

namespace panel::members {

std::string StateWord(const html::Locale& locale, MemberState state);
html::Html StateBadge(const html::Locale& locale, MemberState state);
std::string ActWord(const html::Locale& locale, MemberAct act);       // a button: "Admit"
std::string HappenedWord(const html::Locale& locale, MemberAct act);  // in the history: "Admitted"
html::Html StandingBadge(const html::Locale& locale, Standing standing);
std::string NameKindWord(const html::Locale& locale, NameKind kind);
std::string PersonKindWord(const html::Locale& locale, PersonKind kind);
std::string GenderWord(const html::Locale& locale, Gender gender);
std::string VisibilityWord(const html::Locale& locale, Visibility visibility);
std::string PublicFieldWord(const html::Locale& locale, PublicField field);
std::string AnswerWord(const html::Locale& locale, Answer answer);
std::string VettingStateWord(const html::Locale& locale, VettingState state);
html::Html FlagBadge(const html::Locale& locale, FlagKind kind);
std::string FlagKindWord(const html::Locale& locale, FlagKind kind);
std::string FlagActWord(const html::Locale& locale, FlagAct act);
std::string RiskWord(const html::Locale& locale, Risk risk);
html::Html HitBadge(const html::Locale& locale, HitState state);
std::string InterestKindWord(const html::Locale& locale, InterestKind kind);
html::Html InterestBadge(const html::Locale& locale, InterestState state);
std::string InterestActWord(const html::Locale& locale, InterestAct act);
std::string StepWord(const html::Locale& locale, WizardStep step);
std::string DimensionWord(const html::Locale& locale, Dimension dimension);
// Of a key of the dimension: "Eastern Asia", "C Manufacturing", "Company".
std::string KeyWord(const html::Locale& locale, Dimension dimension, std::string_view key);
std::string SectorWord(const html::Locale& locale, std::string_view code);        // "14 Clothing"
std::string InterestTypeWord(const html::Locale& locale, std::string_view type);  // of owners, bods.h
std::string OwnerReasonWord(const html::Locale& locale, std::string_view reason);

// For selects: every value of an enumeration with its words.
template <typename Enum, typename NameOf, typename WordOf>
std::vector<html::Choice> Choices(const html::Locale& locale, NameOf name, WordOf word,
                                  std::size_t count = static_cast<std::size_t>(Enum::kCount)) {
  std::vector<html::Choice> choices;
  for (std::size_t i = 0; i < count; ++i) {
    const Enum value = static_cast<Enum>(i);
    choices.push_back({std::string(name(value)), word(locale, value)});
  }
  return choices;
}
std::vector<html::Choice> SectorChoices(const html::Locale& locale, bool divisions);

}  // namespace panel::members
