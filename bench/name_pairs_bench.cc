// How well name_similarity tells the labelled pairs of $MANUMIT_TESTDATA/pairs apart: best F1 of one
// threshold, recall at a precision, ties at the top. Beside it, in the same run, what the plainest peer does:
// edit distance over the folded text, words sorted.

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>
#include <vector>

#include "files/table.h"
#include "match/match.h"
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

}  // namespace

int main() {
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) {
    fmt::print("name pairs: skipped: no test data\n");
    return 0;
  }
  base::Result<std::unique_ptr<files::TableReader>> table =
      files::OpenTable(std::string(data) + "/pairs/name_pairs.csv");
  if (!table) {
    fmt::print("name pairs: {}\n", table.error().external);
    return 1;
  }
  files::Record record;
  std::vector<std::string> header;
  std::vector<Row> ours;
  std::vector<Row> plain;
  while (true) {
    const base::Result<bool> more = (*table)->Next(record);
    if (!more || !*more) break;
    if (header.empty()) {
      header = record.cells;
      continue;
    }
    const auto cell = [&](const char* name) {
      return std::string(record.Cell(
          static_cast<std::size_t>(std::find(header.begin(), header.end(), name) - header.begin())));
    };
    const bool same = cell("is_match") == "true";
    const auto schema = entity::FindSchema(cell("schema"));
    ours.push_back(
        {match::CompareNames(schema ? *schema : entity::schema::LegalEntity(), cell("name1"), cell("name2")),
         same});
    plain.push_back({PlainScore(cell("name1"), cell("name2")), same});
  }
  fmt::print("labelled name pairs: {}\n", ours.size());
  Print("name_similarity", Measure(ours));
  Print("peer: sorted words, edit distance", Measure(plain));
  return 0;
}
