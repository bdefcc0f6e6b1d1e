#pragma once
// The parts of the page of one published quarter. Pure; thread-safe.

#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "voice/mechanism/publication.h"

namespace voice::mechanism {

// A quarter with what it was read into.
struct Quarterly {
  Publication publication;
  Published figures;
};

// "31–52 %", drawn from nought to a hundred: what is certain filled, what is possible outlined.
html::Html ShareStrip(const html::Locale& locale, std::string_view title, const gate::ShareRange& share);
// The key to these strips.
html::Html StripKey(const html::Locale& locale);
// Of the quarter: how many reports, until when they were watched.
html::Html SummaryPart(const html::Locale& locale, const Published& figures);
// Every criterion with its figure, its picture and its definition. `before` may be nullptr.
html::Html CriteriaPart(const html::Locale& locale, const Published& figures, const Published* before);
html::Html TimesPart(const html::Locale& locale, const Published& figures);
html::Html LanguagesPart(const html::Locale& locale, const Published& figures);
// A row for each quarter, newest first.
html::Html QuartersPart(const html::Locale& locale, const std::vector<Quarterly>& all);
html::Html ProtectionPart(const html::Locale& locale);
html::Html LedgerPart(const html::Locale& locale, const std::vector<Quarterly>& all);

}  // namespace voice::mechanism
