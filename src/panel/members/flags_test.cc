// Flags with two persons behind red ones, and the register of interests: states, rights, limits.

#include "panel/members/flags.h"

#include "panel/members/vetting_world.h"

namespace panel::members {
namespace {

using testing::AllOf;
using testing::Listed;

class FlagsTest : public testing::VettingTest {};

// ---- flags

TEST_P(FlagsTest, EveryStepOfAFlagThatTheTableDoesNotListIsForbidden) {
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

TEST_P(FlagsTest, WhoEscalatesDoesNotDecideAndTheHistoryStays) {
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

// Two persons stand behind a decision, however many sessions and keys one of them has.
TEST_P(FlagsTest, AProgramIsNotTheSecondPerson) {
  desk::Actor key = sela_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  key.label = "key:one";
  EXPECT_EQ(all().flags.Raise(key, mill_id_, FlagKind::kEscalated, Risk::kOther, "x").error().code,
            base::Code::kForbidden);
  const FlagId id = all().flags.Raise(key, mill_id_, FlagKind::kYellow, Risk::kOther, "Late").value();
  std::int64_t version = 0;
  const auto act = [&](const desk::Actor& actor, FlagAct tried) {
    const base::Status done = all().flags.Act(actor, mill_id_, id, version, tried, "because");
    if (done) ++version;
    return done ? base::Code::kInternal : done.error().code;
  };
  EXPECT_EQ(act(key, FlagAct::kEscalate), base::Code::kForbidden);
  EXPECT_EQ(act(sela_.actor, FlagAct::kEscalate), base::Code::kInternal);
  EXPECT_EQ(act(key, FlagAct::kConfirm), base::Code::kForbidden);
  EXPECT_EQ(act(key, FlagAct::kReturn), base::Code::kForbidden);
  const Someone other = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  EXPECT_EQ(act(other.actor, FlagAct::kConfirm), base::Code::kInternal);
  // Red is taken back by two persons as well.
  EXPECT_EQ(act(sela_.actor, FlagAct::kResolve), base::Code::kForbidden);
  EXPECT_EQ(act(key, FlagAct::kResolve), base::Code::kForbidden);
  EXPECT_EQ(act(other.actor, FlagAct::kResolve), base::Code::kInternal);
}

TEST_P(FlagsTest, WhoConfirmedAHitDoesNotResolveItsFlag) {
  Must(all().profiles.AddPerson(mill_.actor, mill_id_,
                                {.kind = PersonKind::kHead, .name = "Vladimir Sokolov"}));
  SetLists({Listed("Person", "Vladimir Sokolov", "L-3")});
  Must(all().hits.Screen(sela_.actor, mill_id_));
  const Hit hit = all().hits.Of(sela_.actor, mill_id_).value().at(0);
  Must(all().hits.Judge(sela_.actor, mill_id_, hit.id, hit.version, HitAct::kConfirm, "Same passport."));
  const FlagId flag = all().flags.Of(sela_.actor, mill_id_).value().at(0).id;
  EXPECT_EQ(all().flags.Act(sela_.actor, mill_id_, flag, 0, FlagAct::kResolve, "No.").error().code,
            base::Code::kForbidden);
  const Someone other = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  Must(all().flags.Act(other.actor, mill_id_, flag, 0, FlagAct::kResolve, "Another passport."));
}

// The secretariat's own organisation may be a member; others settle what is found about it.
TEST_P(FlagsTest, TheHostDoesNotClearItself) {
  const Someone host = AddPerson("delegate@main.example", "Delegate", org_, desk::Role::kDelegate);
  const MemberId id = Begun(host);
  Fill(host, id);
  Must(Act(host.actor, id, MemberAct::kSubmit));
  SetLists({Listed("Person", "Sok Dara", "L-5")});
  Must(all().hits.Screen(sela_.actor, id));
  const Hit hit = all().hits.Of(sela_.actor, id).value().at(0);
  EXPECT_EQ(all().hits.Judge(sela_.actor, id, hit.id, hit.version, HitAct::kClear, "Not he.").error().code,
            base::Code::kForbidden);
  const FlagId flag = all().flags.Raise(sela_.actor, id, FlagKind::kYellow, Risk::kOther, "Late").value();
  EXPECT_EQ(all().flags.Act(sela_.actor, id, flag, 0, FlagAct::kResolve, "Paid.").error().code,
            base::Code::kForbidden);
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, id, union_id_, ""));
  Must(all().hits.Judge(union_.actor, id, hit.id, hit.version, HitAct::kClear, "Another birthday."));
}

TEST_P(FlagsTest, FlagsAndInterestsStopAtTheirLimits) {
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

TEST_P(FlagsTest, HitsStopAtTheirLimit) {
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

TEST_P(FlagsTest, EveryStepOfAnInterestThatTheTableDoesNotListIsForbidden) {
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

TEST_P(FlagsTest, TheRegisterIsForThePanelAndTheSecretariatHandles) {
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

MANUMIT_ON_BOTH_DATABASES(FlagsTest);

}  // namespace
}  // namespace panel::members
