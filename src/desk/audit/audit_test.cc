#include "desk/audit/audit.h"

#include <gtest/gtest.h>

#include <fmt/format.h>

#include <thread>

#include "base/random.h"
#include "db/testing.h"
#include "desk/audit/migrations.h"
#include "desk/test_tables.h"

namespace desk {
namespace {

class AuditTest : public testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    MANUMIT_FRESH_DATABASE(fresh_, GetParam());
    MakeTables(database(), {AuditMigrations()});
    actor_.org = OrgId::New(random_);
  }
  db::Database& database() { return fresh_->database(); }

  void Append(std::string_view action, std::string_view record = "alert:1") {
    const base::Status status = database().Write([&](db::Transaction& tx) {
      return Audit(database(), clock_)
          .Append(tx, actor_, action, record, {{"decision", "same"}, {"why", "\"quoted\""}});
    });
    ASSERT_TRUE(status) << status.error().external << status.error().internal;
    clock_.Advance(1000);
  }
  void AppendSome(int count) {
    for (int i = 1; i <= count; ++i) Append("alert.judge", fmt::format("alert:{}", i));
  }
  void Run(std::string_view sql) { ASSERT_TRUE(database().RunScript(sql)); }
  // What Verify says, or "intact".
  std::string Verdict(const std::optional<AuditHead>& kept = std::nullopt) {
    const base::Result<AuditHead> head = Audit(database(), clock_).Verify(kept);
    if (head) return "intact";
    EXPECT_EQ(head.error().code, base::Code::kCorrupt);
    return head.error().external;
  }

  std::unique_ptr<db::testing::Fresh> fresh_;
  base::ManualClock clock_{base::UtcTime{1'760'000'000'000}};
  base::SeededRandom random_{7};
  Actor actor_{.kind = Actor::Kind::kPerson, .label = "person:ada"};
};
MANUMIT_ON_BOTH_DATABASES(AuditTest);

bool Says(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_P(AuditTest, BeginsEmptyAndIntact) {
  const base::Result<AuditHead> head = Audit(database(), clock_).Head();
  ASSERT_TRUE(head);
  EXPECT_EQ(head->number, 0);
  EXPECT_EQ(head->head, std::string(64, '0'));
  EXPECT_EQ(Verdict(), "intact");
  EXPECT_EQ(Verdict(*head), "intact");
}

TEST_P(AuditTest, KeepsWhatWasAppended) {
  Append("person.invite", "person:1");
  AppendSome(2);
  Audit audit(database(), clock_);
  const auto page = audit.Page(actor_.org, 0, 10);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->size(), 3u);
  const AuditEntry& oldest = page->back();
  EXPECT_EQ(oldest.number, 1);
  EXPECT_EQ(oldest.actor, "person:ada");
  EXPECT_EQ(oldest.org, actor_.org);
  EXPECT_EQ(oldest.action, "person.invite");
  EXPECT_EQ(oldest.record, "person:1");
  ASSERT_EQ(oldest.details.size(), 2u);
  EXPECT_EQ(oldest.details[1].second, "\"quoted\"");
  EXPECT_EQ(page->front().head, audit.Head()->head);
  const auto verified = audit.Verify();
  ASSERT_TRUE(verified);
  EXPECT_EQ(verified->number, 3);
  EXPECT_EQ(verified->head, page->front().head);
}

TEST_P(AuditTest, PagesByOrganisationPrefixAndNumber) {
  AppendSome(5);
  const OrgId first = actor_.org;
  actor_.org = OrgId::New(random_);
  Append("person.invite");
  Audit audit(database(), clock_);
  EXPECT_EQ(audit.Page(first, 0, 100)->size(), 5u);
  EXPECT_EQ(audit.Page(actor_.org, 0, 100)->size(), 1u);
  EXPECT_EQ(audit.Page({}, 0, 100)->size(), 6u);
  EXPECT_EQ(audit.Page({}, 0, 100, "person.")->size(), 1u);
  const auto second_page = audit.Page(first, 3, 100);
  ASSERT_EQ(second_page->size(), 2u);
  EXPECT_EQ(second_page->front().number, 2);
  EXPECT_EQ(audit.Page(first, 0, 2)->size(), 2u);
}

