#include "panel/minutes/reminders.h"

#include "base/limits_panel.h"
#include "base/log.h"
#include "desk/desk.h"
#include "panel/minutes/faces.h"
#include "panel/minutes/progress_report.h"
#include "panel/minutes/reminder_list.h"

namespace panel {
namespace {

constexpr std::int64_t kEveryMs = base::kHourMs;

base::Result<std::vector<Reminder>> Due(desk::Desk& desk, PanelServices& services) {
  const ReplyTokens tokens(desk.InstallationKey("panel-reply"));
  return services.seams.database.Read([&](db::Transaction& tx) -> base::Result<std::vector<Reminder>> {
    ReminderList list(services, tokens, desk.config().public_url, tx);
    TRY(list.AddActions());
    TRY(list.AddMinutes());
    TRY(list.AddReports());
    TRY(list.AddConsultations());
    TRY(list.AddBallots());
    TRY(list.AddRounds());
    return list.Take();
  });
}

// False where somebody else has it.
base::Result<bool> Claim(PanelServices& services, const Reminder& one) {
  return services.seams.database.Write([&](db::Transaction& tx) -> base::Result<bool> {
    const std::int64_t claimed =
        TRY(tx.Execute("INSERT INTO panel_reminder(kind, record_id, person_id, sent_ms) VALUES ($1, $2, $3, "
                       "$4) ON CONFLICT (kind, "
                       "record_id, person_id) DO NOTHING",
                       {one.kind, one.record, one.to.id, services.places.Now().ms}));
    return claimed == 1;
  });
}

base::Status TakeBack(PanelServices& services, const Reminder& one) {
  return services.seams.database.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute("DELETE FROM panel_reminder WHERE kind = $1 AND record_id = $2 AND person_id = $3",
                   {one.kind, one.record, one.to.id}));
    return base::Ok();
  });
}

}  // namespace

base::Result<std::int64_t> SendReminders(desk::Desk& desk, PanelServices& services) {
  ProgressReports reports(services);
  TRY(reports.MakeDue(base::kMaxMinutesBook));
  std::int64_t sent = 0;
  for (const Reminder& one : TRY(Due(desk, services))) {
    if (!TRY(Claim(services, one))) continue;
    const base::Status done = desk.mailer().Send({one.to.email, one.subject, one.text});
    if (done) {
      ++sent;
    } else {
      base::LogWarning("reminder-not-sent", {{"code", base::CodeName(done.error().code)}});
      TRY(TakeBack(services, one));
    }
  }
  return sent;
}

void AddMinutesJobs(desk::Desk& desk, PanelServices& services) {
  // Says nothing of how many there were: a count would tell of closed sessions.
  desk.jobs().Register({.name = "panel.reminders",
                        .handler = [&desk, &services](desk::JobContext&) -> base::Status {
                          TRY(SendReminders(desk, services));
                          return base::Ok();
                        },
                        .every_ms = kEveryMs,
                        .quiet = true});
}

}  // namespace panel
