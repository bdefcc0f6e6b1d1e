#include "lists/senzing_jsonl.h"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <random>

#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

TEST(SenzingJsonlTest, FlatFeaturesAndListsByKind) {
  TempFolder folder;
  Gathered read;
  const base::Status status = testing::ReadAll(
      folder.Write(
          "watch.jsonl",
          R"({"DATA_SOURCE":"WATCH","RECORD_ID":"1006","RECORD_TYPE":"PERSON","PRIMARY_NAME_LAST":"Karim","PRIMARY_NAME_FIRST":"Amin","NATIVE_NAME_FULL":"امین کریم","GENDER":"M","DATE_OF_BIRTH":"1974-05-12","PASSPORT_NUMBER":"A123","PASSPORT_COUNTRY":"IR","HOME_ADDR_LINE1":"1 Main Road","HOME_ADDR_CITY":"Hanoi","HOME_ADDR_COUNTRY":"VN","CATEGORY":"Fraud","REL_POINTER_KEY":"7"}
{"DATA_SOURCE":"WATCH","RECORD_ID":1007,"FEATURES":[{"RECORD_TYPE":"ORGANIZATION"},{"NAME_TYPE":"PRIMARY","NAME_ORG":"River Co., Ltd."},{"NAME_TYPE":"ALIAS","NAME_ORG":"Stream"},{"NAME_TYPE":"FORMER","NAME_ORG":"Brook"},{"ADDR_FULL":"2 Side Road, Lyon"},{"NATIONAL_ID_NUMBER":"1027","NATIONAL_ID_TYPE":"ogrnCode"},{"TAX_ID_NUMBER":"77"},{"REGISTRATION_COUNTRY":"ru"}]}
{"DATA_SOURCE":"OTHER","RECORD_ID":"1006","RECORD_TYPE":"VESSEL","NAMES":[{"NAME_TYPE":"PRIMARY","NAME_ORG":"Blue Star"}],"IDENTIFIERS":[{"IMO_NUMBER":"9187629"}],"COUNTRIES":[{"COUNTRY_OF_ASSOCIATION":"pa"}],"RISKS":[{"TOPIC":"sanction"}]}
{"DATA_SOURCE":"WATCH","RECORD_ID":"9","RECORD_TYPE":"ADDRESS","ADDR_FULL":"3 Lane"}
{"DATA_SOURCE":"WATCH","RECORD_ID":"10","RECORD_TYPE":"ROBOT","NAME_FULL":"R2","AGE":1.5}
not json
)"),
      read);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(read.edition.layout, "senzing-jsonl");
  const entity::Entity& person = read.ById("WATCH:1006");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "Amin Karim");
  EXPECT_EQ(First(person, "lastName"), "Karim");
  EXPECT_EQ(All(person, "alias"), Texts{"امین کریم"});
  EXPECT_EQ(First(person, "gender"), "male");
  EXPECT_EQ(First(person, "birthDate"), "1974-05-12");
  EXPECT_EQ(First(person, "passportNumber"), "A123");
  EXPECT_EQ(First(person, "address"), "1 Main Road, Hanoi, VN");
  EXPECT_EQ(All(person, "notes"), Texts{"CATEGORY: Fraud"});
  const entity::Entity& company = read.ById("WATCH:1007");
  EXPECT_EQ(company.caption, "River Co., Ltd.");
  EXPECT_EQ(company.schema, entity::schema::Organization());
  EXPECT_EQ(All(company, "alias"), Texts{"Stream"});
  EXPECT_EQ(All(company, "previousName"), Texts{"Brook"});
  EXPECT_EQ(First(company, "ogrnCode"), "1027");
  EXPECT_EQ(First(company, "taxNumber"), "77");
  EXPECT_EQ(First(company, "jurisdiction"), "ru");
  const entity::Entity& vessel = read.ById("OTHER:1006");
  EXPECT_EQ(vessel.schema, entity::schema::Vessel());
  EXPECT_EQ(First(vessel, "imoNumber"), "9187629");
  EXPECT_EQ(First(vessel, "topics"), "sanction");
  EXPECT_EQ(read.edition.not_parties, 1u);
  EXPECT_TRUE(read.HasProblem("not a kind of record we know"));
  EXPECT_TRUE(read.HasProblem("neither a text nor a whole number"));
  EXPECT_TRUE(read.HasProblem("the line is not read"));
}

