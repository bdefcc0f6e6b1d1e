#pragma once
// How far a repayment has come, drawn: four bars on one scale from zero. What the worker has confirmed is in
// the colour of what is done; what payers say they paid is grey and never looks done. Pure; thread-safe.

#include "html/html.h"
#include "voice/remedy/sums.h"

namespace voice::remedy {

// The finding in words is the caller's, as html/charts.h asks; 640 x 116 units.
html::Html ProgressPicture(const html::Locale& locale, base::Currency currency, const Totals& totals,
                           std::string_view title);

// The same in a box that can be scrolled with the keyboard where the screen is narrower.
html::Html ScrolledPicture(const html::Locale& locale, base::Currency currency, const Totals& totals,
                           std::string_view title);

}  // namespace voice::remedy
