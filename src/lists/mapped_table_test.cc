#include "lists/mapped_table.h"

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

base::Status ReadText(std::string_view table, std::string_view toml, Gathered& gathered) {
  const Mapping mapping = TRY(ParseMapping(toml, "list.csv.map.toml"));
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  TRY(ReadMappedTable(table, "list.csv", mapping, "list.csv.map.toml", gathered.problem_sink, collector,
                      gathered.edition));
  return collector.Finish();
}

TEST(MappedTableTest, HeaderBelowATitleDateCellTemplateAndConstants) {
  Gathered gathered;
  const base::Status status = ReadText(
      "As of: 07/01/2025 10:37,,\nfirst, Last  Name,Country\n(given),(family),\nAmin,Karim,Viet "
      "Nam\n,Said,France\n",
      R"(
[table]
header = ["First", "Last Name"]
skip_after_header = 1
[list]
date_cell = { row = 1, column = 1, pattern = '(\d\d/\d\d/\d{4})', dates = "day-first" }
[entity]
schema = "Person"
topics = ["debarment"]
[[value]]
property = "name"
template = "{First} {Last Name}"
[[value]]
property = "country"
column = "#3"
[[value]]
property = "program"
constant = "Test"
)",
      gathered);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(gathered.edition.date, "2025-01-07");
  ASSERT_EQ(gathered.entities.size(), 2u);
  EXPECT_EQ(gathered.entities[0].caption, "Amin Karim");
  EXPECT_EQ(gathered.entities[0].id, HashId("Amin Karim", "vn"));
  EXPECT_EQ(gathered.entities[1].caption, "Said");
  EXPECT_EQ(First(gathered.entities[1], "program"), "Test");
  EXPECT_EQ(First(gathered.entities[1], "topics"), "debarment");
  EXPECT_EQ(gathered.entities[1].values[0].origin, "First, Last Name");
}

TEST(MappedTableTest, RowsWithOneReferenceAreOneEntity) {
  Gathered gathered;
  const base::Status status = ReadText(
      "Reference,Name,Name Type,Type,Born\n7b,امین,Original Script,Individual,\n7,Amin KARIM,Primary Name "
      ",Individual,a) Approximately 1955- 1956 b) 1960\n"
      "7a,Amine Karim,Aka,individual,na\n8,Golden River,primary name,Entity,\n9,Odd,primary "
      "name,Ghost,\nx,No Number,primary name,Entity,\n",
      R"(
[entity]
id = { column = "Reference", pattern = '^(\d+)' }
[entity.schema]
column = "Type"
values = { Individual = "Person", Entity = "Organization" }
[[value]]
property = "name"
column = "Name"
when = { column = "Name Type", is = "primary name" }
[[value]]
property = "alias"
column = "Name"
when = { column = "Name Type", is = ["aka", "original script"] }
[[value]]
property = "birthDate"
column = "Born"
split_pattern = '(?:^|\s)[a-z]\)\s*'
nulls = ["na"]
)",
      gathered);
  ASSERT_TRUE(status) << status.error().external;
  const entity::Entity& person = gathered.ById("7");
  EXPECT_EQ(person.caption, "Amin KARIM");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(All(person, "alias"), (Texts{"امین", "Amine Karim"}));
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1955", "1956", "1960"}));
  EXPECT_EQ(gathered.ById("8").schema, entity::schema::Organization());
  EXPECT_EQ(gathered.ById(HashId("No Number", "")).caption, "No Number");
  EXPECT_TRUE(gathered.HasProblem("says no schema"));
  EXPECT_TRUE(gathered.HasProblem("id pattern"));
}

TEST(MappedTableTest, OneCellWithSeveralPartiesAndAliases) {
  Gathered gathered;
  const base::Status status = ReadText(
      "entity,effective\n\"Fuchu Works; Union Kogyo, a/k/a UK, a/k/a U.K.\",11/6/1991\nFishing Vessel: Da "
      "Wang 1,1/2/2020\nAll cotton,1/2/2020\n",
      R"(
[entity]
parties = { column = "entity", split = [";"] }
schema = { column = "entity", patterns = [['^Fishing Vessel:', "Vessel"]], other = "Organization" }
[[skip]]
column = "entity"
matching = '^All '
[[value]]
property = "name"
rest = "alias"
column = "entity"
remove = '^Fishing Vessel:\s*'
split_pattern = ',?\s+a/k/a\s+'
[[value]]
property = "listingDate"
column = "effective"
dates = "month-first"
)",
      gathered);
  ASSERT_TRUE(status) << status.error().external;
  ASSERT_EQ(gathered.entities.size(), 3u);
  EXPECT_EQ(gathered.entities[0].caption, "Fuchu Works");
  EXPECT_EQ(gathered.entities[1].caption, "Union Kogyo");
  EXPECT_EQ(All(gathered.entities[1], "alias"), (Texts{"UK", "U.K."}));
  EXPECT_EQ(First(gathered.entities[1], "listingDate"), "1991-11-06");
  EXPECT_EQ(gathered.entities[2].caption, "Da Wang 1");
  EXPECT_EQ(gathered.entities[2].schema, entity::schema::Vessel());
  EXPECT_EQ(gathered.edition.not_parties, 1u);
  EXPECT_TRUE(gathered.problems.empty());
}

TEST(MappedTableTest, NoHeaderOtherDelimiterValuesAndFixedDate) {
  Gathered gathered;
  const base::Status status = ReadText("1;ACME|Acme Co;Sri Lanca\n", R"(
[table]
columns = ["no", "names", "country"]
delimiter = ";"
[list]
date = 2025-02-03
[entity]
schema = "Company"
id = { template = "X-{no}" }
[[value]]
property = "name"
column = "names"
split = ["|"]
[[value]]
property = "country"
column = "country"
values = { "sri lanca" = "Sri Lanka" }
)",
                                       gathered);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(gathered.edition.date, "2025-02-03");
  const entity::Entity& company = gathered.ById("X-1");
  EXPECT_EQ(company.caption, "ACME");
  EXPECT_EQ(All(company, "name"), (Texts{"ACME", "Acme Co"}));
  EXPECT_EQ(First(company, "country"), "lk");
}

TEST(MappedTableTest, WhatIsNotThereIsNamed) {
  Gathered gathered;
  const std::string toml =
      "[entity]\nschema = \"Company\"\n[[value]]\nproperty = \"name\"\ncolumn = \"Frim\"\n";
  const base::Status status = ReadText("Firm,Country\nACME,GB\n", toml, gathered);
  ASSERT_FALSE(status);
  EXPECT_NE(
      status.error().external.find(
          "list.csv.map.toml: line 5: no column \"Frim\" in list.csv; its header (row 1) has: firm, country"),
      std::string::npos)
      << status.error().external;

  std::string rows;
  for (std::size_t i = 0; i <= base::kMaxMappingHeaderRows; ++i) rows += "a,b\n";
  const base::Status missing = ReadText(rows + "Firm\n", "[table]\nheader = [\"Firm\"]\n" + toml, gathered);
  ASSERT_FALSE(missing);
  EXPECT_NE(missing.error().external.find("kMaxMappingHeaderRows"), std::string::npos)
      << missing.error().external;
}

}  // namespace
}  // namespace lists
