#include "lists/senzing_jsonl.h"

#include <gtest/gtest.h>

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
  const entity::Entity& person = read.ById("1006");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "Amin Karim");
  EXPECT_EQ(First(person, "lastName"), "Karim");
  EXPECT_EQ(All(person, "alias"), Texts{"امین کریم"});
  EXPECT_EQ(First(person, "gender"), "male");
  EXPECT_EQ(First(person, "birthDate"), "1974-05-12");
  EXPECT_EQ(First(person, "passportNumber"), "A123");
  EXPECT_EQ(First(person, "address"), "1 Main Road, Hanoi, VN");
  EXPECT_EQ(All(person, "notes"), Texts{"CATEGORY: Fraud"});
  const entity::Entity& company = read.ById("1007");
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

}  // namespace
}  // namespace lists
