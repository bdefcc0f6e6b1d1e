#include "desk/register.h"
#include "desk/audit/head_delivery.h"
#include "desk/audit/migrations.h"
#include "desk/audit/view.h"
#include "desk/desk.h"

namespace desk {

void RegisterAudit(Desk& desk) {
  desk.AddMigrations(AuditMigrations());
  desk.jobs().Register({.name = "audit.head",
                        .handler = [&desk](JobContext&) { return SendHeads(desk); },
                        .every_ms = base::kDayMs});
  RegisterAuditView(desk);
}

}  // namespace desk
