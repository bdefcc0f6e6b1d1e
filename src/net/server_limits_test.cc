// Time and number: what happens to clients that are slow, many or gone.

#include <fcntl.h>
#include <gtest/gtest.h>
#include <sys/resource.h>

#include <algorithm>
#include <atomic>
#include <condition_variable>
#include <mutex>
#include <string>
#include <vector>

#include "base/limits.h"
#include "net/server.h"
#include "net/testing.h"

namespace net {
namespace {

using testing::Answer;
using testing::AnyPort;
using testing::Eventually;
using testing::Get;
using testing::MillisecondsSince;
using testing::PortOf;
using testing::Post;
using testing::RawClient;
using testing::StartOrDie;

Response Hello(Request&) {
  return TextResponse(200, "hello");
}

// Holds handlers until it is opened.
class Gate {
 public:
  void Pass() {
    std::unique_lock lock(mutex_);
    ++waiting_;
    opened_.wait(lock, [this] { return open_; });
    --waiting_;
  }
  void Open() {
    const std::lock_guard lock(mutex_);
    open_ = true;
    opened_.notify_all();
  }
  int waiting() {
    const std::lock_guard lock(mutex_);
    return waiting_;
  }

 private:
  std::mutex mutex_;
  std::condition_variable opened_;
  int waiting_ = 0;
  bool open_ = false;
};

TEST(ServerLimits, Defaults) {
  const Limits limits;
  EXPECT_EQ(limits.connections, base::kMaxConnections);
  EXPECT_EQ(limits.connections_per_address, base::kMaxConnectionsPerAddress);
  EXPECT_EQ(limits.queue, base::kMaxQueuedRequests);
  EXPECT_EQ(limits.streams, base::kMaxStreams);
  EXPECT_GE(base::kMaxConnectionsPerAddress, 4096u) << "a whole office may stand behind one address";
}

TEST(ServerLimits, AHeadThatDoesNotEndIs408) {
  ServerOptions options = AnyPort();
  options.limits.header_timeout_ms = 300;
  const auto server = StartOrDie(options, Hello, {});
  RawClient slow(PortOf(server->address()));
  const auto start = std::chrono::steady_clock::now();
  std::string all = Get("/", "X-Filler: " + std::string(100, 'x') + "\r\n");
  for (std::size_t i = 0; i < 12 && slow.Send(all.substr(i, 1)); ++i)
    usleep(50'000);  // progress does not help
  EXPECT_EQ(slow.Read().status, 408);
  EXPECT_GE(MillisecondsSince(start), 300);
  EXPECT_LT(MillisecondsSince(start), 5000);
  RawClient silent(PortOf(server->address()));
  EXPECT_EQ(silent.ReadAll(), "") << "who says nothing gets nothing";
}

TEST(ServerLimits, IdleConnectionsAreClosed) {
  ServerOptions options = AnyPort();
  options.limits.idle_timeout_ms = 200;
  const auto server = StartOrDie(options, Hello, {});
  RawClient client(PortOf(server->address()));
  EXPECT_EQ(client.Ask(Get("/")).status, 200);
  usleep(100'000);
  EXPECT_EQ(client.Ask(Get("/")).status, 200);
  EXPECT_EQ(client.ReadAll(), "");
}

TEST(ServerLimits, ABodyWithoutProgressIs408) {
  ServerOptions options = AnyPort();
  options.limits.body_timeout_ms = 200;
  const auto server = StartOrDie(options, Hello, {});
  RawClient client(PortOf(server->address()));
  client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 10\r\n\r\nhalf");
  EXPECT_EQ(client.Read().status, 408);
}

TEST(ServerLimits, ABodyThatOnlyDripsIs408) {
  ServerOptions options = AnyPort();
  options.limits.body_timeout_ms = 300;
  options.limits.body_min_bytes_per_s = 1000;
  const auto server = StartOrDie(options, Hello, {});
  RawClient client(PortOf(server->address()));
  client.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n");
  int sent = 0;
  while (sent < 100 && client.Send("x")) {
    ++sent;
    usleep(50'000);
  }
  EXPECT_LT(sent, 90) << "each byte is progress, and still too little";
  EXPECT_EQ(client.Read().status, 408);
}

TEST(ServerLimits, AClientThatDoesNotReadIsDropped) {
  ServerOptions options = AnyPort();
  options.limits.write_timeout_ms = 200;
  const auto server =
      StartOrDie(options, [](Request&) { return TextResponse(200, std::string(64u << 20, 'x')); }, {});
  RawClient client(PortOf(server->address()));
  client.Send(Get("/"));
  EXPECT_TRUE(Eventually(
      [&server] { return server->counters().requests == 1 && server->counters().connections == 0; }));
}

TEST(ServerLimits, BodiesOverTheLimitAre413) {
  const auto server = StartOrDie(AnyPort(), Hello, {});
  RawClient declared(PortOf(server->address()));
  declared.Send(Post(
      "/", std::string(base::kMaxBodyBytes + 1, 'x')));  // all of it is sent, and the answer still arrives
  EXPECT_EQ(declared.Read().status, 413);
  RawClient chunked(PortOf(server->address()));
  chunked.Send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  const std::string chunk = "10000\r\n" + std::string(0x10000, 'c') + "\r\n";
  for (int i = 0; i < 20; ++i) chunked.Send(chunk);
  EXPECT_EQ(chunked.Read().status, 413);
  RawClient fits(PortOf(server->address()));
  EXPECT_EQ(fits.Ask(Post("/", std::string(base::kMaxBodyBytes, 'x'))).status, 200);
}

// A route that would rather answer than refuse gets the beginning of a body that is too large.
TEST(ServerLimits, WhatDoesNotFitIsDroppedWhereTheRouteSaysSo) {
  const BodyPolicy policy{.max_bytes = 1000, .max_in_memory = 1000, .max_dropped = 5000};
  const auto server = StartOrDie(
      AnyPort(),
      [](Request& request) {
        return TextResponse(request.body_cut ? 413 : 200, std::to_string(request.body.view().size()));
      },
      [policy](const Request&) { return policy; });
  RawClient client(PortOf(server->address()));
  const Answer fits = client.Ask(Post("/", std::string(1000, 'x')));
  EXPECT_EQ(fits.status, 200);
  EXPECT_EQ(fits.body, "1000");
  const Answer cut = client.Ask(Post("/", std::string(6000, 'x')));
  EXPECT_EQ(cut.status, 413);
  EXPECT_EQ(cut.body, "1000");
  EXPECT_FALSE(cut.headers.Has("Connection")) << "all of it was read: the connection goes on";
  client.Send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 6; ++i) client.Send("3e8\r\n" + std::string(1000, 'c') + "\r\n");
  client.Send("0\r\n\r\n");
  EXPECT_EQ(client.Read().status, 413);
  // More than is read to the end: the answer comes early, and is the last one.
  const Answer last = client.Ask(Post("/", std::string(6001, 'x')));
  EXPECT_EQ(last.status, 413);
  EXPECT_EQ(last.body, "1000");
  EXPECT_EQ(last.headers.Get("Connection"), "close");
  RawClient chunked(PortOf(server->address()));
  chunked.Send("POST / HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n");
  for (int i = 0; i < 7; ++i) chunked.Send("3e8\r\n" + std::string(1000, 'c') + "\r\n");
  const Answer early = chunked.Read();
  EXPECT_EQ(early.status, 413);
  EXPECT_EQ(early.headers.Get("Connection"), "close");
}

TEST(ServerLimits, HeadsOverTheLimitAre431AndTargets414) {
  const auto server = StartOrDie(AnyPort(), Hello, {});
  RawClient head(PortOf(server->address()));
  EXPECT_EQ(head.Ask(Get("/", "X: " + std::string(base::kMaxRequestHeadBytes, 'x') + "\r\n")).status, 431);
  RawClient target(PortOf(server->address()));
  EXPECT_EQ(target.Ask(Get("/" + std::string(base::kMaxTargetBytes, 'x'))).status, 414);
}

TEST(ServerLimits, BodiesOfAllTogether) {
  ServerOptions options = AnyPort();
  options.limits.bodies_in_memory = 1000;
  const auto server = StartOrDie(options, Hello, {});
  RawClient holds(PortOf(server->address()));
  holds.Send("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: 1000\r\n\r\n" + std::string(900, 'x'));
  ASSERT_TRUE(Eventually([&server] { return server->counters().requests == 1; }));
  RawClient other(PortOf(server->address()));
  Answer got = other.Ask(Post("/", std::string(500, 'x')));
  // The 900 bytes may still be on their way when the first of the 500 are counted.
  if (got.status == 200) got = other.Ask(Post("/", std::string(500, 'x')));
  EXPECT_EQ(got.status, 503);
  EXPECT_TRUE(got.headers.Has("Retry-After"));
  holds.Send(std::string(100, 'x'));
  EXPECT_EQ(holds.Read().status, 200);
}

TEST(ServerLimits, AFullQueueIs503) {
  ServerOptions options = AnyPort();
  options.limits.workers = 1;
  options.limits.queue = 2;
  Gate gate;
  const auto server = StartOrDie(options,
                                 [&gate](Request&) {
                                   gate.Pass();
                                   return TextResponse(200, "done");
                                 },
                                 {});
  std::vector<RawClient> clients;
  for (std::size_t i = 0; i < 3; ++i) {
    clients.emplace_back(PortOf(server->address()));
    clients.back().Send(Get("/"));
    ASSERT_TRUE(Eventually([&server, i] { return server->counters().requests == i + 1; }));
    ASSERT_TRUE(Eventually([&gate] { return gate.waiting() == 1; }));
  }
  RawClient late(PortOf(server->address()));
  const Answer got = late.Ask(Get("/"));
  EXPECT_EQ(got.status, 503);
  EXPECT_TRUE(got.headers.Has("Retry-After"));
  gate.Open();
  for (RawClient& client : clients) EXPECT_EQ(client.Read().status, 200);
}

TEST(ServerLimits, ConnectionsInAllAndOfOneAddress) {
  for (const bool per_address : {false, true}) {
    ServerOptions options = AnyPort();
    (per_address ? options.limits.connections_per_address : options.limits.connections) = 2;
    const auto server = StartOrDie(options, Hello, {});
    const int port = PortOf(server->address());
    RawClient first(port);
    auto second = std::make_unique<RawClient>(port);
    EXPECT_EQ(first.Ask(Get("/")).status, 200);
    EXPECT_EQ(second->Ask(Get("/")).status, 200);
    RawClient third(port);
    EXPECT_EQ(third.Read().status, 503);
    second.reset();
    ASSERT_TRUE(Eventually([&server] { return server->counters().connections == 1; }));
    RawClient fourth(port);
    EXPECT_EQ(fourth.Ask(Get("/")).status, 200);
  }
}

TEST(ServerLimits, AProxyIsNotOneClient) {
  ServerOptions options = AnyPort();
  options.limits.connections_per_address = 1;
  options.trusted_proxies = {"127.0.0.1"};
  const auto server = StartOrDie(options, Hello, {});
  RawClient first(PortOf(server->address()));
  RawClient second(PortOf(server->address()));
  EXPECT_EQ(first.Ask(Get("/")).status, 200);
  EXPECT_EQ(second.Ask(Get("/")).status, 200);
}

// Raises the number of descriptors this process may have; false where the machine does not let it.
bool AllowDescriptors(rlim_t wanted) {
  rlimit limit{};
  getrlimit(RLIMIT_NOFILE, &limit);
  if (limit.rlim_cur >= wanted) return true;
  limit.rlim_max = std::max(limit.rlim_max, wanted);
  limit.rlim_cur = limit.rlim_max;
  return setrlimit(RLIMIT_NOFILE, &limit) == 0;
}

TEST(ServerLimits, SurvivesTheEndOfDescriptors) {
  const auto server = StartOrDie(AnyPort(), Hello, {});
  rlimit before{};
  getrlimit(RLIMIT_NOFILE, &before);
  RawClient client(PortOf(server->address()));
  EXPECT_EQ(client.Ask(Get("/")).status, 200);
  const int next = dup(0);
  close(next);
  // One descriptor is left for the client's own side of the connection, none for the server's.
  rlimit tight = before;
  tight.rlim_cur = static_cast<rlim_t>(next) + 1;
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &tight), 0);
  RawClient waits(PortOf(server->address()));
  waits.Send(Get("/"));
  EXPECT_EQ(client.Ask(Get("/")).status, 200) << "those who are in are served";
  usleep(250'000);
  ASSERT_EQ(setrlimit(RLIMIT_NOFILE, &before), 0);
  EXPECT_EQ(waits.Read().status, 200) << "and the one who waited, once there is room";
}

TEST(ServerLimits, ManyIdleAndSlowClientsDoNotDelayOthers) {
  constexpr std::size_t kHeld = 1000;
  if (!AllowDescriptors(2 * 2 * kHeld + 200))
    GTEST_SKIP() << "skipped: the machine allows too few descriptors";
  const auto server = StartOrDie(AnyPort(), Hello, {});
  const int port = PortOf(server->address());
  std::vector<RawClient> idle;
  std::vector<RawClient> half;
  for (std::size_t i = 0; i < kHeld; ++i) {
    idle.emplace_back(port);
    ASSERT_EQ(idle.back().Ask(Get("/")).status, 200);
    half.emplace_back(port);
    ASSERT_TRUE(half.back().Send("GET /half HTTP/1.1\r\nHost: h\r\nX-Sl"));
  }
  std::vector<long> took;
  for (int i = 0; i < 101; ++i) {
    const auto start = std::chrono::steady_clock::now();
    RawClient client(port);
    ASSERT_EQ(client.Ask(Get("/")).status, 200);
    took.push_back(MillisecondsSince(start));
  }
  std::sort(took.begin(), took.end());
  EXPECT_LT(took[took.size() / 2], 50) << "median, ms";
  EXPECT_GE(server->counters().connections, 2 * kHeld);
  for (RawClient& client : idle) ASSERT_EQ(client.Ask(Get("/")).status, 200);
  for (RawClient& client : half) ASSERT_EQ(client.Ask("ow: x\r\n\r\n").status, 200);
}

}  // namespace
}  // namespace net
