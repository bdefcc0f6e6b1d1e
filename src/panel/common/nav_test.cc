#include "panel/common/nav.h"

#include "panel/common/panel_world.h"

namespace panel {
namespace {

class NavTest : public testing::PanelTest {
 protected:
  // What the navigation of this person's page holds.
  std::string RailOf(const Someone& who, const std::string& page = "/account") {
    const As as(cookie_, who);
    const std::string body = Get(page).body;
    const std::size_t begin = body.find("<nav class=\"rail\"");
    return begin == std::string::npos ? "" : body.substr(begin, body.find("</nav>", begin) - begin);
  }
  static bool Leads(const std::string& rail, const std::string& href) {
    return testing::Has(rail, "href=\"" + href + "\"");
  }
};

TEST_P(NavTest, EntriesStandInPartsAndThePartOfThePageIsOpen) {
  const Someone mill = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
  const std::string rail = RailOf(mill, "/sessions");
  for (const char* href :
       {"/members", "/sessions", "/actions", "/practices", "/offers", "/commitments", "/resources"})
    EXPECT_TRUE(Leads(rail, href)) << href;
  EXPECT_FALSE(Leads(rail, "/settings/panel"));
  const std::size_t open = rail.find("<details open=\"\">");
  ASSERT_NE(open, std::string::npos);
  EXPECT_EQ(rail.find("<details open=\"\">", open + 1), std::string::npos) << "one part is open";
  const std::string part = rail.substr(open, rail.find("</details>", open) - open);
  EXPECT_TRUE(Leads(part, "/sessions"));
  EXPECT_FALSE(Leads(part, "/practices"));
  EXPECT_TRUE(Leads(RailOf(sela_), "/settings/panel"));
}

TEST_P(NavTest, WhoDoesNotBelongIsLedToTheApplicationAlone) {
  const desk::OrgId org = AddOrganisation("weavers", "Weavers", desk::OrgType::kCompany, "kh");
  const std::string delegate = RailOf(AddPerson("a@weavers.example", "Ann", org, desk::Role::kDelegate));
  EXPECT_TRUE(Leads(delegate, "/members"));
  for (const char* href : {"/sessions", "/practices", "/commitments"})
    EXPECT_FALSE(Leads(delegate, href)) << href;
  EXPECT_FALSE(testing::Has(delegate, "<details")) << "one entry is not folded away";
  EXPECT_FALSE(Leads(RailOf(AddPerson("v@weavers.example", "Vi", org, desk::Role::kViewer)), "/members"));
  AddMember(org, "Weavers", desk::OrgType::kCompany, "kh", MemberState::kDiligence);
  EXPECT_FALSE(Leads(RailOf(AddPerson("b@weavers.example", "Bo", org, desk::Role::kDelegate)), "/sessions"));
}

TEST_P(NavTest, WithoutAPanelAnAdministratorIsLedToMakeOne) {
  const Someone mill = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
  ASSERT_TRUE(desk().database().Write([](db::Transaction& tx) { return tx.Execute("DELETE FROM panel"); }));
  EXPECT_FALSE(Leads(RailOf(mill), "/members"));
  const Someone admin = AddPerson("adm@example.org", "Adm", org_, desk::Role::kAdmin);
  const std::string rail = RailOf(admin);
  EXPECT_TRUE(Leads(rail, "/settings/panel"));
  EXPECT_FALSE(Leads(rail, "/members"));
  const As as(cookie_, admin);
  EXPECT_TRUE(testing::Has(Get("/settings/panel").body, "There is no panel yet"));
  const net::Response made = Send("/settings/panel", "name=Panel&slug=panel&host=" + org_.text());
  EXPECT_EQ(made.status, 303) << made.body;
  EXPECT_TRUE(Leads(RailOf(admin), "/members"));
}

MANUMIT_ON_BOTH_DATABASES(NavTest);

}  // namespace
}  // namespace panel
