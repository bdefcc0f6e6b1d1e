#pragma once
// One memorandum as its page shows it: parties and signatures, the text, and what the reader may do with it.
// Pure but for the context's token; thread-safe.

#include <string>

#include "html/html.h"
#include "panel/agreements/memoranda.h"

namespace panel {

std::string HrefOf(const MemorandumId& id);  // "/memoranda/ID"
// All below the page's head.
html::Html MemorandumBody(const desk::Context& context, const MemorandumView& view);

}  // namespace panel
