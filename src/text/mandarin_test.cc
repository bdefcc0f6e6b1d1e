#include "text/mandarin.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "text/han.h"

namespace text {
namespace {

using Words = std::vector<std::string>;

// Pairs of the table of sounds in Giles (1912), without marks.
TEST(Mandarin, WadeGiles) {
  for (const auto& [pinyin, wade] : std::initializer_list<std::pair<const char*, const char*>>{
           {"deng", "teng"},  {"xiao", "hsiao"}, {"ping", "ping"},  {"zhou", "chou"},    {"en", "en"},
           {"lai", "lai"},    {"mao", "mao"},    {"ze", "tse"},     {"dong", "tung"},    {"jiang", "chiang"},
           {"jing", "ching"}, {"guo", "kuo"},    {"qian", "chien"}, {"xue", "hsueh"},    {"shi", "shih"},
           {"zhi", "chih"},   {"ri", "jih"},     {"zi", "tzu"},     {"si", "ssu"},       {"ge", "ko"},
           {"he", "ho"},      {"de", "te"},      {"duo", "to"},     {"shuo", "shuo"},    {"huo", "huo"},
           {"gui", "kuei"},   {"hui", "hui"},    {"yan", "yen"},    {"ye", "yeh"},       {"yi", "i"},
           {"you", "yu"},     {"yu", "yu"},      {"yong", "yung"},  {"xiong", "hsiung"}, {"rong", "jung"},
           {"er", "erh"},     {"bian", "pien"},  {"lie", "lieh"},   {"long", "lung"},    {"cai", "tsai"},
       }) {
    EXPECT_EQ(WadeGiles(pinyin), wade);
  }
  EXPECT_EQ(WadeGiles("smith"), "smith");
}

TEST(Mandarin, WadeGilesWithoutItsMarksStandsForSeveralSounds) {
  EXPECT_EQ(PinyinOfWadeGiles("hsiao"), Words{"xiao"});
  EXPECT_EQ(PinyinOfWadeGiles("ping"), (Words{"bing", "ping"}));
  EXPECT_EQ(PinyinOfWadeGiles("chu"), (Words{"chu", "ju", "qu", "zhu"}));
  EXPECT_EQ(PinyinOfWadeGiles("ping", true), Words{"ping"});
  EXPECT_EQ(PinyinOfWadeGiles("ping", false), Words{"bing"});
  EXPECT_EQ(PinyinOfWadeGiles("zhou"), Words{});
}

TEST(Mandarin, EverySyllableIsFoundAgain) {
  for (char32_t c = 0x4E00; c < 0xA000; ++c) {
    const std::string_view reading = HanReading(c, false);
    if (PinyinSyllables(reading).size() != 1) continue;
    const Words back = PinyinOfWadeGiles(WadeGiles(reading));
    ASSERT_TRUE(std::find(back.begin(), back.end(), reading) != back.end()) << reading;
    ASSERT_FALSE(WadeGilesSyllables(WadeGiles(reading)).empty()) << reading;
  }
}

TEST(Mandarin, WordsAreCut) {
  EXPECT_EQ(WadeGilesSyllables("hsiaoping"), (std::vector<std::string_view>{"hsiao", "ping"}));
  EXPECT_EQ(PinyinSyllables("xiaoping"), (std::vector<std::string_view>{"xiao", "ping"}));
  EXPECT_TRUE(WadeGilesSyllables("xiaoping").empty());
  EXPECT_TRUE(WadeGilesSyllables("smith").empty());
}

}  // namespace
}  // namespace text
