#include "net/http.h"

#include <gtest/gtest.h>

#include <string>

#include "base/time.h"
#include "net/forwarded.h"
#include "net/response_head.h"

namespace net {
namespace {

TEST(HeadersTest, NamesCompareWithoutCase) {
  Headers headers;
  headers.Add("Set-Cookie", "a");
  headers.Add("set-cookie", "b");
  headers.Add("X", "");
  EXPECT_EQ(headers.Get("SET-COOKIE"), "a");
  EXPECT_EQ(headers.All("Set-Cookie").size(), 2u);
  EXPECT_TRUE(headers.Has("x"));
  EXPECT_FALSE(headers.Has("y"));
  headers.Set("SET-cookie", "c");
  EXPECT_EQ(headers.All("Set-Cookie"), (std::vector<std::string_view>{"c"}));
  headers.Remove("X");
  EXPECT_FALSE(headers.Has("X"));
}

TEST(CookieTest, FindsTheOneOfThatName) {
  Request request;
  request.headers.Add("Cookie", "a=1; bb=2;c=\"quoted\"; d=x=y; lonely");
  request.headers.Add("Cookie", "e=5; a=9");
  EXPECT_EQ(Cookie(request, "a"), "1");
  EXPECT_EQ(Cookie(request, "b"), "");
  EXPECT_EQ(Cookie(request, "bb"), "2");
  EXPECT_EQ(Cookie(request, "c"), "quoted");
  EXPECT_EQ(Cookie(request, "d"), "x=y");
  EXPECT_EQ(Cookie(request, "e"), "5");
  EXPECT_EQ(Cookie(request, "lonely"), "");
  EXPECT_EQ(Cookie(Request(), "a"), "");
}

TEST(ResponseHead, Fields) {
  Response response = TextResponse(404, "none");
  response.headers.Add("Content-Length", "99");
  response.headers.Add("Connection", "upgrade");
  HeadFacts facts;
  facts.length = 4;
  facts.keep_alive = false;
  facts.request_id = "id1";
  facts.now = base::UtcTime{0};
  EXPECT_EQ(FormatHead(response, facts),
            "HTTP/1.1 404 Not Found\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Length: "
            "4\r\nConnection: close\r\n"
            "Date: Thu, 01 Jan 1970 00:00:00 GMT\r\nX-Request-Id: id1\r\n\r\n");
}

TEST(ResponseHead, NothingCanBeSmuggledIn) {
  for (const char* value : {"a\r\nSet-Cookie: x=y", "a\nb", "a\rb", "a\x01"}) {
    EXPECT_FALSE(FormatHead(Redirect(303, value), HeadFacts()).has_value());
  }
  Response bad_name;
  bad_name.headers.Add("X: y\r\nZ", "v");
  EXPECT_FALSE(FormatHead(bad_name, HeadFacts()).has_value());
  Response bad_status;
  bad_status.status = 100;
  EXPECT_FALSE(FormatHead(bad_status, HeadFacts()).has_value());
  EXPECT_TRUE(FormatHead(Redirect(303, "/ok?x=1"), HeadFacts()).has_value());
}

TEST(ResponseHead, Chunks) {
  EXPECT_EQ(FormatChunk("hello world, hello"), "12\r\nhello world, hello\r\n");
}

struct Seen {
  std::string address;
  bool secure = false;
};

Seen Apply(const TrustedProxies& proxies, std::string_view peer,
           const std::vector<std::pair<std::string, std::string>>& fields) {
  Request request;
  request.remote_address = peer;
  for (const auto& [name, value] : fields) request.headers.Add(name, value);
  proxies.Apply(request);
  return {request.remote_address, request.secure};
}

TEST(Forwarded, BelievedOnlyFromTrustedProxies) {
  const auto proxies = TrustedProxies::Parse({"127.0.0.1", "10.0.0.0/8", "fd00::/8"});
  ASSERT_TRUE(proxies.has_value());
  const Seen stranger =
      Apply(*proxies, "192.0.2.9", {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-Proto", "https"}});
  EXPECT_EQ(stranger.address, "192.0.2.9");
  EXPECT_FALSE(stranger.secure);
  const Seen one =
      Apply(*proxies, "127.0.0.1", {{"X-Forwarded-For", "198.51.100.1"}, {"X-Forwarded-Proto", "https"}});
  EXPECT_EQ(one.address, "198.51.100.1");
  EXPECT_TRUE(one.secure);
  EXPECT_EQ(Apply(*proxies, "10.3.2.1", {{"X-Forwarded-For", "6.6.6.6, 198.51.100.1, 10.9.9.9"}}).address,
            "198.51.100.1")
      << "what the client itself put in front is not believed";
  EXPECT_EQ(Apply(*proxies, "fd00::7",
                  {{"Forwarded", "for=6.6.6.6;proto=http, For=\"[2001:db8::1]:4711\";Proto=https"}})
                .address,
            "2001:db8::1");
  EXPECT_TRUE(Apply(*proxies, "127.0.0.1", {{"Forwarded", "for=1.2.3.4;proto=https"}}).secure);
  EXPECT_EQ(Apply(*proxies, "127.0.0.1", {{"Forwarded", "for=1.2.3.4:99"}}).address, "1.2.3.4");
  EXPECT_EQ(Apply(*proxies, "127.0.0.1", {{"X-Forwarded-For", "unknown"}}).address, "127.0.0.1");
}

TEST(Forwarded, KindsThatDisagreeAreNotBelieved) {
  const auto proxies = TrustedProxies::Parse({"127.0.0.1"});
  ASSERT_TRUE(proxies.has_value());
  const Seen forged = Apply(*proxies, "127.0.0.1",
                            {{"Forwarded", "for=6.6.6.6;proto=https"},
                             {"X-Forwarded-For", "198.51.100.1"},
                             {"X-Forwarded-Proto", "https"}});
  EXPECT_EQ(forged.address, "127.0.0.1");
  EXPECT_FALSE(forged.secure);
  EXPECT_EQ(
      Apply(*proxies, "127.0.0.1", {{"Forwarded", "for=1.2.3.4"}, {"X-Forwarded-For", "1.2.3.4"}}).address,
      "1.2.3.4");
}

TEST(Forwarded, EntriesAreChecked) {
  for (const char* entry :
       {"", "proxy", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/-1", "::/129", "10.0.0.0/8x"}) {
    EXPECT_FALSE(TrustedProxies::Parse({entry}).has_value()) << entry;
  }
  EXPECT_EQ(PlainAddress("::ffff:192.0.2.1"), "192.0.2.1");
  const auto all = TrustedProxies::Parse({"0.0.0.0/0"});
  ASSERT_TRUE(all.has_value());
  EXPECT_TRUE(all->Trusts("8.8.8.8"));
  EXPECT_FALSE(all->Trusts("2001:db8::1"));
  EXPECT_FALSE(all->Trusts(""));
}

}  // namespace
}  // namespace net
