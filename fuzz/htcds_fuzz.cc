// Any bytes as a file of cases (CSV, JSON, a workbook): no crash, no hang; what was read is written in every
// format and read again the same.

#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "htcds/htcds.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = htcds::Read({reinterpret_cast<const char*>(data), size}, "fuzz");
  if (!read.has_value()) {
    if (read.error().external.empty()) std::abort();
    return 0;
  }
  for (const htcds::Format format : {htcds::Format::kCsv, htcds::Format::kJson, htcds::Format::kXlsx}) {
    // Workbooks take ten times as long; one input in eight is enough.
    if (format == htcds::Format::kXlsx && size % 8 != 0) continue;
    const auto written = htcds::Write(read->records, format);
    if (!written.has_value()) {
      // Only what a format cannot hold: columns of many rows together, long texts in a workbook.
      if (written.error().code != base::Code::kTooLarge) std::abort();
      continue;
    }
    const auto again = htcds::Read(*written, "again");
    if (!again.has_value() || again->records != read->records) std::abort();
  }
  return 0;
}
