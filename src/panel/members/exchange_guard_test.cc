// Red flags and interests reach the exchange of the running desk.

#include "panel/members/exchange_guard.h"
#include "panel/exchange/exchange.h"
#include "panel/members/members_world.h"

namespace panel::members {
namespace {

class ExchangeGuardTest : public testing::MembersTest {
 protected:
  exchange::Circumstances Now() {
    exchange::Circumstances now;
    const auto read = [&](db::Transaction& tx) { return GuardExchange(tx, panel_, now); };
    EXPECT_TRUE(desk().database().Read(read));
    return now;
  }
  exchange::ListingId Put(const Someone& owner, exchange::Side side) {
    exchange::Listing listing;
    listing.panel = panel_;
    listing.side = side;
    listing.kind = exchange::Kind::kGoods;
    listing.title = "Blankets";
    listing.quantity = base::Decimal::FromInteger(10);
    listing.unit = "pieces";
    listing.places = {"vn"};
    std::vector<exchange::FieldFault> faults;
    const auto id = services().exchange.listings.Create(owner.actor, listing, faults);
    EXPECT_TRUE(id) << id.error().external << (faults.empty() ? "" : faults[0].field + faults[0].text);
    EXPECT_TRUE(
        services().exchange.listings.Act(owner.actor, *id, exchange::ListingAct::kPublish).has_value());
    return *id;
  }
  // As the secretariat reads it over the wire.
  std::string Ranking(const exchange::ListingId& need) {
    const As as(cookie_, sela_);
    return Get("/api/v1/needs/" + need.text() + "/ranking").body;
  }
};

TEST_P(ExchangeGuardTest, ARedFlagKeepsOutAndAnInterestKeepsApart) {
  Someone gives, takes;
  const MemberId giver = In(MemberState::kAdmitted, &gives), taker = In(MemberState::kAdmitted, &takes);
  Put(gives, exchange::Side::kOffer);
  const exchange::ListingId need = Put(takes, exchange::Side::kNeed);
  EXPECT_EQ(Ranking(need).find("barred"), std::string::npos);
  EXPECT_TRUE(Now().barred.empty());

  const InterestId tie =
      all().interests.Declare(gives.actor, giver, {.about = taker, .text = "The same owner."}).value();
  EXPECT_TRUE(Now().conflicts[taker].contains(giver));
  EXPECT_NE(Ranking(need).find("conflict"), std::string::npos);
  Must(all().interests.Act(sela_.actor, tie, 0, InterestAct::kDisclose, "Everybody may know."));
  EXPECT_TRUE(Now().conflicts.empty());
  Must(all().interests.Act(sela_.actor, tie, 1, InterestAct::kRecuse, "Steps aside."));
  EXPECT_TRUE(Now().conflicts[giver].contains(taker));

  const FlagId flag =
      all()
          .flags.Raise(sela_.actor, giver, FlagKind::kEscalated, Risk::kOther, "Said to keep passports")
          .value();
  EXPECT_TRUE(Now().barred.empty()) << "only a confirmed flag keeps out";
  const Someone second = AddPerson("second@example.org", "Second", org_, desk::Role::kSecretary);
  Must(all().flags.Act(second.actor, giver, flag, 0, FlagAct::kConfirm, "It is so."));
  EXPECT_EQ(Now().barred.count(giver), 1U);
  EXPECT_NE(Ranking(need).find("barred"), std::string::npos);
  Must(all().flags.Act(second.actor, giver, flag, 1, FlagAct::kResolve, "They were given back."));
  EXPECT_TRUE(Now().barred.empty());
}

MANUMIT_ON_BOTH_DATABASES(ExchangeGuardTest);

}  // namespace
}  // namespace panel::members
