// The pages as a browser without script uses them: the worker's, the team's, the outsider's.

#include "voice/referral/referral_world.h"

namespace voice::testing {
namespace {

using consent::Part;
using referral::State;

class ReferralPages : public ReferralTest {
 protected:
  void SetUp() override {
    ReferralTest::SetUp();
    if (::testing::Test::IsSkipped() || HasFatalFailure()) return;
    mina_cookie_ = UnlockedCookie(mina_);
  }
  std::string CaseHrefOf(const std::string& rest) { return "/cases/" + case_.text() + rest; }
  // The value of the first field or element after `mark`.
  static std::string After(const std::string& page, const std::string& mark, char end) {
    const std::size_t at = page.find(mark);
    if (at == std::string::npos) return "";
    const std::size_t from = at + mark.size();
    return page.substr(from, page.find(end, from) - from);
  }
  static std::string ValueOf(const std::string& page, const std::string& name) {
    const std::size_t at = page.find("name=\"" + name + "\"");
    if (at == std::string::npos) return "";
    const std::size_t begin = page.rfind('<', at), end = page.find('>', at);
    return After(page.substr(begin, end - begin), "value=\"", '"');
  }
  std::string FirstConsent() { return Good(services().consents.Of(VisitOf(case_))).front().id.text(); }
  // The question of the team, and the worker's yes on her own page.
  void AskAndAgree(const std::string& to) {
    // The team asks.
    const net::Response asked = Send(CaseHrefOf("/consent"), mina_cookie_,
                                     Form({{"to", to},
                                           {"part", "place"},
                                           {"part", "who"},
                                           {"purpose", "legal"},
                                           {"words", "They are good"},
                                           {"how", "page"},
                                           {"answer", "ask"}}));
    ASSERT_EQ(asked.status, 303) << asked.body;
    // The worker sees it on her talk, and answers without script.
    EXPECT_TRUE(Has(Ask("GET", "/help/en/talk", worker_cookie_).body, "We have a question for you."));
    const net::Response question = Ask("GET", "/help/en/consent", worker_cookie_);
    EXPECT_TRUE(Has(question.body, "May we tell Ansan Legal Aid this?"));
    EXPECT_TRUE(Has(question.body, "They are good"));
    EXPECT_FALSE(Has(question.body, "<script"));
    EXPECT_EQ(question.headers.Get("Cache-Control"), "no-store, no-transform");
    EXPECT_EQ(
        Ask("POST", "/help/en/consent", worker_cookie_, Form({{"id", FirstConsent()}, {"answer", "yes"}}))
            .status,
        303);
    // Sent twice it changes nothing.
    EXPECT_EQ(
        Ask("POST", "/help/en/consent", worker_cookie_, Form({{"id", FirstConsent()}, {"answer", "yes"}}))
            .status,
        303);
    EXPECT_TRUE(Has(Ask("GET", "/help/en/consent", worker_cookie_).body, "You said yes."));
  }
  // Without what differs by chance between two links.
  static std::string Shape(std::string page, const std::vector<std::string>& own) {
    for (const std::string& one : own)
      for (std::size_t at = page.find(one); !one.empty() && at != std::string::npos; at = page.find(one))
        page.replace(at, one.size(), "~");
    return page;
  }
  std::string mina_cookie_;
};
MANUMIT_ON_BOTH_DATABASES(ReferralPages);

TEST_P(ReferralPages, FromTheQuestionToTheEnd) {
  const std::string to = "service:" + lawyer_.text();
  AskAndAgree(to);

  // The form of a referral begins with what she agreed to.
  const std::string form =
      Ask("GET", CaseHrefOf("/referrals/new?to=" + net::UrlEncode(to)), mina_cookie_).body;
  EXPECT_TRUE(Has(form, "Farm quagga in Ansan"));
  const net::Response saved = Send(CaseHrefOf("/referrals/new"), mina_cookie_,
                                   Form({{"to", to},
                                         {"purpose", "legal"},
                                         {"words", "Get the papers back"},
                                         {"part", "place"},
                                         {"text_place", "Ansan"},
                                         {"text_who", "Mr Okapi"},
                                         {"answer_days", "7"},
                                         {"live_days", "30"},
                                         {"version", "0"}}));
  ASSERT_EQ(saved.status, 303) << saved.body;
  const std::string href(saved.headers.Get("Location"));
  const std::string preview = Ask("GET", href, mina_cookie_).body;
  EXPECT_TRUE(Has(preview, "They would see exactly this"));
  EXPECT_FALSE(Has(preview, "Okapi"));  // not ticked
  const net::Response sent =
      Send(href + "/send", mina_cookie_, Form({{"version", ValueOf(preview, "version")}, {"mail", "yes"}}));
  ASSERT_EQ(sent.status, 200) << sent.body;
  const std::string url = After(sent.body, "id=\"referral-link\">", '<'),
                    code = After(sent.body, "id=\"referral-code\">", '<');
  const std::string path = url.substr(url.find("/referral/"));
  ASSERT_EQ(mailer_->sent().size(), 1u);
  EXPECT_TRUE(Has(mailer_->sent()[0].text, url));
  EXPECT_FALSE(Has(mailer_->sent()[0].text, code));
  EXPECT_FALSE(Has(Ask("GET", href, mina_cookie_).body, code));  // never shown again

  // The outsider: a code, the copy, an answer, with no cookie at all.
  const net::Response door = Ask("GET", path);
  EXPECT_EQ(door.status, 200);
  EXPECT_FALSE(Has(door.body, "Ansan"));
  EXPECT_EQ(door.headers.Get("Cache-Control"), "no-store");
  EXPECT_EQ(Ask("POST", path, "", Form({{"code", "000000000000"}})).status, 422);
  const net::Response opened = Ask("POST", path, "", Form({{"code", code}}));
  ASSERT_EQ(opened.status, 200) << opened.body;
  EXPECT_TRUE(Has(opened.body, "Get the papers back"));
  EXPECT_FALSE(Has(opened.body, "Okapi"));
  EXPECT_FALSE(Has(opened.body, code));
  const std::string sitting = ValueOf(opened.body, "sitting");
  const net::Response no_reason =
      Ask("POST", path + "/act", "", Form({{"sitting", sitting}, {"act", "decline"}, {"text", ""}}));
  EXPECT_EQ(no_reason.status, 422);
  EXPECT_TRUE(Has(no_reason.body, "Get the papers back"));
  EXPECT_EQ(
      Ask("POST", path + "/act", "", Form({{"sitting", sitting}, {"act", "accept"}, {"text", "gladly"}}))
          .status,
      200);
  EXPECT_TRUE(Has(Ask("GET", href, mina_cookie_).body, "gladly"));
  EXPECT_TRUE(Has(Ask("GET", "/", mina_cookie_).body, "The recipient answered"));

  // She takes it back: the next page of the outsider has nothing.
  EXPECT_EQ(
      Ask("POST", "/help/en/consent", worker_cookie_, Form({{"id", FirstConsent()}, {"answer", "back"}}))
          .status,
      303);
  const net::Response ended = Ask("POST", path, "", Form({{"code", code}}));
  EXPECT_FALSE(Has(ended.body, "Get the papers back"));
  EXPECT_TRUE(Has(ended.body, "Please delete whatever you kept of it"));
  EXPECT_TRUE(Has(Ask("GET", "/help/en/consent", worker_cookie_).body, "We asked them to delete it."));
}

TEST_P(ReferralPages, ExpiredAndWithdrawnLinksAnswerAlike) {
  // Made by the same services as the pages: their pass codes are hashed dearly.
  const auto make = [&](const std::vector<Part>& parts) {
    const CaseId id = NewCase();
    Agreed(id, TermsFor(ToLawyer(), parts));
    const referral::ReferralId saved = Saved(id, DraftFor(ToLawyer(), parts));
    const auto link =
        Good(services().referrals.Send(mina_.actor, Open(mina_), id, saved, VersionOf(id, saved)));
    return std::tuple(id, saved, *link);
  };
  const auto [taken_case, taken, taken_link] = make({Part::kPlace});
  const auto [over_case, over, over_link] = make({Part::kPlace, Part::kReport});
  for (const referral::SentLink& link : {taken_link, over_link})
    EXPECT_TRUE(Has(Ask("POST", link.path, "", Form({{"code", link.code}})).body, "wombat"));
  Good(services().consents.TakeBack(VisitOf(taken_case),
                                    Good(services().consents.Of(VisitOf(taken_case))).front().id));
  Good(desk().database().Write([&, id = over](db::Transaction& tx) -> base::Status {
    return referral::Move(tx, services().vault, TRY(referral::RowOf(tx, id)), referral::Act::kExpire, 1,
                          false);
  }));
  EXPECT_EQ(StateOf(taken), State::kWithdrawn);
  EXPECT_EQ(StateOf(over), State::kExpired);
  const auto page = [&](const referral::SentLink& link, const referral::ReferralId& id) {
    const net::Response response = Ask("POST", link.path, "", Form({{"code", link.code}}));
    EXPECT_EQ(response.status, 200);
    return Shape(response.body, {ValueOf(response.body, "sitting"), link.path, referral::NumberOf(id)});
  };
  EXPECT_EQ(page(taken_link, taken), page(over_link, over));
  // And with a wrong code as a link that never was.
  const auto wrong = [&](const std::string& path) {
    const net::Response response = Ask("POST", path, "", Form({{"code", "111122223333"}}));
    EXPECT_EQ(response.status, 422);
    return Shape(response.body, {path});
  };
  EXPECT_EQ(wrong(taken_link.path), wrong("/referral/AAAAAAAAAAAAAAAAAAAAAA"));
  EXPECT_EQ(wrong(over_link.path), wrong("/referral/AAAAAAAAAAAAAAAAAAAAAA"));
}

TEST_P(ReferralPages, AClosedLinkIsSaidAndANewOneIsMade) {
  const ReferralTest::SentOne sent = SentToLawyer(case_, {Part::kPlace});
  Sql("UPDATE voice_referral SET tries = 5, unread = 1");
  const std::string home = Ask("GET", "/", mina_cookie_).body;
  EXPECT_TRUE(Has(home, "closed after wrong codes"));
  EXPECT_FALSE(Has(home, "The recipient answered"));
  const std::string href = CaseHrefOf("/referrals/" + sent.id.text());
  EXPECT_TRUE(Has(Ask("GET", href, mina_cookie_).body, "Closed after wrong codes"));
  const net::Response made = VoiceTest::Send(href + "/link", mina_cookie_, "");
  EXPECT_EQ(made.status, 200);
  EXPECT_TRUE(Has(made.body, "referral-code"));
  EXPECT_FALSE(Has(Ask("GET", href, mina_cookie_).body, "Closed after wrong codes"));
}

TEST_P(ReferralPages, StrangersFindNothing) {
  const SentOne sent = SentToLawyer(case_, {Part::kPlace});
  const std::string hal = UnlockedCookie(hal_);
  for (const std::string& rest : {std::string("/consent"), std::string("/referrals"),
                                  std::string("/referrals/new"), "/referrals/" + sent.id.text()})
    EXPECT_EQ(Ask("GET", CaseHrefOf(rest), hal).status, 404) << rest;
  EXPECT_EQ(Ask("GET", "/referrals/" + sent.id.text(), mina_cookie_).status, 404);  // was not sent to her
  EXPECT_EQ(Ask("GET", CaseHrefOf("/referrals"), mina_.cookie).status, 303);        // locked
  EXPECT_EQ(Ask("GET", "/services", mina_cookie_).status, 200);
  EXPECT_EQ(Ask("GET", "/services/new", mina_cookie_).status, 403);
  EXPECT_EQ(Send(CaseHrefOf("/referrals/" + sent.id.text() + "/law"), mina_cookie_,
                 Form({{"duty", "children"}, {"reason", "x"}, {"version", "1"}}))
                .status,
            403);
}

TEST_P(ReferralPages, WhatWasTypedIsKept) {
  const net::Response consent = Send(CaseHrefOf("/consent"), mina_cookie_,
                                     Form({{"to", ""},
                                           {"part", "who"},
                                           {"purpose", "wages"},
                                           {"words", "my long words"},
                                           {"answer", "ask"}}));
  EXPECT_EQ(consent.status, 422);
  EXPECT_TRUE(Has(consent.body, "my long words"));
  const net::Response draft = Send(CaseHrefOf("/referrals/new"), mina_cookie_,
                                   Form({{"to", "service:" + lawyer_.text()},
                                         {"part", "who"},
                                         {"text_who", "somebody typed"},
                                         {"purpose", "wages"},
                                         {"words", ""},
                                         {"answer_days", "7"},
                                         {"live_days", "30"}}));
  EXPECT_EQ(draft.status, 422);
  EXPECT_TRUE(Has(draft.body, "somebody typed"));
  const std::string vera = UnlockedCookie(vera_);
  const net::Response service =
      Send("/services/new", vera, Form({{"kind", "union"}, {"name", "Typed Union"}, {"country", "Korea"}}));
  EXPECT_EQ(service.status, 422);
  EXPECT_TRUE(Has(service.body, "Typed Union"));
}

TEST_P(ReferralPages, TheLawsWayTellsTheWorkerInHerLanguage) {
  const referral::ReferralId id =
      Saved(case_, DraftFor(To(police_, "Ansan Police", "police"), {Part::kPlace}));
  const std::string vera = UnlockedCookie(vera_);
  const std::string href = CaseHrefOf("/referrals/" + id.text());
  const std::string page = Ask("GET", href, vera).body;
  const auto hers = [&](const std::string& rest) {
    return Ask("GET", "/help/en" + rest, worker_cookie_).body;
  };
  EXPECT_TRUE(Has(hers("/consent"), "Without your yes we tell nobody, except what the law demands."));
  EXPECT_FALSE(Has(hers("/consent"), "the law made us tell"));
  EXPECT_FALSE(Has(hers("/talk"), "What others may know"));
  EXPECT_TRUE(Has(page, "The law demands it without her yes"));
  EXPECT_FALSE(Has(Ask("GET", href, mina_cookie_).body, "The law demands it without her yes"));
  const net::Response sent = Send(href + "/law", vera,
                                  Form({{"version", std::to_string(VersionOf(case_, id))},
                                        {"duty", "children"},
                                        {"reason", "a child works there"}}));
  EXPECT_EQ(sent.status, 200) << sent.body;
  EXPECT_TRUE(Has(Good(services().reports.TalkOf(VisitOf(case_))).entries.back().text, "Ansan Police"));
  EXPECT_TRUE(Has(hers("/talk"), "What others may know"));
  EXPECT_TRUE(Has(hers("/consent"), "the law made us tell an authority about your case"));
  // A no that came before or after does not hide it.
  const consent::ConsentId asked = Good(services().consents.Ask(
      mina_.actor, Open(mina_), case_, TermsFor(To(police_, "Ansan Police", "police"), {Part::kPlace})));
  Good(services().consents.Answer(VisitOf(case_), asked, false));
  EXPECT_TRUE(Has(hers("/consent"), "You said no. We tell them nothing, except what the law demands."));
  EXPECT_TRUE(Has(hers("/consent"), "the law made us tell an authority about your case"));
}

}  // namespace
}  // namespace voice::testing
