#pragma once
// A workbook (XLSX) of texts, made in memory: for what must never lie in a file, not even in a temporary one,
// as XlsxWriter (xlsx_writer.h) would have it. Every cell is a text and is shown as one, never a formula;
// what is read back by table.h is what was written, control characters and all. The same calls give the same
// bytes.
//
// Not thread-safe. Memory: all of it. Errors: kTooLarge (the limits of the format: kMaxXlsxRows,
// kMaxXlsxText, 16,384 columns; nothing is ever cut), kInternal. Source: ECMA-376 part 1, 18.3.1.4
// (cells), 22.9.2.19 (ST_Xstring).

#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace files {

class TextWorkbook {
 public:
  // What follows goes to this sheet; its first `header_rows` rows are bold and stay in view. The name: 1 to
  // 31 characters without []:*?/\, each name once.
  base::Status BeginSheet(std::string name, std::size_t header_rows);

  // A row of the present sheet, of valid UTF-8 without NUL; empty cells are left out.
  base::Status Row(std::span<const std::string> cells);

  // The workbook; it has at least one sheet.
  base::Result<std::string> Bytes() &&;

 private:
  struct Sheet {
    std::string name, rows;
    std::size_t header_rows = 0, count = 0;
  };
  std::vector<Sheet> sheets_;
};

}  // namespace files
