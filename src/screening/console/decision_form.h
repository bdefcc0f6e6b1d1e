#pragma once
// The forms of an opened alert: the decision (or, in second look, the approval), undo, assignment, note.
// Every one works without script and carries the version it was made on, so that nobody overwrites a
// colleague unseen. Pure; thread-safe.

#include "html/html.h"
#include "screening/console/alert_detail.h"

namespace screening {

html::Html DecisionForm(const DetailPage& page);
// Assignment and note.
html::Html SideForms(const DetailPage& page);

}  // namespace screening
