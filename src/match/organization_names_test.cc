// Names of organisations as users meet them: what peers' users complain about (nomenklatura issues 193, 245
// and 274, watchman 483, margince 2831 and 2852), legal forms of many countries, places in many languages,
// numbers, names without spaces. All names are made up, save those that the complaints give.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/match.h"
#include "match/name.h"
#include "match/test_lists.h"
#include "match/test_names.h"

namespace match {
namespace {

struct Alike {
  const char* a;
  const char* b;
  double least;
};
void AllAlike(std::initializer_list<Alike> pairs) {
  for (const Alike& p : pairs) {
    EXPECT_GE(Firms(p.a, p.b), p.least) << p.a << " | " << p.b;
    EXPECT_GE(Firms(p.b, p.a), p.least) << p.b << " | " << p.a;
  }
}

struct Different {
  const char* a;
  const char* b;
};
void AllDifferent(std::initializer_list<Different> pairs) {
  for (const Different& p : pairs) {
    EXPECT_LT(Firms(p.a, p.b), 0.50) << p.a << " | " << p.b;
    EXPECT_LT(Firms(p.b, p.a), 0.50) << p.b << " | " << p.a;
  }
}

TEST(PeersComplaints, AbbreviationsAndReversedWords) {
  AllAlike({{"GUANGZHOU HAIGE COMM GRP", "Guangzhou Haige Communications Group Co Ltd", 0.90},
            {"CNOOC ENERGY TECH & SRVCES LTD", "CNOOC Energy Technology & Services Limited", 0.95},
            {"HAIGE GUANGZHOU", "Guangzhou Haige Communications Group", 0.70},
            {"LUKOIL OIL COMP", "Lukoil Oil Company", 0.90}});
}

TEST(PeersComplaints, InitialsAndNumbersAreNotDropped) {
  AllAlike({{"A-B-C Company", "ABC Company", 0.90}, {"11420 CORP.", "11420 Corp", 0.90}});
  AllDifferent({{"A-B-C Company", "Star Company"},
                {"A-B-C Company", "Company"},
                {"11420 CORP.", "Corp"},
                {"11420 CORP.", "Alpha Corp"},
                {"11420 CORP.", "11421 Corp"},
                {"X-Y Trading", "Z-Q Trading"}});
}

TEST(PeersComplaints, ALegalFormInFrontOrWithoutSpaceIsNoResemblance) {
  AllAlike({{"삼성전자 주식회사", "삼성전자 주식회사", 0.95},
            {"广州海格通信集团股份有限公司", "广州海格通信集团股份有限公司", 0.95}});
  AllDifferent({{"삼성전자 주식회사", "현대자동차 주식회사"},
                {"삼성전자주식회사", "현대자동차주식회사"},
                {"CÔNG TY TNHH MAY HÒA BÌNH", "CÔNG TY TNHH THÉP VIỆT ĐỨC"},
                {"CÔNG TY CỔ PHẦN ZENOVA", "CÔNG TY CỔ PHẦN TAVIKO"},
                {"บริษัท ไทยออยล์ จำกัด", "บริษัท ไทยเบฟเวอเรจ จำกัด"}});
}

TEST(Words, AnArticleTakesTheSoundThatFollows) {
  AllAlike({{"Ar-Rashid Textile Company", "شركة الرشيد للمنسوجات", 0.70},
            {"An Najah Trading", "Al Najah Trading", 0.90}});
}

TEST(Words, ALegalFormInBracketsIsNoNameOfItsOwn) {
  AllDifferent({{"شرکت پولاد خزر (سهامی عام)", "شرکت نساجی البرز (سهامی عام)"}});
}

TEST(Words, VowelsThatAreNotWrittenMakeNoPlace) {
  // بري is overland; Bari is a city.
  EXPECT_FALSE(IsPlace("bari", "بري"));
  EXPECT_TRUE(IsPlace("bari", {}));
}

TEST(LegalForms, TheLongFormIsItsShortForm) {
  AllAlike({{"Zenova Limited Liability Company", "Zenova LLC", 0.95},
            {"Zenova Public Joint Stock Company", "Zenova PJSC", 0.95},
            {"Общество с ограниченной ответственностью Калина", "ООО Калина", 0.95},
            {"Товариство з обмеженою відповідальністю Калина", "ТОВ Калина", 0.95},
            {"Zenova Anonim Şirketi", "Zenova A.Ş.", 0.95},
            {"Zenova Korlátolt Felelősségű Társaság", "Zenova Kft", 0.95},
            {"Zenova spółka z ograniczoną odpowiedzialnością", "Zenova sp. z o.o.", 0.95},
            {"Zenova Società a responsabilità limitata", "Zenova S.r.l.", 0.95},
            {"Zenova Ανώνυμη Εταιρεία", "Zenova Α.Ε.", 0.95},
            {"Zenova Sendirian Berhad", "Zenova Sdn Bhd", 0.95},
            {"Zenova Sociedad Anónima de Capital Variable", "Zenova S.A. de C.V.", 0.95},
            {"ห้างหุ้นส่วนจำกัดทองคำไทย", "หจก. ทองคำไทย", 0.95}});
}

TEST(LegalForms, EquivalentFormsMeetAcrossLanguages) {
  AllAlike({{"Zenova GmbH", "Zenova LLC", 0.95},
            {"Zenova ХХК", "Zenova LLC", 0.95},
            {"Zenova בע\"מ", "Zenova Ltd", 0.95},
            {"Zenova Pvt Ltd", "Zenova Private Limited", 0.95},
            {"Zenova MChJ", "Zenova s.r.o.", 0.95},
            {"Zenova შპს", "Zenova d.o.o.", 0.95},
            {"Zenova K.K.", "Zenova Co., Ltd.", 0.95}});  // 株式会社 calls itself Co., Ltd.
  EXPECT_LT(Firms("Zenova GmbH", "Zenova AG"), Firms("Zenova GmbH", "Zenova LLC"));
  EXPECT_LT(Firms("Zenova JSC", "Zenova Co., Ltd."), Firms("Zenova LLC", "Zenova Co., Ltd."));
}

TEST(LegalForms, LetterByLetterTheyStandAnywhere) {
  AllAlike({{"Agropecuaria Sierra Zenova S.A. (Main Factory)", "Agropecuaria Sierra Zenova S.A.", 0.75}});
}

TEST(Words, ImportAndExportAreTwoWordsInEveryLanguage) {
  AllAlike({{"Zenova Impex", "Zenova Import Export", 0.95},
            {"Zenova 进出口有限公司", "Zenova Import and Export Co Ltd", 0.90},
            {"شركة الفجر للاستيراد والتصدير", "Al Fajr Import and Export Company", 0.60}});
}

TEST(Places, DivisionsAreCutFromTheirPlaces) {
  AllAlike({{"广东省东莞市恒达制衣有限公司", "Guangdong Dongguan Hengda Garment Co Ltd", 0.90},
            {"义乌市国际贸易有限公司", "Yiwu International Trade Co Ltd", 0.90},
            {"浙江省宁波市华盛纺织厂", "Zhejiang Ningbo Huasheng Textile Factory", 0.90},
            {"成都华盛钢铁有限公司", "Chengdu Huasheng Steel Co Ltd", 0.90}});
}

TEST(Places, APhraseMayHaveASlipOfThePen) {
  AllAlike({{"Hong Kogn Textile Zenova", "Hong Kong Textile Zenova", 0.90},
            {"San Fransisco Zenova Inc", "San Francisco Zenova Inc", 0.90},
            {"Republic of Korea Steel", "South Korea Steel", 0.90}});
}

TEST(Places, ACutOffPhraseIsStillOne) {
  AllAlike(
      {{"Malhas Zenova Amazonia de Rio de Janeir", "MALHAS ZENOVA AMAZONIA DE RIO DE JANEIRO S.A.", 0.90}});
}

TEST(Places, MeetAcrossLanguages) {
  AllAlike({{"Dimashq Textile Co", "Damascus Textile Co", 0.85},
            {"Peking Huasheng Steel", "Beijing Huasheng Steel", 0.95},
            {"Köln Maschinenbau GmbH", "Cologne Machinery GmbH", 0.85},
            {"北京华盛钢铁有限公司", "Peking Huasheng Steel Co Ltd", 0.90},
            {"Москва Ромашка ООО", "Moscow Romashka LLC", 0.90},
            {"香港恒达贸易有限公司", "Hongkong Hengda Trading Limited", 0.90},
            {"香港恒达贸易有限公司", "Hong Kong Hengda Trading Limited", 0.90},
            {"Saigon Dai Phat Trading", "Ho Chi Minh City Dai Phat Trading", 0.95},
            {"Rangoon Golden Lion Trading", "Yangon Golden Lion Trading", 0.95},
            {"شركة دمشق للنسيج", "Damascus Textile Company", 0.85}});
  AllDifferent({{"Damascus Textile Co", "Aleppo Textile Co"}, {"Beijing Steel", "Shanghai Steel"}});
}

TEST(Numbers, MeetAsDigitsWordsAndNumerals) {
  AllAlike({{"深圳市第三纺织厂", "Shenzhen No. 3 Textile Factory", 0.90},
            {"深圳市第三纺织厂", "Shenzhen Third Textile Factory", 0.90},
            {"Dongfang Number Two Factory", "Dongfang Factory No. 2", 0.85},
            {"Hengda Plant III", "Hengda Plant 3", 0.95},
            {"Hengda 3rd Plant", "Hengda Plant Three", 0.90},
            {"東京第二工場株式会社", "Tokyo Second Factory KK", 0.90},
            {"한국 제3공장", "Korea Factory No. 3", 0.85},
            {"沈阳第一机床厂", "Shenyang No. 1 Machine Tool Factory", 0.85}});
  AllDifferent({{"深圳市第三纺织厂", "Shenzhen No. 2 Textile Factory"},
                {"沈阳第一机床厂", "Shenyang No. 3 Machine Tool Factory"}});
}

TEST(Unspaced, PlaceBrandTradeAndFormAreCutApart) {
  AllAlike({{"广州海格通信集团股份有限公司", "Guangzhou Haige Communications Group Co Ltd", 0.90},
            {"株式会社ヤマト運輸", "Yamato Transport Co Ltd", 0.90},
            {"บริษัททองคำไทยจำกัด", "บริษัท ทองคำไทย จำกัด", 0.95},
            {"บริษัท กรุงเทพ สิ่งทอ จำกัด", "Bangkok Textile Co Ltd", 0.85},
            {"ရွှေခြင်္သေ့ ကုမ္ပဏီလီမိတက်", "ရွှေခြင်္သေ့", 0.90},
            {"ក្រុមហ៊ុនសុខាសំណង់", "ក្រុមហ៊ុន សុខា សំណង់", 0.90},
            {"ບໍລິສັດ ລາວທອງ ຈໍາກັດ", "ລາວທອງ", 0.90}});
}

TEST(Unspaced, BusinessWordsOfSeveralSyllables) {
  AllAlike({{"Công ty cổ phần Thương mại Dịch vụ Phong Phú", "Phong Phu Trading Service JSC", 0.90},
            {"CÔNG TY TNHH SẢN XUẤT THƯƠNG MẠI XUẤT NHẬP KHẨU ĐẠI PHÁT",
             "Dai Phat Manufacturing Trading Import Export Co Ltd", 0.90}});
}

// However a name is cut, nothing of it is lost and nothing is added.
TEST(Unspaced, CuttingKeepsEveryLetter) {
  for (const char* name :
       {"บริษัททองคำไทยจำกัด", "ក្រុមហ៊ុនសុខាសំណង់", "ရွှေကုန်သွယ်ရေးကုမ္ပဏီလီမိတက်", "广州海格通信集团股份有限公司",
        "深圳市第三纺织厂", "삼성전자주식회사", "ລາວທອງການຄ້າ"}) {
    const auto letters = [&](Kind kind) {
      std::string out;
      const std::vector<Name> readings = PrepareName(name, kind);
      for (const Token& t : readings.at(0).tokens) out += t.written;
      std::erase(out, ' ');
      return out;
    };
    EXPECT_EQ(letters(Kind::kOrganization), letters(Kind::kPerson)) << name;
  }
}

// What is put together from many tokens keeps to the length of a word, and the index to the reference.
TEST(JoinedTokens, KeepToTheLengthOfAWord) {
  const auto repeated = [](std::string_view word, std::size_t times) {
    std::string name;
    for (std::size_t i = 0; i < times; ++i) name += (i > 0 ? " " : "") + std::string(word);
    return name;
  };
  const std::vector<std::string> texts = {repeated("A.", base::kMaxNameTokens),
                                          repeated("S.A.", base::kMaxNameTokens / 2),
                                          repeated("Hong Kong", base::kMaxNameTokens / 2),
                                          repeated("Impex", base::kMaxNameTokens / 2),
                                          repeated("Limited Liability Company", base::kMaxNameTokens / 3),
                                          repeated("ห้างหุ้นส่วนจำกัด", 20),
                                          repeated("广东省", 20),
                                          "第" + repeated("一二三四五六七八九十", 6)};
  std::vector<entity::Entity> entities;
  for (const std::string& text : texts) {
    for (const Name& name : PrepareName(text, Kind::kOrganization)) {
      EXPECT_LE(name.tokens.size(), base::kMaxNameTokens);
      for (const Token& t : name.tokens) EXPECT_LE(t.form.size(), base::kMaxWordLetters) << text;
    }
    entities.push_back(testing::Make("Company", {text.c_str()}));
  }
  const testing::Compiled world = testing::Compiled::Of(entities);
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  for (const entity::Entity& party : entities) {
    const std::vector<Alert> fast = Screen(party, lists, {}, scratch);
    const std::vector<Alert> slow = ScreenByBruteForce(party, lists, {});
    ASSERT_EQ(fast.size(), slow.size());
    for (std::size_t i = 0; i < fast.size(); ++i) EXPECT_EQ(fast[i].score, slow[i].score);
  }
}

}  // namespace
}  // namespace match
