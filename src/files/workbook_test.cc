#include "files/workbook.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <random>

#include "base/limits.h"
#include "files/table.h"
#include "files/test_archive.h"

namespace files {
namespace {

struct Read {
  std::string shown;  // "row:cell|cell\n"
  TableInfo info;
  base::Error error;
  bool failed = false;
};

Read ReadAll(const std::string& bytes, const TableOptions& options = {}) {
  Read read;
  auto reader = OpenTableBytes(bytes, "t.xlsx", options);
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
    read.shown += fmt::format("{}:{}\n", record.row, fmt::join(record.cells, "|"));
  }
  read.info = (*reader)->info();
  return read;
}

std::string OneSheet(const std::string& rows) {
  return MakeXlsx({.sheets = {{"Sheet1", rows}}});
}

void ExpectTooLarge(const Read& read, const char* limit) {
  ASSERT_TRUE(read.failed) << limit;
  EXPECT_EQ(read.error.code, base::Code::kTooLarge) << read.error.external;
  EXPECT_NE(read.error.external.find(limit), std::string::npos) << read.error.external;
  EXPECT_NE(read.error.external.find("t.xlsx"), std::string::npos);
}

TEST(Xlsx, AllKindsOfCells) {
  TestBook book;
  book.shared =
      "<si><t>Acme &amp; Co</t></si><si><r><t>Rich </t></r><r><rPr><b/></rPr><t xml:space=\"preserve\"> "
      "text</t></r></si>"
      "<si><t>山田</t><rPh sb=\"0\" eb=\"2\"><t>ヤマダ</t></rPh></si><si><t>a_x000D_b_x0041_</t></si><si/>";
  book.sheets = {{"Sheet1",
                  "<row r=\"2\"><c r=\"A2\" t=\"s\"><v>0</v></c><c r=\"C2\" t=\"s\"><v>1</v></c></row>"
                  "<row r=\"5\"><c t=\"s\"><v>2</v></c><c t=\"s\"><v>3</v></c><c t=\"s\"><v>4</v></c></row>"
                  "<row><c t=\"inlineStr\"><is><t>in</t><r><t>line</t></r></is></c><c t=\"b\"><v>1</v></c><c "
                  "t=\"b\"><v>0</v></c>"
                  "<c t=\"e\"><f>NA()</f><v>#N/A</v></c><c t=\"str\"><f>A1&amp;B1</f><v>cached</v></c><c "
                  "t=\"d\"><v>2020-02-01</v></c></row>"
                  "<row><c><v>123</v></c><c><v>12345678901234567</v></c><c><v>1.2345678901234567E+16</v></"
                  "c><c><v>0.10000000000000001</v></c>"
                  "<c><v>-2.50</v></c><c><v>3.0</v></c><c><v>1E-3</v></c></row>"
                  "<row/>"}};
  Read read = ReadAll(MakeXlsx(book));
  ASSERT_FALSE(read.failed) << read.error.external;
  EXPECT_EQ(read.shown,
            "2:Acme & Co||Rich  text\n5:山田|a\rbA\n6:inline|TRUE|FALSE||cached|2020-02-01\n"
            "7:123|12345678901234567|12345678901234567|0.1|-2.5|3|0.001\n8:\n");
  ASSERT_EQ(read.info.warnings.size(), 1u);
  EXPECT_EQ(read.info.warnings[0], "row 6: a cell holds the error #N/A; it was read as empty");
  EXPECT_EQ(read.info.format, "xlsx");
  EXPECT_EQ(read.info.encoding_from, "archive");
  EXPECT_EQ(read.info.delimiter, 0);
}

TEST(Xlsx, AnErrorValueIsAnEmptyCellAndNotAnAbsentOne) {
  const std::string rows =
      "<row><c><v>1</v></c></row><row><c r=\"C2\" t=\"e\"><v>#REF!</v></c></row>"
      "<row><c r=\"C3\" s=\"0\"/></row>";
  EXPECT_EQ(ReadAll(OneSheet(rows)).shown, "1:1\n2:||\n3:\n");
}

TEST(Xlsx, DatesInBothCalendars) {
  TestBook book;
  book.styles =
      "<numFmts><numFmt numFmtId=\"164\" formatCode=\"[$-409]d\\-mmm\\-yyyy;@\"/><numFmt numFmtId=\"165\" "
      "formatCode=\"mmm yyyy\"/>"
      "<numFmt numFmtId=\"166\" formatCode=\"00000\"/><numFmt numFmtId=\"167\" "
      "formatCode=\"yyyy&quot;년&quot; m&quot;월&quot; d&quot;일&quot;\"/>"
      "<numFmt numFmtId=\"168\" formatCode=\"dd/mm/yyyy hh:mm\"/></numFmts>"
      "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
      "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
      "numFmtId=\"166\"/>"
      "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/></cellXfs>";
  book.sheets = {{"S",
                  "<row><c s=\"1\"><v>27161</v></c><c s=\"2\"><v>27161</v></c><c s=\"3\"><v>27161</v></c><c "
                  "s=\"4\"><v>123</v></c>"
                  "<c s=\"5\"><v>27161</v></c><c s=\"6\"><v>27161.5</v></c><c s=\"1\"><v>27161.75</v></c><c "
                  "s=\"0\"><v>27161</v></c></row>"
                  "<row><c s=\"1\"><v>1</v></c><c s=\"1\"><v>59</v></c><c s=\"1\"><v>60</v></c><c "
                  "s=\"1\"><v>61</v></c><c s=\"1\"><v>2958465</v></c>"
                  "<c s=\"1\"><v>2958466</v></c><c s=\"1\"><v>-3</v></c><c s=\"99\"><v>5</v></c></row>"}};
  EXPECT_EQ(ReadAll(MakeXlsx(book)).shown,
            "1:1974-05-12|1974-05-12|1974-05|00123|1974-05-12|1974-05-12T12:00:00|1974-05-12|27161\n"
            "2:1900-01-01|1900-02-28|1900-02-29|1900-03-01|9999-12-31|2958466|-3|5\n");
  book.workbook_properties = "<workbookPr date1904=\"1\"/>";
  book.sheets = {{"S", "<row><c s=\"1\"><v>25699</v></c><c s=\"1\"><v>0</v></c></row>"}};
  EXPECT_EQ(ReadAll(MakeXlsx(book)).shown, "1:1974-05-12|1904-01-01\n");
}

TEST(Xlsx, SheetsByName) {
  TestBook book;
  book.sheets = {{"First", "<row><c><v>1</v></c></row>"}, {"Data &amp; more", "<row><c><v>2</v></c></row>"}};
  book.hidden = "First";
  std::string bytes = MakeXlsx(book);
  Read first = ReadAll(bytes);
  EXPECT_EQ(first.shown, "1:1\n");
  EXPECT_EQ(first.info.sheets, (std::vector<std::string>{"First", "Data & more"}));
  EXPECT_EQ(first.info.warnings, std::vector<std::string>{"the sheet \"First\" is hidden in the workbook"});
  EXPECT_EQ(ReadAll(bytes, {.sheet = "Data & more"}).shown, "1:2\n");
  EXPECT_EQ(ReadAll(bytes, {.sheet = " data & MORE"}).shown, "1:2\n");
  Read missing = ReadAll(bytes, {.sheet = "Third"});
  ASSERT_TRUE(missing.failed);
  EXPECT_EQ(missing.error.code, base::Code::kNotFound);
  EXPECT_NE(missing.error.external.find("\"First\", \"Data & more\""), std::string::npos)
      << missing.error.external;
}

TEST(Xlsx, DamagedWorkbooks) {
  std::string whole = OneSheet("<row><c><v>1</v></c></row>");
  for (std::size_t size = 0; size < whole.size(); size += 7) {
    Read read = ReadAll(whole.substr(0, size));
    if (size > 4) {
      EXPECT_TRUE(read.failed) << size;
      EXPECT_EQ(read.error.code, base::Code::kInvalid);
    }
  }
  Read string = ReadAll(OneSheet("<row><c r=\"B1\" t=\"s\"><v>7</v></c></row>"));
  ASSERT_TRUE(string.failed);
  EXPECT_NE(string.error.external.find("sheet \"Sheet1\": cell B1: it points to the shared string 7"),
            std::string::npos);
  Read broken = ReadAll(OneSheet("<row><c><v>1</v></row>"));
  ASSERT_TRUE(broken.failed);
  EXPECT_NE(broken.error.external.find("sheet1.xml: line 2: not well-formed XML"), std::string::npos)
      << broken.error.external;
  Read no_book = ReadAll(MakeZip({{"a.txt", "hello"}}));
  ASSERT_TRUE(no_book.failed);
  EXPECT_NE(no_book.error.external.find("neither an XLSX nor an ODS"), std::string::npos);
}

TEST(Xlsx, BitFlipsNeverCrash) {
  std::string whole = MakeXlsx({.sheets = {{"S", "<row><c t=\"s\"><v>0</v></c><c><v>1</v></c></row>"}},
                                .shared = "<si><t>x</t></si>"});
  std::mt19937 random(3);
  for (int round = 0; round < 2000; ++round) {
    std::string bytes = whole;
    for (int flips = 0; flips < 3; ++flips)
      bytes[random() % bytes.size()] ^= static_cast<char>(1u << (random() % 8));
    ReadAll(bytes);
  }
}

TEST(Xlsx, EntitiesAreRefused) {
  TestBook book;
  book.doctype =
      "<!DOCTYPE x [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM "
      "\"file:///etc/passwd\">]>";
  book.sheets = {{"S", "<row><c t=\"str\"><v>&b;&f;</v></c></row>"}};
  Read read = ReadAll(MakeXlsx(book));
  ASSERT_TRUE(read.failed);
  EXPECT_EQ(read.error.code, base::Code::kInvalid);
  EXPECT_EQ(read.shown, "");
  EXPECT_NE(read.error.external.find("DTD"), std::string::npos) << read.error.external;
}

TEST(XlsxLimits, ABombEndsAtKMaxInflateRatio) {
  // Rows of nothing deflate about a thousandfold.
  std::string rows;
  while (rows.size() < (16u << 20)) rows += "<row><c><v>1</v></c></row>";
  ExpectTooLarge(ReadAll(OneSheet(rows)), "kMaxInflateRatio");
}

TEST(ArchiveLimits, KMaxInflatedBytes) {
  std::string bytes = MakeZip({{"a", std::string(64u << 20, 'x'), true}});
  auto archive = Archive::Open(MemorySource(bytes), "t.zip");
  ASSERT_TRUE(archive.has_value());
  std::string buffer(1u << 20, '\0');
  std::size_t inflated = 0;
  while (inflated < 2 * base::kMaxInflatedBytes) {
    auto member = (*archive)->OpenMember("A");
    ASSERT_TRUE(member.has_value()) << member.error().external;
    while (true) {
      auto count = (*member)->Read(buffer.data(), buffer.size());
      if (!count.has_value()) {
        EXPECT_EQ(count.error().code, base::Code::kTooLarge);
        EXPECT_NE(count.error().external.find("kMaxInflatedBytes"), std::string::npos);
        EXPECT_LE(inflated, base::kMaxInflatedBytes);
        return;
      }
      inflated += *count;
      if (*count == 0) break;
    }
  }
  ADD_FAILURE() << "no limit was hit";
}

TEST(XlsxLimits, KMaxArchiveMembers) {
  std::vector<TestMember> members;
  for (std::size_t i = 0; i <= base::kMaxArchiveMembers; ++i)
    members.push_back({fmt::format("m{}", i), "", true});
  ExpectTooLarge(ReadAll(MakeZip(members)), "kMaxArchiveMembers");
}

TEST(XlsxLimits, KMaxSharedStrings) {
  TestBook book;
  book.sheets = {{"S", "<row/>"}};
  std::mt19937 random(5);
  // Short random words keep the member below the ratio.
  for (std::size_t i = 0; i <= base::kMaxSharedStrings; ++i)
    book.shared += fmt::format("<si><t>{:x}</t></si>", random() & 0xFFFF);
  ExpectTooLarge(ReadAll(MakeXlsx(book)), "kMaxSharedStrings");
}

TEST(XlsxLimits, KMaxFieldBytes) {
  std::mt19937 random(5);
  std::string noise;
  while (noise.size() <= base::kMaxFieldBytes) noise += fmt::format("{:x}", random());
  ExpectTooLarge(ReadAll(OneSheet("<row><c t=\"inlineStr\"><is><t>" + noise + "</t></is></c></row>")),
                 "kMaxFieldBytes");
  ExpectTooLarge(ReadAll(MakeXlsx({.sheets = {{"S", "<row/>"}}, .shared = "<si><t>" + noise + "</t></si>"})),
                 "kMaxFieldBytes");
  // In two runs, each below the limit.
  std::string half = noise.substr(0, noise.size() / 2 + 8);
  ExpectTooLarge(ReadAll(OneSheet("<row><c t=\"inlineStr\"><is><r><t>" + half + "</t></r><r><t>" + half +
                                  "</t></r></is></c></row>")),
                 "kMaxFieldBytes");
  // Far over it, where the XML library itself gives up.
  std::string huge;
  while (huge.size() < (12u << 20)) huge += noise;
  ExpectTooLarge(ReadAll(OneSheet("<row><c t=\"inlineStr\"><is><t>" + huge + "</t></is></c></row>")),
                 "kMaxFieldBytes");
}

TEST(XlsxLimits, KMaxColumnsAndKMaxRecordBytes) {
  EXPECT_FALSE(ReadAll(OneSheet("<row><c r=\"XFD1\"/><c r=\"A1\"><v>1</v></c></row>")).failed);
  ExpectTooLarge(ReadAll(OneSheet("<row><c r=\"XFD1\"><v>1</v></c></row>")), "kMaxColumns");
  std::mt19937 random(5);
  std::string noise, cells;
  while (noise.size() < base::kMaxFieldBytes - 64) noise += fmt::format("{:x}", random());
  for (int i = 0; i < 17; ++i) cells += "<c t=\"str\"><v>" + noise + "</v></c>";
  ExpectTooLarge(ReadAll(OneSheet("<row>" + cells + "</row>")), "kMaxRecordBytes");
}

TEST(XlsxLimits, KMaxXmlDepth) {
  std::string open, close;
  for (int i = 0; i <= base::kMaxXmlDepth; ++i) open += "<x>", close += "</x>";
  ExpectTooLarge(ReadAll(OneSheet("<row>" + open + close + "</row>")), "kMaxXmlDepth");
  for (int i = 0; i < 100000; ++i) open += "<x>";
  ExpectTooLarge(ReadAll(OneSheet("<row>" + open + "</row>")), "kMaxXmlDepth");
}

std::string MakeOds(const std::string& tables) {
  return MakeZip({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
                  {"content.xml",
                   "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" "
                   "xmlns:text=\"x\"><office:body><office:spreadsheet>" +
                       tables + "</office:spreadsheet></office:body></office:document-content>"}});
}

TEST(Ods, AllKindsOfCells) {
  std::string bytes = MakeOds(
      "<table:table table:name=\"One\"><table:table-row><table:table-cell "
      "office:value-type=\"string\"><text:p>A<text:s text:c=\"2\"/>"
      "<text:span>b</text:span></text:p><text:p>c</text:p><office:annotation><text:p>note</text:p></"
      "office:annotation></table:table-cell>"
      "<table:table-cell table:number-columns-repeated=\"2\"/><table:table-cell office:value-type=\"float\" "
      "office:value=\"12\"><text:p>12,00</text:p>"
      "</table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"3\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"2\"><table:table-cell office:value-type=\"date\" "
      "office:date-value=\"1974-05-12T00:00:00\"><text:p>12.5.74</text:p>"
      "</table:table-cell><table:covered-table-cell/><table:table-cell table:number-columns-repeated=\"2\" "
      "office:value-type=\"boolean\" "
      "office:boolean-value=\"true\"><text:p>WAHR</text:p></table:table-cell></table:table-row>"
      "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row></table:table>"
      "<table:table "
      "table:name=\"Two\"><table:table-row><table:table-cell><text:p>#N/A</text:p></"
      "table:table-cell><table:table-cell><text:p>x</text:p>"
      "</table:table-cell></table:table-row></table:table>");
  Read one = ReadAll(bytes);
  ASSERT_FALSE(one.failed) << one.error.external;
  EXPECT_EQ(one.shown, "1:A  b\nc|||12\n5:1974-05-12||TRUE|TRUE\n6:1974-05-12||TRUE|TRUE\n");
  EXPECT_EQ(one.info.format, "ods");
  EXPECT_EQ(one.info.sheets, (std::vector<std::string>{"One", "Two"}));
  Read two = ReadAll(bytes, {.sheet = "Two"});
  EXPECT_EQ(two.shown, "1:|x\n");
  EXPECT_EQ(two.info.warnings,
            std::vector<std::string>{"row 1: a cell holds the error #N/A; it was read as empty"});
}

TEST(OdsLimits, RepeatedContentCounts) {
  std::string text(1u << 18, 'x');
  ExpectTooLarge(ReadAll(MakeOds("<table:table table:name=\"S\"><table:table-row "
                                 "table:number-rows-repeated=\"1000000\"><table:table-cell><text:p>" +
                                 text + "</text:p></table:table-cell></table:table-row></table:table>")),
                 "kMaxInflatedBytes");
  ExpectTooLarge(ReadAll(MakeOds("<table:table table:name=\"S\"><table:table-row><table:table-cell "
                                 "table:number-columns-repeated=\"999999\"><text:p>x"
                                 "</text:p></table:table-cell></table:table-row></table:table>")),
                 "kMaxColumns");
}

}  // namespace
}  // namespace files
