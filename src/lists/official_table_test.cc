// Tables that are read as their publishers hand them out: each layout with made-up rows, as CSV and as a
// workbook.

#include "lists/official_table.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "files/test_archive.h"
#include "lists/opensanctions_csv.h"
#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

class OfficialTableTest : public ::testing::Test {
 protected:
  void ReadText(std::string_view table, const std::string& name = "list.csv") {
    const base::Status status = testing::ReadAll(folder_.Write(name, table), read_);
    ASSERT_TRUE(status) << status.error().external;
  }
  const entity::Entity& At(std::size_t i) const { return read_.entities.at(i); }

  TempFolder folder_;
  Gathered read_;
};

TEST_F(OfficialTableTest, WorldBank) {
  ReadText(
      "Downloaded on: 07/01/2026 10:37,,,,,,,\n"
      "Firm Name,Additional Firm Info,Address,Country,Ineligibility Period,,Grounds,\n"
      ",,,,From Date,To Date,,\n"
      "MR. AMIN KARIM,*677,\"1 MAIN ROAD, HANOI\",Vietnam,2024-12-10,2999-12-31,Fraud,\n"
      "RIVER BUILDING CO.,(河流建筑有限公司)(91650102MA77XXXX6X) (Reg. No.: "
      "01-22)*1,,China,2024-01-01,2027-01-01,Fraud,\n"
      "HILL LLC,(now known as MOUNT LLC) (formerly operating as: Plain (East) "
      "LLC)*3,,France,2024-01-01,2027-01-01,X,\n");
  EXPECT_EQ(read_.edition.layout, "world-bank");
  EXPECT_EQ(read_.edition.date, "2026-01-07");
  ASSERT_EQ(read_.entities.size(), 3u);
  EXPECT_EQ(At(0).schema, entity::schema::Person());
  EXPECT_EQ(First(At(0), "startDate"), "2024-12-10");
  EXPECT_TRUE(All(At(0), "endDate").empty()) << "the year 2999 means without end";
  EXPECT_EQ(All(At(1), "alias"), Texts{"河流建筑有限公司"});
  EXPECT_EQ(First(At(1), "uscCode"), "91650102MA77XXXX6X");
  EXPECT_EQ(First(At(1), "registrationNumber"), "01-22");
  EXPECT_EQ(All(At(2), "alias"), Texts{"MOUNT LLC"});
  EXPECT_EQ(All(At(2), "previousName"), Texts{"Plain (East) LLC"});
  EXPECT_TRUE(read_.problems.empty());
}

TEST_F(OfficialTableTest, Ebrd) {
  ReadText(
      "\xEF\xBB\xBF"
      "Firm Name,Address,Nationality,Ineligible From, Ineligible Until,Notice Effective At EBRD,Originating "
      "Institution,Prohibited Practice\n"
      "River (Hainan) Co. Ltd. (also known as RH Ltd.; also d.b.a. Stream),\"Road, Baku\",Azerbaijan,"
      "2024-07-01T12:00:59Z,Ongoing,,EBRD,Fraud\n"
      "Hill LLC Formerly known as Plain LLC,,Georgia,,Indefinite,,World Bank Group,Fraud\n");
  EXPECT_EQ(read_.edition.layout, "ebrd");
  ASSERT_EQ(read_.entities.size(), 2u);
  EXPECT_EQ(At(0).caption, "River (Hainan) Co. Ltd.");
  EXPECT_EQ(All(At(0), "alias"), (Texts{"RH Ltd.", "Stream"}));
  EXPECT_EQ(First(At(0), "country"), "az");
  EXPECT_EQ(First(At(0), "startDate"), "2024-07-01");
  EXPECT_EQ(At(1).caption, "Hill LLC");
  EXPECT_EQ(All(At(1), "previousName"), Texts{"Plain LLC"});
  EXPECT_EQ(First(At(1), "authority"), "World Bank Group");
}

