// The figures of docs/measurements.md for a changed list: 1,000 changed entries of a list of 100,000 with
// five names each, against 100,000 compiled parties. The slow way beside it, in the same run, is two full
// screenings; both must give the same differences.
//
//   rescreen_bench [PARTIES [ENTRIES [CHANGED]]]

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <ctime>
#include <map>
#include <string>
#include <thread>
#include <tuple>

#include "match/rescreen.h"
#include "world/world.h"

namespace {

using Clock = std::chrono::steady_clock;
constexpr unsigned kThreads = 2;
constexpr double kThreshold = 0.70;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

std::size_t Argument(int argc, char** argv, int i, std::size_t otherwise) {
  return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
}

std::string Compile(const std::vector<entity::Entity>& entries) {
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "bench";
  compiler.BeginList(info);
  for (const entity::Entity& e : entries) compiler.Add(e);
  return compiler.Finish(kThreads);
}

// Party, id, score.
using Scores = std::map<std::pair<std::size_t, std::string>, double>;

Scores ScreenAll(const std::vector<entity::Entity>& parties, const match::CompiledList& list) {
  std::vector<std::vector<match::Alert>> results(parties.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < kThreads; ++t) {
    pool.emplace_back([&] {
      match::Scratch scratch;
      const match::ScreenOptions options{.threshold = kThreshold, .limit = 1'000'000, .explain = false};
      const match::CompiledList* lists[] = {&list};
      for (std::size_t i = next++; i < parties.size(); i = next++)
        results[i] = match::Screen(parties[i], lists, options, scratch);
    });
  }
  pool.clear();
  Scores scores;
  for (std::size_t i = 0; i < results.size(); ++i) {
    for (const match::Alert& alert : results[i]) {
      if (alert.match) scores[{i, alert.id}] = alert.score;
    }
  }
  return scores;
}

// A third each: modified by an alias, deleted, added.
std::vector<entity::Entity> NextEdition(const std::vector<entity::Entity>& entries,
                                        const std::vector<entity::Entity>& others, std::size_t changed) {
  std::vector<entity::Entity> next;
  const std::size_t deleted = changed / 3;
  const std::size_t added = changed / 3;
  const std::size_t modified = changed - deleted - added;
  const std::size_t stride = entries.size() / (deleted + modified);
  std::size_t touched = 0;
  for (std::size_t i = 0; i < entries.size(); ++i) {
    if (i % stride != 0 || touched == deleted + modified) {
      next.push_back(entries[i]);
      continue;
    }
    if (touched++ % 2 == 0 && touched / 2 < deleted) continue;
    next.push_back(entries[i]);
    next.back().Add(entity::prop::Alias(), std::string(others[touched].First(entity::prop::Name())));
  }
  for (std::size_t i = 0; i < added; ++i) {
    next.push_back(others[others.size() - 1 - i]);
    next.back().id = fmt::format("N{}", i);
  }
  return next;
}

using Change = std::tuple<std::size_t, std::string, double, double>;

std::vector<Change> Difference(const Scores& before, const Scores& after) {
  std::vector<Change> changes;
  Scores all = before;
  all.insert(after.begin(), after.end());
  const auto at = [](const Scores& scores, const Scores::key_type& key) {
    const auto found = scores.find(key);
    return found == scores.end() ? 0.0 : found->second;
  };
  for (const auto& [key, ignored] : all) {
    if (at(before, key) != at(after, key))
      changes.emplace_back(key.first, key.second, at(before, key), at(after, key));
  }
  return changes;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t party_count = Argument(argc, argv, 1, 100'000);
  const std::size_t entry_count = Argument(argc, argv, 2, 100'000);
  const std::size_t changed_count = Argument(argc, argv, 3, 1'000);
  const std::vector<entity::Entity> entries = world::MakeListed(42, entry_count, 5);
  const std::vector<entity::Entity> others = world::MakeListed(44, 2 * changed_count + 10, 5);
  const std::vector<entity::Entity> next = NextEdition(entries, others, changed_count);
  const world::BenchParties made = world::MakeParties(43, entries, party_count, party_count / 10);
  const std::string old_bytes = Compile(entries);
  const std::string new_bytes = Compile(next);
  const auto old_list = match::CompiledList::Open(std::as_bytes(std::span(old_bytes)));
  const auto new_list = match::CompiledList::Open(std::as_bytes(std::span(new_bytes)));

  Clock::time_point start = Clock::now();
  match::PartyCompiler compiler;
  for (std::size_t i = 0; i < made.parties.size(); ++i)
    (void)compiler.Add(i + 2, made.parties[i]).has_value();
  const std::string party_bytes = compiler.Finish("", kThreads);
  const double compile_s = Seconds(start);
  start = Clock::now();
  const auto parties = match::CompiledParties::Open(std::as_bytes(std::span(party_bytes)));
  if (!parties || !parties->Verify()) return 1;
  const double open_s = Seconds(start);

  start = Clock::now();
  const match::CompiledList* before[] = {&*old_list};
  const match::CompiledList* after[] = {&*new_list};
  const match::EditionChanges editions = match::CompareEditions(before, after);
  const double compare_s = Seconds(start);
  start = Clock::now();
  const std::clock_t cpu = std::clock();
  match::RescreenOptions options;
  options.threshold = kThreshold;
  options.threads = kThreads;
  const auto rescreened = match::Rescreen(*parties, editions.entries, options);
  const double rescreen_s = Seconds(start);
  const double rescreen_cpu_s = static_cast<double>(std::clock() - cpu) / CLOCKS_PER_SEC;

  start = Clock::now();
  const Scores scores_before = ScreenAll(made.parties, *old_list);
  const Scores scores_after = ScreenAll(made.parties, *new_list);
  const double full_s = Seconds(start);
  std::vector<Change> fast;
  for (const match::ScoreChange& c : rescreened->changes)
    fast.emplace_back(c.party, editions.entries[c.entry].id, c.before, c.after);
  std::sort(fast.begin(), fast.end());
  const std::vector<Change> slow = Difference(scores_before, scores_after);
  std::vector<Change> different;
  std::set_symmetric_difference(fast.begin(), fast.end(), slow.begin(), slow.end(),
                                std::back_inserter(different));

  const auto line = [](const std::string& what, const std::string& figure) {
    fmt::print("{:<64} {:>14}\n", what, figure);
  };
  line(fmt::format("compile {} parties, {} threads", party_count, kThreads),
       fmt::format("{:.2f} s", compile_s));
  line("open and verify them", fmt::format("{:.3f} s", open_s));
  line(fmt::format("compare editions of {} entries", entry_count), fmt::format("{:.3f} s", compare_s));
  line(fmt::format("re-screen {} changed entries, {} threads", editions.entries.size(), kThreads),
       fmt::format("{:.3f} s", rescreen_s));
  line("processor time of that, all threads", fmt::format("{:.3f} s", rescreen_cpu_s));
  line("pairs scored", fmt::format("{}", rescreened->counts.scored));
  line("changes", fmt::format("{}", fast.size()));
  line(fmt::format("two full screenings, {} threads", kThreads), fmt::format("{:.2f} s", full_s));
  line("re-screening is faster by", fmt::format("{:.0f} x", full_s / rescreen_s));
  line("differences between the two ways", fmt::format("{}", different.size()));
  return different.empty() ? 0 : 1;
}
