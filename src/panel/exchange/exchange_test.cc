// The exchange through its services, on both databases.

#include "panel/exchange/exchange.h"

#include <gtest/gtest.h>

#include "base/limits_panel.h"
#include "panel/exchange/exchange_world.h"
#include "panel/exchange/shared_matches.h"

namespace panel::exchange {
namespace {

TEST_P(ExchangeTest, AMatchNeedsBothYesesAndIsTakenOffBoth) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 100));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 60));
  Introductions& introductions = exchange().introductions;
  const auto id = introductions.Bring(sela_.actor, offer, need, std::nullopt, "");
  ASSERT_TRUE(id) << id.error().external;
  EXPECT_EQ(introductions.Get(giver_.actor, *id).error().code, base::Code::kNotFound);  // not sent
  ASSERT_TRUE(introductions.Act(sela_.actor, *id, IntroductionAct::kSend));
  EXPECT_TRUE(introductions.Get(giver_.actor, *id));
  EXPECT_EQ(introductions.WaitingFor(giver_.actor, panel_)->answers, 1);
  EXPECT_EQ(introductions.Act(giver_.actor, *id, IntroductionAct::kNeedAccepts).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(introductions.Act(sela_.actor, *id, IntroductionAct::kOfferAccepts).error().code,
            base::Code::kForbidden);
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kOfferAccepts));
  EXPECT_TRUE(exchange().listings.Get(giver_.actor, offer)->taken.zero());
  ASSERT_TRUE(introductions.Act(taker_.actor, *id, IntroductionAct::kNeedAccepts));
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->Left().text(), "40");
  EXPECT_EQ(exchange().listings.Get(taker_.actor, need)->state, ListingState::kUsedUp);
  ASSERT_TRUE(introductions.Act(taker_.actor, *id, IntroductionAct::kBegin));
  EXPECT_EQ(introductions.Act(giver_.actor, *id, IntroductionAct::kReport).error().code,
            base::Code::kInvalid);
  const ActWords over{.words = "", .arrived = base::Decimal::FromInteger(61), .version = {}};
  EXPECT_EQ(introductions.Act(giver_.actor, *id, IntroductionAct::kReport, over).error().code,
            base::Code::kInvalid);
  const ActWords report{.words = "50 hours given", .arrived = base::Decimal::FromInteger(50), .version = {}};
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kReport, report));
  EXPECT_EQ(introductions.Act(giver_.actor, *id, IntroductionAct::kConfirm).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(introductions.WaitingFor(taker_.actor, panel_)->confirms, 1);
  ASSERT_TRUE(introductions.Act(taker_.actor, *id, IntroductionAct::kConfirm));
  EXPECT_EQ(introductions.Get(taker_.actor, *id)->introduction.arrived.text(), "50");
  EXPECT_GE(introductions.History(taker_.actor, *id)->size(), 7U);
}

TEST_P(ExchangeTest, StoppingGivesBackWhatWasTaken) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 60));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 60));
  const auto id = exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, "please");
  ASSERT_TRUE(id);
  EXPECT_EQ(exchange().introductions.Get(giver_.actor, *id)->introduction.state, IntroductionState::kNeedYes);
  ASSERT_TRUE(exchange().introductions.Act(giver_.actor, *id, IntroductionAct::kOfferAccepts));
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->state, ListingState::kUsedUp);
  EXPECT_EQ(exchange().introductions.Act(giver_.actor, *id, IntroductionAct::kStop).error().code,
            base::Code::kInvalid);  // without a reason
  ASSERT_TRUE(exchange().introductions.Act(giver_.actor, *id, IntroductionAct::kStop, {.words = "ill"}));
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->state, ListingState::kOpen);
  EXPECT_EQ(exchange().listings.Get(taker_.actor, need)->Left().text(), "60");
}