TEST_P(AuditTest, IsUndoneWithItsTransaction) {
  AppendSome(1);
  const base::Status status = database().Write([&](db::Transaction& tx) -> base::Status {
    const base::Status appended = Audit(database(), clock_).Append(tx, actor_, "alert.judge", "alert:9");
    EXPECT_TRUE(appended);
    return base::Invalid("not after all");
  });
  EXPECT_FALSE(status);
  AppendSome(1);
  EXPECT_EQ(Verdict(), "intact");
  EXPECT_EQ(Audit(database(), clock_).Head()->number, 2);
}

TEST_P(AuditTest, FindsAnEdit) {
  AppendSome(4);
  for (const std::string column : {"actor", "org_id", "action", "record", "details", "head"}) {
    Run(
        fmt::format("CREATE TABLE kept_entry AS SELECT * FROM audit_entry; UPDATE audit_entry SET {} = 'x' "
                    "WHERE number = 2",
                    column));
    EXPECT_TRUE(Says(Verdict(), "entry 2 is not what was written")) << column << ": " << Verdict();
    Run("DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry; DROP TABLE kept_entry");
    EXPECT_EQ(Verdict(), "intact");
  }
  Run("UPDATE audit_entry SET time_ms = time_ms + 1 WHERE number = 3");
  EXPECT_TRUE(Says(Verdict(), "entry 3 is not what was written")) << Verdict();
}

TEST_P(AuditTest, FindsARemovalAtTheBeginningInTheMiddleAndAtTheEnd) {
  AppendSome(4);
  for (const int number : {1, 2, 3}) {
    Run(fmt::format(
        "CREATE TABLE kept_entry AS SELECT * FROM audit_entry; DELETE FROM audit_entry WHERE number = {}",
        number));
    EXPECT_TRUE(Says(Verdict(), fmt::format("entry {} is missing", number))) << Verdict();
    Run("DELETE FROM audit_entry; INSERT INTO audit_entry SELECT * FROM kept_entry; DROP TABLE kept_entry");
  }
  Run("DELETE FROM audit_entry WHERE number = 4");
  EXPECT_TRUE(Says(Verdict(), "it ends with entry 3, but its head is of entry 4")) << Verdict();
}

TEST_P(AuditTest, FindsARemovalThatIsRenumbered) {
  AppendSome(4);
  Run("DELETE FROM audit_entry WHERE number = 2; UPDATE audit_entry SET number = 2 WHERE number = 3; "
      "UPDATE audit_entry SET number = 3 WHERE number = 4; UPDATE audit_head SET number = 3");
  EXPECT_TRUE(Says(Verdict(), "entry 2 is not what was written")) << Verdict();
}

TEST_P(AuditTest, FindsTwoThatChangedPlaces) {
  AppendSome(4);
  Run("UPDATE audit_entry SET number = 99 WHERE number = 2; UPDATE audit_entry SET number = 2 WHERE number = "
      "3; "
      "UPDATE audit_entry SET number = 3 WHERE number = 99");
  EXPECT_TRUE(Says(Verdict(), "another entry stands in its place")) << Verdict();
}

TEST_P(AuditTest, FindsAnEntryThatWasPutInAndAHeadThatIsGone) {
  AppendSome(2);
  Run("INSERT INTO audit_entry SELECT 3, time_ms, actor, org_id, action, record, details, head FROM "
      "audit_entry WHERE number = 2");
  EXPECT_TRUE(Says(Verdict(), "entry 3 is not what was written")) << Verdict();
  Run("DELETE FROM audit_entry WHERE number = 3; UPDATE audit_head SET head = 'x'");
  EXPECT_TRUE(Says(Verdict(), "not that of its last entry")) << Verdict();
  Run("DELETE FROM audit_head");
  EXPECT_TRUE(Says(Verdict(), "its head is missing")) << Verdict();
  const base::Status append = database().Write([&](db::Transaction& tx) {
    return Audit(database(), clock_).Append(tx, actor_, "alert.judge", "alert:9");
  });
  ASSERT_FALSE(append);
  EXPECT_EQ(append.error().code, base::Code::kCorrupt);
}

