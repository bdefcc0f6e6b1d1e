#pragma once
// What is wrong with a tag, in words that say what to do. Pure; thread-safe.

#include <string>

#include "html/locale.h"
#include "panel/minutes/tags.h"

namespace panel {

// "Line 4: “!acton” is no tag. …"
std::string FaultWords(const html::Locale& locale, const TagFault& fault);

}  // namespace panel
