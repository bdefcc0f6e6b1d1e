#include "calendar/content.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include "base/limits_calendar.h"

namespace calendar {
namespace {

std::string ErrorOf(std::string_view text) {
  const auto read = ReadComponents(text);
  return read.has_value() ? "none" : read.error().external;
}

Component Only(std::string_view text) {
  auto read = ReadComponents(text);
  EXPECT_TRUE(read.has_value()) << read.error().external;
  return read.has_value() && read->size() == 1 ? read->front() : Component{};
}

TEST(Content, IsLenientAboutForm) {
  const Component read = Only(
      "\xEF\xBB\xBF"
      "begin:vcalendar\nsummary;x-a=\"one, two\";X-B=b,\"c:d\":Long\r\n  text,\n\tfolded\n\n \n"
      "X-Odd:\xC3\n \xA9\nEND:VCALENDAR\n \n");
  ASSERT_EQ(read.properties.size(), 2u);
  EXPECT_EQ(read.properties[0].name, "SUMMARY");
  EXPECT_EQ(read.properties[0].value, "Long text,folded");
  EXPECT_EQ(read.properties[0].line, 2u);
  EXPECT_EQ(read.properties[0].parameter("X-A"), "one, two");
  ASSERT_EQ(read.properties[0].parameters.size(), 2u);
  EXPECT_EQ(read.properties[0].parameters[1].values, (std::vector<std::string>{"b", "c:d"}));
  EXPECT_EQ(read.properties[1].value, "é") << "folded in the middle of a character";
}

TEST(Content, SaysLineAndProperty) {
  EXPECT_EQ(ErrorOf("SUMMARY:x\n"), "line 1: SUMMARY: outside of any component");
  EXPECT_EQ(ErrorOf("BEGIN:A\nSUMMARY\nEND:A\n"), "line 2: SUMMARY: no colon before the value");
  EXPECT_EQ(ErrorOf("BEGIN:A\n:x\nEND:A\n"), "line 2: begins with no property's name");
  EXPECT_EQ(ErrorOf("BEGIN:A\nX;a:x\nEND:A\n"), "line 2: X: a parameter without name or \"=\"");
  EXPECT_EQ(ErrorOf("BEGIN:A\nX;a=\"b:x\nEND:A\n"), "line 2: X: a quoted parameter has no end");
  EXPECT_EQ(ErrorOf("BEGIN:A\nBEGIN:B\nEND:A\n"), "line 3: END does not fit BEGIN:B");
  EXPECT_EQ(ErrorOf("END:A\n"), "line 1: END does not fit any BEGIN");
  EXPECT_EQ(ErrorOf("BEGIN:A\nX:1\n"), "line 1: BEGIN:A has no END; was the file cut?");
  EXPECT_EQ(ErrorOf("BEGIN:A\nX:\xFF\nEND:A\n"), "line 2: bytes that are not UTF-8");
  EXPECT_EQ(ErrorOf("BEGIN:a b\n"), "line 1: BEGIN: no component's name");
}

TEST(Content, FoldsAtSeventyFiveBytesAndNeverInACharacter) {
  for (int pad = 0; pad < 90; ++pad) {
    std::string value(static_cast<std::size_t>(pad), 'x');
    for (int i = 0; i < 60; ++i) value += i % 3 == 0 ? "한" : i % 3 == 1 ? "é" : "𝄞";
    const Component component{"VEVENT", {{"SUMMARY", {}, value}}, {}};
    const std::string text = WriteComponent(component);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = text.find("\r\n", begin);
      ASSERT_NE(end, std::string::npos);
      ASSERT_LE(end - begin, 75u);
      const std::size_t first = begin + (text[begin] == ' ' ? 1 : 0);
      ASSERT_NE(static_cast<unsigned char>(text[first]) & 0xC0, 0x80) << "a character was cut";
      begin = end + 2;
    }
    ASSERT_EQ(Only(text), component);
  }
}

TEST(Content, TextsAreEscaped) {
  const std::string text = "a,b;c\\d\ne\\n:\"f\"";
  EXPECT_EQ(EscapeText(text), "a\\,b\\;c\\\\d\\ne\\\\n:\"f\"");
  EXPECT_EQ(UnescapeText(EscapeText(text)), text);
  EXPECT_EQ(EscapeText("a\r\nb\rc"), "a\\nb\\nc");
  EXPECT_EQ(UnescapeText("a\\N\\:b\\"), "a\n:b\\");
  EXPECT_EQ(SplitTexts("a\\,b,c,").size(), 3u);
}

TEST(Content, NothingThatIsWrittenAddsALine) {
  const Component component{
      "VEVENT",
      {{"X-A", {{"CN", {"Kim \"the\" chair\r\nATTENDEE:x^n"}}}, "one\r\nBEGIN:VALARM\x01"},
       {"BEGIN", {}, "VALARM"},
       {"X Y", {}, "no name"},
       {"X-BAD", {}, "\xFF"}},
      {{"V EVENT", {}, {}}}};
  const std::string text = WriteComponent(component);
  const Component read = Only(text);
  ASSERT_EQ(read.properties.size(), 2u) << text;
  EXPECT_TRUE(read.components.empty());
  EXPECT_EQ(read.properties[0].parameter("CN"), "Kim \"the\" chair \nATTENDEE:x^n") << text;
  EXPECT_EQ(read.properties[0].value, "one  BEGIN:VALARM ");
  EXPECT_EQ(read.properties[1].value, "\xEF\xBF\xBD");
}

base::Code CodeOf(const std::string& text) {
  const auto read = ReadComponents(text);
  return read.has_value() ? base::Code::kInternal : read.error().code;
}

std::string Inside(const std::string& lines) {
  return "BEGIN:A\n" + lines + "END:A\n";
}

std::string Times(std::size_t count, std::string_view what) {
  std::string all;
  for (std::size_t i = 0; i < count; ++i) all += what;
  return all;
}

TEST(Content, Limits) {
  const std::string line = "X:" + std::string(base::kMaxCalendarLineBytes - 2, 'x') + "\n";
  EXPECT_EQ(CodeOf(Inside(line)), base::Code::kInternal);
  EXPECT_EQ(CodeOf(Inside("X" + line)), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(Inside(Times(base::kMaxCalendarLines - 2, "X:\n"))), base::Code::kInternal);
  EXPECT_EQ(CodeOf(Inside(Times(base::kMaxCalendarLines - 1, "X:\n"))), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(Inside(Times(base::kMaxCalendarComponents - 1, "BEGIN:B\nEND:B\n"))),
            base::Code::kInternal);
  EXPECT_EQ(CodeOf(Inside(Times(base::kMaxCalendarComponents, "BEGIN:B\nEND:B\n"))), base::Code::kTooLarge);
  const auto deep = [](std::size_t depth) { return Times(depth, "BEGIN:A\n") + Times(depth, "END:A\n"); };
  EXPECT_EQ(CodeOf(deep(base::kMaxCalendarDepth)), base::Code::kInternal);
  EXPECT_EQ(CodeOf(deep(base::kMaxCalendarDepth + 1)), base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(Inside("X" + Times(base::kMaxCalendarParameters, ";A=b") + ":\n")), base::Code::kInternal);
  EXPECT_EQ(CodeOf(Inside("X" + Times(base::kMaxCalendarParameters + 1, ";A=b") + ":\n")),
            base::Code::kTooLarge);
  EXPECT_EQ(CodeOf(Times(base::kMaxCalendarBytes / 100 + 1, std::string(99, 'x') + "\n")),
            base::Code::kTooLarge);
}

}  // namespace
}  // namespace calendar
