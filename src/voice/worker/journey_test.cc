#include <gtest/gtest.h>

#include "base/limits_voice.h"
#include "voice/worker/test_journey.h"

namespace voice::testing {
namespace {

class Journey : public WorkerJourney {};

TEST_P(Journey, FromTheEntranceToAnAnswer) {
  EXPECT_EQ(Ask("GET", "/help").headers.Get("Location"), "/help/en");
  const net::Response home = Ask("GET", "/help/en");
  EXPECT_EQ(home.status, 200);
  EXPECT_TRUE(Has(home.body, "<html lang=\"en\""));
  EXPECT_FALSE(Has(home.body, "<script"));
  EXPECT_EQ(home.headers.Get("Cache-Control"), "no-store");
  EXPECT_FALSE(home.headers.Has("Set-Cookie"));

  const net::Response first = Ask("GET", "/help/en/report");
  EXPECT_FALSE(first.headers.Has("Set-Cookie"));
  EXPECT_TRUE(Has(first.body, "Helpline"));
  EXPECT_TRUE(Has(first.body, "child is being hurt"));
  const net::Response second =
      Ask("POST", "/help/en/report/where", "",
          Form({{"once", Once(first)}, {"what", "They kept <my> passport"}, {"pick", "documents"}}));
  EXPECT_TRUE(Has(second.body, "They kept &lt;my&gt; passport"));
  const net::Response third = Ask("POST", "/help/en/report/contact", "",
                                  Form({{"once", Once(second)},
                                        {"what", "They kept <my> passport"},
                                        {"pick", "documents"},
                                        {"where", "Rayong"}}));
  EXPECT_FALSE(third.headers.Has("Set-Cookie"));
  const net::Response filed = Ask("POST", "/help/en/report/send", "",
                                  Form({{"once", Once(third)},
                                        {"what", "They kept <my> passport"},
                                        {"pick", "documents"},
                                        {"where", "Rayong"}}));
  EXPECT_EQ(filed.status, 200);
  const std::string code = CodeIn(filed);
  ASSERT_EQ(code.size(), 36u) << filed.body;
  EXPECT_TRUE(Has(filed.body, "id=\"return-words\""));

  // A case worker reads and answers.
  const vault::UnlockedPerson mina = Open(mina_);
  const auto lines = Good(services().cases.List(mina_.actor, {}, {}, 10));
  ASSERT_EQ(lines.size(), 1u);
  const CaseId id = lines.front().row.id;
  const OpenedCase opened = Good(services().cases.Open(mina_.actor, mina, id));
  const auto talk = Good(services().cases.Talk(opened));
  ASSERT_EQ(talk.size(), 1u);
  EXPECT_EQ(talk.front().report->what, "They kept <my> passport");
  EXPECT_EQ(talk.front().report->picks, std::vector<std::string>{"documents"});
  Good(services().cases.Answer(mina_.actor, mina, id, "Thank you. Are you safe tonight?", {}));
  Good(services().cases.Note(mina_.actor, mina, id, "a note she never sees", {}));

  // She comes back, by digits and by words.
  const std::string visit = Visit(code);
  const net::Response page = Ask("GET", "/help/en/talk", visit);
  EXPECT_TRUE(Has(page.body, "Are you safe tonight?"));
  EXPECT_TRUE(Has(page.body, "They kept &lt;my&gt; passport"));
  EXPECT_FALSE(Has(page.body, "never sees"));
  EXPECT_FALSE(page.headers.Has("Content-Encoding"));
  EXPECT_EQ(Ask("POST", "/help/en/talk", visit, Form({{"text", "Yes, but not tomorrow."}})).status, 303);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "not tomorrow"));
  std::string words;
  for (const std::string& word : ReturnCode::Parse(code)->Words("en")) words += word + " ";
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", Visit(words)).body, "not tomorrow"));

  // She ends it, says how it was, opens it again, and deletes what she wrote.
  EXPECT_EQ(Ask("POST", "/help/en/close", visit).status, 303);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "Did this help you?"));
  EXPECT_EQ(Ask("POST", "/help/en/satisfied", visit, Form({{"answer", "1"}})).status, 303);
  EXPECT_EQ(Ask("POST", "/help/en/reopen", visit).status, 303);
  EXPECT_EQ(Ask("POST", "/help/en/forget", visit, Form({{"sure", "yes"}})).status, 200);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", Visit(code)).body, "opens nothing"));
  EXPECT_TRUE(Good(services().cases.Talk(Good(services().cases.Open(mina_.actor, mina, id)))).empty());
}

