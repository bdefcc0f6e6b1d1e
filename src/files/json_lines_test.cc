#include "files/json_lines.h"

#include <gtest/gtest.h>

#include <boost/json.hpp>

#include "base/limits.h"

namespace files {
namespace {

TEST(JsonLines, ObjectsBlankLinesAndProblems) {
  auto reader = OpenJsonLinesBytes(
      "\xEF\xBB\xBF{\"a\":1}\r\n\n  \n[1]\n{\"b\":\n{\"c\":\"\xFF\"}\n{\"d\":\"Ж\"}", "t.json");
  ASSERT_TRUE(reader.has_value());
  auto& lines = **reader;
  ASSERT_TRUE(*lines.Next());
  EXPECT_EQ(lines.line(), 1u);
  ASSERT_NE(lines.object(), nullptr);
  EXPECT_EQ(lines.object()->at("a").as_int64(), 1);
  ASSERT_TRUE(*lines.Next());
  EXPECT_EQ(lines.line(), 4u);
  EXPECT_EQ(lines.object(), nullptr);
  EXPECT_NE(lines.problem().find("not an object"), std::string::npos);
  ASSERT_TRUE(*lines.Next());
  EXPECT_NE(lines.problem().find("not valid JSON"), std::string::npos);
  ASSERT_TRUE(*lines.Next());
  EXPECT_EQ(lines.problem(), "not valid UTF-8");
  ASSERT_TRUE(*lines.Next());
  EXPECT_EQ(lines.line(), 7u);
  EXPECT_TRUE(lines.problem().empty());
  EXPECT_EQ(lines.object()->at("d").as_string(), "Ж");
  EXPECT_FALSE(*lines.Next());
  EXPECT_EQ(lines.object(), nullptr);
}

TEST(JsonLines, KMaxJsonDepth) {
  auto nested = [](int depth) {
    return "{\"a\":" + std::string(static_cast<std::size_t>(depth) - 1, '[') +
           std::string(static_cast<std::size_t>(depth) - 1, ']') + "}\n";
  };
  std::string bytes = nested(base::kMaxJsonDepth) + nested(base::kMaxJsonDepth + 1) + nested(100000) + "{}\n";
  auto reader = OpenJsonLinesBytes(bytes, "t.json");
  auto& lines = **reader;
  ASSERT_TRUE(*lines.Next());
  EXPECT_TRUE(lines.problem().empty()) << lines.problem();
  for (int i = 0; i < 2; ++i) {
    ASSERT_TRUE(*lines.Next());
    EXPECT_NE(lines.problem().find("kMaxJsonDepth"), std::string::npos) << lines.problem();
  }
  ASSERT_TRUE(*lines.Next());
  EXPECT_NE(lines.object(), nullptr);
}

TEST(JsonLines, KMaxRecordBytes) {
  std::string bytes = "{\"a\":\"" + std::string(base::kMaxRecordBytes, 'x') + "\"}\n{}\n";
  auto reader = OpenJsonLinesBytes(bytes, "t.json");
  auto& lines = **reader;
  ASSERT_TRUE(*lines.Next());
  EXPECT_NE(lines.problem().find("kMaxRecordBytes"), std::string::npos);
  ASSERT_TRUE(*lines.Next());
  EXPECT_EQ(lines.line(), 2u);
  EXPECT_NE(lines.object(), nullptr);
}

TEST(JsonLines, MissingFile) {
  auto reader = OpenJsonLines("/nonexistent/file.json");
  ASSERT_FALSE(reader.has_value());
  EXPECT_EQ(reader.error().code, base::Code::kNotFound);
}

}  // namespace
}  // namespace files
