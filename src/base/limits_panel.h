#pragma once
// The limits of the panel; see base/limits.h.

#include <cstddef>
#include <cstdint>

namespace base {

// ---- panels and members
inline constexpr std::int64_t kMaxPanels = 500;           // the panel and its chapters
inline constexpr std::int64_t kMaxPanelMembers = 20'000;  // members of one panel, whatever their state

}  // namespace base
