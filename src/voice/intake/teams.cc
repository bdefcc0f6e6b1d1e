#include "voice/intake/teams.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "base/limits.h"
#include "base/limits_voice.h"
#include "calendar/time.h"
#include "calendar/zone.h"
#include "db/sql_text.h"
#include "desk/tr.h"

namespace voice {
namespace {

constexpr int kMinutesOfDay = 1440;
constexpr int kWeekdays = 7;
constexpr std::size_t kMaxTeamName = 120;
constexpr std::int64_t kMostAckDays = 30, kMostFeedbackDays = 365, kLeastPurgeDays = 30,
                       kMostPurgeDays = 3650;
constexpr std::string_view kColumns =
    "SELECT t.id, t.org_id, o.name, t.name, t.circle_id, t.country, t.languages, t.zone, t.is_open, "
    "t.tells_children, t.tells_danger, t.ack_days, t.feedback_days, t.purge_days, t.version FROM voice_team "
    "t "
    "JOIN organisation o ON o.id = t.org_id ";

std::string Joined(const std::vector<std::string>& words) {
  std::string all;
  for (const std::string& word : words) all += (all.empty() ? "" : ",") + word;
  return all;
}

std::vector<std::string> Split(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find(','), text.size());
    if (end > 0) words.emplace_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return words;
}

Team ReadTeam(const db::Row& row) {
  Team team;
  team.id = row.IdAt<TeamId>(0);
  team.org = row.IdAt<desk::OrgId>(1);
  team.org_name = row.Text(2);
  team.name = row.Text(3);
  team.circle = row.IdAt<vault::CircleId>(4);
  team.country = row.Text(5);
  team.languages = Split(row.Text(6));
  team.zone = row.Text(7);
  team.open = row.Bool(8);
  team.tells_children = LawDutyFrom(row.Int(9));
  team.tells_danger = LawDutyFrom(row.Int(10));
  team.ack_days = row.Int(11);
  team.feedback_days = row.Int(12);
  team.purge_days = row.Int(13);
  team.version = row.Int(14);
  return team;
}

base::Status WriteDuty(db::Transaction& tx, const Team& team) {
  TRY(tx.Execute("DELETE FROM voice_duty WHERE team_id = $1", {team.id}));
  for (const DutyHours& hours : team.duty)
    TRY(tx.Execute("INSERT INTO voice_duty(team_id, weekday, from_minute, to_minute) VALUES ($1, $2, $3, $4)",
                   {team.id, hours.weekday, hours.from_minute, hours.to_minute}));
  return base::Ok();
}

base::Status CheckRange(std::string_view field, std::int64_t value, std::int64_t least, std::int64_t most) {
  if (value >= least && value <= most) return base::Ok();
  return base::Invalid(fmt::format("{}: {} is not between {} and {}", field, value, least, most));
}

std::int64_t Stored(LawDuty duty) {
  return static_cast<std::int64_t>(duty);
}

base::Status CheckLaw(const Team& team) {
  if (!team.open) return base::Ok();
  if (team.tells_children == LawDuty::kUndecided)
    return base::Invalid(
        desk::tr("tells_children: answer yes or no before the team takes reports: does the law make it tell "
                 "authorities where a child is harmed?"));
  if (team.tells_danger == LawDuty::kUndecided)
    return base::Invalid(
        desk::tr("tells_danger: answer yes or no before the team takes reports: does the law make it tell "
                 "authorities where a life is in danger?"));
  return base::Ok();
}

base::Status CheckDuty(std::vector<DutyHours> duty) {
  if (duty.size() > base::kMaxDutyHours)
    return base::TooLarge(fmt::format("duty: more than {} lines", base::kMaxDutyHours));
  std::sort(duty.begin(), duty.end());
  for (std::size_t i = 0; i < duty.size(); ++i) {
    const DutyHours& hours = duty[i];
    if (hours.weekday < 0 || hours.weekday >= kWeekdays || hours.from_minute < 0 ||
        hours.to_minute > kMinutesOfDay || hours.from_minute >= hours.to_minute)
      return base::Invalid(desk::tr("duty: a line needs a day and a beginning before its end"));
    if (i > 0 && duty[i - 1].weekday == hours.weekday && duty[i - 1].to_minute > hours.from_minute)
      return base::Invalid(desk::tr("duty: two lines of one day overlap"));
  }
  return base::Ok();
}

}  // namespace

