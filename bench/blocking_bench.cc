// What the index loses: of the hits at the default threshold that a comparison of every pair finds, the share
// that Screen finds. On real lists (UN and OFAC of $MANUMIT_TESTDATA, and names of the UN list with errors
// typed in) and on a made-up list. The plain peer beside it is the commonest shortcut: only entries that
// share a whole folded word with the party are compared.

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "files/table.h"
#include "lists/lists.h"
#include "match/match.h"
#include "text/romanize.h"
#include "text/tokens.h"
#include "world/world.h"

namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

std::set<std::string> WordsOf(const entity::Entity& party) {
  std::set<std::string> words;
  for (const entity::Value* name : party.Names()) {
    for (const text::RawToken& t : text::SplitTokens(name->text))
      words.insert(text::Romanize(t.letters, t.script, text::Reading::kDefault));
  }
  return words;
}

bool ShareWord(const std::set<std::string>& a, const std::set<std::string>& b) {
  return std::any_of(a.begin(), a.end(), [&](const std::string& w) { return b.contains(w); });
}

void Measure(const char* what, const std::string& bytes, const std::vector<entity::Entity>& parties) {
  const base::Result<match::CompiledList> list =
      match::CompiledList::Open({reinterpret_cast<const std::byte*>(bytes.data()), bytes.size()});
  if (!list) return;
  const match::CompiledList* lists[] = {&*list};
  match::ScreenOptions options;
  options.limit = 10'000;
  options.explain = false;
  match::Scratch scratch;
  std::size_t hits = 0;
  std::size_t found = 0;
  std::size_t by_word = 0;
  double fast_s = 0;
  double slow_s = 0;
  for (const entity::Entity& party : parties) {
    Clock::time_point start = Clock::now();
    const std::vector<match::Alert> fast = match::Screen(party, lists, options, scratch);
    fast_s += Seconds(start);
    start = Clock::now();
    const std::vector<match::Alert> slow = match::ScreenByBruteForce(party, lists, options);
    slow_s += Seconds(start);
    const std::set<std::string> words = WordsOf(party);
    for (const match::Alert& alert : slow) {
      if (!alert.match) continue;
      ++hits;
      found += std::any_of(fast.begin(), fast.end(), [&](const match::Alert& a) {
        return a.index == alert.index && a.score == alert.score;
      });
      by_word += ShareWord(words, WordsOf(list->ReadEntity(alert.index)));
    }
  }
  fmt::print(
      "{}: {} parties x {} entries: {} hits of the reference, found by the index {} ({:.3f} %), by a word in "
      "common {:.3f} %; {:.0f} x faster than the reference\n",
      what, parties.size(), list->entity_count(), hits, found,
      100.0 * static_cast<double>(found) / static_cast<double>(std::max<std::size_t>(1, hits)),
      100.0 * static_cast<double>(by_word) / static_cast<double>(std::max<std::size_t>(1, hits)),
      slow_s / fast_s);
}

// Reads and compiles one UN edition and OFAC, in one go; nothing where they cannot be read.
std::optional<std::string> CompileReal(const std::string& data) {
  const Clock::time_point start = Clock::now();
  match::ListCompiler compiler;
  for (const char* path : {"/lists/un/consolidated-2026-02-27.xml", "/lists/ofac-2021-07"}) {
    const base::Result<std::vector<lists::Source>> sources = lists::FindSources(data + path);
    if (!sources) return std::nullopt;
    match::ListInfo info;
    info.name = path;
    compiler.BeginList(info);
    const auto read = lists::Read(
        sources->front(),
        [&](entity::Entity&& e) {
          compiler.Add(e);
          return base::Ok();
        },
        [](const lists::Problem&) {});
    if (!read) return std::nullopt;
  }
  std::string bytes = compiler.Finish(2);
  fmt::print("OFAC 2021 and UN 2026 parsed and compiled, 2 threads: {:.2f} s\n", Seconds(start));
  return bytes;
}

// Every `step`-th row of a table as a party of the name in `column`, born on the day in date_of_birth.
std::vector<entity::Entity> Parties(const std::string& path, const std::string& column, std::size_t step) {
  std::vector<entity::Entity> parties;
  const base::Result<std::unique_ptr<files::TableReader>> table = files::OpenTable(path);
  if (!table) return parties;
  files::Record record;
  std::vector<std::string> header;
  const auto cell = [&](const std::string& name) {
    const auto at = std::find(header.begin(), header.end(), name);
    return at == header.end() ? std::string()
                              : std::string(record.Cell(static_cast<std::size_t>(at - header.begin())));
  };
  for (std::size_t row = 0; true; ++row) {
    const base::Result<bool> more = (*table)->Next(record);
    if (!more || !*more) return parties;
    if (header.empty()) {
      header = record.cells;
    } else if (row % step == 0) {
      entity::Entity party;
      party.schema = entity::schema::LegalEntity();
      party.Add(entity::prop::Name(), cell(column));
      if (!cell("date_of_birth").empty()) party.Add(entity::prop::BirthDate(), cell("date_of_birth"));
      parties.push_back(std::move(party));
    }
  }
}

void MeasureReal(const std::string& data, std::size_t step) {
  const std::optional<std::string> bytes = CompileReal(data);
  if (!bytes) {
    fmt::print("blocking on real lists: skipped: they cannot be read\n");
    return;
  }
  Measure("UN names with errors", *bytes, Parties(data + "/pairs/un_perturbed.csv", "full_name", step));
  Measure("UN aliases and scripts", *bytes, Parties(data + "/pairs/un_aliases.csv", "variant", 5 * step));
}

void MeasureMadeUp(std::size_t entities, std::size_t parties) {
  const std::vector<entity::Entity> listed = world::MakeListed(42, entities, 5);
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "bench";
  compiler.BeginList(info);
  for (const entity::Entity& e : listed) compiler.Add(e);
  Measure("made-up list", compiler.Finish(2), world::MakeParties(43, listed, parties, parties / 2).parties);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t step = argc > 1 ? std::max<std::size_t>(1, std::strtoull(argv[1], nullptr, 10)) : 4;
  const char* data = std::getenv("MANUMIT_TESTDATA");
  if (data == nullptr) {
    fmt::print("blocking on real lists: skipped: no test data\n");
  } else {
    MeasureReal(data, step);
  }
  MeasureMadeUp(3'000, 100);
  return 0;
}
