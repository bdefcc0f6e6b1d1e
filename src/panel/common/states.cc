#include "panel/common/states.h"

#include <fmt/format.h>

namespace panel {

base::Error ForbiddenStep(std::string_view state, std::string_view act, const std::string& possible) {
  return base::Error{base::Code::kConflict,
                     possible.empty()
                         ? fmt::format("cannot {} what is {}: that is its end", act, state)
                         : fmt::format("cannot {} what is {}; possible: {}", act, state, possible),
                     {}};
}

}  // namespace panel
