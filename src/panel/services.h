#pragma once
// The panel's services as the server has them: made once by Register, kept by the desk, used by the pages,
// the API and the commands. Thread-safe.

#include "desk/desk.h"
#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"
#include "panel/common/sources.h"
#include "panel/exchange/exchange.h"
#include "panel/minutes/actions.h"
#include "panel/minutes/consultations.h"
#include "panel/minutes/discussions.h"
#include "panel/minutes/minutes.h"
#include "panel/minutes/opinions.h"
#include "panel/minutes/place.h"
#include "panel/sessions/access.h"
#include "vault/vault.h"

namespace panel {

class PanelServices {
 public:
  explicit PanelServices(desk::Desk& desk);
  PanelServices(const PanelServices&) = delete;
  PanelServices& operator=(const PanelServices&) = delete;

  PanelSeams seams;
  Panels panels;
  Directory directory;
  vault::Vault vault;
  SessionAccess session_access;
  Places places;
  MinutesService minutes;
  ActionService actions;
  ConsultationService consultations;
  DiscussionService discussions;
  OpinionService opinions;
  exchange::Exchange exchange;
  Sources<TimelineSource> timeline;
  Sources<PlanSource> plan;
};

// Every table of the room, in order.
std::vector<std::span<const db::Migration>> AllMigrations();

}  // namespace panel
