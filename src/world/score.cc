// What a screening found, against the truth of the world.
#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <map>
#include <memory>
#include <set>
#include <tuple>

#include "files/json_lines.h"
#include "files/table.h"
#include "world/suppliers.h"
#include "world/world.h"

namespace world {
namespace {

namespace json = boost::json;
using Key = std::tuple<std::size_t, std::string, std::string>;  // row, list, id

base::Result<std::vector<Pair>> ReadPairs(const std::string& path) {
  files::TableOptions options;
  options.delimiter = ',';
  options.encoding = "UTF-8";
  const std::unique_ptr<files::TableReader> table = TRY(files::OpenTable(path, options));
  std::vector<Pair> pairs;
  files::Record record;
  bool header = true;
  while (TRY(table->Next(record))) {
    if (std::exchange(header, false) || record.IsBlank()) continue;
    Pair pair{0, std::string(record.Cell(1)), std::string(record.Cell(2)), std::string(record.Cell(3))};
    for (char c : record.Cell(0)) {
      if (c < '0' || c > '9')
        return base::Invalid(
            fmt::format("{}: row {}: \"{}\" is not a row number", path, record.row, record.Cell(0)));
      pair.row = pair.row * 10 + static_cast<std::size_t>(c - '0');
    }
    pairs.push_back(std::move(pair));
  }
  return pairs;
}

// The (row, list, id) of one line whose match is true.
void CollectAlarms(const json::object& line, std::set<Key>& alarms) {
  const json::value* row = line.if_contains("row");
  const json::value* results = line.if_contains("results");
  if (row == nullptr || results == nullptr || !results->is_array() || !(row->is_int64() || row->is_uint64()))
    return;
  const auto number = static_cast<std::size_t>(
      row->is_int64() ? row->get_int64() : static_cast<std::int64_t>(row->get_uint64()));
  for (const json::value& item : results->get_array()) {
    const json::object* result = item.if_object();
    if (result == nullptr) continue;
    const json::value *match = result->if_contains("match"), *list = result->if_contains("list"),
                      *id = result->if_contains("id");
    if (match == nullptr || list == nullptr || id == nullptr || !match->is_bool() || !list->is_string() ||
        !id->is_string())
      continue;
    if (match->get_bool())
      alarms.emplace(number, std::string(list->get_string()), std::string(id->get_string()));
  }
}

base::Result<std::set<Key>> ReadAlarms(const std::string& path) {
  const std::unique_ptr<files::JsonLinesReader> lines = TRY(files::OpenJsonLines(path));
  std::set<Key> alarms;
  while (TRY(lines->Next())) {
    if (lines->object() == nullptr)
      return base::Invalid(fmt::format("{}: line {}: {}", path, lines->line(), lines->problem()));
    CollectAlarms(*lines->object(), alarms);
  }
  return alarms;
}

// Counts pairs and those alarmed by kind; takes what was alarmed out of `left`.
std::vector<KindCount> CountKinds(const std::vector<Pair>& pairs, const std::set<Key>& alarms,
                                  std::set<Key>& left, bool first_kind_only) {
  std::map<std::string, KindCount> kinds;
  for (const Pair& pair : pairs) {
    const std::string kind = first_kind_only ? pair.kind.substr(0, pair.kind.find('+')) : pair.kind;
    KindCount& count = kinds[kind];
    count.kind = kind;
    ++count.planted;
    const Key key(pair.row, pair.list, pair.id);
    if (!alarms.contains(key)) continue;
    ++count.found;
    left.erase(key);
  }
  std::vector<KindCount> list;
  for (auto& [name, count] : kinds) list.push_back(std::move(count));
  return list;
}

}  // namespace

base::Result<WorldScore> ScoreWorld(const std::string& dir, const std::string& result_path) {
  const std::vector<Pair> truth = TRY(ReadPairs(dir + "/truth.csv"));
  const std::vector<Pair> lookalikes = TRY(ReadPairs(dir + "/lookalikes.csv"));
  const std::set<Key> alarms = TRY(ReadAlarms(result_path));
  std::set<Key> left = alarms;
  WorldScore score;
  score.kinds = CountKinds(truth, alarms, left, true);
  score.lookalikes = CountKinds(lookalikes, alarms, left, false);
  for (const KindCount& kind : score.kinds) {
    score.planted += kind.planted;
    score.found += kind.found;
  }
  score.alarms = alarms.size();
  score.other_false_alarms = left.size();
  score.recall =
      score.planted == 0 ? 1 : static_cast<double>(score.found) / static_cast<double>(score.planted);
  score.precision =
      score.alarms == 0 ? 1 : static_cast<double>(score.found) / static_cast<double>(score.alarms);
  return score;
}

std::string ScoreText(const WorldScore& score) {
  std::string text = fmt::format("{:<24}{:>8}{:>8}{:>8}\n", "planted match", "planted", "found", "recall");
  for (const KindCount& kind : score.kinds)
    text += fmt::format("{:<24}{:>8}{:>8}{:>8.3f}\n", kind.kind, kind.planted, kind.found,
                        static_cast<double>(kind.found) / static_cast<double>(kind.planted));
  text += fmt::format("{:<24}{:>8}{:>8}\n", "look-alike", "planted", "alarmed");
  for (const KindCount& kind : score.lookalikes)
    text += fmt::format("{:<24}{:>8}{:>8}\n", kind.kind, kind.planted, kind.found);
  text += fmt::format("{:<24}{:>8}{:>8}\n", "any other supplier", "", score.other_false_alarms);
  text += fmt::format("screening: planted {} found {} recall {:.3f} precision {:.3f}\n", score.planted,
                      score.found, score.recall, score.precision);
  return text;
}

}  // namespace world
