// Answers by mail: what is taken in, what is refused, and that a refused one leaves nothing behind.

#include "panel/common/walk_states.h"
#include "panel/invitations/invitations_world.h"

namespace panel {
namespace {

using calendar::Answer;
using calendar::Method;
using invitations::OpenProposal;
using invitations::ProposalAct;
using invitations::ProposalState;
using invitations::Receipt;
using testing::ExpectCode;
using testing::Good;
using testing::Has;
using testing::InvitationState;

class InvitationAnswers : public testing::InvitationsTest {
 protected:
  std::vector<OpenProposal> Proposals(const PanelSessionId& id,
                                      const vault::UnlockedPerson* reader = nullptr) {
    return Good(desk().database().Read(
        [&](db::Transaction& tx) { return i_->proposals.Of(tx, sela_.actor, id, reader); }));
  }
  std::int64_t Count(const std::string& sql) {
    return Good(desk().database().Read([&](db::Transaction& tx) { return tx.QueryOne(sql); }))->Int(0);
  }
};
MANUMIT_ON_BOTH_DATABASES(InvitationAnswers);

TEST_P(InvitationAnswers, YesNoAndPerhaps) {
  const PanelSessionId id = Announced();
  const auto sent = Run();
  const auto mill = To(sent, mill_).at(0);
  const auto other = To(sent, union_).at(0);
  EXPECT_EQ(Good(Reply(mill_, mill.event(), Answer::kAccepted, "I bring the figures")), Receipt::kAnswer);
  EXPECT_EQ(Part(id, mill_)->state, ParticipantState::kComing);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
  Good(Reply(union_, other.event(), Answer::kTentative));
  EXPECT_EQ(Part(id, union_)->state, ParticipantState::kInvited) << "perhaps takes no seat for good";
  {
    const As as(cookie_, sela_);
    const std::string page = Get("/sessions/" + id.text() + "/calendar").body;
    EXPECT_TRUE(Has(page, "I bring the figures"));
    EXPECT_TRUE(Has(page, "2 yes · 1 perhaps · 0 no · 0 without an answer"));
    EXPECT_TRUE(Has(Get("/sessions/" + id.text()).body, "2 yes · 1 perhaps"));
    const std::string json = Get("/api/v1/sessions/" + id.text() + "/invitations").body;
    EXPECT_TRUE(Has(json, R"("accepted":2,"tentative":1,"declined":0,"no_answer":0)")) << json;
  }
  {
    const As as(cookie_, ngo_);
    const std::string page = Get("/sessions/" + id.text() + "/calendar").body;
    EXPECT_FALSE(Has(page, "I bring the figures"));
    EXPECT_FALSE(Has(page, "perhaps"));
    EXPECT_EQ(Get("/api/v1/sessions/" + id.text() + "/invitations").status, 403);
  }
  Good(Reply(union_, other.event(), Answer::kDeclined));
  EXPECT_EQ(Part(id, union_)->state, ParticipantState::kExcused);
  EXPECT_EQ(Run().size(), 0u) << "whoever says no knows it: nothing is taken back";
  Good(Reply(union_, other.event(), Answer::kAccepted));
  EXPECT_EQ(Part(id, union_)->state, ParticipantState::kComing) << "she thought again";
  EXPECT_EQ(Run().size(), 0u);
}

TEST_P(InvitationAnswers, WhatIsNoAnswerToWhatWasSentIsRefused) {
  const PanelSessionId id = Announced();
  const auto sent = Run();
  const calendar::Event mill = To(sent, mill_).at(0).event();
  const calendar::Event other = To(sent, union_).at(0).event();
  const auto stranger = calendar::ReplyTo(mill, UriOf(mill_), Answer::kDeclined, "", clock_->Now());
  ExpectCode(Receive("somebody@else.example", stranger), base::Code::kForbidden);
  ExpectCode(Receive(union_.actor.email, stranger), base::Code::kForbidden);
  // Her own name under the UID of another: it was sent to that one alone.
  ExpectCode(Receive(union_.actor.email,
                     calendar::ReplyTo(mill, UriOf(union_), Answer::kDeclined, "", clock_->Now())),
             base::Code::kForbidden);
  calendar::Event unknown = mill;
  unknown.uid = std::string(32, 'a');
  ExpectCode(Reply(mill_, unknown, Answer::kDeclined), base::Code::kNotFound);
  calendar::Event forged = mill;
  forged.organizer->uri = "mailto:boss@else.example";
  ExpectCode(Reply(mill_, forged, Answer::kDeclined), base::Code::kForbidden);
  calendar::Event future = mill;
  future.sequence = 5;
  ExpectCode(Reply(mill_, future, Answer::kDeclined), base::Code::kConflict);
  auto two = calendar::ReplyTo(mill, UriOf(mill_), Answer::kDeclined, "", clock_->Now());
  two.events.push_back(other);
  ExpectCode(Receive(mill_.actor.email, two), base::Code::kInvalid);
  auto nobody = calendar::ReplyTo(mill, UriOf(mill_), Answer::kDeclined, "", clock_->Now());
  nobody.events[0].attendees.clear();
  ExpectCode(Receive(mill_.actor.email, nobody), base::Code::kInvalid);
  ExpectCode(Receive(mill_.actor.email,
                     calendar::ReplyTo(mill, UriOf(mill_), Answer::kNeedsAction, "", clock_->Now())),
             base::Code::kInvalid);
  auto request = calendar::ReplyTo(mill, UriOf(mill_), Answer::kDeclined, "", clock_->Now());
  request.method = Method::kRequest;
  ExpectCode(Receive(mill_.actor.email, request), base::Code::kInvalid);
  ExpectCode(i_->answers.Receive("From: a@b.example\r\n\r\nno calendar\r\n"), base::Code::kNotFound);
  ExpectCode(i_->answers.Receive("no mail at all"), base::Code::kInvalid);
  Move(id, base::kHourMs);
  Run();
  ExpectCode(Reply(mill_, mill, Answer::kDeclined), base::Code::kConflict);
  EXPECT_EQ(Part(id, mill_)->state, ParticipantState::kInvited) << "nothing of all that was taken in";
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAsked);
  EXPECT_FALSE(Entry(id, mill_)->answered);
}

TEST_P(InvitationAnswers, TheSameAgainAndAnOlderOne) {
  const PanelSessionId id = Announced();
  const calendar::Event mill = To(Run(), mill_).at(0).event();
  const auto early = calendar::ReplyTo(mill, UriOf(mill_), Answer::kTentative, "", clock_->Now());
  clock_->Advance(base::kMinuteMs);
  const auto late = calendar::ReplyTo(mill, UriOf(mill_), Answer::kAccepted, "", clock_->Now());
  EXPECT_EQ(Good(Receive(mill_.actor.email, late)), Receipt::kAnswer);
  EXPECT_EQ(Good(Receive(mill_.actor.email, late)), Receipt::kKnown) << "a mail server may deliver twice";
  ExpectCode(Receive(mill_.actor.email, early), base::Code::kConflict);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kAccepted);
}

