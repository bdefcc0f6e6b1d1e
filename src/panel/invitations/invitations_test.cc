// What goes out by mail: invitations, changes, cancellations, each with the right method, UID and SEQUENCE.

#include <algorithm>

#include "panel/invitations/invitations_world.h"

namespace panel {
namespace {

using calendar::Answer;
using calendar::Method;
using invitations::DayAct;
using testing::ExpectCode;
using testing::Good;
using testing::Has;
using testing::InvitationState;

class Invitations : public testing::InvitationsTest {};
MANUMIT_ON_BOTH_DATABASES(Invitations);

TEST_P(Invitations, AreSentOnceASessionIsAnnounced) {
  const PanelSessionId id = Make(sela_);
  Invite(id, "mill");
  EXPECT_EQ(Run().size(), 0u) << "a draft may change: nothing is in calendars yet";
  Do(sela_, id, {SessionAct::kAnnounce});
  const auto sent = Run();
  ASSERT_EQ(sent.size(), 2u) << "the chair and the one invited";
  const auto mill = To(sent, mill_);
  ASSERT_EQ(mill.size(), 1u);
  EXPECT_EQ(mill[0].calendar.method, Method::kRequest);
  const calendar::Event& event = mill[0].event();
  EXPECT_EQ(event.summary, "Fees");
  EXPECT_EQ(event.sequence, 0);
  EXPECT_EQ(event.organizer->uri, "mailto:calendar@panel.example");
  EXPECT_EQ(event.start->zone, "Asia/Seoul");
  ASSERT_EQ(event.attendees.size(), 1u) << "nobody learns who else is invited";
  EXPECT_EQ(event.attendees[0].uri, UriOf(mill_));
  EXPECT_EQ(event.attendees[0].answer, Answer::kNeedsAction);
  EXPECT_TRUE(event.attendees[0].rsvp);
  const auto sela = To(sent, sela_);
  ASSERT_EQ(sela.size(), 1u);
  EXPECT_EQ(sela[0].event().attendees[0].answer, Answer::kAccepted) << "she comes already";
  EXPECT_EQ(sela[0].event().attendees[0].role, calendar::Role::kChair);
  EXPECT_NE(sela[0].event().uid, event.uid) << "each has a UID of her own";
  EXPECT_EQ(event.uid.size(), 32u);
  EXPECT_FALSE(Has(event.uid, id.text()));
  EXPECT_EQ(Run().size(), 0u) << "once";
}

TEST_P(Invitations, AChangeOfTimePlaceOrTitleHasAHigherSequence) {
  const PanelSessionId id = Announced();
  const auto first = To(Run(), mill_).at(0);
  Move(id, base::kHourMs);
  const auto moved = OneTo(mill_);
  EXPECT_EQ(moved.calendar.method, Method::kRequest);
  EXPECT_EQ(moved.event().uid, first.event().uid);
  EXPECT_EQ(moved.event().sequence, 1);
  EXPECT_EQ(calendar::SecondsOf(moved.event().start->local),
            calendar::SecondsOf(first.event().start->local) + 3600);
  SessionDraft draft = Draft();
  draft.starts = Row(id).starts;
  draft.ends = Row(id).ends;
  draft.words["title"] = "Fees and debts";
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  EXPECT_EQ(OneTo(mill_).event().sequence, 2);
  draft.words["place"] = "Hall 3";
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  const auto placed = OneTo(mill_);
  EXPECT_EQ(placed.event().sequence, 3);
  EXPECT_EQ(placed.event().location, "Hall 3");
  draft.room_seats = 12;
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  EXPECT_EQ(Run().size(), 0u) << "seats are no business of calendars";
  draft.words["summary"] = "Who pays, and who pays back";
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  EXPECT_EQ(OneTo(mill_).event().sequence, 3) << "said again, but nothing to answer anew";
}

TEST_P(Invitations, AnotherTimeAsksAgainAnotherTitleDoesNot) {
  const PanelSessionId id = Announced();
  const auto first = To(Run(), mill_).at(0);
  Good(Reply(mill_, first.event(), Answer::kAccepted));
  SessionDraft draft = Draft();
  draft.starts = Row(id).starts;
  draft.ends = Row(id).ends;
  draft.words["title"] = "Fees and debts";
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  EXPECT_EQ(OneTo(mill_).event().attendees[0].answer, Answer::kAccepted);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
  Move(id, base::kDayMs);
  const auto moved = OneTo(mill_);
  EXPECT_EQ(moved.event().attendees[0].answer, Answer::kNeedsAction);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAsked);
  EXPECT_EQ(Part(id, mill_)->state, ParticipantState::kComing) << "her seat stays hers";
  Good(Reply(mill_, moved.event(), Answer::kAccepted));
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
  EXPECT_EQ(Run().size(), 0u) << "her calendar knows";
}

TEST_P(Invitations, ACancelledSessionIsTakenOutOfAllCalendars) {
  const PanelSessionId id = Announced();
  const auto first = To(Run(), mill_).at(0);
  Do(sela_, id, {SessionAct::kCancel});
  const auto sent = Run();
  EXPECT_EQ(sent.size(), 3u);
  const auto cancelled = To(sent, mill_).at(0);
  EXPECT_EQ(cancelled.calendar.method, Method::kCancel);
  EXPECT_EQ(cancelled.event().uid, first.event().uid);
  EXPECT_EQ(cancelled.event().sequence, 1);
  EXPECT_EQ(cancelled.event().status, calendar::Status::kCancelled);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kWithdrawn);
  EXPECT_EQ(Run().size(), 0u);
  Do(sela_, id, {SessionAct::kRevive, SessionAct::kAnnounce});
  const auto again = To(Run(), mill_).at(0);
  EXPECT_EQ(again.calendar.method, Method::kRequest);
  EXPECT_EQ(again.event().uid, first.event().uid);
  EXPECT_EQ(again.event().sequence, 2) << "higher than the cancellation";
}

