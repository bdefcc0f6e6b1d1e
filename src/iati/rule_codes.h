#pragma once
// Rules about codes: on their lists, languages, currencies. Each walks the element and everything in it; what
// is wrong goes to `sink`. Pure; thread-safe.

#include <string_view>

#include "iati/schema.h"

namespace iati {

void CodeLists(const Element& element, const FindingSink& sink);
// `has_default`: the activity says its language.
void Languages(const Element& element, bool has_default, const FindingSink& sink);
// `fallback`: the activity's default currency, or empty.
void Currencies(const Element& element, std::string_view fallback, const FindingSink& sink);

}  // namespace iati
