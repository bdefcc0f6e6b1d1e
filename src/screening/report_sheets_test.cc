#include "screening/report_sheets.h"

#include <gtest/gtest.h>

#include <map>

#include "screening/report_example_test.h"

namespace screening {
namespace {

using Rows = std::map<std::string, std::vector<SheetRow>, std::less<>>;

// All rows of all sheets, each checked to have as many cells as its sheet has columns.
Rows Collect(const example::Run& run, const std::vector<std::string>& notes = {}) {
  Rows rows;
  const Summary summary = Summarize(run.facts, run.parties);
  const EntryReader reader = run.reader();
  for (const SheetPlan& sheet : ReportSheets(run.facts, run.parties, summary, reader, notes)) {
    std::vector<SheetRow>& of_sheet = rows[std::string(sheet.name)];
    const base::Status done = sheet.write_rows([&](const SheetRow& row) -> base::Status {
      EXPECT_EQ(row.size(), sheet.columns.size()) << sheet.name;
      of_sheet.push_back(row);
      return base::Ok();
    });
    EXPECT_TRUE(done);
  }
  return rows;
}

std::string Text(const SheetCell& cell) {
  return std::get<std::string>(cell);
}

TEST(ReportSheets, AlertsAreRankedAndReadyToBeJudged) {
  const Rows rows = Collect(example::MakeRun());
  const std::vector<SheetRow>& alerts = rows.at("Alerts");
  ASSERT_EQ(alerts.size(), 6u);
  EXPECT_EQ(std::get<double>(alerts[0][0]), 1);
  EXPECT_EQ(Text(alerts[0][2]), "شركة النور للتوظيف");
  EXPECT_EQ(Text(alerts[0][3]), "United Arab Emirates");
  EXPECT_EQ(Text(alerts[0][7]), "Qatar");
  EXPECT_EQ(Text(alerts[0][10]), "supported");
  EXPECT_EQ(Text(alerts[0][11]), "yes");
  EXPECT_EQ(Text(alerts[5][11]), "no");
  EXPECT_EQ(Text(alerts[0][12]),
            "Identifier +0.900000: the same Registration number (file: CN-118822; list: CN-118822)\n"
            "Country −0.100000: no country in common (file: ae; list: qa)");
  for (std::size_t i = 14; i < 18; ++i) EXPECT_EQ(Text(alerts[0][i]), "");
  double before = 1;
  for (const SheetRow& row : alerts) {
    EXPECT_LE(std::get<double>(row[8]), before);
    before = std::get<double>(row[8]);
  }
}

TEST(ReportSheets, HoldWhatTheScoreWasMadeOf) {
  const Rows rows = Collect(example::MakeRun());
  EXPECT_EQ(rows.at("Evidence").size(), 7u);
  EXPECT_EQ(Text(rows.at("Evidence")[0][4]), "identifier");
  EXPECT_EQ(std::get<double>(rows.at("Evidence")[0][5]), 0.9);
  EXPECT_EQ(rows.at("Names").size(), 12u);
  EXPECT_EQ(Text(rows.at("Names")[0][5]), "النور");
  EXPECT_EQ(rows.at("Name parts").size(), 24u);
}

TEST(ReportSheets, EveryPartyHasARow) {
  const example::Run run = example::MakeRun();
  const Rows rows = Collect(run);
  ASSERT_EQ(rows.at("Parties").size(), run.parties.size());
  EXPECT_EQ(Text(rows.at("Parties").back()[9]), "no entry found in these lists");
  EXPECT_EQ(Text(rows.at("Parties").front()[9]), "at or above the threshold");
}

TEST(ReportSheets, RunSaysWhatWasNotCheckedAndWhatWasLeftOut) {
  const Rows rows = Collect(example::MakeRun(), {"Names: 3 rows"});
  std::map<std::string, int> lines;
  for (const SheetRow& row : rows.at("Run")) ++lines[Text(row[0])];
  EXPECT_EQ(lines["Column recognised"], 4);
  EXPECT_EQ(lines["Column not used"], 2);
  EXPECT_GE(lines["Not checked"], 10);
  EXPECT_EQ(lines["Left out of this workbook"], 1);
  EXPECT_EQ(rows.at("Lists").size(), 3u);
}

TEST(ReportSheets, AnErrorOfTheSinkEndsTheSheet) {
  const example::Run run = example::MakeRun();
  const Summary summary = Summarize(run.facts, run.parties);
  const EntryReader reader = run.reader();
  for (const SheetPlan& sheet : ReportSheets(run.facts, run.parties, summary, reader, {})) {
    int rows = 0;
    const base::Status done = sheet.write_rows([&](const SheetRow&) -> base::Status {
      ++rows;
      return base::IoError("the disk is full");
    });
    EXPECT_FALSE(done) << sheet.name;
    EXPECT_EQ(rows, 1) << sheet.name;
  }
}

TEST(ReportSheets, RightToLeftTextIsSetApart) {
  EXPECT_EQ(Isolated("Acme"), "Acme");
  EXPECT_EQ(Isolated("شركة"), "\u2068شركة\u2069");
}

}  // namespace
}  // namespace screening
