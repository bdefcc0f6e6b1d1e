#include "screening/screen.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>

#include <boost/json.hpp>
#include <filesystem>
#include <set>

#include "screening/compare.h"
#include "screening/csv_text.h"
#include "screening/output.h"
#include "screening/pipeline.h"
#include "screening/progress.h"
#include "screening/terminal_text.h"

namespace screening {
namespace {

namespace fs = std::filesystem;

class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("screen_test-" + std::to_string(::getpid()))) {
    fs::create_directories(path_);
  }
  ~Folder() { fs::remove_all(path_); }
  std::string At(const std::string& name) const { return (path_ / name).string(); }
  std::size_t Count() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(path_), {}));
  }

 private:
  fs::path path_;
};

match::Alert SomeAlert(const std::string& caption, double score) {
  match::Alert alert;
  alert.list = "un";
  alert.id = "QDi.1";
  alert.caption = caption;
  alert.schema = entity::schema::Person();
  alert.score = score;
  alert.name_similarity = score;
  alert.match = score >= 0.7;
  alert.evidence.push_back({"birthDate", -0.25, "1974", "1980", "the years differ"});
  alert.name_parts.emplace_back("matched", 0.5);
  alert.alignment.push_back({"a\"b", "ab", "spelled alike", 0.5, 1, 1});
  return alert;
}

class Collect final : public Output {
 public:
  std::string Render(const ScreenedParty& party) const override { return party.party.caption; }
  base::Status Add(ScreenedParty&& party, std::string&& rendered) override {
    EXPECT_EQ(party.party.caption, rendered);
    text += rendered + "\n";
    return base::Ok();
  }
  base::Status Finish(const RunFacts&, std::span<const match::CompiledList* const>) override {
    return base::Ok();
  }
  std::string text;
};

TEST(Screen, OutputIsInInputOrderWhateverTheJobs) {
  std::string input = "name,country\n";
  std::string expected;
  for (int i = 0; i < 1000; ++i) {
    const std::string name = i % 7 == 0 ? "" : "Party " + std::to_string(i);
    input += name + ",China\n";
    if (!name.empty()) expected += name + "\n";
  }
  const Screener screener = [](const entity::Entity& party, match::Scratch&) {
    if (party.caption.back() == '3') std::this_thread::sleep_for(std::chrono::microseconds(200));
    return std::vector<match::Alert>{SomeAlert(party.caption, party.caption.back() == '5' ? 0.9 : 0.6)};
  };
  Folder folder;
  for (const unsigned jobs : {1u, 2u, 7u}) {
    const auto parties = OpenParties(input, "test", {});
    ASSERT_TRUE(parties) << parties.error().external;
    Collect collect;
    RejectsFile rejects(folder.At("rejects.csv"), false);
    const auto counts = ScreenAll(**parties, screener, jobs, collect, rejects, {});
    ASSERT_TRUE(counts) << counts.error().external;
    EXPECT_EQ(collect.text, expected) << jobs;
    EXPECT_EQ(counts->parties, 857u);
    EXPECT_EQ(counts->results, 857u);
    EXPECT_GT(counts->matches, 0u);
    EXPECT_EQ(rejects.rows(), 143u);
  }
  EXPECT_EQ(folder.Count(), 0u) << "rejects that were not finished leave no file";
}

TEST(Screen, StopEndsTheRun) {
  const std::atomic<bool> stop{true};
  const auto parties = OpenParties("name\nAcme\n", "test", {});
  ASSERT_TRUE(parties);
  Collect collect;
  Folder folder;
  RejectsFile rejects(folder.At("rejects.csv"), false);
  const auto counts = ScreenAll(**parties, [](const auto&, auto&) { return std::vector<match::Alert>{}; }, 1,
                                collect, rejects, {{}, &stop});
  EXPECT_FALSE(counts);
}