TEST_F(OfficialTableTest, OtherNamesInsideAFirmsName) {
  ReadText(
      "Downloaded on: 07/01/2026 10:37,,,,,,,\n"
      "Firm Name,Additional Firm Info,Address,Country,Ineligibility Period,,Grounds,\n"
      ",,,,From Date,To Date,,\n"
      "\"HILL GROUP LIMITED, FORMERLY KNOWN AS DALE LIMITED\",*1,,France,2024-12-10,2999-12-31,X,\n"
      "RIVER LTDA (CURRENTLY D/B/A BROOK LTDA),,,Brazil,2024-12-10,2999-12-31,X,\n"
      "STAR LIMITED (FORMERLY MOON (ASIA) PTE LTD.),,,Kenya,2024-12-10,2999-12-31,X,\n"
      "\"MOUNT CO., LTD. (ALSO KNOWN AS MT CO., LTD.\",,,China,2024-12-10,2999-12-31,X,\n"
      "MR. AKA KARIM A.K.A. AMIN KARIM,,,Iran,2024-12-10,2999-12-31,X,\n"
      "A.K.A. JO HILL,MR. JOHN HILL *7,,Kenya,2024-12-10,2999-12-31,X,\n",
      "wb.csv");
  const auto names = [](const entity::Entity& entity) {
    std::string text = entity.caption;
    for (const std::string& alias : All(entity, "alias")) text += " | " + alias;
    for (const std::string& former : All(entity, "previousName")) text += " < " + former;
    return text;
  };
  ASSERT_EQ(read_.entities.size(), 6u);
  EXPECT_EQ(names(At(0)), "HILL GROUP LIMITED < DALE LIMITED");
  EXPECT_EQ(names(At(1)), "RIVER LTDA | BROOK LTDA");
  EXPECT_EQ(names(At(2)), "STAR LIMITED < MOON (ASIA) PTE LTD.");
  EXPECT_EQ(names(At(3)), "MOUNT CO., LTD. | MT CO., LTD.");
  EXPECT_EQ(names(At(4)), "MR. AKA KARIM | AMIN KARIM");
  EXPECT_EQ(names(At(5)), "JO HILL | MR. JOHN HILL");
  Gathered ebrd;
  ASSERT_TRUE(testing::ReadAll(
      folder_.Write("ebrd.csv",
                    "Firm Name,Address,Nationality,Ineligible From,Ineligible Until,Originating Institution,"
                    "Prohibited Practice\n"
                    "\"Mr. Aka Hill, a.k.a. Jo Hill\",,Kenya,,,EBRD,X\n"
                    "River LLC aka Brook Company,,Georgia,,,EBRD,X\n"
                    "\"Hill, also doing business under Dale Works or Dale and Hill\",,India,,,EBRD,X\n"),
      ebrd));
  EXPECT_EQ(names(ebrd.entities.at(0)), "Mr. Aka Hill | Jo Hill");
  EXPECT_EQ(names(ebrd.entities.at(1)), "River LLC | Brook Company");
  EXPECT_EQ(names(ebrd.entities.at(2)), "Hill | Dale Works | Dale and Hill");
}

TEST_F(OfficialTableTest, AustraliaAsAWorkbookWithLaterColumns) {
  files::TestBook book;
  const auto row = [](int number, std::initializer_list<std::string_view> cells) {
    std::string xml = "<row r=\"" + std::to_string(number) + "\">";
    for (const std::string_view cell : cells)
      xml += "<c t=\"inlineStr\"><is><t>" + std::string(cell) + "</t></is></c>";
    return xml + "</row>";
  };
  book.sheets = {
      {"Notes", row(1, {"About this list"})},
      {"List",
       row(1, {"Reference", "Name of Individual or Entity", "Type", "Name Type", "Date of Birth",
               "Place of Birth", "Citizenship", "Address", "Additional Information", "Listing Information",
               "IMO Number", "Committees", "Control Date"}) +
           row(2, {"7", "Amin KARIM", "Individual", "Primary Name", "a) 1955-1956 b) 1960", "", "Iranian", "",
                   "", "", "", "1988", "41988"}) +
           row(3, {"7a", "امین", "Individual", "Original Script"}) +
           row(4, {"8", "BLUE STAR", "Vessel", "Primary Name", "", "", "", "", "", "", "IMO 9187629"})}};
  ReadText(files::MakeXlsx(book), "dfat.xlsx");
  EXPECT_EQ(read_.edition.layout, "dfat");
  const entity::Entity& person = read_.ById("7");
  EXPECT_EQ(person.caption, "Amin KARIM");
  EXPECT_EQ(All(person, "alias"), Texts{"امین"});
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1955", "1956", "1960"}));
  EXPECT_EQ(All(person, "nationality"), Texts{"ir"});
  EXPECT_EQ(First(read_.ById("8"), "imoNumber"), "9187629");
}

