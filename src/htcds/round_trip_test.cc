#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <string>

#include "files/csv_writer.h"
#include "htcds/guard.h"
#include "htcds/htcds.h"
#include "htcds/test_records.h"

namespace htcds {
namespace {

constexpr Format kFormats[] = {Format::kCsv, Format::kXlsx, Format::kJson};

std::uint64_t Seed() {
  const char* given = std::getenv("HTCDS_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 20261129;
}

std::string Shown(const Record& record) {
  const auto written = Write({&record, 1}, Format::kJson);
  return written.has_value() ? *written : written.error().external;
}

TEST(HtcdsRoundTrip, WhatIsWrittenIsReadTheSameInEveryFormat) {
  const std::uint64_t seed = Seed();
  SCOPED_TRACE(fmt::format("HTCDS_SEED={}", seed));
  for (std::uint64_t round = 0; round < 150; ++round) {
    const std::vector<Record> records = RecordMaker(seed + round).Make(4);
    for (const Format format : kFormats) {
      const auto bytes = Write(records, format);
      ASSERT_TRUE(bytes.has_value()) << bytes.error().external;
      const auto again = Read(*bytes, "again");
      ASSERT_TRUE(again.has_value()) << again.error().external << "\nround " << round << "\n" << *bytes;
      ASSERT_EQ(again->records.size(), records.size()) << round;
      for (std::size_t i = 0; i < records.size(); ++i) {
        ASSERT_EQ(again->records[i], records[i])
            << "round " << round << ", format " << static_cast<int>(format) << "\n"
            << Shown(records[i]) << Shown(again->records[i]);
      }
      EXPECT_EQ(*Write(again->records, format), *bytes);
    }
  }
}

TEST(HtcdsRoundTrip, AFileOfOthersKeepsEveryCellThroughAllFormats) {
  const std::string csv =
      "Case Number,First Name,Gender,Methods of Control,Case Comment,hte_Date,My own column,\r\n"
      "7,Linh,Male,\"RestrictsMovement; UsesChildren; Locked in\",first,2020-01-02,kept,stray\r\n"
      "7,,,,second,2020-03-04,also kept,\r\n"
      "8,Sok,,,,,,\r\n";
  const auto read = Read(csv, "own.csv");
  ASSERT_TRUE(read.has_value()) << read.error().external;
  ASSERT_EQ(read->records.size(), 2u);
  const Record& first = read->records[0];
  EXPECT_EQ(first.number, "7");
  EXPECT_EQ(first.main.Value("prs_Gender"), "Male");
  EXPECT_EQ(first.main.fields.at("vic_MethodsOfControl"),
            (std::vector<std::string>{"RestrictsMovement", "UsesChildren", "Locked in"}));
  EXPECT_EQ(first.main.extra, (std::map<std::string, std::string, std::less<>>{{"My own column", "kept"},
                                                                               {"column H", "stray"}}));
  ASSERT_EQ(first.Items(Part::kComment).size(), 2u);
  EXPECT_EQ(first.Items(Part::kComment)[1].extra.at("My own column"), "also kept");
  ASSERT_EQ(first.Items(Part::kEvent).size(), 2u);
  for (const Format one : kFormats) {
    const auto middle = Read(*Write(read->records, one), "middle");
    ASSERT_TRUE(middle.has_value()) << middle.error().external;
    for (const Format other : kFormats)
      EXPECT_EQ(Read(*Write(middle->records, other), "end")->records, read->records);
  }
}

TEST(HtcdsRoundTrip, NothingIsAFileOfNoCases) {
  for (const Format format : kFormats) {
    const auto read = Read(*Write({}, format), "empty");
    ASSERT_TRUE(read.has_value()) << read.error().external;
    EXPECT_TRUE(read->records.empty());
  }
}

TEST(HtcdsRoundTrip, FormulasAreGuardedInCsvAndComeBack) {
  Record record;
  record.main.fields["prs_FirstName"] = {"=HYPERLINK(\"http://x\")"};
  record.main.fields["prs_MobilePhone"] = {"+84901234567"};
  record.main.fields["prs_MailingLatitude"] = {"-6.2"};
  record.main.extra["@name"] = "'=1+1";
  const std::string csv = *Write({&record, 1}, Format::kCsv);
  EXPECT_NE(csv.find("\"'=HYPERLINK"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",+84901234567,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",-6.2,"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",'@name\r\n"), std::string::npos) << csv;
  EXPECT_NE(csv.find(",''=1+1\r\n"), std::string::npos) << csv;
  EXPECT_EQ(Read(csv, "x")->records[0], record);
}

TEST(HtcdsRoundTrip, TheGuardIsUndoneExactly) {
  for (const std::string text :
       {"", "=", "'=", "''=x", "'", "''", "'x", "x'", "-1", "-1-1", "'-1", "+", "\tx", "@", "--"}) {
    const std::string guarded = Guarded(text);
    EXPECT_EQ(Unguarded(guarded), text);
    // Nothing but a number begins like a formula.
    if (!guarded.empty() && std::string("=@\t\r\n").find(guarded[0]) != std::string::npos)
      ADD_FAILURE() << guarded;
  }
  EXPECT_EQ(Guarded("-1-1"), "'-1-1");
}

TEST(HtcdsRoundTrip, WriteRefusesWhatCannotBeReadBack) {
  const auto refused = [](auto change) {
    Record record;
    change(record);
    std::string said;
    for (const Format format : kFormats) {
      const auto written = Write({&record, 1}, format);
      if (written.has_value()) return std::string("written");
      said = written.error().external;
    }
    return said;
  };
  EXPECT_EQ(refused([](Record& r) { r.main.fields["prs_Birthdate"] = {"32/13/1990"}; }),
            "record 1, prs_Birthdate: no date of the calendar; write it as YYYY-MM-DD");
  EXPECT_EQ(refused([](Record& r) { r.main.fields["prs_Gender"] = {"feminine"}; }),
            "record 1, prs_Gender: not in the form in which it would be read again");
  EXPECT_EQ(refused([](Record& r) { r.main.fields["prs_Nickname"] = {"x"}; }),
            "record 1: \"prs_Nickname\" is no field of the standard");
  EXPECT_EQ(refused([](Record& r) { r.main.fields["hte_City"] = {"x"}; }),
            "record 1, hte_City: belongs to the part \"event\"");
  EXPECT_EQ(refused([](Record& r) { r.main.fields["prs_FirstName"] = {std::string("a\0b", 3)}; }),
            "record 1, prs_FirstName: not valid UTF-8, or with a NUL");
  EXPECT_EQ(refused([](Record& r) { r.main.extra["prs_FirstName"] = "x"; }),
            "record 1: an extra field needs a value, and a name that is no field");
  EXPECT_EQ(refused([](Record& r) { r.Items(Part::kCase).emplace_back(); }),
            "record 1: the case itself stands in `main`");
}

TEST(HtcdsRoundTrip, TheEndingDecides) {
  EXPECT_EQ(*FormatOfPath("a/b.CSV"), Format::kCsv);
  EXPECT_EQ(*FormatOfPath("b.xlsx"), Format::kXlsx);
  EXPECT_EQ(*FormatOfPath("b.json"), Format::kJson);
  EXPECT_EQ(FormatOfPath("b.ods").error().external,
            "b.ods: the ending says the format of the file: .csv, .xlsx or .json");
  EXPECT_FALSE(FormatOfPath("csv").has_value());
}

}  // namespace
}  // namespace htcds
