#include "panel/members/search_words.h"

#include <set>

#include "base/limits.h"
#include "base/limits_panel.h"
#include "match/name.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace panel::members {
namespace {

constexpr std::size_t kMaxWordBytes = 200;

// Thai, Lao, Myanmar, Khmer, kana, Han: words are not set apart, so a run is found from each of its letters
// on.
bool IsWrittenWithoutSpaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    std::string word = text::Encode(token.letters);
    if (!word.empty() && word.size() <= kMaxWordBytes) words.push_back(std::move(word));
  }
  return words;
}

}  // namespace

std::vector<std::string> IndexedWords(const std::vector<std::string>& names) {
  std::set<std::string> words;
  const auto add = [&](std::string word) {
    if (!word.empty() && word.size() <= kMaxWordBytes && words.size() < base::kMaxMemberWords)
      words.insert(std::move(word));
  };
  for (const std::string& name : names) {
    for (const text::RawToken& token : text::SplitTokens(name)) {
      add(text::Encode(token.letters));
      for (std::size_t i = 1; i + 1 < token.letters.size(); ++i)
        if (IsWrittenWithoutSpaces(token.letters[i]))
          add(text::Encode(std::u32string_view(token.letters).substr(i)));
    }
    for (const match::Name& reading : match::PrepareName(name, match::Kind::kOrganization))
      for (const match::Token& token : reading.tokens) add(token.form);
  }
  return {words.begin(), words.end()};
}

std::vector<std::string> SearchWords(std::string_view text) {
  std::vector<std::string> words = WordsOf(text);
  if (words.size() > base::kMaxSearchWords) words.resize(base::kMaxSearchWords);
  return words;
}

std::string SortKey(std::string_view name) {
  std::string key;
  for (const std::string& word : WordsOf(name)) key += (key.empty() ? "" : " ") + word;
  return key;
}

}  // namespace panel::members
