#include <gtest/gtest.h>

#include <regex>

#include "base/limits_voice.h"
#include "crypto/browser_box.h"
#include "voice/casework/search.h"
#include "voice/intake/padding.h"
#include "voice/intake/sealed_report.h"
#include "voice/test_world.h"

namespace voice::testing {
namespace {

constexpr std::string_view kSaid =
    R"({"kind":"report","picks":["fees","not one of ours"],"what":"the unmistakable sentence","where":"Rayong","who":"Captain Ismene","contact":"+66 81"})";

// A page that seals in the browser, and what a browser sends from it. The browser's part is done here in C++.
class SealedPage : public VoiceTest {
 protected:
  struct Shown {
    std::string once, team, key, print;
    crypto::PublicKey public_key{};
    std::string body;
  };
  static std::string Found(const std::string& page, const std::string& pattern) {
    std::smatch found;
    return std::regex_search(page, found, std::regex(pattern)) ? found[1].str() : std::string();
  }
  static Shown Read(const net::Response& page) {
    Shown shown{.once = Found(page.body, "name=\"once\" value=\"([0-9a-z]{26})\""),
                .team = Found(page.body, "name=\"team\" value=\"([0-9a-z]{26})\""),
                .key = Found(page.body, "name=\"key\" value=\"([0-9a-z]{26})\""),
                .print = Found(page.body, "id=\"seal-print\">([-a-z0-9]+)<"),
                .body = page.body};
    const std::string hex = Found(page.body, "id=\"seal-key\" hidden=\"\">([0-9a-f]{64})<");
    if (!hex.empty()) shown.public_key = crypto::ToPublicKey(crypto::HexDecode(hex).value()).value();
    return shown;
  }
  static std::string Sealed(const crypto::PublicKey& key, std::string_view text) {
    return crypto::Base64UrlEncode(crypto::SealBrowserBox(key, Pad(crypto::AsBytes(text)).view()).value());
  }
  net::Response Post(const Shown& page, const std::string& box, const std::string& safe = "no") {
    return Ask(
        "POST", "/help/en/sealed", "",
        Form({{"once", page.once}, {"team", page.team}, {"key", page.key}, {"safe", safe}, {"box", box}}));
  }
  std::int64_t Cases() {
    return Good(desk().database().Read(
                    [](db::Transaction& tx) { return tx.QueryOne("SELECT COUNT(*) FROM voice_case"); }))
        ->Int(0);
  }
  CaseId OnlyCase() {
    const auto lines = Good(services().cases.List(mina_.actor, {}, {}, 10));
    EXPECT_EQ(lines.size(), 1u);
    return lines.front().row.id;
  }
  std::vector<TalkEntry> TalkAs(const Someone& someone, const CaseId& id) {
    const vault::UnlockedPerson me = Open(someone);
    return Good(services().cases.Talk(Good(services().cases.Open(someone.actor, me, id))));
  }
};

TEST_P(SealedPage, OneScriptFromHereAndNothingElse) {
  const net::Response page = Ask("GET", "/help/en/sealed");
  EXPECT_EQ(page.status, 200);
  EXPECT_FALSE(page.headers.Has("Set-Cookie"));
  EXPECT_EQ(page.headers.Get("Cache-Control"), "no-store");
  const std::string begin = "<script>", end = "</script>";
  const std::size_t at = page.body.find(begin);
  ASSERT_NE(at, std::string::npos);
  EXPECT_EQ(page.body.find(begin, at + 1), std::string::npos);
  const std::string script = page.body.substr(at + begin.size(), page.body.find(end) - at - begin.size());
  const std::string policy(page.headers.Get("Content-Security-Policy"));
  EXPECT_TRUE(Has(policy, "default-src 'none';"));
  EXPECT_TRUE(Has(policy, "script-src 'sha256-" + crypto::Sha256Base64(script) + "';"));
  EXPECT_FALSE(Has(policy, "connect-src"));
  EXPECT_FALSE(Has(policy, "unsafe"));
  EXPECT_FALSE(Has(script, "</"));
  // What is typed stands outside the form; without the script it is not even shown.
  const std::size_t form = page.body.find("<form");
  EXPECT_LT(page.body.find("id=\"what\""), form);
  EXPECT_LT(page.body.find("id=\"contact\""), form);
  EXPECT_EQ(page.body.find("<textarea", form), std::string::npos);
  EXPECT_TRUE(Has(page.body, "id=\"seal-on\" hidden"));
  EXPECT_TRUE(Has(page.body, "href=\"/help/en/report\""));
  EXPECT_TRUE(Has(Ask("GET", "/help/en/report").body, "href=\"/help/en/sealed\""));
  // The usual pages have no script.
  EXPECT_FALSE(Has(Ask("GET", "/help/en/report").body, "<script"));
  EXPECT_FALSE(
      Has(std::string(Ask("GET", "/help/en/report").headers.Get("Content-Security-Policy")), "script"));
}

TEST_P(SealedPage, TheTeamReadsWhatTheServerCannot) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  const net::Response filed = Post(page, Sealed(page.public_key, kSaid));
  ASSERT_EQ(filed.status, 200) << filed.body;
  ASSERT_TRUE(Has(filed.body, "id=\"return-code\""));
  EXPECT_FALSE(Has(WholeStore(), "unmistakable"));
  const CaseId id = OnlyCase();
  EXPECT_EQ(Good(services().cases.List(mina_.actor, {}, {}, 10)).front().row.urgency, 3) << "not safe";

