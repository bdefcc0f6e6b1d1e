#pragma once
// What the services of the members need of the rooms below and of the panel's other services. Made once by
// RegisterMembers; thread-safe; outlives every service that holds it.

#include <functional>
#include <string>

#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"
#include "screening/screening.h"

namespace panel::members {

struct MemberSeams {
  PanelSeams base;
  Panels& panels;
  Directory& directory;
  // Not within a transaction. kNotFound.
  std::function<base::Result<desk::Organisation>(const desk::OrgId& org)> organisation;
  std::function<base::Result<screening::WatchListsNow>()> lists;
  // Puts a screening of the profiles that wait for one into the transaction.
  std::function<base::Status(db::Transaction& tx, const desk::Actor& actor)> screen_later;
  std::function<void()> nudge;  // after it
};

}  // namespace panel::members
