#pragma once
// Parties inside free text, as the United States' forced-labour lists print them:
//   "Yunnan Machinery, a/k/a Golden Horse (JinMa) Diesel Factory, a/k/a Yunnan 1st Prison"
//   "Fuchu Prison; Union Kogyo Co., Ltd."                    several parties
//   "A Garment Co., Ltd. and B Trade Co., Ltd."              two, where a legal form stands before the "and"
//   "A Sdn. Bhd, B Sdn. Bhd, and C Sdn. Bhd"                 three, likewise
//   "Fishing Vessel: Da Wang 1", "Fishing Vessels: A; B", "A (fishing vessel)"
//   "A (also known as B; and C, and formerly known as D)", "A (including three aliases: B; C; and D)"
//   "A and its subsidiaries and joint ventures"              A, and a note
//   "A and its eight X-based subsidiaries, which include: B; C; and D", "A and its subsidiary B"
// Pure and thread-safe.

#include <string>
#include <string_view>
#include <vector>

namespace lists {

struct FreeParty {
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> former;
  bool vessel = false;
  std::string note;         // "and its subsidiaries and joint ventures"; "Subsidiary of: A"
  bool miscounted = false;  // as in OtherNames

  bool operator==(const FreeParty&) const = default;
};

// Text without any party gives none; it never fails. Text over kMaxFreeTextBytes is one name as it stands,
// which the collector refuses and reports.
std::vector<FreeParty> FreeParties(std::string_view text);

// "A, B 8, or C": vessels, and the companies among them that sail them.
std::vector<FreeParty> VesselsIn(std::string_view list);

}  // namespace lists