  for (const Someone* someone : {&mina_, &otto_}) {
    const std::vector<TalkEntry> talk = TalkAs(*someone, id);
    ASSERT_EQ(talk.size(), 1u);
    EXPECT_EQ(talk.front().sealed, Sealed::kOpened);
    EXPECT_EQ(talk.front().report->what, "the unmistakable sentence");
    EXPECT_EQ(talk.front().report->picks, std::vector<std::string>{"fees"})
        << "what the form does not have is left out";
    EXPECT_EQ(talk.front().report->contact, "+66 81");
    EXPECT_EQ(talk.front().report->safe, "no");
    EXPECT_EQ(talk.front().report->language, "en");
  }
  const net::Response case_page = Ask("GET", "/cases/" + id.text(), UnlockedCookie(mina_));
  EXPECT_TRUE(Has(case_page.body, "the unmistakable sentence"));
  EXPECT_TRUE(Has(case_page.body, "Sealed in her browser"));
  const vault::UnlockedPerson mina = Open(mina_);
  EXPECT_EQ(Good(SearchCases(services().access, services().cases, mina_.actor, mina, "UNMISTAKABLE", false))
                .hits.size(),
            1u);

  // She comes back: the talk opens, these words do not; the rest works as usual.
  const std::string visit = CookieIn(filed);
  const net::Response back = Ask("GET", "/help/en/talk", visit);
  EXPECT_TRUE(Has(back.body, "Your browser sealed these words."));
  EXPECT_FALSE(Has(back.body, "unmistakable"));
  EXPECT_EQ(Ask("POST", "/help/en/talk", visit, Form({{"text", "a later word"}})).status, 303);
  EXPECT_EQ(TalkAs(mina_, id).back().text, "a later word");
  EXPECT_EQ(Ask("POST", "/help/en/forget", visit, Form({{"sure", "yes"}})).status, 200);
  EXPECT_TRUE(TalkAs(mina_, id).empty());
}

TEST_P(SealedPage, AFormThatIsSentTwiceIsOneReport) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  const std::string box = Sealed(page.public_key, kSaid);
  const net::Response first = Post(page, box), second = Post(page, box);
  const auto code = [](const net::Response& answer) {
    const std::size_t at = answer.body.find("id=\"return-code\"");
    return at == std::string::npos ? std::string()
                                   : answer.body.substr(at, answer.body.find("</ol>", at) - at);
  };
  EXPECT_FALSE(code(first).empty());
  EXPECT_EQ(code(first), code(second));
  EXPECT_EQ(Cases(), 1);
  const std::string other = Sealed(page.public_key, kSaid);
  const net::Response refused = Post(page, other);
  EXPECT_EQ(refused.status, 409) << "another text under the same name";
  EXPECT_EQ(Cases(), 1);
  EXPECT_EQ(code(refused), "");
  EXPECT_TRUE(Has(refused.body, "You sent this form before, and we got it."));
  EXPECT_EQ(Found(refused.body, "name=\"box\" value=\"([-_A-Za-z0-9]+)\""), other);
  Shown again = page;
  again.once = Read(refused).once;
  EXPECT_NE(again.once, page.once);
  EXPECT_EQ(Post(again, other).status, 200);
  EXPECT_EQ(Cases(), 2);
}

TEST_P(SealedPage, NothingIsLostWhileTheServerIsInTrouble) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  const std::string box = Sealed(page.public_key, kSaid);
  const auto rename = [&](const std::string& words) {
    Good(desk().database().Write([&](db::Transaction& tx) { return tx.Execute("ALTER TABLE " + words); }));
  };
  rename("voice_return RENAME TO voice_return_away");
  const net::Response sorry = Post(page, box);
  rename("voice_return_away RENAME TO voice_return");
  EXPECT_EQ(sorry.status, 500);
  EXPECT_EQ(Found(sorry.body, "name=\"box\" value=\"([-_A-Za-z0-9]+)\""), box);
  EXPECT_EQ(Read(sorry).once, page.once);
  EXPECT_EQ(Post(page, box).status, 200);
  EXPECT_EQ(Cases(), 1);
}

