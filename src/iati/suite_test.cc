// The published test files, each marked by its folder; read below $MANUMIT_TESTDATA.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "iati/check.h"

namespace iati {
namespace {

TEST(IatiSuite, JudgesEveryFileAsMarked) {
  const char* data = std::getenv("MANUMIT_TESTDATA");
  const std::filesystem::path folder = std::filesystem::path(data == nullptr ? "" : data) / "iati" / "tests";
  if (data == nullptr || !std::filesystem::exists(folder)) GTEST_SKIP() << "skipped: no test data";
  int pass = 0;
  int fail = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (!entry.is_regular_file()) continue;
    const std::string path = entry.path().string();
    const bool should_pass = path.find("should-pass") != std::string::npos;
    const base::Result<Report> report = CheckFile(path, {.today = 20'000});
    const bool passes = report.has_value() && report->valid();
    EXPECT_EQ(passes, should_pass) << path << ": "
                                   << (!report.has_value()      ? report.error().external
                                       : report->schema.empty() ? "nothing found"
                                                                : report->schema[0].text);
    const bool named = !report.has_value() || report->schema.empty() || report->schema[0].line > 0;
    EXPECT_TRUE(named) << path;
    (should_pass ? pass : fail) += passes == should_pass ? 1 : 0;
  }
  fmt::print("IATI test files judged as marked: {} that pass, {} that fail\n", pass, fail);
  EXPECT_GT(pass, 0);
  EXPECT_GT(fail, 0);
}

}  // namespace
}  // namespace iati
