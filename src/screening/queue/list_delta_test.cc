// A screening by changed entries leaves exactly what a screening of everything leaves: alerts, their history
// and what is counted.

#include "screening/queue/list_delta.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <set>

#include "base/limits.h"
#include "base/limits_change.h"
#include "match/test_worlds.h"
#include "screening/queue/queue_world.h"

namespace screening {
namespace {

using match::testing::Random;

class ListDeltaTest : public testing::QueueWorld {
 protected:
  using Contents = std::vector<std::pair<std::string, std::vector<entity::Entity>>>;

  void SetUp() override {
    QueueWorld::SetUp();
    if (IsSkipped()) return;
    full_ = Person("full");
    full_.org = desk::OrgId::New(ids_);
  }

  entity::Entity RandomEntity(Random& random, const std::string& id) {
    std::string name;
    const std::size_t words = 2 + random.Below(2);
    for (std::size_t i = 0; i < words; ++i)
      name += (i == 0 ? "" : " ") + random.Pick(match::testing::OrganizationWords());
    std::vector<std::pair<const char*, std::string>> values;
    if (random.Chance(60)) values.emplace_back("country", random.Chance(50) ? "cn" : "vn");
    return testing::Make("Company", name, values, id);
  }

  void ChangeLists(Random& random, Contents& contents) {
    const std::size_t touched = random.Below(4);
    for (std::size_t i = 0; i < touched; ++i) {
      auto& entries = contents[random.Below(contents.size())].second;
      const std::size_t place = random.Below(entries.size());
      if (random.Chance(30) && entries.size() > 4) {
        entries.erase(entries.begin() + static_cast<std::ptrdiff_t>(place));
      } else if (random.Chance(50)) {
        entries[place] = RandomEntity(random, entries[place].id);
      } else {
        entries.push_back(RandomEntity(random, "N" + std::to_string(++made_)));
      }
    }
    if (random.Chance(15)) {  // a dataset comes, or goes, or is another one altogether
      if (contents.size() > 2) {
        contents.erase(contents.begin() + static_cast<std::ptrdiff_t>(random.Below(contents.size())));
      } else {
        contents.push_back({"gamma" + std::to_string(++made_), {}});
        for (int i = 0; i < 8; ++i)
          contents.back().second.push_back(RandomEntity(random, "E" + std::to_string(i)));
      }
    }
    std::sort(contents.begin(), contents.end(),
              [](const auto& a, const auto& b) { return a.first < b.first; });
    Lists(contents);
  }

  // The same party in both organisations.
  void PutBoth(const entity::Entity& entity, const std::string& key) {
    PartyFacts facts;
    facts.key = key;
    ASSERT_TRUE(Parties(*seams_).Put(anna_, anna_.org, entity, facts).has_value());
    ASSERT_TRUE(Parties(*seams_).Put(full_, full_.org, entity, facts).has_value());
  }

  std::map<std::string, PartyId> KeysOf(const desk::OrgId& org) {
    std::map<std::string, PartyId> keys;
    const auto add = [&](const Party& party) -> base::Result<bool> {
      keys.emplace(party.key, party.id);
      return true;
    };
    EXPECT_TRUE(Parties(*seams_).Each(org, add).has_value());
    return keys;
  }

  void RemoveBoth(Random& random) {
    const auto mine = KeysOf(anna_.org);
    if (mine.empty()) return;
    const auto place = std::next(mine.begin(), static_cast<std::ptrdiff_t>(random.Below(mine.size())));
    ASSERT_TRUE(Parties(*seams_).Remove(anna_, anna_.org, place->second, 0).has_value());
    ASSERT_TRUE(Parties(*seams_).Remove(full_, full_.org, KeysOf(full_.org).at(place->first), 0).has_value());
  }

