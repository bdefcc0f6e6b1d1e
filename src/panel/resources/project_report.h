#pragma once
// The report of a project to its donors, as PDF: facts, money by stage and donor, results against targets,
// trainees in bands.

#include <string>

#include "html/locale.h"
#include "panel/resources/services.h"

namespace panel {

struct ProjectReport {
  ProjectView view;
  ResourceSettings settings;
  std::vector<StageTotal> totals;
  std::vector<NamedTotals> donors;
  TraineeBands trainees;
};
base::Result<ProjectReport> ReportOf(ResourceServices& services, const desk::Actor& actor,
                                     const ProjectId& id);
base::Result<std::string> ReportPdf(const html::Locale& locale, const ProjectReport& report,
                                    base::UtcTime now);

// An indicator's value as it may be shown.
std::string ValueWords(const html::Locale& locale, const Indicator& indicator, const std::string& value);

}  // namespace panel
