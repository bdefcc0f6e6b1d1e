#include "lists/ofac_csv.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "lists/testing.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;
using testing::TempFolder;
using Texts = std::vector<std::string>;

constexpr std::string_view kSdn =
    "101,\"KARIM, Amin Said, Jr.\",\"individual\",\"SDGT] [IRAN\",\"Treasurer\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- "
    ","
    "\"DOB 12 May 1974; alt. DOB circa 1966; POB Lyon, France; nationality Iran; Gender Male; "
    "Passport A123 (Iran) expires 05 Mar 2001; a.k.a. 'THE EAGLE; JR'; Linked To: GOLDEN RIVER TRADING S.A.; "
    "Brigadier General.\"\r\n"
    "102,\"GOLDEN RIVER TRADING\",-0- ,\"DPRK\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \r\n"
    "103,\"BLUE STAR\",\"vessel\",\"IRAN\",-0- ,\"T2EU4\",\"Crude Oil "
    "Tanker\",\"99,144\",\"56,068\",\"Panama\",\"NITC\","
    "\"Vessel Registration Identification IMO 9187629; MMSI 572469210; Former Vessel Flag Malta; alt. Former "
    "Vessel Flag None Identified.\"\r\n"
    "104,\"EP-XYZ\",\"aircraft\",\"IRAN\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,\"Aircraft Manufacturer's "
    "Serial Number (MSN) 4711; "
    "Aircraft Model IL76-TD; Aircraft Operator Some Air.\"\r\n"
    "105,\"short\"\r\n"
    "\x1A";
constexpr std::string_view kAlt =
    "101,1,\"aka\",\"KERIM, Amine\",-0- \r\n101,2,\"fka\",\"SAID, Amin\",-0- "
    "\r\n999,3,\"aka\",\"NOBODY\",-0- \r\n\x1A";
constexpr std::string_view kAdd =
    "101,1,\"1 Main Road\",\"Hanoi\",\"Vietnam\",-0- \r\n102,2,-0- ,-0- ,\"Iran\",-0- \r\n102,3,-0- "
    ",\"Lima\",\"undetermined\",-0\r\n";

class OfacCsvTest : public ::testing::Test {
 protected:
  void SetUp() override {
    folder_.Write("ofac-2026/SDN.CSV", kSdn);
    folder_.Write("ofac-2026/alt.csv", kAlt);
    folder_.Write("ofac-2026/Add.csv", kAdd);
  }

  TempFolder folder_;
  Gathered gathered_;
};

TEST_F(OfacCsvTest, ReadsAPerson) {
  ASSERT_TRUE(testing::ReadAll(folder_.Path("ofac-2026"), gathered_));
  EXPECT_EQ(gathered_.edition.list, "ofac-2026");
  EXPECT_EQ(gathered_.edition.layout, "ofac-csv");
  EXPECT_EQ(gathered_.edition.files, (Texts{"Add.csv", "SDN.CSV", "alt.csv"}));
  EXPECT_EQ(gathered_.edition.sha256.size(), 64u);
  EXPECT_EQ(gathered_.edition.entities, 4u);
  const entity::Entity& person = gathered_.ById("101");
  EXPECT_EQ(person.schema, entity::schema::Person());
  EXPECT_EQ(person.caption, "KARIM, Amin Said, Jr.");
  EXPECT_EQ(First(person, "lastName"), "KARIM");
  EXPECT_EQ(First(person, "firstName"), "Amin Said");
  EXPECT_EQ(First(person, "nameSuffix"), "Jr.");
  EXPECT_EQ(All(person, "alias"), Texts{"KERIM, Amine"});
  EXPECT_EQ(All(person, "previousName"), Texts{"SAID, Amin"});
  EXPECT_EQ(All(person, "weakAlias"), Texts{"THE EAGLE; JR"});
  EXPECT_EQ(All(person, "birthDate"), (Texts{"1974-05-12", "1966"}));
  EXPECT_EQ(First(person, "birthPlace"), "Lyon, France");
  EXPECT_EQ(First(person, "birthCountry"), "fr");
  EXPECT_EQ(All(person, "nationality"), Texts{"ir"});
  EXPECT_EQ(All(person, "country"), Texts{"vn"});
  EXPECT_EQ(All(person, "address"), Texts{"1 Main Road, Hanoi, Vietnam"});
  EXPECT_EQ(All(person, "passportNumber"), Texts{"A123"});
  EXPECT_EQ(All(person, "program"), (Texts{"SDGT", "IRAN"}));
  EXPECT_EQ(First(person, "position"), "Treasurer");
  EXPECT_EQ(First(person, "gender"), "male");
  EXPECT_EQ(All(person, "notes"), (Texts{"Linked To: GOLDEN RIVER TRADING S.A.", "Brigadier General"}));
}

