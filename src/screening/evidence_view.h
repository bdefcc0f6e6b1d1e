#pragma once
// Why a pair scored as it did, as a person reads it: names word by word, the steps from the names' likeness
// to the score, the numbers behind it. Shared by the report and the console, in any language. Pure;
// thread-safe.

#include <string>

#include "html/components.h"
#include "html/html.h"
#include "html/locale.h"
#include "match/match.h"

namespace screening {

struct EvidenceWords {
  const html::Locale& locale;
  std::string ours;        // heading of the party's side: "In the file", "Our supplier"
  std::string ours_short;  // "file", "ours"
};

html::Html AlignmentTable(const EvidenceWords& words, const match::Alert& alert, bool with_numbers);
html::Html WaterfallTable(const EvidenceWords& words, const match::Alert& alert, double threshold);
// Closed until opened.
html::Html NamePartsTable(const html::Locale& locale, const match::Alert& alert);
html::Mark IdentityMark(match::Identity identity);

}  // namespace screening
