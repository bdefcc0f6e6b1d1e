#include "lists/mapping.h"

#include <gtest/gtest.h>

#include "base/limits.h"
#include "files/bytes.h"
#include "lists/testing.h"

namespace lists {
namespace {

// The message of a mapping that must be refused.
std::string Refusal(std::string_view toml) {
  const base::Result<Mapping> mapping = ParseMapping(toml, "list.csv.map.toml");
  return mapping ? "accepted" : mapping.error().external;
}

constexpr std::string_view kName = "[[value]]\nproperty = \"name\"\ncolumn = \"Name\"\n";
const std::string kSmallest = "[entity]\nschema = \"Person\"\n" + std::string(kName);

TEST(MappingTest, SmallestMapping) {
  const base::Result<Mapping> mapping = ParseMapping(kSmallest, "m");
  ASSERT_TRUE(mapping) << mapping.error().external;
  EXPECT_EQ(mapping->schema.fixed, entity::schema::Person());
  ASSERT_EQ(mapping->values.size(), 1u);
  EXPECT_EQ(mapping->values[0].from.parts.at(0).column, "Name");
  EXPECT_EQ(mapping->values[0].line, 3u);
}

TEST(MappingTest, Templates) {
  const std::string toml =
      "[entity]\nschema = \"Person\"\n[[value]]\nproperty = \"name\"\ntemplate = \"Dr {First} {Last}!\"\n";
  const base::Result<Mapping> mapping = ParseMapping(toml, "m");
  ASSERT_TRUE(mapping) << mapping.error().external;
  const TextFrom& from = mapping->values[0].from;
  ASSERT_EQ(from.parts.size(), 2u);
  EXPECT_EQ(from.parts[0].literal, "Dr ");
  EXPECT_EQ(from.parts[1].literal, " ");
  EXPECT_EQ(from.parts[1].column, "Last");
  EXPECT_EQ(from.tail, "!");
}

TEST(MappingTest, MistakesAreNamedWithFileLineAndKey) {
  const struct {
    std::string toml;
    const char* message;
  } kCases[] = {
      {"= 3", "list.csv.map.toml: line 1"},
      {std::string(kName), "entity: is missing"},
      {"[entity]\nschema = \"Person\"\n", "no [[value]] with property = \"name\""},
      {kSmallest + "colour = \"red\"\n", "line 6: value.colour: is not a key"},
      {"[entity]\nschema = \"Martian\"\n" + std::string(kName),
       "line 2: entity.schema: \"Martian\" is not a schema"},
      {"[entity]\nschema = 3\n" + std::string(kName), "line 2: entity.schema: must be a table"},
      {"[entity]\nschema = \"Person\"\n[[value]]\nproperty = \"nome\"\ncolumn = \"A\"\n",
       "line 4: value.property: \"nome\" is not a property"},
      {kSmallest + "template = \"{A}\"\n", "only one of them"},
      {kSmallest + "constant = \"x\"\n", "exactly one of column, template and constant"},
      {kSmallest + "pattern = \"(\"\n", "line 6: value.pattern: \"(\" is not a regular expression"},
      {kSmallest + "dates = \"middle\"\n", "line 6: value.dates"},
      {kSmallest + "split = [1]\n", "line 6: value.split"},
      {kSmallest + "when = { column = \"A\" }\n", "value.when.is: is missing"},
      {"table = 3\n" + kSmallest, "line 1: table: must be a table"},
      {"[table]\nheader_row = -1\n" + kSmallest, "line 2: table.header_row"},
      {"[table]\nheader_row = 1\nheader = [\"A\"]\n" + kSmallest,
       "only one of header, header_row and columns"},
      {"[table]\ndelimiter = \"||\"\n" + kSmallest, "line 2: table.delimiter"},
      {"[list]\ndate = \"tomorrow\"\n" + kSmallest, "line 2: list.date"},
      {"[entity.id]\npattern = \"x\"\n[entity]\nschema = \"Person\"\n" + std::string(kName),
       "entity.id.column: is missing"},
      {"skip = 3\n" + kSmallest, "must be written as [[skip]]"},
      {"[entity]\nschema = { column = \"A\", patterns = [\"x\"] }\n" + std::string(kName), "list of pairs"},
      {"[entity]\nschema = \"Person\"\n[[value]]\nproperty = \"name\"\ntemplate = \"{A\"\n", "without its }"},
  };
  for (const auto& item : kCases) {
    EXPECT_NE(Refusal(item.toml).find(item.message), std::string::npos)
        << item.toml << "\n→ " << Refusal(item.toml);
  }
  EXPECT_NE(Refusal("\xFF").find("UTF-8"), std::string::npos);
}

TEST(MappingTest, SizeIsLimited) {
  EXPECT_NE(Refusal(std::string(base::kMaxMappingBytes + 1, '#')).find("kMaxMappingBytes"),
            std::string::npos);
}

TEST(MappingTest, BuiltInMappingsAreValid) {
  std::size_t found = 0;
  for (const auto& entry : std::filesystem::directory_iterator("data/lists")) {
    if (entry.path().extension() != ".toml") continue;
    ++found;
    const base::Result<std::string> toml = files::ReadFile(entry.path().string());
    ASSERT_TRUE(toml);
    const base::Result<Mapping> mapping = ParseMapping(*toml, entry.path().filename().string());
    EXPECT_TRUE(mapping) << mapping.error().external;
  }
  EXPECT_EQ(found, 3u);
}

TEST(PatternTest, FindsSplitsAndRemoves) {
  const base::Result<Pattern> pattern = Pattern::Compile("(?i)a(k)a");
  ASSERT_TRUE(pattern);
  EXPECT_EQ(**pattern->Find("x AKA y"), "K");
  EXPECT_FALSE(pattern->Find("x")->has_value());
  EXPECT_EQ(*pattern->Split("xakayAKAz"), (std::vector<std::string>{"x", "y", "z"}));
  EXPECT_EQ(*pattern->Remove("xakay"), "xy");
  EXPECT_EQ(**Pattern::Compile("\\p{Han}+")->Find("ACME 河北 Ltd"), "河北");
  EXPECT_TRUE(Pattern::Compile("x*")->Split("ab")) << "matches of nothing end too";
}

TEST(PatternTest, TimeAndStackAreLimited) {
  const base::Result<Pattern> slow = Pattern::Compile("(a+)+$");
  ASSERT_TRUE(slow);
  const base::Result<std::optional<std::string>> found = slow->Find(std::string(64, 'a') + "b");
  ASSERT_FALSE(found) << "kMaxPatternMilliseconds";
  EXPECT_EQ(found.error().code, base::Code::kTooLarge);
  const base::Result<std::optional<std::string>> deep =
      Pattern::Compile("(?:a|b)*c")->Find(std::string(1 << 20, 'a'));
  ASSERT_FALSE(deep) << "kMaxPatternStackBytes";
}

}  // namespace
}  // namespace lists