TEST_P(Invitations, WhoIsRemovedOrExcusesHerselfLosesTheEntryAndNobodyElseDoes) {
  const PanelSessionId id = Announced();
  Run();
  Good(s_->participation.Decide(sela_.actor, nullptr, id, mill_.person, ParticipantAct::kRemove));
  Good(s_->participation.Answer(union_.actor, id, ParticipantAct::kExcuse, AttendanceMode::kNone));
  const auto sent = Run();
  ASSERT_EQ(sent.size(), 2u);
  for (const auto& one : sent) {
    EXPECT_EQ(one.calendar.method, Method::kCancel);
    EXPECT_EQ(one.event().sequence, 1);
    EXPECT_NE(one.mail.to, sela_.actor.email);
  }
  Good(s_->participation.Decide(sela_.actor, nullptr, id, mill_.person, ParticipantAct::kReturn));
  const auto back = OneTo(mill_);
  EXPECT_EQ(back.calendar.method, Method::kRequest);
  EXPECT_EQ(back.event().sequence, 2);
}

TEST_P(Invitations, WhoIsApprovedGetsAnEntryWhoIsRefusedNone) {
  SessionDraft draft = Draft();
  draft.admission = Admission::kApproval;
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {SessionAct::kAnnounce, SessionAct::kOpenRegistration});
  Run();
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kOnline));
  Good(s_->participation.Register(union_.actor, id, AttendanceMode::kRoom));
  EXPECT_EQ(Run().size(), 0u);
  Good(s_->participation.Decide(sela_.actor, nullptr, id, mill_.person, ParticipantAct::kApprove));
  Good(s_->participation.Decide(sela_.actor, nullptr, id, union_.person, ParticipantAct::kRefuse));
  const auto sent = Run();
  ASSERT_EQ(sent.size(), 1u);
  EXPECT_EQ(sent[0].mail.to, mill_.actor.email);
  EXPECT_EQ(sent[0].event().attendees[0].answer, Answer::kAccepted);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
}

TEST_P(Invitations, ASaidYesOnThePageIsInTheCalendarToo) {
  const PanelSessionId id = Announced();
  Run();
  Good(s_->participation.Answer(mill_.actor, id, ParticipantAct::kAccept, AttendanceMode::kOnline));
  const auto sent = OneTo(mill_);
  EXPECT_EQ(sent.event().attendees[0].answer, Answer::kAccepted);
  EXPECT_EQ(sent.event().sequence, 0);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
  Good(s_->participation.SetRole(sela_.actor, id, mill_.person, ParticipantRole::kSpeaker));
  EXPECT_EQ(Run().size(), 0u);
}

TEST_P(Invitations, AMailThatFailsStaysAndComesBeforeWhatFollowsIt) {
  const PanelSessionId id = ThreeDays();
  mailer_->FailCall(1);
  const auto first = Run();
  ASSERT_EQ(first.size(), 1u) << "one that fails holds nobody else up, nor does the job fail";
  const Someone& late = first[0].mail.to == mill_.actor.email ? sela_ : mill_;
  const auto days = DaysOf(id);
  Good(i_->days.Act(sela_.actor, id, days[0].planned, DayAct::kCancel, {}, {}, Row(id).version));
  clock_->Advance(base::kMinuteMs);
  Good(i_->planner.Run());
  clock_->Advance(base::kHourMs);
  const auto hers = To(Run(), late);
  ASSERT_EQ(hers.size(), 2u);
  EXPECT_EQ(hers[0].calendar.method, Method::kRequest);
  EXPECT_EQ(hers[1].calendar.method, Method::kCancel);
  EXPECT_EQ(Run().size(), 0u);
}

