#pragma once
// WholeTable: a table that is read as a list, which must not end in the middle of a row. A CSV file that a
// download cut off looks like a shorter list, and nobody would be told that the rest of it is not screened.
// Belongs to one thread. Errors: the table's; kInvalid at the end of a CSV file whose last row has fewer
// cells than the header and than every row before it, and no line end. Where all rows are short, or the last
// line is whole, nothing is wrong. A cut behind the last cell's beginning cannot be told.

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "files/table.h"

namespace lists {

class WholeTable final : public files::TableReader {
 public:
  // `bytes` are the file's; both they and `name` must outlive the table.
  WholeTable(std::unique_ptr<files::TableReader> table, std::string_view bytes, const std::string& name);

  // The list's rows begin behind the record that was read last, its header.
  void BeginBelow(const std::vector<std::string>& header);

  base::Result<bool> Next(files::Record& record) override;
  const files::TableInfo& info() const override { return table_->info(); }

 private:
  std::unique_ptr<files::TableReader> table_;
  const std::string& name_;
  bool open_end_;             // a CSV file without a line end
  std::size_t columns_ = 0;   // of the header; 0 before it
  std::size_t shortest_ = 0;  // of the rows before the last, 0 where there is none
  std::size_t last_ = 0;      // cells of the last row, 0 where it is blank
  std::size_t last_row_ = 0;
};

}  // namespace lists
