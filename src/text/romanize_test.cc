#include "text/romanize.h"

#include <gtest/gtest.h>

#include "text/tokens.h"

namespace text {
namespace {

std::string Read(std::string_view name, Reading reading = Reading::kDefault) {
  std::string out;
  for (const RawToken& t : SplitTokens(name))
    out += (out.empty() ? "" : " ") + Romanize(t.letters, t.script, reading);
  return out;
}
std::string Ukrainian(std::string_view name) {
  return Read(name, Reading::kUkrainian);
}

TEST(Romanize, RussianAndUkrainianApart) {
  EXPECT_EQ(Read("Владимир Путин"), "vladimir putin");
  EXPECT_EQ(Ukrainian("Володимир Зеленський"), "volodymyr zelenskyi");
  EXPECT_EQ(Read("Сергей Шойгу"), "sergey shoygu");
  EXPECT_EQ(Ukrainian("Сергій Шойгу"), "serhii shoihu");
  EXPECT_EQ(Read("Григорий"), "grigoriy");
  EXPECT_EQ(Ukrainian("Григорій"), "hryhorii");
  EXPECT_EQ(Ukrainian("Згурський"), "zghurskyi");
  EXPECT_EQ(Ukrainian("Єнакієве Їжакевич Йосипівка Юрій Яготин"),
            "yenakiieve yizhakevych yosypivka yurii yahotyn");
  EXPECT_EQ(Read("Щербаков Хрущёв Цой Объект"), "shcherbakov khrushchev tsoy obekt");
}

TEST(Romanize, GreekDigraphs) {
  EXPECT_EQ(Read("Παπανδρέου"), "papandreou");
  EXPECT_EQ(Read("Μπακογιάννη"), "bakogianni");
  EXPECT_EQ(Read("Ντόρα"), "dora");
  EXPECT_EQ(Read("Αντώνης"), "antonis");
  EXPECT_EQ(Read("Γκίκας Άγγελος"), "gikas angelos");
  EXPECT_EQ(Read("Ευάγγελος"), "evangelos");
  EXPECT_EQ(Read("Ψαρός Ξένος Χρήστος Θεός"), "psaros xenos christos theos");
}

TEST(Romanize, HangulByLetters) {
  EXPECT_EQ(Read("김정은"), "gimjeongeun");
  EXPECT_EQ(Read("박근혜"), "bakgeunhye");
  EXPECT_EQ(Read("삼성"), "samseong");
  EXPECT_EQ(Read("정은 영철 광수", Reading::kKoreanNames), "jongun yongchol kwangsu");
  EXPECT_EQ(Read("ㄱ"), "");  // a letter alone is no syllable
}

TEST(Romanize, HanByReadingTraditionalLikeSimplified) {
  EXPECT_EQ(Read("习近平"), "xijinping");
  EXPECT_EQ(Read("習近平"), Read("习近平"));
  EXPECT_EQ(Read("廣東紡織"), Read("广东纺织"));
  EXPECT_EQ(Read("王", Reading::kCantonese), "wong");
  EXPECT_EQ(Read("王"), "wang");
  EXPECT_EQ(Read("陈", Reading::kCantonese), "can");  // Jyutping, as Unihan has it
  EXPECT_EQ(Read("陈"), "chen");
}

TEST(Romanize, OtherScriptsByIcu) {
  EXPECT_EQ(Read("トヨタ"), "toyota");
  EXPECT_EQ(Read("Հայկ"), "hayk");
  EXPECT_FALSE(Read("राम").empty());
  EXPECT_FALSE(Read("สมชาย").empty());
}

TEST(Romanize, OnlyPlainLettersAndDigitsComeOut) {
  for (char32_t c = 0x80; c < 0x30000; ++c) {
    if (!IsLetter(c) && !IsDigit(c)) continue;
    const Script script = ScriptOf(c);
    if (script == Script::kOther && c % 16 != 0) continue;  // ICU is slow
    for (const Reading reading :
         {Reading::kDefault, Reading::kUkrainian, Reading::kMongolian, Reading::kCantonese, Reading::kPersian,
          Reading::kSpirants, Reading::kThaiHabit}) {
      for (char r : Romanize(std::u32string(1, c), script, reading)) {
        ASSERT_TRUE((r >= 'a' && r <= 'z') || (r >= '0' && r <= '9'))
            << std::hex << static_cast<std::uint32_t>(c);
      }
    }
  }
}

}  // namespace
}  // namespace text
