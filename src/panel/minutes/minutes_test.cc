// Minutes in phases, their comments, seats and tags; actions; what others may know of closed ones.

#include "panel/minutes/minutes.h"

#include <array>

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/minutes/minutes_book.h"
#include "panel/minutes/minutes_world.h"
#include "panel/minutes/progress_report.h"

namespace panel {
namespace {

using testing::CodeOf;
using testing::Has;
using testing::MinutesTest;

constexpr std::array kPhases = {MinutesPhase::kDraft, MinutesPhase::kComments, MinutesPhase::kApproval,
                                MinutesPhase::kFinal};
constexpr std::array kMinutesActs = {MinutesAct::kSave,   MinutesAct::kCirculate, MinutesAct::kRedraft,
                                     MinutesAct::kSubmit, MinutesAct::kSendBack,  MinutesAct::kApprove};

TEST_P(MinutesTest, MinutesGoThroughTheirPhasesAndNoOtherWay) {
  const PanelSessionId later = AddSession("Next", 0, SessionAudience::kMembers, SessionState::kUnderWay);
  const auto make = [&](MinutesPhase phase) {
    const PanelSessionId session = HeldSession();
    Write(session, "Words.");
    if (phase != MinutesPhase::kDraft) Must(Step(session, MinutesAct::kCirculate));
    if (phase == MinutesPhase::kApproval || phase == MinutesPhase::kFinal)
      Must(Step(session, MinutesAct::kSubmit, later));
    if (phase == MinutesPhase::kFinal) Must(Step(session, MinutesAct::kApprove));
    return session;
  };
  const auto act = [&](const PanelSessionId& session, MinutesAct tried) -> base::Status {
    if (tried != MinutesAct::kSave) return Step(session, tried, later);
    const auto saved =
        services().minutes.Save(sela_.actor, session, GetMinutes(sela_, session).version, "Other words.");
    return saved ? base::Ok() : base::Status(saved.error());
  };
  const auto state_of = [&](const PanelSessionId& session) { return GetMinutes(sela_, session).phase; };
  testing::WalkStates<PanelSessionId, MinutesPhase, MinutesAct>(MinutesSteps(), kPhases, kMinutesActs, make,
                                                                act, state_of);
}

TEST_P(MinutesTest, CommentsOfThosePresentAreAnsweredBeforeApproval) {
  const PanelSessionId session = HeldSession();
  const PanelSessionId later = AddSession("Next", 5, SessionAudience::kMembers, SessionState::kUnderWay);
  Write(session, "Words.");
  EXPECT_EQ(CodeOf(services().minutes.Comment(mill_.actor, session, "x")), base::Code::kNotFound);  // a draft
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  const auto comment = services().minutes.Comment(mill_.actor, session, "Line 1: it was said otherwise.");
  ASSERT_TRUE(comment) << comment.error().external;
  // Who was not there does not comment; another organisation does not read the comment.
  EXPECT_EQ(CodeOf(services().minutes.Comment(admin_, session, "x")), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(services().minutes.Comment(stranger_.actor, session, "x")), base::Code::kNotFound);
  const auto comments_of = [&](const Someone& who) {
    return Read([&](db::Transaction& tx) {
             return services().minutes.Comments(tx, who.actor, GetMinutesIn(tx, who, session), nullptr);
           })
        .value();
  };
  EXPECT_EQ(comments_of(union_).size(), 0u);
  EXPECT_EQ(comments_of(sela_).size(), 1u);
  EXPECT_EQ(CodeOf(Step(session, MinutesAct::kSubmit, later)), base::Code::kConflict);
  // Declining needs an answer, and only who writes declines.
  EXPECT_EQ(CodeOf(services().minutes.Answer(sela_.actor, session, *comment, 1, CommentAct::kDecline, "")),
            base::Code::kInvalid);
  EXPECT_EQ(CodeOf(services().minutes.Answer(mill_.actor, session, *comment, 1, CommentAct::kDecline, "no")),
            base::Code::kForbidden);
  EXPECT_EQ(CodeOf(services().minutes.Answer(union_.actor, session, *comment, 1, CommentAct::kWithdraw, "")),
            base::Code::kNotFound);
  EXPECT_TRUE(
      services().minutes.Answer(sela_.actor, session, *comment, 1, CommentAct::kDecline, "It was recorded."));
  EXPECT_EQ(comments_of(mill_).at(0).answer, "It was recorded.");
  EXPECT_TRUE(Step(session, MinutesAct::kSubmit, later));
  // The session that approves has not begun.
  EXPECT_EQ(CodeOf(Step(session, MinutesAct::kApprove)), base::Code::kConflict);
  // Seats say yes.
  EXPECT_TRUE(services().minutes.ApproveSeat(mill_.actor, session));
  EXPECT_TRUE(services().minutes.ApproveSeat(mill_.actor, session));
  EXPECT_EQ(CodeOf(services().minutes.ApproveSeat(stranger_.actor, session)), base::Code::kNotFound);
  const auto seats = Read([&](db::Transaction& tx) {
    return services().minutes.Seats(tx, union_.actor, GetMinutesIn(tx, union_, session));
  });
  EXPECT_EQ(seats->approved, 1);
  EXPECT_EQ(seats->present, 3);
  EXPECT_TRUE(seats->may);
  clock_->Advance(6 * base::kDayMs);
  EXPECT_TRUE(Step(session, MinutesAct::kApprove));
  EXPECT_EQ(GetMinutes(union_, session).phase, MinutesPhase::kFinal);
}

TEST_P(MinutesTest, CommentStatesWalk) {
  constexpr std::array kStates = {CommentState::kOpen, CommentState::kAccepted, CommentState::kDeclined,
                                  CommentState::kWithdrawn};
  constexpr std::array kActs = {CommentAct::kAccept, CommentAct::kDecline, CommentAct::kWithdraw};
  const PanelSessionId session = HeldSession();
  Write(session, "Words.");
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  const auto row_of = [&](const CommentId& id) {
    return Read([&](db::Transaction& tx) {
             return tx.QueryOne("SELECT state, version FROM panel_minutes_comment WHERE id = $1", {id});
           })
        .value();
  };
  const auto act = [&](const CommentId& id, CommentAct tried) -> base::Status {
    const Someone& who = tried == CommentAct::kWithdraw ? mill_ : sela_;
    return services().minutes.Answer(who.actor, session, id, row_of(id)->Int(1), tried, "Because.");
  };
  const auto make = [&](CommentState state) {
    const CommentId id = services().minutes.Comment(mill_.actor, session, "x").value();
    if (state == CommentState::kAccepted) Must(act(id, CommentAct::kAccept));
    if (state == CommentState::kDeclined) Must(act(id, CommentAct::kDecline));
    if (state == CommentState::kWithdrawn) Must(act(id, CommentAct::kWithdraw));
    return id;
  };
  const auto state_of = [&](const CommentId& id) { return CommentStateNamed(row_of(id)->Text(0)).value(); };
  testing::WalkStates<CommentId, CommentState, CommentAct>(CommentSteps(), kStates, kActs, make, act,
                                                           state_of);
}

TEST_P(MinutesTest, ActionStatesWalk) {
  constexpr std::array kStates = {ActionState::kOpen, ActionState::kInProgress, ActionState::kDone,
                                  ActionState::kConfirmed, ActionState::kDropped};
  constexpr std::array kActs = {ActionAct::kStart,  ActionAct::kFinish, ActionAct::kConfirm,
                                ActionAct::kReturn, ActionAct::kDrop,   ActionAct::kReopen};
  const auto get = [&](const ActionId& id) {
    return Read([&](db::Transaction& tx) { return services().actions.Get(tx, sela_.actor, id, nullptr); })
        .value();
  };
  const auto act = [&](const ActionId& id, ActionAct tried) -> base::Status {
    const bool owner = tried == ActionAct::kStart || tried == ActionAct::kFinish;
    return services().actions.Do(owner ? mill_.actor : sela_.actor, id, get(id).version, tried, "Because.");
  };
  const auto make = [&](ActionState state) {
    const PanelSessionId session = HeldSession();
    Write(session, "!action @delegate@mill.example 2026-12-01: Send the survey");
    EXPECT_TRUE(Step(session, MinutesAct::kCirculate));
    ActionId id;
    for (const PanelAction& action : ActionsOf(mill_, ActionView::kAll))
      if (action.session.id == session) id = action.id;
    if (state == ActionState::kInProgress) Must(act(id, ActionAct::kStart));
    if (state == ActionState::kDone || state == ActionState::kConfirmed) Must(act(id, ActionAct::kFinish));
    if (state == ActionState::kConfirmed) Must(act(id, ActionAct::kConfirm));
    if (state == ActionState::kDropped) Must(act(id, ActionAct::kDrop));
    return id;
  };
  const auto state_of = [&](const ActionId& id) { return get(id).state; };
  testing::WalkStates<ActionId, ActionState, ActionAct>(ActionSteps(), kStates, kActs, make, act, state_of);
}

TEST_P(MinutesTest, ActionsFollowTheText) {
  const PanelSessionId session = HeldSession();
  const std::int64_t first = Write(session,
                                   "!action @delegate@mill.example 2025-10-20: Send the survey\n"
                                   "!action @union 2025-11-01: List the agencies\n!decision: Fees end.");
  EXPECT_TRUE(ActionsOf(mill_).empty());  // not in force before it is circulated
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  ASSERT_EQ(ActionsOf(mill_).size(), 1u);
  ASSERT_EQ(ActionsOf(union_).size(), 1u);
  EXPECT_EQ(ActionsOf(sela_, ActionView::kAll).size(), 2u);
  EXPECT_TRUE(ActionsOf(stranger_, ActionView::kAll).empty());
  EXPECT_FALSE(IsOverdue(ActionsOf(mill_).at(0), clock_->Now()));
  // Other words and another day keep the action; a tag that goes is refused; an old version is a conflict.
  EXPECT_EQ(CodeOf(services().minutes.Save(sela_.actor, session, first, "x")), base::Code::kConflict);
  const ActionId id = ActionsOf(mill_).at(0).id;
  Write(session,
        "!action #1 @delegate@mill.example 2025-10-01: Send the survey to all\n"
        "!action #2 @union 2025-11-01: List the agencies\n!decision #3: Fees end.");
  EXPECT_EQ(ActionsOf(mill_).at(0).id, id);
  EXPECT_EQ(ActionsOf(mill_).at(0).text, "Send the survey to all");
  EXPECT_EQ(DaysLate(ActionsOf(mill_).at(0), clock_->Now()), 8);
  EXPECT_EQ(ActionsOf(sela_, ActionView::kOverdue).size(), 1u);
  const auto gone =
      services().minutes.Save(sela_.actor, session, GetMinutes(sela_, session).version, "Nothing left.");
  ASSERT_FALSE(gone);
  EXPECT_TRUE(Has(gone.error().external, "“!decision #3” has gone")) << gone.error().external;
  // Owners must be known.
  const PanelSessionId another = HeldSession();
  const auto unknown =
      services().minutes.Save(sela_.actor, another, 0, "a\n!action @nobody@x.example 2025-11-01: x");
  EXPECT_TRUE(Has(unknown.error().external, "Line 2:")) << unknown.error().external;
  const auto fault = services().minutes.Save(sela_.actor, session, 0, "!acton: x");
  EXPECT_TRUE(Has(fault.error().external, "Line 1: “!acton” is no tag")) << fault.error().external;
  const auto long_text = std::string(base::kMaxMinutesBytes + 1, 'a');
  EXPECT_EQ(CodeOf(services().minutes.Save(sela_.actor, session, 0, long_text)), base::Code::kTooLarge);
}

TEST_P(MinutesTest, NobodyConfirmsHerOwnAction) {
  const PanelSessionId session = HeldSession();
  Write(session, "!action @sela@example.org 2025-12-01: Write the letter");
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  const ActionId id = ActionsOf(sela_).at(0).id;
  EXPECT_EQ(CodeOf(services().actions.Do(mill_.actor, id, 1, ActionAct::kFinish, "")),
            base::Code::kForbidden);
  EXPECT_EQ(CodeOf(services().actions.Do(stranger_.actor, id, 1, ActionAct::kFinish, "")),
            base::Code::kNotFound);
  ASSERT_TRUE(services().actions.Do(sela_.actor, id, 1, ActionAct::kFinish, ""));
  EXPECT_EQ(CodeOf(services().actions.Do(sela_.actor, id, 2, ActionAct::kConfirm, "")),
            base::Code::kForbidden);
  const Someone second = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  EXPECT_EQ(CodeOf(services().actions.Do(second.actor, id, 1, ActionAct::kConfirm, "")),
            base::Code::kConflict);
  EXPECT_TRUE(services().actions.Do(second.actor, id, 2, ActionAct::kConfirm, "Seen."));
}

TEST_P(MinutesTest, MinutesOfAClosedSessionAreSealedAndUnknownToOthers) {
  const PanelSessionId session = ClosedSession();
  const vault::UnlockedPerson sela = Unlock(sela_);
  Write(session,
        "What was said.\n!decision: A sealed decision.\n!action @delegate@mill.example 2025-10-01: Sealed "
        "work");
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate, {}, &sela));
  // Nothing in the tables says what.
  const auto rows = Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT words FROM panel_minutes UNION ALL SELECT words FROM panel_action UNION ALL SELECT words "
        "FROM "
        "panel_decision UNION ALL SELECT words FROM panel_minutes_edition");
  });
  ASSERT_EQ(rows->size(), 4u);
  for (const db::Row& row : *rows) EXPECT_EQ(row.Text(0), "");
  // Not for who was not invited, whatever her rights.
  for (const desk::Actor& actor : {union_.actor, stranger_.actor, admin_}) {
    const auto seen = Read([&](db::Transaction& tx) { return services().minutes.Get(tx, actor, session); });
    EXPECT_EQ(CodeOf(seen), base::Code::kNotFound);
  }
  EXPECT_TRUE(ActionsOf(union_, ActionView::kAll).empty());
  EXPECT_EQ(ActionsOf(mill_).size(), 1u);
  EXPECT_TRUE(ActionsOf(mill_).at(0).locked);
  EXPECT_EQ(ActionsOf(mill_).at(0).text, "");
  const vault::UnlockedPerson mill = Unlock(mill_);
  EXPECT_EQ(ActionsOf(mill_, ActionView::kMine, &mill).at(0).text, "Sealed work");
  const auto text = Read([&](db::Transaction& tx) {
    return services().minutes.Text(tx, GetMinutesIn(tx, mill_, session), &mill);
  });
  EXPECT_TRUE(Has(*text, "!decision #1: A sealed decision."));
  EXPECT_EQ(CodeOf(Read([&](db::Transaction& tx) {
              return services().minutes.Text(tx, GetMinutesIn(tx, mill_, session), nullptr);
            })),
            base::Code::kUnauthenticated);
  // Owners are participants only; the audit log of the installation has no line of it.
  const auto outside = services().minutes.Save(sela_.actor, session, GetMinutes(sela_, session).version,
                                               "!action @delegate@union.example 2025-12-01: x");
  EXPECT_EQ(CodeOf(outside), base::Code::kInvalid);
  const std::vector<desk::AuditEntry> log = desk().audit().Page({}, 0, 200).value();
  for (const desk::AuditEntry& entry : log) EXPECT_FALSE(Has(entry.action, "minutes.")) << entry.action;
  // On the pages: a stranger meets the same answer as for an unknown session.
  As as(cookie_, union_);
  const std::string unknown = PanelSessionId::New(desk().random()).text();
  for (const char* what : {"/minutes", "/minutes/edit", "/progress"}) {
    EXPECT_EQ(Get("/sessions/" + session.text() + what).status, Get("/sessions/" + unknown + what).status)
        << what;
    EXPECT_EQ(Get("/sessions/" + session.text() + what).status, 404) << what;
  }
  EXPECT_FALSE(Has(Get("/minutes").body, session.text()));
  EXPECT_FALSE(Has(Get("/").body, "sealed"));
}

