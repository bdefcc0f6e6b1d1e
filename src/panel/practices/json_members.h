#pragma once
// Members of a JSON object with their types checked: absent gives the empty value, another type is kInvalid
// and names the member. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace panel {

base::Result<const boost::json::object*> ObjectIn(const boost::json::value& body);
base::Result<std::string> TextIn(const boost::json::object& object, std::string_view name,
                                 std::string_view usual = {});
base::Result<std::int64_t> NumberIn(const boost::json::object& object, std::string_view name,
                                    std::int64_t usual = 0);
base::Result<bool> TruthIn(const boost::json::object& object, std::string_view name);
base::Result<std::vector<std::string>> TextsIn(const boost::json::object& object, std::string_view name);
// Calls `take` for each object of an array.
base::Status EachIn(const boost::json::object& object, std::string_view name,
                    const std::function<base::Status(const boost::json::object&)>& take);
boost::json::array ArrayOf(const std::vector<std::string>& texts);

}  // namespace panel
