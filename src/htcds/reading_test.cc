#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <string>

#include "base/limits_htcds.h"
#include "files/bytes.h"
#include "files/test_archive.h"
#include "files/workbook_bytes.h"
#include "htcds/htcds.h"

namespace htcds {
namespace {

std::string Said(const std::string& bytes) {
  auto read = Read(bytes, "t");
  return read.has_value() ? "read" : read.error().external;
}

bool Holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST(HtcdsReading, WrongValuesAreListedWithRowAndColumnAndNothingIsRead) {
  EXPECT_EQ(Said("First Name,Birthdate,Consent\nLinh,1990-13-01,yes\nSok,1990-01-01,perhaps\n"),
            "t: nothing was read, because 2 things must be mended first:\n"
            "row 2, column B (prs_Birthdate): not a date that can be read; write it as YYYY-MM-DD (YYYY-MM "
            "or YYYY where "
            "no more is known)\n"
            "row 3, column C (con_Consent): neither yes nor no; write true or false");
}

TEST(HtcdsReading, ErrorsHoldNoValue) {
  EXPECT_FALSE(Holds(Said("First Name,Birthdate\nLinh,secret-date\n"), "secret"));
  EXPECT_FALSE(Holds(Said("Case Number,First Name\n7,secretA\n7,secretB\n"), "secret"));
}

TEST(HtcdsReading, UnknownValuesAreToldOnceWithTheirNumber) {
  const Reading reading = *Read("First Name,Gender\nA,Male\nB,Male\nC,Other\n", "t");
  ASSERT_EQ(reading.notes.size(), 2u);
  EXPECT_EQ(reading.notes[0].kind, NoteKind::kUnknownValue);
  EXPECT_EQ(reading.notes[0].place, "row 2, column B (prs_Gender)");
  EXPECT_EQ(reading.notes[0].text, "not in the code list of prs_Gender: kept");
  EXPECT_EQ(reading.notes[0].value, "Male");
  EXPECT_EQ(reading.notes[0].places, 2u);
  EXPECT_EQ(reading.notes[1].places, 1u);
}

TEST(HtcdsReading, TheOrderOfDayAndMonthIsToldByOtherDatesOfTheFile) {
  const Reading reading = *Read("First Name,Birthdate\nA,25/12/1990\nB,03/04/1990\n", "t");
  EXPECT_EQ(reading.records[1].main.Value("prs_Birthdate"), "1990-04-03");
  EXPECT_TRUE(std::ranges::any_of(reading.notes,
                                  [](const Note& note) { return Holds(note.text, "with the day first"); }));
  EXPECT_EQ(
      Read("First Name,Birthdate\nA,12/25/1990\nB,03/04/1990\n", "t")->records[1].main.Value("prs_Birthdate"),
      "1990-03-04");
  EXPECT_TRUE(
      Holds(Said("First Name,Birthdate\nA,12/25/1990\nB,03/04/1990\nC,25/12/1990\n"), "row 3, column B"));
  EXPECT_TRUE(Holds(Said("First Name,Birthdate\nB,03/04/1990\n"), "day and month can be read either way"));
}

TEST(HtcdsReading, RowsOfOneCase) {
  const Reading reading = *Read(
      "Case No,First Name,Comment,Remark\n7,Linh,one,r\n8,Sok,,\n7,Linh,two,r\n7,,two,\n7,Linh,,r\n", "t");
  ASSERT_EQ(reading.records.size(), 2u);
  ASSERT_EQ(reading.records[0].Items(Part::kComment).size(), 2u) << "filled down, so kept once";
  EXPECT_TRUE(std::ranges::any_of(
      reading.notes, [](const Note& n) { return n.place == "row 5" && Holds(n.text, "kept once"); }));
  EXPECT_TRUE(std::ranges::any_of(
      reading.notes, [](const Note& n) { return n.kind == NoteKind::kNotRead && n.place == "row 5"; }));
  EXPECT_TRUE(Holds(Said("Case No,First Name\n7,Linh\n7,Sok\n"),
                    "row 3: prs_FirstName has another value in an earlier row of this case"));
  EXPECT_TRUE(
      Holds(Said("Case No,First Name,Remark\n7,Linh,a\n7,Linh,b\n"), "row 3: \"Remark\" has another value"));
  EXPECT_TRUE(Holds(Said("Case No,First Name,Comment\n7,Linh,a\n,,b\n"), "row 3: no case number"));
  // Without a case number every row is a case.
  EXPECT_EQ(Read("First Name,Comment\nLinh,one\nLinh,one\n", "t")->records.size(), 2u);
}

TEST(HtcdsReading, OurOwnFilesAreJudgedStrictly) {
  const std::string head = "htcds_record,htcds_part,htcds_case,prs_FirstName,cco_CaseComment\n";
  EXPECT_EQ(Said(head + "1,case,,Linh,\n1,comment,,,x\n"), "read");
  EXPECT_TRUE(Holds(Said(head + "1,case,,Linh,x\n"),
                    "row 2: cco_CaseComment belongs to a row of the part \"comment\""));
  EXPECT_TRUE(
      Holds(Said(head + "1,comment,,Linh,x\n"), "row 2: prs_FirstName belongs to the row of the case"));
  EXPECT_TRUE(Holds(Said(head + "1,comment,,,x\n"), "row 2: there is no row of the part \"case\""));
  EXPECT_TRUE(Holds(Said(head + "1,case,,,\n1,case,,,\n"), "row 3: a second row of the part \"case\""));
  EXPECT_TRUE(Holds(Said(head + "1,cases,,,\n"), "row 2: htcds_part must be case, referral,"));
  EXPECT_TRUE(Holds(Said(head + ",case,,Linh,\n"), "row 2: htcds_record is empty"));
  EXPECT_EQ(Said("htcds_record,prs_FirstName\n1,Linh\n"), "t: the column htcds_part is missing");
}

TEST(HtcdsReading, SheetsOfAWorkbook) {
  files::TextWorkbook book;
  const auto row = [&](std::vector<std::string> cells) { EXPECT_TRUE(book.Row(cells).has_value()); };
  ASSERT_TRUE(book.BeginSheet("About", 0).has_value());
  row({"made by hand"});
  ASSERT_TRUE(book.BeginSheet("People", 1).has_value());
  row({"Case ID", "First Name"});
  row({"7", "Linh"});
  ASSERT_TRUE(book.BeginSheet("Log", 1).has_value());
  row({"Case ID", "Case Comment"});
  row({"7", "one"});
  row({"7", "two"});
  const Reading reading = *Read(*std::move(book).Bytes(), "b.xlsx");
  EXPECT_EQ(reading.format, "xlsx");
  ASSERT_EQ(reading.records.size(), 1u);
  EXPECT_EQ(reading.records[0].Items(Part::kComment).size(), 2u);
  ASSERT_EQ(reading.notes.size(), 1u);
  EXPECT_EQ(reading.notes[0].place, "b.xlsx: sheet \"About\"");
}

TEST(HtcdsReading, OdsWithDatesAndPlacesInSheets) {
  const std::string ods = files::MakeZip(
      {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
       {"content.xml",
        "<office:document-content xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" "
        "xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" "
        "xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\"><office:body><office:spreadsheet>"
        "<table:table table:name=\"T\"><table:table-row><table:table-cell><text:p>First "
        "Name</text:p></table:table-cell>"
        "<table:table-cell><text:p>Birthdate</text:p></table:table-cell></table:table-row><table:table-row>"
        "<table:table-cell><text:p>Linh</text:p></table:table-cell><table:table-cell "
        "office:value-type=\"date\" "
        "office:date-value=\"1990-01-02\"><text:p>02/01/90</text:p></table:table-cell></table:table-row>"
        "</table:table></office:spreadsheet></office:body></office:document-content>"}});
  const auto read = Read(ods, "t.ods");
  ASSERT_TRUE(read.has_value()) << read.error().external;
  EXPECT_EQ(read->format, "ods");
  EXPECT_EQ(read->records.at(0).main.Value("prs_Birthdate"), "1990-01-02");
}

TEST(HtcdsReading, Json) {
  const auto json = [](const std::string& records) {
    return "{\"format\":\"htcds\",\"version\":\"2.0\",\"records\":[" + records + "]}";
  };
  const Reading reading =
      *Read(json(R"({"number":7,"case":{"fields":{"prs_FirstName":"Linh","prs_NumberOfChildren":2,
      "con_Consent":true,"vic_MethodsOfControl":["DebtBondage"],"prs_Email":null,"shoe size":38},"extra":{"x":"y"}},
      "comments":[{"fields":{"cco_CaseComment":"one"}}]})"),
            "t");
  const Record& record = reading.records.at(0);
  EXPECT_EQ(record.number, "7");
  EXPECT_EQ(record.main.Value("prs_NumberOfChildren"), "2");
  EXPECT_EQ(record.main.Value("con_Consent"), "true");
  EXPECT_EQ(record.main.extra.at("shoe size"), "38");
  EXPECT_EQ(record.Items(Part::kComment).at(0).Value("cco_CaseComment"), "one");
  EXPECT_TRUE(Holds(Said(json(R"({"case":{"fields":{"prs_Birthdate":"x"}}})")),
                    "record 1 (prs_Birthdate): not a date"));
  EXPECT_TRUE(
      Holds(Said(json(R"({"case":{"fields":{"hte_City":"x"}}})")), "hte_City belongs to another part"));
  EXPECT_TRUE(Holds(Said(json(R"({"case":{"fields":{"prs_FirstName":["a"]}}})")), "must be a text"));
  EXPECT_TRUE(Holds(Said(json(R"({"case":{"fields":{"prs_FirstName":"a\u0000"}}})")), "holds a NUL"));
  EXPECT_TRUE(Holds(Said(json(R"({"events":{}})")), "record 1: \"event\" must be a list"));
  EXPECT_TRUE(Holds(Said(json(R"({"name":"x"})")), "record 1: \"name\" is not part of the layout"));
  EXPECT_TRUE(Holds(Said(json("3")), "record 1: must be an object"));
  EXPECT_TRUE(Holds(Said("[]"), "JSON of cases is"));
  EXPECT_TRUE(Holds(Said("{\"format\":"), "not valid JSON"));
  EXPECT_TRUE(Holds(Said("{\"format\":\"htcds\",\"version\":\"3.0\",\"records\":[]}"),
                    "\"version\" must be \"2.0\""));
  EXPECT_TRUE(Holds(Said("{\"a\":\"\xFF\"}"), "not valid UTF-8"));
  EXPECT_TRUE(Holds(Said(std::string(100, '[')), "t: not valid JSON"));
}

