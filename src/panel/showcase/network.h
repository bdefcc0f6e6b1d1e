#pragma once
// Who works with whom, as far as it was published: organisations as points on a circle, what ties them as
// lines. Figures: density (ties that are there of those that could be), and the share of ties between
// organisations of different constituencies ("multi-sector links"). Pure; thread-safe.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "html/html.h"
#include "html/locale.h"

namespace panel {

struct NetworkTie {
  std::string from;  // names; which comes first does not matter
  std::string to;
  std::string why;  // "copied a practice", in the reader's language
};
struct NetworkNode {
  std::string name;
  std::string constituency;  // OrgTypeName, or empty where it was not published
  std::size_t ties = 0;      // different partners
};
struct NetworkPair {
  std::size_t from = 0;  // index of a node, the smaller first
  std::size_t to = 0;
  std::int64_t weight = 0;       // how many ties
  std::vector<std::string> why;  // each reason once, ordered
};
struct Network {
  std::vector<NetworkNode> nodes;  // most ties first, then by name
  std::vector<NetworkPair> pairs;  // heaviest first
  double density = 0;              // 0 to 1; 0 with fewer than two nodes
  double across = 0;  // share of pairs of different known constituencies, of those where both are known
  std::int64_t pairs_known = 0;  // pairs where both constituencies are known
};

struct KnownConstituency {
  std::string name;
  std::string constituency;
};
// Ties of a name with itself and with nobody are left out. Cost: linear but for sorting.
Network MakeNetwork(const std::vector<NetworkTie>& ties, const std::vector<KnownConstituency>& known);

// The picture, for at most kMaxNetworkNodes points (the best connected ones); empty where there is no pair.
html::Html NetworkPicture(const html::Locale& locale, const Network& network);

}  // namespace panel
