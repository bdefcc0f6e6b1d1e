// Random joins, leaves, new keys, shared records, changed pass-phrases and recoveries. A plain model says who
// may open which record; after every few steps every person is tried against every record, on one process or
// the other. Whoever leaves a circle keeps what she had in her hands, and must not open with it what was
// sealed later.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>
#include <random>
#include <set>

#include "vault/sealing.h"
#include "vault/test_world.h"

namespace vault {
namespace {

using testing::Good;
using testing::World;

std::uint64_t Seed() {
  const char* given = std::getenv("MANUMIT_SEED");
  return given != nullptr ? std::strtoull(given, nullptr, 10) : 2026;
}
int Rounds() {
  const char* factor = std::getenv("MANUMIT_SOAK");
  return 150 * (factor != nullptr ? std::max(1, std::atoi(factor)) : 1);
}

struct ModelRecord {
  RecordId id;
  std::set<std::size_t> circles;
  std::set<std::string> persons;
  int made_at = 0;
};

struct ModelCircle {
  CircleId id;
  std::set<std::string> members;
};

// The keys of a circle that somebody who left had opened before.
struct Loot {
  std::string person;
  std::size_t circle = 0;
  int taken_at = 0;
  std::int64_t generation = 0;
  crypto::KeyPair keys;
};

class Story {
 public:
  Story(World& world, std::uint64_t seed) : world_(world), random_(seed) {
    for (const char* name : {"p0", "p1", "p2", "p3", "p4", "p5"}) names_.emplace_back(name);
    for (const std::string& name : names_) {
      passphrases_[name] = World::PassphraseOf(name);
      Good(vault().MakeKeys(world_.ActorOf(name), crypto::AsBytes(passphrases_[name])));
    }
    Good(vault().NameHolders(world_.ActorOf("p0"),
                             {world_.PersonOf("p0"), world_.PersonOf("p1"), world_.PersonOf("p2")}));
    for (const std::string& name : names_) {
      Unlock(name);
      world_.TrustHolders(name);
    }
  }

  void Step(int now) {
    now_ = now;
    switch (Pick(9)) {
      case 0:
        return Create();
      case 1:
        return Join();
      case 2:
        return Leave();
      case 3:
        return Reseal();
      case 4:
        return Share();
      case 5:
        return ChangePassphrase();
      case 6:
        return Recover();
      default:
        return Seal();
    }
  }

  void CheckAll() {
    for (const std::string& name : names_) {
      // Unlocked on A; every second time it is B that opens.
      Vault& server = Pick(2) == 0 ? world_.a->vault : world_.b->vault;
      const UnlockedPerson person =
          Good(server.OpenSession(world_.ActorOf(name), cookie_keys_.at(name).view()));
      for (const ModelRecord& record : records_) {
        const auto opened = server.OpenRecord(person, record.id);
        ASSERT_EQ(opened.has_value(), MayOpen(name, record)) << name << " and record " << record.made_at;
        if (opened) {
          EXPECT_EQ(crypto::AsText(opened->view()), TextOf(record));
        } else {
          EXPECT_EQ(opened.error().code, base::Code::kForbidden);
        }
      }
    }
  }

  // With the whole database in her hands: her own keys and all circle keys she ever had against every seal.
  void CheckLoot() {
    const db::Rows rows = Good(world_.fresh->database().Read([&](db::Transaction& tx) {
      return tx.Query("SELECT record_id, circle_id, generation, sealed_key FROM vault_record_circle");
    }));
    for (const Loot& loot : loot_) {
      for (const db::Row& row : rows) {
        const auto record = std::find_if(records_.begin(), records_.end(), [&](const ModelRecord& one) {
          return one.id == row.IdAt<RecordId>(0);
        });
        if (record->made_at <= loot.taken_at) continue;
        const std::string place =
            RecordCirclePlace(world_.org, record->id, row.IdAt<CircleId>(1), row.Int(2));
        EXPECT_FALSE(crypto::OpenSealed(loot.keys, row.Bytes(3), crypto::AsBytes(place)))
            << loot.person << " opened what was sealed after she left";
      }
    }
  }

  std::size_t loot() const { return loot_.size(); }

 private:
  Vault& vault() { return world_.a->vault; }
  std::size_t Pick(std::size_t below) { return static_cast<std::size_t>(random_() % below); }
  const std::string& AnyName() { return names_[Pick(names_.size())]; }
  static const std::string& AnyOf(const std::set<std::string>& names, std::size_t index) {
    return *std::next(names.begin(), static_cast<std::ptrdiff_t>(index % names.size()));
  }
  static std::string TextOf(const ModelRecord& record) { return fmt::format("text of {}", record.made_at); }

  bool MayOpen(const std::string& name, const ModelRecord& record) const {
    return record.persons.contains(name) ||
           std::any_of(record.circles.begin(), record.circles.end(),
                       [&](std::size_t i) { return circles_[i].members.contains(name); });
  }

  void Unlock(const std::string& name) {
    cookie_keys_[name] =
        Good(world_.a->vault.Unlock(world_.ActorOf(name), crypto::AsBytes(passphrases_[name])));
  }
  UnlockedPerson Open(const std::string& name) {
    return Good(world_.b->vault.OpenSession(world_.ActorOf(name), cookie_keys_.at(name).view()));
  }

  void Create() {
    if (circles_.size() >= 4) return;
    ModelCircle circle;
    std::vector<desk::PersonId> members;
    for (std::size_t i = 0; i < 1 + Pick(3); ++i) circle.members.insert(AnyName());
    for (const std::string& name : circle.members) members.push_back(world_.PersonOf(name));
    circle.id =
        Good(vault().CreateCircle(world_.ActorOf("p0"), fmt::format("circle {}", circles_.size()), members));
    circles_.push_back(circle);
  }

