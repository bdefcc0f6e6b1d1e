#include <gtest/gtest.h>

#include <set>

#include "base/clock.h"
#include "base/id.h"
#include "base/log.h"

namespace base {
namespace {

TEST(Time, FormatsAndParsesBack) {
  const UtcTime time{1795326005123};
  EXPECT_EQ(FormatTime(time), "2026-11-22T05:40:05.123Z");
  EXPECT_EQ(ParseTime(FormatTime(time)).value(), time);
  EXPECT_EQ(ParseTime("2026-11-22T14:40:05.123+09:00").value(), time);
  EXPECT_EQ(ParseTime("2026-11-22T00:10:05.1234567-05:30").value(), time);
  EXPECT_EQ(FormatDay(time), "2026-11-22");
  EXPECT_EQ(FormatHttpTime(time), "Sun, 22 Nov 2026 05:40:05 GMT");
  EXPECT_EQ(FormatTime(UtcTime{-1}), "1969-12-31T23:59:59.999Z");
}

TEST(Time, RefusesWhatIsNotATime) {
  for (const char* text :
       {"", "2026-11-22", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-11-22T24:00:00Z",
        "2026-11-22T00:00:00", "2026-11-22T00:00:00.Z", "2026-11-22T00:00:00Zx"})
    EXPECT_EQ(ParseTime(text).has_value(), false) << text;
}

TEST(Id, IsRandomAndReadsBack) {
  SeededRandom random(7);
  std::set<std::string> seen;
  for (int i = 0; i < 1000; ++i) {
    const auto id = Id<struct ThingTag>::New(random);
    EXPECT_TRUE(IsIdText(id.text())) << id.text();
    EXPECT_TRUE(seen.insert(id.text()).second);
    EXPECT_EQ(Id<struct ThingTag>::Parse(id.text()).value(), id);
  }
  for (const char* text : {"", "abc", "0123456789abcdefghjkmnpqri", "../../../../../etc/passwd0"})
    EXPECT_EQ(Id<struct ThingTag>::Parse(text).error().code, Code::kNotFound);
}

std::string last_line;

TEST(Log, WritesJsonWhateverTheTextHolds) {
  SetLogSink([](std::string_view line) { last_line = line; });
  LogWarning("strange", {{"text", "a\"b\\c\n"}, {"count", 3}, {"ratio", 0.5}, {"fine", true}});
  SetLogSink(nullptr);
  EXPECT_EQ(last_line.substr(last_line.find("\"level\"")),
            "\"level\":\"warning\",\"event\":\"strange\",\"text\":\"a\\\"b\\\\c\\u000a\",\"count\":3,"
            "\"ratio\":0.5,\"fine\":true}\n");
}

}  // namespace
}  // namespace base
