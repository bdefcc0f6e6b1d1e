// Official files as downloaded, on published editions where they are present (MANUMIT_TESTDATA). The expected
// counts were made without this reader: by short scripts over the XML and CSV files (Python's xml.etree and
// csv).

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "lists/testing.h"
#include "lists/text_rules.h"

namespace lists {
namespace {

using testing::All;
using testing::First;
using testing::Gathered;

class RealOfficialListsTest : public ::testing::Test {
 protected:
  void SetUp() override {
    if (testing::TestData().empty()) GTEST_SKIP() << "skipped: no test data";
  }

  void ReadList(const std::string& path) {
    const base::Status status = testing::ReadAll(testing::TestData() + "/lists/" + path, read_);
    ASSERT_TRUE(status) << status.error().external;
    std::set<std::string> ids;
    for (const entity::Entity& entity : read_.entities) {
      EXPECT_TRUE(ids.insert(entity.id).second) << entity.id;
      EXPECT_FALSE(entity.caption.empty()) << entity.id;
    }
    EXPECT_EQ(read_.edition.entities, read_.entities.size());
    Tell();
  }

  // For the test's output: what kinds of problems there were.
  void Tell() const {
    std::map<std::string, std::size_t> kinds;
    for (const Problem& problem : read_.problems) {
      const std::size_t from = problem.reason.size() > 60 ? problem.reason.size() - 60 : 0;
      ++kinds[problem.field + ": " + problem.reason.substr(from)];
    }
    fmt::print("{}: {} entities, {} names, {} no parties, {} problems\n", read_.edition.list,
               read_.edition.entities, read_.edition.names, read_.edition.not_parties, read_.problems.size());
    for (const auto& [kind, count] : kinds) fmt::print("  {:5} {}\n", count, kind);
    if (std::getenv("MANUMIT_SHOW_PROBLEMS") == nullptr) return;
    for (const Problem& problem : read_.problems)
      fmt::print("PROBLEM {} {}: {}: {}\n", problem.row, problem.field, problem.value, problem.reason);
  }

  std::size_t Values(std::string_view property) const {
    std::size_t count = 0;
    for (const entity::Entity& entity : read_.entities) count += All(entity, property).size();
    return count;
  }
  std::size_t With(std::string_view property) const {
    return static_cast<std::size_t>(std::count_if(
        read_.entities.begin(), read_.entities.end(),
        [&](const entity::Entity& entity) { return entity.Has(entity::PropertyNamed(property)); }));
  }
  std::size_t Of(entity::Schema schema) const {
    return static_cast<std::size_t>(
        std::count_if(read_.entities.begin(), read_.entities.end(),
                      [&](const entity::Entity& entity) { return entity.schema == schema; }));
  }

  // Other names are told apart from the names they stand beside.
  void ExpectPlainNames() const {
    for (const entity::Entity& entity : read_.entities) {
      if (entity.schema == entity::schema::Person()) continue;
      EXPECT_EQ(LowerAscii(entity.caption).find("known as"), std::string::npos) << entity.caption;
      for (const entity::Value* name : entity.Names())
        EXPECT_EQ(LowerAscii(name->text).find("known as"), std::string::npos) << name->text;
    }
  }

