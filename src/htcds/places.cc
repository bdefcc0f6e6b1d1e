#include "htcds/places.h"

#include <unicode/uloc.h>
#include <unicode/unistr.h>

#include <array>
#include <map>
#include <utility>

#include "htcds/standard.h"

namespace htcds {
namespace {

// Short names of ISO 3166-1 where ICU's English name is another one.
constexpr std::pair<std::string_view, std::string_view> kIsoNames[] = {
    {"BO", "Bolivia (Plurinational State of)"},
    {"BQ", "Bonaire, Sint Eustatius and Saba"},
    {"BN", "Brunei Darussalam"},
    {"CV", "Cabo Verde"},
    {"CC", "Cocos (Keeling) Islands"},
    {"CG", "Congo"},
    {"CD", "Congo, Democratic Republic of the"},
    {"CZ", "Czech Republic"},
    {"FK", "Falkland Islands (Malvinas)"},
    {"VA", "Holy See"},
    {"HK", "Hong Kong"},
    {"IR", "Iran (Islamic Republic of)"},
    {"KP", "Korea (Democratic People's Republic of)"},
    {"KR", "Korea, Republic of"},
    {"KR", "Republic of Korea"},
    {"LA", "Lao People's Democratic Republic"},
    {"MO", "Macao"},
    {"FM", "Micronesia (Federated States of)"},
    {"MD", "Moldova, Republic of"},
    {"MM", "Myanmar"},
    {"MM", "Burma"},
    {"MK", "Macedonia"},
    {"PS", "Palestine, State of"},
    {"RU", "Russian Federation"},
    {"SH", "Saint Helena, Ascension and Tristan da Cunha"},
    {"SZ", "Swaziland"},
    {"SY", "Syrian Arab Republic"},
    {"TW", "Taiwan, Province of China"},
    {"TZ", "Tanzania, United Republic of"},
    {"TR", "Turkey"},
    {"TR", "T\xC3\xBCrkiye"},
    {"GB", "United Kingdom of Great Britain and Northern Ireland"},
    {"UM", "United States Minor Outlying Islands"},
    {"US", "United States of America"},
    {"VE", "Venezuela (Bolivarian Republic of)"},
    {"VN", "Viet Nam"},
    {"VG", "Virgin Islands (British)"},
    {"VI", "Virgin Islands (U.S.)"},
};

// ISO 639-2: bibliographic codes that differ from the terminological ones.
constexpr std::string_view kBibliographic[] = {"alb", "arm", "baq", "bur", "chi", "cze", "dut",
                                               "fre", "geo", "ger", "gre", "ice", "mac", "mao",
                                               "may", "per", "rum", "slo", "tib", "wel"};
// Of ISO 639-2 though ICU does not list them as languages of its own.
constexpr std::string_view kSpecial[] = {"und", "mul", "mis", "zxx"};

using Names = std::map<std::string, std::string>;

std::string English(const icu::UnicodeString& name) {
  std::string utf8;
  name.toUTF8String(utf8);
  return utf8;
}

template <typename Display>
std::string DisplayName(const std::string& locale, Display display) {
  std::array<UChar, 128> buffer{};
  UErrorCode status = U_ZERO_ERROR;
  const int32_t length =
      display(locale.c_str(), "en", buffer.data(), static_cast<int32_t>(buffer.size()), &status);
  if (U_FAILURE(status) || length <= 0 || length >= static_cast<int32_t>(buffer.size())) return {};
  return English(icu::UnicodeString(buffer.data(), length));
}

const Names& Countries() {
  static const Names* const names = [] {
    auto* made = new Names;
    for (const char* const* code = uloc_getISOCountries(); *code != nullptr; ++code) {
      const std::string alpha2 = *code;
      const std::string locale = "und_" + alpha2;
      made->emplace(Key(alpha2), alpha2);
      made->emplace(Key(uloc_getISO3Country(locale.c_str())), alpha2);
      made->emplace(Key(DisplayName(locale, uloc_getDisplayCountry)), alpha2);
    }
    for (const auto& [code, name] : kIsoNames) made->emplace(Key(name), code);
    made->erase("");
    return made;
  }();
  return *names;
}

const Names& Languages() {
  static const Names* const names = [] {
    auto* made = new Names;
    for (const char* const* code = uloc_getISOLanguages(); *code != nullptr; ++code) {
      const std::string three = uloc_getISO3Language(*code);
      if (three.size() != 3) continue;
      made->emplace(Key(three), three);
      made->emplace(Key(*code), three);
      made->emplace(Key(DisplayName(*code, uloc_getDisplayLanguage)), three);
    }
    for (const std::string_view code : kBibliographic) (*made)[std::string(code)] = code;
    for (const std::string_view code : kSpecial) (*made)[std::string(code)] = code;
    made->erase("");
    return made;
  }();
  return *names;
}

std::string Find(const Names& names, std::string_view text) {
  auto found = names.find(Key(text));
  return found == names.end() ? std::string() : found->second;
}

}  // namespace

std::string CountryMeant(std::string_view text) {
  return Find(Countries(), text);
}

std::string LanguageMeant(std::string_view text) {
  return Find(Languages(), text);
}

}  // namespace htcds
