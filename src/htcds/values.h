#pragma once
// One cell as the values of its field. Pure, thread-safe.
//
// ReadValue of its own result, joined by semicolons, is that result again; so what was read once is written
// and read without change.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "htcds/standard.h"

namespace htcds {

enum class DateOrder : std::uint8_t { kUnknown, kDayFirst, kMonthFirst };

// Why a value is told of though it was kept.
enum class NoteKind : std::uint8_t {
  kUnknownColumn,  // the standard has no such field: kept as it is
  kUnknownValue,   // not in the code list, no ISO code, no E.164 number: kept as it is
  kRead,     // read with a decision that a person should see: which header was followed, which date order
  kNotRead,  // a sheet or a row that holds no cases
  kDeprecatedField,  // the standard has withdrawn it: kept
};

struct CellValue {
  std::vector<std::string> values;  // empty: the cell is empty
  std::string problem;              // what is wrong and what to do; then `values` is empty
  std::string note;                 // what is unusual though kept; without the value itself
};

// `exact` keeps white space of texts, as our own files mean it; otherwise a text of white space alone is no
// value.
CellValue ReadValue(const Field& field, std::string_view text, DateOrder order, bool exact);

// Which order a date in numbers shows beyond doubt: 25/12/1990 the day first, 12/25/1990 the month first.
DateOrder OrderShown(std::string_view text);

// A date in numbers that can be read either way.
bool IsOpenDate(std::string_view text);

// Joined as ReadValue takes them.
std::string JoinValues(const std::vector<std::string>& values);

}  // namespace htcds
