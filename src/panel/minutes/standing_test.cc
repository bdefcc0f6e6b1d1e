// What may be read and decided in the panel's name, and by whom.

#include "panel/minutes/action_rows.h"
#include "panel/minutes/exchange_world.h"
#include "panel/minutes/progress_report.h"
#include "panel/sessions/shared_sessions.h"

namespace panel {
namespace {

using testing::CodeOf;
using testing::Has;

class MinutesStanding : public testing::Exchange {
 protected:
  std::string Action(const std::string& owner, const std::string& what, int days = 9) {
    return "!action @" + owner + " " + base::FormatDay({clock_->Now().ms + days * base::kDayMs}) + ": " +
           what + "\n";
  }
};

TEST_P(MinutesStanding, AReportShowsOnlyWhatItsReaderMaySee) {
  const PanelSessionId past = HeldSession("Fees among members");
  Write(past, "!decision: Members pay back\n" + Action("delegate@mill.example", "Name the agencies", 3));
  Must(Step(past, MinutesAct::kCirculate));
  const PanelSessionId open =
      AddSession("For everybody", 5, SessionAudience::kPublic, SessionState::kAnnounced);
  ProgressReports reports(services());
  const auto lines = [&](const Someone& who) {
    const auto report = Read([&](db::Transaction& tx) { return reports.Of(tx, who.actor, open, nullptr); });
    EXPECT_TRUE(report) << report.error().external;
    return report ? report->lines.size() : 99;
  };
  EXPECT_EQ(lines(mill_), 2U);
  EXPECT_EQ(lines(stranger_), 0U);
}

TEST_P(MinutesStanding, ObserversAndOutsidersHaveNoVote) {
  const PanelSessionId session = AddSession("Fees", 5, SessionAudience::kPublic, SessionState::kRegistration);
  AddParticipant(session, sela_, ParticipantRole::kChair, AttendanceMode::kNone);
  AddParticipant(session, mill_, ParticipantRole::kGuest, AttendanceMode::kNone);
  AddParticipant(session, union_, ParticipantRole::kObserver, AttendanceMode::kNone);
  AddParticipant(session, stranger_, ParticipantRole::kGuest, AttendanceMode::kNone);
  const OpinionId id = AddOpinion(false, OpinionMethod::kVote, session);
  ASSERT_TRUE(OpenBallot(id));
  EXPECT_EQ(GetOpinion(sela_, id).entitled, 1);
  EXPECT_TRUE(services().opinions.Cast(mill_.actor, id, Choice::kFor));
  EXPECT_EQ(CodeOf(services().opinions.Cast(union_.actor, id, Choice::kFor)), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(services().opinions.Cast(stranger_.actor, id, Choice::kFor)), base::Code::kForbidden);
}

TEST_P(MinutesStanding, ABallotIsOpenUntilTheAnnouncedDayOrTheLastVote) {
  const OpinionId id = AddOpinion();
  Must(services().opinions.Open(sela_.actor, id, 1, {clock_->Now().ms + 5 * base::kDayMs}));
  Must(services().opinions.Cast(mill_.actor, id, Choice::kFor));
  EXPECT_EQ(CodeOf(CloseBallot(id)), base::Code::kConflict);
  Must(services().opinions.Cast(union_.actor, id, Choice::kFor));
  EXPECT_EQ(CloseBallot(id).value(), OpinionState::kAdopted);
  const OpinionId later = AddOpinion();
  Must(services().opinions.Open(sela_.actor, later, 1, {clock_->Now().ms + 5 * base::kDayMs}));
  clock_->Advance(6 * base::kDayMs);
  EXPECT_EQ(CloseBallot(later).value(), OpinionState::kLapsed);
}

TEST_P(MinutesStanding, WhatIsPublicByMistakeIsTakenBack) {
  const OpinionId id = AddOpinion();
  ASSERT_TRUE(OpenBallot(id));
  Must(services().opinions.Cast(mill_.actor, id, Choice::kFor));
  Must(services().opinions.Cast(union_.actor, id, Choice::kFor));
  ASSERT_EQ(CloseBallot(id).value(), OpinionState::kAdopted);
  const auto version = [&] { return RowOf("panel_opinion", id.text()).Int(1); };
  const auto shown = [&] {
    return Read([&](db::Transaction& tx) { return services().opinions.ForPublic(tx, panel_, 9); })
        .value()
        .size();
  };
  Must(services().opinions.Publish(sela_.actor, id, version(), nullptr));
  EXPECT_EQ(shown(), 1U);
  EXPECT_EQ(CodeOf(services().opinions.Unpublish(mill_.actor, id, version())), base::Code::kForbidden);
  Must(services().opinions.Unpublish(sela_.actor, id, version()));
  EXPECT_EQ(shown(), 0U);
}

TEST_P(MinutesStanding, SealedMinutesAreNotKeptWithTheAnswer) {
  // The desk's table of answers that are kept for repeated requests.
  ASSERT_TRUE(desk().database().RunScript(
      "CREATE TABLE idempotency(name TEXT PRIMARY KEY, body_hash TEXT NOT NULL, status BIGINT NOT NULL, "
      "content_type TEXT NOT NULL, body TEXT NOT NULL, created_ms BIGINT NOT NULL)"));
  const PanelSessionId closed = ClosedSession();
  const As as(cookie_, sela_);
  net::Request request = RequestFor("PUT", "/api/v1/sessions/" + closed.text() + "/minutes");
  request.headers.Add("Cookie", cookie_);
  request.headers.Add("Content-Type", "application/json");
  request.headers.Add("X-CSRF-Token", AccountToken());
  request.headers.Add("Origin", "https://manumit.example.org");
  request.headers.Add("Idempotency-Key", "once-and-no-more");
  request.body = net::Body(std::string(R"({"text":"The foreman keeps passports","version":0})"));
  const net::Response response = desk().router().Handle(request);
  EXPECT_EQ(response.status, 200) << response.body;
  EXPECT_FALSE(Has(response.body, "passports"));
  const db::Rows kept =
      Read([](db::Transaction& tx) { return tx.Query("SELECT body FROM idempotency"); }).value();
  ASSERT_EQ(kept.size(), 1U);
  EXPECT_FALSE(Has(kept[0].Text(0), "passports"));
}

TEST_P(MinutesStanding, ADraftThatWasCirculatedBeforeKeepsItsNewActionsToItself) {
  const PanelSessionId session = HeldSession();
  Write(session, Action("delegate@mill.example", "First"));
  Must(Step(session, MinutesAct::kCirculate));
  ASSERT_EQ(ActionsOf(mill_).size(), 1U);
  Must(Step(session, MinutesAct::kRedraft));
  const auto text = [&](int days) {
    const std::string day = base::FormatDay({clock_->Now().ms + days * base::kDayMs});
    return "!action #1 @delegate@mill.example " + day + ": First\n" +
           Action("delegate@mill.example", "Second, not agreed yet");
  };
  Write(session, text(9));
  EXPECT_EQ(ActionsOf(mill_).size(), 1U);
  Must(Step(session, MinutesAct::kCirculate));
  EXPECT_EQ(ActionsOf(mill_).size(), 2U);
}

TEST_P(MinutesStanding, ADoneActionKeepsItsDayAndAMovedOneIsAnotherVersion) {
  const PanelSessionId session = HeldSession();
  Write(session, Action("delegate@mill.example", "First"));
  Must(Step(session, MinutesAct::kCirculate));
  const PanelAction before = ActionsOf(mill_).at(0);
  const auto moved = "!action #1 @delegate@mill.example " +
                     base::FormatDay({clock_->Now().ms + 20 * base::kDayMs}) + ": First\n";
  Write(session, moved);
  EXPECT_EQ(CodeOf(services().actions.Do(mill_.actor, before.id, before.version, ActionAct::kFinish, "")),
            base::Code::kConflict)
      << "the day has moved meanwhile";
  Must(services().actions.Do(mill_.actor, before.id, ActionsOf(mill_).at(0).version, ActionAct::kFinish, ""));
  const auto again =
      services().minutes.Save(sela_.actor, session, GetMinutes(sela_, session).version,
                              "!action #1 @delegate@mill.example " +
                                  base::FormatDay({clock_->Now().ms + 30 * base::kDayMs}) + ": First\n");
  EXPECT_EQ(CodeOf(again), base::Code::kInvalid);
}

TEST_P(MinutesStanding, OnlyASessionThatTookPlaceApproves) {
  const PanelSessionId session = HeldSession();
  Write(session, "Words.");
  Must(Step(session, MinutesAct::kCirculate));
  for (const SessionState state : {SessionState::kDraft, SessionState::kCancelled})
    EXPECT_EQ(
        CodeOf(Step(session, MinutesAct::kSubmit, AddSession("Next", 0, SessionAudience::kMembers, state))),
        base::Code::kInvalid);
  const PanelSessionId announced = AddSession("Next", 0, SessionAudience::kMembers, SessionState::kAnnounced);
  Must(Step(session, MinutesAct::kSubmit, announced));
  EXPECT_EQ(CodeOf(Step(session, MinutesAct::kApprove)), base::Code::kConflict);
}

TEST_P(MinutesStanding, MinutesAreNoWayToAskWhoHasAnAccount) {
  const PanelSessionId session = HeldSession();
  const auto tried = [&](const std::string& owner) {
    const auto saved = services().minutes.Save(sela_.actor, session, 0, Action(owner, "x"));
    return saved ? std::string("saved") : saved.error().external;
  };
  const std::string unknown = tried("nobody@nowhere.example");
  std::string known = tried("eve@elsewhere.example");
  known.replace(known.find("eve@elsewhere.example"), std::string("eve@elsewhere.example").size(),
                "nobody@nowhere.example");
  EXPECT_EQ(known, unknown);
  EXPECT_NE(tried("elsewhere"), "saved");
}

// What was said and done stands in the work plan and on the timeline of two members; closed doors do not.
TEST_P(MinutesStanding, SessionsAndActionsStandInThePlanButNotWhatIsClosed) {
  AddSessionSources(services());
  AddActionSources(services());
  const PanelSessionId open = HeldSession("Fees on the route");
  const PanelSessionId closed = ClosedSession();
  const auto text = [&](const char* what) {
    return std::string("!action @delegate@mill.example ") +
           base::FormatDay({clock_->Now().ms + 9 * base::kDayMs}) + ": " + what + "\n";
  };
  Write(open, text("List the agencies"));
  Must(Step(open, MinutesAct::kCirculate));
  Write(closed, text("Hidden thing"));
  const vault::UnlockedPerson sela = Unlock(sela_);
  Must(Step(closed, MinutesAct::kCirculate, {}, &sela));
  const Panel panel = Read([&](db::Transaction& tx) { return services().panels.Root(tx); }).value();
  std::map<std::string, PlanMark> titles;
  const base::UtcTime from{clock_->Now().ms - 30 * base::kDayMs}, until{clock_->Now().ms + 30 * base::kDayMs};
  for (const auto& source : services().plan.all()) {
    const auto rows =
        Read([&](db::Transaction& tx) { return source->Rows(tx, mill_.actor, panel, from, until, 100); });
    ASSERT_TRUE(rows) << rows.error().internal;
    for (const PlanRow& row : *rows) titles[row.title] = row.mark;
  }
  EXPECT_EQ(titles, (std::map<std::string, PlanMark>{{"Fees on the route", PlanMark::kDone},
                                                     {"List the agencies", PlanMark::kOpen}}));
  ASSERT_EQ(services().timeline.all().size(), 1U);
  const auto shared = Read([&](db::Transaction& tx) {
    return services().timeline.all()[0]->Between(tx, mill_.actor, panel_, members_["mill"], members_["union"],
                                                 100);
  });
  ASSERT_TRUE(shared) << shared.error().internal;
  ASSERT_EQ(shared->size(), 1U);
  EXPECT_EQ(shared->at(0).title, "Fees on the route");
}

// Who reads minutes that wait for a closed session's approval learns that there is such a session.
TEST_P(MinutesStanding, AClosedSessionApprovesOnlyMinutesOfThoseWhoKnowOfIt) {
  const PanelSessionId first = ClosedSession(-2);
  const PanelSessionId later = AddSession("", 0, SessionAudience::kClosed, SessionState::kUnderWay);
  AddParticipant(later, sela_, ParticipantRole::kChair, AttendanceMode::kRoom, true);
  const vault::UnlockedPerson sela = Unlock(sela_);
  Write(first, "Words.");
  Must(Step(first, MinutesAct::kCirculate, {}, &sela));
  EXPECT_EQ(CodeOf(Step(first, MinutesAct::kSubmit, later, &sela)), base::Code::kInvalid);
  AddParticipant(later, mill_, ParticipantRole::kGuest, AttendanceMode::kRoom, true);
  Must(Step(first, MinutesAct::kSubmit, later, &sela));
}

MANUMIT_ON_BOTH_DATABASES(MinutesStanding);

}  // namespace
}  // namespace panel
