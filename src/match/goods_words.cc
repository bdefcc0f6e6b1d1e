#include "match/goods_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/hash.h"
#include "embed/goods_words.h"
#include "text/tokens.h"
#include "text/tsv.h"
#include "text/unicode.h"

namespace match {
namespace {

constexpr int kRules = 1;               // raised with every change of how words are read below
constexpr std::size_t kFoldedFrom = 5;  // letters from which a word is known without its marks too

bool IsTogether(text::Script script) {
  return script == text::Script::kHan || script == text::Script::kKana || script == text::Script::kHangul;
}

// English nouns in the singular; other languages lose an 's' of theirs on both sides alike.
std::string Singular(std::string word) {
  const auto ends = [&](std::string_view end) { return word.size() > end.size() + 1 && word.ends_with(end); };
  if (ends("ies") && word.size() > 4) return word.substr(0, word.size() - 3) + "y";
  for (std::string_view end : {"ches", "shes", "sses", "xes", "oes"}) {
    if (ends(end)) return word.substr(0, word.size() - 2);
  }
  if (ends("s") && !ends("ss") && !ends("us")) word.pop_back();
  return word;
}

// Arabic words without their article.
std::u32string_view WithoutArticle(std::u32string_view word) {
  constexpr std::u32string_view kArticle = U"ال";
  return word.size() > kArticle.size() + 1 && word.starts_with(kArticle) ? word.substr(kArticle.size())
                                                                         : word;
}

std::string WordOf(const text::RawToken& token) {
  if (token.script == text::Script::kArabic) return text::Encode(WithoutArticle(token.letters));
  std::string word = text::Encode(token.letters);
  return token.script == text::Script::kLatin ? Singular(std::move(word)) : word;
}

// Latin letters without their marks: "algodón" → "algodon".
std::string Plain(std::string_view word) {
  static const std::unordered_map<char32_t, char> plain = [] {
    std::unordered_map<char32_t, char> map;
    constexpr std::array<std::pair<std::u32string_view, char>, 8> kLetters = {{{U"áàâãäåă", 'a'},
                                                                               {U"éèêëě", 'e'},
                                                                               {U"íìîïı", 'i'},
                                                                               {U"óòôõöőơ", 'o'},
                                                                               {U"úùûüűư", 'u'},
                                                                               {U"ç", 'c'},
                                                                               {U"ñ", 'n'},
                                                                               {U"ş", 's'}}};
    for (const auto& [letters, letter] : kLetters) {
      for (const char32_t c : letters) map[c] = letter;
    }
    return map;
  }();
  std::u32string out = text::Decode(word);
  for (char32_t& c : out) {
    if (const auto found = plain.find(c); found != plain.end()) c = static_cast<char32_t>(found->second);
  }
  return text::Encode(out);
}

// " word word " of a text, so that a phrase is found between spaces.
std::string Spaced(std::string_view written) {
  std::string out = " ";
  for (const text::RawToken& token : text::SplitTokens(written)) out += WordOf(token) + " ";
  return out;
}

struct Table {
  std::unordered_map<std::string, std::vector<std::uint32_t>> phrases;  // spaced words → goods
  std::vector<std::pair<std::string, std::uint32_t>> beginnings;        // of one word
  std::vector<std::pair<std::u32string, std::uint32_t>> together;       // inside a run without spaces
  std::vector<std::string> goods;
  std::size_t longest = 1;  // words of a phrase

