#pragma once
// The words of iCalendar for our enums, in their order. Source: RFC 5545,
// sections 3.2.3, 3.2.12, 3.2.16, 3.6.6, 3.8.1.3, 3.8.1.11; RFC 5546, section 1.4.

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>

namespace calendar {

inline constexpr std::array<std::string_view, 9> kMethodNames = {
    "", "PUBLISH", "REQUEST", "REPLY", "ADD", "CANCEL", "REFRESH", "COUNTER", "DECLINECOUNTER"};
inline constexpr std::array<std::string_view, 4> kStatusNames = {"", "TENTATIVE", "CONFIRMED", "CANCELLED"};
inline constexpr std::array<std::string_view, 3> kAccessNames = {"PUBLIC", "PRIVATE", "CONFIDENTIAL"};
inline constexpr std::array<std::string_view, 4> kRoleNames = {"REQ-PARTICIPANT", "OPT-PARTICIPANT", "CHAIR",
                                                               "NON-PARTICIPANT"};
inline constexpr std::array<std::string_view, 5> kAnswerNames = {"NEEDS-ACTION", "ACCEPTED", "DECLINED",
                                                                 "TENTATIVE", "DELEGATED"};
inline constexpr std::array<std::string_view, 5> kKindNames = {"INDIVIDUAL", "GROUP", "RESOURCE", "ROOM",
                                                               "UNKNOWN"};
inline constexpr std::array<std::string_view, 3> kActionNames = {"DISPLAY", "AUDIO", "EMAIL"};

template <typename Enum, std::size_t N>
std::string_view NameIn(const std::array<std::string_view, N>& names, Enum value) {
  return names[static_cast<std::size_t>(value)];
}

// `name` in upper case.
template <typename Enum, std::size_t N>
std::optional<Enum> FindIn(const std::array<std::string_view, N>& names, std::string_view name) {
  const auto found = std::find(names.begin(), names.end(), name);
  if (found == names.end() || name.empty()) return std::nullopt;
  return static_cast<Enum>(found - names.begin());
}

}  // namespace calendar
