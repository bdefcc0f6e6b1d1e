// Every page of the room is asked for in an installation that confirms concerns: there, what saves something
// of a case writes, which a page that only shows must not.

#include "voice/concern_world.h"

namespace voice::testing {
namespace {

class Routes : public ConcernWorld {
 protected:
  void SetUp() override {
    ConcernWorld::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    MakeKey();
    worker_cases_ = {NewCase()};
    const vault::UnlockedPerson mina = Open(mina_);
    remedy::Claim claim;
    claim.currency = base::Currency::Parse("USD").value();
    claim.low = claim.high = base::Decimal::FromInteger(100);
    claim.from = DayOf(clock_->Now());
    claim_ = Good(services().remedy.Add(mina_.actor, mina, worker_cases_.front(), claim, 0));
    group_ = Good(services().claim_groups.Create(mina_.actor, mina, team_, "the line", claim.currency));
    Good(services().claim_groups.Join(mina_.actor, mina, {group_, 1}, {{worker_cases_.front(), claim_}}));
  }
  std::string ValueFor(const std::string& pattern, const std::string& name) {
    if (name == "claim") return claim_.text();
    if (name == "group") return group_.text();
    if (name == "lang") return "en";
    if (name == "quarter") return "2025Q3";
    if (pattern.starts_with("/cases/teams")) return team_.text();
    if (name == "id" && pattern.starts_with("/cases/{id}")) return worker_cases_.front().text();
    return CaseId::New(desk().random()).text();  // nothing of it is there
  }
  std::string TargetOf(std::string pattern) {
    for (std::size_t at = pattern.find('{'); at != std::string::npos; at = pattern.find('{')) {
      const std::size_t end = pattern.find('}', at);
      const std::string value = ValueFor(pattern, pattern.substr(at + 1, end - at - 1));
      pattern = pattern.substr(0, at) + value + pattern.substr(end + 1);
    }
    return pattern;
  }
  std::vector<CaseId> worker_cases_;
  remedy::ClaimId claim_;
  remedy::ClaimGroupId group_;
};
MANUMIT_ON_BOTH_DATABASES(Routes);

TEST_P(Routes, NoPageFailsWhereTheGateHasAKey) {
  const std::string mina = UnlockedCookie(mina_), vera = UnlockedCookie(vera_);
  int asked = 0;
  for (const desk::Route& route : desk().router().routes()) {
    if (route.method != "GET" || route.pattern == "/readyz") continue;  // not served here
    const std::string target = TargetOf(std::string(route.pattern));
    for (const std::string& cookie : {std::string(), mina, vera}) {
      const net::Response response = Ask("GET", target, cookie);
      EXPECT_LT(response.status, 500) << target;
      ++asked;
    }
  }
  EXPECT_GT(asked, 100);
  const std::string of_case = "/cases/" + worker_cases_.front().text();
  for (const std::string& target :
       {std::string("/remedy"), std::string("/remedy/groups"), "/remedy/groups/" + group_.text(), of_case,
        of_case + "/claims", of_case + "/claims/" + claim_.text(), of_case + "/concerns",
        "/cases/teams/" + team_.text()})
    EXPECT_EQ(Ask("GET", target, vera).status, 200) << target;
}

}  // namespace
}  // namespace voice::testing