TEST_P(InvitationAnswers, AreBoundByTheRulesOfParticipation) {
  const PanelSessionId id = Announced();
  const auto sent = Run();
  const calendar::Event sela = To(sent, sela_).at(0).event();
  const calendar::Event mill = To(sent, mill_).at(0).event();
  const std::int64_t entries = Count("SELECT count(*) FROM audit_entry");
  ExpectCode(Reply(sela_, sela, Answer::kDeclined, "no more"), base::Code::kConflict);
  EXPECT_EQ(Entry(id, sela_)->state, InvitationState::kAccepted) << "a session keeps its chair";
  EXPECT_EQ(Count("SELECT count(*) FROM audit_entry"), entries) << "nothing half-written";
  desk::Actor system = system_;
  system.org = mill_.org;
  Good(desk().people().SetRoles(system, mill_.org, mill_.person, {desk::Role::kAuditor}));
  ExpectCode(Reply(mill_, mill, Answer::kAccepted), base::Code::kForbidden);
  Good(desk().people().SetRoles(system, mill_.org, mill_.person, {desk::Role::kDelegate}));
  const auto membership = [&](const char* state) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE panel_member SET state = $2 WHERE org_id = $1", {mill_.org, state});
    }));
  };
  membership("suspended");
  ExpectCode(Reply(mill_, mill, Answer::kAccepted), base::Code::kForbidden);
  ExpectCode(Counter(mill_, mill, 1), base::Code::kForbidden);
  membership("admitted");
  Do(sela_, id, {SessionAct::kBegin, SessionAct::kEnd});
  ExpectCode(Reply(mill_, mill, Answer::kAccepted), base::Code::kConflict);
}

