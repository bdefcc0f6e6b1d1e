// Memoranda: their life, whose signature counts, and that a signed text never changes.

#include <array>

#include "base/limits_panel.h"
#include "crypto/digest.h"
#include "panel/agreements/memoranda.h"
#include "panel/common/panel_world.h"
#include "panel/common/walk_states.h"

namespace panel {
namespace {

using testing::Has;
using State = MemorandumState;
using Act = MemorandumAct;

class MemorandumTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    memoranda_ = std::make_unique<Memoranda>(services());
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Migrant Union", desk::OrgType::kWorkersOrganisation, "kr");
    other_ = AddMemberOrganisation("other", "Other House", desk::OrgType::kNgo, "kr");
    PutPurpose("The parties train workers in {{place}} until {{expires}}.");
  }
  void TearDown() override {
    memoranda_.reset();
    PanelTest::TearDown();
  }
  void PutPurpose(const std::string& body) {
    const ClauseText text{.code = "purpose", .language = "en", .title = "Purpose", .body = body};
    ASSERT_TRUE(memoranda_->PutClause(sela_.actor, panel_, text));
  }
  MemorandumDraft Draft() const {
    return {.title = "Training of workers",
            .starts = base::FormatDay(clock_->Now()),
            .expires = base::FormatDay(base::UtcTime{clock_->Now().ms + 100 * base::kDayMs}),
            .notice_days = "10",
            .parties = "Blue Mill\nMigrant Union",
            .clauses = "purpose",
            .variables = "place = Phnom Penh"};
  }
  MemorandumId Drafted() { return memoranda_->Add(mill_.actor, panel_, Draft()).value(); }
  MemorandumId Offered() {
    const MemorandumId id = Drafted();
    EXPECT_TRUE(memoranda_->Move(mill_.actor, id, Act::kOffer, -1));
    return id;
  }
  Memorandum Read(const MemorandumId& id) { return memoranda_->Get(sela_.actor, id)->memorandum; }
  base::Status SignAs(const Someone& who, const MemorandumId& id, std::int64_t party) {
    return memoranda_->Sign(
        who.actor, id, {.party = party, .signer = "Somebody", .role = "Head", .sha256 = Read(id).sha256});
  }
  MemorandumId InForce() {
    const MemorandumId id = Offered();
    EXPECT_TRUE(SignAs(mill_, id, 1));
    EXPECT_TRUE(SignAs(union_, id, 2));
    return id;
  }
  base::Status RunClock() {
    const base::Result<std::int64_t> ran = memoranda_->RunClock(system_);
    if (!ran) return ran.error();
    return base::Ok();
  }
  // Acts that the clock or signing does, done as they are done; where nothing changed, the table forbade it.
  base::Status Do(const MemorandumId& id, Act act) {
    const Memorandum before = Read(id);
    const auto changed = [&](const base::Status& done) -> base::Status {
      if (!done) return done.error();
      if (Read(id).version != before.version) return base::Ok();
      return base::Error{base::Code::kConflict, "nothing changed", {}};
    };
    if (act == Act::kSign) return SignAs(mill_, id, 1);
    if (act == Act::kComplete && before.state != State::kOffered) return SignAs(mill_, id, 1);
    if (act == Act::kComplete) {
      if (before.state == State::kOffered && !before.parties[0].signed_now) {
        EXPECT_TRUE(SignAs(mill_, id, 1));
      }
      return SignAs(union_, id, 2);
    }
    if (act == Act::kExpire) {
      // So that a notice, where there is one, is not over before.
      const auto sooner = [&](db::Transaction& tx) {
        return tx.Execute(
            "UPDATE memorandum SET expires_ms = $2, ends_ms = CASE WHEN ends_ms > 0 THEN $3 ELSE 0 "
            "END WHERE id = $1",
            {id, clock_->Now().ms - 2 * base::kDayMs, clock_->Now().ms + base::kDayMs});
      };
      EXPECT_TRUE(desk().database().Write(sooner));
      return changed(RunClock());
    }
    if (act == Act::kTerminate) {
      clock_->Advance(11 * base::kDayMs);
      return changed(RunClock());
    }
    if (act == Act::kReplace) {
      const base::Result<MemorandumId> next = memoranda_->Next(mill_.actor, id, MemorandumKind::kAmendment);
      if (!next) return next.error();
      EXPECT_TRUE(memoranda_->Move(mill_.actor, *next, Act::kOffer, -1));
      EXPECT_TRUE(SignAs(mill_, *next, 1));
      EXPECT_TRUE(SignAs(union_, *next, 2));
      return changed(base::Ok());
    }
    return memoranda_->Move(mill_.actor, id, act, -1, "because");
  }
  MemorandumId In(State state) {
    if (state == State::kDraft) return Drafted();
    if (state == State::kOffered) return Offered();
    if (state == State::kDropped) {
      const MemorandumId id = Offered();
      EXPECT_TRUE(memoranda_->Move(mill_.actor, id, Act::kDrop, -1, "because"));
      return id;
    }
    const MemorandumId id = InForce();
    if (state == State::kNotice || state == State::kTerminated) {
      EXPECT_TRUE(Do(id, Act::kGiveNotice));
    }
    if (state == State::kTerminated) {
      EXPECT_TRUE(Do(id, Act::kTerminate));
    }
    if (state == State::kExpired) {
      EXPECT_TRUE(Do(id, Act::kExpire));
    }
    if (state == State::kReplaced) {
      EXPECT_TRUE(Do(id, Act::kReplace));
    }
    return id;
  }

