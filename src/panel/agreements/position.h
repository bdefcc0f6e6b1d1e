#pragma once
// Places in this folder's lists, newest first, as they stand in addresses. Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"
#include "db/sql_text.h"

namespace panel::kit {

// Where a page of a list ended: a moment and an id, newest first.
struct Position {
  std::int64_t ms = 0;
  std::string id;
};
std::string PositionText(std::int64_t ms, std::string_view id);
// Errors: kInvalid.
base::Result<Position> ReadPosition(std::string_view text);

}  // namespace panel::kit
