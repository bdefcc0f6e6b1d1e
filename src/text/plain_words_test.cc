#include "text/plain_words.h"

#include <gtest/gtest.h>

namespace text {
namespace {

TEST(PlainWords, CaseBlanksAndMarksDoNotCount) {
  for (const char* same : {"Zebra Canning Co., Ltd.", "ZEBRA  CANNING  CO LTD", " zebra-canning, co. ltd "})
    EXPECT_EQ(PlainWords(same), "zebra canning co ltd") << same;
  EXPECT_NE(PlainWords("Zebra Cannings"), PlainWords("Zebra Canning"));
  EXPECT_EQ(PlainWords("한일전자(주)"), PlainWords("한일전자 (주)"));
  EXPECT_EQ(PlainWords(" - . "), "");
  EXPECT_EQ(PlainWords(""), "");
}

}  // namespace
}  // namespace text
