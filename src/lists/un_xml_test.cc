#include "lists/un_xml.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "entity/entity.h"
#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using Texts = std::vector<std::string>;

constexpr std::string_view kPerson = R"(
  <INDIVIDUAL>
    <DATAID>1</DATAID><VERSIONNUM>1</VERSIONNUM>
    <FIRST_NAME>AMIN </FIRST_NAME><SECOND_NAME> KARIM</SECOND_NAME><THIRD_NAME/><FOURTH_NAME>SAID</FOURTH_NAME>
    <UN_LIST_TYPE>Al-Qaida</UN_LIST_TYPE><REFERENCE_NUMBER>QDi.901</REFERENCE_NUMBER><LISTED_ON>2012-12-31</LISTED_ON>
    <GENDER>Male</GENDER><NAME_ORIGINAL_SCRIPT>أمين كريم</NAME_ORIGINAL_SCRIPT>
    <COMMENTS1>First line
      second line &amp; more</COMMENTS1>
    <TITLE><VALUE>Haji</VALUE></TITLE><DESIGNATION><VALUE>Treasurer</VALUE></DESIGNATION>
    <NATIONALITY><VALUE>Viet Nam</VALUE><VALUE>France</VALUE></NATIONALITY>
    <LIST_TYPE><VALUE>UN List</VALUE></LIST_TYPE><LAST_DAY_UPDATED><VALUE>2016-10-13</VALUE></LAST_DAY_UPDATED>
    <INDIVIDUAL_ALIAS><QUALITY>Good</QUALITY><ALIAS_NAME>Amine Karim; Amin Kerim</ALIAS_NAME></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY>Low</QUALITY><ALIAS_NAME>The Eagle</ALIAS_NAME><NOTE>Call sign</NOTE></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME/></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ALIAS><QUALITY/><ALIAS_NAME>Abu Said</ALIAS_NAME><DATE_OF_BIRTH>1969-01-01</DATE_OF_BIRTH>
      <CITY_OF_BIRTH>Lyon</CITY_OF_BIRTH><COUNTRY_OF_BIRTH>France</COUNTRY_OF_BIRTH></INDIVIDUAL_ALIAS>
    <INDIVIDUAL_ADDRESS><STREET>1 Main Road</STREET><CITY>Hanoi</CITY><COUNTRY>Viet Nam</COUNTRY><NOTE>as of 2016</NOTE></INDIVIDUAL_ADDRESS>
    <INDIVIDUAL_ADDRESS><COUNTRY>France</COUNTRY></INDIVIDUAL_ADDRESS>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><DATE>1967-01-02</DATE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>APPROXIMATELY</TYPE_OF_DATE><YEAR>1966</YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>BETWEEN</TYPE_OF_DATE><FROM_YEAR>1963</FROM_YEAR><TO_YEAR>1964</TO_YEAR></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><YEAR>1958</YEAR><NOTE>Sep.</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_DATE_OF_BIRTH><TYPE_OF_DATE>EXACT</TYPE_OF_DATE><NOTE>30-35 years old</NOTE></INDIVIDUAL_DATE_OF_BIRTH>
    <INDIVIDUAL_PLACE_OF_BIRTH><CITY>Lyon</CITY><COUNTRY>France</COUNTRY></INDIVIDUAL_PLACE_OF_BIRTH>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>Passport</TYPE_OF_DOCUMENT><NUMBER>OA 454044</NUMBER><ISSUING_COUNTRY>France</ISSUING_COUNTRY></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT><TYPE_OF_DOCUMENT>National Identification Number</TYPE_OF_DOCUMENT><NUMBER>403062567 (US)</NUMBER></INDIVIDUAL_DOCUMENT>
    <INDIVIDUAL_DOCUMENT/>
    <SORT_KEY/><SORT_KEY_LAST_MOD/>
  </INDIVIDUAL>)";

constexpr std::string_view kEntity = R"(
  <ENTITY>
    <FIRST_NAME>GOLDEN RIVER TRADING</FIRST_NAME><UN_LIST_TYPE>DPRK</UN_LIST_TYPE><REFERENCE_NUMBER>KPe.901</REFERENCE_NUMBER>
    <ENTITY_ALIAS><QUALITY>a.k.a.</QUALITY><ALIAS_NAME>Golden River Co.</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ALIAS><QUALITY>f.k.a.</QUALITY><ALIAS_NAME>Silver River</ALIAS_NAME></ENTITY_ALIAS>
    <ENTITY_ADDRESS><CITY>Lima</CITY><COUNTRY>Atlantis</COUNTRY></ENTITY_ADDRESS>
    <WEBSITE>www.example.com</WEBSITE>
  </ENTITY>)";