TEST_P(MinutesTest, OneDocumentHoldsTheMinutesOfASeries) {
  const SeriesId series = SeriesId::New(desk().random());
  const PanelSessionId one = HeldSession("First", -9, series);
  const PanelSessionId two = HeldSession("Second", -2, series);
  const PanelSessionId other = HeldSession("Elsewhere", -1);
  for (const PanelSessionId& session : {one, two, other}) {
    Write(session, "## Heading\nWords of " + session.text() + "\n!action @mill 2025-12-01: Do");
    ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  }
  Write(HeldSession("Draft", -1, series), "A draft.");
  const html::Locale& english = *html::FindLocale("en");
  const MinutesBook book = LoadBook(services(), mill_.actor, english, series, nullptr).value();
  ASSERT_EQ(book.chapters.size(), 2u);
  EXPECT_EQ(book.chapters[0].title, "First");
  const std::string page = BookHtml(english, clock_->Now(), book).markup();
  EXPECT_TRUE(Has(page, one.text()));
  EXPECT_FALSE(Has(page, other.text()));
  const auto pdf = BookPdf(*html::FindLocale("ko"), clock_->Now(), book);
  ASSERT_TRUE(pdf) << pdf.error().external;
  EXPECT_TRUE(pdf->starts_with("%PDF"));
  As as(cookie_, mill_);
  EXPECT_EQ(Get("/minutes/book.pdf?series=" + series.text()).status, 200);
  EXPECT_TRUE(Has(Get("/minutes/book?series=" + series.text()).body, "Second"));
}

