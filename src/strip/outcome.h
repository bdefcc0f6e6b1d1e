#pragma once
// What the strippers of this room share: counting what was taken out, and refusing.

#include <array>
#include <cstddef>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "strip/strip.h"

namespace strip {

// Counts by kind. Belongs to one thread.
class Tally {
 public:
  void Add(Taken what, std::size_t count = 1) { counts_[static_cast<std::size_t>(what)] += count; }
  std::vector<Removed> List() const;

 private:
  std::array<std::size_t, static_cast<std::size_t>(Taken::kOrientation) + 1> counts_{};
};

// The error with this reason's words; `internal` says where, without content.
base::Error Refuse(Refusal refusal, const char* where);

}  // namespace strip
