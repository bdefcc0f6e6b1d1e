#pragma once
// The two readers behind htcds.h. Pure. Errors as there.

#include <string>
#include <string_view>

#include "base/result.h"
#include "htcds/htcds.h"

namespace htcds {

base::Result<Reading> ReadTables(std::string_view bytes, const std::string& name);
base::Result<Reading> ReadJson(std::string_view bytes, const std::string& name);

}  // namespace htcds
