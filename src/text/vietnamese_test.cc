#include "text/vietnamese.h"

#include <gtest/gtest.h>

namespace text {
namespace {

TEST(Vietnamese, SyllablesByTheirInitialAndFinal) {
  for (const char* syllable : {"nguyen", "tran", "an", "y", "giang", "gia", "quyen", "nghieng", "khanh",
                               "xuan", "phuong", "truong", "oanh", "ngoc", "huynh", "loan"})
    EXPECT_TRUE(IsVietnameseSyllable(syllable)) << syllable;
  for (const char* word : {"", "nguyn", "smith", "ali", "jan", "fang", "zhou", "wong", "tranh1", "q", "qa",
                           "gh", "bl", "thanhh", "nghiengs", "kar"})
    EXPECT_FALSE(IsVietnameseSyllable(word)) << word;
}

}  // namespace
}  // namespace text