  // Everything that a person could see of the alerts, without ids that are drawn.
  std::vector<std::string> Standing(const desk::OrgId& org) {
    std::vector<std::string> lines;
    const auto read = [&](db::Transaction& tx) -> base::Status {
      lines.clear();
      for (const db::Row& row : TRY(tx.Query(
               "SELECT p.party_key, a.dataset, a.entry_id, a.stage, a.decision, a.score_millionths, "
               "a.similarity_millionths, a.harm, a.entry_hash, a.party_hash, a.changes, a.carried, "
               "a.snapshot, "
               "a.created_ms, a.changed_ms, a.version, (SELECT count(*) FROM alert_event e WHERE e.alert_id "
               "= "
               "a.id), a.identity, a.entry_caption FROM alert a JOIN party p ON p.id = a.party_id WHERE "
               "a.org_id = $1 ORDER BY p.party_key, a.dataset, a.entry_id",
               {org}))) {
        std::string line;
        for (const std::size_t text : {0U, 1U, 2U, 3U, 4U, 8U, 9U, 10U, 12U, 17U, 18U})
          line += row.Text(text) + "|";
        for (const std::size_t number : {5U, 6U, 7U, 11U, 13U, 14U, 15U, 16U})
          line += std::to_string(row.Int(number)) + "|";
        lines.push_back(std::move(line));
      }
      return base::Ok();
    };
    EXPECT_TRUE(fresh_->database().Read(read).has_value());
    return lines;
  }

  // What the audit log says of the screenings of an organisation.
  std::vector<std::string> Audited(const desk::OrgId& org) {
    std::vector<std::string> lines;
    const auto read = [&](db::Transaction& tx) -> base::Status {
      lines.clear();
      for (const db::Row& row : TRY(tx.Query(
               "SELECT details FROM audit_entry WHERE org_id = $1 AND action = 'alerts.screen' ORDER "
               "BY number",
               {org})))
        lines.push_back(row.Text(0));
      return base::Ok();
    };
    EXPECT_TRUE(fresh_->database().Read(read).has_value());
    return lines;
  }

  ScreeningCounts ScreenFully() {
    const auto forget = [&](db::Transaction& tx) -> base::Status {
      TRY(tx.Execute("UPDATE party SET screened_as = '' WHERE org_id = $1", {full_.org}));
      return base::Ok();
    };
    EXPECT_TRUE(fresh_->database().Write(forget).has_value());
    auto counts = Screening(*seams_).Run(full_, {});
    EXPECT_TRUE(counts.has_value());
    return counts ? *counts : ScreeningCounts{};
  }

  void DecideBoth(Random& random) {
    const std::vector<QueuedAlert> waiting = InStage(Stage::kWaiting);
    const auto mine = KeysOf(anna_.org);
    const auto others = KeysOf(full_.org);
    for (const QueuedAlert& alert : waiting) {
      if (!random.Chance(20)) continue;
      const auto key =
          std::find_if(mine.begin(), mine.end(), [&](const auto& one) { return one.second == alert.party; });
      if (key == mine.end()) continue;
      AlertFilter filter;
      filter.stage = Stage::kWaiting;
      const auto page = Alerts(*seams_).List(full_.org, filter, AlertSort::kHarm, {},
                                             Alerts::Direction::kForward, base::kMaxAlertPage);
      ASSERT_TRUE(page.has_value());
      for (const QueuedAlert& twin : page->alerts) {
        if (!(twin.party == others.at(key->first)) || twin.dataset != alert.dataset ||
            twin.entry_id != alert.entry_id)
          continue;
        ASSERT_TRUE(
            Alerts(*seams_).Judge(anna_, anna_.org, alert.id, 0, Decision::kNotSame, "because").has_value());
        ASSERT_TRUE(
            Alerts(*seams_).Judge(full_, full_.org, twin.id, 0, Decision::kNotSame, "because").has_value());
      }
    }
  }

