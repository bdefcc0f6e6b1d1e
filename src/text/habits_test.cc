#include "text/habits.h"

#include <gtest/gtest.h>

#include "text/arabic.h"
#include "text/readings.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace text {
namespace {

HabitDistance Distance(std::string_view native, std::string_view latin) {
  const std::vector<RawToken> tokens = SplitTokens(native);
  const std::string form = Romanize(tokens[0].letters, tokens[0].script, ReadingsOf(tokens).front());
  return DistanceByHabit(tokens[0].letters[0], form, latin);
}

TEST(Habits, EveryCustomarySpellingIsAsNearAsCanBe) {
  const std::pair<const char*, std::vector<const char*>> names[] = {
      // BGN/PCGN, ICAO, ISO 9, German, French
      {"щербаков",
       {"shcherbakov", "schtscherbakow", "chtcherbakov", "scerbakov", "shherbakov", "shcherbakoff"}},
      {"юрий", {"yuriy", "yuri", "iurii", "jurij", "iouri", "yury"}},
      {"жуков", {"zhukov", "joukov", "schukow", "zukov"}},
      {"хаджиев", {"khadzhiev", "hadjiev", "chadziew"}},
      // ELOT 743, passports
      {"χατζηδάκης", {"chatzidakis", "hatzidakis", "hatzidhakis"}},
      {"παπανδρέου", {"papandreou", "papandreu"}},
      // English, French, Egyptian and German habits of one Arabic name
      {"يوسف", {"yusuf", "youssef", "yousuf", "jusuf", "yosef"}},
      {"شريف", {"sharif", "cherif", "sherif", "shareef", "scherif"}},
      {"قذافي", {"qadhafi", "gaddafi", "kadhafi", "qaddafi", "gadhafi"}},
      {"ชินวัตร", {"chinawat", "shinawat"}},
      {"ស្រី", {"srei", "sry", "srey"}},
      {"သိန်း", {"thein", "tein"}},
      {"चौधरी", {"chaudhari", "chowdhari", "choudhari"}},
      {"ተስፋዬ", {"tesfaye", "tesfaie"}},
  };
  for (const auto& [native, spellings] : names) {
    for (const char* latin : spellings)
      EXPECT_LT(Distance(native, latin).cost, 0.9) << native << ' ' << latin;
  }
  for (const char* latin : {"shcherbakov", "schtscherbakow", "chtcherbakov"})
    EXPECT_EQ(Distance("щербаков", latin).cost, 0.0) << latin;
}

TEST(Habits, OtherNamesAreFar) {
  EXPECT_GE(Distance("щербаков", "cherkasov").cost, 2.0);
  EXPECT_GE(Distance("حسن", "hamid").cost, 1.5);
  EXPECT_GE(Distance("สมชาย", "sompong").cost, 2.0);
  EXPECT_GE(Distance("मोदी", "gandhi").cost, 2.0);
}

TEST(Habits, VowelsAreFreeWhereTheyAreNotWritten) {
  const HabitDistance d = Distance("محمد", "muhammad");
  EXPECT_TRUE(d.known);
  EXPECT_TRUE(d.hidden);
  EXPECT_EQ(d.cost, 0.0);
  EXPECT_EQ(d.consonants, 4);
  EXPECT_FALSE(Distance("иван", "ivan").hidden);
}

TEST(Habits, ScriptsWithoutATableAreNotKnown) {
  EXPECT_FALSE(DistanceByHabit(U'王', "wang", "wong").known);
  EXPECT_FALSE(DistanceByHabit(U'김', "gim", "kim").known);
  EXPECT_FALSE(DistanceByHabit(U'a', "a", "a").known);
  EXPECT_FALSE(DistanceByHabit(U'а', "", "a").known);
  EXPECT_FALSE(DistanceByHabit(U'а', "a", "").known);
}

TEST(Habits, ArabicLettersInOneForm) {
  EXPECT_EQ(PlainArabic(U"أسامة"), U"اسامه");
  EXPECT_EQ(PlainArabic(U"علی"), PlainArabic(U"علي"));
  EXPECT_EQ(PlainArabic(U"مُحَمَّد"), U"محمد");
  EXPECT_EQ(PlainArabic(U""), U"");
}

}  // namespace
}  // namespace text
