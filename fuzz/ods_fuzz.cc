// OpenDocument spreadsheets. Input that is a ZIP archive is read as it is; any other input becomes the
// content of one. Rows come in order, what is repeated too, and every cell is UTF-8.

#include <cstddef>
#include <cstdint>
#include <string>

#include "base/check.h"
#include "files/bytes.h"
#include "files/table.h"
#include "stored_archive.h"
#include "table_rows.h"

namespace {

std::string MakeSpreadsheet(std::string_view content) {
  return fuzz::StoredArchive({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"},
                              {"content.xml", std::string(content)}});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::string made;
  if (!files::LooksLikeZip(bytes)) bytes = made = MakeSpreadsheet(bytes);
  auto reader = files::OpenTableBytes(bytes, "fuzz.ods");
  if (!reader.has_value()) {
    CHECK(!reader.error().external.empty());
    return 0;
  }
  constexpr std::size_t kEnough =
      2000;  // a row may stand for a million equal ones; the first few tell as much
  fuzz::CheckRows(**reader, kEnough);
  return 0;
}
