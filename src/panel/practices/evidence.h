#pragma once
// How strong the evidence for a practice is: four grades, each reached when its criteria and those of every
// grade below are met. A criterion is met when **every** finished review says so; no one can raise it alone.
//
//   1 described   it is clear what is done, for whom and why it should work
//   2 checked     results were measured, and somebody other than the owner confirmed them
//   3 before and after   the same was measured before and after, and the people it is for were asked
//   4 compared    results were compared with a group or sites without the practice, or copied independently
//
// Based on: R. Puttick and J. Ludlow, Standards of Evidence, Nesta 2013 (its levels 1, 2, 3 to 4; level 5,
// which is about roll-out, is counted here as replications instead) and L. Sherman et al., Preventing Crime,
// 1997, the Maryland Scientific Methods Scale (its level 2, before and after, is grade 3 here; its levels 3
// to 5, comparison, are grade 4). Asking the people concerned is our own condition: the ILO's indicators are
// theirs to confirm. Pure; thread-safe.

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace panel {

enum class Criterion : std::uint8_t {
  kDescribed,    // grade 1
  kReasoned,     // 1
  kMeasured,     // 2
  kConfirmed,    // 2
  kBeforeAfter,  // 3
  kAsked,        // 3
  kCompared,     // 4
  kCount
};
inline constexpr std::size_t kCriteria = static_cast<std::size_t>(Criterion::kCount);
inline constexpr int kGrades = 4;

struct CriterionRow {
  std::string_view name;  // "before-after": in the API
  int grade = 1;          // that needs it
  const char* question;   // to the reviewer; in the catalogues
};
const CriterionRow& RowOf(Criterion criterion);

// "not-answered", "met", "not-met", with a reason in words for each.
enum class CriterionAnswer : std::uint8_t { kNone, kMet, kNotMet };
std::string_view CriterionAnswerName(CriterionAnswer answer);  // "", "met", "not-met"
struct ReviewAnswer {
  CriterionAnswer answer = CriterionAnswer::kNone;
  std::string reason;
};
struct ReviewAnswers {
  std::array<ReviewAnswer, kCriteria> of;
  bool complete() const;
};

// Bit i: criterion i is met in every one of them; none given: nothing is met.
std::uint32_t MetByAll(std::span<const ReviewAnswers> reviews);
int GradeOf(std::uint32_t met);  // 0 where even grade 1 is not reached
// What is missing for the next grade.
std::vector<Criterion> MissingFor(std::uint32_t met, int grade);

const char* GradeWord(int grade);         // "before and after"
const char* GradeDescription(int grade);  // one sentence; both in the catalogues

}  // namespace panel
