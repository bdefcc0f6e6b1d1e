#pragma once
// Calls and concept notes in the reader's words. Pure; thread-safe.

#include <string>
#include <vector>

#include "html/components.h"
#include "html/forms.h"
#include "html/locale.h"
#include "panel/calls/types.h"

namespace panel::calls {

std::string KindWord(const html::Locale& locale, CallKind kind);
std::string CallStateWord(const html::Locale& locale, CallState state);
std::string CallActWord(const html::Locale& locale, CallAct act);    // a verb, for a button
std::string CallEventWord(const html::Locale& locale, CallAct act);  // what was done, for the history
html::Html CallBadge(const html::Locale& locale, const Call& call, base::UtcTime now);
std::string NoteStateWord(const html::Locale& locale, NoteState state);
std::string NoteActWord(const html::Locale& locale, NoteAct act);
std::string NoteEventWord(const html::Locale& locale, NoteAct act);
html::Html NoteBadge(const html::Locale& locale, NoteState state);
std::string ReviewStateWord(const html::Locale& locale, ReviewState state);
std::string BarWord(const html::Locale& locale, Bar bar);
std::string ProposalStateWord(const html::Locale& locale, ProposalState state);
html::Html ProposalBadge(const html::Locale& locale, ProposalState state);
std::vector<html::Choice> YesOrNo(const html::Locale& locale, bool with_empty);

// "Note 07": what reviewers see instead of a name.
std::string CodeWord(const html::Locale& locale, std::int64_t code);
// "until the end of 30 Nov 2026 (UTC)", for a first moment that is too late.
std::string UntilWord(const html::Locale& locale, base::UtcTime end);
// "USD 1,200.50", or the amount alone where the call names no currency.
std::string AmountWord(const html::Locale& locale, const Call& call, const base::Decimal& amount);
// "A Agriculture …, 03 …", "Viet Nam, …", "8.7 …".
std::string SectorsWord(const html::Locale& locale, const Call& call);
std::string CountriesWord(const html::Locale& locale, const Call& call);
std::string SdgWord(const html::Locale& locale, const Call& call);

}  // namespace panel::calls
