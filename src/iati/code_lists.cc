#include "iati/code_lists.h"

#include <algorithm>
#include <array>
#include <optional>

namespace iati {
namespace {

struct List {
  std::string_view name;
  std::string_view codes;
};

#define IATI_LIST(name, codes) List{name, codes},
constexpr auto kLists = std::to_array<List>({
#include "iati/code_lists.inc"
});
#undef IATI_LIST

const List* Find(std::string_view name) {
  for (const List& list : kLists)
    if (list.name == name) return &list;
  return nullptr;
}

// Of each goal, how many targets have a number and how many a letter (A/RES/70/1): 126 and 43.
struct Targets {
  int numbered;
  int lettered;
};
constexpr std::array<Targets, 17> kTargets = {{{5, 2},
                                               {5, 3},
                                               {9, 4},
                                               {7, 3},
                                               {6, 3},
                                               {6, 2},
                                               {3, 2},
                                               {10, 2},
                                               {5, 3},
                                               {7, 3},
                                               {7, 3},
                                               {8, 3},
                                               {3, 2},
                                               {7, 3},
                                               {9, 3},
                                               {10, 2},
                                               {19, 0}}};

std::optional<int> SmallNumber(std::string_view text) {
  if (text.empty() || text.size() > 2 || text[0] == '0') return std::nullopt;
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return value;
}

}  // namespace

bool KnowsList(std::string_view list) {
  return Find(list) != nullptr;
}

bool InList(std::string_view list, std::string_view code) {
  const List* found = Find(list);
  if (found == nullptr || code.empty()) return false;
  std::string_view left = found->codes;
  while (!left.empty()) {
    const std::size_t end = std::min(left.find(' '), left.size());
    if (left.substr(0, end) == code) return true;
    left.remove_prefix(std::min(end + 1, left.size()));
  }
  return false;
}

bool IsSdgGoal(std::string_view text) {
  const std::optional<int> goal = SmallNumber(text);
  return goal && *goal <= static_cast<int>(kTargets.size());
}

bool IsSdgTarget(std::string_view text) {
  const std::size_t point = text.find('.');
  if (point == std::string_view::npos || !IsSdgGoal(text.substr(0, point))) return false;
  const Targets& targets = kTargets.at(static_cast<std::size_t>(*SmallNumber(text.substr(0, point)) - 1));
  const std::string_view target = text.substr(point + 1);
  if (target.size() == 1 && target[0] >= 'a' && target[0] <= 'z') return target[0] - 'a' < targets.lettered;
  const std::optional<int> number = SmallNumber(target);
  return number && *number <= targets.numbered;
}

}  // namespace iati