TEST_F(OfacCsvTest, ReadsOrganisationsVesselsAndAircraft) {
  ASSERT_TRUE(testing::ReadAll(folder_.Path("ofac-2026"), gathered_));
  const entity::Entity& company = gathered_.ById("102");
  EXPECT_EQ(company.schema, entity::schema::Organization());
  EXPECT_EQ(All(company, "country"), Texts{"ir"});
  EXPECT_EQ(All(company, "address"), Texts{"Lima"});
  const entity::Entity& vessel = gathered_.ById("103");
  EXPECT_EQ(vessel.schema, entity::schema::Vessel());
  EXPECT_EQ(First(vessel, "imoNumber"), "9187629");
  EXPECT_EQ(First(vessel, "mmsi"), "572469210");
  EXPECT_EQ(First(vessel, "flag"), "pa");
  EXPECT_EQ(All(vessel, "pastFlags"), Texts{"mt"});
  EXPECT_EQ(First(vessel, "callSign"), "T2EU4");
  EXPECT_EQ(First(vessel, "notes"), "Owner: NITC");
  const entity::Entity& aircraft = gathered_.ById("104");
  EXPECT_EQ(aircraft.schema, entity::schema::Airplane());
  EXPECT_EQ(First(aircraft, "serialNumber"), "4711");
  EXPECT_EQ(First(aircraft, "model"), "IL76-TD");
}

TEST_F(OfacCsvTest, ReportsWhatItCannotUse) {
  ASSERT_TRUE(testing::ReadAll(folder_.Path("ofac-2026"), gathered_));
  ASSERT_EQ(gathered_.problems.size(), 2u);
  EXPECT_EQ(gathered_.problems[0].row, 5u);
  EXPECT_TRUE(gathered_.HasProblem("2 columns where the layout has 12"));
  EXPECT_TRUE(gathered_.HasProblem("no entry of this number in SDN.CSV"));
}

TEST_F(OfacCsvTest, MissingCompanionsAreReportedAndCommentsContinueRemarks) {
  std::string remarks = "DOB 12 May 1974; ";
  while (remarks.size() < 985) remarks += "Some Title; ";
  remarks.resize(990, ' ');
  remarks += "Passport B";
  const std::string row =
      fmt::format("7,\"X, Y\",individual,SDGT,-0-,-0-,-0-,-0-,-0-,-0-,-0-,\"{}\"\n", remarks);
  folder_.Write("cut/sdn.csv", row);
  ASSERT_TRUE(testing::ReadAll(folder_.Path("cut/sdn.csv"), gathered_));
  EXPECT_EQ(gathered_.edition.list, "sdn");
  EXPECT_TRUE(gathered_.HasProblem("no file of other names"));
  EXPECT_TRUE(gathered_.HasProblem("no file of addresses"));
  EXPECT_TRUE(gathered_.HasProblem("cut off by the publisher"));
  EXPECT_FALSE(gathered_.ById("7").Has(entity::prop::PassportNumber()));

  folder_.Write("whole/sdn.csv", row);
  folder_.Write("whole/sdn_comments.csv", "7,\"123456 (Iran).\"\n");
  Gathered whole;
  ASSERT_TRUE(testing::ReadAll(folder_.Path("whole"), whole));
  EXPECT_EQ(First(whole.ById("7"), "passportNumber"), "B123456");
}