  void Add(std::string_view word, std::uint32_t good) {
    const bool beginning = word.ends_with('*');
    if (beginning) word.remove_suffix(1);
    const std::vector<text::RawToken> tokens = text::SplitTokens(word);
    if (tokens.empty()) return;
    if (tokens.size() == 1 && IsTogether(tokens[0].script)) {
      together.emplace_back(tokens[0].letters, good);
    } else if (beginning) {
      beginnings.emplace_back(text::Encode(tokens[0].letters), good);
    } else {
      longest = std::max(longest, tokens.size());
      const std::string spaced = Spaced(word);
      phrases[spaced].push_back(good);
      if (const std::string plain = Plain(spaced); plain != spaced && plain.size() >= kFoldedFrom + 2)
        phrases[plain].push_back(good);
    }
  }
};

const Table& Words() {
  static const Table table = [] {
    Table made;
    text::ForEachRow(embedded::goods_words(), [&](const std::vector<std::string_view>& row) {
      if (row.size() < 2) return;
      const auto good = static_cast<std::uint32_t>(made.goods.size());
      made.goods.emplace_back(row[0]);
      std::string_view words = row[1];
      while (!words.empty()) {
        const std::size_t comma = words.find(',');
        made.Add(words.substr(0, comma), good);
        words.remove_prefix(comma == std::string_view::npos ? words.size() : comma + 1);
      }
      made.Add(row[0], good);
    });
    return made;
  }();
  return table;
}

// A word of one character says nothing inside a longer run: 金 is gold, 金属 is metal.
bool HoldsTogether(std::u32string_view run, std::u32string_view word) {
  return word.size() == 1 ? run == word : run.find(word) != std::u32string_view::npos;
}

}  // namespace

std::string GoodsVersion() {
  static const std::string version = fmt::format("{}-{:016x}", kRules, base::Hash64(embedded::goods_words()));
  return version;
}

std::vector<std::string> GoodsPhrases(std::string_view listed) {
  std::vector<std::string> phrases;
  const auto keep = [&](std::string_view words) {
    const std::string spaced = Spaced(words);
    if (spaced.size() < 3) return;
    std::string phrase = spaced.substr(1, spaced.size() - 2);
    if (std::find(phrases.begin(), phrases.end(), phrase) == phrases.end())
      phrases.push_back(std::move(phrase));
  };
  const std::size_t open = listed.find('(');
  std::string_view outer = listed.substr(0, open);
  std::string_view inner;
  if (open != std::string_view::npos) inner = listed.substr(open + 1, listed.find(')', open) - open - 1);
  const bool oil = Spaced(outer) == " oil ";
  if (oil) {
    keep(std::string(inner) + " oil");
  } else {
    while (!outer.empty()) {
      const std::size_t slash = outer.find('/');
      keep(outer.substr(0, slash));
      outer.remove_prefix(slash == std::string_view::npos ? outer.size() : slash + 1);
    }
  }
  const std::string inner_words = Spaced(inner);
  const bool ore = inner_words.ends_with(" ore ");
  const bool told = inner.find(' ') != std::string_view::npos && inner.find(',') == std::string_view::npos &&
                    inner_words != " stimulant plant ";
  if (!oil && (ore || told)) keep(inner);
  return phrases;
}

GoodsText::GoodsText(std::string_view product) {
  const Table& table = Words();
  const std::vector<text::RawToken> tokens = text::SplitTokens(product);
  const auto mean = [&](std::uint32_t good) { concepts_.push_back(table.goods[good]); };
  std::vector<std::string> words;
  for (const text::RawToken& token : tokens) words.push_back(WordOf(token));
  words_ = " ";
  for (const std::string& word : words) words_ += word + " ";
  for (std::size_t first = 0; first < words.size(); ++first) {
    std::string phrase = " ";
    for (std::size_t last = first; last < words.size() && last < first + table.longest; ++last) {
      phrase += words[last] + " ";
      const auto found = table.phrases.find(phrase);
      const auto& goods = found != table.phrases.end() ? found : table.phrases.find(Plain(phrase));
      if (goods == table.phrases.end() || (found == table.phrases.end() && phrase.size() < kFoldedFrom + 2))
        continue;
      std::for_each(goods->second.begin(), goods->second.end(), mean);
    }
    const std::string written = text::Encode(tokens[first].letters);
    for (const auto& [beginning, good] : table.beginnings) {
      if (written.starts_with(beginning)) mean(good);
    }
    if (!IsTogether(tokens[first].script)) continue;
    for (const auto& [word, good] : table.together) {
      if (HoldsTogether(tokens[first].letters, word)) mean(good);
    }
  }
  std::sort(concepts_.begin(), concepts_.end());
  concepts_.erase(std::unique(concepts_.begin(), concepts_.end()), concepts_.end());
}

bool GoodsText::Names(std::string_view phrase) const {
  return words_.find(" " + std::string(phrase) + " ") != std::string::npos ||
         std::binary_search(concepts_.begin(), concepts_.end(), phrase);
}

}  // namespace match
