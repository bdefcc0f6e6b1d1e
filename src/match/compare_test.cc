// Pairs of names that a person would call the same or different, in many scripts; and limits on names.

#include <gtest/gtest.h>

#include "base/limits.h"
#include "match/match.h"
#include "match/name.h"
#include "match/test_lists.h"

namespace match {
namespace {

struct Labelled {
  const char* schema;
  const char* name1;
  const char* name2;
};

constexpr double kThreshold = 0.70;

void Check(const Labelled& pair, bool same) {
  const double score = CompareNames(entity::SchemaNamed(pair.schema), pair.name1, pair.name2);
  EXPECT_EQ(score >= kThreshold, same) << pair.name1 << " / " << pair.name2 << " " << score;
}

TEST(CompareNames, OneNameInTwoScripts) {
  for (const Labelled& pair : std::vector<Labelled>{
           {"Person", "Владимир Путин", "Vladimir Putin"},
           {"Person", "Володимир Зеленський", "Volodymyr Zelenskyy"},
           {"Person", "Сергей Лавров", "Sergei Lavrov"},
           {"Person", "Αθανάσιος Παπαδόπουλος", "Athanasios Papadopoulos"},
           {"Person", "김정은", "Kim Jong Un"},
           {"Person", "김정은", "KIM, Jong-un"},
           {"Person", "习近平", "Xi Jinping"},
           {"Person", "習近平", "习近平"},
           {"Person", "محمد علي", "Mohammed Ali"},
           {"Person", "محمد علي", "Muhammad Aly"},
           {"Person", "خالد حسن", "Khaled Hassan"},
           {"Person", "Nguyễn Văn Hùng", "Nguyen Van Hung"},
           {"Person", "Đặng Thị Hương", "Dang Thi Huong"},
           {"Company", "ООО Газпром нефть", "Gazprom Neft LLC"},
           {"Company", "广州恒达纺织有限公司", "Guangzhou Hengda Textile Co., Ltd."},
           {"Company", "三星电子", "三星電子"},
       }) {
    Check(pair, true);
  }
}

TEST(CompareNames, OneNameWrittenInTwoWays) {
  for (const Labelled& pair : std::vector<Labelled>{
           {"Person", "Muammar Qaddafi", "Moammar Gadhafi"},
           {"Person", "Abd al-Rahman Yusuf", "Abdul Rahman Youssef"},
           {"Person", "Osama bin Laden", "Usama bin Ladin"},
           {"Person", "William Clinton", "Bill Clinton"},
           {"Person", "Dr. Hans Müller", "Hans Mueller"},
           {"Person", "Jean-Claude Juncker", "JC Juncker"},
           {"Company", "Hengda International Trading Co., Ltd.", "Hengda Intl Trading Company Limited"},
           {"Company", "Hengda Manufacturing", "Hengda Mfg."},
           {"Company", "A.B.C. Zyxwlorn", "ABC Zyxwlorn GmbH"},
           {"Vessel", "M/V Ocean Star Zyx", "Ocean Star Zyx"},
       }) {
    Check(pair, true);
  }
}

TEST(CompareNames, OtherNames) {
  for (const Labelled& pair : std::vector<Labelled>{
           {"Person", "Boris Netanyahu", "Benjamin Netanyahu"},
           {"Person", "김정은", "Kim Jong Il"},
           {"Person", "김정은", "김종은"},
           {"Person", "习近平", "Xi Zhongxun"},
           {"Person", "Владимир Путин", "Vladimir Lenin"},
           {"Person", "محمد علي", "Mohammed Hassan"},
           {"Person", "Bashar al-Assad", "Hafez al-Assad"},
           {"Company", "Volkswagen AG", "Siemens AG"},
           {"Company", "11420 CORP.", "99817 CORP."},
           {"Company", "Guangzhou Hengda Textile", "Guangzhou Yulong Textile"},
           {"Company", "Hengda Textile", "Hengda Chemical"},
           {"Company", "ООО Ромашка", "ООО Василёк"},
       }) {
    Check(pair, false);
  }
}

TEST(CompareNames, NothingToCompareIsZero) {
  EXPECT_EQ(CompareNames(entity::schema::Person(), "", "Ivan"), 0);
  EXPECT_EQ(CompareNames(entity::schema::Person(), "...", "..."), 0);
  EXPECT_EQ(CompareNames(entity::schema::Company(), "\xFF", "\xFF"), 0);
}

TEST(UsableName, SaysWhatIsWrong) {
  std::string why;
  EXPECT_TRUE(UsableName("Hengda", &why));
  EXPECT_TRUE(UsableName("3"));
  EXPECT_TRUE(UsableName("김"));
  EXPECT_FALSE(UsableName("", &why));
  EXPECT_FALSE(why.empty());
  EXPECT_FALSE(UsableName("-- ..", &why));
  EXPECT_NE(why.find("no letter or digit"), std::string::npos);
}

TEST(Limits, KMaxNameBytes) {
  std::string why;
  EXPECT_TRUE(UsableName(std::string(base::kMaxNameBytes, 'a')));
  EXPECT_FALSE(UsableName(std::string(base::kMaxNameBytes + 1, 'a'), &why));
  EXPECT_NE(why.find("4,096"), std::string::npos);
  EXPECT_TRUE(PrepareName(std::string(base::kMaxNameBytes + 1, 'a'), Kind::kPerson).empty());
}

TEST(Limits, KMaxNameTokens) {
  std::string words;
  for (std::size_t i = 0; i < base::kMaxNameTokens; ++i) words += "word" + std::to_string(i) + " ";
  std::string why;
  EXPECT_TRUE(UsableName(words));
  EXPECT_GT(CompareNames(entity::schema::Company(), words, words), 0.9);
  EXPECT_FALSE(UsableName(words + "more", &why));
  EXPECT_NE(why.find("48"), std::string::npos);
  EXPECT_EQ(CompareNames(entity::schema::Company(), words + "more", words), 0);
  std::string many;
  for (int i = 0; i < 1300; ++i) many += "w ";
  EXPECT_FALSE(UsableName(many));
}

TEST(Limits, KMaxWordLetters) {
  const std::string word(base::kMaxWordLetters, 'a');
  const std::vector<Name> names = PrepareName(word + "bcd", Kind::kPerson);
  ASSERT_EQ(names.size(), 1u);
  EXPECT_EQ(names[0].tokens[0].form, word);  // the rest is ignored
  EXPECT_EQ(names[0].tokens[0].written, word + "bcd");
}

// What is joined from many tokens still fits a compiled list, whose words have a byte for their length.
TEST(Limits, JoinedWordsKeepToTheLengthOfAWord) {
  std::string soft;  // one letter each, with a long original
  for (int i = 0; i < 20; ++i) {
    soft += "а";
    for (int k = 0; k < 40; ++k) soft += "ь";
    soft += " ";
  }
  std::string numbers = "ten";
  for (std::size_t i = 1; i < base::kMaxNameTokens; ++i) numbers += " zeroth";
  for (const std::string& name : {soft, numbers}) {
    for (const char* schema : {"Person", "Company"}) {
      const testing::Compiled world = testing::Compiled::Of({testing::Make(schema, {name.c_str()})});
      EXPECT_GT(world.list.name_count(), 0u);
      const CompiledList* lists[] = {&world.list};
      Scratch scratch;
      EXPECT_EQ(Screen(testing::Make(schema, {name.c_str()}), lists, {}, scratch).size(), 1u);
    }
  }
}

TEST(Limits, KMaxNamesPerEntity) {
  entity::Entity listed = testing::Make("Company", {"Hengda"});
  for (std::size_t i = 1; i < base::kMaxNamesPerEntity; ++i)
    listed.Add(entity::prop::Alias(), "Qulon" + std::to_string(i));
  listed.Add(entity::prop::Alias(), "Zyxwlorn Vbnmtr");  // one too many
  const testing::Compiled world = testing::Compiled::Of({listed});
  EXPECT_EQ(world.list.name_count(), base::kMaxNamesPerEntity);
  const CompiledList* lists[] = {&world.list};
  Scratch scratch;
  EXPECT_EQ(Screen(testing::Make("Company", {"Hengda"}), lists, {}, scratch).size(), 1u);
  EXPECT_TRUE(Screen(testing::Make("Company", {"Zyxwlorn Vbnmtr"}), lists, {}, scratch).empty());
}

// A list is numbered in 32 bits; kMaxEntitiesPerList keeps its entities far below that.
static_assert(base::kMaxEntitiesPerList < (std::uint64_t{1} << 32));
// An alignment marks tokens in words of 64 bits.
static_assert(base::kMaxNameTokens <= 64);
// A compiled word's original letters have a length of one byte.
static_assert(base::kMaxWordLetters * 4 < 256);

}  // namespace
}  // namespace match