// What one side reported and the other cannot answer any more is not held for ever.
TEST_P(ExchangeTest, TheSecretariatEndsWhatNobodyConfirms) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 60));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 60));
  Introductions& introductions = exchange().introductions;
  const auto id = introductions.Bring(taker_.actor, offer, need, std::nullopt, "please");
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kOfferAccepts));
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kBegin));
  const ActWords report{.words = "given", .arrived = base::Decimal::FromInteger(60), .version = {}};
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kReport, report));
  Set("panel_member", members_["taker"].text(), "state = 'suspended'");
  EXPECT_EQ(introductions.Act(taker_.actor, *id, IntroductionAct::kConfirm).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(introductions.Act(sela_.actor, *id, IntroductionAct::kConfirm).error().code,
            base::Code::kForbidden);
  EXPECT_EQ(introductions.Act(sela_.actor, *id, IntroductionAct::kDispute).error().code,
            base::Code::kInvalid);  // without a reason
  {
    const As secretary(cookie_, sela_);
    EXPECT_TRUE(testing::Has(Get("/introductions/" + id->text()).body, "value=\"dispute\""));
  }
  ASSERT_TRUE(introductions.Act(sela_.actor, *id, IntroductionAct::kDispute, {.words = "nobody answers"}));
  ASSERT_TRUE(introductions.Act(sela_.actor, *id, IntroductionAct::kStop, {.words = "it left"}));
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->Left().text(), "60");
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->state, ListingState::kOpen);
}

// A delegate of one side who has a role at the other, or a key, is not the other side.
TEST_P(ExchangeTest, WhoReportsDoesNotConfirmThroughAnotherOrganisation) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 60));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 60));
  Introductions& introductions = exchange().introductions;
  const auto id = introductions.Bring(taker_.actor, offer, need, std::nullopt, "please");
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kOfferAccepts));
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kBegin));
  const ActWords report{.words = "given", .arrived = base::Decimal::FromInteger(60), .version = {}};
  ASSERT_TRUE(introductions.Act(giver_.actor, *id, IntroductionAct::kReport, report));
  desk::Actor key = taker_.actor;
  key.kind = desk::Actor::Kind::kKey;
  key.person = {};
  EXPECT_EQ(introductions.Act(key, *id, IntroductionAct::kConfirm).error().code, base::Code::kForbidden);
  desk::Actor system = system_;
  system.org = giver_.org;
  ASSERT_TRUE(desk().people().SetRoles(system, giver_.org, taker_.person, {desk::Role::kViewer}));
  EXPECT_EQ(introductions.Act(taker_.actor, *id, IntroductionAct::kConfirm).error().code,
            base::Code::kForbidden);
  const Someone other = AddPerson("second@taker.example", "Second", taker_.org, desk::Role::kDelegate);
  EXPECT_TRUE(introductions.Act(other.actor, *id, IntroductionAct::kConfirm));
}

TEST_P(ExchangeTest, NobodyAgreesToMoreThanIsLeft) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 60));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 60));
  const ListingId other = Put(third_, Draft(Side::kNeed, 30));
  const auto first = exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, "");
  const auto second = exchange().introductions.Bring(third_.actor, offer, other, std::nullopt, "");
  ASSERT_TRUE(first && second);
  EXPECT_EQ(exchange().introductions.Bring(giver_.actor, offer, need, std::nullopt, "").error().code,
            base::Code::kConflict);  // the pair is under way
  ASSERT_TRUE(exchange().introductions.Act(giver_.actor, *second, IntroductionAct::kOfferAccepts));
  EXPECT_EQ(exchange().introductions.Act(giver_.actor, *first, IntroductionAct::kOfferAccepts).error().code,
            base::Code::kConflict);
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->Left().text(), "30");
}

TEST_P(ExchangeTest, OthersDoNotKnowWhatIsNotForThem) {
  Listing hidden = Draft(Side::kOffer);
  hidden.visibility = Visibility::kSecretariat;
  const ListingId secret = Put(giver_, hidden);
  const ListingId draft = Put(giver_, Draft(Side::kOffer), false);
  const ListingId need = Put(taker_, Draft(Side::kNeed));
  const auto unknown = exchange().listings.Get(third_.actor, ListingId::New(desk().random()));
  for (const ListingId& id : {secret, draft}) {
    const auto seen = exchange().listings.Get(third_.actor, id);
    ASSERT_FALSE(seen);
    EXPECT_EQ(seen.error().external, unknown.error().external);
    EXPECT_EQ(exchange().listings.Act(third_.actor, id, ListingAct::kWithdraw).error().code,
              base::Code::kNotFound);
    EXPECT_EQ(exchange().introductions.Bring(taker_.actor, id, need, std::nullopt, "").error().code,
              base::Code::kNotFound);
    EXPECT_TRUE(exchange().listings.Get(sela_.actor, id));
  }
  EXPECT_EQ(exchange().rankings.Rank(taker_.actor, need)->fitting, 0U);
  EXPECT_EQ(exchange().rankings.Rank(sela_.actor, need)->fitting, 1U);
  EXPECT_TRUE(exchange().listings.List(third_.actor, panel_, {}, "", 10)->items.empty());
  const auto pair = exchange().introductions.Bring(sela_.actor, secret, need, std::nullopt, "");
  ASSERT_TRUE(pair);
  ASSERT_TRUE(exchange().introductions.Act(sela_.actor, *pair, IntroductionAct::kSend));
  EXPECT_EQ(exchange().introductions.Get(third_.actor, *pair).error().code, base::Code::kNotFound);
  EXPECT_TRUE(exchange().introductions.List(third_.actor, panel_, {}, "", 10)->items.empty());
  // Somebody of an organisation outside the panel knows nothing at all.
  const desk::OrgId outside = AddOrganisation("outside", "Outside", desk::OrgType::kCompany, "us");
  const Someone stranger = AddPerson("x@outside.example", "X", outside, desk::Role::kDelegate);
  EXPECT_EQ(exchange().listings.Get(stranger.actor, need).error().code, base::Code::kNotFound);
  EXPECT_EQ(exchange().listings.List(stranger.actor, panel_, {}, "", 10).error().code, base::Code::kNotFound);
  EXPECT_EQ(exchange().overview.FairnessOf(stranger.actor, panel_).error().code, base::Code::kNotFound);
}

