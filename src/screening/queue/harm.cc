#include "screening/queue/harm.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace screening {
namespace {

constexpr double kUnknownSeverity = 0.80;
constexpr std::int64_t kSmallSpend = 10'000;
constexpr std::int64_t kLargeSpend = 1'000'000;
constexpr double kMostHarm = 1000;

// A topic counts as the longest of these that is the topic itself or stands before a dot in it.
constexpr std::pair<std::string_view, double> kSeverities[] = {
    {"forced.labor", 1.00},
    {"crime.traffick", 1.00},
    {"export.control", 1.00},
    {"trade.risk", 1.00},
    {"sanction", 0.90},
    {"crime", 0.75},
    {"wanted", 0.75},
    {"sanction.linked", 0.70},
    {"sanction.counter", 0.70},
    {"export.control.linked", 0.70},
    {"debarment", 0.60},
    {"reg.action", 0.60},
    {"reg.warn", 0.40},
    {"poi", 0.40},
    {"role", 0.30},
};

double SeverityOfTopic(std::string_view topic) {
  std::size_t longest = 0;
  double severity = kUnknownSeverity;
  for (const auto& [known, value] : kSeverities) {
    const bool covers =
        topic.starts_with(known) && (topic.size() == known.size() || topic[known.size()] == '.');
    if (!covers || known.size() < longest) continue;
    longest = known.size();
    severity = value;
  }
  return severity;
}

double ChanceFactor(match::Identity identity) {
  switch (identity) {
    case match::Identity::kSupported:
      return 1;
    case match::Identity::kUnconfirmed:
      return 0.95;
    case match::Identity::kContradicted:
      return 0.75;
  }
  return 1;
}

double Exposure(const std::optional<std::int64_t>& spend) {
  if (!spend) return 1;
  if (*spend < kSmallSpend) return 0.90;
  return *spend >= kLargeSpend ? 1.10 : 1;
}

}  // namespace

double SeverityOf(const std::vector<std::string_view>& topics) {
  if (topics.empty()) return kUnknownSeverity;
  double worst = 0;
  for (const std::string_view topic : topics) worst = std::max(worst, SeverityOfTopic(topic));
  return worst;
}

int HarmIfMissed(const HarmInputs& inputs) {
  const double harm = kMostHarm * SeverityOf(inputs.topics) * inputs.score * ChanceFactor(inputs.identity) *
                      Exposure(inputs.spend);
  return static_cast<int>(std::min(kMostHarm, std::round(harm)));
}

}  // namespace screening
