// The queue after any sequence of changes equals what a comparison of every party with every entry says it
// must be.

#include "screening/queue/screening_run.h"

#include <gtest/gtest.h>

#include <map>
#include <set>

#include "match/test_worlds.h"
#include "screening/queue/queue_world.h"
#include "screening/queue/record.h"

namespace screening {
namespace {

using match::testing::Random;

class ScreeningRunTest : public testing::QueueWorld {
 protected:
  using Contents = std::vector<std::pair<std::string, std::vector<entity::Entity>>>;
  struct Pair {
    std::string party, dataset, entry;
    auto operator<=>(const Pair&) const = default;
  };
  struct Standing {
    std::string entry_hash, party_hash;
    double score = 0;
    auto operator<=>(const Standing&) const = default;
  };

  entity::Entity RandomEntity(Random& random, const std::string& id) {
    std::string name;
    const std::size_t words = 2 + random.Below(2);
    for (std::size_t i = 0; i < words; ++i)
      name += (i == 0 ? "" : " ") + random.Pick(match::testing::OrganizationWords());
    std::vector<std::pair<const char*, std::string>> values;
    if (random.Chance(60)) values.emplace_back("country", random.Chance(50) ? "cn" : "vn");
    if (random.Chance(20))
      values.emplace_back("registrationNumber", "REG" + std::to_string(10'000 + random.Below(4)));
    return testing::Make("Company", name, values, id);
  }

  Contents RandomLists(Random& random) {
    Contents contents{{"alpha", {}}, {"beta", {}}};
    for (std::size_t i = 0; i < 30; ++i)
      contents[i % 2].second.push_back(RandomEntity(random, "E" + std::to_string(i)));
    return contents;
  }

  // The slow way: every party against every entry.
  std::map<Pair, Standing> FullComparison() {
    std::map<Pair, Standing> full;
    const ListsNow now = Now();
    const auto compare = [&](const Party& party) -> base::Result<bool> {
      for (const match::Alert& alert : match::ScreenByBruteForce(
               party.entity, now.lists, {.threshold = 0.70, .limit = 10'000, .explain = false})) {
        if (!alert.match) continue;
        const entity::Entity entry = now.lists[alert.list_index]->ReadEntity(alert.index);
        full[{party.id.text(), now.datasets[alert.list_index], alert.id}] = {EntryHash(entry),
                                                                             party.content_hash, alert.score};
      }
      return true;
    };
    EXPECT_TRUE(Parties(*seams_).Each(org_, compare).has_value());
    return full;
  }

  std::map<Pair, Standing> Queue() {
    std::map<Pair, Standing> queue;
    for (const Stage stage : {Stage::kWaiting, Stage::kUnsure, Stage::kSecondLook, Stage::kDecided}) {
      AlertFilter filter;
      filter.stage = stage;
      const auto add = [&](const QueuedAlert& alert,
                           const std::optional<Judgement>& judgement) -> base::Result<bool> {
        EXPECT_EQ(stage != Stage::kDecided || judgement.has_value(), true);
        EXPECT_TRUE(queue
                        .emplace(Pair{alert.party.text(), alert.dataset, alert.entry_id},
                                 Standing{alert.entry_hash, alert.party_hash, alert.score})
                        .second);
        if (judgement && stage == Stage::kDecided) {
          const auto remembered = decided_.find({alert.party_hash, alert.entry_hash});
          EXPECT_NE(remembered, decided_.end()) << "decided without a decision on these contents";
          if (remembered != decided_.end()) {
            EXPECT_EQ(remembered->second, alert.decision);
          }
        }
        return true;
      };
      EXPECT_TRUE(Alerts(*seams_).Each(org_, filter, AlertSort::kHarm, add).has_value());
    }
    return queue;
  }

  void DecideSome(Random& random) {
    for (const QueuedAlert& alert : InStage(Stage::kWaiting)) {
      if (!random.Chance(20)) continue;
      const Decision drawn = random.Chance(50) ? Decision::kSame : Decision::kNotSame;
      const Decision decision =
          decided_.try_emplace({alert.party_hash, alert.entry_hash}, drawn).first->second;
      if (Alerts(*seams_).Judge(anna_, org_, alert.id, 0, decision, "because")->stage == Stage::kSecondLook) {
        ASSERT_TRUE(Alerts(*seams_).Approve(ben_, org_, alert.id, 0).has_value());
      }
    }
  }

  void ChangeParties(Random& random, std::vector<PartyId>& ids) {
    for (int i = 0; i < 4; ++i) {
      PartyFacts facts;
      facts.key = "k" + std::to_string(random.Below(40));
      ids.push_back(Put(RandomEntity(random, ""), facts));
    }
    if (random.Chance(50)) {
      ASSERT_TRUE(Parties(*seams_).Remove(anna_, org_, random.Pick(ids), 0).has_value());
    }
  }

  std::map<std::pair<std::string, std::string>, Decision> decided_;
};
MANUMIT_ON_BOTH_DATABASES(ScreeningRunTest);

TEST_P(ScreeningRunTest, EqualsAFullComparison) {
  const std::uint64_t seed = match::testing::SeedOr(11);
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  Random random(seed);
  Contents contents = RandomLists(random);
  Lists(contents);
  std::vector<PartyId> ids;
  for (int i = 0; i < 12; ++i) ChangeParties(random, ids);
  for (std::size_t round = 0; round < match::testing::Scaled(8); ++round) {
    Screen();
    ASSERT_EQ(Queue(), FullComparison()) << "round " << round;
    EXPECT_EQ(Screen().parties, 0) << "nothing is compared twice";
    DecideSome(random);
    ChangeParties(random, ids);
    if (random.Chance(60)) {
      auto& entries = contents[random.Below(2)].second;
      const std::size_t place = random.Below(entries.size());
      if (random.Chance(30)) {
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(place));
      } else {
        entries[place] = RandomEntity(random, entries[place].id);
      }
      Lists(contents);
    }
    clock_.Advance(1000);
  }
}

TEST_P(ScreeningRunTest, AStoppedRunGoesOnWhereItWas) {
  Random random(3);
  Lists(RandomLists(random));
  for (int i = 0; i < 450; ++i) {
    PartyFacts facts;
    facts.key = std::to_string(i);
    Put(RandomEntity(random, ""), facts);
  }
  int calls = 0;
  const auto stopped = Screening(*seams_).Run(anna_, {{}, [&] { return ++calls == 2; }});
  ASSERT_FALSE(stopped.has_value());
  EXPECT_EQ(stopped.error().code, base::Code::kConflict);
  EXPECT_EQ(Screen().parties, 250) << "one batch of 200 was done";
  EXPECT_EQ(Queue(), FullComparison());
}

TEST_P(ScreeningRunTest, ALaterRunTakesThePlaceOfAnEarlierOne) {
  Random random(5);
  Lists(RandomLists(random));
  for (int i = 0; i < 30; ++i) {
    PartyFacts facts;
    facts.key = std::to_string(i);
    Put(RandomEntity(random, ""), facts);
  }
  bool nested = false;
  const auto hooks = ScreeningHooks{{}, [&] {
                                      if (!nested) {
                                        nested = true;
                                        Lists(RandomLists(random));
                                        EXPECT_EQ(Screen().parties, 30);
                                      }
                                      return false;
                                    }};
  const auto overtaken = Screening(*seams_).Run(anna_, hooks);
  ASSERT_FALSE(overtaken.has_value());
  EXPECT_EQ(overtaken.error().code, base::Code::kConflict);
  EXPECT_EQ(Queue(), FullComparison()) << "the older lists did not come back";
}

TEST_P(ScreeningRunTest, AnotherThresholdAndTheListsPutPartiesBeforeARun) {
  Lists({{"alpha", {testing::Make("Company", "Hengda Textile", {}, "E1")}}});
  Put(testing::Make("Company", "Hengda Textile"));
  Screen();
  ASSERT_EQ(InStage(Stage::kWaiting).size(), 1u);
  jobs_.clear();
  QueueSettings settings = Settings(*seams_).Get(org_).value();
  settings.threshold = 1;
  ASSERT_TRUE(Settings(*seams_).Set(anna_, org_, settings).has_value());
  EXPECT_EQ(jobs_, std::vector<std::string>{std::string(kScreenJob)});
  EXPECT_EQ(Settings(*seams_).Set(anna_, org_, settings).error().code, base::Code::kConflict);
  EXPECT_EQ(Screen().withdrawn, 1);
  jobs_.clear();
  ASSERT_TRUE(Screening(*seams_).EnqueueDue(anna_).has_value());
  EXPECT_TRUE(jobs_.empty());
  Lists({});
  ASSERT_TRUE(Screening(*seams_).EnqueueDue(anna_).has_value());
  ASSERT_TRUE(fresh_->database()
                  .Write([&](db::Transaction& tx) { return Screening(*seams_).EnqueueAll(tx, anna_); })
                  .has_value());
  EXPECT_EQ(jobs_.size(), 2u);
}

}  // namespace
}  // namespace screening
