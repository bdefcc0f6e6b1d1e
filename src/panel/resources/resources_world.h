#pragma once
// For tests of this folder: a secretary, a member that runs projects, a member that gives, and a stranger.

#include <gtest/gtest.h>

#include <functional>
#include <map>
#include <random>
#include <set>
#include <tuple>

#include "base/limits_panel.h"
#include "iati/simple_types.h"
#include "panel/common/panel_world.h"
#include "panel/common/walk_states.h"
#include "panel/resources/services.h"

namespace panel::testing {

inline base::Money M(std::string_view text) {
  return base::ParseMoney(text).value();
}
inline std::int64_t D(std::string_view date) {
  return *iati::DayNumber(date);
}

class ResourcesTest : public PanelTest {
 protected:
  void SetUp() override {
    PanelTest::SetUp();
    if (IsSkipped()) return;
    resources_ = std::make_unique<ResourceServices>(services());
    hana_ = AddMemberOrganisation("hanbit", "Hanbit Electronics", desk::OrgType::kCompany, "kr");
    mei_ = AddMemberOrganisation("shelter", "Shelter Now", desk::OrgType::kNgo, "kh");
    stranger_org_ = AddOrganisation("stranger", "Stranger Inc.", desk::OrgType::kCompany, "us");
    stranger_ = AddPerson("s@stranger.example", "S", stranger_org_, desk::Role::kDelegate);
  }
  void TearDown() override {
    resources_.reset();
    PanelTest::TearDown();
  }
  Projects& projects() { return resources_->projects; }
  Ledger& ledger() { return resources_->ledger; }

  static Project Draft(ProjectKind kind = ProjectKind::kProject) {
    Project project;
    project.kind = kind;
    project.title = "Safe return";
    project.planned_start = D("2025-01-01");
    project.planned_end = D("2026-12-31");
    project.countries = {{"kh", "60"}, {"vn", "40"}};
    project.sectors = {{"15160", ""}};
    project.sdg_targets = {"8.7"};
    return project;
  }
  // A project of the shelter's, in any state.
  ProjectId Make(ProjectState state, ProjectKind kind = ProjectKind::kProject) {
    const ProjectId id = projects().Create(mei_.actor, panel_, Draft(kind)).value();
    const auto act = [&](ProjectAct one) { EXPECT_TRUE(projects().Act(sela_.actor, id, one)); };
    if (state == ProjectState::kDraft) return id;
    if (state == ProjectState::kCancelled) {
      act(ProjectAct::kCancel);
      return id;
    }
    act(ProjectAct::kApprove);
    if (state == ProjectState::kPipeline) return id;
    act(ProjectAct::kStart);
    if (state == ProjectState::kSuspended) act(ProjectAct::kSuspend);
    if (state == ProjectState::kClosed) act(ProjectAct::kClose);
    return id;
  }
  ProjectState StateOf(const ProjectId& id) { return projects().Get(sela_.actor, id)->project.state; }

  LedgerLine Line(const ProjectId& project, Stage stage, std::string_view money,
                  std::string_view day = "2025-05-01") {
    LedgerLine line;
    line.project = project;
    line.donor = "City of Busan";
    line.stage = stage;
    line.value = M(money);
    line.day = D(day);
    return line;
  }
  base::Decimal Total(const ProjectId& project, Stage stage, std::string_view currency) {
    const LedgerTotals all_of_it = ledger().Totals(sela_.actor, panel_, project).value();
    for (const StageTotal& total : all_of_it.totals)
      if (total.stage == stage && total.currency.code() == currency) return total.amount;
    return {};
  }

  std::unique_ptr<ResourceServices> resources_;
  Someone hana_;
  Someone mei_;
  Someone stranger_;
  desk::OrgId stranger_org_;
};

}  // namespace panel::testing
