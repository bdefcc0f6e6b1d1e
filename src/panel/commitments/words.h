#pragma once
// Commitments in the reader's words. Pure; thread-safe.

#include <string>
#include <vector>

#include "html/components.h"
#include "html/forms.h"
#include "html/locale.h"
#include "panel/commitments/types.h"

namespace panel {

std::string StateWord(const html::Locale& locale, CommitmentState state);
std::string ActWord(const html::Locale& locale, CommitmentAct act);    // a verb, for a button
std::string EventWord(const html::Locale& locale, CommitmentAct act);  // what was done, for the history
// What a ticket says of itself: "Late 12 days", "On time", "Kept".
html::Html StateBadge(const html::Locale& locale, const Commitment& commitment, base::UtcTime now);
// "31 of 38 workers".
std::string ProgressWords(const html::Locale& locale, const Commitment& commitment);
std::string SdgWords(const html::Locale& locale, std::string_view code);  // "8.7 An end to …"
std::vector<html::Choice> SdgChoices(const html::Locale& locale);         // those that matter first, then all
std::vector<html::Choice> StateChoices(const html::Locale& locale);       // "All" first

}  // namespace panel