TEST_P(Journey, TheNameOfAFileKeepsItsOrderFromRightToLeft) {
  const Filed filed = Good(services().reports.File(team_, {.language = "ar", .what = "x"},
                                                   {{"1.jpg", "image/jpeg", "a picture"}}, ""));
  const std::string visit = Visit(filed.code.Digits());
  for (const char* language : {"ar", "en"})
    EXPECT_TRUE(
        Has(Ask("GET", "/help/" + std::string(language) + "/talk", visit).body, "<bdi>1.jpg</bdi></a>"))
        << language;
}

TEST_P(Journey, NothingThatWasWrittenLiesOpenInTheStore) {
  const net::Response filed =
      FileReport("Kwame said the unmistakable sentence", base::NewIdText(desk().random()));
  const std::string code = CodeIn(filed);
  ASSERT_FALSE(code.empty());
  EXPECT_EQ(
      Ask("POST", "/help/en/talk", Visit(code), Form({{"text", "a second unmistakable sentence"}})).status,
      303);
  const std::string store = WholeStore();
  std::string plain = code;
  std::erase(plain, ' ');
  for (const std::string& secret : {std::string("unmistakable"), std::string("Rayong"), std::string("Ismene"),
                                    std::string("81 234"), plain, code.substr(0, 11)})
    EXPECT_FALSE(Has(store, secret)) << secret;
  EXPECT_FALSE(Has(store, "192.0.2.1"));
}

TEST_P(Journey, BothAnswersOfTheReturnFormAreAlike) {
  const std::string code = CodeIn(FileReport("x", base::NewIdText(desk().random())));
  const net::Response right = Ask("POST", "/help/en/return", "", Form({{"code", code}}));
  for (const std::string& wrong :
       {std::string("00000 00000 00000 00000 00000 00000"), std::string("hello"), std::string()}) {
    const net::Response answer = Ask("POST", "/help/en/return", "", Form({{"code", wrong}}));
    EXPECT_EQ(answer.status, right.status);
    EXPECT_EQ(answer.body.size(), right.body.size());
    ASSERT_EQ(answer.headers.fields().size(), right.headers.fields().size());
    for (std::size_t i = 0; i < answer.headers.fields().size(); ++i) {
      EXPECT_EQ(answer.headers.fields()[i].first, right.headers.fields()[i].first);
      EXPECT_EQ(answer.headers.fields()[i].second.size(), right.headers.fields()[i].second.size());
    }
    EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", CookieIn(answer)).body, "opens nothing"));
  }
  const db::Rows visits = Good(
      desk().database().Read([](db::Transaction& tx) { return tx.Query("SELECT box FROM voice_visit"); }));
  for (const db::Row& row : visits) EXPECT_EQ(row.Bytes(0).size(), visits.front().Bytes(0).size());
}

// A form that was sent twice: one report, one code. With other words it is refused, so that nobody fishes for
// a code with a form of her own.
TEST_P(Journey, AFormSentTwiceIsOneReport) {
  const std::string once = base::NewIdText(desk().random());
  const std::string first = CodeIn(FileReport("the same words", once)),
                    second = CodeIn(FileReport("the same words", once));
  EXPECT_FALSE(first.empty());
  EXPECT_EQ(first, second);
  EXPECT_EQ(Good(services().cases.List(mina_.actor, {}, {}, 10)).size(), 1u);
  const net::Response other = FileReport("other words", once);
  EXPECT_EQ(other.status, 409);
  EXPECT_TRUE(Has(other.body, "You sent this form before, and we got it."));
  ExpectKept(other, "other words");
  EXPECT_EQ(CodeIn(other), "");
  const std::string fresh = Once(other);
  EXPECT_NE(fresh, once);
  const std::string third = CodeIn(FileReport("other words", fresh));
  EXPECT_FALSE(third.empty());
  EXPECT_NE(third, first);
  EXPECT_EQ(Good(services().cases.List(mina_.actor, {}, {}, 10)).size(), 2u);
}