// Each record's type stands where the writers put it.
TEST(SenzingJsonlTest, TheKindOfARecordInsideItsFeatures) {
  TempFolder folder;
  Gathered read;
  const base::Status status = testing::ReadAll(
      folder.Write(
          "watch.jsonl",
          R"({"DATA_SOURCE":"W","RECORD_ID":"1","FEATURES":[{"NAME_FULL":"Blue Star"},{"RECORD_TYPE":"VESSEL"}]}
{"DATA_SOURCE":"W","RECORD_ID":"2","FEATURES":[{"RECORD_TYPE":"PERSON","NAME_FULL":"Amin Karim"}]}
{"DATA_SOURCE":"W","RECORD_ID":"3","FEATURES":{"RECORD_TYPE":[{"RECORD_TYPE":"PERSON"}],"NAME":[{"NAME_FULL":"Jo Hill"}]}}
{"DATA_SOURCE":"W","RECORD_ID":"4","FEATURES":[{"RECORD_TYPE":"ADDRESS"},{"ADDR_FULL":"3 Lane"}]}
{"DATA_SOURCE":"W","RECORD_ID":"5","RECORD_TYPE":"ORGANIZATION","FEATURES":[{"NAME_FULL":"Hill"},{"RECORD_TYPE":"PERSON"}]}
)"),
      read);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(read.ById("1").schema, entity::schema::Vessel());
  EXPECT_EQ(read.ById("2").schema, entity::schema::Person());
  EXPECT_EQ(read.ById("3").schema, entity::schema::Person());
  EXPECT_EQ(read.ById("3").caption, "Jo Hill");
  EXPECT_EQ(read.ById("5").schema, entity::schema::Organization());
  EXPECT_EQ(read.edition.not_parties, 1u);
  EXPECT_TRUE(read.problems.empty());
}

// Whatever the order of the lines, every entry has the same id and says the same.
TEST(SenzingJsonlTest, TheOrderOfTheLinesDoesNotMatter) {
  TempFolder folder;
  const Texts sources[] = {{"W"}, {"W", "V"}, {"W", "V", ""}};
  for (const Texts& of : sources) {
    std::vector<std::string> lines;
    for (std::size_t i = 0; i < 12; ++i) {
      const std::string& source = of[i % of.size()];
      lines.push_back(fmt::format(R"({{{}"RECORD_ID":"{}","RECORD_TYPE":"PERSON","NAME_FULL":"Person {}"}})",
                                  source.empty() ? "" : fmt::format(R"("DATA_SOURCE":"{}",)", source),
                                  i / of.size(), i));
    }
    std::mt19937 random(7);
    std::map<std::string, std::vector<entity::Value>> first;
    for (int round = 0; round < 8; ++round) {
      Gathered read;
      const base::Status status =
          testing::ReadAll(folder.Write("watch.jsonl", fmt::format("{}\n", fmt::join(lines, "\n"))), read);
      ASSERT_TRUE(status) << status.error().external;
      std::map<std::string, std::vector<entity::Value>> entries;
      for (const entity::Entity& entity : read.entities) entries[entity.id] = entity.values;
      EXPECT_EQ(entries.size(), lines.size());
      if (round == 0) first = entries;
      EXPECT_EQ(entries, first);
      std::shuffle(lines.begin(), lines.end(), random);
    }
  }
}

}  // namespace
}  // namespace lists
