#pragma once
// What separates the fields of a CSV file. Pure.

#include <cstddef>
#include <string_view>

namespace files {

struct CsvDialect {
  char delimiter = ',';
  std::size_t skip = 0;  // bytes of a leading "sep=;" line, which is no record
};

// `head` is the start of the file in UTF-8, `whole` says that it is all. The delimiter out of , ; tab | that
// gives the most even records of more than one field; a comma where none does.
CsvDialect DetectDialect(std::string_view head, bool whole);

}  // namespace files
