#pragma once
// Minutes of many sessions in one document, oldest first: each with its day and phase, its text with
// decisions and actions, and the state its actions have today. As a page and as PDF. Thread-safe.

#include <string>
#include <vector>

#include "html/locale.h"
#include "panel/services.h"

namespace panel {

struct BookChapter {
  std::string title;
  PanelSession session;
  MinutesPhase phase = MinutesPhase::kDraft;
  std::string text;
  bool locked = false;
  std::vector<PanelAction> actions;
  std::vector<std::string> owners;
};

struct MinutesBook {
  std::vector<BookChapter> chapters;
  bool cut = false;  // there are more than base::kMaxMinutesBook
};

// What the actor may read of the series (empty: of all sessions), without drafts.
base::Result<MinutesBook> LoadBook(PanelServices& services, const desk::Actor& actor,
                                   const html::Locale& locale, const SeriesId& series,
                                   const vault::UnlockedPerson* reader);
html::Html BookHtml(const html::Locale& locale, base::UtcTime now, const MinutesBook& book);
// Errors: kTooLarge, kIo.
base::Result<std::string> BookPdf(const html::Locale& locale, base::UtcTime now, const MinutesBook& book);

}  // namespace panel
