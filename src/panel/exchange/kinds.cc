#include "panel/exchange/kinds.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>

#include "base/limits_panel.h"
#include "desk/tr.h"
#include "entity/entity.h"

namespace panel::exchange {
namespace {

using desk::tr;

constexpr std::size_t kSections = 21;
struct Section {
  char letter = 0;
  int first = 0;
  int last = 0;
};
constexpr std::array<Section, kSections> kSectionTable = {
    {{'A', 1, 3},   {'B', 5, 9},   {'C', 10, 33}, {'D', 35, 35}, {'E', 36, 39}, {'F', 41, 43},
     {'G', 45, 47}, {'H', 49, 53}, {'I', 55, 56}, {'J', 58, 63}, {'K', 64, 66}, {'L', 68, 68},
     {'M', 69, 75}, {'N', 77, 82}, {'O', 84, 84}, {'P', 85, 85}, {'Q', 86, 88}, {'R', 90, 93},
     {'S', 94, 96}, {'T', 97, 98}, {'U', 99, 99}}};

// How many targets with a number and how many with a letter each goal has; 169 in all.
struct Goal {
  int numbers = 0;
  int letters = 0;
};
constexpr std::array<Goal, 17> kGoals = {{{5, 2},
                                          {5, 3},
                                          {9, 4},
                                          {7, 3},
                                          {6, 3},
                                          {6, 2},
                                          {3, 2},
                                          {10, 2},
                                          {5, 3},
                                          {7, 3},
                                          {7, 3},
                                          {8, 3},
                                          {3, 2},
                                          {7, 3},
                                          {9, 3},
                                          {10, 2},
                                          {19, 0}}};

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
  if (sector.size() == 1) {
    for (const Section& section : kSectionTable)
      if (section.letter == sector[0]) return {section.first, section.last};
    return {0, 0};
  }
  const int division = sector.size() == 2 ? NumberOf(sector) : -1;
  for (const Section& section : kSectionTable)
    if (division >= section.first && division <= section.last) return {division, division};
  return {0, 0};
}

bool IsSector(std::string_view code) {
  return DivisionsOf(code).first != 0;
}

bool IsTarget(std::string_view code) {
  const std::size_t point = code.find('.');
  if (point == std::string_view::npos || code.starts_with('0')) return false;
  const int goal = NumberOf(code.substr(0, point));
  const std::string_view target = code.substr(point + 1);
  if (goal < 1 || goal > static_cast<int>(kGoals.size()) || target.empty() || target.starts_with('0'))
    return false;
  const Goal& counts = kGoals.at(static_cast<std::size_t>(goal) - 1);
  if (target.size() == 1 && IsLower(target[0])) return target[0] - 'a' < counts.letters;
  const int number = NumberOf(target);
  return number >= 1 && number <= counts.numbers;
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
