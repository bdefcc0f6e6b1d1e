#pragma once
// What a record may hold so that every format can carry it. Pure.

#include <string>

#include "base/result.h"
#include "htcds/record.h"

namespace htcds {

// Fields that exist, of their own part, with values as ReadValue gives them; extra names that are no field,
// not empty; valid UTF-8 without NUL; limits_htcds.h. Error kInvalid or kTooLarge; `place` begins it, no
// value is in it.
base::Status Check(const Record& record, const std::string& place);

}  // namespace htcds