TEST_F(OfficialTableTest, CustomsOrders) {
  ReadText(
      "entity,country,industry,effective_date,type\n"
      "\"Golden Horse, a/k/a Yunnan Works\",China,Automotive,11/14/1991,WRO\n"
      "\"Golden Horse, a/k/a Yunnan Works, a/k/a Prison 1\",China,Automotive,3/18/1992,Finding\n"
      "All Turkmenistan Cotton or products with it.,Turkmenistan,Agriculture,5/18/2018,WRO\n"
      "Fishing Vessel: Da Wang 1,China,Agriculture,8/18/2020,WRO\n"
      ",India,,1/1/2020,WRO\n");
  EXPECT_EQ(read_.edition.layout, "cbp-orders");
  ASSERT_EQ(read_.entities.size(), 3u) << "an order and a finding about one party are one entry";
  EXPECT_EQ(All(At(0), "alias"), (Texts{"Yunnan Works", "Prison 1"}));
  EXPECT_EQ(All(At(0), "program"), (Texts{"CBP WRO", "CBP Finding"}));
  EXPECT_EQ(All(At(0), "listingDate"), (Texts{"1991-11-14", "1992-03-18"}));
  EXPECT_EQ(At(1).schema.name(), "Commodity");
  EXPECT_EQ(At(1).caption, "Cotton");
  EXPECT_EQ(First(At(1), "country"), "tm");
  EXPECT_EQ(At(2).schema, entity::schema::Vessel());
  EXPECT_TRUE(read_.HasProblem("names nobody and nothing"));
  EXPECT_EQ(read_.problems.at(0).row, 6u);
}

TEST_F(OfficialTableTest, UflpaInBothForms) {
  ReadText(
      "name,aliases(|),listed_year,category_as_given\n"
      "\"Rising Yarn Co., Ltd.\",RY|Rising,2022,2(d)(2)(B)(ii)\n");
  EXPECT_EQ(read_.edition.layout, "uflpa");
  EXPECT_EQ(All(At(0), "alias"), (Texts{"RY", "Rising"}));
  EXPECT_EQ(First(At(0), "program"), "UFLPA section 2(d)(2)(B)(ii)");
  EXPECT_EQ(First(At(0), "listingDate"), "2022");
  Gathered again;
  ASSERT_TRUE(testing::ReadAll(
      folder_.Write(
          "dhs.csv",
          "Entity,Industry,Location,Reason for Listing,UFLPA Legal Authority,Effective Date\n"
          "\"Sun Co., Ltd. (also known as Sol; and formerly known as Luna Co., Ltd.)\",Solar,Jiangsu,Sources "
          "material,Section 2(d)(2)(B)(v),1/15/2025\n"),
      again));
  EXPECT_EQ(again.entities.at(0).caption, "Sun Co., Ltd.");
  EXPECT_EQ(All(again.entities[0], "alias"), Texts{"Sol"});
  EXPECT_EQ(All(again.entities[0], "previousName"), Texts{"Luna Co., Ltd."});
  EXPECT_EQ(First(again.entities[0], "listingDate"), "2025-01-15");
  EXPECT_EQ(First(again.entities[0], "program"), "UFLPA section 2(d)(2)(B)(v)");
}