  std::unique_ptr<Memoranda> memoranda_;
  Someone mill_, union_, other_;
};

TEST_P(MemorandumTest, EveryStepThatTheTableForbidsIsAConflict) {
  std::array<State, static_cast<std::size_t>(State::kCount)> states{};
  for (std::size_t i = 0; i < states.size(); ++i) states.at(i) = static_cast<State>(i);
  std::array<Act, static_cast<std::size_t>(Act::kCount)> acts{};
  for (std::size_t i = 0; i < acts.size(); ++i) acts.at(i) = static_cast<Act>(i);
  testing::WalkStates<MemorandumId, State, Act>(
      MemorandumSteps(), states, acts, [&](State state) { return In(state); },
      [&](const MemorandumId& id, Act act) { return Do(id, act); },
      [&](const MemorandumId& id) { return Read(id).state; });
}

TEST_P(MemorandumTest, ASignatureIsOfTheExactText) {
  const MemorandumId id = Offered();
  const Memorandum offered = Read(id);
  EXPECT_EQ(offered.sha256, crypto::Sha256Hex(offered.text));
  EXPECT_TRUE(Has(offered.text, "train workers in Phnom Penh until"));
  const Signing other_text{.party = 1, .signer = "A", .role = "B", .sha256 = std::string(64, '0')};
  EXPECT_EQ(memoranda_->Sign(mill_.actor, id, other_text).error().code, base::Code::kConflict);
  ASSERT_TRUE(SignAs(mill_, id, 1));
  EXPECT_EQ(memoranda_->Edit(mill_.actor, id, -1, Draft()).error().code, base::Code::kConflict);
  PutPurpose("Something else entirely.");  // a new version of the clause
  EXPECT_EQ(Read(id).text, offered.text);
  // Taken back and changed: the signature stays recorded for the old text and does not count for the new one.
  ASSERT_TRUE(memoranda_->Move(mill_.actor, id, Act::kTakeBack, -1));
  MemorandumDraft changed = Draft();
  changed.title = "Training of women workers";
  ASSERT_TRUE(memoranda_->Edit(mill_.actor, id, -1, changed));
  ASSERT_TRUE(memoranda_->Move(mill_.actor, id, Act::kOffer, -1));
  const MemorandumView view = memoranda_->Get(mill_.actor, id).value();
  EXPECT_NE(view.memorandum.sha256, offered.sha256);
  ASSERT_EQ(view.signatures.size(), 1u);
  EXPECT_EQ(view.signatures[0].sha256, offered.sha256);
  EXPECT_FALSE(view.memorandum.parties[0].signed_now);
}

