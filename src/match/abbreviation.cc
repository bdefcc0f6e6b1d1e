#include "match/abbreviation.h"

#include <algorithm>
#include <string>

#include "match/tables.h"

namespace match {
namespace {

constexpr std::size_t kShortestCut = 4;
constexpr std::size_t kLeastConsonants = 3;
constexpr std::size_t kShortestWord = 6;  // shorter words are not worth cutting, and too much looks like them
constexpr std::size_t kLongestForm = 16;
// Of the variants in all languages only those that begin as the canonical word does are shortened: beginnings
// of words of any language would be anybody's brand.
constexpr std::size_t kCommonStart = 4;

bool IsVowel(char c) {
  return c == 'a' || c == 'e' || c == 'i' || c == 'o' || c == 'u';
}

bool IsLatin(std::string_view s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

std::string Consonants(std::string_view word) {
  std::string out;
  for (std::size_t i = 0; i < word.size(); ++i) {
    if (i == 0 || !IsVowel(word[i])) out.push_back(word[i]);
  }
  return out;
}

// The consonants without the "s" of a plural.
std::string SingularConsonants(std::string_view word) {
  std::string out = Consonants(word);
  if (out.size() > kLeastConsonants && out.back() == 's') out.pop_back();
  return out;
}

// Under each shortened form the one canonical word it can mean; empty where there are several.
struct Shortened {
  StringMap<std::string> cut;         // every beginning of a word
  StringMap<std::string> consonants;  // SingularConsonants of a word
};

void Note(StringMap<std::string>& map, std::string_view key, std::string_view canonical) {
  const auto [it, added] = map.try_emplace(std::string(key), canonical);
  if (!added && it->second != canonical) it->second.clear();
}

const Shortened& GetShortened() {
  static const Shortened* const shortened = [] {
    auto* s = new Shortened;
    for (const auto& [word, canonical] : GetTables().org_words) {
      if (word.size() < kShortestWord || !IsLatin(word) ||
          !word.starts_with(canonical.substr(0, kCommonStart)))
        continue;
      Note(s->consonants, SingularConsonants(word), canonical);
      for (std::size_t n = kShortestCut; n + 2 <= word.size(); ++n) {
        if (CutsOff(word.substr(0, n), word)) Note(s->cut, word.substr(0, n), canonical);
      }
    }
    return s;
  }();
  return *shortened;
}

std::string_view Find(const StringMap<std::string>& map, std::string_view key) {
  const auto it = map.find(key);
  return it == map.end() ? std::string_view() : std::string_view(it->second);
}

// One vowel at most, and as many consonants as a word has that was written without its vowels.
bool LooksDropped(std::string_view form) {
  const auto vowels = std::count_if(form.begin() + 1, form.end(), IsVowel);
  return vowels <= 1 && form.size() - static_cast<std::size_t>(vowels) >= kLeastConsonants + 1;
}

}  // namespace

bool DropsVowels(std::string_view form, std::string_view word) {
  if (!IsLatin(form) || !IsLatin(word) || form.size() >= word.size() || !LooksDropped(form)) return false;
  return SingularConsonants(form) == SingularConsonants(word);
}

bool CutsOff(std::string_view form, std::string_view word) {
  return form.size() >= kShortestCut && form.size() + 2 <= word.size() && word.starts_with(form) &&
         !IsVowel(form.back());
}

std::string_view WordOfAbbreviation(std::string_view form) {
  if (form.size() < kShortestCut || form.size() > kLongestForm || !IsLatin(form)) return {};
  std::string_view word = Find(GetShortened().cut, form);
  if (word.empty() && LooksDropped(form)) word = Find(GetShortened().consonants, SingularConsonants(form));
  if (word.empty()) return {};
  const Tables& t = GetTables();
  const bool known = t.org_words.contains(form) || IsPlace(form, {}) || t.legal_forms.contains(form) ||
                     t.name_groups.contains(form) || t.asian_surnames.contains(form) || IsKnownWord(form);
  return known ? std::string_view() : word;
}

}  // namespace match
