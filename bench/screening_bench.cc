// The figures of docs/measurements.md for screening at size: 100,000 listed entities with five names each,
// 10,000 parties of which 1,000 bear a listed name. The physical limit beside it is a pass over the compiled
// bytes; the slow peer is our own reference, which compares every pair, on a sample.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <unordered_map>

#include "files/bytes.h"
#include "match/match.h"
#include "world/world.h"

namespace {

using Clock = std::chrono::steady_clock;

double Seconds(Clock::time_point since) {
  return std::chrono::duration<double>(Clock::now() - since).count();
}

std::size_t Argument(int argc, char** argv, int i, std::size_t otherwise) {
  return argc > i ? std::strtoull(argv[i], nullptr, 10) : otherwise;
}

// Screens all parties on `threads` threads and gives the alerts in order.
std::vector<std::vector<match::Alert>> ScreenAll(const std::vector<entity::Entity>& parties,
                                                 const match::CompiledList& list, unsigned threads,
                                                 bool explain) {
  std::vector<std::vector<match::Alert>> results(parties.size());
  std::atomic<std::size_t> next{0};
  std::vector<std::jthread> pool;
  for (unsigned t = 0; t < threads; ++t) {
    pool.emplace_back([&] {
      match::Scratch scratch;
      match::ScreenOptions options;
      options.explain = explain;
      const match::CompiledList* lists[] = {&list};
      for (std::size_t i = next++; i < parties.size(); i = next++)
        results[i] = match::Screen(parties[i], lists, options, scratch);
    });
  }
  pool.clear();
  return results;
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t listed_count = Argument(argc, argv, 1, 100'000);
  const std::size_t party_count = Argument(argc, argv, 2, 10'000);
  const std::size_t planted = party_count / 10;
  const unsigned threads = 2;
  const std::vector<entity::Entity> listed = world::MakeListed(42, listed_count, 5);
  const world::BenchParties parties = world::MakeParties(43, listed, party_count, planted);

  Clock::time_point start = Clock::now();
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "bench";
  compiler.BeginList(info);
  for (const entity::Entity& e : listed) compiler.Add(e);
  const std::string bytes = compiler.Finish(threads);
  const double compile_s = Seconds(start);
  const std::string path =
      std::filesystem::temp_directory_path() / fmt::format("manumit-bench-{}.mnx", getpid());
  if (!files::WriteFile(path, bytes)) return 1;

  start = Clock::now();
  const base::Result<files::MappedFile> mapped = files::MappedFile::Open(path);
  const base::Result<match::CompiledList> list = match::CompiledList::Open(mapped->bytes());
  const double open_ms = 1000 * Seconds(start);
  start = Clock::now();
  const bool sound = list->Verify().has_value();
  const double verify_ms = 1000 * Seconds(start);
  if (!sound) return 1;

  start = Clock::now();
  const auto results = ScreenAll(parties.parties, *list, threads, true);
  const double screen_s = Seconds(start);
  std::size_t found = 0;
  std::size_t first = 0;
  for (const auto& [party, entry] : parties.truth) {
    const std::string& id = listed[entry].id;
    const auto& alerts = results[party];
    const auto it =
        std::find_if(alerts.begin(), alerts.end(), [&](const match::Alert& a) { return a.id == id; });
    if (it == alerts.end()) continue;
    ++found;
    if (it == alerts.begin()) ++first;
  }
  const std::size_t sample = std::min<std::size_t>(party_count, Argument(argc, argv, 3, 4));
  start = Clock::now();
  const match::CompiledList* lists[] = {&*list};
  for (std::size_t i = 0; i < sample; ++i) (void)match::ScreenByBruteForce(parties.parties[i], lists, {});
  const double slow_s = Seconds(start) / static_cast<double>(sample);
  std::filesystem::remove(path);

  const double each_ms = 1000 * screen_s * threads / static_cast<double>(party_count);
  fmt::print("{:<58} {:>12}\n", "entities, names, bytes each",
             fmt::format("{}, {}, {}", listed_count, list->name_count(), bytes.size() / listed_count));
  fmt::print("{:<58} {:>10.2f} s\n", "compile, 2 threads", compile_s);
  fmt::print("{:<58} {:>10.2f} ms\n", "open", open_ms);
  fmt::print("{:<58} {:>10.2f} ms\n", "verify every byte (the physical limit is one pass)", verify_ms);
  fmt::print("{:<58} {:>10.2f} s\n",
             fmt::format("screen {} parties, {} threads, explained", party_count, threads), screen_s);
  fmt::print("{:<58} {:>10.3f} ms\n", "one party, one thread", each_ms);
  fmt::print("{:<58} {:>10.0f} x\n", "faster than comparing every pair", 1000 * slow_s / each_ms);
  fmt::print("{:<58} {:>10.2f} %\n",
             fmt::format("planted names found among the results ({} of {})", found, planted),
             100.0 * static_cast<double>(found) / static_cast<double>(planted));
  fmt::print("{:<58} {:>10.2f} %\n", "planted names ranked first",
             100.0 * static_cast<double>(first) / static_cast<double>(planted));
  return 0;
}