TEST_F(OfficialTableTest, CustomsOrdersInAllTheirWords) {
  ReadText(
      "entity,country,industry,effective_date,type\n"
      "Tuna harvested by the fishing vessel Tunny No. 61,Vanuatu,Agriculture,2/6/2019,WRO\n"
      "All Star Garments Ltd.,India,Apparel,1/1/2020,WRO\n"
      "All cotton produced by the River Production Corporation (RPC) and its affiliated "
      "entities,China,Cotton,"
      "12/2/2020,WRO\n"
      "Hill Holdings Berhad and its subsidiaries and joint ventures,Malaysia,Palm oil,9/30/2020,WRO\n"
      "Mill Co. (aliases unknown,China,X,1/1/2021,WRO\n");
  std::string all;
  for (const entity::Entity& entity : read_.entities)
    all += fmt::format("{}: {}\n", entity.schema.name(), entity.caption);
  EXPECT_EQ(all,
            "Vessel: Tunny No. 61\nOrganization: All Star Garments Ltd.\n"
            "Organization: River Production Corporation (RPC)\nOrganization: Hill Holdings Berhad\n"
            "Organization: Mill Co. (aliases unknown\n");
  EXPECT_EQ(First(At(3), "notes"), "and its subsidiaries and joint ventures");
  ASSERT_EQ(read_.problems.size(), 1u);
  EXPECT_TRUE(read_.HasProblem("not told apart"));
  EXPECT_EQ(read_.problems[0].row, 6u);
}

TEST_F(OfficialTableTest, UflpaNamesSubsidiariesAndCounts) {
  ReadText(
      "Entity,UFLPA Legal Authority,Aliases,Effective Date\n"
      "\"River Group Co., Ltd. (also known as RG) and its two subsidiaries, which include: A Yarn Co., Ltd.; "
      "and B "
      "Dye\",Section 2(d)(2)(B)(ii),RGC,1/15/2025\n"
      "Mill (including three aliases: A Mill; B Mill),Section 2(d)(2)(B)(ii),,1/15/2025\n");
  ASSERT_EQ(read_.entities.size(), 4u);
  EXPECT_EQ(At(0).caption, "River Group Co., Ltd.");
  EXPECT_EQ(All(At(0), "alias"), (Texts{"RG", "RGC"}));
  EXPECT_EQ(At(1).caption, "A Yarn Co., Ltd.");
  EXPECT_TRUE(All(At(1), "alias").empty());
  EXPECT_EQ(First(At(2), "notes"), "Subsidiary of: River Group Co., Ltd.");
  EXPECT_EQ(First(At(2), "program"), "UFLPA section 2(d)(2)(B)(ii)");
  EXPECT_EQ(All(At(3), "alias"), (Texts{"A Mill", "B Mill"}));
  ASSERT_EQ(read_.problems.size(), 1u);
  EXPECT_TRUE(read_.HasProblem("how many aliases"));
}

// The header of a publisher is not enough where others have it too.
TEST_F(OfficialTableTest, LookAlikesNeedAMapping) {
  const std::string_view tables[] = {
      "Manufacturer,Country,Date\nHill Mill,India,1/1/2020\n",
      "Entity,Country,Effective Date,Type\nHill Mill,India,1/1/2020,Supplier\nDale "
      "Mill,India,1/1/2020,Finding\n",
      "Manufacturer,Country,Date,Merchandise,Status\nHill Mill,India,1/1/2020,Shirts,Delivered\n",
      "Manufacturer,Country,Date,Status\nHill Mill,India,1/1/2020,Active\n",
      "Entity,Country,Effective Date,Type\nHill Mill,India,1/1/2020\n",
      "Name,UFLPA list\nHill Mill,no\nDale Mill,yes\n",
  };
  for (const std::string_view table : tables) {
    const auto found = FindSources(folder_.Write("other.csv", table));
    ASSERT_FALSE(found) << table;
    EXPECT_NE(found.error().external.find("other.csv.map.toml"), std::string::npos) << found.error().external;
  }
}

