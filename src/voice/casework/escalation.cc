#include "voice/casework/escalation.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/log.h"
#include "db/sql_text.h"
#include "html/locale.h"
#include "voice/casework/tasks.h"

namespace voice {
namespace {

constexpr Day kEscalateAfterDays = 3;  // late for the team first, then for its supervisors

std::string TaskLateSql(Day before) {
  return fmt::format("k.done_day IS NULL AND k.due < {}", before);
}

net::Mail MailTo(const desk::Person& person, const LateTeam& team, std::string_view public_url) {
  const html::Locale& locale = html::ChooseLocale(person.locale, "");
  net::Mail mail{.to = person.email,
                 .subject = locale.tr("Team {team}: something waits too long", {{"team", team.name}}),
                 .text = {}};
  if (team.first_answers > 0)
    mail.text += locale.ntr("{n} worker waits for a first answer; the day that was promised has passed.",
                            "{n} workers wait for a first answer; the days that were promised have passed.",
                            team.first_answers) +
                 "\n";
  if (team.tasks > 0) mail.text += locale.ntr("{n} task is late.", "{n} tasks are late.", team.tasks) + "\n";
  mail.text += "\n" + locale.tr("Please look, or ask the team:") + "\n" + std::string(public_url) +
               "/cases?show=" + (team.first_answers > 0 ? "late" : "tasks") + "\n";
  return mail;
}

}  // namespace

Day Escalation::Before() const {
  return DayOf(clock_.Now()) - kEscalateAfterDays;
}

// Of one actor's organisation all that waits; without an actor what nobody was told of yet.
base::Result<std::vector<LateTeam>> Escalation::Count(const desk::Actor* actor) {
  std::map<std::pair<std::string, std::string>, LateTeam> teams;
  const auto count = [&](std::string_view joined, const std::string& where, std::string_view told,
                         std::int64_t LateTeam::* number) -> base::Status {
    db::SqlText sql(
        "SELECT t.id, t.org_id, t.circle_id, t.name, COUNT(*) FROM voice_case c JOIN voice_team t ON t.id = "
        "c.team_id ");
    sql.Add(joined).Add(" WHERE ").Add(where);
    if (actor == nullptr) {
      sql.Add(" AND ").Add(told).Add(" = 0");
    } else {
      sql.Add(" AND c.org_id = ").Bind(actor->org);
      sql.Add(" AND NOT EXISTS (SELECT 1 FROM voice_conflict x WHERE x.case_id = c.id AND x.person_id = ");
      sql.Bind(actor->person).Add(")");
    }
    sql.Add(" GROUP BY t.id, t.org_id, t.circle_id, t.name");
    for (const db::Row& row :
         TRY(access_.database().Read([&](db::Transaction& tx) { return sql.Query(tx); }))) {
      LateTeam& team = teams[{row.Text(3), row.Text(0)}];
      team.id = row.IdAt<TeamId>(0);
      team.org = row.IdAt<desk::OrgId>(1);
      team.circle = row.IdAt<vault::CircleId>(2);
      team.name = row.Text(3);
      team.*number = row.Int(4);
    }
    return base::Ok();
  };
  TRY(count("", FirstAnswerLateSql(Before()), "c.late_told", &LateTeam::first_answers));
  TRY(count("JOIN voice_task k ON k.case_id = c.id", TaskLateSql(Before()), "k.late_told", &LateTeam::tasks));
  std::vector<LateTeam> late;
  for (auto& [name, team] : teams) late.push_back(std::move(team));
  return late;
}

base::Result<std::vector<LateTeam>> Escalation::Of(const desk::Actor& actor) {
  return Count(&actor);
}

base::Result<std::vector<desk::Person>> Escalation::SupervisorsOf(const LateTeam& team) {
  std::vector<desk::PersonId> members;
  for (const vault::Circle& circle : TRY(vault_.Circles(team.org)))
    if (circle.id == team.circle) members = circle.members;
  std::vector<desk::Person> all, of_team;
  for (const auto& [person, roles] : TRY(people_.Members(team.org))) {
    const bool supervises = std::any_of(roles.begin(), roles.end(), [](desk::Role role) {
      return desk::Has(desk::PermissionsOf(role), desk::Permission::kCasesSupervise);
    });
    if (!supervises || !person.active) continue;
    all.push_back(person);
    if (std::find(members.begin(), members.end(), person.id) != members.end()) of_team.push_back(person);
  }
  return of_team.empty() ? all : of_team;
}

base::Status Escalation::Tell(net::Mailer& mailer, std::string_view public_url) {
  for (const LateTeam& team : TRY(Count(nullptr))) {
    bool told = false;
    for (const desk::Person& person : TRY(SupervisorsOf(team))) {
      const base::Status sent = mailer.Send(MailTo(person, team, public_url));
      if (!sent) base::LogWarning("escalation-mail-failed", {{"code", base::CodeName(sent.error().code)}});
      told = told || sent.has_value();
    }
    if (!told) continue;
    const base::Status marked = access_.database().Write([&](db::Transaction& tx) -> base::Status {
      TRY(tx.Execute(
          "UPDATE voice_case AS c SET late_told = 1 WHERE c.team_id = $1 AND " + FirstAnswerLateSql(Before()),
          {team.id}));
      TRY(tx.Execute("UPDATE voice_task AS k SET late_told = 1 WHERE " + TaskLateSql(Before()) +
                         " AND k.case_id IN (SELECT id FROM voice_case WHERE team_id = $1)",
                     {team.id}));
      return base::Ok();
    });
    if (!marked) return marked;
  }
  return base::Ok();
}

}  // namespace voice
