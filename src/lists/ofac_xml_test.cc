#include "lists/ofac_xml.h"

#include <gtest/gtest.h>

#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

// The classic layout with made-up entries: a person, a company, a vessel, an aircraft.
constexpr std::string_view kXml = R"(<?xml version="1.0" standalone="yes"?>
<sdnList xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns="https://example.org/XML">
  <publshInformation><Publish_Date>03/28/2026</Publish_Date><Record_Count>4</Record_Count></publshInformation>
  <sdnEntry>
    <uid>101</uid><firstName>Amin Said</firstName><lastName>KARIM</lastName><title>Treasurer</title>
    <sdnType>Individual</sdnType><remarks>(Linked To: GOLDEN RIVER); Brigadier General</remarks>
    <programList><program>SDGT</program><program>IRAN</program></programList>
    <idList>
      <id><uid>1</uid><idType>Passport</idType><idNumber>A123</idNumber><idCountry>Iran</idCountry></id>
      <id><uid>2</uid><idType>Gender</idType><idNumber>Male</idNumber></id>
      <id><uid>3</uid><idType>Secondary sanctions risk:</idType><idNumber>section 1(b)</idNumber></id>
    </idList>
    <akaList>
      <aka><uid>4</uid><type>a.k.a.</type><category>strong</category><lastName>KERIM</lastName><firstName>Amine</firstName></aka>
      <aka><uid>5</uid><type>a.k.a.</type><category>weak</category><lastName>THE EAGLE</lastName></aka>
      <aka><uid>6</uid><type>f.k.a.</type><category>strong</category><lastName>SAID</lastName><firstName>Amin</firstName></aka>
      <aka><uid>7</uid><type>m.k.a.</type><category>strong</category><lastName>ODD</lastName></aka>
    </akaList>
    <addressList>
      <address><uid>8</uid><address1>1 Main Road</address1><city>Hanoi</city><country>Vietnam</country></address>
      <address><uid>9</uid><country>Region: Gaza</country></address>
    </addressList>
    <nationalityList><nationality><uid>10</uid><country>Iran</country><mainEntry>true</mainEntry></nationality></nationalityList>
    <citizenshipList><citizenship><uid>11</uid><country>Turkey</country></citizenship></citizenshipList>
    <dateOfBirthList>
      <dateOfBirthItem><uid>12</uid><dateOfBirth>12 May 1974</dateOfBirth><mainEntry>true</mainEntry></dateOfBirthItem>
      <dateOfBirthItem><uid>13</uid><dateOfBirth>circa 1966</dateOfBirth></dateOfBirthItem>
      <dateOfBirthItem><uid>14</uid><dateOfBirth>long ago</dateOfBirth></dateOfBirthItem>
    </dateOfBirthList>
    <placeOfBirthList><placeOfBirthItem><uid>15</uid><placeOfBirth>Lyon, France</placeOfBirth></placeOfBirthItem></placeOfBirthList>
    <horoscope>Leo</horoscope>
  </sdnEntry>
  <sdnEntry>
    <uid>102</uid><lastName>GOLDEN RIVER TRADING S.A.</lastName><sdnType>Entity</sdnType>
    <idList><id><uid>16</uid><idType>Tax ID No.</idType><idNumber>7702070139</idNumber><idCountry>Russia</idCountry></id></idList>
  </sdnEntry>
  <sdnEntry>
    <uid>103</uid><lastName>BLUE STAR</lastName><sdnType>Vessel</sdnType>
    <idList><id><uid>17</uid><idType>Vessel Registration Identification</idType><idNumber>IMO 9187629</idNumber></id></idList>
    <vesselInfo><callSign>T2EU4</callSign><vesselType>Crude Oil Tanker</vesselType><vesselFlag>Panama</vesselFlag>
      <vesselOwner>NITC</vesselOwner><tonnage>99144</tonnage><grossRegisteredTonnage>56068</grossRegisteredTonnage></vesselInfo>
  </sdnEntry>
  <sdnEntry><uid>104</uid><lastName>EP-XYZ</lastName><sdnType>Aircraft</sdnType></sdnEntry>
</sdnList>
)";

