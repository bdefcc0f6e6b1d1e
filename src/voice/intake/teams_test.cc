#include "voice/intake/teams.h"

#include <gtest/gtest.h>

#include "calendar/zone.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

constexpr int kHour = 60, kWholeDay = 1440;

base::UtcTime At(const std::string& zone, const calendar::LocalTime& local) {
  return calendar::Zone::Named(zone).value().ToUtc(local);
}

Team OnDuty(const std::string& zone, std::vector<DutyHours> duty) {
  Team team;
  team.zone = zone;
  team.duty = std::move(duty);
  return team;
}

std::vector<DutyHours> EveryDay(int from, int to) {
  std::vector<DutyHours> duty;
  for (int day = 0; day < 7; ++day) duty.push_back({day, from, to});
  return duty;
}

TEST(Duty, AroundTheClockHasNoEnd) {
  // Every hour of two weeks, with the change of clocks of Berlin's autumn in them.
  for (const char* zone : {"Asia/Seoul", "Europe/Berlin", "UTC"})
    for (std::int64_t hour = 0; hour < 14 * 24; ++hour) {
      const base::UtcTime now{At(zone, {.year = 2025, .month = 10, .day = 18, .hour = 0, .minute = 30}).ms +
                              hour * base::kHourMs};
      const DutyNow duty = DutyAt(OnDuty(zone, EveryDay(0, kWholeDay)), now).value();
      ASSERT_TRUE(duty.on_duty && duty.always) << zone << " " << hour;
      EXPECT_FALSE(duty.until || duty.next);
    }
}

TEST(Duty, OneHourOffIsNotAroundTheClock) {
  std::vector<DutyHours> duty = EveryDay(0, kWholeDay);
  duty[6].to_minute = 23 * kHour;  // Sunday
  const base::UtcTime now = At("Asia/Seoul", {.year = 2025, .month = 10, .day = 13, .hour = 0, .minute = 5});
  const DutyNow found = DutyAt(OnDuty("Asia/Seoul", duty), now).value();  // a Monday
  EXPECT_TRUE(found.on_duty);
  EXPECT_FALSE(found.always);
  EXPECT_EQ(found.until, At("Asia/Seoul", {.year = 2025, .month = 10, .day = 19, .hour = 23, .minute = 0}));
}

TEST(Duty, OverMidnight) {
  const Team team =
      OnDuty("Asia/Seoul", {{3, 22 * kHour, kWholeDay}, {4, 0, 6 * kHour}, {4, 22 * kHour, kWholeDay}});
  const auto at = [](int day, int hour) {
    return At("Asia/Seoul", {.year = 2025, .month = 10, .day = day, .hour = hour, .minute = 0});
  };
  EXPECT_EQ(DutyAt(team, at(9, 23)).value().until, at(10, 6));  // Thursday night
  EXPECT_EQ(DutyAt(team, at(10, 5)).value().until, at(10, 6));
  const DutyNow after = DutyAt(team, at(10, 6)).value();
  EXPECT_FALSE(after.on_duty);
  EXPECT_EQ(after.next, at(10, 22));
}

TEST(Duty, ClocksThatChangeInATurn) {
  const Team team = OnDuty("Europe/Berlin", {{6, 1 * kHour, 4 * kHour}});
  const auto on = [&](int month, int day) {
    const base::UtcTime begins =
        At("Europe/Berlin", {.year = 2025, .month = month, .day = day, .hour = 1, .minute = 0});
    const DutyNow duty = DutyAt(team, begins).value();
    EXPECT_TRUE(duty.on_duty);
    return (duty.until->ms - begins.ms) / base::kHourMs;
  };
  EXPECT_EQ(on(10, 19), 3);
  EXPECT_EQ(on(10, 26), 4);  // 03:00 becomes 02:00
  EXPECT_EQ(on(3, 30), 2);   // 02:00 becomes 03:00
}

TEST(Duty, None) {
  const DutyNow duty = DutyAt(OnDuty("Asia/Seoul", {}), base::UtcTime{0}).value();
  EXPECT_FALSE(duty.on_duty || duty.always || duty.until || duty.next);
}

class TeamsTest : public VoiceTest {};