TEST(HtcdsReading, FromAPath) {
  const std::string path = testing::TempDir() + "/htcds_from_a_path.csv";
  ASSERT_TRUE(files::WriteFile(path, "First Name,Gender\nLinh,Feminine\n").has_value());
  EXPECT_EQ(ReadPath(path)->records.size(), 1u);
  EXPECT_EQ(ReadPath(path + ".none").error().code, base::Code::kNotFound);
}

// ---- limits

std::string Repeated(std::string_view text, std::size_t times) {
  std::string all;
  all.reserve(text.size() * times);
  for (std::size_t i = 0; i < times; ++i) all += text;
  return all;
}

TEST(HtcdsLimits, FileAndHeldBytes) {
  EXPECT_TRUE(Holds(Said(std::string(base::kMaxHtcdsFileBytes + 1, ' ')), "larger than kMaxHtcdsFileBytes"));
  const std::string row = "x" + std::string(4000, ',') + "\n";
  const std::size_t rows = base::kMaxHtcdsHeldBytes / sizeof(std::string) / 4000 + 1;
  EXPECT_TRUE(Holds(Said("First Name,Gender\n" + Repeated(row, rows)), "more than kMaxHtcdsHeldBytes"));
}

TEST(HtcdsLimits, RecordsAndItems) {
  const std::string many = "First Name\n" + Repeated("a\n", base::kMaxHtcdsRecords);
  EXPECT_EQ(Said(many), "read");
  EXPECT_TRUE(Holds(Said(many + "a\n"), "more than kMaxHtcdsRecords"));
  EXPECT_FALSE(Write(std::vector<Record>(base::kMaxHtcdsRecords + 1), Format::kCsv).has_value());
  std::string items = "Case No,Comment\n";
  for (std::size_t i = 0; i < base::kMaxHtcdsItems; ++i) items += fmt::format("7,c{}\n", i);
  EXPECT_EQ(Said(items), "read");
  EXPECT_TRUE(Holds(Said(items + "7,x\n"), "more than kMaxHtcdsItems"));
}

