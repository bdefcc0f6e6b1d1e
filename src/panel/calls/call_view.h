#pragma once
// The page of one call. Pure but for the request it reads; thread-safe.

#include "panel/calls/faces.h"

namespace panel::calls {

html::Html CallBody(const desk::Context& context, const CallView& view);
// What the call says, for its own page and the public one: facts, text, what is asked, how it is judged.
html::Html CallFacts(const html::Locale& locale, const Call& call);
html::Html CallText(const html::Locale& locale, const Call& call, const std::vector<CallPart>& parts);
// A picture that is never wider than its column, with its title above.
html::Html FigureOf(const std::string& caption, const html::Html& picture);
html::Html QuestionList(const html::Locale& locale, const std::vector<Question>& questions);
// Counts and, once it is final, who agreed to be named; empty before the end.
html::Html ResultOf(const html::Locale& locale, const Call& call, const std::vector<std::string>& named);

}  // namespace panel::calls