TEST_P(SealedPage, WhatIsNoBoxIsRefused) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  const std::string good = Sealed(page.public_key, kSaid);
  const auto without_class = crypto::SealBrowserBox(page.public_key, crypto::Bytes(600)).value();
  for (const std::string& box :
       {std::string(), std::string("they kept my passport"), good + "=", good.substr(1), good + "AAAA",
        crypto::Base64UrlEncode(without_class), crypto::Base64UrlEncode(crypto::Bytes(8)),
        crypto::Base64UrlEncode(crypto::Bytes(crypto::kBrowserBoxExtraBytes))})
    EXPECT_EQ(Post(page, box).status, 422) << box.size();
  Shown other = page;
  other.key = base::NewIdText(desk().random());
  EXPECT_EQ(Post(other, good).status, 422) << "a key that no team has";
  other.key = "x";
  EXPECT_EQ(Post(other, good).status, 404);
  other = page;
  other.team = base::NewIdText(desk().random());
  EXPECT_EQ(Post(other, good).status, 503) << "no such team";
  EXPECT_EQ(Cases(), 0);
  // Another team's key.
  Team second = TeamNamed("Second");
  const TeamId second_id = Good(services().teams.Create(vera_.actor, second));
  second = Good(services().teams.Get(org_, second_id));
  other = page;
  other.key = Good(services().sealing_keys.Present(second)).id.text();
  EXPECT_EQ(Post(other, good).status, 422);
  EXPECT_EQ(Cases(), 0);
}

TEST_P(SealedPage, LimitOfOneText) {
  const crypto::KeyPair key = crypto::KeyPair::Generate();
  const crypto::Bytes longest(base::kMaxSealedTextBytes - 1, std::byte{'x'});
  const crypto::Bytes fits = crypto::SealBrowserBox(key.public_key(), Pad(longest).view()).value();
  EXPECT_TRUE(ReadSealedBox(crypto::Base64UrlEncode(fits)));
  const crypto::Bytes longer(base::kMaxSealedTextBytes, std::byte{'x'});
  const crypto::Bytes too_long = crypto::SealBrowserBox(key.public_key(), Pad(longer).view()).value();
  const base::Result<crypto::Bytes> refused = ReadSealedBox(crypto::Base64UrlEncode(too_long));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, base::Code::kTooLarge);
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  EXPECT_EQ(Post(page, crypto::Base64UrlEncode(too_long)).status, 413);
  EXPECT_TRUE(Has(page.body, ">" + std::to_string(base::kMaxSealedTextBytes) + "<")) << "the script knows it";
}

// As a browser sends it that shows what is hidden and runs no script.
TEST_P(SealedPage, WithoutABoxItLeadsToTheUsualPage) {
  const net::Response answer = Post(Read(Ask("GET", "/help/en/sealed")), "");
  EXPECT_EQ(answer.status, 422);
  EXPECT_TRUE(Has(answer.body, "href=\"/help/en/report\""));
  EXPECT_FALSE(Has(answer.body, "still on this page"));
  EXPECT_EQ(Cases(), 0);
}

// The server cannot look into a box: whether it holds a report shows when the team reads.
TEST_P(SealedPage, ABoxThatHoldsNoReportSaysSoAndHidesNothingElse) {
  const auto broken = [&](const std::string& box, const Shown& page) {
    EXPECT_EQ(Post(page, box).status, 200);
    const auto lines = Good(services().cases.List(mina_.actor, {}, {}, 20));
    std::size_t seen = 0;
    for (const CaseLine& line : lines)
      for (const TalkEntry& entry : TalkAs(mina_, line.row.id))
        seen += entry.sealed == Sealed::kBroken ? 1 : 0;
    return seen;
  };
  std::size_t expected = 0;
  for (const std::string_view text :
       {std::string_view("no JSON"), std::string_view("[]"), std::string_view("{}"),
        std::string_view("{\"kind\":\"message\"}"), std::string_view("{\"kind\":\"sealed\",\"box\":\"\"}"),
        std::string_view("\xff\xfe"), std::string_view("")}) {
    const Shown page = Read(Ask("GET", "/help/en/sealed"));
    EXPECT_EQ(broken(Sealed(page.public_key, text), page), ++expected) << text;
  }
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  EXPECT_EQ(broken(Sealed(crypto::KeyPair::Generate().public_key(), kSaid), page), ++expected)
      << "another key";
  const Shown filled = Read(Ask("GET", "/help/en/sealed"));
  const std::string zeros =
      crypto::Base64UrlEncode(crypto::SealBrowserBox(filled.public_key, crypto::Bytes(512)).value());
  EXPECT_EQ(broken(zeros, filled), ++expected) << "no end";
  const CaseId id = Good(services().cases.List(mina_.actor, {}, {}, 20)).front().row.id;
  EXPECT_TRUE(Has(Ask("GET", "/cases/" + id.text(), UnlockedCookie(mina_)).body, "does not open"));
}

