// The life of a practice and of its reviews, through the real services, on both databases.

#include <gtest/gtest.h>

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/practices/practice_world.h"

namespace panel {
namespace {

using testing::PracticeTest;

class PracticeLifeTest : public PracticeTest {
 protected:
  // An act by whoever may do it, with what else it needs made true first.
  base::Status Try(const PracticeId& id, PracticeAct act) {
    const Practice practice = Stored(id);
    if (act == PracticeAct::kBeginReview && practice.state == PracticeState::kSubmitted) {
      Agreed(id, first_, "union");
      Agreed(id, second_, "shelter");
    }
    if (act == PracticeAct::kAccept && practice.state == PracticeState::kInReview) {
      const auto reviews = all().reviews.Of(sela_.actor, id).value();
      for (const PracticeReview& review : reviews)
        Finish(review.org == first_.org ? first_ : second_, review.id, 2);
    }
    const bool secretariat = act == PracticeAct::kBeginReview || act == PracticeAct::kReturn ||
                             act == PracticeAct::kAccept || act == PracticeAct::kDecline;
    return Do(secretariat ? sela_ : owner_, id, act);
  }
};

TEST_P(PracticeLifeTest, EveryStepOfTheTableAndNoOther) {
  std::vector<PracticeState> states;
  std::vector<PracticeAct> acts;
  for (int i = 0; i < static_cast<int>(PracticeState::kCount); ++i)
    states.push_back(static_cast<PracticeState>(i));
  for (int i = 0; i < static_cast<int>(PracticeAct::kCount); ++i) acts.push_back(static_cast<PracticeAct>(i));
  testing::WalkStates<PracticeId, PracticeState, PracticeAct>(
      PracticeSteps(), states, acts,
      [&](PracticeState state) {
        const PracticeId id = Draft();
        // A draft that was sent before: one that never was is not known to the secretariat at all.
        if (state == PracticeState::kDraft) {
          Must(Do(owner_, id, PracticeAct::kSubmit));
          Must(Do(owner_, id, PracticeAct::kRecall));
        }
        BringTo(id, state);
        return id;
      },
      [&](const PracticeId& id, PracticeAct act) { return Try(id, act); },
      [&](const PracticeId& id) { return Stored(id).state; });
}

TEST_P(PracticeLifeTest, EveryStepOfAReview) {
  std::vector<ReviewState> states;
  std::vector<ReviewAct> acts;
  for (int i = 0; i < static_cast<int>(ReviewState::kCount); ++i)
    states.push_back(static_cast<ReviewState>(i));
  for (int i = 0; i < static_cast<int>(ReviewAct::kCount); ++i) acts.push_back(static_cast<ReviewAct>(i));
  const auto load = [&](const PracticeReviewId& id) {
    return desk().database().Read([&](db::Transaction& tx) { return LoadReview(tx, id); }).value();
  };
  testing::WalkStates<PracticeReviewId, ReviewState, ReviewAct>(
      ReviewSteps(), states, acts,
      [&](ReviewState state) {
        const PracticeId id = Draft();
        BringTo(id, PracticeState::kSubmitted);
        Agreed(id, second_, "shelter");
        const PracticeReviewId review = all().reviews.Invite(sela_.actor, id, members_["union"], 7).value();
        if (state == ReviewState::kRecused)
          Must(all().reviews.Recuse(first_.actor, review, 0, "We know them."));
        if (state == ReviewState::kReleased) Must(all().reviews.ReleaseOne(sela_.actor, review, 0));
        if (state == ReviewState::kAgreed || state == ReviewState::kDone)
          Must(all().reviews.Agree(first_.actor, review, 0, ""));
        if (state == ReviewState::kDone) {
          Must(Do(sela_, id, PracticeAct::kBeginReview));
          Finish(first_, review, 2);
        }
        return review;
      },
      [&](const PracticeReviewId& id, ReviewAct act) -> base::Status {
        if (act == ReviewAct::kAgree) return all().reviews.Agree(first_.actor, id, 0, "");
        if (act == ReviewAct::kRecuse) return all().reviews.Recuse(first_.actor, id, 0, "");
        if (act == ReviewAct::kRelease) return all().reviews.ReleaseOne(sela_.actor, id, 0);
        const PracticeReview review = load(id);
        if (review.state == ReviewState::kAgreed) Must(Do(sela_, review.practice, PracticeAct::kBeginReview));
        return all().reviews.Finish(first_.actor, id, 0, {Answers(2), "publish", "", ""});
      },
      [&](const PracticeReviewId& id) { return load(id).state; });
}

TEST_P(PracticeLifeTest, EveryStepOfReplicationsTranslationsAndTools) {
  const PracticeId id = Published();
  std::vector<ReplicationState> states = {ReplicationState::kClaimed, ReplicationState::kConfirmed,
                                          ReplicationState::kRefused, ReplicationState::kRetracted};
  std::vector<ReplicationAct> acts = {ReplicationAct::kAmend, ReplicationAct::kConfirm,
                                      ReplicationAct::kRefuse, ReplicationAct::kRetract};
  const auto act = [&](const ReplicationId& claim, ReplicationAct tried) -> base::Status {
    if (tried == ReplicationAct::kAmend)
      return all().replications.Amend(copier_.actor, claim, 0, GoodClaim());
    if (tried == ReplicationAct::kRetract) return all().replications.Retract(copier_.actor, claim, 0);
    return all().replications.Decide(owner_.actor, claim, 0, tried == ReplicationAct::kConfirm, "we saw it");
  };
  testing::WalkStates<ReplicationId, ReplicationState, ReplicationAct>(
      ReplicationSteps(), states, acts,
      [&](ReplicationState state) {
        const ReplicationId claim = all().replications.Claim(copier_.actor, id, GoodClaim()).value();
        if (state == ReplicationState::kConfirmed) Must(act(claim, ReplicationAct::kConfirm));
        if (state == ReplicationState::kRefused) Must(act(claim, ReplicationAct::kRefuse));
        if (state == ReplicationState::kRetracted) Must(act(claim, ReplicationAct::kRetract));
        return claim;
      },
      act,
      [&](const ReplicationId& claim) { return all().replications.Get(copier_.actor, claim).value().state; });

  const PracticeTexts texts{.title = "고용주가 낸다", .summary = "요약", .body = "본문"};
  testing::WalkStates<PracticeTranslationId, TranslationState, TranslationAct>(
      TranslationSteps(),
      std::vector{TranslationState::kProposed, TranslationState::kPublished, TranslationState::kRetired},
      std::vector{TranslationAct::kAmend, TranslationAct::kPublish, TranslationAct::kRetire},
      [&](TranslationState state) {
        const PracticeId other = Published();
        const auto made = all().translations.Propose(copier_.actor, other, "ko", texts).value();
        if (state == TranslationState::kPublished) Must(all().translations.Publish(owner_.actor, made, 0));
        if (state == TranslationState::kRetired) Must(all().translations.Retire(owner_.actor, made, 0));
        return made;
      },
      [&](const PracticeTranslationId& made, TranslationAct tried) {
        if (tried == TranslationAct::kAmend) return all().translations.Amend(copier_.actor, made, 0, texts);
        if (tried == TranslationAct::kPublish) return all().translations.Publish(owner_.actor, made, 0);
        return all().translations.Retire(owner_.actor, made, 0);
      },
      [&](const PracticeTranslationId& made) {
        return all().translations.Get(owner_.actor, made).value().state;
      });

  ToolContent content{.title = "Fee receipt book", .summary = "A book of receipts."};
  content.editions = {{"en", "2", "2024", "https://tools.example.org/book.pdf", "CC-BY-4.0"}};
  testing::WalkStates<ToolId, ToolState, ToolAct>(
      ToolSteps(),
      std::vector{ToolState::kProposed, ToolState::kListed, ToolState::kRefused, ToolState::kRetired},
      std::vector{ToolAct::kAmend, ToolAct::kList, ToolAct::kRefuse, ToolAct::kRetire},
      [&](ToolState state) {
        const ToolId tool = all().tools.Propose(copier_.actor, panel_, content, true).value();
        if (state == ToolState::kListed) Must(all().tools.Do(sela_.actor, tool, 0, ToolAct::kList, ""));
        if (state == ToolState::kRefused)
          Must(all().tools.Do(sela_.actor, tool, 0, ToolAct::kRefuse, "twice"));
        if (state == ToolState::kRetired)
          Must(all().tools.Do(copier_.actor, tool, 0, ToolAct::kRetire, "old"));
        return tool;
      },
      [&](const ToolId& tool, ToolAct tried) {
        if (tried == ToolAct::kAmend) return all().tools.Amend(copier_.actor, tool, 0, content, true);
        return all().tools.Do(sela_.actor, tool, 0, tried, "note");
      },
      [&](const ToolId& tool) { return all().tools.Get(copier_.actor, tool).value().tool.state; });
}

TEST_P(PracticeLifeTest, ReviewersAreOfOtherMembersAndSayWhatInterestTheyHave) {
  const PracticeId id = Draft();
  BringTo(id, PracticeState::kSubmitted);
  EXPECT_EQ(all().reviews.Invite(sela_.actor, id, members_["hanbit"], 7).error().code, base::Code::kConflict);
  EXPECT_EQ(all().reviews.Invite(owner_.actor, id, members_["union"], 7).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(all().reviews.Invite(stranger_.actor, id, members_["union"], 7).error().code,
            base::Code::kNotFound);
  const PracticeReviewId one = Agreed(id, first_, "union", "We sell them thread.");
  EXPECT_EQ(Do(sela_, id, PracticeAct::kBeginReview).error().code, base::Code::kConflict);
  // Somebody who also works for the owner cannot review, whatever organisation she acts for.
  ASSERT_TRUE(desk().people().SetRoles(system_, owner_.org, second_.person, {desk::Role::kViewer}));
  const PracticeReviewId two = all().reviews.Invite(sela_.actor, id, members_["shelter"], 7).value();
  EXPECT_EQ(all().reviews.Agree(second_.actor, two, 0, "").error().code, base::Code::kForbidden);
  const Someone other = AddPerson("other@shelter.example", "Other", second_.org, desk::Role::kDelegate);
  Must(all().reviews.Agree(other.actor, two, 0, ""));
  Must(Do(sela_, id, PracticeAct::kBeginReview));
  Finish(first_, one, 3);
  EXPECT_EQ(Do(sela_, id, PracticeAct::kAccept).error().code, base::Code::kConflict);
  EXPECT_EQ(all().reviews.Finish(second_.actor, two, 0, {Answers(2), "publish", "", ""}).error().code,
            base::Code::kForbidden);
  ReviewAnswers incomplete = Answers(2);
  incomplete.of[0].answer = CriterionAnswer::kNone;
  EXPECT_EQ(all().reviews.Finish(other.actor, two, 0, {incomplete, "publish", "", ""}).error().code,
            base::Code::kInvalid);
  // A question keeps it from being accepted until the owner answers.
  const PracticeCommentId question = all().reviews.Ask(other.actor, id, "Who asked the workers?").value();
  Finish(other, two, 2);
  EXPECT_EQ(Do(sela_, id, PracticeAct::kAccept).error().code, base::Code::kConflict);
  EXPECT_EQ(all().reviews.Reply(first_.actor, id, question, "x").error().code, base::Code::kForbidden);
  ASSERT_TRUE(all().reviews.Reply(owner_.actor, id, question, "The union did."));
  Must(Do(sela_, id, PracticeAct::kAccept));
  const PracticeRevision accepted = all().life.Revision(owner_.actor, id, 1).value();
  EXPECT_EQ(accepted.grade, 2) << "the lower of the two";
  EXPECT_TRUE(accepted.interest);
}

TEST_P(PracticeLifeTest, TheOwnerDoesNotLearnWhoReviews) {
  const PracticeId id = Draft();
  BringTo(id, PracticeState::kInReview);
  ASSERT_TRUE(all().reviews.Ask(first_.actor, id, "Why?"));
  const auto seen = all().reviews.Of(owner_.actor, id).value();
  for (const PracticeReview& review : seen) {
    EXPECT_TRUE(review.org.empty());
    EXPECT_TRUE(review.name.empty());
    EXPECT_TRUE(review.to_secretariat.empty());
  }
  const auto comments = all().reviews.Comments(owner_.actor, id).value();
  ASSERT_EQ(comments.size(), 1U);
  EXPECT_TRUE(comments[0].name.empty());
  EXPECT_EQ(comments[0].place, 1);
  EXPECT_EQ(all().reviews.Of(first_.actor, id).value().size(), 1U);
  EXPECT_EQ(all().reviews.Of(sela_.actor, id).value()[0].name, "Textile Union");
}

TEST_P(PracticeLifeTest, WhatIsNotPublishedIsItsOwnersAlone) {
  const PracticeId draft = Draft();
  for (const Someone& someone : {first_, stranger_, sela_})
    EXPECT_EQ(all().life.View(someone.actor, draft).error().code, base::Code::kNotFound);
  EXPECT_EQ(all().life.View(first_.actor, PracticeId::New(desk().random())).error().external,
            all().life.View(first_.actor, draft).error().external);
  BringTo(draft, PracticeState::kSubmitted);
  EXPECT_TRUE(all().life.View(sela_.actor, draft));
  EXPECT_EQ(all().life.View(first_.actor, draft).error().code, base::Code::kNotFound);

  const PracticeId members_only = Draft();
  BringTo(members_only, PracticeState::kAccepted);
  Must(Do(owner_, members_only, PracticeAct::kPublish, "", false));
  EXPECT_TRUE(all().life.View(copier_.actor, members_only));
  EXPECT_EQ(all().life.View(stranger_.actor, members_only).error().code, base::Code::kNotFound);
  EXPECT_EQ(all().published.Get(members_only).error().code, base::Code::kNotFound);
  EXPECT_EQ(all().published.Search({}, "", 10).value().results.total, 0);
  EXPECT_EQ(all().life.Search(copier_.actor, {}, "", 10).value().total, 1);
  EXPECT_EQ(all().life.Search(stranger_.actor, {}, "", 10).value().all, 0);
  Must(all().life.SetAudience(owner_.actor, members_only, 0, true));
  EXPECT_TRUE(all().published.Get(members_only));
  EXPECT_EQ(all().published.Search({}, "", 10).value().results.total, 1);
  EXPECT_EQ(all().life.SetAudience(copier_.actor, members_only, 0, false).error().code,
            base::Code::kForbidden);
}

TEST_P(PracticeLifeTest, EditionsTellWhatChangedAndTheOldOneStaysMeanwhile) {
  const PracticeId id = Published();
  Must(Do(owner_, id, PracticeAct::kRevise));
  PracticeContent changed = Content("Employer pays, and shows it");
  Must(all().life.Edit(owner_.actor, id, 0, changed));
  EXPECT_EQ(all().published.Get(id).value().shown.content.texts.title,
            "Employer pays the agent, in full, before travel");
  EXPECT_EQ(all().life.Do(owner_.actor, id, {PracticeAct::kSubmit, 0, "", false}).error().code,
            base::Code::kInvalid)
      << "the second version needs a note of what changed";
  Must(Do(owner_, id, PracticeAct::kSubmit, "Shows the receipts."));
  const PracticeReviewId one = Agreed(id, first_, "union");
  const PracticeReviewId two = Agreed(id, second_, "shelter");
  Must(Do(sela_, id, PracticeAct::kBeginReview));
  Finish(first_, one, 4);
  Finish(second_, two, 4);
  Must(Do(sela_, id, PracticeAct::kAccept));
  Must(Do(owner_, id, PracticeAct::kPublish));
  const PublicPractice now = all().published.Get(id).value();
  EXPECT_EQ(now.practice.edition, 2);
  EXPECT_EQ(now.practice.grade, 4);
  ASSERT_EQ(now.editions.size(), 2U);
  EXPECT_EQ(now.editions[0].change_note, "Shows the receipts.");
  EXPECT_EQ(all().published.Get(id, 1).value().shown.grade, 3);
  EXPECT_FALSE(all().published.Get(id, 1).value().newest);
  EXPECT_EQ(all().published.Get(id, 3).error().code, base::Code::kNotFound);
  Must(Do(owner_, id, PracticeAct::kWithdraw, "It did harm."));
  EXPECT_EQ(all().published.Get(id).error().code, base::Code::kNotFound);
  EXPECT_EQ(all().published.WasWithdrawn(id).value()->reason, "It did harm.");
  EXPECT_EQ(all().published.Search({}, "", 10).value().results.total, 0);
}

TEST_P(PracticeLifeTest, SomebodyElseWasFirst) {
  const PracticeId id = Draft();
  const std::int64_t version = Stored(id).version;
  Must(all().life.Edit(owner_.actor, id, version, Content("One")));
  EXPECT_EQ(all().life.Edit(owner_.actor, id, version, Content("Two")).error().code, base::Code::kConflict);
  EXPECT_EQ(all().life.Do(owner_.actor, id, {PracticeAct::kSubmit, version, "", false}).error().code,
            base::Code::kConflict);
}

TEST_P(PracticeLifeTest, TranslationsGrowStale) {
  const PracticeId id = Published();
  const PracticeTexts texts{
      .title = "고용주가 수수료를 낸다", .summary = "모든 수수료를 회사가 낸다.", .body = "본문"};
  EXPECT_EQ(all().translations.Propose(copier_.actor, id, "en", texts).error().code, base::Code::kConflict);
  const PracticeTranslationId made = all().translations.Propose(copier_.actor, id, "ko", texts).value();
  EXPECT_EQ(all().translations.Propose(first_.actor, id, "ko", texts).error().code, base::Code::kConflict);
  EXPECT_EQ(all().translations.Publish(copier_.actor, made, 0).error().code, base::Code::kForbidden);
  EXPECT_EQ(all().translations.Get(first_.actor, made).error().code, base::Code::kNotFound);
  EXPECT_TRUE(all().published.Get(id).value().translations.empty());
  Must(all().translations.Publish(owner_.actor, made, 0));
  EXPECT_FALSE(all().published.Get(id).value().translations.at(0).stale);
  PracticeQuery query;
  query.text = "수수료";
  EXPECT_EQ(all().published.Search(query, "", 10).value().results.total, 1);
  query.text.clear();
  query.languages = {"ko"};
  EXPECT_EQ(all().published.Search(query, "", 10).value().results.total, 1);
  Must(Do(owner_, id, PracticeAct::kRevise));
  BringTo(id, PracticeState::kPublished);
  EXPECT_TRUE(all().published.Get(id).value().translations.at(0).stale);
}

TEST_P(PracticeLifeTest, ReplicationsCountOnceConfirmedByOthers) {
  const PracticeId id = Published();
  EXPECT_EQ(all().replications.Claim(owner_.actor, id, GoodClaim()).error().code, base::Code::kConflict);
  ReplicationClaim without = GoodClaim();
  without.figures.clear();
  EXPECT_EQ(all().replications.Claim(copier_.actor, id, without).error().code, base::Code::kInvalid);
  ReplicationClaim shown = GoodClaim();
  shown.may_show = true;
  const ReplicationId claim = all().replications.Claim(copier_.actor, id, shown).value();
  const ReplicationId hidden = all().replications.Claim(copier_.actor, id, GoodClaim()).value();
  EXPECT_EQ(Stored(id).replications, 0);
  EXPECT_EQ(all().replications.Decide(copier_.actor, claim, 0, true, "").error().code,
            base::Code::kForbidden);
  EXPECT_EQ(all().replications.Decide(stranger_.actor, claim, 0, true, "").error().code,
            base::Code::kNotFound);
  Must(all().replications.Decide(first_.actor, claim, 0, true, "We were there."));
  EXPECT_EQ(all().replications.Decide(owner_.actor, hidden, 0, false, "").error().code, base::Code::kInvalid);
  Must(all().replications.Decide(owner_.actor, hidden, 0, true, ""));
  EXPECT_EQ(Stored(id).replications, 1) << "one organisation, however often it says so";
  const ReplicationId another = all().replications.Claim(second_.actor, id, GoodClaim()).value();
  Must(all().replications.Decide(owner_.actor, another, 0, true, ""));
  EXPECT_EQ(Stored(id).replications, 2);
  EXPECT_EQ(all().published.Get(id, 0).value().replications.size(), 1U);
  EXPECT_EQ(all().published.Search({}, "", 1).value().results.hits.at(0).replications, 2);
  Must(all().replications.Amend(copier_.actor, claim, 0, GoodClaim()));
  EXPECT_EQ(Stored(id).replications, 2) << "its other claim stands";
  Must(all().replications.Retract(copier_.actor, hidden, 0));
  EXPECT_EQ(Stored(id).replications, 1);
}

TEST_P(PracticeLifeTest, LimitsOfReviewersCommentsAndPages) {
  const PracticeId id = Draft();
  BringTo(id, PracticeState::kSubmitted);
  for (std::size_t i = 0; i <= base::kMaxPracticeReviewers; ++i) {
    const std::string slug = "more" + std::to_string(i);
    AddMemberOrganisation(slug, "More " + slug, desk::OrgType::kNgo, "kr");
    const auto asked = all().reviews.Invite(sela_.actor, id, members_[slug], 7);
    EXPECT_EQ(asked.has_value(), i < base::kMaxPracticeReviewers);
  }
  EXPECT_EQ(
      Do(owner_, id, PracticeAct::kWithdraw, std::string(base::kMaxPracticeNoteBytes + 1, 'x')).error().code,
      base::Code::kTooLarge);
  const auto fill = desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxPracticeComments; ++i) {
      PracticeComment comment{.kind = "comment", .audience = "review", .role = "owner"};
      comment.id = PracticeCommentId::New(desk().random());
      comment.org = owner_.org;
      comment.text = "again";
      TRY(InsertComment(tx, comment, id, owner_.actor));
    }
    return base::Ok();
  });
  Must(fill);
  EXPECT_EQ(all().reviews.Comment(owner_.actor, id, "review", "one more").error().code,
            base::Code::kTooLarge);
}

MANUMIT_ON_BOTH_DATABASES(PracticeLifeTest);

}  // namespace
}  // namespace panel
