// Reminders by mail: each once, to those who act for the organisation.

#include "base/log.h"
#include "desk/people/people.h"
#include "html/locale.h"
#include "net/client.h"
#include "panel/agreements/kit.h"
#include "panel/agreements/remind_person.h"

namespace panel::kit {
namespace {

bool ActsForIt(const std::vector<desk::Role>& roles) {
  for (const desk::Role role : roles)
    if (desk::Has(desk::PermissionsOf(role), desk::Permission::kPanelTakePart)) return true;
  return false;
}

base::Result<bool> WasSent(desk::Desk& desk, const std::string& key) {
  return desk.database().Read([&](db::Transaction& tx) -> base::Result<bool> {
    return TRY(tx.QueryOne("SELECT sent_ms FROM agreement_reminder WHERE reminder_key = $1", {key}))
        .has_value();
  });
}

base::Status SendTo(desk::Desk& desk, const Reminder& reminder, const desk::Person& person) {
  const std::string key = reminder.key + ":" + person.id.text();
  if (TRY(WasSent(desk, key))) return base::Ok();
  const html::Locale& locale = html::ChooseLocale(person.locale, {});
  const base::Status sent = desk.mailer().Send(
      {.to = person.email,
       .subject = locale.tr(reminder.subject),
       .text = locale.tr(reminder.text) + "\n\n" + desk.config().public_url + reminder.path + "\n"});
  if (!sent.has_value()) {
    base::LogWarning("reminder-mail-failed", {{"code", base::CodeName(sent.error().code)}});
    return base::Ok();
  }
  return desk.database().Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute(
        "INSERT INTO agreement_reminder(reminder_key, sent_ms) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        {key, desk.clock().Now().ms}));
    return base::Ok();
  });
}

}  // namespace

base::Status Remind(desk::Desk& desk, const Reminder& reminder) {
  if (reminder.org.empty()) return base::Ok();
  for (const auto& [person, roles] : TRY(desk.people().Members(reminder.org)))
    if (person.active && ActsForIt(roles)) TRY(SendTo(desk, reminder, person));
  return base::Ok();
}

base::Status RemindPerson(desk::Desk& desk, const Reminder& reminder, const desk::PersonId& id) {
  const base::Result<desk::Person> person = desk.people().GetPerson(id);
  if (!person) return person.error().code == base::Code::kNotFound ? base::Ok() : person.error();
  return person->active ? SendTo(desk, reminder, *person) : base::Ok();
}

}  // namespace panel::kit