TEST_F(OfficialTableTest, CustomsOrdersOfTheWebPageAndTheLawsSectionAreKnown) {
  ReadText(
      "Orders and findings\nDate,Country,Merchandise,Manufacturer,Status\n,,,,\n"
      "2/6/2019,Taiwan,Tuna,Hill Mill,Active\n1/1/2020,India,Shirts,Dale Mill,Partially Active\n");
  EXPECT_EQ(read_.edition.layout, "cbp-orders");
  EXPECT_EQ(read_.entities.size(), 2u);
  Gathered uflpa;
  ASSERT_TRUE(testing::ReadAll(
      folder_.Write("u.csv",
                    "Name,UFLPA list\nHill Mill,Section 2(d)(2)(B)(ii) and (v)\nDale,2(d)(2)(B)(i)\n"),
      uflpa));
  EXPECT_EQ(uflpa.edition.layout, "uflpa");
}

TEST_F(OfficialTableTest, ListOfGoodsWithMarksOrInWords) {
  ReadText(
      "List of Goods\nCountry/Area,Good,Child Labor,Forced Labor,Forced Child "
      "Labor\nBenin,Cotton,X,X,\nPeru,Gold,,,X\n"
      "Peru,,X,,\nChina,Toys,,,\n");
  EXPECT_EQ(read_.edition.layout, "dol-goods");
  ASSERT_EQ(read_.entities.size(), 3u);
  EXPECT_EQ(At(0).schema.name(), "Commodity");
  EXPECT_EQ(At(0).id, HashId("Cotton", "bj"));
  EXPECT_EQ(All(At(0), "program"), (Texts{"TVPRA list: child labor", "TVPRA list: forced labor"}));
  EXPECT_EQ(All(At(1), "program").size(), 3u) << "forced child labour is both";
  EXPECT_TRUE(read_.HasProblem("the row is not read"));
  EXPECT_TRUE(read_.HasProblem("neither is marked"));
  Gathered words;
  ASSERT_TRUE(testing::ReadAll(
      folder_.Write("w.csv", "Country,Good,Exploitation Type\nBenin,Cotton,\"Child Labor, Forced Labor\"\n"),
      words));
  EXPECT_EQ(All(words.entities.at(0), "program").size(), 2u);
}

TEST_F(OfficialTableTest, OpenSanctionsSimpleCsv) {
  ReadText(
      "\"id\",\"schema\",\"name\",\"aliases\",\"birth_date\",\"countries\",\"addresses\",\"identifiers\","
      "\"sanctions\","
      "\"phones\",\"emails\",\"program_ids\",\"dataset\",\"first_seen\",\"last_seen\",\"last_change\"\n"
      "\"Q1\",\"Person\",\"Amin Karim\",\"Amine;\"\"Karim; the "
      "elder\"\"\",\"1974-05-12;1966\",\"ir;fr\",\"Road 1\",\"A123\","
      "\"SDGT\",\"+98 1\",\"a@b.org\",\"US-X\",\"Test "
      "List\",\"2023-01-01T00:00:00\",\"x\",\"2024-02-03T10:00:00\"\n"
      "\"v1\",\"Vessel\",\"Blue "
      "Star\",\"\",\"\",\"pa\",\"\",\"IMO9187629\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n"
      "\"s1\",\"Sanction\",\"x\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n"
      "\"z1\",\"Ghost\",\"x\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\",\"\"\n",
      "targets.simple.csv");
  EXPECT_EQ(read_.edition.layout, "opensanctions-csv");
  const entity::Entity& person = read_.ById("Q1");
  EXPECT_EQ(All(person, "alias"), (Texts{"Amine", "Karim; the elder"}));
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1974-05-12", "1966"}));
  EXPECT_EQ(All(person, "country"), (Texts{"ir", "fr"}));
  EXPECT_EQ(First(person, "idNumber"), "A123");
  EXPECT_EQ(First(person, "programId"), "US-X");
  EXPECT_EQ(First(person, "modifiedAt"), "2024-02-03");
  EXPECT_TRUE(read_.ById("v1").Has(entity::prop::ImoNumber()));
  EXPECT_EQ(read_.edition.not_parties, 1u);
  EXPECT_TRUE(read_.HasProblem("not a schema of FollowTheMoney"));
}

