// One concern after the other: what counts once, what is taken back, what happens at the ends of a quarter.

#include <set>

#include "base/limits_gate.h"
#include "gate/boxes.h"
#include "gate/key.h"
#include "gate/test_world.h"

namespace gate {
namespace {

using base::Code;
using testing::ExpectError;
using testing::GateTest;
using testing::Good;
using testing::World;

class ConcernsTest : public GateTest {};
MANUMIT_ON_BOTH_DATABASES(ConcernsTest);

// The band that the running quarter's concerns about `party` give.
Band Closed(World& w, std::string_view party) {
  const Quarter quarter = w.EndQuarter();
  Good(w.Close("ana", quarter));
  return Good(w.gate.BandOf(party, quarter));
}

TEST_P(ConcernsTest, ElevenComplaintsOfOnePersonCountOnce) {
  World& w = *world;
  w.MakeTeam();
  const PersonGateId person = w.NewPerson();
  for (int i = 0; i < 11; ++i) Good(w.Confirm("ana", "p", person, static_cast<Category>(i)));
  for (int i = 0; i < 9; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  EXPECT_EQ(Closed(w, "p"), Band{});  // ten persons
  Good(w.Confirm("ana", "p", person));
  for (int i = 0; i < 10; ++i) Good(w.Confirm("ben", "p", w.NewPerson()));
  EXPECT_EQ(Closed(w, "p"), Band{11});
  const std::vector<QuarterBand> bands = Good(w.gate.BandsOf("p"));
  ASSERT_EQ(bands.size(), 2U);
  EXPECT_EQ(bands[0].band, Band{11});
  EXPECT_EQ(bands[1].band, Band{});
  EXPECT_GT(bands[0].quarter, bands[1].quarter);
}

TEST_P(ConcernsTest, AWithdrawalTakesBackOneConfirmation) {
  World& w = *world;
  w.MakeTeam();
  const PersonGateId person = w.NewPerson();
  const ConcernId one = Good(w.Confirm("ana", "p", person));
  const ConcernId two = Good(w.Confirm("ben", "p", person));
  for (int i = 0; i < 10; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  Good(w.Withdraw("ben", one));
  ExpectError(w.Withdraw("ben", one), Code::kNotFound);
  ExpectError(w.Withdraw("ana", ConcernId::New(w.random)), Code::kNotFound);
  EXPECT_EQ(Closed(w, "p"), Band{11});  // her other case still says so
  ExpectError(w.Withdraw("ana", two), Code::kNotFound);
  const ConcernId three = Good(w.Confirm("ana", "p", person));
  for (int i = 0; i < 10; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  Good(w.Withdraw("ana", three));
  EXPECT_EQ(Closed(w, "p"), Band{});
}

TEST_P(ConcernsTest, LinkedCasesAreOnePersonAndCanBeTakenApart) {
  World& w = *world;
  w.MakeTeam();
  const PersonGateId a = w.NewPerson();
  const PersonGateId b = w.NewPerson();
  Good(w.Confirm("ana", "p", a));
  const ConcernId of_b = Good(w.Confirm("ana", "p", b));
  Good(w.Confirm("ana", "q", b));
  for (int i = 0; i < 9; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  const Quarter ended = w.EndQuarter();
  // Late: the quarter has ended but is not closed, so linking reaches it.
  Good(w.Relink("ben", b, a));
  const auto unlink = [&](const std::vector<ConcernId>& concerns, const PersonGateId& to) {
    return w.Do([&](db::Transaction& tx) {
      return w.gate.Unlink(tx, w.Of("ana").actor, *w.Of("ana").me, concerns, to);
    });
  };
  Good(unlink({of_b}, b));
  Good(w.Relink("ben", b, a));
  Good(w.Close("ana", ended));
  EXPECT_EQ(Good(w.gate.BandOf("p", ended)), Band{});  // ten
  // A mistake in the next quarter, which is mended in time.
  Good(w.Confirm("ana", "p", a));
  const ConcernId again = Good(w.Confirm("ana", "p", a));
  for (int i = 0; i < 9; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  Good(unlink({again, of_b}, b));
  EXPECT_EQ(Closed(w, "p"), Band{11});
}

TEST_P(ConcernsTest, ALateConcernCountsWhereItIsConfirmedAndTheClockDoesNotGoBack) {
  World& w = *world;
  w.MakeTeam();
  for (int i = 0; i < 10; ++i) Good(w.Confirm("ana", "p", w.NewPerson()));
  const Quarter first = w.Now();
  ExpectError(w.Close("ana", first), Code::kConflict);  // it has not ended
  w.EndQuarter();
  Good(w.Confirm("ana", "p", w.NewPerson()));  // of the new quarter, though the old one is not closed
  const Quarter second = w.Now();
  ExpectError(w.Close("ana", second), Code::kConflict);
  ExpectError(w.Close("ana", {2020, 1}), Code::kNotFound);
  w.EndQuarter();
  ExpectError(w.Close("ana", second), Code::kConflict);  // the first one comes first
  Good(w.Close("ana", first));
  EXPECT_EQ(Good(w.gate.BandOf("p", first)), Band{});
  ExpectError(w.gate.BandOf("p", second), Code::kNotFound);
  // The clock is set back: nothing can come into a quarter that is closed.
  const base::UtcTime now = w.clock.Now();
  w.GoTo({first.End().ms - 1});
  ExpectError(w.Confirm("ana", "p", w.NewPerson()), Code::kConflict);
  w.GoTo({first.Begin().ms - 1});
  ExpectError(w.Confirm("ana", "p", w.NewPerson()), Code::kConflict);
  w.GoTo(now);
  Good(w.Close("ana", second));
  Good(w.Confirm("ana", "p", w.NewPerson()));
  const std::vector<QuarterState> quarters = Good(w.gate.Quarters());
  ASSERT_EQ(quarters.size(), 3U);
  EXPECT_EQ(quarters[0].state, QuarterState::State::kClosed);
  EXPECT_EQ(quarters[2].state, QuarterState::State::kRunning);
}

TEST_P(ConcernsTest, WhatIsNoPartyIsRefused) {
  World& w = *world;
  w.MakeTeam();
  const std::string longest(base::kMaxGatePartyBytes, 'x');  // base::kMaxGatePartyBytes
  Good(w.Confirm("ana", longest, w.NewPerson()));
  for (const std::string& wrong : {std::string(), longest + "x", std::string("two words"),
                                   std::string("a\nb"), std::string("한국"), std::string("a\0b", 3)})
    ExpectError(w.Confirm("ana", wrong, w.NewPerson()), Code::kInvalid);
}

// Boxes double when they are full; nothing is lost, and the last room is a limit with words.
TEST_P(ConcernsTest, BoxesGrow) {  // base::kGateBoxConcerns
  World& w = *world;
  w.MakeTeam();
  const Quarter quarter = w.Now();
  constexpr int kPersons = static_cast<int>(base::kGateBoxConcerns) * 3 + 5;
  std::vector<ConcernId> ids;
  Good(w.Do([&](db::Transaction& tx) -> base::Status {
    ids.clear();
    for (int i = 0; i < kPersons; ++i)
      ids.push_back(TRY(w.gate.ConfirmConcern(tx, w.Of("ana").actor, *w.Of("ana").me,
                                              {"p", w.NewPerson(), Category::kDeception})));
    return base::Ok();
  }));
  EXPECT_EQ(w.Count("gate_box"), 4);
  EXPECT_EQ(std::set<ConcernId>(ids.begin(), ids.end()).size(), ids.size());
  for (const std::size_t at : {std::size_t{0}, ids.size() / 2, ids.size() - 1})
    Good(w.Withdraw("ben", ids[at]));
  w.EndQuarter();
  Good(w.Close("ana", quarter));
  EXPECT_EQ(Good(w.gate.BandOf("p", quarter)), Band::Of(kPersons - 3));
  EXPECT_EQ(w.Count("gate_box"), 1);  // of the new quarter
}

TEST(Boxes, AreFullAtTheLimit) {  // base::kMaxGateBoxes
  World w(db::Dialect::kSqlite);
  const GateKey key = GateKey::Generate();
  const Quarter quarter{2027, 1};
  const base::Status done = w.Do([&](db::Transaction& tx) -> base::Status {
    Boxes boxes(tx, key, w.random);
    std::vector<Box> full;
    for (std::int64_t i = 0; i < base::kMaxGateBoxes; ++i) {
      full.push_back(Box::Empty(key.QuarterKey(quarter).view(), base::kMaxGateBoxes));
      while (!full.back().full()) full.back().Add({}, w.random);
    }
    full.back().Remove(7);
    TRY(boxes.Store(quarter, full));
    const Concern concern{"p", w.NewPerson(), Category::kOther};
    TRY(boxes.Add(quarter, concern, ConcernId::New(w.random)));
    return boxes.Add(quarter, concern, ConcernId::New(w.random));
  });
  ExpectError(done, Code::kTooLarge);
}

// Places are random: which confirmation came when cannot be told even with the key.
TEST(Boxes, KeepNoOrder) {
  base::SeededRandom random(11);
  const GateKey key = GateKey::Generate();
  int in_order = 0;
  for (int round = 0; round < 200; ++round) {
    Box box = Box::Empty(key.QuarterKey({2027, 1}).view(), 1);
    for (int i = 0; i < 3; ++i) {
      Entry entry;
      entry.category = static_cast<Category>(i);
      box.Add(entry, random);
    }
    in_order += box.At(0).category < box.At(1).category && box.At(1).category < box.At(2).category ? 1 : 0;
  }
  EXPECT_GT(in_order, 15);  // of 200, a sixth on average
  EXPECT_LT(in_order, 60);
}

}  // namespace
}  // namespace gate