class RemarksTest : public ::testing::Test {
 protected:
  // The values that one remark gives to an organisation.
  const entity::Entity& Values(std::string_view remark) {
    draft_.emplace(gathered_.problem_sink, "sdn.csv", 1);
    draft_->entity().schema = entity::schema::Organization();
    ReadOfacRemarks(remark, *draft_, counts_);
    return draft_->entity();
  }

  Gathered gathered_;
  std::optional<Draft> draft_;
  RemarkCounts counts_;
};

TEST_F(RemarksTest, EachKindOfFact) {
  const struct {
    const char* clause;
    const char* property;
    const char* value;
  } kCases[] = {
      {"DOB 1929 to 1929", "birthDate", "1929"},
      {"Cedula No. 16247821 (Colombia)", "idNumber", "16247821"},
      {"alt. C.U.R.P. CAIM680202MCHRLR08 (Mexico)", "idNumber", "CAIM680202MCHRLR08"},
      {"SSN 523-33-8386 (United States)", "socialSecurityNumber", "523-33-8386"},
      {"NIT # 800146749-7 (Colombia)", "taxNumber", "800146749-7"},
      {"Tax ID No. 100036386 (Serbia)", "taxNumber", "100036386"},
      {"V.A.T. Number BG 121024920 (Bulgaria)", "vatCode", "BG 121024920"},
      {"Registration ID HRB 26136 (Germany)", "registrationNumber", "HRB 26136"},
      {"Business Registration Document # F01000003035 (United States)", "registrationNumber", "F01000003035"},
      {"UK Company Number 01126618 (United Kingdom)", "registrationNumber", "01126618"},
      {"Folio Mercantil No. 343997 (Mexico) issued 14 Dec 2005", "registrationNumber", "343997"},
      {"D-U-N-S Number 542957624", "dunsCode", "542957624"},
      {"SWIFT/BIC HNRBBY2X", "swiftBic", "HNRBBY2X"},
      {"BIK (RU) 044525607", "bikCode", "044525607"},
      {"Identification Number IMO 5342883", "imoNumber", "5342883"},
      {"Diplomatic Passport 008827 (Iran) issued 1999", "passportNumber", "008827"},
      {"Passport RL 1622378 (Lebanon)", "passportNumber", "RL 1622378"},
      {"Email Address esm@example.com", "email", "esm@example.com"},
      {"Website www.example.com", "website", "www.example.com"},
      {"Phone Number 982188526301", "phone", "982188526301"},
      {"Organization Established Date 17 Dec 2016", "incorporationDate", "2016-12-17"},
      {"citizen Korea, North", "citizenship", "kp"},
      {"f.k.a. 'ANSAR'", "weakAlias", "ANSAR"},
      {"Istanbul Chamber of Comm. No. 13671", "registrationNumber", "13671"},
      {"Digital Currency Address - XBT 149w62rY42aZ", "cryptoAddress", "XBT 149w62rY42aZ"},
  };
  for (const auto& item : kCases) {
    const entity::Entity& entity = Values(std::string(item.clause) + ".");
    EXPECT_EQ(First(entity, item.property), item.value) << item.clause;
    EXPECT_TRUE(All(entity, "notes").empty()) << item.clause;
  }
  EXPECT_EQ(counts_.facts, std::size(kCases));
}

TEST_F(RemarksTest, TheOriginKeepsWhatTheValueLeavesOut) {
  EXPECT_EQ(Values("Passport A123 (Iran) issued 1999.").values.at(0).origin,
            "remarks: Passport A123 (Iran) issued 1999");
}

TEST_F(RemarksTest, StatementsAndFreeTextAreNotes) {
  const entity::Entity& entity = Values(
      "Secondary sanctions risk: North Korea Sanctions Regulations; ICTY indictee; Passport unknown; DOB "
      "Late 1970s");
  EXPECT_EQ(All(entity, "notes"), (Texts{"Secondary sanctions risk: North Korea Sanctions Regulations",
                                         "ICTY indictee", "Passport unknown", "DOB Late 1970s"}));
  EXPECT_EQ(counts_.clauses, 4u);
  EXPECT_EQ(counts_.statements, 2u);
  EXPECT_EQ(counts_.other, 2u);
}

}  // namespace
}  // namespace lists
