#include "screening/registry/watch_lists.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "lists/lists.h"
#include "screening/registry/entry_index.h"
#include "screening/registry/test_server.h"

namespace screening {
namespace {

class WatchListsTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::kPostgres && !db::testing::HasPostgres())
      GTEST_SKIP() << "skipped: no PostgreSQL";
    server_ = std::make_unique<TestServer>(GetParam());
  }
  WatchLists& lists() { return server_->lists(); }
  std::string Path(std::string_view text, const std::string& name = "list.jsonl") {
    return server_->Write(name, text);
  }
  std::int64_t Count(std::string_view sql) {
    return server_->desk()
        .database()
        .Read([&](db::Transaction& tx) { return tx.QueryOne(sql); })
        .value()
        ->Int(0);
  }

  std::unique_ptr<TestServer> server_;
};
MANUMIT_ON_BOTH_DATABASES(WatchListsTest);

const std::string kFirst =
    FtmLine("a", "Person", "Ivan Petrov", ",\"topics\":[\"sanction\"],\"country\":[\"ru\"]") +
    FtmLine("b", "Company", "Hengda Textile Ltd", ",\"country\":[\"cn\"]");
const std::string kSecond =
    FtmLine("a", "Person", "Ivan Petrov",
            ",\"topics\":[\"sanction\"],\"country\":[\"ru\"],\"birthDate\":[\"1970-01-02\"]") +
    FtmLine("c", "Company", "Nova Garment");

constexpr std::string_view kMapping = R"([table]
header = ["name", "country"]
[entity]
schema = "Company"
[[value]]
property = "name"
column = "name"
[[value]]
property = "country"
column = "country"
)";

TEST_P(WatchListsTest, BeginsEmpty) {
  const auto snapshot = lists().Current().value();
  EXPECT_TRUE(snapshot->lists().empty());
  EXPECT_TRUE(snapshot->ListsOf("default").has_value());
  EXPECT_EQ(snapshot->ListsOf("un_sc").error().code, base::Code::kNotFound);
  EXPECT_FALSE(snapshot->FindEntry("a"));
}

TEST_P(WatchListsTest, ImportsAndIsSearchedAtOnce) {
  const ListEdition edition = server_->Import("un_sc", Path(kFirst));
  EXPECT_EQ(edition.number, 1);
  EXPECT_EQ(edition.entities, 2);
  EXPECT_EQ(edition.added, 2);
  EXPECT_EQ(edition.layout, "ftm-jsonl");
  EXPECT_EQ(edition.source, "list.jsonl");
  EXPECT_EQ(edition.imported_by, "system:test");
  EXPECT_TRUE(edition.current);
  const auto snapshot = lists().Current().value();
  ASSERT_EQ(snapshot->editions().size(), 1U);
  const auto found = snapshot->FindEntry("b");
  ASSERT_TRUE(found);
  EXPECT_EQ(found->dataset, "un_sc");
  EXPECT_EQ(found->list->ReadEntity(found->index).caption, "Hengda Textile Ltd");
  EXPECT_FALSE(snapshot->FindEntry("other", "b"));
  entity::Entity party;
  party.schema = entity::schema::Person();
  party.Add(entity::prop::Name(), "Petrov, Ivan");
  match::Scratch scratch;
  const auto alerts = match::Screen(party, snapshot->lists(), {}, scratch);
  ASSERT_EQ(alerts.size(), 1U);
  EXPECT_EQ(alerts[0].list, "un_sc");
  EXPECT_EQ(Count("SELECT COUNT(*) FROM audit_entry WHERE action = 'list.import'"), 1);
}

TEST_P(WatchListsTest, TheSameBytesAgainChangeNothing) {
  const ListEdition first = server_->Import("un_sc", Path(kFirst));
  const std::string version = lists().Current().value()->version();
  EXPECT_EQ(server_->Import("un_sc", Path(kFirst)).id, first.id);
  EXPECT_EQ(lists().Current().value()->version(), version);
  EXPECT_EQ(lists().Editions("un_sc").value().size(), 1U);
}

TEST_P(WatchListsTest, ComparesEditionsEntryByEntry) {
  server_->Import("un_sc", Path(kFirst));
  const base::UtcTime began = server_->clock().Now();
  server_->clock().Advance(base::kDayMs);
  const ListEdition second = server_->Import("un_sc", Path(kSecond));
  EXPECT_EQ(second.number, 2);
  EXPECT_EQ(second.added, 1);
  EXPECT_EQ(second.changed, 1);
  EXPECT_EQ(second.removed, 1);
  const std::vector<EntryChange> changes = lists().Changes(second.id, 0, 10).value();
  ASSERT_EQ(changes.size(), 3U);
  EXPECT_EQ(changes[0].id, "c");
  EXPECT_EQ(changes[1].kind, ChangeKind::kChanged);
  EXPECT_EQ(changes[1].id, "a");
  EXPECT_EQ(changes[2].kind, ChangeKind::kRemoved);
  EXPECT_EQ(changes[2].caption, "Hengda Textile Ltd");
  EXPECT_EQ(lists().Changes(second.id, 2, 10).value().size(), 1U);
  const auto snapshot = lists().Current().value();
  const EntryIndex& index = snapshot->IndexOf(*snapshot->lists()[0]);
  const std::uint32_t a = index.Find("a");
  EXPECT_EQ(index.FirstSeen(a), began);
  EXPECT_EQ(index.LastChange(a), server_->clock().Now());
  EXPECT_EQ(index.FirstSeen(index.Find("c")), server_->clock().Now());
}

