#include "voice/casework/passages.h"

#include <gtest/gtest.h>

#include "text/unicode.h"

namespace voice {
namespace {

std::string Hidden(std::string_view text, std::string_view words) {
  return WithBars(text, PlacesOf(text, words));
}
const std::string kB(kBar);

TEST(Passages, AreFoundInAnyCaseAndWithinLongerWords) {
  EXPECT_EQ(Hidden("Kwame said so. KWAME's brother", "kwame"), kB + " said so. " + kB + "'s brother");
  EXPECT_EQ(Hidden("김민수가 여권을 가져갔어요", "김민수"), kB + "가 여권을 가져갔어요");
  EXPECT_EQ(Hidden("the agent  in\nJakarta", "agent in jakarta"), "the " + kB);
  EXPECT_EQ(Hidden("nothing here", "Kwame"), "nothing here");
}

TEST(Passages, FormsOfALetterDoNotCount) {
  EXPECT_EQ(Hidden("Nguye\u0302\u0303n took it", "Nguy\u1ec5n"), kB + " took it");  // decomposed, composed
  EXPECT_EQ(Hidden("Nguy\u1ec5n took it", "Nguye\u0302\u0303n"), kB + " took it");
  EXPECT_EQ(Hidden("\u1112\u1161\u11ab\u1100\u116e\u11a8 office", "한국"), kB + " office");
  EXPECT_EQ(Hidden("Kw\u200bam\u00ade came", "Kwame"), kB + " came");  // invisible characters
  EXPECT_EQ(Hidden("ＫＷＡＭＥ came", "Kwame"), kB + " came");
}

TEST(Passages, NumbersAreFoundHoweverTheyAreGrouped) {
  EXPECT_EQ(Hidden("call 010-1234 5678 now", "01012345678"), "call " + kB + " now");
  EXPECT_EQ(Hidden("call 01012345678 now", "010 1234-5678"), "call " + kB + " now");
  EXPECT_EQ(Hidden("اتصل ٠١٠١٢٣٤٥٦٧٨", "01012345678"), "اتصل " + kB);
  EXPECT_EQ(Hidden("in 2024, 5 people", "20245"), "in 2024, 5 people");
  EXPECT_EQ(Hidden("room 12", "12"), "room " + kB);
}

TEST(Passages, ABarTellsNoLength) {
  EXPECT_EQ(Hidden("a Bo b", "Bo"), "a " + kB + " b");
  EXPECT_EQ(Hidden("a Bartholomew b", "Bartholomew"), "a " + kB + " b");
  // Neighbours and overlaps become one bar.
  EXPECT_EQ(WithBars("Anna Maria Kim", {{0, 4}, {5, 10}, {3, 7}}), kB + " Kim");
  EXPECT_EQ(WithBars("abc", {{1, 99}, {7, 9}}), "a" + kB);
  EXPECT_EQ(WithBars("abc", {}), "abc");
}

TEST(Passages, WhatSaysNothingStandsNowhere) {
  EXPECT_TRUE(PlacesOf("a - b", " - ").empty());
  EXPECT_TRUE(PlacesOf("text", "").empty());
  EXPECT_TRUE(PlacesOf("", "text").empty());
}

TEST(Passages, OffersNumbersAndAddresses) {
  const std::vector<std::string> found = LooksLikeContact(
      "mail maya.k@example.org. or +62 812-3456-789, (02) 123 4567; room 12, 2026-11-04 no@");
  EXPECT_EQ(found, (std::vector<std::string>{"maya.k@example.org", "+62 812-3456-789", "(02) 123 4567",
                                             "2026-11-04"}));
}

// Against a slow twin that needs no folding: ASCII of one case.
TEST(Passages, AgreeWithPlainSearch) {
  std::uint32_t state = 7;
  const auto next = [&](std::uint32_t below) {
    return (state = state * 1664525u + 1013904223u) / 65536u % below;
  };
  for (int round = 0; round < 2000; ++round) {
    std::string text, words;
    for (std::uint32_t i = 0; i < 40; ++i) text += static_cast<char>('a' + next(3));
    for (std::uint32_t i = 0; i < 1 + next(3); ++i) words += static_cast<char>('a' + next(3));
    std::vector<Range> expected;
    for (std::size_t at = 0; at + words.size() <= text.size(); ++at)
      if (text.compare(at, words.size(), words) == 0) expected.push_back({at, at + words.size()});
    ASSERT_EQ(PlacesOf(text, words), expected) << text << " / " << words;
    ASSERT_EQ(Hidden(text, words).find(words), std::string::npos);
  }
}

}  // namespace
}  // namespace voice
