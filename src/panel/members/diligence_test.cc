// Vetting both ways, hits that are remembered, flags, interests: states, rights, limits.

#include "panel/members/diligence.h"

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/members/members_world.h"

namespace panel::members {
namespace {

using testing::Listed;
using testing::MembersTest;

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i)
    all.push_back(static_cast<Enum>(i));
  return all;
}

// A world with an admitted company and an admitted union, whose delegates are mill_ and union_.
class VettingTest : public MembersTest {
 protected:
  void SetUp() override {
    MembersTest::SetUp();
    if (IsSkipped()) return;
    SetLists({});
    mill_id_ = Admitted(mill_);
    union_id_ = Admitted(union_);
  }
  MemberId Admitted(const Someone& who) {
    const MemberId id = Begun(who);
    Fill(who, id);
    Must(Act(who.actor, id, MemberAct::kSubmit));
    Must(Act(sela_.actor, id, MemberAct::kBegin));
    Verify(id);
    Must(Act(sela_.actor, id, MemberAct::kAdmit));
    return id;
  }
  base::Code AskCode(const MemberId& subject, const MemberId& reviewer) {
    const auto asked = all().diligence.Ask(sela_.actor, subject, reviewer, "");
    return asked ? base::Code::kInternal : asked.error().code;
  }

  MemberId mill_id_;
  MemberId union_id_;
};

TEST_P(VettingTest, AUnionVetsACompanyAndACompanyAUnion) {
  for (const bool company : {true, false}) {
    const MemberId subject = company ? mill_id_ : union_id_;
    const MemberId reviewer = company ? union_id_ : mill_id_;
    const Someone& who = company ? union_ : mill_;
    EXPECT_EQ(all().hits.Of(who.actor, subject).error().code, base::Code::kForbidden);
    EXPECT_EQ(all().diligence.Verify(who.actor, subject, GoodAnswers(), "").error().code,
              base::Code::kForbidden);
    ASSERT_TRUE(all().diligence.Ask(sela_.actor, subject, reviewer, "Please"));
    EXPECT_TRUE(all().hits.Of(who.actor, subject).has_value());
    EXPECT_FALSE(all().profiles.Get(who.actor, subject).value().people.empty());
    EXPECT_EQ(all().diligence.Mine(who.actor).value().size(), 1u);
    clock_->Advance(base::kDayMs);
    ASSERT_TRUE(all().diligence.Verify(who.actor, subject, GoodAnswers(), ""));
    EXPECT_TRUE(all().diligence.Mine(who.actor).value().empty());
    // Done: the file is closed again, and everybody of the panel sees who verified.
    EXPECT_EQ(all().hits.Of(who.actor, subject).error().code, base::Code::kForbidden);
    const MemberDetail detail = all().memberships.Detail(who.actor, subject).value();
    EXPECT_EQ(detail.assessment.standing, Standing::kVerified);
    EXPECT_EQ(detail.assessment.verification->by_name, company ? "Garment Union" : "Blue Mill");
    EXPECT_TRUE(all().profiles.Get(who.actor, subject).value().people.empty());
  }
}

TEST_P(VettingTest, WhoMayNotVet) {
  Someone other;  // with accounts here
  const MemberId company = In(MemberState::kAdmitted, &other);
  EXPECT_EQ(AskCode(mill_id_, company), base::Code::kInvalid);   // the same constituency
  EXPECT_EQ(AskCode(mill_id_, mill_id_), base::Code::kInvalid);  // itself
  EXPECT_EQ(AskCode(mill_id_, In(MemberState::kApplied)), base::Code::kInvalid);
  const InterestId interest =
      all()
          .interests.Declare(union_.actor, union_id_, {.about = mill_id_, .text = "We rent their hall."})
          .value();
  EXPECT_EQ(AskCode(mill_id_, union_id_), base::Code::kConflict);
  Must(all().interests.Act(union_.actor, interest, 0, InterestAct::kEnd, "Moved out."));
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, mill_id_, union_id_, ""));
  EXPECT_EQ(AskCode(mill_id_, union_id_), base::Code::kConflict);  // asked already
  // The secretariat is the coalition; nobody verifies itself.
  EXPECT_EQ(all().diligence.Verify(mill_.actor, mill_id_, GoodAnswers(), "").error().code,
            base::Code::kForbidden);
}