bool IsWorkerLanguage(std::string_view tag) {
  return std::find(kWorkerLanguages.begin(), kWorkerLanguages.end(), tag) != kWorkerLanguages.end();
}

LawDuty LawDutyFrom(std::int64_t stored) {
  return stored == 1 ? LawDuty::kYes : stored == 2 ? LawDuty::kNo : LawDuty::kUndecided;
}

base::Result<DutyNow> DutyAt(const Team& team, base::UtcTime now) {
  DutyNow duty;
  if (team.duty.empty()) return duty;
  const calendar::Zone zone = TRY(calendar::Zone::Named(team.zone));
  const calendar::LocalTime local = zone.ToLocal(now);
  const std::int64_t today = calendar::DayNumber(local.year, local.month, local.day);
  const auto moment = [&](std::int64_t day, int minute) {
    return zone.ToUtc(calendar::FromSeconds((day * kMinutesOfDay + minute) * 60));
  };
  // The next turn begins within eight days; turns that meet at midnight or in the day are one.
  std::vector<std::pair<base::UtcTime, base::UtcTime>> turns;
  const std::int64_t last_day = today + kWeekdays + 1;
  for (std::int64_t day = today - 1; day <= last_day; ++day) {
    std::vector<DutyHours> of_day;
    for (const DutyHours& hours : team.duty)
      if (hours.weekday == calendar::WeekdayOf(day)) of_day.push_back(hours);
    std::sort(of_day.begin(), of_day.end());
    for (const DutyHours& hours : of_day) {
      const base::UtcTime from = moment(day, hours.from_minute), to = moment(day, hours.to_minute);
      if (!turns.empty() && turns.back().second == from)
        turns.back().second = to;
      else
        turns.emplace_back(from, to);
    }
  }
  for (const auto& [from, to] : turns) {
    if (to <= now) continue;
    duty.on_duty = from <= now;
    // What goes on from now to the edge of what was looked at holds every hour of the week: it has no end.
    duty.always = duty.on_duty && to == moment(last_day, kMinutesOfDay);
    if (duty.always) break;
    if (duty.on_duty)
      duty.until = to;
    else
      duty.next = from;
    break;
  }
  return duty;
}

base::Status Teams::Check(const Team& team) const {
  if (team.name.empty() || team.name.size() > kMaxTeamName)
    return base::Invalid(fmt::format("name: one to {} bytes are expected", kMaxTeamName));
  if (!team.country.empty() &&
      (team.country.size() != 2 ||
       !std::all_of(team.country.begin(), team.country.end(), [](char c) { return c >= 'a' && c <= 'z'; })))
    return base::Invalid(desk::tr("country: two small letters are expected, as kr"));
  for (const std::string& language : team.languages)
    if (!IsWorkerLanguage(language))
      return base::Invalid(fmt::format("languages: \"{}\" is not one of the worker's pages", language));
  if (!calendar::Zone::Named(team.zone))
    return base::Invalid(fmt::format("zone: \"{}\" is no time zone; write it as Asia/Seoul", team.zone));
  TRY(CheckRange("ack_days", team.ack_days, 1, kMostAckDays));
  TRY(CheckRange("feedback_days", team.feedback_days, team.ack_days, kMostFeedbackDays));
  TRY(CheckRange("purge_days", team.purge_days, kLeastPurgeDays, kMostPurgeDays));
  TRY(CheckLaw(team));
  return CheckDuty(team.duty);
}

