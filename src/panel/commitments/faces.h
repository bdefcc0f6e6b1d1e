#pragma once
// Pages, API and clock of commitments and the work plan; RegisterCommitments adds them.

#include <memory>

#include "panel/commitments/commitments.h"
#include "panel/commitments/plan.h"

namespace panel {

struct CommitmentServices {
  CommitmentServices(desk::Desk& desk, PanelServices& panel_services)
      : panel(panel_services), commitments(panel_services, desk.blobs()), plan(panel_services) {}
  PanelServices& panel;
  Commitments commitments;
  Plan plan;
};

void AddCommitmentPages(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services);
void AddCommitmentForms(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services);
void AddCommitmentApi(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services);
void AddPlanPages(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services);
void AddPlanApi(desk::Desk& desk, const std::shared_ptr<CommitmentServices>& services);

}  // namespace panel
