#pragma once
// Where a page of a list begins, as text: the value it is ordered by and the id. Pure.

#include <string>
#include <string_view>
#include <utility>

#include "base/id.h"
#include "base/result.h"
#include "desk/tr.h"

namespace panel::members {

inline std::string Position(std::string_view key, std::string_view id) {
  return std::string(id) + ":" + std::string(key);
}

// Key and id. Errors: kInvalid.
inline base::Result<std::pair<std::string, std::string>> PositionOf(std::string_view text) {
  const std::size_t colon = text.find(':');
  if (colon == std::string_view::npos || !base::IsIdText(text.substr(0, colon)))
    return base::Invalid(desk::tr("This is not a position in this list."));
  return std::pair(std::string(text.substr(colon + 1)), std::string(text.substr(0, colon)));
}

}  // namespace panel::members
