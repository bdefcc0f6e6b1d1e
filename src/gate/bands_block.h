#pragma once
// The bands of a supplier or recruiter as a part of its page. Pure; thread-safe.

#include <vector>

#include "gate/types.h"
#include "html/html.h"
#include "html/locale.h"

namespace gate {

// A section with its heading, the bands of the last quarters as a picture, older ones below, and the rule in
// words. Where no quarter was closed yet it says so. `bands` as Gate::BandsOf gives them: newest first.
html::Html BandsBlock(const html::Locale& locale, const std::vector<QuarterBand>& bands);

// "3rd quarter of 2026".
std::string QuarterWords(const html::Locale& locale, Quarter quarter);

}  // namespace gate
