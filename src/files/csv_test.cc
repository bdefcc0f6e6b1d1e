#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <random>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/table.h"

namespace files {
namespace {

using std::string_view_literals::operator""sv;

struct Read {
  std::vector<Record> records;
  TableInfo info;
  base::Error error;
  bool failed = false;
};

Read ReadAll(std::string_view bytes, const TableOptions& options = {}) {
  Read read;
  auto reader = OpenTableBytes(bytes, "t.csv", options);
  if (!reader.has_value()) {
    read.error = reader.error();
    read.failed = true;
    return read;
  }
  Record record;
  while (true) {
    auto more = (*reader)->Next(record);
    if (!more.has_value()) {
      read.error = more.error();
      read.failed = true;
      break;
    }
    if (!*more) break;
    read.records.push_back(record);
  }
  read.info = (*reader)->info();
  return read;
}

// Records as "row:cell|cell".
std::string Show(const Read& read) {
  std::string shown;
  for (const Record& record : read.records) {
    shown += fmt::format("{}:", record.row);
    for (std::size_t i = 0; i < record.cells.size(); ++i) shown += (i ? "|" : "") + record.cells[i];
    shown += "\n";
  }
  return shown;
}

TEST(Csv, RecordsAndLineEnds) {
  EXPECT_EQ(Show(ReadAll("a,b\n1,2\n")), "1:a|b\n2:1|2\n");
  EXPECT_EQ(Show(ReadAll("a,b\r\n1,2")), "1:a|b\n2:1|2\n");
  EXPECT_EQ(Show(ReadAll("a,b\r1,2\r")), "1:a|b\n2:1|2\n");
  EXPECT_EQ(Show(ReadAll("a,b\n\n\n1,2\n")), "1:a|b\n2:\n3:\n4:1|2\n");
  EXPECT_EQ(Show(ReadAll("a,b\n1,\"x\ny\"\n3,4\n")), "1:a|b\n2:1|x\ny\n3:3|4\n");
  EXPECT_EQ(Show(ReadAll("a,b,\n,,\n")), "1:a|b|\n2:||\n");
  EXPECT_EQ(Show(ReadAll("")), "");
  EXPECT_EQ(Show(ReadAll("\n")), "1:\n");
  EXPECT_EQ(Show(ReadAll("a,b\n1,2\n\x1A")), "1:a|b\n2:1|2\n");
  EXPECT_EQ(Show(ReadAll("\xEF\xBB\xBF"
                         "a,b\n")),
            "1:a|b\n");
}

TEST(Csv, AQuotedWordAtTheBeginningOfAFieldIsText) {
  EXPECT_EQ(Show(ReadAll("name,country\n\"Golden\" Harvest,cn\nPetrov,ru\n")),
            "1:name|country\n2:\"Golden\" Harvest|cn\n3:Petrov|ru\n");
  EXPECT_EQ(Show(ReadAll("a,b\n\"Golden\" Harvest,\"cn\"\nx,y")), "1:a|b\n2:\"Golden\" Harvest|cn\n3:x|y\n");
  EXPECT_EQ(Show(ReadAll("a,b\nx,\"Golden\" Harvest")), "1:a|b\n2:x|\"Golden\" Harvest\n");
  EXPECT_EQ(ReadAll("a,b\n\"Golden\" Harvest,cn\n").info.warnings.size(), 1u);
  // A quotation at the end of a field, not doubled: the next field is one of its own.
  EXPECT_EQ(Show(ReadAll("a,b,c\n\"Firm \"Sharora\"\",\"Road, 1\",\"tj\"\nx,y,z\n")),
            "1:a|b|c\n2:Firm \"Sharora\"|Road, 1|tj\n3:x|y|z\n");
  EXPECT_EQ(Show(ReadAll("a,b\n\"He said \"hi\"\" there\",tj\n")), "1:a|b\n2:He said \"hi\" there|tj\n");
}

TEST(Csv, Quotes) {
  EXPECT_EQ(Show(ReadAll("a,b\n\"x,\"\"y\"\"\",\"\"\n")), "1:a|b\n2:x,\"y\"|\n");
  EXPECT_EQ(Show(ReadAll("a,b\n\"x\"  ,y\n")), "1:a|b\n2:x|y\n");
  Read inner = ReadAll("a,b\n\"Acme \"Star\" Ltd\",CN\n5\" pipe,CN\n");
  EXPECT_EQ(Show(inner), "1:a|b\n2:Acme \"Star\" Ltd|CN\n3:5\" pipe|CN\n");
  ASSERT_EQ(inner.info.warnings.size(), 1u);
  EXPECT_NE(inner.info.warnings[0].find("row 2 and 1 more row: a quotation mark"), std::string::npos)
      << inner.info.warnings[0];
}

TEST(Csv, UnterminatedQuoteNamesWhereItBegan) {
  Read read = ReadAll("a,b\n1,2\n3,\"open\n4,5\n6,7\n");
  ASSERT_TRUE(read.failed);
  EXPECT_EQ(read.error.code, base::Code::kInvalid);
  EXPECT_NE(read.error.external.find("t.csv: row 3, column 2: the field opens with a quotation mark"),
            std::string::npos)
      << read.error.external;
  EXPECT_EQ(read.records.size(), 2u);
}

TEST(Csv, AnErrorStays) {
  auto reader = OpenTableBytes("a\n\"", "t.csv");
  ASSERT_TRUE(reader.has_value());
  Record record;
  EXPECT_TRUE(*(*reader)->Next(record));
  EXPECT_FALSE((*reader)->Next(record).has_value());
  EXPECT_FALSE((*reader)->Next(record).has_value());
}

TEST(Csv, Delimiters) {
  EXPECT_EQ(ReadAll("a;b\n1,5;2\n3,5;4\n").info.delimiter, ';');
  EXPECT_EQ(ReadAll("a\tb\nx, y\tz\n").info.delimiter, '\t');
  EXPECT_EQ(ReadAll("a|b|c\n1|2|3\n").info.delimiter, '|');
  EXPECT_EQ(ReadAll("name\nAcme\n").info.delimiter, ',');
  EXPECT_EQ(ReadAll("name,address\nAcme,\"1; 2; 3; 4\"\nB,\"a;b\"\n").info.delimiter, ',');
  EXPECT_EQ(ReadAll("Report of May\n\nname;country\nA;CN\nB;CN\n").info.delimiter, ';');
  Read sep = ReadAll("sep=;\r\na;b,c\r\n1;2\r\n");
  EXPECT_EQ(Show(sep), "1:a|b,c\n2:1|2\n");
  EXPECT_EQ(sep.info.delimiter, ';');
  EXPECT_EQ(Show(ReadAll("sep=|\na|b\n")), "1:a|b\n");
  TableOptions given;
  given.delimiter = ';';
  EXPECT_EQ(Show(ReadAll("a,b;c\n", given)), "1:a,b|c\n");
}

TEST(Csv, NulAndInvalidBytesBecomeReplacementCharacters) {
  Read read =
      ReadAll("name,country\nИванов Сергей Петрович,ru\nA\0B,\xFF\xFEq\nC,\xC3\n"sv, {.encoding = "UTF-8"});
  EXPECT_EQ(Show(read),
            "1:name|country\n2:Иванов Сергей Петрович|ru\n3:A\xEF\xBF\xBD"
            "B|\xEF\xBF\xBD\xEF\xBF\xBDq\n4:C|\xEF\xBF\xBD\n");
  ASSERT_EQ(read.info.warnings.size(), 1u);
  EXPECT_EQ(read.info.warnings[0],
            "row 3 and 1 more row: 4 bytes are not valid UTF-8 text and became U+FFFD");
  EXPECT_EQ(read.info.encoding_from, "given");
}

TEST(Csv, UnknownEncodingIsAnError) {
  Read read = ReadAll("a,b\n", {.encoding = "ebcdic"});
  ASSERT_TRUE(read.failed);
  EXPECT_NE(read.error.external.find("\"ebcdic\" is not known"), std::string::npos);
}

TEST(Csv, ASheetOfACsvIsAnError) {
  Read read = ReadAll("a,b\n", {.sheet = "Sheet1"});
  ASSERT_TRUE(read.failed);
  EXPECT_EQ(read.error.code, base::Code::kNotFound);
}

TEST(Csv, OtherKindsOfFileAreNamed) {
  for (auto [bytes, word] :
       {std::pair{"\xD0\xCF\x11\xE0 rest"sv, ".xls"}, std::pair{"%PDF-1.7"sv, "PDF"},
        std::pair{"\x1F\x8B\x08"sv, "gzip"}, std::pair{"<?xml version=\"1.0\"?>"sv, "XML"}}) {
    Read read = ReadAll(bytes);
    ASSERT_TRUE(read.failed);
    EXPECT_EQ(read.error.code, base::Code::kInvalid);
    EXPECT_NE(read.error.external.find(word), std::string::npos) << read.error.external;
  }
}

TEST(CsvLimits, FieldOverKMaxFieldBytes) {
  std::string exact = "a\n" + std::string(base::kMaxFieldBytes, 'x') + "\n";
  EXPECT_FALSE(ReadAll(exact).failed);
  for (const char* quote : {"", "\""}) {
    Read read = ReadAll("a,b\nok,ok\n1," + std::string(quote) + std::string(base::kMaxFieldBytes + 1, 'x') +
                        quote + "\n");
    ASSERT_TRUE(read.failed);
    EXPECT_EQ(read.error.code, base::Code::kTooLarge);
    EXPECT_NE(read.error.external.find("row 3, column 2: the field is longer than kMaxFieldBytes"),
              std::string::npos);
    EXPECT_EQ(read.records.size(), 2u);
  }
}

TEST(CsvLimits, RecordOverKMaxRecordBytes) {
  std::string bytes;
  for (int i = 0; i < 17; ++i) bytes += std::string(base::kMaxFieldBytes - 1, 'x') + ",";
  Read read = ReadAll(bytes + "\n");
  ASSERT_TRUE(read.failed);
  EXPECT_EQ(read.error.code, base::Code::kTooLarge);
  EXPECT_NE(read.error.external.find("kMaxRecordBytes"), std::string::npos);
}

TEST(CsvLimits, MoreThanKMaxColumns) {
  EXPECT_FALSE(ReadAll(std::string(base::kMaxColumns - 1, ',') + "\n").failed);
  Read read = ReadAll(std::string(base::kMaxColumns, ',') + "\n");
  ASSERT_TRUE(read.failed);
  EXPECT_NE(read.error.external.find("kMaxColumns"), std::string::npos);
}

// A sparse file: a header and then one field of a gigabyte. It must end at the first mebibyte of it.
TEST(CsvLimits, AFieldOfAGigabyteIsNotRead) {
  auto path = std::filesystem::temp_directory_path() / fmt::format("manumit-big-{}.csv", ::getpid());
  {
    std::FILE* file = std::fopen(path.c_str(), "wb");
    ASSERT_NE(file, nullptr);
    std::fputs("name,country\n\"", file);
    std::string block(1u << 20, 'x');
    for (int i = 0; i < 3; ++i) std::fwrite(block.data(), 1, block.size(), file);
    std::fclose(file);
  }
  std::filesystem::resize_file(path, 1ull << 30);  // the rest is a hole
  auto reader = OpenTable(path.string());
  ASSERT_TRUE(reader.has_value()) << reader.error().external;
  Record record;
  EXPECT_TRUE(*(*reader)->Next(record));
  auto more = (*reader)->Next(record);
  ASSERT_FALSE(more.has_value());
  EXPECT_EQ(more.error().code, base::Code::kTooLarge);
  EXPECT_LT(record.cells[0].capacity(), 4u << 20);
  std::filesystem::remove(path);
}

TEST(CsvLimits, FileOverKMaxInputFileBytes) {
  auto path = std::filesystem::temp_directory_path() / fmt::format("manumit-huge-{}.csv", ::getpid());
  std::fclose(std::fopen(path.c_str(), "wb"));
  std::error_code error;
  std::filesystem::resize_file(path, base::kMaxInputFileBytes + 1, error);
  if (error) GTEST_SKIP() << "skipped: no sparse files here";
  for (auto result : {OpenTable(path.string()).has_value(), MappedFile::Open(path.string()).has_value(),
                      ReadFile(path.string()).has_value()}) {
    EXPECT_FALSE(result);
  }
  EXPECT_NE(OpenTable(path.string()).error().external.find("kMaxInputFileBytes"), std::string::npos);
  std::filesystem::remove(path);
}

TEST(Csv, AnswersDoNotDependOnWhereChunksEnd) {
  std::mt19937 random(7);
  const char* parts[] = {"a", "bc", ",", "\n", "\r\n", "\"", "\"\"", "Ж", "中", " ", "😀", ";"};
  std::string body;
  while (body.size() < 700'000) body += parts[random() % 12];
  // The reader's chunks are 256 KiB: shifting the same text against them must change nothing.
  std::string first;
  for (std::size_t shift : {0u, 1u, 2u, 3u, 7u}) {
    Read read =
        ReadAll("x,y\n" + std::string(shift, 'x') + ",z\n" + body, {.encoding = "UTF-8", .delimiter = ','});
    std::string shown;
    for (std::size_t i = 2; i < read.records.size(); ++i) {
      for (const auto& cell : read.records[i].cells) shown += cell + "\x01";
      shown += "\x02";
    }
    shown += read.error.external;
    if (shift == 0) first = shown;
    EXPECT_TRUE(shown == first) << shift;
  }
}

TEST(Csv, RandomBytesNeverCrash) {
  std::mt19937 random(20250101);
  for (int round = 0; round < 3000; ++round) {
    std::string bytes(random() % 400, '\0');
    for (char& c : bytes)
      c = round % 2 ? static_cast<char>(random()) : "a,;\"\n\r\t\0 \xC3\xA9\xFF"[random() % 12];
    Read read = ReadAll(bytes);
    for (const Record& record : read.records) {
      for (const auto& cell : record.cells) EXPECT_EQ(cell.find('\0'), std::string::npos);
    }
  }
}

TEST(Record, BlankAndMissingCells) {
  Record record{1, {"", " \t", "\xC2\xA0", "\xE3\x80\x80"}};
  EXPECT_TRUE(record.IsBlank());
  record.cells.push_back("x");
  EXPECT_FALSE(record.IsBlank());
  EXPECT_EQ(record.Cell(4), "x");
  EXPECT_EQ(record.Cell(5), "");
}

}  // namespace
}  // namespace files
