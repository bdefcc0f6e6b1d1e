// Column headers out of any bytes: recognising one never fails, and what it gives is a field with a label.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string_view>
#include <vector>

#include "files/table.h"
#include "screening/header.h"
#include "screening/layout.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  files::Record record;
  record.row = 1;
  std::size_t start = 0;
  while (start <= text.size()) {
    const std::size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view header = text.substr(start, end - start);
    const auto field = screening::RecogniseHeader(header);
    if (field && screening::FieldLabel(*field).empty()) std::abort();
    if (field && !screening::WhyNotUsed(header).empty()) std::abort();
    record.cells.emplace_back(header);
    start = end + 1;
  }
  const auto layout = screening::FindLayout(std::vector<files::Record>{record}, {}, std::nullopt);
  if (layout && layout->columns.size() != record.cells.size()) std::abort();
  return 0;
}
