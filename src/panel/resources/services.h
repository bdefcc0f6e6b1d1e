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
  explicit ResourceServices(PanelServices& services)
      : panel(services),
        seams(services.seams),
        panels(services.panels),
        directory(services.directory),
        projects(services.seams, services.panels, services.directory),
        trainees(services.seams, projects),
        ledger(services.seams, services.panels, services.directory, projects),
        rates(services.seams, services.panels, services.directory),
        iati(services.seams, services.panels, services.directory) {}
  ResourceServices(const ResourceServices&) = delete;
  ResourceServices& operator=(const ResourceServices&) = delete;

  PanelServices& panel;
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
