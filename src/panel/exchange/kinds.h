#pragma once
// What each kind of offer or need must say: its units, and whether place, dates and languages belong to it.
// Codes are checked here too: countries (ISO 3166-1 alpha-2), languages (ISO 639-1, as tags of RFC 5646),
// industries (ISIC Rev. 4, United Nations 2008) and targets of the Sustainable Development Goals
// (A/RES/70/1, 2015: 169 of them). Pure; thread-safe.

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "panel/exchange/types.h"

namespace panel::exchange {

struct KindRules {
  std::vector<std::string_view> units;  // empty: a unit in words (goods), or a currency (money)
  bool place = false;                   // must name a place
  bool dates = false;                   // must name its first and last day
  bool languages = false;               // must name languages; and without a common one nothing can be done
  int digits = 0;                       // after the point; of money as its currency has
};
const KindRules& RulesOf(Kind kind);

// Fields that are wrong, by the name they have in forms and in the API: "title", "quantity", "unit",
// "places", "languages", "sectors", "targets", "from", "until", "details", "conditions". Texts are source
// texts of the catalogues.
struct FieldFault {
  std::string field;
  const char* text = "";
};
// Brings the listing into its normal form (lists ordered, unit in its spelling) and says what is wrong.
std::vector<FieldFault> CheckListing(Listing& listing);

bool IsCountry(std::string_view code);   // "kr"
bool IsLanguage(std::string_view code);  // "ko": two letters of ISO 639-1's form
bool IsSector(std::string_view code);    // "C", "14"
bool IsTarget(std::string_view code);    // "8.7", "17.16", "1.a"
// The divisions of a section, first and last ("C": 10 to 33); of a division itself twice. {0, 0}: unknown.
std::pair<int, int> DivisionsOf(std::string_view sector);

// "kr, VN;my" as a list in normal form: parted by commas, semicolons or blanks, in lower case.
std::vector<std::string> WordsOf(std::string_view text);

}  // namespace panel::exchange
