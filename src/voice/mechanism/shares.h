#pragma once
// What is computed from published bands, and from nothing else, so that anybody can compute it from the
// published bytes: shares as ranges, and whether a quarter differs from the one before. Pure; thread-safe.

#include <optional>
#include <vector>

#include "gate/band.h"
#include "voice/mechanism/disclosure.h"

namespace voice::mechanism {

// The share of the parts `first` to `last` in all of them. Every part is shown, at least two.
gate::ShareRange ShareOfParts(const std::vector<gate::Band>& parts, std::size_t first, std::size_t last);
gate::ShareRange ShareOfCell(const Split& split, std::size_t cell);
// Of the first class (with those that are put together with it): what is hoped for stands first. Nothing
// where too few to show.
std::optional<gate::ShareRange> MainShare(const Published& published, Figure figure, std::string_view group);
// Of the reports in another language than the one that is used most.
std::optional<gate::ShareRange> OtherLanguages(const Published& published);

// How the main shares of the figures of which more is better changed since the quarter before: a difference
// counts where the two ranges have nothing in common.
struct Changes {
  int better = 0;
  int worse = 0;
  int alike = 0;         // no difference that can be seen
  int incomparable = 0;  // too few to show in one of them, or other classes
};
Changes Compare(const Published& before, const Published& now);

}  // namespace voice::mechanism
