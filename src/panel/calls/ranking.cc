#include "panel/calls/ranking.h"

#include <fmt/format.h>

#include <algorithm>

namespace panel::calls {
namespace {

constexpr std::int64_t kHundred = 100;

std::int64_t MarkOf(const std::vector<Score>& scores, std::int64_t criterion) {
  for (const Score& score : scores)
    if (score.criterion == criterion) return std::max<std::int64_t>(score.score, 0);
  return 0;
}

void Count(RankedNote& note, const std::vector<CallPart>& criteria, const Review& review) {
  RankedReview one{
      .id = review.id, .person = review.person, .points = 0, .scores = {}, .remark = review.remark};
  one.points = PointsOf(criteria, review.scores);
  for (std::size_t i = 0; i < criteria.size(); ++i) {
    Score mark{
        .criterion = criteria[i].number, .score = MarkOf(review.scores, criteria[i].number), .remark = {}};
    for (const Score& given : review.scores)
      if (given.criterion == mark.criterion) mark.remark = given.remark;
    CriterionTally& tally = note.criteria[i];
    tally.low = note.reviews == 0 ? mark.score : std::min(tally.low, mark.score);
    tally.high = note.reviews == 0 ? mark.score : std::max(tally.high, mark.score);
    tally.sum += mark.score;
    one.scores.push_back(std::move(mark));
  }
  note.low = note.reviews == 0 ? one.points : std::min(note.low, one.points);
  note.high = note.reviews == 0 ? one.points : std::max(note.high, one.points);
  note.points += one.points;
  ++note.reviews;
  note.scored.push_back(std::move(one));
}

bool IsRanked(NoteState state) {
  return state == NoteState::kInReview || state == NoteState::kSelected || state == NoteState::kNotSelected ||
         state == NoteState::kAccepted || state == NoteState::kDeclined;
}

}  // namespace

std::int64_t PointsOf(const std::vector<CallPart>& criteria, const std::vector<Score>& scores) {
  std::int64_t points = 0;
  for (const CallPart& criterion : criteria) points += criterion.amount * MarkOf(scores, criterion.number);
  return points;
}

bool Better(const RankedNote& a, const RankedNote& b) {
  if (a.reviews == 0 || b.reviews == 0) return a.reviews > 0 && b.reviews == 0;
  return a.points * b.reviews > b.points * a.reviews;
}

std::vector<RankedNote> Rank(const Call& call, const std::vector<CallPart>& criteria,
                             const std::vector<Note>& notes, const std::vector<Review>& reviews) {
  std::vector<RankedNote> ranking;
  for (const Note& note : notes) {
    if (!IsRanked(note.state)) continue;
    RankedNote ranked{.note = note.id, .code = note.code, .criteria = {}, .scored = {}};
    for (const CallPart& criterion : criteria) ranked.criteria.push_back({.criterion = criterion.number});
    for (const Review& review : reviews)
      if (review.note == note.id && review.state == ReviewState::kHandedIn) Count(ranked, criteria, review);
    ranked.far_apart = ranked.high - ranked.low > kSpreadPercent * call.scale_most;
    ranked.below_pass =
        ranked.reviews > 0 && ranked.points < call.pass_percent * call.scale_most * ranked.reviews;
    ranked.few = ranked.reviews < call.min_reviewers;
    ranking.push_back(std::move(ranked));
  }
  std::sort(ranking.begin(), ranking.end(), [](const RankedNote& a, const RankedNote& b) {
    if (Better(a, b)) return true;
    if (Better(b, a)) return false;
    return a.code < b.code;
  });
  for (std::size_t i = 0; i < ranking.size(); ++i) {
    if (ranking[i].reviews == 0) continue;
    const bool equal = i > 0 && !Better(ranking[i - 1], ranking[i]);
    ranking[i].rank = equal ? ranking[i - 1].rank : static_cast<std::int64_t>(i) + 1;
  }
  return ranking;
}

std::string HundredthsText(std::int64_t points, std::int64_t parts) {
  if (parts <= 0) return "–";
  const std::int64_t hundredths = (2 * points * kHundred + parts) / (2 * parts);
  return fmt::format("{}.{:02}", hundredths / kHundred, hundredths % kHundred);
}

std::string PercentOf(const RankedNote& note, const Call& call) {
  return HundredthsText(note.points, note.reviews * call.scale_most);
}

std::string SumText(const Call& call, const std::vector<CallPart>& criteria, const RankedReview& review) {
  std::string text;
  for (std::size_t i = 0; i < criteria.size() && i < review.scores.size(); ++i)
    text += fmt::format("{}{} × {}", i == 0 ? "" : " + ", criteria[i].amount, review.scores[i].score);
  return fmt::format("{} = {} / {} = {} %", text, review.points, kHundred * call.scale_most,
                     HundredthsText(review.points, call.scale_most));
}

std::vector<std::int64_t> AgainstTheRanking(const std::vector<RankedNote>& ranking,
                                            const std::vector<NoteId>& chosen) {
  const auto is_chosen = [&](const RankedNote& note) {
    return std::find(chosen.begin(), chosen.end(), note.note) != chosen.end();
  };
  std::vector<std::int64_t> codes;
  for (const RankedNote& note : ranking) {
    if (!is_chosen(note)) continue;
    const bool passed_over = std::any_of(ranking.begin(), ranking.end(), [&](const RankedNote& other) {
      return !is_chosen(other) && Better(other, note);
    });
    if (passed_over) codes.push_back(note.code);
  }
  std::sort(codes.begin(), codes.end());
  return codes;
}

}  // namespace panel::calls