TEST_P(MinutesTest, TheReportBeforeASessionIsMadeOnceFromOpenSessions) {
  const PanelSessionId past = HeldSession("Past", -20);
  Write(past,
        "!decision: Fees end.\n!action @mill 2025-10-01: Late work\n!action @union 2025-10-11: Coming work\n"
        "!action @mill 2025-11-20: Far work\n!action @union 2025-10-05: Done work");
  ASSERT_TRUE(Step(past, MinutesAct::kCirculate));
  for (const PanelAction& action : ActionsOf(union_))
    if (action.text == "Done work")
      Must(services().actions.Do(union_.actor, action.id, 1, ActionAct::kFinish, ""));
  const PanelSessionId closed = ClosedSession(-3);
  const vault::UnlockedPerson sela = Unlock(sela_);
  Write(closed, "!decision: A sealed decision.");
  ASSERT_TRUE(Step(closed, MinutesAct::kCirculate, {}, &sela));
  const PanelSessionId next =
      AddSession("Next", base::kReportDaysAhead - 1, SessionAudience::kMembers, SessionState::kAnnounced);
  const PanelSessionId far =
      AddSession("Far", base::kReportDaysAhead + 1, SessionAudience::kMembers, SessionState::kAnnounced);
  ProgressReports reports(services());
  EXPECT_EQ(reports.MakeDue(10).value(), std::vector<PanelSessionId>{next});
  EXPECT_TRUE(reports.MakeDue(10).value().empty());
  const auto report_of = [&](const Someone& who, const vault::UnlockedPerson* reader) {
    return Read([&](db::Transaction& tx) { return reports.Of(tx, who.actor, next, reader); }).value();
  };
  const ProgressReport mine = report_of(union_, nullptr);
  EXPECT_GT(mine.made.ms, 0);
  const auto has = [](const std::vector<ReportLine>& lines, ReportPart part, std::string_view text) {
    return std::any_of(lines.begin(), lines.end(),
                       [&](const ReportLine& line) { return line.part == part && line.text == text; });
  };
  EXPECT_EQ(mine.lines.size(), 4u);
  EXPECT_TRUE(has(mine.lines, ReportPart::kDecided, "Fees end."));
  EXPECT_TRUE(has(mine.lines, ReportPart::kLate, "Late work"));
  EXPECT_TRUE(has(mine.lines, ReportPart::kComing, "Coming work"));
  EXPECT_TRUE(has(mine.lines, ReportPart::kDone, "Done work"));
  EXPECT_TRUE(mine.closed_lines.empty());
  const ProgressReport chairs = report_of(sela_, &sela);
  EXPECT_TRUE(has(chairs.closed_lines, ReportPart::kDecided, "A sealed decision."));
  EXPECT_EQ(chairs.lines.size(), mine.lines.size());
  EXPECT_EQ(CodeOf(Read([&](db::Transaction& tx) { return reports.Of(tx, stranger_.actor, next, nullptr); })),
            base::Code::kNotFound);
  As as(cookie_, mill_);
  EXPECT_TRUE(Has(Get("/sessions/" + next.text() + "/progress").body, "Late work"));
  EXPECT_EQ(Get("/api/v1/sessions/" + far.text() + "/progress").status, 200);
}

