#pragma once
// Tables that people import here: named columns in any order, in CSV or a workbook.

#include <functional>
#include <initializer_list>
#include <map>
#include <string>
#include <string_view>

#include "files/table.h"
#include "panel/resources/rates.h"

namespace panel {

class Columns {
 public:
  // Empty where the table has no such column.
  std::string_view Get(const files::Record& record, std::string_view name) const;

 private:
  friend base::Status EachRow(std::string_view bytes, const std::string& name,
                              std::initializer_list<std::string_view> needed,
                              std::initializer_list<std::string_view> optional, ImportOutcome& outcome,
                              const std::function<void(const Columns&, const files::Record&)>& take);
  std::map<std::string, std::size_t, std::less<>> places_;
};

// Calls `take` for each row below the headings. Missing and unknown columns become faults of `outcome`.
// Errors: those of files/table.h, kTooLarge (kMaxResourceImportBytes, kMaxResourceImportRows).
base::Status EachRow(std::string_view bytes, const std::string& name,
                     std::initializer_list<std::string_view> needed,
                     std::initializer_list<std::string_view> optional, ImportOutcome& outcome,
                     const std::function<void(const Columns&, const files::Record&)>& take);

// An error "field: words" as a fault of that field.
void AddFault(ImportOutcome& outcome, std::size_t row, const base::Error& error);

}  // namespace panel
