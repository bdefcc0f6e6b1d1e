#pragma once
// The form of a call: from what was typed, and back. Pure; thread-safe.

#include "desk/web/pages.h"
#include "panel/calls/calls.h"

namespace panel::calls {

CallDraft CallDraftFrom(const net::Arguments& fields);
// `wrongs` name fields as ReadCall does ("criterion-2").
html::Html CallForm(const desk::Context& context, const std::string& action, const CallDraft& draft,
                    std::int64_t version, const kit::Wrongs& wrongs);

}  // namespace panel::calls