TEST_P(MinutesTest, LimitsOfMinutesAreKept) {
  const PanelSessionId session = HeldSession();
  Write(session, "Words.");
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  EXPECT_EQ(
      CodeOf(services().minutes.Comment(mill_.actor, session, std::string(base::kMaxCommentBytes + 1, 'a'))),
      base::Code::kTooLarge);
  std::vector<std::string> ids;
  for (std::int64_t i = 0; i < base::kMaxMinutesComments; ++i)
    ids.push_back(base::NewIdText(desk().random()));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    std::vector<db::Param> rows;
    for (const std::string& id : ids)
      for (const db::Param& value : std::initializer_list<db::Param>{id, session, mill_.person, mill_.org,
                                                                     "accepted", "{}", "{}", 1, 1})
        rows.push_back(value);
    return tx.InsertMany(
        "panel_minutes_comment",
        {"id", "session_id", "person_id", "org_id", "state", "words", "answer", "made_ms", "version"}, rows);
  }));
  EXPECT_EQ(CodeOf(services().minutes.Comment(mill_.actor, session, "one more")), base::Code::kTooLarge);
}

TEST_P(MinutesTest, TheSecretaryWritesOnThePages) {
  const PanelSessionId session = HeldSession("Fees on the route");
  const std::string href = "/sessions/" + session.text() + "/minutes";
  {
    As as(cookie_, sela_);
    EXPECT_TRUE(Has(Get(href).body, "Begin the minutes"));
    const net::Response checked =
        Send(href + "/edit",
             "version=0&do=check&text=" + net::UrlEncode("Delegate of Blue Mill agreed.\n!acton: x"));
    EXPECT_EQ(checked.status, 422);
    EXPECT_TRUE(Has(checked.body, "is no tag"));
    EXPECT_TRUE(Has(checked.body, "takes part in this session"));
    EXPECT_TRUE(Has(checked.body, "!acton: x"));  // what was typed stays
    const net::Response saved =
        Send(href + "/edit",
             "version=0&do=save&text=" + net::UrlEncode("All agreed.\n!action @mill 2025-12-01: Send it"));
    EXPECT_EQ(saved.status, 303) << saved.body;
    EXPECT_TRUE(Has(Get(href).body, "Circulate for comments"));
    EXPECT_EQ(Send(href + "/step", "version=1&act=circulate&comments_until=2025-12-24").status, 303);
  }
  As as(cookie_, mill_);
  EXPECT_TRUE(Has(Get(href).body, "Send the comment"));
  EXPECT_FALSE(Has(Get(href).body, "Next step"));
  EXPECT_EQ(Send(href + "/comments", "text=Better+words").status, 303);
  EXPECT_TRUE(Has(Get(href).body, "Better words"));
  EXPECT_TRUE(Has(Get("/actions").body, "Send it"));
  EXPECT_TRUE(Has(Get("/").body, "Send it"));
  const ActionId id = ActionsOf(mill_).at(0).id;
  EXPECT_TRUE(Has(Get("/actions/" + id.text()).body, "Say it is done"));
  EXPECT_EQ(Send("/actions/" + id.text() + "/do", "version=1&act=finish&note=").status, 303);
  EXPECT_TRUE(Has(Get("/actions/" + id.text()).body, "Said to be done"));
  EXPECT_TRUE(Has(Get("/minutes").body, "Fees on the route"));
  EXPECT_TRUE(Has(Get("/api/v1" + href).body, "\"phase\":\"comments\""));
  EXPECT_TRUE(Has(Get("/api/v1/actions").body, "\"items\""));
}

MANUMIT_ON_BOTH_DATABASES(MinutesTest);

}  // namespace
}  // namespace panel
