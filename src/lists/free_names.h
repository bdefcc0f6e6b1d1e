#pragma once
// Parties inside free text, as the United States' forced-labour lists print them:
//   "Yunnan Machinery, a/k/a Golden Horse (JinMa) Diesel Factory, a/k/a Yunnan 1st Prison"
//   "Fuchu Prison; Union Kogyo Co., Ltd."                    several parties
//   "A Garment Co., Ltd. and B Trade Co., Ltd."              two, where a legal form stands before the "and"
//   "Fishing Vessel: Da Wang 1"                              a vessel
//   "A Energy Co., Ltd. (also known as B; and C, and formerly known as D)", "A (and one alias: B)"
//   "All products harvested by fishing vessels A, B 8, or C Ocean Fishing"
// Pure and thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace lists {

struct FreeParty {
  std::string name;
  std::vector<std::string> aliases;
  std::vector<std::string> former;
  bool vessel = false;

  bool operator==(const FreeParty&) const = default;
};

// Text without any party gives none; it never fails. Text over kMaxFreeTextBytes is one name as it stands,
// which the collector refuses and reports.
std::vector<FreeParty> FreeParties(std::string_view text);

// An order against goods of a country, not against a party: "All Turkmenistan Cotton or products produced in
// whole or in part with Turkmenistan cotton.", "Tobacco produced in the Republic of Malawi by …".
// `commodity` is the good as a word or two ("Cotton", "Gold", "Tobacco") where it can be told, else the text.
// Where the text names the vessels whose catch is meant, they are the parties and there is no commodity: the
// order is not against the country's catch.
struct FreeGoods {
  std::string commodity;
  std::vector<FreeParty> parties;
};
std::optional<FreeGoods> FreeGoodsOf(std::string_view text, std::string_view country);

}  // namespace lists
