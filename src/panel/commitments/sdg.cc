#include "panel/commitments/sdg.h"

#include <algorithm>
#include <array>
#include <utility>

#include "desk/tr.h"

namespace panel {
namespace {

// Of each goal: how many targets have a number, and how many (means of implementation) a letter.
// Source: A/RES/70/1, goals 1 to 17.
struct Goal {
  int numbered;
  int lettered;
};
constexpr std::array<Goal, 17> kGoals = {{{5, 2},
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

constexpr std::array<std::pair<std::string_view, const char*>, 7> kTitles = {
    {{"5.2", desk::tr("No violence against women and girls, nor trafficking in them")},
     {"8.7", desk::tr("An end to forced labour, trafficking and child labour")},
     {"8.8", desk::tr("Workers' rights and safe work, migrants included")},
     {"10.7", desk::tr("Safe and regular migration")},
     {"16.2", desk::tr("No abuse of, trafficking in or violence against children")},
     {"17.16", desk::tr("A worldwide partnership of many kinds of partners")},
     {"17.17", desk::tr("Partnerships of public, private and civil society")}}};

std::vector<std::string> AllTargets() {
  std::vector<std::string> targets;
  for (std::size_t goal = 0; goal < kGoals.size(); ++goal) {
    const std::string before = std::to_string(goal + 1) + ".";
    for (int i = 1; i <= kGoals[goal].numbered; ++i) targets.push_back(before + std::to_string(i));
    for (int i = 0; i < kGoals[goal].lettered; ++i)
      targets.push_back(before + static_cast<char>(static_cast<int>('a') + i));
  }
  return targets;
}

}  // namespace

const std::vector<std::string>& SdgTargets() {
  static const std::vector<std::string> targets = AllTargets();
  return targets;
}

std::size_t SdgOrder(std::string_view code) {
  const std::vector<std::string>& targets = SdgTargets();
  return static_cast<std::size_t>(std::find(targets.begin(), targets.end(), code) - targets.begin());
}

bool IsSdgTarget(std::string_view code) {
  return SdgOrder(code) < SdgTargets().size();
}

const std::vector<std::string_view>& SdgTargetsThatMatter() {
  static const std::vector<std::string_view> codes = [] {
    std::vector<std::string_view> found;
    for (const auto& [code, title] : kTitles) found.push_back(code);
    return found;
  }();
  return codes;
}

std::string_view SdgTitle(std::string_view code) {
  for (const auto& [known, title] : kTitles)
    if (known == code) return title;
  return {};
}

}  // namespace panel
