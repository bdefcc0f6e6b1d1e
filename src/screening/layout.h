#pragma once
// Which column of a table holds what: finds the header row among the first kMaxPartyHeaderRows records,
// recognises its headers (header.h) and applies what --map says. Pure and thread-safe.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/result.h"
#include "files/table.h"
#include "screening/header.h"

namespace screening {

// One --map field=column. `column` is a header's text, a column number (1 is the first) or a spreadsheet
// letter; empty: the field is not read from any column.
struct MapRule {
  Field field;
  std::string column;
};

// Errors: kInvalid for what is not field=column and for a field that is neither `schema` nor a FollowTheMoney
// property name.
base::Result<std::vector<MapRule>> ParseMapRules(std::span<const std::string> arguments);

// What one column is used for, whatever its header says: the choice of a person who sees the columns. No
// field: not used. In JSON lines a column is a key and goes by its text.
struct ColumnUse {
  std::size_t index = 0;  // from 0
  std::string key;
  std::optional<Field> field;
};

struct Column {
  std::size_t index = 0;      // from 0
  std::string header;         // as written; "column C" where the table has no header
  std::vector<Field> fields;  // empty: not used
  std::string why_not;        // for a column that is not used, where there is more to say
};

struct Layout {
  std::size_t header_row = 0;  // the record's row number; 0: the table has no header
  bool header_assumed =
      false;  // nothing in the header row was recognised: it was taken for a header because files have one
  std::vector<Column> columns;
};

// `records` are the first records of the table. `header_row` forces the row (0: there is none). Errors:
// kInvalid when no column can hold a name, with the headers that were found and an example of --map, or when
// --map names a column that is not there. The error does not name the file.
base::Result<Layout> FindLayout(std::span<const files::Record> records, std::span<const MapRule> rules,
                                std::optional<std::size_t> header_row, std::span<const ColumnUse> uses = {});

// The same without asking for a name: what a person is shown who has not said yet which column holds it.
base::Result<Layout> DescribeLayout(std::span<const files::Record> records,
                                    std::optional<std::size_t> header_row, std::span<const ColumnUse> uses);

// True where a party's name can be made out of the layout's columns.
bool HoldsNames(const Layout& layout);

// "A", "B", ... "AA" for 0, 1, ... 26.
std::string ColumnLetters(std::size_t index);

}  // namespace screening
