#pragma once
// Scoring one note, and the board of all scores with the decision. Pure but for the request; thread-safe.

#include <map>
#include <string>

#include "panel/calls/faces.h"

namespace panel::calls {

html::Html ScoringBody(const desk::Context& context, const ReviewView& view, const ReviewDraft& draft);
ReviewDraft ReviewDraftFrom(const net::Arguments& fields, const std::vector<CallPart>& parts);

// What was typed of a decision: by note's id.
struct TypedDecision {
  std::map<std::string, Choice> choices;
  std::string words;
};
std::vector<Choice> ChoicesFrom(const net::Arguments& fields, const std::vector<Note>& notes);
TypedDecision TypedDecisionOf(const net::Arguments& fields, const std::vector<Note>& notes);
html::Html BoardBody(const desk::Context& context, const Board& board, const TypedDecision& typed);
// Over the notes of a call that is closed and was not reviewed.
html::Html NoAwardForm(const desk::Context& context, const CallView& view, const TypedDecision& typed);

}  // namespace panel::calls