TEST_P(MemorandumTest, NobodySignsForAnother) {
  const MemorandumId id = Offered();
  EXPECT_EQ(SignAs(mill_, id, 2).error().code, base::Code::kForbidden);
  EXPECT_EQ(SignAs(sela_, id, 2).error().code, base::Code::kForbidden);
  EXPECT_EQ(SignAs(other_, id, 2).error().code, base::Code::kNotFound);
  EXPECT_EQ(SignAs(mill_, id, 3).error().code, base::Code::kNotFound);
  ASSERT_TRUE(SignAs(union_, id, 2));
  EXPECT_EQ(SignAs(union_, id, 2).error().code, base::Code::kConflict);
  EXPECT_EQ(Read(id).state, State::kOffered);
  MemorandumDraft with_outsider = Draft();
  with_outsider.parties = "Blue Mill\nCity of Busan";
  const MemorandumId outside = memoranda_->Add(mill_.actor, panel_, with_outsider).value();
  ASSERT_TRUE(memoranda_->Move(mill_.actor, outside, Act::kOffer, -1));
  ASSERT_TRUE(SignAs(mill_, outside, 1));
  ASSERT_TRUE(memoranda_->Sign(mill_.actor, outside,
                               {.party = 2,
                                .signer = "Mayor",
                                .role = "Mayor",
                                .signed_on = base::FormatDay(clock_->Now()),
                                .method = SigningMethod::kInk,
                                .sha256 = Read(outside).sha256}));
  EXPECT_EQ(Read(outside).state, State::kInForce);
}

TEST_P(MemorandumTest, WhoIsNoPartyKnowsNothing) {
  const MemorandumId draft = Drafted(), id = Offered();
  EXPECT_TRUE(memoranda_->Get(union_.actor, id));
  EXPECT_EQ(memoranda_->Get(union_.actor, draft).error().code, base::Code::kNotFound);
  const base::Error unknown = memoranda_->Get(other_.actor, MemorandumId::New(desk().random())).error();
  EXPECT_EQ(memoranda_->Get(other_.actor, id).error().external, unknown.external);
  EXPECT_EQ(memoranda_->Get(other_.actor, id).error().code, base::Code::kNotFound);
  EXPECT_TRUE(memoranda_->List(other_.actor, panel_, "", 10)->memoranda.empty());
  EXPECT_EQ(memoranda_->List(union_.actor, panel_, "", 10)->memoranda.size(), 1u);
  EXPECT_EQ(memoranda_->List(sela_.actor, panel_, "", 10)->memoranda.size(), 2u);
  const As as(cookie_, other_);
  EXPECT_EQ(Get("/memoranda/" + id.text()).status, 404);
  EXPECT_EQ(Get("/memoranda/" + id.text() + "/pdf").status, 404);
  EXPECT_EQ(Get("/api/v1/memoranda/" + id.text()).status, 404);
  EXPECT_FALSE(Has(Get("/memoranda").body, "Training of workers"));
}

// A suspended member reads what it wrote, and does nothing with it.
TEST_P(MemorandumTest, ASuspendedAuthorReadsAndDoesNothing) {
  const MemorandumId draft = Drafted(), offered = Offered(), force = InForce();
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE panel_member SET state = 'suspended' WHERE id = $1", {members_["mill"]});
  }));
  for (const MemorandumId& id : {draft, offered, force}) {
    const base::Result<MemorandumView> seen = memoranda_->Get(mill_.actor, id);
    ASSERT_TRUE(seen);
    EXPECT_FALSE(seen->writes);
    EXPECT_TRUE(seen->may_sign.empty());
  }
  EXPECT_EQ(memoranda_->Edit(mill_.actor, draft, -1, Draft()).error().code, base::Code::kForbidden);
  EXPECT_EQ(memoranda_->Move(mill_.actor, draft, Act::kOffer, -1).error().code, base::Code::kForbidden);
  EXPECT_EQ(memoranda_->Move(mill_.actor, offered, Act::kDrop, -1, "x").error().code, base::Code::kForbidden);
  EXPECT_EQ(SignAs(mill_, offered, 1).error().code, base::Code::kForbidden);
  EXPECT_EQ(memoranda_->Next(mill_.actor, force, MemorandumKind::kRenewal).error().code,
            base::Code::kForbidden);
  // The secretariat still may.
  EXPECT_TRUE(memoranda_->Move(sela_.actor, offered, Act::kDrop, -1, "It is suspended."));
}

