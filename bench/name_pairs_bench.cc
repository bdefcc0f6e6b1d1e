// How well name_similarity tells the labelled pairs of $MANUMIT_TESTDATA/pairs apart, and how long a pair
// takes: best F1 of one threshold, recall at a precision, ties at the top. Beside it, in the same run, what
// the plainest peer does: edit distance over the folded text, words sorted. bench/names_quality.py has the
// figures by folds.
//
//   name_pairs_bench                     the table
//   name_pairs_bench PAIRS.csv SCORES    for bench/peers.py: writes the scores, prints the microseconds a
//   pair
//                                        with names read anew, with names read before, and the engine
//   name_pairs_bench --all PAIRS.csv     for the same: every name on the left against every one on the right;
//   prints
//                                        the microseconds a pair by the index and pair by pair, and how many
//                                        pairs reach the default threshold

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <ctime>
#include <limits>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "files/bytes.h"
#include "files/table.h"
#include "match/match.h"
#include "match/name_similarity.h"
#include "match/pairing.h"
#include "text/distance.h"
#include "text/romanize.h"
#include "text/tokens.h"

namespace {

struct Row {
  double score;
  bool same;
};

struct Figures {
  double f1 = 0, f1_at = 0, recall_at_90 = 0, recall_at_95 = 0, f1_at_default = 0, ties = 0;
};

Figures Measure(std::vector<Row> rows) {
  Figures f;
  double positives = 0;
  double top = 0;
  for (const Row& r : rows) {
    positives += r.same;
    top = std::max(top, r.score);
  }
  f.ties = static_cast<double>(
               std::count_if(rows.begin(), rows.end(), [&](const Row& r) { return r.score == top; })) /
           static_cast<double>(rows.size());
  std::sort(rows.begin(), rows.end(), [](const Row& a, const Row& b) { return a.score > b.score; });
  double right = 0;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    right += rows[i].same;
    if (i + 1 < rows.size() && rows[i + 1].score == rows[i].score) continue;
    const double precision = right / static_cast<double>(i + 1);
    const double recall = right / positives;
    const double f1 = right == 0 ? 0 : 2 * precision * recall / (precision + recall);
    if (f1 > f.f1) {
      f.f1 = f1;
      f.f1_at = rows[i].score;
    }
    if (precision >= 0.90) f.recall_at_90 = std::max(f.recall_at_90, recall);
    if (precision >= 0.95) f.recall_at_95 = std::max(f.recall_at_95, recall);
    if (rows[i].score >= 0.70) f.f1_at_default = f1;
  }
  return f;
}

std::string SortedWords(std::string_view name) {
  std::vector<std::string> words;
  for (const text::RawToken& t : text::SplitTokens(name))
    words.push_back(text::Romanize(t.letters, t.script, text::Reading::kDefault));
  std::sort(words.begin(), words.end());
  std::string out;
  for (const std::string& w : words) out += w + " ";
  return out;
}

double PlainScore(std::string_view a, std::string_view b) {
  const std::string x = SortedWords(a);
  const std::string y = SortedWords(b);
  const std::size_t longer = std::max<std::size_t>(1, std::max(x.size(), y.size()));
  return 1.0 - static_cast<double>(text::EditDistance(x, y, static_cast<int>(longer))) /
                   static_cast<double>(longer);
}

void Print(const char* who, const Figures& f) {
  fmt::print(
      "{:<34} F1 {:.3f} at {:.3f}   recall at precision .90 {:.3f}, .95 {:.3f}   F1 at .70 {:.3f}   tied at "
      "the top {:.1f} %\n",
      who, f.f1, f.f1_at, f.recall_at_90, f.recall_at_95, f.f1_at_default, 100 * f.ties);
}

struct LabelledPair {
  entity::Schema schema = entity::schema::LegalEntity();
  std::string name1, name2;
  bool same = false;
};

