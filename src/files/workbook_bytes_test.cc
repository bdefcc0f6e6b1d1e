#include "files/workbook_bytes.h"

#include <gtest/gtest.h>

#include "files/table.h"
#include "files/xlsx_writer.h"

namespace files {
namespace {

std::string Book(const std::vector<std::vector<std::string>>& rows) {
  TextWorkbook book;
  EXPECT_TRUE(book.BeginSheet("Cases", 1).has_value());
  for (const auto& row : rows) EXPECT_TRUE(book.Row(row).has_value());
  auto bytes = std::move(book).Bytes();
  EXPECT_TRUE(bytes.has_value());
  return *bytes;
}

TEST(WorkbookBytes, ReadsBackWhatWasWritten) {
  const std::vector<std::vector<std::string>> rows = {
      {"name", "=1+1", "007"},
      {" x ", "a\r\nb\tc", "_x000D_ _x_x0041_ _x0041", "\x01\x1F\x7F"},
      {"<&>\"]]>", "\xEF\xBF\xBE\xEF\xBF\xBF", std::string(32767, 'y'), "한국 😀", "_x0041\r", " "}};
  const std::string bytes = Book(rows);
  auto reader = *OpenTableBytes(bytes, "b.xlsx");
  Record record;
  for (const auto& row : rows) {
    ASSERT_TRUE(*reader->Next(record));
    EXPECT_EQ(record.cells, row);
  }
  EXPECT_FALSE(*reader->Next(record));
  EXPECT_EQ(bytes, Book(rows)) << "the same calls, the same bytes";
}

TEST(WorkbookBytes, RunsOfOneLetterAreNoBomb) {
  const std::string bytes = Book(std::vector<std::vector<std::string>>(60, {std::string(30000, 'a')}));
  auto reader = *OpenTableBytes(bytes, "b.xlsx");
  Record record;
  std::size_t rows = 0;
  while (*reader->Next(record)) ++rows;
  EXPECT_EQ(rows, 60u);
}

TEST(WorkbookBytes, SaysWhatASheetCannotHold) {
  TextWorkbook book;
  EXPECT_FALSE(book.BeginSheet("a/b", 0).has_value());
  EXPECT_FALSE(book.BeginSheet("", 0).has_value());
  ASSERT_TRUE(book.BeginSheet("s", 0).has_value());
  const std::vector<std::string> long_text = {std::string(kMaxXlsxText + 1, 'a')};
  EXPECT_NE(book.Row(long_text).error().external.find("cell A1: the text has more than kMaxXlsxText"),
            std::string::npos);
  EXPECT_FALSE(book.Row(std::vector<std::string>(16385)).has_value());
}

}  // namespace
}  // namespace files