base::Result<TeamId> Teams::Create(const desk::Actor& actor, Team team) {
  team.org = actor.org;
  TRY(Check(team));
  const std::vector<vault::Circle> circles = TRY(vault_.Circles(actor.org));
  if (std::none_of(circles.begin(), circles.end(),
                   [&](const vault::Circle& circle) { return circle.id == team.circle; }))
    return base::NotFound(desk::tr("there is no such circle in your organisation"));
  team.id = TeamId::New(random_);
  const base::Status made = database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(
        tx.Execute("INSERT INTO voice_team(id, org_id, name, circle_id, country, languages, zone, is_open, "
                   "tells_children, "
                   "tells_danger, ack_days, feedback_days, purge_days, version) VALUES ($1, $2, $3, $4, $5, "
                   "$6, $7, $8, $9, "
                   "$10, $11, $12, $13, 0)",
                   {team.id, team.org, team.name, team.circle, team.country, Joined(team.languages),
                    team.zone, team.open, Stored(team.tells_children), Stored(team.tells_danger),
                    team.ack_days, team.feedback_days, team.purge_days}));
    TRY(WriteDuty(tx, team));
    return audit_.Append(tx, actor, "voice.team.create", "team:" + team.id.text());
  });
  if (!made.has_value()) {
    if (made.error().code == base::Code::kConflict)
      return base::Error{base::Code::kConflict, desk::tr("name: a team of this name is there already"), {}};
    return made.error();
  }
  return team.id;
}

base::Status Teams::Edit(const desk::Actor& actor, const Team& team) {
  TRY(Check(team));
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    const auto row = TRY(
        tx.QueryOne("SELECT version FROM voice_team WHERE id = $1 AND org_id = $2", {team.id, actor.org}));
    if (!row) return base::NotFound(desk::tr("there is no such team"));
    if (row->Int(0) != team.version)
      return base::Error{
          base::Code::kConflict, desk::tr("somebody changed this team meanwhile; look again"), {}};
    TRY(tx.Execute(
        "UPDATE voice_team SET name = $2, country = $3, languages = $4, zone = $5, is_open = $6, "
        "tells_children = $7, "
        "tells_danger = $8, ack_days = $9, feedback_days = $10, purge_days = $11, version = version + 1 "
        "WHERE id = $1",
        {team.id, team.name, team.country, Joined(team.languages), team.zone, team.open,
         Stored(team.tells_children), Stored(team.tells_danger), team.ack_days, team.feedback_days,
         team.purge_days}));
    TRY(WriteDuty(tx, team));
    return audit_.Append(tx, actor, "voice.team.edit", "team:" + team.id.text());
  });
}

base::Result<std::vector<Team>> Teams::Query(std::string_view where, db::Params params) {
  return database_.Read([&](db::Transaction& tx) -> base::Result<std::vector<Team>> {
    std::vector<Team> teams;
    for (const db::Row& row :
         TRY(tx.Query(std::string(kColumns) + std::string(where) + " ORDER BY o.name, t.name, t.id", params)))
      teams.push_back(ReadTeam(row));
    for (Team& team : teams)
      for (const db::Row& row :
           TRY(tx.Query("SELECT weekday, from_minute, to_minute FROM voice_duty WHERE team_id = $1 "
                        "ORDER BY weekday, from_minute",
                        {team.id})))
        team.duty.push_back(
            {static_cast<int>(row.Int(0)), static_cast<int>(row.Int(1)), static_cast<int>(row.Int(2))});
    return teams;
  });
}

base::Result<std::vector<Team>> Teams::OfOrganisation(const desk::OrgId& org) {
  return Query("WHERE t.org_id = $1", {org});
}

base::Result<Team> Teams::Get(const desk::OrgId& org, const TeamId& team) {
  std::vector<Team> found = TRY(Query("WHERE t.org_id = $1 AND t.id = $2", {org, team}));
  if (found.empty()) return base::NotFound(desk::tr("there is no such team"));
  return std::move(found.front());
}

