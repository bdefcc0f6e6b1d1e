#include <gtest/gtest.h>

#include "base/limits.h"
#include "vault/test_world.h"

namespace vault {
namespace {

using testing::ExpectError;
using testing::Good;
using testing::World;

class RecoveryTest : public testing::VaultTest {
 protected:
  void SetUp() override {
    VaultTest::SetUp();
    if (!world) return;
    world->MakeKeys({"ana", "h1", "h2", "h3", "h4", "eve"});
  }
  void Name(const std::string& x, const std::string& y, const std::string& z) {
    Good(vault().NameHolders(world->ActorOf("ana"),
                             {world->PersonOf(x), world->PersonOf(y), world->PersonOf(z)}));
  }
  base::Status Approve(const std::string& name, const Vault::NewRecovery& recovery) {
    return vault().ApproveRecovery(world->ActorOf(name), world->Open(name), recovery.id, recovery.code);
  }
  base::Result<Vault::NewRecovery> Ask() {
    return vault().AskRecovery(world->ActorOf("ana"), crypto::AsBytes(kNew));
  }
  base::Status Finish() { return vault().FinishRecovery(world->ActorOf("ana"), crypto::AsBytes(kNew)); }
  Vault& vault() { return world->a->vault; }

  static constexpr std::string_view kNew = "a pass-phrase to remember";
};
MANUMIT_ON_BOTH_DATABASES(RecoveryTest);

TEST_P(RecoveryTest, AnyTwoOfThreeRestoreAccess) {
  const RecordId record = world->Seal({{}, {world->PersonOf("ana")}}, "hers");
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  std::string passphrase = World::PassphraseOf("ana");
  const std::pair<const char*, const char*> pairs[] = {{"h1", "h2"}, {"h2", "h3"}, {"h3", "h1"}};
  for (const auto& [one, other] : pairs) {
    const Vault::NewRecovery recovery = Good(Ask());
    ExpectError(Finish(), base::Code::kConflict);
    Good(Approve(one, recovery));
    Good(Approve(one, recovery));
    ExpectError(Finish(), base::Code::kConflict);
    Good(Approve(other, recovery));
    EXPECT_EQ(Good(vault().Recoveries(world->org)).at(0).approved_by.size(), 2u);
    Good(Finish());
    EXPECT_TRUE(Good(vault().Recoveries(world->org)).empty());
    const UnlockedPerson ana = Good(vault().OpenWithPassphrase(world->ActorOf("ana"), crypto::AsBytes(kNew)));
    EXPECT_EQ(crypto::AsText(Good(vault().OpenRecord(ana, record)).view()), "hers");
  }
  ExpectError(vault().OpenWithPassphrase(world->ActorOf("ana"), crypto::AsBytes(passphrase)),
              base::Code::kForbidden);
}

TEST_P(RecoveryTest, OnlyHoldersWithTheRightCode) {
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  Vault::NewRecovery recovery = Good(Ask());
  EXPECT_EQ(recovery.code.size(), 19u);
  ExpectError(Approve("eve", recovery), base::Code::kForbidden);
  ExpectError(Approve("ana", recovery), base::Code::kForbidden);
  ExpectError(vault().ApproveRecovery(world->ActorOf("eve"), world->Open("h1"), recovery.id, recovery.code),
              base::Code::kForbidden);
  Vault::NewRecovery wrong = recovery;
  wrong.code[0] = wrong.code[0] == 'a' ? 'b' : 'a';
  ExpectError(Approve("h1", wrong), base::Code::kInvalid);
  wrong.code.clear();
  ExpectError(Approve("h1", wrong), base::Code::kInvalid);
  Vault::NewRecovery shouted = recovery;
  for (char& c : shouted.code)
    c = c == '-' ? ' ' : static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
  Good(Approve("h1", shouted));
}

TEST_P(RecoveryTest, ThePublicKeyOfARequestCannotBeExchanged) {
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  const Vault::NewRecovery recovery = Good(Ask());
  const crypto::KeyPair intruder = crypto::KeyPair::Generate();
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE vault_recovery SET public_key = $1", {crypto::ByteView(intruder.public_key())});
  }));
  ExpectError(Approve("h1", recovery), base::Code::kInvalid);
}

