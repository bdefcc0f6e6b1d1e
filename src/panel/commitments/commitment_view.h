#pragma once
// One promise as its page shows it: what was promised, what hangs on it, and what the reader may do with it.
// Pure but for the context's token; thread-safe.

#include <string>
#include <vector>

#include "html/html.h"
#include "panel/commitments/commitments.h"

namespace panel {

std::string HrefOf(const CommitmentId& id);  // "/commitments/ID"
// All below the page's head. `others`: the members that may be asked to check, where the reader may claim.
html::Html CommitmentBody(const desk::Context& context, const CommitmentView& view,
                          const std::vector<Member>& others);

}  // namespace panel
