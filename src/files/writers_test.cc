#include <fmt/format.h>
#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <random>

#include "files/bytes.h"
#include "files/csv_writer.h"
#include "files/table.h"
#include "files/xlsx_writer.h"

namespace files {
namespace {

class Folder {
 public:
  Folder() : path_(std::filesystem::temp_directory_path() / fmt::format("manumit-files-{}", ::getpid())) {
    std::filesystem::create_directories(path_);
  }
  ~Folder() { std::filesystem::remove_all(path_); }
  std::string operator/(const char* name) const { return (path_ / name).string(); }
  std::size_t Count() const {
    return static_cast<std::size_t>(
        std::distance(std::filesystem::directory_iterator(path_), std::filesystem::directory_iterator()));
  }

 private:
  std::filesystem::path path_;
};

TEST(Bytes, WriteReplacesWholeAndKeepsTheMode) {
  Folder folder;
  std::string path = folder / "a.bin";
  ASSERT_TRUE(WriteFile(path, "one").has_value());
  ::chmod(path.c_str(), 0600);
  ASSERT_TRUE(WriteFile(path, std::string("t\0wo", 4)).has_value());
  EXPECT_EQ(*ReadFile(path), std::string("t\0wo", 4));
  struct stat info{};
  ::stat(path.c_str(), &info);
  EXPECT_EQ(info.st_mode & 0777, 0600u);
  EXPECT_EQ(folder.Count(), 1u);
  auto failed = WriteFile(folder / "missing/b", "x");
  ASSERT_FALSE(failed.has_value());
  EXPECT_NE(failed.error().external.find("missing/b"), std::string::npos);
  EXPECT_TRUE(WriteFile("/dev/null", "x").has_value());
}

TEST(Bytes, MapAndMissing) {
  Folder folder;
  std::string path = folder / "a.bin";
  ASSERT_TRUE(WriteFile(path, "PK\x03\x04rest").has_value());
  auto mapped = MappedFile::Open(path);
  ASSERT_TRUE(mapped.has_value());
  MappedFile moved = std::move(*mapped);
  EXPECT_EQ(moved.text(), "PK\x03\x04rest");
  EXPECT_EQ(moved.bytes().size(), 8u);
  EXPECT_TRUE(LooksLikeZip(moved.text()));
  EXPECT_FALSE(LooksLikeZip("PK,a"));
  ASSERT_TRUE(WriteFile(path, "").has_value());
  EXPECT_TRUE(MappedFile::Open(path)->bytes().empty());
  EXPECT_EQ(ReadFile(folder / "none").error().code, base::Code::kNotFound);
  EXPECT_EQ(MappedFile::Open(folder / "none").error().code, base::Code::kNotFound);
  EXPECT_EQ(ReadFile("/").error().code, base::Code::kInvalid);
}

TEST(CsvWriter, QuotesOnlyWhatNeedsIt) {
  std::string out;
  CsvWriter writer(&out);
  writer.Row({"a", "b,c", "say \"x\"", "line\nbreak", "", "=1+1", " pad"});
  writer.Row({""});
  writer.Row(std::vector<std::string>{"x", "y"});
  EXPECT_EQ(out, "a,\"b,c\",\"say \"\"x\"\"\",\"line\nbreak\",,=1+1,\" pad\"\r\n\"\"\r\nx,y\r\n");
  out.clear();
  CsvWriter guarded(&out, {.guard_formulas = true});
  guarded.Row({"=1+1", "-5", "@x", "a=b", "+\"q\""});
  EXPECT_EQ(out, "'=1+1,'-5,'@x,a=b,\"'+\"\"q\"\"\"\r\n");
}

TEST(CsvWriter, WhatIsWrittenIsReadBack) {
  std::mt19937 random(42);
  const char* parts[] = {"a", ",", "\"", "\n", "\r\n", " ", "Ж", "中", ";", "\t"};
  std::string out = "h1,h2,h3\r\n";
  CsvWriter writer(&out);
  std::vector<std::vector<std::string>> rows;
  for (int i = 0; i < 500; ++i) {
    std::vector<std::string> row(3);
    for (auto& cell : row) {
      for (auto n = random() % 6; n > 0; --n) cell += parts[random() % 10];
    }
    writer.Row(row);
    rows.push_back(row);
  }
  auto reader = OpenTableBytes(out, "x", {.delimiter = ','});
  Record record;
  ASSERT_TRUE(*(*reader)->Next(record));
  for (const auto& row : rows) {
    ASSERT_TRUE(*(*reader)->Next(record));
    EXPECT_EQ(record.cells, row);
  }
  EXPECT_FALSE(*(*reader)->Next(record));
}

TEST(XlsxWriter, WhatIsWrittenIsReadBack) {
  Folder folder;
  std::string path = folder / "out.xlsx";
  auto writer = XlsxWriter::Create(path);
  ASSERT_TRUE(writer.has_value());
  ASSERT_TRUE(
      (*writer)->BeginSheet("Results: all/some [1]", {{"Name", 30}, {"Score", 8}, {"Link", 10}}).has_value());
  (*writer)->Text("=HYPERLINK(\"x\")", {.bold = true, .wrap = true, .fill = 0xFFEEDD});
  (*writer)->Number(0.25, {.number_format = "0.000"});
  (*writer)->Link("https://example.org/a?b=c", "see");
  ASSERT_TRUE((*writer)->EndRow().has_value());
  (*writer)->Text("Усть-Кут 中\x01\xFF");
  (*writer)->Blank();
  (*writer)->Link("javascript:alert(1)", "plain");
  ASSERT_TRUE((*writer)->EndRow().has_value());
  ASSERT_TRUE((*writer)->BeginSheet("A name that is much longer than Excel allows", {}).has_value());
  (*writer)->Text(std::string(40000, 'x'));
  ASSERT_TRUE((*writer)->EndRow().has_value());
  EXPECT_FALSE(std::filesystem::exists(path));
  ASSERT_TRUE((*writer)->Close().has_value());
  EXPECT_EQ(folder.Count(), 1u);

  auto reader = OpenTable(path);
  ASSERT_TRUE(reader.has_value()) << reader.error().external;
  ASSERT_EQ((*reader)->info().sheets.size(), 2u);
  EXPECT_EQ((*reader)->info().sheets[0], "Results  all some  1 ");
  Record record;
  ASSERT_TRUE(*(*reader)->Next(record));
  EXPECT_EQ(record.cells, (std::vector<std::string>{"Name", "Score", "Link"}));
  ASSERT_TRUE(*(*reader)->Next(record));
  EXPECT_EQ(record.cells, (std::vector<std::string>{"=HYPERLINK(\"x\")", "0.25", "see"}));
  ASSERT_TRUE(*(*reader)->Next(record));
  EXPECT_EQ(record.cells, (std::vector<std::string>{"Усть-Кут 中\xEF\xBF\xBD", "", "plain"}));
  EXPECT_FALSE(*(*reader)->Next(record));

  auto second = OpenTable(path, {.sheet = (*reader)->info().sheets[1]});
  ASSERT_TRUE(*(*second)->Next(record));
  EXPECT_EQ(record.cells[0], std::string(kMaxXlsxText - 1, 'x') + "\xE2\x80\xA6");
  EXPECT_EQ(*SheetNames(path), (*reader)->info().sheets);
}

TEST(XlsxWriter, WithoutCloseNothingIsLeft) {
  Folder folder;
  {
    auto writer = XlsxWriter::Create(folder / "out.xlsx");
    ASSERT_TRUE(writer.has_value());
    ASSERT_TRUE((*writer)->BeginSheet("S", {{"a"}}).has_value());
  }
  EXPECT_EQ(folder.Count(), 0u);
  EXPECT_EQ(XlsxWriter::Create(folder / "none/out.xlsx").error().code, base::Code::kIo);
}

TEST(XlsxWriter, KMaxXlsxRows) {
  Folder folder;
  auto writer = XlsxWriter::Create(folder / "out.xlsx");
  ASSERT_TRUE((*writer)->BeginSheet("S", {{"a"}}).has_value());
  for (std::size_t row = 1; row < kMaxXlsxRows; ++row) ASSERT_TRUE((*writer)->EndRow().has_value());
  auto full = (*writer)->EndRow();
  ASSERT_FALSE(full.has_value());
  EXPECT_EQ(full.error().code, base::Code::kTooLarge);
}

}  // namespace
}  // namespace files