TEST(HtcdsLimits, ValuesAndTexts) {
  const std::string head = "First Name,Methods of Control\n";
  EXPECT_EQ(Said(head + "a,\"" + Repeated("Other;", base::kMaxHtcdsValues) + "\"\n"), "read");
  EXPECT_TRUE(
      Holds(Said(head + "a,\"" + Repeated("Other;", base::kMaxHtcdsValues + 1) + "\"\n"), "kMaxHtcdsValues"));
  EXPECT_EQ(Said(head + std::string(base::kMaxHtcdsTextBytes, 'a') + ",\n"), "read");
  EXPECT_TRUE(Holds(Said(head + std::string(base::kMaxHtcdsTextBytes + 1, 'a') + ",\n"),
                    "row 2, column A (prs_FirstName): longer than kMaxHtcdsTextBytes"));
  Record record;
  record.main.fields["cas_IncomingReferralDetails"] = {std::string(32768, 'a')};
  EXPECT_TRUE(Holds(Write({&record, 1}, Format::kXlsx).error().external, "kMaxXlsxText"));
  EXPECT_TRUE(Write({&record, 1}, Format::kCsv).has_value());
}

TEST(HtcdsLimits, Columns) {
  EXPECT_TRUE(Holds(Said("First Name,Gender," + std::string(base::kMaxHtcdsNameBytes + 1, 'n') + "\na,,b\n"),
                    "column C: the header is longer than kMaxHtcdsNameBytes"));
  std::string head = "First Name", row = "a";
  for (std::size_t i = 0; i <= base::kMaxHtcdsExtra; ++i) {
    head += fmt::format(",x{}", i);
    row += ",v";
  }
  EXPECT_TRUE(Holds(Said("prs_FirstName,Gender" + head.substr(10) + "\na," + row.substr(1) + "\n"),
                    "kMaxHtcdsExtra"));
  EXPECT_TRUE(Holds(Said("First Name,Gender" + std::string(base::kMaxHtcdsColumns, ',') + "x\n"),
                    "more than kMaxHtcdsColumns"));
}

