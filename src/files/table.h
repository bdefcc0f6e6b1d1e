#pragma once
// Tables of text: CSV, XLSX (and ODS) read record by record in bounded memory. The reader finds out what the
// file is (layout, encoding, delimiter, quoting, sheet) and says so in TableInfo, because the person must be
// able to see and correct it.
//
// A TableReader belongs to one thread. Every text it hands out is valid UTF-8 without NUL; bytes that are not
// valid in the detected encoding become U+FFFD and are reported once in `warnings`. Errors: kInvalid (not a
// table, broken quoting, XML or archive), kTooLarge (over a limit of base/limits.h; the message names the
// limit), kNotFound, kIo; each says file and row. Cost: CSV about 500 MB/s, XLSX about 50 MB/s of XML;
// memory: one record plus, for XLSX, the shared strings.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace files {

// One record. `row` is what a spreadsheet shows: the first record of the file is row 1, blank records are
// counted, a quoted line break does not start a new one; for XLSX and ODS it is the sheet's own row number.
// Missing cells at the end are absent. A cell of a workbook that holds an error value
// is an empty cell, not an absent one. An empty line of a CSV file is one cell, a row of a workbook without
// content is none.
struct Record {
  std::size_t row = 0;
  std::vector<std::string> cells;

  bool IsBlank() const;                             // no cell has anything but white space
  std::string_view Cell(std::size_t column) const;  // empty where absent
};

struct TableInfo {
  std::string format;    // "csv", "xlsx", "ods"
  std::string encoding;  // "UTF-8", "UTF-16LE", "CP949", "Shift-JIS", "GB18030", "windows-1251", ...; how it
                         // was told: `encoding_from`
  std::string encoding_from;        // "byte order mark", "valid UTF-8", "byte statistics", "given", "archive"
  char delimiter = 0;               // ',', ';', '\t' or '|'; 0 for workbooks
  std::string sheet;                // the sheet that is read; empty for CSV
  std::vector<std::string> sheets;  // all sheets of the workbook
  std::vector<std::string> warnings;  // "row 12: 3 bytes are not valid CP949", ...
};

class TableReader {
 public:
  virtual ~TableReader() = default;
  // Fills `record` and returns true, or returns false at the end.
  virtual base::Result<bool> Next(Record& record) = 0;
  virtual const TableInfo& info() const = 0;
};

struct TableOptions {
  std::string sheet;     // this sheet only; empty: the first
  std::string encoding;  // forces the encoding; empty: detected
  char delimiter = 0;    // forces the delimiter; 0: detected
};

// Opens by content, not by file extension (an .xlsx that is a CSV is read as CSV, and the other way round).
base::Result<std::unique_ptr<TableReader>> OpenTable(const std::string& path,
                                                     const TableOptions& options = {});

// The same over bytes in memory, for tests, fuzzing and uploads; `name` stands in messages. The bytes must
// outlive the reader.
base::Result<std::unique_ptr<TableReader>> OpenTableBytes(std::string_view bytes, const std::string& name,
                                                          const TableOptions& options = {});

// The names of the sheets of a workbook, in order; one empty name for a CSV file.
base::Result<std::vector<std::string>> SheetNames(const std::string& path);

}  // namespace files