TEST_P(Invitations, SeveralChangesBetweenTwoRunsAreOneMail) {
  const PanelSessionId id = Announced();
  Run();
  Move(id, base::kHourMs);
  Move(id, base::kHourMs);
  EXPECT_EQ(To(Run(), mill_).size(), 1u);
  Move(id, base::kHourMs);
  Good(i_->planner.Run());
  Do(sela_, id, {SessionAct::kCancel});
  const auto sent = To(Run(), mill_);
  ASSERT_EQ(sent.size(), 1u) << "what waited is not sent any more";
  EXPECT_EQ(sent[0].calendar.method, Method::kCancel);
}

TEST_P(Invitations, NobodyIsWrittenToWhoLeftOrAfterTheEnd) {
  const PanelSessionId id = Announced();
  Run();
  desk::Actor system = system_;
  system.org = mill_.org;
  Good(desk().people().SetRoles(system, mill_.org, mill_.person, {}));
  Move(id, base::kHourMs);
  const auto sent = Run();
  const auto mill = To(sent, mill_);
  ASSERT_LE(mill.size(), 1u);
  for (const auto& one : mill) EXPECT_EQ(one.calendar.method, Method::kCancel);
  clock_->Advance(60 * base::kDayMs);
  Do(sela_, id, {SessionAct::kCancel});
  EXPECT_EQ(Run().size(), 0u) << "what is over stays in calendars";
}

TEST_P(Invitations, ADiscardedSessionIsTakenBack) {
  const PanelSessionId id = Announced();
  Run();
  Do(sela_, id, {SessionAct::kWithdraw});
  Good(s_->sessions.Discard(sela_.actor, id));
  const auto sent = Run();
  EXPECT_EQ(sent.size(), 3u);
  for (const auto& one : sent) EXPECT_EQ(one.calendar.method, Method::kCancel);
  EXPECT_EQ(Run().size(), 0u);
}

TEST_P(Invitations, WithoutAnAddressNoAnswerIsAskedFor) {
  Good(i_->addresses.Set(sela_.actor, panel_, ""));
  Announced();
  const auto sent = To(Run(), mill_).at(0);
  EXPECT_FALSE(sent.event().attendees[0].rsvp);
  EXPECT_TRUE(Has(sent.mail.text, "Answer on the page."));
  ExpectCode(i_->addresses.Set(sela_.actor, panel_, "no address"), base::Code::kInvalid);
  ExpectCode(i_->addresses.Set(mill_.actor, panel_, "x@mill.example"), base::Code::kNotFound);
}

TEST_P(Invitations, AreInTheLanguageOfWhoReadsThem) {
  Good(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE person SET locale = 'ko' WHERE id = $1", {mill_.person});
  }));
  GiveKeys(sela_);
  GiveKeys(mill_);
  Announced(SessionAudience::kClosed);
  const auto sent = Run();
  const auto& korean = *html::FindLocale("ko");
  EXPECT_EQ(To(sent, mill_).at(0).event().summary, korean.tr("Session of the panel"));
  EXPECT_EQ(To(sent, union_).at(0).event().summary, "Session of the panel");
}

TEST_P(Invitations, OfAClosedSessionHoldNoWordOfIt) {
  GiveKeys(sela_);
  GiveKeys(mill_);
  SessionDraft draft = Draft(SessionAudience::kClosed, "Hiddenword");
  draft.words["place"] = "Secretplace 7";
  draft.words["link"] = "https://secretlink.example/x";
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Invite(id, "mill", &sela_);
  Do(sela_, id, {SessionAct::kAnnounce});
  const auto sent = Run();
  ASSERT_EQ(sent.size(), 2u) << "those invited, and nobody else";
  EXPECT_EQ(To(sent, ngo_).size(), 0u);
  Good(s_->participation.Answer(mill_.actor, id, ParticipantAct::kAccept, AttendanceMode::kRoom));
  draft.starts.ms += base::kHourMs;
  draft.ends.ms += base::kHourMs;
  Good(s_->sessions.Edit(sela_.actor, id, draft, Row(id).version));
  Run();
  Do(sela_, id, {SessionAct::kCancel});
  Run();
  ASSERT_EQ(mailer_->sent().size(), 6u);
  for (const net::Mail& mail : mailer_->sent()) {
    const std::string all = mail.subject + mail.text + mail.alternatives[0].bytes + mail.attachments[0].bytes;
    for (const char* word : {"Hiddenword", "Secretplace", "secretlink", "recruitment"})
      EXPECT_FALSE(Has(all, word)) << all;
    EXPECT_TRUE(Has(all, "CLASS:PRIVATE") || Has(all, "METHOD:CANCEL"));
  }
  const auto stored = Good(desk().database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT count(*) FROM panel_invitation WHERE calendar LIKE '%Hiddenword%'");
  }));
  EXPECT_EQ(stored->Int(0), 0);
  const auto logged = Good(desk().database().Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT count(*) FROM audit_entry WHERE record LIKE $1", {"%" + id.text()});
  }));
  EXPECT_EQ(logged->Int(0), 0) << "the session's own log has it";
}

// Every step of an invitation, by mail, by the chair and by the job.

}  // namespace
}  // namespace panel
