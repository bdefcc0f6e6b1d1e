#pragma once
// Warnings of one file, one line a kind however often it happens: "row 12: ..." becomes "row 12 and 5 more
// rows: ...".

#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace files {

class Warnings {
 public:
  // `lines` is TableInfo::warnings and must outlive this.
  explicit Warnings(std::vector<std::string>* lines) : lines_(lines) {}

  // The same `text` is one kind. `amount` (of bytes, cells, ...) is added up and stands where `text` has
  // "{}".
  void Add(std::string_view text, std::size_t row, std::size_t amount = 1);

 private:
  struct Kind {
    std::size_t line;
    std::size_t first_row;
    std::size_t last_row;
    std::size_t rows;
    std::size_t amount;
  };
  std::vector<std::string>* lines_;
  std::map<std::string, Kind, std::less<>> kinds_;
};

}  // namespace files