TEST_P(TeamsTest, TakesNoReportsBeforeItsDutiesAreDecided) {
  for (const bool children : {true, false}) {
    Team team = TeamNamed("Second");
    (children ? team.tells_children : team.tells_danger) = LawDuty::kUndecided;
    const base::Result<TeamId> refused = services().teams.Create(vera_.actor, team);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, base::Code::kInvalid);
    EXPECT_TRUE(Has(refused.error().external, children ? "tells_children: " : "tells_danger: "));
  }
  Team team = TeamNamed("Second");
  team.tells_children = team.tells_danger = LawDuty::kUndecided;
  team.open = false;
  const TeamId id = Good(services().teams.Create(vera_.actor, team));
  team = Good(services().teams.Get(org_, id));
  EXPECT_EQ(team.tells_children, LawDuty::kUndecided);
  team.open = true;
  EXPECT_FALSE(services().teams.Edit(vera_.actor, team));
  team.tells_children = LawDuty::kYes;
  team.tells_danger = LawDuty::kNo;
  Good(services().teams.Edit(vera_.actor, team));
  team = Good(services().teams.Get(org_, id));
  EXPECT_EQ(team.tells_children, LawDuty::kYes);
  EXPECT_EQ(team.tells_danger, LawDuty::kNo);
}

TEST_P(TeamsTest, ItsFormAsksForBothDuties) {
  const std::string vera = UnlockedCookie(vera_);
  const auto fields = [&](const std::string& danger) {
    return Form({{"name", "Second"},
                 {"circle", circle_.text()},
                 {"country", "kr"},
                 {"zone", "Asia/Seoul"},
                 {"tells_children", "no"},
                 {"tells_danger", danger},
                 {"ack_days", "7"},
                 {"feedback_days", "90"},
                 {"purge_days", "730"},
                 {"open", "yes"}});
  };
  const net::Response refused = Send("/cases/teams/new", vera, fields(""));
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(Has(refused.body, "tells_danger: answer yes or no"));
  EXPECT_EQ(Send("/cases/teams/new", vera, fields("no")).status, 303);
  EXPECT_EQ(Good(services().teams.Named(org_, "Second")).tells_danger, LawDuty::kNo);
  EXPECT_FALSE(Has(Ask("GET", "/cases/teams", vera).body, "What it must tell by law is not decided"));
  Good(desk().database().Write(
      [](db::Transaction& tx) { return tx.Execute("UPDATE voice_team SET tells_danger = 0"); }));
  EXPECT_TRUE(Has(Ask("GET", "/cases/teams", vera).body, "What it must tell by law is not decided"));
}

TEST_P(TeamsTest, LanguagesAreSetByWhoAnswersForWorkers) {
  Languages& languages = services().languages;
  Good(languages.Set(vera_.actor, services().teams, "vi",
                     LanguageState::kDraft));  // supervises a team that takes reports
  EXPECT_TRUE(Has(Ask("GET", "/cases/teams", UnlockedCookie(vera_)).body, "action=\"/cases/languages\""));
  const desk::OrgId other =
      desk()
          .people()
          .CreateOrganisation(system_, "other", "Another house", desk::OrgType::kNgo, "kr")
          .value();
  const Someone sela = AddPerson("sela", {desk::Role::kCaseSupervisor}, other);
  const auto refused = [&](const desk::Actor& actor) {
    const base::Status set = languages.Set(actor, services().teams, "vi", LanguageState::kChecked);
    return !set && set.error().code == base::Code::kForbidden;
  };
  EXPECT_TRUE(refused(sela.actor));                                           // no team
  EXPECT_TRUE(refused(mina_.actor));                                          // no supervisor
  EXPECT_TRUE(refused(AddPerson("adam", {desk::Role::kAdmin}, org_).actor));  // of the organisation alone
  const std::string page = Ask("GET", "/cases/teams", sela.cookie).body;
  EXPECT_TRUE(Has(page, "On, not yet checked by a speaker"));
  EXPECT_FALSE(Has(page, "action=\"/cases/languages\""));
  EXPECT_EQ(Send("/cases/languages", sela.cookie, Form({{"tag", "vi"}, {"state", "checked"}})).status, 403);
  Team team = Good(services().teams.Get(org_, team_));
  team.open = false;
  Good(services().teams.Edit(vera_.actor, team));
  EXPECT_TRUE(refused(vera_.actor));
  Good(languages.Set(system_, services().teams, "vi",
                     LanguageState::kChecked));  // the installation's administrator
  for (const WorkerLanguage& language : Good(languages.All())) {
    if (language.tag == "vi") {
      EXPECT_EQ(language.state, LanguageState::kChecked);
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Both, TeamsTest, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
