#pragma once
// Part of a party's profile: what lists of goods name for its country and one of its products. Such a list
// names no party: it is something to ask about, without a score. Pure; thread-safe.

#include <vector>

#include "html/html.h"
#include "html/locale.h"
#include "match/goods.h"

namespace screening {

// Nothing where there is none.
html::Html GoodsSection(const html::Locale& locale, const std::vector<match::GoodsAlert>& goods);

}  // namespace screening