TEST(Pipeline, KeepsOrderAndBound) {
  std::atomic<int> alive{0};
  int most = 0;
  int next = 0;
  std::vector<int> seen;
  Pipeline<int> pipeline(3, 5);
  const auto status = pipeline.Run(
      [&](int& job) -> base::Result<bool> {
        job = next++;
        if (job >= 500) return false;
        most = std::max(most, ++alive);
        return true;
      },
      [](int& job, unsigned) { job *= 2; },
      [&](int& job) -> base::Status {
        --alive;
        seen.push_back(job);
        return base::Ok();
      });
  ASSERT_TRUE(status);
  ASSERT_EQ(seen.size(), 500u);
  for (int i = 0; i < 500; ++i) EXPECT_EQ(seen[static_cast<std::size_t>(i)], 2 * i);
  EXPECT_LE(most, 5);
}

TEST(Pipeline, ErrorsAndExceptionsEndIt) {
  Pipeline<int> failing(2, 4);
  int next = 0;
  const auto produce = [&](int& job) -> base::Result<bool> {
    job = next++;
    if (job == 10) return base::Invalid("broken");
    return true;
  };
  EXPECT_FALSE(failing.Run(produce, [](int&, unsigned) {}, [](int&) -> base::Status { return base::Ok(); }));
  Pipeline<int> throwing(2, 4);
  const auto endless = [](int&) -> base::Result<bool> { return true; };
  const auto status = throwing.Run(
      endless, [](int&, unsigned) { throw std::runtime_error("full"); },
      [](int&) -> base::Status { return base::Ok(); });
  ASSERT_FALSE(status);
  EXPECT_EQ(status.error().code, base::Code::kInternal);
}

TEST(Output, NdjsonHasTheKeysOfTheContract) {
  ScreenedParty party;
  party.row = 12;
  party.party.schema = entity::schema::Person();
  party.party.Add(entity::prop::Name(), "Ünï \"x\"\t한글");
  party.alerts.push_back(SomeAlert("Some One", 0.7125));
  const boost::json::value line = boost::json::parse(NdjsonLine(party));
  EXPECT_EQ(line.at("row").as_int64(), 12);
  EXPECT_EQ(line.at("party").at("schema").as_string(), "Person");
  EXPECT_EQ(line.at("party").at("properties").at("name").at(0).as_string(), "Ünï \"x\"\t한글");
  std::vector<std::string> keys;
  for (const auto& item : line.at("results").at(0).as_object()) keys.emplace_back(item.key());
  EXPECT_EQ(keys,
            (std::vector<std::string>{"kind", "id", "list", "caption", "schema", "score", "name_similarity",
                                      "identity", "match", "evidence", "name", "settle"}));
  const auto& result = line.at("results").at(0);
  EXPECT_EQ(result.at("kind").as_string(), "name");
  EXPECT_DOUBLE_EQ(result.at("score").as_double(), 0.7125);
  EXPECT_TRUE(result.at("match").as_bool());
  EXPECT_DOUBLE_EQ(result.at("evidence").at(0).at("effect").as_double(), -0.25);
  EXPECT_EQ(result.at("name").at("tokens").at(0).at("relation").as_string(), "spelled alike");
}

TEST(Output, CsvHasOneLineAResult) {
  ScreenedParty party;
  party.row = 3;
  party.party.caption = "A, B";
  EXPECT_EQ(CsvLines(party), "");
  party.alerts.push_back(SomeAlert("X", 1.0));
  EXPECT_EQ(CsvLines(party),
            "3,\"A, B\",un,QDi.1,X,Person,1.0,1.0,unconfirmed,true,birthDate -0.25: 1974 ~ 1980\n");
}

