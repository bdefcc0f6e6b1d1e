#include "match/slavic_readings.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "match/tables.h"
#include "text/unicode.h"

namespace match {
namespace {

using text::RawToken;

constexpr std::size_t kLeastStem = 3;
constexpr std::size_t kLeastSecondHalf = 4;

// Endings of adjectives of places in Russian, Ukrainian, Belarusian and Bulgarian, behind the stem.
constexpr std::u32string_view kAdjectiveEndings[] = {
    U"ский", U"ская", U"ское", U"ской", U"ские", U"ского", U"ський", U"ська", U"ське", U"ської",
    U"скі",  U"ская", U"скае", U"ски",  U"ска",  U"ско",   U"цький", U"цька", U"цкий", U"цкая"};
// What the noun may have in place of the ending.
constexpr std::u32string_view kNounEndings[] = {U"", U"ь", U"а", U"я", U"о", U"и", U"ы", U"ск", U"са"};

bool IsPlaceName(std::u32string_view letters) {
  return GetTables().places.contains(text::Encode(letters));
}

bool IsTradeWord(std::u32string_view letters) {
  return GetTables().org_words.contains(text::Encode(letters));
}

// The place of an adjective: Київський → Київ; empty where no table has it.
std::u32string PlaceOfAdjective(std::u32string_view word) {
  for (std::u32string_view ending : kAdjectiveEndings) {
    if (!word.ends_with(ending) || word.size() < ending.size() + kLeastStem) continue;
    const std::u32string stem(word.substr(0, word.size() - ending.size()));
    for (std::u32string_view noun : kNounEndings) {
      if (IsPlaceName(stem + std::u32string(noun))) return stem + std::u32string(noun);
    }
  }
  return {};
}

// Where a compound is cut: before its second half, which is a line of business after a linking о or е;
// 0 where it is none.
std::size_t SecondHalf(std::u32string_view word) {
  for (std::size_t at = kLeastStem + 1; at + kLeastSecondHalf <= word.size(); ++at) {
    if (word[at - 1] == U'о' || word[at - 1] == U'е') {
      if (IsTradeWord(word.substr(at))) return at;
    }
  }
  return 0;
}

// The first half as a word of its own: рыб- → рыба.
std::u32string FirstHalf(std::u32string_view word, std::size_t second) {
  const std::u32string stem(word.substr(0, second - 1));
  for (std::u32string_view ending : {U"", U"а", U"ь", U"я", U"о"}) {
    if (IsTradeWord(stem + std::u32string(ending))) return stem + std::u32string(ending);
  }
  return stem;
}

RawToken Written(const RawToken& whole, std::u32string letters) {
  RawToken token = whole;
  token.letters = std::move(letters);
  return token;
}

}  // namespace

void AddSlavicReadings(const std::vector<RawToken>& raw, std::vector<NameReading>& out) {
  std::vector<RawToken> apart;
  for (const RawToken& token : raw) {
    const bool cyrillic = token.script == text::Script::kCyrillic;
    if (cyrillic && !IsTradeWord(token.letters)) {
      if (std::u32string place = PlaceOfAdjective(token.letters); !place.empty()) {
        apart.push_back(Written(token, std::move(place)));
        continue;
      }
      if (const std::size_t second = SecondHalf(token.letters); second != 0) {
        apart.push_back(Written(token, FirstHalf(token.letters, second)));
        apart.push_back(Written(token, token.letters.substr(second)));
        continue;
      }
    }
    apart.push_back(token);
  }
  const bool changed =
      !std::equal(apart.begin(), apart.end(), raw.begin(), raw.end(),
                  [](const RawToken& a, const RawToken& b) { return a.letters == b.letters; });
  if (!changed) return;
  const std::size_t readings = out.size();
  for (std::size_t i = 0; i < readings; ++i) {
    out.push_back(out[i]);
    out.back().raw = apart;
  }
}

}  // namespace match
