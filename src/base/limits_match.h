#pragma once
// Limits of the names engine that no other room needs; see base/limits.h.

#include <cstddef>

namespace base {

inline constexpr std::size_t kMaxAlternatives =
    4;  // names that one text gives between slashes; more is one name

}  // namespace base
