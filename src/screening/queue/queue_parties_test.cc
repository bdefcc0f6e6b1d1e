#include <gtest/gtest.h>

#include "screening/queue/party_draft.h"
#include "screening/queue/queue_world.h"

namespace screening {
namespace {

class PartiesTest : public testing::QueueWorld {
 protected:
  Parties parties() { return Parties(*seams_); }
  std::vector<std::string> Captions(const PartyFilter& filter) {
    std::vector<std::string> captions;
    std::string after;
    do {
      PartyPage page = parties().List(org_, filter, after, 2).value();
      for (const Party& party : page.parties) captions.push_back(party.entity.caption);
      after = page.next;
    } while (!after.empty());
    return captions;
  }
};
MANUMIT_ON_BOTH_DATABASES(PartiesTest);

TEST_P(PartiesTest, PutAddsThenChangesByKey) {
  PartyFacts facts;
  facts.number = "4711";
  const PutParty first = parties().Put(anna_, org_, testing::Make("Company", "Sao Mai"), facts).value();
  EXPECT_EQ(first.outcome, PutOutcome::kAdded);
  EXPECT_EQ(parties().Put(anna_, org_, testing::Make("Company", "Sao Mai"), facts)->outcome,
            PutOutcome::kUnchanged);
  const PutParty changed =
      parties().Put(anna_, org_, testing::Make("Company", "Sao Mai Xanh"), facts).value();
  EXPECT_EQ(changed.outcome, PutOutcome::kChanged);
  EXPECT_EQ(changed.id, first.id);
  EXPECT_EQ(parties().Get(org_, first.id)->key, "number:4711");
  EXPECT_EQ(parties().Count(org_).value(), 1);
  EXPECT_EQ(jobs_.size(), 2u);
}

TEST_P(PartiesTest, ARemovedPartyComesBackUnderItsKey) {
  PartyFacts facts;
  facts.number = "1";
  const PartyId id = Put(testing::Make("Company", "Sao Mai"), facts);
  EXPECT_EQ(parties().Remove(anna_, org_, id, 99).error().code, base::Code::kConflict);
  ASSERT_TRUE(parties().Remove(anna_, org_, id, 1).has_value());
  EXPECT_TRUE(Captions({}).empty());
  PartyFilter removed;
  removed.removed = true;
  EXPECT_EQ(Captions(removed).size(), 1u);
  EXPECT_EQ(Put(testing::Make("Company", "Sao Mai"), facts), id);
  EXPECT_FALSE(parties().Get(org_, id)->removed.has_value());
}

TEST_P(PartiesTest, FoundByWordsOfAnyNameInAnyScript) {
  Put(testing::Make("Company", "兰溪晨原纺织有限公司", {{"alias", "Chenyuan Textile"}, {"country", "cn"}}));
  PartyFacts facts;
  facts.number = "V-77";
  facts.source = "Q4";
  facts.tags = {"yarn", "100%_x"};
  Put(testing::Make("Company", "Dệt Sông Lam", {{"country", "vn"}}), facts);
  Put(testing::Make("Person", "Иван Петров"));
  PartyFilter filter;
  EXPECT_EQ(Captions(filter).size(), 3u);
  for (const char* text : {"textil", "chenyuan", "晨原", "兰溪晨"}) {
    filter.text = text;
    EXPECT_EQ(Captions(filter), std::vector<std::string>{"兰溪晨原纺织有限公司"}) << text;
  }
  for (const char* text : {"song", "77", "Sông L"}) {
    filter.text = text;
    EXPECT_EQ(Captions(filter), std::vector<std::string>{"Dệt Sông Lam"}) << text;
  }
  filter.text = "ivan petr";
  EXPECT_EQ(Captions(filter), std::vector<std::string>{"Иван Петров"});
  filter = {};
  filter.tag = "100%_x";
  EXPECT_EQ(Captions(filter).size(), 1u);
  filter.tag = "100";
  EXPECT_EQ(Captions(filter).size(), 0u);
  filter = {};
  filter.country = "cn";
  EXPECT_EQ(Captions(filter).size(), 1u);
  EXPECT_EQ(parties().Sources(org_).value(), std::vector<std::string>{"Q4"});
}

TEST_P(PartiesTest, EditChangesWhatTheQueueIsSortedBy) {
  Lists({{"bans", {testing::Make("Company", "Hengda Textile", {}, "B")}}});
  const PartyId id = Put(testing::Make("Company", "Hengda Textile"));
  Screen();
  const QueuedAlert before = InStage(Stage::kWaiting).at(0);
  ASSERT_TRUE(parties().Edit(anna_, org_, id, 0, {" a ", "a"}, 2'000'000).has_value());
  EXPECT_EQ(parties().Get(org_, id)->tags, std::vector<std::string>{"a"});
  Screen();
  EXPECT_GT(InStage(Stage::kWaiting).at(0).harm, before.harm);
  EXPECT_EQ(parties().Edit(anna_, org_, id, 1, {}, {}).error().code, base::Code::kConflict);
  EXPECT_EQ(parties().Edit(anna_, org_, id, 0, {}, -1).error().code, base::Code::kInvalid);
}

TEST_P(PartiesTest, LimitsAreErrorsThatNameThem) {
  const entity::Entity entity = testing::Make("Company", "Sao Mai");
  PartyFacts facts;
  facts.tags.assign(base::kMaxTags + 1, "");
  for (std::size_t i = 0; i < facts.tags.size(); ++i) facts.tags[i] = std::to_string(i);
  EXPECT_NE(parties().Put(anna_, org_, entity, facts).error().external.find("kMaxTags"), std::string::npos);
  facts.tags = {std::string(base::kMaxTagBytes + 1, 'x')};
  EXPECT_NE(parties().Put(anna_, org_, entity, facts).error().external.find("kMaxTagBytes"),
            std::string::npos);
  facts = {};
  facts.number.assign(base::kMaxPartyKeyBytes + 1, '1');
  EXPECT_NE(parties().Put(anna_, org_, entity, facts).error().external.find("kMaxPartyKeyBytes"),
            std::string::npos);
  facts = {};
  facts.source.assign(base::kMaxSourceBytes + 1, 's');
  EXPECT_NE(parties().Put(anna_, org_, entity, facts).error().external.find("kMaxSourceBytes"),
            std::string::npos);
  entity::Entity large = entity;
  for (int i = 0; i < 3; ++i)
    large.Add(entity::prop::Notes(), std::string(base::kMaxPartyRecordBytes / 2, static_cast<char>('a' + i)));
  EXPECT_NE(parties().Put(anna_, org_, large, {}).error().external.find("kMaxPartyRecordBytes"),
            std::string::npos);
  EXPECT_EQ(parties().Put(anna_, org_, testing::Make("Company", "--"), {}).error().code,
            base::Code::kInvalid);
}

TEST(PartyKey, NumberThenRegistrationThenName) {
  EXPECT_EQ(PartyKey(testing::Make("Company", "X"), "12 a"), "number:12 a");
  EXPECT_EQ(PartyKey(testing::Make("Company", "X", {{"registrationNumber", "AB-12.3"}}), ""),
            "registration:ab123");
  EXPECT_EQ(PartyKey(testing::Make("Company", "Sao  MAI", {{"country", "vn"}}), ""), "name:sao mai|vn");
  EXPECT_EQ(PartyKey(testing::Make("Company", std::string(500, 'x')), "").size(), base::kMaxPartyKeyBytes);
}

}  // namespace
}  // namespace screening