TEST_P(Journey, WithoutReadersOrHoldersNobodyWrites) {
  Team team = Good(services().teams.Get(org_, team_));
  team.open = false;
  Good(services().teams.Edit(vera_.actor, team));
  for (const std::string page : {"/help/en", "/help/en/report"}) {
    EXPECT_TRUE(Has(Ask("GET", page).body, "We cannot take messages here now")) << page;
    EXPECT_TRUE(Has(Ask("GET", page).body, "href=\"/help/en/return\"")) << "the way to her answer: " << page;
  }
  const net::Response refused = FileReport("words that were typed", "");
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(Has(refused.body, ">words that were typed</textarea>"));
  for (const std::string kept : {"fees", "Rayong harbour", "Captain Ismene", "+66 81 234 5678", "no"})
    EXPECT_TRUE(Has(refused.body, "value=\"" + kept + "\"")) << kept;
  EXPECT_TRUE(Has(refused.body, "action=\"/help/en/report/contact\""));
  for (const std::string step : {"", "/where", "/contact"}) {
    const net::Response page = Ask("POST", "/help/en/report" + step, "", Form({{"what", "typed"}}));
    EXPECT_EQ(page.status, 503);
    EXPECT_TRUE(Has(page.body, ">typed</textarea>"));
    EXPECT_TRUE(Has(page.body, "action=\"/help/en/report" + step + "\""));
  }
  team = Good(services().teams.Get(org_, team_));
  team.open = true;
  Good(services().teams.Edit(vera_.actor, team));
  EXPECT_EQ(FileReport("x", "").status, 200);
  Good(desk().database().Write([](db::Transaction& tx) { return tx.Execute("DELETE FROM vault_holder"); }));
  EXPECT_TRUE(Has(Ask("GET", "/help/en/report").body, "112"));
  EXPECT_EQ(FileReport("y", "").status, 503);
}

TEST_P(Journey, CodeIsCheckedAndShownAgain) {
  const net::Response filed = FileReport("x", "");
  const std::string code = CodeIn(filed), visit = CookieIn(filed);
  const net::Response wrong = Ask("POST", "/help/en/code", visit, Form({{"group", "1"}}));
  EXPECT_EQ(CodeIn(wrong), code);
  const net::Response right = Ask("POST", "/help/en/code", visit, Form({{"group", code.substr(18, 5)}}));
  EXPECT_EQ(right.headers.Get("Location"), "/help/en/saved");
  EXPECT_EQ(Ask("POST", "/help/en/code", visit, Form({{"group", "1"}})).headers.Get("Location"),
            "/help/en/saved");
  EXPECT_TRUE(Has(Ask("GET", "/help/en/saved", visit).body, "You have your code"));
}

TEST_P(Journey, CodeIsCheckedWhenItIsNoLongerShown) {
  const net::Response filed = FileReport("x", "");
  const std::string code = CodeIn(filed), visit = CookieIn(filed);
  EXPECT_EQ(Ask("GET", "/help/en/saved", visit).headers.Get("Location"), "/help/en/code");
  EXPECT_EQ(CodeIn(Ask("GET", "/help/en/code", visit)), code);
  clock_->Advance((base::kCodeShownMinutes + 1) * base::kMinuteMs);
  const net::Response wrong = Ask("POST", "/help/en/code", visit, Form({{"group", "00000"}}));
  EXPECT_EQ(wrong.status, 200);
  EXPECT_TRUE(Has(wrong.body, "That was not group 4"));
  EXPECT_TRUE(Has(wrong.body, "We do not show your code any more"));
  EXPECT_EQ(CodeIn(wrong), "");
  EXPECT_FALSE(Has(wrong.body, code.substr(18, 5)));
  EXPECT_EQ(Ask("GET", "/help/en/saved", visit).headers.Get("Location"), "/help/en/code");
  EXPECT_EQ(
      Ask("POST", "/help/en/code", visit, Form({{"group", code.substr(18, 5)}})).headers.Get("Location"),
      "/help/en/saved");
  EXPECT_TRUE(Has(Ask("GET", "/help/en/saved", visit).body, "You have your code"));
  EXPECT_EQ(Ask("GET", "/help/en/code", visit).headers.Get("Location"), "/help/en/saved");
  clock_->Advance(2 * base::kVisitMinutes * base::kMinuteMs);
  EXPECT_EQ(Ask("GET", "/help/en/code", visit).headers.Get("Location"), "/help/en/return");
}