std::string Document(std::string_view individuals, std::string_view entities) {
  return fmt::format(
      "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<CONSOLIDATED_LIST "
      "dateGenerated=\"2026-02-27T00:00:09.554Z\">\n"
      "<INDIVIDUALS>{}</INDIVIDUALS><ENTITIES>{}</ENTITIES></CONSOLIDATED_LIST>",
      individuals, entities);
}

base::Status ReadText(std::string_view xml, Gathered& gathered, XmlWay way = XmlWay::kBySize) {
  Collector collector(gathered.sink, gathered.problem_sink, gathered.edition);
  TRY(ReadUnXml(xml, "un.xml", gathered.problem_sink, collector, gathered.edition, way));
  return collector.Finish();
}

class UnXmlTest : public ::testing::TestWithParam<XmlWay> {};
INSTANTIATE_TEST_SUITE_P(BothWays, UnXmlTest, ::testing::Values(XmlWay::kTree, XmlWay::kStream));

TEST_P(UnXmlTest, ReadsAnIndividual) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(Document(kPerson, ""), gathered, GetParam()));
  const entity::Entity& person = gathered.ById("QDi.901");
  EXPECT_EQ(gathered.edition.date, "2026-02-27");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "AMIN KARIM SAID");
  EXPECT_EQ(All(person, "name"), Texts{"AMIN KARIM SAID"});
  EXPECT_EQ(All(person, "alias"), (Texts{"أمين كريم", "Amine Karim", "Amin Kerim", "Abu Said"}));
  EXPECT_EQ(All(person, "weakAlias"), Texts{"The Eagle"});
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1969-01-01", "1967-01-02", "1966", "1963", "1964", "1958-09"}));
  EXPECT_EQ(All(person, "nationality"), (Texts{"vn", "fr"}));
  EXPECT_EQ(All(person, "country"), (Texts{"vn", "fr"}));
  EXPECT_EQ(All(person, "address"), Texts{"1 Main Road, Hanoi, Viet Nam"});
  EXPECT_EQ(All(person, "passportNumber"), Texts{"OA 454044"});
  EXPECT_EQ(All(person, "idNumber"), Texts{"403062567"});
  EXPECT_EQ(First(person, "gender"), "male");
  EXPECT_EQ(First(person, "birthPlace"), "Lyon, France");
  EXPECT_EQ(First(person, "birthCountry"), "fr");
  EXPECT_EQ(First(person, "position"), "Treasurer");
  EXPECT_EQ(First(person, "title"), "Haji");
  EXPECT_EQ(First(person, "listingDate"), "2012-12-31");
  EXPECT_EQ(First(person, "program"), "Al-Qaida");
  EXPECT_EQ(First(person, "topics"), "sanction");
  EXPECT_EQ(First(person, "unscId"), "QDi.901");
  EXPECT_EQ(First(person, "notes"), "First line second line & more");
  ASSERT_EQ(gathered.problems.size(), 1u) << "only the age in words";
  EXPECT_EQ(gathered.problems[0].value, "30-35 years old");
}

TEST_P(UnXmlTest, ReadsAnEntityAndReportsWhatItDoesNotKnow) {
  Gathered gathered;
  ASSERT_TRUE(ReadText(Document("", kEntity), gathered, GetParam()));
  const entity::Entity& company = gathered.ById("KPe.901");
  EXPECT_EQ(company.schema, entity::schema::Organization());
  EXPECT_EQ(company.caption, "GOLDEN RIVER TRADING");
  EXPECT_EQ(All(company, "alias"), Texts{"Golden River Co."});
  EXPECT_EQ(All(company, "previousName"), Texts{"Silver River"});
  EXPECT_EQ(All(company, "country"), Texts{"Atlantis"});
  EXPECT_EQ(gathered.problems.size(), 2u);
  EXPECT_TRUE(gathered.HasProblem("not a country name"));
  EXPECT_TRUE(gathered.HasProblem("does not know"));
}

TEST_P(UnXmlTest, RefusesWhatIsHostileOrBroken) {
  const auto fails = [](std::string_view xml, std::string_view reason) {
    Gathered gathered;
    const base::Status status = ReadText(xml, gathered, GetParam());
    ASSERT_FALSE(status) << xml.substr(0, 80);
    EXPECT_NE(status.error().external.find(reason), std::string::npos) << status.error().external;
  };
  fails("", "XML");
  fails("<CONSOLIDATED_LIST><A><B>", "line 1");
  fails("<sdnList/>", "CONSOLIDATED_LIST");
  fails("<!DOCTYPE a [<!ENTITY x \"y\">]><CONSOLIDATED_LIST/>", "DOCTYPE");
  std::string deep = "<CONSOLIDATED_LIST>";
  for (int i = 0; i < base::kMaxXmlDepth; ++i) deep += "<A>";
  for (int i = 0; i < base::kMaxXmlDepth; ++i) deep += "</A>";
  fails(deep + "</CONSOLIDATED_LIST>", "kMaxXmlDepth");
}

