// Consultations, discussions and opinions through their services and pages; mails, each sent once.

#include <array>
#include <map>
#include <set>

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/minutes/discussion_mail.h"
#include "panel/minutes/exchange_world.h"
#include "panel/minutes/reminders.h"

namespace panel {
namespace {

using testing::CodeOf;
using testing::Exchange;
using testing::Has;

TEST_P(Exchange, ConsultationStatesWalk) {
  constexpr std::array kStates = {ConsultationState::kDraft, ConsultationState::kOpen,
                                  ConsultationState::kAnswering, ConsultationState::kPublished,
                                  ConsultationState::kWithdrawn};
  constexpr std::array kActs = {ConsultationAct::kOpen, ConsultationAct::kClose, ConsultationAct::kReopen,
                                ConsultationAct::kPublish, ConsultationAct::kWithdraw};
  const auto make = [&](ConsultationState state) {
    const ConsultationId id = AddConsultation();
    if (state == ConsultationState::kWithdrawn) Must(DoConsultation(id, ConsultationAct::kWithdraw));
    if (state == ConsultationState::kDraft || state == ConsultationState::kWithdrawn) return id;
    EXPECT_TRUE(DoConsultation(id, ConsultationAct::kOpen));
    if (state == ConsultationState::kOpen) return id;
    EXPECT_TRUE(DoConsultation(id, ConsultationAct::kClose));
    if (state == ConsultationState::kPublished) Must(DoConsultation(id, ConsultationAct::kPublish));
    return id;
  };
  const auto act = [&](const ConsultationId& id, ConsultationAct tried) { return DoConsultation(id, tried); };
  const auto state_of = [&](const ConsultationId& id) { return GetConsultation(id).state; };
  testing::WalkStates<ConsultationId, ConsultationState, ConsultationAct>(ConsultationSteps(), kStates, kActs,
                                                                          make, act, state_of);
}

TEST_P(Exchange, EveryInputHasItsAnswerBeforeAnythingIsPublished) {
  const ConsultationId id = AddConsultation();
  auto& consultations = services().consultations;
  const auto see = [&](const Someone& who) {
    return Read([&](db::Transaction& tx) { return consultations.Get(tx, who.actor, id); });
  };
  EXPECT_EQ(CodeOf(see(mill_)), base::Code::kNotFound);  // a draft
  ASSERT_TRUE(DoConsultation(id, ConsultationAct::kOpen));
  EXPECT_TRUE(see(mill_));
  EXPECT_EQ(CodeOf(see(stranger_)), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(consultations.Send(stranger_.actor, id, "x")), base::Code::kNotFound);
  const InputId mills = consultations.Send(mill_.actor, id, "Employers.").value();
  EXPECT_EQ(consultations.Send(mill_.actor, id, "Employers, always.").value(), mills);
  const InputId unions = consultations.Send(union_.actor, id, "Employers too.").value();
  const auto inputs_of = [&](const Someone& who) {
    return Read([&](db::Transaction& tx) {
             return consultations.Inputs(tx, who.actor, GetConsultationIn(tx, who, id));
           })
        .value();
  };
  EXPECT_EQ(inputs_of(sela_).size(), 2u);
  ASSERT_EQ(inputs_of(mill_).size(), 1u);
  EXPECT_EQ(inputs_of(mill_)[0].body, "Employers, always.");
  EXPECT_EQ(CodeOf(consultations.AnswerInput(sela_.actor, mills, 2, Answer::kTakenUp, "y")),
            base::Code::kConflict);
  ASSERT_TRUE(DoConsultation(id, ConsultationAct::kClose));
  EXPECT_EQ(CodeOf(consultations.Send(mill_.actor, id, "late")), base::Code::kConflict);
  EXPECT_EQ(CodeOf(consultations.AnswerInput(mill_.actor, mills, 2, Answer::kTakenUp, "y")),
            base::Code::kForbidden);
  EXPECT_EQ(CodeOf(consultations.AnswerInput(union_.actor, mills, 2, Answer::kTakenUp, "y")),
            base::Code::kNotFound);
  EXPECT_EQ(CodeOf(consultations.AnswerInput(sela_.actor, mills, 2, Answer::kTakenUp, " ")),
            base::Code::kInvalid);
  ASSERT_TRUE(consultations.AnswerInput(sela_.actor, mills, 2, Answer::kTakenUp, "It is right."));
  EXPECT_EQ(CodeOf(DoConsultation(id, ConsultationAct::kPublish)), base::Code::kConflict);
  EXPECT_FALSE(inputs_of(mill_)[0].answer.has_value());  // answers come out together
  ASSERT_TRUE(consultations.AnswerInput(sela_.actor, unions, 1, Answer::kNoted, "Said already."));
  ASSERT_TRUE(DoConsultation(id, ConsultationAct::kPublish));
  EXPECT_EQ(inputs_of(mill_).size(), 2u);
  EXPECT_EQ(inputs_of(mill_)[0].answer, Answer::kTakenUp);
  const auto counts = Read([&](db::Transaction& tx) {
    return consultations.Counts(tx, mill_.actor, GetConsultationIn(tx, mill_, id));
  });
  ASSERT_EQ(counts->size(), 2u);
  EXPECT_EQ(counts->at(0).answered, 1);
}

TEST_P(Exchange, InputStatesWalk) {
  constexpr std::array kStates = {InputState::kSent, InputState::kAnswered, InputState::kWithdrawn};
  constexpr std::array kActs = {InputAct::kAnswer, InputAct::kWithdraw};
  std::map<std::string, ConsultationId> of;
  const auto act = [&](const InputId& id, InputAct tried) -> base::Status {
    const std::int64_t version = RowOf("panel_consultation_input", id.text()).Int(1);
    const ConsultationState needs =
        tried == InputAct::kAnswer ? ConsultationState::kAnswering : ConsultationState::kOpen;
    const Consultation one = GetConsultation(of.at(id.text()));
    if (one.state != needs)
      Must(DoConsultation(
          one.id, needs == ConsultationState::kOpen ? ConsultationAct::kReopen : ConsultationAct::kClose));
    if (tried == InputAct::kAnswer)
      return services().consultations.AnswerInput(sela_.actor, id, version, Answer::kNoted, "Noted.");
    return services().consultations.Withdraw(mill_.actor, id, version);
  };
  const auto make = [&](InputState state) {
    const ConsultationId consultation = AddConsultation();
    EXPECT_TRUE(DoConsultation(consultation, ConsultationAct::kOpen));
    const InputId id = services().consultations.Send(mill_.actor, consultation, "x").value();
    of[id.text()] = consultation;
    if (state == InputState::kAnswered) Must(act(id, InputAct::kAnswer));
    if (state == InputState::kWithdrawn) Must(act(id, InputAct::kWithdraw));
    return id;
  };
  const auto state_of = [&](const InputId& id) {
    return InputStateNamed(RowOf("panel_consultation_input", id.text()).Text(0)).value();
  };
  std::vector<panel::Step<InputState, InputAct>> steps(InputSteps().begin(), InputSteps().end());
  std::erase_if(steps,
                [](const auto& step) { return step.act == InputAct::kRevise; });  // Send decides by itself
  testing::WalkStates<InputId, InputState, InputAct>(steps, kStates, kActs, make, act, state_of);
}

TEST_P(Exchange, RoundAndPostStatesWalk) {
  constexpr std::array kRounds = {RoundState::kOpen, RoundState::kClosed, RoundState::kSummarised};
  constexpr std::array kRoundActs = {RoundAct::kClose, RoundAct::kReopen, RoundAct::kSummarise};
  const auto make_round = [&](RoundState state) {
    const RoundId id = AddRound();
    if (state != RoundState::kOpen) Must(DoRound(id, RoundAct::kClose));
    if (state == RoundState::kSummarised) Must(DoRound(id, RoundAct::kSummarise));
    return id;
  };
  const auto round_state = [&](const RoundId& id) {
    return RoundStateNamed(RowOf("panel_discussion_round", id.text()).Text(0)).value();
  };
  testing::WalkStates<RoundId, RoundState, RoundAct>(
      RoundSteps(), kRounds, kRoundActs, make_round,
      [&](const RoundId& id, RoundAct act) { return DoRound(id, act); }, round_state);

  constexpr std::array kPosts = {PostState::kHeld, PostState::kPublished, PostState::kRefused,
                                 PostState::kWithdrawn, PostState::kHidden};
  constexpr std::array kPostActs = {PostAct::kPublish, PostAct::kRefuse, PostAct::kWithdraw, PostAct::kHide};
  const RoundId round = AddRound();
  const auto act = [&](const PostId& id, PostAct tried) {
    const Someone& who = tried == PostAct::kWithdraw ? mill_ : sela_;
    return services().discussions.DoPost(who.actor, id, RowOf("panel_post", id.text()).Int(1), tried,
                                         "Because.");
  };
  const auto make = [&](PostState state) {
    const PostId id = services().discussions.AddPost(mill_.actor, round, "I think so.", false, {}).value();
    if (state == PostState::kPublished || state == PostState::kHidden) Must(act(id, PostAct::kPublish));
    if (state == PostState::kHidden) Must(act(id, PostAct::kHide));
    if (state == PostState::kRefused) Must(act(id, PostAct::kRefuse));
    if (state == PostState::kWithdrawn) Must(act(id, PostAct::kWithdraw));
    return id;
  };
  const auto state_of = [&](const PostId& id) {
    return PostStateNamed(RowOf("panel_post", id.text()).Text(0)).value();
  };
  testing::WalkStates<PostId, PostState, PostAct>(PostSteps(), kPosts, kPostActs, make, act, state_of);
}

TEST_P(Exchange, PostsAreHeldUntilAModeratorPublishesThem) {
  const RoundId round = AddRound();
  auto& discussions = services().discussions;
  const PostId post = discussions.AddPost(mill_.actor, round, "Repay all.", false, {}).value();
  EXPECT_EQ(CodeOf(discussions.AddPost(stranger_.actor, round, "x", false, {})), base::Code::kNotFound);
  const auto posts_of = [&](const Someone& who) {
    return Read([&](db::Transaction& tx) -> base::Result<std::vector<panel::Post>> {
             const Discussion one = discussions.Get(tx, who.actor, discussion_, nullptr).value();
             return discussions.Posts(tx, who.actor, one, round, nullptr);
           })
        .value();
  };
  EXPECT_EQ(posts_of(mill_).size(), 1u);
  EXPECT_EQ(posts_of(union_).size(), 0u);
  EXPECT_EQ(CodeOf(discussions.DoPost(union_.actor, post, 1, PostAct::kPublish, "")), base::Code::kNotFound);
  EXPECT_EQ(CodeOf(discussions.DoPost(mill_.actor, post, 1, PostAct::kPublish, "")), base::Code::kForbidden);
  EXPECT_EQ(CodeOf(DoRound(round, RoundAct::kClose)), base::Code::kConflict);  // a post is held
  EXPECT_EQ(CodeOf(discussions.OpenRound(sela_.actor, discussion_, "Next?", {})), base::Code::kConflict);
  ASSERT_TRUE(discussions.DoPost(sela_.actor, post, 1, PostAct::kPublish, ""));
  EXPECT_EQ(posts_of(union_).size(), 1u);
  ASSERT_TRUE(DoRound(round, RoundAct::kClose));
  EXPECT_EQ(CodeOf(discussions.AddPost(mill_.actor, round, "late", false, {})), base::Code::kConflict);
  ASSERT_TRUE(DoRound(round, RoundAct::kSummarise));
  EXPECT_TRUE(discussions.OpenRound(sela_.actor, discussion_, "Next?", {}));
}

TEST_P(Exchange, AReplyByMailIsAHeldPost) {
  const RoundId round = AddRound();
  const ReplyTokens tokens(desk().InstallationKey("panel-reply"));
  const auto message = [&](const std::string& from, const std::string& token, const std::string& id,
                           const std::string& more = "") {
    return "From: Delegate <" + from + ">\r\nTo: panel@panel.example\r\nSubject: Re: [#" + token +
           "] Repayment\r\nMessage-ID: <" + id + ">\r\n" + more +
           "\r\nRepay all of it.\r\n\r\nOn 1 Dec 2026, Panel wrote:\r\n> What is fair?\r\n-- \r\nMill";
  };
  const std::string token = tokens.TokenFor(round, "delegate@mill.example");
  const auto post =
      ReceiveReply(services(), tokens, message("delegate@mill.example", token, "1@mill.example"));
  ASSERT_TRUE(post) << post.error().external;
  const auto row = Read([&](db::Transaction& tx) {
    return tx.QueryOne("SELECT state, words, by_mail, org_id FROM panel_post WHERE id = $1", {*post});
  });
  EXPECT_EQ((*row)->Text(0), "held");
  EXPECT_EQ((*row)->Text(1), R"({"text":"Repay all of it."})");
  EXPECT_EQ((*row)->Text(3), mill_.org.text());
  // The same message again; a forged token; somebody else's token; an automatic answer; a stranger with a
  // right token.
  EXPECT_EQ(
      CodeOf(ReceiveReply(services(), tokens, message("delegate@mill.example", token, "1@mill.example"))),
      base::Code::kConflict);
  std::string forged = token;
  forged.back() = forged.back() == 'a' ? 'b' : 'a';
  EXPECT_EQ(CodeOf(ReceiveReply(services(), tokens, message("delegate@mill.example", forged, "2"))),
            base::Code::kForbidden);
  EXPECT_EQ(CodeOf(ReceiveReply(services(), tokens, message("delegate@union.example", token, "3"))),
            base::Code::kForbidden);
  EXPECT_EQ(
      CodeOf(ReceiveReply(services(), tokens,
                          message("delegate@mill.example", token, "4", "Auto-Submitted: auto-replied\r\n"))),
      base::Code::kForbidden);
  const std::string strangers = tokens.TokenFor(round, "eve@elsewhere.example");
  EXPECT_EQ(CodeOf(ReceiveReply(services(), tokens, message("eve@elsewhere.example", strangers, "5"))),
            base::Code::kForbidden);
  ASSERT_TRUE(services().discussions.DoPost(sela_.actor, *post, 1, PostAct::kPublish, ""));
  ASSERT_TRUE(DoRound(round, RoundAct::kClose));
  EXPECT_EQ(CodeOf(ReceiveReply(services(), tokens, message("delegate@mill.example", token, "6"))),
            base::Code::kConflict);
}

TEST_P(Exchange, WhatBelongsToAClosedSessionIsSealedAndUnknownToOthers) {
  const PanelSessionId session = ClosedSession();
  const OpinionId opinion = AddOpinion(false, OpinionMethod::kConsensus, session);
  ASSERT_TRUE(OpenBallot(opinion));
  const RoundId round = AddRound(session);
  ASSERT_TRUE(services().discussions.AddPost(mill_.actor, round, "Sealed words.", false, {}));
  const auto unseen = [&](const desk::Actor& actor) {
    return Read([&](db::Transaction& tx) -> base::Result<bool> {
             const bool no_opinion =
                 CodeOf(services().opinions.Get(tx, actor, opinion, nullptr)) == base::Code::kNotFound;
             const bool no_discussion =
                 CodeOf(services().discussions.Get(tx, actor, discussion_, nullptr)) == base::Code::kNotFound;
             return no_opinion && no_discussion &&
                    services().opinions.List(tx, actor, {}, 9, nullptr)->empty() &&
                    services().discussions.List(tx, actor, {}, 9, nullptr)->empty() &&
                    services().discussions.HeldPosts(tx, actor, 9)->empty() &&
                    services().opinions.WaitingForVote(tx, actor, 9)->empty();
           })
        .value();
  };
  EXPECT_TRUE(unseen(union_.actor));
  EXPECT_TRUE(unseen(admin_));
  EXPECT_FALSE(unseen(mill_.actor));
  const auto words = Read([&](db::Transaction& tx) {
    return tx.Query(
        "SELECT words FROM panel_post UNION ALL SELECT words FROM panel_opinion UNION ALL SELECT words FROM "
        "panel_discussion UNION ALL SELECT words FROM panel_discussion_round");
  });
  for (const db::Row& row : *words) EXPECT_EQ(row.Text(0), "");
  const vault::UnlockedPerson mill = Unlock(mill_);
  const auto opened =
      Read([&](db::Transaction& tx) { return services().opinions.Get(tx, mill_.actor, opinion, &mill); });
  EXPECT_EQ(opened->title, "No fees");
  EXPECT_TRUE(GetOpinion(mill_, opinion).locked);
  // Mails go to the participants alone and name nothing.
  ASSERT_TRUE(SendReminders(desk(), services()));
  for (const net::Mail& mail : mailer_->sent()) {
    EXPECT_TRUE(mail.to == "delegate@mill.example" || mail.to == "sela@example.org") << mail.to;
    EXPECT_FALSE(Has(mail.subject + mail.text, "No fees"));
    EXPECT_FALSE(Has(mail.subject + mail.text, "Repayment"));
    EXPECT_FALSE(Has(mail.subject + mail.text, opinion.text()));
  }
  EXPECT_EQ(mailer_->sent().size(), 3u);  // a round to each of two, a vote to the member
}

TEST_P(Exchange, EachReminderGoesOutOnce) {
  const PanelSessionId session = HeldSession();
  Write(session, "!action @delegate@mill.example 2025-10-12: Send the survey");
  ASSERT_TRUE(Step(session, MinutesAct::kCirculate));
  ASSERT_TRUE(DoConsultation(AddConsultation("Who pays?"), ConsultationAct::kOpen));
  AddRound();
  mailer_->FailCall(1);
  ASSERT_TRUE(SendReminders(desk(), services()));
  const std::size_t first = mailer_->sent().size();
  ASSERT_TRUE(SendReminders(desk(), services()));
  const std::vector<net::Mail> sent = mailer_->sent();
  EXPECT_EQ(sent.size(), first + 1);  // the one that had failed
  ASSERT_TRUE(SendReminders(desk(), services()));
  EXPECT_EQ(mailer_->sent().size(), first + 1);
  std::set<std::string> seen;
  int to_mill = 0;
  for (const net::Mail& mail : sent) {
    EXPECT_TRUE(seen.insert(mail.to + "|" + mail.subject).second) << mail.to << " " << mail.subject;
    to_mill += mail.to == "delegate@mill.example" ? 1 : 0;
    EXPECT_NE(mail.to, "eve@elsewhere.example");
  }
  EXPECT_EQ(to_mill, 4);  // the action, the minutes, the consultation, the round
  clock_->Advance(9 * base::kDayMs);
  ASSERT_TRUE(SendReminders(desk(), services()));
  const std::vector<net::Mail> later = mailer_->sent();
  ASSERT_GT(later.size(), sent.size());
  const bool late = std::any_of(later.begin() + static_cast<std::ptrdiff_t>(sent.size()), later.end(),
                                [](const net::Mail& mail) { return Has(mail.subject, "Late since"); });
  EXPECT_TRUE(late);
}

TEST_P(Exchange, LimitsAreKept) {
  const std::string too_long(base::kMaxStatementBytes + 1, 'a');
  const std::string long_title(base::kMaxSubjectBytes + 1, 'a');
  EXPECT_EQ(CodeOf(services().discussions.Create(sela_.actor, panel_, {}, long_title, "x")),
            base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(services().discussions.Create(sela_.actor, panel_, {}, "x", too_long)),
            base::Code::kTooLarge);
  const RoundId round = AddRound();
  EXPECT_EQ(CodeOf(services().discussions.AddPost(mill_.actor, round, too_long, false, {})),
            base::Code::kTooLarge);
  const auto fill = [&](const std::string& sql, std::int64_t count) {
    ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
      for (std::int64_t i = 0; i < count; ++i)
        TRY(tx.Execute(sql, {base::NewIdText(desk().random()), round, i}));
      return base::Ok();
    }));
  };
  fill(
      "INSERT INTO panel_post(id, round_id, person_id, org_id, state, words, reason, by_mail, made_ms, "
      "version) VALUES ($1, "
      "$2, 'p', 'o', 'published', '{}', '', 0, $3, 1)",
      base::kMaxRoundPosts);
  EXPECT_EQ(CodeOf(services().discussions.AddPost(mill_.actor, round, "one more", false, {})),
            base::Code::kTooLarge);
  ASSERT_TRUE(DoRound(round, RoundAct::kClose));
  ASSERT_TRUE(DoRound(round, RoundAct::kSummarise));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE panel_discussion_round SET number = $2 WHERE id = $1",
                      {round, base::kMaxRounds});
  }));
  EXPECT_EQ(CodeOf(services().discussions.OpenRound(sela_.actor, discussion_, "More?", {})),
            base::Code::kTooLarge);
}

