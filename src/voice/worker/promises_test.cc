// Sentences of the worker's pages, held against what the product does.

#include <gtest/gtest.h>

#include "html/locale.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

class Promises : public VoiceTest {
 protected:
  std::string Page(const std::string& rest, const std::string& cookie = {}) {
    return Ask("GET", "/help/en" + rest, cookie).body;
  }
  void Sql(const std::string& sql) {
    Good(desk().database().Write([&](db::Transaction& tx) { return tx.Execute(sql); }));
  }
  Filed FileReport() {
    const Report report{.language = "en", .what = "They took my passport."};
    return Good(services().reports.File(team_, report, {}, ""));
  }
  std::string TalkPage(const Filed& filed) {
    return Page("/talk", "help=" + Good(services().reports.Open(filed.code.Digits())));
  }
  void Post(const Filed& filed, const std::string& rest) {
    const std::string cookie = "help=" + Good(services().reports.Open(filed.code.Digits()));
    EXPECT_EQ(Ask("POST", "/help/en" + rest, cookie).status, 303);
  }
  voice::Day Today() { return DayOf(clock_->Now()); }
  void Days(std::int64_t days) { clock_->Advance(days * base::kDayMs); }
  static std::string DayWords(voice::Day day) { return html::FindLocale("en")->Date(MsOfDay(day)); }
  void Answer(const Filed& filed) {
    Good(services().cases.Answer(mina_.actor, Open(mina_), filed.id, "We read you.", {}));
  }
};

TEST_P(Promises, WhoReadsAndWhoMayOrderACopy) {
  std::string page = Page("/report");
  EXPECT_TRUE(Has(page, "Who reads it: the people of Helpline (The coalition)."));
  EXPECT_TRUE(Has(page, "A court or an authority can order a copy."));
  EXPECT_FALSE(Has(page, "Nobody else can open it"));
  EXPECT_TRUE(Has(Page("/sealed"), "A court or an authority can order a copy."));
  Good(services().teams.Create(vera_.actor, TeamNamed("Second")));
  page = Page("/report");
  EXPECT_TRUE(Has(page,
                  "One of these teams reads it. You choose which: Helpline (The coalition), Second (The "
                  "coalition)."));
}

TEST_P(Promises, NothingOfTheLawOnlyWhereTheTeamSaidNo) {
  const std::string danger = "If a life is in danger now", child = "If a child is being hurt";
  std::string page = Page("/report");
  EXPECT_TRUE(Has(page, child));                                      // yes
  EXPECT_FALSE(Has(page, danger));                                    // no
  Sql("UPDATE voice_team SET tells_danger = 0, tells_children = 0");  // from before it was asked
  page = Page("/report");
  EXPECT_TRUE(Has(page, danger) && Has(page, child));
  Sql("UPDATE voice_team SET tells_danger = 2, tells_children = 2");
  page = Page("/report");
  EXPECT_FALSE(Has(page, danger) || Has(page, child));
}

TEST_P(Promises, ADayThatHasPassedIsNotPromised) {
  const Filed filed = FileReport();
  const std::string late = "That day is over.";
  const voice::Day first = Today() + 7;
  EXPECT_TRUE(Has(TalkPage(filed), "Our first answer comes by " + DayWords(first)));
  Days(7);
  EXPECT_FALSE(Has(TalkPage(filed), late));
  Days(1);
  std::string page = TalkPage(filed);
  EXPECT_FALSE(Has(page, "Our first answer comes by"));
  EXPECT_TRUE(Has(page, "We promised to write to you by " + DayWords(first) + ". " + late));
  EXPECT_TRUE(Has(page, "/help/en/services"));
  Answer(filed);
  const voice::Day outcome = Today() - 8 + 90;
  EXPECT_TRUE(Has(TalkPage(filed), "You hear from us again by " + DayWords(outcome)));
  Days(83);
  page = TalkPage(filed);
  EXPECT_FALSE(Has(page, "You hear from us again by"));
  EXPECT_TRUE(Has(page, "We promised to write to you by " + DayWords(outcome)));
  Answer(filed);
  EXPECT_FALSE(Has(TalkPage(filed), late));
}

TEST_P(Promises, OpenedAgainTheDaysBeginAnew) {
  const Filed answered = FileReport(), waiting = FileReport();
  Answer(answered);
  for (const Filed* filed : {&answered, &waiting}) Post(*filed, "/close");
  Days(200);
  for (const Filed* filed : {&answered, &waiting}) Post(*filed, "/reopen");
  EXPECT_TRUE(Has(TalkPage(answered), "You hear from us again by " + DayWords(Today() + 90)));
  EXPECT_TRUE(Has(TalkPage(waiting), "Our first answer comes by " + DayWords(Today() + 7)));
  // Sent twice, it moves nothing.
  Days(1);
  Post(waiting, "/reopen");
  EXPECT_TRUE(Has(TalkPage(waiting), "Our first answer comes by " + DayWords(Today() - 1 + 7)));
  // The team's way does the same.
  Post(answered, "/close");
  Days(50);
  const vault::UnlockedPerson mina = Open(mina_);
  const std::int64_t version = Good(services().cases.Open(mina_.actor, mina, answered.id)).row.version;
  Good(services().lifecycle.Act(mina_.actor, mina, answered.id, CaseAct::kReopen, version));
  EXPECT_TRUE(Has(TalkPage(answered), "You hear from us again by " + DayWords(Today() + 90)));
}

