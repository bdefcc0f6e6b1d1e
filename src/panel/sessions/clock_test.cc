// Beginning and ending by the clock, taking a beginning back, and seats that become free by a change.

#include "panel/sessions/sessions_world.h"

namespace panel {
namespace {

using testing::ExpectCode;
using testing::Good;
using testing::Has;
using A = SessionAct;
using P = ParticipantState;

class SessionClock : public testing::SessionsTest {};

TEST_P(SessionClock, RaisedNumbersOfSeatsMoveUpThoseWhoWait) {
  SessionDraft draft = Draft();
  draft.room_seats = 1;  // the chair's
  draft.online_seats = 1;
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  clock_->Advance(base::kMinuteMs);
  Good(s_->participation.Register(union_.actor, id, AttendanceMode::kRoom));
  Good(s_->participation.Register(ngo_.actor, id, AttendanceMode::kOnline));
  const auto raise = [&](std::int64_t room) {
    draft.room_seats = room;
    Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  };
  const auto notices = [&](const Someone& one) {
    return Good(desk().database().Read([&](db::Transaction& tx) {
             return tx.Query("SELECT 1 FROM panel_session_notice WHERE person_id = $1 AND kind = 'moved-up'",
                             {one.person});
           }))
        .size();
  };
  raise(1);
  EXPECT_EQ(Part(id, mill_)->state, P::kWaiting) << "no seat more";
  raise(2);
  EXPECT_EQ(Part(id, mill_)->state, P::kComing) << "the first who waits";
  EXPECT_EQ(Part(id, union_)->state, P::kWaiting);
  EXPECT_EQ(notices(mill_), 1U);
  EXPECT_EQ(notices(union_), 0U);
  raise(0);
  EXPECT_EQ(Part(id, union_)->state, P::kComing) << "no limit any more";
  EXPECT_EQ(notices(union_), 1U);
  EXPECT_EQ(notices(ngo_), 0U) << "she had a seat";
}

TEST_P(SessionClock, NothingBeginsLongBeforeItsTimeOrEndsBeforeIt) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {A::kAnnounce});
  const auto starts_in = [&](std::int64_t ms) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE panel_session SET starts_ms = $2, ends_ms = $3 WHERE id = $1",
                        {id, clock_->Now().ms + ms, clock_->Now().ms + ms + base::kHourMs});
    }));
  };
  const As as(cookie_, sela_);
  const std::string page = "/sessions/" + id.text();
  starts_in(kBeginAheadMs + 1);
  ExpectCode(Act(sela_, id, A::kBegin), base::Code::kConflict);
  EXPECT_TRUE(Has(Get(page).body, "It is too early to begin"));
  EXPECT_FALSE(Has(Get(page).body, "value=\"begin\""));
  starts_in(kBeginAheadMs);
  EXPECT_TRUE(Has(Get(page).body, "value=\"begin\""));
  Good(Act(sela_, id, A::kBegin));
  ExpectCode(Act(sela_, id, A::kEnd), base::Code::kConflict);
  EXPECT_EQ(Row(id).state, SessionState::kUnderWay);
  EXPECT_TRUE(Has(Get(page).body, "cannot end"));
  starts_in(0);
  Good(Act(sela_, id, A::kEnd));
}

TEST_P(SessionClock, WhatWasBegunByMistakeIsAnnouncedAgainUntilSomebodyWasThere) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {A::kAnnounce, A::kBegin});
  ExpectCode(Act(mill_, id, A::kTakeBack), base::Code::kForbidden);
  const auto before = Good(desk().audit().Head());
  Good(Act(sela_, id, A::kTakeBack));
  EXPECT_EQ(Row(id).state, SessionState::kAnnounced);
  EXPECT_EQ(Good(desk().audit().Head()).number, before.number + 1);
  Do(sela_, id, {A::kOpenRegistration, A::kBegin});
  Good(s_->participation.RecordAttendance(sela_.actor, id, {{sela_.person, AttendanceMode::kRoom}}));
  ExpectCode(Act(sela_, id, A::kTakeBack), base::Code::kConflict);
  Good(Act(sela_, id, A::kEnd));
}

MANUMIT_ON_BOTH_DATABASES(SessionClock);

}  // namespace
}  // namespace panel
