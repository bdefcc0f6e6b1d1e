// Who may act in sessions: members in good standing, people who still belong to their organisation, in time.

#include "panel/sessions/guard.h"
#include "panel/sessions/news.h"
#include "panel/sessions/sessions_world.h"

namespace panel {
namespace {

using testing::ExpectCode;
using testing::Good;

class Standing : public testing::SessionsTest {
 protected:
  void SetState(const std::string& slug, MemberState state) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE panel_member SET state = $2 WHERE id = $1",
                        {members_[slug], MemberStateName(state)});
    }));
  }
};

TEST_P(Standing, ASuspendedMemberHoldsNoSessionsAndRegistersForNone) {
  const PanelSessionId own = Make(mill_);
  const PanelSessionId other = Make(sela_);
  Do(sela_, other, {SessionAct::kAnnounce, SessionAct::kOpenRegistration});
  SetState("mill", MemberState::kSuspended);
  ExpectCode(s_->sessions.Edit(mill_.actor, own, Draft(), Row(own).version), base::Code::kForbidden);
  ExpectCode(s_->participation.Register(mill_.actor, other, AttendanceMode::kRoom), base::Code::kForbidden);
  EXPECT_TRUE(See(mill_, own)) << "it may still read";
  SetState("mill", MemberState::kLeft);
  ExpectCode(s_->participation.Register(union_.actor, own, AttendanceMode::kRoom), base::Code::kNotFound);
  ExpectCode(Act(mill_, own, SessionAct::kAnnounce), base::Code::kForbidden);
  SetState("mill", MemberState::kAdmitted);
  Good(Act(mill_, own, SessionAct::kAnnounce));
}

TEST_P(Standing, WhoLeftHerOrganisationHearsNothingMore) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {SessionAct::kAnnounce, SessionAct::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  const auto leave = [&](db::Transaction& tx) {
    return s_->participation.Leave(tx, mill_.actor, mill_.person);
  };
  Good(desk().database().Write(leave));
  EXPECT_EQ(Part(id, mill_)->state, ParticipantState::kRemoved);
  Do(sela_, id, {SessionAct::kCancel});
  Good(SendNotices(desk(), s_->access));
  for (const net::Mail& mail : mailer_->sent()) EXPECT_NE(mail.to, "delegate@mill.example") << mail.subject;
}

TEST_P(Standing, AnInvitationEndsWithTheSessionAndHoldsASeatOfItsKind) {
  SessionDraft draft = Draft();
  draft.room_seats = 3;
  draft.online_seats = 1;
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Good(s_->participation.Invite(sela_.actor, nullptr, id, EmailOf("mill"), "mill", ParticipantRole::kGuest));
  Good(s_->participation.Invite(sela_.actor, nullptr, id, EmailOf("ngo"), "ngo", ParticipantRole::kGuest));
  Do(sela_, id, {SessionAct::kAnnounce, SessionAct::kOpenRegistration});
  Good(s_->participation.Register(union_.actor, id, AttendanceMode::kOnline));
  ExpectCode(s_->participation.Answer(mill_.actor, id, ParticipantAct::kAccept, AttendanceMode::kOnline),
             base::Code::kConflict);
  Good(s_->participation.Answer(mill_.actor, id, ParticipantAct::kAccept, AttendanceMode::kRoom));
  Do(sela_, id, {SessionAct::kBegin, SessionAct::kEnd});
  ExpectCode(s_->participation.Register(ngo_.actor, id, AttendanceMode::kRoom), base::Code::kConflict);
}

TEST_P(Standing, TheLinkToJoinIsForThoseWhoCome) {
  SessionDraft draft = Draft(SessionAudience::kPublic);
  draft.words["link"] = "https://meet.example/secret-room";
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {SessionAct::kAnnounce, SessionAct::kOpenRegistration});
  const auto told = [&](const Someone& one, const std::string& target) {
    const As as(cookie_, one);
    return Get(target).body.find("secret-room") != std::string::npos;
  };
  for (const std::string target : {"/api/v1/sessions", "/api/v1/sessions/"}) {
    const std::string full = target.ends_with('/') ? target + id.text() : target;
    EXPECT_TRUE(told(sela_, full)) << full;
    EXPECT_FALSE(told(mill_, full)) << full;
  }
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kOnline));
  EXPECT_TRUE(told(mill_, "/api/v1/sessions/" + id.text()));
}

TEST_P(Standing, ADraftGoesUnlessSomethingWasWrittenOfIt) {
  SessionDraft draft = Draft();
  draft.starts = {clock_->Now().ms + 3 * base::kDayMs};
  draft.ends = {draft.starts.ms + base::kHourMs};
  const PanelSessionId reported = Good(s_->sessions.Create(sela_.actor, draft));
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute(
        "INSERT INTO panel_progress_report(session_id, since_ms, made_ms, lines) VALUES ($1, 0, 1, '[]')",
        {reported});
  }));
  Good(s_->sessions.Discard(sela_.actor, reported));
  const PanelSessionId written = Make(sela_);
  Good(services().discussions.Create(sela_.actor, panel_, written, "Fees", "About fees."));
  ExpectCode(s_->sessions.Discard(sela_.actor, written), base::Code::kConflict);
}

TEST_P(Standing, WhatNeverTookPlaceIsNoSessionOfTheYear) {
  SessionDraft draft = Draft();
  draft.kind = SessionKind::kForum;
  draft.starts = {clock_->Now().ms + base::kDayMs};
  draft.ends = {draft.starts.ms + base::kHourMs};
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {SessionAct::kAnnounce});
  const auto planned = [&] {
    return Good(desk().database().Read([&](db::Transaction& tx) {
             return GuardOf(tx, s_->access, sela_.actor, panel_, desk().clock().Now());
           }))
        .planned;
  };
  EXPECT_EQ(planned(), 1);
  clock_->Advance(3 * base::kDayMs);
  EXPECT_EQ(planned(), 0);
}

MANUMIT_ON_BOTH_DATABASES(Standing);

}  // namespace
}  // namespace panel
