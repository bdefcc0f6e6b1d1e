// The life of a membership: every step, what stands in the way, who may do it.

#include "panel/members/memberships.h"

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/members/members_world.h"
#include "panel/members/search_words.h"

namespace panel::members {
namespace {

using panel::testing::Has;
using testing::MembersTest;

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i)
    all.push_back(static_cast<Enum>(i));
  return all;
}

TEST_P(MembersTest, EveryStepThatTheTableDoesNotListIsForbidden) {
  const Someone& who = sela_;  // for organisations without accounts the secretariat does both
  // The calendar's act cannot be asked for; LapsesAfterItsGrace walks it.
  std::vector<MemberAct> acts = AllOf<MemberAct>();
  std::erase(acts, MemberAct::kLapse);
  panel::testing::WalkStates<MemberId, MemberState, MemberAct>(
      kMemberSteps, AllOf<MemberState>(), acts,
      [&](MemberState state) {
        const MemberId id = In(state);
        if (state == MemberState::kDraft) Fill(who, id);
        if (state == MemberState::kDiligence) Verify(id);
        if (state == MemberState::kAdmitted) Sign(who, id);
        return id;
      },
      [&](const MemberId& id, MemberAct act) {
        // A renewal counts a signature of the last half year of the term.
        if (act == MemberAct::kRenew && StateOf(id) == MemberState::kAdmitted) {
          const std::int64_t before = clock_->Now().ms;
          SetClock(base::UtcTime{Now(id).expires.ms - base::kDayMs});
          Sign(who, id);
          const base::Status done = Act(sela_.actor, id, act);
          SetClock(base::UtcTime{before});
          return done;
        }
        return Act(WhoActs(act) == ActedBy::kMember ? who.actor : sela_.actor, id, act);
      },
      [&](const MemberId& id) { return StateOf(id); });
}

TEST_P(MembersTest, AnApplicationIsSentOnlyWhenNothingIsMissing) {
  const MemberId id = Begun(mill_);
  const auto missing = [&] { return all().memberships.Detail(mill_.actor, id).value().assessment.missing; };
  EXPECT_EQ(missing().size(), 9u);  // the country is the organisation's
  EXPECT_EQ(Act(mill_.actor, id, MemberAct::kSubmit).error().code, base::Code::kInvalid);
  Fill(mill_, id);
  EXPECT_TRUE(missing().empty());
  Must(Act(mill_.actor, id, MemberAct::kSubmit));
  EXPECT_EQ(StateOf(id), MemberState::kApplied);
  EXPECT_EQ(all().memberships.Apply(mill_.actor, panel_).error().code, base::Code::kConflict);
}

TEST_P(MembersTest, AdmissionWaitsForScreeningAndVerificationAndGivesALetter) {
  SetLists({testing::Listed("Company", "Nobody", "L-1")});
  const MemberId id = In(MemberState::kDiligence);
  const auto refused = Act(sela_.actor, id, MemberAct::kAdmit);
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::kConflict);
  EXPECT_EQ(refused.error().external, BlockerWords(Blocker::kWaitsForScreening));
  Must(all().hits.Screen(sela_.actor, id));
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kAdmit).error().external, BlockerWords(Blocker::kNotVerified));
  Verify(id);
  Must(Act(sela_.actor, id, MemberAct::kAdmit));
  const Membership admitted = Now(id);
  EXPECT_EQ(admitted.letter, "panel-2025-0001");
  EXPECT_EQ(admitted.expires, MonthsAfter(admitted.member.admitted, 24));
  const MemberId second = In(MemberState::kAdmitted);
  EXPECT_EQ(Now(second).letter, "panel-2025-0002");
}

TEST_P(MembersTest, OnlyTheRightSideActs) {
  Someone who;
  const MemberId id = In(MemberState::kApplied, &who);
  EXPECT_EQ(Act(who.actor, id, MemberAct::kBegin).error().code, base::Code::kForbidden);
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kWithdraw).error().code, base::Code::kForbidden);
  EXPECT_EQ(Act(union_.actor, id, MemberAct::kBegin).error().code, base::Code::kNotFound);
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kLapse).error().code, base::Code::kForbidden);
  const auto again = all().memberships.Act(sela_.actor, id, VersionOf(id) - 1, MemberAct::kBegin, "");
  EXPECT_EQ(again.error().code, base::Code::kConflict);
}

