#include "text/keys.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace text {
namespace {

TEST(Keys, SkeletonFoldsWhatTransliterationsExchange) {
  for (const char* word : {"muhammad", "mohamed", "mohammed", "mhmd"})
    EXPECT_EQ(SkeletonKey(word), "mhmd") << word;
  EXPECT_EQ(SkeletonKey("qaddafi"), "kdf");
  EXPECT_EQ(SkeletonKey("gaddafi"), "gdf");
  EXPECT_EQ(SkeletonKey("philip"), SkeletonKey("filip"));
  EXPECT_EQ(SkeletonKey("schmidt"), SkeletonKey("shmidt"));
  EXPECT_EQ(SkeletonKey("wolf"), SkeletonKey("volf"));
  EXPECT_EQ(SkeletonKey("alexander"), SkeletonKey("aleksander"));
  EXPECT_EQ(SkeletonKey("ivan"), "avn");
  EXPECT_EQ(SkeletonKey("yusuf"), SkeletonKey("jusuf"));
  EXPECT_EQ(SkeletonKey("juschtschenko"), SkeletonKey("yushchenko"));
  EXPECT_EQ(SkeletonKey("tchaikovsky"), SkeletonKey("tschaikovsky"));
  EXPECT_EQ(SkeletonKey("christos"), SkeletonKey("khristos"));
  EXPECT_EQ(SkeletonKey("ouassim"), SkeletonKey("wasim"));
  EXPECT_EQ(SkeletonKey("schtscherbakow"), SkeletonKey("shcherbakov"));
  EXPECT_EQ(SkeletonKey("wischnewski"), SkeletonKey("vishnevski"));
  EXPECT_EQ(SkeletonKey("sarhan"), "srhn");
  EXPECT_EQ(SkeletonKey("achraf"), "ajrf");
  EXPECT_NE(SkeletonKey("chen"), SkeletonKey("ken"));
  EXPECT_EQ(SkeletonKey(""), "");
}

TEST(Keys, PhoneticIsCoarser) {
  for (const char* word : {"qaddafi", "gaddafi", "kadhafi"}) EXPECT_EQ(PhoneticKey(word), "ktf") << word;
  EXPECT_EQ(PhoneticKey("boris"), PhoneticKey("poris"));
  EXPECT_NE(PhoneticKey("boris"), PhoneticKey("moris"));
  // Words of one skeleton sound the same.
  for (const auto& [a, b] : {std::pair("muhammad", "mohamed"), std::pair("schmidt", "shmidt"),
                             std::pair("alexander", "aleksander")}) {
    EXPECT_EQ(PhoneticKey(a), PhoneticKey(b));
  }
}

TEST(Keys, TrigramsAreDistinctAscendingAndBelowTheirSpace) {
  std::vector<unsigned> grams;
  Trigrams("banana", grams);
  EXPECT_EQ(grams.size(), 6u);  // ^^b ^ba ban ana nan na$: "ana" counts once
  EXPECT_TRUE(std::is_sorted(grams.begin(), grams.end()));
  Trigrams("", grams);
  EXPECT_EQ(grams.size(), 1u);
  std::string every;
  for (int c = 0; c < 256; ++c) every += static_cast<char>(c);
  Trigrams(every, grams);
  for (unsigned g : grams) EXPECT_LT(g, kTrigramSpace);
}

}  // namespace
}  // namespace text