TEST_P(VettingTest, EveryStepOfAVettingThatTheTableDoesNotListIsForbidden) {
  panel::testing::WalkStates<VettingId, VettingState, VettingAct>(
      kVettingSteps, AllOf<VettingState>(), AllOf<VettingAct>(),
      [&](VettingState state) {
        const MemberId id = In(MemberState::kAdmitted);
        if (state == VettingState::kProposed) return all().diligence.Offer(union_.actor, id, "").value();
        const VettingId vetting = all().diligence.Ask(sela_.actor, id, union_id_, "").value();
        if (state == VettingState::kDone) {
          EXPECT_TRUE(all().diligence.Verify(union_.actor, id, GoodAnswers(), ""));
        }
        if (state == VettingState::kRecused)
          Must(all().diligence.Act(union_.actor, vetting, VettingAct::kRecuse, "A friend."));
        if (state == VettingState::kCancelled)
          Must(all().diligence.Act(sela_.actor, vetting, VettingAct::kCancel, ""));
        return vetting;
      },
      [&](const VettingId& id, VettingAct act) -> base::Status {
        if (act != VettingAct::kComplete)
          return all().diligence.Act(act == VettingAct::kRecuse ? union_.actor : sela_.actor, id, act,
                                     "because");
        // Completed only by answering the questions.
        const base::Status done = all().diligence.Act(union_.actor, id, act, "because");
        if (done || done.error().code == base::Code::kConflict) return done;
        const auto row = desk().database().Read([&](db::Transaction& tx) {
          return tx.QueryOne("SELECT subject_id FROM panel_vetting WHERE id = $1", {id});
        });
        const auto made =
            all().diligence.Verify(union_.actor, MemberId::FromStore((*row)->Text(0)), GoodAnswers(), "");
        return made ? base::Ok() : base::Status(made.error());
      },
      [&](const VettingId& id) {
        const auto row = desk().database().Read([&](db::Transaction& tx) {
          return tx.QueryOne("SELECT state FROM panel_vetting WHERE id = $1", {id});
        });
        return VettingStateNamed((*row)->Text(0)).value();
      });
}

TEST_P(VettingTest, AnswersDecideAndWhatDoesNotPassNeedsWords) {
  std::vector<Answer> answers = GoodAnswers();
  answers[0] = Answer::kNone;
  EXPECT_EQ(all().diligence.Verify(sela_.actor, mill_id_, answers, "").error().code, base::Code::kInvalid);
  answers[0] = Answer::kNotApplicable;
  EXPECT_EQ(all().diligence.Verify(sela_.actor, mill_id_, answers, "").error().code, base::Code::kInvalid);
  answers = GoodAnswers();
  answers[5] = Answer::kNotApplicable;
  clock_->Advance(1);
  ASSERT_TRUE(all().diligence.Verify(sela_.actor, mill_id_, answers, ""));
  for (std::size_t i = 0; i < kQuestions; ++i) {
    answers = GoodAnswers();
    answers[i] = answers[i] == Answer::kYes ? Answer::kNo : Answer::kYes;
    EXPECT_EQ(all().diligence.Verify(sela_.actor, mill_id_, answers, "").error().code, base::Code::kInvalid);
    clock_->Advance(1);
    ASSERT_TRUE(all().diligence.Verify(sela_.actor, mill_id_, answers, "Seen on site."));
    EXPECT_EQ(all().memberships.Detail(sela_.actor, mill_id_).value().assessment.standing, Standing::kFailed);
  }
  // Withdrawn by who made it: what was before counts again.
  const auto list = all().diligence.Of(sela_.actor, mill_id_).value();
  for (const Verification& one : list)
    if (!one.passed) Must(all().diligence.Withdraw(sela_.actor, mill_id_, one.id, "Wrong site."));
  EXPECT_EQ(all().memberships.Detail(sela_.actor, mill_id_).value().assessment.standing, Standing::kVerified);
  const VerificationId first = all().diligence.Of(sela_.actor, mill_id_).value().back().id;
  EXPECT_EQ(all().diligence.Withdraw(mill_.actor, mill_id_, first, "No").error().code,
            base::Code::kForbidden);
}

// ---- hits

