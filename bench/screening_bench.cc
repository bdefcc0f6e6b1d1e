// The figures of docs/measurements.md for screening at size: 100,000 listed entities with five names each,
// 10,000 parties of which 1,000 bear a listed name, and persons of 20 names. The physical limit beside it is
// a pass over the compiled bytes; the slow peer is our own reference, which compares every pair, on a sample.

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <string>
#include <thread>
#include <unordered_map>

#include "files/bytes.h"
#include "match/match.h"
#include "world/world.h"

namespace {

// Processor time of this thread, or of all threads.
class Stopwatch {
 public:
  explicit Stopwatch(clockid_t clock = CLOCK_THREAD_CPUTIME_ID) : clock_(clock), start_(Now()) {}
  double Seconds() const { return Now() - start_; }

 private:
  double Now() const {
    timespec t{};
    clock_gettime(clock_, &t);
    return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
  }
  clockid_t clock_;
  double start_;
};

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

// Milliseconds of each party by itself, one thread, explained; in ascending order.
std::vector<double> Latencies(const std::vector<entity::Entity>& parties, const match::CompiledList& list) {
  std::vector<double> ms;
  match::Scratch scratch;
  const match::CompiledList* lists[] = {&list};
  for (const entity::Entity& party : parties) {
    const Stopwatch watch;
    (void)match::Screen(party, lists, {}, scratch);
    ms.push_back(1000 * watch.Seconds());
  }
  std::sort(ms.begin(), ms.end());
  return ms;
}

double Quantile(const std::vector<double>& sorted, double q) {
  return sorted[static_cast<std::size_t>(q * static_cast<double>(sorted.size() - 1))];
}

std::vector<entity::Entity> PersonsOf20Names(std::size_t count) {
  std::vector<entity::Entity> persons;
  for (entity::Entity& e : world::MakeListed(44, 2 * count, 20)) {
    if (e.schema == entity::schema::Person() && persons.size() < count) persons.push_back(std::move(e));
  }
  return persons;
}

std::size_t ResidentBytes() {
  std::size_t pages = 0;
  std::FILE* file = std::fopen("/proc/self/statm", "r");
  if (file == nullptr) return 0;
  if (std::fscanf(file, "%*s %zu", &pages) != 1) pages = 0;
  std::fclose(file);
  return pages * 4096;
}

void PrintLatencies(const std::vector<entity::Entity>& parties, const match::CompiledList& list,
                    std::size_t resident_before, std::size_t listed) {
  const std::vector<double> ms = Latencies(parties, list);
  const std::size_t resident = ResidentBytes() - std::min(ResidentBytes(), resident_before);
  double sum = 0;
  for (double one : ms) sum += one;
  fmt::print("{:<58} {:>12.0f}\n", "queries a second, one thread, explained",
             1000 * static_cast<double>(ms.size()) / sum);
  fmt::print("{:<58} {:>12}\n", "one query: median, p99, longest",
             fmt::format("{:.2f}, {:.2f}, {:.2f} ms", Quantile(ms, 0.5), Quantile(ms, 0.99), ms.back()));
  const std::vector<double> many = Latencies(PersonsOf20Names(1000), list);
  fmt::print("{:<58} {:>12}\n", "a person of 20 names: median, p99",
             fmt::format("{:.2f}, {:.2f} ms", Quantile(many, 0.5), Quantile(many, 0.99)));
  fmt::print("{:<58} {:>12}\n", "resident memory for each entity, all pages read, one thread",
             fmt::format("{} bytes", resident / listed));
}

struct Found {
  std::size_t among = 0, first = 0;  // planted names among the results, and ranked first
};

Found CountFound(const world::BenchParties& parties, const std::vector<entity::Entity>& listed,
                 const std::vector<std::vector<match::Alert>>& results) {
  Found found;
  for (const auto& [party, entry] : parties.truth) {
    const std::string& id = listed[entry].id;
    const auto& alerts = results[party];
    const auto it =
        std::find_if(alerts.begin(), alerts.end(), [&](const match::Alert& a) { return a.id == id; });
    found.among += it != alerts.end();
    found.first += !alerts.empty() && it == alerts.begin();
  }
  return found;
}

// Compiles, and writes the bytes to a file that is mapped as the program maps it.
std::string Compile(const std::vector<entity::Entity>& listed, unsigned threads) {
  const Stopwatch watch(CLOCK_PROCESS_CPUTIME_ID);
  const Stopwatch wall(CLOCK_MONOTONIC);
  match::ListCompiler compiler;
  match::ListInfo info;
  info.name = "bench";
  compiler.BeginList(info);
  for (const entity::Entity& e : listed) compiler.Add(e);
  const std::string bytes = compiler.Finish(threads);
  fmt::print("{:<58} {:>10.2f} s; on the wall {:.2f} s with {} threads\n",
             fmt::format("compile {} entities, all threads together", listed.size()), watch.Seconds(),
             wall.Seconds(), threads);
  fmt::print("{:<58} {:>12}\n", "bytes of the compiled list for each entity", bytes.size() / listed.size());
  const std::string path =
      std::filesystem::temp_directory_path() / fmt::format("manumit-bench-{}.mnx", getpid());
  return files::WriteFile(path, bytes) ? path : std::string();
}

void PrintAll(const world::BenchParties& parties, const std::vector<entity::Entity>& listed,
              const match::CompiledList& list, unsigned threads, std::size_t sample) {
  const Stopwatch wall(CLOCK_MONOTONIC);
  const Stopwatch watch(CLOCK_PROCESS_CPUTIME_ID);
  const auto results = ScreenAll(parties.parties, list, threads, true);
  const double screen_s = watch.Seconds() / threads;
  const auto count = static_cast<double>(parties.parties.size());
  const double each_ms = 1000 * screen_s * threads / count;
  fmt::print("{:<58} {:>10.2f} s; on the wall {:.2f} s\n",
             fmt::format("screen {} parties, each of {} threads, explained", parties.parties.size(), threads),
             screen_s, wall.Seconds());
  const Stopwatch slow;
  const match::CompiledList* lists[] = {&list};
  for (std::size_t i = 0; i < sample; ++i) (void)match::ScreenByBruteForce(parties.parties[i], lists, {});
  fmt::print("{:<58} {:>10.0f} x\n", "faster than comparing every pair",
             1000 * slow.Seconds() / static_cast<double>(std::max<std::size_t>(1, sample)) / each_ms);
  const Found found = CountFound(parties, listed, results);
  const auto planted = static_cast<double>(std::max<std::size_t>(1, parties.truth.size()));
  fmt::print("{:<58} {:>10.2f} %\n", "planted names found among the results",
             100.0 * static_cast<double>(found.among) / planted);
  fmt::print("{:<58} {:>10.2f} %\n", "planted names ranked first",
             100.0 * static_cast<double>(found.first) / planted);
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t listed_count = Argument(argc, argv, 1, 100'000);
  const std::size_t party_count = Argument(argc, argv, 2, 10'000);
  const unsigned threads = 2;
  const std::vector<entity::Entity> listed = world::MakeListed(42, listed_count, 5);
  const world::BenchParties parties = world::MakeParties(43, listed, party_count, party_count / 10);
  const std::string path = Compile(listed, threads);
  if (path.empty()) return 1;

  const std::size_t resident_before = ResidentBytes();
  const Stopwatch open;
  const base::Result<files::MappedFile> mapped = files::MappedFile::Open(path);
  const base::Result<match::CompiledList> list = match::CompiledList::Open(mapped->bytes());
  fmt::print("{:<58} {:>10.2f} ms\n", "open", 1000 * open.Seconds());
  const Stopwatch verify;
  const bool sound = list->Verify().has_value();
  fmt::print("{:<58} {:>10.2f} ms\n", "verify every byte (the physical limit is one pass)",
             1000 * verify.Seconds());
  if (!sound) return 1;
  PrintLatencies(parties.parties, *list, resident_before, listed_count);
  PrintAll(parties, listed, *list, threads, std::min(party_count, Argument(argc, argv, 3, 4)));
  std::filesystem::remove(path);
  return 0;
}
