#pragma once
// What the index holds of a practice or of a tool. Pure; thread-safe.

#include <vector>

#include "panel/practices/index.h"
#include "panel/practices/types.h"

namespace panel {

// With the texts of its published translations.
IndexedDoc DocOf(const Practice& practice, const PracticeContent& content,
                 const std::vector<PracticeTranslation>& translations);
IndexedDoc DocOf(const Tool& tool);

}  // namespace panel
