#include "files/workbook.h"

#include <fmt/format.h>

#include <utility>

namespace files {

base::Result<std::unique_ptr<TableReader>> OpenWorkbook(std::unique_ptr<ByteSource> source,
                                                        const std::string& name,
                                                        const TableOptions& options) {
  auto archive = TRY(Archive::Open(std::move(source), name));
  if (archive->Has("xl/workbook.bin")) {
    return base::Invalid(
        fmt::format("{}: this is a binary workbook (.xlsb); open it and save it as .xlsx", name));
  }
  if (archive->Has("_rels/.rels") && archive->Has("[Content_Types].xml") &&
      !archive->Has("word/document.xml")) {
    return OpenXlsx(std::move(archive), options);
  }
  if (archive->Has("content.xml")) return OpenOds(std::move(archive), options);
  return base::Invalid(
      fmt::format("{}: a ZIP archive, but neither an XLSX nor an ODS workbook; unpack it first", name));
}

}  // namespace files