TEST_P(MembersTest, SuspensionHasAReasonAndTheMemberReplies) {
  Someone who;
  const MemberId id = In(MemberState::kAdmitted, &who);
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kSuspend, " ").error().code, base::Code::kInvalid);
  Must(Act(sela_.actor, id, MemberAct::kSuspend, "Fees were charged at the Phnom Penh site."));
  Must(Act(who.actor, id, MemberAct::kReply, "They were paid back on Monday."));
  EXPECT_EQ(StateOf(id), MemberState::kSuspended);
  const std::vector<MemberEvent> history = all().memberships.Detail(who.actor, id).value().history;
  ASSERT_GE(history.size(), 2u);
  EXPECT_EQ(history[0].act, MemberAct::kReply);
  EXPECT_EQ(history[0].text, "They were paid back on Monday.");
  EXPECT_EQ(history[1].text, "Fees were charged at the Phnom Penh site.");
  Must(Act(sela_.actor, id, MemberAct::kReinstate, "Paid back, seen."));
  EXPECT_EQ(StateOf(id), MemberState::kAdmitted);
}

TEST_P(MembersTest, RenewalNeedsANewSignatureAndTheVerificationOfToday) {
  Someone who;
  const MemberId id = In(MemberState::kAdmitted, &who);
  const base::UtcTime end = Now(id).expires;
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kRenew).error().code, base::Code::kConflict);
  SetClock(base::UtcTime{end.ms - 30 * base::kDayMs});
  const auto soon = all().memberships.EndingSoon(sela_.actor, panel_, 90 * base::kDayMs).value();
  ASSERT_EQ(soon.size(), 1u);
  EXPECT_EQ(soon[0].when, end);
  Sign(who, id);
  Must(Act(sela_.actor, id, MemberAct::kRenew));
  EXPECT_EQ(Now(id).expires, MonthsAfter(end, 24));
  // Six years later the first verification is too old.
  SetClock(base::UtcTime{clock_->Now().ms + 4 * 365 * base::kDayMs});
  Sign(who, id);
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kRenew).error().external,
            BlockerWords(Blocker::kVerificationAged));
}

// A verification is of what was seen: nobody swaps the owners afterwards.
TEST_P(MembersTest, WhatChangesAfterItsVerificationIsVerifiedAnew) {
  Someone who;
  const MemberId id = In(MemberState::kDiligence, &who);
  Verify(id);
  const auto refusal = [&] {
    Must(all().hits.Screen(sela_.actor, id));
    const base::Status done = Act(sela_.actor, id, MemberAct::kAdmit);
    return done ? std::string() : done.error().external;
  };
  const auto facts = [&] { return all().profiles.Get(who.actor, id).value().profile; };
  const auto changes = std::vector<std::function<void()>>{
      [&] { Must(all().profiles.AddOwner(who.actor, id, {.name = "Somebody New", .share = "100"})); },
      [&] { Must(all().profiles.AddPerson(who.actor, id, {.kind = PersonKind::kHead, .name = "New Head"})); },
      [&] { Must(all().profiles.AddName(who.actor, id, NameKind::kFormer, "Old Name")); },
      [&] {
        Profile changed = facts();
        changed.constituency = desk::OrgType::kNgo;
        Must(all().profiles.SaveFacts(who.actor, id, changed));
      },
      [&] {
        Profile changed = facts();
        changed.safeguards = "None.";
        Must(all().profiles.SaveFacts(who.actor, id, changed));
      }};
  for (const auto& change : changes) {
    change();
    EXPECT_EQ(refusal(), BlockerWords(Blocker::kFileChanged));
    clock_->Advance(1);
    Verify(id);
  }
  {
    const As secretary(cookie_, sela_);
    EXPECT_FALSE(Has(Get("/members/" + id.text() + "/diligence").body, "changed since it was"));
    Must(all().profiles.AddName(who.actor, id, NameKind::kShort, "ON"));
    EXPECT_TRUE(Has(Get("/members/" + id.text() + "/diligence").body, "changed since it was"));
  }
  clock_->Advance(1);
  Verify(id);
  // Contact points are not what was verified.
  Must(all().profiles.AddContact(who.actor, id, {.name = "Desk", .email = "d@mill.example"}, false));
  EXPECT_EQ(refusal(), "");
  // A renewal asks the same.
  SetClock(base::UtcTime{Now(id).expires.ms - base::kDayMs});
  Sign(who, id);
  Must(all().profiles.AddPerson(who.actor, id, {.kind = PersonKind::kOfficer, .name = "New Officer"}));
  Must(all().hits.Screen(sela_.actor, id));
  EXPECT_EQ(Act(sela_.actor, id, MemberAct::kRenew).error().external, BlockerWords(Blocker::kFileChanged));
}

