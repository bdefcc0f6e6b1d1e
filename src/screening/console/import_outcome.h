#pragma once
// An import while it is read and after: progress, what came of its rows, what was set aside, which parties
// the file no longer names. Pure; thread-safe.

#include <vector>

#include "desk/jobs/jobs.h"
#include "desk/web/router.h"
#include "html/html.h"
#include "screening/queue/imports.h"

namespace screening {

inline constexpr std::size_t kRejectsAPage = 50;
inline constexpr std::size_t kMissingShown = 50;

html::Html ReadingView(const desk::Context& context, const Import& import, const desk::Job& job);

struct OutcomePage {
  const desk::Context& context;
  const Import& import;
  const std::vector<Imports::NumberedReject>& rejects;  // up to kRejectsAPage + 1
  const std::vector<Party>& missing;                    // up to kMissingShown
};
html::Html OutcomeView(const OutcomePage& page);

}  // namespace screening
