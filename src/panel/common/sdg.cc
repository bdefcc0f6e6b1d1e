#include "panel/common/sdg.h"

#include <algorithm>
#include <array>
#include <utility>

#include "desk/tr.h"
#include "iati/code_lists.h"

namespace panel {
namespace {

constexpr std::array<std::pair<std::string_view, const char*>, 7> kTitles = {
    {{"5.2", desk::tr("No violence against women and girls, nor trafficking in them")},
     {"8.7", desk::tr("An end to forced labour, trafficking and child labour")},
     {"8.8", desk::tr("Workers' rights and safe work, migrants included")},
     {"10.7", desk::tr("Safe and regular migration")},
     {"16.2", desk::tr("No abuse of, trafficking in or violence against children")},
     {"17.16", desk::tr("A worldwide partnership of many kinds of partners")},
     {"17.17", desk::tr("Partnerships of public, private and civil society")}}};

// Every code that there is: numbers, then letters, goal by goal.
std::vector<std::string> AllTargets() {
  constexpr int kGoals = 17;
  std::vector<std::string> targets;
  for (int goal = 1; goal <= kGoals; ++goal) {
    const std::string before = std::to_string(goal) + ".";
    for (int i = 1; iati::IsSdgTarget(before + std::to_string(i)); ++i)
      targets.push_back(before + std::to_string(i));
    for (char letter = 'a'; iati::IsSdgTarget(before + letter); ++letter) targets.push_back(before + letter);
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
  return iati::IsSdgTarget(code);
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