TEST(Output, TableRanksOverAllPartiesAndIsCut) {
  Folder folder;
  const std::string path = folder.At("table.txt");
  auto output = MakeOutput(Format::kTable, path, 60);
  ASSERT_TRUE(output);
  for (std::size_t row = 2; row < 6; ++row) {
    ScreenedParty party;
    party.row = row;
    party.party.caption = "파티\x1b[2J";
    party.alerts.push_back(SomeAlert("X", 0.5 + 0.1 * static_cast<double>(row)));
    ASSERT_TRUE((*output)->Add(std::move(party), ""));
  }
  ASSERT_TRUE((*output)->Finish({}, {}));
  const auto text = files::ReadFile(path);
  ASSERT_TRUE(text);
  EXPECT_LT(text->find("1.0000"), text->find("0.9000"));
  EXPECT_LT(text->find("0.9000"), text->find("0.7000"));
  EXPECT_EQ(text->find('\x1b'), std::string::npos);
  std::size_t start = 0;
  for (std::size_t end; (end = text->find('\n', start)) != std::string::npos; start = end + 1) {
    EXPECT_LE(DisplayWidth(std::string_view(*text).substr(start, end - start)), 60u);
  }
  EXPECT_EQ(folder.Count(), 1u);
}

TEST(Output, NothingStaysOfARunThatFails) {
  Folder folder;
  {
    auto output = MakeOutput(Format::kNdjson, folder.At("out.ndjson"), 0);
    ASSERT_TRUE(output);
    ASSERT_TRUE((*output)->Add({}, "{}\n"));
  }
  EXPECT_EQ(folder.Count(), 0u);
  EXPECT_FALSE(MakeOutput(Format::kHtml, folder.At("no/such/folder/out.html"), 0));
}

TEST(Output, FormatsByName) {
  EXPECT_EQ(FormatOfPath("a/b.NDJSON"), Format::kNdjson);
  EXPECT_EQ(FormatOfPath("b.jsonl"), Format::kNdjson);
  EXPECT_EQ(FormatOfPath("b.htm"), Format::kHtml);
  EXPECT_EQ(FormatOfPath("b.txt"), Format::kTable);
  EXPECT_FALSE(FormatOfPath("b"));
  EXPECT_FALSE(FormatNamed("pdf"));
}

TEST(Text, Numbers) {
  EXPECT_EQ(JsonNumber(1), "1.0");
  EXPECT_EQ(JsonNumber(0.7125), "0.7125");
  EXPECT_EQ(JsonNumber(0.123456), "0.123456");
  EXPECT_EQ(JsonNumber(-0.0), "0.0");
  EXPECT_EQ(JsonNumber(0), "0.0");
}

TEST(Text, TerminalWidths) {
  EXPECT_EQ(DisplayWidth("abc"), 3u);
  EXPECT_EQ(DisplayWidth("한글"), 4u);
  EXPECT_EQ(DisplayWidth("e\u0301"), 1u);
  EXPECT_EQ(CutToWidth("한글이름", 5), "한글…");
  EXPECT_EQ(PadToWidth("한", 4), "한  ");
  EXPECT_EQ(SafeText("a\nb\x1b\u202e"), "a b\uFFFD\uFFFD");
}

TEST(Rejects, DefaultNames) {
  EXPECT_EQ(DefaultRejectsPath("dir/suppliers.csv", ""), "suppliers.csv.rejects.csv");
  EXPECT_EQ(DefaultRejectsPath("dir/suppliers.csv", "out/result.ndjson"), "out/result.ndjson.rejects.csv");
  EXPECT_EQ(DefaultRejectsPath("-", "-"), "stdin.rejects.csv");
}

TEST(Rejects, WrittenOnlyWhenThereIsSomethingButNeverStale) {
  Folder folder;
  const std::string path = folder.At("r.csv");
  RejectsFile none(path, false);
  ASSERT_TRUE(none.Finish());
  EXPECT_FALSE(fs::exists(path));
  RejectsFile some(path, false);
  ASSERT_TRUE(some.Add({4, "birthDate", "1974-01-32", "no such day", false}));
  ASSERT_TRUE(some.Finish());
  EXPECT_EQ(*files::ReadFile(path), "row,column,value,reason\n4,birthDate,1974-01-32,no such day\n");
  RejectsFile later(path, false);
  ASSERT_TRUE(later.Finish());
  EXPECT_EQ(*files::ReadFile(path), "row,column,value,reason\n");
}

