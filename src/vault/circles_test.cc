#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits.h"
#include "vault/test_world.h"

namespace vault {
namespace {

using testing::ExpectError;
using testing::Good;

class CirclesTest : public testing::VaultTest {
 protected:
  CircleId Make(std::initializer_list<std::string> names) {
    std::vector<desk::PersonId> members;
    for (const std::string& name : names) members.push_back(world->PersonOf(name));
    return Good(vault().CreateCircle(world->ActorOf(*names.begin()), "case team", members));
  }
  Vault& vault() { return world->a->vault; }
};
MANUMIT_ON_BOTH_DATABASES(CirclesTest);

TEST_P(CirclesTest, MembersOpenAndOthersDoNot) {
  world->MakeKeys({"ana", "ben", "eve"});
  const CircleId circle = Make({"ana", "ben"});
  const RecordId record = world->Seal({{circle}, {}}, "a note");
  EXPECT_EQ(world->Read("ana", record), "a note");
  EXPECT_EQ(world->Read("ben", record), "a note");
  ExpectError(vault().OpenRecord(world->Open("eve"), record), base::Code::kForbidden);
  ExpectError(vault().OpenRecord(world->Open("ana"), RecordId::New(world->random)), base::Code::kNotFound);
}

TEST_P(CirclesTest, WhoJoinsOpensWhatWasThereBefore) {
  world->MakeKeys({"ana", "ben", "eve"});
  const CircleId circle = Make({"ana"});
  const RecordId before = world->Seal({{circle}, {}}, "before");
  const UnlockedPerson eve = world->Open("eve");
  ExpectError(vault().AddMember(world->ActorOf("eve"), eve, circle, world->PersonOf("eve")),
              base::Code::kForbidden);
  ExpectError(vault().AddMember(world->ActorOf("eve"), world->Open("ana"), circle, world->PersonOf("eve")),
              base::Code::kForbidden);
  Good(vault().AddMember(world->ActorOf("ana"), world->Open("ana"), circle, world->PersonOf("ben")));
  EXPECT_EQ(world->Read("ben", before), "before");
  ExpectError(vault().AddMember(world->ActorOf("ana"), world->Open("ana"), circle, world->PersonOf("ben")),
              base::Code::kConflict);
  ExpectError(vault().AddMember(world->ActorOf("ana"), world->Open("ana"), circle, world->PersonOf("nobody")),
              base::Code::kInvalid);
}

TEST_P(CirclesTest, WhoLeavesOpensNothingMore) {
  world->MakeKeys({"ana", "ben"});
  const CircleId circle = Make({"ana", "ben"});
  const RecordId before = world->Seal({{circle}, {}}, "before");
  Good(vault().RemoveMember(world->ActorOf("ana"), circle, world->PersonOf("ben")));
  const RecordId after = world->Seal({{circle}, {}}, "after");
  for (const RecordId& record : {before, after}) {
    ExpectError(vault().OpenRecord(world->Open("ben"), record), base::Code::kForbidden);
  }
  EXPECT_EQ(world->Read("ana", before), "before");
  EXPECT_EQ(world->Read("ana", after), "after");
  ExpectError(vault().Reseal(world->Open("ben"), circle), base::Code::kForbidden);
  EXPECT_EQ(Good(vault().Reseal(world->Open("ana"), circle)), 0);
  EXPECT_EQ(world->Read("ana", before), "before");
  const Circle now = Good(vault().Circles(world->org)).at(0);
  EXPECT_EQ(now.generation, 2);
  EXPECT_EQ(now.members, std::vector{world->PersonOf("ana")});
  const db::Rows keys = Good(world->fresh->database().Read(
      [&](db::Transaction& tx) { return tx.Query("SELECT generation FROM vault_circle_key"); }));
  EXPECT_EQ(keys.size(), 1u) << "old keys go when nothing needs them";
}

TEST_P(CirclesTest, TheLastMemberStays) {
  world->MakeKeys({"ana", "ben"});
  const CircleId circle = Make({"ana"});
  ExpectError(vault().RemoveMember(world->ActorOf("ana"), circle, world->PersonOf("ana")),
              base::Code::kConflict);
  ExpectError(vault().RemoveMember(world->ActorOf("ana"), circle, world->PersonOf("ben")),
              base::Code::kNotFound);
}

TEST_P(CirclesTest, WhoLeavesTheOrganisationStaysOnlyWhereNobodyElseIs) {
  world->MakeKeys({"ana", "ben"});
  const CircleId alone =
      Good(vault().CreateCircle(world->ActorOf("ana"), "A", {world->PersonOf("ana")}));  // before the other
  const CircleId shared = Good(
      vault().CreateCircle(world->ActorOf("ana"), "B", {world->PersonOf("ana"), world->PersonOf("ben")}));
  const RecordId record = world->Seal({{alone}, {}}, "text");
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return vault().LeaveOrganisation(tx, world->ActorOf("ben"), world->PersonOf("ana"));
  }));
  const std::vector<Circle> circles = Good(vault().Circles(world->org));
  EXPECT_EQ(circles.at(0).members, std::vector{world->PersonOf("ana")});
  EXPECT_EQ(circles.at(1).id, shared);
  EXPECT_EQ(circles.at(1).members, std::vector{world->PersonOf("ben")});
  EXPECT_EQ(world->Read("ana", record), "text") << "not lost if she comes back";
}

