#pragma once
// Licences under which texts, tools and data are shared, by their identifiers of the SPDX License List
// (version 3.25, Linux Foundation; ISO/IEC 5962:2021): those meant for content and data and the common ones
// of software. "LicenseRef-…" (letters, digits, "." and "-") stands for any other, as SPDX has it. Pure;
// thread-safe.

#include <span>
#include <string>
#include <string_view>

namespace panel {

struct Licence {
  std::string_view id;  // "CC-BY-4.0"
  std::string_view name;
  bool for_content = false;  // offered first for texts
};

std::span<const Licence> Licences();
bool IsLicenceId(std::string_view id);
// Where its text can be read, or empty for "LicenseRef-…".
std::string LicenceUrl(std::string_view id);

}  // namespace panel