  desk::Actor full_;  // of an organisation that is always screened as a whole
  int made_ = 0;
  std::vector<std::pair<std::string, std::string>> marks_;
};
MANUMIT_ON_BOTH_DATABASES(ListDeltaTest);

TEST_P(ListDeltaTest, EqualsAFullScreeningOverRandomEditionsAndParties) {
  const std::uint64_t seed = match::testing::SeedOr(29);
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  Random random(seed);
  Contents contents{{"alpha", {}}, {"beta", {}}};
  for (std::size_t i = 0; i < 120; ++i)
    contents[i % 2].second.push_back(RandomEntity(random, "E" + std::to_string(i)));
  Lists(contents);
  for (int i = 0; i < 90; ++i) PutBoth(RandomEntity(random, ""), "k" + std::to_string(i));
  std::int64_t by_change = 0;
  std::int64_t effects = 0;
  for (std::size_t round = 0; round < match::testing::Scaled(20); ++round) {
    const ScreeningCounts fast = Screen();
    const ScreeningCounts slow = ScreenFully();
    ASSERT_EQ(Standing(anna_.org), Standing(full_.org)) << "round " << round;
    EXPECT_EQ(Audited(anna_.org), Audited(full_.org));
    EXPECT_EQ(fast.found, slow.found);
    EXPECT_EQ(fast.changed, slow.changed);
    EXPECT_EQ(fast.withdrawn, slow.withdrawn);
    EXPECT_EQ(fast.carried, slow.carried);
    EXPECT_EQ(slow.by_change, 0);
    by_change += fast.by_change;
    if (round > 0) effects += fast.found + fast.changed + fast.withdrawn;
    DecideBoth(random);
    if (random.Chance(70)) PutBoth(RandomEntity(random, ""), "k" + std::to_string(random.Below(120)));
    if (random.Chance(30)) RemoveBoth(random);
    if (random.Chance(80)) ChangeLists(random, contents);
    clock_.Advance(1000);
  }
  EXPECT_GT(Audited(anna_.org).size(), 5U);
  EXPECT_GT(by_change, 200);
  EXPECT_GT(effects, 20);
}

TEST_P(ListDeltaTest, OnlyChangedEntriesAreComparedAndANewEngineComparesAll) {
  const auto hengda = testing::Make("Company", "Hengda Textile", {}, "E1");
  const auto other = testing::Make("Company", "Golden Harvest Dairy", {}, "E2");
  const auto third = testing::Make("Company", "Quiet Brook Steel", {}, "E3");
  Lists({{"alpha", {hengda, other, third}}});
  Put(testing::Make("Company", "Hengda Textile"));
  EXPECT_EQ(Screen().by_change, 0) << "compared with nothing before";
  auto added = hengda;
  added.id = "E4";
  Lists({{"alpha", {hengda, other, third, added}}});
  std::vector<std::int64_t> progress;
  const ScreeningHooks hooks{[&](std::int64_t done, std::int64_t total) {
                               progress.push_back(done);
                               EXPECT_EQ(total, 1);
                             },
                             {}};
  ScreeningCounts counts = Screening(*seams_).Run(anna_, hooks).value();
  EXPECT_EQ(progress, std::vector<std::int64_t>{1});
  EXPECT_EQ(counts.by_change, 1);
  EXPECT_EQ(counts.found, 1);
  Lists({{"alpha", {other, third}}});
  counts = Screen();
  EXPECT_EQ(counts.by_change, 1);
  EXPECT_EQ(counts.withdrawn, 2);
  // What was compared by another engine says nothing about this one's scores.
  const auto age = [&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("UPDATE screening_basis SET engine = 'older'", {}));
    return base::Ok();
  };
  ASSERT_TRUE(fresh_->database().Write(age).has_value());
  Lists({{"alpha", {hengda, other, third}}});
  counts = Screen();
  EXPECT_EQ(counts.by_change, 0);
  EXPECT_EQ(counts.found, 1);
}

TEST_P(ListDeltaTest, WithoutTheFormerBytesEverythingIsCompared) {
  const auto hengda = testing::Make("Company", "Hengda Textile", {}, "E1");
  Lists({{"alpha", {hengda}}});
  Put(testing::Make("Company", "Hengda Textile"));
  Screen();
  history_.clear();
  Lists({{"alpha", {hengda, testing::Make("Company", "Hengda Textile", {}, "E2")}}});
  const ScreeningCounts counts = Screen();
  EXPECT_EQ(counts.by_change, 0);
  EXPECT_EQ(counts.found, 1);
  EXPECT_GT(former_asked_, 0);
}

TEST_P(ListDeltaTest, WhereAFormerEditionIsDamagedEverythingIsCompared) {
  const auto hengda = testing::Make("Company", "Hengda Textile", {}, "E1");
  Lists({{"alpha", {hengda}}});
  Put(testing::Make("Company", "Hengda Textile"));
  Screen();
  former_fails_ = true;
  Lists({{"alpha", {hengda, testing::Make("Company", "Hengda Textile", {}, "E2")}}});
  const ScreeningCounts counts = Screen();
  EXPECT_EQ(counts.by_change, 0);
  EXPECT_EQ(counts.found, 1);
  EXPECT_GT(former_asked_, 0);
}

TEST_P(ListDeltaTest, AFullQueueOfOnePartyIsComparedAsAWhole) {
  std::vector<entity::Entity> entries;
  for (std::size_t i = 0; i < base::kMaxAlertsPerParty + 20; ++i)
    entries.push_back(testing::Make("Company", "Hengda Textile", {}, "E" + std::to_string(10'000 + i)));
  Lists({{"alpha", entries}});
  PutBoth(testing::Make("Company", "Hengda Textile"), "k");
  Screen();
  ScreenFully();
  entries.erase(entries.begin(), entries.begin() + 5);  // the next five move up
  Lists({{"alpha", entries}});
  EXPECT_EQ(Screen().by_change, 0);
  ScreenFully();
  EXPECT_EQ(Standing(anna_.org), Standing(full_.org));
}

TEST_P(ListDeltaTest, BasesAreKeptUpToTheLimit) {
  Put(testing::Make("Company", "Hengda Textile"));
  for (std::size_t i = 0; i < base::kMaxKeptBases + 3; ++i) {
    Lists({});
    Screen();
  }
  std::int64_t kept = 0;
  const auto count = [&](db::Transaction& tx) -> base::Status {
    kept = TRY(tx.QueryOne("SELECT count(*) FROM screening_basis", {}))->Int(0);
    return base::Ok();
  };
  ASSERT_TRUE(fresh_->database().Read(count).has_value());
  EXPECT_EQ(kept, static_cast<std::int64_t>(base::kMaxKeptBases));
}

TEST_P(ListDeltaTest, PartiesWithStillOtherBasesAreComparedAsAWhole) {
  const auto hengda = testing::Make("Company", "Hengda Textile", {}, "E1");
  for (std::size_t i = 0; i < base::kMaxDeltaBases + 2; ++i) {
    PartyFacts facts;
    facts.key = "k" + std::to_string(i);
    Put(testing::Make("Company", "Hengda Textile"), facts);
    Lists({{"alpha", {hengda, testing::Make("Company", "Quiet Brook", {}, "B" + std::to_string(i))}}});
    Screen();
    // One party of each edition stays behind, as if its run had been stopped.
    const auto keep = [&](db::Transaction& tx) -> base::Status {
      const auto row = TRY(tx.QueryOne("SELECT screened_as FROM party WHERE party_key = $1", {facts.key}));
      marks_.emplace_back(facts.key, row->Text(0));
      return base::Ok();
    };
    ASSERT_TRUE(fresh_->database().Read(keep).has_value());
  }
  const auto restore = [&](db::Transaction& tx) -> base::Status {
    for (const auto& [key, mark] : marks_)
      TRY(tx.Execute("UPDATE party SET screened_as = $1 WHERE party_key = $2", {mark, key}));
    return base::Ok();
  };
  ASSERT_TRUE(fresh_->database().Write(restore).has_value());
  Lists({{"alpha", {hengda, testing::Make("Company", "Hengda Textile", {}, "E2")}}});
  const ScreeningCounts counts = Screen();
  EXPECT_EQ(counts.by_change, static_cast<std::int64_t>(base::kMaxDeltaBases));
  EXPECT_EQ(counts.found, static_cast<std::int64_t>(base::kMaxDeltaBases + 2));
}

}  // namespace
}  // namespace screening
