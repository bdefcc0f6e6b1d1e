// Honours, the network, and that the public face shows what was published and nothing else.

#include "base/limits_panel.h"
#include "panel/common/panel_world.h"
#include "panel/common/walk_states.h"
#include "panel/members/members_world.h"
#include "panel/showcase/honours.h"
#include "panel/showcase/network.h"
#include "panel/showcase/public_data.h"

namespace panel {
namespace {

using testing::Has;

class ShowcaseTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    honours_ = std::make_unique<Honours>(services());
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Weavers' Union", desk::OrgType::kWorkersOrganisation, "kh");
  }
  void TearDown() override {
    honours_.reset();
    PanelTest::TearDown();
  }
  HonourId Offer() {
    return honours_->Offer(sela_.actor, members_["mill"], "Good neighbour", "Repaid every fee within a month")
        .value();
  }
  base::Status Act(const Someone& who, const HonourId& id, HonourAct act) {
    const auto now = honours_->Get(sela_.actor, id);
    return honours_->Act(who.actor, id, now->version, act);
  }

  std::unique_ptr<Honours> honours_;
  Someone mill_;
  Someone union_;
};
MANUMIT_ON_BOTH_DATABASES(ShowcaseTest);

TEST_P(ShowcaseTest, EveryForbiddenStepOfAnHonourIsAConflict) {
  constexpr std::array kStates = {HonourState::kOffered, HonourState::kAccepted, HonourState::kRefused,
                                  HonourState::kRevoked};
  constexpr std::array kActs = {HonourAct::kAccept, HonourAct::kRefuse, HonourAct::kRevoke};
  const auto by = [&](HonourAct act) -> const Someone& { return act == HonourAct::kRevoke ? sela_ : mill_; };
  const auto make = [&](HonourState state) {
    const HonourId id = Offer();
    if (state == HonourState::kAccepted) {
      EXPECT_TRUE(Act(mill_, id, HonourAct::kAccept));
    }
    if (state == HonourState::kRefused) {
      EXPECT_TRUE(Act(mill_, id, HonourAct::kRefuse));
    }
    if (state == HonourState::kRevoked) {
      EXPECT_TRUE(Act(sela_, id, HonourAct::kRevoke));
    }
    return id;
  };
  testing::WalkStates<HonourId, HonourState, HonourAct>(
      kHonourSteps, kStates, kActs, make,
      [&](const HonourId& id, HonourAct act) { return Act(by(act), id, act); },
      [&](const HonourId& id) { return honours_->Get(sela_.actor, id)->state; });
}

TEST_P(ShowcaseTest, AnHonourIsShownOnlyAfterTheMemberAcceptedIt) {
  const HonourId id = Offer();
  EXPECT_FALSE(Has(GetWithoutSession("/panel/honours").body, "Good neighbour"));
  EXPECT_EQ(honours_->Get(union_.actor, id).error().code, base::Code::kNotFound);
  EXPECT_EQ(Act(union_, id, HonourAct::kAccept).error().code, base::Code::kNotFound);
  EXPECT_EQ(Act(mill_, id, HonourAct::kRevoke).error().code, base::Code::kForbidden);
  EXPECT_EQ(Act(sela_, id, HonourAct::kAccept).error().code, base::Code::kForbidden);
  {
    const As as(cookie_, mill_);
    EXPECT_TRUE(Has(Get("/").body, "An honour is offered: Good neighbour"));
    EXPECT_EQ(Send("/honours/" + id.text(), "act=accept&version=7").status, 409);
    EXPECT_EQ(Send("/honours/" + id.text(), "act=accept&version=0").status, 303);
  }
  const std::string shown = GetWithoutSession("/panel/honours").body;
  EXPECT_TRUE(Has(shown, "Good neighbour")) << shown;
  EXPECT_TRUE(Has(GetWithoutSession("/panel").body, "Good neighbour"));
  ASSERT_TRUE(Act(sela_, id, HonourAct::kRevoke));
  EXPECT_FALSE(Has(GetWithoutSession("/panel/honours").body, "Good neighbour"));
}

TEST_P(ShowcaseTest, WhoseMembershipEndedIsNotHonouredAnyLonger) {
  const HonourId id = Offer();
  ASSERT_TRUE(Act(mill_, id, HonourAct::kAccept));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) {
    return tx.Execute("UPDATE panel_member SET state = 'suspended' WHERE id = $1", {members_["mill"]});
  }));
  EXPECT_FALSE(Has(GetWithoutSession("/panel/honours").body, "Good neighbour"));
  EXPECT_EQ(honours_->Offer(sela_.actor, members_["mill"], "Another", "For this").error().code,
            base::Code::kConflict);
}

TEST_P(ShowcaseTest, OffersAreCheckedAndBounded) {
  const auto offer = [&](const desk::Actor& actor, const std::string& title, const std::string& reason) {
    const auto offered = honours_->Offer(actor, members_["mill"], title, reason);
    return offered.has_value() ? base::Code::kInternal : offered.error().code;
  };
  EXPECT_EQ(offer(sela_.actor, " ", "x"), base::Code::kInvalid);
  EXPECT_EQ(offer(sela_.actor, "x", ""), base::Code::kInvalid);
  EXPECT_EQ(offer(sela_.actor, std::string(base::kMaxHonourTitleBytes + 1, 'x'), "y"), base::Code::kTooLarge);
  EXPECT_EQ(offer(sela_.actor, "x", std::string(base::kMaxHonourReasonBytes + 1, 'y')),
            base::Code::kTooLarge);
  EXPECT_EQ(offer(mill_.actor, "x", "y"), base::Code::kNotFound);
}

