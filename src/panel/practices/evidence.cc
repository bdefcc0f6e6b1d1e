#include "panel/practices/evidence.h"

#include <algorithm>

#include "desk/tr.h"

namespace panel {
namespace {

using desk::tr;

constexpr std::array<CriterionRow, kCriteria> kRows = {{
    {"described", 1, tr("Is it clear what is done, by whom and for whom, so that others could do the same?")},
    {"reasoned", 1, tr("Does it say why this should work, and what could go wrong?")},
    {"measured", 2, tr("Were results measured, with figures and the way they were found?")},
    {"confirmed", 2, tr("Did somebody other than the owner confirm the results?")},
    {"before-after", 3, tr("Was the same thing measured before it began and after?")},
    {"asked", 3,
     tr("Were the people it is for asked, safely and freely, and does it say what they answered?")},
    {"compared", 4,
     tr("Were results compared with a group or sites without the practice, or copied independently with "
        "similar results?")},
}};

struct GradeRow {
  const char* word;
  const char* description;
};
constexpr std::array<GradeRow, kGrades + 1> kGradeRows = {{
    {tr("no grade"), tr("Not even the description is complete enough.")},
    {tr("described"),
     tr("It is clear what is done, for whom and why it should work. Nothing was measured yet.")},
    {tr("checked"), tr("Results were measured, and somebody other than the owner confirmed them.")},
    {tr("before and after"),
     tr("The same was measured before and after, and the people it is for were asked.")},
    {tr("compared"),
     tr("Results were compared with a group or sites without the practice, or copied independently.")},
}};

const GradeRow& GradeRowOf(int grade) {
  return kGradeRows.at(static_cast<std::size_t>(std::clamp(grade, 0, kGrades)));
}

}  // namespace

const CriterionRow& RowOf(Criterion criterion) {
  return kRows.at(static_cast<std::size_t>(criterion));
}

std::string_view CriterionAnswerName(CriterionAnswer answer) {
  return answer == CriterionAnswer::kMet ? "met" : answer == CriterionAnswer::kNotMet ? "not-met" : "";
}

bool ReviewAnswers::complete() const {
  return std::none_of(of.begin(), of.end(),
                      [](const ReviewAnswer& one) { return one.answer == CriterionAnswer::kNone; });
}

std::uint32_t MetByAll(std::span<const ReviewAnswers> reviews) {
  if (reviews.empty()) return 0;
  std::uint32_t met = 0;
  for (std::size_t i = 0; i < kCriteria; ++i) {
    const bool all = std::all_of(reviews.begin(), reviews.end(), [i](const ReviewAnswers& review) {
      return review.of.at(i).answer == CriterionAnswer::kMet;
    });
    if (all) met |= 1U << i;
  }
  return met;
}

int GradeOf(std::uint32_t met) {
  int grade = 0;
  while (grade < kGrades && MissingFor(met, grade + 1).empty()) ++grade;
  return grade;
}

std::vector<Criterion> MissingFor(std::uint32_t met, int grade) {
  std::vector<Criterion> missing;
  for (std::size_t i = 0; i < kCriteria; ++i)
    if (kRows.at(i).grade <= grade && (met & (1U << i)) == 0) missing.push_back(static_cast<Criterion>(i));
  return missing;
}

const char* GradeWord(int grade) {
  return GradeRowOf(grade).word;
}

const char* GradeDescription(int grade) {
  return GradeRowOf(grade).description;
}

}  // namespace panel
