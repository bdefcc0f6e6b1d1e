#include "match/acronym.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "match/match.h"
#include "match/tables.h"
#include "match/test_lists.h"
#include "match/test_names.h"
#include "match/test_worlds.h"

namespace match {
namespace {

std::vector<TokenView> ViewsOf(const Name& name) {
  std::vector<TokenView> views;
  for (const Token& t : name.tokens) views.push_back(ViewOf(t));
  return views;
}

std::vector<std::string> RunsOf(std::string_view name) {
  const std::vector<Name> names = PrepareName(name, Kind::kOrganization);
  std::vector<AcronymRun> runs;
  AcronymRuns(ViewsOf(names.at(0)), runs);
  std::vector<std::string> letters;
  for (const AcronymRun& run : runs) letters.push_back(run.letters);
  return letters;
}

using Letters = std::vector<std::string>;

TEST(Acronym, TheInitialsOfTheFirstWords) {
  EXPECT_EQ(RunsOf("China National Offshore Oil Corporation"), (Letters{"cno", "cnoo", "cnooc"}));
  EXPECT_EQ(RunsOf("Hong Kong Textile Co"), (Letters{"hkt", "hktc"}));
  EXPECT_EQ(RunsOf("The Bank of Northern Zenova"), (Letters{"bnz"}));  // stop words give no letter
  EXPECT_EQ(RunsOf("PT Hengda Global Textile"), (Letters{"hgt"}));     // nor does a legal form in front
  EXPECT_EQ(RunsOf("Hengda Textile"), Letters{});
  EXPECT_EQ(RunsOf("Hengda Plant 3 Global Textile"), Letters{});  // a number ends it
}

TEST(Acronym, HasThreeToEightLetters) {
  const Letters runs = RunsOf("Alpha Bravo Charlie Delta Echo Foxtrot Golfo Hotelo Indigo Julietta");
  ASSERT_FALSE(runs.empty());
  EXPECT_EQ(runs.front().size(), kLeastAcronym);
  EXPECT_EQ(runs.back().size(), kMostAcronym);
}

TEST(Acronym, MeetsTheLongForm) {
  EXPECT_GE(Firms("CNOOC", "China National Offshore Oil Corporation"), 0.70);
  EXPECT_GE(Firms("CNOOC Ltd", "China National Offshore Oil Corporation"), 0.70);
  EXPECT_GE(Firms("IRISL", "Islamic Republic of Iran Shipping Lines"), 0.70);
  EXPECT_LT(Firms("HKTD", "Hong Kong Textile Co"), 0.30);
  // Three and four letters are shown, but no match by themselves; with four a country is enough.
  EXPECT_GT(Firms("KDB", "Korea Development Bank"), 0.50);
  EXPECT_LT(Firms("KDB", "Korea Development Bank"), 0.60);
  EXPECT_GT(Firms("HKTC", "Hong Kong Textile Co"), 0.69);
  EXPECT_LT(Firms("HKTC", "Hong Kong Textile Co"), 0.70);
}

TEST(Acronym, CommonWordsAreNoAcronyms) {
  EXPECT_LT(Firms("Star Ltd", "Southern Textile And Rubber"), 0.30);
  EXPECT_LT(Firms("Iran", "Islamic Republic Ata Nour"), 0.30);
  EXPECT_EQ(CompareNames(entity::schema::Person(), "Jkr", "John Kevin Rossi"), 0);
}

TEST(Acronym, BesideItsLongFormItCountsOnce) {
  const char* both = "China National Offshore Oil Corporation (CNOOC)";
  EXPECT_GE(Firms(both, "China National Offshore Oil Corporation"), 0.90);
  EXPECT_GE(Firms(both, "CNOOC"), 0.85);
  EXPECT_GT(Firms(both, "CNOOC"), Firms("China National Offshore Oil Corporation", "CNOOC"));
  EXPECT_GE(Firms("CNOOC - China National Offshore Oil Corporation", "CNOOC"), 0.85);
}

// The reference: the letters of every run, put together by hand.
TEST(Acronym, RunsAreWhatTheirWordsSay) {
  testing::Random random(testing::SeedOr(77));
  for (std::size_t i = 0; i < testing::Scaled(3000); ++i) {
    for (const Name& name :
         PrepareName(testing::RandomName(testing::OrganizationWords(), random), Kind::kOrganization)) {
      const std::vector<TokenView> views = ViewsOf(name);
      std::vector<AcronymRun> runs;
      AcronymRuns(views, runs);
      for (const AcronymRun& run : runs) {
        ASSERT_GE(run.count, 2);
        ASSERT_LE(std::size_t{run.begin} + run.count, views.size());
        ASSERT_TRUE(IsContent(views[run.begin].token_class));
        // The letters are those of the words, in their order: the first of each, or what a phrase gives.
        std::string letters;
        for (std::size_t k = run.begin; k < std::size_t{run.begin} + run.count; ++k) {
          if (views[k].token_class == TokenClass::kStop) continue;
          const auto phrase = GetTables().phrase_initials.find(views[k].form);
          const bool said = run.letters.substr(letters.size(), 1) == views[k].form.substr(0, 1) &&
                            (phrase == GetTables().phrase_initials.end() ||
                             !run.letters.substr(letters.size()).starts_with(phrase->second));
          letters += said                                          ? std::string(1, views[k].form[0])
                     : phrase == GetTables().phrase_initials.end() ? "?"
                                                                   : phrase->second;
        }
        ASSERT_EQ(run.letters, letters);
      }
    }
  }
}

// What only an acronym makes alike is found through the index as well.
TEST(Acronym, TheIndexFindsBothDirections) {
  const std::vector<entity::Entity> entities = {
      testing::Make("Company", {"China National Offshore Oil Corporation"}),
      testing::Make("Company", {"HKTC Ltd"}),
      testing::Make("Company", {"Zenova Global Textile Company (ZGTC)"})};
  const testing::Compiled world = testing::Compiled::Of(entities);
  const CompiledList* lists[] = {&world.list};
  const ScreenOptions options;
  Scratch scratch;
  for (const char* name : {"CNOOC", "Hong Kong Textile Co", "ZGTC", "Zenova Global Textile Company"}) {
    const entity::Entity party = testing::Make("Company", {name});
    const std::vector<Alert> fast = Screen(party, lists, options, scratch);
    const std::vector<Alert> slow = ScreenByBruteForce(party, lists, options);
    ASSERT_EQ(fast.size(), 1u) << name;
    ASSERT_EQ(slow.size(), 1u) << name;
    EXPECT_EQ(fast[0].score, slow[0].score) << name;
    EXPECT_GT(fast[0].score, 0.60) << name;
  }
}

TEST(Acronym, ACountrySpeaksForFourLetters) {
  entity::Entity entry = testing::Make("Company", {"Hong Kong Textile Co"});
  entity::Entity party = testing::Make("Company", {"HKTC"});
  for (entity::Entity* e : {&entry, &party}) e->Add(entity::prop::Country(), "hk");
  const testing::Compiled world = testing::Compiled::Of({entry});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(party, lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_TRUE(alerts[0].match);
}

TEST(Acronym, TheAlignmentSaysSo) {
  const std::vector<entity::Entity> entities = {
      testing::Make("Company", {"China National Offshore Oil Corporation"})};
  const testing::Compiled world = testing::Compiled::Of(entities);
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(testing::Make("Company", {"CNOOC"}), lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 1u);
  ASSERT_EQ(alerts[0].alignment.size(), 1u);
  EXPECT_EQ(alerts[0].alignment[0].query, "CNOOC");
  EXPECT_EQ(alerts[0].alignment[0].candidate, "China National Offshore Oil Corporation");
  EXPECT_EQ(alerts[0].alignment[0].relation, "acronym");
}

}  // namespace
}  // namespace match
