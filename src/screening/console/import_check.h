#pragma once
// The step of an import before it is read: the first parties as they will be, what will be set aside and why,
// and the start. Pure; thread-safe.

#include "desk/web/router.h"
#include "html/html.h"
#include "html/locale.h"
#include "screening/queue/imports.h"

namespace screening {

html::Html CheckView(const desk::Context& context, const Import& import, const ImportPreview& preview);
// Rows and fields that are not used, in the file's order.
html::Html RejectsTable(const html::Locale& locale, const std::vector<Reject>& rejects);
// Closed until it is opened: what discarding means, and the button.
html::Html DiscardPart(const desk::Context& context, const Import& import);

}  // namespace screening