TEST_P(ExchangeTest, PublicListingsAreWhatOwnersPublished) {
  Listing open = Draft(Side::kOffer);
  open.visibility = Visibility::kPublic;
  const ListingId shown = Put(giver_, open);
  Put(giver_, open, false);
  Put(giver_, Draft(Side::kOffer));
  const auto page = exchange().listings.PublicListings(panel_, {}, "", 10);
  ASSERT_TRUE(page);
  ASSERT_EQ(page->items.size(), 1U);
  EXPECT_EQ(page->items[0].id, shown);
}

TEST_P(ExchangeTest, TheSecretariatKeepsApartWithoutSayingWhom) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer));
  const ListingId need = Put(taker_, Draft(Side::kNeed));
  EXPECT_EQ(exchange().bars.Add(giver_.actor, panel_, members_["giver"], {}, "x").error().code,
            base::Code::kNotFound);
  EXPECT_EQ(exchange().bars.Add(sela_.actor, panel_, members_["giver"], {}, " ").error().code,
            base::Code::kInvalid);
  const auto bar = exchange().bars.Add(sela_.actor, panel_, members_["giver"], members_["taker"], "a cousin");
  ASSERT_TRUE(bar);
  const auto told = exchange().rankings.Rank(taker_.actor, need);
  EXPECT_EQ(told->fitting, 0U);
  EXPECT_EQ(told->not_told, 1U);
  EXPECT_TRUE(told->left_out.empty());
  const auto all = exchange().rankings.Rank(sela_.actor, need);
  ASSERT_EQ(all->left_out.size(), 1U);
  EXPECT_EQ(all->left_out[0].why, LeftOut::kConflict);
  EXPECT_EQ(exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, "").error().code,
            base::Code::kConflict);
  ASSERT_TRUE(exchange().bars.Remove(sela_.actor, panel_, *bar));
  EXPECT_TRUE(exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, ""));
}

TEST_P(ExchangeTest, AGuardOfAnotherFolderCounts) {
  Put(giver_, Draft(Side::kOffer));
  const ListingId need = Put(taker_, Draft(Side::kNeed));
  exchange().bars.AddGuard([&](db::Transaction&, const PanelId&, Circumstances& now) -> base::Status {
    now.barred.insert(members_["giver"]);
    return base::Ok();
  });
  EXPECT_EQ(exchange().rankings.Rank(sela_.actor, need)->left_out.at(0).why, LeftOut::kBarred);
}

