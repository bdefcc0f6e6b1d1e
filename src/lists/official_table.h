#pragma once
// Official tables that are recognised by their header, so that a file can be read as its publisher hands it
// out (CSV, XLSX or ODS), without a mapping. Some are read by a mapping that is built in (data/lists/), the
// others by code of their own. Pure but for the files room; thread-safe.

#include <cstddef>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "files/table.h"
#include "lists/mapping.h"

namespace lists {

// One column of a layout by the names that editions have given it (folded).
struct ColumnNames {
  std::vector<std::string_view> names;
  bool needed = true;  // the header is only a header where it is there
};

inline constexpr std::size_t kNoColumn = static_cast<std::size_t>(-1);

// A column whose cells tell a publisher's table from others with the same header.
struct TellingColumn {
  std::size_t column = 0;  // of the layout's columns; the header must have it
  bool (*knows)(std::string_view cell) = nullptr;
  std::size_t also_needed = kNoColumn;  // another column that the header must have then
};

// Where each of `wanted` stands in a record (kNoColumn where it does not); nothing where a needed one is
// missing.
std::optional<std::vector<std::size_t>> FindColumns(const files::Record& record,
                                                    std::span<const ColumnNames> wanted);

// A table that stands behind its header.
struct OpenedTable {
  std::unique_ptr<files::TableReader> reader;
  std::vector<std::size_t> columns;  // of `wanted`
  std::size_t header_row = 0;
};

// Looks for the header in the first kMaxMappingHeaderRows records of every sheet. Errors: the table's, also
// later where the file turns out to be cut off (whole_table.h); kInvalid where no sheet has it, naming the
// columns that were looked for.
base::Result<OpenedTable> OpenByHeader(std::string_view bytes, const std::string& name,
                                       std::span<const ColumnNames> wanted);

// The layout (layouts.h) whose header a table has, and below it the publisher's own values where another
// table could have that header; nothing where it has none of them. Errors: the table's.
struct RecognisedTable {
  std::string layout;
  std::string sheet;  // empty for CSV
};
base::Result<std::optional<RecognisedTable>> RecogniseTable(std::string_view bytes, const std::string& name);

// The built-in mapping of a layout; null for layouts that have none. Its name is "built-in mapping LAYOUT".
const Mapping* BuiltInMapping(std::string_view layout);

}  // namespace lists
