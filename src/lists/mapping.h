#pragma once
// Mapping: what FILE.map.toml says about a table that is in no known layout: where its header is, which rows
// are parties, and which columns become which properties. The grammar, with examples, stands in
// docs/lists.md; ready mappings in data/lists/. A Mapping is plain data; thread-safe as such.

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "lists/dates.h"
#include "lists/pattern.h"

namespace lists {

// Where a text comes from: a column, or a template such as "{First} {Last}". A part is a literal or, with
// `column`, a column: its header, or "#3" for the third. `line` is the mapping file's, for messages.
struct TextFrom {
  struct Part {
    std::string literal;  // stands before the column; left out with it where the column is empty
    std::string column;
  };
  std::vector<Part> parts;
  std::string tail;  // literal after the last column
  std::size_t line = 0;

  bool empty() const { return parts.empty(); }
};

// The row counts only if the column's text (folded) is one of these.
struct Condition {
  TextFrom from;
  std::vector<std::string> is;      // folded
  std::optional<Pattern> matching;  // or this matches
  std::size_t line = 0;
};

// [[value]]
struct ValueRule {
  entity::Property property;
  std::optional<entity::Property> rest;  // for the pieces after the first
  TextFrom from;
  std::string constant;
  std::optional<Condition> when;
  std::vector<std::string> nulls;  // folded texts that mean nothing
  std::optional<Pattern> remove;
  std::vector<std::string> split;
  std::optional<Pattern> split_pattern;
  std::optional<Pattern> pattern;
  std::map<std::string, std::string> values;  // folded → replacement
  std::optional<DateOrder> dates;
  bool optional = false;  // editions without the column are read without the value
  std::size_t line = 0;
};

// entity.schema
struct SchemaRule {
  std::optional<entity::Schema> fixed;  // also what other rows are ("other") where `from` is set
  TextFrom from;
  std::map<std::string, entity::Schema> values;  // folded → schema
  std::vector<std::pair<Pattern, entity::Schema>> patterns;
};

struct Mapping {
  // [table]
  std::string sheet;
  std::string encoding;
  char delimiter = 0;
  std::vector<std::string> header;    // folded: the header is the first record that holds all of these
  std::size_t header_row = 0;         // or this row; 0: not said
  std::vector<std::string> columns;   // or there is no header, and these are the columns
  std::size_t skip_after_header = 0;  // records
  std::size_t header_line = 0;

  // [list]
  std::string date;
  std::size_t date_row = 0;     // 1-based; 0: not said
  std::size_t date_column = 0;  // 1-based
  std::optional<Pattern> date_pattern;
  std::optional<DateOrder> date_order;

  // [entity]
  SchemaRule schema;
  TextFrom id;
  std::optional<Pattern> id_pattern;
  std::vector<std::string> topics;
  TextFrom parties_from;  // one cell that names several parties
  std::vector<std::string> parties_split;

  std::vector<Condition> skip;
  std::vector<ValueRule> values;
};

// Errors: kInvalid, naming the file, the line and the key; kTooLarge over kMaxMappingBytes.
base::Result<Mapping> ParseMapping(std::string_view toml, const std::string& name);

}  // namespace lists
