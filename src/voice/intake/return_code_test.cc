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
  std::string shout, shortened;
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

std::size_t Below(base::Random& random, std::size_t end) {
  return static_cast<std::size_t>(random.Bytes<1>()[0]) % end;
}

// With its place before each group or word, as browsers copy a list.
std::string Numbered(const std::vector<std::string>& parts, std::string_view mark, std::string_view between) {
  std::string text;
  for (std::size_t i = 0; i < parts.size(); ++i)
    text += std::to_string(i + 1) + std::string(mark) + parts[i] + std::string(between);
  return text;
}
std::vector<std::string> GroupsOf(const ReturnCode& code) {
  const auto groups = code.Groups();
  return {groups.begin(), groups.end()};
}

TEST(ReturnCode, ReadsTheListAsThePageShowsIt) {
  base::SeededRandom random(11);
  const ReturnCode code = Some(random);
  for (const auto& [mark, between] :
       {std::pair(" ", " "), {". ", "\n"}, {"\n", "\n"}, {".\t", "\r\n"}, {"", ""}}) {
    EXPECT_EQ(ReturnCode::Parse(Numbered(GroupsOf(code), mark, between)), code) << mark;
    for (const std::string_view language : LanguagesWithWords()) {
      const std::string_view gap = std::string_view(between).empty() ? " " : between;
      EXPECT_EQ(ReturnCode::Parse(Numbered(code.Words(language), mark, gap)), code) << mark << language;
    }
  }
}

// What stands in the list belongs to one code: no place that is missing, doubled or moved and no slip in a
// group makes another code of it.
TEST(ReturnCode, PlacesNeverMakeAnotherCode) {
  base::SeededRandom random(12);
  const auto same_or_nothing = [](const std::string& typed, const ReturnCode& code) {
    const std::optional<ReturnCode> read = ReturnCode::Parse(typed);
    EXPECT_TRUE(!read || *read == code) << typed;
  };
  for (int round = 0; round < 300; ++round) {
    const ReturnCode code = Some(random), other = Some(random);
    const std::string typed = Numbered(GroupsOf(code), "", " ");
    ASSERT_EQ(ReturnCode::Parse(typed), code);
    for (std::size_t i = 0; i < typed.size(); ++i) {
      std::string slip = typed;
      slip[i] = static_cast<char>('0' + Below(random, 10));
      same_or_nothing(slip, code);
      same_or_nothing(typed.substr(0, i) + typed.substr(i + 1), code);
      same_or_nothing(typed.substr(0, i) + "7" + typed.substr(i), code);
    }
    // What reads with its places reads without them.
    std::vector<std::string> moved = GroupsOf(code);
    std::swap(moved[Below(random, moved.size())], moved[Below(random, moved.size())]);
    std::string plain;
    for (const std::string& group : moved) plain += group + " ";
    EXPECT_EQ(ReturnCode::Parse(Numbered(moved, ". ", "\n")), ReturnCode::Parse(plain));
    // Digits behind and before a code are not taken for places.
    same_or_nothing(code.Digits() + other.Digits().substr(0, 7), code);
    same_or_nothing("123456" + code.Digits(), code);
    const std::vector<std::string> words = code.Words("en");
    EXPECT_EQ(ReturnCode::Parse(Numbered(words, " ", " ")), code);
    EXPECT_FALSE(ReturnCode::Parse("8" + Numbered(words, " ", " ").substr(1)));
  }
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
