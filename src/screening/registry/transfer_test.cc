#include "screening/registry/transfer.h"

#include <gtest/gtest.h>

#include <atomic>
#include <mutex>

#include "base/limits.h"
#include "net/server.h"
#include "screening/registry/test_server.h"

namespace screening {
namespace {

const std::string kOne = FtmLine("a", "Person", "Ivan Petrov");
const std::string kTwo = kOne + FtmLine("b", "Company", "Hengda Textile");

// A publisher's web server on loopback that knows entity tags.
class Publisher {
 public:
  Publisher() {
    net::ServerOptions options;
    options.listen = "127.0.0.1:0";
    server_ = net::Server::Start(
                  options, [this](net::Request& request) { return Answer(request); },
                  [](const net::Request&) { return net::BodyPolicy{}; })
                  .value();
  }
  void Publish(std::string body, std::string tag) {
    const std::lock_guard lock(mutex_);
    body_ = std::move(body);
    tag_ = std::move(tag);
  }
  void Fail(int status) { status_ = status; }
  std::string url() const { return "http://" + server_->address() + "/data/list.jsonl?key=hidden"; }
  std::string shown() const { return "http://" + server_->address() + "/data/list.jsonl"; }
  int sent() const { return sent_; }

 private:
  net::Response Answer(const net::Request& request) {
    const std::lock_guard lock(mutex_);
    if (status_ != 200) return net::TextResponse(status_, "no");
    net::Response response = net::TextResponse(200, body_, "application/json");
    response.headers.Add("ETag", tag_);
    if (request.headers.Get("If-None-Match") == tag_) {
      response.status = 304;
      response.body.clear();
    } else {
      ++sent_;
    }
    return response;
  }

  std::mutex mutex_;
  std::string body_;
  std::string tag_;
  std::atomic<int> status_{200};
  std::atomic<int> sent_{0};
  std::unique_ptr<net::Server> server_;
};

class FetchTest : public ::testing::Test {
 protected:
  FetchTest() {
    publisher_.Publish(kOne, "\"1\"");
    server_ = std::make_unique<TestServer>(db::Dialect::kSqlite,
                                           TestServer::Options{{{"un_sc", publisher_.url(), 24}}, true});
  }
  base::Result<FetchOutcome> Fetch(bool force = false) {
    return FetchList(server_->desk(), server_->lists(), server_->system(), "un_sc", force);
  }