// Whoever holds the machine can write a new log that fits itself. A head kept elsewhere still finds it.
TEST_P(AuditTest, AKeptHeadFindsALogThatWasWrittenAnewWithTheMachinesOwnCode) {
  AppendSome(5);
  const AuditHead kept = *Audit(database(), clock_).Head();
  AppendSome(2);
  EXPECT_EQ(Verdict(kept), "intact");

  Audit audit(database(), clock_);
  std::vector<AuditEntry> entries = *audit.Page({}, 0, 100);
  Run("DELETE FROM audit_entry; UPDATE audit_head SET number = 0, head = "
      "'0000000000000000000000000000000000000000000000000000000000000000'");
  for (auto entry = entries.rbegin(); entry != entries.rend(); ++entry) {
    if (entry->number == 3) entry->details = {{"decision", "not-same"}};
    base::ManualClock then(entry->time);
    Actor actor = actor_;
    actor.org = entry->org;
    ASSERT_TRUE(database().Write([&](db::Transaction& tx) {
      return Audit(database(), then).Append(tx, actor, entry->action, entry->record, entry->details);
    }));
  }
  EXPECT_EQ(Verdict(), "intact");
  EXPECT_TRUE(Says(Verdict(kept), "written anew: at entry 5")) << Verdict(kept);
  AuditHead bare = kept;
  bare.number = kAnyNumber;
  EXPECT_TRUE(Says(Verdict(bare), "not the head of any of the 7 entries")) << Verdict(bare);
}

TEST_P(AuditTest, AKeptHeadFindsThatTheEndWasCutOff) {
  AppendSome(3);
  const AuditHead before = *Audit(database(), clock_).Head();
  AppendSome(2);
  AuditHead kept = *Audit(database(), clock_).Head();
  Run(fmt::format("DELETE FROM audit_entry WHERE number > 3; UPDATE audit_head SET number = 3, head = '{}'",
                  before.head));
  EXPECT_EQ(Verdict(), "intact");
  EXPECT_EQ(Verdict(before), "intact");
  EXPECT_TRUE(Says(Verdict(kept), "has 3 entries, but the kept head is of entry 5")) << Verdict(kept);
  kept.number = kAnyNumber;
  EXPECT_TRUE(Says(Verdict(kept), "not the head of any")) << Verdict(kept);
}

TEST_P(AuditTest, ManyThreadsMakeOneChain) {
  constexpr int kThreads = 4;
  constexpr int kEach = 10;
  std::vector<std::thread> threads;
  for (int t = 0; t < kThreads; ++t) {
    threads.emplace_back([&] {
      for (int i = 0; i < kEach; ++i) {
        base::Status status = base::IoError("not tried");
        // Eight transactions in step may use up the retries of one; a caller tries again.
        for (int attempt = 0; attempt < 20 && !status; ++attempt) {
          status = database().Write([&](db::Transaction& tx) {
            return Audit(database(), clock_).Append(tx, actor_, "alert.judge", "alert:1");
          });
        }
        EXPECT_TRUE(status) << status.error().internal;
      }
    });
  }
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(Verdict(), "intact");
  EXPECT_EQ(Audit(database(), clock_).Head()->number, kThreads * kEach);
}

TEST(AuditHead, IsWrittenAndRead) {
  const std::string hex(64, 'a');
  const AuditHead head{.number = 42, .head = hex};
  EXPECT_EQ(FormatHead(head), "MANUMIT-AUDIT 42 " + hex);
  EXPECT_EQ(ParseHead(FormatHead(head) + "\n")->number, 42);
  EXPECT_EQ(ParseHead(FormatHead(head))->head, hex);
  EXPECT_EQ(ParseHead(std::string(64, 'A'))->number, kAnyNumber);
  EXPECT_EQ(ParseHead(std::string(64, 'A'))->head, hex);
  for (const std::string& wrong :
       {std::string(), std::string("MANUMIT-AUDIT"), std::string("MANUMIT-AUDIT 1"),
        "MANUMIT-AUDIT -1 " + hex, "MANUMIT-AUDIT x " + hex, "MANUMIT-AUDIT 1 " + hex + "0",
        std::string(63, 'a'), std::string(64, 'g')})
    EXPECT_FALSE(ParseHead(wrong)) << wrong;
}

}  // namespace
}  // namespace desk
