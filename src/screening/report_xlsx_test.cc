#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>

#include "files/table.h"
#include "screening/report_example_test.h"
#include "screening/report_sheets.h"

namespace screening {
namespace {

class ReportXlsx : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_ = std::filesystem::temp_directory_path() / fmt::format("manumit-report-xlsx-{}", ::getpid());
    std::filesystem::create_directories(folder_);
    path_ = (folder_ / "report.xlsx").string();
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }

  std::vector<files::Record> Read(const std::string& sheet) {
    files::TableOptions options;
    options.sheet = sheet;
    auto reader = files::OpenTable(path_, options);
    EXPECT_TRUE(reader) << (reader ? "" : reader.error().external);
    std::vector<files::Record> records;
    if (!reader) return records;
    for (files::Record record; (*reader)->Next(record).value();) records.push_back(record);
    return records;
  }

  base::Status Write(const example::Run& run, std::size_t max_rows) {
    const Summary summary = Summarize(run.facts, run.parties);
    const EntryReader reader = run.reader();
    std::vector<std::string> notes;
    return WriteWorkbook(path_, ReportSheets(run.facts, run.parties, summary, reader, notes), max_rows,
                         notes);
  }

  std::filesystem::path folder_;
  std::string path_;
};

TEST_F(ReportXlsx, ReadsBackAsItWasWritten) {
  ASSERT_TRUE(Write(example::MakeRun(), 1000));
  const auto sheets = files::SheetNames(path_);
  ASSERT_TRUE(sheets);
  EXPECT_EQ(*sheets, (std::vector<std::string>{"Alerts", "Evidence", "Names", "Name parts", "Parties",
                                               "Lists", "Run"}));
  const std::vector<files::Record> alerts = Read("Alerts");
  ASSERT_EQ(alerts.size(), 7u);
  EXPECT_EQ(alerts[0].Cell(0), "Rank");
  EXPECT_EQ(alerts[0].Cell(14), "Judgement");
  EXPECT_EQ(alerts[1].Cell(2), "شركة النور للتوظيف");
  EXPECT_EQ(alerts[1].Cell(6), "AL NOOR RECRUITMENT COMPANY");
  EXPECT_EQ(alerts[1].Cell(10), "supported");
  EXPECT_EQ(alerts[2].Cell(2), "兰溪晨原纺织有限公司");
  EXPECT_EQ(Read("Parties").size(), 15u);
  EXPECT_EQ(Read("Lists").size(), 4u);
}

TEST_F(ReportXlsx, TextThatLooksLikeAFormulaStaysText) {
  example::Run run = example::MakeRun();
  for (ScreenedParty& party : run.parties) party.party.caption = "=HYPERLINK(\"http://evil.example\")";
  ASSERT_TRUE(Write(run, 1000));
  EXPECT_EQ(Read("Alerts")[1].Cell(2), "=HYPERLINK(\"http://evil.example\")");
}

TEST_F(ReportXlsx, SaysWhatASheetCouldNotHold) {
  ASSERT_TRUE(Write(example::MakeRun(), 4));
  EXPECT_EQ(Read("Alerts").size(), 5u);
  ASSERT_TRUE(Write(example::MakeRun(), 13));
  EXPECT_EQ(Read("Parties").size(), 14u);
  std::vector<std::string> notes;
  const example::Run run = example::MakeRun();
  const Summary summary = Summarize(run.facts, run.parties);
  const EntryReader reader = run.reader();
  ASSERT_TRUE(WriteWorkbook(path_, ReportSheets(run.facts, run.parties, summary, reader, notes), 13, notes));
  ASSERT_FALSE(notes.empty());
  EXPECT_TRUE(notes.front().starts_with("Name parts: the last 11 of 24 rows")) << notes.front();
}

TEST_F(ReportXlsx, AFolderThatIsNotThereIsAnError) {
  const example::Run run = example::MakeRun();
  EXPECT_FALSE(WriteXlsxReport((folder_ / "no" / "where.xlsx").string(), run.facts, run.parties, {}));
  EXPECT_TRUE(std::filesystem::is_empty(folder_));
}

TEST_F(ReportXlsx, AnEmptyRunMakesAWholeWorkbook) {
  example::Run run;
  run.facts = example::MakeFacts();
  ASSERT_TRUE(WriteXlsxReport(path_, run.facts, run.parties, {}));
  EXPECT_EQ(Read("Alerts").size(), 1u);
}

}  // namespace
}  // namespace screening
