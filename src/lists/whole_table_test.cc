#include "lists/whole_table.h"

#include <gtest/gtest.h>

#include "lists/testing.h"

namespace lists {
namespace {

using testing::Gathered;
using testing::TempFolder;

// What reading the table as a list says; empty where it reads it.
std::string Fault(std::string_view table, std::string_view mapping = "") {
  TempFolder folder;
  Gathered read;
  if (!mapping.empty()) folder.Write("list.csv.map.toml", mapping);
  const base::Status status = testing::ReadAll(folder.Write("list.csv", table), read);
  return status ? std::string() : status.error().external;
}

constexpr std::string_view kOrders = "entity,country,industry,effective_date,type\n";
constexpr std::string_view kMapping =
    "[entity]\nschema = \"Company\"\n[[value]]\nproperty = \"name\"\ncolumn = \"Name\"\n";

TEST(WholeTableTest, ARowWithoutItsEndWasCutOff) {
  const std::string orders = std::string(kOrders) + "Hill Mill,China,X,1/1/2020,WRO\n";
  EXPECT_EQ(Fault(orders), "");
  EXPECT_EQ(Fault(orders + "Shanghai Mill,China,X,1/1/2020,WRO"), "") << "whole but for its line end";
  EXPECT_EQ(Fault(orders + "Shan\n"), "") << "a whole line";
  EXPECT_EQ(Fault(orders + "\n\n  "), "");
  const std::string fault = Fault(orders + "Shan");
  EXPECT_NE(fault.find("list.csv: row 3: the last row has 1 of 5 cells"), std::string::npos) << fault;
  EXPECT_NE(fault.find("the file was cut off. Fetch it again"), std::string::npos) << fault;
  EXPECT_NE(Fault(orders + "Shanghai Mill,China,X,1/1").find("row 3"), std::string::npos);
  EXPECT_NE(Fault(orders + "\"Shanghai Mi").find("cut off: fetch it again"), std::string::npos)
      << "inside quotes";
  EXPECT_NE(Fault("Name,Country,Note\nShan", kMapping).find("row 2"), std::string::npos) << "the only row";
}

TEST(WholeTableTest, ShortRowsAreReadWhereAllAreShort) {
  const std::string rows = std::string(kOrders) + "Hill Mill,China,X,1/1/2020,WRO\nDale,China\nRiver,China";
  EXPECT_EQ(Fault(rows), "");
  EXPECT_EQ(Fault("Name,Country,Note\nHill\nDale", kMapping), "");
  EXPECT_EQ(Fault("Name,Country,,\nHill,cn\nDale,cn", kMapping), "") << "empty cells behind the header";
}

TEST(WholeTableTest, TablesWithAMappingAndWithoutAHeader) {
  EXPECT_NE(Fault("About\nName,Country,Note\nHill,cn,x\nDale",
                  std::string("[table]\nheader = [\"Name\"]\n") + std::string(kMapping))
                .find("row 4"),
            std::string::npos);
  EXPECT_NE(Fault("Hill,cn,x\nDale", std::string("[table]\ncolumns = [\"Name\", \"Country\", \"Note\"]\n") +
                                         std::string(kMapping))
                .find("row 2"),
            std::string::npos);
}

TEST(WholeTableTest, OfacsFilesWithoutAHeader) {
  TempFolder folder;
  const std::string row = "1,\"A\",-0- ,\"X\",-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- ,-0- \n";
  Gathered whole;
  EXPECT_TRUE(testing::ReadAll(folder.Write("sdn.csv", row + "\x1A"), whole));
  Gathered cut;
  const base::Status status = testing::ReadAll(folder.Write("sdn.csv", row + "2,\"B\""), cut);
  ASSERT_FALSE(status);
  EXPECT_NE(status.error().external.find("sdn.csv: row 2"), std::string::npos) << status.error().external;
}

}  // namespace
}  // namespace lists
