// Tags in the text of minutes: what is read, what is refused and why, numbers that stay.

#include "panel/minutes/tags.h"

#include <gtest/gtest.h>

#include <random>

#include "base/limits_panel.h"

namespace panel {
namespace {

TEST(Tags, ReadsDecisionsAndActionsWithTheirLines) {
  const Tags found = ParseTags(
      "Opening\n"
      "!decision: The survey is published.\n"
      "\n"
      "  - !action @Delegate@Mill.example 2026-12-01: Send it to all dormitories \n"
      "!action #7 @blue-mill 2026-02-28：목록을 보낸다: 모두에게\n");
  ASSERT_TRUE(found.faults.empty());
  ASSERT_EQ(found.tags.size(), 3u);
  EXPECT_EQ(found.tags[0].kind, TagKind::kDecision);
  EXPECT_EQ(found.tags[0].line, 2u);
  EXPECT_EQ(found.tags[0].text, "The survey is published.");
  EXPECT_EQ(found.tags[1].owner, "delegate@mill.example");
  EXPECT_EQ(base::FormatDate(found.tags[1].due), "2026-12-01");
  EXPECT_EQ(found.tags[1].text, "Send it to all dormitories");
  EXPECT_EQ(found.tags[2].number, 7);
  EXPECT_EQ(found.tags[2].owner, "blue-mill");
  EXPECT_EQ(found.tags[2].text, "목록을 보낸다: 모두에게");
}

struct Wrong {
  const char* line;
  TagFaultKind kind;
  const char* value;
};

TEST(Tags, EveryFaultNamesItsLineAndWhatStandsThere) {
  const Wrong cases[] = {
      {"!acton @a@b.example 2026-12-01: x", TagFaultKind::kUnknownTag, "acton"},
      {"!Decision: x", TagFaultKind::kUnknownTag, "Decision"},
      {"!action #0 @a@b.example 2026-12-01: x", TagFaultKind::kNumber, "0"},
      {"!action #x @a@b.example 2026-12-01: x", TagFaultKind::kNumber, "x"},
      {"!action #1000001 @a@b.example 2026-12-01: x", TagFaultKind::kNumber, "1000001"},
      {"!action 2026-12-01: x", TagFaultKind::kOwnerMissing, ""},
      {"!action @ 2026-12-01: x", TagFaultKind::kOwnerMissing, ""},
      {"!decision @a@b.example: x", TagFaultKind::kOwnerUnwanted, "@a@b.example: x"},
      {"!action @a@b.example: x", TagFaultKind::kDateMissing, ""},
      {"!action @a@b.example 2026-02-29: x", TagFaultKind::kDate, "2026-02-29"},
      {"!action @a@b.example 1.12.2026: x", TagFaultKind::kDate, "1.12.2026"},
      {"!action @a@b.example 1899-12-01: x", TagFaultKind::kDate, "1899-12-01"},
      {"!action @a@b.example 2026-12-01 x", TagFaultKind::kColonMissing, "x"},
      {"!decision", TagFaultKind::kColonMissing, ""},
      {"!decision:  ", TagFaultKind::kTextMissing, ""},
  };
  for (const Wrong& wrong : cases) {
    const Tags found = ParseTags(std::string("first\n") + wrong.line + "\nlast");
    SCOPED_TRACE(wrong.line);
    EXPECT_TRUE(found.tags.empty());
    ASSERT_EQ(found.faults.size(), 1u);
    EXPECT_EQ(found.faults[0].kind, wrong.kind);
    EXPECT_EQ(found.faults[0].line, 2u);
    EXPECT_EQ(found.faults[0].value, wrong.value);
  }
}

TEST(Tags, AllFaultsAreToldAtOnce) {
  const Tags found = ParseTags("!decision:\n!action\n!decision #2: a\n!decision #2: b");
  ASSERT_EQ(found.faults.size(), 3u);
  EXPECT_EQ(found.faults[2].kind, TagFaultKind::kTwice);
  EXPECT_EQ(found.faults[2].line, 4u);
  EXPECT_EQ(found.tags.size(), 1u);
}

TEST(Tags, LimitsAreKept) {
  const std::string most(base::kMaxTagTextBytes, 'a');
  EXPECT_TRUE(ParseTags("!decision: " + most).faults.empty());
  const Tags longer = ParseTags("!decision: " + most + "b");
  ASSERT_EQ(longer.faults.size(), 1u);
  EXPECT_EQ(longer.faults[0].kind, TagFaultKind::kTextTooLong);
  std::string many;
  for (std::size_t i = 0; i < base::kMaxMinutesTags; ++i) many += "!decision: a\n";
  EXPECT_TRUE(ParseTags(many).faults.empty());
  const Tags more = ParseTags(many + "!decision: a");
  ASSERT_EQ(more.faults.size(), 1u);
  EXPECT_EQ(more.faults[0].kind, TagFaultKind::kTooMany);
  EXPECT_EQ(more.faults[0].line, base::kMaxMinutesTags + 1);
  EXPECT_TRUE(ParseTags("!decision #" + std::to_string(base::kMaxTagNumber) + ": a").faults.empty());
  const std::string first = std::to_string(base::kFirstDueYear);
  const std::string last = std::to_string(base::kLastDueYear);
  EXPECT_TRUE(
      ParseTags("!action @a " + first + "-01-01: a\n!action @a " + last + "-12-31: b").faults.empty());
}

TEST(Tags, ABackslashKeepsALineAsText) {
  EXPECT_TRUE(ParseTags("\\!action is how a tag begins\n! a mark alone\n!!decision: x").faults.empty());
  bool is_tag = true;
  EXPECT_EQ(PlainLine("\\!action is how a tag begins", is_tag), "!action is how a tag begins");
  EXPECT_FALSE(is_tag);
  EXPECT_EQ(PlainLine("  plain \r", is_tag), "plain");
  PlainLine("- !decision: x", is_tag);
  EXPECT_TRUE(is_tag);
}

TEST(Tags, NumbersAreGivenOnceAndStay) {
  const std::string text = "a\n- !action @x 2026-12-01: one\n!decision #4: two\r\n!decision：three\nb\n";
  Tags found = ParseTags(text);
  ASSERT_TRUE(found.faults.empty());
  std::int64_t next = 5;
  const std::string numbered = WithNumbers(text, found.tags, next);
  EXPECT_EQ(numbered, "a\n- !action #5 @x 2026-12-01: one\n!decision #4: two\r\n!decision #6：three\nb\n");
  EXPECT_EQ(next, 7);
  Tags again = ParseTags(numbered);
  ASSERT_TRUE(again.faults.empty());
  EXPECT_EQ(again.tags, found.tags);
  EXPECT_EQ(WithNumbers(numbered, again.tags, next), numbered);
  EXPECT_EQ(next, 7);
}

// Lines put together at random from pieces of tags: what is read without fault is read the same once
// numbered.
TEST(Tags, ReadingNumberedTextGivesTheSameTags) {
  const char* seed_text = std::getenv("MANUMIT_SEED");
  const unsigned seed = seed_text != nullptr ? static_cast<unsigned>(std::stoul(seed_text)) : 20261128u;
  SCOPED_TRACE(::testing::Message() << "MANUMIT_SEED=" << seed);
  std::mt19937 random(seed);
  const std::vector<std::string> pieces = {"!action", "!decision", " ",          ": ",    "：", "#1", "#2",
                                           "@mill",   "@a@b.c",    "2026-12-01", "words", "\n", "- ", "\\"};
  std::size_t read = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text;
    for (int n = 0; n < 14; ++n) text += pieces[random() % pieces.size()];
    Tags found = ParseTags(text);
    if (!found.faults.empty() || found.tags.empty()) continue;
    ++read;
    std::int64_t next = 10;
    const std::string numbered = WithNumbers(text, found.tags, next);
    const Tags again = ParseTags(numbered);
    ASSERT_TRUE(again.faults.empty()) << text;
    ASSERT_EQ(again.tags, found.tags) << text;
  }
  EXPECT_GT(read, 100u);
}

}  // namespace
}  // namespace panel
