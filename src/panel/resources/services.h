#pragma once
// The services of this folder as the pages, the API and the commands use them. Thread-safe.

#include "panel/resources/iati_exchange.h"
#include "panel/resources/ledger.h"
#include "panel/resources/projects.h"
#include "panel/resources/rates.h"
#include "panel/resources/trainees.h"
#include "panel/services.h"

namespace panel {

class ResourceServices {
 public:
  explicit ResourceServices(PanelServices& panel)
      : seams(panel.seams),
        panels(panel.panels),
        directory(panel.directory),
        projects(panel.seams, panel.panels, panel.directory),
        trainees(panel.seams, projects),
        ledger(panel.seams, panel.panels, panel.directory, projects),
        rates(panel.seams, panel.panels, panel.directory),
        iati(panel.seams, panel.panels, panel.directory) {}
  ResourceServices(const ResourceServices&) = delete;
  ResourceServices& operator=(const ResourceServices&) = delete;

  PanelSeams seams;
  Panels& panels;
  Directory& directory;
  Projects projects;
  Trainees trainees;
  Ledger ledger;
  Rates rates;
  IatiExchange iati;
};

}  // namespace panel
