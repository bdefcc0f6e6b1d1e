// The readers on published editions, where they are present (MANUMIT_TESTDATA).

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "files/bytes.h"
#include "lists/ofac_csv.h"
#include "lists/testing.h"
#include "lists/un_xml.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;

class RealListsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::TestData().empty()) GTEST_SKIP() << "skipped: no test data";
  }

  static void ReadList(const std::string& path, Gathered& gathered) {
    const base::Status status = testing::ReadAll(testing::TestData() + "/lists/" + path, gathered);
    ASSERT_TRUE(status) << status.error().external;
    std::set<std::string> ids;
    for (const entity::Entity& entity : gathered.entities) {
      EXPECT_TRUE(ids.insert(entity.id).second) << entity.id;
      EXPECT_FALSE(entity.caption.empty()) << entity.id;
    }
    EXPECT_EQ(gathered.edition.entities, gathered.entities.size());
  }

  // For the test's output: what kinds of problems there were.
  static void Tell(const Gathered& gathered) {
    std::map<std::string, std::size_t> kinds;
    for (const Problem& problem : gathered.problems)
      ++kinds[problem.field + ": " +
              problem.reason.substr(problem.reason.size() > 60 ? problem.reason.size() - 60 : 0)];
    fmt::print("{}: {} entities, {} names, {} no parties, {} problems\n", gathered.edition.list,
               gathered.edition.entities, gathered.edition.names, gathered.edition.not_parties,
               gathered.problems.size());
    for (const auto& [kind, count] : kinds) fmt::print("  {:5} {}\n", count, kind);
  }
};

// Values of NAME_ORIGINAL_SCRIPT.
std::size_t OriginalScriptNames(const Gathered& gathered) {
  std::size_t count = 0;
  for (const entity::Entity& entity : gathered.entities) {
    for (const entity::Value& value : entity.values) count += value.origin == "NAME_ORIGINAL_SCRIPT" ? 1 : 0;
  }
  return count;
}

TEST_F(RealListsTest, UnitedNations2026) {
  Gathered gathered;
  ReadList("un/consolidated-2026-02-27.xml", gathered);
  Tell(gathered);
  EXPECT_EQ(gathered.edition.entities, 1003u);
  EXPECT_EQ(gathered.edition.date, "2026-02-27");
  EXPECT_EQ(OriginalScriptNames(gathered), 378u);
  EXPECT_EQ(gathered.ById("CDi.001").caption, "ERIC BADEGE");
  EXPECT_LT(gathered.problems.size(), 20u);
}

TEST_F(RealListsTest, UnitedNations2025) {
  Gathered gathered;
  ReadList("un/consolidated-2025-04-19.xml", gathered);
  Tell(gathered);
  EXPECT_EQ(gathered.edition.entities, 877u);
  EXPECT_EQ(OriginalScriptNames(gathered), 380u);
  EXPECT_LT(gathered.problems.size(), 20u);
}

TEST_F(RealListsTest, UnitedNationsStreamedIsTheSame) {
  const base::Result<std::string> xml =
      files::ReadFile(testing::TestData() + "/lists/un/consolidated-2026-02-27.xml");
  ASSERT_TRUE(xml);
  Gathered read[2];
  for (const XmlWay way : {XmlWay::kTree, XmlWay::kStream}) {
    Gathered& gathered = read[way == XmlWay::kStream ? 1 : 0];
    Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
    ASSERT_TRUE(ReadUnXml(*xml, "un.xml", gathered.problem_sink, collector, gathered.edition, way));
    ASSERT_TRUE(collector.Finish());
  }
  ASSERT_EQ(read[0].entities.size(), read[1].entities.size());
  for (std::size_t i = 0; i < read[0].entities.size(); ++i) {
    EXPECT_EQ(read[0].entities[i].id, read[1].entities[i].id);
    EXPECT_EQ(read[0].entities[i].values, read[1].entities[i].values) << read[0].entities[i].id;
  }
}

TEST_F(RealListsTest, Ofac) {
  const struct {
    const char* folder;
    std::size_t entities;
  } kEditions[] = {{"ofac-2019-01", 7379}, {"ofac-2021-07", 8976}};
  for (const auto& edition : kEditions) {
    Gathered gathered;
    ReadList(edition.folder, gathered);
    Tell(gathered);
    EXPECT_EQ(gathered.edition.entities, edition.entities);
    EXPECT_EQ(gathered.edition.list, edition.folder);
    EXPECT_EQ(gathered.edition.files.size(), 3u);
    EXPECT_LT(gathered.problems.size(), 40u);
  }
}

TEST_F(RealListsTest, NearlyAllOfacRemarksAreUnderstood) {
  for (const char* folder : {"ofac-2019-01", "ofac-2021-07"}) {
    const std::string base = testing::TestData() + "/lists/" + folder + "/";
    const base::Result<std::string> sdn = files::ReadFile(base + "sdn.csv");
    ASSERT_TRUE(sdn);
    OfacTexts texts;
    texts.primary = {"sdn.csv", *sdn, true};
    Gathered gathered;
    RemarkCounts counts;
    Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
    ASSERT_TRUE(ReadOfacCsv(texts, gathered.problem_sink, collector, &counts));
    fmt::print("{}: {} clauses: {} facts, {} statements, {} other\n", folder, counts.clauses, counts.facts,
               counts.statements, counts.other);
    EXPECT_EQ(counts.facts + counts.statements + counts.other, counts.clauses);
    EXPECT_LT(static_cast<double>(counts.other), 0.06 * static_cast<double>(counts.clauses));
    if (std::getenv("MANUMIT_SHOW_NOTES") == nullptr) continue;
    ASSERT_TRUE(collector.Finish());
    for (const entity::Entity& entity : gathered.entities) {
      for (const std::string& note : All(entity, "notes")) fmt::print("NOTE {}\n", note);
    }
  }
}

}  // namespace
}  // namespace lists
