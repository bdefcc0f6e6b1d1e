// Sessions of several days, single days that are moved or cancelled, and every step of an invitation and a
// day.

#include "panel/common/walk_states.h"
#include "panel/invitations/invitations_world.h"

namespace panel {
namespace {

using calendar::Answer;
using calendar::Method;
using invitations::DayAct;
using invitations::InvitationAct;
using testing::ExpectCode;
using testing::Good;
using testing::Has;
using testing::InvitationState;

class InvitationSteps : public testing::InvitationsTest {};
MANUMIT_ON_BOTH_DATABASES(InvitationSteps);

TEST_P(InvitationSteps, ASessionOfSeveralDaysIsASeriesOfDays) {
  const PanelSessionId id = ThreeDays();
  const auto first = To(Run(), mill_).at(0);
  ASSERT_EQ(first.calendar.events.size(), 1u);
  EXPECT_EQ(calendar::FormatRule(*first.event().rule), "FREQ=DAILY;COUNT=3");
  EXPECT_EQ(calendar::FormatDateTime(*first.event().start), "20261201T090000");
  EXPECT_EQ(calendar::FormatDateTime(*first.event().end), "20261201T170000");
  const auto days = DaysOf(id);
  ASSERT_EQ(days.size(), 3u);
  Good(i_->days.Act(sela_.actor, id, days[1].planned, DayAct::kMove, {days[1].starts.ms + base::kHourMs},
                    {days[1].ends.ms + base::kHourMs}, Row(id).version));
  const auto moved = OneTo(mill_);
  EXPECT_EQ(moved.calendar.method, Method::kRequest);
  ASSERT_EQ(moved.calendar.events.size(), 1u);
  EXPECT_EQ(moved.event().uid, first.event().uid);
  EXPECT_EQ(calendar::FormatDateTime(*moved.event().recurrence_id), "20261202T090000");
  EXPECT_EQ(calendar::FormatDateTime(*moved.event().start), "20261202T100000");
  EXPECT_FALSE(moved.event().rule);
  EXPECT_EQ(moved.event().sequence, 1);
  Good(i_->days.Act(sela_.actor, id, days[2].planned, DayAct::kCancel, {}, {}, Row(id).version));
  const auto cancelled = OneTo(mill_);
  EXPECT_EQ(cancelled.calendar.method, Method::kCancel);
  EXPECT_EQ(calendar::FormatDateTime(*cancelled.event().recurrence_id), "20261203T090000");
  EXPECT_EQ(cancelled.event().sequence, 2);
  Good(i_->days.Act(sela_.actor, id, days[2].planned, DayAct::kRestore, {}, {}, Row(id).version));
  const auto restored = OneTo(mill_);
  EXPECT_EQ(restored.calendar.method, Method::kRequest);
  EXPECT_EQ(calendar::FormatDateTime(*restored.event().recurrence_id), "20261203T090000");
  EXPECT_EQ(restored.event().sequence, 3);
  SessionDraft draft = Draft();
  draft.starts = Row(id).starts;
  draft.ends = Row(id).ends;
  draft.words["title"] = "Three days of fees";
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  const auto renamed = OneTo(mill_);
  ASSERT_EQ(renamed.calendar.events.size(), 2u) << "the series and the moved day";
  for (const calendar::Event& event : renamed.calendar.events) {
    EXPECT_EQ(event.sequence, 4);
    EXPECT_EQ(event.summary, "Three days of fees");
  }
}

TEST_P(InvitationSteps, OneDayIsAnsweredAlone) {
  const PanelSessionId id = ThreeDays();
  const auto first = To(Run(), mill_).at(0);
  Good(Reply(mill_, first.event(), Answer::kAccepted));
  calendar::Event day = invitations::DayAs(
      first.calendar, invitations::TimeIn("Asia/Seoul", Good(MomentAt("Asia/Seoul", {2026, 12, 2, 9, 0}))));
  Good(Reply(mill_, day, Answer::kDeclined));
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
  EXPECT_EQ(Part(id, mill_)->state, ParticipantState::kComing);
  EXPECT_EQ(Run().size(), 0u) << "an answer is no change";
  const As as(cookie_, sela_);
  EXPECT_TRUE(Has(Get("/sessions/" + id.text() + "/calendar").body, "2 Dec 2026: no"));
  day.recurrence_id = invitations::TimeIn("Asia/Seoul", Good(MomentAt("Asia/Seoul", {2026, 12, 9, 9, 0})));
  ExpectCode(Reply(mill_, day, Answer::kDeclined), base::Code::kNotFound);
}

TEST_P(InvitationSteps, TheHoursStayTheSameAcrossAChangeOfTheClocks) {
  SessionDraft draft = Draft();
  draft.zone = "Europe/Berlin";
  draft.starts = Good(MomentAt("Europe/Berlin", {2026, 10, 24, 9, 0}));  // summer time ends on the 25th
  draft.ends = Good(MomentAt("Europe/Berlin", {2026, 10, 26, 12, 0}));
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {SessionAct::kAnnounce});
  const auto sent = OneTo(sela_);
  EXPECT_EQ(calendar::FormatDateTime(*sent.event().start), "20261024T090000");
  const auto days = DaysOf(id);
  ASSERT_EQ(days.size(), 3u);
  EXPECT_EQ(days[1].starts.ms - days[0].starts.ms, 25 * base::kHourMs);
  for (const invitations::SessionDay& day : {days[0], days[1], days[2]})
    EXPECT_EQ(WallTimeAt("Europe/Berlin", day.starts).hour, 9);
}

TEST_P(InvitationSteps, EveryStepOfAnInvitation) {
  GiveKeys(sela_);
  const auto open = Open(sela_);
  struct Noun {
    PanelSessionId id;
  };
  const auto newest = [&](const PanelSessionId& id) { return invitations::SeriesOf(Entry(id, mill_)->sent); };
  const auto make = [&](InvitationState state) {
    const Noun noun{Announced()};
    Run();
    if (state == InvitationState::kAccepted) Good(Reply(mill_, newest(noun.id), Answer::kAccepted));
    if (state == InvitationState::kTentative) Good(Reply(mill_, newest(noun.id), Answer::kTentative));
    if (state == InvitationState::kDeclined) Good(Reply(mill_, newest(noun.id), Answer::kDeclined));
    if (state == InvitationState::kWithdrawn) {
      Good(s_->participation.Decide(sela_.actor, &open, noun.id, mill_.person, ParticipantAct::kRemove));
      Run();
    }
    return noun;
  };
  const auto act = [&](const Noun& noun, InvitationAct tried) -> base::Status {
    const auto reply = [&](Answer answer) -> base::Status {
      TRY(Reply(mill_, newest(noun.id), answer));
      return base::Ok();
    };
    if (tried == InvitationAct::kAccept) return reply(Answer::kAccepted);
    if (tried == InvitationAct::kDoubt) return reply(Answer::kTentative);
    if (tried == InvitationAct::kDecline) return reply(Answer::kDeclined);
    if (tried == InvitationAct::kWithdraw)
      return desk().database().Write(
          [&](db::Transaction& tx) { return i_->planner.Withdraw(tx, noun.id, mill_.person); });
    const auto part = Part(noun.id, mill_);
    if (!part->belongs())
      TRY(s_->participation.Decide(sela_.actor, &open, noun.id, mill_.person, ParticipantAct::kReturn));
    else
      Move(noun.id, base::kHourMs);
    return i_->planner.Run();
  };
  constexpr InvitationState kStates[] = {InvitationState::kAsked, InvitationState::kAccepted,
                                         InvitationState::kTentative, InvitationState::kDeclined,
                                         InvitationState::kWithdrawn};
  constexpr InvitationAct kActs[] = {InvitationAct::kAccept, InvitationAct::kDoubt, InvitationAct::kDecline,
                                     InvitationAct::kAskAgain, InvitationAct::kWithdraw};
  testing::WalkStates<Noun, InvitationState, InvitationAct>(
      invitations::InvitationSteps(), kStates, kActs, make, act,
      [&](const Noun& noun) { return Entry(noun.id, mill_)->state; });
}

TEST_P(InvitationSteps, EveryStepOfADay) {
  using invitations::DayState;
  struct Noun {
    PanelSessionId id;
    base::UtcTime day;
  };
  const auto act = [&](const Noun& noun, DayAct tried) {
    return i_->days.Act(sela_.actor, noun.id, noun.day, tried, {noun.day.ms + base::kHourMs},
                        {noun.day.ms + 2 * base::kHourMs}, Row(noun.id).version);
  };
  const auto make = [&](DayState state) {
    const PanelSessionId id = ThreeDays();
    const Noun noun{id, DaysOf(id).at(1).planned};
    if (state == DayState::kMoved) Good(act(noun, DayAct::kMove));
    if (state == DayState::kCancelled) Good(act(noun, DayAct::kCancel));
    return noun;
  };
  constexpr DayState kStates[] = {DayState::kPlanned, DayState::kMoved, DayState::kCancelled};
  constexpr DayAct kActs[] = {DayAct::kMove, DayAct::kCancel, DayAct::kRestore};
  testing::WalkStates<Noun, DayState, DayAct>(invitations::DaySteps(), kStates, kActs, make, act,
                                              [&](const Noun& noun) { return DaysOf(noun.id).at(1).state; });
  const PanelSessionId id = ThreeDays();
  const auto days = DaysOf(id);
  const auto cancel = [&](std::size_t n, std::int64_t version) {
    return i_->days.Act(sela_.actor, id, days[n].planned, DayAct::kCancel, {}, {}, version);
  };
  ExpectCode(i_->days.Act(mill_.actor, id, days[0].planned, DayAct::kCancel, {}, {}, Row(id).version),
             base::Code::kForbidden);
  ExpectCode(cancel(0, Row(id).version - 1), base::Code::kConflict);
  Good(cancel(0, Row(id).version));
  Good(cancel(1, Row(id).version));
  ExpectCode(cancel(2, Row(id).version), base::Code::kConflict);
  ExpectCode(
      i_->days.Act(sela_.actor, id, {days[0].planned.ms + 1}, DayAct::kCancel, {}, {}, Row(id).version),
      base::Code::kNotFound);
  Move(id, base::kDayMs);
  EXPECT_EQ(DaysOf(id).at(0).state, DayState::kPlanned) << "what was changed belongs to the old times";
}

}  // namespace
}  // namespace panel