TEST_P(RecoveryTest, SharesFollowTheHolders) {
  ExpectError(vault().HoldersCode(world->org), base::Code::kConflict);
  ExpectError(vault().TrustHolders(world->ActorOf("ana"), world->Open("ana"), ""), base::Code::kConflict);
  ExpectError(Ask(), base::Code::kConflict);
  Name("h1", "h2", "h3");
  EXPECT_EQ(Good(vault().UncoveredPersons(world->org)), 6);
  ExpectError(Ask(), base::Code::kConflict);
  world->TrustHolders("ana");
  EXPECT_EQ(Good(vault().UncoveredPersons(world->org)), 5);
  EXPECT_TRUE(Good(vault().IsCovered(world->org, world->PersonOf("ana"))));
  EXPECT_FALSE(Good(vault().IsCovered(world->org, world->PersonOf("eve"))));
  Name("h1", "h2", "h4");
  EXPECT_EQ(Good(vault().UncoveredPersons(world->org)), 6);
  const Vault::NewRecovery early = Good(Ask());
  ExpectError(Approve("h3", early), base::Code::kForbidden);  // no longer a holder
  ExpectError(Approve("h4", early), base::Code::kForbidden);  // has no share of hers yet
  Good(Approve("h1", early));
  world->TrustHolders("ana");
  EXPECT_EQ(Good(vault().HoldersOf(world->org)).size(), 3u);
  const Vault::NewRecovery later = Good(Ask());
  Good(Approve("h4", later));
  Good(Approve("h2", later));
  Good(Finish());
}

TEST_P(RecoveryTest, HoldersPutIntoTheDatabaseGetNoShares) {
  Name("h1", "h2", "h3");
  const std::string published = Good(vault().HoldersCode(world->org));
  const auto trust = [&](const std::string& code) {
    return vault().TrustHolders(world->ActorOf("ana"), world->Open("ana"), code);
  };
  Good(trust(published));
  const crypto::KeyPair intruder = crypto::KeyPair::Generate();
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE vault_key SET public_key = $1 WHERE person_id = $2",
                      {crypto::ByteView(intruder.public_key()), world->PersonOf("h2")});
  }));
  ExpectError(trust(published), base::Code::kInvalid);
  Name("h1", "h3", "h4");
  ExpectError(trust(published), base::Code::kInvalid);
  ExpectError(vault().TrustHolders(world->ActorOf("ana"), world->Open("eve"), published),
              base::Code::kForbidden);
}

TEST_P(RecoveryTest, HoldersAreThreePersonsWithKeys) {
  const desk::Actor ana = world->ActorOf("ana");
  ExpectError(vault().NameHolders(ana, {ana.person, ana.person, world->PersonOf("h1")}),
              base::Code::kInvalid);
  ExpectError(vault().NameHolders(ana, {ana.person, world->PersonOf("h1"), world->PersonOf("nobody")}),
              base::Code::kInvalid);
  EXPECT_TRUE(Good(vault().HoldersOf(world->org)).empty());
}

TEST_P(RecoveryTest, ARequestDoesNotStayOpen) {  // kRecoveryMs
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  const Vault::NewRecovery recovery = Good(Ask());
  Good(Approve("h1", recovery));
  Good(Approve("h2", recovery));
  world->clock.Advance(base::kRecoveryMs - 1);
  EXPECT_EQ(Good(vault().Recoveries(world->org)).size(), 1u);
  world->clock.Advance(1);
  EXPECT_TRUE(Good(vault().Recoveries(world->org)).empty());
  ExpectError(Approve("h3", recovery), base::Code::kNotFound);
  ExpectError(Finish(), base::Code::kNotFound);
}

TEST_P(RecoveryTest, AnotherPassphraseDoesNotFinishIt) {
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  const Vault::NewRecovery recovery = Good(Ask());
  Good(Approve("h1", recovery));
  Good(Approve("h3", recovery));
  ExpectError(vault().FinishRecovery(world->ActorOf("ana"), crypto::AsBytes("not the new pass-phrase")),
              base::Code::kForbidden);
  ExpectError(vault().FinishRecovery(world->ActorOf("eve"), crypto::AsBytes(kNew)), base::Code::kNotFound);
  Good(Finish());
}

TEST_P(RecoveryTest, OneDamagedApprovalOfThreeDoesNoHarm) {
  Name("h1", "h2", "h3");
  world->TrustHolders("ana");
  const Vault::NewRecovery recovery = Good(Ask());
  for (const char* name : {"h1", "h2", "h3"}) Good(Approve(name, recovery));
  const auto spoil = [&](const std::string& name) {
    const crypto::Bytes nothing(200);
    Good(world->fresh->database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE vault_approval SET sealed_share = $1 WHERE holder_id = $2",
                        {crypto::ByteView(nothing), world->PersonOf(name)});
    }));
  };
  spoil("h1");
  Good(Finish());
  const Vault::NewRecovery again = Good(Ask());
  for (const char* name : {"h1", "h2", "h3"}) Good(Approve(name, again));
  spoil("h1");
  spoil("h3");
  ExpectError(Finish(), base::Code::kCorrupt);
}

}  // namespace
}  // namespace vault
