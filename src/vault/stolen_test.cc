// What a copy of the database gives away, and what a changed database does.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

#include "base/limits.h"
#include "crypto/encoding.h"
#include "vault/sealing.h"
#include "vault/test_world.h"

namespace vault {
namespace {

using testing::Good;
using testing::World;

constexpr std::string_view kText = "the foreman keeps the passports in the safe";

struct Column {
  const char* table;
  const char* name;
};

// All columns of this room that hold bytes.
constexpr Column kByteColumns[] = {{"vault_key", "public_key"},
                                   {"vault_key", "sealed_private"},
                                   {"vault_key", "salt"},
                                   {"vault_session", "sealed_private"},
                                   {"vault_circle_key", "public_key"},
                                   {"vault_circle_seal", "sealed_private"},
                                   {"vault_record", "content"},
                                   {"vault_record_circle", "sealed_key"},
                                   {"vault_record_person", "sealed_key"},
                                   {"vault_share", "sealed_share"},
                                   {"vault_recovery", "public_key"},
                                   {"vault_recovery", "sealed_private"},
                                   {"vault_recovery", "salt"},
                                   {"vault_approval", "sealed_share"}};

// Everything the vault has at work at once: unlocked sessions, circles with old keys, records, a recovery
// half way.
struct Scene {
  explicit Scene(World& w) : world(w) {
    world.MakeKeys({"ana", "ben", "h1", "h2"});
    Vault& vault = world.a->vault;
    Good(vault.NameHolders(world.ActorOf("ana"),
                           {world.PersonOf("ben"), world.PersonOf("h1"), world.PersonOf("h2")}));
    world.TrustHolders("ana");
    cookie_key = Unlock("ana");
    ben_cookie_key = Unlock("ben");
    circle = Good(vault.CreateCircle(world.ActorOf("ana"), "team",
                                     {world.PersonOf("ana"), world.PersonOf("ben"), world.PersonOf("h2")}));
    old_record = world.Seal({{circle}, {}}, kText);
    Good(vault.RemoveMember(world.ActorOf("ana"), circle, world.PersonOf("h2")));
    record = world.Seal({{circle}, {world.PersonOf("ana")}}, kText);
    recovery = Good(vault.AskRecovery(world.ActorOf("ana"), crypto::AsBytes(kNew)));
    for (const char* holder : {"h1", "h2"}) {
      Good(vault.ApproveRecovery(world.ActorOf(holder), world.Open(holder), recovery.id, recovery.code));
    }
  }
  crypto::SecretBytes Unlock(const std::string& name) {
    return Good(world.a->vault.Unlock(world.ActorOf(name), crypto::AsBytes(World::PassphraseOf(name))));
  }

