// The pages of repayment as browsers without script use them: the team's and the worker's.

#include <map>

#include "vault/register.h"
#include "voice/casework/shell.h"
#include "voice/remedy/remedy_world.h"
#include "voice/voice.h"

namespace voice::remedy {
namespace {

using Fields = std::vector<std::pair<std::string, std::string>>;

bool Has(const net::Response& response, std::string_view part) {
  return response.body.find(part) != std::string::npos;
}

class Browser {
 public:
  explicit Browser(desk::Desk& desk) : desk_(desk) {}
  void SignIn(const std::string& email) {
    const auto session =
        desk_.sign_in().WithPassword(email, "correct horse battery", "192.0.2.1", "Firefox on Linux");
    ASSERT_TRUE(session.has_value()) << session.error().external;
    cookies_[std::string(desk::SessionCookieName(false))] = session->cookie;
  }
  net::Response Get(const std::string& target) { return Send("GET", target, {}); }
  net::Response Post(const std::string& target, const Fields& fields) {
    std::string body = "csrf=" + net::UrlEncode(csrf_);
    for (const auto& [name, value] : fields) body += "&" + name + "=" + net::UrlEncode(value);
    return Send("POST", target, body);
  }

 private:
  net::Response Send(const std::string& method, const std::string& target, const std::string& body) {
    net::Request request;
    request.method = method;
    request.target = target;
    request.path = target.substr(0, target.find('?'));
    if (request.path.size() < target.size())
      request.query = net::ParseUrlEncoded(target.substr(request.path.size() + 1)).value();
    request.headers.Add("Host", "manumit.example.org");
    request.headers.Add("Accept", "text/html");
    request.headers.Add("Origin", "https://manumit.example.org");
    request.headers.Add("Content-Type", "application/x-www-form-urlencoded");
    std::string kept;
    for (const auto& [name, value] : cookies_) kept += (kept.empty() ? "" : "; ") + name + "=" + value;
    request.headers.Add("Cookie", kept);
    request.remote_address = "192.0.2.1";
    request.id = "test";
    request.body = net::Body(body);
    net::Response response = desk_.router().Handle(request);
    for (const std::string_view set : response.headers.All("Set-Cookie")) {
      const std::string_view pair = set.substr(0, set.find(';'));
      cookies_[std::string(pair.substr(0, pair.find('=')))] = pair.substr(pair.find('=') + 1);
    }
    constexpr std::string_view kToken = R"(name="csrf" value=")";
    const std::size_t at = response.body.find(kToken);
    if (at != std::string::npos)
      csrf_ = response.body.substr(at + kToken.size(),
                                   response.body.find('"', at + kToken.size()) - at - kToken.size());
    return response;
  }