TEST_P(ExchangeTest, APlanIsMadeByAJobAndSentByTheSecretariat) {
  Put(giver_, Draft(Side::kOffer, 50));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 30));
  Put(third_, Draft(Side::kNeed, 30));
  EXPECT_EQ(exchange().proposals.Start(giver_.actor, panel_).error().code, base::Code::kNotFound);
  const auto id = exchange().proposals.Start(sela_.actor, panel_);
  ASSERT_TRUE(id) << id.error().external;
  EXPECT_EQ(exchange().proposals.Start(sela_.actor, panel_).error().code, base::Code::kConflict);
  ASSERT_TRUE(desk().jobs().RunAll());
  const auto plan = exchange().proposals.Get(sela_.actor, *id);
  ASSERT_TRUE(plan->done);
  EXPECT_EQ(plan->pairs, 2);
  EXPECT_EQ(exchange().proposals.Get(giver_.actor, *id).error().code, base::Code::kNotFound);
  EXPECT_TRUE(exchange().introductions.List(giver_.actor, panel_, {}, "", 10)->items.empty());
  EXPECT_EQ(exchange().proposals.Needs(sela_.actor, *id)->size(), 2U);
  // What is not open any more is not sent.
  ASSERT_TRUE(exchange().listings.Act(taker_.actor, need, ListingAct::kPause));
  EXPECT_EQ(*exchange().introductions.SendAll(sela_.actor, panel_, *id), 1);
  EXPECT_EQ(exchange().introductions.List(giver_.actor, panel_, {}, "", 10)->items.size(), 1U);
  // A second plan takes back what the first left unsent and leaves the sent pair alone.
  const auto second = exchange().proposals.Start(sela_.actor, panel_);
  ASSERT_TRUE(second);
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_EQ(exchange().proposals.Get(sela_.actor, *second)->pairs, 0);
  const IntroductionFilter back{.state = IntroductionState::kTakenBack};
  EXPECT_EQ(exchange().introductions.List(sela_.actor, panel_, back, "", 10)->items.size(), 1U);
}

TEST_P(ExchangeTest, TheCalendarLetsThingsLapse) {
  Listing short_one = Draft(Side::kOffer);
  short_one.until = base::UtcTime{(clock_->Now().ms / base::kDayMs + 1) * base::kDayMs};
  const ListingId offer = Put(giver_, short_one);
  const ListingId need = Put(taker_, Draft(Side::kNeed));
  const auto pair = exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, "");
  ASSERT_TRUE(pair);
  EXPECT_EQ(*exchange().listings.LapseDue(system_), 0);
  EXPECT_EQ(*exchange().introductions.LapseDue(system_), 0);
  clock_->Advance((kAnswerDays + 1) * base::kDayMs);
  EXPECT_EQ(*exchange().listings.LapseDue(system_), 1);
  EXPECT_EQ(*exchange().introductions.LapseDue(system_), 1);
  EXPECT_EQ(exchange().listings.Get(giver_.actor, offer)->state, ListingState::kLapsed);
  EXPECT_EQ(exchange().introductions.Get(giver_.actor, *pair)->introduction.state,
            IntroductionState::kLapsed);
  EXPECT_EQ(exchange().listings.Act(giver_.actor, offer, ListingAct::kReopen).error().code,
            base::Code::kConflict);
}

TEST_P(ExchangeTest, EditsKeepWhatIsAgreedAndSeeEachOther) {
  const ListingId id = Put(giver_, Draft(Side::kOffer, 100));
  Set("exchange_listing", id.text(), "taken_m = 0, taken_u = 60000000");
  Listing changed = *exchange().listings.Get(giver_.actor, id);
  std::vector<FieldFault> faults;
  changed.quantity = base::Decimal::FromInteger(50);
  EXPECT_EQ(exchange().listings.Edit(giver_.actor, changed, faults).error().code, base::Code::kConflict);
  changed.quantity = base::Decimal::FromInteger(60);
  EXPECT_EQ(exchange().listings.Edit(third_.actor, changed, faults).error().code, base::Code::kForbidden);
  ASSERT_TRUE(exchange().listings.Edit(giver_.actor, changed, faults));
  EXPECT_EQ(exchange().listings.Edit(giver_.actor, changed, faults).error().code, base::Code::kConflict);
}

