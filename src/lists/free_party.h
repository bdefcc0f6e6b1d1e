#pragma once
// A party of free text (free_names.h) as an entry. Thread-safe.

#include <string>
#include <string_view>

#include "lists/draft.h"
#include "lists/free_names.h"

namespace lists {

// Sets the schema, the caption and the names of `draft`, and adds the party's note. Reports a name that may
// hold more than a name, and aliases of another number than `text` says. `origin`: the column.
void AddFreeParty(const FreeParty& party, const std::string& text, std::string_view origin, Draft& draft);

}  // namespace lists
