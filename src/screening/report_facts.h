#pragma once
// What both reports say, worked out once from the run: who ranks where, how many fall into which band, how an
// alert's numbers add up, what was not checked, and how numbers and dates are written. Internal to the room's
// reports. Pure; thread-safe. The structures point into the run's data and must not outlive it.

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "screening/report.h"

namespace screening {

struct RankedAlert {
  const ScreenedParty* party = nullptr;
  const match::Alert* alert = nullptr;
  std::size_t rank = 0;  // 1 is the best of the whole run; the same in both reports
};

// What happened on one list.
struct ListCount {
  std::string name;
  std::size_t matches = 0;  // alerts at or above the threshold
  std::size_t weaker = 0;   // alerts below it
  std::size_t parties = 0;  // parties with at least one alert
};

struct ScoreBand {
  double from = 0;
  double to = 0;
  std::size_t parties = 0;  // parties whose best score is in [from, to); the last band holds 1.0 too
};

struct Summary {
  std::vector<RankedAlert> matches;  // score >= threshold, best first; ties by row, list, id
  std::vector<RankedAlert> weaker;   // the others, likewise; ranks go on
  std::size_t parties_matched = 0;   // parties by their best alert
  std::size_t parties_weaker = 0;
  std::size_t parties_none = 0;
  std::size_t parties_at_limit = 0;  // parties with as many alerts as --limit shows
  std::size_t supported = 0;         // matches by what the evidence beyond the name says
  std::size_t unconfirmed = 0;
  std::size_t contradicted = 0;
  std::vector<ListCount> lists;  // in the order of the run's lists
  std::vector<ScoreBand> bands;  // 0.05 wide, from the lowest score that is reported to 1
};

Summary Summarize(const RunFacts& facts, std::span<const ScreenedParty> parties);

// The listed entity behind an alert, where the compiled lists hold it.
using EntryReader = std::function<std::optional<entity::Entity>(const match::Alert&)>;
EntryReader ReadEntriesFrom(std::span<const match::CompiledList* const> lists);

// The facts of the alert's list; null where the run names no such list.
const match::ListInfo* FindList(const RunFacts& facts, std::string_view name);

// One step from the name similarity to the score: the score before and after one item of evidence.
struct ScoreStep {
  const match::Evidence* evidence = nullptr;
  double from = 0;
  double to = 0;
};

// The steps from alert.name_similarity to alert.score, one an item, in order: after the k-th step stands the
// score that the first k effects alone would give (match::ScoreOf). The last ends at the alert's score.
std::vector<ScoreStep> ScoreSteps(const match::Alert& alert);

// True sentences about what this run did not look at, most general first.
std::vector<std::string> NotChecked(const RunFacts& facts, std::span<const ScreenedParty> parties,
                                    const Summary& summary);

// The lowest score that is reported at all: min(threshold, 0.50).
double LowestReported(double threshold);

// ---- words
// ---------------------------------------------------------------------------------------------------------------
std::string ScoreText(double score);   // three decimals, cut off and not rounded: 0.6999 never reads as 0.700
std::string ExactText(double number);  // six decimals
std::string ShortNumber(double number);      // at most six decimals, no zeros at the end
std::string SignedText(double effect);       // "+0.250000", "−0.100000", "±0"
std::string ThresholdText(double score);     // "0.70", or as many decimals as it has
std::string CountText(std::uint64_t count);  // 12,345
std::string Counted(std::uint64_t count, std::string_view one,
                    std::string_view many);  // "1 party", "2,000 parties"
std::string DayText(
    std::string_view iso,
    bool table = false);  // "22 November 2026"; in tables "22 Nov 2026"; as given where it is no date
std::string MomentText(std::string_view iso);              // "1 May 2026, 09:30 UTC"
std::string_view IdentityWords(match::Identity identity);  // "Evidence supports it", ...
std::string FeatureWords(std::string_view feature);        // "birthDate" -> "Birth date"

}  // namespace screening