TEST_P(Journey, VisitsEnd) {
  const std::string code = CodeIn(FileReport("x", ""));
  const std::string visit = Visit(code);
  clock_->Advance((base::kVisitMinutes - 1) * base::kMinuteMs);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "Your talk with us"));
  clock_->Advance(2 * base::kMinuteMs);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "Your talk with us")) << "she asked meanwhile";
  clock_->Advance(base::kVisitMinutes * base::kMinuteMs);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", visit).body, "opens nothing"));
  const std::string again = Visit(code);
  const net::Response left = Ask("GET", "/help/en/leave", again);
  EXPECT_EQ(left.status, 303);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", again).body, "opens nothing"));
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", "help=" + std::string(43, 'A')).body, "opens nothing"));
}

TEST_P(Journey, WhatSheReadsOfCopiesIsOnRecord) {  // kBackupRecordMs
  const std::string code = CodeIn(FileReport("x", ""));
  const auto says = [&](std::string_view words) {
    return Has(Ask("GET", "/help/en/talk", Visit(code)).body, words);
  };
  EXPECT_TRUE(says("Copies for emergencies may be kept longer."));
  const auto pruned = [&](std::string_view days, std::string_view kept) {
    Good(desk().database().Write([&](db::Transaction& tx) {
      return desk().audit().Append(tx, system_, "backup.prune", "backups",
                                   {{"keep_days", std::string(days)}, {"older_kept", std::string(kept)}});
    }));
    clock_->Advance(base::kBackupRecordMs);
  };
  pruned("30", "0");
  EXPECT_TRUE(says("Copies for emergencies are gone after 30 days."));
  EXPECT_FALSE(says("may be kept longer"));
  pruned("90", "0");
  EXPECT_TRUE(says("may be kept longer"));
  pruned("30", "2");
  EXPECT_TRUE(says("may be kept longer"));
  pruned("30", "0");
  clock_->Advance((base::kBackupKeepDays + 1) * base::kDayMs);  // and nobody removed any since
  EXPECT_TRUE(says("may be kept longer"));
}

TEST_P(Journey, LimitsOfAReport) {
  EXPECT_EQ(FileReport(std::string(base::kMaxReportTextBytes, 'x'), "").status, 200);  // kMaxReportTextBytes
  EXPECT_EQ(FileReport(std::string(base::kMaxReportTextBytes + 1, 'x'), "").status, 422);
  const auto where = [&](std::size_t size) {  // kMaxReportFieldBytes
    return Ask("POST", "/help/en/report/send", "", Form({{"what", "x"}, {"where", std::string(size, 'y')}}))
        .status;
  };
  EXPECT_EQ(where(base::kMaxReportFieldBytes), 200);
  EXPECT_EQ(where(base::kMaxReportFieldBytes + 1), 422);
  EXPECT_EQ(Ask("POST", "/help/en/report/send", "", Form({{"what", "  "}})).status, 422);
}

TEST_P(Journey, OthersDoNotOpenIt) {
  FileReport("x", "");
  const CaseId id = Good(services().cases.List(mina_.actor, {}, {}, 10)).front().row.id;
  const vault::UnlockedPerson hal = Open(hal_);
  EXPECT_TRUE(Good(services().cases.List(hal_.actor, {}, {}, 10)).empty());
  const auto opened = services().cases.Open(hal_.actor, hal, id);
  ASSERT_FALSE(opened);
  EXPECT_EQ(opened.error().code, base::Code::kNotFound);
  const std::string cookies = UnlockedCookie(mina_);
  EXPECT_EQ(Ask("GET", "/cases/" + id.text(), cookies).status, 200);
  EXPECT_EQ(Ask("GET", "/cases/" + id.text(), UnlockedCookie(hal_)).status, 404);
  EXPECT_EQ(Ask("GET", "/cases/" + base::NewIdText(desk().random()), cookies).status, 404);
  EXPECT_EQ(Ask("GET", "/cases/" + id.text(), mina_.cookie).headers.Get("Location"),
            "/vault?next=%2Fcases%2F" + id.text());
}

INSTANTIATE_TEST_SUITE_P(Both, Journey, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
