#include <boost/json.hpp>
#include <chrono>

#include "base/limits.h"
#include "desk/audit/head_delivery.h"
#include "desk/jobs/health.h"
#include "desk/jobs/job_view.h"
#include "desk/test_desk.h"
#include "desk/web/metrics.h"

namespace desk {
namespace {

class ViewTest : public DeskTest {
 protected:
  void SetUp() override {
    DeskTest::SetUp();
    if (IsSkipped()) return;
    desk().jobs().Register({.name = "test.work", .handler = [](JobContext& context) -> base::Status {
                              context.Progress(2, 2, "Worked");
                              context.SetResult(R"({"rows":2})", "/parties");
                              return base::Ok();
                            }});
    desk().jobs().Register({.name = "test.fail", .handler = [](JobContext&) -> base::Status {
                              return base::Invalid("row 3 <b>is</b> empty");
                            }});
  }
  std::string Enqueue(std::string_view kind, Actor actor) {
    return desk()
        .database()
        .Write([&](db::Transaction& tx) {
          return desk().jobs().Enqueue(tx, actor, kind, "Import of parties", "{}");
        })
        .value()
        .text();
  }
  boost::json::object Json(const std::string& target) {
    const net::Response response = Get(target);
    EXPECT_EQ(response.status, 200) << target << response.body;
    return boost::json::parse(response.body).as_object();
  }
};
MANUMIT_ON_BOTH_DATABASES(ViewTest);

class Writer final : public net::BodyWriter {
 public:
  explicit Writer(std::size_t room = 1'000'000) : room_(room) {}
  base::Status Write(std::string_view bytes) override {
    written += bytes;
    return written.size() > room_ ? base::Status(base::IoError("gone")) : base::Ok();
  }
  bool client_gone() const override { return gone; }
  std::string written;
  bool gone = false;

