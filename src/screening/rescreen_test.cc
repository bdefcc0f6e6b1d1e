#include "screening/rescreen.h"

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <boost/json.hpp>
#include <cstdlib>
#include <filesystem>
#include <map>
#include <tuple>

#include "match/test_worlds.h"
#include "screening/compiled_party_file.h"
#include "screening/list_set.h"

namespace screening {
namespace {

namespace json = boost::json;
using match::testing::Random;

using Key = std::tuple<std::size_t, std::string, std::string>;  // row, list, id
using Scores = std::map<Key, double>;
using Told = std::map<Key, std::pair<double, double>>;  // before, after; 0 for null

struct Row {
  std::size_t row;
  entity::Entity party;
};

std::vector<Row> ReadRows(std::string_view text) {
  std::vector<Row> rows;
  const auto reader = OpenParties(text, "parties", {});
  CHECK(reader.has_value());
  PartyRow row;
  while (true) {
    const auto more = (*reader)->Next(row);
    CHECK(more.has_value());
    if (!*more) return rows;
    if (row.party) rows.push_back({row.row, *row.party});
  }
}

Scores FullScreening(const std::vector<Row>& rows, const ListSet& lists, double threshold) {
  match::ScreenOptions options;
  options.threshold = threshold;
  options.limit = 1'000'000;
  options.explain = false;
  match::Scratch scratch;
  Scores scores;
  for (const Row& row : rows) {
    for (const match::Alert& alert : match::Screen(row.party, lists.lists(), options, scratch)) {
      if (alert.match) scores[{row.row, alert.list, alert.id}] = alert.score;
    }
  }
  return scores;
}

// `renamed`: lists of the earlier edition by the names they have in the later one.
Told Difference(const Scores& before, const Scores& after,
                const std::map<std::string, std::string>& renamed) {
  Told told;
  for (const auto& [key, score] : before) {
    Key now = key;
    const auto other = renamed.find(std::get<1>(key));
    if (other != renamed.end()) std::get<1>(now) = other->second;
    told[now].first = score;
  }
  for (const auto& [key, score] : after) told[key].second = score;
  std::erase_if(told, [](const auto& one) { return one.second.first == one.second.second; });
  return told;
}

double ScoreOr0(const json::value& value) {
  return value.is_null() ? 0 : value.to_number<double>();
}

Told Parse(const std::string& lines, std::size_t* line_count = nullptr) {
  Told told;
  std::size_t begin = 0;
  while (begin < lines.size()) {
    const std::size_t end = lines.find('\n', begin);
    const json::value line = json::parse(std::string_view(lines).substr(begin, end - begin));
    const auto row = line.at("row").to_number<std::size_t>();
    EXPECT_FALSE(line.at("changes").as_array().empty());
    for (const json::value& change : line.at("changes").as_array()) {
      const double before = ScoreOr0(change.at("before"));
      const double after = ScoreOr0(change.at("after"));
      const char* name = before == 0 ? "new" : after == 0 ? "withdrawn" : "changed";
      EXPECT_EQ(change.at("change").as_string(), name);
      const Key key{row, std::string(change.at("list").as_string()),
                    std::string(change.at("id").as_string())};
      EXPECT_TRUE(told.emplace(key, std::pair(before, after)).second);
    }
    begin = end + 1;
    if (line_count != nullptr) ++*line_count;
  }
  return told;
}

struct Result {
  std::string lines;
  RescreenTotals totals;
};

Result Rescreened(std::string_view text, const match::EditionChanges& editions, const RescreenRun& run) {
  Result result;
  const auto reader = OpenParties(text, "parties", {});
  CHECK(reader.has_value());
  RejectsFile rejects("unused", false);
  const Printer print = [&](std::string_view line) {
    result.lines += line;
    return base::Ok();
  };
  const auto totals = RescreenAll(**reader, rejects, editions, run, print);
  CHECK(totals.has_value());
  result.totals = *totals;
  return result;
}

Result RescreenedCompiled(std::string_view text, const match::EditionChanges& editions,
                          const RescreenRun& run) {
  Result result;
  const auto reader = OpenParties(text, "parties", {});
  CHECK(reader.has_value());
  RejectsFile rejects("unused", false);
  const auto bytes = CompileParties(**reader, "parties", "0", rejects, 2);
  CHECK(bytes.has_value());
  const auto compiled = OpenCompiled(*bytes, "parties");
  CHECK(compiled.has_value());
  const Printer print = [&](std::string_view line) {
    result.lines += line;
    return base::Ok();
  };
  const auto totals = RescreenCompiled(*compiled, editions, run, print);
  CHECK(totals.has_value());
  result.totals = *totals;
  return result;
}

// Parties out of the lists' own names, with slips of the pen, and some of their facts.
std::string PartiesOf(std::initializer_list<const ListSet*> sets, std::size_t most, Random& random) {
  std::string csv = "name,schema,country,date of birth\n";
  const auto cell = [&](std::string_view text) {
    csv += '"';
    for (const char c : text) csv += c == '"' ? std::string("\"\"") : std::string(1, c);
    csv += '"';
  };
  for (const ListSet* set : sets) {
    for (const match::CompiledList* list : set->lists()) {
      const std::size_t step = std::max<std::size_t>(1, list->entity_count() / most);
      for (std::uint32_t i = 0; i < list->entity_count(); i += static_cast<std::uint32_t>(step)) {
        const entity::Entity entry = list->ReadEntity(i);
        std::string name(entry.Names()[random.Below(entry.Names().size())]->text);
        for (std::size_t slips = random.Below(3); slips > 0; --slips) {
          if (name.size() > 6) name = match::testing::Slip(std::move(name), random);
        }
        cell(name);
        csv += ',';
        cell(random.Chance(70) ? entry.schema.name() : "LegalEntity");
        csv += ',';
        cell(random.Chance(50) ? entry.First(entity::prop::Country()) : "");
        csv += ',';
        cell(random.Chance(50) ? entry.First(entity::prop::BirthDate()) : "");
        csv += '\n';
      }
    }
  }
  return csv;
}

ListSet Load(const std::string& path) {
  const std::vector<std::string> paths = {path};
  auto set = ListSet::Load(paths, 2);
  CHECK(set.has_value());
  return std::move(*set);
}

void CheckEditions(const std::string& old_path, const std::string& new_path) {
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) GTEST_SKIP() << "skipped: no test data";
  const ListSet before = Load(std::string(data) + "/lists/" + old_path);
  const ListSet after = Load(std::string(data) + "/lists/" + new_path);
  const match::EditionChanges editions = match::CompareEditions(before.lists(), after.lists());
  EXPECT_GT(editions.entries.size(), 20U);
  ASSERT_EQ(editions.renamed.size(), 1U);
  Random random(match::testing::SeedOr(31));
  const std::string text = PartiesOf({&before, &after}, match::testing::Scaled(600), random);
  const std::vector<Row> rows = ReadRows(text);
  const std::map<std::string, std::string> renamed(editions.renamed.begin(), editions.renamed.end());
  for (const double threshold : {0.70, 0.55}) {
    RescreenRun run;
    run.threshold = threshold;
    run.threads = 2;
    const Told slow =
        Difference(FullScreening(rows, before, threshold), FullScreening(rows, after, threshold), renamed);
    const Result fast = RescreenedCompiled(text, editions, run);
    EXPECT_EQ(Parse(fast.lines), slow);
    EXPECT_GT(slow.size(), 20U);
    fmt::print("{} → {}, threshold {}: {} entries changed, {} parties, {} changes, {} pairs scored of {}\n",
               old_path, new_path, threshold, editions.entries.size(), rows.size(), slow.size(),
               fast.totals.scored, rows.size() * (editions.before + editions.after));
    EXPECT_LT(fast.totals.scored, rows.size() * (editions.before + editions.after) / 100);
  }
}

TEST(RescreenRealLists, TwoEditionsOfTheUnListDifferByNothingElse) {
  CheckEditions("un/consolidated-2025-04-19.xml", "un/consolidated-2026-02-27.xml");
}

TEST(RescreenRealLists, TwoEditionsOfTheOfacListDifferByNothingElse) {
  CheckEditions("ofac-2019-01", "ofac-2021-07");
}

// ---- the lines

class RescreenLines : public ::testing::Test {
 protected:
  static entity::Entity Entry(const char* id, const char* name) {
    entity::Entity e;
    e.id = id;
    e.caption = name;
    e.schema = entity::schema::Company();
    e.Add(entity::prop::Name(), name);
    return e;
  }
  void Editions(const std::vector<entity::Entity>& before, const std::vector<entity::Entity>& after) {
    const auto compile = [](const std::vector<entity::Entity>& entries, std::string& bytes) {
      match::ListCompiler compiler;
      match::ListInfo info;
      info.name = "ban";
      compiler.BeginList(info);
      for (const entity::Entity& e : entries) compiler.Add(e);
      bytes = compiler.Finish();
      return std::make_unique<match::CompiledList>(
          match::CompiledList::Open(std::as_bytes(std::span(bytes))).value());
    };
    before_ = compile(before, before_bytes_);
    after_ = compile(after, after_bytes_);
    const match::CompiledList* old_lists[] = {before_.get()};
    const match::CompiledList* new_lists[] = {after_.get()};
    editions_ = match::CompareEditions(old_lists, new_lists);
  }

