#include "desk/signin/client.h"

#include <gtest/gtest.h>

#include "desk/signin/cookies.h"

namespace desk {
namespace {

TEST(Cookies, AreLockedDown) {
  EXPECT_EQ(SetCookie(SessionCookieName(true), "abc", 60, true),
            "__Host-manumit=abc; Max-Age=60; Path=/; HttpOnly; SameSite=Lax; Secure");
  EXPECT_EQ(TakeBackCookie(SessionCookieName(false), false),
            "manumit=; Max-Age=0; Path=/; HttpOnly; SameSite=Lax");
}

TEST(Client, Networks) {
  EXPECT_EQ(NetworkOf("192.0.2.17"), "192.0.2.0/24");
  EXPECT_EQ(NetworkOf("::ffff:192.0.2.99"), "192.0.2.0/24");
  EXPECT_EQ(NetworkOf("2001:db8:1:2ff:3::4"), "2001:db8:1:200::/56");
  EXPECT_EQ(NetworkOf("unix"), "unix");
}

TEST(Client, Agents) {
  EXPECT_EQ(AgentSummary("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"),
            "Firefox on Linux");
  EXPECT_EQ(
      AgentSummary("Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120.0 Mobile Safari/537.36"),
      "Chrome on Android");
  EXPECT_EQ(AgentSummary("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) Version/17.0 Safari/604.1"),
            "Safari on iOS");
  EXPECT_EQ(AgentSummary("curl/8"), "");
}

}  // namespace
}  // namespace desk
