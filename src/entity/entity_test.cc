#include "entity/entity.h"

#include <gtest/gtest.h>

#include <set>

#include "entity/json_text.h"

namespace entity {
namespace {

TEST(Model, SchemataInherit) {
  EXPECT_EQ(schema::Company().name(), "Company");
  EXPECT_EQ(schema::LegalEntity().label(), "Legal entity");
  EXPECT_TRUE(schema::Company().IsA(schema::Company()));
  EXPECT_TRUE(schema::Company().IsA(schema::Organization()));
  EXPECT_TRUE(schema::Company().IsA(SchemaNamed("Asset")));
  EXPECT_TRUE(schema::Company().IsA(schema::Thing()));
  EXPECT_TRUE(schema::Facility().IsA(schema::Organization()));
  EXPECT_FALSE(schema::Organization().IsA(schema::Facility()));
  EXPECT_FALSE(schema::Person().IsA(schema::Organization()));
  EXPECT_FALSE(schema::Address().IsA(schema::LegalEntity()));
  EXPECT_TRUE(SchemaNamed("Vessel").IsA(SchemaNamed("Vehicle")));
  EXPECT_TRUE(SchemaNamed("Commodity").IsA(SchemaNamed("Commodity")));
  EXPECT_FALSE(SchemaNamed("Commodity").IsA(schema::Thing()));
  EXPECT_FALSE(FindSchema("person").has_value());
  EXPECT_FALSE(FindSchema("").has_value());
}

TEST(Model, EveryNameFindsItself) {
  EXPECT_EQ(SchemaNames().size(), 73u);
  for (auto name : SchemaNames()) EXPECT_EQ(SchemaNamed(name).name(), name);
  EXPECT_EQ(PropertyNames().size(), 425u);
  for (auto name : PropertyNames()) EXPECT_EQ(PropertyNamed(name).name(), name);
  EXPECT_FALSE(FindProperty("birthdate").has_value());
}

TEST(Model, PropertyTypes) {
  EXPECT_EQ(prop::Name().type(), PropertyType::kName);
  EXPECT_EQ(prop::WeakAlias().type(), PropertyType::kName);
  EXPECT_EQ(prop::FirstName().type(), PropertyType::kString);
  EXPECT_EQ(prop::BirthDate().type(), PropertyType::kDate);
  EXPECT_EQ(prop::Nationality().type(), PropertyType::kCountry);
  EXPECT_EQ(prop::ImoNumber().type(), PropertyType::kIdentifier);
  EXPECT_EQ(prop::AddressText().name(), "address");
  EXPECT_EQ(prop::Topics().type(), PropertyType::kTopic);
}

TEST(Entity, AddTrimsAndKeepsEachValueOnce) {
  Entity party;
  party.Add(prop::Name(), "  Acme Ltd \n", "Supplier");
  party.Add(prop::Name(), "Acme Ltd", "Name 2");
  party.Add(prop::Alias(), "Acme Ltd");
  party.Add(prop::Name(), " \t");
  ASSERT_EQ(party.values.size(), 2u);
  EXPECT_EQ(party.First(prop::Name()), "Acme Ltd");
  EXPECT_EQ(party.values[0].origin, "Supplier");
  EXPECT_TRUE(party.Has(prop::Alias()));
  EXPECT_FALSE(party.Has(prop::Country()));
  EXPECT_EQ(party.All(prop::Name()).size(), 1u);
}

TEST(Entity, NamesComeInOrderOfTrust) {
  Entity party;
  party.Add(PropertyNamed("abbreviation"), "E");
  party.Add(prop::PreviousName(), "D");
  party.Add(prop::WeakAlias(), "C");
  party.Add(prop::Alias(), "B");
  party.Add(prop::FirstName(), "not a whole name");
  party.Add(prop::Name(), "A");
  std::string order;
  for (const Value* value : party.Names()) order += value->text;
  EXPECT_EQ(order, "ABCDE");
}

TEST(Json, GroupsByPropertyAndEscapes) {
  Entity party;
  party.schema = schema::Facility();
  party.Add(prop::Name(), "Усть \"Кут\"\\\n\x01");
  party.Add(prop::Country(), "ru");
  party.Add(prop::Name(), "B");
  EXPECT_EQ(ToJson(party),
            R"({"schema":"Facility","properties":{"name":["Усть \"Кут\"\\\n\u0001","B"],"country":["ru"]}})");
  EXPECT_EQ(ToJson(party, true).substr(0, 24), R"({"schema":"Organization")");
  party.schema = SchemaNamed("Commodity");
  EXPECT_EQ(ToJson(party).substr(0, 21), R"({"schema":"Commodity")");
  EXPECT_EQ(ToJson(party, true).substr(0, 17), R"({"schema":"Thing")");
  Entity person;
  person.schema = schema::Person();
  EXPECT_EQ(ToJson(person, true), R"({"schema":"Person","properties":{}})");
}

