// Names of East Asia that are close by their letters and two names by their syllables. All are made up.

#include "match/syllable_similarity.h"

#include <gtest/gtest.h>

#include "match/match.h"
#include "match/test_names.h"

namespace match {
namespace {

TEST(Syllables, TwoOfVietnameseAreTwoNames) {
  EXPECT_LT(Persons("Lê Văn Hạnh", "Lê Văn Hoành"), 0.80);
  EXPECT_GT(Persons("Lê Văn Hạnh", "Le Van Hanh"), 0.99);
  EXPECT_LT(Firms("Minh Khang Trading Co., Ltd.", "Minh Khanh Trading Co., Ltd."), 0.70);
}

TEST(Syllables, HangulAgainstLettersThatAreOtherSyllables) {
  EXPECT_LT(Persons("박민수", "Park Min"), 0.80);
  EXPECT_LT(Persons("정태호", "Jung Tae-min"), 0.60);
  EXPECT_GT(Persons("정태호", "Jung Tae-ho"), 0.90);
  EXPECT_LT(Firms("주식회사 서진물산", "Sejin Mulsan Co., Ltd."), 0.60);
  EXPECT_GT(Firms("주식회사 서진물산", "Seojin Mulsan Co., Ltd."), 0.90);
}

TEST(Syllables, HanAgainstPinyinGoesByMandarin) {
  EXPECT_LT(Persons("何国荣", "He Guoqing"), 0.70);
  EXPECT_GT(Persons("何国荣", "He Guorong"), 0.95);
  EXPECT_LT(Firms("昆明华欣贸易有限公司", "Kunming Huaxing Trading Co., Ltd."), 0.80);
}

TEST(Syllables, BrandsInHanDifferByACharacter) {
  EXPECT_LT(Firms("无锡安利达机械有限公司", "无锡安盛达机械有限公司"), 0.50);
}

TEST(Syllables, TwoKnownJapaneseNames) {
  EXPECT_LT(Persons("山本和夫", "Yamamoto Kazuko"), 0.60);
  EXPECT_GT(Persons("山本和夫", "Yamamoto Kazuo"), 0.90);
}

TEST(Syllables, CapsAreSymmetric) {
  for (Kind kind : {Kind::kPerson, Kind::kOrganization}) {
    for (const Word a : {Word{"minsu", "민수"}, Word{"min", ""}, Word{"guorong", "国荣"}, Word{"hanh", ""}}) {
      for (const Word b :
           {Word{"minseo", ""}, Word{"guoqing", ""}, Word{"hoanh", ""}, Word{"minsu", "민수"}}) {
        EXPECT_EQ(SyllablesCap(a, b, kind), SyllablesCap(b, a, kind)) << a.form << ' ' << b.form;
        EXPECT_EQ(SyllableCap(a, b, kind), SyllableCap(b, a, kind)) << a.form << ' ' << b.form;
      }
    }
  }
}

}  // namespace
}  // namespace match
