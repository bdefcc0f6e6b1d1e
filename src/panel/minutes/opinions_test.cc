// Opinions: their states, secret and open votes, dissents, what the world may read.

#include <array>

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/minutes/exchange_world.h"

namespace panel {
namespace {

using testing::CodeOf;
using testing::Exchange;
using testing::Has;

TEST_P(Exchange, OpinionStatesWalk) {
  constexpr std::array kStates = {OpinionState::kDraft,    OpinionState::kOpen,   OpinionState::kAdopted,
                                  OpinionState::kRejected, OpinionState::kLapsed, OpinionState::kWithdrawn};
  constexpr std::array kActs = {OpinionAct::kOpen,     OpinionAct::kAdopt,    OpinionAct::kReject,
                                OpinionAct::kLapse,    OpinionAct::kWithdraw, OpinionAct::kPublish,
                                OpinionAct::kUnpublish};
  // Adopting, rejecting and lapsing are what closing leads to: the votes before decide which.
  const auto act = [&](const OpinionId& id, OpinionAct tried) -> base::Status {
    const std::int64_t version = RowOf("panel_opinion", id.text()).Int(1);
    if (tried == OpinionAct::kOpen) return OpenBallot(id);
    if (tried == OpinionAct::kWithdraw) return services().opinions.Withdraw(sela_.actor, id, version);
    if (tried == OpinionAct::kPublish) return services().opinions.Publish(sela_.actor, id, version, nullptr);
    if (tried == OpinionAct::kUnpublish) {
      if (RowOf("panel_opinion", id.text()).Text(0) == "adopted") {
        EXPECT_EQ(CodeOf(services().opinions.Unpublish(sela_.actor, id, version)), base::Code::kConflict);
        Must(services().opinions.Publish(sela_.actor, id, version, nullptr));
        return services().opinions.Unpublish(sela_.actor, id, version + 1);
      }
      return services().opinions.Unpublish(sela_.actor, id, version);
    }
    const bool open = RowOf("panel_opinion", id.text()).Text(0) == "open";
    if (open && tried != OpinionAct::kLapse)
      for (const Someone* who : {&mill_, &union_})
        Must(services().opinions.Cast(who->actor, id,
                                      tried == OpinionAct::kAdopt ? Choice::kFor : Choice::kAgainst));
    const auto closed = CloseBallot(id);
    return closed ? base::Ok() : base::Status(closed.error());
  };
  const auto make = [&](OpinionState state) {
    const OpinionId id = AddOpinion();
    if (state == OpinionState::kDraft) return id;
    if (state == OpinionState::kWithdrawn) {
      EXPECT_TRUE(act(id, OpinionAct::kWithdraw));
      return id;
    }
    EXPECT_TRUE(act(id, OpinionAct::kOpen));
    if (state == OpinionState::kAdopted) Must(act(id, OpinionAct::kAdopt));
    if (state == OpinionState::kRejected) Must(act(id, OpinionAct::kReject));
    if (state == OpinionState::kLapsed) Must(act(id, OpinionAct::kLapse));
    return id;
  };
  const auto state_of = [&](const OpinionId& id) {
    return OpinionStateNamed(RowOf("panel_opinion", id.text()).Text(0)).value();
  };
  testing::WalkStates<OpinionId, OpinionState, OpinionAct>(OpinionSteps(), kStates, kActs, make, act,
                                                           state_of);
}

TEST_P(Exchange, ASecretVoteKeepsNoBallotAndShowsNoCountBefore) {
  const OpinionId id = AddOpinion(true);
  auto& opinions = services().opinions;
  EXPECT_EQ(CodeOf(opinions.Cast(mill_.actor, id, Choice::kFor)), base::Code::kNotFound);  // a draft
  ASSERT_TRUE(OpenBallot(id));
  EXPECT_EQ(CodeOf(opinions.Cast(stranger_.actor, id, Choice::kFor)), base::Code::kNotFound);
  ASSERT_TRUE(opinions.Cast(mill_.actor, id, Choice::kAgainst));
  EXPECT_EQ(CodeOf(opinions.Cast(mill_.actor, id, Choice::kFor)), base::Code::kConflict);
  EXPECT_FALSE(GetOpinion(sela_, id).tally.has_value());
  const auto choices = Read([&](db::Transaction& tx) {
    return tx.Query("SELECT choice FROM panel_opinion_voter WHERE opinion_id = $1 AND choice <> ''", {id});
  });
  EXPECT_TRUE(choices->empty());
  {
    As as(cookie_, union_);
    EXPECT_TRUE(Has(Get("/opinions/" + id.text()).body, "The count is shown once the ballot is closed."));
    EXPECT_TRUE(Has(Get("/").body, "Vote: No fees"));
    EXPECT_EQ(Send("/opinions/" + id.text() + "/vote", "choice=abstain").status, 303);
  }
  EXPECT_EQ(CloseBallot(id).value(), OpinionState::kRejected);
  EXPECT_EQ(GetOpinion(mill_, id).tally, (Tally{0, 1, 1}));
}

TEST_P(Exchange, AnOpenVoteMayBeChangedAndDissentsAreKept) {
  const OpinionId id = AddOpinion();
  auto& opinions = services().opinions;
  ASSERT_TRUE(OpenBallot(id));
  ASSERT_TRUE(opinions.Cast(mill_.actor, id, Choice::kAgainst));
  ASSERT_TRUE(opinions.Cast(mill_.actor, id, Choice::kFor));
  ASSERT_TRUE(opinions.Cast(union_.actor, id, Choice::kAbstain));
  EXPECT_EQ(GetOpinion(union_, id).tally, (Tally{1, 0, 1}));
  ASSERT_TRUE(opinions.Dissenting(union_.actor, id, "First words."));
  ASSERT_TRUE(opinions.Dissenting(union_.actor, id, "Not enough."));
  EXPECT_EQ(CodeOf(opinions.Dissenting(stranger_.actor, id, "x")), base::Code::kNotFound);
  EXPECT_EQ(CloseBallot(id).value(), OpinionState::kAdopted);
  EXPECT_EQ(CodeOf(opinions.Publish(mill_.actor, id, RowOf("panel_opinion", id.text()).Int(1), nullptr)),
            base::Code::kForbidden);
  const auto published = [&] {
    return Read([&](db::Transaction& tx) { return opinions.ForPublic(tx, panel_, 10); }).value();
  };
  EXPECT_TRUE(published().empty());
  ASSERT_TRUE(opinions.Publish(sela_.actor, id, RowOf("panel_opinion", id.text()).Int(1), nullptr));
  ASSERT_EQ(published().size(), 1u);
  EXPECT_EQ(published()[0].text, "Workers pay nothing.");
  ASSERT_EQ(published()[0].dissents.size(), 1u);
  EXPECT_EQ(published()[0].dissents[0].text, "Not enough.");
  EXPECT_EQ(published()[0].dissents[0].member, "Garment Union");
  clock_->Advance(base::kDissentDays * base::kDayMs);
  EXPECT_EQ(CodeOf(opinions.Dissenting(union_.actor, id, "Later.")), base::Code::kConflict);
}

}  // namespace
}  // namespace panel