TEST(SimpleCsvValuesTest, QuotesAndSemicolons) {
  EXPECT_EQ(SimpleCsvValues("a;\"b; c\";\"d \"\"e\"\"\""), (Texts{"a", "b; c", "d \"e\""}));
  EXPECT_EQ(SimpleCsvValues("\"open; b"), (Texts{"\"open", "b"}));
  EXPECT_EQ(SimpleCsvValues("\"a\"b;c"), (Texts{"\"a\"b", "c"}));
  EXPECT_TRUE(SimpleCsvValues("").empty());
  EXPECT_TRUE(SimpleCsvValues(";;").empty());
}

TEST_F(OfficialTableTest, AHeaderTooFarDownIsNotFound) {
  std::string text;
  for (std::size_t i = 0; i < base::kMaxMappingHeaderRows; ++i) text += "x,y\n";
  const auto found =
      FindSources(folder_.Write("deep.csv", text + "Country,Good,Child Labor\nBenin,Cotton,X\n"));
  ASSERT_FALSE(found);
  EXPECT_NE(found.error().external.find("deep.csv.map.toml"), std::string::npos);
  const base::Result<OpenedTable> opened = OpenByHeader("a,b\n", "t.csv", OpenSanctionsColumns());
  ASSERT_FALSE(opened);
  EXPECT_NE(opened.error().external.find("t.csv: no header with the columns \"id\", \"schema\""),
            std::string::npos)
      << opened.error().external;
}

// As LibreOffice writes it: repeated empty cells and rows at the ends.
TEST_F(OfficialTableTest, AnOpenDocumentSpreadsheetIsAListToo) {
  std::string rows;
  for (const auto& cells : std::initializer_list<std::initializer_list<std::string_view>>{
           {"Country", "Good", "Child Labor", "Forced Labor"},
           {"Benin", "Cotton", "X", ""},
           {"Peru", "Gold", "", "X"}}) {
    rows += "<table:table-row>";
    for (const std::string_view cell : cells)
      rows += "<table:table-cell office:value-type=\"string\"><text:p>" + std::string(cell) +
              "</text:p></table:table-cell>";
    rows += "<table:table-cell table:number-columns-repeated=\"16380\"/></table:table-row>";
  }
  rows +=
      "<table:table-row table:number-rows-repeated=\"1048570\"><table:table-cell "
      "table:number-columns-repeated=\"16384\"/></table:table-row>";
  ReadText(
      files::MakeZip(
          {{"mimetype", "application/vnd.oasis.opendocument.spreadsheet", true},
           {"content.xml",
            "<office:document-content xmlns:office=\"o\" xmlns:table=\"t\" xmlns:text=\"x\"><office:body>"
            "<office:spreadsheet><table:table table:name=\"About\"/><table:table table:name=\"List\">" +
                rows + "</table:table></office:spreadsheet></office:body></office:document-content>"}}),
      "goods.ods");
  EXPECT_EQ(read_.edition.layout, "dol-goods");
  ASSERT_EQ(read_.entities.size(), 2u);
  EXPECT_EQ(First(At(1), "country"), "pe");
}

TEST_F(OfficialTableTest, AMappingBesideTheFileComesFirst) {
  folder_.Write("goods.csv.map.toml",
                "[entity]\nschema = \"Company\"\n[[value]]\nproperty = \"name\"\ncolumn = \"Good\"\n");
  ReadText("Country,Good,Child Labor\nBenin,Cotton,X\n", "goods.csv");
  EXPECT_EQ(read_.edition.layout, "mapped-table");
  EXPECT_EQ(At(0).schema, entity::schema::Company());
}

}  // namespace
}  // namespace lists
