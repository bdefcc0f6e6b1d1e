#pragma once
// The frame of the application's pages: steps on top, the form, the way on. Thread-safe.

#include "panel/members/page_parts.h"

namespace panel::members {

// What every page of an application shows.
struct WizardPage {
  desk::Context& context;
  Services& services;
  MemberDetail detail;
  File file;
  desk::FormErrors errors;
};
// Reads them. Errors: kNotFound; kForbidden where the actor may not edit.
base::Result<WizardPage> OpenWizard(Services& services, desk::Context& context);
// 200, or 422 where there are errors.
net::Response WizardResponse(const WizardPage& page, WizardStep step, const html::Html& content);
std::string StepHref(const MemberId& id, WizardStep step);
// A small form in a table's row that removes `row` and comes back to the step.
html::Html RemoveButton(const WizardPage& page, WizardStep step, const RowId& row, std::string_view what);
// The link on to the step after this one.
html::Html OnLink(const WizardPage& page, WizardStep step);

// The pages of people and of owners, each in its file; AddWizardPages (faces.h) adds them.
void AddPeoplePages(desk::Desk& desk, Services& services);
void AddOwnerPages(desk::Desk& desk, Services& services);
void AddEntryPages(desk::Desk& desk, Services& services);  // declaration, check and send, what everybody sees

}  // namespace panel::members