  static constexpr std::string_view kNew = "the pass-phrase after that";
  World& world;
  crypto::SecretBytes cookie_key;
  crypto::SecretBytes ben_cookie_key;
  CircleId circle;
  RecordId old_record;
  RecordId record;
  Vault::NewRecovery recovery;
};

// All bytes of all tables, one after the other, and what the audit log says.
std::string Dump(db::Database& database) {
  std::string all;
  const auto query = [&](const std::string& sql) {
    return Good(database.Read([&](db::Transaction& tx) { return tx.Query(sql); }));
  };
  for (const auto& [table, name] : kByteColumns) {
    const db::Rows rows = query(fmt::format("SELECT {} FROM {}", name, table));
    EXPECT_FALSE(rows.empty()) << table;
    for (const db::Row& row : rows) all += crypto::AsText(row.Bytes(0));
  }
  for (const db::Row& row : query("SELECT action, record, details FROM audit_entry")) {
    all += row.Text(0) + row.Text(1) + row.Text(2);
  }
  return all;
}

// The files of an embedded database, with its log.
std::string FilesOf(const std::filesystem::path& folder) {
  std::string all;
  if (folder.empty()) return all;
  for (const auto& entry : std::filesystem::directory_iterator(folder)) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

void ExpectAbsent(const std::string& all, crypto::ByteView secret, std::string_view what) {
  EXPECT_EQ(all.find(crypto::AsText(secret)), all.npos) << what;
  EXPECT_EQ(all.find(crypto::HexEncode(secret)), all.npos) << what;
  EXPECT_EQ(all.find(crypto::Base64UrlEncode(secret)), all.npos) << what;
  EXPECT_EQ(all.find(crypto::Base64Encode(secret)), all.npos) << what;
}

using StolenTest = testing::VaultTest;
MANUMIT_ON_BOTH_DATABASES(StolenTest);

TEST_P(StolenTest, NothingSecretLiesInTheDatabase) {
  Scene scene(*world);
  const UnlockedPerson ana = world->Open("ana");
  const crypto::KeyPair circle_keys = Good(world->fresh->database().Read(
      [&](db::Transaction& tx) { return OpenCircle(tx, ana, scene.circle, 2); }));
  const std::string cells = Dump(world->fresh->database());
  EXPECT_NE(cells.find(crypto::AsText(ana.keys().public_key())), cells.npos)
      << "what should be found is found";
  for (const std::string& all : {cells, FilesOf(world->fresh->folder())}) {
    ExpectAbsent(all, crypto::AsBytes(kText), "text");
    ExpectAbsent(all, ana.keys().private_key().view(), "private key");
    ExpectAbsent(all, circle_keys.private_key().view(), "circle key");
    ExpectAbsent(all, scene.cookie_key.view(), "cookie key");
    ExpectAbsent(all, crypto::AsBytes(World::PassphraseOf("ana")), "pass-phrase");
    ExpectAbsent(all, crypto::AsBytes(Scene::kNew), "new pass-phrase");
    ExpectAbsent(all, crypto::AsBytes(scene.recovery.code), "code");
  }
}

// What may come out of a changed database: the right text or an error, never another text.
class Attempt {
 public:
  explicit Attempt(Scene& scene) : scene_(scene), world_(scene.world) {}

  void Everything() {
    Vault& vault = world_.b->vault;
    See(vault.OpenWithPassphrase(world_.ActorOf("ana"), crypto::AsBytes(World::PassphraseOf("ana"))));
    See(vault.HoldersOf(world_.org));
    See(vault.Recoveries(world_.org));
    See(vault.FinishRecovery(world_.ActorOf("ana"), crypto::AsBytes("another pass-phrase")));
    for (const auto& [name, key] :
         {std::pair("ana", &scene_.cookie_key), std::pair("ben", &scene_.ben_cookie_key)}) {
      const auto person = vault.OpenSession(world_.ActorOf(name), key->view());
      See(person);
      if (!person) continue;
      Read(*person, scene_.record);
      Read(*person, scene_.old_record);
    }
    for (const UnlockedPerson* person : {&ana_, &ben_}) {  // whose keys were in memory before the change
      Read(*person, scene_.record);
      Read(*person, scene_.old_record);
    }
  }

 private:
  template <typename T>
  void See(const base::Result<T>& result) {
    if (result) return;
    EXPECT_FALSE(result.error().external.empty());
    EXPECT_NE(result.error().code, base::Code::kInternal) << result.error().internal;
  }
  void Read(const UnlockedPerson& person, const RecordId& record) {
    const auto text = world_.b->vault.OpenRecord(person, record);
    See(text);
    EXPECT_TRUE(!text || crypto::AsText(text->view()) == kText);
  }

  Scene& scene_;
  World& world_;
  UnlockedPerson ana_ = world_.Open("ana");
  UnlockedPerson ben_ = world_.Open("ben");
};

TEST_P(StolenTest, ChangedBytesAreFoundAndNothingCrashes) {
  Scene scene(*world);
  Attempt attempt(scene);
  db::Database& database = world->fresh->database();
  for (const auto& [table, name] : kByteColumns) {
    SCOPED_TRACE(fmt::format("{}.{}", table, name));
    const std::string sql = fmt::format("UPDATE {0} SET {1} = $2 WHERE {1} = $1", table, name);
    const auto set = [&](crypto::ByteView from, crypto::ByteView to) {
      Good(database.Write([&](db::Transaction& tx) { return tx.Execute(sql, {from, to}); }));
    };
    for (const db::Row& row : Good(database.Read(
             [&](db::Transaction& tx) { return tx.Query(fmt::format("SELECT {} FROM {}", name, table)); }))) {
      const crypto::Bytes good(row.Bytes(0).begin(), row.Bytes(0).end());
      crypto::Bytes flipped = good;
      flipped[flipped.size() / 2] ^= std::byte{0x10};
      const crypto::Bytes cut(good.begin(), good.end() - 1);
      const crypto::Bytes one(1);
      for (const crypto::Bytes& bad : {flipped, cut, one}) {
        set(good, bad);
        attempt.Everything();
        set(bad, good);
        world->clock.Advance(base::kMinuteMs);
        Good(database.Write(
            [](db::Transaction& tx) { return tx.Execute("UPDATE vault_key SET attempts = 0"); }));
      }
    }
  }
}

TEST_P(StolenTest, OneDamagedRecordDoesNotHoldUpTheOthers) {
  Scene scene(*world);
  const crypto::Bytes nothing(150);
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE vault_record_circle SET sealed_key = $1 WHERE record_id = $2",
                      {crypto::ByteView(nothing), scene.old_record});
  }));
  EXPECT_EQ(Good(world->a->vault.Reseal(world->Open("ana"), scene.circle)), 1);
  testing::ExpectError(world->a->vault.OpenRecord(world->Open("ana"), scene.old_record),
                       base::Code::kCorrupt);
  EXPECT_EQ(world->Read("ben", scene.record), kText);
}

