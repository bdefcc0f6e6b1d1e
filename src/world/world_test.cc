#include "world/world.h"

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <map>
#include <set>

#include "base/limits.h"
#include "files/bytes.h"
#include "files/table.h"
#include "lists/lists.h"
#include "world/lookalike.h"
#include "world/noise.h"

namespace world {
namespace {

namespace fs = std::filesystem;

class WorldTest : public testing::Test {
 protected:
  void SetUp() override {
    root_ = fs::temp_directory_path() / fmt::format("world_test_{}", ::getpid());
    fs::remove_all(root_);
    fs::create_directories(root_);
  }
  void TearDown() override { fs::remove_all(root_); }
  std::string Dir(const std::string& name) const { return (root_ / name).string(); }

  fs::path root_;
};

std::map<std::string, std::string> AllFiles(const std::string& dir) {
  std::map<std::string, std::string> all;
  for (const fs::directory_entry& entry : fs::recursive_directory_iterator(dir)) {
    if (!entry.is_regular_file()) continue;
    const base::Result<std::string> bytes = files::ReadFile(entry.path().string());
    EXPECT_TRUE(bytes.has_value());
    all[fs::relative(entry.path(), dir).string()] = bytes ? *bytes : "";
  }
  return all;
}

std::vector<files::Record> Table(const std::string& path) {
  std::vector<files::Record> records;
  files::TableOptions options;
  options.delimiter = ',';
  auto table = files::OpenTable(path, options);
  EXPECT_TRUE(table.has_value()) << path;
  if (!table) return records;
  files::Record record;
  while (true) {
    const base::Result<bool> more = (*table)->Next(record);
    EXPECT_TRUE(more.has_value());
    if (!more || !*more) return records;
    records.push_back(record);
  }
}

// Strict: no overlong forms, no surrogates, nothing past U+10FFFF.
bool ValidUtf8(std::string_view text) {
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80       ? 1
                               : byte >> 5 == 6  ? 2
                               : byte >> 4 == 14 ? 3
                               : byte >> 3 == 30 ? 4
                                                 : 0;
    if (length == 0 || i + length > text.size()) return false;
    std::uint32_t code = length == 1 ? byte : byte & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if (next >> 6 != 2) return false;
      code = code << 6 | (next & 0x3f);
    }
    const std::uint32_t least = length == 1 ? 0 : length == 2 ? 0x80 : length == 3 ? 0x800 : 0x10000;
    if (code < least || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return false;
    i += length;
  }
  return true;
}

// The scripts of a text, by the blocks that the world uses.
void AddScripts(std::string_view text, std::set<std::string>& scripts) {
  struct Block {
    std::uint32_t low, high;
    const char* script;
  };
  constexpr Block kBlocks[] = {
      {0x41, 0x7a, "Latin"},        {0x370, 0x3ff, "Greek"},      {0x400, 0x4ff, "Cyrillic"},
      {0x530, 0x58f, "Armenian"},   {0x590, 0x5ff, "Hebrew"},     {0x600, 0x6ff, "Arabic"},
      {0x900, 0x97f, "Devanagari"}, {0x980, 0x9ff, "Bengali"},    {0xe00, 0xe7f, "Thai"},
      {0x1000, 0x109f, "Myanmar"},  {0x10a0, 0x10ff, "Georgian"}, {0x1780, 0x17ff, "Khmer"},
      {0x3040, 0x30ff, "Kana"},     {0x4e00, 0x9fff, "Han"},      {0xac00, 0xd7a3, "Hangul"}};
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const std::size_t length = byte < 0x80 ? 1 : byte >> 5 == 6 ? 2 : byte >> 4 == 14 ? 3 : 4;
    std::uint32_t code = length == 1 ? byte : byte & (0x7fu >> length);
    for (std::size_t k = 1; k < length; ++k)
      code = code << 6 | (static_cast<unsigned char>(text[i + k]) & 0x3f);
    for (const Block& block : kBlocks)
      if (code >= block.low && code <= block.high) scripts.insert(block.script);
    i += length;
  }
}

TEST_F(WorldTest, SameSeedGivesTheSameBytesAndAnotherSeedOthers) {
  ASSERT_TRUE(WriteWorld(Dir("a"), {7, 300}).has_value());
  ASSERT_TRUE(WriteWorld(Dir("b"), {7, 300}).has_value());
  ASSERT_TRUE(WriteWorld(Dir("c"), {8, 300}).has_value());
  const auto a = AllFiles(Dir("a")), b = AllFiles(Dir("b")), c = AllFiles(Dir("c"));
  EXPECT_EQ(a.size(), 10u);
  EXPECT_EQ(a, b);
  for (const char* name :
       {"suppliers.csv", "truth.csv", "lookalikes.csv", "lists/un-consolidated.xml", "lists/ofac-sdn/sdn.csv",
        "lists/regional-watchlist.jsonl", "lists/import-bans.csv"})
    EXPECT_NE(a.at(name), c.at(name)) << name;
}