TEST(Compare, KeepsRowsAndColumns) {
  Folder folder;
  const auto compare = [](entity::Schema schema, std::string_view a, std::string_view b) {
    return schema == entity::schema::Person() && a == b ? 1.0 : 0.25;
  };
  auto out = OutFile::Create(folder.At("scored.csv"));
  ASSERT_TRUE(out);
  const auto counts =
      ComparePairs("id,schema,name1,name2,note\n1,Person,Ann,Ann,\"a, \"\"b\"\"\"\n2,Frog,Ann,Ann\n", "test",
                   compare, *out);
  ASSERT_TRUE(counts) << counts.error().external;
  ASSERT_TRUE(out->Commit());
  EXPECT_EQ(counts->pairs, 2u);
  EXPECT_EQ(counts->unknown_schemata, 1u);
  EXPECT_EQ(*files::ReadFile(folder.At("scored.csv")),
            "id,schema,name1,name2,note,score\n1,Person,Ann,Ann,\"a, "
            "\"\"b\"\"\",1.000000\n2,Frog,Ann,Ann,,0.250000\n");
  auto longer = OutFile::Create(folder.At("longer.csv"));
  ASSERT_TRUE(ComparePairs("schema,name1,name2\nPerson,Ann,Ann,x,y\n", "test", compare, *longer));
  ASSERT_TRUE(longer->Commit());
  EXPECT_EQ(*files::ReadFile(folder.At("longer.csv")),
            "schema,name1,name2,score\nPerson,Ann,Ann,1.000000,x,y\n");
  auto other = OutFile::Create(folder.At("other.csv"));
  EXPECT_FALSE(ComparePairs("schema,name1\nPerson,Ann\n", "test", compare, *other));
  EXPECT_FALSE(ComparePairs("name1,name2,score\na,b,1\n", "test", compare, *other));
}

TEST(OutFile, ADeviceIsWrittenIntoAndStays) {
  Folder folder;
  const std::string full = folder.At("full");
  if (::mknod(full.c_str(), S_IFCHR | 0600, makedev(1, 7)) != 0) GTEST_SKIP() << "skipped: no right to mknod";
  auto out = OutFile::Create(full);
  if (!out) GTEST_SKIP() << "skipped: devices cannot be opened here";
  ASSERT_TRUE(out->Write("text"));
  const base::Status failed = out->Commit();
  ASSERT_FALSE(failed);
  EXPECT_NE(failed.error().external.find(full + ": cannot be written"), std::string::npos);
  EXPECT_TRUE(fs::is_character_file(full));
  EXPECT_EQ(folder.Count(), 1u);
  EXPECT_EQ(DefaultRejectsPath("in.csv", full), "in.csv.rejects.csv");
}

TEST(OutFile, ALinkStaysAndItsTargetIsReplaced) {
  Folder folder;
  fs::create_directories(folder.At("deep"));
  fs::create_symlink("deep/target.csv", folder.At("link.csv"));
  for (const std::string text : {"one", "two"}) {  // the first time the link points to nothing
    auto out = OutFile::Create(folder.At("link.csv"));
    ASSERT_TRUE(out && out->Write(text) && out->Commit());
    EXPECT_TRUE(fs::is_symlink(folder.At("link.csv")));
    EXPECT_EQ(*files::ReadFile(folder.At("deep/target.csv")), text);
  }
  ASSERT_TRUE(files::WriteFile(folder.At("link.csv"), "three"));
  EXPECT_TRUE(fs::is_symlink(folder.At("link.csv")));
  EXPECT_EQ(*files::ReadFile(folder.At("deep/target.csv")), "three");
}

TEST(Progress, Text) {
  EXPECT_EQ(ProgressText(4200, 10000, 2.0), " 42 % (4,200 of 10,000)  2,100 parties/s  3 s left");
  EXPECT_EQ(ProgressText(50, 0, 1.0), "50 parties  50 parties/s");
}

}  // namespace
}  // namespace screening
