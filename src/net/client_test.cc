#include "net/client.h"

#include <gtest/gtest.h>
#include <netdb.h>
#include <sys/stat.h>

#include <cstdio>
#include <mutex>
#include <string>
#include <vector>

#include "base/limits.h"
#include "net/fakes.h"
#include "net/forms.h"
#include "net/public_address.h"
#include "net/server.h"
#include "net/testing.h"

namespace net {
namespace {

using testing::AnyPort;
using testing::PortOf;
using testing::StartOrDie;

std::string ReadFile(const std::string& path) {
  std::FILE* const file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return "no file";
  std::string bytes(1 << 20, '\0');
  bytes.resize(std::fread(bytes.data(), 1, bytes.size(), file));
  std::fclose(file);
  return bytes;
}

class FetchTest : public ::testing::Test {
 protected:
  static Response Answer(Request& request) {
    if (request.path.starts_with("/hops/")) {
      const int left = std::atoi(request.path.c_str() + 6);
      return left == 0 ? TextResponse(200, "arrived") : Redirect(302, "/hops/" + std::to_string(left - 1));
    }
    if (request.path == "/to") return Redirect(302, request.query.Get("where"));
    if (request.path == "/missing") return TextResponse(404, "not here");
    if (request.path == "/slow") usleep(600'000);
    if (request.path == "/large") return TextResponse(200, std::string(100'000, 'x'));
    Response response = TextResponse(200, request.method + " " + std::string(request.headers.Get("X-Key")) +
                                              " " + std::string(request.body.view()));
    response.headers.Add("ETag", "\"v1\"");
    return response;
  }
  void SetUp() override {
    server_ = StartOrDie(AnyPort(), Answer, {});
    request_.url = Url("/x");
  }
  std::string Url(const std::string& target) const {
    return "http://127.0.0.1:" + std::to_string(PortOf(server_->address())) + target;
  }
  base::Result<FetchResponse> Fetch(const std::string& target) {
    request_.url = Url(target);
    return fetcher_->Fetch(request_);
  }
  base::Code CodeOf(const std::string& url) {
    request_.url = url;
    const auto got = fetcher_->Fetch(request_);
    EXPECT_FALSE(got.has_value()) << url;
    return got.has_value() ? base::Code::kInternal : got.error().code;
  }

  std::unique_ptr<Server> server_;
  std::unique_ptr<Fetcher> fetcher_ = MakeFetcher();
  FetchRequest request_;
};

TEST_F(FetchTest, MethodsHeadersAndBodies) {
  request_.headers.Add("X-Key", "k");
  const auto got = fetcher_->Fetch(request_);
  ASSERT_TRUE(got.has_value()) << got.error().external;
  EXPECT_EQ(got->status, 200);
  EXPECT_EQ(got->body, "GET k ");
  EXPECT_EQ(got->headers.Get("etag"), "\"v1\"");
  for (const char* method : {"POST", "PUT", "PATCH", "DELETE"}) {
    request_.method = method;
    request_.body = "bytes";
    EXPECT_EQ(fetcher_->Fetch(request_)->body, std::string(method) + " k bytes");
  }
  request_.method = "HEAD";
  const auto head = fetcher_->Fetch(request_);
  EXPECT_EQ(head->status, 200);
  EXPECT_EQ(head->body, "");
}

TEST_F(FetchTest, RefusesWhatItCannotSend) {
  EXPECT_EQ(CodeOf("ftp://127.0.0.1/"), base::Code::kInvalid);
  EXPECT_EQ(CodeOf("file:///etc/passwd"), base::Code::kInvalid);
  EXPECT_EQ(CodeOf("nonsense"), base::Code::kInvalid);
  EXPECT_EQ(CodeOf(""), base::Code::kInvalid);
  EXPECT_EQ(CodeOf("http://user:secret@127.0.0.1/"), base::Code::kInvalid);
  request_.headers.Add("X", "a\r\nInjected: b");
  EXPECT_EQ(CodeOf(Url("/x")), base::Code::kInvalid);
  request_.headers = Headers();
  request_.method = "GET /y HTTP/1.1\r\nX: z";
  EXPECT_EQ(CodeOf(Url("/x")), base::Code::kInvalid);
}

TEST_F(FetchTest, AnErrorDoesNotQuoteTheAddressesSecrets) {
  request_.url = "http://127.0.0.1:1/path?key=secret";
  const auto got = fetcher_->Fetch(request_);
  ASSERT_FALSE(got.has_value());
  EXPECT_EQ(got.error().code, base::Code::kIo);
  EXPECT_EQ((got.error().external + got.error().internal).find("secret"), std::string::npos);
}

TEST_F(FetchTest, FollowsSoManyRedirects) {
  EXPECT_EQ(Fetch("/hops/" + std::to_string(base::kMaxRedirects))->body, "arrived");
  EXPECT_EQ(Fetch("/hops/" + std::to_string(base::kMaxRedirects + 1)).error().code, base::Code::kIo);
  EXPECT_FALSE(Fetch("/to?where=" + UrlEncode("file:///etc/passwd")).has_value());
}

TEST_F(FetchTest, BoundsTheAnswerAndTheTime) {
  request_.max_bytes = 99'999;
  EXPECT_EQ(Fetch("/large").error().code, base::Code::kTooLarge);
  request_.max_bytes = 100'000;
  EXPECT_EQ(Fetch("/large")->body.size(), 100'000u);
  request_.timeout_ms = 100;
  EXPECT_EQ(Fetch("/slow").error().code, base::Code::kIo);
}

TEST_F(FetchTest, IntoAFile) {
  request_.to_file = ::testing::TempDir() + "fetched";
  std::remove(request_.to_file.c_str());
  const auto got = Fetch("/large");
  ASSERT_TRUE(got.has_value()) << got.error().external;
  EXPECT_EQ(got->body, "");
  EXPECT_EQ(ReadFile(request_.to_file), std::string(100'000, 'x'));
  EXPECT_EQ(Fetch("/large").error().code, base::Code::kIo) << "never over a file that is there";
  std::remove(request_.to_file.c_str());
  const auto missing = Fetch("/missing");
  EXPECT_EQ(missing->status, 404);
  EXPECT_EQ(missing->body, "not here");
  EXPECT_EQ(ReadFile(request_.to_file), "no file");
  request_.max_bytes = 10;
  EXPECT_FALSE(Fetch("/large").has_value());
  EXPECT_EQ(ReadFile(request_.to_file), "no file");
}

TEST_F(FetchTest, CanBeStopped) {
  request_.progress = [](std::size_t, std::size_t) { return false; };
  EXPECT_EQ(Fetch("/slow").error().code, base::Code::kConflict);
}

TEST_F(FetchTest, PublicOnlyDoesNotReachInside) {
  request_.public_only = true;
  const std::string port = std::to_string(PortOf(server_->address()));
  for (const char* host : {"127.0.0.1", "localhost", "0.0.0.0", "[::1]", "[::ffff:127.0.0.1]", "2130706433",
                           "0x7f.1", "10.0.0.1", "169.254.169.254"}) {
    EXPECT_EQ(CodeOf("http://" + std::string(host) + ":" + port + "/x"), base::Code::kForbidden) << host;
  }
  EXPECT_EQ(server_->counters().requests, 0u);
}

TEST(PublicAddress, Ranges) {
  for (const char* inside : {"0.0.0.0",
                             "10.1.2.3",
                             "100.64.0.1",
                             "100.127.255.255",
                             "127.9.9.9",
                             "169.254.169.254",
                             "172.16.0.1",
                             "172.31.255.255",
                             "192.0.0.8",
                             "192.0.2.1",
                             "192.168.255.255",
                             "198.18.0.1",
                             "198.19.255.255",
                             "198.51.100.1",
                             "203.0.113.1",
                             "224.0.0.1",
                             "239.1.1.1",
                             "240.0.0.1",
                             "255.255.255.255",
                             "::",
                             "::1",
                             "fe80::1",
                             "fc00::1",
                             "fd12::1",
                             "ff02::1",
                             "2001:db8::1",
                             "2001::1",
                             "2002:7f00:1::",
                             "::ffff:10.0.0.1",
                             "64:ff9b::10.0.0.1",
                             "64:ff9b:1::1",
                             "fec0::1",
                             "3fff::1",
                             "::127.0.0.1",
                             "",
                             "example.org"}) {
    EXPECT_FALSE(IsPublicAddress(inside)) << inside;
  }
  for (const char* outside : {"1.1.1.1", "8.8.8.8", "9.255.255.255", "11.0.0.0", "100.63.255.255",
                              "100.128.0.0", "172.15.255.255", "172.32.0.0", "192.0.1.0", "223.255.255.255",
                              "2606:4700::1111", "2a00::1", "::ffff:8.8.8.8", "64:ff9b::8.8.8.8"}) {
    EXPECT_TRUE(IsPublicAddress(outside)) << outside;
  }
}

TEST(Fakes, TheFetcherSaysWhatItWasTold) {
  FakeFetcher fetcher;
  fetcher.Answer("https://a.example/list", {200, {}, "bytes"});
  FetchRequest request;
  request.url = "https://a.example/list";
  fetcher.FailCall(2);
  EXPECT_EQ(fetcher.Fetch(request)->body, "bytes");
  EXPECT_EQ(fetcher.Fetch(request).error().code, base::Code::kIo);
  request.to_file = ::testing::TempDir() + "fake-fetched";
  std::remove(request.to_file.c_str());
  EXPECT_EQ(fetcher.Fetch(request)->body, "");
  EXPECT_EQ(ReadFile(request.to_file), "bytes");
  request.url = "https://b.example/";
  EXPECT_EQ(fetcher.Fetch(request)->status, 404);
  EXPECT_EQ(fetcher.requests().size(), 4u);
}

}  // namespace
}  // namespace net