  Publisher publisher_;
  std::unique_ptr<TestServer> server_;
};

TEST_F(FetchTest, DownloadsOnlyWhatIsNew) {
  const auto first = Fetch();
  ASSERT_TRUE(first.has_value()) << first.error().external;
  EXPECT_TRUE(first->changed);
  EXPECT_EQ(first->edition->source, publisher_.shown());
  EXPECT_FALSE(Fetch()->changed);
  EXPECT_EQ(publisher_.sent(), 1);
  publisher_.Publish(kOne, "\"2\"");  // another tag, the same bytes
  EXPECT_FALSE(Fetch()->changed);
  EXPECT_EQ(publisher_.sent(), 2);
  EXPECT_FALSE(Fetch()->changed);
  EXPECT_EQ(publisher_.sent(), 2);
  publisher_.Publish(kTwo, "\"3\"");
  const auto second = Fetch();
  EXPECT_TRUE(second->changed);
  EXPECT_EQ(second->edition->added, 1);
  EXPECT_EQ(LastFetchOf(server_->desk(), "un_sc")->outcome, "new edition");
}

TEST_F(FetchTest, AFailureLeavesTheEditionAndIsRemembered) {
  ASSERT_TRUE(Fetch().has_value());
  publisher_.Fail(503);
  const auto failed = Fetch();
  ASSERT_FALSE(failed.has_value());
  EXPECT_EQ(failed.error().code, base::Code::kIo);
  EXPECT_NE(failed.error().external.find(publisher_.shown() + " answered 503"), std::string::npos)
      << failed.error().external;
  const LastFetch last = *LastFetchOf(server_->desk(), "un_sc");
  EXPECT_EQ(last.outcome, failed.error().external);
  EXPECT_EQ(last.due.ms, server_->clock().Now().ms + base::kHourMs);
  EXPECT_TRUE(server_->lists().Current().value()->FindEntry("a"));
  publisher_.Fail(200);
  publisher_.Publish("{\"id\":\"x\",\"schema\":\"Person\",\"prop", "\"9\"");
  EXPECT_FALSE(Fetch().has_value());
  EXPECT_TRUE(server_->lists().Current().value()->FindEntry("a"));
}

TEST_F(FetchTest, AWithdrawnListComesBackOnlyWhenAskedFor) {
  ASSERT_TRUE(Fetch().has_value());
  ASSERT_TRUE(server_->lists().Withdraw(server_->system(), "un_sc"));
  EXPECT_FALSE(Fetch()->edition);
  EXPECT_TRUE(server_->lists().Current().value()->lists().empty());
  EXPECT_TRUE(Fetch(true)->edition);
  EXPECT_TRUE(server_->lists().Current().value()->FindEntry("a"));
}

TEST_F(FetchTest, RunsByItselfWhenDue) {
  ASSERT_TRUE(server_->desk().jobs().Start(0));
  ASSERT_TRUE(server_->desk().jobs().RunAll());
  EXPECT_EQ(publisher_.sent(), 1);
  EXPECT_TRUE(server_->lists().Current().value()->FindEntry("a"));
  publisher_.Publish(kTwo, "\"2\"");
  server_->clock().Advance(base::kHourMs);
  ASSERT_TRUE(server_->desk().jobs().RunAll());
  EXPECT_EQ(publisher_.sent(), 1);
  server_->clock().Advance(base::kDayMs);
  ASSERT_TRUE(server_->desk().jobs().RunAll());
  EXPECT_EQ(publisher_.sent(), 2);
  EXPECT_TRUE(server_->lists().Current().value()->FindEntry("b"));
}

TEST(Fetch, HasItsTimeAndASize) {
  TestServer server(db::Dialect::kSqlite, {{{"un_sc", "https://lists.example.org/un.jsonl", 24}}});
  server.fetcher().Answer("https://lists.example.org/un.jsonl", {200, {}, kOne});
  ASSERT_TRUE(FetchList(server.desk(), server.lists(), server.system(), "un_sc", false).has_value());
  const net::FetchRequest request = server.fetcher().requests().at(0);
  EXPECT_EQ(request.timeout_ms, base::kListFetchTimeoutMs);
  EXPECT_EQ(request.max_bytes, base::kMaxBlobBytes);
  EXPECT_EQ(FetchList(server.desk(), server.lists(), server.system(), "other", false).error().code,
            base::Code::kNotFound);
}

TEST(ShownAddress, HidesKeys) {
  EXPECT_EQ(ShownAddress("https://user:key@lists.example.org/a/b.xml?key=1#x"),
            "https://lists.example.org/a/b.xml");
  EXPECT_EQ(ShownAddress("https://lists.example.org"), "https://lists.example.org");
  EXPECT_EQ(ShownAddress("https://lists.example.org/a@b"), "https://lists.example.org/a@b");
}

// ---- uploads

class UploadTest : public ::testing::TestWithParam<db::Dialect> {
 protected:
  void SetUp() override {
    if (GetParam() == db::Dialect::kPostgres && !db::testing::HasPostgres())
      GTEST_SKIP() << "skipped: no PostgreSQL";
    server_ = std::make_unique<TestServer>(GetParam());
  }
  base::Result<desk::JobId> Upload(const std::vector<std::pair<std::string, std::string>>& files,
                                   const std::string& dataset = "un_sc") {
    std::vector<net::UploadedFile> uploaded;
    for (const auto& [name, bytes] : files) uploaded.push_back({"file", name, "", bytes});
    return EnqueueImport(server_->desk(), server_->system(), dataset, uploaded);
  }
  desk::Job Run(const desk::JobId& id) {
    EXPECT_TRUE(server_->desk().jobs().RunAll());
    return server_->desk().jobs().Get(server_->system().org, id).value();
  }
  std::int64_t Count(std::string_view sql) {
    return server_->desk()
        .database()
        .Read([&](db::Transaction& tx) { return tx.QueryOne(sql); })
        .value()
        ->Int(0);
  }