TEST_P(VettingTest, NamesHeadsAndOwnersAreComparedInEveryScript) {
  Must(all().profiles.AddName(mill_.actor, mill_id_, NameKind::kFormer, "Golden Needle Trading"));
  Must(all().profiles.AddPerson(mill_.actor, mill_id_, {.kind = PersonKind::kOfficer, .name = "김정숙"}));
  Must(all().profiles.AddOwner(mill_.actor, mill_id_, {.name = "Владимир Соколов", .share = "25.5"}));
  SetLists({Listed("Company", "GOLDEN NEEDLE TRADING", "L-1"), Listed("Person", "Kim Jong Suk", "L-2"),
            Listed("Person", "Vladimir Sokolov", "L-3"), Listed("Person", "Somebody Else", "L-4")});
  EXPECT_EQ(all().hits.ScreenDue(sela_.actor, [] { return false; }).value(), 2);  // both profiles
  std::set<std::string> found;
  const auto list = all().hits.Of(sela_.actor, mill_id_).value();
  for (const Hit& hit : list) found.insert(hit.entry);
  EXPECT_EQ(found, (std::set<std::string>{"L-1", "L-2", "L-3"}));
  EXPECT_EQ(all().hits.ScreenDue(sela_.actor, [] { return false; }).value(), 0);
}

TEST_P(VettingTest, NotATrueMatchIsRememberedUntilASideChanges) {
  Must(all().profiles.AddPerson(mill_.actor, mill_id_,
                                {.kind = PersonKind::kOfficer, .name = "Vladimir Sokolov"}));
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  const auto hit = [&] { return all().hits.Of(sela_.actor, mill_id_).value().at(0); };
  EXPECT_EQ(all().diligence.Verify(sela_.actor, mill_id_, GoodAnswers(), "").error().external,
            BlockerWords(Blocker::kOpenHits));
  EXPECT_EQ(all().hits.Judge(sela_.actor, mill_id_, hit().id, hit().version, HitAct::kClear, "").error().code,
            base::Code::kInvalid);
  Must(all().hits.Judge(sela_.actor, mill_id_, hit().id, hit().version, HitAct::kClear, "Born 1990."));
  // Another edition that says the same, and a screening from scratch, ask nothing.
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3"), Listed("Person", "New Entry", "L-9")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  EXPECT_EQ(hit().state, HitState::kNotAMatch);
  EXPECT_EQ(hit().reason, "Born 1990.");
  // Gone from the list and back: still remembered.
  SetLists({});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  EXPECT_TRUE(all().hits.Of(sela_.actor, mill_id_).value().empty());
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  EXPECT_EQ(hit().state, HitState::kNotAMatch);
  // The list says more of the entry: it asks again, and says so.
  entity::Entity more = Listed("Person", "Vladimir Sokolov", "L-3");
  more.Add(entity::prop::BirthDate(), "1990");
  SetLists({more});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  EXPECT_EQ(hit().state, HitState::kOpen);
  EXPECT_TRUE(hit().changed);
}

TEST_P(VettingTest, AConfirmedHitRaisesARedFlagAndBlocks) {
  Must(all().profiles.AddPerson(mill_.actor, mill_id_,
                                {.kind = PersonKind::kHead, .name = "Vladimir Sokolov"}));
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  const Hit hit = all().hits.Of(sela_.actor, mill_id_).value().at(0);
  Must(all().hits.Judge(sela_.actor, mill_id_, hit.id, hit.version, HitAct::kConfirm, "Same passport."));
  const std::vector<Flag> flags = all().flags.Of(sela_.actor, mill_id_).value();
  ASSERT_EQ(flags.size(), 1u);
  EXPECT_EQ(flags[0].kind, FlagKind::kRed);
  EXPECT_EQ(flags[0].risk, Risk::kWatchList);
  const auto blockers = all().memberships.Detail(sela_.actor, mill_id_).value().assessment.Admitting();
  EXPECT_NE(std::find(blockers.begin(), blockers.end(), Blocker::kRedFlag), blockers.end());
  EXPECT_NE(std::find(blockers.begin(), blockers.end(), Blocker::kMatch), blockers.end());
  EXPECT_EQ(all().flags.Raise(sela_.actor, mill_id_, FlagKind::kRed, Risk::kOther, "x").error().code,
            base::Code::kInvalid);
}

TEST_P(VettingTest, EveryStepOfAHitThatTheTableDoesNotListIsForbidden) {
  Must(all().profiles.AddPerson(mill_.actor, mill_id_,
                                {.kind = PersonKind::kHead, .name = "Vladimir Sokolov"}));
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  const auto hit = [&] { return all().hits.Of(sela_.actor, mill_id_).value().at(0); };
  const auto act = [&](HitAct tried) {
    return all().hits.Judge(sela_.actor, mill_id_, hit().id, hit().version, tried, "because");
  };
  panel::testing::WalkStates<int, HitState, HitAct>(
      kHitSteps, AllOf<HitState>(), AllOf<HitAct>(),
      [&](HitState state) {
        if (hit().state != HitState::kOpen) Must(act(HitAct::kReopen));
        if (state == HitState::kNotAMatch) Must(act(HitAct::kClear));
        if (state == HitState::kMatch) Must(act(HitAct::kConfirm));
        return 0;
      },
      [&](const int&, HitAct tried) { return act(tried); }, [&](const int&) { return hit().state; });
}

