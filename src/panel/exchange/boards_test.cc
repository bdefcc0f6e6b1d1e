// Help, barriers and the paper for one company.

#include <gtest/gtest.h>
#include "base/limits_panel.h"
#include "panel/exchange/exchange.h"
#include "panel/exchange/exchange_world.h"
#include "panel/exchange/shared_matches.h"

namespace panel::exchange {
namespace {

class BoardsTest : public ExchangeTest {};

TEST_P(BoardsTest, HelpIsTakenByWhomItAsks) {
  const Someone ministry =
      AddMemberOrganisation("ministry", "Ministry of Labour", desk::OrgType::kGovernment, "vn");
  Help help;
  help.panel = panel_;
  help.title = "Visas for witnesses";
  const auto id = exchange().help.Ask(taker_.actor, help);
  ASSERT_TRUE(id);
  EXPECT_EQ(exchange().help.Act(giver_.actor, *id, HelpAct::kTake, "").error().code, base::Code::kForbidden);
  EXPECT_EQ(exchange().help.WaitingFor(ministry.actor, panel_)->to_take, 1);
  ASSERT_TRUE(exchange().help.Act(ministry.actor, *id, HelpAct::kTake, ""));
  EXPECT_EQ(exchange().help.Act(ministry.actor, *id, HelpAct::kAnswer, " ").error().code,
            base::Code::kInvalid);
  EXPECT_EQ(exchange().help.Get(taker_.actor, *id)->due.ms,
            clock_->Now().ms + kAnswerWithinDays * base::kDayMs);
  clock_->Advance((kAnswerWithinDays + 1) * base::kDayMs);
  HelpFilter late;
  late.late = true;
  EXPECT_EQ(exchange().help.List(taker_.actor, panel_, late, "", 10)->items.size(), 1U);
  ASSERT_TRUE(exchange().help.Act(ministry.actor, *id, HelpAct::kAnswer, "By form 7."));
  EXPECT_EQ(exchange().help.WaitingFor(taker_.actor, panel_)->to_close, 1);
}

TEST_P(BoardsTest, BarriersHaveOwners) {
  Barrier barrier;
  barrier.panel = panel_;
  barrier.title = "Banks refuse accounts";
  barrier.hindered = {desk::OrgType::kNgo};
  const auto id = exchange().barriers.Report(taker_.actor, barrier);
  ASSERT_TRUE(id);
  const base::UtcTime later{clock_->Now().ms + 10 * base::kDayMs};
  BarrierChange change{.owner = members_["giver"], .words = "", .review = later, .version = {}};
  EXPECT_EQ(exchange().barriers.Act(taker_.actor, *id, BarrierAct::kAssign, change).error().code,
            base::Code::kForbidden);
  change.review = clock_->Now();
  EXPECT_EQ(exchange().barriers.Act(sela_.actor, *id, BarrierAct::kAssign, change).error().code,
            base::Code::kInvalid);
  change.review = later;
  ASSERT_TRUE(exchange().barriers.Act(sela_.actor, *id, BarrierAct::kAssign, change));
  change.words = "We talk to the banks";
  ASSERT_TRUE(exchange().barriers.Act(giver_.actor, *id, BarrierAct::kPlan, change));
  EXPECT_EQ(exchange().barriers.Act(third_.actor, *id, BarrierAct::kLift, change).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(exchange().barriers.WaitingFor(giver_.actor, panel_)->to_review, 0);
  clock_->Advance(11 * base::kDayMs);
  EXPECT_EQ(exchange().barriers.WaitingFor(giver_.actor, panel_)->to_review, 1);
  change.version = 0;
  EXPECT_EQ(exchange().barriers.Act(giver_.actor, *id, BarrierAct::kLift, change).error().code,
            base::Code::kConflict);
}

TEST_P(BoardsTest, APitchPaperKnowsTheCompany) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 100));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 40));
  const auto pair =
      exchange().introductions.Bring(taker_.actor, offer, need, base::Decimal::FromInteger(10), "");
  ASSERT_TRUE(pair);
  ASSERT_TRUE(exchange().introductions.Act(giver_.actor, *pair, IntroductionAct::kOfferAccepts));
  const auto paper = exchange().pitches.Make(taker_.actor, panel_, members_["giver"]);
  ASSERT_TRUE(paper) << paper.error().external;
  ASSERT_EQ(paper->gave.size(), 1U);
  EXPECT_EQ(paper->gave[0].agreed.text(), "10");
  ASSERT_EQ(paper->asks.size(), 1U);
  ASSERT_TRUE(paper->asks[0].offer);
  EXPECT_EQ(paper->asks[0].offer->other.id, offer);
  EXPECT_EQ(paper->targets, std::vector<std::string>{"8.7"});
  EXPECT_EQ(exchange().pitches.Make(giver_.actor, panel_, members_["giver"]).error().code,
            base::Code::kNotFound);
  // One match is known to its two sides and the secretariat: nobody else reads it out of a sum.
  EXPECT_EQ(paper->partners, 0);
  const auto others = exchange().pitches.Make(third_.actor, panel_, members_["giver"]);
  EXPECT_TRUE(others->gave.empty());
  EXPECT_EQ(others->partners, 0);
  const auto all = exchange().pitches.Make(sela_.actor, panel_, members_["giver"]);
  ASSERT_EQ(all->gave.size(), 1U);
  EXPECT_EQ(all->partners, 1);
}

MANUMIT_ON_BOTH_DATABASES(BoardsTest);

}  // namespace
}  // namespace panel::exchange