  desk::Desk& desk_;
  std::map<std::string, std::string> cookies_;
  std::string csrf_;
};

class RemedyPagesTest : public RemedyTest {
 protected:
  void SetUp() override {
    RemedyTest::SetUp();
    if (IsSkipped() || HasFatalFailure()) return;
    vault::Register(desk());
    MakeGate();
    voice::Register(desk());
    case_ = Reports();
    mina_browser_ = std::make_unique<Browser>(desk());
    mina_browser_->SignIn("mina@example.org");
  }
  void TearDown() override {
    mina_browser_.reset();
    RemedyTest::TearDown();
  }
  void Unlock(Browser& browser, const std::string& name) {
    browser.Get("/vault");
    EXPECT_EQ(browser.Post("/vault/unlock", {{"passphrase", PassphraseOf(name)}}).status, 303);
  }
  std::string Href(const std::string& rest) const { return "/cases/" + case_.id.text() + rest; }
  std::string Version() { return std::to_string(BookOf(case_.id).version); }
  static Fields FeeFields(const std::string& version, const std::string& low) {
    return {{"version", version},   {"kind", "fee-a"},
            {"currency", "USD"},    {"low", low},
            {"high", ""},           {"evidence", "told"},
            {"from", "2025-01-10"}, {"to", ""},
            {"owes", "employer"},   {"employer_name", "Zebra Canning <Ltd>"},
            {"recruiter_name", ""}, {"country_from", "Nepal"},
            {"country_to", "kr"},   {"description", "in an envelope"}};
  }
  // The claim's page, made by form.
  std::string MakeClaim() {
    const net::Response made = mina_browser_->Post(Href("/claims/new"), FeeFields(Version(), "1,200.50"));
    EXPECT_EQ(made.status, 303) << made.body;
    return std::string(made.headers.Get("Location"));
  }
  Worker case_;
  std::unique_ptr<Browser> mina_browser_;
};
MANUMIT_ON_BOTH_DATABASES(RemedyPagesTest);

TEST_P(RemedyPagesTest, LockedPeopleMustUnlock) {
  const net::Response sums = mina_browser_->Get("/remedy");
  EXPECT_EQ(sums.status, 200);
  EXPECT_TRUE(Has(sums, "Unlock the vault to see this"));
  const net::Response held = mina_browser_->Post("/remedy/export", {});
  EXPECT_EQ(held.status, 422);
  EXPECT_TRUE(Has(held, "Unlock and send"));
  EXPECT_EQ(mina_browser_->Get(Href("/claims")).status, 303);
  Unlock(*mina_browser_, "mina");
  EXPECT_TRUE(Has(mina_browser_->Get("/remedy"), "Nothing is claimed"));
  EXPECT_TRUE(Has(mina_browser_->Get(Href("/claims")), "Nothing is claimed yet"));
  Browser jun(desk());
  jun.SignIn("jun@example.org");
  Unlock(jun, "jun");
  EXPECT_EQ(jun.Get(Href("/claims")).status, 404);
  EXPECT_EQ(jun.Get(Href("/claims/new")).status, 404);
}

TEST_P(RemedyPagesTest, FormsKeepWhatWasTyped) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  const net::Response wrong = mina_browser_->Post(Href("/claims/new"), FeeFields("0", "twelve"));
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong, "write the amount in digits"));
  EXPECT_TRUE(Has(wrong, "value=\"twelve\""));
  EXPECT_TRUE(Has(wrong, "Zebra Canning &lt;Ltd&gt;"));
  EXPECT_TRUE(Has(wrong, "in an envelope"));
  const std::string claim = MakeClaim();
  const net::Response shown = mina_browser_->Get(claim);
  EXPECT_EQ(shown.status, 200);
  EXPECT_TRUE(Has(shown, "1,200.50"));
  EXPECT_TRUE(Has(shown, "Nepal → "));
  const net::Response less =
      mina_browser_->Post(claim + "/agree", {{"version", Version()}, {"amount", "900"}, {"reason", ""}});
  EXPECT_EQ(less.status, 422);
  EXPECT_TRUE(Has(less, "please say why"));
  EXPECT_TRUE(Has(less, "value=\"900\""));
  EXPECT_EQ(
      mina_browser_->Post(claim + "/agree", {{"version", "0"}, {"amount", "1200.50"}, {"reason", ""}}).status,
      422)
      << "somebody saved meanwhile";
  EXPECT_EQ(mina_browser_->Post(claim + "/edit", FeeFields(Version(), "1300")).status, 303);
  EXPECT_TRUE(Has(mina_browser_->Get(claim), "1,300.00"));
  EXPECT_TRUE(Has(mina_browser_->Get(claim), "before it was USD"));
  Fields fewer = FeeFields(Version(), "7");
  const net::Response unsaid = mina_browser_->Post(claim + "/edit", fewer);
  EXPECT_EQ(unsaid.status, 422);
  EXPECT_TRUE(Has(unsaid, "less is claimed than before"));
  fewer.emplace_back("reason", "typed wrongly");
  EXPECT_EQ(mina_browser_->Post(claim + "/edit", fewer).status, 303);
  EXPECT_TRUE(Has(mina_browser_->Get(claim), "typed wrongly"));
  EXPECT_EQ(mina_browser_
                ->Post(Href("/claims/") + desk::PersonId::New(desk().random()).text() + "/agree",
                       {{"version", Version()}, {"amount", "1"}})
                .status,
            404);
}

