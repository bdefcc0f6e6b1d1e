#pragma once
// The CSV side of table.h. RFC 4180, and what is met in the wild: any line end, quotes inside fields, a final
// Ctrl-Z, "sep=;".

#include <memory>
#include <string>

#include "files/byte_source.h"
#include "files/table.h"

namespace files {

base::Result<std::unique_ptr<TableReader>> OpenCsv(std::unique_ptr<ByteSource> source,
                                                   const std::string& name, const TableOptions& options);

}  // namespace files
