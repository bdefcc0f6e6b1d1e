#include "voice/intake/return_code.h"

#include <gtest/gtest.h>

#include <string>

#include "base/limits_voice.h"
#include "base/random.h"

namespace voice {
namespace {

ReturnCode Some(base::Random& random) {
  return ReturnCode::FromBytes(random.Bytes<kReturnCodeBytes>());
}

TEST(ReturnCode, DigitsAndWordsComeBack) {
  base::SeededRandom random(7);
  for (int i = 0; i < 2000; ++i) {
    const ReturnCode code = Some(random);
    const std::string digits = code.Digits();
    ASSERT_EQ(digits.size(), 35u);
    EXPECT_EQ(ReturnCode::Parse(digits), code);
    for (const std::string_view language : LanguagesWithWords()) {
      std::string words;
      for (const std::string& word : code.Words(language)) words += word + " ";
      EXPECT_EQ(ReturnCode::Parse(words), code) << words;
    }
  }
  EXPECT_TRUE(Some(random).Words("km").empty());
}

TEST(ReturnCode, SmallestAndLargest) {
  const ReturnCode zero = ReturnCode::FromBytes(std::vector<std::byte>(kReturnCodeBytes));
  EXPECT_EQ(zero.Digits(), "00000 00000 00000 00000 00000 00000");
  EXPECT_EQ(ReturnCode::Parse(zero.Digits()), zero);
  const ReturnCode last = ReturnCode::FromBytes(std::vector<std::byte>(kReturnCodeBytes, std::byte{0xFF}));
  EXPECT_EQ(ReturnCode::Parse(last.Digits()), last);
  EXPECT_FALSE(ReturnCode::Parse("99999 99999 99999 99999 99999 99000"));  // above 88 bits
}

// Every single wrong digit and every two that changed places are found.
TEST(ReturnCode, CheckFindsSlips) {
  base::SeededRandom random(8);
  for (int round = 0; round < 20; ++round) {
    const std::string digits = Some(random).Digits();
    for (std::size_t i = 0; i < digits.size(); ++i) {
      if (digits[i] == ' ') continue;
      for (char other = '0'; other <= '9'; ++other) {
        std::string slip = digits;
        slip[i] = other;
        EXPECT_EQ(ReturnCode::Parse(slip).has_value(), other == digits[i]);
      }
      for (std::size_t j = i + 1; j < digits.size(); ++j) {
        if (digits[j] == ' ' || digits[j] == digits[i]) continue;
        std::string slip = digits;
        std::swap(slip[i], slip[j]);
        EXPECT_FALSE(ReturnCode::Parse(slip)) << digits << " " << slip;
      }
    }
  }
}

TEST(ReturnCode, ReadsWhatPeopleType) {
  base::SeededRandom random(9);
  const ReturnCode code = Some(random);
  std::string plain;
  for (const std::string& group : code.Groups()) plain += group;
  EXPECT_EQ(ReturnCode::Parse(plain), code);
  std::string arabic, khmer, dashed;
  for (const char c : plain) {
    arabic += std::string("\xD9") + static_cast<char>(0xA0 + (c - '0'));
    khmer += std::string("\xE1\x9F") + static_cast<char>(0xA0 + (c - '0'));
    dashed += std::string(1, c) + "-";
  }
  EXPECT_EQ(ReturnCode::Parse(arabic), code);
  EXPECT_EQ(ReturnCode::Parse(khmer), code);
  EXPECT_EQ(ReturnCode::Parse("  " + dashed + "\n"), code);
  std::string shout, shortened, numbered;
  for (const std::string& word : code.Words("en")) {
    for (const char c : word) shout += static_cast<char>(std::toupper(c));
    shout += ", ";
    shortened += word.substr(0, 4) + " ";
  }
  EXPECT_EQ(ReturnCode::Parse(shout), code);
  EXPECT_EQ(ReturnCode::Parse(shortened), code);
  std::string together;
  for (const std::string& word : code.Words("zh")) together += word;
  EXPECT_EQ(ReturnCode::Parse(together), code);
  EXPECT_EQ(ReturnCode::Parse("abandon abandon abandon abandn abandon abandon abandon abandon"),
            ReturnCode::FromBytes(std::vector<std::byte>(kReturnCodeBytes)));
  for (const std::string typed :
       {"", "12345", "hello", "one two three four five six seven eight", "\xFF\xFE"})
    EXPECT_FALSE(ReturnCode::Parse(typed)) << typed;
}

TEST(ReturnCode, LimitOfTyping) {
  base::SeededRandom random(10);
  const ReturnCode code = Some(random);
  std::string typed = code.Digits();
  typed.append(base::kMaxTypedCodeBytes - typed.size(), ' ');  // kMaxTypedCodeBytes
  EXPECT_EQ(ReturnCode::Parse(typed), code);
  EXPECT_FALSE(ReturnCode::Parse(typed + " "));
}

}  // namespace
}  // namespace voice