TEST_P(RemedyPagesTest, TheWorkerConfirmsOnHerPage) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  const std::string claim = MakeClaim();
  Browser worker(desk());
  EXPECT_EQ(worker.Post("/help/en/return", {{"code", case_.code}}).status, 303);
  EXPECT_FALSE(Has(worker.Get("/help/en/talk"), "Your money"));
  EXPECT_EQ(mina_browser_->Post(claim + "/show", {{"version", Version()}}).status, 303);
  EXPECT_EQ(
      mina_browser_->Post(claim + "/agree", {{"version", Version()}, {"amount", "1200.50"}, {"reason", ""}})
          .status,
      303);
  const Fields paid = {{"version", Version()}, {"amount", "1200.50"},   {"day", "2025-10-01"},
                       {"way", "cash"},        {"said_by", "employer"}, {"note", "by the driver"}};
  EXPECT_EQ(mina_browser_->Post(claim + "/pay", paid).status, 303);
  const net::Response before = mina_browser_->Get(claim);
  EXPECT_TRUE(Has(before, "Paid, they say"));
  EXPECT_TRUE(Has(before, "Not confirmed yet"));
  const net::Response talk = worker.Get("/help/en/talk");
  EXPECT_TRUE(Has(talk, "Your money"));
  EXPECT_TRUE(Has(talk, "1,200.50"));
  EXPECT_FALSE(Has(talk, "Zebra"));
  EXPECT_FALSE(Has(talk, "driver"));
  const ClaimBook book = BookOf(case_.id).book;
  const std::string id = book.claims[0].id.text(), payment = book.claims[0].payments[0].id.text();
  const net::Response wrong = worker.Post(
      "/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "part"}, {"amount", "much"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong, "value=\"much\""));
  EXPECT_EQ(worker
                .Post("/help/en/money",
                      {{"claim", id}, {"payment", payment}, {"answer", "part"}, {"amount", "1200.50"}})
                .status,
            422)
      << "a part is less";
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "got"}}).status,
            303);
  const net::Response done = worker.Get("/help/en/talk");
  EXPECT_TRUE(Has(done, "You told us: you got it."));
  EXPECT_TRUE(Has(done, "I got the USD"));
  EXPECT_TRUE(Has(done, "That is not right"));
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "not"}}).status,
            303);
  EXPECT_TRUE(Has(worker.Get("/help/en/talk"), "You told us: you did not get it."));
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "got"}}).status,
            303);
  EXPECT_EQ(RemediedDay(case_.id), std::nullopt);
  // Any page of the case takes it over.
  EXPECT_EQ(mina_browser_->Get(Href("")).status, 200);
  EXPECT_EQ(RemediedDay(case_.id), Today());
  const net::Response after = mina_browser_->Get(claim);
  EXPECT_TRUE(Has(after, "Confirmed by the worker"));
  EXPECT_TRUE(Has(after, "on her own page"));
  // Without a visit nothing of it is there.
  Browser stranger(desk());
  EXPECT_EQ(stranger.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "got"}}).status,
            303);
  EXPECT_TRUE(Has(stranger.Get("/help/en/talk"), "This code opens nothing"));
}

