#pragma once
// The workbook side of table.h: XLSX and ODS. An archive of XML whose sheets are streamed; of an XLSX the
// shared strings are held. Limits: kMaxInflatedBytes, kMaxInflateRatio, kMaxArchiveMembers,
// kMaxSharedStrings, kMaxXmlDepth, kMaxFieldBytes, kMaxRecordBytes, kMaxColumns.

#include <memory>
#include <string>

#include "files/archive.h"
#include "files/byte_source.h"
#include "files/table.h"

namespace files {

base::Result<std::unique_ptr<TableReader>> OpenWorkbook(std::unique_ptr<ByteSource> source,
                                                        const std::string& name, const TableOptions& options);

// The two layouts; each takes the archive over.
base::Result<std::unique_ptr<TableReader>> OpenXlsx(std::unique_ptr<Archive> archive,
                                                    const TableOptions& options);
base::Result<std::unique_ptr<TableReader>> OpenOds(std::unique_ptr<Archive> archive,
                                                   const TableOptions& options);

}  // namespace files