TEST_F(WorldTest, EveryFileIsValidUtf8) {
  ASSERT_TRUE(WriteWorld(Dir("w"), {3, 2000}).has_value());
  for (const auto& [name, bytes] : AllFiles(Dir("w"))) EXPECT_TRUE(ValidUtf8(bytes)) << name;
}

TEST_F(WorldTest, TheRowCountIsWhatWasAskedForAndTwelveScriptsArePresent) {
  const base::Result<WorldFacts> facts = WriteWorld(Dir("w"), {1, 5000});
  ASSERT_TRUE(facts.has_value());
  EXPECT_EQ(facts->suppliers, 5000u);
  EXPECT_GE(facts->planted_rows, 200u);
  EXPECT_GE(facts->lookalike_rows, facts->planted_rows);
  const std::vector<files::Record> rows = Table(Dir("w") + "/suppliers.csv");
  ASSERT_EQ(rows.size(), 5001u);
  std::set<std::string> scripts;
  std::size_t original = 0, nameless = 0;
  for (std::size_t i = 1; i < rows.size(); ++i) {
    std::set<std::string> here;
    AddScripts(rows[i].Cell(1), here);
    AddScripts(rows[i].Cell(2), here);
    scripts.insert(here.begin(), here.end());
    here.erase("Latin");
    original += here.empty() ? 0 : 1;
    nameless += rows[i].Cell(1).find_first_not_of(" -.?") == std::string_view::npos && rows[i].Cell(2).empty()
                    ? 1
                    : 0;
  }
  EXPECT_GE(scripts.size(), 12u);
  EXPECT_GE(original, 600u);
  EXPECT_LE(original, 1250u);
  EXPECT_EQ(nameless, facts->nameless_rows);
}

TEST_F(WorldTest, EveryTruthAndLookAlikeNamesARowAndAnEntry) {
  ASSERT_TRUE(WriteWorld(Dir("w"), {5, 1000}).has_value());
  const base::Result<std::vector<lists::Source>> sources = lists::FindSources(Dir("w") + "/lists");
  ASSERT_TRUE(sources.has_value());
  ASSERT_EQ(sources->size(), 4u);
  std::set<std::pair<std::string, std::string>> entries;
  for (const lists::Source& source : *sources) {
    std::string problems;
    const auto edition = lists::Read(
        source,
        [&](entity::Entity&& entry) {
          entries.emplace(source.list, entry.id);
          EXPECT_FALSE(entry.caption.empty());
          return base::Ok();
        },
        [&](const lists::Problem& problem) {
          problems += problem.field + ": " + problem.reason + " [" + problem.value + "]\n";
        });
    ASSERT_TRUE(edition.has_value()) << source.path << ": " << edition.error().external;
    EXPECT_EQ(problems, "") << source.path;
  }
  std::size_t pairs[2] = {0, 0};
  std::size_t which = 0;
  for (const char* file : {"/truth.csv", "/lookalikes.csv"}) {
    const std::vector<files::Record> records = Table(Dir("w") + file);
    for (std::size_t i = 1; i < records.size(); ++i) {
      EXPECT_TRUE(entries.contains({std::string(records[i].Cell(1)), std::string(records[i].Cell(2))}))
          << records[i].Cell(2);
      const int row = std::stoi(std::string(records[i].Cell(0)));
      EXPECT_GE(row, 2);
      EXPECT_LE(row, 1001);
      EXPECT_FALSE(records[i].Cell(3).empty());
    }
    pairs[which++] = records.size() - 1;
  }
  EXPECT_GE(pairs[0], 50u);
  EXPECT_GE(pairs[1], pairs[0]);
}

