// Which parties a list of goods concerns: what is kept with each party, and counted, equals what its page
// would ask about, after any sequence of editions and changes.

#include <gtest/gtest.h>

#include <algorithm>
#include <map>

#include "base/limits_lists.h"
#include "match/test_worlds.h"
#include "screening/queue/queue_world.h"

namespace screening {
namespace {

using match::testing::Random;
using Contents = std::vector<std::pair<std::string, std::vector<entity::Entity>>>;

entity::Entity Good(const std::string& name, const std::string& country, std::string id) {
  return testing::Make("Commodity", name, {{"country", country}, {"authority", "A ministry"}}, std::move(id));
}

class QueueGoodsTest : public testing::QueueWorld {
 protected:
  Parties parties() { return Parties(*seams_); }

  // By id, through the filter, in pages.
  std::map<std::string, std::int64_t> Filtered(PartyFilter filter = {}) {
    filter.goods = true;
    std::map<std::string, std::int64_t> found;
    std::string after;
    do {
      const PartyPage page = parties().List(org_, filter, after, 3).value();
      for (const Party& party : page.parties) found[party.id.text()] = party.goods;
      after = page.next;
    } while (!after.empty());
    return found;
  }
  // The slow way: every party is asked about.
  std::map<std::string, std::int64_t> Asked() {
    std::map<std::string, std::int64_t> found;
    const auto ask = [&](const Party& party) -> base::Result<bool> {
      const auto goods = static_cast<std::int64_t>(parties().Goods(party).value().size());
      EXPECT_EQ(party.goods, goods) << party.entity.caption;
      if (goods > 0) found[party.id.text()] = goods;
      return true;
    };
    EXPECT_TRUE(parties().Each(org_, ask).has_value());
    return found;
  }
  void Check() {
    EXPECT_EQ(Filtered(), Asked());
    EXPECT_EQ(parties().CountWithGoods(org_).value(), static_cast<std::int64_t>(Asked().size()));
  }