TEST_P(StolenTest, ImpossibleNumbersAreCorrupt) {
  Scene scene(*world);
  const desk::Actor ana = world->ActorOf("ana");
  for (const char* change : {"passes = -1", "passes = 0", "passes = 1000000", "memory_bytes = -1",
                             "memory_bytes = 0", "memory_bytes = 1000000000000"}) {
    const auto opened = [&] {
      Good(world->fresh->database().Write(
          [&](db::Transaction& tx) { return tx.Execute(fmt::format("UPDATE vault_key SET {}", change)); }));
      return world->b->vault.OpenWithPassphrase(ana, crypto::AsBytes(World::PassphraseOf("ana")));
    }();
    ASSERT_FALSE(opened) << change;
    EXPECT_EQ(opened.error().code, base::Code::kCorrupt) << change;
    Good(world->fresh->database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE vault_key SET passes = 1, memory_bytes = 8192");
    }));
  }
}

TEST_P(StolenTest, AnExchangedPublicKeyIsNoticed) {
  Scene scene(*world);
  const crypto::KeyPair intruder = crypto::KeyPair::Generate();
  Good(world->fresh->database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE vault_key SET public_key = $1 WHERE person_id = $2",
                      {crypto::ByteView(intruder.public_key()), world->PersonOf("ana")});
  }));
  testing::ExpectError(
      world->b->vault.OpenWithPassphrase(world->ActorOf("ana"), crypto::AsBytes(World::PassphraseOf("ana"))),
      base::Code::kCorrupt);
  testing::ExpectError(world->b->vault.OpenSession(world->ActorOf("ana"), scene.cookie_key.view()),
                       base::Code::kCorrupt);
}

TEST_P(StolenTest, BoxesDoNotOpenInOtherPlaces) {
  Scene scene(*world);
  const RecordId other = world->Seal({{scene.circle}, {world->PersonOf("ana")}}, "another text");
  db::Database& database = world->fresh->database();
  const auto swap = [&](const char* table, const char* column, const char* key) {
    const auto value = [&](const RecordId& record) {
      const auto row = Good(database.Read([&](db::Transaction& tx) {
        return tx.QueryOne(fmt::format("SELECT {} FROM {} WHERE {} = $1", column, table, key), {record});
      }));
      return crypto::Bytes(row->Bytes(0).begin(), row->Bytes(0).end());
    };
    const crypto::Bytes a = value(scene.record);
    const crypto::Bytes b = value(other);
    const std::string sql = fmt::format("UPDATE {} SET {} = $1 WHERE {} = $2", table, column, key);
    Good(database.Write([&](db::Transaction& tx) -> base::Status {
      TRY(tx.Execute(sql, {crypto::ByteView(b), scene.record}));
      TRY(tx.Execute(sql, {crypto::ByteView(a), other}));
      return base::Ok();
    }));
  };
  const auto expect_corrupt = [&] {
    testing::ExpectError(world->b->vault.OpenRecord(world->Open("ana"), scene.record), base::Code::kCorrupt);
    testing::ExpectError(world->b->vault.OpenRecord(world->Open("ben"), scene.record), base::Code::kCorrupt);
  };
  swap("vault_record", "content", "id");
  expect_corrupt();
  swap("vault_record_person", "sealed_key", "record_id");
  swap("vault_record_circle", "sealed_key", "record_id");
  expect_corrupt();  // also with everything exchanged: each box knows its record
  swap("vault_record", "content", "id");
  expect_corrupt();
}

}  // namespace
}  // namespace vault
