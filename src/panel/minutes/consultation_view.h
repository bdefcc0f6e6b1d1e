#pragma once
// Words and pictures of consultations. Pure; thread-safe.

#include <string>
#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "panel/minutes/consultations.h"

namespace panel {

html::Html ConsultationBadge(const html::Locale& locale, ConsultationState state);
std::string AnswerWords(const html::Locale& locale, Answer answer);
// Inputs by constituency as a table with bars; where all are answered the bar is filled.
html::Html CountsPicture(const html::Locale& locale, const std::vector<InputCount>& counts);

}  // namespace panel
