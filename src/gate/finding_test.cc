// Naming a party to the gate: who may, what is joined, how much is answered.

#include <set>

#include "base/limits_gate.h"
#include "gate/test_world.h"

namespace gate::testing {
namespace {

FoundParty Row(std::string id, std::string name, std::string country, std::string place, double score = 0.9) {
  return {.ids = {std::move(id)},
          .name = std::move(name),
          .country = std::move(country),
          .place = std::move(place),
          .score = score,
          .key = {}};
}

class FindingTest : public GateTest {
 protected:
  void SetUp() override {
    GateTest::SetUp();
    if (IsSkipped()) return;
    world->gate.AddFinder([this](db::Transaction&, std::string_view,
                                 std::string_view) -> base::Result<std::vector<FoundParty>> { return rows; });
  }
  base::Result<FoundParties> Find(const std::string& by, std::string_view name = "Zebra Canning",
                                  int org = 0) {
    World::Person& who = world->Of(by, org);
    return world->Do(
        [&](db::Transaction& tx) { return world->gate.FindParties(tx, who.actor, *who.me, name, ""); });
  }
  std::vector<FoundParty> rows;
};
MANUMIT_ON_BOTH_DATABASES(FindingTest);

TEST_P(FindingTest, OnlyTeamsWithTheKeyAreAnswered) {
  ExpectError(Find("ana"), base::Code::kConflict);
  world->MakeTeam();
  EXPECT_TRUE(Find("ben"));
  ExpectError(Find("cleo"), base::Code::kForbidden);
  ExpectError(Find("dan", "Zebra Canning", 1), base::Code::kForbidden);
  World::Person& ana = world->Of("ana");
  desk::Actor auditor = ana.actor;
  auditor.permissions = desk::PermissionsOf(desk::Role::kAuditor);
  ExpectError(world->Do([&](db::Transaction& tx) {
    return world->gate.FindParties(tx, auditor, *ana.me, "Zebra", "");
  }),
              base::Code::kForbidden);
}

TEST_P(FindingTest, WhatIsTheSameIsOneAnswerWithAllItsIds) {
  world->MakeTeam();
  rows = {Row("b", "Zebra Canning Ltd.", "th", "Samut Prakan"),
          Row("a", "ZEBRA CANNING LTD", "th", "samut prakan"), Row("c", "Zebra Canning Ltd", "kr", "", 0.95),
          Row("a", "Zebra Canning Ltd", "th", "Samut Prakan")};
  const FoundParties found = Good(Find("ana"));
  ASSERT_EQ(found.parties.size(), 2U);
  EXPECT_EQ(found.parties[0].ids, std::vector<std::string>{"c"});
  EXPECT_EQ(found.parties[1].ids, (std::vector<std::string>{"a", "b"}));
  EXPECT_FALSE(found.more);
  // Whichever room or list is read first, the answer is the same.
  std::reverse(rows.begin(), rows.end());
  const FoundParties again = Good(Find("ana"));
  EXPECT_EQ(again.parties[1].name, found.parties[1].name);
  EXPECT_EQ(again.parties[1].key, found.parties[1].key);
  EXPECT_NE(again.parties[0].key, found.parties[1].key);
}

TEST_P(FindingTest, APlaceLeavesOthersOutBeforeTheAnswerIsCut) {
  world->MakeTeam();
  for (std::size_t i = 0; i < base::kMaxGateFound; ++i)
    rows.push_back(Row("p" + std::to_string(i), "Zebra Canning", "th", "Town " + std::to_string(i)));
  rows.push_back(Row("meant", "Zebra Canning", "th", "88 Moo 4, Samut-Prakan 10280", 0.86));
  rows.push_back(Row("unknown", "Zebra Canning", "kr", "", 0.86));
  EXPECT_EQ(Good(Find("ana")).parties.size(), base::kMaxGateFound);
  World::Person& ana = world->Of("ana");
  const auto in = [&](std::string_view place) {
    return Good(world->Do([&](db::Transaction& tx) {
      return world->gate.FindParties(tx, ana.actor, *ana.me, "Zebra Canning", "", place);
    }));
  };
  const FoundParties found = in("samut  prakan");
  ASSERT_EQ(found.parties.size(), 2U);
  EXPECT_FALSE(found.more);
  std::set<std::string> ids;
  for (const FoundParty& party : found.parties) ids.insert(party.ids.begin(), party.ids.end());
  EXPECT_EQ(ids, (std::set<std::string>{"meant", "unknown"}));
  EXPECT_EQ(in("town 7").parties.size(), 2U);
  EXPECT_TRUE(in(" - ").more) << "no word, no filter";
}

TEST_P(FindingTest, Limits) {  // kMaxGateFound, kMaxGateNameBytes
  world->MakeTeam();
  for (std::size_t i = 0; i < base::kMaxGateFound; ++i)
    rows.push_back(Row("p" + std::to_string(i), "Zebra Canning", "th", std::to_string(i)));
  EXPECT_EQ(Good(Find("ana")).parties.size(), base::kMaxGateFound);
  EXPECT_FALSE(Good(Find("ana")).more);
  rows.push_back(Row("last", "Zebra Canning", "th", "", 0.99));
  const FoundParties found = Good(Find("ana"));
  EXPECT_EQ(found.parties.size(), base::kMaxGateFound);
  EXPECT_TRUE(found.more);
  EXPECT_EQ(found.parties[0].ids, std::vector<std::string>{"last"});
  EXPECT_TRUE(Find("ana", std::string(base::kMaxGateNameBytes, 'x')));
  ExpectError(Find("ana", std::string(base::kMaxGateNameBytes + 1, 'x')), base::Code::kTooLarge);
  ExpectError(Find("ana", " - "), base::Code::kInvalid);
  World::Person& ana = world->Of("ana");
  ExpectError(world->Do([&](db::Transaction& tx) {
    return world->gate.FindParties(tx, ana.actor, *ana.me, "Zebra", "",
                                   std::string(base::kMaxGateNameBytes + 1, 'x'));
  }),
              base::Code::kTooLarge);
}

}  // namespace
}  // namespace gate::testing
