// What a copy of the database tells of concerns: nothing of party, person, category, order or time, and no
// difference between many and none until a box is full.

#include <fmt/format.h>

#include <fstream>
#include <set>

#include "crypto/encoding.h"
#include "gate/key.h"
#include "gate/test_world.h"

namespace gate {
namespace {

using testing::GateTest;
using testing::Good;
using testing::World;

class DiskTest : public GateTest {};
MANUMIT_ON_BOTH_DATABASES(DiskTest);

struct Table {
  const char* name;
  const char* columns;
  const char* types;
};
constexpr Table kTables[] = {{"gate_key", "id, generation, first_quarter", "iit"},
                             {"gate_team", "org_id, circle_id, state, record_id, circle_generation", "tttti"},
                             {"gate_box", "quarter, number, content", "tib"},
                             {"gate_publication", "number, quarter, content, digest, head", "itttt"},
                             {"gate_band", "party, quarter, low", "tti"}};

// All cells of the gate's tables, of the audit log and of the vault's records, as bytes; `blobs` false leaves
// sealed content out but for its length.
std::string Dump(World& w, bool blobs) {
  std::string all;
  const auto add = [&](const std::string& sql, std::string_view types) {
    const db::Rows rows = Good(w.fresh->database().Read([&](db::Transaction& tx) { return tx.Query(sql); }));
    for (const db::Row& row : rows) {
      for (std::size_t i = 0; i < types.size(); ++i) {
        if (types[i] == 'i') all += std::to_string(row.Int(i));
        if (types[i] == 't') all += row.Text(i);
        if (types[i] == 'b')
          all += blobs ? std::string(crypto::AsText(row.Bytes(i))) : std::to_string(row.Bytes(i).size());
        all += '|';
      }
      all += '\n';
    }
  };
  for (const Table& table : kTables)
    add(fmt::format("SELECT {} FROM {} ORDER BY 1, 2", table.columns, table.name), table.types);
  add("SELECT number, time_ms, actor, org_id, action, record, details, head FROM audit_entry ORDER BY 1",
      "iitttttt");
  if (blobs) add("SELECT content FROM vault_record", "b");
  return all;
}

// The bytes of all files of an SQLite database, the log of writes too.
std::string Files(World& w) {
  std::string all;
  if (w.fresh->folder().empty()) return all;
  for (const auto& entry : std::filesystem::directory_iterator(w.fresh->folder())) {
    std::ifstream file(entry.path(), std::ios::binary);
    all.append(std::istreambuf_iterator<char>(file), {});
  }
  return all;
}

TEST_P(DiskTest, TheDiskTellsNothingOfAConcern) {
  World& w = *world;
  w.MakeTeam();
  const std::string before = Dump(w, false);
  const PersonGateId person = w.NewPerson();
  const std::string party = "supplier:the-one-who-keeps-passports";
  const ConcernId first = Good(w.Confirm("ana", party, person, Category::kRetentionOfDocuments));
  const std::string once = Dump(w, true);
  for (int i = 0; i < 30; ++i) Good(w.Confirm("ben", party, w.NewPerson(), Category::kDebtBondage));
  Good(w.Withdraw("ana", Good(w.Confirm("ana", "q", person))));
  Good(w.Relink("ben", person, w.NewPerson()));
  Good(w.Do([&](db::Transaction& tx) { return w.gate.Touch(tx, w.Of("ana").actor, *w.Of("ana").me); }));
  // Whatever was done, the tables have the same rows, lengths and audit entries; only sealed bytes are
  // others.
  EXPECT_EQ(Dump(w, false), before);
  EXPECT_NE(Dump(w, true), once);
  // Neither names nor codes are anywhere, the key of the gate and those made of it neither.
  const GateKey key = Good(GateKey::FromBytes(
      Good(w.vault.OpenRecord(*w.Of("ana").me, Good(w.fresh->database().Read([](db::Transaction& tx) {
                                                 return tx.QueryOne("SELECT record_id FROM gate_team");
                                               }))->IdAt<vault::RecordId>(0)))));
  const crypto::SecretBytes quarter_key = key.QuarterKey(w.Now());
  const crypto::SecretBytes box_key = key.BoxKey();
  const crypto::Mac party_code = PartyCode(quarter_key.view(), party);
  const crypto::Mac person_code = PersonCode(quarter_key.view(), person);
  const std::string everything = Dump(w, true) + once + Files(w);
  ASSERT_GT(everything.size(), 50'000U);
  const auto absent = [&](crypto::ByteView secret, const char* what) {
    EXPECT_EQ(everything.find(crypto::AsText(secret)), std::string::npos) << what;
    EXPECT_EQ(everything.find(crypto::HexEncode(secret)), std::string::npos) << what;
    EXPECT_EQ(everything.find(crypto::Base64Encode(secret)), std::string::npos) << what;
  };
  absent(crypto::AsBytes(party), "party");
  absent(crypto::AsBytes(first.text()), "confirmation");
  absent(person, "person");
  absent(party_code, "party's code");
  absent(person_code, "person's code");
  absent(key.view(), "key");
  absent(quarter_key.view(), "key of the quarter");
  absent(box_key.view(), "key of the boxes");
  // After closing, the sealed concerns are gone too; the party's name stands in what was published.
  const Quarter quarter = w.EndQuarter();
  Good(w.Close("ana", quarter, {party}));
  EXPECT_NE(Dump(w, true).find(party), std::string::npos);
  EXPECT_EQ(w.Count("gate_box WHERE quarter = '" + quarter.Text() + "'"), 0);
}

// Two histories without a shown band leave the same behind: eleven persons told of nobody, or ten of each.
TEST_P(DiskTest, TooFewAndNoneLookTheSame) {
  World& w = *world;
  w.MakeTeam();
  const Quarter none = w.EndQuarter();
  Good(w.Close("ana", none));
  for (const char* party : {"p", "q", "r"})
    for (int i = 0; i < 10; ++i) Good(w.Confirm("ana", party, w.NewPerson()));
  const Quarter few = w.EndQuarter();
  Good(w.Close("ana", few));
  const auto without_quarter = [&](Quarter quarter) {
    const std::string content = Good(w.gate.PublicationOf(quarter)).content;
    return content.substr(content.find("quarter ") + std::string("quarter 2027Q1\n").size());
  };
  EXPECT_EQ(without_quarter(none), "");
  EXPECT_EQ(without_quarter(few), "");
  EXPECT_EQ(w.Count("gate_band"), 0);
  EXPECT_EQ(Good(w.gate.BandOf("p", few)), Good(w.gate.BandOf("p", none)));
}

// The codes of one party in two quarters, and under two installations' keys, have nothing in common.
TEST(Codes, DependOnKeyQuarterAndKind) {
  const GateKey key = GateKey::Generate();
  const GateKey other = GateKey::Generate();
  PersonGateId person{};
  std::set<crypto::Mac> codes;
  for (const GateKey* one : {&key, &other})
    for (const Quarter quarter : {Quarter{2027, 1}, Quarter{2027, 2}}) {
      const crypto::SecretBytes quarter_key = one->QuarterKey(quarter);
      codes.insert(PartyCode(quarter_key.view(), crypto::AsText(person)));
      codes.insert(PersonCode(quarter_key.view(), person));
    }
  EXPECT_EQ(codes.size(), 8U);
  EXPECT_NE(key.Code(), other.Code());
}

}  // namespace
}  // namespace gate
