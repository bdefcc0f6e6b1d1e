#pragma once
// The claims of a case as the text of its sealed document "claims". Pure; thread-safe.

#include <string>
#include <string_view>

#include "voice/remedy/claims.h"

namespace voice::remedy {

std::string TextOf(const ClaimBook& book);
// An empty text is a book without claims. Errors: kCorrupt.
base::Result<ClaimBook> ReadBook(std::string_view text);

}  // namespace voice::remedy