 private:
  std::size_t room_;
};

bool Holds(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

TEST_P(ViewTest, JobPagesShowStateAndOutcome) {
  const std::string id = Enqueue("test.work", admin_);
  const net::Response waiting = Get("/jobs/" + id);
  ASSERT_EQ(waiting.status, 200) << waiting.body;
  EXPECT_TRUE(Holds(waiting.body, "data-events=\"/jobs/" + id + "/events\"")) << waiting.body;
  EXPECT_TRUE(Holds(waiting.body, "Import of parties"));
  EXPECT_TRUE(Holds(waiting.body, "Cancel the job"));
  EXPECT_TRUE(Holds(waiting.body, "Refresh"));
  ASSERT_TRUE(desk().jobs().RunAll());
  const net::Response done = Get("/jobs/" + id);
  EXPECT_TRUE(Holds(done.body, "href=\"/parties\"")) << done.body;
  EXPECT_FALSE(Holds(done.body, "data-events"));
  const std::string failed = Enqueue("test.fail", admin_);
  ASSERT_TRUE(desk().jobs().RunAll());
  const net::Response page = Get("/jobs/" + failed);
  EXPECT_TRUE(Holds(page.body, "row 3 &lt;b&gt;is&lt;/b&gt; empty")) << page.body;
  EXPECT_TRUE(Holds(page.body, "Run it again"));
  EXPECT_TRUE(Holds(Get("/jobs").body, "/jobs/" + failed));
}

TEST_P(ViewTest, JobsAreCancelledAndRunAgainFromThePageAndTheApi) {
  const std::string id = Enqueue("test.fail", admin_);
  EXPECT_EQ(Post("/jobs/" + id + "/cancel", "").status, 303);
  EXPECT_EQ(Json("/api/v1/jobs/" + id).at("state").as_string(), "cancelled");
  EXPECT_EQ(Post("/jobs/" + id + "/cancel", "").status, 409);
  EXPECT_EQ(Post("/api/v1/jobs/" + id + "/retry", "{}").status, 202);
  EXPECT_EQ(Json("/api/v1/jobs/" + id).at("state").as_string(), "queued");
  EXPECT_EQ(Post("/api/v1/jobs/" + id + "/cancel", "{}").status, 202);
  EXPECT_EQ(Post("/jobs/" + id + "/retry", "").status, 303);
  EXPECT_EQ(Post("/api/v1/jobs/nothing/cancel", "{}").status, 404);
  EXPECT_EQ(Get("/jobs/nothing").status, 404);
}

TEST_P(ViewTest, TheApiListsJobsPageByPage) {
  for (int i = 0; i < 5; ++i) Enqueue("test.work", admin_);
  ASSERT_TRUE(desk().jobs().RunAll());
  boost::json::object page = Json("/api/v1/jobs?limit=3");
  EXPECT_EQ(page.at("jobs").as_array().size(), 3u);
  EXPECT_EQ(page.at("jobs").at(0).at("result").at("rows").as_int64(), 2);
  const std::string next(page.at("next").as_string());
  page = Json("/api/v1/jobs?limit=3&cursor=" + next);
  EXPECT_EQ(page.at("jobs").as_array().size(), 2u);
  EXPECT_TRUE(page.at("next").is_null());
  EXPECT_EQ(Get("/api/v1/jobs?cursor=" + next.substr(1)).status, 400);
  EXPECT_EQ(Get("/api/v1/jobs?limit=" + std::to_string(base::kMaxJobsPage + 1)).status, 400);
}

TEST_P(ViewTest, TheInstallationsJobsAreSeenByItsOperatorOnly) {
  Actor installation = admin_;
  installation.org = OrgId();
  const std::string id = Enqueue("test.work", installation);
  EXPECT_EQ(Get("/jobs/" + id).status, 200) << "Ada operates the installation";
  EXPECT_FALSE(Holds(Get("/jobs").body, id));
  EXPECT_TRUE(Holds(Get("/jobs?of=installation").body, id));
  EXPECT_EQ(Get("/jobs?of=others").status, 400);
  const PersonId eve =
      desk().people().CreatePerson(system_, "eve@example.org", "Eve", "correct horse battery", false).value();
  ASSERT_TRUE(desk().people().SetRoles(system_, org_, eve, {Role::kAdmin}));
  const auto session =
      desk().sign_in().WithPassword("eve@example.org", "correct horse battery", "192.0.2.2", "Firefox");
  cookie_ = std::string(SessionCookieName(false)) + "=" + session->cookie;
  EXPECT_EQ(Get("/jobs/" + id).status, 404);
  EXPECT_EQ(Get("/jobs?of=installation").status, 403);
  EXPECT_EQ(Get("/jobs/" + id + "/events").status, 404);
}

TEST_P(ViewTest, EventsTellOfEachChangeAndEndWithTheJob) {
  const std::string id = Enqueue("test.work", admin_);
  const net::Response stream = Get("/jobs/" + id + "/events");
  ASSERT_TRUE(stream.stream);
  EXPECT_EQ(stream.headers.Get("Content-Type"), "text/event-stream");
  Writer writer;
  ASSERT_TRUE(desk().jobs().Start(1));
  ASSERT_TRUE(stream.stream(writer));
  desk().jobs().Stop();
  EXPECT_TRUE(writer.written.starts_with("data: {")) << writer.written;
  EXPECT_TRUE(writer.written.ends_with(R"("state":"done"})"
                                       "\n\n"))
      << writer.written;
  Writer gone;
  gone.gone = true;
  EXPECT_TRUE(stream.stream(gone));
  EXPECT_EQ(gone.written, "");
  Writer closed(1);
  EXPECT_FALSE(stream.stream(closed));
}

TEST_P(ViewTest, AStreamOfEventsEndsInTimeAlsoWhereTheJobDoesNot) {
  static_assert(base::kJobEventsMs >= base::kMinuteMs);
  const std::string id = Enqueue("test.work", admin_);
  Writer writer;
  const auto start = std::chrono::steady_clock::now();
  ASSERT_TRUE(FollowJob(desk().jobs(), html::ChooseLocale("en", ""), org_, *JobId::Parse(id), writer, 700));
  EXPECT_LT(std::chrono::steady_clock::now() - start, std::chrono::seconds(5));
  EXPECT_TRUE(writer.written.ends_with(R"("state":"queued"})"
                                       "\n\n"))
      << writer.written;
  EXPECT_EQ(writer.written.find("data:", 1), std::string::npos) << "nothing changed: one event";
}

TEST(FreeDisk, IsEnoughOrNot) {
  EXPECT_TRUE(CheckFreeDisk(base::kMinFreeDiskBytes));
  EXPECT_FALSE(CheckFreeDisk(base::kMinFreeDiskBytes - 1));
}

TEST_P(ViewTest, AuditPageAndApiShowTheOrganisationsEntries) {
  const net::Response page = Get("/audit");
  ASSERT_EQ(page.status, 200) << page.body;
  EXPECT_TRUE(Holds(page.body, "MANUMIT-AUDIT ")) << page.body;
  EXPECT_TRUE(Holds(page.body, "Ada"));
  ASSERT_TRUE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    for (int i = 0; i < 3; ++i) {
      const base::Status done =
          desk().audit().Append(tx, admin_, "alert.judge", "alert:1", {{"decision", "same"}});
      if (!done) return done;
    }
    return base::Ok();
  }));
  const boost::json::object answer = Json("/api/v1/audit?action=alert.&limit=2");
  EXPECT_EQ(answer.at("entries").as_array().size(), 2u);
  EXPECT_EQ(answer.at("entries").at(0).at("details").at("decision").as_string(), "same");
  const boost::json::object rest =
      Json("/api/v1/audit?action=alert.&limit=2&cursor=" + std::string(answer.at("next").as_string()));
  EXPECT_EQ(rest.at("entries").as_array().size(), 1u);
  EXPECT_TRUE(rest.at("next").is_null());
  EXPECT_EQ(Get("/api/v1/audit?limit=" + std::to_string(base::kMaxAuditPage + 1)).status, 400);
  EXPECT_TRUE(Holds(Get("/audit?action=nothing.").body, "No entries"));
}

