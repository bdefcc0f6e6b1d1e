// Histories say what happened; codes come as words.

#include "panel/exchange/words.h"

#include <gtest/gtest.h>

namespace panel::exchange {
namespace {

template <typename Act>
void ExpectHappened(const html::Locale& locale) {
  for (const Act act : AllOf<Act>()) {
    const std::string words = HappenedWords(locale, NameOf(act));
    EXPECT_NE(words, NameOf(act)) << "a code";
    EXPECT_NE(words, ActWordsOf(locale, act)) << "an order";
  }
}

TEST(ExchangeWords, HistoriesSayWhatHappenedAndNotWhatToDo) {
  const html::Locale& english = *html::FindLocale("en");
  ExpectHappened<ListingAct>(english);
  ExpectHappened<IntroductionAct>(english);
  ExpectHappened<HelpAct>(english);
  ExpectHappened<BarrierAct>(english);
}

TEST(ExchangeWords, CodesComeAsWords) {
  const html::Locale& english = *html::FindLocale("en");
  EXPECT_EQ(IndustriesWords(english, {"14", "??"}), "Manufacture of wearing apparel (14), ??");
  EXPECT_EQ(TargetsWords(english, {"8.7", "1.1"}),
            "8.7 An end to forced labour, trafficking and child labour, 1.1");
  EXPECT_EQ(LanguagesWords(english, {"en", "ko"}), "English, Korean");
  EXPECT_EQ(CountriesWords(*html::FindLocale("ko"), {"kr", "vn"}), "대한민국, 베트남");
  PartReason reason;
  reason.part = Part::kSectors;
  reason.offer = reason.need = reason.common = "14";
  const std::string words = ReasonWords(english, Kind::kMoney, reason);
  EXPECT_NE(words.find("shared: Manufacture of wearing apparel (14)"), std::string::npos) << words;
}

}  // namespace
}  // namespace panel::exchange