TEST_P(CirclesTest, LeavingTheOrganisationTakesEverything) {
  world->MakeKeys({"ana", "ben", "cem"});
  const CircleId circle = Make({"ana", "ben"});
  Good(vault().NameHolders(world->ActorOf("ana"),
                           {world->PersonOf("ana"), world->PersonOf("ben"), world->PersonOf("cem")}));
  world->TrustHolders("ana");
  world->TrustHolders("ben");
  static_cast<void>(
      Good(vault().Unlock(world->ActorOf("ben"), crypto::AsBytes(testing::World::PassphraseOf("ben")))));
  const RecordId record = world->Seal({{circle}, {world->PersonOf("ben")}}, "text");
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return vault().LeaveOrganisation(tx, world->ActorOf("ana"), world->PersonOf("ben"));
  }));
  ExpectError(vault().OpenWithPassphrase(world->ActorOf("ben"), crypto::AsBytes("whatever it was")),
              base::Code::kNotFound);
  EXPECT_EQ(world->Read("ana", record), "text");
  EXPECT_EQ(Good(vault().AudienceOf(world->org, record)).persons.size(), 0u);
  for (const char* table : {"vault_key", "vault_session", "vault_circle_seal", "vault_record_person",
                            "vault_holder", "vault_share", "vault_recovery"}) {
    const auto count = Good(world->fresh->database().Read([&](db::Transaction& tx) {
      return tx.QueryOne(fmt::format("SELECT count(*) FROM {} WHERE person_id = $1", table),
                         {world->PersonOf("ben")});
    }));
    EXPECT_EQ(count->Int(0), 0) << table;
  }
}

