#include "net/request_reader.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "base/limits.h"

namespace net {
namespace {

struct Outcome {
  int status = 0;  // 0: accepted
  std::string text;
  Request request;
  std::string rest;
};

// Feeds the bytes in pieces of `piece`, as a connection would.
Outcome FeedAll(std::string_view bytes, std::size_t piece = std::string_view::npos, BodyPolicy policy = {}) {
  static BodyBudget budget;
  static const std::string spool_dir = ::testing::TempDir();
  RequestReader reader(budget, spool_dir);
  std::string waiting;
  while (true) {
    const std::size_t taken = reader.Feed(waiting);
    waiting.erase(0, taken);
    if (reader.state() == RequestReader::State::kHead) reader.BeginBody(policy);
    if (reader.state() == RequestReader::State::kRefused)
      return {reader.refusal().status, reader.refusal().text, {}, {}};
    if (reader.state() == RequestReader::State::kDone) {
      auto request = reader.TakeRequest();
      EXPECT_TRUE(request.has_value());
      return {0, "", *std::move(request), waiting + std::string(bytes)};
    }
    if (taken > 0) continue;
    if (bytes.empty()) return {-1, "not complete", {}, {}};
    const std::size_t size = std::min(piece, bytes.size());
    waiting.append(bytes.substr(0, size));
    bytes.remove_prefix(size);
  }
}

std::string Head(std::string_view first_line, std::string_view fields = "Host: h\r\n") {
  return std::string(first_line) + "\r\n" + std::string(fields) + "\r\n";
}

TEST(RequestReader, ReadsAPlainRequest) {
  const Outcome got = FeedAll("GET /a%20b/c?x=1&y=%C3%A9+z HTTP/1.1\r\nHost: h\r\nX-Two: \t v w \r\n\r\nGET");
  ASSERT_EQ(got.status, 0) << got.text;
  EXPECT_EQ(got.request.method, "GET");
  EXPECT_EQ(got.request.target, "/a%20b/c?x=1&y=%C3%A9+z");
  EXPECT_EQ(got.request.path, "/a b/c");
  EXPECT_EQ(got.request.query.Get("y"), "é z");
  EXPECT_EQ(got.request.headers.Get("x-two"), "v w");
  EXPECT_EQ(got.rest, "GET");
}

TEST(RequestReader, EveryWayToCutItGivesTheSame) {
  const std::string chunked =
      "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n"
      "4;note=\"x\"\r\nWiki\r\n5\r\npedia\r\n0\r\nX-Trailer: 1\r\n\r\nnext";
  const std::string empty = "POST /p HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nnext";
  for (std::size_t piece = 1; piece <= empty.size(); ++piece) {
    const Outcome got = FeedAll(empty, piece);
    ASSERT_EQ(got.status, 0) << piece << ": " << got.text;
    ASSERT_EQ(got.rest, "next");
  }
  const std::string sized = "POST /p HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\nWikipedianext";
  for (const std::string& bytes : {chunked, sized}) {
    for (std::size_t piece = 1; piece <= bytes.size(); ++piece) {
      const Outcome got = FeedAll(bytes, piece);
      ASSERT_EQ(got.status, 0) << piece << ": " << got.text;
      ASSERT_EQ(got.request.body.view(), "Wikipedia");
      ASSERT_EQ(got.rest, "next");
      ASSERT_FALSE(got.request.headers.Has("X-Trailer")) << "a trailer must not become a header field";
    }
  }
}

TEST(RequestReader, IgnoresEmptyLinesInFront) {
  EXPECT_EQ(FeedAll("\r\n\r\n" + Head("GET / HTTP/1.1")).status, 0);
}

struct Case {
  const char* what;
  std::string bytes;
  int status;
};

const std::vector<Case>& Malformed() {
  static const std::vector<Case> kCases = {
      {"bare LF after the request line", "GET / HTTP/1.1\nHost: h\r\n\r\n", 400},
      {"bare LF after a field", "GET / HTTP/1.1\r\nHost: h\n\r\n", 400},
      {"bare LF only", "GET / HTTP/1.1\nHost: h\n\n", 400},
      {"bare CR in a field", Head("GET / HTTP/1.1", "Host: h\rX: y\r\n"), 400},
      {"NUL in a field", Head("GET / HTTP/1.1", std::string("Host: h\r\nX: a\0b\r\n", 17)), 400},
      {"folded field", Head("GET / HTTP/1.1", "Host: h\r\nX: a\r\n b\r\n"), 400},
      {"space before the colon", Head("GET / HTTP/1.1", "Host: h\r\nContent-Length : 3\r\n"), 400},
      {"field without a colon", Head("GET / HTTP/1.1", "Host: h\r\nnonsense\r\n"), 400},
      {"garbage", "\x16\x03\x01\x02 hello\r\n\r\n", 400},
      {"no Host", Head("GET / HTTP/1.1", ""), 400},
      {"two Hosts", Head("GET / HTTP/1.1", "Host: a\r\nHost: b\r\n"), 400},
      {"version 2", Head("GET / HTTP/2.0"), 505},
      {"version 0.9", Head("GET / HTTP/0.9"), 505},
      {"unknown method", Head("BREW / HTTP/1.1"), 501},
      {"lower case method", Head("get / HTTP/1.1"), 501},
      {"TRACE", Head("TRACE / HTTP/1.1"), 405},
      {"CONNECT", Head("CONNECT example.org:443 HTTP/1.1"), 405},
      {"length and chunks",
       Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"chunks and length",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\nContent-Length: 3\r\n"), 400},
      {"two lengths", Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: 3\r\nContent-Length: 4\r\n"), 400},
      {"the same length twice",
       Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: 3\r\nContent-Length: 3\r\n"), 400},
      {"negative length", Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: -3\r\n"), 400},
      {"length with a sign", Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: +3\r\n"), 400},
      {"length over 64 bits", Head("POST / HTTP/1.1", "Host: h\r\nContent-Length: 99999999999999999999\r\n"),
       400},
      {"gzip coding", Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: gzip\r\n"), 501},
      {"two codings", Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: gzip, chunked\r\n"), 501},
      {"chunked in 1.0", Head("POST / HTTP/1.0", "Host: h\r\nTransfer-Encoding: chunked\r\n"), 400},
      {"unknown expectation", Head("POST / HTTP/1.1", "Host: h\r\nExpect: miracles\r\n"), 417},
      {"chunk size that is no number",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "xyz\r\n", 400},
      {"chunk longer than its size",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "2\r\nabc\r\n0\r\n\r\n", 400},
      {"chunk size over 64 bits",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "11111111111111111\r\n", 400},
      {"empty chunk size", Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "\r\n",
       400},
      {"negative chunk size", Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "-1\r\n",
       400},
      {"chunk size in C's way",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "0x1\r\na", 400},
      {"bare CR in a chunk line",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "1;\ra\r\n", 400},
      {"bare LF after a chunk",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "1\r\na\n", 400},
      {"trailer without a colon",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "0\r\nT\r\n\r\n", 400},
      {"bare LF in the trailer",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "0\r\nT: 1\n\r\n", 400},
      {"bare LF after a chunk size",
       Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n") + "2\nab\r\n0\r\n\r\n", 400},
  };
  return kCases;
}

TEST(RequestReader, RefusesWhatIsMalformed) {
  for (const Case& test : Malformed()) {
    EXPECT_EQ(FeedAll(test.bytes).status, test.status) << test.what << ": " << FeedAll(test.bytes).text;
    EXPECT_EQ(FeedAll(test.bytes, 1).status, test.status) << test.what << ", byte by byte";
  }
}

TEST(RequestReader, RefusesTargets) {
  const std::vector<std::string> bad = {"//evil.example/x",
                                        "http://h/x",
                                        "*",
                                        "x",
                                        "/a/../b",
                                        "/..",
                                        "/a/%2e%2E/b",
                                        "/a%2f..%2fb",
                                        "/.",
                                        "/%00",
                                        "/a%0d%0ab",
                                        "/%ff",
                                        "/%zz",
                                        "/%4",
                                        "/a#b",
                                        "/%2F/x",
                                        "/?a=%00",
                                        "/?a=%ff",
                                        "/?a=%zz"};
  for (const std::string& target : bad)
    EXPECT_EQ(FeedAll(Head("GET " + target + " HTTP/1.1")).status, 400) << target;
  const std::vector<std::string> good = {"/",         "/a//b",      "/...",   "/a%2fb",         "/?",
                                         "/?a&b=&=c", "/%E2%82%AC", "/a:b@c", "/?url=http://x/"};
  for (const std::string& target : good)
    EXPECT_EQ(FeedAll(Head("GET " + target + " HTTP/1.1")).status, 0) << target;
}

TEST(RequestReader, LimitOfTheTarget) {
  const std::string longest = "/" + std::string(base::kMaxTargetBytes - 1, 'a');
  EXPECT_EQ(FeedAll(Head("GET " + longest + " HTTP/1.1")).status, 0);
  EXPECT_EQ(FeedAll(Head("GET " + longest + "a HTTP/1.1")).status, 414);
  EXPECT_EQ(FeedAll("GET " + longest + "a").status, 414) << "known before the head is complete";
}

TEST(RequestReader, LimitOfTheHead) {
  const std::string start = "GET / HTTP/1.1\r\nHost: h\r\nX: ";
  const std::string longest =
      start + std::string(base::kMaxRequestHeadBytes - start.size() - 4, 'x') + "\r\n\r\n";
  ASSERT_EQ(longest.size(), base::kMaxRequestHeadBytes);
  EXPECT_EQ(FeedAll(longest).status, 0);
  EXPECT_EQ(FeedAll(start + std::string(base::kMaxRequestHeadBytes, 'x') + "\r\n\r\n").status, 431);
  EXPECT_EQ(FeedAll(std::string(base::kMaxRequestHeadBytes + 1, 'x')).status, 431);
}

TEST(RequestReader, LimitOfFields) {
  std::string fields = "Host: h\r\n";
  for (std::size_t i = 1; i < base::kMaxHeaderFields; ++i) fields += "X: y\r\n";
  EXPECT_EQ(FeedAll(Head("GET / HTTP/1.1", fields)).status, 0);
  EXPECT_EQ(FeedAll(Head("GET / HTTP/1.1", fields + "X: y\r\n")).status, 431);
}

TEST(RequestReader, LimitOfCookies) {
  const std::string half(base::kMaxCookieBytes / 2, 'c');
  EXPECT_EQ(
      FeedAll(Head("GET / HTTP/1.1", "Host: h\r\nCookie: " + half + "\r\nCookie: " + half + "\r\n")).status,
      0);
  EXPECT_EQ(
      FeedAll(Head("GET / HTTP/1.1", "Host: h\r\nCookie: " + half + "\r\nCookie: " + half + "c\r\n")).status,
      431);
}

TEST(RequestReader, LimitOfTheChunkHeadAndTheTrailer) {
  const std::string head = Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n");
  const std::string longest = "1;x=" + std::string(base::kMaxChunkLineBytes - 4, 'y');
  EXPECT_EQ(FeedAll(head + longest + "\r\nb\r\n0\r\n\r\n").status, 0);
  EXPECT_EQ(FeedAll(head + longest + "y\r\nb\r\n0\r\n\r\n").status, 400);
  EXPECT_EQ(FeedAll(head + longest + "yy").status, 400) << "known before the line has ended";
  EXPECT_EQ(FeedAll(head + "0\r\nX: " + std::string(base::kMaxChunkLineBytes, 'y')).status, 400);
  const std::string trailer = "X: " + std::string(1019, 'y') + "\r\n";
  std::string trailers;
  for (std::size_t size = 0; size < base::kMaxRequestHeadBytes; size += trailer.size()) trailers += trailer;
  EXPECT_EQ(FeedAll(head + "0\r\n" + trailers + "\r\n").status, 0);
  EXPECT_EQ(FeedAll(head + "0\r\n" + trailers + trailer + "\r\n").status, 400);
}

TEST(RequestReader, LimitOfTheBody) {
  BodyPolicy policy;
  policy.max_bytes = 10;
  const auto sized = [](std::size_t size) {
    return "POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" +
           std::string(size, 'b');
  };
  const std::string chunked = Head("POST / HTTP/1.1", "Host: h\r\nTransfer-Encoding: chunked\r\n");
  EXPECT_EQ(FeedAll(sized(10), 3, policy).status, 0);
  EXPECT_EQ(FeedAll(sized(11), 3, policy).status, 413);
  EXPECT_EQ(FeedAll(chunked + "a\r\n0123456789\r\n0\r\n\r\n", 3, policy).status, 0);
  EXPECT_EQ(FeedAll(chunked + "a\r\n0123456789\r\n1\r\nx\r\n0\r\n\r\n", 3, policy).status, 413);
  policy.max_bytes = base::kMaxUploadBytes;
  EXPECT_EQ(FeedAll(sized(base::kMaxBodyInMemory + 1), std::string_view::npos, policy).status, 413)
      << "without a file it must fit memory";
  EXPECT_EQ(FeedAll(sized(base::kMaxBodyBytes + 1)).status, 413) << "what a route without a policy takes";
}

TEST(RequestReader, LargeBodiesLieInAFile) {
  BodyPolicy policy;
  policy.max_bytes = base::kMaxUploadBytes;
  policy.may_spool = true;
  const std::size_t size = base::kMaxBodyInMemory + 12345;
  std::string body(size, '\0');
  for (std::size_t i = 0; i < size; ++i) body[i] = static_cast<char>(i * 31 + i / 997);
  const Outcome got =
      FeedAll("POST / HTTP/1.1\r\nHost: h\r\nContent-Length: " + std::to_string(size) + "\r\n\r\n" + body,
              65536, policy);
  ASSERT_EQ(got.status, 0) << got.text;
  EXPECT_TRUE(got.request.body.in_file());
  EXPECT_TRUE(got.request.body.view() == body);
}

TEST(BodySink, AllBodiesTogetherAreBounded) {
  EXPECT_EQ(BodyBudget().max_in_memory, base::kMaxBodiesInMemory);
  EXPECT_EQ(BodyBudget().max_on_disk, base::kMaxBodiesOnDisk);
  BodyBudget budget;
  budget.max_in_memory = 100;
  budget.max_on_disk = 150;
  const std::string dir = ::testing::TempDir();
  BodySink first(budget, dir);
  ASSERT_TRUE(first.Append(std::string(60, 'a')).has_value());
  {
    BodySink second(budget, dir);
    const auto refused = second.Append(std::string(60, 'b'));
    ASSERT_FALSE(refused.has_value());
    EXPECT_EQ(refused.error().code, base::Code::kBusy);
    BodyPolicy policy;
    policy.may_spool = true;
    second.SetPolicy(policy);
    ASSERT_TRUE(second.Append(std::string(60, 'b')).has_value())
        << "where memory is short and a file is allowed, it is used";
    EXPECT_EQ(budget.on_disk, 60u);
    EXPECT_FALSE(second.Append(std::string(91, 'b')).has_value());
    EXPECT_EQ(second.Finish()->view(), std::string(60, 'b'));
  }
  EXPECT_EQ(budget.on_disk, 0u);
  EXPECT_EQ(budget.in_memory, 60u);
}

TEST(BodySink, AFolderThatIsNotThere) {
  BodyBudget budget;
  const std::string dir = "nowhere/at/all";
  BodySink sink(budget, dir);
  BodyPolicy policy;
  policy.may_spool = true;
  policy.max_bytes = base::kMaxUploadBytes;
  sink.SetPolicy(policy);
  const auto refused = sink.Append(std::string(base::kMaxBodyInMemory + 1, 'a'));
  ASSERT_FALSE(refused.has_value());
  EXPECT_EQ(refused.error().code, base::Code::kIo);
}

}  // namespace
}  // namespace net
