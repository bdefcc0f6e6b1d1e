#pragma once
// A memorandum as a PDF: its text, then who has signed it. Pure; thread-safe.

#include <string>

#include "html/locale.h"
#include "panel/agreements/memoranda.h"

namespace panel {

// The file's bytes, the same for the same memorandum and locale. Errors: of files::PdfWriter.
base::Result<std::string> MemorandumPdf(const html::Locale& locale, const MemorandumView& view);

}  // namespace panel