TEST_P(InvitationAnswers, ARefreshSendsTheNewestAgain) {
  const PanelSessionId id = Announced();
  const calendar::Event first = To(Run(), mill_).at(0).event();
  Move(id, base::kHourMs);
  Run();
  auto refresh = calendar::ReplyTo(first, UriOf(mill_), Answer::kNeedsAction, "", clock_->Now());
  refresh.method = Method::kRefresh;
  EXPECT_EQ(Good(Receive(mill_.actor.email, refresh)), Receipt::kSentAgain);
  const auto again = OneTo(mill_);
  EXPECT_EQ(again.calendar.method, Method::kRequest);
  EXPECT_EQ(again.event().sequence, 1);
  ExpectCode(Receive(union_.actor.email, refresh), base::Code::kForbidden);
  EXPECT_EQ(Run().size(), 0u);
}

TEST_P(InvitationAnswers, AnotherTimeThatTheChairAccepts) {
  const PanelSessionId id = Announced();
  const PanelSession before = Row(id);
  const auto sent = Run();
  const calendar::Event mill = To(sent, mill_).at(0).event();
  EXPECT_EQ(Good(Counter(mill_, mill, 2, "Two hours later, please")), Receipt::kProposal);
  EXPECT_EQ(Row(id).starts, before.starts) << "the chair decides";
  const auto proposals = Proposals(id);
  ASSERT_EQ(proposals.size(), 1u);
  EXPECT_EQ(proposals[0].proposal.starts.ms, before.starts.ms + 2 * base::kHourMs);
  EXPECT_EQ(WordOf(proposals[0].words, "comment"), "Two hours later, please");
  const std::string path = "/sessions/" + id.text() + "/calendar";
  const std::string fields = "proposal=" + proposals[0].proposal.id.text() + "&do=accept";
  {
    const As as(cookie_, mill_);
    EXPECT_EQ(Send(path, fields).status, 403) << "the one who proposed it does not decide";
    EXPECT_FALSE(Has(Get(path).body, "Two hours later"));
  }
  {
    const As as(cookie_, sela_);
    EXPECT_TRUE(Has(Get(path).body, "Two hours later, please"));
    EXPECT_TRUE(Has(Get("/").body + Get("/home").body, "1 proposal waits for the chair."));
    EXPECT_EQ(Send(path, fields).status, 303);
    EXPECT_EQ(Send(path, fields).status, 409) << "once";
  }
  EXPECT_EQ(Row(id).starts.ms, before.starts.ms + 2 * base::kHourMs);
  EXPECT_EQ(Row(id).ends.ms, before.ends.ms + 2 * base::kHourMs);
  const auto updates = Run();
  EXPECT_EQ(updates.size(), 3u) << "everybody gets the new time";
  for (const auto& one : updates) {
    EXPECT_EQ(one.calendar.method, Method::kRequest);
    EXPECT_EQ(one.event().sequence, 1);
  }
}

