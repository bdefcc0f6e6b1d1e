// What rescreen says of goods is the difference of what two full screenings say of them.

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <map>
#include <memory>
#include <regex>

#include "base/limits_lists.h"
#include "match/goods.h"
#include "match/test_worlds.h"
#include "screening/compiled_party_file.h"
#include "screening/output.h"
#include "screening/rescreen.h"

namespace screening {
namespace {

class RescreenGoods : public ::testing::Test {
 protected:
  using Entries = std::map<std::string, std::vector<entity::Entity>>;  // by list
  using RowEntry = std::tuple<std::size_t, std::string, std::string>;  // row, list, id

  struct Edition {
    std::vector<std::string> bytes;
    std::vector<std::unique_ptr<match::CompiledList>> open;
    std::vector<const match::CompiledList*> lists;
  };

  static entity::Entity Good(const std::string& id, const std::string& name,
                             const std::vector<std::string>& countries, const std::string& program) {
    entity::Entity e;
    e.id = id;
    e.caption = name;
    e.schema = entity::SchemaNamed("Commodity");
    e.Add(entity::prop::Name(), name);
    for (const std::string& country : countries) e.Add(entity::prop::Country(), country);
    if (!program.empty()) e.Add(entity::PropertyNamed("program"), program);
    return e;
  }
  static entity::Entity Firm(const std::string& id, const std::string& name) {
    entity::Entity e;
    e.id = id;
    e.caption = name;
    e.schema = entity::schema::Company();
    e.Add(entity::prop::Name(), name);
    return e;
  }
  static Edition Compile(const Entries& entries) {
    Edition edition;
    edition.bytes.reserve(entries.size());
    for (const auto& [name, all] : entries) {
      match::ListCompiler compiler;
      match::ListInfo info;
      info.name = name;
      info.layout = "ftm-jsonl";
      compiler.BeginList(info);
      for (const entity::Entity& e : all) compiler.Add(e);
      const std::string& made = edition.bytes.emplace_back(compiler.Finish());
      edition.open.push_back(std::make_unique<match::CompiledList>(
          match::CompiledList::Open(std::as_bytes(std::span(made))).value()));
      edition.lists.push_back(edition.open.back().get());
    }
    return edition;
  }

  // Every row of goods that `screen` writes, in its own words, but for the list's name.
  static std::map<RowEntry, std::string> FullScreening(std::string_view text, const Edition& edition,
                                                       const std::map<std::string, std::string>& renamed) {
    const match::GoodsIndex index(edition.lists);
    std::map<RowEntry, std::string> told;
    const auto reader = OpenParties(text, "parties", {}).value();
    PartyRow row;
    while (reader->Next(row).value()) {
      if (!row.party) continue;
      for (match::GoodsAlert& goods : index.Find(*row.party, base::kMaxGoodsAlertsPerParty)) {
        if (const auto other = renamed.find(goods.list); other != renamed.end()) {
          if (goods.source.starts_with(goods.list))  // the list names no authority
            goods.source.replace(0, goods.list.size(), other->second);
          goods.list = other->second;
        }
        const RowEntry key{row.row, goods.list, goods.id};
        ScreenedParty screened;
        screened.goods.push_back(std::move(goods));
        told[key] += NdjsonLine(screened);
      }
    }
    return told;
  }
  static std::map<RowEntry, std::string> Difference(const std::map<RowEntry, std::string>& before,
                                                    const std::map<RowEntry, std::string>& after) {
    std::map<RowEntry, std::string> changes;
    for (const auto& [key, line] : before)
      if (!after.contains(key)) changes[key] = "withdrawn";
    for (const auto& [key, line] : after) {
      const auto was = before.find(key);
      if (was == before.end())
        changes[key] = "new";
      else if (was->second != line)
        changes[key] = "changed";
    }
    return changes;
  }

