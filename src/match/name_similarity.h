#pragma once
// name_similarity: how alike two prepared names are, 0..1, with every number it is made of. The formula
// (docs/scoring.md):
//
//   aligned   = Σ over aligned pairs  similarity × weight          weight of a pair = the smaller of its two
//   weights total     = Σ over aligned pairs  weight
//             + conflict × 2 × min(L1, L2) + extra × |L1 − L2|     L1, L2 = weights of content words without
//             counterpart
//             + minor words without counterpart, at half weight
//   agreement = aligned / total
//   name_similarity = agreement × certainty × order × forms × differences
//
// certainty grows with the information (bits) that agrees: two equal names of common words say less than two
// equal rare ones. Pure; thread-safe; about 1 µs for names of four words.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "match/name.h"
#include "match/token_similarity.h"

namespace match {

// Gives the similarity of query token i and candidate token j; the compiled index has them already, the
// reference computes them.
class TokenScorer {
 public:
  virtual ~TokenScorer() = default;
  virtual TokenMatch Score(std::size_t query, std::size_t candidate) = 0;
};

// What the alignment needs to know of a token, without its strings.
struct TokenView {
  std::string_view form;
  std::string_view surface;
  TokenClass token_class;
  std::uint8_t tag;
  std::uint8_t bits;
  float weight;
  bool trade;
  bool syllable;
};
// Whether a surface (Token::surface) is in another script than Latin; number words and the like are not.
constexpr bool IsNative(std::string_view surface) {
  return !surface.empty() && static_cast<unsigned char>(surface[0]) >= 0x80;
}
TokenView ViewOf(const Token& token);

struct Pair {
  std::uint8_t query = 0;
  std::uint8_t candidate = 0;
  std::uint8_t query_count = 1;  // tokens that are joined on this side
  std::uint8_t candidate_count = 1;
  TokenMatch match;
  float weight = 0;
};

struct NameSimilarity {
  double value = 0;  // rounded to 6 decimals
  double aligned = 0;
  double total = 0;
  double agreement = 0;
  double certainty = 0;
  double order = 1;
  double forms = 1;
  double differences = 1;
  double bits = 0;
  std::vector<Pair> pairs;
};

// The parameters of the formula.
inline constexpr double kConflict = 1.30;     // a content word on both sides without counterpart
inline constexpr double kExtraPerson = 0.40;  // a content word on one side only
inline constexpr double kExtraSyllable =
    0.90;  // the same where both names are East Asian syllables: "Cheng Ming" is not "Li Cheng Ming"
inline constexpr double kExtraOrganization = 0.60;
constexpr double ExtraOf(Kind kind) {
  return kind == Kind::kPerson ? kExtraPerson : kExtraOrganization;
}

NameSimilarity CompareTokens(Kind kind, std::span<const TokenView> query,
                             std::span<const TokenView> candidate, TokenScorer& scorer);

// CompareTokens with TokenSimilarity for every pair: the reference.
NameSimilarity ComparePrepared(const Name& query, const Name& candidate);

// The value alone of the two: no memory is fetched.
double SimilarityOfTokens(Kind kind, std::span<const TokenView> query, std::span<const TokenView> candidate,
                          TokenScorer& scorer);
double SimilarityOfNames(const Name& query, const Name& candidate);

// The most that name_similarity can be when content words of the weight `shared` at most may be aligned and
// words of the weights `query_left` and `candidate_left` at least have no counterpart.
double SimilarityBound(Kind kind, double shared, double query_left, double candidate_left);

// The most that `agreement` can be when it is known what will be aligned: `aligned` of `shared` weight; minor
// words of the weight `minor` may agree too.
double AgreementBound(Kind kind, double aligned, double shared, double minor, double query_left,
                      double candidate_left);

// The factor for the information that agrees.
double CertaintyOf(double bits);

// What kinds of content words of a name have no counterpart.
struct LeftKinds {
  bool latin_word = false;  // a word that carries the name, in Latin letters
  bool other_word = false;  // the same in letters of another script
  bool number = false;
  bool place = false;
  bool trade = false;  // a business word

  void Add(Kind kind, TokenClass token_class, std::string_view surface, bool is_trade);
};
// The factor for what is stated on both sides and differs: never more when more is left.
double DifferencesOf(Kind kind, const LeftKinds& query, const LeftKinds& candidate);

double Round6(double value);

}  // namespace match
