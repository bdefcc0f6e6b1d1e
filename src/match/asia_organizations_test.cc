// Names of organisations of East and South East Asia as translators write them. All are made up.

#include <gtest/gtest.h>

#include "match/districts.h"
#include "match/letter_names.h"
#include "match/match.h"
#include "match/name.h"
#include "match/tables.h"
#include "match/test_names.h"
#include "match/vietnamese_words.h"

namespace match {
namespace {

// The forms of the words of the first reading.
std::string Forms(std::string_view name) {
  const std::vector<Name> names = PrepareName(name, Kind::kOrganization);
  std::string out;
  for (const Token& t : names.at(0).tokens) out += (out.empty() ? "" : " ") + t.form;
  return out;
}

TEST(AsiaOrganizations, RunsAreCutWithTheLeastRest) {
  EXPECT_EQ(Forms("동진화학"), "dongjin hwahak");     // not 동|진화|학
  EXPECT_EQ(Forms("한강관광"), "hangang gwangwang");  // not 한|강관|광
  EXPECT_EQ(Forms("大连金马灯饰厂"), "dalian jinma dengshi chang");
}

TEST(AsiaOrganizations, WhatIsTranslatedMayStandElsewhere) {
  EXPECT_GT(Firms("Công ty TNHH Bao bì Hòa Phú", "Hoa Phu Packaging Co., Ltd."), 0.95);
  EXPECT_LT(Firms("Hoa Phu Packaging", "Phu Hoa Packaging"), 0.99);  // the brand may not
}

TEST(AsiaOrganizations, VietnameseWordsOfOneSyllable) {
  EXPECT_GT(Firms("Công ty Cổ phần Gạch Nam Phúc", "Nam Phuc Brick JSC"), 0.90);
  EXPECT_LT(Firms("Công ty Cổ phần Gạch Nam Phúc", "Công ty Cổ phần Giấy Nam Phúc"), 0.70);
  EXPECT_EQ(Forms("Công ty TNHH Gách Việt Nam"), "congtytnhh gach vietnam");  // other marks, another word
  EXPECT_EQ(Forms("Giay Nam Phuc"), "giay nam phuc");                         // no form in front
  EXPECT_LT(Firms("Hợp tác xã Nông nghiệp An Bình", "Hợp tác xã Nông nghiệp Phú Bình"), 0.70);
}

TEST(AsiaOrganizations, ALegalFormThatBeginsAPhrase) {
  EXPECT_EQ(Forms("Công ty TNHH Cà phê Núi Xanh"), "congtytnhh caphe nui xanh");
}

TEST(AsiaOrganizations, MembersOfACompanyAreNoNumber) {
  EXPECT_GT(Firms("Thien Long Paper Single Member Co., Ltd.", "Thien Long Paper Co., Ltd."), 0.95);
}

TEST(AsiaOrganizations, ATradeThatIsNamedTwice) {
  EXPECT_GT(Firms("Blue Bay Travel & Tourism LLC", "Blue Bay Travel LLC"), 0.97);
}

TEST(AsiaOrganizations, PluralsAndSynonyms) {
  EXPECT_EQ(TradeWordOf("tiles", ""), TradeWordOf("tile", ""));
  EXPECT_EQ(TradeWordOf("brushess", ""), "");
  EXPECT_EQ(TradeWordOf("apparel", ""), TradeWordOf("garment", ""));
  EXPECT_EQ(TradeWordOf("shipin", "饰品"), "accessory");  // not 食品, which is read the same
}

TEST(AsiaOrganizations, DistrictsBesideTheirCity) {
  EXPECT_EQ(DistrictAt(U"鼓楼新华", U"南京"), 2u);
  EXPECT_EQ(DistrictAt(U"鼓楼新华", U"北京"), 0u);
  EXPECT_EQ(DistrictAt(U"长安镇新华", U"东莞"), 3u);
  EXPECT_EQ(DistrictAt(U"", U"东莞"), 0u);
  EXPECT_GT(Firms("南京江宁新华电缆有限公司", "Nanjing Xinhua Cable Co., Ltd."), 0.75);
  EXPECT_LT(Firms("南京江宁新华电缆有限公司", "Nanjing Jiangning Dongfang Cable Co., Ltd."), 0.50);
}

TEST(AsiaOrganizations, LettersByTheirNames) {
  EXPECT_EQ(LettersNamed("เอบีซี"), "abc");
  EXPECT_EQ(LettersNamed("케이디비"), "kdb");
  EXPECT_EQ(LettersNamed("한국"), "");
  EXPECT_GT(Firms("บริษัท เอ.บี.ซี. วิศวกรรม จำกัด", "ABC Engineering Co., Ltd."), 0.90);
}

TEST(AsiaOrganizations, JapaneseAndHongKongReadings) {
  EXPECT_GT(Firms("株式会社大阪光学", "Osaka Kogaku K.K."), 0.90);
  EXPECT_GT(Firms("富榮貿易有限公司", "Fu Wing Trading Co Ltd"), 0.90);
}

TEST(AsiaOrganizations, ThaiWordsOneByOne) {
  EXPECT_GT(Firms("บริษัท บ้านเก่าขนส่ง จำกัด", "Ban Kao Transport Co., Ltd."), 0.90);
}

}  // namespace
}  // namespace match
