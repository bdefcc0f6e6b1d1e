#pragma once
// Rows of one or more sheets made into records. Not thread-safe; one Gatherer a file.
//
// Our own files: htcds_record ties rows together, htcds_part says what each is. Others: rows with one case
// number are one case; without such a column every row is a case. Of a case with several rows each field of
// the case may stand in any of them but with one value; a comment, an event, ... that repeats that of the row
// before is kept once.

#include <cstddef>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "files/table.h"
#include "htcds/findings.h"
#include "htcds/header.h"

namespace htcds {

struct Sheet {
  std::string name;  // empty for CSV
  Header header;
  std::vector<files::Record> rows;  // data only
};

class Gatherer {
 public:
  Gatherer(Findings& findings, DateOrder order) : findings_(findings), order_(order) {}

  void Add(const Sheet& sheet);
  // Hands the records out; what is missing is a fault of `findings`.
  std::vector<Record> Finish();

 private:
  // What one row says.
  struct Row {
    std::string record, part, number;
    Section main;
    std::map<std::pair<Part, std::size_t>, Section> items;  // by part and occurrence
    std::map<std::string, std::string, std::less<>> extra;
  };
  struct Origin {
    std::size_t row = 0;    // where its first row stands
    bool has_case = false;  // of our own files: the row of the case was there
  };

  Row ReadRow(const Sheet& sheet, const files::Record& cells);
  void ReadCell(const Sheet& sheet, std::size_t row, std::size_t at, std::string_view cell, Row& out);
  void ReadField(const Sheet& sheet, std::size_t row, std::size_t at, std::string_view cell, Row& out);
  void AddOwn(const Sheet& sheet, std::size_t row, Row&& content);
  void AddForeign(const Sheet& sheet, std::size_t row, Row&& content);
  void Merge(const Sheet& sheet, std::size_t row, std::size_t record, Row&& content);
  bool MergeMain(const Sheet& sheet, std::size_t row, Record& record, const Row& content);
  bool MergeItems(const Sheet& sheet, std::size_t row, std::size_t record, Row& content);
  bool MergeExtra(const Sheet& sheet, std::size_t row, Record& record, Row& content);
  // The record of this key, made where it is new; false where there are too many.
  bool RecordOf(const Sheet& sheet, std::size_t row, const std::string& key, std::size_t& record);
  void CheckSizes(const Sheet& sheet, std::size_t row, const Record& record);

  Findings& findings_;
  DateOrder order_;
  bool own_ = false;  // sheets of ours were added
  std::vector<Record> records_;
  std::vector<Origin> origins_;
  std::map<std::string, std::size_t> by_key_;
  std::map<std::tuple<std::size_t, Part, std::size_t>, Section> last_;  // by record, part and occurrence
};

// "row 5", with the sheet before it; "row 5, column C (prs_Gender)".
std::string RowPlace(const Sheet& sheet, std::size_t row);
std::string CellPlace(const Sheet& sheet, std::size_t row, std::size_t column);

}  // namespace htcds
