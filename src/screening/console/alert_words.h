#pragma once
// What the states of alerts are called, in the reader's language. Pure; thread-safe.

#include <string>
#include <string_view>

#include "html/components.h"
#include "html/locale.h"
#include "screening/queue/alerts.h"

namespace screening {

std::string StageWords(const html::Locale& locale, Stage stage);
std::string DecisionWords(const html::Locale& locale, Decision decision);
std::string SortWords(const html::Locale& locale, AlertSort sort);
std::string IdentityWordsIn(const html::Locale& locale, match::Identity identity);
// "Score 0.912": three decimals, cut off.
std::string ScoreWords(const html::Locale& locale, double score);
// Four bands of harm if missed, so that nobody reads more into the number than it says.
std::string HarmWords(const html::Locale& locale, int harm);
html::Mark HarmMark(int harm);
// "Person", "Company" for the question of the page.
std::string QuestionWords(const html::Locale& locale, entity::Schema schema);

}  // namespace screening