TEST_P(MemorandumTest, AnEditionThatWasNeverOfferedIsItsAuthorsAlone) {
  const MemorandumId first = InForce();
  const MemorandumId next = memoranda_->Next(union_.actor, first, MemorandumKind::kRenewal).value();
  EXPECT_EQ(memoranda_->Get(mill_.actor, first)->editions.size(), 1u);
  ASSERT_TRUE(memoranda_->Move(union_.actor, next, Act::kDrop, -1, "Another time."));
  EXPECT_EQ(memoranda_->Get(mill_.actor, first)->editions.size(), 1u);
  EXPECT_EQ(memoranda_->Get(mill_.actor, next).error().code, base::Code::kNotFound);
  EXPECT_EQ(memoranda_->Get(union_.actor, first)->editions.size(), 2u);
}

TEST_P(MemorandumTest, ARenewalTakesThePlaceOfTheOneBefore) {
  const MemorandumId first = InForce();
  EXPECT_EQ(memoranda_->Next(other_.actor, first, MemorandumKind::kRenewal).error().code,
            base::Code::kNotFound);
  const MemorandumId next = memoranda_->Next(union_.actor, first, MemorandumKind::kRenewal).value();
  EXPECT_EQ(Read(next).edition, 2);
  EXPECT_EQ(Read(next).starts.ms, Read(first).expires.ms + base::kDayMs);
  ASSERT_TRUE(memoranda_->Move(union_.actor, next, Act::kOffer, -1));
  ASSERT_TRUE(SignAs(union_, next, 2));
  EXPECT_EQ(Read(first).state, State::kInForce);
  ASSERT_TRUE(SignAs(mill_, next, 1));
  EXPECT_EQ(Read(first).state, State::kReplaced);
  EXPECT_EQ(memoranda_->Get(mill_.actor, next)->editions.size(), 2u);
}

TEST_P(MemorandumTest, WordsThatAreMissingKeepItFromBeingOffered) {
  MemorandumDraft draft = Draft();
  draft.variables = "";
  const MemorandumId id = memoranda_->Add(mill_.actor, panel_, draft).value();
  EXPECT_EQ(memoranda_->Get(mill_.actor, id)->missing, std::vector<std::string>{"place"});
  EXPECT_EQ(memoranda_->Move(mill_.actor, id, Act::kOffer, -1).error().code, base::Code::kInvalid);
  draft.clauses = "no-such";
  EXPECT_EQ(memoranda_->Edit(mill_.actor, id, -1, draft).error().code, base::Code::kInvalid);
  EXPECT_EQ(
      memoranda_->PutClause(mill_.actor, panel_, {.code = "x", .language = "en", .title = "X", .body = "x"})
          .error()
          .code,
      base::Code::kNotFound);
}

TEST_P(MemorandumTest, RemindersGoToTheParties) {
  const MemorandumId id = Offered();
  ASSERT_TRUE(memoranda_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), 2u);
  ASSERT_TRUE(memoranda_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), 2u);
  EXPECT_FALSE(Has(mailer_->sent()[0].text, "Training"));
  ASSERT_EQ(memoranda_->Waiting(union_.actor)->size(), 1u);
  ASSERT_TRUE(SignAs(union_, id, 2));
  EXPECT_TRUE(memoranda_->Waiting(union_.actor)->empty());
  EXPECT_EQ(memoranda_->Waiting(mill_.actor)->size(), 1u);
  ASSERT_TRUE(SignAs(mill_, id, 1));
  clock_->Advance(50 * base::kDayMs);
  ASSERT_TRUE(memoranda_->SendReminders(desk()));
  EXPECT_EQ(mailer_->sent().size(), 4u);
}

