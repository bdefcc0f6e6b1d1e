#include "desk/jobs/webhooks.h"

#include <boost/json.hpp>

#include "base/limits.h"
#include "desk/jobs/job_store.h"
#include "desk/test_desk.h"

namespace desk {
namespace {

class WebhooksTest : public DeskTest {
 protected:
  static constexpr std::string_view kUrl = "https://receiver.example.org/hook";

  Webhooks& webhooks() { return desk().webhooks(); }
  Webhooks::NewWebhook Create(std::vector<std::string> events = {}) {
    return webhooks().Create(admin_, org_, kUrl, events).value();
  }
  void Emit(std::string_view event, const OrgId& org) {
    ASSERT_TRUE(desk().database().Write(
        [&](db::Transaction& tx) { return webhooks().Emit(tx, org, event, R"({"alert":"a1"})"); }));
  }
  void Answer(int status) { fetcher_->Answer(std::string(kUrl), {.status = status}); }
  std::vector<WebhookDelivery> Log(const WebhookId& id) {
    return webhooks().Deliveries(org_, id, 100).value();
  }
};
MANUMIT_ON_BOTH_DATABASES(WebhooksTest);

TEST(WebhookSignature, IsTheHmacOfTimeAndBody) {
  // printf '1700000000.{}' | openssl dgst -sha256 -hmac whsec_test
  EXPECT_EQ(WebhookSignature("whsec_test", 1700000000, "{}"),
            "t=1700000000,v1=35495024f4ef3f94e5a93e22221544c4b75e9a42300cd965ab81cb85cd994e91");
}

TEST_P(WebhooksTest, DeliversSignedWhatWasCommitted) {
  Answer(204);
  const auto made = Create();
  Emit("webhook.test", org_);
  ASSERT_TRUE(desk().jobs().RunAll());
  ASSERT_EQ(fetcher_->requests().size(), 1u);
  const net::FetchRequest request = fetcher_->requests()[0];
  EXPECT_EQ(request.method, "POST");
  EXPECT_EQ(request.url, kUrl);
  EXPECT_TRUE(request.public_only);
  EXPECT_EQ(request.headers.Get("Manumit-Signature"),
            WebhookSignature(made.secret, clock_->Now().ms / 1000, request.body));
  const auto body = boost::json::parse(request.body).as_object();
  EXPECT_EQ(body.at("event").as_string(), "webhook.test");
  EXPECT_EQ(body.at("organisation").as_string(), org_.text());
  EXPECT_EQ(body.at("data").at("alert").as_string(), "a1");
  EXPECT_EQ(body.at("id").as_string(), request.headers.Get("Manumit-Delivery"));
  const auto log = Log(made.webhook.id);
  ASSERT_EQ(log.size(), 1u);
  EXPECT_EQ(log[0].outcome, "delivered");
  EXPECT_EQ(log[0].status, 204);
  EXPECT_EQ(log[0].attempts, 1);
}

TEST_P(WebhooksTest, TellsNobodyOfWhatWasUndone) {
  Create();
  EXPECT_FALSE(desk().database().Write([&](db::Transaction& tx) -> base::Status {
    EXPECT_TRUE(webhooks().Emit(tx, org_, "webhook.test", "{}"));
    return base::Invalid("not after all");
  }));
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_TRUE(fetcher_->requests().empty());
}

TEST_P(WebhooksTest, TellsOnlyWhoAskedAndOnlyInTheOrganisation) {
  Answer(200);
  webhooks().AddEvent("alert.judged", "An alert was judged");
  Create({"alert.judged"});
  const OrgId other =
      desk().people().CreateOrganisation(system_, "other", "Other", OrgType::kNgo, "kr").value();
  Emit("webhook.test", org_);
  Emit("alert.judged", other);
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_TRUE(fetcher_->requests().empty());
  Emit("alert.judged", org_);
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_EQ(fetcher_->requests().size(), 1u);
}

TEST_P(WebhooksTest, TriesAgainWithGrowingRestsAndGivesUp) {
  Answer(500);
  const auto made = Create();
  Emit("webhook.test", org_);
  for (int attempt = 1; attempt <= base::kMaxWebhookAttempts; ++attempt) {
    ASSERT_TRUE(desk().jobs().RunAll());
    ASSERT_EQ(fetcher_->requests().size(), static_cast<std::size_t>(attempt));
    clock_->Advance(JobRestMs(attempt));
  }
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_EQ(fetcher_->requests().size(), static_cast<std::size_t>(base::kMaxWebhookAttempts));
  const auto log = Log(made.webhook.id);
  EXPECT_EQ(log[0].attempts, base::kMaxWebhookAttempts);
  EXPECT_EQ(log[0].status, 500);
  EXPECT_EQ(log[0].outcome, "the receiver answered 500");
}

TEST_P(WebhooksTest, TheSecretIsNotReadableInTheStore) {
  const auto made = Create();
  const auto rows =
      desk().database().Read([](db::Transaction& tx) { return tx.Query("SELECT secret FROM webhook"); });
  const auto bytes = rows->at(0).Bytes(0);
  const std::string stored(reinterpret_cast<const char*>(bytes.data()), bytes.size());
  EXPECT_EQ(stored.find(made.secret.substr(6, 20)), std::string::npos);
}

TEST_P(WebhooksTest, ChecksTheAddressTheEventsAndHowManyThereAre) {
  const std::string long_url = "https://example.org/" + std::string(base::kMaxWebhookUrlBytes, 'a');
  for (const std::string& url : {std::string("http://example.org/"), std::string("ftp://example.org/"),
                                 std::string("https://"), std::string("https://user:word@example.org/"),
                                 std::string("https://example.org/a b"), std::string(), long_url})
    EXPECT_FALSE(webhooks().Create(admin_, org_, url, {})) << url;
  EXPECT_FALSE(webhooks().Create(admin_, org_, kUrl, {"no.such"}));
  for (std::size_t i = 0; i < base::kMaxWebhooks; ++i) Create();
  const auto more = webhooks().Create(admin_, org_, kUrl, {});
  ASSERT_FALSE(more);
  EXPECT_EQ(more.error().code, base::Code::kTooLarge);
}

TEST_P(WebhooksTest, PlainAndPrivateAddressesOnlyWhereTheConfigurationSaysSo) {
  config_.webhooks_private = true;
  OpenDesk();
  fetcher_->Answer("http://127.0.0.1:9/hook", {.status = 200});
  ASSERT_TRUE(webhooks().Create(admin_, org_, "http://127.0.0.1:9/hook", {}));
  Emit("webhook.test", org_);
  ASSERT_TRUE(desk().jobs().RunAll());
  ASSERT_EQ(fetcher_->requests().size(), 1u);
  EXPECT_FALSE(fetcher_->requests()[0].public_only);
}

TEST_P(WebhooksTest, RemovedOnesAreToldNothingAndAreAnotherOrganisationsNever) {
  const auto made = Create();
  const OrgId other = OrgId::New(desk().random());
  EXPECT_EQ(webhooks().Get(other, made.webhook.id).error().code, base::Code::kNotFound);
  EXPECT_EQ(webhooks().Remove(admin_, other, made.webhook.id).error().code, base::Code::kNotFound);
  EXPECT_EQ(webhooks().Test(admin_, other, made.webhook.id).error().code, base::Code::kNotFound);
  EXPECT_TRUE(webhooks().Deliveries(other, made.webhook.id, 10)->empty());
  ASSERT_TRUE(webhooks().Test(admin_, org_, made.webhook.id));
  ASSERT_TRUE(webhooks().Remove(admin_, org_, made.webhook.id));
  ASSERT_TRUE(desk().jobs().RunAll());
  EXPECT_TRUE(fetcher_->requests().empty());
  EXPECT_TRUE(webhooks().List(org_)->empty());
}

TEST_P(WebhooksTest, OldDeliveriesAreForgotten) {
  const auto made = Create();
  Emit("webhook.test", org_);
  ASSERT_TRUE(webhooks().RemoveOldDeliveries());
  EXPECT_EQ(Log(made.webhook.id).size(), 1u);
  clock_->Advance(base::kJobQuietKeepMs + 1);
  ASSERT_TRUE(webhooks().RemoveOldDeliveries());
  EXPECT_TRUE(Log(made.webhook.id).empty());
}

TEST_P(WebhooksTest, PagesMakeShowTestAndRemoveOne) {
  Answer(200);
  EXPECT_EQ(Get("/settings/webhooks").status, 200);
  const net::Response made =
      Post("/settings/webhooks", "url=" + net::UrlEncode(kUrl) + "&events=webhook.test");
  ASSERT_EQ(made.status, 200) << made.body;
  EXPECT_NE(made.body.find("whsec_"), std::string::npos);
  EXPECT_EQ(Get("/settings/webhooks").body.find("whsec_"), std::string::npos) << "shown once";
  const std::string id = webhooks().List(org_)->at(0).id.text();
  EXPECT_EQ(Post("/settings/webhooks/" + id + "/test", "").status, 303);
  ASSERT_TRUE(desk().jobs().RunAll());
  const net::Response one = Get("/settings/webhooks/" + id);
  EXPECT_EQ(one.status, 200);
  EXPECT_NE(one.body.find("delivered"), std::string::npos);
  EXPECT_EQ(Post("/settings/webhooks", "url=nonsense").status, 400);
  EXPECT_EQ(Post("/settings/webhooks/" + id + "/remove", "").status, 303);
  EXPECT_EQ(Get("/settings/webhooks/" + id).status, 404);
}

TEST_P(WebhooksTest, TheApiMakesListsTestsAndRemoves) {
  const net::Response made =
      Post("/api/v1/webhooks", R"({"url":"https://receiver.example.org/hook","events":["webhook.test"]})");
  ASSERT_EQ(made.status, 201) << made.body;
  const auto answer = boost::json::parse(made.body).as_object();
  EXPECT_TRUE(answer.at("secret").as_string().starts_with("whsec_"));
  const std::string id(answer.at("id").as_string());
  EXPECT_EQ(Get("/api/v1/webhooks").body.find("secret"), std::string::npos);
  EXPECT_EQ(Post("/api/v1/webhooks/" + id + "/test", "{}").status, 204);
  EXPECT_NE(Get("/api/v1/webhooks/" + id + "/deliveries").body.find("\"outcome\":\"waiting\""),
            std::string::npos);
  EXPECT_EQ(Post("/api/v1/webhooks", R"({"url":7})").status, 400);
  EXPECT_EQ(Post("/api/v1/webhooks", R"({"url":"https://a.example/","events":[1]})").status, 400);
  EXPECT_EQ(Post("/api/v1/webhooks/" + id, "", "DELETE").status, 204);
  EXPECT_EQ(Post("/api/v1/webhooks/" + id, "", "DELETE").status, 404);
}

}  // namespace
}  // namespace desk
