#pragma once
// A field for words that offers some: the reader may choose one or write another.

#include <string>
#include <vector>

#include "html/forms.h"

namespace html {

// <input list> with its <datalist>; nothing but the field where nothing is offered.
Html InputWithSuggestions(const InputOptions& options, const std::vector<std::string>& offered);

}  // namespace html
