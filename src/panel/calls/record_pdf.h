#pragma once
// A concept note, and the record of a selection, as PDF. Pure; thread-safe. Errors: of files::PdfWriter.

#include <string>

#include "html/locale.h"
#include "panel/calls/notes.h"
#include "panel/calls/reviews.h"

namespace panel::calls {

base::Result<std::string> NotePdf(const html::Locale& locale, const NoteView& view);
// Criteria and weights, who reviewed, each score with its sum, the ranking, the decision with the reason for
// each note. For whoever runs the call, once the scoring is closed.
base::Result<std::string> RecordPdf(const html::Locale& locale, const Board& board);

}  // namespace panel::calls
