#include "desk/register.h"

#include "desk/desk.h"
#include "desk/jobs/health.h"
#include "desk/jobs/job_view.h"
#include "desk/jobs/migrations.h"
#include "desk/jobs/webhook_view.h"
#include "desk/jobs/webhooks.h"

namespace desk {

namespace {

base::Status Tidy(Desk& desk) {
  TRY(desk.jobs().RemoveOld());
  return desk.webhooks().RemoveOldDeliveries();
}

}  // namespace

void RegisterJobs(Desk& desk) {
  desk.AddMigrations(JobsMigrations());
  desk.jobs().Register({.name = "jobs.tidy",
                        .handler = [&desk](JobContext&) { return Tidy(desk); },
                        .every_ms = base::kDayMs});
  desk.jobs().Register({.name = std::string(kWebhookJob),
                        .handler = [&desk](JobContext& context) { return desk.webhooks().Deliver(context); },
                        .max_attempts = base::kMaxWebhookAttempts,
                        .quiet = true});
  RegisterJobView(desk);
  RegisterWebhookView(desk);
  RegisterHealth(desk);
}

}  // namespace desk