TEST_P(MembersTest, LapsesAfterItsGrace) {
  const MemberId id = In(MemberState::kAdmitted);
  const desk::Actor calendar{.kind = desk::Actor::Kind::kSystem, .label = "system:calendar"};
  SetClock(base::UtcTime{Now(id).expires.ms + 59 * base::kDayMs});
  EXPECT_EQ(all().memberships.LapseDue(calendar).value(), 0);
  SetClock(base::UtcTime{clock_->Now().ms + 2 * base::kDayMs});
  EXPECT_EQ(all().memberships.LapseDue(calendar).value(), 1);
  EXPECT_EQ(StateOf(id), MemberState::kLeft);
  EXPECT_EQ(all().memberships.LapseDue(calendar).value(), 0);
}

TEST_P(MembersTest, RulesOfThePanelDecideTermAndAge) {
  EXPECT_EQ(SetRules(all().seams, mill_.actor, panel_, {}).error().code, base::Code::kNotFound);
  EXPECT_EQ(SetRules(all().seams, sela_.actor, panel_, {.verification_years = 0}).error().code,
            base::Code::kInvalid);
  Must(SetRules(all().seams, sela_.actor, panel_, {.verification_years = 1, .term_months = 0, .version = 0}));
  EXPECT_EQ(SetRules(all().seams, sela_.actor, panel_, {.version = 0}).error().code, base::Code::kConflict);
  const MemberId id = In(MemberState::kAdmitted);
  EXPECT_EQ(Now(id).expires.ms, 0);
  const auto standing = [&] { return all().memberships.Detail(sela_.actor, id).value().assessment.standing; };
  EXPECT_EQ(standing(), Standing::kVerified);
  SetClock(base::UtcTime{clock_->Now().ms + 366 * base::kDayMs});
  EXPECT_EQ(standing(), Standing::kAged);
}

TEST_P(MembersTest, ChaptersTakeWhoBelongsThereAndReuseTheVerification) {
  Someone who;
  In(MemberState::kAdmitted, &who);
  Panel chapter{.slug = "korea", .name = "Korea", .kind = PanelKind::kCountryChapter, .scope = "kr"};
  chapter.parent = panel_;
  chapter.host = org_;
  const PanelId korea = services().panels.Create(sela_.actor, chapter).value();
  chapter.slug = "khmer";
  chapter.scope = "kh";
  const PanelId khmer = services().panels.Create(sela_.actor, chapter).value();
  const auto enter = [&](const PanelId& panel) {
    const MemberId id = all().memberships.Apply(who.actor, panel).value();
    Sign(who, id);
    return std::pair(id, Act(who.actor, id, MemberAct::kSubmit));
  };
  EXPECT_EQ(enter(korea).second.error().code, base::Code::kInvalid);
  const auto [id, sent] = enter(khmer);
  Must(sent);
  Must(Act(sela_.actor, id, MemberAct::kBegin));
  // Screened and verified once, for the panel: nothing more is asked.
  Must(Act(sela_.actor, id, MemberAct::kAdmit));
  EXPECT_EQ(all().memberships.Detail(sela_.actor, id).value().chapters.size(), 1u);
}

