// Any bytes as a table: never a crash, never text that is not UTF-8 or holds NUL.
#include <cstddef>
#include <cstdint>

#include "base/check.h"
#include "files/table.h"
#include "files/utf8.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto reader = files::OpenTableBytes(bytes, "fuzz.csv");
  if (!reader.has_value()) return 0;
  files::Record record;
  std::size_t last_row = 0;
  while (true) {
    auto more = (*reader)->Next(record);
    if (!more.has_value() || !*more) break;
    CHECK(record.row > last_row);
    last_row = record.row;
    for (const auto& cell : record.cells) {
      CHECK(files::ValidUtf8Prefix(cell) == cell.size());
      CHECK(cell.find('\0') == std::string::npos);
    }
  }
  return 0;
}
