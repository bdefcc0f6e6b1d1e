#include "lists/sema_xml.h"

#include <gtest/gtest.h>

#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

constexpr std::string_view kXml = R"(<?xml version="1.0" encoding="UTF-8" standalone="yes"?>
<data-set xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
	<record>
		<Country>Belarus / Bélarus</Country><LastName>Atabekov</LastName><GivenName>Khazalbek Bakh</GivenName>
		<TitleOrShip>Colonel</TitleOrShip><Aliases>Karim ATABEKAU, Russian: Карим АТАБЕКОВ</Aliases>
		<DateOfBirthOrShipBuildDate>1963 or 1964</DateOfBirthOrShipBuildDate>
		<Schedule>1, Part 1</Schedule><Item>1</Item><DateOfListing>2020-09-28</DateOfListing>
	</record>
	<record>
		<Country>Iran</Country><EntityOrShip>Golden Navy/Force navale dorée</EntityOrShip>
		<Aliases>GN Shipping Co., Ltd.; ГН Верфь / GN Wharf</Aliases>
		<Schedule>1, Part 2</Schedule><Item>7</Item><DateOfListing>2012-01-31</DateOfListing>
	</record>
	<record>
		<Country>Russia / Russie</Country><EntityOrShip>Blue Star II</EntityOrShip><TitleOrShip>Oil Tanker</TitleOrShip>
		<ShipIMONumber>9187629</ShipIMONumber><DateOfBirthOrShipBuildDate>2005</DateOfBirthOrShipBuildDate>
		<Schedule>1.1</Schedule><Item>1</Item><DateOfListing>2025-02-21</DateOfListing>
	</record>
	<record>
		<Country>Russia / Russie</Country><LastName>Nobody</LastName><GivenName>Anna</GivenName>
		<DateOfBirthOrShipBuildDate>born in the early 1970s</DateOfBirthOrShipBuildDate><Colour>red</Colour>
	</record>
	<note>x</note>
</data-set>
)";

TEST(SemaXmlTest, ReadsPersonsEntitiesAndShips) {
  TempFolder folder;
  Gathered read;
  const base::Status status = testing::ReadAll(folder.Write("sema.xml", kXml), read);
  ASSERT_TRUE(status) << status.error().external;
  EXPECT_EQ(read.edition.layout, "sema-xml");
  ASSERT_EQ(read.edition.entities, 4u);
  const entity::Entity& person = read.ById("Belarus, schedule 1, Part 1, item 1");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "Khazalbek Bakh Atabekov");
  EXPECT_EQ(First(person, "lastName"), "Atabekov");
  EXPECT_EQ(First(person, "title"), "Colonel");
  EXPECT_EQ(All(person, "alias"), (Texts{"Karim ATABEKAU", "Карим АТАБЕКОВ"}));
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1963", "1964"}));
  EXPECT_EQ(First(person, "program"), "SEMA Belarus");
  EXPECT_EQ(First(person, "listingDate"), "2020-09-28");
  EXPECT_TRUE(All(person, "country").empty()) << "the regulations are no country of the party";
  const entity::Entity& company = read.ById("Iran, schedule 1, Part 2, item 7");
  EXPECT_EQ(company.schema, entity::schema::Organization());
  EXPECT_EQ(company.caption, "Golden Navy");
  EXPECT_EQ(All(company, "alias"),
            (Texts{"Force navale dorée", "GN Shipping Co., Ltd.", "ГН Верфь", "GN Wharf"}));
  const entity::Entity& ship = read.ById("Russia, schedule 1.1, item 1");
  EXPECT_EQ(ship.schema, entity::schema::Vessel());
  EXPECT_EQ(First(ship, "imoNumber"), "9187629");
  EXPECT_EQ(First(ship, "buildDate"), "2005");
  EXPECT_EQ(First(ship, "type"), "Oil Tanker");
}

