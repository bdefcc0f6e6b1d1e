#pragma once
// Words and pictures of opinions. Pure; thread-safe.

#include <string>

#include "html/html.h"
#include "html/locale.h"
#include "panel/minutes/opinions.h"

namespace panel {

html::Html OpinionBadge(const html::Locale& locale, OpinionState state);
std::string MethodWords(const html::Locale& locale, const Opinion& one);
std::string ChoiceWords(const html::Locale& locale, OpinionMethod method, Choice choice);
// How many have voted of how many, and, where it may be known, how.
html::Html TallyPicture(const html::Locale& locale, const Opinion& one);

}  // namespace panel
