#pragma once
// Names of an enum's values as they are stored and sent, one array an enum. Pure; thread-safe.

#include <array>
#include <optional>
#include <string_view>

namespace panel {

template <typename Enum>
using NamesOf = std::array<std::string_view, static_cast<std::size_t>(Enum::kCount)>;

template <typename Enum>
std::string_view NameIn(const NamesOf<Enum>& names, Enum value) {
  return names.at(static_cast<std::size_t>(value));
}

template <typename Enum>
std::optional<Enum> NamedIn(const NamesOf<Enum>& names, std::string_view name) {
  for (std::size_t i = 0; i < names.size(); ++i)
    if (names[i] == name) return static_cast<Enum>(i);
  return std::nullopt;
}

}  // namespace panel
