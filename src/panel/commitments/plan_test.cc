// The work plan: its sources, who writes it, and what may wait for what.

#include "panel/commitments/plan.h"
#include "base/limits_panel.h"
#include "panel/common/panel_world.h"

namespace panel {
namespace {

using testing::Has;

class PlanTest : public testing::PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    AddPlanSources(services());
    plan_ = std::make_unique<Plan>(services());
    mill_ = AddMemberOrganisation("mill", "Blue Mill", desk::OrgType::kCompany, "kh");
  }
  PlanEntryId Entry(const std::string& title, const std::string& after = "") {
    return plan_
        ->Add(sela_.actor, panel_,
              {.title = title, .starts = "2025-11-01", .ends = "2025-12-01", .member = "", .after = after})
        .value();
  }
  std::unique_ptr<Plan> plan_;
  Someone mill_;
};

TEST_P(PlanTest, TheSecretariatWritesAndMembersRead) {
  const PlanDraft draft{.title = "Launch", .ends = "2025-11-20", .milestone = true};
  EXPECT_EQ(plan_->Add(mill_.actor, panel_, draft).error().code, base::Code::kNotFound);
  const PlanEntryId id = plan_->Add(sela_.actor, panel_, draft).value();
  EXPECT_EQ(plan_->SetDone(mill_.actor, id, -1, true).error().code, base::Code::kForbidden);
  ASSERT_TRUE(plan_->SetDone(sela_.actor, id, 0, true));
  EXPECT_EQ(plan_->Remove(sela_.actor, id, 0).error().code, base::Code::kConflict);
  const Plan::Picture seen =
      plan_->Read(mill_.actor, panel_, clock_->Now(), kit::AddMonths(clock_->Now(), 6)).value();
  ASSERT_EQ(seen.rows.size(), 1u);
  EXPECT_TRUE(seen.rows[0].milestone);
  EXPECT_EQ(seen.rows[0].mark, PlanMark::kDone);
  EXPECT_FALSE(seen.may_write);
  const desk::OrgId out = AddOrganisation("out", "Outside", desk::OrgType::kNgo, "kh");
  const Someone stranger = AddPerson("o@example.org", "O", out, desk::Role::kDelegate);
  EXPECT_EQ(plan_->Get(stranger.actor, id).error().code, base::Code::kNotFound);
}

TEST_P(PlanTest, NothingWaitsForItself) {
  const PlanEntryId first = Entry("First"), second = Entry("Second", first.text());
  const PlanDraft circle{.title = "First", .ends = "2025-12-01", .after = second.text()};
  EXPECT_EQ(plan_->Edit(sela_.actor, first, -1, circle).error().code, base::Code::kInvalid);
  ASSERT_TRUE(plan_->Remove(sela_.actor, first, -1));
  EXPECT_TRUE(plan_->Get(sela_.actor, second)->after.empty());
}

TEST_P(PlanTest, ThePictureHasTodayMilestonesAndArrows) {
  const PlanEntryId first = Entry("Train inspectors");
  const As as(cookie_, sela_);
  EXPECT_EQ(Send("/workplan", "title=Open+day&ends=2025-11-30&milestone=yes&after=" + first.text()).status,
            303);
  EXPECT_EQ(Send("/workplan", "title=&ends=never").status, 422);
  const std::string page = Get("/workplan").body;
  EXPECT_TRUE(Has(page, "Train inspectors"));
  EXPECT_TRUE(Has(page, "class=\"ref\""));
  EXPECT_TRUE(Has(page, "l-4 -3m4 3l-4 3"));  // the arrow's head
  EXPECT_TRUE(Has(Get("/api/v1/plan").body, "\"milestone\":true"));
}

TEST_P(PlanTest, ThePlanStopsAtItsLimit) {
  for (std::size_t i = 0; i < base::kMaxPlanRows + 3; ++i) Entry("Entry " + std::to_string(i));
  const Plan::Picture all =
      plan_->Read(sela_.actor, panel_, clock_->Now(), kit::AddMonths(clock_->Now(), 6)).value();
  EXPECT_EQ(all.rows.size(), base::kMaxPlanRows);
}

MANUMIT_ON_BOTH_DATABASES(PlanTest);

}  // namespace
}  // namespace panel
