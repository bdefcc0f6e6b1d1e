// Reads real files, where they are there: $MANUMIT_TESTDATA.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "files/table.h"

namespace files {
namespace {

struct Counted {
  std::size_t records = 0;
  std::size_t last_row = 0;
  std::size_t widest = 0;
  TableInfo info;
};

Counted Count(const std::string& path) {
  Counted counted;
  auto reader = OpenTable(path);
  EXPECT_TRUE(reader.has_value()) << (reader.has_value() ? "" : reader.error().external);
  if (!reader.has_value()) return counted;
  Record record;
  while (true) {
    auto more = (*reader)->Next(record);
    EXPECT_TRUE(more.has_value()) << (more.has_value() ? "" : more.error().external);
    if (!more.has_value() || !*more) break;
    ++counted.records;
    counted.last_row = record.row;
    counted.widest = std::max(counted.widest, record.cells.size());
  }
  counted.info = (*reader)->info();
  return counted;
}

class RealFiles : public testing::Test {
 protected:
  void SetUp() override {
    const char* folder = std::getenv("MANUMIT_TESTDATA");
    if (folder == nullptr) GTEST_SKIP() << "skipped: no test data";
    folder_ = folder;
  }
  std::string folder_;
};

TEST_F(RealFiles, SupplierLists) {
  std::size_t files = 0;
  for (const auto& entry : std::filesystem::directory_iterator(folder_ + "/suppliers/oshub")) {
    if (entry.path().extension() != ".csv" && entry.path().extension() != ".xlsx") continue;
    ++files;
    Counted counted = Count(entry.path().string());
    EXPECT_GT(counted.records, 5u) << entry.path();
    EXPECT_GE(counted.widest, 4u) << entry.path();
    EXPECT_LE(counted.widest, 12u) << entry.path();
  }
  EXPECT_EQ(files, 17u);
}

TEST_F(RealFiles, Lists) {
  Counted dfat = Count(folder_ + "/lists/australia/dfat-2025-02.xlsx");
  EXPECT_EQ(dfat.records, 9562u);
  EXPECT_EQ(dfat.info.format, "xlsx");
  Counted goods = Count(folder_ + "/lists/us-forced-labour/TVPRA2016_0.xlsx");
  EXPECT_GE(goods.records, 379u);
  Counted ebrd = Count(folder_ + "/lists/ebrd/ineligible-2025-02.csv");
  EXPECT_GE(ebrd.records, 1322u);
  EXPECT_EQ(ebrd.info.encoding_from, "byte order mark");
  Counted sdn = Count(folder_ + "/lists/ofac-2021-07/sdn.csv");
  EXPECT_EQ(sdn.records, 8976u);
  EXPECT_EQ(sdn.widest, 12u);
}

}  // namespace
}  // namespace files