  void Join() {
    if (circles_.empty()) return;
    ModelCircle& circle = circles_[Pick(circles_.size())];
    const std::string& joiner = AnyName();
    const std::string& by = AnyOf(circle.members, Pick(6));
    const base::Status joined =
        vault().AddMember(world_.ActorOf(by), Open(by), circle.id, world_.PersonOf(joiner));
    EXPECT_EQ(joined.has_value(), !circle.members.contains(joiner));
    circle.members.insert(joiner);
  }

  void Leave() {
    if (circles_.empty()) return;
    const std::size_t index = Pick(circles_.size());
    ModelCircle& circle = circles_[index];
    const std::string leaver = AnyOf(circle.members, Pick(6));
    const std::int64_t generation = GenerationOf(circle.id);
    crypto::KeyPair keys = Good(world_.fresh->database().Read(
        [&](db::Transaction& tx) { return OpenCircle(tx, Open(leaver), circle.id, generation); }));
    const base::Status left = vault().RemoveMember(world_.ActorOf("p0"), circle.id, world_.PersonOf(leaver));
    ASSERT_EQ(left.has_value(), circle.members.size() > 1);
    if (!left) return;
    circle.members.erase(leaver);
    loot_.push_back({leaver, index, now_, generation, std::move(keys)});
  }

  std::int64_t GenerationOf(const CircleId& id) {
    for (const Circle& circle : Good(vault().Circles(world_.org))) {
      if (circle.id == id) return circle.generation;
    }
    return 0;
  }

  void Reseal() {
    if (circles_.empty()) return;
    const ModelCircle& circle = circles_[Pick(circles_.size())];
    EXPECT_EQ(Good(vault().Reseal(Open(AnyOf(circle.members, Pick(6))), circle.id)), 0);
  }

  void Seal() {
    ModelRecord record;
    record.made_at = now_;
    Audience audience;
    for (std::size_t i = 0; i < Pick(3) && !circles_.empty(); ++i)
      record.circles.insert(Pick(circles_.size()));
    for (std::size_t i = 0; i < Pick(3) || (record.circles.empty() && record.persons.empty()); ++i) {
      record.persons.insert(AnyName());
    }
    for (const std::size_t i : record.circles) audience.circles.push_back(circles_[i].id);
    for (const std::string& name : record.persons) audience.persons.push_back(world_.PersonOf(name));
    record.id = world_.Seal(audience, TextOf(record));
    records_.push_back(record);
  }

  void Share() {
    if (records_.empty()) return;
    ModelRecord& record = records_[Pick(records_.size())];
    const std::string& by = AnyName();
    const std::string& with = AnyName();
    Audience more;
    more.persons.push_back(world_.PersonOf(with));
    std::size_t circle = circles_.size();
    if (!circles_.empty() && Pick(2) == 0) {
      circle = Pick(circles_.size());
      more.circles.push_back(circles_[circle].id);
    }
    const UnlockedPerson unlocked = Open(by);
    const base::Status shared = world_.fresh->database().Write(
        [&](db::Transaction& tx) { return vault().ShareRecord(tx, unlocked, more, record.id); });
    ASSERT_EQ(shared.has_value(), MayOpen(by, record));
    if (!shared) return;
    record.persons.insert(with);
    if (!more.circles.empty()) record.circles.insert(circle);
  }

  void ChangePassphrase() {
    const std::string& name = AnyName();
    const std::string next = fmt::format("pass-phrase at step {}", now_);
    Good(vault().ChangePassphrase(world_.ActorOf(name), crypto::AsBytes(passphrases_[name]),
                                  crypto::AsBytes(next)));
    passphrases_[name] = next;
    Unlock(name);
  }

  void Recover() {
    const std::string& name = AnyName();
    const std::string next = fmt::format("recovered at step {}", now_);
    const Vault::NewRecovery recovery =
        Good(vault().AskRecovery(world_.ActorOf(name), crypto::AsBytes(next)));
    int approvals = 0;
    for (const char* holder : {"p0", "p1", "p2"}) {
      if (holder == name || approvals == 2) continue;
      Good(vault().ApproveRecovery(world_.ActorOf(holder), Open(holder), recovery.id, recovery.code));
      ++approvals;
    }
    Good(vault().FinishRecovery(world_.ActorOf(name), crypto::AsBytes(next)));
    passphrases_[name] = next;
    Unlock(name);
  }

  World& world_;
  std::mt19937_64 random_;
  std::vector<std::string> names_;
  std::map<std::string, std::string> passphrases_;
  std::map<std::string, crypto::SecretBytes> cookie_keys_;
  std::vector<ModelCircle> circles_;
  std::vector<ModelRecord> records_;
  std::vector<Loot> loot_;
  int now_ = 0;
};

using MembershipsTest = testing::VaultTest;
MANUMIT_ON_BOTH_DATABASES(MembershipsTest);

TEST_P(MembershipsTest, OnlyThoseOpenWhoMay) {
  const std::uint64_t seed = Seed();
  SCOPED_TRACE(fmt::format("MANUMIT_SEED={}", seed));
  Story story(*world, seed);
  for (int now = 1; now <= Rounds() && !HasFatalFailure(); ++now) {
    story.Step(now);
    if (now % 10 == 0) {
      story.CheckAll();
      story.CheckLoot();
    }
  }
  EXPECT_GT(story.loot(), 0u);
}

}  // namespace
}  // namespace vault