TEST(UnXmlStreamTest, ARecordIsLimited) {
  std::string record = "<INDIVIDUAL><FIRST_NAME>A</FIRST_NAME>";
  const std::string comment = "<COMMENTS1>" + std::string(1 << 20, 'x') + "</COMMENTS1>";
  for (int i = 0; i < 17; ++i) record += comment;
  Gathered gathered;
  const base::Status status = ReadText(Document(record + "</INDIVIDUAL>", ""), gathered, XmlWay::kStream);
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::kTooLarge);
  EXPECT_NE(status.error().external.find("kMaxRecordBytes"), std::string::npos);
}

TEST(UnXmlStreamTest, LargeFilesAndOtherEncodingsAreStreamed) {
  std::string many;
  while (many.size() <= base::kMaxDomXmlBytes) many += kEntity;
  Gathered large;
  ASSERT_TRUE(ReadText(Document("", many), large));
  EXPECT_EQ(large.entities.size(), 1u);

  std::string tags = Document("", std::string(kEntity) + "<ENTITY>");
  tags.resize(tags.size() - std::string_view("</ENTITIES></CONSOLIDATED_LIST>").size());
  for (std::size_t i = 0; i <= base::kMaxDomXmlTags / 2; ++i) tags += "<A/>";
  Gathered broken;
  EXPECT_FALSE(ReadText(tags, broken))
      << "more tags than kMaxDomXmlTags: streamed, and still refused as broken";

  std::string latin = Document(
      "", "<ENTITY><REFERENCE_NUMBER>X1</REFERENCE_NUMBER><FIRST_NAME>Caf\xE9</FIRST_NAME></ENTITY>");
  latin.replace(latin.find("UTF-8"), 5, "ISO-8859-1");
  Gathered encoded;
  ASSERT_TRUE(ReadText(latin, encoded));
  EXPECT_EQ(encoded.ById("X1").caption, "Café");
}

TEST(UnTextTest, AliasNames) {
  const auto names = [](std::string_view alias) {
    std::string remark;
    return AliasNames(alias, remark);
  };
  EXPECT_EQ(names("Fazel Rahim; Fazil Rahim"), (Texts{"Fazel Rahim", "Fazil Rahim"}));
  EXPECT_EQ(names("M. Sabet; Mohammad Sabet b) M. Javad"), (Texts{"M. Sabet", "Mohammad Sabet", "M. Javad"}));
  EXPECT_EQ(names("Abubakar (original script: Абубакар)"), (Texts{"Abubakar", "Абубакар"}));
  EXPECT_EQ(names("حسن غول (Hassan Ghul; Hassan Gul)"), (Texts{"حسن غول", "Hassan Ghul", "Hassan Gul"}));
  EXPECT_EQ(names("HTS (Front) (هيئة (original script); Hay’at)"), (Texts{"HTS (Front)", "هيئة", "Hay’at"}));
  EXPECT_EQ(names("(Sheikh) Musa Hilal"), Texts{"(Sheikh) Musa Hilal"});
  EXPECT_EQ(names("  "), Texts{});
  std::string remark;
  EXPECT_EQ(AliasNames("Safia Hadad, born 1 Jan. 1953 (Oman passport)", remark), Texts{"Safia Hadad"});
  EXPECT_EQ(remark, "born 1 Jan. 1953 (Oman passport)");
}

TEST(UnTextTest, DocumentNumbers) {
  EXPECT_EQ(DocumentNumber("OA 454044"), "OA 454044");
  EXPECT_EQ(DocumentNumber("Afghan passport number SE 012820"), "SE 012820");
  EXPECT_EQ(DocumentNumber("Libyan Passport No. 96/184442"), "96/184442");
  EXPECT_EQ(DocumentNumber("Diplomatic Passport: Z30321794"), "Z30321794");
  EXPECT_EQ(DocumentNumber("Diplomatic Passport D014433"), "D014433");
  EXPECT_EQ(DocumentNumber("381110042 (Expired 25 Jan. 2016)"), "381110042");
  EXPECT_EQ(DocumentNumber("R00005943, South Sudan"), "R00005943");
  EXPECT_EQ(DocumentNumber("unknown"), "unknown");
}

}  // namespace
}  // namespace lists