// ---- flags

TEST_P(VettingTest, EveryStepOfAFlagThatTheTableDoesNotListIsForbidden) {
  const Someone other = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  const auto flag = [&](const FlagId& id) {
    const auto list = all().flags.Of(sela_.actor, mill_id_).value();
    for (const Flag& one : list)
      if (one.id == id) return one;
    return Flag{};
  };
  const auto act = [&](const desk::Actor& actor, const FlagId& id, FlagAct tried) {
    return all().flags.Act(actor, mill_id_, id, flag(id).version, tried, "because");
  };
  panel::testing::WalkStates<FlagId, FlagKind, FlagAct>(
      kFlagSteps, AllOf<FlagKind>(), AllOf<FlagAct>(),
      [&](FlagKind kind) {
        const FlagKind first = kind == FlagKind::kYellow ? kind : FlagKind::kObservation;
        const FlagId id =
            all().flags.Raise(sela_.actor, mill_id_, first, Risk::kFinancial, "Late accounts").value();
        if (kind == FlagKind::kEscalated || kind == FlagKind::kRed)
          Must(act(sela_.actor, id, FlagAct::kEscalate));
        if (kind == FlagKind::kRed) Must(act(other.actor, id, FlagAct::kConfirm));
        if (kind == FlagKind::kResolved) Must(act(sela_.actor, id, FlagAct::kResolve));
        return id;
      },
      [&](const FlagId& id, FlagAct tried) { return act(other.actor, id, tried); },
      [&](const FlagId& id) { return flag(id).kind; });
}

TEST_P(VettingTest, WhoEscalatesDoesNotDecideAndTheHistoryStays) {
  const FlagId id =
      all()
          .flags.Raise(sela_.actor, mill_id_, FlagKind::kEscalated, Risk::kSafeguarding, "A child at work")
          .value();
  EXPECT_EQ(all().flags.Act(sela_.actor, mill_id_, id, 0, FlagAct::kConfirm, "Seen").error().code,
            base::Code::kForbidden);
  EXPECT_TRUE(all().flags.Waiting(sela_.actor, panel_).value().empty());
  const Someone other = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  EXPECT_EQ(all().flags.Waiting(other.actor, panel_).value().size(), 1u);
  EXPECT_EQ(all().flags.Act(other.actor, mill_id_, id, 7, FlagAct::kConfirm, "Seen").error().code,
            base::Code::kConflict);
  Must(all().flags.Act(other.actor, mill_id_, id, 0, FlagAct::kConfirm, "Seen"));
  std::vector<FlagEvent> events;
  ASSERT_TRUE(all().flags.Of(sela_.actor, mill_id_, &events));
  ASSERT_EQ(events.size(), 2u);
  EXPECT_EQ(events[0].from, FlagKind::kEscalated);
  EXPECT_EQ(events[0].to, FlagKind::kRed);
  EXPECT_EQ(events[0].text, "Seen");
  EXPECT_EQ(all().flags.Of(mill_.actor, mill_id_).error().code, base::Code::kForbidden);
  EXPECT_EQ(all().flags.Of(union_.actor, mill_id_).error().code, base::Code::kForbidden);
}

TEST_P(VettingTest, FlagsAndInterestsStopAtTheirLimits) {
  const ProfileId profile = Now(mill_id_).profile;
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxMemberFlags; ++i)
      TRY(tx.Execute(
          "INSERT INTO panel_flag(id, profile_id, panel_id, kind, risk, words, actor, escalated_by, "
          "created_ms, version) VALUES ($1, $2, $3, 'resolved', 'other', '', '', '', 0, 0)",
          {FlagId::New(desk().random()), profile, panel_}));
    for (std::size_t i = 0; i < base::kMaxMemberInterests; ++i)
      TRY(tx.Execute(
          "INSERT INTO panel_interest(id, panel_id, member_id, about_id, about_text, kind, words, handling, "
          "state, declared_ms, ended_ms, version) VALUES ($1, $2, $3, NULL, 'x', 'other', '', '', 'ended', "
          "0, 0, 0)",
          {InterestId::New(desk().random()), panel_, mill_id_}));
    return base::Ok();
  }));
  EXPECT_EQ(all().flags.Raise(sela_.actor, mill_id_, FlagKind::kYellow, Risk::kOther, "x").error().code,
            base::Code::kTooLarge);
  EXPECT_EQ(all().interests.Declare(mill_.actor, mill_id_, {.about_text = "x", .text = "x"}).error().code,
            base::Code::kTooLarge);
}