TEST(HtcdsLimits, HeaderRowsAndSheets) {
  const std::string table = "First Name,Gender\nLinh,Feminine\n";
  EXPECT_EQ(Said(Repeated("words,\n", base::kMaxHtcdsHeaderRows - 1) + table), "read");
  EXPECT_TRUE(Holds(Said(Repeated("words,\n", base::kMaxHtcdsHeaderRows) + table), "kMaxHtcdsHeaderRows"));
  files::TextWorkbook book;
  for (std::size_t i = 0; i <= base::kMaxHtcdsSheets; ++i) {
    ASSERT_TRUE(book.BeginSheet(fmt::format("s{}", i), 0).has_value());
    ASSERT_TRUE(book.Row(std::vector<std::string>{"First Name", "Gender"}).has_value());
  }
  EXPECT_TRUE(Holds(Said(*std::move(book).Bytes()), "more than kMaxHtcdsSheets"));
}

TEST(HtcdsLimits, ProblemsNotesAndJsonMarks) {
  const std::string wrong = Said("First Name,Birthdate\n" + Repeated("a,x\n", base::kMaxHtcdsProblems + 2));
  EXPECT_TRUE(Holds(wrong, "52 things must be mended first"));
  EXPECT_TRUE(Holds(wrong, "and 2 more (kMaxHtcdsProblems lists 50)"));
  EXPECT_EQ(static_cast<std::size_t>(std::ranges::count(wrong, '\n')), base::kMaxHtcdsProblems + 1);
  std::string odd = "First Name,Gender\n";
  for (std::size_t i = 0; i < base::kMaxHtcdsNotes + 3; ++i) odd += fmt::format("a,g{}\n", i);
  const Reading reading = *Read(odd, "t");
  EXPECT_EQ(reading.notes.size(), base::kMaxHtcdsNotes);
  EXPECT_EQ(reading.notes_left_off, 3u);
  EXPECT_TRUE(Holds(Said("[" + std::string(base::kMaxHtcdsJsonMarks, ',')), "more than kMaxHtcdsJsonMarks"));
}

}  // namespace
}  // namespace htcds
