#include "screening/console/alert_words.h"

#include "screening/report_facts.h"

namespace screening {

namespace {

constexpr int kGreatHarm = 700;
constexpr int kConsiderableHarm = 450;
constexpr int kSomeHarm = 200;

}  // namespace

std::string StageWords(const html::Locale& locale, Stage stage) {
  switch (stage) {
    case Stage::kWaiting:
      return locale.tr("Waiting");
    case Stage::kUnsure:
      return locale.tr("Unsure");
    case Stage::kSecondLook:
      return locale.tr("Second look");
    case Stage::kDecided:
      return locale.tr("Decided");
    case Stage::kWithdrawn:
      return locale.tr("Withdrawn");
    case Stage::kCount:
      break;
  }
  return {};
}

std::string DecisionWords(const html::Locale& locale, Decision decision) {
  switch (decision) {
    case Decision::kSame:
      return locale.tr("Same");
    case Decision::kNotSame:
      return locale.tr("Not same");
    case Decision::kUnsure:
      return locale.tr("Unsure");
    case Decision::kNone:
      break;
  }
  return locale.tr("Not decided");
}

std::string SortWords(const html::Locale& locale, AlertSort sort) {
  switch (sort) {
    case AlertSort::kHarm:
      return locale.tr("Most harm if missed first");
    case AlertSort::kOldest:
      return locale.tr("Oldest first");
    case AlertSort::kNewest:
      return locale.tr("Newest first");
    case AlertSort::kScore:
      return locale.tr("Highest score first");
  }
  return {};
}

std::string IdentityWordsIn(const html::Locale& locale, match::Identity identity) {
  switch (identity) {
    case match::Identity::kSupported:
      return locale.tr("Evidence supports it");
    case match::Identity::kContradicted:
      return locale.tr("Evidence contradicts it");
    case match::Identity::kUnconfirmed:
      break;
  }
  return locale.tr("Not confirmed");
}

std::string ScoreWords(const html::Locale& locale, double score) {
  return locale.tr("Score {score}", {{"score", ScoreText(score)}});
}

std::string HarmWords(const html::Locale& locale, int harm) {
  if (harm >= kGreatHarm) return locale.tr("Great harm if missed");
  if (harm >= kConsiderableHarm) return locale.tr("Considerable harm if missed");
  if (harm >= kSomeHarm) return locale.tr("Some harm if missed");
  return locale.tr("Little harm if missed");
}

html::Mark HarmMark(int harm) {
  if (harm >= kGreatHarm) return html::Mark::kHarm;
  return harm >= kConsiderableHarm ? html::Mark::kCare : html::Mark::kPlain;
}

std::string QuestionWords(const html::Locale& locale, entity::Schema schema) {
  if (schema.IsA(entity::schema::Person())) return locale.tr("Is it the same person?");
  if (schema.IsA(entity::schema::Vessel())) return locale.tr("Is it the same vessel?");
  if (schema.IsA(entity::schema::Facility())) return locale.tr("Is it the same facility?");
  return locale.tr("Is it the same organisation?");
}

}  // namespace screening
