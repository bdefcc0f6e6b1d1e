#pragma once
// Which sheet of a workbook is read.

#include <cstddef>
#include <string>
#include <vector>

#include "base/result.h"

namespace files {

// The index of the sheet named `wanted` (without regard to ASCII case and to space around it where no name is
// exactly it), the first one where nothing is wanted. Error kNotFound, listing the names.
base::Result<std::size_t> ChooseSheet(const std::vector<std::string>& names, const std::string& wanted,
                                      const std::string& file);

}  // namespace files
