// The life of a session, who may know of it, its series, its co-hosts, and who takes part.

#include <thread>

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/sessions/guard.h"
#include "panel/sessions/news.h"
#include "panel/sessions/search.h"
#include "panel/sessions/sessions_world.h"

namespace panel {
namespace {

using testing::ExpectCode;
using testing::Good;
using testing::Has;
using testing::SessionsTest;
using A = SessionAct;
using P = ParticipantState;

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i)
    all.push_back(static_cast<Enum>(i));
  return all;
}

TEST_P(SessionsTest, EveryStepOfASessionIsInTheTable) {
  const auto states = AllOf<SessionState>();
  const auto acts = AllOf<SessionAct>();
  testing::WalkStates<PanelSessionId, SessionState, SessionAct>(
      SessionSteps(), states, acts,
      [&](SessionState state) {
        const PanelSessionId id = Make(sela_);
        StartNow(id);
        Good(desk().database().Write([&](db::Transaction& tx) {
          return tx.Execute("UPDATE panel_session SET state = $2 WHERE id = $1",
                            {id, SessionStateName(state)});
        }));
        return id;
      },
      [&](const PanelSessionId& id, SessionAct act) { return Act(sela_, id, act); },
      [&](const PanelSessionId& id) { return Row(id).state; });
}

TEST_P(SessionsTest, EveryStepOfAParticipantIsInTheTable) {
  const auto states = AllOf<ParticipantState>();
  const auto acts = AllOf<ParticipantAct>();
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  Good(s_->participation.Invite(sela_.actor, nullptr, id, EmailOf("mill"), "mill", ParticipantRole::kGuest));
  testing::WalkStates<int, ParticipantState, ParticipantAct>(
      ParticipantSteps(), states, acts,
      [&](ParticipantState state) {
        Good(desk().database().Write([&](db::Transaction& tx) {
          return tx.Execute("UPDATE panel_session_participant SET state = $2 WHERE person_id = $1",
                            {mill_.person, ParticipantStateName(state)});
        }));
        return 0;
      },
      [&](int, ParticipantAct act) {
        const bool own = act == ParticipantAct::kAccept || act == ParticipantAct::kExcuse;
        return own ? s_->participation.Answer(mill_.actor, id, act, AttendanceMode::kRoom)
                   : s_->participation.Decide(sela_.actor, nullptr, id, mill_.person, act);
      },
      [&](int) { return Part(id, mill_)->state; });
}

TEST_P(SessionsTest, EveryStepOfABoardIsInTheTable) {
  const PanelSessionId id = Make(sela_);
  const auto states = AllOf<BoardState>();
  const auto acts = AllOf<BoardAct>();
  testing::WalkStates<PieceId, BoardState, BoardAct>(
      BoardSteps(), states, acts,
      [&](BoardState state) {
        const PieceId board =
            Good(s_->pieces.Add(sela_.actor, id, {.kind = PieceKind::kBoard}, {{"title", "A"}}));
        if (state == BoardState::kClosed)
          Good(s_->pieces.ActOnBoard(sela_.actor, id, board, BoardAct::kClose));
        return board;
      },
      [&](const PieceId& board, BoardAct act) { return s_->pieces.ActOnBoard(sela_.actor, id, board, act); },
      [&](const PieceId& board) {
        const PanelSession session = Row(id);
        const auto read = [&](db::Transaction& tx) { return s_->pieces.Get(tx, session, board, nullptr); };
        return Good(desk().database().Read(read)).piece.label == "open" ? BoardState::kOpen
                                                                        : BoardState::kClosed;
      });
}

TEST_P(SessionsTest, EveryStepOfAnExpertIsInTheTable) {
  const auto states = AllOf<ExpertState>();
  const auto acts = AllOf<ExpertAct>();
  testing::WalkStates<ExpertId, ExpertState, ExpertAct>(
      ExpertSteps(), states, acts,
      [&](ExpertState state) {
        Expert expert{.panel = panel_, .name = "Mei", .consent = true};
        expert.competences = {"recruitment"};
        const ExpertId id = Good(s_->experts.Add(sela_.actor, expert));
        Good(desk().database().Write([&](db::Transaction& tx) {
          return tx.Execute("UPDATE panel_expert SET state = $2 WHERE id = $1", {id, ExpertStateName(state)});
        }));
        return id;
      },
      [&](const ExpertId& id, ExpertAct act) { return s_->experts.Act(sela_.actor, id, act); },
      [&](const ExpertId& id) {
        const auto read = [&](db::Transaction& tx) { return s_->experts.MustSee(tx, sela_.actor, id); };
        return Good(desk().database().Read(read)).state;
      });
}

