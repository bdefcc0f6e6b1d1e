#pragma once
// The form of a concept note, and a note as it is read. Pure but for the request; thread-safe.

#include "panel/calls/faces.h"

namespace panel::calls {

NoteDraft NoteDraftFrom(const net::Arguments& fields);
html::Html NoteForm(const desk::Context& context, const NoteView& view, const NoteDraft& draft,
                    std::int64_t version, const kit::Wrongs& wrongs);
html::Html NoteBody(const desk::Context& context, const NoteView& view);
// Texts, answers and budget, for its applicant, whoever runs the call and its reviewers.
html::Html NoteText(const html::Locale& locale, const std::vector<CallPart>& parts,
                    const std::vector<Numbered>& texts, const std::vector<Numbered>& answers);
html::Html BudgetTable(const html::Locale& locale, const Call& call, const std::vector<BudgetLine>& budget,
                       const base::Decimal& asked, const base::Decimal& own);

}  // namespace panel::calls
