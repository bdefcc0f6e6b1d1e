#pragma once
// The panel's entries in the navigation: under one heading, in parts that fold, and only for people who have
// something there. Thread-safe after registration.

#include <cstdint>
#include <string>

#include "desk/desk.h"
#include "html/locale.h"

namespace panel {

// The folding parts, in the order in which they stand.
enum class NavPart : std::uint8_t {
  kPeople,    // members, who is at the table, conflicts of interest
  kSessions,  // sessions, minutes, actions, consultations, discussions, opinions
  kExchange,  // good practices, offers and needs, calls
  kPromises,  // memoranda, commitments, projects, resources
  kCount
};

// Who sees an entry.
enum class NavFor : std::uint8_t {
  kInsiders,    // people of an admitted or suspended member, and the secretariat
  kApplicants,  // also people who may act for an organisation that does not belong yet
  kFounders     // the secretariat; and as long as there is no panel, who may make one
};

struct PanelNavItem {
  NavPart part = NavPart::kPeople;
  int place = 0;  // in its part, 0 to 9
  std::string (*label)(const html::Locale& locale) = nullptr;
  std::string href;
  NavFor whom = NavFor::kInsiders;
  desk::Permission permission = desk::Permission::kPanelRead;
};

// Before serving. Place 0 of kPeople must be among them, for everybody who may see any. Costs one short read
// of the store for each page.
void AddPanelNav(desk::Desk& desk, const PanelNavItem& item);

}  // namespace panel
