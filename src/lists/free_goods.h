#pragma once
// Orders against goods rather than against a party, as US Customs prints them. Pure and thread-safe.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "lists/free_names.h"

namespace lists {

// An order against goods of a country, not against a party: "All Turkmenistan Cotton or products produced in
// whole or in part with Turkmenistan cotton.", "Tobacco produced in the Republic of Malawi by …".
// `commodity` is the good as a word or two ("Cotton", "Gold", "Tobacco") where it can be told, else the text.
// Where the text names the vessels whose catch is meant ("Tuna harvested by the fishing vessel A"), or the
// firm whose products ("All cotton produced by the B Corporation"), they are the parties and there is no
// commodity: the order is not against all of the country's.
struct FreeGoods {
  std::string commodity;
  std::vector<FreeParty> parties;
};
// Nothing for text that names parties only. Text over kMaxFreeTextBytes is none of goods.
std::optional<FreeGoods> FreeGoodsOf(std::string_view text, std::string_view country);

}  // namespace lists
