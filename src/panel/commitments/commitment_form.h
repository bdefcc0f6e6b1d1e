#pragma once
// The form of a promise: what was typed stays as it was typed, with what is wrong beside it. Pure but for the
// context's token; thread-safe.

#include <string>
#include <vector>

#include "html/html.h"
#include "panel/commitments/commitments.h"

namespace panel {

// The draft as it was typed, unchecked, and the fields that show a commitment with its version.
CommitmentDraft CommitmentDraftFrom(const net::Arguments& fields);
net::Arguments FieldsOf(const Commitment& c);
// Posts to `action`. `without_accounts`: the members that the reader may write it down for; empty: the own
// organisation promises.
html::Html CommitmentForm(const desk::Context& context, const std::string& action,
                          const net::Arguments& typed, const kit::Wrongs& wrongs,
                          const std::vector<Member>& without_accounts);

}  // namespace panel
