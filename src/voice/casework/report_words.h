#pragma once
// What a worker ticked, in the reader's words. Pure.

#include <string>
#include <string_view>

#include "html/locale.h"

namespace voice {

std::string PickLine(const html::Locale& locale, std::string_view pick);
// Empty where she did not say.
std::string SafeLine(const html::Locale& locale, std::string_view safe);

}  // namespace voice