TEST_P(WatchListsTest, AnotherProcessNoticesWithinThePoll) {
  auto other = server_->OtherProcess();
  EXPECT_TRUE(other.lists->Current().value()->lists().empty());
  server_->Import("un_sc", Path(kFirst));
  EXPECT_TRUE(other.lists->Current().value()->lists().empty());
  static_cast<base::ManualClock&>(const_cast<base::Clock&>(other.desk->clock())).Advance(base::kListPollMs);
  const auto snapshot = other.lists->Current().value();
  ASSERT_EQ(snapshot->lists().size(), 1U);
  EXPECT_EQ(snapshot->version(), lists().Current().value()->version());
}

TEST_P(WatchListsTest, WithdrawsAndRestores) {
  const ListEdition first = server_->Import("un_sc", Path(kFirst));
  server_->Import("un_sc", Path(kSecond));
  ASSERT_TRUE(lists().Withdraw(server_->system(), "un_sc"));
  EXPECT_TRUE(lists().Current().value()->lists().empty());
  EXPECT_EQ(lists().Withdraw(server_->system(), "un_sc").error().code, base::Code::kNotFound);
  ASSERT_TRUE(lists().Restore(server_->system(), first.id));
  EXPECT_TRUE(lists().Current().value()->FindEntry("b"));
  EXPECT_TRUE(lists().Edition(first.id).value().current);
  EXPECT_EQ(lists().Restore(server_->system(), "nothing").error().code, base::Code::kNotFound);
}

TEST_P(WatchListsTest, HooksRunInTheTransaction) {
  int calls = 0;
  lists().OnChange([&](db::Transaction&, const desk::Actor& actor) -> base::Status {
    EXPECT_EQ(actor.label, "system:test");
    if (++calls == 2) return base::Invalid("not now");
    return base::Ok();
  });
  server_->Import("un_sc", Path(kFirst));
  EXPECT_EQ(calls, 1);
  EXPECT_FALSE(lists().ImportPath(server_->system(), "un_sc", Path(kSecond)).has_value());
  EXPECT_EQ(lists().Editions("un_sc").value().size(), 1U);
  EXPECT_TRUE(lists().Current().value()->FindEntry("b"));
}

TEST_P(WatchListsTest, AListWithoutAnEntryIsRefused) {
  const auto refused = lists().ImportPath(server_->system(), "un_sc",
                                          Path("{\"id\":\"x\",\"schema\":\"Nothing\",\"properties\":{}}\n"));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::Code::kInvalid);
  EXPECT_TRUE(lists().Editions("un_sc").value().empty());
}

TEST_P(WatchListsTest, NamesOfDatasetsAreChecked) {
  const std::string path = Path(kFirst);
  for (const std::string& name : {std::string("default"), std::string("UN"), std::string(""),
                                  std::string("a/b"), std::string(base::kMaxDatasetNameBytes + 1, 'a')}) {
    EXPECT_EQ(lists().ImportPath(server_->system(), name, path).error().code, base::Code::kInvalid) << name;
  }
  EXPECT_TRUE(
      lists().ImportPath(server_->system(), std::string(base::kMaxDatasetNameBytes, 'a'), path).has_value());
}

TEST_P(WatchListsTest, ProblemsAreCountedAndKept) {
  std::string text = kFirst;
  for (std::size_t i = 0; i < base::kMaxKeptProblems + 5; ++i)
    text += FtmLine("p" + std::to_string(i), "Person", "Name " + std::to_string(i), ",\"nothing\":[\"x\"]");
  const ListEdition edition = server_->Import("un_sc", Path(text));
  EXPECT_EQ(edition.problems, static_cast<std::int64_t>(base::kMaxKeptProblems + 5));
  const auto problems = lists().Problems(edition.id, 0, base::kMaxKeptProblems + 5).value();
  EXPECT_EQ(problems.size(), base::kMaxKeptProblems);
  EXPECT_EQ(problems[0].field, "nothing");
}

TEST_P(WatchListsTest, ChangesAreCountedAndKept) {
  std::string text;
  for (std::size_t i = 0; i < base::kMaxKeptChanges + 5; ++i)
    text += FtmLine("p" + std::to_string(i), "Person", "Name " + std::to_string(i));
  const ListEdition edition = server_->Import("un_sc", Path(text));
  EXPECT_EQ(edition.added, static_cast<std::int64_t>(base::kMaxKeptChanges + 5));
  EXPECT_EQ(Count("SELECT COUNT(*) FROM list_change"), static_cast<std::int64_t>(base::kMaxKeptChanges));
}

