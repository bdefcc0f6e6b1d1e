#pragma once
// For tests of commitments: members, promises in every state, evidence.

#include <array>
#include "base/limits_panel.h"
#include "panel/common/panel_world.h"

#include "panel/commitments/commitments.h"

namespace panel::testing {

class CommitmentTest : public PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    commitments_ = std::make_unique<Commitments>(services(), desk().blobs());
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
    union_ = AddMemberOrganisation("union", "Migrant Union", desk::OrgType::kWorkersOrganisation, "kr");
  }
  void TearDown() override {
    commitments_.reset();
    PanelTest::TearDown();
  }
  static CommitmentDraft Draft() {
    return {.member = {},
            .title = "Pay back fees to 96 workers",
            .details = "Through the bank, never in cash.",
            .indicator = "Workers who were paid back",
            .unit = "workers",
            .baseline = "0",
            .target = "96",
            .starts = "",
            .due = "2025-12-01",
            .sdg = {"8.8", "8.7"},
            .published = false};
  }
  CommitmentId Proposed() { return commitments_->Propose(mill_.actor, panel_, Draft()).value(); }
  base::Status Do(const desk::Actor& actor, const CommitmentId& id, CommitmentAct act,
                  const std::string& reason = "") {
    CommitmentMove move{.act = act, .reason = reason};
    if (act == CommitmentAct::kPostpone) {
      const std::int64_t day = Read(id).due.ms + 40 * base::kDayMs;
      move.due = base::FormatDay(base::UtcTime{std::max(day, clock_->Now().ms + base::kDayMs)});
    }
    return commitments_->Move(actor, id, move);
  }
  Commitment Read(const CommitmentId& id) { return commitments_->Get(mill_.actor, id).value().commitment; }
  CommitmentId Made() {
    const CommitmentId id = Proposed();
    EXPECT_TRUE(Do(mill_.actor, id, CommitmentAct::kMake));
    return id;
  }
  CommitmentId Claimed() {
    const CommitmentId id = Made();
    EXPECT_TRUE(Do(mill_.actor, id, CommitmentAct::kClaim));
    return id;
  }
  // Past the day of anything that was made until now.
  void PassTheDay(const CommitmentId& id) {
    const std::int64_t left = Read(id).due.ms + 2 * base::kDayMs - clock_->Now().ms;
    if (left > 0) clock_->Advance(left);
  }
  CommitmentId In(CommitmentState state) {
    CommitmentDraft draft = Draft();
    draft.due = base::FormatDay(base::UtcTime{clock_->Now().ms + 5 * base::kDayMs});
    const CommitmentId id = commitments_->Propose(mill_.actor, panel_, draft).value();
    const auto act = [&](const desk::Actor& actor, CommitmentAct what) {
      const base::Status done = Do(actor, id, what, "because");
      EXPECT_TRUE(done) << done.error().external;
    };
    if (state == CommitmentState::kWithdrawn) act(mill_.actor, CommitmentAct::kWithdraw);
    if (state == CommitmentState::kProposed || state == CommitmentState::kWithdrawn) return id;
    act(mill_.actor, CommitmentAct::kMake);
    if (state == CommitmentState::kMade) return id;
    if (state == CommitmentState::kOnTheWay) act(mill_.actor, CommitmentAct::kStart);
    if (state == CommitmentState::kOnTheWay) return id;
    if (state == CommitmentState::kLate) {
      PassTheDay(id);
      desk::Actor clock = system_;
      clock.org = mill_.org;
      act(clock, CommitmentAct::kLapse);
      return id;
    }
    act(mill_.actor, CommitmentAct::kClaim);
    if (state == CommitmentState::kKept) act(union_.actor, CommitmentAct::kConfirmKept);
    if (state == CommitmentState::kPartlyKept) act(union_.actor, CommitmentAct::kConfirmPartly);
    if (state == CommitmentState::kMissed) act(union_.actor, CommitmentAct::kConfirmMissed);
    return id;
  }

  std::unique_ptr<Commitments> commitments_;
  Someone mill_, union_;
};

}  // namespace panel::testing
