#pragma once
// For tests of the exchange: a company that gives, an NGO that needs, a third that looks on.

#include "panel/common/panel_world.h"
#include "panel/exchange/exchange.h"

namespace panel::exchange {

class ExchangeTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    giver_ = AddMemberOrganisation("giver", "Giver Garments", desk::OrgType::kCompany, "kr");
    taker_ = AddMemberOrganisation("taker", "Safe House", desk::OrgType::kNgo, "vn");
    third_ = AddMemberOrganisation("third", "Third Union", desk::OrgType::kWorkersOrganisation, "kh");
  }
  Exchange& exchange() { return services().exchange; }

  Listing Draft(Side side, std::int64_t quantity = 100) const {
    Listing listing;
    listing.panel = panel_;
    listing.side = side;
    listing.kind = Kind::kSkills;
    listing.title = side == Side::kOffer ? "Training in sewing" : "Trainers for survivors";
    listing.quantity = base::Decimal::FromInteger(quantity);
    listing.unit = "hours";
    listing.places = {"vn"};
    listing.languages = {"vi"};
    listing.sectors = {"14"};
    listing.targets = {"8.7"};
    return listing;
  }
  ListingId Put(const Someone& owner, const Listing& listing, bool publish = true) {
    std::vector<FieldFault> faults;
    const auto id = exchange().listings.Create(owner.actor, listing, faults);
    EXPECT_TRUE(id) << id.error().external;
    if (publish) {
      const base::Status done = exchange().listings.Act(owner.actor, *id, ListingAct::kPublish);
      EXPECT_TRUE(done) << done.error().external;
    }
    return *id;
  }
  // Straight into the table, for walks.
  void Set(const std::string& table, const std::string& id, const std::string& set) {
    const auto done = desk().database().Write([&](db::Transaction& tx) {
      return tx.Execute("UPDATE " + table + " SET " + set + " WHERE id = $1", {id});
    });
    ASSERT_TRUE(done) << done.error().internal;
  }

  Someone giver_;
  Someone taker_;
  Someone third_;
};

}  // namespace panel::exchange