TEST(Json, BytesThatAreNotUtf8BecomeReplacementCharacters) {
  auto json = [](std::string_view text) {
    std::string out;
    AppendJsonString(out, text);
    return out;
  };
  EXPECT_EQ(json("a\xFF"), "\"a\xEF\xBF\xBD\"");
  EXPECT_EQ(json("\xC0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                  // overlong
  EXPECT_EQ(json("\xED\xA0\x80"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");  // surrogate
  EXPECT_EQ(json("\xE4\xB8"), "\"\xEF\xBF\xBD\xEF\xBF\xBD\"");                  // cut short
  EXPECT_EQ(json("\xF0\x9F\x98\x80"), "\"\xF0\x9F\x98\x80\"");
  EXPECT_EQ(json("\xE2\x80\xA8"), "\"\\u2028\"");
  EXPECT_EQ(json(std::string_view("\0\x7F", 2)), "\"\\u0000\\u007f\"");
}

TEST(Country, CodesAndNames) {
  struct {
    const char* text;
    const char* code;
  } cases[] = {
      {"CN", "cn"},
      {"chn", "cn"},
      {" gb ", "gb"},
      {"UK", "gb"},
      {"USA", "us"},
      {"U.S.A.", "us"},
      {"su", "su"},
      {"yucs", "yucs"},
      {"My", "my"},
      {"Mỹ", "us"},
      {"AO", "ao"},
      {"Áo", "at"},
      {"LAO", "la"},
      {"Democratic People's Republic of Korea", "kp"},
      {"KOREA, NORTH", "kp"},
      {"Korea, Republic of", "kr"},
      {"Republic of Korea", "kr"},
      {"Korea (the Republic of)", "kr"},
      {"Korea (the Democratic People\xE2\x80\x99s Republic of)", "kp"},
      {"Iran (Islamic Republic of)", "ir"},
      {"Islamic Republic of Iran", "ir"},
      {"Iran, Islamic Republic of", "ir"},
      {"Russian Federation", "ru"},
      {"the Russian Federation", "ru"},
      {"Burma", "mm"},
      {"Viet Nam", "vn"},
      {"VIETNAM", "vn"},
      {"Turkiye", "tr"},
      {"Türkiye", "tr"},
      {"Turkey", "tr"},
      {"Ivory Coast", "ci"},
      {"Côte d’Ivoire", "ci"},
      {"Cote d'Ivoire", "ci"},
      {"Palestinian", "ps"},
      {"West Bank", "ps"},
      {"Czech Republic", "cz"},
      {"Czechia", "cz"},
      {"Syria", "sy"},
      {"Syrian Arab Republic", "sy"},
      {"Hong Kong", "hk"},
      {"Hongkong", "hk"},
      {"Macau", "mo"},
      {"Taiwan", "tw"},
      {"Kosovo", "xk"},
      {"Bahamas, The", "bs"},
      {"The Gambia", "gm"},
      {"Bosnia & Herzegovina", "ba"},
      {"St. Lucia", "lc"},
      {"Saint Lucia", "lc"},
      {"Congo, Democratic Republic of the", "cd"},
      {"Congo, Democratic Republic of the (DRC)", "cd"},
      {"China, Hong Kong Special Administrative Region", "hk"},
      {"China, Macao Special Administrative Region", "mo"},
      {"Congo", "cg"},
      {"Republic of Moldova", "md"},
      {"Kingdom of Thailand", "th"},
      {"Tanzania (United Republic of)", "tz"},
      {"Venezuela (Bolivarian Republic of)", "ve"},
      {"Lao People's Democratic Republic", "la"},
      {"Chinese", "cn"},
      {"Somali", "so"},
      {"People's Republic of China", "cn"},
      {"Republic of China", "tw"},
      {"Niger", "ne"},
      {"Nigeria", "ng"},
      {"Nigerian", "ng"},
      {"Georgia", "ge"},
      {"Soviet Union", "su"},
      {"Yugoslavia", "yucs"},
      {"Россия", "ru"},
      {"КНДР", "kp"},
      {"Україна", "ua"},
      {"Украина", "ua"},
      {"Германия", "de"},
      {"Німеччина", "de"},
      {"중국", "cn"},
      {"대한민국", "kr"},
      {"베트남", "vn"},
      {"中国", "cn"},
      {"越南", "vn"},
      {"中國", "cn"},
      {"台灣", "tw"},
      {"الصين", "cn"},
      {"روسيا", "ru"},
      {"سوريا", "sy"},
      {"الولايات المتحدة", "us"},
      {"العراق", "iq"},
      {"Trung Quốc", "cn"},
      {"Việt Nam", "vn"},
      {"Hàn Quốc", "kr"},
      {"Alemania", "de"},
      {"Allemagne", "de"},
      {"Corée du Nord", "kp"},
      {"Atlantis", ""},
      {"", ""},
      {"the", ""},
      {",", ""},
      {"Q7", ""},
      {"\xFF\xFE", ""},
      {"Republic of", ""},
  };
  for (const auto& test : cases) EXPECT_EQ(CountryCode(test.text), test.code) << test.text;
}

TEST(Country, EnglishNames) {
  EXPECT_EQ(CountryName("kp"), "North Korea");
  EXPECT_EQ(CountryName("su"), "Soviet Union");
  EXPECT_EQ(CountryName("zz"), "zz");
  EXPECT_EQ(CountryName(""), "");
}

}  // namespace
}  // namespace entity
