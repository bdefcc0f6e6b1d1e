#pragma once
// The parts that pages are put together from: badges, facts, tables, notices, closed sections. Each writes
// the classes of manumit.css. Pure; thread-safe.

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "html/html.h"

namespace html {

// The shape and colour of a badge; the word is always written too. kFor speaks for a match and kAgainst
// against it, without meaning good or bad. The last four are states and only the console's stylesheet has
// them: done or valid (circle), to act on (half circle), harm or error (diamond), sealed (square).
enum class Mark { kPlain, kFor, kAgainst, kUnknown, kCare, kOk, kAct, kHarm, kSealed };

Html Badge(Mark mark, std::string_view words);

// Name and value pairs; pairs with an empty value are left out.
Html Facts(const std::vector<std::pair<std::string_view, Html>>& pairs);

struct Column {
  std::string heading;
  bool number = false;  // set to the end of the cell, with figures of one width
};

// A row of a table: the first cell is the row's heading.
using Row = std::vector<Html>;

// The cells of a row as markup, for tables that are put together piece by piece. `columns` and `row` have the
// same size.
Html TableRow(const std::vector<Column>& columns, const Row& row);

// A table with a caption in a box that scrolls sideways by itself and can be reached with the keyboard.
// `kind` is "data" (ruled), "align" or "wf"; `caption` is also the box's name. `total`, where not empty,
// stands under a double line.
Html Table(std::string_view kind, std::string_view caption, const std::vector<Column>& columns,
           const Html& rows, const Html& total = {});

// One sentence or two that change what the reader does.
Html Notice(const Html& content);

// A part that is closed until it is opened; `open` starts it open.
Html Closed(const Html& summary, const Html& content, bool open = false);

}  // namespace html