TEST_P(VettingTest, HitsStopAtTheirLimit) {
  all().seams.lists = []() -> base::Result<screening::WatchListsNow> {
    return screening::WatchListsNow{"many", [](const entity::Entity&, double) {
                                      screening::EntityScreening screened{"hash", {}};
                                      for (std::size_t i = 0; i < base::kMaxMemberHits; ++i)
                                        screened.hits.push_back({"list", std::to_string(i), "X", "h", 0.9});
                                      return screened;
                                    }};
  };
  Must(all().hits.Screen(sela_.actor, mill_id_));
  EXPECT_EQ(all().hits.Of(sela_.actor, mill_id_).value().size(), base::kMaxMemberHits);
}

// ---- interests

TEST_P(VettingTest, EveryStepOfAnInterestThatTheTableDoesNotListIsForbidden) {
  const auto interest = [&](const InterestId& id) {
    const auto list = all().interests.Of(sela_.actor, mill_id_).value();
    for (const Interest& one : list)
      if (one.id == id) return one;
    return Interest{};
  };
  const auto act = [&](const InterestId& id, InterestAct tried) {
    return all().interests.Act(sela_.actor, id, interest(id).version, tried, "because");
  };
  panel::testing::WalkStates<InterestId, InterestState, InterestAct>(
      kInterestSteps, AllOf<InterestState>(), AllOf<InterestAct>(),
      [&](InterestState state) {
        const InterestId id =
            all()
                .interests.Declare(mill_.actor, mill_id_, {.about = union_id_, .text = "A shared board."})
                .value();
        if (state == InterestState::kDisclosed) Must(act(id, InterestAct::kDisclose));
        if (state == InterestState::kRecused) Must(act(id, InterestAct::kRecuse));
        if (state == InterestState::kEnded) Must(act(id, InterestAct::kEnd));
        return id;
      },
      act, [&](const InterestId& id) { return interest(id).state; });
}

TEST_P(VettingTest, TheRegisterIsForThePanelAndTheSecretariatHandles) {
  const InterestId id =
      all()
          .interests
          .Declare(mill_.actor, mill_id_, {.kind = InterestKind::kTrade, .about = union_id_, .text = "Rent"})
          .value();
  EXPECT_EQ(all().interests.Register(union_.actor, panel_, false, "", 10).value().interests.size(), 1u);
  const Someone stranger = AddPersonOf("stranger", "Stranger", desk::OrgType::kNgo, "kr");
  EXPECT_EQ(all().interests.Register(stranger.actor, panel_, false, "", 10).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(all().interests.Act(stranger.actor, id, 0, InterestAct::kEnd, "x").error().code,
            base::Code::kNotFound);
  EXPECT_EQ(all().interests.Act(mill_.actor, id, 0, InterestAct::kRecuse, "x").error().code,
            base::Code::kForbidden);
  EXPECT_EQ(all().interests.Act(sela_.actor, id, 0, InterestAct::kRecuse, " ").error().code,
            base::Code::kInvalid);
  Must(all().interests.Act(sela_.actor, id, 0, InterestAct::kRecuse, "No vote on rents."));
  EXPECT_EQ(all().interests.Act(sela_.actor, id, 0, InterestAct::kEnd, "x").error().code,
            base::Code::kConflict);
  Must(all().interests.Confirm(mill_.actor, mill_id_));
  const MemberPage page = all().memberships.List(sela_.actor, panel_, {.text = "blue"}, "", 10).value();
  EXPECT_EQ(page.members.at(0).interests_confirmed, clock_->Now());
  for (int i = 0; i < 3; ++i) {
    clock_->Advance(1);
    all().interests.Declare(mill_.actor, mill_id_, {.about_text = "A bank", .text = "A loan"}).value();
  }
  std::set<std::string> seen;
  std::string after;
  do {
    const InterestPage part = all().interests.Register(union_.actor, panel_, false, after, 2).value();
    for (const Interest& one : part.interests) EXPECT_TRUE(seen.insert(one.id.text()).second);
    after = part.next;
  } while (!after.empty());
  EXPECT_EQ(seen.size(), 4u);
}

MANUMIT_ON_BOTH_DATABASES(VettingTest);

}  // namespace
}  // namespace panel::members
