// How well name_similarity tells labelled pairs apart, on the pairs of $MANUMIT_TESTDATA.

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <map>

#include "files/table.h"
#include "match/match.h"

namespace match {
namespace {

struct Row {
  double score = 0;
  bool same = false;
};

void ReadPairs(const std::string& path, std::vector<Row>& rows) {
  const auto table = files::OpenTable(path);
  ASSERT_TRUE(table.has_value()) << table.error().external;
  std::map<std::string, std::size_t> columns;
  files::Record record;
  for (auto more = (*table)->Next(record); more && *more; more = (*table)->Next(record)) {
    if (columns.empty()) {
      for (std::size_t i = 0; i < record.cells.size(); ++i) columns[record.cells[i]] = i;
      continue;
    }
    const auto cell = [&](const char* name) { return record.Cell(columns.at(name)); };
    const auto schema = entity::FindSchema(cell("schema"));
    rows.push_back(
        {CompareNames(schema ? *schema : entity::schema::LegalEntity(), cell("name1"), cell("name2")),
         cell("is_match") == "true"});
  }
}

TEST(NamePairs, TellsLabelledPairsApart) {
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) GTEST_SKIP() << "skipped: no test data";
  std::vector<Row> rows;
  ReadPairs(std::string(data) + "/pairs/name_pairs.csv", rows);
  ASSERT_GT(rows.size(), 100u);
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.score > b.score; });
  const auto positives =
      static_cast<double>(std::count_if(rows.begin(), rows.end(), [](const Row& r) { return r.same; }));
  const auto tied =
      std::count_if(rows.begin(), rows.end(), [&](const Row& r) { return r.score == rows[0].score; });
  double best_f1 = 0;
  double recall_at_90 = 0;
  double right = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    right += rows[i].same ? 1 : 0;
    if (i + 1 < rows.size() && rows[i + 1].score == rows[i].score)
      continue;  // no threshold lies between equal scores
    const double precision = right / static_cast<double>(i + 1);
    const double recall = right / positives;
    if (right > 0) best_f1 = std::max(best_f1, 2 * precision * recall / (precision + recall));
    if (precision >= 0.90) recall_at_90 = std::max(recall_at_90, recall);
  }
  EXPECT_GE(best_f1, 0.88);
  EXPECT_GE(recall_at_90, 0.82);
  EXPECT_LT(static_cast<double>(tied) / static_cast<double>(rows.size()), 0.05);
}

}  // namespace
}  // namespace match