TEST_P(SessionsTest, AnAnnouncedSessionIsKnownToMembersADraftIsNot) {
  const PanelSessionId id = Make(mill_);
  const desk::OrgId far = AddOrganisation("far", "Far away", desk::OrgType::kCompany, "kh");
  const Someone stranger = AddPerson("s@far.example", "Stranger", far, desk::Role::kDelegate);
  ExpectCode(See(union_, id), base::Code::kNotFound);
  EXPECT_TRUE(See(mill_, id));
  EXPECT_TRUE(See(sela_, id)) << "the secretariat sees the panel's drafts";
  Do(mill_, id, {A::kAnnounce});
  EXPECT_TRUE(See(union_, id));
  ExpectCode(See(stranger, id), base::Code::kNotFound);
  ExpectCode(Act(union_, id, A::kOpenRegistration), base::Code::kForbidden);
  EXPECT_EQ(See(stranger, id).error().external,
            See(stranger, PanelSessionId::New(desk().random())).error().external);
}

TEST_P(SessionsTest, APublicSessionIsForEverybodyOnceItIsAnnounced) {
  const desk::OrgId far = AddOrganisation("far", "Far away", desk::OrgType::kCompany, "kh");
  const Someone stranger = AddPerson("s@far.example", "Stranger", far, desk::Role::kDelegate);
  const PanelSessionId id = Make(mill_, SessionAudience::kPublic);
  const Someone nobody;
  const auto seen_by = [&](const Someone& one) {
    return Good(desk().database().Read(
                    [&](db::Transaction& tx) { return s_->access.VisibleTo(tx, one.actor, {}, {}, 10); }))
        .size();
  };
  ExpectCode(See(stranger, id), base::Code::kNotFound);
  EXPECT_EQ(seen_by(nobody), 0u);
  Do(mill_, id, {A::kAnnounce});
  EXPECT_TRUE(See(stranger, id));
  EXPECT_TRUE(See(nobody, id));
  EXPECT_EQ(seen_by(nobody), 1u);
  ExpectCode(Act(stranger, id, A::kOpenRegistration), base::Code::kForbidden);
}

TEST_P(SessionsTest, OnlyMembersMakeSessions) {
  const desk::OrgId far = AddOrganisation("far", "Far away", desk::OrgType::kCompany, "kh");
  const Someone stranger = AddPerson("s@far.example", "Stranger", far, desk::Role::kDelegate);
  ExpectCode(s_->sessions.Create(stranger.actor, Draft()), base::Code::kForbidden);
  ExpectCode(s_->sessions.Create(mill_.actor, Draft(SessionAudience::kClosed)), base::Code::kInvalid);
}

TEST_P(SessionsTest, CoHostsOwnItTogether) {
  const PanelSessionId id = Make(mill_);
  ExpectCode(s_->sessions.Edit(union_.actor, id, Draft(), 0), base::Code::kNotFound);
  ExpectCode(s_->sessions.SetHosts(mill_.actor, id, {"nowhere"}), base::Code::kInvalid);
  ExpectCode(s_->sessions.SetHosts(mill_.actor, id, std::vector<std::string>(base::kMaxCoHosts + 1, "union")),
             base::Code::kTooLarge);
  Good(s_->sessions.SetHosts(mill_.actor, id, {"union"}));
  EXPECT_TRUE(s_->sessions.Edit(union_.actor, id, Draft(SessionAudience::kMembers, "Changed together"), 0));
  EXPECT_EQ(Row(id).title, "Changed together");
  ExpectCode(s_->sessions.Edit(mill_.actor, id, Draft(), 0), base::Code::kConflict);
}

