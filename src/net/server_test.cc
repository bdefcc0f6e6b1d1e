#include "net/server.h"

#include <gtest/gtest.h>
#include <sys/stat.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>

#include "base/id.h"
#include "net/testing.h"

namespace net {
namespace {

using testing::Answer;
using testing::AnyPort;
using testing::Eventually;
using testing::Get;
using testing::PortOf;
using testing::Post;
using testing::RawClient;
using testing::StartOrDie;

// Says back what it was asked.
Response Echo(Request& request) {
  if (request.path == "/throw") throw std::runtime_error("secret input");
  if (request.path == "/large") return TextResponse(200, std::string(3'000'000, 'L'));
  if (request.path == "/shared") {
    Response response;
    response.shared_body = std::make_shared<const std::string>(200'000, 'S');
    return response;
  }
  if (request.path == "/empty") return Response{204, {}, "not sent", {}, {}};
  if (request.path == "/bad-header") return Redirect(303, "/x\r\nInjected: yes");
  Response response =
      TextResponse(200, request.method + " " + request.path + " " + std::string(request.body.view()));
  response.headers.Add("Server-Saw-Address", request.remote_address);
  response.headers.Add("Server-Saw-Secure", request.secure ? "yes" : "no");
  return response;
}

struct EchoServer {
  explicit EchoServer(const ServerOptions& options = AnyPort(), const BodyPolicyFor& policy = {})
      : server(StartOrDie(options, Echo, policy)), port(PortOf(server->address())) {}
  RawClient Client() const { return RawClient(port); }
  Answer Ask(std::string_view request) const { return Client().Ask(request); }

  std::unique_ptr<Server> server;
  int port;
};

TEST(ServerTest, AnswersWithTheFieldsItOwes) {
  const EchoServer echo;
  const Answer got = echo.Ask(Get("/x"));
  EXPECT_EQ(got.status, 200);
  EXPECT_EQ(got.body, "GET /x ");
  EXPECT_TRUE(got.headers.Has("Date"));
  EXPECT_TRUE(base::IsIdText(got.headers.Get("X-Request-Id")));
  EXPECT_FALSE(got.headers.Has("Server")) << "the version is nobody's business";
  EXPECT_EQ(got.headers.Get("Server-Saw-Address"), "127.0.0.1");
}

TEST(ServerTest, KeepsTheConnection) {
  const EchoServer echo;
  RawClient client = echo.Client();
  for (int i = 0; i < 50; ++i) {
    const Answer got = client.Ask(Post("/p", std::string(static_cast<std::size_t>(i), 'b')));
    ASSERT_EQ(got.status, 200);
    ASSERT_EQ(got.body, "POST /p " + std::string(static_cast<std::size_t>(i), 'b'));
    ASSERT_FALSE(got.headers.Has("Connection"));
  }
  EXPECT_EQ(echo.server->counters().connections, 1u);
  EXPECT_EQ(echo.server->counters().requests, 50u);
}

TEST(ServerTest, PipelinedRequestsAreAnsweredInOrder) {
  const EchoServer echo;
  RawClient client = echo.Client();
  std::string all;
  for (int i = 0; i < 100; ++i)
    all += i % 2 == 0 ? Get("/" + std::to_string(i)) : Post("/" + std::to_string(i), "body");
  ASSERT_TRUE(client.Send(all));
  for (int i = 0; i < 100; ++i) {
    const Answer got = client.Read();
    ASSERT_EQ(got.body, (i % 2 == 0 ? "GET /" : "POST /") + std::to_string(i) + (i % 2 == 0 ? " " : " body"));
  }
}

TEST(ServerTest, ClosesWhereTheClientAsks) {
  const EchoServer echo;
  RawClient client = echo.Client();
  const Answer got = client.Ask(Get("/", "Connection: close\r\n"));
  EXPECT_EQ(got.headers.Get("Connection"), "close");
  EXPECT_EQ(client.ReadAll(), "");
}

TEST(ServerTest, Http10) {
  const EchoServer echo;
  RawClient client = echo.Client();
  EXPECT_EQ(client.Ask("GET /old HTTP/1.0\r\n\r\n").body, "GET /old ");
  EXPECT_EQ(client.ReadAll(), "");
  RawClient keeps = echo.Client();
  EXPECT_EQ(keeps.Ask("GET /old HTTP/1.0\r\nConnection: keep-alive\r\n\r\n").headers.Get("Connection"),
            "keep-alive");
  EXPECT_EQ(keeps.Ask("GET /old HTTP/1.0\r\n\r\n").status, 200);
}

TEST(ServerTest, HeadHasTheLengthAndNoBody) {
  const EchoServer echo;
  RawClient client = echo.Client();
  const Answer head = client.Ask("HEAD /shared HTTP/1.1\r\nHost: h\r\n\r\n");
  EXPECT_EQ(head.headers.Get("Content-Length"), "200000");
  EXPECT_EQ(client.Ask(Get("/x")).body, "GET /x ") << "nothing of a body stands in between";
}

TEST(ServerTest, LargeSharedAndEmptyBodies) {
  const EchoServer echo;
  RawClient client = echo.Client();
  EXPECT_EQ(client.Ask(Get("/large")).body, std::string(3'000'000, 'L'));
  EXPECT_EQ(client.Ask(Get("/shared")).body, std::string(200'000, 'S'));
  const Answer empty = client.Ask(Get("/empty"));
  EXPECT_EQ(empty.status, 204);
  EXPECT_FALSE(empty.headers.Has("Content-Length"));
  EXPECT_EQ(client.Ask(Get("/x")).status, 200);
}

TEST(ServerTest, ChunkedRequests) {
  const EchoServer echo;
  RawClient client = echo.Client();
  const std::string head = "POST /c HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n";
  EXPECT_EQ(client.Ask(head + "4\r\nWiki\r\n5\r\npedia\r\n0\r\n\r\n").body, "POST /c Wikipedia");
  EXPECT_EQ(client.Ask(head + "0\r\n\r\n").body, "POST /c ");
}

TEST(ServerTest, ExpectContinue) {
  BodyPolicy policy;
  policy.max_bytes = 5;
  const EchoServer echo(AnyPort(), [policy](const Request&) { return policy; });
  RawClient client = echo.Client();
  client.Send("POST /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 4\r\n\r\n");
  EXPECT_EQ(client.Read().status, 100);
  EXPECT_EQ(client.Ask("body").body, "POST /e body");
  EXPECT_EQ(
      client.Ask("POST /e HTTP/1.1\r\nHost: h\r\nExpect: 100-continue\r\nContent-Length: 6\r\n\r\n").status,
      413)
      << "before anything is sent";
}

TEST(ServerTest, AnExceptionBecomes500) {
  const EchoServer echo;
  RawClient client = echo.Client();
  const Answer got = client.Ask(Get("/throw"));
  EXPECT_EQ(got.status, 500);
  EXPECT_EQ(got.body.find("secret"), std::string::npos);
  EXPECT_EQ(client.Ask(Get("/x")).status, 200) << "the connection lives on";
}

TEST(ServerTest, AHandlersHeaderCannotAddAnother) {
  const EchoServer echo;
  const Answer got = echo.Ask(Get("/bad-header"));
  EXPECT_EQ(got.status, 500);
  EXPECT_FALSE(got.headers.Has("Injected"));
}

TEST(ServerTest, MalformedRequestsAreAnsweredAndTheConnectionEnds) {
  const EchoServer echo;
  for (const char* bytes :
       {"nonsense\r\n\r\n", "GET / HTTP/1.1\nHost: h\n\n", "GET //x HTTP/1.1\r\nHost: h\r\n\r\n",
        "GET http://h/ HTTP/1.1\r\nHost: h\r\n\r\n", "GET /%00 HTTP/1.1\r\nHost: h\r\n\r\n",
        "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"}) {
    RawClient client = echo.Client();
    const Answer got = client.Ask(bytes);
    EXPECT_EQ(got.status, 400) << bytes;
    EXPECT_EQ(got.headers.Get("Connection"), "close");
    EXPECT_EQ(client.ReadAll(), "");
  }
  EXPECT_EQ(echo.server->counters().rejected, 6u);
}

TEST(ServerTest, SpoolsLargeBodies) {
  ServerOptions options = AnyPort();
  options.spool_dir = ::testing::TempDir() + "spool";
  mkdir(options.spool_dir.c_str(), 0700);
  std::atomic<bool> in_file{false};
  BodyPolicy policy;
  policy.max_bytes = base::kMaxUploadBytes;
  policy.may_spool = true;
  const auto server = StartOrDie(
      options,
      [&in_file](Request& request) {
        in_file = request.body.in_file();
        std::uint64_t sum = 0;
        for (const char c : request.body.view()) sum = sum * 31 + static_cast<unsigned char>(c);
        return TextResponse(200, std::to_string(sum));
      },
      [policy](const Request&) { return policy; });
  std::string body(20u << 20, '\0');
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < body.size(); ++i) {
    body[i] = static_cast<char>(i % 251);
    sum = sum * 31 + static_cast<unsigned char>(body[i]);
  }
  RawClient client(PortOf(server->address()));
  EXPECT_EQ(client.Ask(Post("/", body)).body, std::to_string(sum));
  EXPECT_TRUE(in_file);
  EXPECT_EQ(rmdir(options.spool_dir.c_str()), 0) << "nothing is left behind";
}

TEST(ServerTest, ProxiesAreBelievedOnlyWhereTrusted) {
  const std::string forwarded = Get("/", "X-Forwarded-For: 198.51.100.7\r\nX-Forwarded-Proto: https\r\n");
  const EchoServer direct;
  EXPECT_EQ(direct.Ask(forwarded).headers.Get("Server-Saw-Address"), "127.0.0.1");
  EXPECT_EQ(direct.Ask(forwarded).headers.Get("Server-Saw-Secure"), "no");
  ServerOptions options = AnyPort();
  options.trusted_proxies = {"127.0.0.0/8"};
  const EchoServer behind(options);
  EXPECT_EQ(behind.Ask(forwarded).headers.Get("Server-Saw-Address"), "198.51.100.7");
  EXPECT_EQ(behind.Ask(forwarded).headers.Get("Server-Saw-Secure"), "yes");
}

TEST(ServerTest, StartSaysWhatIsWrong) {
  const auto start = [](const std::string& listen, const std::string& proxy = "10.0.0.1",
                        const std::string& certificate = "") {
    ServerOptions options;
    options.listen = listen;
    options.trusted_proxies = {proxy};
    options.tls_certificate = certificate;
    auto server = Server::Start(options, Echo, {});
    return server.has_value()
               ? "fine"
               : std::string(base::CodeName(server.error().code)) + ": " + server.error().external;
  };
  EXPECT_EQ(start("127.0.0.1:0"), "fine");
  EXPECT_EQ(start("[::1]:0").substr(0, 4), "fine");
  EXPECT_EQ(start("127.0.0.1"), "invalid: cannot listen on \"127.0.0.1\": give HOST:PORT or [IPV6]:PORT");
  EXPECT_EQ(start("127.0.0.1:http").substr(0, 7), "invalid");
  EXPECT_EQ(start("127.0.0.1:0", "nobody").substr(0, 7), "invalid");
  EXPECT_EQ(start("127.0.0.1:0", "10.0.0.1", "no-such-file.pem").substr(0, 7), "invalid");
  const EchoServer first;
  EXPECT_EQ(start(first.server->address()).substr(0, 3), "io:");
}

TEST(ServerTest, StopEndsIdleConnectionsAndLetsABusyOneFinish) {
  std::atomic<bool> entered{false};
  auto server = StartOrDie(AnyPort(),
                           [&entered](Request&) {
                             entered = true;
                             usleep(300'000);
                             return TextResponse(200, "finished");
                           },
                           {});
  const int port = PortOf(server->address());
  RawClient idle(port);
  RawClient half(port);
  RawClient busy(port);
  half.Send("GET / HT");
  busy.Send(Get("/slow"));
  ASSERT_TRUE(Eventually([&entered] { return entered.load(); }));
  const auto start = std::chrono::steady_clock::now();
  std::thread stopper([&server] { server->Stop(); });
  const Answer got = busy.Read();
  EXPECT_EQ(got.body, "finished");
  EXPECT_EQ(got.headers.Get("Connection"), "close");
  busy.Close();
  stopper.join();
  EXPECT_LT(testing::MillisecondsSince(start), 5000);
  EXPECT_EQ(idle.ReadAll(), "");
  EXPECT_EQ(half.ReadAll(), "");
  EXPECT_FALSE(RawClient(port).connected());
  server->Stop();
}

TEST(ServerTest, StopDoesNotWaitLongerThanItIsTold) {
  ServerOptions options = AnyPort();
  options.limits.drain_ms = 100;
  options.limits.workers = 1;
  std::atomic<int> calls{0};
  auto server = StartOrDie(options,
                           [&calls](Request&) {
                             ++calls;
                             usleep(500'000);
                             return TextResponse(200, "late");
                           },
                           {});
  RawClient first(PortOf(server->address()));
  RawClient second(PortOf(server->address()));
  first.Send(Get("/"));
  ASSERT_TRUE(Eventually([&calls] { return calls == 1; }));
  second.Send(Get("/"));
  ASSERT_TRUE(Eventually([&server] { return server->counters().requests == 2; }));
  server->Stop();
  EXPECT_EQ(calls, 1) << "what was still queued is not begun";
  EXPECT_EQ(first.Read().status, 0);
}

}  // namespace
}  // namespace net
