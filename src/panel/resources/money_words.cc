#include "panel/resources/money_words.h"

#include <algorithm>

namespace panel {

std::string AmountWords(const html::Locale& locale, const base::Decimal& amount, int digits) {
  const std::string text = amount.Absolute().text(digits);
  const std::size_t point = std::min(text.find('.'), text.size());
  // Groups of three, as every language of the catalogue has them; the sign of grouping is the language's.
  const std::string sample = locale.Number(1000);
  const std::string separator = sample.size() > 4 ? sample.substr(1, sample.size() - 4) : "";
  std::string grouped;
  for (std::size_t i = 0; i < point; ++i) {
    if (i > 0 && (point - i) % 3 == 0) grouped += separator;
    grouped.push_back(text[i]);
  }
  return (amount.negative() ? "−" : "") + grouped + text.substr(point);
}

std::string MoneyWords(const html::Locale& locale, const base::Money& money) {
  const int units = money.currency.minor_units();
  return std::string(money.currency.code()) + " " +
         AmountWords(locale, money.amount, units == base::Decimal::kScale ? 0 : units);
}

std::string StageWords(const html::Locale& locale, Stage stage) {
  switch (stage) {
    case Stage::kPledged:
      return locale.ctr("money", "Pledged");
    case Stage::kCommitted:
      return locale.ctr("money", "Committed");
    case Stage::kReceived:
      return locale.ctr("money", "Received");
    case Stage::kSpent:
      return locale.ctr("money", "Spent");
    case Stage::kReturned:
      return locale.ctr("money", "Returned");
    default:
      return locale.ctr("money", "Pledge cancelled");
  }
}

std::string ProjectStateWords(const html::Locale& locale, ProjectState state) {
  switch (state) {
    case ProjectState::kDraft:
      return locale.ctr("project", "Draft");
    case ProjectState::kPipeline:
      return locale.ctr("project", "Approved, not begun");
    case ProjectState::kRunning:
      return locale.ctr("project", "Running");
    case ProjectState::kSuspended:
      return locale.ctr("project", "Suspended");
    case ProjectState::kClosed:
      return locale.ctr("project", "Closed");
    default:
      return locale.ctr("project", "Cancelled");
  }
}

std::string ProjectKindWords(const html::Locale& locale, ProjectKind kind) {
  return kind == ProjectKind::kProgramme ? locale.tr("Capacity-building programme") : locale.tr("Project");
}

std::string LevelWords(const html::Locale& locale, ResultLevel level) {
  if (level == ResultLevel::kImpact) return locale.ctr("result", "Impact");
  return level == ResultLevel::kOutcome ? locale.ctr("result", "Outcome") : locale.ctr("result", "Output");
}

std::string GroupWords(const html::Locale& locale, std::string_view group) {
  if (group == "female") return locale.tr("Women and girls");
  if (group == "male") return locale.tr("Men and boys");
  return group == "other" ? locale.tr("Another gender") : locale.tr("Not said");
}

std::string BandWords(const html::Locale& locale, const std::string& band) {
  return band.empty() ? locale.tr("not shown: fewer than 11") : band;
}

std::string DayWords(const html::Locale& locale, std::int64_t day) {
  return locale.ShortDate(day * base::kDayMs);
}

namespace {

// Sums of a report are far below 24 digits; what could not be added is left as it was.
void AddTo(base::Decimal& sum, const base::Decimal& amount) {
  const base::Result<base::Decimal> next = sum.Plus(amount);
  if (next.has_value()) sum = *next;
}

void Count(Flow& flow, const StageTotal& total, const base::Decimal& amount) {
  flow.lines += total.lines;
  flow.unvalued += total.unvalued;
  switch (total.stage) {
    case Stage::kPledged:
      return AddTo(flow.pledged, amount);
    case Stage::kCancelled:
      return AddTo(flow.pledged, amount.Negated());
    case Stage::kCommitted:
      return AddTo(flow.committed, amount);
    case Stage::kReceived:
      return AddTo(flow.arrived, amount);
    case Stage::kReturned:
      return AddTo(flow.arrived, amount.Negated());
    default:
      return AddTo(flow.spent, amount);
  }
}

}  // namespace

Flow FlowOf(const std::vector<StageTotal>& totals) {
  Flow flow;
  for (const StageTotal& total : totals) Count(flow, total, total.valued);
  return flow;
}

Flow FlowIn(const std::vector<StageTotal>& totals, base::Currency currency) {
  Flow flow;
  for (const StageTotal& total : totals)
    if (total.currency == currency) Count(flow, total, total.amount);
  return flow;
}

}  // namespace panel
