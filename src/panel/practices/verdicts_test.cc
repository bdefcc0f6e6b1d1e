// Verdicts on practices and replications are given by people, and by strangers.

#include <gtest/gtest.h>

#include "panel/practices/practice_world.h"

namespace panel {
namespace {

class PracticeVerdictTest : public testing::PracticeTest {};

TEST_P(PracticeVerdictTest, NoProgramAndNobodyOfTheClaimantConfirmsAReplication) {
  const PracticeId id = Published();
  const ReplicationId claim = all().replications.Claim(copier_.actor, id, GoodClaim()).value();
  desk::Actor key = owner_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  EXPECT_EQ(all().replications.Decide(key, claim, 0, true, "").error().code, base::Code::kForbidden);
  ASSERT_TRUE(desk().people().SetRoles(system_, copier_.org, owner_.person, {desk::Role::kViewer}));
  EXPECT_EQ(all().replications.Decide(owner_.actor, claim, 0, true, "").error().code, base::Code::kForbidden);
  Must(all().replications.Decide(first_.actor, claim, 0, true, "We were there."));
}

TEST_P(PracticeVerdictTest, NoProgramReviews) {
  const PracticeId id = Draft();
  BringTo(id, PracticeState::kSubmitted);
  const PracticeReviewId one = all().reviews.Invite(sela_.actor, id, members_["union"], 7).value();
  desk::Actor key = first_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  EXPECT_EQ(all().reviews.Agree(key, one, 0, "").error().code, base::Code::kForbidden);
  Must(all().reviews.Agree(first_.actor, one, 0, ""));
  const PracticeReviewId two = Agreed(id, second_, "shelter", "");
  Must(Do(sela_, id, PracticeAct::kBeginReview));
  // Who took up a role at the owner's meanwhile is no stranger any more.
  ASSERT_TRUE(desk().people().SetRoles(system_, owner_.org, first_.person, {desk::Role::kViewer}));
  EXPECT_EQ(all().reviews.Finish(first_.actor, one, 0, {Answers(2), "publish", "", ""}).error().code,
            base::Code::kForbidden);
  Finish(second_, two, 2);
}

TEST_P(PracticeVerdictTest, ASuspendedReviewerAsksNothing) {
  const PracticeId id = Draft();
  BringTo(id, PracticeState::kSubmitted);
  Agreed(id, first_, "union", "");
  ASSERT_TRUE(all().reviews.Ask(first_.actor, id, "Who asked the workers?"));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE panel_member SET state = 'suspended' WHERE id = $1", {members_["union"]});
  }));
  EXPECT_EQ(all().reviews.Ask(first_.actor, id, "And now?").error().code, base::Code::kForbidden);
  EXPECT_TRUE(all().reviews.Ask(sela_.actor, id, "The secretariat may."));
}

MANUMIT_ON_BOTH_DATABASES(PracticeVerdictTest);

}  // namespace
}  // namespace panel