  struct Outcome {
    std::string lines;
    RescreenTotals totals;
  };
  static Outcome Rescreened(std::string_view text, const match::EditionChanges& editions, bool compiled,
                            RescreenRun run = {}) {
    const GoodsChanges goods = GoodsChanges::Of(editions.entries).value();
    run.goods = &goods;
    Outcome outcome;
    const Printer print = [&](std::string_view line) {
      outcome.lines += line;
      return base::Ok();
    };
    RejectsFile rejects("unused", false);
    const auto reader = OpenParties(text, "parties", {}).value();
    if (!compiled) {
      outcome.totals = RescreenAll(*reader, rejects, editions, run, print).value();
      return outcome;
    }
    const std::string bytes = CompileParties(*reader, "parties", "0", rejects, 2).value();
    const match::CompiledParties ready = OpenCompiled(bytes, "parties").value();
    outcome.totals = RescreenCompiled(ready, editions, run, print).value();
    return outcome;
  }
  // The changes of goods; each row has one line, and in it scores come first.
  static std::map<RowEntry, std::string> Parse(const std::string& lines) {
    std::map<RowEntry, std::string> told;
    std::size_t last = 0;
    for (std::size_t begin = 0; begin < lines.size(); begin = lines.find('\n', begin) + 1) {
      const auto line = boost::json::parse(lines.substr(begin, lines.find('\n', begin) - begin));
      const auto row = line.at("row").to_number<std::size_t>();
      EXPECT_GT(row, last);
      last = row;
      EXPECT_FALSE(line.at("changes").as_array().empty());
      bool goods = false;
      for (const boost::json::value& change : line.at("changes").as_array()) {
        EXPECT_TRUE(!goods || change.as_object().contains("kind"));
        if (!change.as_object().contains("kind")) continue;
        goods = true;
        EXPECT_EQ(change.at("kind").as_string(), "goods");
        EXPECT_TRUE(change.at("before").is_null() && change.at("after").is_null());
        EXPECT_TRUE(told.emplace(RowEntry{row, std::string(change.at("list").as_string()),
                                          std::string(change.at("id").as_string())},
                                 change.at("change").as_string())
                        .second);
      }
    }
    return told;
  }