TEST_P(MemorandumTest, Limits) {
  MemorandumDraft crowded = Draft();
  for (std::size_t i = 0; i < base::kMaxMemorandumParties; ++i)
    crowded.parties += "\nParty " + std::to_string(i);
  EXPECT_EQ(memoranda_->Add(mill_.actor, panel_, crowded).error().code, base::Code::kTooLarge);
  MemorandumDraft wordy = Draft();
  for (std::size_t i = 0; i < base::kMaxMemorandumClauses; ++i) wordy.clauses += "\npurpose";
  EXPECT_EQ(memoranda_->Add(mill_.actor, panel_, wordy).error().code, base::Code::kTooLarge);
  PutPurpose(std::string(base::kMaxAgreementTextBytes, 'x'));
  MemorandumDraft long_text = Draft();
  for (std::size_t i = 0; i < base::kMaxMemorandumBytes / base::kMaxAgreementTextBytes; ++i)
    long_text.clauses += "\npurpose";
  const MemorandumId id = memoranda_->Add(mill_.actor, panel_, long_text).value();
  EXPECT_EQ(memoranda_->Move(mill_.actor, id, Act::kOffer, -1).error().code, base::Code::kTooLarge);
}

TEST_P(MemorandumTest, AHistoryStopsAtItsLimit) {
  const MemorandumId id = Drafted();
  const auto fill = [&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxTimelineItems + 1; ++i)
      TRY(tx.Execute("INSERT INTO memorandum_event VALUES ($1, $2, 'offer', 'offered', '', '', 1)",
                     {id, i + 1}));
    return base::Ok();
  };
  ASSERT_TRUE(desk().database().Write(fill));
  EXPECT_EQ(memoranda_->Get(mill_.actor, id)->events.size(), base::kMaxTimelineItems);
}

TEST_P(MemorandumTest, PagesApiAndTimeline) {
  MemorandumId id;
  {
    const As as(cookie_, mill_);
    EXPECT_EQ(Send("/memoranda/new", "title=&parties=Blue+Mill&language=en&notice_days=5").status, 422);
    const net::Response made = Send("/memoranda/new",
                                    "title=Jobs&parties=Blue+Mill%0D%0AMigrant+Union&language=en&notice_days="
                                    "5&expires=2026-12-31&clauses=purpose&"
                                    "variables=place+%3D+Seoul");
    ASSERT_EQ(made.status, 303) << made.body;
    const std::string href = LocationOf(made);
    id = MemorandumId::FromStore(href.substr(href.rfind('/') + 1));
    EXPECT_EQ(Post("/api/v1" + href + "/move", R"({"act":"offer"})").status, 200);
    const std::string page = Get(href).body;
    EXPECT_TRUE(Has(page, "train workers in Seoul"));
    EXPECT_TRUE(Has(page, "Sign for Blue Mill"));
    EXPECT_FALSE(Has(page, "Sign for Migrant Union"));
    EXPECT_EQ(Send(href + "/sign", "party=1&signer=A&role=B&sha256=" + Read(id).sha256).status, 303);
    EXPECT_TRUE(Get(href + "/pdf").body.starts_with("%PDF"));
    EXPECT_TRUE(Has(Get("/memoranda/clauses").body, "{{place}}"));
    const std::string both = "/relationships/" + members_["mill"].text() + "/" + members_["union"].text();
    EXPECT_TRUE(Has(Get(both).body, "Jobs"));
    EXPECT_TRUE(Has(Get(both).body, "<svg"));
  }
  const As as(cookie_, other_);
  EXPECT_EQ(Get("/relationships/" + members_["mill"].text() + "/" + members_["union"].text()).status, 404);
}

MANUMIT_ON_BOTH_DATABASES(MemorandumTest);

}  // namespace
}  // namespace panel
