// What was published stays, and what is done behind the program's back is found.

#include <fmt/format.h>

#include "base/limits_gate.h"
#include "crypto/digest.h"
#include "gate/publication.h"
#include "gate/test_world.h"

namespace gate {
namespace {

using base::Code;
using testing::ExpectError;
using testing::GateTest;
using testing::Good;
using testing::World;

class LedgerTest : public GateTest {};
MANUMIT_ON_BOTH_DATABASES(LedgerTest);

// Three closed quarters; p has a band in each, q in the second.
void Publish(World& w) {
  w.MakeTeam();
  for (int quarter = 0; quarter < 3; ++quarter) {
    for (int i = 0; i < 11 + 10 * quarter; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
    for (int i = 0; i < (quarter == 1 ? 12 : 10); ++i) Good(w.Confirm("ben", "q", w.NewPerson()));
    Good(w.Close("ana", w.EndQuarter()));
  }
}

TEST_P(LedgerTest, TheSecondClosingChangesNothing) {
  World& w = *world;
  EXPECT_EQ(Good(w.gate.Verify()).number, 0);
  Publish(w);
  const std::vector<Publication> ledger = Good(w.gate.Publications());
  ASSERT_EQ(ledger.size(), 3U);
  EXPECT_EQ(ledger[0].number, 3);
  const Publication second = Good(w.gate.PublicationOf({2027, 2}));
  EXPECT_EQ(second.content, "manumit-gate-publication-1\nquarter 2027Q2\nparty p 20\nparty q 11\n");
  EXPECT_EQ(second.digest, crypto::Sha256Hex(second.content));
  const std::int64_t audited = w.Count("audit_entry");
  // Again, with other parties and by somebody else: the same is returned.
  const Publication again = Good(w.Close("ben", {2027, 2}, {"z"}));
  EXPECT_EQ(again.content, second.content);
  EXPECT_EQ(again.head, second.head);
  EXPECT_EQ(w.Count("audit_entry"), audited);
  EXPECT_EQ(w.Count("gate_publication"), 3);
  const Publication last = Good(w.gate.Verify());
  EXPECT_EQ(last.number, 3);
  EXPECT_EQ(last.head, ledger[0].head);
}

// The database refuses what is no new row.
TEST_P(LedgerTest, PublishedRowsCannotBeChanged) {
  World& w = *world;
  Publish(w);
  for (const char* sql : {"UPDATE gate_publication SET content = 'x'", "DELETE FROM gate_publication",
                          "UPDATE gate_band SET low = 90", "DELETE FROM gate_band WHERE party = 'p'",
                          "INSERT INTO gate_band (party, quarter, low) VALUES ('p', '2027Q1', 90)",
                          "INSERT INTO gate_band (party, quarter, low) VALUES ('s', '2027Q1', 12)",
                          "INSERT INTO gate_band (party, quarter, low) VALUES ('s', '2031Q1', 20)",
                          "INSERT INTO gate_publication (number, quarter, content, digest, head) VALUES (4, "
                          "'2027Q1', '', '', '')"}) {
    const auto done = w.Do([&](db::Transaction& tx) { return tx.Execute(sql); });
    ASSERT_FALSE(done.has_value()) << sql;
    EXPECT_EQ(done.error().code, Code::kConflict) << sql << done.error().internal;
  }
  Good(w.gate.Verify());
  EXPECT_EQ(Good(w.gate.BandOf("p", {2027, 3})), Band{30});
}

TEST_P(LedgerTest, ListsEndAtTheLimit) {  // base::kMaxGatePublications
  World& w = *world;
  Good(w.Do([&](db::Transaction& tx) -> base::Status {
    Quarter quarter{1990, 1};
    for (std::size_t i = 0; i <= base::kMaxGatePublications; ++i, quarter = quarter.Next())
      TRY(
          tx.Execute("INSERT INTO gate_publication (number, quarter, content, digest, head) "
                     "VALUES ($1, $2, '', '', '')",
                     {i + 1, quarter.Text()}));
    return base::Ok();
  }));
  EXPECT_EQ(Good(w.gate.Publications()).size(), base::kMaxGatePublications);
  const std::vector<QuarterBand> bands = Good(w.gate.BandsOf("p"));
  EXPECT_EQ(bands.size(), base::kMaxGatePublications);
  EXPECT_EQ(bands.back().quarter, (Quarter{1990, 2}));  // the newest are there
}

// Who can change the schema can take the triggers away.
void WithoutTriggers(World& w) {
  if (w.fresh->database().dialect() == db::Dialect::kPostgres) {
    Good(w.fresh->database().RunScript(
        "ALTER TABLE gate_publication DISABLE TRIGGER USER; ALTER TABLE gate_band DISABLE TRIGGER USER"));
  } else {
    for (const char* table : {"publication", "band"})
      for (const char* what : {"stays", "remains"})
        Good(w.fresh->database().RunScript(fmt::format("DROP TRIGGER gate_{}_{}", table, what)));
  }
}

TEST_P(LedgerTest, TamperingIsFound) {
  World& w = *world;
  Publish(w);
  WithoutTriggers(w);
  const std::string other = ContentOf({2027, 2}, {{"p", {30}}, {"q", {11}}});
  // Everything consistent but the chain: a content with its own digest and the right bands.
  const std::vector<std::vector<std::string>> ways = {
      {"UPDATE gate_publication SET content = replace(content, 'party p 20', 'party p 30') WHERE number = 2"},
      {"UPDATE gate_publication SET digest = head WHERE number = 1"},
      {"UPDATE gate_publication SET head = digest WHERE number = 3"},
      {"DELETE FROM gate_band WHERE quarter = '2027Q3'",
       "UPDATE gate_publication SET quarter = '2031Q1' WHERE number = 3"},
      {"UPDATE gate_band SET low = 30 WHERE party = 'p' AND quarter = '2027Q2'"},
      {"DELETE FROM gate_band WHERE party = 'q'"},
      {"INSERT INTO gate_band (party, quarter, low) VALUES ('s', '2027Q1', 40)"},
      {"DELETE FROM gate_band WHERE quarter = '2027Q3'", "DELETE FROM gate_publication WHERE number = 3"},
      {"DELETE FROM gate_band WHERE quarter = '2027Q2'", "DELETE FROM gate_publication WHERE number = 2"},
      {"DELETE FROM gate_band", "DELETE FROM gate_publication"},
      {fmt::format("UPDATE gate_publication SET content = '{}', digest = '{}' WHERE number = 2", other,
                   crypto::Sha256Hex(other)),
       "UPDATE gate_band SET low = 30 WHERE party = 'p' AND quarter = '2027Q2'"}};
  Good(w.gate.Verify());
  for (const std::vector<std::string>& way : ways) {
    // Each in a copy: what was there is put back afterwards.
    Good(
        w.fresh->database().RunScript("CREATE TABLE kept_publication AS SELECT * FROM gate_publication;"
                                      "CREATE TABLE kept_band AS SELECT * FROM gate_band"));
    for (const std::string& sql : way) Good(w.fresh->database().RunScript(sql));
    ExpectError(w.gate.Verify(), Code::kCorrupt);
    SCOPED_TRACE(way.back());
    Good(w.fresh->database().RunScript(
        "DELETE FROM gate_band; DELETE FROM gate_publication;"
        "INSERT INTO gate_publication SELECT * FROM kept_publication;"
        "INSERT INTO gate_band SELECT * FROM kept_band; DROP TABLE kept_publication; DROP TABLE kept_band"));
    Good(w.gate.Verify());
  }
}

// Boxes that somebody touched do not open; nothing is published of them.
TEST_P(LedgerTest, TamperedBoxesAreNoticed) {
  World& w = *world;
  w.MakeTeam();
  Good(w.Do([&](db::Transaction& tx) -> base::Status {
    for (int i = 0; i < 300; ++i)
      TRY(w.gate.ConfirmConcern(tx, w.Of("ana").actor, *w.Of("ana").me,
                                {"p", w.NewPerson(), Category::kOther}));
    return base::Ok();
  }));
  ASSERT_EQ(w.Count("gate_box"), 2);
  const Quarter quarter = w.EndQuarter();
  for (const char* sql : {"DELETE FROM gate_box WHERE number = 1", "DELETE FROM gate_box WHERE number = 0",
                          "UPDATE gate_box SET number = 11 - number",
                          "UPDATE gate_box SET content = (SELECT content FROM gate_box b WHERE b.number = 0)",
                          "UPDATE gate_box SET quarter = '2026Q1'"}) {
    Good(w.fresh->database().RunScript("CREATE TABLE kept AS SELECT * FROM gate_box"));
    Good(w.fresh->database().RunScript(sql));
    const base::Result<Publication> closed = w.Close("ana", quarter);
    if (std::string(sql).find("quarter =") == std::string::npos) {
      ExpectError(closed, Code::kCorrupt);
    } else {
      ExpectError(w.Relink("ana", w.NewPerson(), w.NewPerson()), Code::kCorrupt);
      break;  // all boxes of a quarter taken away look like none: docs/gate.md says so
    }
    Good(w.fresh->database().RunScript(
        "DELETE FROM gate_box; INSERT INTO gate_box SELECT * FROM kept; DROP TABLE kept"));
  }
}

}  // namespace
}  // namespace gate