  std::string before_bytes_;
  std::string after_bytes_;
  std::unique_ptr<match::CompiledList> before_;
  std::unique_ptr<match::CompiledList> after_;
  match::EditionChanges editions_;
};

TEST_F(RescreenLines, SayNewChangedAndWithdrawn) {
  auto now = Entry("2", "Golden Harvest Dairy");
  now.Add(entity::prop::Country(), "vn");
  auto same = Entry("4", "Quiet Brook Steel");
  auto notes = same;
  notes.Add(entity::PropertyNamed("notes"), "one more remark, which no score knows");
  Editions({Entry("1", "Hengda Textile"), Entry("2", "Golden Harvest Dairy"), same},
           {Entry("3", "Hengda Textile"), now, notes});
  const std::string text =
      "name,country\nQuiet Brook Steel,vn\n\nHengda Textile,cn\nGolden Harvest Dairy,vn\nNobody,vn\n";
  RescreenRun run;
  std::size_t lines = 0;
  const Result result = Rescreened(text, editions_, run);
  const Told told = Parse(result.lines, &lines);
  EXPECT_EQ(lines, 2U);  // an entry that changed without another score gives no line
  ASSERT_EQ(told.size(), 3U);
  EXPECT_EQ(told.at({4, "ban", "1"}).second, 0);
  EXPECT_EQ(told.at({4, "ban", "3"}).first, 0);
  EXPECT_LT(told.at({5, "ban", "2"}).first, told.at({5, "ban", "2"}).second);
  EXPECT_EQ(result.totals.found, 1U);
  EXPECT_EQ(result.totals.changed, 1U);
  EXPECT_EQ(result.totals.withdrawn, 1U);
  EXPECT_EQ(result.totals.changed_parties, 2U);
  EXPECT_EQ(result.totals.parties, 4U);
  EXPECT_EQ(RescreenedCompiled(text, editions_, run).lines, result.lines);
  run.at_a_time = 1;  // however many are compiled at a time
  EXPECT_EQ(Rescreened(text, editions_, run).lines, result.lines);
  run.format = ChangeFormat::kTable;
  const std::string table = Rescreened(text, editions_, run).lines;
  EXPECT_NE(table.find("withdrawn"), std::string::npos);
  EXPECT_NE(table.find("Golden Harvest Dairy  |  Golden Harvest Dairy  (ban 2)"), std::string::npos);
}

TEST_F(RescreenLines, TheLimitCutsWhatIsPrintedAndNothingElse) {
  Editions({}, {Entry("1", "Hengda Textile"), Entry("2", "Hengda Textile"), Entry("3", "Hengda Textil")});
  RescreenRun run;
  run.limit = 2;
  const Result result = Rescreened("name\nHengda Textile\n", editions_, run);
  const Told told = Parse(result.lines);
  EXPECT_EQ(result.totals.found, 3U);
  ASSERT_EQ(told.size(), 2U);  // the highest scores, then by list and id
  EXPECT_TRUE(told.contains({2, "ban", "1"}));
  EXPECT_TRUE(told.contains({2, "ban", "2"}));
}

TEST_F(RescreenLines, AtMostSoManyPartiesAreCompiledAtATime) {
  static_assert(base::kRescreenedAtATime == 200'000);
  static_assert(base::kRescreenedAtATime <= base::kMaxCompiledParties);
  Editions({}, {Entry("1", "Hengda Textile")});
  std::string text = "name\n";
  for (int i = 0; i < 25; ++i) text += "Hengda Textile\n";
  RescreenRun run;
  run.at_a_time = 10;
  const Result result = Rescreened(text, editions_, run);
  EXPECT_EQ(result.totals.parties, 25U);
  EXPECT_EQ(result.totals.found, 25U);
  EXPECT_TRUE(Parse(result.lines).contains({26, "ban", "1"}));
}

TEST_F(RescreenLines, EntriesAreToldWithWhatChanged) {
  auto now = Entry("2", "Golden \"Harvest\" Dairy");
  now.Add(entity::prop::Country(), "vn");
  auto turned = Entry("4", "Quiet Brook Steel");
  turned.Add(entity::prop::Alias(), "Brook");
  auto back = turned;
  std::reverse(back.values.begin(), back.values.end());
  Editions({Entry("1", "Hengda Textile"), Entry("2", "Golden Harvest Dairy"), turned},
           {Entry("3", "Hengda Textile"), now, back});
  std::string lines;
  for (const match::ChangedEntry& entry : editions_.entries) lines += EntryLine(entry, ChangeFormat::kNdjson);
  EXPECT_EQ(lines,
            "{\"op\":\"DEL\",\"id\":\"1\",\"list\":\"ban\",\"schema\":\"Company\",\"caption\":\"Hengda "
            "Textile\"}\n"
            "{\"op\":\"MOD\",\"id\":\"2\",\"list\":\"ban\",\"schema\":\"Company\",\"caption\":\"Golden "
            "\\\"Harvest\\\" Dairy\",\"changes\":[{\"property\":\"caption\",\"gone\":[\"Golden Harvest "
            "Dairy\"],\"added\":[\"Golden \\\"Harvest\\\" Dairy\"]},{\"property\":\"country\",\"gone\":[],"
            "\"added\":[\"vn\"]},{\"property\":\"name\",\"gone\":[\"Golden Harvest Dairy\"],\"added\":["
            "\"Golden \\\"Harvest\\\" Dairy\"]}]}\n"
            "{\"op\":\"ADD\",\"id\":\"3\",\"list\":\"ban\",\"schema\":\"Company\",\"caption\":\"Hengda "
            "Textile\"}\n");
  const EntryCounts counts = CountLines(editions_.entries);
  EXPECT_EQ(counts.added, 1U);
  EXPECT_EQ(counts.modified, 1U);  // the same values in another order are no change to a reader
  EXPECT_EQ(counts.deleted, 1U);
  EXPECT_EQ(editions_.modified, 2U);  // yet they are scored again
  EXPECT_NE(EntryLine(editions_.entries[1], ChangeFormat::kTable).find("+ country: vn"), std::string::npos);
}

}  // namespace
}  // namespace screening