TEST_P(InvitationAnswers, AnotherTimeThatTheChairDeclines) {
  const PanelSessionId id = Announced();
  const PanelSession before = Row(id);
  const calendar::Event mill = To(Run(), mill_).at(0).event();
  Good(Counter(mill_, mill, 2));
  Good(Counter(mill_, mill, 3));
  auto proposals = Proposals(id);
  ASSERT_EQ(proposals.size(), 2u);
  EXPECT_EQ(proposals[0].proposal.starts.ms, before.starts.ms + 3 * base::kHourMs);
  EXPECT_EQ(proposals[1].proposal.state, ProposalState::kReplaced);
  Good(i_->proposals.Decide(sela_.actor, id, proposals[0].proposal.id, ProposalAct::kDecline));
  const auto told = Run();
  ASSERT_EQ(told.size(), 1u) << "whoever proposed it, and nobody else";
  EXPECT_EQ(told[0].mail.to, mill_.actor.email);
  EXPECT_EQ(told[0].calendar.method, Method::kDeclineCounter);
  EXPECT_EQ(told[0].event().uid, mill.uid);
  EXPECT_EQ(told[0].event().sequence, 0);
  EXPECT_EQ(Row(id).starts, before.starts);
  const PanelSessionId elsewhere = Announced();
  ExpectCode(i_->proposals.Decide(sela_.actor, elsewhere, proposals[0].proposal.id, ProposalAct::kDecline),
             base::Code::kNotFound);
}

TEST_P(InvitationAnswers, PerhapsAndAnotherTimeInTheSameSecond) {
  const PanelSessionId id = Announced();
  const calendar::Event mill = To(Run(), mill_).at(0).event();
  const auto perhaps = calendar::ReplyTo(mill, UriOf(mill_), Answer::kTentative, "", clock_->Now());
  EXPECT_EQ(Good(Receive(mill_.actor.email, perhaps)), Receipt::kAnswer);
  calendar::DateTime start = *mill.start;
  start.local = calendar::FromSeconds(calendar::SecondsOf(start.local) + 3600);
  auto counter = calendar::CounterTo(mill, UriOf(mill_), start, *mill.end, "", clock_->Now());
  counter.events[0].attendees[0].answer = Answer::kTentative;
  EXPECT_EQ(Good(Receive(mill_.actor.email, counter)), Receipt::kProposal);
  EXPECT_EQ(Proposals(id).size(), 1u);
  EXPECT_EQ(Entry(id, mill_)->state, InvitationState::kTentative);
}

TEST_P(InvitationAnswers, ADayIsMovedByAProposal) {
  const PanelSessionId id = ThreeDays();
  const auto first = To(Run(), mill_).at(0);
  const calendar::DateTime second =
      invitations::TimeIn("Asia/Seoul", Good(MomentAt("Asia/Seoul", {2026, 12, 2, 9, 0})));
  const calendar::Event day = invitations::DayAs(first.calendar, second);
  Good(Counter(mill_, day, 1));
  const auto proposals = Proposals(id);
  ASSERT_EQ(proposals.size(), 1u);
  ASSERT_TRUE(proposals[0].proposal.day);
  Good(i_->proposals.Decide(sela_.actor, id, proposals[0].proposal.id, ProposalAct::kAccept));
  const auto moved = OneTo(mill_);
  EXPECT_EQ(moved.event().recurrence_id, second);
  EXPECT_EQ(calendar::FormatDateTime(*moved.event().start), "20261202T100000");
  // And all three at once: the hours of the first day are named.
  Good(Counter(mill_, invitations::SeriesOf(Entry(id, mill_)->sent), -1));
  Good(i_->proposals.Decide(sela_.actor, id, Proposals(id).at(0).proposal.id, ProposalAct::kAccept));
  EXPECT_EQ(Row(id).starts, Good(MomentAt("Asia/Seoul", {2026, 12, 1, 8, 0})));
  EXPECT_EQ(Row(id).ends, Good(MomentAt("Asia/Seoul", {2026, 12, 3, 16, 0})));
  calendar::Event never = day;
  never.recurrence_id->local.day = 9;
  ExpectCode(Counter(mill_, never, 1), base::Code::kNotFound);
}

