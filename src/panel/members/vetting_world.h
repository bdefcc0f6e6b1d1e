#pragma once
// For tests of due diligence: an admitted company and an admitted union.

#include "base/limits_panel.h"
#include "panel/common/walk_states.h"
#include "panel/members/members_world.h"

namespace panel::members::testing {

template <typename Enum>
std::vector<Enum> AllOf() {
  std::vector<Enum> all;
  for (std::size_t i = 0; i < static_cast<std::size_t>(Enum::kCount); ++i)
    all.push_back(static_cast<Enum>(i));
  return all;
}

// A world with an admitted company and an admitted union, whose delegates are mill_ and union_.
class VettingTest : public MembersTest {
 protected:
  void SetUp() override {
    MembersTest::SetUp();
    if (IsSkipped()) return;
    SetLists({});
    mill_id_ = Admitted(mill_);
    union_id_ = Admitted(union_);
  }
  MemberId Admitted(const Someone& who) {
    const MemberId id = Begun(who);
    Fill(who, id);
    Must(Act(who.actor, id, MemberAct::kSubmit));
    Must(Act(sela_.actor, id, MemberAct::kBegin));
    Verify(id);
    Must(Act(sela_.actor, id, MemberAct::kAdmit));
    return id;
  }
  base::Code AskCode(const MemberId& subject, const MemberId& reviewer) {
    const auto asked = all().diligence.Ask(sela_.actor, subject, reviewer, "");
    return asked ? base::Code::kInternal : asked.error().code;
  }

  MemberId mill_id_;
  MemberId union_id_;
};

}  // namespace panel::members::testing
