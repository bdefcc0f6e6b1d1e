#include "desk/web/metrics.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "base/log.h"
#include "desk/desk.h"
#include "desk/web/router.h"

namespace desk {

namespace {

std::string LabelValue(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '\\' || c == '"') escaped += '\\';
    if (c == '\n') {
      escaped += "\\n";
    } else {
      escaped += c;
    }
  }
  return escaped;
}

std::string Number(double value) {
  if (value == std::floor(value) && std::abs(value) < 1e15)
    return fmt::to_string(static_cast<std::int64_t>(value));
  return fmt::format("{}", value);
}

std::string Head(std::string_view name, std::string_view help, std::string_view type) {
  return fmt::format("# HELP {0} {1}\n# TYPE {0} {2}\n", name, help, type);
}

std::string SampleText(std::string_view name, const MetricSample& sample) {
  std::string labels;
  for (const auto& [label, value] : sample.labels)
    labels += fmt::format("{}{}=\"{}\"", labels.empty() ? "" : ",", label, LabelValue(value));
  return fmt::format("{}{} {}\n", name, labels.empty() ? "" : "{" + labels + "}", Number(sample.value));
}

}  // namespace

void Metrics::CountRequest(std::string_view pattern, int status, double seconds) {
  const auto bucket = static_cast<std::size_t>(std::ranges::lower_bound(kBounds, seconds) - kBounds.begin());
  const std::lock_guard lock(mutex_);
  if (quiet_.contains(pattern)) {
    if (status < 500) return;
    pattern = "(quiet)";
  }
  auto route = routes_.find(pattern);
  if (route == routes_.end()) route = routes_.emplace(std::string(pattern), RouteCounts()).first;
  RouteCounts& counts = route->second;
  ++counts.by_class.at(static_cast<std::size_t>(std::clamp(status / 100, 0, 5)));
  ++counts.buckets.at(bucket);
  counts.seconds += seconds;
}

void Metrics::CountFailuresOnly(std::string_view pattern) {
  const std::lock_guard lock(mutex_);
  quiet_.emplace(pattern);
}

void CountFailuresOnlySince(Desk& desk, std::size_t first_route) {
  const std::vector<Route>& routes = desk.router().routes();
  for (std::size_t i = first_route; i < routes.size(); ++i)
    desk.metrics().CountFailuresOnly(routes[i].pattern);
}

void Metrics::AddSource(MetricSource source) {
  const std::lock_guard lock(mutex_);
  sources_.push_back(std::move(source));
}

// A copy: reading one may take long, or count something itself.
std::vector<MetricSource> Metrics::Sources() {
  const std::lock_guard lock(mutex_);
  return sources_;
}

std::string Metrics::RequestText() {
  constexpr std::string_view kRequests = "manumit_requests_total";
  constexpr std::string_view kSeconds = "manumit_request_seconds";
  std::string requests = Head(kRequests, "Answered requests by route and class of status.", "counter");
  std::string seconds = Head(kSeconds, "Time to answer a request, by route.", "histogram");
  const std::lock_guard lock(mutex_);
  for (const auto& [pattern, counts] : routes_) {
    for (std::size_t i = 1; i < counts.by_class.size(); ++i) {
      if (counts.by_class[i] == 0) continue;
      requests += SampleText(kRequests, {{{"route", pattern}, {"status", fmt::format("{}xx", i)}},
                                         static_cast<double>(counts.by_class[i])});
    }
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < counts.buckets.size(); ++i) {
      sum += counts.buckets[i];
      const std::string bound = i < kBounds.size() ? fmt::format("{}", kBounds[i]) : "+Inf";
      seconds += SampleText("manumit_request_seconds_bucket",
                            {{{"route", pattern}, {"le", bound}}, static_cast<double>(sum)});
    }
    seconds += SampleText("manumit_request_seconds_sum", {{{"route", pattern}}, counts.seconds});
    seconds += SampleText("manumit_request_seconds_count", {{{"route", pattern}}, static_cast<double>(sum)});
  }
  return requests + seconds;
}

std::string Metrics::Text() {
  std::string text = RequestText();
  std::size_t failed = 0;
  for (const MetricSource& source : Sources()) {
    const auto samples = source.read();
    if (!samples) {
      ++failed;
      base::LogWarning("metric-not-read", {{"metric", source.name}, {"reason", samples.error().internal}});
      continue;
    }
    text += Head(source.name, source.help, source.type == MetricType::kCounter ? "counter" : "gauge");
    for (const MetricSample& sample : *samples) text += SampleText(source.name, sample);
  }
  text += Head("manumit_metrics_failed", "Metrics that could not be read this time.", "gauge");
  return text + SampleText("manumit_metrics_failed", {{}, static_cast<double>(failed)});
}

}  // namespace desk
