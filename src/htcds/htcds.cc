#include "htcds/htcds.h"

#include <fmt/format.h>

#include "base/limits_htcds.h"
#include "files/byte_source.h"
#include "htcds/check.h"
#include "htcds/readers.h"
#include "htcds/writers.h"

namespace htcds {
namespace {

base::Error FileTooLarge(const std::string& name) {
  return base::TooLarge(fmt::format("{}: larger than kMaxHtcdsFileBytes ({} bytes); split the file", name,
                                    base::kMaxHtcdsFileBytes));
}

bool LooksLikeJson(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::size_t first = bytes.find_first_not_of(" \t\r\n");
  return first != std::string_view::npos && (bytes[first] == '{' || bytes[first] == '[');
}

}  // namespace

base::Result<Reading> Read(std::string_view bytes, const std::string& name) {
  if (bytes.size() > base::kMaxHtcdsFileBytes) return FileTooLarge(name);
  if (Trim(bytes).empty()) return base::Invalid(fmt::format("{}: the file is empty", name));
  return LooksLikeJson(bytes) ? ReadJson(bytes, name) : ReadTables(bytes, name);
}

base::Result<Reading> ReadPath(const std::string& path) {
  auto source = TRY(files::OpenByteSource(path));
  if (source->size() > base::kMaxHtcdsFileBytes) return FileTooLarge(path);
  const std::string bytes = TRY(files::ReadPart(*source, 0, static_cast<std::size_t>(source->size())));
  return Read(bytes, path);
}

base::Result<Format> FormatOfPath(std::string_view path) {
  std::string lower;
  for (const char c : path) lower += c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c;
  if (lower.ends_with(".csv")) return Format::kCsv;
  if (lower.ends_with(".xlsx")) return Format::kXlsx;
  if (lower.ends_with(".json")) return Format::kJson;
  return base::Invalid(fmt::format("{}: the ending says the format of the file: .csv, .xlsx or .json", path));
}

base::Result<std::string> Write(std::span<const Record> records, Format format) {
  if (records.size() > base::kMaxHtcdsRecords)
    return base::TooLarge(
        fmt::format("more than kMaxHtcdsRecords ({}) cases; write several files", base::kMaxHtcdsRecords));
  for (std::size_t i = 0; i < records.size(); ++i) TRY(Check(records[i], fmt::format("record {}", i + 1)));
  if (format == Format::kCsv) return WriteCsv(records);
  if (format == Format::kXlsx) return WriteXlsx(records);
  return WriteJson(records);
}

}  // namespace htcds
