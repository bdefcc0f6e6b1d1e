#pragma once
// Reading a concept note from what was typed. Pure; thread-safe.

#include <vector>

#include "panel/calls/notes.h"

namespace panel::calls {

// Title, summary, texts, answers, budget and own contribution of `note`, as the draft says; every wrong field
// by its name. Parts that the call does not have are left out.
kit::Wrongs ReadNote(const NoteDraft& draft, const Call& call, const std::vector<CallPart>& parts,
                     Note& note);

}  // namespace panel::calls