TEST_P(SessionsTest, RegistrationApprovesLimitsAndKeepsAWaitingList) {
  SessionDraft draft = Draft();
  draft.room_seats = 2;  // one is the chair's
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {A::kAnnounce});
  ExpectCode(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom), base::Code::kConflict);
  Do(sela_, id, {A::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  Good(s_->participation.Register(union_.actor, id, AttendanceMode::kRoom));
  Good(s_->participation.Register(ngo_.actor, id, AttendanceMode::kOnline));
  EXPECT_EQ(Part(id, mill_)->state, P::kComing);
  EXPECT_EQ(Part(id, union_)->state, P::kWaiting);
  EXPECT_EQ(Part(id, ngo_)->state, P::kComing) << "online has seats of its own";
  Good(s_->participation.Answer(mill_.actor, id, ParticipantAct::kExcuse, AttendanceMode::kNone));
  EXPECT_EQ(Part(id, union_)->state, P::kComing) << "moved up";
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  EXPECT_EQ(Part(id, mill_)->state, P::kWaiting);
  ExpectCode(s_->participation.Answer(sela_.actor, id, ParticipantAct::kExcuse, AttendanceMode::kNone),
             base::Code::kConflict);
}

TEST_P(SessionsTest, WithApprovalTheChairDecides) {
  SessionDraft draft = Draft();
  draft.admission = Admission::kApproval;
  const PanelSessionId id = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  Good(s_->participation.Register(union_.actor, id, AttendanceMode::kRoom));
  EXPECT_EQ(Part(id, mill_)->state, P::kAsked);
  ExpectCode(s_->participation.Decide(union_.actor, nullptr, id, mill_.person, ParticipantAct::kApprove),
             base::Code::kForbidden);
  Good(s_->participation.Decide(sela_.actor, nullptr, id, mill_.person, ParticipantAct::kApprove));
  Good(s_->participation.Decide(sela_.actor, nullptr, id, union_.person, ParticipantAct::kRefuse));
  EXPECT_EQ(Part(id, mill_)->state, P::kComing);
  ExpectCode(s_->participation.Register(union_.actor, id, AttendanceMode::kRoom), base::Code::kForbidden);
  Good(SendNotices(desk(), s_->access));
  const auto sent = mailer_->sent();
  ASSERT_EQ(sent.size(), 1u) << "who is approved gets the mail with the calendar entry";
  EXPECT_EQ(sent[0].to, EmailOf("union"));
  EXPECT_FALSE(Has(sent[0].subject + sent[0].text, "Fees")) << "mails hold no title";
  EXPECT_TRUE(Has(sent[0].text, "Seoul (UTC+9)"));
}

TEST_P(SessionsTest, AnInvitationTellsNotWhoHasAnAccount) {
  const PanelSessionId id = Make(sela_);
  const auto invite = [&](const char* email, const char* slug) {
    return s_->participation.Invite(sela_.actor, nullptr, id, email, slug, ParticipantRole::kGuest);
  };
  ExpectCode(invite("nobody@mill.example", "mill"), base::Code::kInvalid);
  EXPECT_EQ(invite("nobody@mill.example", "mill").error().external,
            invite("delegate@mill.example", "union").error().external);
  EXPECT_TRUE(invite("delegate@mill.example", "mill"));
  ExpectCode(invite("delegate@mill.example", "mill"), base::Code::kConflict);
}

TEST_P(SessionsTest, AttendanceAndCertificates) {
  const PanelSessionId id = Make(sela_, SessionAudience::kPublic);
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  Good(s_->participation.Register(ngo_.actor, id, AttendanceMode::kOnline));
  const std::vector<std::pair<desk::PersonId, AttendanceMode>> present = {
      {mill_.person, AttendanceMode::kOnline}, {ngo_.person, AttendanceMode::kNone}};
  ExpectCode(s_->participation.RecordAttendance(sela_.actor, id, present), base::Code::kConflict);
  Do(sela_, id, {A::kBegin, A::kEnd});
  ExpectCode(s_->participation.RecordAttendance(mill_.actor, id, present), base::Code::kForbidden);
  Good(s_->participation.RecordAttendance(sela_.actor, id, present));
  EXPECT_EQ(Part(id, mill_)->present, AttendanceMode::kOnline);
  EXPECT_EQ(Good(s_->certificates.Issue(sela_.actor, id)), 1);
  EXPECT_EQ(Good(s_->certificates.Issue(sela_.actor, id)), 0) << "one each";
  const As as(cookie_, mill_);
  const net::Response pdf = Get("/sessions/" + id.text() + "/certificate");
  EXPECT_EQ(pdf.status, 200) << pdf.body;
  EXPECT_TRUE(pdf.body.starts_with("%PDF"));
  EXPECT_EQ(pdf.headers.Get("Content-Type"), "application/pdf");
  const auto own =
      desk().database().Read([&](db::Transaction& tx) { return s_->certificates.Own(tx, mill_.actor, id); });
  const net::Response check = GetWithoutSession("/panel/certificates/" + own->number);
  EXPECT_EQ(check.status, 200);
  EXPECT_TRUE(Has(check.body, "Fees"));
  EXPECT_FALSE(Has(check.body, "Delegate of")) << "the name stands on the certificate alone";
  EXPECT_TRUE(check.headers.Get("Set-Cookie").empty()) << "a visitor gets no cookie";
  EXPECT_EQ(GetWithoutSession("/panel/certificates/aaaa-bbbb-cccc").status, 404);
}

TEST_P(SessionsTest, BoardsKeepWhatGroupsBringBack) {
  const PanelSessionId id = Make(sela_);
  Do(sela_, id, {A::kAnnounce, A::kOpenRegistration});
  Good(s_->participation.Register(mill_.actor, id, AttendanceMode::kRoom));
  const PieceId board =
      Good(s_->pieces.Add(sela_.actor, id, {.kind = PieceKind::kBoard}, {{"title", "Group 1"}}));
  const Piece note{.kind = PieceKind::kNote, .parent = board};
  ExpectCode(s_->pieces.Add(union_.actor, id, note, {{"text", "from outside"}}), base::Code::kForbidden);
  const PieceId written = Good(s_->pieces.Add(mill_.actor, id, note, {{"text", "Repay within 90 days"}}));
  ExpectCode(s_->pieces.Remove(sela_.actor, id, board), base::Code::kConflict);
  Good(s_->pieces.ActOnBoard(sela_.actor, id, board, BoardAct::kClose));
  ExpectCode(s_->pieces.Add(mill_.actor, id, note, {{"text", "too late"}}), base::Code::kConflict);
  ExpectCode(s_->pieces.Remove(mill_.actor, id, written), base::Code::kConflict);
}

TEST_P(SessionsTest, TheAgendaKeepsItsOrderAndItsLimits) {
  const PanelSessionId id = Make(sela_);
  const auto add = [&](const std::string& title) {
    return s_->pieces.Add(sela_.actor, id, {.kind = PieceKind::kPart, .label = "plenary", .minutes = 10},
                          {{"title", title}});
  };
  Good(add("One"));
  const PieceId two = Good(add("Two"));
  Good(s_->pieces.Move(sela_.actor, id, two, true));
  const PanelSession session = Row(id);
  const auto read = [&](db::Transaction& tx) {
    return s_->pieces.All(tx, session, PieceKind::kPart, nullptr);
  };
  EXPECT_EQ(WordOf(Good(desk().database().Read(read)).front().words, "title"), "Two");
  ExpectCode(s_->pieces.Add(sela_.actor, id, {.kind = PieceKind::kPart, .label = "party"}, {{"title", "x"}}),
             base::Code::kInvalid);
  ExpectCode(add(std::string(base::kMaxSessionTextBytes + 1, 'x')), base::Code::kInvalid);
  for (std::size_t i = 2; i < base::kMaxAgendaItems; ++i) Good(add("more"));
  ExpectCode(add("one too many"), base::Code::kTooLarge);
}

TEST_P(SessionsTest, DocumentsHaveTheRightTypes) {
  const PanelSessionId id = Make(sela_);
  ExpectCode(s_->pieces.AddDocument(sela_.actor, id, "page.html", "", "<p>"), base::Code::kInvalid);
  ExpectCode(s_->pieces.AddDocument(sela_.actor, id, "a.pdf", "", ""), base::Code::kInvalid);
  ExpectCode(s_->pieces.AddDocument(sela_.actor, id, "a.pdf", "",
                                    std::string(base::kMaxSessionDocumentBytes + 1, 'x')),
             base::Code::kTooLarge);
  const PieceId paper = Good(s_->pieces.AddDocument(sela_.actor, id, "Löhne 2026.PDF", "Wages", "%PDF-1.7"));
  Do(sela_, id, {A::kAnnounce});
  const As as(cookie_, union_);
  const net::Response got = Get("/sessions/" + id.text() + "/documents/" + paper.text());
  EXPECT_EQ(got.body, "%PDF-1.7");
  EXPECT_EQ(got.headers.Get("Content-Type"), "application/pdf");
  EXPECT_TRUE(Has(std::string(got.headers.Get("Content-Disposition")), "attachment"));
  EXPECT_EQ(got.headers.Get("X-Content-Type-Options"), "nosniff");
}

TEST_P(SessionsTest, TheGuardCountsWhatTheReaderKnows) {
  GiveKeys(sela_);
  SessionDraft draft = Draft(SessionAudience::kClosed);
  draft.starts = {desk().clock().Now().ms + 20 * base::kDayMs};
  draft.ends = {draft.starts.ms + base::kHourMs};
  const PanelSessionId closed = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, closed, {A::kAnnounce});
  const auto guard = [&](const Someone& one) {
    return Good(desk().database().Read([&](db::Transaction& tx) {
      return GuardOf(tx, s_->access, one.actor, panel_, desk().clock().Now());
    }));
  };
  EXPECT_EQ(guard(sela_).planned, 1);
  EXPECT_EQ(guard(mill_).planned, 0);
  draft.audience = SessionAudience::kMembers;
  draft.kind = SessionKind::kForum;
  const PanelSessionId open = Good(s_->sessions.Create(sela_.actor, draft));
  Do(sela_, open, {A::kAnnounce, A::kBegin, A::kEnd});
  EXPECT_EQ(guard(mill_).held, 1);
  EXPECT_EQ(guard(mill_).missing, 1);
  EXPECT_TRUE(guard(mill_).late) << "it is October";
  EXPECT_EQ(guard(sela_).missing, 0);
}