  Gathered read_;
};

TEST_F(RealOfficialListsTest, OfacConsolidatedXml) {
  ReadList("ofac-nonsdn-2025-03-28.xml");
  EXPECT_EQ(read_.edition.layout, "ofac-xml");
  EXPECT_EQ(read_.edition.date, "2025-03-28");
  EXPECT_EQ(read_.edition.entities, 443u);
  EXPECT_EQ(Of(entity::schema::Person()), 80u);
  EXPECT_EQ(With("birthDate"), 75u);
  EXPECT_EQ(Values("birthPlace"), 21u);
  EXPECT_EQ(Values("taxNumber"), 213u);
  EXPECT_EQ(Values("uscCode"), 58u);
  EXPECT_EQ(Values("isin"), 163u);  // two entries print one twice
  EXPECT_EQ(Values("alias") + Values("weakAlias") + Values("previousName"), 1136u);
  EXPECT_EQ(read_.ById("9640").caption, "ABU TEIR, Mohammed");
}

TEST_F(RealOfficialListsTest, CanadaXml) {
  ReadList("canada/sema-2025.xml");
  EXPECT_EQ(read_.edition.layout, "sema-xml");
  EXPECT_EQ(read_.edition.entities, 4759u);
  EXPECT_EQ(Of(entity::schema::Person()), 3334u);
  EXPECT_EQ(Of(entity::schema::Vessel()), 109u);
  EXPECT_EQ(Values("imoNumber"), 109u);
  EXPECT_EQ(With("listingDate"), 4759u);
  EXPECT_GE(With("alias"), 2877u);
  ExpectPlainNames();
  EXPECT_EQ(With("birthDate") + With("buildDate") + With("incorporationDate"), 1823u);
}

TEST_F(RealOfficialListsTest, WorldBank) {
  ReadList("worldbank/world_bank_debarred_2025-01-07.csv");
  EXPECT_EQ(read_.edition.layout, "world-bank");
  EXPECT_EQ(read_.edition.date, "2025-01-07");
  EXPECT_EQ(read_.edition.entities, 1228u) << "1,285 rows, by name and country";
  EXPECT_EQ(With("startDate"), read_.edition.entities);
  EXPECT_EQ(Of(entity::schema::Person()), 149u);
  EXPECT_EQ(Values("uscCode"), 33u);
  ExpectPlainNames();
  EXPECT_EQ(read_.problems.size(), 0u);
}

TEST_F(RealOfficialListsTest, Ebrd) {
  ReadList("ebrd/ineligible-2025-02.csv");
  EXPECT_EQ(read_.edition.layout, "ebrd");
  EXPECT_EQ(read_.edition.entities, 1320u) << "1,322 rows, by name and nationality";
  EXPECT_EQ(With("startDate"), 915u);
  EXPECT_EQ(With("endDate"), 850u);
  ExpectPlainNames();
  EXPECT_EQ(read_.problems.size(), 1u) << "unescaped quotation marks, told once";
}

TEST_F(RealOfficialListsTest, Australia) {
  ReadList("australia/dfat-2025-02.xlsx");
  EXPECT_EQ(read_.edition.layout, "dfat");
  EXPECT_EQ(read_.edition.entities, 3062u);
  EXPECT_EQ(read_.edition.names, 9534u) << "distinct names of 9,554 rows that are not blank";
  EXPECT_EQ(All(read_.ById("5"), "alias").size(), 5u);
  // Of 2,223 persons with a year somewhere in the cell.
  EXPECT_GE(With("birthDate"), 2210u);
  EXPECT_LE(With("birthDate"), 2223u);
}

TEST_F(RealOfficialListsTest, CustomsOrders) {
  ReadList("us-forced-labour/cbp_wro_active_2026-01.csv");
  EXPECT_EQ(read_.edition.layout, "cbp-orders");
  // Counted by eye in the 54 rows: 50 organisations, 6 vessels named as such and 6 in one order's text with a
  // company, 3 goods of a country; orders and findings about one party together.
  EXPECT_EQ(Of(entity::SchemaNamed("Commodity")), 3u);
  ExpectPlainNames();
  EXPECT_EQ(Of(entity::schema::Vessel()), 9u);
  EXPECT_EQ(Of(entity::schema::Organization()), 50u);
  EXPECT_EQ(read_.problems.size(), 0u);
}

TEST_F(RealOfficialListsTest, Uflpa) {
  ReadList("us-forced-labour/uflpa_partial_23_secondhand.csv");
  EXPECT_EQ(read_.edition.layout, "uflpa");
  EXPECT_EQ(read_.edition.entities, 23u);
  ExpectPlainNames();
}

TEST_F(RealOfficialListsTest, ListOfGoods) {
  ReadList("us-forced-labour/TVPRA2016_0.xlsx");
  EXPECT_EQ(read_.edition.layout, "dol-goods");
  EXPECT_EQ(read_.edition.entities, 379u);
  EXPECT_EQ(Of(entity::SchemaNamed("Commodity")), 379u);
}

}  // namespace
}  // namespace lists