TEST_P(CirclesTest, WhatIsSealedToSomeMembersGoesWithTheCircleAndKeepsALast) {
  world->MakeKeys({"ana", "ben", "cem"});
  const CircleId circle = Make({"ana", "ben", "cem"});
  const RecordId record = RecordId::New(world->random);
  const auto write = [&](const auto& act) { return world->fresh->database().Write(act); };
  Good(write([&](db::Transaction& tx) {
    return vault().SealToMembers(tx, world->org,
                                 {circle, {world->PersonOf("ana"), world->PersonOf("ben")}, "K-1"}, record,
                                 crypto::AsBytes("text"));
  }));
  ExpectError(vault().OpenRecord(world->Open("cem"), record), base::Code::kForbidden);
  Good(vault().RemoveMember(world->ActorOf("ana"), circle, world->PersonOf("ben")));
  ExpectError(vault().OpenRecord(world->Open("ben"), record), base::Code::kForbidden);
  EXPECT_EQ(world->Read("ana", record), "text");
  // Ana is the last who opens it, though not the last of the circle.
  const auto leave = [&] {
    return write([&](db::Transaction& tx) {
      return vault().LeaveOrganisation(tx, world->ActorOf("cem"), world->PersonOf("ana"));
    });
  };
  const base::Status removed = vault().RemoveMember(world->ActorOf("cem"), circle, world->PersonOf("ana"));
  ExpectError(removed, base::Code::kConflict);
  EXPECT_NE(removed.error().external.find("K-1"), std::string::npos);
  ExpectError(leave(), base::Code::kConflict);
  EXPECT_EQ(world->Read("ana", record), "text");
  // Once she has let another one in, she may go.
  const UnlockedPerson ana = world->Open("ana");
  Good(write([&](db::Transaction& tx) {
    return vault().ShareRecord(tx, ana, {{}, {world->PersonOf("cem")}}, record);
  }));
  Good(leave());
  EXPECT_EQ(world->Read("cem", record), "text");
  // The last of the circle keeps what is sealed to her, so she cannot leave the organisation either.
  ExpectError(write([&](db::Transaction& tx) {
                return vault().LeaveOrganisation(tx, world->ActorOf("ben"), world->PersonOf("cem"));
              }),
              base::Code::kConflict);
  Good(write([&](db::Transaction& tx) { return vault().RemoveRecord(tx, world->org, record); }));
  Good(write([&](db::Transaction& tx) {
    return vault().LeaveOrganisation(tx, world->ActorOf("ben"), world->PersonOf("cem"));
  }));
}

TEST_P(CirclesTest, AnotherOrganisationSeesNothing) {
  world->MakeKeys({"ana"});
  const CircleId circle = Make({"ana"});
  const RecordId record = world->Seal({{circle}, {}}, "text");
  desk::Actor stranger = world->ActorOf("stranger");
  stranger.org = desk::OrgId::New(world->random);
  Good(vault().MakeKeys(stranger, crypto::AsBytes("a stranger's pass-phrase")));
  const UnlockedPerson unlocked =
      Good(vault().OpenWithPassphrase(stranger, crypto::AsBytes("a stranger's pass-phrase")));
  ExpectError(vault().OpenRecord(unlocked, record), base::Code::kNotFound);
  ExpectError(vault().AudienceOf(stranger.org, record), base::Code::kNotFound);
  ExpectError(vault().AddMember(stranger, unlocked, circle, stranger.person), base::Code::kNotFound);
  ExpectError(vault().RemoveMember(stranger, circle, world->PersonOf("ana")), base::Code::kNotFound);
  ExpectError(vault().Reseal(unlocked, circle), base::Code::kNotFound);
  EXPECT_TRUE(Good(vault().Circles(stranger.org)).empty());
  ExpectError(vault().CreateCircle(stranger, "mixed", {stranger.person, world->PersonOf("ana")}),
              base::Code::kInvalid);
  EXPECT_TRUE(Good(vault().Circles(stranger.org)).empty()) << "a failed one leaves nothing";
  ExpectError(world->fresh->database().Write(
                  [&](db::Transaction& tx) { return vault().RemoveRecord(tx, stranger.org, record); }),
              base::Code::kNotFound);
  ExpectError(world->fresh->database().Write([&](db::Transaction& tx) {
    return vault().SealRecord(tx, stranger.org, {{circle}, {}}, RecordId::New(world->random), {});
  }),
              base::Code::kNotFound);
}