TEST_P(ShowcaseTest, NoMoreHonoursThanTheLimitAreListed) {
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (std::int64_t i = 0; i < base::kMaxHonoursShown + 1; ++i)
      TRY(
          tx.Execute("INSERT INTO panel_honour(id, panel_id, member_id, title, reason, state, created_ms, "
                     "decided_ms, version) VALUES ($1, $2, $3, 'Good neighbour', 'Paid fees back', "
                     "'accepted', $4, 0, 0)",
                     {HonourId::New(desk().random()), panel_, members_["mill"], i + 1}));
    return base::Ok();
  }));
  EXPECT_EQ(std::ssize(honours_->List(sela_.actor).value()), base::kMaxHonoursShown);
  const auto published =
      desk().database().Read([&](db::Transaction& tx) { return honours_->Published(tx, panel_); });
  EXPECT_EQ(std::ssize(published.value()), base::kMaxHonoursShown);
}

TEST_P(ShowcaseTest, ThePublicFaceIsOpenQuietAndCacheable) {
  for (const char* page : {"/panel", "/panel/members", "/panel/commitments", "/panel/commitments.csv",
                           "/panel/resources", "/panel/opinions", "/panel/honours", "/panel/network"}) {
    SCOPED_TRACE(page);
    const net::Response response = GetWithoutSession(page);
    EXPECT_EQ(response.status, 200);
    EXPECT_TRUE(response.headers.Get("Set-Cookie").empty());
    EXPECT_FALSE(response.headers.Get("ETag").empty());
    EXPECT_FALSE(Has(response.body, "<script"));
    // Members that have shown nothing of themselves are not named.
    EXPECT_FALSE(Has(response.body, "Blue Mill"));
    EXPECT_FALSE(Has(response.body, "Weavers"));
  }
  EXPECT_EQ(GetWithoutSession("/panel/members/" + members_["mill"].text()).status, 404);
  EXPECT_TRUE(Has(GetWithoutSession("/panel?lang=ko").body, "lang=\"ko\""));
}

class PublicMembersTest : public members::testing::MembersTest {};
MANUMIT_ON_BOTH_DATABASES(PublicMembersTest);

TEST_P(PublicMembersTest, AMemberThatShowsItselfIsListed) {
  constexpr std::string_view kName = "Organisation 1";  // as In calls the first one
  const MemberId mill = In(MemberState::kAdmitted, &mill_);
  EXPECT_FALSE(Has(GetWithoutSession("/panel/members").body, kName));
  ASSERT_TRUE(all().memberships.Show(mill_.actor, mill,
                                     {members::PublicField::kName, members::PublicField::kCountry}));
  EXPECT_TRUE(Has(GetWithoutSession("/panel/members").body, kName));
  EXPECT_TRUE(Has(GetWithoutSession("/panel/members/" + mill.text()).body, "Cambodia"));
  EXPECT_FALSE(Has(GetWithoutSession("/panel/members?text=union").body, kName));
  EXPECT_TRUE(Has(GetWithoutSession("/panel").body, kName));
}

TEST(Network, TiesAreCountedOnceAPairAndFiguresAreShares) {
  const std::vector<NetworkTie> ties = {{"A", "B", "copied a practice"},
                                        {"B", "A", "checks a commitment"},
                                        {"B", "C", "copied a practice"},
                                        {"C", "C", "itself"},
                                        {"", "A", "nobody"}};
  const Network network =
      MakeNetwork(ties, {{"A", "company"}, {"B", "ngo"}, {"C", "ngo"}, {"D", "government"}});
  ASSERT_EQ(network.nodes.size(), 3u);
  EXPECT_EQ(network.nodes.front().name, "B");
  EXPECT_EQ(network.nodes.front().ties, 2u);
  ASSERT_EQ(network.pairs.size(), 2u);
  EXPECT_EQ(network.pairs.front().weight, 2);
  EXPECT_EQ(network.pairs.front().why,
            (std::vector<std::string>{"checks a commitment", "copied a practice"}));
  EXPECT_DOUBLE_EQ(network.density, 2.0 / 3.0);
  EXPECT_EQ(network.pairs_known, 2);
  EXPECT_DOUBLE_EQ(network.across, 0.5);
  const html::Locale& locale = html::ChooseLocale("en", "");
  EXPECT_TRUE(NetworkPicture(locale, MakeNetwork({}, {})).empty());
  EXPECT_TRUE(Has(NetworkPicture(locale, network).markup(), "<line"));
}

TEST(Network, OnlySoManyPointsAreDrawn) {
  std::vector<NetworkTie> ties;
  for (std::size_t i = 0; i < base::kMaxNetworkNodes + 10; ++i)
    ties.push_back({"hub", "spoke " + std::to_string(i), "copied a practice"});
  const Network network = MakeNetwork(ties, {});
  EXPECT_EQ(network.nodes.size(), base::kMaxNetworkNodes + 11);
  const std::string picture = NetworkPicture(html::ChooseLocale("en", ""), network).markup();
  std::size_t points = 0;
  for (std::size_t at = picture.find("<circle"); at != std::string::npos;
       at = picture.find("<circle", at + 1))
    ++points;
  EXPECT_EQ(points, base::kMaxNetworkNodes);
}

}  // namespace
}  // namespace panel
