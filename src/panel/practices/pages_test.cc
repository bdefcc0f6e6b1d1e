// The pages and the API, as somebody would use them, on both databases.

#include <gtest/gtest.h>
#include <libxml/parser.h>

#include <boost/json.hpp>

#include "panel/practices/cite.h"
#include "panel/practices/practice_world.h"

namespace panel {
namespace {

using testing::Has;
using testing::PracticeTest;

class PracticePagesTest : public PracticeTest {
 protected:
  static constexpr const char* kForm =
      "kind=practice&language=en&title=Own+keys&summary=Lockers&body=Each+worker+has+a+key.&evidence=Seen&"
      "limits=None"
      "&topics=prevention&stages=work&groups=migrants&industries=14&countries=Viet+Nam%2C+kr&years=1&licence="
      "CC-BY-4.0";
};

TEST_P(PracticePagesTest, AMemberWritesSendsAndPublishes) {
  PracticeId id;
  {
    As owner(cookie_, owner_);
    const net::Response refused = Send("/practices/new", "title=&body=kept+text&language=en&kind=practice");
    EXPECT_EQ(refused.status, 422);
    EXPECT_TRUE(Has(refused.body, "kept text")) << "what was typed stays";
    EXPECT_TRUE(Has(refused.body, "It needs a title."));
    const net::Response made = Send("/practices/new", kForm);
    ASSERT_EQ(made.status, 303) << made.body;
    const std::string location = LocationOf(made);
    id = PracticeId::Parse(location.substr(location.rfind('/') + 1)).value();
    EXPECT_TRUE(Has(Get(location).body, "Own keys"));
    EXPECT_EQ(Send(location + "/act", "act=submit").status, 303);
    EXPECT_EQ(Send(location + "/act", "act=publish").status, 422)
        << "not allowed from here, said on the page";
  }
  {
    As secretary(cookie_, sela_);
    EXPECT_TRUE(Has(Get("/").body, "practice waits for reviewers"));
    EXPECT_TRUE(Has(Get("/practices/secretariat").body, "Own keys"));
    EXPECT_TRUE(Has(Get("/practices/" + id.text() + "/reviewers").body, "Textile Union"));
    for (const char* slug : {"union", "shelter"})
      EXPECT_EQ(
          Send("/practices/" + id.text() + "/reviewers", "days=14&member=" + members_[slug].text()).status,
          303);
  }
  for (const Someone& reviewer : {first_, second_}) {
    As as(cookie_, reviewer);
    EXPECT_TRUE(Has(Get("/").body, "You are asked to review a practice"));
    const std::string review =
        "/practices/reviews/" + all().reviews.Waiting(reviewer.actor).value().at(0).id.text();
    EXPECT_EQ(Get(review).status, 200);
    EXPECT_EQ(Send(review, "act=agree&conflict=").status, 422);
    EXPECT_EQ(Send(review, "act=agree&conflict=no").status, 303);
  }
  Must(Do(sela_, id, PracticeAct::kBeginReview));
  for (const Someone& reviewer : {first_, second_}) {
    As as(cookie_, reviewer);
    const std::string review =
        "/practices/reviews/" + all().reviews.Waiting(reviewer.actor).value().at(0).id.text();
    EXPECT_TRUE(Has(Get(review).body, "Were the people it is for asked"));
    std::string fields = "act=finish&recommendation=publish&to_owner=Good";
    for (std::size_t i = 0; i < kCriteria; ++i) {
      const std::string name(RowOf(static_cast<Criterion>(i)).name);
      fields += "&answer-" + name + (i < 4 ? "=met" : "=not-met&reason-" + name + "=Nothing+said");
    }
    EXPECT_EQ(Send(review, fields).status, 303);
  }
  Must(Do(sela_, id, PracticeAct::kAccept));
  {
    As owner(cookie_, owner_);
    EXPECT_EQ(Send("/practices/" + id.text() + "/act", "act=publish&audience=world").status, 303);
  }
  EXPECT_TRUE(Has(GetWithoutSession("/panel/practices?q=lockers").body, "Own keys"));
}

TEST_P(PracticePagesTest, TheWorldSeesWhatIsPublishedToItAndNoCookie) {
  const PracticeId draft = Draft(Content("A secret draft"));
  const PracticeId members = Draft(Content("For members only"));
  BringTo(members, PracticeState::kAccepted);
  Must(Do(owner_, members, PracticeAct::kPublish, "", false));
  const PracticeId shown = Published(Content("Shown <b>to</b> all"));
  const net::Response list = GetWithoutSession("/panel/practices");
  EXPECT_EQ(list.status, 200);
  EXPECT_FALSE(list.headers.Has("Set-Cookie"));
  EXPECT_TRUE(Has(list.headers.Get("Cache-Control").data(), "public"));
  EXPECT_FALSE(Has(list.body, "<script"));
  EXPECT_FALSE(Has(list.body, "secret draft"));
  EXPECT_FALSE(Has(list.body, "For members only"));
  EXPECT_TRUE(Has(list.body, "Shown &lt;b&gt;to&lt;/b&gt; all"));
  for (const PracticeId& hidden : {draft, members, PracticeId::New(desk().random())}) {
    const net::Response one = GetWithoutSession("/panel/practices/" + hidden.text());
    EXPECT_EQ(one.status, 404);
    EXPECT_EQ(GetWithoutSession("/panel/practices/" + hidden.text() + "/citation.bib").status, 404);
  }
  const std::string href = "/panel/practices/" + shown.text();
  const net::Response one = GetWithoutSession(href);
  EXPECT_TRUE(Has(one.body, "Ask each worker after <em>three</em> months."));
  EXPECT_TRUE(Has(GetWithoutSession(href + "/citation.bib").body, "@misc{practice-" + shown.text()));
  EXPECT_TRUE(Has(GetWithoutSession(href + "/citation.ris").body, "TY  - ELEC\r\n"));
  const auto csl = boost::json::parse(GetWithoutSession(href + "/citation.json").body);
  EXPECT_EQ(csl.as_array()[0].at("title").as_string(), "Shown <b>to</b> all");
  EXPECT_EQ(GetWithoutSession(href + "/citation.exe").status, 404);
  for (const char* page : {"/panel/practices/evidence", "/panel/practices/business-cases",
                           "/panel/practices?topic=prevention&order=newest&grade=2"})
    EXPECT_EQ(GetWithoutSession(page).status, 200) << page;
  Must(Do(owner_, shown, PracticeAct::kWithdraw, "It did harm."));
  const net::Response gone = GetWithoutSession(href);
  EXPECT_EQ(gone.status, 410);
  EXPECT_TRUE(Has(gone.body, "It did harm."));
}

TEST_P(PracticePagesTest, TheFeedIsXmlAndAnswersNotModified) {
  Published(Content("Fees & <receipts>"));
  const net::Response feed = GetWithoutSession("/panel/practices/feed.atom");
  EXPECT_EQ(feed.headers.Get("Content-Type"), "application/atom+xml; charset=utf-8");
  xmlDocPtr document =
      xmlReadMemory(feed.body.data(), static_cast<int>(feed.body.size()), nullptr, nullptr, XML_PARSE_NONET);
  ASSERT_NE(document, nullptr);
  EXPECT_STREQ(reinterpret_cast<const char*>(xmlDocGetRootElement(document)->name), "feed");
  xmlFreeDoc(document);
  for (const char* part : {"<id>tag:manumit.example.org,2026:practices</id>", "<updated>",
                           "<author><name>Hanbit Knit</name>", "rel=\"self\"", "Fees &amp; &lt;receipts&gt;"})
    EXPECT_TRUE(Has(feed.body, part)) << part;
  net::Request again = RequestFor("GET", "/panel/practices/feed.atom");
  again.headers.Add("If-None-Match", feed.headers.Get("ETag"));
  EXPECT_EQ(desk().router().Handle(again).status, 304);
}

TEST_P(PracticePagesTest, EveryPageOfTheConsoleOpens) {
  PracticeContent content = Content();
  content.kind = "business-case";
  content.years = 3;
  content.money = {{false, "Fees", "1200.50", "USD", true, "company"},
                   {true, "Fewer leave", "9000", "USD", true, "company"}};
  content.links = {{"Report", "https://reports.example.org/1"}};
  const PracticeId id = Published(content);
  Must(Do(owner_, id, PracticeAct::kRevise));
  const ReplicationId claim = all().replications.Claim(copier_.actor, id, GoodClaim()).value();
  const PracticeTranslationId translation =
      all()
          .translations.Propose(copier_.actor, id, "ko", {.title = "제목", .summary = "요약", .body = "본문"})
          .value();
  ToolContent tool{.title = "Receipt book", .summary = "A book."};
  tool.editions = {{"en", "2", "2024", "https://tools.example.org/book.pdf", "CC-BY-4.0"}};
  const ToolId made = all().tools.Propose(copier_.actor, panel_, tool, true).value();
  Must(all().tools.Do(sela_.actor, made, 0, ToolAct::kList, ""));
  const std::string one = "/practices/" + id.text();
  {
    As owner(cookie_, owner_);
    for (const std::string& page :
         {std::string("/practices"), std::string("/practices?q=agent&topic=prevention"),
          std::string("/practices/own"), one, one + "/edit", one + "/revisions/1", one + "/translate",
          std::string("/practices/new"), std::string("/practices/tools/new"),
          std::string("/practices/business-cases"), "/practices/replications/" + claim.text(),
          "/practices/translations/" + translation.text(), "/practices/tools/" + made.text()})
      EXPECT_EQ(Get(page).status, 200) << page;
    EXPECT_TRUE(Has(Get("/practices/business-cases").body, "USD 3,601.50"));
    EXPECT_EQ(Send("/practices/replications/" + claim.text(), "act=confirm&note=seen").status, 303);
  }
  As copier(cookie_, copier_);
  EXPECT_EQ(Get(one + "/replicate").status, 200);
  EXPECT_TRUE(Has(Get(one).body, "Confirmed by the owner"));
  EXPECT_EQ(Get("/practices/tools/" + made.text() + "/edit").status, 200);
  const net::Response refused = Send(one + "/replicate", "country=kr&text=typed");
  EXPECT_EQ(refused.status, 422);
  EXPECT_TRUE(Has(refused.body, "typed"));
  EXPECT_EQ(GetWithoutSession("/panel/practices/tools/" + made.text()).status, 200);
}

TEST_P(PracticePagesTest, TheApiDoesWhatThePagesDo) {
  As owner(cookie_, owner_);
  const net::Response made = Post(
      "/api/v1/practices",
      R"({"title":"By API","summary":"s","body":"b","evidence":"e","limits":"l","topics":["protection"],"industries":["C"],"countries":["th"],"stages":["work"],"groups":["women"],"money":[{"side":"cost","label":"x","amount":"1.10","currency":"THB","whose":"company"}]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto practice = boost::json::parse(made.body).as_object();
  const std::string id(practice.at("id").as_string());
  EXPECT_EQ(practice.at("working").at("content").at("money").as_array()[0].at("amount").as_string(), "1.10");
  EXPECT_EQ(Post("/api/v1/practices", R"({"title":7})").status, 400);
  EXPECT_EQ(
      Post("/api/v1/practices", R"({"title":"x","money":[{"side":"cost","label":"x","amount":1.1}]})").status,
      400)
      << "an amount is text, never a number";
  const net::Response acted = Post("/api/v1/practices/" + id + "/acts", R"({"act":"submit"})");
  EXPECT_EQ(acted.status, 200) << acted.body;
  EXPECT_EQ(Post("/api/v1/practices/" + id + "/acts", R"({"act":"accept"})").status, 403);
  EXPECT_EQ(Post("/api/v1/practices/" + id + "/acts", R"({"act":"publish"})").status, 409);
  const net::Response search = Get("/api/v1/practices?q=agent");
  EXPECT_EQ(search.status, 200);
  EXPECT_EQ(boost::json::parse(search.body).at("total").as_int64(), 0);
  As stranger(cookie_, stranger_);
  EXPECT_EQ(Get("/api/v1/practices/" + id).status, 404);
  EXPECT_EQ(Post("/api/v1/practices", R"({"title":"x"})").status, 403);
}

TEST(PracticeCitations, WhatHasAMeaningToTheFormatIsMadeHarmless) {
  const Citation citation{.id = "1",
                          .title = "50% {of} fees & \\more\nlines",
                          .author = "A_B",
                          .publisher = "Panel",
                          .url = "https://x.example/1",
                          .language = "en",
                          .published = base::UtcTime{1'760'000'000'000}};
  const std::string bibtex = BibtexCitation(citation);
  EXPECT_TRUE(Has(bibtex, "title = {{50\\% of fees \\& more lines}}")) << bibtex;
  EXPECT_TRUE(Has(bibtex, "author = {{A\\_B}}"));
  EXPECT_TRUE(Has(bibtex, "year = {2025}"));
  EXPECT_FALSE(Has(RisCitation(citation), "more\nlines"));
  EXPECT_TRUE(Has(PlainCitation(citation), "A_B (2025). 50% {of} fees & \\more lines (version 1). Panel."));
}

MANUMIT_ON_BOTH_DATABASES(PracticePagesTest);

}  // namespace
}  // namespace panel
