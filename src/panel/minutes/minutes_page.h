#pragma once
// The page of one session's minutes: phases, text, comments, seats, actions, editions. Pure; thread-safe.

#include <string>
#include <utility>
#include <vector>

#include "desk/web/router.h"
#include "html/html.h"
#include "panel/minutes/actions.h"
#include "panel/minutes/name_warning.h"

namespace panel {

// All that the page of one session's minutes shows, read in one transaction.
struct MinutesPage {
  Minutes minutes;
  std::string title;
  std::string text;
  bool locked = false;
  bool writes = false;
  bool present = false;
  std::vector<PanelAction> actions;
  std::vector<std::string> owners;  // of each action
  std::vector<MinutesComment> comments;
  std::vector<std::string> comment_orgs;
  SeatsApproved seats;
  std::vector<std::string> missing_seats;
  std::vector<MinutesEdition> editions;
  std::vector<NameFound> names;
  std::vector<std::pair<std::string, std::string>> later;  // id and title of sessions that could approve
  std::string approval_title;
};

html::Html MinutesPageHtml(const desk::Context& context, base::UtcTime now, const MinutesPage& page);

}  // namespace panel