TEST_P(ViewTest, TheHeadIsSentToEveryAddressAndKeptWhetherItArrived) {
  EXPECT_TRUE(HeadAddressWarning(desk().config()));
  EXPECT_TRUE(Holds(Get("/audit").body, "fewer than two addresses"));
  config_.audit_heads = {"https://notary.example.org/heads", "mailto:keeper@example.org"};
  OpenDesk();
  EXPECT_FALSE(HeadAddressWarning(desk().config()));
  const AuditHead head = desk().audit().Head().value();
  EXPECT_FALSE(SendHeads(desk())) << "the first address answers 404";
  ASSERT_EQ(mailer_->sent().size(), 1u) << "and the second is tried all the same";
  EXPECT_EQ(mailer_->sent()[0].to, "keeper@example.org");
  EXPECT_TRUE(Holds(mailer_->sent()[0].text, FormatHead(head)));
  EXPECT_TRUE(Holds(Get("/audit").body, "it answered 404"));
  fetcher_->Answer("https://notary.example.org/heads", {.status = 200});
  ASSERT_TRUE(desk().jobs().Start(0));
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_EQ(fetcher_->requests().back().body, FormatHead(head) + "\n");
  const auto sent = HeadsSent(desk()).value();
  ASSERT_EQ(sent.size(), 2u);
  for (const HeadSent& one : sent) {
    EXPECT_EQ(one.head.number, head.number);
    EXPECT_EQ(one.head.head, head.head);
    EXPECT_EQ(one.error, "");
  }
  mailer_->FailCall(3);
  EXPECT_FALSE(SendHeads(desk()));
  EXPECT_NE(HeadsSent(desk())->at(1).error, "");
  EXPECT_EQ(HeadsSent(desk())->at(1).head.number, head.number) << "what arrived before stays known";
}

TEST_P(ViewTest, HealthReadinessAndMetrics) {
  EXPECT_EQ(GetWithoutSession("/healthz").status, 200);
  desk().AddReadiness("test", [] { return base::Status(base::IoError("the lists are not loaded")); });
  const net::Response ready = GetWithoutSession("/readyz");
  EXPECT_EQ(ready.status, 503);
  const auto checks = boost::json::parse(ready.body).at("checks").as_object();
  EXPECT_TRUE(checks.at("database").at("ready").as_bool());
  EXPECT_TRUE(checks.at("disk").at("ready").as_bool());
  EXPECT_FALSE(checks.at("test").at("ready").as_bool());
  EXPECT_EQ(checks.at("test").at("why").as_string(), "the lists are not loaded");
  EXPECT_NE(GetWithoutSession("/metrics").status, 200);
  Enqueue("test.work", admin_);
  const net::Response metrics = Get("/metrics");
  ASSERT_EQ(metrics.status, 200);
  EXPECT_EQ(metrics.headers.Get("Content-Type"), kMetricsContentType);
  EXPECT_TRUE(Holds(metrics.body, "manumit_jobs{state=\"queued\"} 1\n")) << metrics.body;
  EXPECT_TRUE(Holds(metrics.body, "manumit_requests_total{route=\"/healthz\",status=\"2xx\"} 1\n"));
  EXPECT_TRUE(Holds(metrics.body, "manumit_database_connections{state=\"limit\"}"));
}

}  // namespace
}  // namespace desk
