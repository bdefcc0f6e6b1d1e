#pragma once
// Parties out of a file, one at a time in bounded memory: a table (CSV, XLSX, ODS; files/table.h) whose
// columns are recognised (layout.h), or JSON lines, each line a FollowTheMoney object {"schema","properties"}
// or a flat object whose keys are read like headers. A file is JSON lines where its name ends in .jsonl,
// .ndjson or .json, where it begins with a brace, or where one of its first 20 lines that are not blank is a
// JSON object; a JSON array, and an object over several lines, is kInvalid. A workbook is a workbook whatever
// its name. Compiled parties are told by their first bytes.
//
// A reader belongs to one thread. Errors: kInvalid, kTooLarge, kNotFound as the files room gives them, and
// kInvalid where no column can hold a name; messages begin with the input's name.

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "entity/entity.h"
#include "files/table.h"
#include "screening/layout.h"
#include "screening/party_maker.h"

namespace screening {

struct PartyOptions {
  files::TableOptions table;   // sheet, encoding, delimiter; sheet empty: the first with a recognised header
  std::vector<MapRule> rules;  // --map
  std::optional<std::size_t> header_row;  // --header-row; 0: the table has none
  std::vector<ColumnUse> uses;            // columns whose use a person chose
  std::vector<ColumnUse> extra;  // columns whose text is handed on as it is (their fields do not matter)
  bool compiled = false;         // compiled parties are taken too (compiled_party_file.h)
};

// One row of the input that is not blank. Blank is a line of a CSV file that has no delimiter and nothing but
// white space, a row of a workbook without content, and a line of JSON lines of white space. `row` is the
// spreadsheet's row number; JSON lines count from 1.
struct PartyRow {
  std::size_t row = 0;
  std::optional<entity::Entity> party;  // absent for a rejected row
  std::vector<Reject> rejects;
  std::vector<std::string> extra;  // of each of PartyOptions::extra; empty where the row has none
};

// What was understood of the input, for the person to check. Complete once Next has returned false.
struct InputFacts {
  std::string format;  // "CSV, UTF-8, separated by ','", "XLSX, sheet \"Suppliers\"", "JSON lines"
  std::vector<std::string> recognised;  // "Supplier Name -> name"
  std::vector<std::string> not_used;    // headers
  std::vector<std::string> notes;       // whatever else the person should know
  std::size_t rejected_rows = 0;     // of compiled parties: rows that were rejected when they were compiled,
  std::size_t set_aside_fields = 0;  // and fields that were set aside
};

class PartyReader {
 public:
  virtual ~PartyReader() = default;
  // Fills `row` and returns true, or returns false at the end.
  virtual base::Result<bool> Next(PartyRow& row) = 0;
  virtual std::size_t blank_rows() const = 0;
  virtual InputFacts facts() const = 0;
};

// `bytes` must outlive the reader; `name` stands in messages.
base::Result<std::unique_ptr<PartyReader>> OpenParties(std::string_view bytes, const std::string& name,
                                                       const PartyOptions& options);

// The kinds; OpenParties chooses. Options about columns have no place with compiled parties (kConflict),
// whose bytes must be aligned to 8.
base::Result<std::unique_ptr<PartyReader>> OpenCompiledParties(std::string_view bytes,
                                                               const std::string& name,
                                                               const PartyOptions& options);
base::Result<std::unique_ptr<PartyReader>> OpenTableParties(std::string_view bytes, const std::string& name,
                                                            const PartyOptions& options);
base::Result<std::unique_ptr<PartyReader>> OpenJsonParties(std::string_view bytes, const std::string& name,
                                                           const PartyOptions& options);

}  // namespace screening