TEST_P(SessionsTest, WordsOfAnyScriptFindASession) {
  const PanelSessionId id = Make(sela_, SessionAudience::kMembers, "채용 수수료와 강제노동 借金労働");
  Do(sela_, id, {A::kAnnounce});
  const auto found = [&](const char* text) {
    return Good(desk().database().Read([&](db::Transaction& tx) {
             return SearchSessions(tx, s_->access, mill_.actor, nullptr, text);
           }))
        .size();
  };
  EXPECT_EQ(found("채용"), 1u);
  EXPECT_EQ(found("労働"), 1u) << "inside a run without spaces";
  EXPECT_EQ(found("RECRUIT"), 1u);
  EXPECT_EQ(found("recruitment nothing"), 0u);
  EXPECT_EQ(found(""), 0u);
}

TEST_P(SessionsTest, ASeriesShowsWhatItsReaderMaySee) {
  const SeriesId series =
      Good(s_->sessions.CreateSeries(sela_.actor, panel_, SeriesKind::kDays, false, "Two days"));
  GiveKeys(sela_);
  SessionDraft draft = Draft();
  draft.series = series;
  Do(sela_, Good(s_->sessions.Create(sela_.actor, draft)), {A::kAnnounce});
  draft.audience = SessionAudience::kClosed;
  Do(sela_, Good(s_->sessions.Create(sela_.actor, draft)), {A::kAnnounce});
  const std::string href = "/api/v1/series/" + series.text();
  const auto count = [&](const Someone& one) {
    const As as(cookie_, one);
    const std::string body = Get(href).body;
    std::size_t ids = 0;
    for (std::size_t at = body.find("\"kind\":\"workshop\""); at != body.npos;
         at = body.find("\"kind\":\"workshop\"", at + 1))
      ++ids;
    return ids;
  };
  EXPECT_EQ(count(sela_), 2u);
  EXPECT_EQ(count(mill_), 1u);
  const SeriesId shut = Good(s_->sessions.CreateSeries(sela_.actor, panel_, SeriesKind::kSeries, true, ""));
  draft.series = shut;
  draft.audience = SessionAudience::kMembers;
  ExpectCode(s_->sessions.Create(sela_.actor, draft), base::Code::kInvalid);
  const As as(cookie_, mill_);
  EXPECT_EQ(Get("/sessions/series/" + shut.text()).status, 404);
}

MANUMIT_ON_BOTH_DATABASES(SessionsTest);

}  // namespace
}  // namespace panel
