#pragma once
// Weighted scores and the ranking they give, in whole numbers. A review's points are the sum over the
// criteria of weight (percent) times mark (0 to the call's best mark), so at most 100 * best; a note's score
// is the mean of its reviews' points, compared as fractions and never rounded. Pure; thread-safe. Cost: one
// sort.

#include <string>
#include <vector>

#include "panel/calls/types.h"

namespace panel::calls {

// How far apart two reviewers of one note may be, in percent points, before it is flagged.
inline constexpr std::int64_t kSpreadPercent = 25;

// Marks that are missing count as 0.
std::int64_t PointsOf(const std::vector<CallPart>& criteria, const std::vector<Score>& scores);

struct CriterionTally {
  std::int64_t criterion = 0;
  std::int64_t sum = 0;  // of the marks
  std::int64_t low = 0, high = 0;
};
struct RankedReview {
  ReviewId id;
  desk::PersonId person;
  std::int64_t points = 0;
  std::vector<Score> scores;  // one a criterion, in order
  std::string remark;
};
struct RankedNote {
  NoteId note;
  std::int64_t code = 0;
  std::int64_t rank = 0;    // from 1; equal scores share one; 0: not scored
  std::int64_t points = 0;  // of all reviews
  std::int64_t reviews = 0;
  std::int64_t low = 0, high = 0;  // points of the lowest and the highest review
  bool far_apart = false;          // more than kSpreadPercent
  bool below_pass = false;
  bool few = false;  // fewer reviews than the call wants
  std::vector<CriterionTally> criteria;
  std::vector<RankedReview> scored;  // those handed in
};

// Best first; equal scores by code. Of `notes` those that are in review or were decided.
std::vector<RankedNote> Rank(const Call& call, const std::vector<CallPart>& criteria,
                             const std::vector<Note>& notes, const std::vector<Review>& reviews);
// Whether `a` has the better mean. A note without reviews is worse than any other.
bool Better(const RankedNote& a, const RankedNote& b);

// points / parts as a decimal number of two places, rounded half up: "64.00". With parts = reviews * best
// mark this is the score in percent.
std::string HundredthsText(std::int64_t points, std::int64_t parts);
// The note's score in percent, or a dash.
std::string PercentOf(const RankedNote& note, const Call& call);
// How one review's points come about: "40 × 4 + 60 × 3 = 340 of 500 = 68.00 %".
std::string SumText(const Call& call, const std::vector<CallPart>& criteria, const RankedReview& review);

// Notes that were chosen although a better one was not, by code.
std::vector<std::int64_t> AgainstTheRanking(const std::vector<RankedNote>& ranking,
                                            const std::vector<NoteId>& chosen);

}  // namespace panel::calls
