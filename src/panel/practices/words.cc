#include "panel/practices/words.h"

#include <algorithm>
#include <array>

#include "base/limits_panel.h"
#include "text/latin.h"
#include "text/tokens.h"
#include "text/unicode.h"

namespace panel {
namespace {

constexpr std::size_t kMaxLetters = 40;  // longer runs are cut: no word is
constexpr std::size_t kLeastForPrefix = 2;
constexpr std::size_t kLeastForPlural = 4;

bool IsWithoutSpaces(char32_t c) {
  return (c >= 0x0E00 && c <= 0x0EFF) || (c >= 0x1000 && c <= 0x109F) || (c >= 0x1780 && c <= 0x17FF) ||
         (c >= 0x3040 && c <= 0x30FF) || (c >= 0x3400 && c <= 0x9FFF) || (c >= 0x20000 && c <= 0x3FFFF);
}

bool IsHangul(char32_t c) {
  return c >= 0xAC00 && c <= 0xD7A3;
}

bool IsArabic(char32_t c) {
  return c >= 0x0600 && c <= 0x06FF;
}

// 0: the letter is left out.
char32_t FoldArabic(char32_t c) {
  if ((c >= 0x064B && c <= 0x065F) || c == 0x0640 || c == 0x0670) return 0;
  switch (c) {
    case 0x0622:
    case 0x0623:
    case 0x0625:
    case 0x0671:
      return 0x0627;
    case 0x0629:
      return 0x0647;
    case 0x0649:
    case 0x06CC:
      return 0x064A;
    case 0x06A9:
      return 0x0643;
    default:
      return c;
  }
}

char32_t FoldGreek(char32_t c) {
  switch (c) {
    case 0x03AC:
      return 0x03B1;
    case 0x03AD:
      return 0x03B5;
    case 0x03AE:
      return 0x03B7;
    case 0x03AF:
    case 0x03CA:
    case 0x0390:
      return 0x03B9;
    case 0x03CC:
      return 0x03BF;
    case 0x03CD:
    case 0x03CB:
    case 0x03B0:
      return 0x03C5;
    case 0x03CE:
      return 0x03C9;
    case 0x03C2:
      return 0x03C3;
    default:
      return c;
  }
}

char32_t FoldLetter(char32_t c) {
  if (IsArabic(c)) return FoldArabic(c);
  if (c >= 0x0370 && c <= 0x03FF) return FoldGreek(c);
  if (c >= 0x0591 && c <= 0x05C7) return 0;  // Hebrew points
  if (c == 0x0451) return 0x0435;            // ё
  return c;
}

std::u32string FoldLatin(std::u32string_view letters) {
  std::string plain;
  for (const char32_t c : letters) {
    if (c < 0x80)
      plain += static_cast<char>(c);
    else
      text::AppendLatin(plain, c);
  }
  return {plain.begin(), plain.end()};
}

std::u32string Fold(const text::RawToken& token) {
  if (token.script == text::Script::kLatin) {
    std::u32string plain = FoldLatin(token.letters);
    std::erase_if(plain, [](char32_t c) { return c == '\''; });
    if (plain.size() >= kLeastForPlural && plain.back() == 's' && plain[plain.size() - 2] != 's')
      plain.pop_back();
    return plain;
  }
  std::u32string folded;
  for (const char32_t c : token.letters)
    if (const char32_t letter = FoldLetter(c); letter != 0) folded += letter;
  return folded;
}

// "والعمال" → "عمال", where at least three letters remain.
std::u32string_view WithoutArticle(std::u32string_view word) {
  constexpr std::size_t kLeast = 3;
  constexpr char32_t kAlef = 0x0627, kLam = 0x0644;
  const auto is_article = [&](std::size_t at) {
    return word.size() >= at + 2 + kLeast && word[at] == kAlef && word[at + 1] == kLam;
  };
  if (is_article(0)) return word.substr(2);
  constexpr std::u32string_view kPrefixes = U"\u0648\u0628\u0641\u0643";  // and, with, so, as
  if (!word.empty() && kPrefixes.find(word[0]) != std::u32string_view::npos && is_article(1))
    return word.substr(3);
  if (word.size() >= 2 + kLeast && word[0] == kLam && word[1] == kLam) return word.substr(2);
  return word;
}

// Runs of a word that are written alike: with spaces between words or without.
template <typename Take>
void EachRun(std::u32string_view word, const Take& take) {
  for (std::size_t at = 0; at < word.size();) {
    std::size_t end = at + 1;
    while (end < word.size() && IsWithoutSpaces(word[end]) == IsWithoutSpaces(word[at])) ++end;
    take(word.substr(at, end - at), IsWithoutSpaces(word[at]));
    at = end;
  }
}

template <typename Take>
void EachIndexed(std::u32string_view run, bool without_spaces, const Take& take) {
  if (without_spaces) {
    for (std::size_t i = 0; i + 1 < run.size(); ++i) take(run.substr(i, 2));
    take(run.substr(run.size() - 1));
    return;
  }
  run = run.substr(0, kMaxLetters);
  take(run);
  if (IsHangul(run[0]))
    for (std::size_t i = 1; i + 1 < run.size(); ++i) take(run.substr(i));
  if (IsArabic(run[0]))
    if (const std::u32string_view bare = WithoutArticle(run); bare.size() < run.size()) take(bare);
}

QueryWord QueryRun(std::u32string_view run, bool without_spaces) {
  QueryWord word;
  if (!without_spaces) {
    const bool syllables = IsHangul(run[0]);
    const std::u32string_view bare = IsArabic(run[0]) ? WithoutArticle(run) : run;
    word.prefix = text::Encode(bare.substr(0, kMaxLetters));
    word.prefix_is_whole = !syllables && bare.size() < kLeastForPrefix;
  } else if (run.size() == 1) {
    word.prefix = text::Encode(run);
  } else {
    for (std::size_t i = 0; i + 1 < run.size(); ++i) word.exact.push_back(text::Encode(run.substr(i, 2)));
  }
  return word;
}

bool Finds(const QueryWord& word, std::u32string_view run, bool without_spaces) {
  bool found = false;
  const std::string_view wanted = word.prefix;
  EachIndexed(run, without_spaces, [&](std::u32string_view indexed) {
    const std::string text = text::Encode(indexed);
    if (!wanted.empty()) found = found || (word.prefix_is_whole ? text == wanted : text.starts_with(wanted));
    for (const std::string& pair : word.exact) found = found || text == pair;
  });
  return found;
}

}  // namespace

void IndexWords(std::string_view text, WordPlace place, std::map<std::string, std::uint8_t>& words) {
  const auto add = [&](std::u32string_view indexed) {
    std::string word = text::Encode(indexed);
    const auto known = words.find(word);
    if (known != words.end())
      known->second |= place;
    else if (words.size() < base::kMaxPracticeTokens)
      words.emplace(std::move(word), place);
  };
  for (const text::RawToken& token : text::SplitTokens(text))
    EachRun(Fold(token),
            [&](std::u32string_view run, bool without_spaces) { EachIndexed(run, without_spaces, add); });
}

std::vector<QueryWord> QueryWords(std::string_view text) {
  std::vector<QueryWord> words;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    EachRun(Fold(token), [&](std::u32string_view run, bool without_spaces) {
      if (words.size() >= base::kMaxPracticeQueryWords) return;
      words.push_back(QueryRun(run, without_spaces));
      words.back().written = token.written;
    });
  }
  return words;
}

std::vector<FoundPiece> Found(std::string_view text, const std::vector<QueryWord>& query) {
  std::vector<FoundPiece> pieces;
  if (query.empty()) return pieces;
  std::size_t at = 0;
  for (const text::RawToken& token : text::SplitTokens(text)) {
    const std::size_t from = text.find(token.written, at);
    if (from == std::string_view::npos || token.written.empty()) continue;
    at = from + token.written.size();
    bool found = false;
    EachRun(Fold(token), [&](std::u32string_view run, bool without_spaces) {
      for (const QueryWord& word : query) found = found || Finds(word, run, without_spaces);
    });
    if (found) pieces.push_back({from, at});
  }
  return pieces;
}

}  // namespace panel
