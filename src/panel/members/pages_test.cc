// Pages of due diligence as a member sees them that was asked to vet another.

#include "panel/members/members_world.h"

namespace panel::members {
namespace {

class VettingPages : public testing::MembersTest {};

TEST_P(VettingPages, WhoAnsweredOnThePageIsLedAwayFromTheFileThatIsClosedToIt) {
  SetLists({});
  const auto admitted = [&](const Someone& who) {
    const MemberId id = Begun(who);
    Fill(who, id);
    Must(Act(who.actor, id, MemberAct::kSubmit));
    Must(Act(sela_.actor, id, MemberAct::kBegin));
    Verify(id);
    Must(Act(sela_.actor, id, MemberAct::kAdmit));
    return id;
  };
  const MemberId mill_id = admitted(mill_), union_id = admitted(union_);
  ASSERT_TRUE(all().diligence.Ask(sela_.actor, mill_id, union_id, ""));
  std::string fields = "remarks=Seen";
  const std::vector<Answer> answers = GoodAnswers();
  for (std::size_t i = 0; i < Questions().size(); ++i)
    fields += "&answer-" + std::string(Questions()[i].key) + "=" + std::string(AnswerName(answers.at(i)));
  const As as(cookie_, union_);
  const std::string file = "/members/" + mill_id.text();
  EXPECT_EQ(Get(file + "/diligence").status, 200);
  const net::Response verified = Send(file + "/verify", fields);
  EXPECT_EQ(verified.status, 303) << verified.body;
  EXPECT_EQ(Get(LocationOf(verified)).status, 200) << LocationOf(verified);
  EXPECT_EQ(Get(file + "/diligence").status, 404);
}

MANUMIT_ON_BOTH_DATABASES(VettingPages);

}  // namespace
}  // namespace panel::members
