#include "base/date.h"

#include <gtest/gtest.h>

namespace base {
namespace {

std::string Read(std::string_view text) {
  const Result<PartialDate> date = ParseDate(text);
  return date ? FormatDate(*date) : "error";
}

TEST(Date, ReadsEveryLayoutThatListsUse) {
  EXPECT_EQ(Read("1974"), "1974");
  EXPECT_EQ(Read("1974-05"), "1974-05");
  EXPECT_EQ(Read("1974-05-12"), "1974-05-12");
  EXPECT_EQ(Read("1974/5/12"), "1974-05-12");
  EXPECT_EQ(Read("1974.05.12"), "1974-05-12");
  EXPECT_EQ(Read("19740512"), "1974-05-12");
  EXPECT_EQ(Read("12 May 1974"), "1974-05-12");
  EXPECT_EQ(Read("12-MAY-1974"), "1974-05-12");
  EXPECT_EQ(Read("May 12, 1974"), "1974-05-12");
  EXPECT_EQ(Read("May 1974"), "1974-05");
  EXPECT_EQ(Read("31.12.1974"), "1974-12-31");
  EXPECT_EQ(Read("12/31/1974"), "1974-12-31");
  EXPECT_EQ(Read("1974-05-12T10:11:12Z"), "1974-05-12");
  EXPECT_EQ(Read("2024-02-29"), "2024-02-29");
}

TEST(Date, RefusesWhatIsNoDateInsteadOfGuessing) {
  for (const char* bad :
       {"1974-01-32", "1974-13-01", "2023-02-29", "32/01/1974", "1974-00-10", "yesterday", "", "74", "12345",
        "1/2", "1974-01-01-01", "May", "May May 1974", "99999999999999999999"}) {
    EXPECT_EQ(Read(bad), "error") << bad;
  }
  EXPECT_NE(ParseDate("1974-01-32").error().external.find("1974-01-32"), std::string::npos);
}

TEST(Date, MarksAboutAndAmbiguousDates) {
  EXPECT_TRUE(ParseDate("circa 1966")->circa);
  EXPECT_TRUE(ParseDate("03/04/1974")->ambiguous);
  EXPECT_EQ(Read("03/04/1974"), "1974-04-03");
  EXPECT_FALSE(ParseDate("25/04/1974")->ambiguous);
  EXPECT_FALSE(ParseDate("03.04.1974")->ambiguous);
}

}  // namespace
}  // namespace base