TEST_P(RemedyPagesTest, SheObjectsToWhatTheTeamWroteDown) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  const std::string claim = MakeClaim();
  const auto post = [&](const std::string& rest, Fields fields) {
    fields.emplace_back("version", Version());
    EXPECT_EQ(mina_browser_->Post(claim + rest, fields).status, 303) << rest;
  };
  post("/show", {});
  post("/agree", {{"amount", "1200.50"}, {"reason", ""}});
  post(
      "/pay",
      {{"amount", "1200.50"}, {"day", "2025-10-01"}, {"way", "cash"}, {"said_by", "employer"}, {"note", ""}});
  const std::string id = BookOf(case_.id).book.claims[0].id.text(),
                    payment = BookOf(case_.id).book.claims[0].payments[0].id.text();
  post("/record", {{"payment", payment}, {"answer", "got"}, {"heard", "call"}});
  Browser worker(desk());
  EXPECT_EQ(worker.Post("/help/en/return", {{"code", case_.code}}).status, 303);
  const net::Response noted = worker.Get("/help/en/talk");
  EXPECT_TRUE(Has(noted, "We noted that you told us: you got it."));
  EXPECT_FALSE(Has(noted, ">You told us: you got it."));
  EXPECT_TRUE(Has(noted, "That is not right"));
  EXPECT_TRUE(Has(noted, "It is done: you have all of it."));
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "not"}}).status,
            303);
  const net::Response denied = worker.Get("/help/en/talk");
  EXPECT_TRUE(Has(denied, "You told us: you did not get it."));
  EXPECT_FALSE(Has(denied, "It is done"));
  EXPECT_TRUE(Has(mina_browser_->Get(claim), "She has not got it"));
  // Agreed anew on what she has: she is asked again.
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "got"}}).status,
            303);
  EXPECT_EQ(mina_browser_->Get(Href("")).status, 200);
  post("/reopen", {{"reason", ""}});
  post("/agree", {{"amount", "1200.50"}, {"reason", ""}});
  EXPECT_TRUE(Has(mina_browser_->Get(claim), "It is done when she says so again."));
  EXPECT_TRUE(Has(worker.Get("/help/en/talk"), "Please tell us again."));
  EXPECT_EQ(worker.Post("/help/en/money", {{"claim", id}, {"payment", payment}, {"answer", "got"}}).status,
            303);
  EXPECT_FALSE(Has(worker.Get("/help/en/talk"), "Please tell us again."));
  EXPECT_EQ(mina_browser_->Get(Href("")).status, 200);
  EXPECT_EQ(ClaimOf(case_.id, ClaimId::FromStore(id)).state, ClaimState::kConfirmed);
}

TEST_P(RemedyPagesTest, WhatIsOutstandingAndItsExport) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  MakeClaim();
  const net::Response sums = mina_browser_->Get("/remedy");
  EXPECT_EQ(sums.status, 200);
  EXPECT_TRUE(Has(sums, "Zebra Canning &lt;Ltd&gt;"));
  EXPECT_TRUE(Has(sums, "NP → KR"));
  const net::Response csv = mina_browser_->Post("/remedy/export", {});
  EXPECT_EQ(csv.status, 200);
  EXPECT_TRUE(Has(csv, "employer,Zebra Canning <Ltd>,USD,1,1200.50,1200.50,0.00,0.00,0.00,1200.50,1200.50"));
  const auto audited = Good(desk().audit().Page(org_, 0, 5, "remedy.export"));
  EXPECT_EQ(audited.size(), 1U);
  EXPECT_EQ(mina_browser_
                ->Post("/remedy/rates",
                       {{"currency", "USD"}, {"target", "KRW"}, {"rate", "1391.25"}, {"day", "2025-10-01"}})
                .status,
            303);
  const net::Response converted = mina_browser_->Get("/remedy?in=KRW");
  EXPECT_TRUE(Has(converted, "1,670,196"));  // 1200.50 * 1391.25 = 1670195.625
  EXPECT_TRUE(Has(converted, "1 USD = 1391.25 KRW"));
  const net::Response wrong = mina_browser_->Post(
      "/remedy/rates", {{"currency", "USD"}, {"target", "KRW"}, {"rate", "many"}, {"day", "2025-10-01"}});
  EXPECT_EQ(wrong.status, 422);
  EXPECT_TRUE(Has(wrong, "value=\"many\""));
}

