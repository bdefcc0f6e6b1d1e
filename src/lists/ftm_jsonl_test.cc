#include "lists/ftm_jsonl.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

base::Status ReadText(std::string_view lines, Gathered& gathered) {
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  const OpenLines open = [&] { return files::OpenJsonLinesBytes(lines, "list.json"); };
  TRY(ReadFtmJsonLines(open, "list.json", gathered.problem_sink, collector, gathered.edition));
  return collector.Finish();
}

TEST(FtmJsonlTest, ReadsParties) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(
      R"({"id":"a1","schema":"Company","caption":"ACME Ltd","properties":{"name":["ACME Ltd"],"alias":["Acme"],"country":["gb"],"incorporationDate":["1999-02"]},"datasets":["x"],"referents":[]})"
      "\n\n"
      R"({"id":"v1","schema":"Vessel","properties":{"name":"BLUE STAR","imoNumber":["9187629"],"owner":["a1"]}})",
      gathered));
  const entity::Entity& company = gathered.ById("a1");
  EXPECT_EQ(company.schema, entity::schema::Company());
  EXPECT_EQ(company.caption, "ACME Ltd");
  EXPECT_EQ(All(company, "alias"), Texts{"Acme"});
  EXPECT_EQ(First(company, "incorporationDate"), "1999-02");
  EXPECT_EQ(gathered.ById("v1").caption, "BLUE STAR");
  EXPECT_EQ(gathered.ById("v1").values.size(), 2u) << "ids of other records are not values";
  EXPECT_TRUE(gathered.problems.empty());
}

TEST(FtmJsonlTest, UnknownWordsAreReportedAndKeptOut) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(
      R"({"id":"a1","schema":"Company","properties":{"name":["ACME Ltd"],"colour":["red"],"alias":[7]}})"
      "\n"
      R"({"id":"a2","schema":"Martian","properties":{"name":["X"]}})"
      "\nnot json\n"
      R"({"schema":"Person","properties":{"name":["No Id"]}})",
      gathered));
  EXPECT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(gathered.ById("a1").values.size(), 1u);
  EXPECT_EQ(gathered.ById(HashId("No Id", "")).caption, "No Id");
  ASSERT_EQ(gathered.problems.size(), 5u);
  EXPECT_TRUE(gathered.HasProblem("not a property"));
  EXPECT_TRUE(gathered.HasProblem("neither text nor an entity"));
  EXPECT_TRUE(gathered.HasProblem("not a schema"));
  EXPECT_TRUE(gathered.HasProblem("the line is not read"));
  EXPECT_TRUE(gathered.HasProblem("no id"));
}

TEST(FtmJsonlTest, AddressesAndSanctionsGoToTheirParties) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(
      R"({"id":"p1","schema":"Person","properties":{"name":["Amin Karim"],"addressEntity":["ad1"]}})"
      "\n"
      R"({"id":"ad1","schema":"Address","properties":{"full":["1 Main Road, Hanoi"]}})"
      "\n"
      R"({"id":"s1","schema":"Sanction","properties":{"entity":["p1"],"program":["DPRK"]}})"
      "\n"
      R"({"id":"p2","schema":"Person","properties":{"name":["Nested"],"addressEntity":[{"id":"ad2","schema":"Address","properties":{"city":["Lima"],"country":["pe"]}}],"sanctions":[{"id":"s2","schema":"Sanction","properties":{"program":["SDGT"]}}]}})",
      gathered));
  EXPECT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(gathered.edition.not_parties, 4u);
  EXPECT_EQ(First(gathered.ById("p1"), "address"), "1 Main Road, Hanoi");
  EXPECT_EQ(First(gathered.ById("p1"), "program"), "DPRK");
  EXPECT_EQ(First(gathered.ById("p2"), "address"), "Lima, pe");
  EXPECT_EQ(First(gathered.ById("p2"), "program"), "SDGT");
  EXPECT_TRUE(gathered.problems.empty());
}

TEST(FtmJsonlTest, TheSameIdTwiceIsOneEntity) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(R"({"id":"a","schema":"LegalEntity","properties":{"name":["ACME"]}})"
                       "\n"
                       R"({"id":"b","schema":"LegalEntity","properties":{"name":["Beta"]}})"
                       "\n"
                       R"({"id":"a","schema":"Company","properties":{"name":["ACME","ACME Ltd"]}})",
                       gathered));
  ASSERT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(All(gathered.ById("a"), "name"), (Texts{"ACME", "ACME Ltd"}));
  EXPECT_EQ(gathered.ById("a").schema, entity::schema::Company());

  Gathered replaced;
  const std::string id(base::kMaxIdBytes + 1, 'i');
  const std::string line =
      R"({"id":")" + id + R"(","schema":"Person","properties":{"name":["Long Id"]}})" + "\n";
  ASSERT_TRUE(ReadText(line + line, replaced));
  EXPECT_EQ(replaced.entities.size(), 1u);
}

TEST(FtmJsonlTest, IsFoundByItsContent) {
  TempFolder folder;
  Gathered gathered;
  const std::string path =
      folder.Write("parties.ijson", R"({"id":"a","schema":"LegalEntity","properties":{"name":["ACME"]}})");
  ASSERT_TRUE(testing::ReadAll(path, gathered));
  EXPECT_EQ(gathered.edition.layout, "ftm-jsonl");
  EXPECT_EQ(gathered.edition.list, "parties");
}

}  // namespace
}  // namespace lists
