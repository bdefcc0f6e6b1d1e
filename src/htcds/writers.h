#pragma once
// The three writers behind htcds.h, for records that Check has passed. Pure. Errors as there.

#include <span>
#include <string>

#include "base/result.h"
#include "htcds/record.h"

namespace htcds {

base::Result<std::string> WriteCsv(std::span<const Record> records);
base::Result<std::string> WriteXlsx(std::span<const Record> records);
std::string WriteJson(std::span<const Record> records);

}  // namespace htcds