TEST_F(WorldTest, ScoreCountsRightAndWrongPairs) {
  ASSERT_TRUE(WriteWorld(Dir("w"), {5, 200}).has_value());
  const std::vector<files::Record> truth = Table(Dir("w") + "/truth.csv");
  const std::vector<files::Record> lookalikes = Table(Dir("w") + "/lookalikes.csv");
  const auto line = [](const files::Record& pair, bool match) {
    return fmt::format("{{\"row\":{},\"results\":[{{\"list\":\"{}\",\"id\":\"{}\",\"match\":{}}}]}}\n",
                       pair.Cell(0), pair.Cell(1), pair.Cell(2), match);
  };
  std::string result =
      "{\"row\":2,\"results\":[]}\n" + line(lookalikes[1], true) + line(lookalikes[2], false);
  for (std::size_t i = 2; i < truth.size(); ++i) result += line(truth[i], true);
  result +=
      line(truth[1], false) + "{\"row\":99999,\"results\":[{\"list\":\"x\",\"id\":\"y\",\"match\":true}]}\n";
  ASSERT_TRUE(files::WriteFile(Dir("w") + "/result.ndjson", result).has_value());
  const base::Result<WorldScore> score = ScoreWorld(Dir("w"), Dir("w") + "/result.ndjson");
  ASSERT_TRUE(score.has_value()) << score.error().external;
  const std::size_t planted = truth.size() - 1;
  EXPECT_EQ(score->planted, planted);
  EXPECT_EQ(score->found, planted - 1);
  EXPECT_EQ(score->alarms, planted + 1);
  EXPECT_EQ(score->other_false_alarms, 1u);
  EXPECT_DOUBLE_EQ(score->precision, static_cast<double>(planted - 1) / static_cast<double>(planted + 1));
  const std::string text = ScoreText(*score);
  EXPECT_TRUE(text.ends_with(fmt::format("screening: planted {} found {} recall {:.3f} precision {:.3f}\n",
                                         planted, planted - 1, score->recall, score->precision)))
      << text;
}

TEST_F(WorldTest, SizesOutsideTheLimitsAreRefused) {
  EXPECT_EQ(WriteWorld(Dir("w"), {1, 19}).error().code, base::Code::kInvalid);
  EXPECT_EQ(WriteWorld(Dir("w"), {1, base::kMaxWorldSuppliers + 1}).error().code, base::Code::kTooLarge);
  EXPECT_TRUE(WriteWorld(Dir("w"), {1, 20}).has_value());
}

TEST(WorldParts, ListedPartiesNeverShareACoreAndLookAlikesAreNotTheirModels) {
  TakenNames taken;
  Rng rng(11);
  const std::vector<ListedParty> listed = MakeListedParties({400, 800, 400, 150}, rng, taken);
  EXPECT_GE(listed.size(), 1700u);
  std::set<std::string> cores, ids;
  for (const ListedParty& party : listed) {
    for (const std::string& core : CoreKeys(party.actor))
      EXPECT_TRUE(cores.insert(core).second) << party.primary;
    for (const Entry& entry : party.entries) EXPECT_TRUE(ids.insert(entry.id).second) << entry.id;
  }
  std::map<std::string, int> kinds;
  for (const ListedParty& party : listed) {
    const std::optional<LookAlike> look = MakeLookAlike(party, taken, rng);
    if (!look) continue;
    ++kinds[look->kind];
    if (look->kind == "namesake") {
      EXPECT_NE(look->actor.birth_date.substr(0, 4), party.actor.birth_date.substr(0, 4));
    } else {
      EXPECT_NE(FoldedName(LatinName(look->actor)), FoldedName(party.primary));
    }
  }
  EXPECT_EQ(kinds.size(), 9u);
}

TEST(WorldParts, EveryKindOfNoiseAppliesSomewhere) {
  TakenNames taken;
  Rng rng(12);
  const std::vector<ListedParty> listed = MakeListedParties({400, 800, 400, 150}, rng, taken);
  std::map<std::string, int> kinds;
  for (const ListedParty& party : listed) {
    const Disturbed disturbed = Disturb(party, rng);
    ++kinds[disturbed.kind.substr(0, disturbed.kind.find('+'))];
    EXPECT_TRUE(ValidUtf8(disturbed.name)) << disturbed.name;
    EXPECT_FALSE(disturbed.name.empty());
  }
  EXPECT_EQ(kinds.size(), 20u);
}

TEST(WorldParts, BenchmarkNamesAreDiverseAndPlantedOnesExact) {
  const std::vector<entity::Entity> listed = MakeListed(1, 5000, 5);
  ASSERT_EQ(listed.size(), 5000u);
  std::set<std::string> captions;
  std::size_t names = 0;
  for (const entity::Entity& entry : listed) {
    captions.insert(entry.caption);
    names += entry.Names().size();
  }
  EXPECT_GE(captions.size(), 4900u);
  EXPECT_GE(names, 24900u);
  const BenchParties made = MakeParties(2, listed, 1000, 100);
  ASSERT_EQ(made.parties.size(), 1000u);
  ASSERT_EQ(made.truth.size(), 100u);
  for (const auto& [party, which] : made.truth) {
    bool listed_name = false;
    for (const entity::Value* name : listed[which].Names())
      listed_name = listed_name || name->text == made.parties[party].caption;
    EXPECT_TRUE(listed_name);
  }
  EXPECT_EQ(MakeListed(1, 50, 5)[49].values, MakeListed(1, 50, 5)[49].values);
}

}  // namespace
}  // namespace world