TEST_P(InvitationAnswers, EveryStepOfAProposal) {
  struct Noun {
    PanelSessionId session;
    invitations::ProposalId id;
  };
  const auto state_of = [&](const Noun& noun) {
    for (const OpenProposal& one : Proposals(noun.session))
      if (one.proposal.id == noun.id) return one.proposal.state;
    return ProposalState::kCount;
  };
  const auto newest = [&](const PanelSessionId& id) { return invitations::SeriesOf(Entry(id, mill_)->sent); };
  const auto act = [&](const Noun& noun, ProposalAct tried) -> base::Status {
    if (tried == ProposalAct::kAccept || tried == ProposalAct::kDecline)
      return i_->proposals.Decide(sela_.actor, noun.session, noun.id, tried);
    const ProposalState before = state_of(noun);
    if (tried == ProposalAct::kReplace) {
      TRY(Counter(mill_, newest(noun.session), 5));
    } else {
      Move(noun.session, base::kHourMs);
      TRY(i_->planner.Run());
    }
    // What came later touches open ones alone.
    if (before != ProposalState::kOpen) {
      EXPECT_EQ(state_of(noun), before);
      return base::Error{base::Code::kConflict, "", {}};
    }
    return base::Ok();
  };
  const auto make = [&](ProposalState state) {
    const PanelSessionId id = Announced();
    Run();
    Good(Counter(mill_, newest(id), 2));
    const Noun noun{id, Proposals(id).at(0).proposal.id};
    for (const auto& step : invitations::ProposalSteps())
      if (step.to == state && state != ProposalState::kOpen) Good(act(noun, step.act));
    Good(i_->planner.Run());
    return noun;
  };
  constexpr ProposalState kStates[] = {ProposalState::kOpen, ProposalState::kAccepted,
                                       ProposalState::kDeclined, ProposalState::kReplaced,
                                       ProposalState::kLapsed};
  constexpr ProposalAct kActs[] = {ProposalAct::kAccept, ProposalAct::kDecline, ProposalAct::kReplace,
                                   ProposalAct::kLapse};
  testing::WalkStates<Noun, ProposalState, ProposalAct>(invitations::ProposalSteps(), kStates, kActs, make,
                                                        act, state_of);
}

TEST_P(InvitationAnswers, OfAClosedSessionAreSealedToItsParticipants) {
  GiveKeys(sela_);
  GiveKeys(mill_);
  GiveKeys(union_);
  const PanelSessionId id = Announced(SessionAudience::kClosed);
  const auto sent = Run();
  const calendar::Event mill = To(sent, mill_).at(0).event();
  const std::int64_t logged = Count("SELECT count(*) FROM audit_entry");
  Good(Counter(mill_, mill, 2, "Hiddenword"));
  Good(Reply(mill_, mill, Answer::kAccepted, "Hiddenword"));
  EXPECT_EQ(Count("SELECT count(*) FROM audit_entry"), logged) << "no line of it in the installation's log";
  for (const char* table : {"panel_invitation", "panel_counter_proposal"})
    EXPECT_EQ(Count(std::string("SELECT count(*) FROM ") + table + " WHERE words LIKE '%Hiddenword%'"), 0);
  EXPECT_TRUE(Proposals(id).at(0).words.empty()) << "sealed to a reader whose vault is locked";
  const vault::UnlockedPerson open = Open(sela_);
  EXPECT_EQ(WordOf(Proposals(id, &open).at(0).words, "comment"), "Hiddenword");
  {
    const As as(cookie_, sela_);
    EXPECT_TRUE(Has(Get("/sessions/" + id.text() + "/calendar").body, "Hiddenword"));
  }
  Good(i_->proposals.Decide(sela_.actor, id, Proposals(id).at(0).proposal.id, ProposalAct::kAccept));
  EXPECT_EQ(TitleFor(sela_, id), "Fees") << "moved without opening anything";
  // No by mail shuts her out as the page does; a later yes finds nothing.
  const auto updated = To(Run(), union_).at(0);
  Good(Reply(union_, updated.event(), Answer::kDeclined));
  ExpectCode(See(union_, id), base::Code::kNotFound);
  ExpectCode(Reply(union_, updated.event(), Answer::kAccepted), base::Code::kConflict);
  EXPECT_EQ(To(Run(), union_).size(), 0u);
}

}  // namespace
}  // namespace panel
