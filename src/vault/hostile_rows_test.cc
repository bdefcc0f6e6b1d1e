// An administrator of the database puts values of other types into the vault's tables. Only SQLite lets it.

#include <fmt/format.h>

#include "vault/test_world.h"

namespace vault {
namespace {

using testing::Good;
using testing::World;

// Counts answers that say the row is damaged; whatever else the answer is, there is one.
class Asking {
 public:
  template <typename T>
  void operator()(const base::Result<T>& result) {
    if (!result.has_value() && result.error().code == base::Code::kCorrupt) ++damaged;
  }
  int damaged = 0;
};

struct Scene {
  Scene() : world(db::Dialect::kSqlite) {
    world.MakeKeys({"ana", "ben", "cem", "dia"});
    circle = Good(vault().CreateCircle(ana(), "Circle", {world.PersonOf("ana"), world.PersonOf("ben")}));
    record = world.Seal({{circle}, {}}, "text");
    own = world.Seal({{}, {world.PersonOf("ana")}}, "text");
    some = RecordId::New(world.random);
    Good(world.fresh->database().Write([&](db::Transaction& tx) {
      return vault().SealToMembers(tx, world.org, {circle, {world.PersonOf("ana")}, "some"}, some,
                                   crypto::AsBytes("text"));
    }));
    Good(vault().NameHolders(ana(), {world.PersonOf("ben"), world.PersonOf("cem"), world.PersonOf("dia")}));
    world.TrustHolders("ana");
    for (const char* name : {"ana", "ben"}) opened.emplace(name, world.Open(name));
    cookie = Good(vault().Unlock(ana(), crypto::AsBytes(World::PassphraseOf("ana"))));
    const Vault::NewRecovery asked = Good(vault().AskRecovery(ana(), crypto::AsBytes("another pass-phrase")));
    recovery = asked.id;
    code = asked.code;
    Good(vault().ApproveRecovery(world.ActorOf("ben"), opened.at("ben"), asked.id, asked.code));
  }
  Vault& vault() const { return world.a->vault; }
  desk::Actor ana() { return world.ActorOf("ana"); }

  int AskEverything() {
    Asking ask;
    ask(vault().HasKeys(world.org, world.PersonOf("ana")));
    ask(vault().PersonsWithKeys(world.org));
    ask(vault().OpenWithPassphrase(ana(), crypto::AsBytes(World::PassphraseOf("ana"))));
    ask(vault().OpenSession(ana(), cookie.view()));
    ask(vault().UnlockedUntil(ana()));
    ask(vault().Circles(world.org));
    ask(vault().AudienceOf(world.org, record));
    ask(vault().AudienceOf(world.org, own));
    ask(vault().OpenRecord(opened.at("ana"), record));
    ask(vault().OpenRecord(opened.at("ana"), own));
    ask(vault().HoldersOf(world.org));
    ask(vault().HoldersCode(world.org));
    ask(vault().IsCovered(world.org, world.PersonOf("ana")));
    ask(vault().UncoveredPersons(world.org));
    ask(vault().Recoveries(world.org));
    ask(vault().ApproveRecovery(world.ActorOf("ben"), opened.at("ben"), recovery, code));
    ask(vault().FinishRecovery(ana(), crypto::AsBytes("another pass-phrase")));
    ask(vault().AddMember(ana(), opened.at("ana"), circle, world.PersonOf("cem")));
    ask(vault().RemoveMember(ana(), circle, world.PersonOf("ben")));
    ask(vault().RemoveMember(ana(), circle, world.PersonOf("ana")));
    ask(vault().OpenRecord(opened.at("ana"), some));
    ask(vault().Reseal(opened.at("ana"), circle));
    return ask.damaged;
  }

  World world;
  std::map<std::string, UnlockedPerson> opened;
  CircleId circle;
  RecordId record;
  RecordId own;
  RecordId some;
  RecoveryId recovery;
  std::string code;
  crypto::SecretBytes cookie;
};

constexpr std::string_view kTables[] = {"vault_key",           "vault_session",       "vault_circle",
                                        "vault_circle_key",    "vault_circle_seal",   "vault_record",
                                        "vault_record_circle", "vault_holder",        "vault_share",
                                        "vault_recovery",      "vault_record_person", "vault_approval",
                                        "vault_record_members"};

TEST(HostileRows, AnotherTypeInAnyColumnIsAnErrorAndNoCrash) {
  Scene untouched;
  EXPECT_EQ(untouched.AskEverything(), 0);
  int columns = 0;
  int damaged = 0;
  for (const std::string_view table : kTables) {
    const db::Rows names = Good(untouched.world.fresh->database().Read([&](db::Transaction& tx) {
      return tx.Query(fmt::format("SELECT name FROM pragma_table_info('{}')", table));
    }));
    for (const db::Row& row : names) {
      const std::string& column = row.Text(0);
      Scene scene;
      const base::Status changed = scene.world.fresh->database().RunScript(fmt::format(
          "PRAGMA foreign_keys = OFF; UPDATE {0} SET {1} = CASE typeof({1}) WHEN 'blob' THEN 'words' ELSE "
          "CAST({1} AS BLOB) END; PRAGMA foreign_keys = ON",
          table, column));
      ASSERT_TRUE(changed.has_value()) << table << "." << column << ": " << changed.error().internal;
      ++columns;
      if (scene.AskEverything() > 0) ++damaged;
    }
  }
  EXPECT_GT(columns, 50);
  EXPECT_GT(damaged, 30);
}

}  // namespace
}  // namespace vault
