// Vetting both ways and hits that are remembered: states, rights.

#include "panel/members/diligence.h"

#include "panel/members/vetting_world.h"

namespace panel::members {
namespace {

using testing::AllOf;
using testing::Listed;
using testing::VettingTest;

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

// What was opened for a member is closed while it is not admitted, whichever way that came about.
TEST_P(VettingTest, ASuspendedReviewerSeesAndVerifiesNothing) {
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, mill_id_, union_id_, ""));
  EXPECT_TRUE(all().hits.Of(union_.actor, mill_id_).has_value());
  Must(Act(sela_.actor, union_id_, MemberAct::kSuspend));
  EXPECT_EQ(all().hits.Of(union_.actor, mill_id_).error().code, base::Code::kForbidden);
  EXPECT_TRUE(all().profiles.Get(union_.actor, mill_id_).value().people.empty());
  EXPECT_EQ(all().diligence.Verify(union_.actor, mill_id_, GoodAnswers(), "").error().code,
            base::Code::kForbidden);
  EXPECT_TRUE(all().diligence.Mine(union_.actor).value().empty());
  Must(Act(sela_.actor, union_id_, MemberAct::kReinstate));
  EXPECT_TRUE(all().hits.Of(union_.actor, mill_id_).has_value());
  Must(Act(union_.actor, union_id_, MemberAct::kLeave));
  EXPECT_EQ(all().hits.Of(union_.actor, mill_id_).error().code, base::Code::kNotFound);
  EXPECT_EQ(all().diligence.Verify(union_.actor, mill_id_, GoodAnswers(), "").error().code,
            base::Code::kNotFound);
}

TEST_P(VettingTest, AConflictThatIsDeclaredLaterStopsTheVetting) {
  const VettingId offered = all().diligence.Offer(union_.actor, mill_id_, "").value();
  const auto declare = [&] {
    return all()
        .interests.Declare(union_.actor, union_id_, {.about = mill_id_, .text = "We rent their hall."})
        .value();
  };
  const InterestId first = declare();
  EXPECT_EQ(all().diligence.Act(sela_.actor, offered, VettingAct::kAccept, "").error().code,
            base::Code::kConflict);
  Must(all().interests.Act(union_.actor, first, 0, InterestAct::kEnd, "Moved out."));
  Must(Act(sela_.actor, union_id_, MemberAct::kSuspend));
  EXPECT_EQ(all().diligence.Act(sela_.actor, offered, VettingAct::kAccept, "").error().code,
            base::Code::kInvalid);
  Must(Act(sela_.actor, union_id_, MemberAct::kReinstate));
  Must(all().diligence.Act(sela_.actor, offered, VettingAct::kAccept, ""));
  const InterestId second = declare();
  EXPECT_EQ(all().diligence.Verify(union_.actor, mill_id_, GoodAnswers(), "").error().code,
            base::Code::kConflict);
  Must(all().interests.Act(union_.actor, second, 0, InterestAct::kEnd, "Moved out."));
  EXPECT_TRUE(all().diligence.Verify(union_.actor, mill_id_, GoodAnswers(), "").has_value());
}

TEST_P(VettingTest, WhoVetsSeesNoContactPointWithoutConsent) {
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, mill_id_, union_id_, ""));
  Must(all().profiles.AddContact(
      mill_.actor, mill_id_, {.name = "Desk", .email = "d@mill.example", .visibility = Visibility::kPanel},
      true));
  const File file = all().profiles.Get(union_.actor, mill_id_).value();
  EXPECT_FALSE(file.people.empty());  // the file is open
  ASSERT_EQ(file.contacts.size(), 1u);
  EXPECT_EQ(file.contacts[0].name, "Desk");
  const As reviewer(cookie_, union_);
  for (const std::string path : {"/members/", "/api/v1/members/"})
    for (const std::string page : {"", "/diligence", path[1] == 'a' ? "/profile" : ""})
      EXPECT_FALSE(panel::testing::Has(Get(path + mill_id_.text() + page).body, "lina@mill.example"))
          << path << page;
}

// A person may have roles in several organisations; a program has none.
TEST_P(VettingTest, NobodyVerifiesAnOrganisationInWhichTheyHaveARole) {
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, mill_id_, union_id_, ""));
  desk::Actor key = union_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  EXPECT_EQ(all().diligence.Verify(key, mill_id_, GoodAnswers(), "").error().code, base::Code::kForbidden);
  desk::Actor system = system_;
  system.org = mill_.org;
  Must(desk().people().SetRoles(system, mill_.org, union_.person, {desk::Role::kViewer}));
  EXPECT_EQ(all().diligence.Verify(union_.actor, mill_id_, GoodAnswers(), "").error().code,
            base::Code::kForbidden);
  const Someone other = AddPerson("second@union.example", "Second", union_.org, desk::Role::kDelegate);
  EXPECT_TRUE(all().diligence.Verify(other.actor, mill_id_, GoodAnswers(), "").has_value());
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

// A document names what it likes as its subject; a listed owner that is put there is compared like any other.
TEST_P(VettingTest, TheSubjectOfADeclarationIsComparedToo) {
  Ownership owners;
  owners.subject = "c1";
  owners.records.push_back({.record = "c1", .type = "registeredEntity", .name = "Golden Needle Trading"});
  owners.records.push_back(
      {.record = "c2", .type = "registeredEntity", .name = "", .other_names = {"Silver Thread Holding"}});
  owners.links.push_back({.record = "r1", .subject = "c1", .party = "c2"});
  const auto set = [&] {
    const std::int64_t version = all().profiles.Get(mill_.actor, mill_id_).value().profile.version;
    Must(all().profiles.SetOwners(mill_.actor, mill_id_, version, owners));
  };
  const auto found = [&] {
    Must(all().hits.Screen(sela_.actor, mill_id_));
    std::set<std::string> subjects;
    const auto hits = all().hits.Of(sela_.actor, mill_id_).value();
    for (const Hit& hit : hits) subjects.insert(hit.subject + " " + hit.entry);
    return subjects;
  };
  SetLists(
      {Listed("Company", "GOLDEN NEEDLE TRADING", "L-1"), Listed("Company", "SILVER THREAD HOLDING", "L-2")});
  set();
  {
    const As secretary(cookie_, sela_);
    const std::string page = Get("/members/" + mill_id_.text() + "/diligence").body;
    EXPECT_TRUE(panel::testing::Has(page, ">Golden Needle Trading<"));
    EXPECT_TRUE(panel::testing::Has(page, ">Silver Thread Holding<"));
  }
  EXPECT_EQ(found(), (std::set<std::string>{"owner:c1 L-1", "owner:c2 L-2"}));
  // Under its own name it is the organisation, with the other names that the document knows.
  owners.records[0].name = "Blue Mill";
  owners.records[0].other_names = {"Golden Needle Trading"};
  set();
  EXPECT_EQ(found(), (std::set<std::string>{"organisation L-1", "owner:c2 L-2"}));
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

MANUMIT_ON_BOTH_DATABASES(VettingTest);

}  // namespace
}  // namespace panel::members