TEST(SemaXmlTest, ReportsWhatItCannotUse) {
  TempFolder folder;
  Gathered read;
  ASSERT_TRUE(testing::ReadAll(folder.Write("sema.xml", kXml), read));
  EXPECT_TRUE(read.HasProblem("no item number"));
  EXPECT_TRUE(read.HasProblem("kept as a note"));
  EXPECT_TRUE(read.HasProblem("does not know"));
  EXPECT_TRUE(read.HasProblem("not a record"));
  EXPECT_EQ(read.problems.size(), 4u);
  EXPECT_EQ(All(read.ById(HashId("Anna Nobody", "")), "notes").size(), 1u);
}

TEST(SemaXmlTest, OtherNamesInsideTheName) {
  const struct {
    std::string text, caption;
    Texts aliases, former;
  } kNames[] = {
      {"Baltic Ltd. (also known as Baltic Works LLC)", "Baltic Ltd.", {"Baltic Works LLC"}, {}},
      {"Hill Plant (also known as Plant Hill, OAO)", "Hill Plant", {"Plant Hill, OAO"}, {}},
      {"JSC “HTI” (also known as Hill Television Institute and ZAO HTI)",
       "JSC “HTI”",
       {"Hill Television Institute", "ZAO HTI"},
       {}},
      {"Hill JSC (also known as Hill PA – Production Association, Hill PA and Hill Production Association)",
       "Hill JSC",
       {"Hill PA – Production Association", "Hill PA", "Hill Production Association"},
       {}},
      {"Hill JSC (also known as Centre of Chemistry and Mechanics)",
       "Hill JSC",
       {"Centre of Chemistry and Mechanics"},
       {}},
      {"Hill JSC (formerly Dale JSC)", "Hill JSC", {}, {"Dale JSC"}},
      {"Hill Plant (also known as Hill Factory", "Hill Plant", {"Hill Factory"}, {}},
      {"Golden Navy/Force navale dorée (also known as GN)", "Golden Navy", {"Force navale dorée", "GN"}, {}},
  };
  for (const auto& one : kNames) {
    TempFolder folder;
    Gathered read;
    const std::string xml = "<data-set><record><Country>Russia</Country><EntityOrShip>" + one.text +
                            "</EntityOrShip><Item>1</Item></record></data-set>";
    ASSERT_TRUE(testing::ReadAll(folder.Write("sema.xml", xml), read));
    EXPECT_EQ(read.entities.at(0).caption, one.caption);
    EXPECT_EQ(All(read.entities[0], "alias"), one.aliases) << one.text;
    EXPECT_EQ(All(read.entities[0], "previousName"), one.former) << one.text;
    EXPECT_TRUE(read.problems.empty()) << one.text;
  }
}

TEST(SemaXmlTest, StreamedIsTheSame) {
  Gathered read[2];
  for (const XmlWay way : {XmlWay::kTree, XmlWay::kStream}) {
    Gathered& one = read[way == XmlWay::kStream ? 1 : 0];
    Collector collector(one.sink, one.problem_sink, one.edition);
    ASSERT_TRUE(ReadSemaXml(kXml, "sema.xml", one.problem_sink, collector, way));
    ASSERT_TRUE(collector.Finish());
  }
  ASSERT_EQ(read[0].entities.size(), read[1].entities.size());
  for (std::size_t i = 0; i < read[0].entities.size(); ++i)
    EXPECT_EQ(read[0].entities[i].values, read[1].entities[i].values);
}

TEST(SemaXmlTest, AliasesInOneCell) {
  EXPECT_EQ(SemaAliases("IRGC, Army of the Guardians; GRI", false),
            (Texts{"IRGC", "Army of the Guardians", "GRI"}));
  EXPECT_EQ(SemaAliases("Ivanov, Ivan", true), Texts{"Ivanov, Ivan"}) << "surname and given name";
  EXPECT_EQ(SemaAliases("Anwar Mousa Arabic: أنور موسى", true), (Texts{"Anwar Mousa", "أنور موسى"}));
  EXPECT_EQ(SemaAliases("A B;\nВ Г or Д Е", true), (Texts{"A B", "В Г", "Д Е"}));
  EXPECT_TRUE(SemaAliases(" ; ", false).empty());
  EXPECT_EQ(SemaNames("MIG/SU Works"), Texts{"MIG/SU Works"});
}

}  // namespace
}  // namespace lists
