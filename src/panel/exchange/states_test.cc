// Every step of every noun, listed and forbidden, on both databases.

#include "panel/exchange/exchange.h"

#include <gtest/gtest.h>

#include "panel/common/walk_states.h"
#include "panel/exchange/exchange_world.h"

namespace panel::exchange {
namespace {

class ExchangeStatesTest : public ExchangeTest {};

TEST_P(ExchangeStatesTest, ListingsWalkTheirStates) {
  const std::vector<ListingState> states = AllOf<ListingState>();
  const std::vector<ListingAct> acts = AllOf<ListingAct>();
  for (const Side side : {Side::kOffer, Side::kNeed}) {
    testing::WalkStates<ListingId, ListingState, ListingAct>(
        kListingSteps, states, acts,
        [&](ListingState state) {
          const ListingId id = Put(giver_, Draft(side), false);
          Set("exchange_listing", id.text(), "state = '" + std::string(NameOf(state)) + "'");
          return id;
        },
        [&](const ListingId& id, ListingAct act) -> base::Status {
          // The calendar acts by itself; nobody else may let something lapse.
          if (act != ListingAct::kLapse) return exchange().listings.Act(giver_.actor, id, act);
          return desk().database().Write([&](db::Transaction& tx) -> base::Status {
            std::optional<Listing> listing = TRY(ReadListing(tx, id));
            return StepListing(exchange().gate, tx, system_, *listing, act);
          });
        },
        [&](const ListingId& id) { return exchange().listings.Get(giver_.actor, id)->state; });
  }
  EXPECT_EQ(exchange()
                .listings.Act(giver_.actor, Put(giver_, Draft(Side::kOffer)), ListingAct::kLapse)
                .error()
                .code,
            base::Code::kForbidden);
}

TEST_P(ExchangeStatesTest, IntroductionsWalkTheirStates) {
  const std::vector<IntroductionState> states = AllOf<IntroductionState>();
  const std::vector<IntroductionAct> acts = AllOf<IntroductionAct>();
  testing::WalkStates<IntroductionId, IntroductionState, IntroductionAct>(
      kIntroductionSteps, states, acts,
      [&](IntroductionState state) {
        const ListingId offer = Put(giver_, Draft(Side::kOffer));
        const ListingId need = Put(taker_, Draft(Side::kNeed));
        const auto id = exchange().introductions.Bring(sela_.actor, offer, need, std::nullopt, "");
        EXPECT_TRUE(id) << id.error().external;
        const bool reported = state == IntroductionState::kReported;
        Set("exchange_introduction", id->text(),
            "state = '" + std::string(NameOf(state)) + "', due_ms = 1" +
                (reported ? ", reported_by = '" + giver_.org.text() + "'" : ""));
        return *id;
      },
      [&](const IntroductionId& id, IntroductionAct act) -> base::Status {
        ActWords words{.words = "because", .arrived = base::Decimal::FromInteger(5), .version = {}};
        switch (act) {
          case IntroductionAct::kSend:
          case IntroductionAct::kTakeBack:
            return exchange().introductions.Act(sela_.actor, id, act, words);
          case IntroductionAct::kLapse: {
            const auto before = exchange().introductions.Get(sela_.actor, id)->introduction.state;
            TRY(exchange().introductions.LapseDue(system_));
            if (exchange().introductions.Get(sela_.actor, id)->introduction.state != before)
              return base::Ok();
            return base::Error{base::Code::kConflict, "stayed", {}};
          }
          default: {
            // A proposed pair is not known to its sides: the secretariat cannot answer for them either.
            const Someone& actor = act == IntroductionAct::kOfferAccepts ? giver_ : taker_;
            const auto seen = exchange().introductions.Get(actor.actor, id);
            const base::Status done = exchange().introductions.Act(actor.actor, id, act, words);
            if (!done && !seen && done.error().code == base::Code::kNotFound)
              return base::Error{base::Code::kConflict, "not known yet", {}};
            return done;
          }
        }
      },
      [&](const IntroductionId& id) {
        return exchange().introductions.Get(sela_.actor, id)->introduction.state;
      });
}

TEST_P(ExchangeStatesTest, HelpWalksItsStates) {
  const Someone state_body =
      AddMemberOrganisation("ministry", "Ministry of Labour", desk::OrgType::kGovernment, "vn");
  const std::vector<HelpState> states = AllOf<HelpState>();
  const std::vector<HelpAct> acts = AllOf<HelpAct>();
  testing::WalkStates<HelpId, HelpState, HelpAct>(
      kHelpSteps, states, acts,
      [&](HelpState state) {
        Help help;
        help.panel = panel_;
        help.title = "Visas for witnesses";
        const auto id = exchange().help.Ask(taker_.actor, help);
        Set("exchange_help", id->text(),
            "state = '" + std::string(NameOf(state)) + "', taken_by = '" + members_["ministry"].text() + "'");
        return *id;
      },
      [&](const HelpId& id, HelpAct act) {
        const bool asked = act == HelpAct::kTake || act == HelpAct::kAnswer || act == HelpAct::kGiveBack;
        return exchange().help.Act(asked ? state_body.actor : taker_.actor, id, act, "words");
      },
      [&](const HelpId& id) { return exchange().help.Get(taker_.actor, id)->state; });
}

TEST_P(ExchangeStatesTest, BarriersWalkTheirStates) {
  const std::vector<BarrierState> states = AllOf<BarrierState>();
  const std::vector<BarrierAct> acts = AllOf<BarrierAct>();
  testing::WalkStates<BarrierId, BarrierState, BarrierAct>(
      kBarrierSteps, states, acts,
      [&](BarrierState state) {
        Barrier barrier;
        barrier.panel = panel_;
        barrier.title = "No tax relief for hiring survivors";
        const auto id = exchange().barriers.Report(giver_.actor, barrier);
        Set("exchange_barrier", id->text(), "state = '" + std::string(NameOf(state)) + "'");
        return *id;
      },
      [&](const BarrierId& id, BarrierAct act) {
        const BarrierChange change{.owner = members_["third"],
                                   .words = "words",
                                   .review = base::UtcTime{clock_->Now().ms + base::kDayMs},
                                   .version = {}};
        return exchange().barriers.Act(sela_.actor, id, act, change);
      },
      [&](const BarrierId& id) { return exchange().barriers.Get(giver_.actor, id)->state; });
}

INSTANTIATE_TEST_SUITE_P(Databases, ExchangeStatesTest,
                         ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres));

}  // namespace
}  // namespace panel::exchange