TEST_P(RemedyPagesTest, WhatIsOwedStaysWhenTheCaseIsClosed) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  const std::string claim = MakeClaim();
  EXPECT_EQ(mina_browser_->Post(claim + "/show", {{"version", Version()}}).status, 303);
  Good(services_->lifecycle.Act(mina_.actor, *mina_.me, case_.id, CaseAct::kRead,
                                OpenAs(mina_, case_.id).row.version));
  EXPECT_TRUE(Has(mina_browser_->Get(Href("")), "Claimed, and nothing is agreed"));
  Browser worker(desk());
  EXPECT_EQ(worker.Post("/help/en/return", {{"code", case_.code}}).status, 303);
  EXPECT_FALSE(Has(worker.Get("/help/en/talk"), "They agreed to give you something"));
  EXPECT_EQ(
      mina_browser_->Post(claim + "/agree", {{"version", Version()}, {"amount", "1200.50"}, {"reason", ""}})
          .status,
      303);
  EXPECT_TRUE(Has(mina_browser_->Get(Href("")), "Agreed, and the worker does not say that she has it"));
  EXPECT_TRUE(Has(worker.Get("/help/en/talk"), "They agreed to give you something"));
  constexpr std::string_view kList = "Closed cases in which something is owed";
  EXPECT_FALSE(Has(mina_browser_->Get("/remedy"), kList));
  EXPECT_EQ(worker.Post("/help/en/close", {}).status, 303);
  const net::Response all = mina_browser_->Get("/remedy");
  EXPECT_TRUE(Has(all, kList));
  EXPECT_TRUE(Has(all, CaseNumber(case_.id)));
  EXPECT_TRUE(Has(all, "Zebra Canning"));
  EXPECT_TRUE(Has(all, "After "));
  const net::Response open = mina_browser_->Get("/remedy?cases=open");
  EXPECT_TRUE(Has(open, "Nothing is claimed"));
  EXPECT_FALSE(Has(open, kList));
  EXPECT_TRUE(Has(mina_browser_->Post("/remedy/export", {{"cases", "all"}}), "Zebra"));
  EXPECT_FALSE(Has(mina_browser_->Post("/remedy/export", {{"cases", "open"}}), "Zebra"));
  Good(services_->lifecycle.SetHold(sol_.actor, *sol_.me, case_.id, true));
  EXPECT_TRUE(Has(mina_browser_->Get("/remedy"), "Not as long as the legal hold lasts"));
}

TEST_P(RemedyPagesTest, AGroupFromItsFirstFormToTheLast) {
  Unlock(*mina_browser_, "mina");
  mina_browser_->Get(Href("/claims/new"));
  MakeClaim();
  const ClaimId claim = BookOf(case_.id).book.claims[0].id;
  mina_browser_->Get("/remedy/groups");
  EXPECT_EQ(
      mina_browser_->Post("/remedy/groups", {{"title", ""}, {"team", team_.text()}, {"currency", "USD"}})
          .status,
      422);
  const net::Response made = mina_browser_->Post(
      "/remedy/groups", {{"title", "The line"}, {"team", team_.text()}, {"currency", "USD"}});
  ASSERT_EQ(made.status, 303);
  const std::string group(made.headers.Get("Location"));
  EXPECT_TRUE(Has(mina_browser_->Get(group), case_.id.text() + "." + claim.text()));
  EXPECT_EQ(mina_browser_
                ->Post(group + "/join", {{"version", "1"}, {"member", case_.id.text() + "." + claim.text()}})
                .status,
            303);
  EXPECT_EQ(mina_browser_->Post(group + "/agree", {{"version", "2"}, {"amount", "1200.50"}}).status, 303);
  const Fields paid = {{"version", "3"}, {"amount", "2000"},      {"day", "2025-10-01"},
                       {"way", "bank"},  {"said_by", "employer"}, {"note", ""}};
  const net::Response more = mina_browser_->Post(group + "/pay", paid);
  EXPECT_EQ(more.status, 422);
  EXPECT_TRUE(Has(more, "more than what is left"));
  Fields right = paid;
  right[1].second = "500.25";
  EXPECT_EQ(mina_browser_->Post(group + "/pay", right).status, 303);
  EXPECT_TRUE(Has(mina_browser_->Get(group), "500.25"));
  EXPECT_EQ(PaidOf(ClaimOf(case_.id, claim)), Amount("500.25"));
  EXPECT_EQ(mina_browser_->Post(group + "/dissolve", {{"version", "4"}}).status, 303);
  EXPECT_EQ(mina_browser_->Get(group).status, 404);
}

}  // namespace
}  // namespace voice::remedy
