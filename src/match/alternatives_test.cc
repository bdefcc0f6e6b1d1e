#include "match/alternatives.h"

#include <gtest/gtest.h>

#include "base/limits_match.h"
#include "match/match.h"
#include "match/name.h"
#include "match/test_lists.h"

namespace match {
namespace {

using Parts = std::vector<std::string_view>;

TEST(Alternatives, StandBetweenSlashes) {
  EXPECT_EQ(AlternativesOf("Blue Heron Ltd"), Parts());
  EXPECT_EQ(AlternativesOf("Harakat Ansar / HUM"), (Parts{"Harakat Ansar ", " HUM"}));
  EXPECT_EQ(AlternativesOf("Blue Heron Ltd/Reiher GmbH"), (Parts{"Blue Heron Ltd", "Reiher GmbH"}));
  EXPECT_EQ(AlternativesOf("Союз/Soyuz/Union"), (Parts{"Союз", "Soyuz", "Union"}));
}

TEST(Alternatives, NotInOneWord) {
  for (const char* text : {"Novo Heron A/S", "Heron c/o Reiher", "Ryenha J/V Corporation", "DHKP/C", "/Heron",
                           "Heron/", "//", "/", "", "a / b"}) {
    EXPECT_EQ(AlternativesOf(text), Parts()) << text;
  }
}

TEST(Alternatives, StandInBracketsAtTheEnd) {
  EXPECT_EQ(NamesInBrackets("Đoàn Văn Cường (Cuong Doan) "), (Parts{"Đoàn Văn Cường ", "Cuong Doan"}));
  for (const char* text : {"Heron (Korea)", "Heron (Ltd", "Heron) Reiher", "(Blue Heron)", "Heron (a b) c",
                           "Heron ((a b))", "Heron (a b) (c d)", "Heron ( )", "Heron (a )", ""})
    EXPECT_EQ(NamesInBrackets(text), Parts()) << text;
  EXPECT_GT(CompareNames(entity::schema::Person(), "Cuong Doan", "Đoàn Văn Cường (Cuong Doan)"), 0.90);
}

TEST(Alternatives, NoMoreThanTheLimit) {
  std::string text = "heron";
  for (std::size_t i = 1; i < base::kMaxAlternatives; ++i) text += "/heron";
  EXPECT_EQ(AlternativesOf(text).size(), base::kMaxAlternatives);
  EXPECT_EQ(AlternativesOf(text + "/heron"), Parts());
}

TEST(Alternatives, EachIsAReadingWhereItIsAName) {
  const auto firms = [](std::string_view a, std::string_view b) {
    return CompareNames(entity::schema::Company(), a, b);
  };
  EXPECT_GT(firms("Zyxwlorn Qwertzui", "Zyxwlorn Qwertzui/Blue Heron Holding"), 0.90);
  EXPECT_GT(firms("Blue Heron Holding / Zyxwlorn", "Zyxwlorn Ltd"), 0.80);
  // What is a line of business alone is no name: it would match every firm of that trade.
  EXPECT_LT(firms("Export Company", "Zyxwlorn Import/Export Company"), 0.50);
}

// The index finds a name between slashes as the reference does.
TEST(Alternatives, AreFoundByTheIndex) {
  const testing::Compiled world =
      testing::Compiled::Of({testing::Make("Company", {"Zyxwlorn Qwertzui / Blue Heron Holding"}),
                             testing::Make("Company", {"Green Heron"})});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const entity::Entity party = testing::Make("Company", {"Zyxwlorn Qwertzui Ltd"});
  const std::vector<Alert> fast = Screen(party, lists, {}, scratch);
  const std::vector<Alert> slow = ScreenByBruteForce(party, lists, {});
  ASSERT_EQ(fast.size(), 1u);
  ASSERT_EQ(slow.size(), 1u);
  EXPECT_EQ(fast[0].score, slow[0].score);
  EXPECT_TRUE(fast[0].match);
  EXPECT_EQ(fast[0].candidate_name, "Zyxwlorn Qwertzui / Blue Heron Holding");
}

}  // namespace
}  // namespace match
