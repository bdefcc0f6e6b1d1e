#include "base/limits_voice.h"
#include "voice/worker/test_journey.h"

namespace voice::testing {
namespace {

// What a worker typed stands on the next page, whatever went wrong, and she stays on pages in her language.
class NothingLost : public WorkerJourney {};

TEST_P(NothingLost, NothingIsLostWhileTheServerIsInTrouble) {
  const std::string once = base::NewIdText(desk().random());
  for (const std::string table : {"voice_return", "voice_team"}) {
    Rename(table, table + "_away");
    const net::Response sorry = FileReport("the words of " + table, once);
    const net::Response where = Ask("POST", "/help/en/report/where", "", Form({{"what", "the words"}}));
    Rename(table + "_away", table);
    EXPECT_EQ(sorry.status, 500) << table;
    EXPECT_TRUE(Has(sorry.body, "Something went wrong here")) << table;
    ExpectKept(sorry, "the words of " + table);
    EXPECT_EQ(Once(sorry), once) << table;
    EXPECT_TRUE(Has(where.body, "the words")) << table;
  }
  Rename("voice_language", "voice_language_away");
  EXPECT_EQ(FileReport("the words", "").status, 200);
  Rename("voice_language_away", "voice_language");
  const std::string visit = CookieIn(FileReport("x", ""));
  Rename("voice_visit", "voice_visit_away");
  const net::Response talk = Ask("POST", "/help/en/talk", visit, Form({{"text", "my long message"}}));
  Rename("voice_visit_away", "voice_visit");
  EXPECT_EQ(talk.status, 500);
  EXPECT_TRUE(Has(talk.body, ">my long message</textarea>"));
}

TEST_P(NothingLost, AFormThatCannotBeReadDoesNotGoOnSilently) {
  for (const std::string step : {"", "/where", "/contact", "/send"})
    for (const std::string what : {"what=%FF", "what=a%00b"})
      EXPECT_EQ(Ask("POST", "/help/en/report" + step, "", what).status, 422) << step << what;
}

TEST_P(NothingLost, WhatIsTooLargeToReadKeepsTheWords) {
  const auto part = [](const std::string& name, const std::string& value) {
    return "--XX\r\nContent-Disposition: form-data; name=\"" + name + "\"\r\n\r\n" + value + "\r\n";
  };
  const std::string file =
      "--XX\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a.mp4\"\r\n\r\n" +
      std::string(100, 'x');
  const auto cut = [&](const std::string& target, const std::string& cookie, const std::string& body,
                       const std::string& type) {
    net::Request request = RequestFor("POST", target);
    request.headers.Add("Content-Type", type);
    request.headers.Add("Cookie", cookie);
    request.body = net::Body(body);
    request.body_cut = true;
    return desk().router().Handle(request);
  };
  const std::string form = "multipart/form-data; boundary=XX";
  const net::Response sent =
      cut("/help/ko/report/send", "", part("what", "the words") + part("where", "Rayong") + file, form);
  EXPECT_EQ(sent.status, 413);
  EXPECT_TRUE(Has(sent.body, "<html lang=\"ko\""));
  EXPECT_TRUE(Has(sent.body, "value=\"the words\""));
  EXPECT_TRUE(Has(sent.body, "8MB"));
  const std::string visit = CookieIn(FileReport("x", ""));
  const net::Response talk = cut("/help/en/talk", visit, part("text", "the words") + file, form);
  EXPECT_EQ(talk.status, 413);
  EXPECT_TRUE(Has(talk.body, ">the words</textarea>"));
  EXPECT_TRUE(Has(talk.body, "8 MB at most."));
  EXPECT_TRUE(Has(talk.body, "Please choose your file again."));
  EXPECT_EQ(cut("/help/en/report/where", "", "what=x&where=y", "application/x-www-form-urlencoded").status,
            413);
  const net::BodyPolicy policy = desk().router().PolicyFor(RequestFor("POST", "/help/en/report/send"));
  EXPECT_EQ(policy.max_dropped, base::kMaxDroppedBodyBytes);  // kMaxDroppedBodyBytes
}

TEST_P(NothingLost, AddressesWithoutAPageStayOnHerSide) {
  const auto leads = [&](const std::string& target) {
    return std::string(Ask("GET", target).headers.Get("Location"));
  };
  EXPECT_EQ(leads("/help/ko/report/send"), "/help/ko/report");
  EXPECT_EQ(leads("/help/ko/report/where"), "/help/ko/report");
  EXPECT_EQ(leads("/help/ko/forget"), "/help/ko/talk");
  EXPECT_EQ(leads("/help/en/"), "/help/en");
  EXPECT_EQ(leads("/help/"), "/help/en");
  for (const std::string method : {"GET", "POST"}) {
    const net::Response page = Ask(method, "/help/ko/nowhere/at/all");
    EXPECT_EQ(page.status, 404);
    EXPECT_TRUE(Has(page.body, "<html lang=\"ko\""));
    EXPECT_FALSE(Has(page.body, "Manumit"));
    EXPECT_FALSE(Has(page.body, "sign-in"));
    EXPECT_EQ(page.headers.Get("Cache-Control"), "no-store, no-transform");
  }
  EXPECT_EQ(Ask("GET", "/help/xx/report/send").status, 404);
}

TEST_P(NothingLost, WhatAnotherSiteSendsIsRefused) {
  const std::string visit = CookieIn(FileReport("x", ""));
  const auto status = [&](const std::string& header, const std::string& value) {
    net::Request request = RequestFor("POST", "/help/en/talk");
    request.headers.Add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.Add("Cookie", visit);
    request.headers.Add(header, value);
    request.body = net::Body("text=forged");
    return desk().router().Handle(request).status;
  };
  EXPECT_EQ(status("Origin", "https://elsewhere.example"), 403);
  EXPECT_EQ(status("Sec-Fetch-Site", "cross-site"), 403);
  EXPECT_FALSE(Has(Ask("GET", "/help/en/talk", visit).body, "forged"));
  EXPECT_EQ(status("Origin", "https://manumit.example.org"), 303);
  EXPECT_EQ(status("Origin", "null"), 303) << "as browsers send it under no-referrer";
  EXPECT_EQ(status("Accept", "text/html"), 303) << "browsers that send none";
}

TEST_P(NothingLost, DeletingNeedsTheTickAndSaysSo) {
  const std::string visit = CookieIn(FileReport("the words", ""));
  const net::Response page = Ask("POST", "/help/en/forget", visit, Form({}));
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(Has(page.body, "Nothing is deleted yet. Please tick the box first."));
  EXPECT_TRUE(Has(page.body, "the words"));
}

// A message that took longer to write than the visit lasts.
TEST_P(NothingLost, WhatWasWrittenTooLongIsKeptAndSentWithTheCode) {
  const std::string code = CodeIn(FileReport("hers", "")), other = CodeIn(FileReport("another's", ""));
  const std::string visit = Visit(code);
  clock_->Advance((base::kVisitMinutes + 1) * base::kMinuteMs);
  const net::Response late = Ask("POST", "/help/en/talk", visit, Form({{"text", "a <unheard> message"}}));
  EXPECT_TRUE(Has(late.body, ">a &lt;unheard&gt; message</textarea>"));
  EXPECT_TRUE(Has(late.body, "name=\"code\""));
  EXPECT_TRUE(Has(late.body, "Please type your code again"));
  EXPECT_FALSE(Has(WholeStore(), "unheard"));
  const net::Response wrong =
      Ask("POST", "/help/en/talk", visit, Form({{"text", "a <unheard> message"}, {"code", "12345"}}));
  EXPECT_TRUE(Has(wrong.body, "This code opens nothing"));
  EXPECT_TRUE(Has(wrong.body, ">a &lt;unheard&gt; message</textarea>"));
  // Another person opened hers in the same browser meanwhile: the code decides.
  const std::string others = Visit(other);
  const net::Response sent =
      Ask("POST", "/help/en/talk", others, Form({{"text", "a <unheard> message"}, {"code", code}}));
  EXPECT_EQ(sent.status, 303);
  EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", CookieIn(sent)).body, "a &lt;unheard&gt; message"));
  EXPECT_FALSE(Has(Ask("GET", "/help/en/talk", others).body, "message</p>"));
}

INSTANTIATE_TEST_SUITE_P(Both, NothingLost, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