TEST(OfacXmlTest, ReadsAPerson) {
  TempFolder folder;
  Gathered read;
  const base::Status status = testing::ReadAll(folder.Write("consolidated.xml", kXml), read);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(read.edition.layout, "ofac-xml");
  EXPECT_EQ(read.edition.date, "2026-03-28");
  EXPECT_EQ(read.edition.entities, 4u);
  const entity::Entity& person = read.ById("101");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "KARIM, Amin Said");
  EXPECT_EQ(First(person, "lastName"), "KARIM");
  EXPECT_EQ(First(person, "firstName"), "Amin Said");
  EXPECT_EQ(First(person, "position"), "Treasurer");
  EXPECT_EQ(All(person, "alias"), (Texts{"KERIM, Amine", "ODD"}));
  EXPECT_EQ(All(person, "weakAlias"), Texts{"THE EAGLE"});
  EXPECT_EQ(All(person, "previousName"), Texts{"SAID, Amin"});
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1974-05-12", "1966"}));
  EXPECT_EQ(First(person, "birthPlace"), "Lyon, France");
  EXPECT_EQ(First(person, "birthCountry"), "fr");
  EXPECT_EQ(All(person, "nationality"), Texts{"ir"});
  EXPECT_EQ(All(person, "citizenship"), Texts{"tr"});
  EXPECT_EQ(All(person, "country"), (Texts{"vn", "ps"}));
  EXPECT_EQ(All(person, "address"), Texts{"1 Main Road, Hanoi, Vietnam"});
  EXPECT_EQ(All(person, "passportNumber"), Texts{"A123"});
  EXPECT_EQ(First(person, "gender"), "male");
  EXPECT_EQ(All(person, "program"), (Texts{"SDGT", "IRAN"}));
  EXPECT_EQ(First(person, "topics"), "sanction");
  // Said, not dropped: the kind of alias, the date and the element that nobody knows.
  EXPECT_EQ(read.problems.size(), 3u);
  EXPECT_TRUE(read.HasProblem("read as an alias"));
  EXPECT_TRUE(read.HasProblem("does not know"));
  EXPECT_EQ(read.problems.front().row, 1u);
}

TEST(OfacXmlTest, ReadsOrganisationsVesselsAndAircraft) {
  TempFolder folder;
  Gathered read;
  ASSERT_TRUE(testing::ReadAll(folder.Write("sdn.xml", kXml), read));
  EXPECT_EQ(First(read.ById("102"), "taxNumber"), "7702070139");
  EXPECT_EQ(read.ById("102").schema, entity::schema::Organization());
  const entity::Entity& vessel = read.ById("103");
  EXPECT_EQ(vessel.schema, entity::schema::Vessel());
  EXPECT_EQ(First(vessel, "imoNumber"), "9187629");
  EXPECT_EQ(First(vessel, "flag"), "pa");
  EXPECT_EQ(First(vessel, "callSign"), "T2EU4");
  EXPECT_EQ(First(vessel, "deadweightTonnage"), "99144");
  EXPECT_EQ(read.ById("104").schema, entity::schema::Airplane());
}

TEST(OfacXmlTest, StreamedIsTheSame) {
  Gathered read[2];
  for (const XmlWay way : {XmlWay::kTree, XmlWay::kStream}) {
    Gathered& one = read[way == XmlWay::kStream ? 1 : 0];
    Collector collector(one.sink, one.problem_sink, one.edition);
    ASSERT_TRUE(ReadOfacXml(kXml, "sdn.xml", one.problem_sink, collector, one.edition, way));
    ASSERT_TRUE(collector.Finish());
  }
  ASSERT_EQ(read[0].entities.size(), 4u);
  for (std::size_t i = 0; i < 4; ++i) EXPECT_EQ(read[0].entities[i].values, read[1].entities[i].values);
}

TEST(OfacXmlTest, AFileThatIsCutOffSaysSo) {
  TempFolder folder;
  Gathered read;
  std::string fewer(kXml);
  fewer.replace(fewer.find("<Record_Count>4"), 15, "<Record_Count>9");
  ASSERT_TRUE(testing::ReadAll(folder.Write("sdn.xml", fewer), read));
  EXPECT_TRUE(read.HasProblem("the file holds 4 entries; it may be cut off"));
  Gathered broken;
  const base::Status status =
      testing::ReadAll(folder.Write("cut.xml", kXml.substr(0, kXml.size() - 40)), broken);
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().external.find("cut.xml"), std::string::npos);
}

TEST(OfacXmlTest, TheAdvancedLayoutIsRefusedWithAdvice) {
  TempFolder folder;
  const auto found =
      FindSources(folder.Write("SDN_ADVANCED.XML", "<?xml version=\"1.0\"?><Sanctions><x/></Sanctions>"));
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().external.find("take sdn.xml"), std::string::npos) << found.error().external;
}

}  // namespace
}  // namespace lists
