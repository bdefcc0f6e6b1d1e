#include "voice/mechanism/words.h"

namespace voice::mechanism {

char CriterionLetter(Criterion criterion) {
  return static_cast<char>('a' + static_cast<int>(criterion));
}

std::string CriterionWord(const html::Locale& locale, Criterion criterion) {
  switch (criterion) {
    case Criterion::kLegitimate:
      return locale.tr("Legitimate");
    case Criterion::kAccessible:
      return locale.tr("Accessible");
    case Criterion::kPredictable:
      return locale.tr("Predictable");
    case Criterion::kEquitable:
      return locale.tr("Equitable");
    case Criterion::kTransparent:
      return locale.tr("Transparent");
    case Criterion::kRightsCompatible:
      return locale.tr("Rights-compatible");
    case Criterion::kLearning:
      return locale.tr("Learning");
    case Criterion::kDialogue:
    case Criterion::kCount:
      break;
  }
  return locale.tr("In dialogue");
}

std::string CriterionAsks(const html::Locale& locale, Criterion criterion) {
  switch (criterion) {
    case Criterion::kLegitimate:
      return locale.tr("Do those whom it is for trust it, and does it answer for how it treats them?");
    case Criterion::kAccessible:
      return locale.tr("Do they know of it, and does nothing keep them from using it?");
    case Criterion::kPredictable:
      return locale.tr("Is it clear what happens next and by when, and is it kept?");
    case Criterion::kEquitable:
      return locale.tr("Do they get the advice and expertise that a fair procedure needs?");
    case Criterion::kTransparent:
      return locale.tr("Are they told how it goes on, and does everybody learn how it performs?");
    case Criterion::kRightsCompatible:
      return locale.tr("Do they get the remedy that their rights call for?");
    case Criterion::kLearning:
      return locale.tr("Does it get better by what it learns?");
    case Criterion::kDialogue:
    case Criterion::kCount:
      break;
  }
  return locale.tr("Do both sides speak with each other?");
}

std::string CriterionCounts(const html::Locale& locale, Criterion criterion) {
  switch (criterion) {
    case Criterion::kLegitimate:
      return locale.tr(
          "When a talk has ended, the page asks its writer: Did this help you? Counted are the answers of "
          "all reports, also that none was given.");
    case Criterion::kAccessible:
      return locale.tr(
          "The share of reports in another language than the one used most, and in how many languages the "
          "pages were open when the quarter was published.");
    case Criterion::kPredictable:
      return locale.tr(
          "The time to the team's first answer. What was promised before the report was written counts: 7 "
          "days, unless the team names another time.");
    case Criterion::kEquitable:
      return locale.tr(
          "The time until the report was referred to somebody who can do what the team cannot: a lawyer, a "
          "shelter, a doctor, an inspectorate, a union, a consulate. Not every report needs it.");
    case Criterion::kTransparent:
      return locale.tr(
          "Whether the team wrote to the worker again, on a later day than its first answer, by the day "
          "promised for an outcome (90 days unless the team names another time, and not later than the end "
          "of the next quarter).");
    case Criterion::kRightsCompatible:
      return locale.tr(
          "Whether the worker has said that something claimed for her has arrived, at least in part: a "
          "repayment, wages, a document. What a payer says does not count.");
    case Criterion::kLearning:
      return locale.tr(
          "The shares of (a), (c), (e), (f) and (h), each compared with the quarter before. Better or worse "
          "is only what the bands of both quarters leave no doubt about.");
    case Criterion::kDialogue:
    case Criterion::kCount:
      break;
  }
  return locale.tr("Whether the worker wrote again after an answer of the team.");
}

std::optional<Figure> FigureOf(Criterion criterion) {
  switch (criterion) {
    case Criterion::kLegitimate:
      return Figure::kSatisfied;
    case Criterion::kPredictable:
      return Figure::kAnswer;
    case Criterion::kEquitable:
      return Figure::kReferral;
    case Criterion::kTransparent:
      return Figure::kInformed;
    case Criterion::kRightsCompatible:
      return Figure::kConfirmed;
    case Criterion::kDialogue:
      return Figure::kDialogue;
    case Criterion::kAccessible:
    case Criterion::kLearning:
    case Criterion::kCount:
      break;
  }
  return std::nullopt;
}

std::optional<Criterion> CriterionOf(Figure figure) {
  for (std::size_t i = 0; i < kCriteria; ++i)
    if (FigureOf(static_cast<Criterion>(i)) == figure) return static_cast<Criterion>(i);
  return std::nullopt;
}

std::string ClassWord(const html::Locale& locale, Figure figure, std::size_t which) {
  using Words = std::array<std::string, kMostClasses>;
  const auto word = [&](const Words& words) { return words.at(which); };
  switch (figure) {
    case Figure::kSatisfied:
      return word({locale.tr("It helped"), locale.tr("It helped partly"), locale.tr("It did not help"),
                   locale.tr("Did not say")});
    case Figure::kAnswer:
      return word({locale.tr("Answered in the promised time"), locale.tr("Answered later, within 30 days"),
                   locale.tr("Answered after 30 days, or not yet")});
    case Figure::kReferral:
      return word(
          {locale.tr("Referred within 30 days"), locale.tr("Referred later"), locale.tr("Not referred")});
    case Figure::kInformed:
      return word({locale.tr("The team wrote again in time"), locale.tr("Ended in time without it"),
                   locale.tr("Neither in time")});
    case Figure::kConfirmed:
      return word({locale.tr("Confirmed by the worker"), locale.tr("Claimed, not confirmed yet"),
                   locale.tr("Nothing claimed")});
    case Figure::kDialogue:
      return word({locale.tr("The worker wrote again"), locale.tr("The worker did not write again")});
    case Figure::kRemedy:
      return word({locale.tr("Within 90 days"), locale.tr("After 91 to 180 days"),
                   locale.tr("After more than 180 days")});
    case Figure::kCount:
      break;
  }
  return {};
}

std::string CellWords(const html::Locale& locale, Figure figure, const Cell& cell) {
  std::string words;
  for (std::size_t i = cell.first; i <= cell.last; ++i)
    words += (words.empty() ? "" : " / ") + ClassWord(locale, figure, i);
  return words;
}

std::string GroupWord(const html::Locale& locale, std::string_view group) {
  if (group == kAll) return locale.tr("All languages");
  for (const html::Locale* one : html::WorkerLocales())
    if (one->tag() == group) return std::string(one->own_name());
  return locale.tr("Other languages");
}

}  // namespace voice::mechanism
