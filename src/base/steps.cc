#include "base/steps.h"

#include <fmt/format.h>

namespace base {

Error ForbiddenStep(std::string_view state, std::string_view act, const std::string& possible) {
  return Error{base::Code::kConflict,
               possible.empty() ? fmt::format("cannot {} what is {}: that is its end", act, state)
                                : fmt::format("cannot {} what is {}; possible: {}", act, state, possible),
               {}};
}

}  // namespace base
