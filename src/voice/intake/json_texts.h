#pragma once
// Sealed texts of the room are JSON objects that the program itself wrote. What is absent or of another kind
// reads as nothing. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>
#include <string_view>

#include "base/result.h"

namespace voice {

// Errors: kCorrupt (not an object, not a list).
base::Result<boost::json::object> ObjectIn(std::string_view text);
base::Result<boost::json::array> ListIn(std::string_view text);
std::string TextAt(const boost::json::object& object, std::string_view name);
std::int64_t NumberAt(const boost::json::object& object, std::string_view name);

}  // namespace voice
