// Any text as what a file of cases holds, below the layers that open files (those have htcds_fuzz, csv_fuzz
// and xlsx_fuzz): JSON, or a table whose lines are rows and whose tabs part the cells. What was read can be
// written, and is read again the same.

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "files/table.h"
#include "files/utf8.h"
#include "htcds/check.h"
#include "htcds/findings.h"
#include "htcds/gather.h"
#include "htcds/htcds.h"
#include "htcds/readers.h"

namespace {

// UTF-8 without NUL, as the readers of files hand it on.
std::string Clean(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const std::size_t good = std::min(files::ValidUtf8Prefix(bytes), bytes.find('\0'));
    out.append(bytes.substr(0, good));
    bytes.remove_prefix(std::min(good, bytes.size()));
    if (bytes.empty()) break;
    out += "\xEF\xBF\xBD";
    bytes.remove_prefix(1);
  }
  return out;
}

std::string_view TakeUntil(std::string_view& text, char end) {
  const std::size_t at = std::min(text.find(end), text.size());
  const std::string_view part = text.substr(0, at);
  text.remove_prefix(std::min(at + 1, text.size()));
  return part;
}

std::optional<std::vector<htcds::Record>> ReadRows(std::string_view text) {
  std::vector<files::Record> rows;
  std::size_t width = 0;
  for (std::size_t number = 1; !text.empty(); ++number) {
    std::string_view line = TakeUntil(text, '\n');
    files::Record row;
    row.row = number;
    while (!line.empty()) row.cells.emplace_back(TakeUntil(line, '\t'));
    if (row.IsBlank()) continue;
    width = std::max(width, row.cells.size());
    rows.push_back(std::move(row));
  }
  auto header = htcds::FindHeader(rows, width, "fuzz");
  if (!header || !*header) return std::nullopt;
  if ((*header)->own && !(*header)->Has(htcds::Role::kPart)) return std::nullopt;
  rows.erase(rows.begin(), rows.begin() + static_cast<std::ptrdiff_t>((*header)->rows));
  htcds::Findings findings;
  htcds::Gatherer gatherer(findings, static_cast<htcds::DateOrder>(rows.size() % 3));
  gatherer.Add({"", **std::move(header), std::move(rows)});
  std::vector<htcds::Record> records = gatherer.Finish();
  if (!findings.sound()) return std::nullopt;
  return records;
}

std::optional<std::vector<htcds::Record>> ReadText(std::string_view text) {
  if (!text.starts_with('{') && !text.starts_with('[')) return ReadRows(text);
  auto reading = htcds::ReadJson(text, "fuzz");
  if (!reading.has_value()) {
    if (reading.error().external.empty()) std::abort();
    return std::nullopt;
  }
  return std::move(reading->records);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string text = Clean({reinterpret_cast<const char*>(data), size});
  const auto records = ReadText(text);
  if (!records) return 0;
  for (const htcds::Record& record : *records)
    if (!htcds::Check(record, "fuzz")) std::abort();
  const auto written = htcds::Write(*records, htcds::Format::kJson);
  if (!written.has_value()) std::abort();
  const auto again = htcds::ReadJson(*written, "again");
  if (!again.has_value() || again->records != *records) std::abort();
  return 0;
}
