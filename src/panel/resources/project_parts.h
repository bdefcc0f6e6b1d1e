#pragma once
// What a project's page is put together from. Pure; belongs to one request.

#include <string>
#include <vector>

#include "panel/resources/page_form.h"
#include "panel/resources/pages_resources.h"
#include "panel/resources/project_report.h"

namespace panel {

std::string ProjectHref(const ProjectId& id);
html::Html StateBadge(const html::Locale& locale, ProjectState state);
std::string ActWords(const html::Locale& locale, ProjectAct act);
// `totals` belong to the projects in their order.
html::Html ProjectTable(const html::Locale& locale, const std::vector<Project>& projects,
                        const std::vector<NamedTotals>& totals, base::Currency reporting);
html::Html ProjectFacts(const html::Locale& locale, const ProjectView& view);
html::Html IndicatorRows(const html::Locale& locale, const ProjectResult& result);
// The forms below the results, closed until they are needed. `which` was sent and refused.
html::Html ResultForms(const desk::Context& context, const ProjectView& view, const std::string& which,
                       const PageForm& refused);
html::Html BudgetPart(const desk::Context& context, const ProjectView& view, const std::string& which,
                      const PageForm& refused);
html::Html MoneyPart(const desk::Context& context, const ProjectReport& report, base::Currency reporting);
html::Html TraineePart(const desk::Context& context, const ProjectReport& report);

}  // namespace panel
