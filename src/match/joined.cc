#include "match/joined.h"

#include <algorithm>
#include <string>
#include <string_view>

#include "match/token_similarity.h"
#include "match/word_keys.h"

namespace match {
namespace {

constexpr std::size_t kMaxJoined = 3;  // words that may be written as one
constexpr float kJoinedSimilarity = 0.96F;

// True when `whole` is the concatenation of the tokens from `begin` on; gives their number. Names that are
// both written in Han, Hangul or kana are joined by what is written: 영호 and 용 호 can both be read
// "yongho".
std::size_t JoinedRun(std::span<const TokenView> tokens, std::size_t begin, const TokenView& whole) {
  std::size_t at = 0;
  std::size_t written = 0;
  for (std::size_t n = 0; begin + n < tokens.size() && n < kMaxJoined; ++n) {
    const TokenView& token = tokens[begin + n];
    if (whole.form.substr(at, token.form.size()) != token.form) return 0;
    if (WrittenInEastAsia(whole.surface) && WrittenInEastAsia(token.surface)) {
      if (whole.surface.substr(written, token.surface.size()) != token.surface) return 0;
      written += token.surface.size();
    }
    at += token.form.size();
    if (at == whole.form.size()) return n + 1;
  }
  return 0;
}

// Where in the mouth a word begins: no custom of spelling goes from one place to another.
constexpr char Place(char c) {
  constexpr std::string_view kPlaces[] = {"aeiou", "bpfvw", "td", "cgjkqhsxyz"};
  for (std::string_view place : kPlaces) {
    if (place.find(c) != std::string_view::npos) return place[0];
  }
  return c;
}

// The run of tokens from `begin` on that is written as one word in another script, by its consonants: غلامعلی
// and "Gholam Ali". Nothing where neither side is in another script, or one is in Han, Hangul or kana.
JoinedWord LikeJoinedRun(Kind kind, std::span<const TokenView> tokens, std::size_t begin,
                         const TokenView& whole) {
  if (!IsNative(whole.surface) && !IsNative(tokens[begin].surface)) return {};
  if (WrittenInEastAsia(whole.surface) || WrittenInEastAsia(tokens[begin].surface)) return {};
  if (begin + 1 == tokens.size() || whole.form.size() <= tokens[begin].form.size() ||
      Place(whole.form[0]) != Place(tokens[begin].form[0]))
    return {};
  const ConsonantKeys keys({whole.form, whole.surface});
  JoinedWord best;
  std::string form(tokens[begin].form);
  std::string surface(tokens[begin].surface);
  for (std::size_t k = begin + 1; k < tokens.size() && k < begin + kMaxJoined; ++k) {
    const bool one_script = IsNative(tokens[k].surface) == IsNative(tokens[begin].surface);
    if (!one_script || WrittenInEastAsia(tokens[k].surface)) break;
    form += tokens[k].form;
    surface += tokens[k].surface;
    if (form.size() > 2 * whole.form.size() || !keys.MayJoin(JoinKeyOf(form))) continue;
    const std::string_view letters = IsNative(surface) ? std::string_view(surface) : std::string_view();
    const TokenMatch match =
        TokenSimilarity({form, letters}, {whole.form, whole.surface}, kind, {.customs = true});
    if (match.similarity > best.similarity) best = {k + 1 - begin, match.similarity};
  }
  return best;
}

}  // namespace

bool MayJoin(const TokenView& a, const TokenView& b) {
  if (IsNative(a.surface) || IsNative(b.surface)) return true;
  return a.form.size() != b.form.size() && (a.form.empty() || b.form.empty() || a.form[0] == b.form[0]);
}

JoinedWord JoinedAt(Kind kind, std::span<const TokenView> tokens, std::size_t begin, const TokenView& whole) {
  if (whole.form.size() > tokens[begin].form.size()) {
    const std::size_t n = JoinedRun(tokens, begin, whole);
    if (n > 1) return {n, kJoinedSimilarity};
  }
  JoinedWord like = LikeJoinedRun(kind, tokens, begin, whole);
  like.similarity = std::min(like.similarity, kJoinedSimilarity);
  return like;
}

}  // namespace match