  static Entries RandomEntries(match::testing::Random& random, bool later) {
    Entries entries;
    for (const std::string name : {"labor", "orders"}) {
      if (random.Chance(15)) continue;
      // One of them has another name in the later edition.
      auto& all = entries[name == "labor" ? (later ? "labor-2026" : "labor-2025") : name];
      for (int i = 0; i < 12; ++i) {
        if (random.Chance(30)) continue;
        const std::string id = fmt::format("g{}", i);
        if (random.Chance(20)) {
          all.push_back(Firm(id, random.Chance(50) ? "Cotton Mill" : "Brick Works"));
          continue;
        }
        const std::vector<std::string> goods = {"Cotton", "Garments", "Bricks", "Gold"};
        std::vector<std::string> countries = {random.Chance(50) ? "bj" : "bd"};
        if (random.Chance(30)) countries.push_back(random.Chance(50) ? "vn" : "in");
        all.push_back(Good(id, goods[static_cast<std::size_t>(i) % 4], countries,
                           random.Chance(70) ? "" : "forced labor"));
      }
    }
    return entries;
  }
  static std::string RandomParties(match::testing::Random& random) {
    std::string text = "name,country,product\n";
    for (int i = 0; i < 40; ++i) {
      const std::vector<std::string> products = {"raw cotton", "티셔츠", "bricks and gold", "", "steel"};
      const std::vector<std::string> countries = {"bj", "bd", "vn", "in", ""};
      text += fmt::format("{},{},{}\n", random.Chance(40) ? "Cotton Mill" : "Quiet Brook",
                          random.Pick(countries), random.Pick(products));
    }
    return text;
  }
};

TEST_F(RescreenGoods, IsTheDifferenceOfTwoFullScreenings) {
  const std::uint64_t seed = match::testing::SeedOr(23);
  SCOPED_TRACE("MANUMIT_SEED=" + std::to_string(seed));
  match::testing::Random random(seed);
  std::map<std::string, std::size_t> seen;
  for (std::size_t round = 0; round < match::testing::Scaled(60); ++round) {
    const Edition before = Compile(RandomEntries(random, false));
    const Edition after = Compile(RandomEntries(random, true));
    const match::EditionChanges editions = match::CompareEditions(before.lists, after.lists);
    const std::map<std::string, std::string> renamed(editions.renamed.begin(), editions.renamed.end());
    const std::string text = RandomParties(random);
    const auto expected =
        Difference(FullScreening(text, before, renamed), FullScreening(text, after, renamed));
    const Outcome outcome = Rescreened(text, editions, false);
    ASSERT_EQ(Parse(outcome.lines), expected) << "round " << round << "\n" << outcome.lines;
    EXPECT_EQ(Rescreened(text, editions, true).lines, outcome.lines);
    EXPECT_EQ(outcome.totals.goods_found + outcome.totals.goods_changed + outcome.totals.goods_withdrawn,
              expected.size());
    for (const auto& [key, change] : expected) ++seen[change];
  }
  for (const char* change : {"new", "changed", "withdrawn"}) EXPECT_GT(seen[change], 20u) << change;
}

TEST_F(RescreenGoods, StandBehindScoresAndNoLimitCutsThem) {
  const Edition before = Compile({{"ban", {Good("1", "Cotton", {"bj"}, "")}}});
  const Edition after = Compile({{"ban",
                                  {Firm("2", "Cotton Mill"), Firm("3", "Cotton Mill"),
                                   Good("4", "Cotton", {"bj"}, ""), Good("5", "Gold", {"bj"}, "")}}});
  const match::EditionChanges editions = match::CompareEditions(before.lists, after.lists);
  RescreenRun run;
  run.limit = 1;
  const std::string text =
      "name,country,product\nQuiet Brook,bj,cotton\nCotton Mill,bj,cotton\nCotton Mill,,cotton\n";
  const Outcome outcome = Rescreened(text, editions, false, run);
  EXPECT_EQ(
      std::regex_replace(outcome.lines, std::regex(R"("after":0\.\d{6})"), R"("after":S)"),
      R"({"row":2,"changes":[{"kind":"goods","id":"1","list":"ban","change":"withdrawn","before":null,"after":null},)"
      R"({"kind":"goods","id":"4","list":"ban","change":"new","before":null,"after":null}]})"
      "\n"
      R"({"row":3,"changes":[{"id":"2","list":"ban","change":"new","before":null,"after":S},)"
      R"({"kind":"goods","id":"1","list":"ban","change":"withdrawn","before":null,"after":null},)"
      R"({"kind":"goods","id":"4","list":"ban","change":"new","before":null,"after":null}]})"
      "\n"
      R"({"row":4,"changes":[{"id":"2","list":"ban","change":"new","before":null,"after":S}]})"
      "\n");
  EXPECT_EQ(outcome.totals.found, 4u);
  EXPECT_EQ(outcome.totals.changed_parties, 2u) << "by score";
  EXPECT_EQ(outcome.totals.goods_parties, 2u);
  EXPECT_EQ(outcome.totals.goods_found, 2u);
  EXPECT_EQ(outcome.totals.goods_withdrawn, 2u);
  run.at_a_time = 1;
  EXPECT_EQ(Rescreened(text, editions, false, run).lines, outcome.lines);
  run.format = ChangeFormat::kTable;
  const std::string table = Rescreened(text, editions, false, run).lines;
  EXPECT_NE(
      table.find("      2  new               -         -  Quiet Brook  |  goods: Cotton  (ban 4), “cotton”"),
      std::string::npos)
      << table;
}

TEST_F(RescreenGoods, NothingIsSaidWhereNoGoodChanged) {
  const Edition before = Compile({{"ban", {Good("1", "Cotton", {"bj"}, "")}}});
  const Edition after = Compile({{"ban", {Good("1", "Cotton", {"bj"}, ""), Firm("2", "Blue Mill")}}});
  const match::EditionChanges editions = match::CompareEditions(before.lists, after.lists);
  EXPECT_EQ(GoodsChanges::Of(editions.entries)->size(), 0u);
  EXPECT_EQ(Rescreened("name,country,product\nQuiet Brook,bj,cotton\n", editions, false).lines, "");
}

}  // namespace
}  // namespace screening
