#pragma once
// The workbook's sheets as plain rows, whatever writes them: what stands in which column, how wide, how
// numbers look. Internal to the room's reports. Thread-safe as values are; a SheetPlan points into the run's
// data and must not outlive it.

#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "base/result.h"
#include "screening/report_facts.h"

namespace screening {

// How a column's cells look: words, words that wrap, whole numbers, numbers with six decimals, signed
// effects.
enum class SheetStyle { kText, kWrapped, kCount, kNumber, kEffect };

struct SheetColumn {
  std::string_view heading;
  double width = 12;  // characters
  SheetStyle style = SheetStyle::kText;
  std::vector<std::string_view> choices;  // where not empty, the only words a person may enter
};

using SheetCell = std::variant<std::string, double>;  // an empty text is an empty cell
using SheetRow = std::vector<SheetCell>;
using RowSink = std::function<base::Status(const SheetRow&)>;

struct SheetPlan {
  std::string_view name;
  std::vector<SheetColumn> columns;
  std::function<base::Status(const RowSink&)>
      write_rows;  // gives every row in order; an error of the sink ends it
};

// Alerts, Evidence, Names, Name parts, Parties, Lists, Run: in this order. `notes` is read when the sheet Run
// is written, last of all, and holds what had to be left out of the sheets before it.
std::vector<SheetPlan> ReportSheets(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                    const Summary& summary, const EntryReader& read_entry,
                                    const std::vector<std::string>& notes);

// Writes the sheets into a workbook at `path`, in order. A sheet takes `max_rows` rows below its header; what
// is over them is left out and said in `notes`. On any error `path` is as it was.
base::Status WriteWorkbook(const std::string& path, const std::vector<SheetPlan>& sheets,
                           std::size_t max_rows, std::vector<std::string>& notes);

// `text` in marks that keep a right-to-left text apart from the words around it in one cell (U+2068, U+2069);
// text of the other direction is as it is.
std::string Isolated(std::string_view text);

}  // namespace screening
