#pragma once
// Pages and API of calls; RegisterCalls adds them.

#include <memory>

#include "desk/desk.h"
#include "panel/calls/calls.h"
#include "panel/calls/notes.h"
#include "panel/calls/proposals.h"
#include "panel/calls/reviews.h"

namespace panel::calls {

struct CallServices {
  CallServices(desk::Desk& desk, PanelServices& panel_services)
      : panel(panel_services),
        calls(panel_services),
        notes(panel_services, desk.blobs()),
        reviews(panel_services),
        proposals(panel_services) {}
  PanelServices& panel;
  Calls calls;
  Notes notes;
  Reviews reviews;
  Proposals proposals;

  // The panel that a request is about, by its short name; the root where it is empty.
  base::Result<PanelId> PanelOf(std::string_view slug) {
    return panel.seams.database.Read([&](db::Transaction& tx) { return kit::PanelAsked(panel, tx, slug); });
  }
};
using SharedServices = std::shared_ptr<CallServices>;

void AddCallPages(desk::Desk& desk, const SharedServices& services);
void AddNotePages(desk::Desk& desk, const SharedServices& services);
void AddReviewPages(desk::Desk& desk, const SharedServices& services);
void AddProposalPages(desk::Desk& desk, const SharedServices& services);
void AddPublicCallPages(desk::Desk& desk, const SharedServices& services);
void AddCallApi(desk::Desk& desk, const SharedServices& services);
void AddNoteApi(desk::Desk& desk, const SharedServices& services);
void AddReviewApi(desk::Desk& desk, const SharedServices& services);

std::string HrefOf(const CallId& id);      // "/calls/ID"
std::string HrefOf(const NoteId& id);      // "/calls/notes/ID"
std::string HrefOf(const ReviewId& id);    // "/calls/scoring/ID"
std::string HrefOf(const ProposalId& id);  // "/calls/proposals/ID"

// Tabs over the lists of calls; `current` is one of their addresses.
html::Html CallTabs(const html::Locale& locale, const desk::Context& context, std::string_view current);
// Above a page that shows a problem; empty where there is none.
html::Html ProblemNotice(const html::Locale& locale, const std::string& problem);

}  // namespace panel::calls