TEST_P(ExchangeTest, LimitsHold) {
  for (std::size_t i = 0; i < base::kMaxListingsOfOne; ++i) Put(giver_, Draft(Side::kOffer), false);
  std::vector<FieldFault> faults;
  EXPECT_EQ(exchange().listings.Create(giver_.actor, Draft(Side::kOffer), faults).error().code,
            base::Code::kTooLarge);
  const ListingFilter drafts{.state = std::nullopt};
  EXPECT_EQ(exchange().listings.List(giver_.actor, panel_, drafts, "", 10'000)->items.size(),
            base::kMaxExchangePage);
  Help help;
  help.panel = panel_;
  help.title = "x";
  help.details = std::string(base::kMaxExchangeText + 1, 'a');
  EXPECT_EQ(exchange().help.Ask(giver_.actor, help).error().code, base::Code::kTooLarge);
  const auto fill = desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::size_t i = 0; i < base::kMaxExchangeBars; ++i)
      TRY(tx.Execute(
          "INSERT INTO exchange_bar(id, panel_id, member_a, words, actor, created_ms) VALUES ($1, $2, $3, "
          "'x', 'x', 0)",
          {BarId::New(desk().random()), panel_, members_["third"]}));
    for (std::size_t i = 0; i < base::kMaxOpenListings; ++i) {
      Listing open = Draft(Side::kNeed);
      open.id = ListingId::New(desk().random());
      open.owner.id = members_["third"];
      open.state = ListingState::kOpen;
      open.places.clear();
      TRY(InsertListing(tx, open));
    }
    return base::Ok();
  });
  ASSERT_TRUE(fill) << fill.error().internal;
  EXPECT_EQ(exchange().bars.Add(sela_.actor, panel_, members_["giver"], {}, "x").error().code,
            base::Code::kTooLarge);
  const ListingId one_more = Put(taker_, Draft(Side::kNeed), false);
  EXPECT_EQ(exchange().listings.Act(taker_.actor, one_more, ListingAct::kPublish).error().code,
            base::Code::kTooLarge);
}

TEST_P(ExchangeTest, CoverageAndFairnessCount) {
  const ListingId offer = Put(giver_, Draft(Side::kOffer, 10));
  const ListingId need = Put(taker_, Draft(Side::kNeed, 10));
  Listing other = Draft(Side::kNeed);
  other.places = {"kh"};
  Put(third_, other);
  const auto before = exchange().overview.CoverageOf(taker_.actor, panel_);
  EXPECT_EQ(before->all.open, 2);
  EXPECT_EQ(before->all.fitted, 1);
  EXPECT_EQ(before->by_area.at(static_cast<std::size_t>(Area::kSouthEasternAsia)).open, 2);
  const auto pair = exchange().introductions.Bring(taker_.actor, offer, need, std::nullopt, "");
  ASSERT_TRUE(pair);
  ASSERT_TRUE(exchange().introductions.Act(giver_.actor, *pair, IntroductionAct::kOfferAccepts));
  EXPECT_EQ(exchange().overview.CoverageOf(taker_.actor, panel_)->all.met, 1);
  const auto fairness = exchange().overview.FairnessOf(taker_.actor, panel_);
  const GroupCounts& south = fairness->at(static_cast<std::size_t>(Group::kSouthern));
  EXPECT_EQ((*fairness)[0].members, 3);
  EXPECT_EQ((*fairness)[0].matched, 2);
  EXPECT_EQ(south.members, 2);
  EXPECT_EQ(south.listings, 2);
  EXPECT_EQ(south.matched, 1);
  // One half of the matches over two thirds of the entries.
  EXPECT_EQ(EvennessOf(*fairness, Group::kSouthern), std::optional<std::int64_t>(750));
}

TEST_P(ExchangeTest, WhatBothSidesAgreedToStandsOnTheirTimeline) {
  const auto shared = [&](const MemberId& a, const MemberId& b) {
    return desk()
        .database()
        .Read(
            [&](db::Transaction& tx) { return SharedMatches()->Between(tx, giver_.actor, panel_, a, b, 10); })
        .value();
  };
  const ListingId offer = Put(giver_, Draft(Side::kOffer));
  const ListingId need = Put(taker_, Draft(Side::kNeed));
  const auto id = exchange().introductions.Bring(sela_.actor, offer, need, std::nullopt, "");
  ASSERT_TRUE(id) << id.error().external;
  for (const auto& [who, act] :
       {std::pair(sela_, IntroductionAct::kSend), std::pair(giver_, IntroductionAct::kOfferAccepts),
        std::pair(taker_, IntroductionAct::kNeedAccepts)}) {
    EXPECT_TRUE(shared(members_["giver"], members_["taker"]).empty());
    ASSERT_TRUE(exchange().introductions.Act(who.actor, *id, act));
  }
  for (const auto& [a, b] : {std::pair("giver", "taker"), std::pair("taker", "giver")}) {
    const auto items = shared(members_[a], members_[b]);
    ASSERT_EQ(items.size(), 1U);
    EXPECT_EQ(items[0].title, "Trainers for survivors");
    EXPECT_EQ(items[0].href, "/introductions/" + id->text());
  }
  EXPECT_TRUE(shared(members_["giver"], members_["third"]).empty());
}

INSTANTIATE_TEST_SUITE_P(Databases, ExchangeTest,
                         ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres));

}  // namespace
}  // namespace panel::exchange
