#include "files/number_format.h"

#include <gtest/gtest.h>

namespace files {
namespace {

TEST(NumberFormat, WhatIsADate) {
  for (const char* code :
       {"yyyy-mm-dd", "d/m/yy", "mmm-yy", "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", "dd.mm.yyyy;@",
        "m/d/yyyy h:mm", "yyyy", "yyyy\"年\"m\"月\"d\"日\"", "[$-411]ge.m.d", "mmmm"}) {
    EXPECT_TRUE(ParseNumberFormat(code).IsDate()) << code;
  }
  for (const char* code :
       {"General", "0.00", "#,##0", "0%", "0.00E+00", "[Red]-0", "\"day \"0", "@", "h:mm:ss", "[h]:mm",
        "mm:ss", "", "\\d0", "_-* #,##0.00\\ \"dm\"_-", "[Yellow]0", "# ?/?"}) {
    EXPECT_FALSE(ParseNumberFormat(code).IsDate()) << code;
  }
  EXPECT_TRUE(ParseNumberFormat("h:mm:ss").time);
  EXPECT_EQ(ParseNumberFormat("000000").pad, 6);
  EXPECT_EQ(ParseNumberFormat("0").pad, 0);
}

TEST(NumberFormat, PlainNumbers) {
  struct {
    const char* digits;
    const char* plain;
  } cases[] = {{"0", "0"},
               {"-0.5", "-0.5"},
               {"007", "7"},
               {"1E3", "1000"},
               {"1.5e-3", "0.0015"},
               {"1.23456789012345E+20", "123456789012345000000"},
               {"0.30000000000000004", "0.30000000000000004"},
               {"1.1000000000000001", "1.1"},
               {"abc", "abc"},
               {"1.2.3", "1.2.3"},
               {"", ""},
               {"-", "-"},
               {".", "."},
               {"E5", "E5"},
               {".5", "0.5"},
               {"5.", "5"},
               {"1-2", "1-2"},
               {"1e9999", "1e9999"}};
  for (const auto& test : cases) {
    if (std::string_view(test.digits) == "1e999") {
      EXPECT_EQ(PlainNumber(test.digits).size(), 1000u);
    } else {
      EXPECT_EQ(PlainNumber(test.digits), test.plain) << test.digits;
    }
  }
}

TEST(NumberFormat, TimesAndYears) {
  EXPECT_EQ(FormatNumber("0.5", BuiltInFormat(21), false), "12:00:00");
  EXPECT_EQ(FormatNumber("1.5", BuiltInFormat(21), false), "1.5");
  EXPECT_EQ(FormatNumber("27161", ParseNumberFormat("yyyy"), false), "1974");
  EXPECT_EQ(FormatNumber("27161.999999", BuiltInFormat(14), false), "1974-05-13");
  EXPECT_EQ(FormatNumber("1234567", ParseNumberFormat("00000"), false), "1234567");
  EXPECT_EQ(FormatNumber("nan", BuiltInFormat(14), false), "nan");
}

}  // namespace
}  // namespace files
