#include "panel/common/licences.h"

#include <algorithm>

namespace panel {
namespace {

constexpr std::size_t kMaxIdBytes = 64;
constexpr std::string_view kOther = "LicenseRef-";

constexpr Licence kLicences[] = {
    {"CC0-1.0", "Creative Commons Zero v1.0 Universal", true},
    {"CC-BY-4.0", "Creative Commons Attribution 4.0 International", true},
    {"CC-BY-SA-4.0", "Creative Commons Attribution Share Alike 4.0 International", true},
    {"CC-BY-NC-4.0", "Creative Commons Attribution Non Commercial 4.0 International", true},
    {"CC-BY-ND-4.0", "Creative Commons Attribution No Derivatives 4.0 International", true},
    {"CC-BY-NC-SA-4.0", "Creative Commons Attribution Non Commercial Share Alike 4.0 International", true},
    {"CC-BY-NC-ND-4.0", "Creative Commons Attribution Non Commercial No Derivatives 4.0 International", true},
    {"CC-BY-3.0", "Creative Commons Attribution 3.0 Unported", true},
    {"CC-BY-3.0-IGO", "Creative Commons Attribution 3.0 IGO", true},
    {"CC-BY-NC-SA-3.0-IGO", "Creative Commons Attribution Non Commercial Share Alike 3.0 IGO", true},
    {"CC-BY-NC-ND-3.0-IGO", "Creative Commons Attribution Non Commercial No Derivatives 3.0 IGO", true},
    {"GFDL-1.3-or-later", "GNU Free Documentation License v1.3 or later", true},
    {"OGL-UK-3.0", "Open Government Licence v3.0", true},
    {"ODbL-1.0", "Open Data Commons Open Database License v1.0", true},
    {"ODC-By-1.0", "Open Data Commons Attribution License v1.0", true},
    {"PDDL-1.0", "Open Data Commons Public Domain Dedication & License 1.0", true},
    {"CDLA-Permissive-2.0", "Community Data License Agreement Permissive 2.0", true},
    {"0BSD", "BSD Zero Clause License", false},
    {"AGPL-3.0-only", "GNU Affero General Public License v3.0 only", false},
    {"AGPL-3.0-or-later", "GNU Affero General Public License v3.0 or later", false},
    {"Apache-2.0", "Apache License 2.0", false},
    {"BSD-2-Clause", "BSD 2-Clause \"Simplified\" License", false},
    {"BSD-3-Clause", "BSD 3-Clause \"New\" or \"Revised\" License", false},
    {"BSL-1.0", "Boost Software License 1.0", false},
    {"EPL-2.0", "Eclipse Public License 2.0", false},
    {"EUPL-1.2", "European Union Public License 1.2", false},
    {"GPL-2.0-only", "GNU General Public License v2.0 only", false},
    {"GPL-2.0-or-later", "GNU General Public License v2.0 or later", false},
    {"GPL-3.0-only", "GNU General Public License v3.0 only", false},
    {"GPL-3.0-or-later", "GNU General Public License v3.0 or later", false},
    {"ISC", "ISC License", false},
    {"LGPL-2.1-or-later", "GNU Lesser General Public License v2.1 or later", false},
    {"LGPL-3.0-or-later", "GNU Lesser General Public License v3.0 or later", false},
    {"MIT", "MIT License", false},
    {"MPL-2.0", "Mozilla Public License 2.0", false},
    {"Unlicense", "The Unlicense", false},
};

}  // namespace

std::span<const Licence> Licences() {
  return kLicences;
}

bool IsLicenceId(std::string_view id) {
  if (id.starts_with(kOther)) {
    const std::string_view rest = id.substr(kOther.size());
    const auto fits = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
             c == '.';
    };
    return !rest.empty() && id.size() <= kMaxIdBytes && std::all_of(rest.begin(), rest.end(), fits);
  }
  return std::any_of(std::begin(kLicences), std::end(kLicences),
                     [&](const Licence& licence) { return licence.id == id; });
}

std::string LicenceUrl(std::string_view id) {
  return id.starts_with(kOther) ? std::string() : "https://spdx.org/licenses/" + std::string(id) + ".html";
}

}  // namespace panel
