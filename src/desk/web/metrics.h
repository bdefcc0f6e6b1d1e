#pragma once
// What the server tells a Prometheus: requests by route pattern (never by path: a path may name a record),
// and what other parts count. No label ever holds an id, a name or an address of a person or an organisation.
// Thread-safe. Cost of CountRequest: a lock and a look-up. Source: Prometheus exposition format 0.0.4,
// https://prometheus.io/docs/instrumenting/exposition_formats/.

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <mutex>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/result.h"

namespace desk {

class Desk;

enum class MetricType : std::uint8_t { kCounter, kGauge };

struct MetricSample {
  std::vector<std::pair<std::string, std::string>> labels;
  double value = 0;
};

// A metric that is read when it is asked for. Names as Prometheus wants them: "manumit_jobs", counters end in
// "_total".
struct MetricSource {
  std::string name;
  std::string help;
  MetricType type = MetricType::kGauge;
  std::function<base::Result<std::vector<MetricSample>>()> read;
};

class Metrics {
 public:
  // `pattern` is the route's ("/alerts/{id}").
  void CountRequest(std::string_view pattern, int status, double seconds);
  // From now on requests of this route are counted only where the server failed (5xx), all such routes under
  // the one name "(quiet)": counts that are collected with their times would tell when a report was filed or
  // a concern confirmed.
  void CountFailuresOnly(std::string_view pattern);
  void AddSource(MetricSource source);

  // All of it in the text format. A source that fails is left out, logged, and counted in
  // manumit_metrics_failed.
  std::string Text();

 private:
  // Upper bounds in seconds; a last bucket without bound follows.
  static constexpr std::array<double, 11> kBounds = {0.001, 0.0025, 0.005, 0.01, 0.025, 0.05,
                                                     0.1,   0.25,   0.5,   1,    5};
  struct RouteCounts {
    std::array<std::uint64_t, 6> by_class{};  // by the first digit of the status
    std::array<std::uint64_t, kBounds.size() + 1> buckets{};
    double seconds = 0;
  };
  std::string RequestText();
  std::vector<MetricSource> Sources();

  std::mutex mutex_;
  std::map<std::string, RouteCounts, std::less<>> routes_;
  std::set<std::string, std::less<>> quiet_;
  std::vector<MetricSource> sources_;
};

// The same for every route but the first `first_route` of the desk's router: a room's, when it has added its
// own.
void CountFailuresOnlySince(Desk& desk, std::size_t first_route);

inline constexpr std::string_view kMetricsContentType = "text/plain; version=0.0.4; charset=utf-8";

}  // namespace desk