TEST_P(Exchange, TheSecretaryAndADelegateUseThePages) {
  std::string href;
  {
    As as(cookie_, sela_);
    const net::Response wrong = Send("/consultations/new", "title=Fees&question=&closes=2026-01-01");
    EXPECT_EQ(wrong.status, 422);
    EXPECT_TRUE(Has(wrong.body, "value=\"Fees\""));
    const net::Response made =
        Send("/consultations/new", "title=Fees&question=Who+pays%3F&closes=2026-01-01");
    ASSERT_EQ(made.status, 303) << made.body;
    href = LocationOf(made);
    EXPECT_EQ(Send(href + "/do", "act=open&version=1&reason=&closes=").status, 303);
    EXPECT_EQ(Send("/discussions/new", "title=Repay&about=How&where=panel:" + panel_.text()).status, 303);
    EXPECT_EQ(Send("/opinions/new",
                   "title=No+fees&text=None&quorum=50&method=consensus&majority=simple&where=panel:" +
                       panel_.text())
                  .status,
              303);
    EXPECT_TRUE(Has(Get("/opinions").body, "No fees"));
    EXPECT_TRUE(Has(Get("/discussions").body, "Repay"));
  }
  As as(cookie_, mill_);
  EXPECT_TRUE(Has(Get("/").body, "The panel asks: Fees"));
  EXPECT_EQ(Send(href + "/input", "body=Employers").status, 303);
  EXPECT_TRUE(Has(Get(href).body, "Employers"));
  EXPECT_EQ(Get("/consultations/new").status, 403);
  EXPECT_FALSE(Has(Get("/opinions").body, "No fees"));  // a draft
  EXPECT_TRUE(Has(Get("/api/v1" + href).body, "\"inputs\""));
  EXPECT_EQ(Get("/api/v1/opinions").status, 200);
  EXPECT_EQ(Get("/api/v1/discussions").status, 200);
}

MANUMIT_ON_BOTH_DATABASES(Exchange);

}  // namespace
}  // namespace panel
