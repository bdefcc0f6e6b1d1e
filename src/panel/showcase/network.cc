#include "panel/showcase/network.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <set>

#include "base/limits_panel.h"

namespace panel {
namespace {

using html::El;
using html::Html;

struct Gathered {
  std::int64_t weight = 0;
  std::set<std::string> why;
};
using Pairs = std::map<std::pair<std::string, std::string>, Gathered>;

Pairs Gather(const std::vector<NetworkTie>& ties) {
  Pairs pairs;
  for (const NetworkTie& tie : ties) {
    if (tie.from.empty() || tie.to.empty() || tie.from == tie.to) continue;
    Gathered& pair = pairs[std::minmax(tie.from, tie.to)];
    ++pair.weight;
    pair.why.insert(tie.why);
  }
  return pairs;
}

std::vector<NetworkNode> NodesOf(const Pairs& pairs, const std::vector<KnownConstituency>& known) {
  std::map<std::string, NetworkNode> by_name;
  for (const auto& [names, gathered] : pairs) {
    for (const std::string& name : {names.first, names.second}) {
      by_name[name].name = name;
      ++by_name[name].ties;
    }
  }
  for (const KnownConstituency& one : known)
    if (const auto found = by_name.find(one.name); found != by_name.end())
      found->second.constituency = one.constituency;
  std::vector<NetworkNode> nodes;
  for (auto& [name, node] : by_name) nodes.push_back(std::move(node));
  std::stable_sort(nodes.begin(), nodes.end(),
                   [](const NetworkNode& a, const NetworkNode& b) { return a.ties > b.ties; });
  return nodes;
}

void Figure(Network& network) {
  const auto nodes = static_cast<double>(network.nodes.size());
  if (network.nodes.size() > 1)
    network.density = static_cast<double>(network.pairs.size()) / (nodes * (nodes - 1) / 2);
  std::int64_t across = 0;
  for (const NetworkPair& pair : network.pairs) {
    const std::string& from = network.nodes[pair.from].constituency;
    const std::string& to = network.nodes[pair.to].constituency;
    if (from.empty() || to.empty()) continue;
    ++network.pairs_known;
    if (from != to) ++across;
  }
  if (network.pairs_known > 0)
    network.across = static_cast<double>(across) / static_cast<double>(network.pairs_known);
}

struct Point {
  double x = 0;
  double y = 0;
};

constexpr double kWidth = 640, kHeight = 460, kRadius = 150, kMiddleX = 320, kMiddleY = 230;

Point At(std::size_t index, std::size_t of, double radius) {
  const double angle =
      2 * std::numbers::pi * static_cast<double>(index) / static_cast<double>(of) - std::numbers::pi / 2;
  return {kMiddleX + radius * std::cos(angle), kMiddleY + radius * std::sin(angle)};
}

// Short enough to stand beside its point; the table below has it whole.
std::string ShortName(const std::string& name) {
  constexpr std::size_t kLetters = 22;
  std::size_t letters = 0, end = 0;
  while (end < name.size() && letters < kLetters) {
    ++end;
    while (end < name.size() && (static_cast<unsigned char>(name[end]) & 0xC0u) == 0x80u) ++end;
    ++letters;
  }
  return end < name.size() ? name.substr(0, end) + "…" : name;
}

Html Name(const NetworkNode& node, std::size_t index, std::size_t of) {
  constexpr double kBeyond = 14, kDown = 4;
  const Point at = At(index, of, kRadius + kBeyond);
  const double right = at.x - kMiddleX;
  const std::string_view css = std::abs(right) < 30 ? "tm ts" : right < 0 ? "te ts" : "ts";
  return El("text", {{"class", css}, {"x", at.x}, {"y", at.y + kDown}}, ShortName(node.name));
}

}  // namespace

Network MakeNetwork(const std::vector<NetworkTie>& ties, const std::vector<KnownConstituency>& known) {
  const Pairs pairs = Gather(ties);
  Network network;
  network.nodes = NodesOf(pairs, known);
  std::map<std::string, std::size_t> index;
  for (std::size_t i = 0; i < network.nodes.size(); ++i) index[network.nodes[i].name] = i;
  for (const auto& [names, gathered] : pairs) {
    const auto [low, high] = std::minmax({index.at(names.first), index.at(names.second)});
    network.pairs.push_back({low, high, gathered.weight, {gathered.why.begin(), gathered.why.end()}});
  }
  std::stable_sort(network.pairs.begin(), network.pairs.end(),
                   [](const NetworkPair& a, const NetworkPair& b) { return a.weight > b.weight; });
  Figure(network);
  return network;
}

Html NetworkPicture(const html::Locale& locale, const Network& network) {
  if (network.pairs.empty()) return {};
  const std::size_t shown = std::min(network.nodes.size(), base::kMaxNetworkNodes);
  Html lines, points;
  std::int64_t drawn = 0;
  for (const NetworkPair& pair : network.pairs) {
    if (pair.from >= shown || pair.to >= shown) continue;
    const Point from = At(pair.from, shown, kRadius), to = At(pair.to, shown, kRadius);
    lines.Add(El("line", {{"class", pair.weight > 1 ? "con" : "ax"},
                          {"x1", from.x},
                          {"y1", from.y},
                          {"x2", to.x},
                          {"y2", to.y}}));
    ++drawn;
  }
  for (std::size_t i = 0; i < shown; ++i) {
    const Point at = At(i, shown, kRadius);
    points.Add(El("circle", {{"class", "b"}, {"cx", at.x}, {"cy", at.y}, {"r", 5.0}}));
    points.Add(Name(network.nodes[i], i, shown));
  }
  const std::string finding = locale.tr(
      "{organisations} organisations and {ties} ties between them.",
      {{"organisations", locale.Number(static_cast<std::int64_t>(shown))}, {"ties", locale.Number(drawn)}});
  return El("svg",
            {{"class", "c"},
             {"viewBox", fmt::format("0 0 {:.0f} {:.0f}", kWidth, kHeight)},
             {"role", "img"},
             {"width", static_cast<std::int64_t>(kWidth)},
             {"height", static_cast<std::int64_t>(kHeight)}},
            El("title", locale.tr("Who works with whom")), El("desc", finding), lines, points);
}

}  // namespace panel
