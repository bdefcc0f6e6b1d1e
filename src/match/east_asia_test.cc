// Names of persons from China, Hong Kong, Taiwan, Singapore, Korea, Vietnam and Japan in their own scripts
// and in the Latin spellings that papers give them. The persons are public figures or made up; the spellings
// are those of the rules that text/hangul.h, mandarin.h, cantonese.h and kana.h name.

#include <gtest/gtest.h>

#include "match/match.h"
#include "match/name.h"
#include "match/readings.h"
#include "match/test_lists.h"

namespace match {
namespace {

constexpr double kThreshold = 0.70;

struct Names {
  const char* one;
  const char* other;
};

void Same(const std::vector<Names>& pairs) {
  for (const Names& pair : pairs) {
    const double score = CompareNames(entity::schema::Person(), pair.one, pair.other);
    EXPECT_GE(score, kThreshold) << pair.one << " / " << pair.other;
  }
}
void Different(const std::vector<Names>& pairs) {
  for (const Names& pair : pairs) {
    const double score = CompareNames(entity::schema::Person(), pair.one, pair.other);
    EXPECT_LT(score, kThreshold) << pair.one << " / " << pair.other;
  }
}

TEST(EastAsia, KoreanInLatinBySeveralHabits) {
  Same({{"Kim Yong-chol", "Kim Young Chul"},
        {"Kim Yongchol", "Kim Yeongcheol"},
        {"Kim Yeongcheol", "Young Chul Kim"},
        {"Ri Pyong Chol", "Lee Byung-chul"},
        {"Pak Chong-hui", "Park Chung Hee"},
        {"Yi Myong-bak", "Lee Myung-bak"},
        {"Rhee Syngman", "Rhee Syng Man"},
        {"Choi Ryong Hae", "Choe Ryong-hae"},
        {"Jung Hyun-suk", "Jeong Hyeon Seok"},
        {"Kang Kyung-wha", "Kang Kyung Wha"},
        {"I Myeong-bak", "Lee Myung Bak"},
        {"O Kuk Ryol", "Oh Kuk-ryol"},
        {"I Seunghyeon", "Lee Seung-hyun"},
        {"Kim Yongc-hol", "Kim Yong-chol"},
        {"Chung Mong-joon", "Jeong Mong-jun"},
        {"Moon Jae-in", "Mun Jae In"}});
  Different({{"Kim Hyun-soo", "Kim Hyung-soo"},
             {"Jung Min-ho", "Jang Min-ho"},
             {"Kim Yong-su", "Kim Jong-su"},
             {"Lee Sang-ho", "Lee Sung-ho"},
             {"Kim Min-jun", "Kim Min-ji"}});
}

TEST(EastAsia, HangulAndItsSpellings) {
  Same({{"김영철", "Kim Yong Chol"},
        {"김영철", "Kim Young-chul"},
        {"김영철", "Yeongcheol Kim"},
        {"이명박", "Lee Myung-bak"},
        {"이명박", "Yi Myong-bak"},
        {"박정희", "Park Chung-hee"},
        {"박정희", "Pak Chong-hui"},
        {"최룡해", "Choe Ryong Hae"},
        {"정몽준", "Chung Mong-joon"},
        {"리병철", "Ri Pyong Chol"},
        {"이병철", "Lee Byung-chul"},
        {"리용남", "이용남"},
        {"문재인", "Moon Jae In"},
        {"강경화", "Kang Kyung-hwa"},
        {"반기문", "Ban Ki-moon"},
        {"노무현", "Roh Moo-hyun"},
        {"남궁 민수", "Namgung Minsu"},
        {"은서 최", "Choi Eun Seo"}});
  Different({{"김영철", "김용철"},
             {"김영철", "Kim Jong Chol"},
             {"김영호", "김용호"},  // both "yongho" in the press
             {"이상호", "Lee Sung-ho"},
             {"김정은", "Kim Jong Il"},
             {"박정희", "Park Geun-hye"},
             {"이재형", "이재명"}});
}

TEST(EastAsia, MandarinInPinyinAndInWadeGiles) {
  Same({{"Teng Hsiao-p'ing", "Deng Xiaoping"},
        {"Teng Hsiao-ping", "Deng Xiaoping"},
        {"Mao Tse-tung", "Mao Zedong"},
        {"Chou En-lai", "Zhou Enlai"},
        {"Chiang Ching-kuo", "Jiang Jingguo"},
        {"Hua Kuo-feng", "Hua Guofeng"},
        {"Chao Tzu-yang", "Zhao Ziyang"},
        {"Hsu Shih-ch'ang", "Xu Shichang"},
        {"Hsiao-p'ing Teng", "Deng Xiao Ping"}});
  Different({{"Teng Hsiao-p'ing", "Deng Xiaobing"},  // the apostrophe tells
             {"Wang Ping", "Wang Bing"},
             {"Chou En-lai", "Zhou Peiyuan"}});
}

TEST(EastAsia, ChineseGivenNamesSplitJoinedOrFirst) {
  Same({{"Deng Xiaoping", "Deng Xiao Ping"},
        {"Deng Xiaoping", "Xiaoping Deng"},
        {"Deng Xiaoping", "DENG, Xiao-ping"},
        {"Ouyang Nana", "Nana Ouyang"},
        {"Chan Tai Man", "Tai Man Chan"}});
}

TEST(EastAsia, HanInItsReadings) {
  Same({{"邓小平", "Deng Xiaoping"},    {"鄧小平", "Teng Hsiao-p'ing"}, {"鄧小平", "邓小平"},
        {"李登輝", "Lee Teng-hui"},     {"李登辉", "Li Denghui"},       {"蔡英文", "Tsai Ying-wen"},
        {"馬英九", "Ma Ying-chiu"},     {"陳大文", "Chan Tai Man"},     {"黃志強", "Wong Chi Keung"},
        {"張國榮", "Cheung Kwok Wing"}, {"梁振英", "Leung Chun-ying"},  {"鄭月娥", "Cheng Yuet-ngor"},
        {"曾蔭權", "Tsang Yam-kuen"},   {"董建華", "Tung Kin Wah"},     {"林國強", "Lim Kok Keong"},
        {"金正恩", "Kim Jong Un"},      {"金正恩", "김정은"},           {"朴槿惠", "Park Geun-hye"},
        {"文在寅", "Moon Jae-in"},      {"全斗煥", "Chun Doo-hwan"},    {"金日成", "Kim Il Sung"},
        {"李明博", "Lee Myung-bak"},    {"潘基文", "Ban Ki-moon"},      {"金铁三", "Kim Chol Sam"},
        {"郑梦准", "Chung Mong-joon"},  {"阮文英", "Nguyen Van Anh"},   {"阮富仲", "Nguyễn Phú Trọng"},
        {"陈文雄", "Tran Van Hung"},    {"武文勇", "Vo Van Dung"}});
  Different({{"王小明", "黄小明"},  // both Wong in Hong Kong
             {"邓小平", "Deng Xiaobing"},
             {"金正恩", "Kim Jong Il"},
             {"陳大文", "Chan Siu Ming"},
             {"王小明", "王少明"},  // both Siu Ming
             {"陈国强", "陈国栋"},
             {"阮文英", "Nguyen Thi Hoa"}});
}

TEST(EastAsia, SurnamesOfTheSouthSeas) {
  Same({{"林國強", "Lim Kok Keong"},
        {"Lim Guoqiang", "Lin Guoqiang"},
        {"Tan Jia Wei", "Chen Jiawei"},
        {"Ng Xiaoming", "Huang Xiaoming"},
        {"Wong Xiaoming", "Wang Xiaoming"}});
}

TEST(EastAsia, VietnameseWithoutMarksAndInAnyOrder) {
  Same({{"Nguyễn Văn Anh", "Nguyen Van Anh"},
        {"Nguyen Van Anh", "Anh Nguyen Van"},
        {"Nguyen Van Anh", "Anh Van Nguyen"},
        {"Đỗ Thị Hương", "DO THI HUONG"},
        {"Trần Đại Quang", "Quang Tran Dai"}});
  Different({{"Nguyễn Văn Anh", "Nguyễn Văn Hùng"}, {"Trần Thị Mai", "Trần Thị Lan"}});
}

TEST(EastAsia, KanaWithAndWithoutLongVowels) {
  Same({{"サトウ タロウ", "Sato Taro"},
        {"さとう たろう", "Satou Tarou"},
        {"オオノ ケイコ", "Ono Keiko"},
        {"オオノ ケイコ", "Oono Keiko"},
        {"バラク・オバマ", "Barack Obama"},
        {"タナカ カクエイ", "Tanaka Kakuei"}});
}

TEST(EastAsia, KanjiByTheTableOfNames) {
  Same({{"田中角栄", "Tanaka Kakuei"},
        {"田中 角栄", "Kakuei Tanaka"},
        {"佐藤健太", "Sato Kenta"},
        {"佐藤健太", "Satou Kenta"},
        {"佐々木 直子", "Sasaki Naoko"},
        {"高橋 みなみ", "Takahashi Minami"},
        {"渡邊陽子", "Watanabe Yoko"},
        {"渡辺陽子", "渡邊陽子"},
        {"修平 小林", "Shuhei Kobayashi"}});
  Different({{"佐藤 大樹", "佐藤 大輝"},  // both Daiki
             {"田中角栄", "Tanaka Kenta"},
             {"王勇", "O Isamu"}});
}

TEST(EastAsia, KoreanFirmsAsTheySpellThemselves) {
  for (const Names& pair : std::vector<Names>{{"삼성전자", "Samsung Electronics"},
                                              {"현대", "Hyundai"},
                                              {"두산", "Doosan"},
                                              {"효성", "Hyosung"},
                                              {"한국은행", "Hanguk Eunhaeng"}}) {
    EXPECT_GE(CompareNames(entity::schema::Company(), pair.one, pair.other), kThreshold)
        << pair.one << " / " << pair.other;
  }
  for (const Names& pair : std::vector<Names>{{"삼성", "Samsun"}, {"현대", "Handai"}, {"두산", "Dosan"}}) {
    EXPECT_LT(CompareNames(entity::schema::Company(), pair.one, pair.other), 0.85)
        << pair.one << " / " << pair.other;
  }
}

TEST(EastAsia, ReadingsAreGivenWhereTheyArePlausibleOnly) {
  const auto count = [](const char* name, Kind kind = Kind::kPerson) {
    return PrepareName(name, kind).size();
  };
  EXPECT_EQ(count("Deng Xiaoping"), 1u);
  EXPECT_EQ(count("Wang Ping"), 1u);
  EXPECT_EQ(count("Vladimir Putin"), 1u);
  EXPECT_EQ(count("Kim Yong Chol"), 1u);
  EXPECT_EQ(count("Kim Yongchol"), 2u);
  EXPECT_EQ(count("Teng Hsiao-p'ing"), 2u);
  EXPECT_EQ(count("Teng Hsiao-ping"), 3u);  // bing or ping
  EXPECT_LE(count("金正恩"), kMaxReadings);
  EXPECT_EQ(count("贝拉克·侯赛因·奥巴马"), 2u);           // not the shape of a Chinese name
  EXPECT_EQ(count("广州恒达", Kind::kOrganization), 2u);  // Pinyin, Hong Kong
  // As many as there can be.
  EXPECT_LE(count("Ch'u Chu-chu Chu"), kMaxReadings);
  for (const char* name : {"Chu Chu Chu Chu", "Tsu Ch'u Chu", "I Chu-chu", "O Ch'u"})
    EXPECT_LE(count(name), kMaxReadings) << name;
}

}  // namespace
}  // namespace match