  static entity::Entity RandomParty(Random& random) {
    const std::vector<std::string> countries = {"bj", "bd", "vn", "fr", ""};
    const std::vector<std::string> products = {"raw cotton", "티셔츠", "áo thun", "bricks", "gold", ""};
    entity::Entity party = testing::Make("Company", "Mill " + std::to_string(random.Below(1'000)));
    if (const std::string country = random.Pick(countries); !country.empty())
      party.Add(entity::prop::Country(), country);
    for (std::size_t i = random.Below(3); i > 0; --i)
      if (const std::string product = random.Pick(products); !product.empty())
        party.Add(entity::PropertyNamed("goodsDescription"), product);
    return party;
  }
  static Contents RandomLists(Random& random) {
    Contents contents;
    for (const char* name : {"tvpra", "orders", "firms"}) {
      if (random.Chance(25)) continue;  // the list was removed
      auto& entries = contents.emplace_back(name, std::vector<entity::Entity>()).second;
      entries.push_back(testing::Make("Company", "Cotton Mill", {{"country", "bj"}}, "c"));
      for (const char* good : {"Cotton", "Garments", "Bricks", "Gold"})
        for (const char* country : {"bj", "bd", "vn"})
          if (random.Chance(30)) entries.push_back(Good(good, country, std::string(good) + country));
    }
    return contents;
  }
};
MANUMIT_ON_BOTH_DATABASES(QueueGoodsTest);

TEST_P(QueueGoodsTest, FilterAndCountEqualWhatEveryPartyIsAskedAbout) {
  const std::uint64_t seed = match::testing::SeedOr(19);
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  Random random(seed);
  std::size_t concerned = 0;
  for (std::size_t round = 0; round < match::testing::Scaled(12); ++round) {
    if (round % 2 == 0) Lists(RandomLists(random));
    for (int i = 0; i < 6; ++i) {
      PartyFacts facts;
      facts.key = "k" + std::to_string(random.Below(20));
      const PartyId id = Put(RandomParty(random), facts);
      if (random.Chance(20)) {
        ASSERT_TRUE(parties().Remove(anna_, org_, id, 0).has_value());
      }
    }
    Screen();
    Check();
    concerned += Filtered().size();
    clock_.Advance(1000);
  }
  EXPECT_GT(concerned, 20u);
}

TEST_P(QueueGoodsTest, AnEditionAChangeAndARemovalAreSeenAtOnceAfterTheScreening) {
  const Contents goods = {{"tvpra", {Good("Cotton", "bj", "1"), Good("Garments", "bj", "2")}}};
  Lists(goods);
  PartyFacts facts;
  facts.number = "7";
  const auto with = [](const char* country, const char* product) {
    return testing::Make("Company", "Blue Mill", {{"country", country}, {"goodsDescription", product}});
  };
  const PartyId id = Put(with("bj", "cotton"), facts);
  EXPECT_TRUE(Filtered().empty()) << "it waits for its screening";
  Screen();
  EXPECT_EQ(Filtered(), (std::map<std::string, std::int64_t>{{id.text(), 1}}));
  Put(with("bj", "cotton and shirts"), facts);
  Screen();
  EXPECT_EQ(Filtered().at(id.text()), 2);
  Put(with("be", "cotton and shirts"), facts);
  Screen();
  EXPECT_TRUE(Filtered().empty());
  Lists({{"tvpra", {Good("Cotton", "be", "1")}}});
  EXPECT_EQ(Screen().by_change, 1) << "and yet nothing else is compared again";
  EXPECT_EQ(Filtered().at(id.text()), 1);
  PartyFilter elsewhere;
  elsewhere.country = "bj";
  EXPECT_TRUE(Filtered(elsewhere).empty());
  Lists({});
  Screen();
  EXPECT_TRUE(Filtered().empty());
  Lists({{"tvpra", {Good("Cotton", "be", "1")}}});
  Screen();
  ASSERT_TRUE(parties().Remove(anna_, org_, id, 0).has_value());
  EXPECT_EQ(parties().CountWithGoods(org_).value(), 0);
  PartyFilter removed;
  removed.removed = true;
  EXPECT_TRUE(Filtered(removed).empty());
  Put(with("be", "cotton"), facts);
  Screen();
  EXPECT_EQ(parties().CountWithGoods(org_).value(), 1);
  Check();
}

// A store of before, whose parties were compared when nobody counted goods.
TEST_P(QueueGoodsTest, PartiesThatWereComparedWithoutGoodsAreDueAgain) {
  Lists({{"tvpra", {Good("Cotton", "bj", "1")}}});
  Put(testing::Make("Company", "Blue Mill", {{"country", "bj"}, {"goodsDescription", "cotton"}}));
  Screen();
  const auto older = [&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("UPDATE party SET goods = 0, screened_as = 'before'"));
    TRY(tx.Execute("UPDATE screening_basis SET screened_as = 'before'"));
    return base::Ok();
  };
  ASSERT_TRUE(fresh_->database().Write(older).has_value());
  jobs_.clear();
  ASSERT_TRUE(Screening(*seams_).EnqueueDue(anna_).has_value());
  EXPECT_EQ(jobs_.size(), 1u);
  const ScreeningCounts counts = Screen();
  EXPECT_EQ(counts.parties, 1);
  EXPECT_EQ(counts.by_change, 1) << "the lists are the same: no pair is scored";
  Check();
  EXPECT_EQ(parties().CountWithGoods(org_).value(), 1);
}

// kMaxGoodsAlertsPerParty, kMaxCounted
TEST_P(QueueGoodsTest, WhatIsKeptOfAPartyIsLimited) {
  static_assert(base::kMaxCounted == 2'000);
  Contents contents = {{"goods", {}}};
  std::string products;
  for (std::size_t i = 0; i <= base::kMaxGoodsAlertsPerParty; ++i) {
    contents[0].second.push_back(Good("good" + std::to_string(i), "bj", std::to_string(i)));
    products += "good" + std::to_string(i) + " ";
  }
  Lists(contents);
  Put(testing::Make("Company", "Blue Mill", {{"country", "bj"}, {"goodsDescription", products}}));
  Screen();
  EXPECT_EQ(Filtered().begin()->second, static_cast<std::int64_t>(base::kMaxGoodsAlertsPerParty));
}

}  // namespace
}  // namespace screening