TEST_P(Promises, UntilWhenTheCodeOpensAnEndedTalk) {
  const Filed filed = FileReport();
  const std::string words = "You can open it again with your code until ";
  EXPECT_TRUE(Has(TalkPage(filed), words + DayWords(Today() + 730)));
  Post(filed, "/close");
  const std::string until = words + DayWords(Today() + 730);
  EXPECT_TRUE(Has(TalkPage(filed), until));
  Days(730);
  EXPECT_EQ(Good(services().lifecycle.Purge(10)), 0);
  EXPECT_TRUE(Has(TalkPage(filed), until));
  Days(1);
  Sql("UPDATE voice_case SET hold = 1");  // kept, but not for her
  EXPECT_FALSE(Has(TalkPage(filed), words));
  Sql("UPDATE voice_case SET hold = 0");
  EXPECT_EQ(Good(services().lifecycle.Purge(10)), 1);
  EXPECT_TRUE(Has(TalkPage(filed), "opens nothing"));
}

TEST_P(Promises, HoursOfDutyNameTheirClock) {
  EXPECT_TRUE(Has(Page("/danger"), "Someone reads now, until Thursday 18:00 (UTC+9)."));
  Team team = Good(services().teams.Get(org_, team_));
  team.zone = "Asia/Kathmandu";
  Good(services().teams.Edit(vera_.actor, team));
  EXPECT_TRUE(Has(Page("/danger"), "Thursday 18:00 (UTC+5:45)"));
  team = Good(services().teams.Get(org_, team_));
  team.duty.clear();
  for (int day = 0; day < 7; ++day) team.duty.push_back({day, 0, 1440});
  Good(services().teams.Edit(vera_.actor, team));
  EXPECT_TRUE(Has(Page("/danger"), "Someone reads at all hours."));
  EXPECT_FALSE(Has(Page("/danger"), "until"));
}

TEST_P(Promises, NumbersSayRowByRowThatNobodyCheckedThem) {
  for (const char* rest : {"/services", "/danger", "/advice/all"}) {
    const std::string page = Page(rest);
    EXPECT_TRUE(Has(page, "Not yet checked by a person.")) << rest;
    EXPECT_TRUE(Has(page, "These numbers may have changed.")) << rest;
    EXPECT_FALSE(Has(page, "We have not called")) << rest;
    EXPECT_FALSE(Has(page, "Mon-Fri")) << rest;
  }
}

TEST_P(Promises, ALanguageThatIsSwitchedOffStillOpensItsAnswers) {
  const auto set = [&](LanguageState state) {
    Good(services().languages.Set(vera_.actor, services().teams, "vi", state));
  };
  set(LanguageState::kDraft);
  const Report report{.language = "vi", .what = "Họ giữ hộ chiếu của tôi"};
  const Filed filed = Good(services().reports.File(team_, report, {}, ""));
  set(LanguageState::kOff);
  EXPECT_EQ(Ask("GET", "/help/vi").status, 404);
  EXPECT_EQ(Ask("GET", "/help/vi/report").status, 404);
  EXPECT_EQ(Ask("GET", "/help/vi/return").status, 200);
  const net::Response opened = Ask("POST", "/help/vi/return", "", Form({{"code", filed.code.Digits()}}));
  EXPECT_EQ(opened.headers.Get("Location"), "/help/vi/talk");
  const std::string cookie = CookieIn(opened), page = Ask("GET", "/help/vi/talk", cookie).body;
  EXPECT_TRUE(Has(page, "Họ giữ hộ chiếu của tôi"));
  EXPECT_TRUE(Has(page, "href=\"/help\""));  // a start page that is there
  EXPECT_FALSE(Has(page, "href=\"/help/vi\""));
  EXPECT_EQ(Ask("POST", "/help/vi/talk", cookie, Form({{"text", "Tôi vẫn ở đây"}})).status, 303);
  for (const char* rest : {"/filed", "/consent", "/services", "/danger"})
    EXPECT_EQ(Ask("GET", std::string("/help/vi") + rest, cookie).status, 200) << rest;
  EXPECT_EQ(Ask("GET", "/help/vi/leave", cookie).status, 303);
  EXPECT_EQ(Ask("GET", "/help/xx/return").status, 404);
}

TEST_P(Promises, WhatIsSentPlainStaysPlainOnItsWay) {
  const Filed filed = FileReport();
  const std::string cookie = "help=" + Good(services().reports.Open(filed.code.Digits()));
  EXPECT_EQ(Ask("GET", "/help/en/talk", cookie).headers.Get("Cache-Control"), "no-store, no-transform");
  EXPECT_EQ(Ask("GET", "/help/en/filed", cookie).headers.Get("Cache-Control"), "no-store, no-transform");
  EXPECT_EQ(Ask("GET", "/help/en").headers.Get("Cache-Control"), "no-store");
}

INSTANTIATE_TEST_SUITE_P(Both, Promises, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