base::Result<std::vector<LabelledPair>> ReadPairs(const std::string& path) {
  const std::unique_ptr<files::TableReader> table = TRY(files::OpenTable(path));
  std::vector<LabelledPair> pairs;
  std::vector<std::string> header;
  files::Record record;
  while (TRY(table->Next(record))) {
    if (header.empty()) {
      header = record.cells;
      continue;
    }
    const auto cell = [&](const char* name) {
      return std::string(record.Cell(
          static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin())));
    };
    LabelledPair pair{.name1 = cell("name1"), .name2 = cell("name2"), .same = cell("is_match") == "true"};
    if (const auto schema = entity::FindSchema(cell("schema"))) pair.schema = *schema;
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

double ProcessSeconds() {
  return static_cast<double>(std::clock()) / CLOCKS_PER_SEC;
}

// The least of several rounds, each of several passes over all pairs, in microseconds a pair.
template <typename Pass>
double MicrosecondsEach(std::size_t pairs, int passes, const Pass& pass) {
  constexpr int kRounds = 5;
  double least = std::numeric_limits<double>::infinity();
  for (int round = 0; round < kRounds; ++round) {
    const double start = ProcessSeconds();
    for (int i = 0; i < passes; ++i) pass();
    least = std::min(least, (ProcessSeconds() - start) / passes);
  }
  return 1e6 * least / static_cast<double>(std::max<std::size_t>(1, pairs));
}

constexpr int kPasses = 20;  // over the labelled pairs

struct Speed {
  double anew = 0, before = 0;
};

Speed MeasureSpeed(const std::vector<LabelledPair>& pairs) {
  Speed speed;
  double sum = 0;  // so that nothing is left out as unused
  speed.anew = MicrosecondsEach(pairs.size(), kPasses, [&] {
    for (const LabelledPair& p : pairs) sum += match::CompareNames(p.schema, p.name1, p.name2);
  });
  std::vector<std::pair<std::vector<match::Name>, std::vector<match::Name>>> read;
  for (const LabelledPair& p : pairs) {
    const match::Kind kind = match::KindOfPair(p.schema, p.schema).value_or(match::Kind::kOrganization);
    read.emplace_back(match::PrepareName(p.name1, kind), match::PrepareName(p.name2, kind));
  }
  speed.before = MicrosecondsEach(pairs.size(), kPasses, [&] {
    for (const auto& [left, right] : read) {
      for (const match::Name& a : left) {
        for (const match::Name& b : right) sum += match::SimilarityOfNames(a, b);
      }
    }
  });
  return sum < 0 ? Speed{} : speed;
}

int WriteScores(const char* path, const char* out) {
  const base::Result<std::vector<LabelledPair>> pairs = ReadPairs(path);
  if (!pairs) {
    fmt::print(stderr, "name pairs: {}\n", pairs.error().external);
    return 1;
  }
  std::string text = "score\n";
  for (const LabelledPair& p : *pairs)
    text += fmt::format("{:.6f}\n", match::CompareNames(p.schema, p.name1, p.name2));
  if (!files::WriteFile(out, text)) return 1;
  const Speed speed = MeasureSpeed(*pairs);
  fmt::print("{:.3f} {:.3f} {}\n", speed.anew, speed.before, match::kEngineVersion);
  return 0;
}

// ---- every name on the left against every name on the right

std::vector<entity::Entity> Side(const std::vector<LabelledPair>& pairs, std::string LabelledPair::* name) {
  std::vector<entity::Entity> out;
  for (const LabelledPair& p : pairs) {
    entity::Entity e;
    e.id = fmt::format("{:04}", out.size());
    e.schema = p.schema;
    e.Add(entity::prop::Name(), p.*name);
    out.push_back(std::move(e));
  }
  return out;
}

// As users screen: the right side compiled as a list, the left side screened against it; all from the texts.
std::size_t MatchesByIndex(const std::vector<entity::Entity>& left,
                           const std::vector<entity::Entity>& right) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "right";
  compiler.BeginList(info);
  for (const entity::Entity& e : right) compiler.Add(e);
  const std::string bytes = compiler.Finish();
  const base::Result<match::CompiledList> list = match::CompiledList::Open(std::as_bytes(std::span(bytes)));
  if (!list || !list->Verify()) return 0;
  const match::CompiledList* const lists[] = {&*list};
  match::ScreenOptions options;
  options.limit = right.size();
  options.explain = false;
  match::Scratch scratch;
  std::size_t matches = 0;
  for (const entity::Entity& party : left) {
    for (const match::Alert& alert : match::Screen(party, lists, options, scratch)) matches += alert.match;
  }
  return matches;
}

