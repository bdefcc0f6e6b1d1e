#pragma once
// What every service of the panel needs of the rooms below, so that it can be tested without a server. Made
// once by Register; thread-safe members; outlives every service that holds it.

#include "base/clock.h"
#include "base/random.h"
#include "db/db.h"
#include "desk/audit/audit.h"

namespace panel {

struct PanelSeams {
  db::Database& database;
  const base::Clock& clock;
  base::Random& random;
  desk::Audit& audit;
};

}  // namespace panel
