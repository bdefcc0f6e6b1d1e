#pragma once
// The sentences that the names engine writes about a pair ("the same day", "Ask for the date of birth (the
// list says 1974-05-12): ..."), in another language. The engine is pure and writes English; its sentences
// come from a few forms with values in them, which stand in engine_sentence.cc and in the catalogues. A
// sentence of no known form stays as it is. Pure; thread-safe.

#include <string>
#include <string_view>

#include "html/locale.h"

namespace screening {

std::string EngineSentence(const html::Locale& locale, std::string_view english);

}  // namespace screening
