#include "screening/queue/search_words.h"

#include <set>

#include "base/limits.h"
#include "match/name.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace screening {
namespace {

// Thai, Lao, Myanmar, Khmer, kana, Han: words are not set apart, so a run is found from each of its letters
// on.
bool IsWrittenWithoutSpaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

template <typename Take>
void EachWord(std::string_view text, const Take& take) {
  for (const text::RawToken& token : text::SplitTokens(text)) {
    std::string word = text::Encode(token.letters);
    if (!word.empty() && word.size() <= base::kMaxPartyKeyBytes) take(token, std::move(word));
  }
}

std::vector<std::string> WordsOf(std::string_view text) {
  std::vector<std::string> words;
  EachWord(text, [&](const text::RawToken&, std::string word) { words.push_back(std::move(word)); });
  return words;
}

}  // namespace

std::vector<std::string> IndexedWords(const entity::Entity& party, std::string_view number) {
  std::set<std::string> words;
  const auto add = [&](std::string word) {
    if (words.size() < base::kMaxIndexedWords) words.insert(std::move(word));
  };
  for (std::string& word : WordsOf(number)) add(std::move(word));
  const match::Kind kind =
      party.schema.IsA(entity::schema::Person()) ? match::Kind::kPerson : match::Kind::kOrganization;
  for (const entity::Value* name : party.Names()) {
    EachWord(name->text, [&](const text::RawToken& token, std::string word) {
      add(std::move(word));
      for (std::size_t i = 1; i + 1 < token.letters.size(); ++i)
        if (IsWrittenWithoutSpaces(token.letters[i]))
          add(text::Encode(std::u32string_view(token.letters).substr(i)));
    });
    for (const match::Name& reading : match::PrepareName(name->text, kind))
      for (const match::Token& token : reading.tokens) add(token.form);
  }
  return {words.begin(), words.end()};
}

std::vector<std::string> SearchWords(std::string_view text) {
  std::vector<std::string> words = WordsOf(text);
  if (words.size() > base::kMaxSearchWords) words.resize(base::kMaxSearchWords);
  return words;
}

std::string SortKey(std::string_view caption) {
  std::string key;
  for (const std::string& word : WordsOf(caption)) key += (key.empty() ? "" : " ") + word;
  return key;
}

std::string PrefixEnd(std::string_view prefix) {
  return std::string(prefix) + '\xFF';  // a byte that UTF-8 never has
}

}  // namespace screening
