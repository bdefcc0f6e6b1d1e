#include "text/cantonese.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "text/han.h"

namespace text {
namespace {

std::string First(std::string_view jyutping) {
  return HongKongSpellings(jyutping)[0];
}
bool Spelt(std::string_view jyutping, std::string_view latin) {
  const std::vector<std::string> all = HongKongSpellings(jyutping);
  return std::find(all.begin(), all.end(), latin) != all.end();
}

// Surnames and given names as the gazette of Hong Kong spells them.
TEST(Cantonese, TheHabitOfTheGovernment) {
  EXPECT_EQ(First("can"), "chan");      // 陳
  EXPECT_EQ(First("wong"), "wong");     // 黃
  EXPECT_EQ(First("zoeng"), "cheung");  // 張
  EXPECT_EQ(First("loeng"), "leung");   // 梁
  EXPECT_EQ(First("zeng"), "cheng");    // 鄭
  EXPECT_EQ(First("gwok"), "kwok");     // 郭
  EXPECT_EQ(First("jip"), "yip");       // 葉
  EXPECT_EQ(First("jyun"), "yuen");     // 袁
  EXPECT_EQ(First("ceoi"), "tsui");     // 徐
  EXPECT_EQ(First("ng"), "ng");         // 吳
  EXPECT_EQ(First("zau"), "chau");      // 周
  EXPECT_EQ(First("dang"), "tang");     // 鄧
  EXPECT_EQ(First("jing"), "ying");     // 英
  EXPECT_EQ(First("hung"), "hung");     // 雄
}

TEST(Cantonese, WhereHabitWavers) {
  for (const char* s : {"sing", "shing"}) EXPECT_TRUE(Spelt("sing", s)) << s;  // 成
  for (const char* s : {"chi", "tsz"}) EXPECT_TRUE(Spelt("zi", s)) << s;       // 志, 子
  for (const char* s : {"chau", "chow"}) EXPECT_TRUE(Spelt("zau", s)) << s;
  for (const char* s : {"lei", "lee", "li"}) EXPECT_TRUE(Spelt("lei", s)) << s;
  for (const char* s : {"choi", "tsoi", "choy"}) EXPECT_TRUE(Spelt("coi", s)) << s;
  EXPECT_TRUE(Spelt("gam", "kum"));
  EXPECT_TRUE(Spelt("jyu", "yue"));
}

TEST(Cantonese, EverySyllableOfTheTableIsSpeltInLetters) {
  for (char32_t c = 0x4E00; c < 0xA000; ++c) {
    const std::string_view jyutping = HanReading(c, true);
    if (jyutping.empty()) continue;
    const std::vector<std::string> all = HongKongSpellings(jyutping);
    ASSERT_FALSE(all.empty()) << jyutping;
    for (const std::string& s : all) {
      ASSERT_FALSE(s.empty()) << jyutping;
      ASSERT_LE(s.size(), 7u) << jyutping;
    }
  }
}

}  // namespace
}  // namespace text