base::Result<Team> Teams::Named(const desk::OrgId& org, std::string_view name) {
  std::vector<Team> found = TRY(Query("WHERE t.org_id = $1 AND t.name = $2", {org, name}));
  if (found.empty()) return base::NotFound(fmt::format("there is no team \"{}\" in this organisation", name));
  return std::move(found.front());
}

base::Result<std::optional<std::string>> Teams::Missing(const Team& team) {
  using Words = std::optional<std::string>;
  if (!team.open) return Words(desk::tr("it is switched off"));
  const std::vector<vault::Circle> circles = TRY(vault_.Circles(team.org));
  const bool readers = std::any_of(circles.begin(), circles.end(), [&](const vault::Circle& circle) {
    return circle.id == team.circle && !circle.members.empty();
  });
  if (!readers) return Words(desk::tr("nobody of its circle has keys"));
  if (TRY(vault_.HoldersOf(team.org)).size() < std::tuple_size_v<vault::Holders>)
    return Words(desk::tr("its organisation has not named three recovery holders"));
  return Words();
}

base::Result<std::vector<Team>> Teams::All() {
  return Query("", {});
}

base::Result<std::vector<Team>> Teams::TakingReports() {
  std::vector<Team> taking;
  for (Team& team : TRY(Query("WHERE t.is_open = 1", {})))
    if (!TRY(Missing(team))) taking.push_back(std::move(team));
  return taking;
}

base::Result<std::vector<WorkerLanguage>> Languages::All() {
  const auto known = TRY(
      database_.Read([&](db::Transaction& tx) { return tx.Query("SELECT tag, state FROM voice_language"); }));
  std::map<std::string, std::string> states;
  for (const db::Row& row : known) states[row.Text(0)] = row.Text(1);
  std::vector<WorkerLanguage> languages;
  for (const std::string_view tag : kWorkerLanguages) {
    const std::string state = states[std::string(tag)];
    const bool complete = tag == "en" || tag == "ko";
    languages.push_back({tag, complete || state == "checked" ? LanguageState::kChecked
                              : state == "draft"             ? LanguageState::kDraft
                                                             : LanguageState::kOff});
  }
  return languages;
}

base::Result<bool> Languages::MaySet(const desk::Actor& actor, Teams& teams) {
  if (actor.Can(desk::Permission::kInstallationManage)) return true;
  if (!actor.Can(desk::Permission::kCasesSupervise)) return false;
  for (const Team& team : TRY(teams.OfOrganisation(actor.org)))
    if (!TRY(teams.Missing(team))) return true;
  return false;
}

base::Status Languages::Set(const desk::Actor& actor, Teams& teams, std::string_view tag,
                            LanguageState state) {
  if (!IsWorkerLanguage(tag) || tag == "en" || tag == "ko")
    return base::Invalid(fmt::format("language: \"{}\" is not one that can be switched", tag));
  if (!TRY(MaySet(actor, teams)))
    return base::Error{
        base::Code::kForbidden,
        desk::tr("the languages of the worker's pages are the same for all: the administrator of "
                 "the installation sets them, or a supervisor of an organisation with a team "
                 "that takes reports"),
        {}};
  const std::string_view name = state == LanguageState::kChecked ? "checked"
                                : state == LanguageState::kDraft ? "draft"
                                                                 : "off";
  return database_.Write([&](db::Transaction& tx) -> base::Status {
    TRY(tx.Execute(
        "INSERT INTO voice_language(tag, state) VALUES ($1, $2) ON CONFLICT (tag) DO UPDATE SET state = $2",
        {tag, name}));
    return audit_.Append(tx, actor, "voice.language", "language:" + std::string(tag),
                         {{"state", std::string(name)}});
  });
}

}  // namespace voice
