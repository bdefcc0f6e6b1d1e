#pragma once
// What holds of every table that could be opened, whatever its bytes were.

#include <cstddef>

#include "base/check.h"
#include "files/table.h"
#include "files/utf8.h"

namespace fuzz {

// Reads at most `most` rows: they come in order, and every cell is UTF-8.
inline void CheckRows(files::TableReader& reader, std::size_t most) {
  files::Record record;
  std::size_t last_row = 0;
  for (std::size_t rows = 0; rows < most; ++rows) {
    const auto more = reader.Next(record);
    if (!more.has_value() || !*more) return;
    CHECK(record.row > last_row);
    last_row = record.row;
    for (const auto& cell : record.cells) CHECK(files::ValidUtf8Prefix(cell) == cell.size());
  }
}

}  // namespace fuzz
