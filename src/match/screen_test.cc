// The fast engine against the slow, obvious one: the same alerts, scores and order, on exhaustive small
// worlds and on random ones.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/match.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"

namespace match {
namespace {

using testing::Random;

using testing::Compiled;
using testing::Make;

void ExpectSame(const std::vector<Alert>& fast, const std::vector<Alert>& slow, const std::string& what) {
  ASSERT_EQ(fast.size(), slow.size()) << what;
  for (std::size_t i = 0; i < fast.size(); ++i) {
    EXPECT_EQ(fast[i].id, slow[i].id) << what;
    EXPECT_EQ(fast[i].score, slow[i].score) << what;
    EXPECT_EQ(fast[i].name_similarity, slow[i].name_similarity) << what;
    EXPECT_EQ(fast[i].query_name, slow[i].query_name) << what;
    EXPECT_EQ(fast[i].candidate_name, slow[i].candidate_name) << what;
    EXPECT_EQ(fast[i].evidence.size(), slow[i].evidence.size()) << what;
  }
}

// Every name of up to `longest` words over the words given.
std::vector<std::string> AllNames(const std::vector<std::string>& words, std::size_t longest) {
  std::vector<std::string> names;
  std::vector<std::string> last = {""};
  for (std::size_t n = 0; n < longest; ++n) {
    std::vector<std::string> next;
    for (const std::string& begin : last) {
      for (const std::string& word : words) next.push_back(begin.empty() ? word : begin + " " + word);
    }
    names.insert(names.end(), next.begin(), next.end());
    last = std::move(next);
  }
  return names;
}

void CheckAllPairs(const char* schema, const std::vector<std::string>& words) {
  const std::vector<std::string> names = AllNames(words, 3);
  std::vector<entity::Entity> entities;
  for (std::size_t i = 0; i < names.size(); ++i)
    entities.push_back(Make(schema, {names[i].c_str()}, ("e" + std::to_string(i)).c_str()));
  const Compiled world = Compiled::Of(entities);
  const CompiledList* lists[] = {&world.list};
  ScreenOptions options;
  options.threshold = 0.40;
  options.limit = base::kMaxResultLimit;
  options.explain = false;
  Scratch scratch;
  for (const entity::Entity& party : entities) {
    ExpectSame(Screen(party, lists, options, scratch), ScreenByBruteForce(party, lists, options),
               party.caption);
  }
}

TEST(Screen, EqualsTheReferenceOnAllNamesOfUpToThreeWords) {
  CheckAllPairs("Person", {"Jong", "Jung", "J", "al", "Sergei", "SergeiJong"});
  CheckAllPairs("Company", {"Trading", "Tradng", "Hengda", "Co", "3", "tradinghengda"});
}

TEST(Screen, EqualsTheReferenceOnRandomWorlds) {
  const std::uint64_t seed = testing::SeedOr(20261122);
  for (std::size_t round = 0; round < testing::Scaled(25); ++round) {
    Random random(seed + round);
    std::vector<entity::Entity> entities;
    for (std::size_t i = 0; i < 60; ++i) entities.push_back(testing::RandomEntity(i, random));
    const Compiled world = Compiled::Of(entities);
    const CompiledList* lists[] = {&world.list};
    Scratch scratch;
    for (std::size_t i = 0; i < 40; ++i) {
      entity::Entity party = testing::RandomEntity(1000 + i, random);
      ScreenOptions options;
      options.threshold = random.Chance(50) ? 0.70 : 0.30 + 0.05 * static_cast<double>(random.Below(10));
      options.limit = random.Chance(50) ? 5 : 1000;
      ExpectSame(Screen(party, lists, options, scratch), ScreenByBruteForce(party, lists, options),
                 "MANUMIT_SEED=" + std::to_string(seed + round) + " party " + party.caption);
    }
  }
}

TEST(Screen, AScoreDoesNotDependOnWhatElseIsListed) {
  Random random(testing::SeedOr(7));
  std::vector<entity::Entity> entities;
  for (std::size_t i = 0; i < 80; ++i) entities.push_back(testing::RandomEntity(i, random));
  const Compiled all = Compiled::Of(entities);
  const CompiledList* all_lists[] = {&all.list};
  ScreenOptions options;
  options.limit = 1000;
  Scratch scratch;
  for (std::size_t i = 0; i < 40; ++i) {
    const entity::Entity party = testing::RandomEntity(1000 + i, random);
    for (const Alert& alert : Screen(party, all_lists, options, scratch)) {
      const Compiled alone = Compiled::Of({entities[alert.index]});
      const CompiledList* alone_lists[] = {&alone.list};
      Scratch fresh;
      const std::vector<Alert> single = Screen(party, alone_lists, options, fresh);
      ASSERT_EQ(single.size(), 1u) << party.caption << " / " << alert.caption;
      EXPECT_EQ(single[0].score, alert.score);
    }
  }
}

TEST(Screen, BestFirstThenListThenId) {
  const Compiled world =
      Compiled::Of({Make("Company", {"Hengda Textile"}, "b"), Make("Company", {"Hengda Textile"}, "a"),
                    Make("Company", {"Hengda Textiles Guangzhou"}, "c")});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(Make("Company", {"Hengda Textile"}), lists, {}, scratch);
  ASSERT_GE(alerts.size(), 2u);
  EXPECT_EQ(alerts[0].id, "a");
  EXPECT_EQ(alerts[1].id, "b");
}

TEST(Screen, EqualScoresOfTwoListsStandByTheListsName) {
  const Compiled b = Compiled::Of({Make("Company", {"Hengda Textile"}, "1")}, 1, "b");
  const Compiled a = Compiled::Of({Make("Company", {"Hengda Textile"}, "2")}, 1, "a");
  const CompiledList* lists[] = {&b.list, &a.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(Make("Company", {"Hengda Textile"}), lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 2u);
  EXPECT_EQ(alerts[0].list, "a");
  EXPECT_EQ(alerts[0].list_index, 1u);
  EXPECT_EQ(alerts[1].list, "b");
}

TEST(Screen, FindsByIdentifierAloneWhateverTheNames) {
  entity::Entity listed = Make("Company", {"Wholly Other Name"});
  listed.Add(entity::prop::RegistrationNumber(), "91330000ABC123");
  entity::Entity party = Make("Company", {"Zeta Kft"});
  party.Add(entity::prop::RegistrationNumber(), "9133 0000-abc123");
  const Compiled world = Compiled::Of({listed});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(party, lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_EQ(alerts[0].identity, Identity::kSupported);
  EXPECT_EQ(alerts[0].evidence[0].feature, "identifier");
}

TEST(Screen, ALegalFormAndANumberAreFoundAndDoNotMatchEveryCorporation) {
  const Compiled world =
      Compiled::Of({Make("Company", {"11420 CORP."}, "n"), Make("Company", {"Corp. Ltd"}, "c"),
                    Make("Company", {"99817 CORP"}, "o")});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> same = Screen(Make("Company", {"11420 Corporation"}), lists, {}, scratch);
  ASSERT_EQ(same.size(), 1u);
  EXPECT_EQ(same[0].id, "n");
  EXPECT_TRUE(same[0].match);
  EXPECT_TRUE(Screen(Make("Company", {"Blue Heron Corp."}), lists, {}, scratch).empty());
}

TEST(Screen, LimitIsKeptAndTheLargestIsAtLeastAThousand) {
  std::vector<entity::Entity> entities;
  for (int i = 0; i < 1200; ++i)
    entities.push_back(Make("Company", {"Hengda Textile"}, ("e" + std::to_string(i)).c_str()));
  const Compiled world = Compiled::Of(entities, 2);
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  ScreenOptions options;
  EXPECT_EQ(Screen(entities[0], lists, options, scratch).size(), 5u);
  options.limit = 1000;
  EXPECT_EQ(Screen(entities[0], lists, options, scratch).size(), 1000u);
  static_assert(base::kMaxResultLimit >= 1000);
}

}  // namespace
}  // namespace match
