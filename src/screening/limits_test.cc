// Each limit of the screening room is hit once; limits of single values stand in party_maker_test.cc.

#include "base/limits.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

#include "screening/list_set.h"
#include "screening/output.h"
#include "screening/screen.h"
#include "screening/screening.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

class Limits : public ::testing::Test {
 protected:
  Limits() : folder_(fs::temp_directory_path() / ("limits_test-" + std::to_string(::getpid()))) {
    fs::create_directories(folder_);
  }
  ~Limits() override { fs::remove_all(folder_); }
  std::string At(const std::string& name) const { return (folder_ / name).string(); }
  void Write(const std::string& name, const std::string& text) const { std::ofstream(At(name)) << text; }

 private:
  fs::path folder_;
};

// The exit code of a command line: 2 where a limit is passed, 3 where only the input is missing.
int ExitCode(const std::string& command_line) {
  CLI::App app;
  int exit_code = 0;
  AddCommands(app, exit_code);
  app.parse(command_line);
  return exit_code;
}

TEST_F(Limits, CommandLine) {  // kMaxResultLimit, kMaxJobs
  const std::string command = "screen " + At("missing.csv") + " --lists " + At("missing.mnx");
  EXPECT_EQ(ExitCode(command + " --limit " + std::to_string(base::kMaxResultLimit)), 3);
  EXPECT_EQ(ExitCode(command + " --limit " + std::to_string(base::kMaxResultLimit + 1)), 2);
  EXPECT_EQ(ExitCode(command + " --jobs " + std::to_string(base::kMaxJobs)), 3);
  EXPECT_EQ(ExitCode(command + " --jobs " + std::to_string(base::kMaxJobs + 1)), 2);
}

TEST_F(Limits, StreamedInput) {  // kMaxStreamedInputBytes
  ASSERT_EQ(::mkfifo(At("pipe").c_str(), 0600), 0);
  for (const std::size_t most : {std::size_t{100}, std::size_t{99}}) {
    std::thread writer([this] { Write("pipe", std::string(100, 'a')); });
    const auto file = PartyFile::Open(At("pipe"), most);
    writer.join();
    EXPECT_EQ(file.has_value(), most == 100);
    if (!file) {
      EXPECT_EQ(file.error().code, base::Code::kTooLarge);
    }
  }
}

TEST_F(Limits, ReportParties) {  // kMaxReportParties, kMaxReportResults
  const auto parties = MakeReportOutput(Format::kHtml, At("r.html"), {2, 10});
  EXPECT_TRUE(parties->Add({}, {}));
  EXPECT_TRUE(parties->Add({}, {}));
  EXPECT_FALSE(parties->Add({}, {}));
  const auto results = MakeReportOutput(Format::kHtml, At("r.html"), {10, 2});
  ScreenedParty party;
  party.alerts.resize(2);
  EXPECT_TRUE(results->Add(ScreenedParty(party), {}));
  EXPECT_FALSE(results->Add(ScreenedParty(party), {}));
}

TEST_F(Limits, TableLines) {  // kMaxTableLines
  auto table = MakeOutput(Format::kTable, At("t.txt"), 0);
  ASSERT_TRUE(table);
  for (std::size_t i = 0; i < 2 * base::kMaxTableLines + 5; ++i) {
    ScreenedParty party;
    party.row = i;
    party.alerts.resize(1);
    party.alerts[0].score = i == 7 ? 0.9 : 0.6;
    ASSERT_TRUE((*table)->Add(std::move(party), {}));
  }
  ASSERT_TRUE((*table)->Finish({}, {}));
  const auto text = files::ReadFile(At("t.txt"));
  ASSERT_TRUE(text);
  EXPECT_EQ(static_cast<std::size_t>(std::count(text->begin(), text->end(), '\n')), base::kMaxTableLines + 2);
  EXPECT_EQ(text->find("0.9000"), text->find('\n') + 1);
  EXPECT_NE(text->find("kMaxTableLines"), std::string::npos);
}

TEST_F(Limits, Lists) {  // kMaxLists
  std::vector<std::string> paths;
  const std::string line = "{\"id\":\"1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Anna Lee\"]}}\n";
  for (std::size_t i = 0; i <= base::kMaxLists; ++i) {
    Write("l" + std::to_string(i) + ".jsonl", line);
    paths.push_back(At("l" + std::to_string(i) + ".jsonl"));
  }
  const auto many = ListSet::Load(paths, 1);
  ASSERT_FALSE(many);
  EXPECT_EQ(many.error().code, base::Code::kConflict);
  paths.pop_back();
  const auto fits = ListSet::Load(paths, 1);
  ASSERT_TRUE(fits) << fits.error().external;
  EXPECT_EQ(fits->Infos().size(), base::kMaxLists);
}

TEST_F(Limits, ListProblems) {  // kMaxListProblems
  std::string text = "{\"id\":\"1\",\"schema\":\"Person\",\"properties\":{\"name\":[\"Anna Lee\"]}}\n";
  for (std::size_t i = 0; i <= base::kMaxListProblems; ++i) text += "{\"x\n";
  Write("l.jsonl", text);
  const auto made = CompileLists(std::vector<std::string>{At("l.jsonl")}, 1);
  ASSERT_TRUE(made) << made.error().external;
  EXPECT_EQ(made->problems.size(), base::kMaxListProblems);
  EXPECT_EQ(made->problem_count, base::kMaxListProblems + 1);
}

}  // namespace
}  // namespace screening
