#include "match/acronym.h"

#include <algorithm>

#include "match/tables.h"

namespace match {
namespace {

// Three letters are the initials of one name in a few thousand, five of hardly another. Three and four alone
// stay below the usual threshold: among thousands of suppliers four letters are somebody's, and a country or
// an address has to speak for them.
constexpr float kThreeLetters = 0.66F;
constexpr float kFourLetters = 0.77F;
constexpr float kFiveLetters = 0.88F;
constexpr float kStated = 0.96F;
constexpr std::uint8_t kRareBits = 10;  // commoner words are words

bool IsLatin(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return c >= 'a' && c <= 'z'; });
}

bool HasAcronymLength(std::string_view form) {
  return form.size() >= kLeastAcronym && form.size() <= kMostAcronym && IsLatin(form);
}

void AppendInitials(const TokenView& token, std::string& letters) {
  if (token.trade || token.token_class == TokenClass::kLight) {
    const auto& initials = GetTables().phrase_initials;
    if (const auto it = initials.find(token.form); it != initials.end()) {
      letters += it->second;
      return;
    }
  }
  letters += token.form[0];
}

// The runs from token `begin` on.
void RunsFrom(std::span<const TokenView> tokens, std::size_t begin, std::vector<AcronymRun>& out) {
  std::string letters;
  for (std::size_t i = begin; i < tokens.size() && letters.size() < kMostAcronym; ++i) {
    if (tokens[i].token_class == TokenClass::kStop) continue;
    if (tokens[i].form.empty() || tokens[i].token_class == TokenClass::kNumber) break;
    AppendInitials(tokens[i], letters);
    if (i > begin && HasAcronymLength(letters))
      out.push_back({letters, static_cast<std::uint8_t>(begin), static_cast<std::uint8_t>(i + 1 - begin)});
  }
}

bool StatesAcronym(std::span<const TokenView> tokens, std::string_view letters) {
  return std::any_of(tokens.begin(), tokens.end(), [&](const TokenView& t) {
    return t.token_class == TokenClass::kStop && t.form == letters;
  });
}

float SimilarityOf(std::size_t letters) {
  return letters == 3 ? kThreeLetters : letters == 4 ? kFourLetters : kFiveLetters;
}

std::size_t FirstContent(std::span<const TokenView> tokens) {
  std::size_t begin = 0;
  while (begin < tokens.size() && !IsContent(tokens[begin].token_class)) ++begin;
  return begin;
}

// The words of `words` that are runs of `longer`: word, run, similarity.
template <typename Found>
void Meet(std::span<const TokenView> words, std::span<const TokenView> longer, const Found& found) {
  const std::size_t begin = FirstContent(longer);
  if (begin + 1 >= longer.size()) return;
  const char first = longer[begin].form[0];  // of a phrase, too, it is the first initial
  if (std::none_of(words.begin(), words.end(),
                   [&](const TokenView& t) { return t.form[0] == first && MayBeAcronym(t); }))
    return;
  thread_local std::vector<AcronymRun> runs;
  runs.clear();
  AcronymRuns(longer, runs);
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!MayBeAcronym(words[i])) continue;
    for (const AcronymRun& run : runs) {
      if (run.letters != words[i].form) continue;
      const bool stated = StatesAcronym(longer, run.letters);
      found(static_cast<std::uint8_t>(i), run, stated ? kStated : SimilarityOf(run.letters.size()));
    }
  }
}

}  // namespace

void AcronymRuns(std::span<const TokenView> tokens, std::vector<AcronymRun>& out) {
  RunsFrom(tokens, FirstContent(tokens), out);
}

bool MayBeAcronym(const TokenView& token) {
  return token.token_class == TokenClass::kWord && !token.trade && token.bits >= kRareBits &&
         HasAcronymLength(token.form);
}

void AcronymMatches(std::span<const TokenView> query, std::span<const TokenView> candidate,
                    std::vector<AcronymMatch>& out) {
  out.clear();
  Meet(query, candidate, [&](std::uint8_t word, const AcronymRun& run, float similarity) {
    out.push_back({word, 1, run.begin, run.count, similarity});
  });
  Meet(candidate, query, [&](std::uint8_t word, const AcronymRun& run, float similarity) {
    out.push_back({run.begin, run.count, word, 1, similarity});
  });
}

void MarkOwnAcronym(std::vector<Token>& tokens) {
  const auto candidate = [](const Token& t) {
    return t.token_class == TokenClass::kWord && !t.trade && HasAcronymLength(t.form);
  };
  if (tokens.size() < 3 || std::none_of(tokens.begin(), tokens.end(), candidate)) return;
  std::vector<TokenView> views;
  for (const Token& t : tokens) views.push_back(ViewOf(t));
  std::vector<AcronymRun> runs;
  AcronymRuns(views, runs);
  if (candidate(tokens[0])) RunsFrom(views, 1, runs);
  for (std::size_t i = 0; i < tokens.size(); ++i) {
    if (!candidate(tokens[i])) continue;
    for (const AcronymRun& run : runs) {
      const bool inside = i >= run.begin && i < std::size_t{run.begin} + run.count;
      if (!inside && run.letters == tokens[i].form) tokens[i].token_class = TokenClass::kStop;
    }
  }
}

}  // namespace match
