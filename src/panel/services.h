#pragma once
// The panel's services as the server has them: made once by Register, kept by the desk, used by the pages,
// the API and the commands. Thread-safe.

#include "desk/desk.h"
#include "panel/common/directory.h"
#include "panel/common/panels.h"
#include "panel/common/seams.h"
#include "panel/exchange/exchange.h"

namespace panel {

class PanelServices {
 public:
  explicit PanelServices(desk::Desk& desk);
  PanelServices(const PanelServices&) = delete;
  PanelServices& operator=(const PanelServices&) = delete;

  PanelSeams seams;
  Panels panels;
  Directory directory;
  exchange::Exchange exchange;
};

// Every table of the room, in order.
std::vector<std::span<const db::Migration>> AllMigrations();

}  // namespace panel
