#include "files/table.h"

#include <fmt/format.h>

#include <utility>

#include "files/byte_source.h"
#include "files/bytes.h"
#include "files/csv_reader.h"
#include "files/utf8.h"
#include "files/workbook.h"

namespace files {
namespace {

using std::string_view_literals::operator""sv;

struct Foreign {
  std::string_view start;
  std::string_view what;
};
constexpr Foreign kForeign[] = {
    {"\xD0\xCF\x11\xE0"sv,
     "an old binary (.xls) or password-protected workbook; open it and save it as .xlsx without a password"},
    {"%PDF"sv, "a PDF document; export the table as .xlsx or .csv"},
    {"\x1F\x8B"sv, "a gzip archive; unpack it first"},
    {"\x89PNG"sv, "a picture; export the table as .xlsx or .csv"},
    {"\xFF\xD8\xFF"sv, "a picture; export the table as .xlsx or .csv"},
    {"7z\xBC\xAF"sv, "a 7z archive; unpack it first"},
    {"Rar!"sv, "a RAR archive; unpack it first"},
    {"<?xml"sv, "an XML file, not a table; save it as .xlsx or .csv"},
    {"<html"sv, "a web page, not a table; save it as .xlsx or .csv"},
    {"<!DOCTYPE"sv, "a web page, not a table; save it as .xlsx or .csv"},
    {"<!doctype"sv, "a web page, not a table; save it as .xlsx or .csv"},
};

base::Result<std::unique_ptr<TableReader>> Open(std::unique_ptr<ByteSource> source, const std::string& name,
                                                const TableOptions& options) {
  std::string head = TRY(ReadPart(*source, 0, 16));
  if (LooksLikeZip(head)) return OpenWorkbook(std::move(source), name, options);
  for (const Foreign& foreign : kForeign) {
    if (head.starts_with(foreign.start))
      return base::Invalid(fmt::format("{}: this is {}", name, foreign.what));
  }
  if (!options.sheet.empty()) {
    return base::NotFound(
        fmt::format("{}: a CSV file has no sheet \"{}\"; leave the sheet out", name, options.sheet));
  }
  return OpenCsv(std::move(source), name, options);
}

}  // namespace

bool Record::IsBlank() const {
  // U+00A0 and U+3000 fill cells that look empty.
  for (std::string_view cell : cells) {
    while (!cell.empty()) {
      std::size_t space = cell[0] == ' ' || (cell[0] >= '\t' && cell[0] <= '\r') ? 1
                          : cell.starts_with("\xC2\xA0")                         ? 2
                          : cell.starts_with("\xE3\x80\x80")                     ? 3
                                                                                 : 0;
      if (space == 0) return false;
      cell.remove_prefix(space);
    }
  }
  return true;
}

std::string_view Record::Cell(std::size_t column) const {
  return column < cells.size() ? std::string_view(cells[column]) : std::string_view();
}

base::Result<std::unique_ptr<TableReader>> OpenTable(const std::string& path, const TableOptions& options) {
  auto source = TRY(OpenByteSource(path));
  return Open(std::move(source), path, options);
}

base::Result<std::unique_ptr<TableReader>> OpenTableBytes(std::string_view bytes, const std::string& name,
                                                          const TableOptions& options) {
  return Open(MemorySource(bytes), name, options);
}

base::Result<std::vector<std::string>> SheetNames(const std::string& path) {
  auto source = TRY(OpenByteSource(path));
  std::string head = TRY(ReadPart(*source, 0, 16));
  if (!LooksLikeZip(head)) return std::vector<std::string>{""};
  auto reader = TRY(OpenWorkbook(std::move(source), path, {}));
  return reader->info().sheets;
}

}  // namespace files
