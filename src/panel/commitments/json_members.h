#pragma once
// Members of JSON that the APIs of commitments and of the plan share. Pure; thread-safe.

#include <boost/json/fwd.hpp>
#include <cstdint>
#include <string>

#include "base/result.h"

namespace panel {

boost::json::value JsonId(const std::string& id);  // null where it is empty
// "version" of a body; -1 where it is absent: whichever it is. Errors: kInvalid.
base::Result<std::int64_t> VersionIn(const boost::json::object& body);

}  // namespace panel
