// Workbooks. Input that is a ZIP archive is read as it is; any other input becomes the sheet, the shared
// strings and the styles (parts separated by NUL) of a workbook, so that the fuzzer need not find out how to
// make archives.

#include <array>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>

#include "files/bytes.h"
#include "files/table.h"
#include "stored_archive.h"
#include "table_rows.h"

namespace {

using Parts = std::array<std::string, 3>;

Parts Split(std::string_view bytes) {
  Parts parts;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    std::size_t end = i + 1 < parts.size() ? bytes.find('\0') : std::string_view::npos;
    parts[i] = bytes.substr(0, end);
    bytes = end == std::string_view::npos ? std::string_view() : bytes.substr(end + 1);
  }
  return parts;
}

std::string MakeWorkbook(const Parts& parts) {
  return fuzz::StoredArchive(
      {{"[Content_Types].xml", "<Types/>"},
       {"_rels/.rels", "<Relationships/>"},
       {"xl/workbook.xml",
        "<workbook xmlns:r=\"r\"><sheets><sheet name=\"S\" r:id=\"a\"/></sheets></workbook>"},
       {"xl/_rels/workbook.xml.rels",
        "<Relationships><Relationship Id=\"a\" Type=\"/worksheet\" Target=\"s.xml\"/><Relationship Id=\"b\" "
        "Type=\"/sharedStrings\" Target=\"t.xml\"/><Relationship Id=\"c\" Type=\"/styles\" "
        "Target=\"u.xml\"/></Relationships>"},
       {"xl/s.xml", parts[0]},
       {"xl/t.xml", parts[1]},
       {"xl/u.xml", parts[2]}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string made;
  if (!files::LooksLikeZip(bytes)) bytes = made = MakeWorkbook(Split(bytes));
  auto reader = files::OpenTableBytes(bytes, "fuzz.xlsx");
  if (!reader.has_value()) return 0;
  fuzz::CheckRows(**reader, std::numeric_limits<std::size_t>::max());
  return 0;
}
