#pragma once
// What the columns of a table of cases mean, told from its header rows. Pure.
//
// Our own files carry "htcds_record" in their first column; their columns are matched exactly, the second of
// two header rows has "Part" under "htcds_part". Of all others the header is looked for: names, labels or
// aliases, in one row or in two (names over labels). Where name and label of one column disagree the label is
// followed, because the toolkit hides the row of names; unless another column is that field by name and label
// both.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "files/table.h"
#include "htcds/standard.h"
#include "htcds/values.h"

namespace htcds {

inline constexpr std::string_view kRecordColumn = "htcds_record";  // which record a row belongs to
inline constexpr std::string_view kPartColumn = "htcds_part";      // which part of it: PartName
inline constexpr std::string_view kNumberColumn = "htcds_case";    // the organisation's own case number
inline constexpr std::string_view kPartLabel = "Part";

enum class Role : std::uint8_t { kField, kExtra, kRecord, kPart, kNumber };

struct Column {
  Role role = Role::kExtra;
  const Field* field = nullptr;  // of kField
  std::string name;            // of kExtra: its header, unique in the file; of kField: how the file calls it
  std::size_t occurrence = 0;  // the n-th column of this field: the n-th comment, event, ... of the row
  bool unnamed = false;        // it has no header
};

struct HeaderNote {
  NoteKind kind = NoteKind::kRead;
  std::size_t row = 0;
  std::size_t column = 0;  // counted from 0
  std::string text;
};

struct Header {
  bool own = false;             // one of our files
  std::vector<Column> columns;  // by position
  std::size_t rows = 0;         // of the given ones, the first so many are not data
  std::vector<HeaderNote> notes;

  bool Has(Role role) const;
};

// From the rows of a table, of which the first kMaxHtcdsHeaderRows are looked at; nothing where they hold no
// header. `width` columns are made at least. Errors, which `place` begins: kInvalid (two columns that mean
// one field of the case), kTooLarge (kMaxHtcdsNameBytes, kMaxHtcdsColumns).
base::Result<std::optional<Header>> FindHeader(const std::vector<files::Record>& rows, std::size_t width,
                                               const std::string& place);

// How many cells of a row can be headers of the standard.
std::size_t KnownHeaders(const files::Record& row);

// Whether an unknown column may have this name in a file of ours.
bool IsFreeName(std::string_view name);

// "A", "B", ..., "AA".
std::string ColumnLetters(std::size_t column);

}  // namespace htcds
