#include "screening/compiled_party_file.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>

#include "files/bytes.h"
#include "screening/progress.h"

namespace screening {
namespace {

constexpr std::string_view kCsv =
    "name,country,Date of birth,Remark\nHengda Textile,China,,x\n,China,,y\n\nIvan "
    "Ivanov,Russia,1974-01-32,\n";

struct Made {
  std::string bytes;
  std::string problem;
};

Made Compile(std::string_view text, std::size_t most = 100) {
  const auto reader = OpenParties(text, "suppliers.csv", {});
  CHECK(reader.has_value());
  const auto rejects_path =
      std::filesystem::temp_directory_path() / ("parties-" + std::to_string(::getpid()) + ".rejects.csv");
  RejectsFile rejects(rejects_path.string(), false);
  const auto bytes = CompileParties(**reader, "suppliers.csv", "abc", rejects, 1, most);
  EXPECT_TRUE(rejects.Finish().has_value());
  std::filesystem::remove(rejects_path);
  return bytes ? Made{*bytes, {}} : Made{{}, bytes.error().external};
}

PartyOptions Compiled() {
  PartyOptions options;
  options.compiled = true;
  return options;
}

std::vector<PartyRow> RowsOf(PartyReader& reader) {
  std::vector<PartyRow> rows;
  PartyRow row;
  while (reader.Next(row).value()) {
    if (row.party) rows.push_back(row);
  }
  return rows;
}

TEST(CompiledPartyFile, ReadsAsTheFileItWasMadeFrom) {
  const std::string bytes = Compile(kCsv).bytes;
  const auto plain = OpenParties(kCsv, "suppliers.csv", {}).value();
  const auto compiled = OpenParties(bytes, "suppliers.mnp", Compiled()).value();
  const std::vector<PartyRow> expected = RowsOf(*plain);
  const std::vector<PartyRow> rows = RowsOf(*compiled);
  ASSERT_EQ(rows.size(), 2U);
  ASSERT_EQ(expected.size(), 2U);
  for (std::size_t i = 0; i < rows.size(); ++i) {
    EXPECT_EQ(rows[i].row, expected[i].row);
    EXPECT_EQ(rows[i].party->caption, expected[i].party->caption);
    ASSERT_EQ(rows[i].party->values.size(), expected[i].party->values.size());
    for (std::size_t v = 0; v < rows[i].party->values.size(); ++v) {
      EXPECT_EQ(rows[i].party->values[v].property, expected[i].party->values[v].property);
      EXPECT_EQ(rows[i].party->values[v].text, expected[i].party->values[v].text);
      EXPECT_EQ(rows[i].party->values[v].origin, expected[i].party->values[v].origin);
    }
  }
  EXPECT_EQ(compiled->blank_rows(), plain->blank_rows());
  const InputFacts facts = compiled->facts();
  EXPECT_EQ(facts.recognised, plain->facts().recognised);
  EXPECT_EQ(facts.not_used, plain->facts().not_used);
  EXPECT_EQ(facts.rejected_rows, 1U);
  EXPECT_EQ(facts.set_aside_fields, 1U);
  EXPECT_NE(facts.format.find("compiled parties of suppliers.csv (CSV"), std::string::npos);
  EXPECT_NE(facts.notes.back().find("1 rows were rejected and 1 fields set aside"), std::string::npos);
  EXPECT_EQ(EstimateRows(bytes), 0U);
}

TEST(CompiledPartyFile, IsRefusedWhereItHasNoPlace) {
  const std::string bytes = Compile(kCsv).bytes;
  const auto import = OpenParties(bytes, "suppliers.mnp", {});
  ASSERT_FALSE(import.has_value());
  EXPECT_EQ(import.error().external,
            "suppliers.mnp: compiled parties; give the file that they were compiled from");
  PartyOptions mapped = Compiled();
  mapped.table.sheet = "Sheet1";
  const auto with_sheet = OpenParties(bytes, "suppliers.mnp", mapped);
  ASSERT_FALSE(with_sheet.has_value());
  EXPECT_EQ(with_sheet.error().code, base::Code::kConflict);
}

TEST(CompiledPartyFile, DamageIsFoundBeforeTheFirstRow) {
  for (const std::size_t place : {std::size_t{100}, std::size_t{4200}, std::size_t{9000}}) {
    std::string bytes = Compile(kCsv).bytes;
    ASSERT_LT(place, bytes.size());
    bytes[place] = static_cast<char>(bytes[place] ^ 1);
    const auto opened = OpenParties(bytes, "suppliers.mnp", Compiled());
    ASSERT_FALSE(opened.has_value()) << place;
    EXPECT_EQ(opened.error().external.rfind("suppliers.mnp: ", 0), 0U) << opened.error().external;
  }
}

TEST(CompiledPartyFile, HoldsAtMostTheLimitAndNotNothing) {
  EXPECT_NE(Compile(kCsv, 1).problem.find("kMaxCompiledParties"), std::string::npos);
  EXPECT_NE(Compile("name\n,\n").problem.find("no row is a party"), std::string::npos);
}

TEST(CompiledPartyFile, OriginsAreReadBackOrRefused) {
  PartyOrigin origin{"a \"b\".csv", "0f", {"CSV", {"n -> name"}, {"x"}, {"note"}, 3, 4}, 5};
  const auto back = ReadOrigin(OriginText(origin));
  ASSERT_TRUE(back.has_value());
  EXPECT_EQ(OriginText(*back), OriginText(origin));
  EXPECT_EQ(back->facts.set_aside_fields, 4U);
  EXPECT_EQ(back->blank_rows, 5U);
  for (const char* other : {"", "{}", "[]", "{\"input\":1}", "not json"})
    EXPECT_FALSE(ReadOrigin(other).has_value()) << other;
}

}  // namespace
}  // namespace screening
