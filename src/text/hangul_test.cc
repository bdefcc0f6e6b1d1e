#include "text/hangul.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace text {
namespace {

std::string Sounds(std::u32string_view s) {
  return RomanizeHangul(s, HangulStyle::kSounds);
}
std::string Letters(std::u32string_view s) {
  return RomanizeHangul(s, HangulStyle::kLetters);
}

// The examples of proclamation 2000-8, section 3.1, without their marks.
TEST(Hangul, SoundChangesAreWrittenAsTheProclamationSays) {
  EXPECT_EQ(Sounds(U"백마"), "baengma");
  EXPECT_EQ(Sounds(U"종로"), "jongno");
  EXPECT_EQ(Sounds(U"왕십리"), "wangsimni");
  EXPECT_EQ(Sounds(U"별내"), "byeollae");
  EXPECT_EQ(Sounds(U"신라"), "silla");
  EXPECT_EQ(Sounds(U"해돋이"), "haedoji");
  EXPECT_EQ(Sounds(U"같이"), "gachi");
  EXPECT_EQ(Sounds(U"맞히다"), "machida");
  EXPECT_EQ(Sounds(U"좋고"), "joko");
  EXPECT_EQ(Sounds(U"놓다"), "nota");
  EXPECT_EQ(Sounds(U"묵호"), "mukho");  // in nouns the h is kept
  EXPECT_EQ(Sounds(U"집현전"), "jiphyeonjeon");
  EXPECT_EQ(Sounds(U"압구정"), "apgujeong");  // tense sounds are not written
  EXPECT_EQ(Sounds(U"낙동강"), "nakdonggang");
  EXPECT_EQ(Sounds(U"울산"), "ulsan");
}

TEST(Hangul, FinalsAreCarriedOverToAVowel) {
  EXPECT_EQ(Sounds(U"한국은행"), "hangugeunhaeng");
  EXPECT_EQ(Sounds(U"설악"), "seorak");  // proclamation 2000-8, section 2.2
  EXPECT_EQ(Sounds(U"대관령"), "daegwallyeong");
  EXPECT_EQ(Sounds(U"옥천"), "okcheon");
  EXPECT_EQ(Sounds(U"합덕"), "hapdeok");
  EXPECT_EQ(Sounds(U"밤섬"), "bamseom");
  EXPECT_EQ(Sounds(U"닭이"), "dalgi");
  EXPECT_EQ(Sounds(U"강아지"), "gangaji");
}

// Section 3.4 of the proclamation.
TEST(Hangul, GivenNamesKeepTheirLetters) {
  EXPECT_EQ(Letters(U"복남"), "boknam");
  EXPECT_EQ(Letters(U"빛나"), "bitna");
  EXPECT_EQ(Letters(U"용하"), "yongha");
}

TEST(Hangul, NamesOfThePressHaveTheVowelsOfMcCuneAndReischauer) {
  EXPECT_EQ(RomanizeHangul(U"정은", HangulStyle::kMcCune), "jongun");
  EXPECT_EQ(RomanizeHangul(U"영철", HangulStyle::kMcCune), "yongchol");
  EXPECT_EQ(RomanizeHangul(U"경희", HangulStyle::kMcCune), "kyonghui");
}

bool Spelt(char32_t syllable, std::string_view latin) {
  const std::vector<std::string> all = HangulSpellings(syllable);
  return std::find(all.begin(), all.end(), latin) != all.end();
}

TEST(Hangul, HabitsOfPassports) {
  EXPECT_EQ(HangulSpellings(U'철')[0], "cheol");
  for (const char* s : {"cheol", "chol", "chul"}) EXPECT_TRUE(Spelt(U'철', s)) << s;
  for (const char* s : {"yeong", "yong", "young"}) EXPECT_TRUE(Spelt(U'영', s)) << s;
  for (const char* s : {"jeong", "jong", "jung", "chong", "chung"}) EXPECT_TRUE(Spelt(U'정', s)) << s;
  for (const char* s : {"hui", "hee", "hi"}) EXPECT_TRUE(Spelt(U'희', s)) << s;
  for (const char* s : {"gyeong", "kyong", "kyung"}) EXPECT_TRUE(Spelt(U'경', s)) << s;
  for (const char* s : {"jun", "joon", "chun"}) EXPECT_TRUE(Spelt(U'준', s)) << s;
  for (const char* s : {"ryong", "yong"}) EXPECT_TRUE(Spelt(U'룡', s)) << s;
  EXPECT_FALSE(Spelt(U'용', "young"));
  EXPECT_FALSE(Spelt(U'종', "jung"));
  EXPECT_TRUE(HangulSpellings(U'A').empty());
}

// Hangul Orthography, sections 10 to 12.
TEST(Hangul, TheInitialLaw) {
  EXPECT_EQ(AtWordStart(U'리'), U'이');
  EXPECT_EQ(AtWordStart(U'룡'), U'용');
  EXPECT_EQ(AtWordStart(U'녀'), U'여');
  EXPECT_EQ(AtWordStart(U'로'), U'노');
  EXPECT_EQ(AtWordStart(U'락'), U'낙');
  EXPECT_EQ(AtWordStart(U'나'), U'나');
  EXPECT_EQ(AtWordStart(U'김'), U'김');
  EXPECT_EQ(AtWordStart(U'x'), U'x');
}

TEST(Hangul, LatinWordsAreCutIntoSyllables) {
  using Parts = std::vector<std::string_view>;
  EXPECT_EQ(KoreanSyllables("yeongcheol"), (Parts{"yeong", "cheol"}));
  EXPECT_EQ(KoreanSyllables("youngchul"), (Parts{"young", "chul"}));
  EXPECT_EQ(KoreanSyllables("myungbak"), (Parts{"myung", "bak"}));
  EXPECT_EQ(KoreanSyllables("kyunghee"), (Parts{"kyung", "hee"}));
  EXPECT_TRUE(KoreanSyllables("vladimir").empty());
  EXPECT_TRUE(KoreanSyllables("").empty());
}

// Every syllable that is written in letters is found again, whatever comes before or after it.
TEST(Hangul, EverySyllableHasItsRevisedRomanizationFirst) {
  for (char32_t c = 0xAC00; c <= 0xD7A3; ++c) {
    const std::string letters = RomanizeHangul(std::u32string(1, c), HangulStyle::kLetters);
    ASSERT_EQ(HangulSpellings(c)[0], letters) << static_cast<unsigned>(c);
    ASSERT_EQ(RomanizeHangul(std::u32string(1, c), HangulStyle::kSounds), letters);
    ASSERT_EQ(AtWordStart(AtWordStart(c)), AtWordStart(c));
  }
  for (char32_t c : NameSyllables()) ASSERT_EQ(KoreanSyllables(HangulSpellings(c)[0]).size(), 1u);
}

}  // namespace
}  // namespace text