TEST_P(CirclesTest, CirclesHaveLimits) {  // kMaxCircleMembers, kMaxCircleNameBytes
  world->MakeKeys({"ana"});
  const desk::Actor ana = world->ActorOf("ana");
  const std::string longest(base::kMaxCircleNameBytes, 'x');
  Good(vault().CreateCircle(ana, longest, {ana.person, ana.person}));
  ExpectError(vault().CreateCircle(ana, longest, {ana.person}), base::Code::kConflict);
  ExpectError(vault().CreateCircle(ana, longest + "x", {ana.person}), base::Code::kTooLarge);
  ExpectError(vault().CreateCircle(ana, "", {ana.person}), base::Code::kInvalid);
  ExpectError(vault().CreateCircle(ana, "empty", {}), base::Code::kInvalid);
  std::vector<desk::PersonId> crowd;
  for (std::size_t i = 0; i <= base::kMaxCircleMembers; ++i)
    crowd.push_back(desk::PersonId::New(world->random));
  ExpectError(vault().CreateCircle(ana, "crowd", crowd), base::Code::kTooLarge);
  crowd.pop_back();
  ExpectError(vault().CreateCircle(ana, "crowd", crowd), base::Code::kInvalid);  // as they have no keys
}

TEST_P(CirclesTest, ResealingGoesInSteps) {  // kResealBatch
  world->MakeKeys({"ana", "ben"});
  const CircleId circle = Make({"ana", "ben"});
  Good(world->fresh->database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::int64_t i = 0; i < base::kResealBatch + 3; ++i) {
      TRY(vault().SealRecord(tx, world->org, {{circle}, {}}, RecordId::New(world->random),
                             crypto::AsBytes("x")));
    }
    return base::Ok();
  }));
  Good(vault().RemoveMember(world->ActorOf("ana"), circle, world->PersonOf("ben")));
  EXPECT_EQ(Good(vault().Reseal(world->Open("ana"), circle)), 3);
  EXPECT_EQ(Good(vault().Reseal(world->Open("ana"), circle)), 0);
}

TEST_P(CirclesTest, RecordsAreSharedRemovedAndHaveLimits) {  // kMaxAudience, kMaxSealedBytes
  world->MakeKeys({"ana", "ben", "eve"});
  const CircleId circle = Make({"ben"});
  db::Database& database = world->fresh->database();
  const RecordId record =
      world->Seal({{}, {world->PersonOf("ana")}}, std::string(base::kMaxSealedBytes, 'x'));
  const auto share = [&](const std::string& by, const Audience& more) {
    const UnlockedPerson unlocked = world->Open(by);
    return database.Write(
        [&](db::Transaction& tx) { return vault().ShareRecord(tx, unlocked, more, record); });
  };
  const auto seal = [&](const Audience& audience, const std::string& text) {
    return database.Write([&](db::Transaction& tx) {
      return vault().SealRecord(tx, world->org, audience, RecordId::New(world->random),
                                crypto::AsBytes(text));
    });
  };
  ExpectError(share("eve", {{}, {world->PersonOf("eve")}}), base::Code::kForbidden);
  Good(share("ana", {{circle}, {world->PersonOf("ana")}}));
  EXPECT_EQ(world->Read("ben", record).size(), base::kMaxSealedBytes);
  const Audience audience = Good(vault().AudienceOf(world->org, record));
  EXPECT_EQ(audience.circles, std::vector{circle});
  EXPECT_EQ(audience.persons, std::vector{world->PersonOf("ana")});

  ExpectError(seal({{circle}, {}}, std::string(base::kMaxSealedBytes + 1, 'x')), base::Code::kTooLarge);
  ExpectError(seal({}, "x"), base::Code::kInvalid);
  ExpectError(seal({{}, {world->PersonOf("nobody")}}, "x"), base::Code::kInvalid);
  ExpectError(seal({{CircleId::New(world->random)}, {}}, "x"), base::Code::kNotFound);
  ExpectError(seal({std::vector<CircleId>(base::kMaxAudience + 1, circle), {}}, "x"), base::Code::kTooLarge);
  Good(seal({std::vector<CircleId>(base::kMaxAudience, circle), {}}, "x"));

  const auto remove = [&] {
    return database.Write([&](db::Transaction& tx) { return vault().RemoveRecord(tx, world->org, record); });
  };
  Good(remove());
  ExpectError(remove(), base::Code::kNotFound);
  ExpectError(vault().OpenRecord(world->Open("ana"), record), base::Code::kNotFound);
}

}  // namespace
}  // namespace vault
