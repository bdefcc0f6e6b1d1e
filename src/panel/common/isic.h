#pragma once
// Industries: the sections (A to U) and divisions (two digits) of the International Standard Industrial
// Classification of All Economic Activities, Revision 4. Codes and titles: United Nations Statistics
// Division, Statistical papers Series M No. 4/Rev.4 (2008); classifications are facts, the titles stand as
// published. Titles are English and in the message catalogues: locale.tr(industry->title). Pure; thread-safe;
// a look-up is a search in 109 rows.

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace panel {

struct Industry {
  std::string_view code;  // "C" or "14"
  const char* title = "";
  char section = 0;        // 'C'; of a section itself too
  const char* brief = "";  // a shorter title of our own, for pictures and forms
  bool is_section() const { return code.size() == 1; }
};

std::span<const Industry> Industries();  // a section, then its divisions, in the order of the classification
const Industry* FindIndustry(std::string_view code);  // "C", "c", "14"; nullptr where there is none
// Place in Industries().
std::optional<std::size_t> IndustryIndex(std::string_view code);
// The section of a section or division: "C"; empty where there is none.
std::string_view SectionOf(std::string_view code);
// Whether `code` is `within` or one of its divisions.
bool IsWithinIndustry(std::string_view code, std::string_view within);

}  // namespace panel