// The key lasts while nobody leaves; then browsers get another one, and what was sealed to the old one stays
// readable for those who stay.
TEST_P(SealedPage, AnotherKeyAfterSomebodyLeft) {
  const Shown before = Read(Ask("GET", "/help/en/sealed"));
  ASSERT_EQ(before.print.size(), 19u);
  EXPECT_EQ(Read(Ask("GET", "/help/ko/sealed")).print, before.print);
  EXPECT_NE(Read(Ask("GET", "/help/en/sealed")).once, before.once);
  const net::Response team = Ask("GET", "/cases/teams/" + team_.text(), vera_.cookie);
  EXPECT_TRUE(Has(team.body, before.print)) << "the team can publish it";
  EXPECT_EQ(Post(before, Sealed(before.public_key, kSaid)).status, 200);
  const CaseId id = OnlyCase();
  Good(cheap_->RemoveMember(mina_.actor, circle_, otto_.person));
  const Shown after = Read(Ask("GET", "/help/en/sealed"));
  EXPECT_NE(after.print, before.print);
  EXPECT_NE(after.key, before.key);
  EXPECT_EQ(TalkAs(mina_, id).front().report->what, "the unmistakable sentence");
  // A page that was open meanwhile still arrives.
  Shown open = before;
  open.once = base::NewIdText(desk().random());
  EXPECT_EQ(Post(open, Sealed(open.public_key, kSaid)).status, 200);
  while (Good(cheap_->Reseal(Open(mina_), circle_)) > 0) {
  }
  EXPECT_EQ(TalkAs(mina_, id).front().report->what, "the unmistakable sentence");
  const vault::UnlockedPerson otto = Open(otto_);
  EXPECT_FALSE(services().cases.Open(otto_.actor, otto, id));
}

TEST_P(SealedPage, KeptOutMeansKeptOut) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  EXPECT_EQ(Post(page, Sealed(page.public_key, kSaid)).status, 200);
  const CaseId id = OnlyCase();
  Good(services().lifecycle.Exclude(vera_.actor, Open(vera_), id, otto_.person));
  EXPECT_EQ(TalkAs(mina_, id).front().report->what, "the unmistakable sentence");
  EXPECT_FALSE(services().cases.Open(otto_.actor, Open(otto_), id));
}

TEST_P(SealedPage, SeveralTeamsAreChosenFirst) {
  const TeamId second = Good(services().teams.Create(vera_.actor, TeamNamed("Second")));
  const net::Response choice = Ask("GET", "/help/en/sealed");
  EXPECT_FALSE(Has(choice.body, "<script"));
  EXPECT_TRUE(Has(choice.body, "/help/en/sealed?team=" + second.text()));
  EXPECT_FALSE(Has(Ask("GET", "/help/en/sealed?team=nobody").body, "<script"));
  const Shown one = Read(Ask("GET", "/help/en/sealed?team=" + team_.text()));
  const Shown two = Read(Ask("GET", "/help/en/sealed?team=" + second.text()));
  EXPECT_EQ(two.team, second.text());
  EXPECT_NE(one.print, two.print);
}

TEST_P(SealedPage, NothingIsLostWhileTheTeamTakesNoReports) {
  const Shown page = Read(Ask("GET", "/help/en/sealed"));
  const std::string box = Sealed(page.public_key, kSaid);
  Team team = Good(services().teams.Get(org_, team_));
  team.open = false;
  Good(services().teams.Edit(vera_.actor, team));
  const net::Response sorry = Post(page, box);
  EXPECT_EQ(sorry.status, 503);
  EXPECT_TRUE(Has(sorry.body, "Send again"));
  EXPECT_FALSE(Has(sorry.body, "<script"));
  EXPECT_EQ(Found(sorry.body, "name=\"box\" value=\"([-_A-Za-z0-9]+)\""), box);
  EXPECT_FALSE(Has(Ask("GET", "/help/en/sealed").body, "<script"));
  team.open = true;
  ++team.version;
  Good(services().teams.Edit(vera_.actor, team));
  EXPECT_EQ(Post(page, box).status, 200);
  EXPECT_EQ(Cases(), 1);
}

INSTANTIATE_TEST_SUITE_P(Both, SealedPage, ::testing::Values(db::Dialect::kSqlite, db::Dialect::kPostgres),
                         db::testing::DialectName);

}  // namespace
}  // namespace voice::testing
