#pragma once
// CSV out (RFC 4180): commas, CRLF, UTF-8 without mark, quotes only where they are needed. Pure; not
// thread-safe.

#include <initializer_list>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace files {

struct CsvWriterOptions {
  // Puts an apostrophe before texts that a spreadsheet would take for a formula (= + - @, tab, CR). Off by
  // default because the output is then no longer exact.
  bool guard_formulas = false;
};

class CsvWriter {
 public:
  // Records are appended to `out`, which must outlive the writer.
  explicit CsvWriter(std::string* out, CsvWriterOptions options = {}) : out_(out), options_(options) {}

  void Row(std::span<const std::string> cells);
  void Row(std::span<const std::string_view> cells);
  void Row(std::initializer_list<std::string_view> cells);

  // A record cell by cell.
  void Cell(std::string_view text);
  void EndRow();

 private:
  std::string* out_;
  CsvWriterOptions options_;
  std::size_t cells_ = 0;      // in the present record
  std::size_t row_start_ = 0;  // where it starts in *out_
};

}  // namespace files
