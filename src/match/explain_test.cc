// Every alert can be computed again from what it prints.

#include <gtest/gtest.h>

#include <map>

#include "match/name_similarity.h"
#include "match/score.h"
#include "match/test_lists.h"
#include "match/test_worlds.h"

namespace match {
namespace {

void ExpectRecomputable(const Alert& alert, const ScreenOptions& options) {
  EXPECT_EQ(ScoreOf(alert.name_similarity, SumOfEffects(alert.evidence)), alert.score);
  EXPECT_EQ(IdentityOf(SumOfEffects(alert.evidence)), alert.identity);
  EXPECT_EQ(alert.match, alert.score >= options.threshold);
  EXPECT_GE(alert.score, std::min(options.threshold, kResultFloor));
  EXPECT_FALSE(alert.settle.empty());
  std::map<std::string, double> parts(alert.name_parts.begin(), alert.name_parts.end());
  ASSERT_TRUE(parts.contains("agreement"));
  const double product =
      parts["agreement"] * parts["certainty"] * parts["order"] * parts["forms"] * parts["differences"];
  EXPECT_NEAR(alert.name_similarity, product, 1e-5);
  if (parts["total"] > 0) {
    EXPECT_NEAR(parts["agreement"], parts["aligned"] / parts["total"], 1e-5);
    EXPECT_NEAR(parts["certainty"], CertaintyOf(parts["bits"]), 1e-5);
  }
  double aligned = 0;
  for (const AlignedToken& t : alert.alignment) {
    EXPECT_FALSE(t.query.empty() && t.candidate.empty());
    EXPECT_EQ(t.similarity > 0, !t.query.empty() && !t.candidate.empty());
    aligned += t.similarity * std::min(t.query_weight, t.candidate_weight);
  }
  EXPECT_NEAR(aligned, parts["aligned"], 1e-4);
}

TEST(Explain, EveryScoreFollowsFromItsParts) {
  const std::uint64_t seed = testing::SeedOr(77);
  std::size_t alerts = 0;
  for (std::size_t round = 0; round < testing::Scaled(12); ++round) {
    testing::Random random(seed + round);
    std::vector<entity::Entity> entities;
    for (std::size_t i = 0; i < 80; ++i) entities.push_back(testing::RandomEntity(i, random));
    const testing::Compiled world = testing::Compiled::Of(entities);
    const CompiledList* lists[] = {&world.list};
    Scratch scratch;
    ScreenOptions options;
    options.limit = 50;
    options.threshold = 0.4;
    for (std::size_t i = 0; i < 40; ++i) {
      const entity::Entity party = testing::RandomEntity(1000 + i, random);
      for (const Alert& alert : Screen(party, lists, options, scratch)) {
        SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed + round) + " " + party.caption + " / " +
                     alert.caption);
        ExpectRecomputable(alert, options);
        ++alerts;
      }
    }
  }
  EXPECT_GT(alerts, 500u);
}

TEST(Explain, TokensThatMeetNothingStandAlone) {
  const testing::Compiled world =
      testing::Compiled::Of({testing::Make("Person", {"Vladimir Vladimirovich Putin"})});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(testing::Make("Person", {"Putin, Vladimir"}), lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 1u);
  EXPECT_EQ(alerts[0].query_name, "Putin, Vladimir");
  EXPECT_EQ(alerts[0].candidate_name, "Vladimir Vladimirovich Putin");
  std::map<std::string, std::string> relations;
  for (const AlignedToken& t : alerts[0].alignment) relations[t.candidate] = t.relation;
  EXPECT_EQ(relations["Vladimir"], "same");
  EXPECT_EQ(relations["Putin"], "same");
  EXPECT_EQ(relations["Vladimirovich"], "only on list");
}

TEST(Explain, AWeakAliasIsSaid) {
  entity::Entity listed = testing::Make("Company", {"Qulon Vbnmtr"});
  listed.Add(entity::prop::WeakAlias(), "Hengda Yulong");
  const testing::Compiled world = testing::Compiled::Of({listed});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const std::vector<Alert> alerts = Screen(testing::Make("Company", {"Hengda Yulong"}), lists, {}, scratch);
  ASSERT_EQ(alerts.size(), 1u);
  ASSERT_EQ(alerts[0].evidence.size(), 1u);
  EXPECT_EQ(alerts[0].evidence[0].feature, "weakAlias");
  EXPECT_EQ(alerts[0].evidence[0].candidate, "Hengda Yulong");
  EXPECT_LT(alerts[0].score, alerts[0].name_similarity);
  EXPECT_EQ(alerts[0].caption, "Qulon Vbnmtr");
}

TEST(Explain, WithoutExplanationTheScoreIsTheSame) {
  const testing::Compiled world =
      testing::Compiled::Of({testing::Make("Company", {"Hengda Yulong Textile"})});
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  const entity::Entity party = testing::Make("Company", {"Hengda Yulong"});
  ScreenOptions options;
  const std::vector<Alert> full = Screen(party, lists, options, scratch);
  options.explain = false;
  const std::vector<Alert> bare = Screen(party, lists, options, scratch);
  ASSERT_EQ(full.size(), 1u);
  ASSERT_EQ(bare.size(), 1u);
  EXPECT_EQ(full[0].score, bare[0].score);
  EXPECT_TRUE(bare[0].alignment.empty());
  EXPECT_FALSE(full[0].alignment.empty());
}

}  // namespace
}  // namespace match
