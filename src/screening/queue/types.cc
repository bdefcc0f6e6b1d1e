#include "screening/queue/types.h"

#include <array>

namespace screening {
namespace {

constexpr std::array<std::string_view, static_cast<std::size_t>(Stage::kCount)> kStages = {
    "waiting", "unsure", "second-look", "decided", "withdrawn"};
constexpr std::array<std::string_view, 4> kDecisions = {"", "same", "not-same", "unsure"};
constexpr std::array<std::string_view, static_cast<std::size_t>(EventKind::kCount)> kEvents = {
    "found",    "found-again", "changed",  "withdrawn", "carried",  "judged",
    "proposed", "approved",    "returned", "undone",    "assigned", "note"};

}  // namespace

std::string_view StageName(Stage stage) {
  return kStages.at(static_cast<std::size_t>(stage));
}

std::optional<Stage> StageNamed(std::string_view name) {
  for (std::size_t i = 0; i < kStages.size(); ++i)
    if (kStages[i] == name) return static_cast<Stage>(i);
  return std::nullopt;
}

std::string_view DecisionName(Decision decision) {
  return kDecisions.at(static_cast<std::size_t>(decision));
}

std::optional<Decision> DecisionNamed(std::string_view name) {
  for (std::size_t i = 0; i < kDecisions.size(); ++i)
    if (kDecisions[i] == name) return static_cast<Decision>(i);
  return std::nullopt;
}

std::string_view EventKindName(EventKind kind) {
  return kEvents.at(static_cast<std::size_t>(kind));
}

std::optional<EventKind> EventKindNamed(std::string_view name) {
  for (std::size_t i = 0; i < kEvents.size(); ++i)
    if (kEvents[i] == name) return static_cast<EventKind>(i);
  return std::nullopt;
}

}  // namespace screening
