#include "match/districts.h"

#include <algorithm>
#include <string>

#include "embed/chinese_districts.h"
#include "match/table_readers.h"
#include "match/tables.h"
#include "text/han.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kLongest = 4;      // characters of a district
constexpr std::size_t kLongestTown = 4;  // of a town with 镇 or 乡

struct Districts {
  StringMap<std::vector<std::string>> han;     // district → its cities
  StringMap<std::vector<std::string>> pinyin;  // the same in Pinyin
};

std::string Pinyin(std::string_view han) {
  std::string out;
  for (char32_t c : text::Decode(han)) out += text::HanReading(c, false);
  return out;
}

const Districts& GetDistricts() {
  static const Districts* const districts = [] {
    auto* all = new Districts;
    text::ForEachRow(embedded::chinese_districts(), [&](const Row& row) {
      if (row.size() < 2) return;
      ForEachPart(row[1], [&](std::string_view city) {
        all->han[std::string(row[0])].emplace_back(city);
        all->pinyin[Pinyin(row[0])].push_back(Pinyin(city));
      });
    });
    return all;
  }();
  return *districts;
}

bool Holds(const StringMap<std::vector<std::string>>& districts, std::string_view district,
           std::string_view city) {
  const auto found = districts.find(district);
  return found != districts.end() &&
         std::find(found->second.begin(), found->second.end(), city) != found->second.end();
}

}  // namespace

std::size_t DistrictAt(std::u32string_view letters, std::u32string_view city) {
  const std::string in = text::Encode(city);
  for (std::size_t n = std::min(kLongest, letters.size()); n >= 2; --n) {
    if (Holds(GetDistricts().han, text::Encode(letters.substr(0, n)), in)) return n;
  }
  for (std::size_t n = 2; n <= std::min(kLongestTown, letters.size()); ++n) {
    if (letters[n - 1] == U'镇' || letters[n - 1] == U'乡') return n;
  }
  return 0;
}

void MarkDistricts(std::vector<Token>& tokens) {
  for (Token& token : tokens) {
    if (token.token_class != TokenClass::kWord || token.trade) continue;
    if (!token.surface.empty() && text::ScriptOf(text::Decode(token.surface)[0]) != text::Script::kHan)
      continue;
    const auto cities = GetDistricts().pinyin.find(token.form);
    if (cities == GetDistricts().pinyin.end()) continue;
    const bool beside = std::any_of(tokens.begin(), tokens.end(), [&](const Token& other) {
      return other.token_class == TokenClass::kLight &&
             std::find(cities->second.begin(), cities->second.end(),
                       CanonicalOf(other.form, other.surface)) != cities->second.end();
    });
    if (beside) token.token_class = TokenClass::kLight;
  }
}

}  // namespace match