  std::unique_ptr<TestServer> server_;
};
MANUMIT_ON_BOTH_DATABASES(UploadTest);

TEST_P(UploadTest, AJobMakesTheEdition) {
  const auto id = Upload({{"un.jsonl", kTwo}});
  ASSERT_TRUE(id.has_value());
  const desk::Job job = Run(*id);
  EXPECT_EQ(job.state, desk::JobState::kDone) << job.message;
  EXPECT_EQ(job.result_href, "/lists/un_sc");
  const ListEdition edition = server_->lists().Editions("un_sc").value().at(0);
  EXPECT_EQ(edition.entities, 2);
  EXPECT_EQ(edition.source, "un.jsonl");
  EXPECT_EQ(edition.imported_by, "system:test");
  EXPECT_EQ(Count("SELECT COUNT(*) FROM list_upload"), 0);
  EXPECT_EQ(Count("SELECT COUNT(*) FROM stored_blob"), 3);
}

TEST_P(UploadTest, ATableComesWithItsMapping) {
  const std::string mapping =
      "[entity]\nschema = \"Company\"\n[[value]]\nproperty = \"name\"\ncolumn = \"Firm\"\n";
  const auto id = Upload({{"bans.csv", "Firm\nHengda Textile\n"}, {"bans.csv.map.toml", mapping}}, "bans");
  EXPECT_EQ(Run(*id).state, desk::JobState::kDone);
  EXPECT_EQ(server_->lists().Editions("bans").value().at(0).layout, "mapped-table");
}

TEST_P(UploadTest, WhatIsNoListIsSaidAndNotKept) {
  const auto id = Upload({{"notes.txt", "hello"}});
  const desk::Job job = Run(*id);
  EXPECT_EQ(job.state, desk::JobState::kFailed);
  EXPECT_NE(job.message.find("not a list in a known layout"), std::string::npos) << job.message;
  EXPECT_EQ(Count("SELECT COUNT(*) FROM stored_blob"), 0);
}

TEST_P(UploadTest, WrongUploadsAreRefusedAtOnce) {
  EXPECT_EQ(Upload({}).error().code, base::Code::kInvalid);
  EXPECT_EQ(Upload({{"un.jsonl", ""}}).error().code, base::Code::kInvalid);
  EXPECT_EQ(Upload({{".hidden", "x"}}).error().code, base::Code::kInvalid);
  EXPECT_EQ(Upload({{"a", "x"}, {"a", "y"}}).error().code, base::Code::kInvalid);
  EXPECT_EQ(Upload({{"a", "x"}}, "default").error().code, base::Code::kInvalid);
  std::vector<std::pair<std::string, std::string>> many;
  for (std::size_t i = 0; i <= base::kMaxListUploadFiles; ++i)
    many.emplace_back("f" + std::to_string(i), "x");
  EXPECT_EQ(Upload(many).error().code, base::Code::kTooLarge);
}

// ---- pages and API

TEST_P(UploadTest, ThePagesShowListsAndHideFormsFromReaders) {
  server_->Import("un_sc", server_->Write("un.jsonl", kOne));
  const ListEdition edition = server_->Import(
      "un_sc", server_->Write("un.jsonl", kTwo + FtmLine("c", "Person", "Maria", ",\"odd\":[\"x\"]")));
  const std::string key = server_->MakeKey({desk::Scope::kRead});
  const net::Response index = server_->CallAs(key, "GET", "/lists");
  EXPECT_EQ(index.status, 200);
  EXPECT_NE(index.body.find("/lists/un_sc"), std::string::npos);
  EXPECT_EQ(index.body.find("/lists/import"), std::string::npos);
  const net::Response dataset = server_->CallAs(key, "GET", "/lists/un_sc");
  EXPECT_EQ(dataset.status, 200);
  for (const std::string words :
       {"Hengda Textile", "not a property of FollowTheMoney", edition.sha256.c_str()})
    EXPECT_NE(dataset.body.find(words), std::string::npos) << words;
  EXPECT_EQ(dataset.body.find("/withdraw"), std::string::npos);
  EXPECT_EQ(server_->CallAs(key, "GET", "/lists/none").status, 404);
  EXPECT_EQ(server_->CallAs(key, "GET", "/lists/un_sc?edition=none").status, 404);
  EXPECT_EQ(server_->CallAs(key, "POST", "/lists/un_sc/withdraw").status, 403);
  EXPECT_EQ(server_->CallAs("", "GET", "/api/v1/lists").status, 401);
  const std::string changes =
      server_->CallAs(key, "GET", "/api/v1/lists/un_sc/editions/" + edition.id + "/changes?limit=1").body;
  EXPECT_NE(changes.find(R"("change":"added","id":"b","caption":"Hengda Textile")"), std::string::npos)
      << changes;
  EXPECT_EQ(changes.find("\"next\":null"), std::string::npos);
  EXPECT_EQ(server_->CallAs(key, "GET", "/api/v1/lists/other/editions/" + edition.id + "/changes").status,
            404);
  EXPECT_EQ(server_->CallAs(key, "DELETE", "/api/v1/lists/un_sc").status, 403);
}

}  // namespace
}  // namespace screening
