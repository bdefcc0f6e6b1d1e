// Concerns: confirmed in a case, counted at the gate by persons.

#include "base/limits_voice.h"
#include "voice/casework/documents.h"
#include "voice/concern_world.h"

namespace voice::testing {
namespace {

class ConcernsTest : public ConcernWorld {
 protected:
  std::int64_t Count(const std::string& sql) {
    return Good(desk().database().Read(
                    [&](db::Transaction& tx) { return tx.QueryOne("SELECT count(*) FROM " + sql); }))
        ->Int(0);
  }
  std::string BoxNow() {
    const db::Rows rows = Good(desk().database().Read(
        [&](db::Transaction& tx) { return tx.Query("SELECT content FROM gate_box"); }));
    return rows.empty() ? "" : std::string(crypto::AsText(rows[0].Bytes(0)));
  }
  std::int64_t VersionOf(const CaseId& id) {
    const auto row = Good(desk().database().Read([&](db::Transaction& tx) {
      return tx.QueryOne("SELECT version FROM voice_document WHERE case_id = $1 AND kind = 'concerns'", {id});
    }));
    return row ? row->Int(0) : 0;
  }
  // Writes a book as it is into the case.
  void Put(const CaseId& id, const ConcernBook& book) {
    const OpenedCase opened = Good(services().cases.Open(vera_.actor, Open(vera_), id));
    Good(desk().database().Write([&](db::Transaction& tx) -> base::Status {
      const Document now = TRY(ReadDocument(tx, opened, "concerns"));
      return PutDocument(tx, opened, "concerns", TextOf(book), now.version);
    }));
  }
};
MANUMIT_ON_BOTH_DATABASES(ConcernsTest);

TEST_P(ConcernsTest, AConcernReachesEveryIdOfTheCompany) {
  MakeKey();
  const CaseId id = NewCase();
  EXPECT_EQ(Good(Find(mina_, "Zebra Canning")).parties.size(), 2U);
  EXPECT_TRUE(Good(Find(mina_, "Zebra")).parties.empty());
  Good(Confirm(mina_, id, "Zebra Canning", "th"));
  const ConcernBook book = BookOf(id);
  ASSERT_EQ(book.namings.size(), 1U);
  const Naming& naming = book.namings.front();
  EXPECT_EQ(naming.place, "Samut Prakan");
  EXPECT_EQ(naming.category, gate::Category::kDebtBondage);
  ASSERT_EQ(naming.ids.size(), 2U);
  EXPECT_EQ(naming.ids[0].party, "zebra-1");
  EXPECT_EQ(naming.ids[1].party, "zebra-2");
  EXPECT_TRUE(book.person);
  EXPECT_TRUE(Has(NotesOf(id).back().text, "Zebra Canning"));
  // The same once more counts no more; an id that came since is confirmed alone.
  ExpectCode(Confirm(otto_, id, "Zebra Canning", "th"), base::Code::kConflict);
  companies_.push_back({"zebra-3", "Zebra Canning", "th", "Samut Prakan"});
  Good(Confirm(otto_, id, "Zebra Canning", "th"));
  ASSERT_EQ(BookOf(id).namings.size(), 2U);
  EXPECT_EQ(BookOf(id).namings.back().ids.front().party, "zebra-3");
  // Nothing of it is to be read in the store.
  EXPECT_FALSE(Has(WholeStore(), "Zebra"));
  EXPECT_FALSE(Has(WholeStore(), "zebra-1"));
  EXPECT_FALSE(Has(WholeStore(), "debt_bondage"));
}

TEST_P(ConcernsTest, WhatIsChosenMustBeFoundAgain) {
  MakeKey();
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  const Concerns::By by{mina_.actor, mina, id, locale_};
  ExpectCode(services().concerns.Confirm(by, {"Zebra Canning", "", {}, gate::Category::kOther}),
             base::Code::kInvalid);
  ExpectCode(services().concerns.Confirm(
                 by, {"Okapi Weaving", "", {KeyOf("Zebra Canning", "kr")}, gate::Category::kOther}),
             base::Code::kInvalid);
  EXPECT_FALSE(BookOf(id).person);
}

TEST_P(ConcernsTest, ElevenPersonsMakeABand) {
  MakeKey();
  for (int i = 0; i < 11; ++i) {
    const CaseId id = NewCase();
    Good(Confirm(i % 2 == 0 ? mina_ : otto_, id, "Zebra Canning", "th"));
    if (i > 0) Good(Confirm(mina_, id, "Okapi Weaving", "kr"));
  }
  const gate::Quarter quarter = CloseQuarter();
  EXPECT_EQ(BandOf("zebra-1", quarter), 11);
  EXPECT_EQ(BandOf("zebra-2", quarter), 11);
  EXPECT_EQ(BandOf("zebra-kr", quarter), 0);
  EXPECT_EQ(BandOf("okapi", quarter), 0);  // ten
}

TEST_P(ConcernsTest, ElevenCasesOfOnePersonMakeNone) {
  MakeKey();
  std::vector<CaseId> cases;
  for (int i = 0; i < 11; ++i) {
    cases.push_back(NewCase());
    Good(Confirm(mina_, cases.back(), "Zebra Canning", "th"));  // before and after they are linked
    if (i > 0) Good(Link(otto_, cases.back(), cases.front()));
  }
  EXPECT_EQ(BookOf(cases.front()).linked.size(), 10U);
  EXPECT_EQ(BookOf(cases.back()).person, BookOf(cases.front()).person);
  const gate::Quarter quarter = CloseQuarter();
  EXPECT_EQ(BandOf("zebra-1", quarter), 0);
}

TEST_P(ConcernsTest, AnUnlinkedCaseCountsForItself) {
  MakeKey();
  std::vector<CaseId> cases;
  for (int i = 0; i < 11; ++i) {
    cases.push_back(NewCase());
    Good(Confirm(mina_, cases.back(), "Zebra Canning", "th"));
  }
  Good(Link(mina_, cases[0], cases[1]));
  Good(Link(mina_, cases[1], cases[2]));
  EXPECT_EQ(BookOf(cases[2]).linked.size(), 2U);
  Good(Unlink(mina_, cases[0]));
  EXPECT_TRUE(BookOf(cases[0]).linked.empty());
  EXPECT_EQ(BookOf(cases[1]).linked, std::vector<CaseId>{cases[2]});
  EXPECT_NE(BookOf(cases[0]).person, BookOf(cases[1]).person);
  const gate::Quarter ten = CloseQuarter();
  EXPECT_EQ(BandOf("zebra-1", ten), 0);
  for (const CaseId& id : cases) Good(Confirm(mina_, id, "Zebra Canning", "th"));  // it goes on
  Good(Unlink(mina_, cases[2]));
  EXPECT_EQ(BandOf("zebra-1", CloseQuarter()), 11);
}

TEST_P(ConcernsTest, TakenBackWhileTheQuarterIsOpen) {
  MakeKey();
  std::vector<CaseId> cases;
  for (int i = 0; i < 11; ++i) {
    cases.push_back(NewCase());
    Good(Confirm(mina_, cases.back(), "Zebra Canning", "th"));
    Good(Confirm(mina_, cases.back(), "Okapi Weaving", "kr"));
  }
  const NamingId first = BookOf(cases[0]).namings[0].id;
  Good(TakeBack(otto_, cases[0], first));
  EXPECT_TRUE(BookOf(cases[0]).namings[0].taken_back);
  EXPECT_TRUE(BookOf(cases[0]).namings[0].ids.empty());
  ExpectCode(TakeBack(otto_, cases[0], first), base::Code::kConflict);
  ExpectCode(TakeBack(otto_, cases[1], first), base::Code::kNotFound);
  const gate::Quarter quarter = CloseQuarter();
  EXPECT_EQ(BandOf("zebra-1", quarter), 0);
  EXPECT_EQ(BandOf("okapi", quarter), 11);
  const std::size_t notes = NotesOf(cases[1]).size();
  ExpectCode(TakeBack(mina_, cases[1], BookOf(cases[1]).namings[0].id), base::Code::kConflict);
  EXPECT_FALSE(BookOf(cases[1]).namings[0].taken_back);
  EXPECT_EQ(NotesOf(cases[1]).size(), notes);
  EXPECT_TRUE(Good(services().concerns.IsCounted(BookOf(cases[1]).namings[0].day)));
  EXPECT_FALSE(Good(services().concerns.IsCounted(DayOf(clock_->Now()))));
}

TEST_P(ConcernsTest, OnlyATeamThatHasTheKey) {
  const CaseId id = NewCase(), other = NewCase();
  EXPECT_EQ(Good(services().concerns.StandingOf(mina_.actor)), Concerns::Standing::kNoKey);
  ExpectCode(Find(mina_, "Zebra Canning"), base::Code::kConflict);
  MakeKey(Good(cheap_->CreateCircle(vera_.actor, "gate", {vera_.person})));
  EXPECT_EQ(Good(services().concerns.StandingOf(mina_.actor)), Concerns::Standing::kNotInTeam);
  EXPECT_EQ(Good(services().concerns.StandingOf(vera_.actor)), Concerns::Standing::kReady);
  ExpectCode(Find(mina_, "Zebra Canning"), base::Code::kForbidden);
  ExpectCode(Confirm(mina_, id, "Zebra Canning", "th"), base::Code::kForbidden);
  ExpectCode(Keep(mina_, id, "Zebra Canning"), base::Code::kForbidden);
  ExpectCode(Link(mina_, id, other), base::Code::kForbidden);
  ExpectCode(Confirm(hal_, id, "Zebra Canning", "th"), base::Code::kNotFound);  // opens no case
  Good(Confirm(vera_, id, "Zebra Canning", "th"));
  ExpectCode(TakeBack(mina_, id, BookOf(id).namings[0].id), base::Code::kForbidden);
  EXPECT_EQ(BookOf(id).namings.size(), 1U);
  // Who is in no team saves her cases as before, and the gate stays as it is.
  const std::string box = BoxNow();
  Good(services().cases.Note(mina_.actor, Open(mina_), id, "called the consulate", {}));
  EXPECT_EQ(BoxNow(), box);
}

TEST_P(ConcernsTest, LinksNeedBothCases) {
  MakeKey();
  const CaseId a = NewCase(), b = NewCase(), c = NewCase();
  ExpectCode(Link(mina_, a, a), base::Code::kInvalid);
  ExpectCode(Unlink(mina_, a), base::Code::kConflict);
  Good(Link(mina_, a, b));
  ExpectCode(Link(mina_, b, a), base::Code::kConflict);
  const vault::UnlockedPerson vera = Open(vera_);
  Good(services().lifecycle.Exclude(vera_.actor, vera, c, mina_.person));
  ExpectCode(Link(mina_, a, c), base::Code::kNotFound);
  // Linked by somebody else with a case that she does not open: she changes the group no more.
  Good(Link(vera_, a, c));
  ExpectCode(Unlink(mina_, a), base::Code::kNotFound);
  Good(services().lifecycle.AskDeletion(otto_.actor, Open(otto_), c));
  Good(services().lifecycle.Delete(vera_.actor, vera, c));
  Good(Unlink(mina_, a));  // a deleted case holds nothing up
  EXPECT_TRUE(BookOf(b).linked.empty());
}

TEST_P(ConcernsTest, KeptNamesAreFoundLater) {
  MakeKey();
  const CaseId id = NewCase();
  Good(Keep(mina_, id, "Quick Placement"));
  Good(Keep(mina_, id, "Quick Placement"));
  ASSERT_EQ(BookOf(id).kept.size(), 1U);
  EXPECT_FALSE(Has(WholeStore(), "Quick Placement"));
  companies_.push_back({"quick", "Quick Placement", "np", ""});
  Good(Confirm(mina_, id, "Quick Placement", "np"));
  EXPECT_TRUE(BookOf(id).kept.empty());
}

// Row by row, confirming leaves what writing a note leaves.
TEST_P(ConcernsTest, FromOutsideAConcernIsANote) {
  MakeKey();
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  const auto trace = [&] {
    const auto row = Good(desk().database().Read([&](db::Transaction& tx) { return CaseRowOf(tx, id); }));
    return std::vector<std::int64_t>{VersionOf(id),
                                     row.version,
                                     row.entries,
                                     Count("audit_entry"),
                                     Count("audit_entry WHERE action = 'case.note'"),
                                     Count("voice_document"),
                                     Count("gate_box")};
  };
  Good(services().cases.Note(mina_.actor, mina, id, "called the consulate", {}));
  std::vector<std::int64_t> before = trace();
  Good(services().cases.Note(mina_.actor, mina, id, "called again", {}));
  std::vector<std::int64_t> note = trace();
  for (std::size_t i = 0; i < note.size(); ++i) note[i] -= before[i];
  before = trace();
  const std::string box = BoxNow();
  Good(Confirm(mina_, id, "Okapi Weaving", "kr"));
  EXPECT_NE(BoxNow(), box);
  std::vector<std::int64_t> concern = trace();
  for (std::size_t i = 0; i < concern.size(); ++i) concern[i] -= before[i];
  EXPECT_EQ(concern, note);
  const CaseId empty = NewCase();
  Good(services().cases.Note(mina_.actor, mina, empty, "x", {}));
  const db::Rows both = Good(desk().database().Read([&](db::Transaction& tx) {
    return tx.Query("SELECT box FROM voice_document WHERE kind = 'concerns'");
  }));
  ASSERT_EQ(both.size(), 2U);
  EXPECT_EQ(both[0].Bytes(0).size(), both[1].Bytes(0).size());
  EXPECT_GT(both[0].Bytes(0).size(), base::kConcernBookBytes);
}

TEST_P(ConcernsTest, EverySaveOfACaseTouchesTheGate) {
  MakeKey();
  const CaseId id = NewCase();
  const vault::UnlockedPerson mina = Open(mina_);
  const auto touched = [&](const char* what, const std::function<base::Status()>& act) {
    const std::string box = BoxNow();
    const std::int64_t version = VersionOf(id);
    Good(act());
    EXPECT_NE(BoxNow(), box) << what;
    EXPECT_EQ(VersionOf(id), version + 1) << what;
  };
  Cases& cases = services().cases;
  touched("answer", [&] { return cases.Answer(mina_.actor, mina, id, "hello", {}); });
  touched("document", [&] { return cases.SaveDocument(mina_.actor, mina, id, "assessment", "{}", 0); });
  touched("urgency", [&] { return cases.SetUrgency(mina_.actor, mina, id, 2); });
  touched("step", [&] {
    const CaseRow row = Good(cases.Open(mina_.actor, mina, id)).row;
    return services().lifecycle.Act(mina_.actor, mina, id, CaseAct::kAssess, row.version);
  });
  touched("task", [&]() -> base::Status {
    TRY(services().tasks.Add(mina_.actor, mina, id, {.title = "x", .due = DayOf(clock_->Now()) + 1}));
    return base::Ok();
  });
  // A gate that somebody damaged stops no casework.
  Good(desk().database().Write([](db::Transaction& tx) {
    return tx.Execute("UPDATE gate_box SET content = $1", {crypto::AsBytes("not a box")});
  }));
  EXPECT_TRUE(cases.Answer(mina_.actor, mina, id, "hello again", {}));
}

TEST_P(ConcernsTest, Limits) {  // kMaxKeptNames, kMaxLinkedCases, kMaxCaseNamings, kMaxConfirmedIds
  MakeKey();
  const CaseId id = NewCase();
  for (std::size_t i = 0; i < base::kMaxKeptNames; ++i) Good(Keep(mina_, id, "Name " + std::to_string(i)));
  ExpectCode(Keep(mina_, id, "One more"), base::Code::kTooLarge);
  for (std::size_t i = 1; i < base::kMaxLinkedCases; ++i) Good(Link(mina_, id, NewCase()));
  ExpectCode(Link(mina_, id, NewCase()), base::Code::kTooLarge);

  const CaseId full = NewCase();
  ConcernBook book;
  for (std::size_t i = 0; i < base::kMaxCaseNamings; ++i)
    book.namings.push_back({NamingId::New(desk().random()), "A", "", "", gate::Category::kOther, 0, {}, {}});
  Put(full, book);
  ExpectCode(Confirm(mina_, full, "Okapi Weaving", "kr"), base::Code::kTooLarge);
  book.namings.pop_back();
  Put(full, book);
  EXPECT_TRUE(Confirm(mina_, full, "Okapi Weaving", "kr"));

  for (std::size_t i = 0; i <= base::kMaxConfirmedIds; ++i)
    companies_.push_back({"gnu-" + std::to_string(i), "Gnu Mills", "vn", ""});
  const CaseId wide = NewCase();
  const base::Status too_wide = Confirm(mina_, wide, "Gnu Mills", "vn");
  ExpectCode(too_wide, base::Code::kTooLarge);
  EXPECT_TRUE(Has(too_wide.error().external, "this company in so many records")) << too_wide.error().external;
  companies_.pop_back();
  EXPECT_TRUE(Confirm(mina_, wide, "Gnu Mills", "vn"));
}

TEST(ConcernBook, IsReadAsItWasWritten) {
  ConcernBook book;
  book.person = gate::PersonGateId{std::byte{7}};
  book.namings.push_back({NamingId::FromStore("n"),
                          "Zebra \"Canning\"",
                          "th",
                          "Samut",
                          gate::Category::kOther,
                          20'000,
                          20'001,
                          {}});
  book.namings.push_back({NamingId::FromStore("m"),
                          "晨原",
                          "cn",
                          "",
                          gate::Category::kIsolation,
                          3,
                          {},
                          {{"p", gate::ConcernId::FromStore("c")}}});
  book.kept.push_back({"Quick", "np", 5});
  book.linked.push_back(CaseId::FromStore("k"));
  EXPECT_EQ(Good(ReadConcernBook(TextOf(book) + "     ")), book);
  EXPECT_EQ(Good(ReadConcernBook("")), ConcernBook{});
  for (const char* bad : {"x", "[]", R"({"person":"zz"})", R"({"namings":7})", R"({"linked":["x"]})"}) {
    const base::Result<ConcernBook> read = ReadConcernBook(bad);
    ASSERT_FALSE(read.has_value()) << bad;
    EXPECT_EQ(read.error().code, base::Code::kCorrupt) << bad;
  }
}

}  // namespace
}  // namespace voice::testing
