#include "screening/parties.h"

#include <gtest/gtest.h>

#include "base/limits.h"

namespace screening {
namespace {

struct ReadAll {
  std::vector<PartyRow> rows;
  std::size_t blank = 0;
  InputFacts facts;
};

base::Result<ReadAll> Read(std::string_view bytes, const std::vector<std::string>& map = {},
                           std::optional<std::size_t> header_row = std::nullopt,
                           const std::string& name = "test") {
  PartyOptions options;
  options.rules = TRY(ParseMapRules(map));
  options.header_row = header_row;
  const auto reader = TRY(OpenParties(bytes, name, options));
  ReadAll all;
  PartyRow row;
  while (TRY(reader->Next(row))) all.rows.push_back(row);
  all.blank = reader->blank_rows();
  all.facts = reader->facts();
  return all;
}

TEST(Parties, RowsAreTheSpreadsheetsRows) {
  const auto read = Read("name,country\nAcme,Viet Nam\n\n\"Two\nLines\",China\n,China\n");
  ASSERT_TRUE(read) << read.error().external;
  ASSERT_EQ(read->rows.size(), 3u);
  EXPECT_EQ(read->rows[0].row, 2u);
  EXPECT_EQ(read->rows[1].row, 4u);
  EXPECT_EQ(read->rows[1].party->caption, "Two Lines");
  EXPECT_EQ(read->rows[2].row, 5u);
  EXPECT_FALSE(read->rows[2].party);
  EXPECT_EQ(read->blank, 1u);
  EXPECT_EQ(read->facts.recognised, (std::vector<std::string>{"name -> name", "country -> country"}));
}

TEST(Parties, ARowWithoutContentIsRejectedUnlessItIsCompletelyEmpty) {
  for (const char* row : {",", "\"\",", " ,\t", "\xC2\xA0,"}) {
    for (const char* end : {"\n", "\r\n", ""}) {
      const auto read = Read(std::string("name,country\nAcme,China\n") + row + end);
      ASSERT_TRUE(read) << row << read.error().external;
      ASSERT_EQ(read->rows.size(), 2u) << row;
      EXPECT_EQ(read->rows[1].row, 3u);
      EXPECT_FALSE(read->rows[1].party);
      ASSERT_EQ(read->rows[1].rejects.size(), 1u);
      EXPECT_TRUE(read->rows[1].rejects[0].whole_row);
      EXPECT_EQ(read->rows[1].rejects[0].reason, "no name: the row was not screened");
      EXPECT_EQ(read->blank, 0u);
    }
  }
  for (const char* row : {"", " ", " \t ", "\xE3\x80\x80"}) {
    const auto read = Read(std::string("name,country\nAcme,China\n") + row + "\nBeta,China\n");
    ASSERT_TRUE(read) << read.error().external;
    EXPECT_EQ(read->rows.size(), 2u) << row;
    EXPECT_EQ(read->rows[1].row, 4u);
    EXPECT_EQ(read->blank, 1u);
  }
}

TEST(Parties, HeaderBelowTitleRows) {
  const auto read =
      Read("Supplier list 2024,,\nMade by: quality team,,\n공급업체명,국가,비고\n가나다,베트남,x\n");
  ASSERT_TRUE(read) << read.error().external;
  ASSERT_EQ(read->rows.size(), 1u);
  EXPECT_EQ(read->rows[0].row, 4u);
  EXPECT_EQ(read->rows[0].party->caption, "가나다");
  EXPECT_FALSE(read->facts.notes.empty());
}

TEST(Parties, HeaderIsLookedForInTheFirstRowsOnly) {
  std::string text;
  for (std::size_t i = 0; i < base::kMaxPartyHeaderRows; ++i) text += "title,\n";
  text += "Supplier,Country\nAcme,China\n";
  EXPECT_FALSE(Read(text));
  EXPECT_TRUE(Read(text.substr(7)));
}

TEST(Parties, NoNameColumnSaysWhatWasFound) {
  const auto read = Read("Quantity,Colour\n1,red\n");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, base::Code::kInvalid);
  for (const char* part : {"test: ", "Quantity", "Colour", "--map name="}) {
    EXPECT_NE(read.error().external.find(part), std::string::npos) << read.error().external;
  }
  const auto single = Read("Acme Ltd\nBeta Ltd\n");
  ASSERT_FALSE(single);
  EXPECT_NE(single.error().external.find("--map name=1"), std::string::npos) << single.error().external;
}

TEST(Parties, MapByHeaderLetterAndNumber) {
  for (const char* rule : {"name=Colour", "name=colour", "name=B", "name=b", "name=2"}) {
    const auto read = Read("Quantity,Colour\n1,red\n", {rule});
    ASSERT_TRUE(read) << rule << read.error().external;
    ASSERT_EQ(read->rows.size(), 1u);
    EXPECT_EQ(read->rows[0].party->caption, "red") << rule;
  }
  const auto bare = Read("Acme Ltd\nBeta Ltd\n", {"name=1"}, 0);
  ASSERT_TRUE(bare);
  ASSERT_EQ(bare->rows.size(), 2u);
  EXPECT_EQ(bare->rows[0].row, 1u);
  EXPECT_FALSE(Read("Quantity,Colour\n1,red\n", {"name=Size"}));
}

TEST(Parties, MapOverridesAndIgnores) {
  const auto read = Read("name,country,made in\nAcme,China,Viet Nam\n", {"country=made in"});
  ASSERT_TRUE(read);
  EXPECT_EQ(read->rows[0].party->First(entity::prop::Country()), "vn");
  const auto ignored = Read("name,country\nAcme,Nowhere\n", {"country="});
  ASSERT_TRUE(ignored);
  EXPECT_TRUE(ignored->rows[0].rejects.empty());
  EXPECT_EQ(ignored->facts.not_used, std::vector<std::string>{"country"});
}

TEST(Parties, MapArgumentsAreChecked) {
  for (const char* rule : {"name", "=B", "colour=B"}) {
    EXPECT_FALSE(ParseMapRules(std::vector<std::string>{rule})) << rule;
  }
}

TEST(Parties, JsonLinesOfFollowTheMoney) {
  const auto read = Read(
      R"({"id":"a","schema":"Person","properties":{"name":["Anna Lee"],"birthDate":"1974-01-32","country":["vn","cn"]}})"
      "\n\n{broken\n"
      R"({"schema":"Company","properties":{"country":["vn"]}})"
      "\n");
  ASSERT_TRUE(read) << read.error().external;
  ASSERT_EQ(read->rows.size(), 3u);
  EXPECT_EQ(read->rows[0].row, 1u);
  EXPECT_EQ(read->rows[0].party->schema, entity::schema::Person());
  EXPECT_EQ(read->rows[0].party->All(entity::prop::Country()).size(), 2u);
  ASSERT_EQ(read->rows[0].rejects.size(), 1u);
  EXPECT_EQ(read->rows[0].rejects[0].column, "birthDate");
  EXPECT_EQ(read->rows[1].row, 3u);
  EXPECT_FALSE(read->rows[1].party);
  EXPECT_EQ(read->rows[2].row, 4u);
  EXPECT_FALSE(read->rows[2].party);
}

TEST(Parties, FlatJsonLinesReadKeysLikeHeaders) {
  const auto read = Read(R"({"supplier_name":"Acme","국가":"VN","tags":["x"],"n":5})"
                         "\n",
                         {"notes=n"});
  ASSERT_TRUE(read) << read.error().external;
  EXPECT_EQ(read->rows[0].party->caption, "Acme");
  EXPECT_EQ(read->rows[0].party->First(entity::prop::Country()), "vn");
  EXPECT_EQ(read->rows[0].party->First(entity::prop::Notes()), "5");
  EXPECT_EQ(read->facts.not_used, std::vector<std::string>{"tags"});
}

TEST(Parties, OneObjectAmongTheFirstLinesMakesJsonLines) {
  const auto read = Read("not json\n\n{\"name\":\"Vladimir Petrov\"}\n[{\"name\":\"x\"}]\n");
  ASSERT_TRUE(read) << read.error().external;
  ASSERT_EQ(read->rows.size(), 3u);
  EXPECT_EQ(read->rows[0].row, 1u);
  ASSERT_EQ(read->rows[0].rejects.size(), 1u);
  EXPECT_FALSE(read->rows[0].rejects[0].reason.empty());
  EXPECT_EQ(read->rows[1].row, 3u);
  EXPECT_EQ(read->rows[1].party->caption, "Vladimir Petrov");
  EXPECT_FALSE(read->rows[2].party);
  for (const char* broken : {"[{\"name\":\"x\"}]", "[1]", "{\"name\":", "{\"name\":\"x\",", "[", "\"x\""}) {
    const auto mixed = Read(std::string(broken) + "\n{\"name\":\"Vladimir Petrov\"}\n{\"name\":\"Acme\"}\n");
    ASSERT_TRUE(mixed) << broken << mixed.error().external;
    ASSERT_EQ(mixed->rows.size(), 3u) << broken;
    EXPECT_FALSE(mixed->rows[0].party) << broken;
    EXPECT_TRUE(mixed->rows[2].party) << broken;
  }
  std::string late = "name\n";
  for (int i = 0; i < 18; ++i) late += "Acme\n\n";
  EXPECT_EQ(Read(late + "{\"name\":\"x\"}\n")->facts.format, "JSON lines");
  EXPECT_NE(Read(late + "Acme\n{\"name\":\"x\"}\n")->facts.format, "JSON lines");
}

TEST(Parties, TheNameOfAFileMakesJsonLines) {
  for (const char* name : {"a.jsonl", "a.NDJSON", "a.json"}) {
    const auto read = Read("name\nAcme\n", {}, std::nullopt, name);
    ASSERT_TRUE(read) << read.error().external;
    EXPECT_EQ(read->facts.format, "JSON lines");
    ASSERT_EQ(read->rows.size(), 2u);
    EXPECT_FALSE(read->rows[1].party);
  }
  EXPECT_TRUE(Read("name\nAcme\n", {}, std::nullopt, "json")->rows[0].party);
}

TEST(Parties, JsonOverSeveralLinesIsAnError) {
  for (const char* name : {"a.json", "a.csv"}) {
    for (const char* text :
         {"{\n  \"name\": \"x\"\n}\n", "\xEF\xBB\xBF\n[\n  {\"name\":\"x\"},\n  {\"name\":\"y\"}\n]\n",
          "{\n\"a\":\n{\"name\":\"x\"}\n}\n{\n}\n", "[\n{\n\"name\":\"x\"\n", "[\n1,\n2]"}) {
      const auto read = Read(text, {}, std::nullopt, name);
      ASSERT_FALSE(read) << text;
      EXPECT_EQ(read.error().code, base::Code::kInvalid);
      EXPECT_NE(read.error().external.find("jq -c"), std::string::npos) << read.error().external;
    }
  }
}

TEST(Parties, WhatIsNoPartyFileIsAnError) {
  EXPECT_FALSE(Read(""));
  EXPECT_FALSE(Read("  \n "));
  EXPECT_FALSE(Read("[{\"name\":\"x\"}]"));
}

}  // namespace
}  // namespace screening
