#include <algorithm>
#include <array>
#include <unordered_map>

#include "entity/country_fold.h"
#include "entity/entity.h"

namespace entity {
namespace {

struct CountryRow {
  std::string_view code;
  std::string_view alpha3;
  std::string_view name;
};

struct NameRow {
  std::string_view code;
  std::string_view name;
};

constexpr CountryRow kCountries[] = {
#define COUNTRY(code, alpha3, name) {code, alpha3, name},
#define NAME(code, name)
#include "entity/country_table.inc"
#undef COUNTRY
#undef NAME
};

constexpr NameRow kNames[] = {
#define COUNTRY(code, alpha3, name) {code, name},
#define NAME(code, name) {code, name},
#include "entity/country_table.inc"
#undef COUNTRY
#undef NAME
};

// Openings of official long forms; what follows is the short name. Longer ones stand before those they
// contain.
constexpr std::string_view kLongForms[] = {
    "democraticpeoplesrepublicof",
    "federaldemocraticrepublicof",
    "islamicrepublicof",
    "peoplesrepublicof",
    "federalrepublicof",
    "democraticrepublicof",
    "republicof",
    "kingdomof",
    "stateof",
    "commonwealthof",
    "principalityof",
    "sultanateof",
    "governmentof",
    "unionof",
};

class CountryIndex {
 public:
  CountryIndex() {
    for (const CountryRow& row : kCountries) {
      by_code_.emplace(row.code, &row);
      if (!row.alpha3.empty()) by_code_.emplace(row.alpha3, &row);
    }
    by_name_.reserve(std::size(kNames));
    for (const NameRow& row : kNames) by_name_.emplace(FoldCountryName(row.name), row.code);
  }

  const CountryRow* ByCode(const std::string& code) const {
    auto found = by_code_.find(code);
    return found == by_code_.end() ? nullptr : found->second;
  }

  std::string_view ByKey(const std::string& key) const {
    auto found = by_name_.find(key);
    return found == by_name_.end() ? std::string_view() : found->second;
  }

 private:
  std::unordered_map<std::string_view, const CountryRow*> by_code_;
  std::unordered_map<std::string, std::string_view> by_name_;
};

const CountryIndex& Index() {
  static const CountryIndex index;
  return index;
}

// A code as it stands in a field, in lower case; empty if the text cannot be one.
std::string AsCode(std::string_view text) {
  auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) return {};
  text = text.substr(first, text.find_last_not_of(" \t\r\n") - first + 1);
  if (text.size() > 4) return {};
  std::string code;
  for (char c : text) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
    if (c < 'a' || c > 'z') return {};
    code += c;
  }
  return code;
}

// "Iran, Islamic Republic of" and "Iran (Islamic Republic of)" the right way round; empty where there is
// nothing to turn.
std::string Uninverted(std::string_view text) {
  auto mark = text.find_first_of(",(");
  if (mark == std::string_view::npos || mark == 0) return {};
  return std::string(text.substr(mark + 1)) + " " + std::string(text.substr(0, mark));
}

std::string_view ByLongForm(const std::string& key) {
  for (std::string_view opening : kLongForms) {
    if (!key.starts_with(opening)) continue;
    return Index().ByKey(key.substr(opening.size()));
  }
  return {};
}

std::string_view ByName(std::string_view text) {
  std::string key = FoldCountryName(text);
  if (key.empty()) return {};
  std::string_view code = Index().ByKey(key);
  return code.empty() ? ByLongForm(key) : code;
}

}  // namespace

std::string_view CountryCode(std::string_view text) {
  if (std::string code = AsCode(text); !code.empty()) {
    if (const CountryRow* row = Index().ByCode(code)) return row->code;
  }
  std::string_view found = ByName(text);
  if (!found.empty()) return found;
  std::string turned = Uninverted(text);
  return turned.empty() ? std::string_view() : ByName(turned);
}

std::string_view CountryName(std::string_view code) {
  const CountryRow* row = Index().ByCode(AsCode(code));
  return row ? row->name : code;
}

}  // namespace entity