// The same without the index: each name read once, then every pair that the schemata allow.
std::size_t MatchesPairByPair(const std::vector<entity::Entity>& left,
                              const std::vector<entity::Entity>& right) {
  using Prepared = std::array<std::vector<match::PreparedName>, 2>;
  const auto prepare = [](const std::vector<entity::Entity>& side) {
    std::vector<Prepared> out(side.size());
    for (std::size_t i = 0; i < side.size(); ++i) {
      for (match::Kind kind : match::KindsOf(side[i].schema))
        out[i][static_cast<std::size_t>(kind)] = match::PrepareNames(side[i], kind);
    }
    return out;
  };
  const std::vector<Prepared> a = prepare(left);
  const std::vector<Prepared> b = prepare(right);
  std::size_t matches = 0;
  for (std::size_t i = 0; i < left.size(); ++i) {
    for (std::size_t j = 0; j < right.size(); ++j) {
      const std::optional<match::Kind> kind = match::KindOfPair(left[i].schema, right[j].schema);
      if (!kind) continue;
      double best = 0;
      for (const match::PreparedName& q : a[i][static_cast<std::size_t>(*kind)]) {
        for (const match::PreparedName& c : b[j][static_cast<std::size_t>(*kind)])
          best = std::max(best, match::SimilarityOfNames(q.name, c.name));
      }
      matches += best >= match::ScreenOptions().threshold;
    }
  }
  return matches;
}

int CompareAll(const char* path) {
  const base::Result<std::vector<LabelledPair>> pairs = ReadPairs(path);
  if (!pairs) {
    fmt::print(stderr, "name pairs: {}\n", pairs.error().external);
    return 1;
  }
  const std::vector<entity::Entity> left = Side(*pairs, &LabelledPair::name1);
  const std::vector<entity::Entity> right = Side(*pairs, &LabelledPair::name2);
  const std::size_t matches = MatchesPairByPair(left, right);
  if (MatchesByIndex(left, right) != matches) {
    fmt::print(stderr, "name pairs: the index does not find what comparing every pair finds\n");
    return 1;
  }
  const std::size_t count = left.size() * right.size();
  const double index = MicrosecondsEach(count, 3, [&] { (void)MatchesByIndex(left, right); });
  const double each = MicrosecondsEach(count, 1, [&] { (void)MatchesPairByPair(left, right); });
  fmt::print("{:.4f} {:.4f} {}\n", index, each, matches);
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 3 && std::string_view(argv[1]) == "--all") return CompareAll(argv[2]);
  if (argc == 3) return WriteScores(argv[1], argv[2]);
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) {
    fmt::print("name pairs: skipped: no test data\n");
    return 0;
  }
  const base::Result<std::vector<LabelledPair>> pairs =
      ReadPairs(std::string(data) + "/pairs/name_pairs.csv");
  if (!pairs) {
    fmt::print("name pairs: {}\n", pairs.error().external);
    return 1;
  }
  std::vector<Row> ours;
  std::vector<Row> plain;
  for (const LabelledPair& p : *pairs) {
    ours.push_back({match::CompareNames(p.schema, p.name1, p.name2), p.same});
    plain.push_back({PlainScore(p.name1, p.name2), p.same});
  }
  fmt::print("labelled name pairs: {}\n", pairs->size());
  Print("name_similarity", Measure(ours));
  Print("peer: sorted words, edit distance", Measure(plain));
  const Speed speed = MeasureSpeed(*pairs);
  fmt::print("{:.2f} µs a pair with names read anew, {:.2f} µs with names read before\n", speed.anew,
             speed.before);
  return 0;
}
