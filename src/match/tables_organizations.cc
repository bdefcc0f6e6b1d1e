#include <algorithm>

#include "embed/legal_forms.h"
#include "embed/number_words.h"
#include "embed/org_related.h"
#include "embed/org_synonyms.h"
#include "embed/org_words.h"
#include "embed/org_words_arabic.h"
#include "embed/org_words_east_asia.h"
#include "embed/org_words_south_asia.h"
#include "embed/org_words_south_east_asia.h"
#include "embed/org_words_vietnamese.h"
#include "embed/org_words_west_asia.h"
#include "embed/place_names.h"
#include "embed/places.h"
#include "embed/stop_org.h"
#include "match/table_readers.h"
#include "text/romanize.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr std::size_t kPlaces = 32'000;  // room for them, in round numbers

// What an organisation is by law says little about which one it is. A foundation, a group, an association or
// a ministry is named so: those words stay part of the name.
bool IsFormOfLaw(std::string_view legal_class) {
  for (std::string_view c :
       {"llc", "jsc", "lp", "llp", "gp", "sole", "company", "corp", "coltd", "asianjsc"}) {
    if (legal_class == c) return true;
  }
  return false;
}

}  // namespace

void ReadOrganizations(Tables& t) {
  text::ForEachRow(embedded::legal_forms(), [&](const Row& row) {
    if (row.size() < 2 || !IsFormOfLaw(row[1])) return;
    t.legal_forms.try_emplace(Plain(row[0]), ClassOf(t.legal_classes, row[1]));
    t.longest_legal = std::max(t.longest_legal, Words(row[0]));
    t.longest_legal_bytes = std::max(t.longest_legal_bytes, Plain(row[0]).size());
    t.longest_legal_letters = std::max(t.longest_legal_letters, UnspacedLength(Plain(row[0])));
  });
  text::ForEachRow(embedded::stop_org(), [&](const Row& row) { t.org_stops.insert(Plain(row[0])); });
  const auto org_word = [&](const Row& row) {
    if (row.size() < 2) return;
    const std::string variant = Plain(row[0]);
    t.org_words.try_emplace(variant, Plain(row[1]));
    t.org_words.try_emplace(WithoutArticle(variant), Plain(row[1]));
    if (text::ScriptOf(text::Decode(variant)[0]) == text::Script::kArabic)
      t.org_words.try_emplace("ل" + variant, Plain(row[1]));  // "for": مكتب لاستقدام
    t.longest_org_word = std::max(t.longest_org_word, UnspacedLength(variant));
    AddPhrase(t, row[0]);
    t.org_words.try_emplace(Plain(row[1]), Plain(row[1]));
  };
  for (std::string_view table : {embedded::org_words(), embedded::org_words_arabic(),
                                 embedded::org_words_south_asia(), embedded::org_words_west_asia(),
                                 embedded::org_words_south_east_asia(), embedded::org_words_east_asia()})
    text::ForEachRow(table, org_word);
  // What translators exchange is one word.
  StringMap<std::string> synonyms;
  text::ForEachRow(embedded::org_synonyms(), [&](const Row& row) {
    if (row.size() < 2) return;
    synonyms.try_emplace(Plain(row[0]), Plain(row[1]));
    t.org_words.try_emplace(Plain(row[0]), Plain(row[1]));
  });
  for (const auto& [variant, canonical] : t.org_words) {
    const auto synonym = synonyms.find(canonical);
    if (synonym != synonyms.end()) t.org_words[variant] = synonym->second;
  }
  text::ForEachRow(embedded::org_words_vietnamese(), [&](const Row& row) {
    if (row.size() < 2) return;
    const std::string plain =
        text::Romanize(text::Decode(row[0]), text::Script::kLatin, text::Reading::kDefault);
    t.vietnamese_words[plain].emplace_back(row[0], row[1]);
  });
  text::ForEachRow(embedded::org_related(), [&](const Row& row) {
    std::vector<std::string> words = SplitCommas(row[0]);
    for (std::string& word : words) {
      const auto synonym = synonyms.find(word);
      if (synonym != synonyms.end()) word = synonym->second;
      t.related_trades.try_emplace(word, words.front());
    }
  });
  text::ForEachRow(embedded::number_words(), [&](const Row& row) {
    if (row.size() >= 2) t.numbers.try_emplace(Plain(row[0]), row[1]);
  });
}

void ReadPlaces(Tables& t) {
  const auto add = [&](std::string place, std::string_view canonical) {
    t.longest_place = std::max(t.longest_place, UnspacedLength(place));
    t.places.try_emplace(WithoutArticle(place), canonical);
    t.places.try_emplace(std::move(place), canonical);
  };
  t.places.reserve(kPlaces);
  text::ForEachRow(embedded::place_names(), [&](const Row& row) {
    if (row.size() < 3) return;
    add(std::string(row[0]), row[0]);
    ForEachPart(row[2], [&](std::string_view name) {
      add(Plain(name), row[0]);
      AddPhrase(t, name);
    });
  });
  text::ForEachRow(embedded::places(), [&](const Row& row) { add(Plain(row[0]), {}); });
}

}  // namespace match