TEST_P(WatchListsTest, OnlyTheLastEditionsKeepTheirBytes) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < base::kMaxKeptEditions + 2; ++i)
    ids.push_back(
        server_->Import("un_sc", Path(kFirst + FtmLine("n", "Person", "Number " + std::to_string(i)))).id);
  EXPECT_EQ(lists().Editions("un_sc").value().size(), base::kMaxKeptEditions + 2);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM list_compiled"), static_cast<std::int64_t>(base::kMaxKeptEditions));
  EXPECT_EQ(lists().Restore(server_->system(), ids[0]).error().code, base::Code::kConflict);
  EXPECT_TRUE(lists().Restore(server_->system(), ids[2]).has_value());
  // Three blobs an edition that is kept: source, compiled list, index.
  EXPECT_EQ(Count("SELECT COUNT(*) FROM stored_blob"), static_cast<std::int64_t>(3 * base::kMaxKeptEditions));
}

TEST_P(WatchListsTest, CompilesAgainWhatWasCompiledForAnotherEngine) {
  const ListEdition first = server_->Import("un_sc", Path(kFirst));
  server_->Write("bans/bans.csv", "name,country\nHengda Weaving,cn\n");
  server_->Write("bans/bans.csv.map.toml", kMapping);
  const auto bans =
      lists().ImportPath(server_->system(), "bans", (server_->folder() / "files/bans").string());
  ASSERT_TRUE(bans.has_value()) << bans.error().external;
  const std::string version = lists().Current().value()->version();
  ASSERT_TRUE(server_->desk().database().Write(
      [&](db::Transaction& tx) { return tx.Execute("UPDATE list_compiled SET engine = 'older'"); }));
  EXPECT_TRUE(lists().Edition(first.id).value().blob.empty());
  auto other = server_->OtherProcess();
  const auto snapshot = other.lists->Current();
  ASSERT_TRUE(snapshot.has_value()) << snapshot.error().external;
  EXPECT_EQ((*snapshot)->version(), version);
  EXPECT_TRUE((*snapshot)->FindEntry("a"));
  EXPECT_EQ((*snapshot)->IndexOf(*(*snapshot)->lists()[1]).FirstSeen(0), first.imported);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM list_compiled"), 4);
}

TEST_P(WatchListsTest, AFolderOfSeveralListsIsOneDataset) {
  server_->Write("many/one.jsonl", FtmLine("a", "Person", "Ivan Petrov"));
  server_->Write("many/two.jsonl", FtmLine("a", "Person", "Maria Lopez"));
  const ListEdition edition = server_->Import("many", (server_->folder() / "files/many").string());
  EXPECT_EQ(edition.entities, 2);
  EXPECT_EQ(edition.problems, 1);
  const auto snapshot = lists().Current().value();
  ASSERT_TRUE(snapshot->FindEntry("1:a"));
  EXPECT_TRUE(snapshot->FindEntry("a"));
}

TEST_P(WatchListsTest, EarlierEditionsAreThereAsLongAsTheirBytesAreKept) {
  const ListEdition first = server_->Import("un_sc", Path(kFirst));
  const ListEdition other = server_->Import("own", Path(kSecond));
  server_->Import("un_sc", Path(kSecond));
  const std::vector<std::string> ids = {first.id, other.id};
  const auto earlier = lists().Earlier(ids).value();
  ASSERT_TRUE(earlier);
  ASSERT_EQ(earlier->editions().size(), 2U);
  EXPECT_EQ(earlier->editions()[0].id, first.id);
  EXPECT_TRUE(earlier->FindEntry("un_sc", "b"));
  EXPECT_FALSE(lists().Current().value()->FindEntry("un_sc", "b"));
  // What is current is not mapped a second time.
  EXPECT_EQ(earlier->lists()[1], lists().Current().value()->FindEntry("own", "a")->list);
  EXPECT_FALSE(lists().Earlier(std::vector<std::string>{first.id, "no-such-edition"}).value());
  const auto forget = [&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("UPDATE list_edition SET kept = 0 WHERE id = $1", {first.id}));
    return base::Ok();
  };
  ASSERT_TRUE(server_->desk().database().Write(forget).has_value());
  EXPECT_FALSE(lists().Earlier(ids).value());
}

TEST_P(WatchListsTest, UnchangedListsStayLoaded) {
  server_->Import("one", Path(kFirst, "one.jsonl"));
  const match::CompiledList* one = lists().Current().value()->lists()[0];
  server_->Import("two", Path(kSecond, "two.jsonl"));
  EXPECT_EQ(lists().Current().value()->lists()[0], one);
}

}  // namespace
}  // namespace screening