TEST_P(MembersTest, MembersAreFoundInAnyScriptAndPagedByName) {
  SetLists({});
  for (int i = 0; i < 5; ++i) In(MemberState::kAdmitted);
  const MemberId korean =
      all()
          .memberships.Register(sela_.actor, panel_, {"한빛니트 주식회사", desk::OrgType::kCompany, "kr"})
          .value();
  ASSERT_TRUE(all().profiles.AddName(sela_.actor, korean, NameKind::kFormer, "Тёплый дом"));
  const auto find = [&](const std::string& text) {
    return all()
        .memberships.List(sela_.actor, panel_, {.view = "drafts", .text = text}, "", 10)
        .value()
        .members.size();
  };
  EXPECT_EQ(find("한빛"), 1u);
  EXPECT_EQ(find("hanbit"), 1u);
  EXPECT_EQ(find("теп"), 0u);  // as it is written
  EXPECT_EQ(find("тёп"), 1u);
  EXPECT_EQ(find("teply"), 1u);
  EXPECT_EQ(find("other"), 0u);
  std::set<std::string> seen;
  std::string after;
  do {
    const MemberPage page = all().memberships.List(sela_.actor, panel_, {}, after, 2).value();
    for (const ListedMember& listed : page.members) EXPECT_TRUE(seen.insert(listed.member.id.text()).second);
    after = page.next;
  } while (!after.empty());
  EXPECT_EQ(seen.size(), 5u);
  EXPECT_FALSE(all().memberships.List(sela_.actor, panel_, {}, "nonsense", 2).has_value());
  EXPECT_EQ(all().memberships.List(union_.actor, panel_, {}, "", 2).error().code, base::Code::kForbidden);
}

TEST_P(MembersTest, TheLetterHasEveryScript) {
  Someone who;
  const MemberId id = In(MemberState::kDiligence, &who);
  Profile facts = all().profiles.Get(who.actor, id).value().profile;
  facts.name = "한빛니트 주식회사 · الأمل · Надежда";
  Must(all().profiles.SaveFacts(who.actor, id, facts));
  Verify(id);
  Must(Act(sela_.actor, id, MemberAct::kAdmit));
  const As as(cookie_, who);
  const net::Response letter = Get("/members/" + id.text() + "/letter.pdf");
  ASSERT_EQ(letter.status, 200);
  EXPECT_TRUE(letter.body.starts_with("%PDF-"));
  EXPECT_EQ(Get("/members/" + id.text() + "/letter.pdf").body, letter.body);
  // It says that somebody is a member, and is given only while that is so.
  for (const MemberAct act : {MemberAct::kSuspend, MemberAct::kEnd}) {
    Must(Act(sela_.actor, id, act));
    EXPECT_EQ(Get("/members/" + id.text() + "/letter.pdf").status, 404);
    EXPECT_FALSE(Has(Get("/members/" + id.text()).body, "letter.pdf"));
  }
}

TEST_P(MembersTest, ListsStopAtTheirLimit) {
  const MemberId id = Begun(mill_);
  const ProfileId profile = Now(id).profile;
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxProfileRows; ++i)
      TRY(tx.Execute(
          "INSERT INTO panel_profile_name(id, profile_id, kind, name, created_ms) VALUES ($1, $2, 'other', "
          "'A', $3)",
          {RowId::New(desk().random()), profile, i}));
    return base::Ok();
  }));
  EXPECT_EQ(all().profiles.AddName(mill_.actor, id, NameKind::kOther, "One more").error().code,
            base::Code::kTooLarge);
  const std::string text(base::kMaxProfileTextBytes + 1, 'a');
  EXPECT_EQ(all().memberships.Act(mill_.actor, id, 0, MemberAct::kReply, text).error().code,
            base::Code::kTooLarge);
  std::vector<std::string> names;
  for (std::size_t i = 0; i < base::kMaxMemberWords + 10; ++i) names.push_back("Word" + std::to_string(i));
  EXPECT_EQ(IndexedWords(names).size(), base::kMaxMemberWords);
  for (std::size_t i = 0; i < base::kMaxMemberPage + 1; ++i)
    all().memberships.Register(sela_.actor, panel_, {"Organisation", desk::OrgType::kNgo, "kh"}).value();
  EXPECT_EQ(all().memberships.List(sela_.actor, panel_, {.view = "drafts"}, "", 1000).value().members.size(),
            base::kMaxMemberPage);
}

MANUMIT_ON_BOTH_DATABASES(MembersTest);

TEST(Rules, MonthsEndWithTheirLastDay) {
  const auto day = [](const char* text) { return base::ParseTime(text).value(); };
  EXPECT_EQ(MonthsAfter(day("2026-01-31T10:00:00Z"), 1), day("2026-02-28T10:00:00Z"));
  EXPECT_EQ(MonthsAfter(day("2024-02-29T00:00:00Z"), 12), day("2025-02-28T00:00:00Z"));
  EXPECT_EQ(MonthsAfter(day("2026-11-15T23:59:59Z"), 24), day("2028-11-15T23:59:59Z"));
}

}  // namespace
}  // namespace panel::members
