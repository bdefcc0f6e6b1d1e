#include "panel/exchange/kinds.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"
#include "panel/common/isic.h"
#include "panel/common/sdg.h"

namespace panel::exchange {
namespace {

using desk::tr;

bool IsLower(char c) {
  return c >= 'a' && c <= 'z';
}

int NumberOf(std::string_view text) {
  int number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  return error == std::errc() && end == text.data() + text.size() ? number : -1;
}

using Faults = std::vector<FieldFault>;

void Need(Faults& faults, bool fits, std::string_view field, const char* text) {
  if (!fits) faults.push_back({std::string(field), text});
}

void CheckList(Faults& faults, std::vector<std::string>& values, std::string_view field,
               bool (*fits)(std::string_view), const char* text) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
  if (values.size() > base::kMaxExchangeTags) {
    faults.push_back({std::string(field), tr("At most 30 values fit here.")});
  } else {
    Need(faults, std::all_of(values.begin(), values.end(), fits), field, text);
  }
}

void CheckUnit(Faults& faults, Listing& listing) {
  const KindRules& rules = RulesOf(listing.kind);
  if (listing.kind == Kind::kMoney) {
    const base::Result<base::Currency> currency = base::Currency::Parse(listing.unit);
    if (!currency) return faults.push_back({"unit", tr("Write the currency's three letters, such as USD.")});
    listing.unit = currency->code();
    if (!base::FitsCurrency({listing.quantity, *currency}))
      faults.push_back({"quantity", tr("The amount has more digits after the point than the currency.")});
    return;
  }
  std::transform(listing.unit.begin(), listing.unit.end(), listing.unit.begin(), [](unsigned char c) {
    return c < 0x80 ? static_cast<char>(std::tolower(c)) : static_cast<char>(c);
  });
  if (rules.units.size() == 1 && listing.unit.empty()) listing.unit = rules.units.front();
  const bool known = std::find(rules.units.begin(), rules.units.end(), listing.unit) != rules.units.end();
  Need(faults,
       !listing.unit.empty() && listing.unit.size() <= base::kMaxExchangeUnit &&
           (rules.units.empty() || known),
       "unit", tr("Say in which unit it is counted."));
  Need(faults, listing.quantity.digits() <= rules.digits, "quantity",
       tr("This kind is counted in whole numbers."));
}

void CheckDates(Faults& faults, const Listing& listing) {
  const KindRules& rules = RulesOf(listing.kind);
  Need(faults, !rules.dates || listing.from.ms != 0, "from", tr("This kind needs its first day."));
  Need(faults, !rules.dates || listing.until.ms != 0, "until", tr("This kind needs its last day."));
  Need(faults, listing.from.ms == 0 || listing.until.ms == 0 || listing.from <= listing.until, "until",
       tr("The last day is before the first."));
}

}  // namespace

const KindRules& RulesOf(Kind kind) {
  constexpr int kTonnes = 3;  // a gram of a kilogram, a kilogram of a tonne
  static const std::array<KindRules, kKinds> kRules = {{
      {.units = {}, .digits = base::Decimal::kScale},                                   // money
      {.units = {}, .place = true, .digits = kTonnes},                                  // goods
      {.units = {"hours"}, .languages = true},                                          // skills
      {.units = {"jobs"}, .place = true, .languages = true},                            // jobs
      {.units = {"minutes", "pages", "placements"}, .dates = true, .languages = true},  // media space
      {.units = {"rooms", "seats", "square-metres"}, .place = true, .dates = true},     // premises
      {.units = {"data-sets"}},                                                         // data
      {.units = {"hours"}, .dates = true, .languages = true},                           // staff time
  }};
  return kRules.at(static_cast<std::size_t>(kind));
}

bool IsCountry(std::string_view code) {
  return code.size() == 2 && IsLower(code[0]) && IsLower(code[1]) && entity::CountryName(code) != code;
}

bool IsLanguage(std::string_view code) {
  return code.size() == 2 && IsLower(code[0]) && IsLower(code[1]);
}

std::pair<int, int> DivisionsOf(std::string_view sector) {
  std::pair<int, int> divisions{0, 0};
  const Industry* named = FindIndustry(sector);
  if (named == nullptr || named->code != sector) return divisions;
  for (const Industry& industry : Industries()) {
    if (industry.is_section() || (&industry != named && !named->is_section())) continue;
    if (industry.section != named->section) continue;
    const int division = NumberOf(industry.code);
    divisions = {divisions.first == 0 ? division : divisions.first, division};
  }
  return divisions;
}

bool IsSector(std::string_view code) {
  return DivisionsOf(code).first != 0;
}

bool IsTarget(std::string_view code) {
  return IsSdgTarget(code);
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (const char c : text) {
    if (c == ',' || c == ';' || c == ' ' || c == '\t' || c == '\n' || c == '\r') {
      if (!word.empty()) words.push_back(std::move(word));
      word.clear();
    } else {
      word += (c >= 'A' && c <= 'Z') ? static_cast<char>(c - 'A' + 'a') : c;
    }
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

std::vector<FieldFault> CheckListing(Listing& listing) {
  Faults faults;
  Need(faults, !listing.title.empty(), "title", tr("Say in a few words what it is."));
  Need(faults, listing.title.size() <= base::kMaxExchangeTitle, "title", tr("This is too long."));
  Need(faults, listing.details.size() <= base::kMaxExchangeText, "details", tr("This is too long."));
  Need(faults, listing.conditions.size() <= base::kMaxExchangeText, "conditions", tr("This is too long."));
  Need(faults,
       !listing.quantity.negative() && !listing.quantity.zero() &&
           listing.quantity <= base::Decimal::FromInteger(base::kMaxExchangeQuantity),
       "quantity", tr("Say how much: a number above zero, at most 1,000,000,000."));
  CheckUnit(faults, listing);
  for (std::string& sector : listing.sectors)
    if (sector.size() == 1 && IsLower(sector[0])) sector[0] = static_cast<char>(sector[0] - 'a' + 'A');
  CheckList(faults, listing.places, "places", IsCountry,
            tr("Write countries by their two letters, such as KR VN."));
  CheckList(faults, listing.languages, "languages", IsLanguage,
            tr("Write languages by their two letters, such as en ko."));
  CheckList(faults, listing.sectors, "sectors", IsSector,
            tr("Write industries as ISIC sections or divisions, such as C or 14."));
  CheckList(faults, listing.targets, "targets", IsTarget,
            tr("Write targets of the Sustainable Development Goals, such as 8.7."));
  std::sort(listing.open_to.begin(), listing.open_to.end());
  listing.open_to.erase(std::unique(listing.open_to.begin(), listing.open_to.end()), listing.open_to.end());
  const KindRules& rules = RulesOf(listing.kind);
  Need(faults, !rules.place || !listing.places.empty(), "places", tr("This kind needs a place."));
  Need(faults, !rules.languages || !listing.languages.empty(), "languages",
       tr("This kind needs the languages it can be done in."));
  CheckDates(faults, listing);
  return faults;
}

}  // namespace panel::exchange
