#include "files/sheet_choice.h"

#include <fmt/format.h>

#include <algorithm>

namespace files {
namespace {

std::string Loose(const std::string& name) {
  std::size_t first = name.find_first_not_of(' ');
  if (first == std::string::npos) return {};
  std::string loose = name.substr(first, name.find_last_not_of(' ') - first + 1);
  for (char& c : loose) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  }
  return loose;
}

}  // namespace

base::Result<std::size_t> ChooseSheet(const std::vector<std::string>& names, const std::string& wanted,
                                      const std::string& file) {
  if (wanted.empty()) return std::size_t{0};
  auto found = std::find(names.begin(), names.end(), wanted);
  if (found == names.end()) {
    found = std::find_if(names.begin(), names.end(),
                         [&](const std::string& name) { return Loose(name) == Loose(wanted); });
  }
  if (found != names.end()) return static_cast<std::size_t>(found - names.begin());
  std::string listed;
  for (std::size_t i = 0; i < names.size() && i < 20; ++i)
    listed += fmt::format("{}\"{}\"", i == 0 ? "" : ", ", names[i]);
  return base::NotFound(fmt::format("{}: there is no sheet \"{}\"; the workbook has {}{}", file, wanted,
                                    listed, names.size() > 20 ? ", ..." : ""));
}

}  // namespace files
