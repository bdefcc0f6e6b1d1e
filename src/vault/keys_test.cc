#include <gtest/gtest.h>

#include "base/limits.h"
#include "vault/test_world.h"

namespace vault {
namespace {

using testing::ExpectError;
using testing::Good;
using testing::World;

class KeysTest : public testing::VaultTest {
 protected:
  base::Result<crypto::SecretBytes> Unlock(const std::string& name, const std::string& passphrase) {
    return world->a->vault.Unlock(world->ActorOf(name), crypto::AsBytes(passphrase));
  }
};
MANUMIT_ON_BOTH_DATABASES(KeysTest);

TEST_P(KeysTest, UnlockedByOneProcessServedByAnother) {
  world->MakeKeys({"ana"});
  const crypto::SecretBytes cookie_key = Good(Unlock("ana", World::PassphraseOf("ana")));
  world->a.reset();  // that process is gone
  const UnlockedPerson ana = Good(world->b->vault.OpenSession(world->ActorOf("ana"), cookie_key.view()));
  EXPECT_EQ(ana.person(), world->PersonOf("ana"));
}

TEST_P(KeysTest, TheCookieAloneAndTheDatabaseAloneOpenNothing) {
  world->MakeKeys({"ana", "ben"});
  const crypto::SecretBytes key = Good(Unlock("ana", World::PassphraseOf("ana")));
  Vault& vault = world->b->vault;
  const crypto::SecretBytes guess = crypto::SecretBytes::Random(crypto::kKeyBytes);
  ExpectError(vault.OpenSession(world->ActorOf("ana"), guess.view()), base::Code::kUnauthenticated);
  ExpectError(vault.OpenSession(world->ActorOf("ana"), {}), base::Code::kUnauthenticated);
  ExpectError(vault.OpenSession(world->ActorOf("ana"), key.view().first(31)), base::Code::kUnauthenticated);
  ExpectError(vault.OpenSession(world->ActorOf("ben"), key.view()), base::Code::kUnauthenticated);
  desk::Actor elsewhere = world->ActorOf("ana");
  elsewhere.org = desk::OrgId::New(world->random);
  ExpectError(vault.OpenSession(elsewhere, key.view()), base::Code::kUnauthenticated);
  desk::Actor other_session = world->ActorOf("ana");
  other_session.session = desk::SessionId::New(world->random);
  ExpectError(vault.OpenSession(other_session, key.view()), base::Code::kUnauthenticated);
  Good(vault.Lock(world->ActorOf("ana")));
  ExpectError(vault.OpenSession(world->ActorOf("ana"), key.view()), base::Code::kUnauthenticated);
}

TEST_P(KeysTest, UnusedSessionsLock) {  // kUnlockedIdleMs
  world->MakeKeys({"ana"});
  const crypto::SecretBytes key = Good(Unlock("ana", World::PassphraseOf("ana")));
  world->clock.Advance(base::kUnlockedIdleMs - 1);
  EXPECT_TRUE(world->b->vault.OpenSession(world->ActorOf("ana"), key.view()));
  world->clock.Advance(base::kUnlockedIdleMs - 1);
  EXPECT_TRUE(world->b->vault.OpenSession(world->ActorOf("ana"), key.view()));
  world->clock.Advance(base::kUnlockedIdleMs);
  ExpectError(world->b->vault.OpenSession(world->ActorOf("ana"), key.view()), base::Code::kUnauthenticated);
}

TEST_P(KeysTest, UsedSessionsLockToo) {  // kUnlockedMs
  world->MakeKeys({"ana"});
  const crypto::SecretBytes key = Good(Unlock("ana", World::PassphraseOf("ana")));
  constexpr std::int64_t kStep = base::kUnlockedIdleMs / 2;
  for (std::int64_t passed = kStep; passed < base::kUnlockedMs; passed += kStep) {
    world->clock.Advance(kStep);
    EXPECT_TRUE(world->a->vault.OpenSession(world->ActorOf("ana"), key.view())) << passed;
  }
  world->clock.Advance(kStep);
  ExpectError(world->a->vault.OpenSession(world->ActorOf("ana"), key.view()), base::Code::kUnauthenticated);
}

TEST_P(KeysTest, WrongPassphrasesAreRefusedAndThenRest) {  // kMaxUnlockAttempts, kUnlockRestMs
  world->MakeKeys({"ana", "ben"});
  for (std::int64_t i = 0; i < base::kMaxUnlockAttempts; ++i) {
    ExpectError(Unlock("ana", "not the pass-phrase"), base::Code::kForbidden);
  }
  ExpectError(Unlock("ana", World::PassphraseOf("ana")), base::Code::kBusy);
  EXPECT_TRUE(Unlock("ben", World::PassphraseOf("ben")));
  world->clock.Advance(base::kUnlockRestMs);
  EXPECT_TRUE(Unlock("ana", World::PassphraseOf("ana")));
  for (std::int64_t i = 0; i < base::kMaxUnlockAttempts; ++i) {
    EXPECT_TRUE(Unlock("ana", World::PassphraseOf("ana"))) << "a right one must not count";
  }
}

TEST_P(KeysTest, ANewPassphraseReplacesTheOldAndLocks) {
  world->MakeKeys({"ana"});
  const crypto::SecretBytes key = Good(Unlock("ana", World::PassphraseOf("ana")));
  const RecordId record = world->Seal({{}, {world->PersonOf("ana")}}, "before");
  Vault& vault = world->a->vault;
  const desk::Actor ana = world->ActorOf("ana");
  const std::string old_one = World::PassphraseOf("ana");
  ExpectError(
      vault.ChangePassphrase(ana, crypto::AsBytes("wrong wrong wrong"), crypto::AsBytes("a new pass-phrase")),
      base::Code::kForbidden);
  ExpectError(vault.ChangePassphrase(ana, crypto::AsBytes(old_one), crypto::AsBytes("short")),
              base::Code::kInvalid);
  Good(vault.ChangePassphrase(ana, crypto::AsBytes(old_one), crypto::AsBytes("a new pass-phrase")));
  ExpectError(vault.OpenSession(ana, key.view()), base::Code::kUnauthenticated);
  ExpectError(Unlock("ana", old_one), base::Code::kForbidden);
  const UnlockedPerson unlocked = Good(vault.OpenWithPassphrase(ana, crypto::AsBytes("a new pass-phrase")));
  EXPECT_EQ(crypto::AsText(Good(vault.OpenRecord(unlocked, record)).view()), "before");
}

TEST_P(KeysTest, KeysAreMadeOnceAndWithALongPassphrase) {  // kMinPassphraseBytes
  const desk::Actor ana = world->ActorOf("ana");
  Vault& vault = world->a->vault;
  EXPECT_FALSE(Good(vault.HasKeys(world->org, ana.person)));
  const std::string shortest(base::kMinPassphraseBytes, 'x');
  ExpectError(vault.MakeKeys(ana, crypto::AsBytes(shortest).first(base::kMinPassphraseBytes - 1)),
              base::Code::kInvalid);
  ExpectError(Unlock("ana", shortest), base::Code::kNotFound);
  Good(vault.MakeKeys(ana, crypto::AsBytes(shortest)));
  EXPECT_TRUE(Good(vault.HasKeys(world->org, ana.person)));
  ExpectError(vault.MakeKeys(ana, crypto::AsBytes(shortest)), base::Code::kConflict);
  desk::Actor nobody = ana;
  nobody.person = {};
  ExpectError(vault.MakeKeys(nobody, crypto::AsBytes(shortest)), base::Code::kInvalid);
  nobody = ana;
  nobody.session = {};
  ExpectError(vault.Unlock(nobody, crypto::AsBytes(shortest)), base::Code::kInvalid);
}

TEST_P(KeysTest, EverythingIsAudited) {
  world->MakeKeys({"ana"});
  static_cast<void>(Good(Unlock("ana", World::PassphraseOf("ana"))));
  ExpectError(Unlock("ana", "not the pass-phrase"), base::Code::kForbidden);
  const auto entries = Good(world->a->audit.Page(world->org, 0, 10));
  ASSERT_EQ(entries.size(), 3u);
  EXPECT_EQ(entries[2].action, "vault.make-keys");
  EXPECT_EQ(entries[1].action, "vault.unlock");
  EXPECT_EQ(entries[0].action, "vault.wrong-passphrase");
}

}  // namespace
}  // namespace vault
