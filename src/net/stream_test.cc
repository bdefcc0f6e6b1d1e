// Answers that are produced while they are sent.

#include <gtest/gtest.h>

#include <atomic>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

#include "base/limits.h"
#include "net/server.h"
#include "net/stream_pipe.h"
#include "net/testing.h"

namespace net {
namespace {

using testing::Answer;
using testing::AnyPort;
using testing::Eventually;
using testing::Get;
using testing::PortOf;
using testing::RawClient;
using testing::StartOrDie;

std::unique_ptr<Server> Streaming(const std::function<base::Status(BodyWriter&)>& producer,
                                  const ServerOptions& options = AnyPort()) {
  return StartOrDie(options,
                    [producer](Request&) {
                      Response response;
                      response.headers.Add("Content-Type", "application/x-ndjson");
                      response.stream = producer;
                      return response;
                    },
                    {});
}

// Lines until it is told to end.
base::Status Endless(BodyWriter& writer, std::atomic<std::size_t>& written) {
  const std::string line(1000, 'e');
  while (!writer.client_gone()) {
    TRY(writer.Write(line));
    written += line.size();
  }
  return base::Ok();
}

TEST(StreamTest, ArrivesWholeAndTheConnectionLivesOn) {
  const auto server = Streaming([](BodyWriter& writer) -> base::Status {
    for (int i = 0; i < 20'000; ++i) TRY(writer.Write(std::to_string(i) + "\n"));
    return base::Ok();
  });
  std::string expected;
  for (int i = 0; i < 20'000; ++i) expected += std::to_string(i) + "\n";
  RawClient client(PortOf(server->address()));
  for (int round = 0; round < 3; ++round) {
    const Answer got = client.Ask(Get("/"));
    ASSERT_EQ(got.headers.Get("Transfer-Encoding"), "chunked");
    ASSERT_TRUE(got.whole);
    ASSERT_TRUE(got.body == expected);
  }
  RawClient old(PortOf(server->address()));
  const Answer to_the_end = old.Ask("GET / HTTP/1.0\r\nConnection: keep-alive\r\n\r\n");
  EXPECT_FALSE(to_the_end.headers.Has("Transfer-Encoding"));
  EXPECT_EQ(to_the_end.headers.Get("Connection"), "close");
  EXPECT_TRUE(to_the_end.body == expected);
}

TEST(StreamTest, HeadDoesNotRunTheProducer) {
  std::atomic<int> runs{0};
  const auto server = Streaming([&runs](BodyWriter&) {
    ++runs;
    return base::Ok();
  });
  RawClient client(PortOf(server->address()));
  EXPECT_EQ(client.Ask("HEAD / HTTP/1.1\r\nHost: h\r\n\r\n").status, 200);
  EXPECT_EQ(runs, 0);
  EXPECT_TRUE(client.Ask(Get("/")).whole);
  EXPECT_EQ(runs, 1);
}

TEST(StreamTest, AFailureIsNoticedByTheClient) {
  for (const bool throws : {false, true}) {
    const auto server = Streaming([throws](BodyWriter& writer) -> base::Status {
      TRY(writer.Write("half"));
      if (throws) throw std::runtime_error("broken");
      return base::IoError("the disk is gone");
    });
    RawClient client(PortOf(server->address()));
    const Answer got = client.Ask(Get("/"));
    EXPECT_EQ(got.status, 200);
    EXPECT_FALSE(got.whole);
  }
}

TEST(StreamTest, ASlowReaderHoldsTheProducerBack) {
  std::atomic<std::size_t> written{0};
  const auto server = Streaming([&written](BodyWriter& writer) { return Endless(writer, written); });
  RawClient client(PortOf(server->address()));
  const int small = 16 * 1024;
  setsockopt(client.socket(), SOL_SOCKET, SO_RCVBUF, &small, sizeof small);
  client.Send(Get("/"));
  std::size_t before = 0;
  ASSERT_TRUE(Eventually([&] {
    usleep(100'000);
    return std::exchange(before, written.load()) == written.load() && before > 0;
  })) << "it stops once every buffer is full";
  // Ours, twice (one being sent), and the kernel's, which grow to some megabytes.
  EXPECT_LT(written, 2 * base::kMaxStreamBuffer + (16u << 20));
  const std::size_t held = written;
  for (int i = 0; i < 2000; ++i) ASSERT_TRUE(client.Fill());
  EXPECT_TRUE(Eventually([&] { return written > held; })) << "and goes on when the client reads";
}

TEST(StreamTest, AClientThatLeavesIsNoticedWithoutAWrite) {
  std::atomic<bool> began{false};
  std::atomic<bool> noticed{false};
  const auto server = Streaming([&](BodyWriter& writer) -> base::Status {
    TRY(writer.Write("first\n"));
    began = true;
    while (!writer.client_gone()) usleep(1000);
    noticed = !writer.Write("more").has_value();
    return base::Ok();
  });
  RawClient client(PortOf(server->address()));
  client.Send(Get("/"));
  ASSERT_TRUE(Eventually([&] { return began.load(); }));
  client.Close();
  EXPECT_TRUE(Eventually([&] { return noticed.load(); }));
  EXPECT_TRUE(
      Eventually([&] { return server->counters().connections == 0 && server->counters().streams == 0; }));
}

TEST(StreamTest, ManyClientsLeaveInTheMiddle) {
  std::atomic<std::size_t> written{0};
  const auto server = Streaming([&written](BodyWriter& writer) { return Endless(writer, written); });
  for (int round = 0; round < 5; ++round) {
    std::vector<RawClient> clients;
    for (int i = 0; i < 20; ++i) {
      clients.emplace_back(PortOf(server->address()));
      clients.back().Send(Get("/"));
    }
    for (RawClient& client : clients) ASSERT_TRUE(client.Fill());
  }
  EXPECT_TRUE(
      Eventually([&] { return server->counters().connections == 0 && server->counters().streams == 0; }));
}

TEST(StreamTest, TheirNumberIsBounded) {
  ServerOptions options = AnyPort();
  options.limits.streams = 2;
  std::atomic<std::size_t> written{0};
  const auto server = Streaming([&written](BodyWriter& writer) { return Endless(writer, written); }, options);
  RawClient first(PortOf(server->address()));
  RawClient second(PortOf(server->address()));
  first.Send(Get("/"));
  second.Send(Get("/"));
  ASSERT_TRUE(Eventually([&] { return server->counters().streams == 2; }));
  RawClient third(PortOf(server->address()));
  const Answer refused = third.Ask(Get("/"));
  EXPECT_EQ(refused.status, 503);
  EXPECT_TRUE(refused.headers.Has("Retry-After"));
  first.Close();
  ASSERT_TRUE(Eventually([&] { return server->counters().streams == 1; }));
  RawClient fourth(PortOf(server->address()));
  fourth.Send(Get("/"));
  EXPECT_TRUE(fourth.Fill());
}

TEST(StreamTest, StopAsksStreamsToEnd) {
  const auto server = Streaming([](BodyWriter& writer) -> base::Status {
    TRY(writer.Write("open\n"));
    while (!writer.client_gone()) usleep(1000);
    return writer.Write("goodbye\n");
  });
  RawClient client(PortOf(server->address()));
  client.Send(Get("/events"));
  ASSERT_TRUE(client.Fill());
  std::thread stopper([&server] { server->Stop(); });
  const Answer got = client.Read();
  EXPECT_TRUE(got.whole);
  EXPECT_EQ(got.body, "open\ngoodbye\n");
  client.Close();
  stopper.join();
}

TEST(StreamTest, StopEndsThoseThatDoNotListen) {
  ServerOptions options = AnyPort();
  options.limits.drain_ms = 100;
  const auto server = Streaming(
      [](BodyWriter& writer) -> base::Status {
        while (true) TRY(writer.Write("on and on\n"));
      },
      options);
  RawClient client(PortOf(server->address()));
  client.Send(Get("/"));
  ASSERT_TRUE(client.Fill());
  server->Stop();
  EXPECT_EQ(server->counters().streams, 0u);
}

TEST(StreamPipeTest, HoldsAtMostItsBuffer) {
  std::atomic<int> wakes{0};
  StreamPipe pipe([&wakes] { ++wakes; });
  std::string bytes;
  EXPECT_EQ(pipe.Take(bytes), StreamPipe::Next::kNothing);
  const std::string sent(3 * base::kMaxStreamBuffer + 17, 'b');
  std::thread producer([&] { pipe.Close(pipe.Write(sent).has_value()); });
  std::string got;
  while (true) {
    const auto next = pipe.Take(bytes);
    if (next == StreamPipe::Next::kComplete) break;
    ASSERT_LE(bytes.size(), base::kMaxStreamBuffer);
    got += bytes;
  }
  producer.join();
  EXPECT_TRUE(got == sent);
  EXPECT_GE(wakes, 2);
}

}  // namespace
}  // namespace net
